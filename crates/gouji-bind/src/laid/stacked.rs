//! Figures whose digits stand below each other: narrow cells break a figure over lines.
//!
//! The digits of a column are of one figure or of the next one below. So the lines with figures are parted into
//! rows, as many as there are labels, with a figure in every column; and a program sets the middles, the tops or the
//! bottoms of all cells of a row on one line, that of its label too. Where just one way to part them is left, with
//! whatever alignment, in which all rows add up, the figures are read.

use std::cell::{Cell, RefCell};
use std::collections::BTreeMap;

use gouji_model::{Place, SourceRange};

use super::figures::{self, Figures};
use super::numbering::Numbering;
use super::room::Room;
use super::whole::Joined;
use super::words::Word;
use crate::lines::Token;
use crate::shape::Shape;

/// Most lines of a row, and most lines with figures of a block.
const MOST_LINES: usize = 16;
const MOST: usize = 512;

/// Where the cells of a row may stand on one line.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Alignment {
    /// With their middles; a middle between two lines is set on the upper.
    Upper,
    /// With their middles; a middle between two lines is set on the lower.
    Lower,
    /// With their tops.
    Top,
    /// With their bottoms.
    Bottom,
}

impl Alignment {
    /// All of them.
    pub(super) const ALL: [Self; 4] = [Self::Upper, Self::Lower, Self::Top, Self::Bottom];

    /// Whether a cell stands so with so many lines of its row above and below it; `odd` is whether a middle may be
    /// between two lines.
    const fn allows(self, above: usize, below: usize, odd: bool) -> bool {
        match self {
            Self::Upper => above == below || odd && below == above + 1,
            Self::Lower => above == below || odd && above == below + 1,
            Self::Top => above == 0,
            Self::Bottom => below == 0,
        }
    }
}

/// How a table is read in which digits stand below each other, and what became of that.
pub(super) struct Stacking<'j, 'd> {
    room: &'d Room,
    joins: &'j Joins,
    pub alignment: Alignment,
    /// Whether the lines of some block can be parted in no way, and whether in several.
    refuted: Cell<bool>,
    ambiguous: Cell<bool>,
}

/// The cells of some lines, taken for one row: its figures, and the first and last line of each.
pub(super) struct Row<'d> {
    pub figures: Figures<'d>,
    ends: Vec<(usize, usize)>,
    /// Whether digits stand on each line, so that the middle of an even number of them is between two.
    is_dense: bool,
}

impl Row<'_> {
    /// Whether the cells stand as in a row.
    pub(super) fn stands(&self, alignment: Alignment) -> bool {
        self.stands_with(None, alignment)
    }

    /// Whether they stand as in a row, with a label from one line to another. Where no digits are below each other
    /// it is enough that they are beside it: a label may go on on the next page.
    pub(super) fn stands_beside(&self, label: (usize, usize), alignment: Alignment) -> bool {
        let Figures { first, last, .. } = self.figures;
        let beside = first <= label.1 && label.0 <= last;
        beside && (first == last || self.stands_with(Some(label), alignment))
    }

    fn stands_with(&self, label: Option<(usize, usize)>, alignment: Alignment) -> bool {
        let ends = || self.ends.iter().copied().chain(label);
        let first = ends().map(|(top, _)| top).min().unwrap_or_default();
        let last = ends().map(|(_, bottom)| bottom).max().unwrap_or_default();
        ends().all(|(top, bottom)| alignment.allows(top - first, last - bottom, self.is_dense))
    }
}

/// A line with figures: its number, and its figures by column.
struct Line<'d> {
    number: usize,
    figures: BTreeMap<usize, Token<'d>>,
}

/// The labels of blocks, put together once for all alignments.
pub(super) type Joins = RefCell<BTreeMap<(Numbering, usize), Option<Joined>>>;

/// Whether any line has nothing but figures, as those with digits of others do.
pub(super) fn may_be(words: &[Word<'_>]) -> bool {
    let mut lines = words.chunk_by(|left, right| left.line == right.line);
    lines.any(|line| line.iter().all(Word::is_value))
}

impl<'j, 'd> Stacking<'j, 'd> {
    /// With cells that stand so.
    pub(super) const fn of(room: &'d Room, joins: &'j Joins, alignment: Alignment) -> Self {
        Self {
            room,
            joins,
            alignment,
            refuted: Cell::new(false),
            ambiguous: Cell::new(false),
        }
    }

    /// The labels of a block.
    pub(super) fn joined(
        &self,
        block: (Numbering, usize),
        join: impl FnOnce() -> Option<Joined>,
    ) -> Option<Joined> {
        self.joins
            .borrow_mut()
            .entry(block)
            .or_insert_with(join)
            .clone()
    }

    /// Whether all lines could be parted so.
    pub(super) fn may_be(&self) -> bool {
        !self.refuted.get()
    }

    /// Whether they could be parted so in one way only.
    pub(super) fn is_certain(&self) -> bool {
        self.may_be() && !self.ambiguous.get()
    }

    /// The rows of a block with so many columns and rows, the first of several ways; nothing where every line is a
    /// row, or there is no way. `is_of` is whether the row at a place may have these cells.
    pub(super) fn rows(
        &self,
        words: &[Word<'d>],
        (columns, count): (usize, usize),
        is_of: impl Fn(usize, &Row<'d>) -> bool,
    ) -> Option<Vec<Figures<'d>>> {
        let all = figures::all_lines(words);
        if count == 0 || all.len() <= count || all.len() > MOST {
            return None;
        }
        let way =
            lines(&all, columns).and_then(|lines| self.parted(&lines, columns, count, &is_of));
        self.refuted.set(self.refuted.get() || way.is_none());
        way
    }

    fn parted(
        &self,
        lines: &[Line<'d>],
        columns: usize,
        count: usize,
        is_of: &impl Fn(usize, &Row<'d>) -> bool,
    ) -> Option<Vec<Figures<'d>>> {
        let of = |from: usize| {
            let most = MOST_LINES.min(lines.len() - from);
            let rows =
                (1..=most).map(|length| row(lines.get(from..from + length)?, columns, self.room));
            rows.collect()
        };
        let parting = Parting {
            rows: (0..lines.len()).map(of).collect(),
            count,
        };
        let (ways, way) = parting.first_way(is_of)?;
        self.ambiguous.set(self.ambiguous.get() || ways > 1);
        let rows = way
            .into_iter()
            .map(|at| Some(parting.row(at)?.figures.clone()));
        rows.collect()
    }
}

/// Where the rows of a way begin, and how many lines each has.
type Way = Vec<(usize, usize)>;

/// All that may be rows, by their first line and number of lines, and how many rows there are.
struct Parting<'d> {
    rows: Vec<Vec<Option<Row<'d>>>>,
    count: usize,
}

impl<'d> Parting<'d> {
    fn row(&self, (from, length): (usize, usize)) -> Option<&Row<'d>> {
        self.rows.get(from)?.get(length.checked_sub(1)?)?.as_ref()
    }

    /// A way to part the lines into rows, and how many there are.
    fn first_way(&self, is_of: &impl Fn(usize, &Row<'d>) -> bool) -> Option<(usize, Way)> {
        let lines = self.rows.len();
        // How many ways there are to the end of so many lines, and one of them.
        let none = || vec![(0_usize, Way::new()); lines + 1];
        let mut ways = none();
        ways.first_mut()?.0 = 1;
        for at in 0..self.count {
            let mut next = none();
            for (from, (count, way)) in ways.iter().enumerate().filter(|(_, way)| way.0 > 0) {
                for length in 1..=MOST_LINES.min(lines - from) {
                    let row = self.row((from, length));
                    if !row.is_some_and(|row| is_of(at, row)) {
                        continue;
                    }
                    let (known, to) = next.get_mut(from + length)?;
                    if *known == 0 {
                        to.clone_from(way);
                        to.push((from, length));
                    }
                    *known = known.saturating_add(*count);
                }
            }
            ways = next;
        }
        ways.pop().filter(|(count, _)| *count > 0)
    }
}

/// The lines with figures, each figure in a column; nothing where there are not as many columns. A line with a
/// figure for each has them in order, wherever a long label pushed them.
fn lines<'d>(all: &[Figures<'d>], columns: usize) -> Option<Vec<Line<'d>>> {
    let full = |line: &&Figures<'d>| line.tokens.len() == columns && !line.pushed;
    let straight: Vec<&Figures<'d>> = all.iter().filter(full).collect();
    let spans: Vec<(u32, u32)> = match straight.is_empty() {
        true => spans(all.iter().flat_map(|line| &line.tokens)),
        false => (0..columns).map(|at| span(&straight, at)).collect(),
    };
    let apart = |pair: &[(u32, u32)]| pair[0].1 <= pair[1].0;
    if spans.len() != columns || !spans.windows(2).all(apart) {
        return None;
    }
    let column_of = |token: &Token<'_>| {
        let touches = |(from, to): &(u32, u32)| token.column < *to && *from < token.end();
        let mut own = (0..columns).filter(|at| spans.get(*at).is_some_and(touches));
        own.next().filter(|_| own.next().is_none())
    };
    let line = |line: &Figures<'d>| {
        let mut found = BTreeMap::new();
        for (at, token) in line.tokens.iter().enumerate() {
            let column = match line.tokens.len() == columns {
                true => at,
                false => column_of(token)?,
            };
            if found.insert(column, *token).is_some() {
                return None;
            }
        }
        Some(Line {
            number: line.first,
            figures: found,
        })
    };
    all.iter().map(line).collect()
}

/// From where to where the figures at a place of lines with all of them stand.
fn span(lines: &[&Figures<'_>], at: usize) -> (u32, u32) {
    let own = || lines.iter().filter_map(|line| line.tokens.get(at));
    let from = own().map(|token| token.column).min();
    (
        from.unwrap_or_default(),
        own().map(Token::end).max().unwrap_or_default(),
    )
}

/// Where columns of figures begin and end: figures above or below each other are of one.
fn spans<'t, 'd: 't>(tokens: impl Iterator<Item = &'t Token<'d>>) -> Vec<(u32, u32)> {
    let mut tokens: Vec<&Token<'d>> = tokens.collect();
    tokens.sort_by_key(|token| token.column);
    let mut spans: Vec<(u32, u32)> = Vec::new();
    for token in tokens {
        match spans.last_mut().filter(|(_, to)| token.column < *to) {
            Some((_, to)) => *to = token.end().max(*to),
            None => spans.push((token.column, token.end())),
        }
    }
    spans
}

/// The cells of lines as those of one row; nothing where a column has none, or its digits stand as those of no
/// figure: all digits of a row are a line apart, or two, where figures of one more or less, or the label, stand on
/// the lines between.
fn row<'d>(lines: &[Line<'d>], columns: usize, room: &'d Room) -> Option<Row<'d>> {
    let mut stacks: Vec<Vec<(usize, Token<'d>)>> = vec![Vec::new(); columns];
    for line in lines {
        for (column, token) in &line.figures {
            stacks.get_mut(*column)?.push((line.number, *token));
        }
    }
    let mut steps = stacks.iter().flat_map(|stack| {
        let mut pairs = stack.windows(2);
        std::iter::from_fn(move || pairs.next().map(|pair| pair[1].0 - pair[0].0))
    });
    let step = steps.next().unwrap_or(1);
    if step > 2 || steps.any(|other| other != step) {
        return None;
    }
    let ends = |stack: &Vec<(usize, Token<'_>)>| Some((stack.first()?.0, stack.last()?.0));
    let ends: Option<Vec<(usize, usize)>> = stacks.iter().map(ends).collect();
    let ends = ends?;
    let tokens: Option<Vec<Token<'d>>> = stacks.iter().map(|stack| joined(stack, room)).collect();
    let tokens = tokens?;
    let figures = Figures {
        wide: vec![0; tokens.len()],
        tokens,
        first: lines.first()?.number,
        last: lines.last()?.number,
        broken: false,
        torn: false,
        pushed: false,
    };
    Some(Row {
        figures,
        ends,
        is_dense: step == 1,
    })
}

/// The figure of some digits from top to bottom; nothing where they are none as it is printed.
fn joined<'d>(stack: &[(usize, Token<'d>)], room: &'d Room) -> Option<Token<'d>> {
    let ((_, first), (_, last)) = (stack.first()?, stack.last()?);
    if stack.len() == 1 {
        return Some(*first);
    }
    let is_digit = |c: char| c.is_ascii_digit() || ('０'..='９').contains(&c);
    let text: String = stack.iter().map(|(_, token)| token.text).collect();
    let is_figure = text.chars().all(is_digit) && !text.starts_with(['0', '０']);
    let (Place::Text(from), Place::Text(to)) = (first.place, last.place) else {
        return None;
    };
    if !is_figure {
        return None;
    }
    let text = room.keep(text)?;
    Some(Token {
        text,
        place: Place::Text(SourceRange::new(from.start, to.end)),
        shape: Shape::of(text),
        ..*first
    })
}
