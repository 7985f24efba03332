//! What the styles of an old Word file say that matters here: the list of their paragraphs, and
//! whether their text is hidden or raised.

use crate::bytes::{u8_at, u16_at};

use super::header::{Header, Place};
use super::sprms::{self, Look, sprms};

/// Longest chain of styles that build on each other.
const LONGEST_CHAIN: usize = 20;
/// The kinds of style.
const OF_PARAGRAPHS: u16 = 1;
const OF_RUNS: u16 = 2;
/// No style: what a style that builds on none builds on.
const NONE: u16 = 0x0fff;

/// Which list a paragraph is in; none where nothing is specified for it.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Listed {
    /// The list counted from 1; 0 for none.
    pub list: Option<u16>,
    /// The level from 0.
    pub level: Option<u8>,
}

impl Listed {
    /// What modifiers say.
    pub(super) fn of(properties: &[u8]) -> Self {
        let mut listed = Self::default();
        for (property, value) in sprms(properties) {
            match property {
                sprms::LIST => listed.list = u16_at(value, 0),
                sprms::LEVEL => listed.level = u8_at(value, 0),
                _ => {}
            }
        }
        listed
    }

    /// This, and where it says nothing, another.
    pub(super) fn or(self, other: Self) -> Self {
        Self {
            list: self.list.or(other.list),
            level: self.level.or(other.level),
        }
    }
}

#[derive(Clone, Copy, Debug)]
struct Style {
    of_paragraphs: bool,
    based_on: u16,
    listed: Listed,
    look: Look,
}

/// A document's styles, by number.
#[derive(Debug, Default)]
pub(super) struct Styles {
    styles: Vec<Option<Style>>,
    /// Whether any of paragraphs makes their text unlike other text.
    paint_paragraphs: bool,
}

impl Styles {
    /// Reads what can be read of the styles: a file with damaged ones still has its text.
    pub(super) fn read(tables: &[u8], header: &Header) -> Self {
        let mut styles = Self::default();
        styles.read_all(tables, header.styles);
        styles
    }

    fn read_all(&mut self, tables: &[u8], (start, length): Place) -> Option<()> {
        let sheet = tables.get(start..start.checked_add(length)?)?;
        let first = 2 + usize::from(u16_at(sheet, 0)?);
        let (count, base) = (u16_at(sheet, 2)?, usize::from(u16_at(sheet, 4)?));
        let mut at = first;
        for _ in 0..count {
            let length = usize::from(u16_at(sheet, at)?);
            let style = sheet.get(at + 2..at + 2 + length)?;
            let style = style_of(style, base);
            let paints = |style: &Style| style.of_paragraphs && style.look.matters();
            self.paint_paragraphs |= style.as_ref().is_some_and(paints);
            self.styles.push(style);
            at += 2 + length;
        }
        Some(())
    }

    /// What a style or one it builds on says.
    fn chain<T: Default>(&self, number: u16, mut add: impl FnMut(&mut T, &Style)) -> T {
        let mut found = T::default();
        let mut next = number;
        for _ in 0..LONGEST_CHAIN {
            let Some(Some(style)) = self.styles.get(usize::from(next)) else {
                break;
            };
            add(&mut found, style);
            next = style.based_on;
        }
        found
    }

    /// The list that a style puts its paragraphs into.
    pub(super) fn listed(&self, number: u16) -> Listed {
        self.chain(number, |found: &mut Listed, style| {
            *found = found.or(style.listed);
        })
    }

    /// Whether any style of paragraphs makes their text unlike other text.
    pub(super) const fn paint_paragraphs(&self) -> bool {
        self.paint_paragraphs
    }

    /// How text of a style looks.
    pub(super) fn look(&self, number: u16) -> Look {
        self.chain(number, |found: &mut Look, style| {
            *found = found.or(style.look)
        })
    }
}

/// A style: a fixed part, a name, and the properties of paragraphs and runs.
fn style_of(style: &[u8], base: usize) -> Option<Style> {
    let kind_and_base = u16_at(style, 2)?;
    let kind = kind_and_base & 0x0f;
    let mut at = base + 2 + usize::from(u16_at(style, base)?) * 2 + 2;
    let mut block = || {
        let length = usize::from(u16_at(style, at)?);
        let block = style.get(at + 2..at + 2 + length)?;
        // Blocks begin at even places.
        at += 2 + length + length % 2;
        Some(block)
    };
    let listed = match kind {
        OF_PARAGRAPHS => Listed::of(block()?.get(2..).unwrap_or_default()),
        _ => Listed::default(),
    };
    let look = match kind {
        OF_PARAGRAPHS | OF_RUNS => Look::of(block().unwrap_or_default()),
        _ => Look::default(),
    };
    let based_on = Some(kind_and_base >> 4).filter(|base| *base != NONE);
    Some(Style {
        of_paragraphs: kind == OF_PARAGRAPHS,
        based_on: based_on.unwrap_or(u16::MAX),
        listed,
        look,
    })
}
