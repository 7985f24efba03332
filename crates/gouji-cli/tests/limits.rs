//! Hostile files take no more memory than they may, are refused in words, and never cost others
//! their check.

#![allow(clippy::unwrap_used, reason = "a failing test may stop at once")]

#[allow(dead_code, reason = "other tests use the rest of it")]
mod sandbox;

use std::fmt::Write as _;
use std::process::Command;

use sandbox::{Sandbox, page, zipped};

const MIB: usize = 1 << 20;

/// A Word file with this in its body.
fn word(body: &str) -> Vec<u8> {
    let document = format!("<w:document xmlns:w=\"w\"><w:body>{body}</w:body></w:document>");
    zipped(&[
        ("[Content_Types].xml", b"<Types/>"),
        ("word/document.xml", document.as_bytes()),
    ])
}

/// A Word file with a table of so many rows of eight cells.
fn word_of_cells(rows: usize) -> Vec<u8> {
    let cell = "<w:tc><w:p><w:r><w:t>1</w:t></w:r></w:p></w:tc>";
    let row = format!("<w:tr>{}</w:tr>", cell.repeat(8));
    word(&format!("<w:tbl>{}</w:tbl>", row.repeat(rows)))
}

/// An RTF file that says something so often.
fn rich(stderr: &str, times: usize) -> Vec<u8> {
    format!("{{\\rtf1 {}}}", stderr.repeat(times)).into_bytes()
}

/// A file of each kind with a little more than it may have, and what is said of it.
fn hostile() -> Vec<(&'static str, Vec<u8>, &'static str)> {
    let text = |text: String| text.into_bytes();
    let rows = |row: &str, times: usize| text(row.repeat(times));
    let keys = |count: usize| {
        (0..count).fold(String::new(), |mut all, number| {
            let _ = write!(all, "\"r{number}\":{{\"total\":1}},");
            all
        })
    };
    let row = format!(
        "\\trowd{} {}\\row\n",
        (1..=8).fold(String::new(), |all, cell| format!("{all}\\cellx{cell}000")),
        "1\\cell ".repeat(8)
    );
    vec![
        (
            "pipes.md",
            text("|".repeat(310_000)),
            "more than 300000 cells",
        ),
        (
            "rows.md",
            rows("| 1 | 2 | 3 | 4 |\n", 76_000),
            "more than 300000 cells",
        ),
        (
            "tabs.txt",
            text("1\t".repeat(310_000)),
            "more than 300000 cells",
        ),
        (
            "values.csv",
            rows("规章,1,2,3\n", 76_000),
            "more than 300000 cells",
        ),
        (
            "columns.txt",
            rows("规章    1    2    3\n", 76_000),
            "more than 300000 cells",
        ),
        (
            "spaced.txt",
            text("1 ".repeat(310_000)),
            "more than 300000 cells",
        ),
        ("lines.txt", rows("一\n", 310_000), "more than 300000 lines"),
        (
            "text.txt",
            text("字".repeat(6 * MIB)),
            "more than 16 MiB of text",
        ),
        (
            "cells.html",
            text(format!("<table>{}", "<td>".repeat(310_000))),
            "more than 300000 cells",
        ),
        (
            "texts.html",
            text(format!("<p>{}", "<p>一".repeat(310_000))),
            "more than 300000 lines",
        ),
        (
            "runs.html",
            text(format!("<p>{}", "一<b>".repeat(1_600_000))),
            "pieces of text",
        ),
        (
            "values.json",
            text(format!(
                "{{\"form\":\"cn-disclosure/2021\",\"tables\":{{}},\"x\":[{}0]}}",
                "0,".repeat(510_000)
            )),
            "more than 500000 JSON values",
        ),
        (
            "keys.json",
            text(format!(
                "{{\"form\":\"cn-disclosure/2021\",\"tables\":{{\"requests\":{{{}\"x\":{{}}}}}}}}",
                keys(260_000)
            )),
            "more than 500000 JSON values",
        ),
        (
            "cells.docx",
            word_of_cells(38_000),
            "more than 300000 cells",
        ),
        (
            "nodes.docx",
            word(&"<w:p/>".repeat(2_100_000)),
            "more than 2000000 XML nodes",
        ),
        ("cells.rtf", rich(&row, 38_000), "more than 300000 lines"),
        (
            "lines.rtf",
            rich("1\\par\n", 310_000),
            "more than 300000 lines",
        ),
    ]
}

#[test]
fn what_is_larger_than_any_report_is_refused_in_words() {
    for (name, bytes, stderr) in hostile() {
        let sandbox = Sandbox::with(&[(name, &bytes)]);
        let ran = sandbox.check(&[name]);
        assert_eq!(ran.status, 2, "{name} {ran:?}");
        assert!(ran.stderr.contains(stderr), "{name} {}", ran.stderr);
    }
}

/// The command where no process gets more than so many KiB of data.
fn limited(sandbox: &Sandbox, kib: usize, arguments: &[&str]) -> (Option<i32>, String, String) {
    let plain = sandbox.command(arguments);
    let mut shell = Command::new("sh");
    shell
        .arg("-c")
        .arg(format!("ulimit -d {kib} && exec \"$@\""))
        .arg("sh")
        .arg(plain.get_program())
        .args(plain.get_args())
        .current_dir(sandbox.path());
    let output = shell.output().unwrap();
    (
        output.status.code(),
        String::from_utf8(output.stdout).unwrap(),
        String::from_utf8(output.stderr).unwrap(),
    )
}

#[cfg(target_os = "linux")]
#[test]
fn eight_hostile_files_at_once_do_not_cost_the_ninth_its_check() {
    // As large as a file may be, so that it is read to its end.
    let cells = word_of_cells(35_000);
    let page_of_cells = format!("<table>{}", "<tr><td>1<td>2<td>3".repeat(99_000));
    let packed = zipped(&[
        ("a.html", page_of_cells.as_bytes()),
        ("b.md", "|".repeat(15 * MIB).as_bytes()),
    ]);
    let mut all: Vec<(String, Vec<u8>)> = Vec::new();
    for number in 0..4 {
        all.push((format!("{number}.docx"), cells.clone()));
    }
    for number in 0..2 {
        all.push((format!("{number}.html"), page_of_cells.clone().into_bytes()));
        all.push((format!("{number}.zip"), packed.clone()));
    }
    all.push(("good.md".to_owned(), page().into_bytes()));
    let all: Vec<(&str, &[u8])> = all
        .iter()
        .map(|(name, bytes)| (name.as_str(), bytes.as_slice()))
        .collect();
    let sandbox = Sandbox::with(&all);
    let (status, shown, stderr) = limited(
        &sandbox,
        1 << 20,
        &[
            "check",
            "--no-config",
            "--threads",
            "9",
            "--format",
            "json",
            ".",
        ],
    );
    assert_eq!(status, Some(2), "{stderr}");
    let json: serde_json::Value = serde_json::from_str(&shown).unwrap();
    assert_eq!(json["files"].as_array().unwrap().len(), 1);
    assert!(
        json["files"][0]["path"]
            .as_str()
            .unwrap()
            .ends_with("good.md")
    );
    let count = |key: &str| json["summary"][key].as_u64().unwrap();
    // Those that can be read and are no reports are passed over, in a folder.
    let others = count("unread") + count("passed_over");
    assert!(others >= 8, "{}", json["summary"]);
}

#[test]
fn a_budget_changes_no_output() {
    let page = page();
    let files: Vec<(String, Vec<u8>)> = (0..12)
        .map(|number| (format!("{number:02}.md"), page.clone().into_bytes()))
        .collect();
    let files: Vec<(&str, &[u8])> = files
        .iter()
        .map(|(name, bytes)| (name.as_str(), bytes.as_slice()))
        .collect();
    let sandbox = Sandbox::with(&files);
    let plenty = sandbox.run(&["check", "--format", "json", "."]);
    let scarce = sandbox.run(&[
        "check",
        "--format",
        "json",
        "--memory",
        "1K",
        "--threads",
        "8",
        ".",
    ]);
    assert_eq!(
        (plenty.status, plenty.stdout),
        (scarce.status, scarce.stdout)
    );
    let wrong = sandbox.run(&["check", "--memory", "512", "."]);
    assert_eq!(wrong.status, 2);
    wrong.stderr_has("for instance 512M");
}
