//! The heads of a block, and where under them a figure stands.

use std::collections::BTreeSet;

use super::figures::Figures;
use super::page::Page;
use super::parts::Part;
use super::whole::Whole;
use crate::key::letters_into;
use crate::lines::Token;

/// The head of a column with figures.
pub(super) struct Head<'p> {
    pub column: usize,
    pub whole: &'p Whole,
}

/// A column, and from where to where its head is printed.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
struct Span {
    column: usize,
    start: u32,
    end: u32,
}

/// The columns from left to right, with twice the middle of their heads where those are printed.
pub(super) struct Heads {
    columns: Vec<usize>,
    centres: Vec<u32>,
    /// Whether the heads say which columns these are; elsewhere sums must bear it out.
    pub certain: bool,
}

impl Heads {
    /// The heads above the first row of figures: those of the form, or none at all. Nothing where
    /// some are missing or doubled, or other words stand among them.
    pub(super) fn of(page: &Page<'_, '_, '_>, top: usize) -> Option<Self> {
        Self::whole(page, top).or_else(|| {
            let in_order = lines(page, top).iter().all(|line| line.is_sorted());
            let scattered = in_order && are_scattered(page, top, 1);
            scattered.then(|| Self {
                columns: page.leaves(),
                centres: Vec::new(),
                certain: false,
            })
        })
    }

    /// The heads where all are whole and their order is certain.
    fn whole(page: &Page<'_, '_, '_>, top: usize) -> Option<Self> {
        let heads = leaf_heads(page, top);
        let leaves = page.leaves();
        if heads.is_empty() {
            let above = |index: &&usize| page.words[**index].line < top;
            let unknown = page.joined.left.iter().any(|index| above(&index));
            return (!unknown).then_some(Self {
                columns: leaves,
                centres: Vec::new(),
                certain: false,
            });
        }
        let mut found: Vec<Span> = Vec::new();
        for Head { column, whole } in heads {
            match found.iter_mut().find(|other| other.column == column) {
                // A head is printed again in the next line of a merged cell.
                Some(span) if whole.start < span.end && span.start < whole.end => {
                    span.start = span.start.min(whole.start);
                    span.end = span.end.max(whole.end);
                }
                Some(_) => return None,
                None => found.push(Span {
                    column,
                    start: whole.start,
                    end: whole.end,
                }),
            }
        }
        let first = found.iter().map(|span| span.start).min()?;
        let among = |index: &usize| {
            let word = &page.words[*index];
            word.line < top && (!word.placed || word.end() > first)
        };
        if found.len() != leaves.len() || page.joined.left.iter().any(among) {
            return None;
        }
        order(&mut found, &lines(page, top), page)?;
        Some(Self {
            columns: found.iter().map(|span| span.column).collect(),
            centres: found.iter().map(|span| span.start + span.end).collect(),
            certain: true,
        })
    }

    /// The columns from left to right.
    pub(super) fn columns(&self) -> &[usize] {
        &self.columns
    }

    /// The figures of a row with their columns; nothing where that is not certain. A row that lacks
    /// some is laid out by its places; where zeros are printed elsewhere two figures may have run
    /// together, and all must stand exactly below and above others.
    pub(super) fn lay<'d>(
        &self,
        rows: &[Figures<'d>],
        at: usize,
    ) -> Option<Vec<(usize, Token<'d>)>> {
        let row = rows.get(at).filter(|row| !row.broken)?;
        if row.tokens.len() == self.columns.len() {
            let columns = self.columns.iter().copied();
            return Some(columns.zip(row.tokens.iter().copied()).collect());
        }
        let all = || rows.iter().flat_map(|row| &row.tokens);
        let exactly = all().any(is_zero);
        // A figure that is lacking may have run together with one of another row.
        if row.pushed || all().any(is_run_together) {
            return None;
        }
        let full = |row: &&Figures<'_>| row.tokens.len() == self.columns.len();
        let above = rows[..at].iter().rev().find(full);
        let below = rows[at..].iter().find(full);
        let marks: Vec<&Figures<'_>> = above.into_iter().chain(below).collect();
        let mut placed: Vec<(usize, Token<'d>)> = Vec::new();
        let mut last = None;
        for token in &row.tokens {
            let column = match (marks.as_slice(), exactly) {
                ([], false) => nearest(&self.centres, centre(token))?,
                ([], true) | ([_], true) => return None,
                (marks, _) => below_marks(marks, token, exactly)?,
            };
            if last.is_some_and(|last| last >= column) {
                return None;
            }
            last = Some(column);
            placed.push((*self.columns.get(column)?, *token));
        }
        Some(placed)
    }
}

/// Which figure of full rows a figure stands below or above, if that is the same for all of them and
/// it reaches to no other.
fn below_marks(marks: &[&Figures<'_>], token: &Token<'_>, exactly: bool) -> Option<usize> {
    let of = |row: &Figures<'_>| {
        let centres: Vec<u32> = row.tokens.iter().map(centre).collect();
        let column = nearest(&centres, centre(token))?;
        let touches = |other: &Token<'_>| token.column < other.end() && other.column < token.end();
        let mut others = row.tokens.iter().enumerate();
        let alone = !others.any(|(at, other)| at != column && touches(other));
        let mark = row.tokens.get(column)?;
        let aligned = mark.column == token.column
            || mark.end() == token.end()
            || centre(mark) == centre(token);
        (alone && (aligned || !exactly)).then_some(column)
    };
    let mut found = marks.iter().map(|row| of(row));
    let first = found.next()??;
    found.all(|other| other == Some(first)).then_some(first)
}

/// Whether the words above the figures that are of no other label have just the letters of all
/// heads, each so many times: lines of text that are not set as on the page scatter the pieces of
/// heads.
pub(super) fn are_scattered(page: &Page<'_, '_, '_>, top: usize, times: usize) -> bool {
    let mut other = BTreeSet::new();
    for label in page.joined.labels.iter().filter(|label| label.complete) {
        if !matches!(label.part, Part::Column(_)) {
            other.extend(label.words.iter().copied());
        }
    }
    let above = page.words.iter().enumerate();
    let above = above.filter(|(index, word)| word.line < top && !other.contains(index));
    let mut found: Vec<char> = above
        .flat_map(|(_, word)| word.letters.iter().copied())
        .collect();
    let mut wanted = Vec::new();
    let mut letters = String::new();
    for column in &page.block.columns {
        letters_into(&column.label.text, &mut letters);
        (0..times).for_each(|_| wanted.extend(letters.chars()));
    }
    found.sort_unstable();
    wanted.sort_unstable();
    found == wanted
}

/// The columns whose heads have a piece on each line above the figures, from left to right.
fn lines(page: &Page<'_, '_, '_>, top: usize) -> Vec<Vec<usize>> {
    let mut pieces: Vec<(usize, u32, usize)> = Vec::new();
    for label in &page.joined.labels {
        if let Part::Column(column) = label.part {
            let words = label.words.iter().map(|index| &page.words[*index]);
            let above = words.filter(|word| word.line < top);
            pieces.extend(above.map(|word| (word.line, word.start(), column)));
        }
    }
    pieces.sort_unstable();
    let lines = pieces.chunk_by(|left, right| left.0 == right.0);
    lines
        .map(|line| line.iter().map(|(_, _, column)| *column).collect())
        .collect()
}

/// Puts heads in order. Lines of text are not set as on the page, so places on different lines say
/// little; on each line, heads and groups of heads stand in their order. Where all lines agree with
/// the form's, that is it; else a line that has all heads decides.
fn order(found: &mut [Span], lines: &[Vec<usize>], page: &Page<'_, '_, '_>) -> Option<()> {
    let columns = &page.block.columns;
    found.sort_unstable();
    if !lines.iter().all(|line| line.is_sorted()) {
        let all = |line: &&Vec<usize>| {
            line.len() == found.len() && found.iter().all(|span| line.contains(&span.column))
        };
        let line = lines.iter().find(all)?;
        let place = |column: &usize| line.iter().position(|other| other == column);
        found.sort_by_key(|span| place(&span.column));
        // No other line may say another order.
        let follows = |other: &Vec<usize>| {
            let heads = other.iter().filter(|column| line.contains(column));
            heads.is_sorted_by_key(place)
        };
        return lines.iter().all(follows).then_some(());
    }
    let group = |column: usize| {
        let parent = columns[column].id.rsplit_once('.')?.0;
        columns
            .iter()
            .position(|other| other.group && other.id == parent)
    };
    let shared = |left: usize, right: usize| {
        lines
            .iter()
            .any(|line| line.contains(&left) && line.contains(&right))
    };
    let ordered = found.windows(2).all(|pair| {
        let (left, right) = (pair[0], pair[1]);
        let through =
            |one: usize, other: usize| group(one).is_some_and(|group| shared(group, other));
        left.start + left.end < right.start + right.end
            || shared(left.column, right.column)
            || through(left.column, right.column)
            || through(right.column, left.column)
    });
    ordered.then_some(())
}

/// The heads of columns with figures that end above a line.
pub(super) fn leaf_heads<'p>(page: &'p Page<'_, '_, '_>, top: usize) -> Vec<Head<'p>> {
    let whole = |label: &&Whole| label.last < top && !label.group && label.complete;
    let above = page.joined.labels.iter().filter(whole);
    above
        .filter_map(|label| match label.part {
            Part::Column(column) => Some(Head {
                column,
                whole: label,
            }),
            _ => None,
        })
        .collect()
}

/// Whether a figure is a printed zero.
pub(crate) fn is_zero(token: &Token<'_>) -> bool {
    matches!(token.text, "0" | "０")
}

/// Whether a zero and another figure have run together: `060`.
fn is_run_together(token: &Token<'_>) -> bool {
    let digit = |c: char| c.is_ascii_digit() || ('０'..='９').contains(&c);
    token.text.starts_with(['0', '０']) && token.text.chars().nth(1).is_some_and(digit)
}

/// Twice the middle of a token.
pub(super) const fn centre(token: &Token<'_>) -> u32 {
    token.column * 2 + token.span
}

/// Which mark is nearest, if it is clearly nearer than any other.
pub(super) fn nearest(marks: &[u32], place: u32) -> Option<usize> {
    let mut apart: Vec<(u32, usize)> = marks
        .iter()
        .enumerate()
        .map(|(at, mark)| (mark.abs_diff(place), at))
        .collect();
    apart.sort_unstable();
    let (nearest, at) = *apart.first()?;
    let clear = apart.get(1).is_none_or(|(next, _)| *next > nearest * 2 + 1);
    clear.then_some(at)
}
