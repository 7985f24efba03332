//! What of a line belongs to each panel: its label, and its figures under their headings.

use gouji_document::ColumnEvidence;

use super::label::rows_named;
use super::opening::Opening;
use crate::lexicon::Lexicon;
use crate::lines::{Line, Token};
use crate::shape::{Shape, is_several};

/// What of a line belongs to a panel.
#[derive(Clone, Debug, Default)]
pub(super) struct Cells<'d> {
    /// The texts of its label, from left to right.
    pub label: Vec<Token<'d>>,
    /// Its values by the number of their heading.
    pub values: Vec<(usize, Token<'d>)>,
    /// Figures under headings of no form: the heading, and the figure.
    pub unknown_columns: Vec<(Token<'d>, Token<'d>)>,
    /// Figures that stand under no heading, or two under one.
    pub misplaced: bool,
}

/// The cells of a line by panel, in the order of the panels.
pub(super) fn cells_of<'d>(
    line: &Line<'d>,
    openings: &[Opening<'d>],
    headings: &Line<'d>,
    lexicon: &Lexicon,
) -> Vec<Cells<'d>> {
    match line.evidence {
        Some(ColumnEvidence::Position) => laid_out(line, openings, lexicon),
        Some(ColumnEvidence::Order) if line.tokens.len() == headings.tokens.len() => {
            let places = headings.tokens.iter().map(|token| token.column);
            let tokens = line.tokens.iter().zip(places);
            let placed = tokens.map(|(token, column)| Token { column, ..*token });
            in_grid(&placed.collect::<Vec<_>>(), openings)
        }
        Some(ColumnEvidence::Order) => {
            let mut all = in_grid(&line.tokens, openings);
            let filled = line.tokens.iter().any(Token::is_figure);
            all.iter_mut().for_each(|cells| cells.misplaced |= filled);
            all
        }
        _ => in_grid(&line.tokens, openings),
    }
}

/// By the columns of the grid.
fn in_grid<'d>(tokens: &[Token<'d>], openings: &[Opening<'d>]) -> Vec<Cells<'d>> {
    let ends = openings.iter().skip(1).map(|opening| opening.from);
    let ends = ends.chain([u32::MAX]);
    let panels = openings.iter().zip(ends);
    let of_panel = |(opening, end): (&Opening<'d>, u32)| {
        let own = |token: &&Token<'_>| (opening.from..end).contains(&token.column);
        let mut cells = Cells::default();
        for token in tokens.iter().filter(own) {
            cells.put(*token, opening);
        }
        cells
    };
    panels.map(of_panel).collect()
}

/// Whether a token stands under a heading.
fn is_under(token: &Token<'_>, head: &Token<'_>) -> bool {
    (head.column..head.column + head.span.max(1)).contains(&token.column)
}

impl<'d> Cells<'d> {
    fn put(&mut self, token: Token<'d>, opening: &Opening<'d>) {
        if token.column < opening.labels_end() {
            if !token.is_blank() {
                self.label.push(token);
            }
            return;
        }
        let mut heads = opening.heads.iter();
        if let Some(head) = heads.position(|head| is_under(&token, &head.token)) {
            self.value(head, token);
        } else if let Some(head) = opening
            .unknown_heads
            .iter()
            .find(|head| is_under(&token, head))
        {
            if token.is_figure() {
                self.unknown_columns.push((*head, token));
            }
        } else if token.is_figure() && !is_adjacent(&token, opening) {
            let skipped = opening.skipped.iter().any(|head| is_under(&token, head));
            self.misplaced |= !skipped;
        }
    }

    /// One value stands under a heading, and blank cells that its heading spans.
    fn value(&mut self, head: usize, token: Token<'d>) {
        self.misplaced |= token.shape != Shape::Figure && is_several(token.text);
        match self.values.iter_mut().find(|(known, _)| *known == head) {
            None => self.values.push((head, token)),
            Some((_, before)) if before.is_blank() => *before = token,
            Some(_) => self.misplaced |= !token.is_blank(),
        }
    }
}

/// Whether a token stands to the right of all headings: a remark, or somebody's check.
fn is_adjacent(token: &Token<'_>, opening: &Opening<'_>) -> bool {
    let heads = opening.heads.iter().map(|head| &head.token);
    let all = heads.chain(&opening.unknown_heads).chain(&opening.skipped);
    all.map(|head| head.column + head.span.max(1))
        .max()
        .is_some_and(|end| token.column >= end)
}

/// By their order: labels, each with as many values as its panel has columns, or none.
///
/// In laid-out text a blank cell leaves nothing behind; which value it is that is lacking is not known,
/// and the row is reported to be misplaced.
fn laid_out<'d>(line: &Line<'d>, openings: &[Opening<'d>], lexicon: &Lexicon) -> Vec<Cells<'d>> {
    let Some(first) = openings.first() else {
        return Vec::new();
    };
    let alike = openings.iter().all(|other| is_alike(first, other));
    let mut all: Vec<(Cells<'d>, Vec<Token<'d>>)> = Vec::new();
    for token in line.tokens.iter().filter(|token| !token.is_blank()) {
        let label = !token.shape.is_value();
        match all.last_mut() {
            Some((_, values)) if !label => values.push(*token),
            Some((cells, values)) if values.is_empty() && !ends(&cells.label, token, lexicon) => {
                cells.label.push(*token);
            }
            None if !label => return vec![unplaced(line)],
            _ => {
                let mut cells = Cells::default();
                cells.label.push(*token);
                all.push((cells, Vec::new()));
            }
        }
    }
    let order = first.order();
    let place = |(mut cells, values): (Cells<'d>, Vec<Token<'d>>)| {
        let fits = values.len() == order.len() && alike && first.unknown_heads.is_empty();
        cells.misplaced = !values.is_empty() && !fits;
        if fits {
            let heads = order.iter().zip(values);
            let heads = heads.filter_map(|(head, token)| Some(((*head)?, token)));
            cells.values = heads.collect();
        }
        cells
    };
    all.into_iter().map(place).collect()
}

/// Whether a label ends before a text: both name a row, each by itself.
fn ends(label: &[Token<'_>], next: &Token<'_>, lexicon: &Lexicon) -> bool {
    let names = |texts: &[Token<'_>]| !rows_named(texts, lexicon).is_empty();
    names(label) && names(std::slice::from_ref(next))
}

/// The figures of a line that no label claims.
fn unplaced<'d>(line: &Line<'d>) -> Cells<'d> {
    Cells {
        label: line.tokens.first().copied().into_iter().collect(),
        misplaced: line.tokens.iter().any(Token::is_figure),
        ..Cells::default()
    }
}

/// Whether two panels have the same columns in the same order.
fn is_alike(one: &Opening<'_>, other: &Opening<'_>) -> bool {
    let columns = |opening: &Opening<'_>| -> Vec<_> {
        let heads = opening.heads.iter();
        heads.map(|head| head.columns.clone()).collect()
    };
    one.order() == other.order() && columns(one) == columns(other)
}

impl Opening<'_> {
    /// Its columns from left to right: the number of the heading, or none for one that is skipped.
    fn order(&self) -> Vec<Option<usize>> {
        let heads = self.heads.iter().enumerate();
        let heads = heads.map(|(at, head)| (head.token.column, Some(at)));
        let skipped = self.skipped.iter().map(|token| (token.column, None));
        let mut all: Vec<(u32, Option<usize>)> = heads.chain(skipped).collect();
        all.sort_by_key(|(column, _)| *column);
        all.into_iter().map(|(_, head)| head).collect()
    }
}
