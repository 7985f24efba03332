//! The workbook: a summary, the sheets of each kind, on demand those of each region.
//!
//! Rows go to disk as they are written. Each sheet is one table over all its rows, so that filters
//! cover them all; a sheet holds as many rows as it may have links, and further rows go on a further one.

use std::io::{self, Seek, Write};

use gouji_audit::result::Audit;
use gouji_model::{Language, Severity};
use gouji_render::{Cells, row_height};
use rust_xlsxwriter::{
    DocProperties, ExcelDateTime, Table, TableColumn, TableStyle, Workbook, Worksheet, XlsxError,
};
use thiserror::Error;

use crate::answers::Verdict;
use crate::columns::{ANSWER, COLUMNS, FILE, PLACE, SEVERITY, WIDTHS, heads};
use crate::rows::rows;
use crate::sheet::{Sheet, Sheets, Wanted};
use crate::summary;
use crate::wording::Wording;

/// The name of the property by which gouji knows its own lists again, and its value.
const MARK: (&str, &str) = ("gouji", "list");
/// Most rows of a sheet: it may have 65,530 links, and a row has two.
const MOST_ROWS: usize = 32_000;
/// A4, as programs number papers.
const A4: u8 = 9;

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

impl<'o> Options<'o> {
    /// How its rows are worded.
    const fn wording(&self) -> Wording<'o> {
        Wording {
            language: self.language,
            deadline: self.deadline,
            verdicts: self.verdicts,
        }
    }
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
    let language = options.language;
    let rows = rows(audit, &options.wording())?;
    let mut sheets = Sheets::of(
        &rows,
        Wanted {
            language,
            first: summary::title(language),
            by_region: options.by_region,
            most,
        },
    )?;
    let mut workbook = workbook(language)?;
    let cells = Cells::new(options.link);
    let first = workbook.add_worksheet_with_constant_memory()?;
    page(first)?;
    summary::write(
        first,
        &cells,
        summary::Facts::of(audit, &sheets.sheets, language),
    )?;
    for sheet in &sheets.sheets {
        let own = workbook.add_worksheet_with_constant_memory()?;
        page(own)?;
        begin(own, &cells, sheet, language)?;
    }
    for row in &rows {
        let row = row?;
        for (sheet, number) in sheets.place(&row) {
            // Behind the summary, below the names of the columns.
            let own = workbook.worksheet_from_index(sheet + 1)?;
            let columns = sheets.sheets.get(sheet).map_or(COLUMNS, |own| own.columns);
            let texts = row.texts.get(..columns).unwrap_or(&row.texts);
            write_row(own, &cells, small(number + 1), texts, language)?;
        }
    }
    for (number, sheet) in sheets.sheets.iter().enumerate() {
        let own = workbook.worksheet_from_index(number + 1)?;
        cells.end(own, small(sheet.rows + 1))?;
    }
    workbook.save_to_writer(to)?;
    Ok(())
}

fn small(row: usize) -> u32 {
    u32::try_from(row).unwrap_or(u32::MAX)
}

/// A workbook without sheets.
fn workbook(language: Language) -> Result<Workbook, XlsxError> {
    let mut workbook = Workbook::new();
    let made = ExcelDateTime::from_ymd(2000, 1, 1)?;
    let properties = DocProperties::new()
        .set_author("gouji")
        .set_title(summary::title(language))
        .set_custom_property(MARK.0, MARK.1)
        .set_creation_datetime(&made);
    workbook.set_properties(&properties);
    Ok(workbook)
}

/// A sheet as it is printed.
fn page(sheet: &mut Worksheet) -> Result<(), XlsxError> {
    sheet.set_landscape().set_paper_size(A4);
    sheet.set_print_fit_to_pages(1, 0);
    sheet.set_margins(0.4, 0.4, 0.5, 0.6, 0.3, 0.3);
    sheet.set_footer("&C&P / &N");
    Ok(())
}

/// Begins a sheet of rows: its name, its columns, the table over all of them.
fn begin(
    sheet: &mut Worksheet,
    cells: &Cells<'_>,
    of: &Sheet,
    language: Language,
) -> Result<(), XlsxError> {
    sheet.set_name(&of.name)?;
    for (column, width) in (0..).zip(WIDTHS).take(of.columns) {
        sheet.set_column_width(column, width)?;
    }
    let columns = heads(language).into_iter().take(of.columns);
    let columns: Vec<TableColumn> = columns
        .map(|name| {
            TableColumn::new()
                .set_header(name)
                .set_header_format(&cells.head)
        })
        .collect();
    let table = Table::new()
        .set_columns(&columns)
        .set_style(TableStyle::Light1)
        .set_banded_rows(false);
    let last_column = u16::try_from(of.columns.saturating_sub(1)).unwrap_or(u16::MAX);
    sheet.add_table(0, 0, small(of.rows), last_column, &table)?;
    sheet.set_freeze_panes(1, 1)?;
    sheet.set_repeat_rows(0, 0)?;
    Ok(())
}

/// Writes a row of a sheet.
fn write_row(
    sheet: &mut Worksheet,
    cells: &Cells<'_>,
    number: u32,
    texts: &[String],
    language: Language,
) -> Result<(), XlsxError> {
    let error = gouji_render::severity(Severity::Error, language);
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
    Ok(())
}

#[cfg(test)]
mod tests {
    use std::io::{Cursor, Read as _};

    use gouji_audit::result::{Rows, UnreadRow};

    use super::*;

    #[test]
    fn what_does_not_fit_goes_on_on_a_further_sheet() {
        let unread = (0..25).map(|number| UnreadRow {
            path: format!("{number}.docx"),
            why: "=1+1".to_owned(),
        });
        let audit = Audit {
            unread: Rows::of(unread).unwrap(),
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
}
