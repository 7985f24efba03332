//! Sheets that are full, the same bytes, and texts that are no formulas.

use std::io::{Cursor, Read as _};

use super::*;
use crate::list::{Row, Totals, Unchecked};

/// The lines of so many causes.
fn lines(causes: usize) -> Cursor<Vec<u8>> {
    let mut text = String::new();
    let mut add = |entry: Entry| {
        text.push_str(&serde_json::to_string(&entry).unwrap());
        text.push('\n');
    };
    add(Entry::Report(Totals {
        organ: "青石县水务局".to_owned(),
        path: "a b.docx".to_owned(),
        ..Totals::default()
    }));
    for number in 0..causes {
        let mut row = Row::default();
        row[0] = "=HYPERLINK(\"http://x\")".to_owned();
        row[1] = "2023".to_owned();
        row[2] = "a b.docx".to_owned();
        row[4] = number.to_string();
        row[6] = "第一行\n第二行".to_owned();
        add(Entry::Cause(row));
    }
    add(Entry::Unchecked(Unchecked::default()));
    add(Entry::All(Totals::default()));
    Cursor::new(text.into_bytes())
}

fn workbook(causes: usize, most: u32) -> Vec<u8> {
    let mut to = Cursor::new(Vec::new());
    let link = |path: &str| Some(format!("../{path}"));
    written(&mut lines(causes), &mut to, &link, Language::Chinese, most).unwrap();
    to.into_inner()
}

fn part(bytes: &[u8], name: &str) -> String {
    let mut archive = zip::ZipArchive::new(Cursor::new(bytes)).unwrap();
    let mut text = String::new();
    archive
        .by_name(name)
        .unwrap()
        .read_to_string(&mut text)
        .unwrap();
    text
}

#[test]
fn what_does_not_fit_goes_on_on_another_sheet() {
    let bytes = workbook(25, 10);
    let book = part(&bytes, "xl/workbook.xml");
    for name in [
        "汇总",
        "整改清单",
        "整改清单 (2)",
        "整改清单 (3)",
        "未能核对",
    ] {
        assert!(
            book.contains(&format!("name=\"{name}\"")),
            "{name} in {book}"
        );
    }
    let mut causes = 0;
    for sheet in 2..=4 {
        let sheet = part(&bytes, &format!("xl/worksheets/sheet{sheet}.xml"));
        let rows: Vec<&str> = sheet
            .split("<row r=\"")
            .skip(1)
            .map(|row| row.split('"').next().unwrap())
            .collect();
        let expected: Vec<String> = (1..=rows.len()).map(|row| row.to_string()).collect();
        assert_eq!(rows, expected, "each row stands once");
        // The names of the columns, and the empty row at the end.
        causes += rows.len() - 2;
    }
    assert_eq!(causes, 25);
}

#[test]
fn the_same_lines_give_the_same_bytes() {
    assert_eq!(workbook(3, MOST_ROWS), workbook(3, MOST_ROWS));
}

#[test]
fn texts_are_no_formulas_and_sheets_are_ready_to_print() {
    let bytes = workbook(1, MOST_ROWS);
    let sheet = part(&bytes, "xl/worksheets/sheet2.xml");
    assert!(!sheet.contains("<f>"), "{sheet}");
    for expected in [
        "state=\"frozen\"",
        "<autoFilter ref=\"A1:K2\"",
        "paperSize=\"9\"",
        "orientation=\"landscape\"",
        "<v>2023</v>",
    ] {
        assert!(sheet.contains(expected), "{expected} in {sheet}");
    }
    let links = part(&bytes, "xl/worksheets/_rels/sheet2.xml.rels");
    assert!(links.contains("Target=\"../a%20b.docx\""), "{links}");
    let core = part(&bytes, "docProps/core.xml");
    assert!(core.contains("2000-01-01T00:00:00Z"), "{core}");
    assert!(part(&bytes, "docProps/custom.xml").contains("name=\"gouji\""));
}
