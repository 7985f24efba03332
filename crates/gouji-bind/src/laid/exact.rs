//! The columns of text that a program padded with spaces, by the edge at which it set their cells.

use std::ops::Range;

use crate::lexicon::{Lexicon, Meaning};
use crate::lines::Token;

/// Most columns of labels.
const MOST_LABELS: usize = 6;

/// Where the cells of a column are alike.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Edge {
    /// They begin in one place.
    Left,
    /// They end in one place.
    Right,
    /// Their middles are in one place, or half a space beside it.
    Middle,
}

impl Edge {
    /// Twice the place at which a text is set.
    fn of(self, token: &Token<'_>) -> u32 {
        match self {
            Self::Left => token.column * 2,
            Self::Right => token.end() * 2,
            Self::Middle => token.column * 2 + token.span,
        }
    }

    const fn slack(self) -> u32 {
        match self {
            Self::Middle => 1,
            _ => 0,
        }
    }
}

/// A column: from where to where texts stand in it, and where they are set.
#[derive(Clone, Copy, Debug)]
struct Span {
    start: u32,
    end: u32,
    edges: (u32, u32),
}

impl Span {
    fn of(token: &Token<'_>, edge: Edge) -> Self {
        Self {
            start: token.column,
            end: token.end(),
            edges: (edge.of(token), edge.of(token)),
        }
    }

    const fn touches(&self, token: &Token<'_>) -> bool {
        token.column < self.end && self.start < token.end()
    }
}

/// The columns of a table from left to right.
pub(super) struct Spans {
    /// Where labels begin.
    labels: Vec<u32>,
    /// The columns of figures.
    values: Vec<Span>,
    /// Where the first of them begins that stands right of labels.
    first: u32,
}

/// Whether a text heads a column with figures in the table.
pub(super) fn heads_column(token: &Token<'_>, lexicon: &Lexicon, table: usize) -> bool {
    let blocks = &lexicon.form.tables[table].blocks;
    let meanings = lexicon.meanings_in(token.word, table);
    let mut meanings = meanings.iter();
    meanings.any(|meaning| match meaning {
        Meaning::Column { block, column, .. } => !blocks[block].columns[column].group,
        _ => false,
    })
}

/// The columns of rows whose cells are all set at such an edge; nothing where they are not.
pub(super) fn spans(
    rows: &[Vec<Token<'_>>],
    edge: Edge,
    lexicon: &Lexicon,
    table: usize,
) -> Option<Spans> {
    let figures = rows.iter().flat_map(|row| {
        let pushed = pushed(row);
        let values = row.iter().enumerate();
        values.filter(move |(at, token)| token.shape.is_value() && !pushed.contains(at))
    });
    let mut values = clusters(figures.map(|(_, token)| token).collect(), edge)?;
    let first = first_of_rows(rows);
    add_headed(
        &mut values,
        rows,
        first,
        |head| heads_column(head, lexicon, table),
        edge,
    )?;
    values.sort_by_key(|span| span.start);
    let mut spans = Spans {
        labels: Vec::new(),
        values,
        first,
    };
    let labels = rows.iter().flat_map(|row| {
        let own = row
            .iter()
            .filter(|token| spans.is_label(token, has_figures(row)));
        own.map(|token| token.column)
    });
    let mut labels: Vec<u32> = labels.collect();
    labels.sort_unstable();
    labels.dedup();
    spans.labels = labels;
    (are_apart(&spans.values) && spans.labels.len() <= MOST_LABELS).then_some(spans)
}

/// Adds columns in which nothing is printed but a head; nothing where a head is not set as its figures are.
fn add_headed(
    values: &mut Vec<Span>,
    rows: &[Vec<Token<'_>>],
    first: u32,
    is_head: impl Fn(&Token<'_>) -> bool,
    edge: Edge,
) -> Option<()> {
    for text in rows.iter().filter(|row| !has_figures(row)).flatten() {
        let mut touched = values.iter().filter(|span| span.touches(text));
        match (touched.next(), touched.next()) {
            (None, _) if is_head(text) || text.column >= first => {
                values.push(Span::of(text, edge));
            }
            (Some(only), None) if is_head(text) && !is_set(only, text, edge) => return None,
            _ => {}
        }
    }
    Some(())
}

pub(super) fn has_figures(row: &[Token<'_>]) -> bool {
    row.iter().any(|token| token.shape.is_value())
}

/// The figures of a row that its label may have pushed to the right: those a single space behind it, and
/// behind each other.
fn pushed(row: &[Token<'_>]) -> Range<usize> {
    let Some(label) = row.iter().rposition(|token| !token.shape.is_value()) else {
        return 0..0;
    };
    let behind = row.get(label..).unwrap_or_default().windows(2);
    let close = |pair: &&[Token<'_>]| pair[1].column <= pair[0].end() + 1;
    label + 1..label + 1 + behind.take_while(close).count()
}

fn are_apart(spans: &[Span]) -> bool {
    spans.windows(2).all(|pair| pair[0].end < pair[1].start)
}

/// Whether a text is set at the edge of a column. What is as wide as the column allows has no choice.
fn is_set(span: &Span, token: &Token<'_>, edge: Edge) -> bool {
    let own = edge.of(token);
    let alike = own + edge.slack() >= span.edges.1 && own <= span.edges.0 + edge.slack();
    let covers = token.column <= span.start && span.end <= token.end();
    alike || (edge != Edge::Left && covers)
}

/// The columns of figures; nothing where those of one reach into another.
fn clusters(mut figures: Vec<&Token<'_>>, edge: Edge) -> Option<Vec<Span>> {
    figures.sort_by_key(|token| edge.of(token));
    let mut found: Vec<Span> = Vec::new();
    for token in figures {
        let own = edge.of(token);
        match found
            .last_mut()
            .filter(|span| own <= span.edges.0 + edge.slack())
        {
            Some(span) => {
                span.start = span.start.min(token.column);
                span.end = span.end.max(token.end());
                span.edges.1 = span.edges.1.max(own);
            }
            None => found.push(Span::of(token, edge)),
        }
    }
    found.sort_by_key(|span| span.start);
    are_apart(&found).then_some(found)
}

/// Where the figures begin that stand right of a label; the left edge where no label stands beside any.
fn first_of_rows(rows: &[Vec<Token<'_>>]) -> u32 {
    let right_of_label = rows.iter().filter_map(|row| {
        let label = row.iter().position(|token| !token.shape.is_value())?;
        let behind = row.get(label..)?.iter();
        let figures = behind.filter(|token| token.shape.is_value());
        figures.map(|token| token.column).min()
    });
    right_of_label.min().unwrap_or(0)
}

impl Spans {
    /// How many columns there are.
    pub(super) fn count(&self) -> usize {
        self.labels.len() + self.values.len()
    }

    /// The columns of the cells of a row; nothing where one stands in none. Figures that were pushed stand in
    /// their order, if none is lacking.
    pub(super) fn of_row(&self, row: &[Token<'_>]) -> Option<Vec<usize>> {
        let mut columns = Vec::with_capacity(row.len());
        let pushed = pushed(row);
        let behind: Vec<&Span> = self
            .values
            .iter()
            .filter(|span| span.start >= self.first)
            .collect();
        if !pushed.is_empty() && behind.len() != row.len() - pushed.start {
            return None;
        }
        for (at, token) in row.iter().enumerate() {
            let place = at.checked_sub(pushed.start).filter(|_| !pushed.is_empty());
            columns.push(match place {
                Some(place) => self.place(behind.get(place)?.start),
                None => self.column(token, has_figures(row))?,
            });
        }
        columns
            .is_sorted_by(|left, right| left < right)
            .then_some(columns)
    }

    /// The columns of figures right of labels.
    pub(super) fn value_columns(&self) -> Vec<usize> {
        let behind = self.values.iter().filter(|span| span.start >= self.first);
        behind.map(|span| self.place(span.start)).collect()
    }

    /// How many columns begin left of a place.
    fn place(&self, start: u32) -> usize {
        let labels = self.labels.iter().filter(|label| **label < start);
        labels.count() + self.values.iter().filter(|span| span.start < start).count()
    }

    fn is_label(&self, token: &Token<'_>, beside_figures: bool) -> bool {
        let touches = || self.values.iter().any(|span| span.touches(token));
        !token.shape.is_value() && token.column < self.first && (beside_figures || !touches())
    }

    fn column(&self, token: &Token<'_>, beside_figures: bool) -> Option<usize> {
        if self.is_label(token, beside_figures) {
            return Some(self.place(token.column));
        }
        let own = self.values.iter().find(|span| span.touches(token))?;
        Some(self.place(own.start))
    }
}
