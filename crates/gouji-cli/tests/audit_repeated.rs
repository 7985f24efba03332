//! The very same audit once more: it is shown as it was recorded, and the output and the store are those of a
//! run that works everything out, byte for byte; what differs in anything is worked out.

#![allow(
    clippy::unwrap_used,
    reason = "a failing test may stop at once and say what was skipped"
)]
#![allow(dead_code, reason = "not every test needs all of a sandbox")]

mod region;
mod sandbox;
mod twins;

use std::fs;
use std::path::Path;

use region::wrong;
use sandbox::Sandbox;
use twins::{Twins, found};

fn sandbox() -> Sandbox {
    Sandbox::of(&wrong().files())
}

const REPORTS: [&str; 1] = ["reports"];

#[test]
fn what_is_the_same_is_shown_again_and_what_differs_is_worked_out() {
    let mut twins = Twins::of(sandbox(), "json");
    twins.run(false, "first", &REPORTS);
    twins.run(true, "unchanged", &REPORTS);
    twins.run(true, "two threads", &["reports", "--threads", "2"]);

    twins.sandbox.age("reports", 7200);
    twins.run(true, "touched", &REPORTS);
    fs::rename(twins.path("reports"), twins.path("others")).unwrap();
    copied(&twins.path("others"), &twins.path("reports"));
    twins.run(true, "copied, and young", &REPORTS);
    twins.sandbox.age("reports", 3600);
    twins.run(true, "copied", &REPORTS);
    twins.run(false, "elsewhere", &["others"]);
    twins.run(true, "elsewhere again", &["others"]);
    twins.run(false, "where it was, but not what the store has", &REPORTS);

    let path = twins.path("reports/2022/青石县水务局.json");
    let text = fs::read_to_string(&path).unwrap();
    fs::write(&path, text.replacen("7777", "7778", 1)).unwrap();
    twins.sandbox.age("reports", 3600);
    twins.run(false, "one file changed", &REPORTS);
    twins.run(true, "since then unchanged", &REPORTS);
    fs::write(&path, text).unwrap();
    twins.sandbox.age("reports", 3600);
    twins.run(false, "changed back", &REPORTS);
    twins.run(true, "unchanged since it was changed back", &REPORTS);

    let away = twins.path("reports/2023/青石县民政局.json");
    fs::rename(&away, twins.path("away.json")).unwrap();
    twins.run(false, "one removed", &REPORTS);
    twins.run(true, "since it was removed", &REPORTS);
    fs::rename(twins.path("away.json"), &away).unwrap();
    twins.run(false, "one added", &REPORTS);
    twins.run(true, "since it was added", &REPORTS);

    let units = fs::read_to_string(twins.path("units.csv")).unwrap();
    let fewer: Vec<&str> = units
        .lines()
        .filter(|line| !line.contains("教育局"))
        .collect();
    fs::write(twins.path("units.csv"), fewer.join("\n")).unwrap();
    twins.run(false, "other units", &REPORTS);
    twins.run(true, "the same other units", &REPORTS);
    fs::write(
        twins.path("gouji.toml"),
        "ignore = [\"requests-balance\"]\n",
    )
    .unwrap();
    twins.run(false, "other settings", &REPORTS);
    twins.run(true, "the same other settings", &REPORTS);
    twins.run(
        false,
        "a comparison with another run",
        &["reports", "--since", "1"],
    );
}

#[test]
fn a_changed_rule_is_another_run() {
    let mut twins = Twins::of(sandbox(), "jsonl");
    let pack = ["pack", "show", "cn-disclosure/2021", "--into", "rules"];
    assert_eq!(twins.sandbox.run(&pack).status, 0);
    let words = ["reports", "--rules", "rules"];
    twins.run(false, "first", &words);
    twins.run(true, "unchanged", &words);
    for name in ["roll-up", "overview-topics"] {
        let path = found(&twins.path("rules"), &format!("{name}.toml")).unwrap();
        let text = fs::read_to_string(&path).unwrap();
        let text = text.replace("severity = \"warning\"", "severity = \"error\"");
        fs::write(path, text).unwrap();
        twins.run(false, name, &words);
        twins.run(true, name, &words);
    }
}

/// Whatever standard output holds.
#[test]
fn every_format_is_shown_again() {
    for format in ["full", "csv", "sarif"] {
        let mut twins = Twins::of(sandbox(), format);
        let words = ["reports", "--output", "jsonl=a.jsonl"];
        twins.run(false, format, &words);
        let first = fs::read(twins.path("a.jsonl")).unwrap();
        assert!(!first.is_empty());
        for _ in 0..2 {
            fs::remove_file(twins.path("a.jsonl")).unwrap();
            twins.run(true, format, &words);
            assert!(fs::read(twins.path("a.jsonl")).unwrap() == first);
        }
    }
}

/// A run that died before the store had it, and a store that is another since.
#[test]
fn what_the_store_does_not_have_is_worked_out() {
    let mut twins = Twins::of(sandbox(), "json");
    twins.run(false, "first", &REPORTS);
    let of =
        |twins: &Twins, name: &str| ["a.db", "b.db"].map(|one| twins.path(&format!("{one}{name}")));
    for path in of(&twins, "") {
        fs::copy(&path, path.with_extension("before")).unwrap();
    }
    twins.run(true, "unchanged", &REPORTS);
    for path in of(&twins, "") {
        fs::copy(path.with_extension("before"), &path).unwrap();
    }
    twins.runs -= 1;
    twins.run(false, "the store is that of the run before", &REPORTS);
    twins.run(true, "unchanged since", &REPORTS);
    for path in of(&twins, "") {
        fs::remove_file(path).unwrap();
    }
    twins.run(false, "without a store", &REPORTS);
    twins.run(true, "unchanged since it was made anew", &REPORTS);
    twins.run(false, "with a list", &["reports", "--list", "list.xlsx"]);
    twins.run(true, "without a list again", &REPORTS);
}

fn copied(from: &Path, to: &Path) {
    fs::create_dir_all(to).unwrap();
    for entry in fs::read_dir(from).unwrap() {
        let entry = entry.unwrap();
        let target = to.join(entry.file_name());
        match entry.path().is_dir() {
            true => copied(&entry.path(), &target),
            false => fs::write(target, fs::read(entry.path()).unwrap()).unwrap(),
        }
    }
}
