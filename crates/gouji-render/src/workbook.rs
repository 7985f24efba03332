//! The list as a workbook: a summary, what to do, what could not be checked, each on a sheet to print
//! on A4, to filter and to fill in.
//!
//! The same lines give the same bytes: nothing in it says when it was made. Rows go to disk as they
//! are written, and what does not fit on a sheet goes on on another. Every text is text: what a
//! program would take for a formula is none.

mod cells;
mod sheets;

use std::io::{self, BufRead, BufReader, Read, Seek, Write};

use gouji_model::Language;
use rust_xlsxwriter::{DocProperties, ExcelDateTime, Workbook, XlsxError};
use thiserror::Error;

use crate::list::Entry;
pub use cells::Cells;
pub use sheets::row_height;
use sheets::{Book, Kind};

/// The name of the property by which gouji knows its own lists again, and its value.
const MARK: (&str, &str) = ("gouji", "list");
/// Most rows of a sheet: as many links as a sheet may have, and some for its head.
const MOST_ROWS: u32 = 65_000;

/// Why a list is not written.
#[derive(Debug, Error)]
pub enum ListError {
    /// The lines could not be read again, or the workbook not be written.
    #[error(transparent)]
    Io(#[from] io::Error),
    /// The library refuses something.
    #[error(transparent)]
    Workbook(#[from] XlsxError),
    /// The lines are not those that were written.
    #[error(transparent)]
    Lines(#[from] serde_json::Error),
}

/// Writes the workbook that the lines of [`crate::Format::Xlsx`] describe. `link` says where a path
/// leads from the folder of the list.
///
/// # Errors
/// Where the lines cannot be read, or the workbook cannot be written.
pub fn write_list(
    lines: &mut (impl Read + Seek),
    to: impl Write + Seek + Send,
    link: &dyn Fn(&str) -> Option<String>,
    language: Language,
) -> Result<(), ListError> {
    written(lines, to, link, language, MOST_ROWS)
}

fn written(
    lines: &mut (impl Read + Seek),
    to: impl Write + Seek + Send,
    link: &dyn Fn(&str) -> Option<String>,
    language: Language,
    most: u32,
) -> Result<(), ListError> {
    let mut workbook = Workbook::new();
    let made = ExcelDateTime::from_ymd(2000, 1, 1)?;
    let properties = DocProperties::new()
        .set_author("gouji")
        .set_title(Kind::Causes.name(language))
        .set_custom_property(MARK.0, MARK.1)
        .set_creation_datetime(&made);
    workbook.set_properties(&properties);
    let cells = Cells::new(link);
    for kind in Kind::ALL {
        let mut book = Book::new(&mut workbook, kind, language, &cells, most);
        each(lines, &mut |entry| book.entry(entry))?;
        book.finish()?;
    }
    workbook.save_to_writer(to)?;
    Ok(())
}

/// Goes through all lines from the first; what stands in front of the others is put first.
fn each(
    lines: &mut (impl Read + Seek),
    take: &mut dyn FnMut(&Entry) -> Result<(), XlsxError>,
) -> Result<(), ListError> {
    for is_first in [true, false] {
        lines.rewind()?;
        for line in BufReader::new(&mut *lines).lines() {
            let line = line?;
            let is_all = line.starts_with("{\"All\"");
            if !line.is_empty() && is_all == is_first {
                take(&serde_json::from_str(&line)?)?;
            }
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests;
