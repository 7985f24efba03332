//! The reader sees the same tables as a browser's parser, on clean pages and on damaged ones.
//!
//! Compared are the innermost tables with more than two cells, in order: every cell's row,
//! column, spans and text without white space. Not compared, and why:
//!
//! - Tables that contain tables, and tables of one or two cells: to the reader they are layout,
//!   and their texts are paragraphs.
//! - Text outside cells: browsers move text that stands between cells before the table, and the
//!   reader leaves it in its place.
//! - Pages where damage made a character reference that the fixtures do not have: the reader
//!   knows the names that occur in reports, and browsers two thousand more.
//! - Pages where damage made a tag that strikes text out, which the reader leaves out.

#![allow(clippy::unwrap_used, clippy::expect_used)]

#[path = "html_differential/browser.rs"]
mod browser;
#[path = "html_differential/dom.rs"]
mod dom;
#[path = "html_differential/mutation.rs"]
mod mutation;

use gouji_document::{Block, Source};
use gouji_read::read_html;

use mutation::{Dice, damaged};

/// How many damaged versions of each fixture are read.
const ROUNDS: usize = 700;
/// The character references in the fixtures, and what begins like one.
const REFERENCES: [&str; 12] = [
    "nbsp", "mdash", "gt", "lt", "middot", "ldquo", "rdquo", "yen", "times", "#49", "#x30", "D",
];

/// A cell as it is compared.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Cell {
    row: u32,
    column: u32,
    row_span: u32,
    column_span: u32,
    text: String,
}

fn fixtures() -> Vec<(String, String)> {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/html");
    let mut found: Vec<_> = std::fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .map(|path| {
            let page = std::fs::read_to_string(&path).unwrap();
            (
                path.file_name().unwrap().to_string_lossy().into_owned(),
                page,
            )
        })
        .collect();
    found.sort();
    assert!(found.len() >= 7);
    found
}

/// The tables as the reader has them.
fn read(page: &str) -> Vec<Vec<Cell>> {
    let document = read_html(&Source::decode(page.as_bytes()));
    let cell = |cell: &gouji_document::Cell| Cell {
        row: cell.row,
        column: cell.column,
        row_span: cell.row_span,
        column_span: cell.column_span,
        text: document.text(cell.text).split_whitespace().collect(),
    };
    let table = |block: &Block| match block {
        Block::Table(table) => Some(table.cells.iter().map(cell).collect()),
        Block::Paragraph(_) => None,
    };
    document.blocks.iter().filter_map(table).collect()
}

fn has_unknown_reference(page: &str) -> bool {
    page.split('&').skip(1).any(|after| {
        let is_name = |c: char| c.is_ascii_alphanumeric() || c == '#';
        let name = after.split(|c| !is_name(c)).next().unwrap_or("");
        !name.is_empty() && !REFERENCES.contains(&name)
    })
}

/// Whether a page has a tag that strikes text out; the fixtures have none.
fn is_struck_out(page: &str) -> bool {
    let mut after = page.split("<s").skip(1);
    after.any(|rest| rest.starts_with(['>', '/']) || rest.starts_with(char::is_whitespace))
}

#[test]
fn fixtures_read_as_in_a_browser() {
    for (name, page) in fixtures() {
        let expected = browser::tables(&dom::parse(&page));
        assert!(!expected.is_empty(), "{name}");
        assert_eq!(read(&page), expected, "{name}");
    }
}

#[test]
fn damaged_pages_read_as_in_a_browser() {
    let mut dice = Dice(20_080_501);
    let (mut compared, mut tables) = (0, 0);
    for (name, page) in fixtures() {
        for round in 0..ROUNDS {
            let page = damaged(&page, &mut dice);
            if has_unknown_reference(&page) || is_struck_out(&page) {
                continue;
            }
            let expected = browser::tables(&dom::parse(&page));
            assert_eq!(read(&page), expected, "{name} round {round}:\n{page}");
            compared += 1;
            tables += expected.len();
        }
    }
    assert!(compared >= 4_000, "only {compared} pages were compared");
    assert!(tables >= 4_000, "only {tables} tables were compared");
}

#[test]
fn pages_cut_at_any_byte_read_to_an_end() {
    for (_, page) in fixtures() {
        for end in 0..page.len() {
            let source = Source::decode(&page.as_bytes()[..end]);
            assert!(read_html(&source).blocks.len() <= end);
        }
    }
}
