//! What is told together: blank cells of a table, totals left out, a form not filled in; and what is said
//! of what was not read, and where nothing is wrong.

// A test that cannot set up its case should fail loudly.
#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    dead_code,
    reason = "tests; each uses its part of the sandbox"
)]

use serde_json::Value;

mod sandbox;
use sandbox::Sandbox;

/// The report of the fixtures without its mistake.
fn right() -> String {
    let page = std::fs::read_to_string(concat!(
        env!("CARGO_MANIFEST_DIR"),
        "/../../tests/faulty.md"
    ));
    let row = "| （七）总计 | 21 | 1 | 0 | 0 | 0 | 0 | 22 |";
    let page = page.unwrap();
    assert!(page.contains(row));
    page.replace(row, "| （七）总计 | 12 | 1 | 0 | 0 | 0 | 0 | 13 |")
}

fn checked(page: &str, language: &str, format: &str) -> String {
    let sandbox = Sandbox::with(&[("report.md", page.as_bytes())]);
    let output = std::process::Command::new(env!("CARGO_BIN_EXE_gouji"))
        .args(["--lang", language, "check", "--format", format, "report.md"])
        .current_dir(sandbox.path())
        .output()
        .unwrap();
    String::from_utf8(output.stdout).unwrap()
}

fn shown(page: &str, format: &str) -> String {
    checked(page, "zh", format)
}

fn json(page: &str) -> Value {
    serde_json::from_str(&shown(page, "json")).unwrap()
}

fn lines<'t>(text: &'t str, rule: &str) -> Vec<&'t str> {
    text.lines().filter(|line| line.contains(rule)).collect()
}

#[test]
fn blank_cells_of_a_table_are_one_line_and_each_a_finding() {
    let page = right().replace(
        "| 2.重复申请 | 0 | 0 | 0 | 0 | 0 | 0 | 0 |",
        "| 2.重复申请 |  |  |  |  |  |  |  |",
    );
    let page = page.replace("| 行政强制 | 0 |", "| 行政强制 |  |");
    let text = shown(&page, "concise");
    let blank = lines(&text, "blank-cell");
    assert_eq!(blank.len(), 2, "{text}");
    assert!(
        blank
            .iter()
            .any(|line| line.contains("7 格（“2.重复申请”行 7 格）") && line.contains(" +6]")),
        "{text}"
    );
    let json = json(&page);
    let findings = json["files"][0]["findings"].as_array().unwrap();
    let blank = findings.iter().filter(|one| one["rule"] == "blank-cell");
    assert_eq!(blank.count(), 8);
    let grouped = json["files"][0]["grouped"].as_array().unwrap();
    assert_eq!((grouped.len(), &grouped[0]["count"]), (1, &7.into()));
    assert_eq!(grouped[0]["table"], "requests");
    assert_eq!(json["summary"]["blank"]["cells"], 8);
    assert_eq!(json["summary"]["blank"]["tables"], 2);
    let full = shown(&page, "full");
    let list = full.split("\n\n").next().unwrap();
    assert_eq!(lines(list, "单元格空白").len(), 1, "{list}");
    assert!(list.contains("7 格（“2.重复申请”行 7 格）"), "{list}");
}

#[test]
fn totals_left_out_are_one_finding_with_each_figure() {
    let page = without_totals();
    let text = shown(&page, "concise");
    let shown_lines = lines(&text, "applicants-total");
    assert_eq!(shown_lines.len(), 1, "{text}");
    assert!(
        shown_lines[0].contains("“总计”列 3 格空白，应为 8、2、3"),
        "{text}"
    );
    let json = json(&page);
    let findings = json["files"][0]["findings"].as_array().unwrap();
    let sums = findings
        .iter()
        .filter(|one| one["rule"] == "applicants-total");
    assert_eq!(sums.count(), 3);
    let full = shown(&page, "full");
    assert!(
        full.contains("1. ") && full.contains("“总计”列 3 格：空白 → 8、2、3（漏填）"),
        "{full}"
    );
}

#[test]
fn a_form_not_filled_in_is_one_finding() {
    let page: String = right()
        .lines()
        .map(|line| {
            let cells = line.split('|').map(str::trim);
            let is_row =
                line.starts_with("| ") && cells.clone().any(|cell| cell.parse::<f64>().is_ok());
            let blank = |cell: &str| match cell.parse::<f64>() {
                Ok(_) => String::new(),
                Err(_) => cell.to_owned(),
            };
            match is_row {
                true => cells.map(blank).collect::<Vec<_>>().join(" | "),
                false => line.to_owned(),
            }
        })
        .map(|line| line + "\n")
        .collect();
    let text = shown(&page, "concise");
    assert_eq!(lines(&text, "unfilled-form").len(), 1, "{text}");
    assert_eq!(text.lines().count(), 1, "{text}");
}

#[test]
fn nothing_wrong_says_how_much_was_looked_at() {
    let json = json(&right());
    let relations = json["summary"]["relations"].as_u64().unwrap();
    assert!(relations > 40, "{json}");
    let text = shown(&right(), "full");
    let stderr = format!("共检查 1 份报告：没有发现问题（核对了 {relations} 条关系）");
    assert!(text.contains(&stderr), "{text}");
    let text = checked(&right(), "en", "full");
    let stderr = format!("1 report checked: no problem found ({relations} relations checked)");
    assert!(text.contains(&stderr), "{text}");
}

#[test]
fn a_row_that_is_there_and_unread_is_not_called_missing() {
    let row = "| 2.重复申请 | 0 | 0 | 0 | 0 | 0 | 0 | 0 |";
    let gone = right().replace(&format!("{row}\n"), "");
    let text = shown(&gone, "concise");
    let shown_lines = lines(&text, "missing-row");
    assert_eq!(shown_lines.len(), 1, "{text}");
    assert!(
        shown_lines[0].contains("没有找到“2.重复申请”一行（看过 3"),
        "{text}"
    );
    let torn = right().replace(row, "| 2.重复申请 | 1 | 0 | 0 |");
    let text = shown(&torn, "concise");
    assert!(text.contains("没有读出“2.重复申请”一行"), "{text}");
    assert!(!text.contains("没有找到"), "{text}");
}

#[test]
fn a_suspect_says_which_relations_could_not_be_checked() {
    let page = right().replace("| （一）予以公开 | 7 | 1 |", "| （一）予以公开 | 9 | 一 |");
    let full = shown(&page, "full");
    let words: String = full.split_whitespace().collect();
    assert!(words.contains("条有关的关系未能核对"), "{full}");
    let json = json(&page);
    let findings = json["files"][0]["findings"].as_array().unwrap();
    let suspects = findings.iter().filter_map(|one| one["suspects"].as_array());
    let mut suspects = suspects.flatten();
    assert!(
        suspects.any(|one| one["unchecked"].as_u64().is_some()),
        "{json}"
    );
}

/// The report with the totals of three rows left out.
fn without_totals() -> String {
    let mut page = right();
    for (row, total) in [("| 7 | 1 |", "8"), ("| 2 | 0 |", "2"), ("| 3 | 0 |", "3")] {
        let start = format!("{row} 0 | 0 | 0 | 0 |");
        let whole = format!("{start} {total} |");
        assert!(page.contains(&whole), "{whole}");
        page = page.replacen(&whole, &format!("{start}  |"), 1);
    }
    page
}

/// What `fix --unsafe` makes of a text.
fn repaired(page: &str) -> String {
    let sandbox = Sandbox::with(&[("report.md", page.as_bytes())]);
    let output = std::process::Command::new(env!("CARGO_BIN_EXE_gouji"))
        .args(["fix", "--unsafe", "--write", "report.md"])
        .current_dir(sandbox.path())
        .output()
        .unwrap();
    assert!(output.status.success(), "{output:?}");
    std::fs::read_to_string(sandbox.path().join("report.md")).unwrap()
}

#[test]
fn totals_left_out_are_written_together() {
    let page = repaired(&without_totals());
    for row in [
        "| 7 | 1 | 0 | 0 | 0 | 0 | 8 |",
        "| 2 | 0 | 0 | 0 | 0 | 0 | 2 |",
    ] {
        assert!(page.contains(row), "{page}");
    }
    assert!(shown(&page, "full").contains("没有发现问题"), "{page}");
}

/// A text of 80 KB of reports with totals left out: each proposal was once proved by reading
/// all of it again, which took half a minute.
#[test]
fn a_long_text_of_reports_is_mended_in_bounded_time() {
    let one = without_totals();
    let count = 80_000 / one.len() + 1;
    let all: Vec<String> = (0..count)
        .map(|number| one.replacen("某某局2023年", &format!("{}局2023年", name(number)), 1))
        .collect();
    let before = std::time::Instant::now();
    let page = repaired(&all.join("\n"));
    assert_eq!(page.matches("| 7 | 1 | 0 | 0 | 0 | 0 | 8 |").count(), count);
    assert!(before.elapsed().as_secs() < 120, "{:?}", before.elapsed());
}

/// A name for the organ of this number.
fn name(number: usize) -> String {
    let kinds = [
        "水务", "财政", "教育", "民政", "审计", "统计", "司法", "公安",
    ];
    let place = ["东", "西", "南", "北", "中"][number / kinds.len() % 5];
    format!("{place}{}", kinds[number % kinds.len()])
}
