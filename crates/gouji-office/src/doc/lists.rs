//! The automatic numbers of an old Word file: list definitions (LSTF) with their levels (LVL), and
//! the lists that paragraphs name (LFO), which may change levels of a definition.

use std::collections::HashMap;

use crate::bytes::{u8_at, u16_at, u32_at};
use crate::counting::Style;
use crate::multilevel::{Counts, Item, LEVELS, Level, Levels, pattern};

use super::header::{Header, Place};

/// The lengths of the entries of the two tables, and of the fixed part of a level.
const DEFINITION: usize = 28;
const LIST: usize = 16;
const LEVEL: usize = 28;
/// Whether a definition has one level only.
const SIMPLE: u8 = 0x01;
/// What the flags of a level say.
const PLAIN: u8 = 0x04;
const OWN_RESTART: u8 = 0x08;
/// What the flags of a changed level say.
const OWN_START: u32 = 0x10;
const OWN_LEVEL: u32 = 0x20;
/// Most definitions, lists and changed levels that are read.
const MOST: usize = 20_000;
/// What follows a number: nothing.
const NOTHING_FOLLOWS: u8 = 2;

/// A list that paragraphs name.
#[derive(Debug, Default)]
struct List {
    definition: u32,
    starts: [Option<u32>; LEVELS],
    levels: Levels,
}

/// A document's lists, and how far they have been counted.
#[derive(Debug, Default)]
pub(super) struct Lists {
    definitions: HashMap<u32, Levels>,
    lists: Vec<List>,
    counts: Counts,
}

impl Lists {
    /// Reads what can be read of the lists: a file with damaged ones still has its text.
    pub(super) fn read(tables: &[u8], header: &Header) -> Self {
        let mut lists = Self::default();
        lists.read_definitions(tables, header.definitions);
        lists.read_lists(tables, header.lists);
        lists
    }

    /// The definitions stand together, their levels behind them all.
    fn read_definitions(&mut self, tables: &[u8], (start, length): Place) -> Option<()> {
        let table = tables.get(start..start.checked_add(length)?)?;
        let count = usize::from(u16_at(table, 0)?).min(MOST);
        let mut rest = Cursor(tables.get(start + length..)?);
        for index in 0..count {
            let at = 2 + index * DEFINITION;
            let id = u32_at(table, at)?;
            let simple = u8_at(table, at + 26)? & SIMPLE != 0;
            let mut levels = Levels::default();
            for slot in levels.iter_mut().take(if simple { 1 } else { LEVELS }) {
                *slot = Some(rest.level()?);
            }
            self.definitions.insert(id, levels);
        }
        Some(())
    }

    /// The lists stand together, what they change behind them all.
    fn read_lists(&mut self, tables: &[u8], (start, length): Place) -> Option<()> {
        if length == 0 {
            return None;
        }
        let table = tables.get(start..)?;
        let count = (u32_at(table, 0)? as usize).min(MOST);
        let entry = |index: usize| table.get(4 + index * LIST..4 + (index + 1) * LIST);
        let mut rest = Cursor(table.get(4 + count * LIST..).unwrap_or_default());
        for index in 0..count {
            self.lists.push(List {
                definition: u32_at(entry(index)?, 0)?,
                ..List::default()
            });
        }
        for index in 0..count {
            let changes = u8_at(entry(index)?, 12)?;
            rest.take(4)?;
            for _ in 0..changes {
                rest.change(self.lists.get_mut(index)?)?;
            }
        }
        Some(())
    }

    /// Counts a paragraph of a list, counted from 1, and says what is printed before it.
    pub(super) fn next(&mut self, list: u16, level: u8) -> String {
        let at = usize::from(level).min(LEVELS - 1);
        let found = usize::from(list).checked_sub(1);
        let Some(own) = found.and_then(|index| self.lists.get(index)) else {
            return String::new();
        };
        let Some(defined) = self.definitions.get(&own.definition) else {
            return String::new();
        };
        let mut levels = defined.clone();
        for (slot, own) in levels.iter_mut().zip(&own.levels) {
            if own.is_some() {
                slot.clone_from(own);
            }
        }
        let item = Item {
            scheme: own.definition,
            list: u32::from(list),
            level: at,
            start: own.starts.get(at).copied().flatten(),
        };
        self.counts.next(item, &levels)
    }
}

/// Bytes read from front to back.
struct Cursor<'t>(&'t [u8]);

impl<'t> Cursor<'t> {
    fn take(&mut self, length: usize) -> Option<&'t [u8]> {
        let taken = self.0.get(..length)?;
        self.0 = self.0.get(length..)?;
        Some(taken)
    }

    /// What a list changes of a level.
    fn change(&mut self, list: &mut List) -> Option<()> {
        let fixed = self.take(8)?;
        let flags = u32_at(fixed, 4)?;
        let at = (flags & 0x0f) as usize;
        let level = if flags & OWN_LEVEL == 0 {
            None
        } else {
            Some(self.level()?)
        };
        let own_start = (flags & OWN_START != 0).then_some(u32_at(fixed, 0)?);
        let start = own_start.map(|start| level.as_ref().map_or(start, |level| level.start));
        if let (Some(slot), Some(first)) = (list.levels.get_mut(at), list.starts.get_mut(at)) {
            *slot = level;
            *first = start;
        }
        Some(())
    }

    /// A level: a fixed part, properties of the paragraph and the number, and the number's text.
    fn level(&mut self) -> Option<Level> {
        let fixed = self.take(LEVEL)?;
        let (runs, paragraphs) = (u8_at(fixed, 24)?, u8_at(fixed, 25)?);
        self.take(usize::from(runs) + usize::from(paragraphs))?;
        let length = usize::from(u16_at(self.take(2)?, 0)?);
        let units = self.take(length * 2)?.chunks_exact(2);
        let units: Vec<u16> = units.filter_map(|two| u16_at(two, 0)).collect();
        let flags = u8_at(fixed, 5)?;
        let restart = (flags & OWN_RESTART != 0).then_some(u32::from(u8_at(fixed, 26)?));
        Some(Level {
            start: u32_at(fixed, 0)?,
            style: style(u8_at(fixed, 4)?),
            pattern: pattern(signs(&units)),
            restart,
            plain: flags & PLAIN != 0,
            spaced: u8_at(fixed, 15)? != NOTHING_FOLLOWS,
        })
    }
}

/// The text of a number; a character below nine is the place of that level's number.
fn signs(units: &[u16]) -> impl Iterator<Item = char> {
    let text = String::from_utf16_lossy(units);
    let chars: Vec<char> = text.chars().collect();
    chars.into_iter().flat_map(|c| match c as u32 {
        place @ 0..9 => vec!['%', char::from_digit(place + 1, 10).unwrap_or('1')],
        _ => vec![c],
    })
}

/// How a level's numbers are printed.
fn style(code: u8) -> Style {
    match code {
        0x01 => Style::UpperRoman,
        0x02 => Style::LowerRoman,
        0x03 => Style::UpperLetter,
        0x04 => Style::LowerLetter,
        0x0a | 0x11 | 0x24 | 0x28 => Style::ChineseDigits,
        0x0b | 0x21 | 0x23 | 0x25 | 0x27 => Style::Chinese,
        0x0e | 0x13 => Style::FullWidth,
        0x10 | 0x22 | 0x26 => Style::ChineseLegal,
        0x12 | 0x1c => Style::Circled,
        0x16 => Style::DecimalZero,
        0x1a => Style::Dotted,
        0x1b => Style::Bracketed,
        0x1d => Style::ChineseBracketed,
        0x1e => Style::Stems,
        0x1f => Style::Branches,
        0x17 | 0xff => Style::Nothing,
        _ => Style::Decimal,
    }
}
