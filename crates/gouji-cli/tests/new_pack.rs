//! `gouji pack new`: a pack made of a blank form, or to begin with.

#![allow(clippy::unwrap_used, reason = "a failing test may stop at once")]

#[allow(dead_code, reason = "other tests use the rest of it")]
mod sandbox;

use sandbox::Sandbox;

const STATEMENT: &[u8] = include_bytes!("../../gouji-lint/tests/statements/balance.xlsx");

fn form(sandbox: &Sandbox) -> String {
    std::fs::read_to_string(sandbox.path().join("new/form.toml")).unwrap()
}

#[test]
fn tables_side_by_side_are_tables_of_their_own() {
    let sandbox = Sandbox::with(&[("blank.xlsx", STATEMENT)]);
    let ran = sandbox.run(&[
        "pack",
        "new",
        "new",
        "--id",
        "mine/2024",
        "--from",
        "blank.xlsx",
    ]);
    assert_eq!(ran.status, 0, "{ran:?}");
    assert!(ran.stdout.contains("tables: 2"), "{ran:?}");
    let form = form(&sandbox);
    for line in [
        "titles = [\"资产负债表\"]",
        "skip = [\"行次\"]",
        "    { id = \"r1\", label = \"流动资产：\", group = true },",
        "    { id = \"c1\", label = \"期末余额\" },",
        "title = { zh = \"负债和所有者权益\" }",
    ] {
        assert!(form.contains(line), "{line}\n{form}");
    }
    let checked = sandbox.run(&["pack", "check", "new"]);
    assert_eq!(checked.status, 0, "{checked:?}");
    // What the blank form was made of is a report of it.
    let read = sandbox.run(&["--rules", "new", "extract", "blank.xlsx"]);
    assert_eq!(read.status, 0, "{read:?}");
}

#[test]
fn what_is_there_is_not_written_over() {
    let sandbox = Sandbox::with(&[("new/form.toml", b"mine"), ("text.md", b"no table\n")]);
    let ran = sandbox.run(&["pack", "new", "new"]);
    assert_eq!(ran.status, 2, "{ran:?}");
    assert_eq!(form(&sandbox), "mine");
    let ran = sandbox.run(&["pack", "new", "other", "--from", "text.md"]);
    assert_eq!(ran.status, 2, "{ran:?}");
    assert!(ran.stderr.contains("no table with labels"), "{ran:?}");
    let ran = sandbox.run(&["pack", "new", "my-form"]);
    assert_eq!(ran.status, 0, "{ran:?}");
    let pack = std::fs::read_to_string(sandbox.path().join("my-form/pack.toml")).unwrap();
    assert!(pack.contains("id = \"my-form/1\""), "{pack}");
    let checked = sandbox.run(&["pack", "check", "my-form"]);
    assert_eq!(checked.status, 0, "{checked:?}");
}
