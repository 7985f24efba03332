//! Workbooks of before 2007 (.xls, .et): a stream of records in a compound file.
//!
//! `records` cuts the stream, `strings` reads texts that may be broken over records, `number` the
//! binary numbers, `tokens` what formulas can give, `drawings` what lies over cells, `inks` white letters. What a formula gave last is kept; of programs that
//! never calculated some write an empty text there, which is noticed, others zero, which cannot be
//! derived from a result.

mod drawings;
mod inks;
mod number;
mod records;
mod strings;
mod tokens;

use std::collections::HashMap;

use gouji_document::{Document, STROKE, struck};

use crate::bytes::{u8_at, u16_at, u32_at};
use crate::compound::Compound;
use crate::dates::{self, Format};
use crate::ground;
use crate::manner::Manner;
use crate::sheet::{Merge, NOT_CALCULATED, Sheet, Workbook};
use crate::{OfficeError, Unread};
use drawings::Drawings;
use inks::Inks;
use records::{Record, Records};

/// Where the sheets of a workbook begin, as its directory says.
struct Listed {
    start: usize,
    name: String,
    /// Whether it is a sheet of cells that is shown.
    wanted: bool,
}

impl Listed {
    fn read(data: &[u8]) -> Result<Self, OfficeError> {
        let start = u32_at(data, 0).ok_or_else(damaged)? as usize;
        let shown = u8_at(data, 4).is_some_and(|state| state & 3 == 0);
        let name = strings::short(data.get(6..).unwrap_or_default());
        Ok(Self {
            start,
            name: name.unwrap_or_default(),
            wanted: shown && u8_at(data, 5) == Some(0),
        })
    }
}

/// A cell style.
struct Style {
    font: u16,
    format: u16,
    /// Whether something is under its letters.
    has_ground: bool,
}

/// What the first part of the stream says about the whole workbook.
#[derive(Default)]
struct Globals {
    sheets: Vec<Listed>,
    texts: Vec<String>,
    codes: HashMap<u16, Format>,
    /// In what manner each font writes its text.
    fonts: Vec<Manner>,
    /// Those fonts as they are written, of which a later record says the colours.
    written: Vec<Vec<u8>>,
    inks: Inks,
    /// The cell styles.
    styles: Vec<Style>,
    since_1904: bool,
}

fn damaged() -> OfficeError {
    OfficeError::damaged("Workbook")
}

/// Reads a workbook.
pub(crate) fn read(bytes: &[u8]) -> Result<Document, OfficeError> {
    let compound = Compound::open(bytes)?;
    let Some(stream) = compound.stream("Workbook")? else {
        return Err(OfficeError::Unsupported(Unread::OldWorkbook));
    };
    let globals = Globals::read(&stream)?;
    let mut workbook = Workbook::default();
    // Sheets do not overlap; a file that says so could be read for ever.
    let mut room = stream.len();
    for (index, listed) in globals.sheets.iter().enumerate() {
        if !listed.wanted {
            continue;
        }
        let content = stream.get(listed.start..).ok_or_else(damaged)?;
        let mut reader = SheetReader {
            globals: &globals,
            workbook: &mut workbook,
            sheet: Sheet::default(),
            drawings: Drawings::default(),
            formula: None,
            on_paper: true,
        };
        let used = reader.read(content)?;
        let mut sheet = reader.sheet;
        sheet.pictures(&reader.drawings.places);
        room = room.checked_sub(used).ok_or_else(damaged)?;
        workbook.name(index as u32, Some(&listed.name));
        workbook.add(index as u32, sheet);
    }
    workbook.finish()
}

impl Globals {
    fn read(stream: &[u8]) -> Result<Self, OfficeError> {
        let mut globals = Self::default();
        let mut ended = false;
        for record in Records::new(stream) {
            match record.kind {
                records::FILE_PASS => return Err(OfficeError::Encrypted),
                records::END => {
                    ended = true;
                    break;
                }
                _ => globals.record(&record)?,
            }
        }
        if !ended || globals.sheets.is_empty() {
            return Err(damaged());
        }
        Ok(globals)
    }

    fn record(&mut self, record: &Record<'_>) -> Result<(), OfficeError> {
        let data = record.data;
        match record.kind {
            records::SHEET => self.sheets.push(Listed::read(data)?),
            records::DATE_MODE => self.since_1904 = u16_at(data, 0) == Some(1),
            records::FORMAT => {
                let code = strings::single(data.get(2..).unwrap_or_default());
                if let (Some(id), Some(code)) = (u16_at(data, 0), code) {
                    self.codes.insert(id, dates::of_code(&code));
                }
            }
            records::STYLE => {
                let [font, format] = [0, 2].map(|at| u16_at(data, at).unwrap_or(0));
                let has_ground = self.inks.is_ground(data);
                self.styles.push(Style {
                    font,
                    format,
                    has_ground,
                });
            }
            records::FONT => {
                self.fonts.push(self.manner(data));
                self.written.push(data.to_vec());
            }
            records::PALETTE => {
                self.inks.palette(data);
                self.fonts = self.written.iter().map(|font| self.manner(font)).collect();
            }
            records::TEXTS => {
                let texts = strings::shared(record, &self.fonts);
                self.texts = texts.ok_or_else(damaged)?;
            }
            _ => {}
        }
        Ok(())
    }

    fn format(&self, style: u16) -> Format {
        let found = self.styles.get(usize::from(style));
        let id = found.map_or(0, |style| style.format);
        let own = self.codes.get(&id).copied();
        own.unwrap_or_else(|| dates::built_in(u32::from(id)))
    }

    /// A text in the style of a cell, which may strike it out, or write it in white on paper.
    fn styled(&self, text: String, style: u16, on_paper: bool) -> String {
        let found = self.styles.get(usize::from(style));
        let font = found.map_or(0, |style| usize::from(style.font));
        let on_paper = on_paper && !found.is_some_and(|style| style.has_ground);
        let manner = strings::font(&self.fonts, font);
        if on_paper && manner == Manner::White {
            return String::new();
        }
        let text = match on_paper {
            true => ground::on_paper(text),
            false => ground::without_signs(text),
        };
        match manner == Manner::Struck && !text.contains(STROKE) {
            true => struck(&text),
            false => text,
        }
    }

    /// In what manner a font writes.
    fn manner(&self, font: &[u8]) -> Manner {
        if self.inks.is_white(font) {
            return Manner::White;
        }
        let strikes = u16_at(font, 2).is_some_and(|options| options & STRIKES != 0);
        Manner::of(Some(u16_at(font, 8) == Some(1)), Some(strikes))
    }
}

/// What marks a font that strikes out.
const STRIKES: u16 = 0x0008;

struct SheetReader<'g, 'w> {
    globals: &'g Globals,
    workbook: &'w mut Workbook,
    sheet: Sheet,
    drawings: Drawings,
    /// The cell of a formula whose text follows in a record of its own, and its style.
    formula: Option<(u32, u32, u16)>,
    /// Whether nothing is under letters but what styles put there.
    on_paper: bool,
}

impl SheetReader<'_, '_> {
    /// Reads a sheet from where it begins; returns how many bytes it has.
    fn read(&mut self, stream: &[u8]) -> Result<usize, OfficeError> {
        let mut depth = 0;
        self.on_paper = !has_grounds(stream);
        for record in Records::new(stream) {
            match record.kind {
                records::BEGIN => depth += 1,
                records::END if depth <= 1 => return Ok(record.end),
                records::END => depth -= 1,
                // Charts inside the sheet have records like those of cells.
                _ if depth > 1 => {}
                _ => self.record(&record)?,
            }
        }
        Err(damaged())
    }

    fn record(&mut self, record: &Record<'_>) -> Result<(), OfficeError> {
        let data = record.data;
        match record.kind {
            records::MERGED => return self.merges(data),
            records::NUMBERS => return self.numbers(data),
            records::DRAWING => {
                self.drawings.drawing(record);
                return Ok(());
            }
            records::OBJECT => {
                self.drawings.object(data);
                return Ok(());
            }
            records::TEXT_RESULT => {
                let text = strings::single_broken(record);
                if let (Some((row, column, style)), Some(text)) = (self.formula.take(), text) {
                    let text = self.globals.styled(text, style, self.on_paper);
                    return self.workbook.cell(&mut self.sheet, row, column, text);
                }
                return Ok(());
            }
            _ => {}
        }
        let (Some(row), Some(column)) = (u16_at(data, 0), u16_at(data, 2)) else {
            return Ok(());
        };
        let style = u16_at(data, 4).unwrap_or(0);
        let (row, column) = (u32::from(row), u32::from(column));
        let value = data.get(6..).unwrap_or_default();
        let text = match record.kind {
            records::NUMBER => self.number(number::double(value), style),
            records::SHORT_NUMBER => self.number(number::short(value), style),
            records::TEXT | records::RICH_TEXT => strings::single(value),
            records::SHARED_TEXT => {
                let index = u32_at(value, 0).unwrap_or(u32::MAX);
                self.globals.texts.get(index as usize).cloned()
            }
            records::LOGICAL => logical(value),
            records::FORMULA => self.result(value, style, (row, column)),
            _ => None,
        };
        let text = self
            .globals
            .styled(text.unwrap_or_default(), style, self.on_paper);
        self.workbook.cell(&mut self.sheet, row, column, text)?;
        let is_number = match record.kind {
            records::NUMBER | records::SHORT_NUMBER => true,
            records::FORMULA => gives_number(value),
            _ => false,
        };
        if is_number {
            self.sheet.number(row, column);
        }
        Ok(())
    }

    fn number(&self, number: Option<crate::decimal::Decimal>, style: u16) -> Option<String> {
        let format = self.globals.format(style);
        Some(dates::shown(number?, format, self.globals.since_1904))
    }

    /// What a formula gave last.
    fn result(&mut self, value: &[u8], style: u16, cell: (u32, u32)) -> Option<String> {
        self.formula = None;
        if gives_number(value) {
            return self.number(number::double(value), style);
        }
        match u8_at(value, 0)? {
            0 => {
                self.formula = Some((cell.0, cell.1, style));
                None
            }
            1 => logical(&[u8_at(value, 2)?, 0]),
            2 => logical(&[u8_at(value, 2)?, 1]),
            _ => {
                let length = usize::from(u16_at(value, 14)?);
                let tokens = value.get(16..16 + length)?;
                tokens::give_a_number(tokens).then(|| NOT_CALCULATED.to_owned())
            }
        }
    }

    /// Several numbers of a row in one record.
    fn numbers(&mut self, data: &[u8]) -> Result<(), OfficeError> {
        let (Some(row), Some(first)) = (u16_at(data, 0), u16_at(data, 2)) else {
            return Ok(());
        };
        let all = data.get(4..data.len().saturating_sub(2));
        let cells = all.unwrap_or_default().chunks_exact(6);
        for (column, cell) in (u32::from(first)..).zip(cells) {
            let style = u16_at(cell, 0).unwrap_or(0);
            let number = number::short(cell.get(2..).unwrap_or_default());
            let text = self.number(number, style).unwrap_or_default();
            let text = self.globals.styled(text, style, self.on_paper);
            let row = u32::from(row);
            self.workbook.cell(&mut self.sheet, row, column, text)?;
            self.sheet.number(row, column);
        }
        Ok(())
    }

    fn merges(&mut self, data: &[u8]) -> Result<(), OfficeError> {
        for area in data.get(2..).unwrap_or_default().chunks_exact(8) {
            let field = |at: usize| u32::from(u16_at(area, at).unwrap_or(0));
            let (top, bottom, left, right) = (field(0), field(2), field(4), field(6));
            if bottom >= top && right >= left {
                self.sheet.merge(Merge {
                    row: top,
                    column: left,
                    rows: bottom - top + 1,
                    columns: right - left + 1,
                })?;
            }
        }
        Ok(())
    }
}

/// Whether a sheet that begins here has what may put something under letters.
fn has_grounds(stream: &[u8]) -> bool {
    let mut depth = 0;
    for record in Records::new(stream) {
        match record.kind {
            records::BEGIN => depth += 1,
            records::END if depth <= 1 => return false,
            records::END => depth -= 1,
            kind if records::GROUNDS.contains(&kind) => return true,
            _ => {}
        }
    }
    false
}

/// Whether a formula gave a number last.
fn gives_number(value: &[u8]) -> bool {
    u16_at(value, 6) != Some(0xffff)
}

/// A truth value, or an error.
fn logical(value: &[u8]) -> Option<String> {
    let text = match (u8_at(value, 1)?, u8_at(value, 0)?) {
        (0, 0) => "FALSE",
        (0, _) => "TRUE",
        (_, 0x00) => "#NULL!",
        (_, 0x07) => "#DIV/0!",
        (_, 0x0f) => "#VALUE!",
        (_, 0x17) => "#REF!",
        (_, 0x1d) => "#NAME?",
        (_, 0x24) => "#NUM!",
        _ => "#N/A",
    };
    Some(text.to_owned())
}
