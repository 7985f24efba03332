//! What holds for the paragraphs and runs of an old Word file.
//!
//! Properties stand on pages of 512 bytes: places in the text, and behind each what holds up to
//! there.

use crate::OfficeError;
use crate::bytes::{u8_at, u16_at, u32_at};
use crate::levels::RowShape;

use super::choices;
use super::header::damaged;
use super::header::{self, Header, Place};
use super::shape::shape;
use super::sprms::{self, Look, sprms};
use super::styles::{Listed, Styles};

/// The length of a page.
const PAGE: usize = 512;
/// How many bytes of properties a usual paragraph has.
const PARAGRAPH: usize = 32;
/// How much of a page's number counts.
const PAGE_NUMBER: u32 = 0x003f_ffff;

/// What a paragraph is to the table it may stand in.
#[derive(Debug)]
pub(super) enum Paragraph {
    /// A paragraph in the body (depth 0) or in a cell.
    Plain {
        /// How many tables it stands in.
        depth: usize,
    },
    /// The last paragraph of a cell of an inner table.
    Cell {
        /// How many tables it stands in.
        depth: usize,
    },
    /// The mark that ends a row.
    Row {
        /// How many tables it stands in.
        depth: usize,
        /// The cells of the row.
        shape: RowShape,
    },
}

/// A stretch of the text, and the properties that hold there.
#[derive(Clone, Copy, Debug)]
struct Stretch<'s> {
    from: usize,
    to: usize,
    /// The style of a paragraph.
    style: u16,
    properties: &'s [u8],
}

/// What an entry of a page leads to: a style, and properties beside it.
type Entry<'s> = (u16, &'s [u8]);

/// The properties of a file.
#[derive(Debug)]
pub(super) struct Properties<'s> {
    paragraphs: Vec<Stretch<'s>>,
    /// Runs that look unlike others.
    runs: Vec<(Stretch<'s>, Look)>,
    /// Runs of signs that lead to something in the stream of data.
    signs: Vec<Stretch<'s>>,
    styles: Styles,
    data: &'s [u8],
}

impl<'s> Properties<'s> {
    /// Finds the properties.
    pub(super) fn read(
        main: &'s [u8],
        tables: &[u8],
        data: &'s [u8],
        header: &Header,
    ) -> Result<Self, OfficeError> {
        let mut paragraphs = stretches(main, tables, header.paragraphs, 13, of_paragraph)?;
        let styles = Styles::read(tables, header);
        let runs = stretches(main, tables, header.runs, 1, of_run)?;
        let mut signs: Vec<Stretch<'s>> = runs
            .iter()
            .filter(|run| choices::leads_anywhere(run.properties))
            .copied()
            .collect();
        signs.sort_by_key(|stretch| stretch.from);
        let look = |run: Stretch<'s>| {
            let styled = sprms::style(run.properties).map(|style| styles.look(style));
            let look = Look::of(run.properties).or(styled.unwrap_or_default());
            // What only undoes a style matters where styles do.
            let kept = look.matters() || styles.paint_paragraphs() && look != Look::default();
            kept.then_some((run, look))
        };
        let mut runs: Vec<(Stretch<'s>, Look)> = runs.into_iter().filter_map(look).collect();
        paragraphs.sort_by_key(|stretch| stretch.from);
        runs.sort_by_key(|(stretch, _)| stretch.from);
        Ok(Self {
            paragraphs,
            runs,
            signs,
            styles,
            data,
        })
    }

    /// How the text at a place looks.
    pub(super) fn look(&self, at: usize) -> Look {
        let next = self.runs.partition_point(|(stretch, _)| stretch.from <= at);
        let found = next.checked_sub(1).and_then(|index| self.runs.get(index));
        let here = found.filter(|(stretch, _)| at < stretch.to);
        let own = here.map_or_else(Look::default, |(_, look)| *look);
        if !self.styles.paint_paragraphs() {
            return own;
        }
        let style = find(&self.paragraphs, at).map(|found| self.styles.look(found.style));
        own.or(style.unwrap_or_default())
    }

    /// What is chosen of the list that the sign at a place, in the code of a field, stands for.
    pub(super) fn choice(&self, at: usize) -> Option<String> {
        let found = find(&self.signs, at)?;
        choices::chosen(found.properties, self.data)
    }

    /// Whether something is under the paragraph whose mark stands at a place.
    pub(super) fn is_shaded(&self, at: usize) -> bool {
        let own = find(&self.paragraphs, at).map_or(&[][..], |found| found.properties);
        sprms(own).any(|(property, value)| {
            sprms::PARAGRAPH_SHADES.contains(&property) && sprms::is_shade(value)
        })
    }

    /// The list that the paragraph is in whose mark stands at a place, and its level.
    pub(super) fn listed(&self, at: usize) -> Option<(u16, u8)> {
        let found = find(&self.paragraphs, at)?;
        let listed = Listed::of(found.properties).or(self.styles.listed(found.style));
        let list = listed.list.filter(|list| *list != 0)?;
        Some((list, listed.level.unwrap_or(0)))
    }

    /// What the paragraph is whose mark stands at a place, and how many paragraphs' worth of
    /// properties had to be read for it.
    pub(super) fn paragraph(&self, at: usize) -> (Paragraph, usize) {
        let own = find(&self.paragraphs, at).map_or(&[][..], |found| found.properties);
        let elsewhere = sprms(own)
            .find(|(property, _)| sprms::ELSEWHERE.contains(property))
            .and_then(|(_, value)| self.elsewhere(value))
            .unwrap_or_default();
        (of_modifiers(own, elsewhere), elsewhere.len() / PARAGRAPH)
    }

    /// Properties too long for a page stand in a stream of their own.
    fn elsewhere(&self, value: &[u8]) -> Option<&'s [u8]> {
        let rest = self.data.get(u32_at(value, 0)? as usize..)?;
        rest.get(2..2 + usize::from(u16_at(rest, 0)?))
    }
}

/// What modifiers make of a paragraph.
fn of_modifiers(own: &[u8], elsewhere: &[u8]) -> Paragraph {
    let all = || sprms(own).chain(sprms(elsewhere));
    let is_on = |wanted: u16| all().any(|(property, value)| property == wanted && value == [1]);
    let depth = all()
        .find(|(property, _)| *property == sprms::DEPTH)
        .and_then(|(_, value)| u32_at(value, 0));
    let depth = depth.unwrap_or(u32::from(is_on(sprms::IN_TABLE))) as usize;
    if is_on(sprms::ENDS_ROW) {
        let shape = shape(all());
        return Paragraph::Row { depth: 1, shape };
    }
    if is_on(sprms::ENDS_INNER_ROW) {
        let shape = shape(all());
        return Paragraph::Row { depth, shape };
    }
    if is_on(sprms::ENDS_INNER_CELL) {
        return Paragraph::Cell { depth };
    }
    Paragraph::Plain { depth }
}

fn find<'a, 's>(stretches: &'a [Stretch<'s>], at: usize) -> Option<&'a Stretch<'s>> {
    let next = stretches.partition_point(|stretch| stretch.from <= at);
    let stretch = stretches.get(next.checked_sub(1)?)?;
    (at < stretch.to).then_some(stretch)
}

/// The stretches on all pages of a list; `width` is the length of an entry on a page, `of` finds
/// the properties that an entry leads to.
fn stretches<'s>(
    main: &'s [u8],
    tables: &[u8],
    list: Place,
    width: usize,
    of: fn(&'s [u8], usize) -> Option<Entry<'s>>,
) -> Result<Vec<Stretch<'s>>, OfficeError> {
    let list = header::at(tables, list)?;
    let count = list.len().saturating_sub(4) / 8;
    // No page stands twice in a list; a file that says so would swell.
    if count > main.len() / PAGE + 1 {
        return Err(damaged());
    }
    let mut found = Vec::new();
    for index in 0..count {
        let number = u32_at(list, (count + 1 + index) * 4).ok_or_else(damaged)?;
        let start = (number & PAGE_NUMBER) as usize * PAGE;
        let page = main.get(start..start + PAGE).ok_or_else(damaged)?;
        let entries = usize::from(u8_at(page, PAGE - 1).unwrap_or(0));
        for entry in 0..entries {
            let place = |at: usize| u32_at(page, at * 4).map(|place| place as usize);
            let (Some(from), Some(to)) = (place(entry), place(entry + 1)) else {
                continue;
            };
            let properties = u8_at(page, (entries + 1) * 4 + entry * width)
                .filter(|at| *at > 0)
                .and_then(|at| of(page, usize::from(at) * 2));
            let (style, properties) = properties.unwrap_or_default();
            found.push(Stretch {
                from,
                to,
                style,
                properties,
            });
        }
    }
    Ok(found)
}

/// The properties of a paragraph: a length in words, then a style, then modifiers.
fn of_paragraph(page: &[u8], at: usize) -> Option<Entry<'_>> {
    let (start, length) = match u8_at(page, at)? {
        0 => (at + 2, usize::from(u8_at(page, at + 1)?) * 2),
        words => (at + 1, usize::from(words) * 2 - 1),
    };
    let properties = page.get(start..start + length)?;
    Some((u16_at(properties, 0)?, properties.get(2..)?))
}

/// The properties of a run: a length, then modifiers.
fn of_run(page: &[u8], at: usize) -> Option<Entry<'_>> {
    let length = usize::from(u8_at(page, at)?);
    Some((0, page.get(at + 1..at + 1 + length)?))
}
