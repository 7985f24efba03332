//! The sheets of a list: their columns, widths and how they are printed, and a further sheet where one
//! is full.

use gouji_model::Language;
use rust_xlsxwriter::{Workbook, Worksheet, XlsxError};
use unicode_width::UnicodeWidthStr as _;

use super::cells::Cells;
use crate::list::{self, COLUMNS, Entry, FILE, SEVERITY, Totals, Unchecked};
use crate::wording;

/// A4, as programs number papers.
const A4: u8 = 9;
/// How high a line is, and the highest row that programs show, in points.
const LINE: u16 = 17;
const HIGHEST: u16 = 408;
/// How wide columns are, in characters.
const CAUSE_WIDTHS: [u8; COLUMNS] = [16, 7, 18, 26, 8, 8, 38, 34, 26, 7, 14];
const SUMMARY_WIDTHS: [u8; 8] = [24, 8, 40, 12, 9, 9, 9, 12];
const UNCHECKED_WIDTHS: [u8; 5] = [20, 8, 30, 44, 60];

/// What a sheet is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    /// How much was found, report by report.
    Summary,
    /// What to do.
    Causes,
    /// What could not be checked.
    Unchecked,
}

impl Kind {
    /// All, in the order of their sheets.
    pub(super) const ALL: [Self; 3] = [Self::Summary, Self::Causes, Self::Unchecked];

    /// What its sheet is called.
    pub(super) const fn name(self, language: Language) -> &'static str {
        match (self, language) {
            (Self::Summary, Language::Chinese) => "汇总",
            (Self::Causes, Language::Chinese) => "整改清单",
            (Self::Unchecked, Language::Chinese) => "未能核对",
            (Self::Summary, Language::English) => "Summary",
            (Self::Causes, Language::English) => "To do",
            (Self::Unchecked, Language::English) => "Not checked",
        }
    }

    fn heads(self, language: Language) -> Vec<String> {
        let heads: &[&str] = match (self, language) {
            (Self::Causes, _) => return list::heads(language).to_vec(),
            (Self::Summary, Language::Chinese) => &[
                "单位",
                "年度",
                "文件",
                "要看的处数",
                "错误",
                "警告",
                "提示",
                "未能核对",
            ],
            (Self::Summary, Language::English) => &[
                "organ",
                "year",
                "file",
                "places",
                "errors",
                "warnings",
                "notes",
                "not checked",
            ],
            (Self::Unchecked, Language::Chinese) => {
                &["单位", "年度", "文件", "核对什么", "为什么未能核对"]
            }
            (Self::Unchecked, Language::English) => &["organ", "year", "file", "what", "why not"],
        };
        heads.iter().map(|head| (*head).to_owned()).collect()
    }

    const fn widths(self) -> &'static [u8] {
        match self {
            Self::Summary => &SUMMARY_WIDTHS,
            Self::Causes => &CAUSE_WIDTHS,
            Self::Unchecked => &UNCHECKED_WIDTHS,
        }
    }
}

/// The sheets of one kind, the last one open.
pub(super) struct Book<'w> {
    workbook: &'w mut Workbook,
    kind: Kind,
    language: Language,
    cells: &'w Cells<'w>,
    most: u32,
    /// How many sheets of the kind there are.
    sheets: u32,
    /// The row of the names of the columns.
    head: u32,
    /// The next row.
    row: u32,
}

impl<'w> Book<'w> {
    /// No sheet yet.
    pub(super) const fn new(
        workbook: &'w mut Workbook,
        kind: Kind,
        language: Language,
        cells: &'w Cells<'w>,
        most: u32,
    ) -> Self {
        Self {
            workbook,
            kind,
            language,
            cells,
            most,
            sheets: 0,
            head: 0,
            row: 0,
        }
    }

    /// Adds what an entry says, where it is about this.
    pub(super) fn entry(&mut self, entry: &Entry) -> Result<(), XlsxError> {
        match (self.kind, entry) {
            (Kind::Summary, Entry::All(totals)) => self.all(totals),
            (Kind::Summary, Entry::Report(totals)) => self.report(totals),
            (Kind::Causes, Entry::Cause(row)) => self.cause(row),
            (Kind::Unchecked, Entry::Unchecked(one)) => self.unchecked(one),
            _ => Ok(()),
        }
    }

    /// Ends the last sheet; an empty one where there was nothing to say.
    pub(super) fn finish(mut self) -> Result<(), XlsxError> {
        if self.sheets == 0 {
            self.open(0)?;
        }
        self.close()
    }

    /// Begins a sheet, with so many rows above its head.
    fn open(&mut self, above: u32) -> Result<(), XlsxError> {
        self.sheets += 1;
        let name = self.kind.name(self.language);
        let name = match self.sheets {
            1 => name.to_owned(),
            number => format!("{name} ({number})"),
        };
        (self.head, self.row) = (above, above + 1);
        let (heads, widths, cells) = (
            self.kind.heads(self.language),
            self.kind.widths(),
            self.cells,
        );
        let sheet = self.workbook.add_worksheet_with_constant_memory()?;
        sheet.set_name(name)?.set_landscape().set_paper_size(A4);
        sheet.set_print_fit_to_pages(1, 0);
        sheet.set_margins(0.4, 0.4, 0.5, 0.6, 0.3, 0.3);
        sheet.set_footer("&C&P / &N");
        for (column, width) in (0..).zip(widths) {
            sheet.set_column_width(column, *width)?;
        }
        if above == 0 {
            head(sheet, 0, &heads, cells)?;
            sheet.set_freeze_panes(1, 0)?;
            sheet.set_repeat_rows(0, 0)?;
        }
        Ok(())
    }

    /// Ends a sheet: its rows can be filtered.
    fn close(&mut self) -> Result<(), XlsxError> {
        let (head, last) = (self.head, self.row.saturating_sub(1));
        let last_column = self.kind.widths().len() - 1;
        let last_column = u16::try_from(last_column).unwrap_or(0);
        let (cells, end) = (self.cells, self.row);
        let sheet = self.sheet()?;
        sheet.autofilter(head, 0, last.max(head), last_column)?;
        cells.end(sheet, end)
    }

    /// The sheet that is open.
    fn sheet(&mut self) -> Result<&mut Worksheet, XlsxError> {
        let last = self.workbook.worksheets().len().saturating_sub(1);
        self.workbook.worksheet_from_index(last)
    }

    /// The sheet and the number of a new row of it, high enough for its texts; a further sheet where
    /// it is full.
    fn next(&mut self, texts: &[&str]) -> Result<(&mut Worksheet, u32, &'w Cells<'w>), XlsxError> {
        if self.sheets == 0 {
            self.open(0)?;
        } else if self.row > self.most {
            self.close()?;
            self.open(0)?;
        }
        let (row, cells) = (self.row, self.cells);
        self.row += 1;
        let height = row_height(texts, self.kind.widths());
        let sheet = self.sheet()?;
        sheet.set_row_height(row, height)?;
        Ok((sheet, row, cells))
    }

    fn all(&mut self, totals: &Totals) -> Result<(), XlsxError> {
        let lines = summary(totals, self.language);
        let title = match self.language {
            Language::Chinese => "勾稽检查汇总",
            Language::English => "gouji: summary",
        };
        let above = u32::try_from(lines.len()).unwrap_or(0) + 2;
        self.open(above)?;
        let (heads, cells) = (self.kind.heads(self.language), self.cells);
        let sheet = self.sheet()?;
        sheet.write_string_with_format(0, 0, title, &cells.title)?;
        for (row, (name, count)) in (1..).zip(&lines) {
            cells.text(sheet, (row, 0), name)?;
            cells.text(sheet, (row, 1), &count.to_string())?;
        }
        head(sheet, above, &heads, cells)?;
        sheet.set_freeze_panes(above + 1, 0)?;
        sheet.set_repeat_rows(above, above)?;
        Ok(())
    }

    fn report(&mut self, totals: &Totals) -> Result<(), XlsxError> {
        let (sheet, row, cells) = self.next(&[&totals.organ, &totals.year, &totals.path])?;
        cells.text(sheet, (row, 0), &totals.organ)?;
        cells.text(sheet, (row, 1), &totals.year)?;
        cells.path(sheet, (row, 2), &totals.path)?;
        let [errors, warnings, notes] = totals.findings;
        let counts = [totals.causes, errors, warnings, notes, totals.blocked];
        for (column, count) in (3..).zip(counts) {
            cells.text(sheet, (row, column), &count.to_string())?;
        }
        Ok(())
    }

    fn cause(&mut self, texts: &list::Row) -> Result<(), XlsxError> {
        let error = wording::severity(gouji_model::Severity::Error, self.language);
        let shown: Vec<&str> = texts.iter().map(String::as_str).collect();
        let (sheet, row, cells) = self.next(&shown)?;
        for (index, text) in texts.iter().enumerate() {
            let at = (row, u16::try_from(index).unwrap_or(0));
            match index {
                FILE => cells.path(sheet, at, text)?,
                SEVERITY if text == error => cells.strong(sheet, at, text)?,
                _ => cells.text(sheet, at, text)?,
            }
        }
        Ok(())
    }

    fn unchecked(&mut self, one: &Unchecked) -> Result<(), XlsxError> {
        let shown = [&one.organ, &one.year, &one.path, &one.what, &one.why];
        let (sheet, row, cells) = self.next(&shown.map(String::as_str))?;
        cells.text(sheet, (row, 0), &one.organ)?;
        cells.text(sheet, (row, 1), &one.year)?;
        cells.path(sheet, (row, 2), &one.path)?;
        cells.text(sheet, (row, 3), &one.what)?;
        cells.text(sheet, (row, 4), &one.why)
    }
}

/// How high a row is in which texts are wrapped to the widths of their columns, in points: programs do
/// not work that out by themselves when they open a file.
#[must_use]
pub fn row_height(texts: &[&str], widths: &[u8]) -> u16 {
    let lines = |(text, width): (&&str, &u8)| -> usize {
        // Words are not broken just anywhere.
        let room = usize::from(*width).saturating_sub(1).max(1);
        let wrapped = |line: &str| line.width_cjk().div_ceil(room).max(1);
        text.lines().map(wrapped).sum()
    };
    let most = texts
        .iter()
        .zip(widths)
        .map(lines)
        .max()
        .unwrap_or(1)
        .max(1);
    u16::try_from(most).map_or(HIGHEST, |lines| lines.saturating_mul(LINE).min(HIGHEST))
}

/// The names of the columns.
fn head(
    sheet: &mut Worksheet,
    row: u32,
    heads: &[String],
    cells: &Cells<'_>,
) -> Result<(), XlsxError> {
    for (column, name) in (0..).zip(heads) {
        sheet.write_string_with_format(row, column, name, &cells.head)?;
    }
    Ok(())
}

/// What is reported of all reports together.
fn summary(totals: &Totals, language: Language) -> Vec<(&'static str, usize)> {
    let [errors, warnings, notes] = totals.findings;
    let always = [
        ("检查的报告", "reports checked", totals.reports),
        ("错误", "errors", errors),
        ("警告", "warnings", warnings),
        ("提示", "notes", notes),
        ("未能核对的关系", "relations not checked", totals.blocked),
        (
            "未能读取的文件",
            "files that could not be read",
            totals.unread,
        ),
    ];
    let where_any = [
        ("略过的文件", "passed over", totals.passed),
        ("设置中不列出的问题", "held back by settings", totals.held),
    ];
    let where_any = where_any.into_iter().filter(|(.., count)| *count > 0);
    let phrase = |(zh, en, count)| match language {
        Language::Chinese => (zh, count),
        Language::English => (en, count),
    };
    always.into_iter().chain(where_any).map(phrase).collect()
}

#[cfg(test)]
mod tests {
    use super::{HIGHEST, row_height};

    #[test]
    fn rows_are_as_high_as_their_texts() {
        assert_eq!(row_height(&["", "年度"], &[10, 10]), 17);
        assert_eq!(row_height(&["一二三四五六七八九十", "a\nb"], &[11, 5]), 34);
        assert_eq!(row_height(&[&"a\n".repeat(1_000)], &[5]), HIGHEST);
    }
}
