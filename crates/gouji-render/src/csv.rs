//! Tables for spreadsheet programs: RFC 4180, in UTF-8 with the mark by which they know it; and the
//! table of findings for programs.

use gouji_model::{Finding, Language, Place};

use crate::printable::is_unsafe;
use crate::{Checked, Ending, list};

const HEAD: [&str; 14] = [
    "path",
    "organization",
    "year",
    "form",
    "severity",
    "rule",
    "at",
    "message",
    "place",
    "line",
    "column",
    "cells",
    "suggested",
    "identity",
];

/// What a spreadsheet program takes for the start of a formula; full-width signs count in Chinese
/// and Japanese settings.
pub(crate) const FORMULA: [char; 11] =
    ['=', '+', '-', '@', '\t', '\r', '\n', '＝', '＋', '－', '＠'];

/// The mark and the names of the columns.
pub(crate) fn start() -> String {
    format!("\u{feff}{}", row(HEAD.map(str::to_owned)))
}

/// Whether a text begins with the names of columns of a table that gouji wrote.
pub(crate) fn is_own(text: &[u8]) -> bool {
    // Asked of every file that is read.
    let begins = |start: &&[u8]| text.starts_with(start);
    if ![&b"path,"[..], "单位,".as_bytes(), b"organ,"]
        .iter()
        .any(begins)
    {
        return false;
    }
    let lists = [Language::Chinese, Language::English].map(|one| row(list::heads(one)));
    let heads = [row(HEAD.map(str::to_owned))].into_iter().chain(lists);
    heads
        .into_iter()
        .any(|head| text.starts_with(head.as_bytes()))
}

/// A row for each finding and each blocked relation.
pub(crate) fn report(checked: &Checked<'_>) -> String {
    let findings = checked.findings.iter().map(|one| finding(checked, one));
    let blocked = checked.blocked.iter().map(|blocked| {
        let cells = blocked
            .cells
            .iter()
            .map(|cell| checked.pack.form.address_of(*cell));
        let mut cells_row = whose(checked);
        cells_row[4] = "blocked".to_owned();
        cells_row[5].clone_from(&blocked.rule);
        cells_row[6] = blocked.at.clone().unwrap_or_default();
        cells_row[7] = blocked.reason.get(checked.language).to_owned();
        cells_row[11] = cells.collect::<Vec<_>>().join(" ");
        row(cells_row)
    });
    findings.chain(blocked).collect()
}

/// A row for each file that failed and each remark on the configuration.
pub(crate) fn end(ending: &Ending<'_>) -> String {
    let mut rows = String::new();
    for failure in ending.failures {
        let mut cells: [String; 14] = Default::default();
        cells[0].clone_from(&failure.path);
        cells[4] = "failure".to_owned();
        cells[7].clone_from(&failure.why);
        rows.push_str(&row(cells));
    }
    for remark in ending.remarks {
        let mut cells: [String; 14] = Default::default();
        cells[0].clone_from(&remark.path);
        cells[4] = remark.severity.name().to_owned();
        cells[5].clone_from(&remark.rule);
        cells[7].clone_from(&remark.message);
        cells[9] = remark.line.to_string();
        cells[10] = remark.column.to_string();
        rows.push_str(&row(cells));
    }
    rows
}

/// The first columns: whose report it is.
fn whose(checked: &Checked<'_>) -> [String; 14] {
    let mut cells: [String; 14] = Default::default();
    cells[0] = checked.path.to_owned();
    cells[1] = checked.report.organization.clone().unwrap_or_default();
    cells[2] = checked
        .report
        .year
        .map_or_else(String::new, |year| year.to_string());
    cells[3].clone_from(&checked.report.form.0);
    cells
}

fn finding(checked: &Checked<'_>, finding: &Finding) -> String {
    let mut cells = whose(checked);
    cells[4] = finding.severity.name().to_owned();
    cells[5].clone_from(&finding.rule);
    cells[6] = finding.at.clone().unwrap_or_default();
    cells[7] = finding.message.get(checked.language).to_owned();
    let place = checked.place_of(finding);
    cells[8] = checked.spot_in_file(place);
    if let Some(Place::Text(range)) = place {
        let at = (checked.places.locate)(range);
        (cells[9], cells[10]) = (at.line.to_string(), at.column.to_string());
    }
    let own = finding.cells.iter().filter(|evidence| !evidence.prior);
    let own: Vec<&str> = own.map(|e| checked.pack.form.address_of(e.cell)).collect();
    cells[11] = own.join(" ");
    let first = finding.suspects.first().map(|suspect| {
        let address = checked.form_of(suspect.cell).address_of(suspect.cell.cell);
        format!("{address}={}", suspect.suggested)
    });
    cells[12] = first.unwrap_or_default();
    cells[13] = finding.identity.to_string();
    row(cells)
}

/// A line of a table.
pub(crate) fn row<const N: usize>(cells: [String; N]) -> String {
    line(&cells)
}

/// A line of a table with any number of columns.
#[must_use]
pub fn line(cells: &[String]) -> String {
    let cells: Vec<String> = cells.iter().map(|cell| quoted(cell)).collect();
    format!("{}\r\n", cells.join(","))
}

/// A cell as the standard writes it. What a spreadsheet program would take for a formula is made
/// text, and what would steer a terminal is shown as such: reports come from anyone.
fn quoted(text: &str) -> String {
    let formula = text.starts_with(FORMULA);
    let shown = |c: char| match c {
        '\n' | '\r' | '\t' => c,
        c if is_unsafe(c) => '\u{fffd}',
        c => c,
    };
    let mark = formula.then_some('\'');
    let text: String = mark.into_iter().chain(text.chars().map(shown)).collect();
    if text.contains(['"', ',', '\n', '\r']) {
        return format!("\"{}\"", text.replace('"', "\"\""));
    }
    text
}

#[cfg(test)]
mod tests {
    use super::quoted;

    #[test]
    fn cells_are_quoted_and_never_formulas() {
        assert_eq!(quoted("a,b"), "\"a,b\"");
        assert_eq!(quoted("a\"b"), "\"a\"\"b\"");
        assert_eq!(quoted("=1+1"), "'=1+1");
        assert_eq!(quoted("＝1+1"), "'＝1+1");
        assert_eq!(quoted("-5\n"), "\"'-5\n\"");
        assert_eq!(quoted("一"), "一");
        assert_eq!(quoted("a\u{1b}\u{202e}\0"), "a\u{fffd}\u{fffd}\u{fffd}");
    }
}
