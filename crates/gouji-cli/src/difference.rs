//! What `gouji fix --diff` shows: a unified diff of text, and of other files their cells. A diff
//! of text is exact, so that it can be applied; on a terminal nothing in it steers that.

use std::io::{self, IsTerminal as _};

use gouji_document::Source;
use gouji_lint::{Linter, Opened};
use gouji_model::Language;
use gouji_render::{Places, printable, printable_lines};
use similar::TextDiff;

/// Lines around a change that a diff shows.
const CONTEXT: usize = 2;

/// The difference between two versions of a file; nothing where they are the same.
pub(crate) fn difference(
    linter: &Linter,
    path: &str,
    old: &[u8],
    new: &[u8],
    language: Language,
) -> String {
    if old == new {
        return String::new();
    }
    match (linter.open(old), linter.open(new)) {
        (Ok(before), Ok(after)) if before.source.text().is_empty() => {
            of_cells(linter, path, &before, &after, language)
        }
        _ if io::stdout().is_terminal() => printable_lines(&of_lines(path, old, new)),
        _ => of_lines(path, old, new),
    }
}

/// Whether the bytes are of a text file.
pub(crate) fn is_text(linter: &Linter, bytes: &[u8]) -> bool {
    let opened = linter.open(bytes);
    opened.is_ok_and(|opened| !opened.source.text().is_empty())
}

fn of_lines(path: &str, old: &[u8], new: &[u8]) -> String {
    let (old, new) = (Source::decode(old), Source::decode(new));
    let diff = TextDiff::from_lines(old.text(), new.text());
    let mut unified = diff.unified_diff();
    unified
        .context_radius(CONTEXT)
        .header(path, path)
        .to_string()
}

fn of_cells(
    linter: &Linter,
    path: &str,
    before: &Opened<'_>,
    after: &Opened<'_>,
    language: Language,
) -> String {
    let places = Places {
        locate: &|range| before.locate(range),
        sheets: &before.sheets,
    };
    let path = printable(path);
    let mut text = format!("--- {path}\n+++ {path}\n");
    for (old, new) in before.reports.iter().zip(&after.reports) {
        let Some(pack) = linter.pack_of(old) else {
            continue;
        };
        for cell in pack.form.cells() {
            let (Some(was), Some(is)) = (old.cell(cell), new.cell(cell)) else {
                continue;
            };
            if was.text() == is.text() {
                continue;
            }
            let place = places.shown(was.place, language);
            let (row, column) = (pack.form.row_of(cell), pack.form.column_of(cell));
            text.push_str(&format!(
                "@@ {place} {} · {} @@\n-{}\n+{}\n",
                row.label.text,
                column.label.text,
                printable(&was.text()),
                printable(&is.text())
            ));
        }
    }
    text
}
