//! The workbook: a summary, the sheets of each kind, on demand those of each region.
//!
//! Rows go to disk as they are written. Each sheet is one table over all its rows, so that filters
//! cover them all; a sheet holds as many rows as it may have links, and further rows go on a further one.

use std::collections::BTreeSet;
use std::io::{self, Seek, Write};

use gouji_audit::result::Audit;
use gouji_model::{Language, Severity};
use gouji_render::{Cells, row_height};
use rust_xlsxwriter::{
    DocProperties, ExcelDateTime, Table, TableColumn, TableStyle, Workbook, Worksheet, XlsxError,
};
use thiserror::Error;

use crate::answers::Verdict;
use crate::columns::{ANSWER, COLUMNS, FILE, PLACE, REGION, SEVERITY, WIDTHS, heads};
use crate::kind::Kind;
use crate::row::Row;
use crate::rows::rows;
use crate::sheet::Sheet;
use crate::summary;

/// The name of the property by which gouji knows its own lists again, and its value.
const MARK: (&str, &str) = ("gouji", "list");
/// Most rows of a sheet: it may have 65,530 links, and a row has two.
const MOST_ROWS: usize = 32_000;
/// A4, as programs number papers.
const A4: u8 = 9;
/// Longest name of a sheet.
const LONGEST_NAME: usize = 31;

/// How the list is written.
pub struct Options<'o> {
    /// In which language; the audit's.
    pub language: Language,
    /// Until when answers are due; empty where nobody says.
    pub deadline: &'o str,
    /// Whether each region has sheets of its own too.
    pub by_region: bool,
    /// Where a path leads from the folder of the list.
    pub link: &'o dyn Fn(&str) -> Option<String>,
    /// What became of the answers that came back.
    pub verdicts: &'o [Verdict],
}

/// Why a list is not written.
#[derive(Debug, Error)]
pub enum ListError {
    /// The workbook could not be written.
    #[error(transparent)]
    Io(#[from] io::Error),
    /// The library refuses something.
    #[error(transparent)]
    Workbook(#[from] XlsxError),
}

/// Writes the list of an audit.
///
/// # Errors
/// Where the workbook cannot be written.
pub fn write(
    audit: &Audit,
    options: &Options<'_>,
    to: impl Write + Seek + Send,
) -> Result<(), ListError> {
    written(audit, options, to, MOST_ROWS)
}

pub(crate) fn written(
    audit: &Audit,
    options: &Options<'_>,
    to: impl Write + Seek + Send,
    most: usize,
) -> Result<(), ListError> {
    let rows = rows(audit, options.language, options.deadline, options.verdicts);
    let sheets = sheets(&rows, options, most);
    let mut workbook = Workbook::new();
    let made = ExcelDateTime::from_ymd(2000, 1, 1)?;
    let title = summary::title(options.language);
    let properties = DocProperties::new()
        .set_author("gouji")
        .set_title(title)
        .set_custom_property(MARK.0, MARK.1)
        .set_creation_datetime(&made);
    workbook.set_properties(&properties);
    let cells = Cells::new(options.link);
    let first = workbook.add_worksheet_with_constant_memory()?;
    page(first)?;
    summary::write(first, &cells, (audit, &sheets), options.language)?;
    for sheet in &sheets {
        let own = workbook.add_worksheet_with_constant_memory()?;
        page(own)?;
        fill(own, &cells, sheet, options.language)?;
    }
    workbook.save_to_writer(to)?;
    Ok(())
}

/// The rows by kind, then by region where that is asked for; none without rows.
fn sheets<'r>(rows: &'r [Row], options: &Options<'_>, most: usize) -> Vec<Sheet<'r>> {
    let mut taken = BTreeSet::from([summary::title(options.language).to_lowercase()]);
    let mut sheets = Vec::new();
    for kind in Kind::ALL {
        let own = rows.iter().filter(|row| row.kind == kind).collect();
        parts(
            kind.name(options.language),
            own,
            most,
            &mut taken,
            &mut sheets,
        );
    }
    if options.by_region {
        let by_kind = sheets.len();
        let regions: BTreeSet<&str> = rows.iter().map(|row| row.texts[REGION].as_str()).collect();
        for region in regions.into_iter().filter(|region| !region.is_empty()) {
            let own = rows.iter().filter(|row| row.texts[REGION] == region);
            parts(region, own.collect(), most, &mut taken, &mut sheets);
        }
        for sheet in sheets.iter_mut().skip(by_kind) {
            sheet.is_again = true;
        }
    }
    sheets
}

/// As many sheets as the rows need.
fn parts<'r>(
    name: &str,
    rows: Vec<&'r Row>,
    most: usize,
    taken: &mut BTreeSet<String>,
    sheets: &mut Vec<Sheet<'r>>,
) {
    for rows in rows.chunks(most) {
        sheets.push(Sheet {
            name: free_name(name, taken),
            rows: rows.to_vec(),
            is_again: false,
        });
    }
}

/// A name that programs take and no other sheet has.
fn free_name(wanted: &str, taken: &mut BTreeSet<String>) -> String {
    let plain = gouji_render::printable(wanted);
    let plain: String = plain
        .chars()
        .map(|c| if "[]:*?/\\'".contains(c) { ' ' } else { c })
        .collect();
    let plain = match plain.trim() {
        "" => "-",
        plain => plain,
    };
    for number in 1_u32.. {
        let end = match number {
            1 => String::new(),
            number => format!(" ({number})"),
        };
        let room = LONGEST_NAME - end.encode_utf16().count();
        let mut name = String::new();
        for c in plain.chars() {
            if name.encode_utf16().count() + c.len_utf16() > room {
                break;
            }
            name.push(c);
        }
        name.push_str(&end);
        if !name.is_empty() && taken.insert(name.to_lowercase()) {
            return name;
        }
    }
    // Numbers do not end before names do.
    wanted.to_owned()
}

/// A sheet as it is printed.
fn page(sheet: &mut Worksheet) -> Result<(), XlsxError> {
    sheet.set_landscape().set_paper_size(A4);
    sheet.set_print_fit_to_pages(1, 0);
    sheet.set_margins(0.4, 0.4, 0.5, 0.6, 0.3, 0.3);
    sheet.set_footer("&C&P / &N");
    Ok(())
}

/// Writes a sheet of rows.
fn fill(
    sheet: &mut Worksheet,
    cells: &Cells<'_>,
    of: &Sheet<'_>,
    language: Language,
) -> Result<(), XlsxError> {
    sheet.set_name(&of.name)?;
    for (column, width) in (0..).zip(WIDTHS) {
        sheet.set_column_width(column, width)?;
    }
    let columns = heads(language).map(|name| {
        TableColumn::new()
            .set_header(name)
            .set_header_format(&cells.head)
    });
    let table = Table::new()
        .set_columns(&columns)
        .set_style(TableStyle::Light1)
        .set_banded_rows(false);
    let last = u32::try_from(of.rows.len()).unwrap_or(u32::MAX);
    let last_column = u16::try_from(COLUMNS - 1).unwrap_or(u16::MAX);
    sheet.add_table(0, 0, last, last_column, &table)?;
    sheet.set_freeze_panes(1, 1)?;
    sheet.set_repeat_rows(0, 0)?;
    let error = gouji_render::severity(Severity::Error, language);
    for (number, row) in (1..).zip(&of.rows) {
        let texts = &row.texts;
        // The names of findings are long and for programs: they make no row higher.
        let shown: Vec<&str> = texts.iter().take(ANSWER).map(String::as_str).collect();
        sheet.set_row_height(number, row_height(&shown, &WIDTHS))?;
        for (index, text) in texts.iter().enumerate() {
            let at = (number, u16::try_from(index).unwrap_or(u16::MAX));
            match index {
                FILE => cells.path(sheet, at, text)?,
                PLACE => cells.place(sheet, at, (&texts[FILE], text))?,
                SEVERITY if text == error => cells.strong(sheet, at, text)?,
                _ => cells.text(sheet, at, text)?,
            }
        }
    }
    cells.end(sheet, last.saturating_add(1))
}

#[cfg(test)]
mod tests {
    use std::io::{Cursor, Read as _};

    use gouji_audit::result::UnreadRow;

    use super::*;

    #[test]
    fn what_does_not_fit_goes_on_on_a_further_sheet() {
        let unread = (0..25).map(|number| UnreadRow {
            path: format!("{number}.docx"),
            why: "=1+1".to_owned(),
        });
        let audit = Audit {
            unread: unread.collect(),
            ..Audit::default()
        };
        let options = Options {
            language: Language::Chinese,
            deadline: "",
            by_region: false,
            link: &|_| None,
            verdicts: &[],
        };
        let mut to = Cursor::new(Vec::new());
        written(&audit, &options, &mut to, 10).unwrap();
        let mut archive = zip::ZipArchive::new(to).unwrap();
        let mut part = |name: &str| {
            let mut text = String::new();
            let mut part = archive.by_name(name).unwrap();
            part.read_to_string(&mut text).unwrap();
            text
        };
        let book = part("xl/workbook.xml");
        for name in ["汇总", "未能读取", "未能读取 (2)", "未能读取 (3)"] {
            assert!(book.contains(&format!("name=\"{name}\"")), "{book}");
        }
        let rows = [2, 3, 4].map(|sheet| {
            let sheet = part(&format!("xl/worksheets/sheet{sheet}.xml"));
            assert!(!sheet.contains("<f>"));
            // The names of the columns, and the empty row at the end.
            sheet.matches("<row r=").count() - 2
        });
        assert_eq!(rows, [10, 10, 5]);
    }

    #[test]
    fn names_of_sheets_are_taken_by_programs() {
        let mut taken = BTreeSet::from(["青石".to_owned()]);
        assert_eq!(free_name("青石", &mut taken), "青石 (2)");
        assert_eq!(free_name("a[1]:*?/\\'", &mut taken), "a 1");
        let long = free_name(&"长".repeat(60), &mut taken);
        assert_eq!(long.chars().count(), 31);
        assert_ne!(free_name(&"长".repeat(60), &mut taken), long);
        assert_eq!(free_name("A", &mut taken), "A");
        assert_eq!(free_name("a", &mut taken), "a (2)");
        assert_eq!(free_name("//", &mut taken), "-");
    }
}
