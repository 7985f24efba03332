//! Lists of several levels, counted as Word counts them: `一、`, `（二）`, `1.1`.

use std::collections::{HashMap, HashSet};

use crate::counting::{self, Style};

/// How many levels a list has.
pub(crate) const LEVELS: usize = 9;
/// Longest pattern of a number, in characters.
const LONGEST_PATTERN: usize = 64;

/// How a level is numbered.
#[derive(Clone, Debug, Default)]
pub(crate) struct Level {
    /// The first number.
    pub start: u32,
    /// How numbers are printed.
    pub style: Style,
    /// `%1、`: signs and places of numbers.
    pub pattern: String,
    /// The level after which numbers start anew, from 1; 0 for never.
    pub restart: Option<u32>,
    /// Whether the numbers of all levels are printed `1`.
    pub plain: bool,
    /// Whether white space follows.
    pub spaced: bool,
}

/// The levels of a list, as far as they are described.
pub(crate) type Levels = [Option<Level>; LEVELS];

/// A pattern cut to what a pattern may be.
pub(crate) fn pattern(signs: impl Iterator<Item = char>) -> String {
    signs.take(LONGEST_PATTERN).collect()
}

/// How far a document's lists have been counted. Lists may share a scheme, and so a count.
#[derive(Debug, Default)]
pub(crate) struct Counts {
    counts: HashMap<u32, [Option<u32>; LEVELS]>,
    /// Lists and levels that have begun with a start of their own.
    begun: HashSet<(u32, usize)>,
}

/// Where a paragraph stands: in a list of a scheme, on a level, and the list's own start of it.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Item {
    /// The scheme, which has the count.
    pub scheme: u32,
    /// The list.
    pub list: u32,
    /// The level from 0.
    pub level: usize,
    /// Where the list begins to count on this level, if it says so itself.
    pub start: Option<u32>,
}

impl Counts {
    /// Counts a paragraph, and says what is printed before it.
    pub(crate) fn next(&mut self, item: Item, levels: &Levels) -> String {
        let at = item.level.min(LEVELS - 1);
        let counts = self.counts.entry(item.scheme).or_default();
        let level = |at: usize| levels.get(at).and_then(Option::as_ref);
        let first = |at: usize| level(at).map_or(1, |level| level.start);
        let begins_anew = item.start.is_some() && self.begun.insert((item.list, at));
        for (deeper, count) in counts.iter_mut().enumerate().skip(at + 1) {
            let restart = level(deeper).and_then(|level| level.restart);
            if restart.is_none_or(|after| at < after as usize) {
                *count = None;
            }
        }
        for (index, count) in counts.iter_mut().enumerate().take(at) {
            count.get_or_insert(first(index));
        }
        if let Some(count) = counts.get_mut(at) {
            *count = Some(match (*count, item.start) {
                (_, Some(start)) if begins_anew => start,
                (Some(count), _) => count.saturating_add(1),
                (None, start) => start.unwrap_or_else(|| first(at)),
            });
        }
        print(levels, counts, at)
    }
}

/// What is printed before a paragraph on a level.
fn print(levels: &Levels, counts: &[Option<u32>; LEVELS], at: usize) -> String {
    let Some(level) = levels.get(at).and_then(Option::as_ref) else {
        return String::new();
    };
    if level.style == Style::Nothing && !level.pattern.contains('%') && level.is_bullet() {
        return String::new();
    }
    let mut printed = String::new();
    let mut signs = level.pattern.chars();
    while let Some(sign) = signs.next() {
        let place = (sign == '%').then(|| signs.clone().next()?.to_digit(10));
        let Some(place) = place.flatten().filter(|place| *place > 0) else {
            printed.push(sign);
            continue;
        };
        signs.next();
        let index = place as usize - 1;
        let style = match levels.get(index).and_then(Option::as_ref) {
            Some(_) if level.plain => Style::Decimal,
            Some(other) => other.style,
            None => Style::Decimal,
        };
        let count = counts.get(index).copied().flatten().unwrap_or(1);
        printed.push_str(&counting::print(count, style));
    }
    let closed = printed.ends_with(['、', '.', '．', '）', ')', '，', '：']);
    if level.spaced && !closed && !printed.is_empty() {
        printed.push(' ');
    }
    printed
}

/// A paragraph with the number before it. A figure is kept apart from it, as a tab does where both are shown:
/// `1.` before `0` is not 1.0, nor `2` before `5` 25.
pub(crate) fn numbered(number: String, text: &str) -> String {
    let is_sign = |c: char| matches!(c, '0'..='9' | '０'..='９' | '.' | ',' | '，' | '-' | '%');
    let figure = text.trim();
    let is_figure = figure.chars().all(is_sign) && figure.contains(char::is_numeric);
    let apart = if is_figure && !number.is_empty() {
        "\t"
    } else {
        ""
    };
    number + apart + text
}

impl Level {
    /// Whether the sign is one of a symbol font or a dot: no text of the report.
    fn is_bullet(&self) -> bool {
        let plain = |c: char| c.is_alphanumeric() && !('\u{e000}'..='\u{f8ff}').contains(&c);
        !self.pattern.contains(plain)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn level(style: Style, pattern: &str) -> Option<Level> {
        Some(Level {
            start: 1,
            style,
            pattern: pattern.to_owned(),
            ..Level::default()
        })
    }

    #[test]
    fn levels_count_and_start_anew() {
        let mut levels = Levels::default();
        levels[0] = level(Style::Chinese, "%1、");
        levels[1] = level(Style::Chinese, "（%2）");
        levels[2] = level(Style::Decimal, "%2.%3");
        let mut counts = Counts::default();
        let printed = [0, 1, 2, 2, 1, 2, 0, 2].map(|level| {
            let item = Item {
                scheme: 1,
                list: 1,
                level,
                start: None,
            };
            counts.next(item, &levels)
        });
        let expected = [
            "一、",
            "（一）",
            "一.1",
            "一.2",
            "（二）",
            "二.1",
            "二、",
            "一.1",
        ];
        assert_eq!(printed, expected);
    }
}
