//! Reading a list that was filled in: sorted, filtered, split and with columns moved, as people leave it.

use std::io::{self, Cursor, Read as _};

use calamine::{DataRef, Reader as _, Xlsx};
use gouji_format::limits;
use zip::ZipArchive;

use super::answer::Answer;
use super::error::AnswersError;
use super::meaning::Meaning;
use crate::columns::{
    ANSWER, COLUMNS, FILE, IDENTITY, LABELS, PROBLEM, RULE, Texts, UNIT, YEAR, named,
};

/// Most rows of all sheets together.
const MOST_ROWS: usize = 2_000_000;
/// Bytes that all parts may unpack to together.
const MOST_UNPACKED: u64 = 1 << 30;
/// Bytes that a part may unpack to that is no sheet.
const MOST_OF_A_PART: u64 = 256 << 20;
/// In how many of a sheet's first rows its head may stand.
const HEAD_WITHIN: u32 = 30;
/// Longest text of a cell that is kept, in characters.
const LONGEST: usize = 4_000;

/// The rows of a list that were answered.
///
/// # Errors
/// Where it is no workbook, larger than any list, or no list.
pub fn read(bytes: &[u8]) -> Result<Vec<Answer>, AnswersError> {
    unpack_within_limits(bytes)?;
    let mut workbook: Xlsx<_> =
        calamine::open_workbook_from_rs(Cursor::new(bytes)).map_err(damaged)?;
    let mut answers = Vec::new();
    let (mut is_list, mut rows) = (false, 0);
    for name in workbook.sheet_names() {
        let mut sheet = SheetReader::new(&name);
        // A sheet of charts has no cells.
        let Ok(mut cells) = workbook.worksheet_cells_reader(&name) else {
            continue;
        };
        while let Some(cell) = cells.next_cell().map_err(damaged)? {
            let (row, column) = cell.get_position();
            rows += usize::from(sheet.at != Some(row));
            if rows > MOST_ROWS {
                return Err(AnswersError::TooLarge);
            }
            sheet.cell((row, column), &text(cell.get_value()), &mut answers);
        }
        sheet.end_row(&mut answers);
        is_list |= sheet.is_of_list;
    }
    match is_list {
        true => Ok(answers),
        false => Err(AnswersError::NoList),
    }
}

/// Unpacks every part once and counts what comes out, which the workbook's reader does not. A list of
/// a hundred thousand rows is larger than any report may be: its sheets are read cell by cell, so that only
/// the other parts have to fit into memory.
fn unpack_within_limits(bytes: &[u8]) -> Result<(), AnswersError> {
    let mut archive = ZipArchive::new(Cursor::new(bytes)).map_err(damaged)?;
    if archive.len() > limits::ENTRIES {
        return Err(AnswersError::TooLarge);
    }
    let mut all = 0;
    for number in 0..archive.len() {
        let part = archive.by_index(number).map_err(damaged)?;
        let name = part.name().map_err(damaged)?;
        let is_sheet = name.starts_with("xl/worksheets/sheet");
        let most = if is_sheet {
            MOST_UNPACKED
        } else {
            MOST_OF_A_PART
        };
        let packed = part.compressed_size();
        let unpacked = io::copy(&mut part.take(most + 1), &mut io::sink()).map_err(damaged)?;
        all += unpacked;
        let is_bomb = unpacked > limits::ANY_RATIO && unpacked / limits::RATIO > packed;
        if unpacked > most || all > MOST_UNPACKED || is_bomb {
            return Err(AnswersError::TooLarge);
        }
    }
    Ok(())
}

fn damaged(why: impl std::fmt::Display) -> AnswersError {
    AnswersError::Damaged(why.to_string())
}

/// What a cell shows.
fn text(value: &DataRef<'_>) -> String {
    let text = match value {
        DataRef::Empty => String::new(),
        DataRef::SharedString(text) => (*text).to_owned(),
        DataRef::String(text) => text.clone(),
        DataRef::Int(number) => number.to_string(),
        DataRef::Float(number) => number.to_string(),
        DataRef::Bool(is) => is.to_string(),
        DataRef::DateTime(day) => day.to_string(),
        DataRef::DateTimeIso(text) | DataRef::DurationIso(text) => text.clone(),
        DataRef::Error(_) => String::new(),
    };
    text.chars().take(LONGEST).collect()
}

/// A sheet as it is read.
struct SheetReader<'n> {
    name: &'n str,
    /// For each column of the sheet the list's column it is, once the head was met.
    head: Option<Vec<(u32, usize)>>,
    /// Whether it is a sheet of a list, which may be one that nobody answers.
    is_of_list: bool,
    /// The row that is read.
    at: Option<u32>,
    /// Its cells.
    cells: Vec<(u32, String)>,
}

impl<'n> SheetReader<'n> {
    const fn new(name: &'n str) -> Self {
        Self {
            name,
            head: None,
            is_of_list: false,
            at: None,
            cells: Vec::new(),
        }
    }

    fn cell(&mut self, (row, column): (u32, u32), text: &str, answers: &mut Vec<Answer>) {
        if self.at != Some(row) {
            self.end_row(answers);
            self.at = Some(row);
        }
        if !text.is_empty() && self.cells.len() < 4 * COLUMNS {
            self.cells.push((column, text.to_owned()));
        }
    }

    /// Takes a row that is whole: the head, or an answer.
    fn end_row(&mut self, answers: &mut Vec<Answer>) {
        let cells = std::mem::take(&mut self.cells);
        let Some(row) = self.at else { return };
        let Some(head) = &self.head else {
            let head = cells
                .iter()
                .filter_map(|(at, text)| Some((*at, named(text)?)));
            let head: Vec<(u32, usize)> = head.collect();
            let has = |wanted| head.iter().any(|(_, column)| *column == wanted);
            let is_answered = has(ANSWER) && has(IDENTITY);
            let is_head = is_answered || (has(FILE) && has(LABELS) && has(PROBLEM) && has(RULE));
            self.is_of_list |= row < HEAD_WITHIN && is_head;
            if row < HEAD_WITHIN && is_answered {
                self.head = Some(head);
            }
            return;
        };
        let mut texts = Texts::default();
        for (at, text) in cells {
            if let Some((_, column)) = head.iter().find(|(column, _)| *column == at) {
                texts[*column] = text;
            }
        }
        let identities = texts[IDENTITY].split_whitespace().map(str::to_lowercase);
        let identities: Vec<String> = identities.collect();
        if texts[ANSWER].trim().is_empty() {
            return;
        }
        let [unit, year, path, labels, problem, rule, text] =
            [UNIT, YEAR, FILE, LABELS, PROBLEM, RULE, ANSWER].map(|at| texts[at].clone());
        answers.push(Answer {
            place: format!("{}!{}", self.name, row + 1),
            unit,
            year,
            path,
            labels,
            problem,
            rule,
            identities,
            meaning: Meaning::of(&text),
            text: text.trim().to_owned(),
        });
    }
}
