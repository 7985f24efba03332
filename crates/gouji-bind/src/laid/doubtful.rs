//! Rows whose figures are all there, but not each by itself: run together (`3241555` for 324 and
//! 1555), or torn into stripes. Where the digits can be distinguished, or the pieces put together, in just
//! one way in which the row adds up, that is read; the sums across rows must bear out where the digits
//! were parted.

use gouji_model::CellId;

use super::figures::Figures;
use super::heads::Heads;
use super::page::Page;
use super::parts::Part;
use super::whole::Whole;
use super::words::part_of;
use crate::at::RowAt;
use crate::columns::Basis;
use crate::lines::Token;
use crate::proof::{self, along_rows};
use crate::reading::{Found, Reading};

/// Most figures that are lacking in a row whose figures run together.
const MOST_LACKING: usize = 2;
/// Longest run of digits that is parted.
const LONGEST: usize = 24;
/// Most ways to part the digits of a row that are looked at.
const MOST_WAYS: usize = 512;

/// A row with the ways to read it.
pub(super) struct Doubtful<'l, 'd> {
    row: RowAt,
    label: &'l Whole,
    /// Which row of figures it is.
    at: usize,
    /// Its columns from left to right.
    columns: Vec<usize>,
    /// The figures for them.
    ways: Vec<Vec<Piece<'d>>>,
}

/// A figure, and whether it was parted from another.
#[derive(Clone, Copy)]
struct Piece<'d> {
    token: Token<'d>,
    parted: bool,
}

impl<'l, 'd> Doubtful<'l, 'd> {
    /// A row of figures in doubt; nothing where it can be read in no way.
    pub(super) fn of(
        row: RowAt,
        label: &'l Whole,
        rows: &[Figures<'d>],
        at: usize,
        columns: &[usize],
    ) -> Option<Self> {
        let figures = rows.get(at)?;
        let lacking = columns.len().checked_sub(figures.tokens.len())?;
        let mut ways = Vec::new();
        if lacking <= MOST_LACKING && !figures.broken {
            part(&figures.tokens, lacking, &mut Vec::new(), &mut ways);
        }
        if ways.is_empty() || ways.len() > MOST_WAYS {
            return None;
        }
        Some(Self {
            row,
            label,
            at,
            columns: columns.to_vec(),
            ways,
        })
    }
}

/// Every way to part figures so that there are so many more.
fn part<'d>(
    tokens: &[Token<'d>],
    more: usize,
    way: &mut Vec<Piece<'d>>,
    ways: &mut Vec<Vec<Piece<'d>>>,
) {
    if ways.len() > MOST_WAYS {
        return;
    }
    let Some((token, rest)) = tokens.split_first() else {
        if more == 0 {
            ways.push(way.clone());
        }
        return;
    };
    let before = way.len();
    for pieces in 0..=more {
        for cuts in cuts(token.text, pieces) {
            let parted = pieces > 0;
            way.extend(pieces_of(token, &cuts).map(|token| Piece { token, parted }));
            part(rest, more - pieces, way, ways);
            way.truncate(before);
        }
    }
}

/// Where a run of digits can be cut so many times so that each piece is a figure as it is printed.
fn cuts(text: &str, times: usize) -> Vec<Vec<usize>> {
    if times == 0 {
        return vec![Vec::new()];
    }
    if text.chars().count() > LONGEST || !text.chars().all(is_digit) {
        return Vec::new();
    }
    let places: Vec<usize> = text.char_indices().map(|(at, _)| at).skip(1).collect();
    let mut found = Vec::new();
    for (index, first) in places.iter().enumerate() {
        if times == 1 {
            found.push(vec![*first]);
        } else {
            let rest = places.iter().skip(index + 1);
            found.extend(rest.map(|second| vec![*first, *second]));
        }
    }
    found.retain(|cuts| {
        let from = std::iter::once(0).chain(cuts.iter().copied());
        let to = cuts.iter().copied().chain([text.len()]);
        from.zip(to).all(|(from, to)| {
            let piece = text.get(from..to).unwrap_or_default();
            let nought = piece.starts_with(['0', '０']);
            !nought || piece.chars().count() == 1
        })
    });
    found
}

const fn is_digit(c: char) -> bool {
    matches!(c, '0'..='9' | '０'..='９')
}

/// The pieces of a token between cuts.
fn pieces_of<'d>(token: &Token<'d>, cuts: &[usize]) -> impl Iterator<Item = Token<'d>> {
    let from: Vec<usize> = std::iter::once(0).chain(cuts.iter().copied()).collect();
    let to: Vec<usize> = cuts.iter().copied().chain([token.text.len()]).collect();
    let token = *token;
    from.into_iter()
        .zip(to)
        .filter_map(move |(from, to)| part_of(&token, from, to))
}

impl<'d> Page<'_, 'd, '_> {
    /// Reads the rows in doubt that can be read in one way only; the others as rows like any, that
    /// lack some figures.
    pub(super) fn settle(
        &self,
        doubtful: &[Doubtful<'_, 'd>],
        heads: &Heads,
        rows: &[Figures<'d>],
        reading: &mut Reading<'d>,
    ) {
        let read: Vec<Option<(Found<'d>, Vec<CellId>)>> =
            doubtful.iter().map(|one| self.only_way(one)).collect();
        let found = read.iter().flatten().map(|(found, _)| found.clone());
        let all: Vec<Found<'d>> = reading.rows.iter().cloned().chain(found).collect();
        let figures = proof::Figures::of(all.iter(), self.lexicon, self.table);
        for (one, read) in doubtful.iter().zip(read) {
            let borne_out = |parted: &[CellId]| {
                let across = figures.across_rows(self.lexicon, parted);
                parted.is_empty() || (across.fail == 0 && across.hold > 0)
            };
            match read {
                Some((found, parted)) if borne_out(&parted) => reading.rows.push(found),
                _ if rows.get(one.at).is_some_and(|row| row.torn) => {
                    let label = self.label(one.label);
                    self.unread(one.row, "", label, reading);
                }
                _ => self.row(one.row, one.label, heads, rows, one.at, reading),
            }
        }
    }

    /// The only way to read a row in which its figures add up, and the cells whose figures were
    /// parted.
    fn only_way(&self, doubtful: &Doubtful<'_, 'd>) -> Option<(Found<'d>, Vec<CellId>)> {
        let mut only = None;
        let columns = || doubtful.columns.iter().copied();
        for way in &doubtful.ways {
            let found = Found {
                row: doubtful.row,
                values: columns().zip(way.iter().map(|piece| piece.token)).collect(),
                label: self.label(doubtful.label),
                altered: false,
                basis: Basis::Headings,
            };
            let proof = along_rows(std::iter::once(&found), self.lexicon, self.table);
            if proof.fail > 0 {
                continue;
            }
            if only.is_some() {
                return None;
            }
            let RowAt { block, row } = found.row;
            let parted = columns().zip(way).filter(|(_, piece)| piece.parted);
            let cell = |column: usize| self.lexicon.form.cell_in(self.table, block, row, column);
            let parted = parted.filter_map(|(column, _)| cell(column)).collect();
            only = Some((found, parted));
        }
        only
    }

    /// Whether every label of a row has its figures, and most rows all of them: then a figure that is
    /// lacking ran together with another.
    pub(super) fn is_full(&self, rows: &[Figures<'d>], wanted: usize) -> bool {
        let labels = self.joined.labels.iter();
        let own = labels.filter(|label| matches!(label.part, Part::Row(_)) && !label.group);
        let full = rows.iter().filter(|row| row.tokens.len() == wanted);
        own.count() == rows.len() && full.count() * 2 > rows.len()
    }
}
