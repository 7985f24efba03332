//! Rows read line by line that hold but pieces of figures.
//!
//! Narrow cells break a figure over lines, so digits stand above or below those of its row. A row
//! beside such a line may hold but a part of a figure.

use std::collections::BTreeSet;

use gouji_model::Place;

use super::words::{Word, is_written, on_screen, split};
use crate::at::RowAt;
use crate::dropping::{drop_marked, drop_where};
use crate::lexicon::{Lexicon, Meaning};
use crate::lines::{Line, Token};
use crate::reading::{Found, Reading};
use crate::shape::Shape;

/// How far left of a row's first figure a piece may stand: lines of text are not set as on the page.
const SLANT: u32 = 4;

/// The figures of a laid-out line.
struct Values<'d> {
    words: Vec<Word<'d>>,
    /// Whether nothing else stands on the line.
    alone: bool,
    /// How many of them are in cells.
    used: usize,
    block: usize,
    /// How much farther right they stand on a screen than they are counted.
    wide: u32,
    /// The one figure of a line that is taken for a paragraph.
    lone: Option<Token<'d>>,
}

impl<'d> Values<'d> {
    /// Whether the line may hold pieces of the figures of another.
    fn may_be_of(&self, row: &Self) -> bool {
        let left = |line: &Self| line.words.first().map_or(0, Word::start);
        self.alone && self.used == 0 && self.block == row.block && left(self) + SLANT >= left(row)
    }

    /// Whether the line above or below holds some figures, fewer than this one.
    fn is_fewer_than_adjacent(&self, above: Option<&Self>, below: Option<&Self>) -> bool {
        let fewer = |other: &Self| other.words.len() < self.words.len();
        let mut adjacent = above.into_iter().chain(below);
        adjacent.any(|other| fewer(other) && other.may_be_of(self))
    }

    /// Whether the line above or below holds a digit for each of its figures, or just one digit.
    fn is_adjacent_digits(&self, above: Option<&Self>, below: Option<&Self>) -> bool {
        let digits = |other: &Self| {
            let alike = other.words.len() == self.words.len();
            alike && other.are_digits() && self.are_digits() && other.may_be_of(self)
        };
        let lone = |other: &Self| -> Option<Token<'d>> { other.lone };
        above.into_iter().chain(below).any(digits)
            || above
                .and_then(lone)
                .is_some_and(|digit| self.is_below(&digit))
            || below
                .and_then(lone)
                .is_some_and(|digit| self.is_above(&digit))
    }

    /// Whether it holds the upper or lower digits of figures whose others stand on the far side of their
    /// row: figures broken in the middle of a cell, taller than all others.
    fn is_half(&self, row: Option<&Self>, far: Option<&Self>) -> bool {
        let half = |far: &Self| far.lone.is_some_and(|digit| is_digit(&digit));
        let halves = |far: &Self| far.alone && far.used == 0 && far.are_digits();
        let taller = |row: &Self| row.used > 0 && self.words.len() < row.words.len();
        self.alone
            && self.are_digits()
            && row.is_some_and(taller)
            && far.is_some_and(|far| half(far) || halves(far))
    }

    /// Whether all its figures are of one digit.
    fn are_digits(&self) -> bool {
        self.words.iter().all(|word| is_digit(&word.token))
    }

    /// Whether a digit on the line right above it is a piece of one of its figures.
    fn is_below(&self, digit: &Token<'_>) -> bool {
        let first = self.words.first().map(|word| &word.token);
        let apart = first.and_then(|first| between(digit, first));
        is_digit(digit) && apart.is_some_and(|apart| self.words[0].start() + 1 >= apart)
    }

    /// Whether a digit on the line right below it, where nothing else stands, is a piece of one of
    /// its figures: it stands below that.
    fn is_above(&self, digit: &Token<'_>) -> bool {
        let last = self.words.last().map(|word| &word.token);
        let apart = last.and_then(|last| between(last, digit));
        let Some(column) = apart.and_then(|apart| apart.checked_sub(1)) else {
            return false;
        };
        let stands_at = |from: u32, span: u32| from <= column + 1 && column <= from + span;
        let below = |word: &Word<'_>| {
            stands_at(word.start(), word.token.span)
                || stands_at(word.start() + self.wide, word.token.span)
        };
        is_digit(digit) && self.words.iter().any(below)
    }
}

/// Drops the rows of laid-out text that stand beside pieces of figures, and remarks them.
pub(crate) fn drop_broken(
    lines: &[Line<'_>],
    lexicon: &Lexicon,
    table: usize,
    reading: &mut Reading<'_>,
) {
    drop_adjacent(
        lines,
        lexicon,
        table,
        reading,
        Values::is_fewer_than_adjacent,
    );
}

/// Drops those beside lines that hold but a digit for each figure, or a single digit.
pub(crate) fn drop_digits_at(
    lines: &[Line<'_>],
    lexicon: &Lexicon,
    table: usize,
    reading: &mut Reading<'_>,
) {
    drop_adjacent(lines, lexicon, table, reading, Values::is_adjacent_digits);
}

/// Drops the rows that have pieces of their figures on the line above or below.
fn drop_adjacent<'d>(
    lines: &[Line<'d>],
    lexicon: &Lexicon,
    table: usize,
    reading: &mut Reading<'_>,
    is_adjacent: fn(&Values<'d>, Option<&Values<'d>>, Option<&Values<'d>>) -> bool,
) {
    if !lines.iter().any(Line::is_laid) || !lines.iter().any(may_hold_pieces) {
        return;
    }
    let lines = values(lines, reading);
    let mut broken = BTreeSet::new();
    for (at, line) in lines.iter().enumerate().filter(|(_, line)| line.used > 0) {
        let above = at.checked_sub(1).and_then(|at| lines.get(at));
        let far = |by: Option<usize>| by.and_then(|at| lines.get(at));
        let half = line.is_half(above, far(at.checked_sub(2)))
            || line.is_half(lines.get(at + 1), lines.get(at + 2));
        if half || is_adjacent(line, above, lines.get(at + 1)) {
            broken.extend(line.words.iter().filter_map(|word| key(word.token.place)));
        }
    }
    if broken.is_empty() {
        return;
    }
    let is_broken = |row: &Found<'_>| {
        let mut values = row.values.iter().filter(|(_, token)| !token.is_blank());
        values.any(|(_, token)| key(token.place).is_some_and(|key| broken.contains(&key)))
    };
    drop_where(is_broken, lexicon, table, reading);
}

/// Whether nothing but figures may stand on a line, as where pieces of others do.
fn may_hold_pieces(line: &Line<'_>) -> bool {
    let is_worded = |word: &str| {
        let label = word.trim_end_matches(|c: char| c.is_ascii_digit());
        Shape::of(word) == Shape::Text && Shape::of(label) == Shape::Text
    };
    if line.is_laid() {
        if line.tokens.iter().any(Token::is_label) {
            return false;
        }
        let mut words = line
            .tokens
            .iter()
            .flat_map(|token| token.text.split_whitespace());
        return !words.any(is_worded);
    }
    line.evidence.is_none() && line.lone_text().is_some_and(|lone| is_digit(&lone))
}

/// The figures of each line; none of lines that are not laid out.
fn values<'d>(lines: &[Line<'d>], reading: &Reading<'_>) -> Vec<Values<'d>> {
    let placed = reading.rows.iter().flat_map(|row| &row.values);
    let used: BTreeSet<(u32, u32)> = placed
        .filter(|(_, token)| !token.is_blank())
        .filter_map(|(_, token)| key(token.place))
        .collect();
    let of_line = |line: &Line<'d>| {
        let mut words = Vec::new();
        if line.is_laid() && line.tokens.iter().all(is_written) {
            for token in &line.tokens {
                split(token, 0, true, &mut words);
            }
        }
        let count = words.len();
        let others = words.iter().filter(|word| !word.is_value());
        let wide = others
            .map(|word| on_screen(word.token.text).saturating_sub(word.token.span))
            .sum();
        words.retain(Word::is_value);
        let is_used =
            |word: &&Word<'_>| key(word.token.place).is_some_and(|key| used.contains(&key));
        Values {
            alone: !words.is_empty() && words.len() == count,
            used: words.iter().filter(is_used).count(),
            block: line.block,
            wide,
            lone: line.lone_text().filter(|_| line.evidence.is_none()),
            words,
        }
    };
    lines.iter().map(of_line).collect()
}

/// Whether a figure has one digit.
fn is_digit(token: &Token<'_>) -> bool {
    token.is_figure() && token.text.chars().count() == 1
}

/// How many bytes lie between two tokens.
fn between(left: &Token<'_>, right: &Token<'_>) -> Option<u32> {
    let (_, end) = key(left.place)?;
    let (start, _) = key(right.place)?;
    start.checked_sub(end)
}

const fn key(place: Place) -> Option<(u32, u32)> {
    match place {
        Place::Text(range) => Some((range.start, range.end)),
        _ => None,
    }
}

/// Drops the figures of a group whose label stands in pieces, where some rows of the group have
/// figures of their own: a piece of the label stands beside the figures of another of its rows. So it
/// is where the group lacks some of its rows and has others: the label of a row is lost, and that of
/// the group stands before it.
pub(crate) fn drop_torn_groups(lexicon: &Lexicon, table: usize, reading: &mut Reading<'_>) {
    let blocks = &lexicon.form.tables[table].blocks;
    let is_in = |RowAt { block, row: group }: RowAt, row: usize| {
        let rows = &blocks[block].rows;
        let parent = rows[row].id.rsplit_once('.').map(|(parent, _)| parent);
        parent == Some(rows[group].id.as_str())
    };
    let torn = |row: &Found<'_>| {
        let RowAt { block, row: index } = row.row;
        let filled = row.values.iter().any(|(_, token)| token.is_figure());
        if !blocks[block].rows[index].group || !filled {
            return false;
        }
        let names = |label: &Token<'_>| {
            let meanings = lexicon.meanings_in(label.word, table);
            let own = |meaning| matches!(meaning, Meaning::Row { block, row: index, .. } if RowAt { block, row: index } == row.row);
            meanings.iter().any(own)
        };
        let is_there = |other: &RowAt| {
            reading.rows.iter().any(|found| found.row == *other)
                || reading.misaligned.contains(other)
        };
        let leaf = |at: &usize| !blocks[block].rows[*at].group && is_in(row.row, *at);
        let leaves = || (0..blocks[block].rows.len()).filter(leaf);
        let there = leaves()
            .filter(|at| is_there(&RowAt { block, row: *at }))
            .count();
        there > 0 && (there < leaves().count() || row.label.is_some_and(|label| !names(&label)))
    };
    let torn: Vec<bool> = reading.rows.iter().map(torn).collect();
    drop_marked(&torn, lexicon, table, reading);
}
