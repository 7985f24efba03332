//! The printed row that holds several rows of the form side by side.

use gouji_document::ColumnEvidence;
use gouji_model::RowAxis;

use super::Reader;
use crate::columns::leaf_columns;
use crate::filling::Found;
use crate::items::Item;
use crate::lines::{Line, Token};

impl<'d> Reader<'_, '_, 'd> {
    /// The printed row that holds all rows of a block side by side.
    pub(super) fn side_by_side(&mut self, line: &Line<'d>, items: &[Item<'_, 'd>]) -> bool {
        let Some(block) = self.across_block() else {
            return false;
        };
        // A header broken over lines shows at least whose columns these are.
        let under_header = self.heads.len() >= 4 || !self.side_rows.is_empty();
        let short_text = items.len() < 4 && items.iter().any(|item| item.is_text());
        if !under_header || short_text {
            return false;
        }
        let leaves: Vec<usize> = leaf_columns(self.block(block)).collect();
        let rows = self.side_rows_of(block);
        let wanted = leaves.len() * rows.len();
        let tokens: Vec<Token<'d>> = items.iter().map(|item| item.token).collect();
        // A row of blanks below one that was read is space below the table.
        if self.after_data && tokens.iter().all(Token::is_blank) {
            return true;
        }
        let tokens = self.without_those_beside(line, tokens, wanted);
        let Some(tokens) = exactly(without_side_label(&tokens, items, wanted), wanted) else {
            let filled = tokens.iter().filter(|token| !token.is_blank()).count();
            let figures = items.iter().filter(|item| item.is_value()).count();
            self.reading.torn |= figures >= leaves.len();
            return filled >= leaves.len();
        };
        for (row, values) in rows.iter().zip(tokens.chunks(leaves.len())) {
            self.reading.rows.push(Found {
                row: *row,
                values: leaves.iter().copied().zip(values.iter().copied()).collect(),
                label: None,
                altered: false,
            });
        }
        self.after_data = true;
        self.known_in(line.block);
        true
    }

    /// The tokens without those to the right of all headings, which are beside the table, where those
    /// under the headings are as many as wanted.
    fn without_those_beside(
        &self,
        line: &Line<'d>,
        tokens: Vec<Token<'d>>,
        wanted: usize,
    ) -> Vec<Token<'d>> {
        let right = self.heads.iter().map(|(_, head)| head.column).max();
        let inside = |token: &&Token<'d>| right.is_some_and(|right| token.column <= right);
        let kept: Vec<Token<'d>> = tokens.iter().filter(inside).copied().collect();
        let in_grid = line.evidence == Some(ColumnEvidence::Grid);
        if in_grid && kept.len() == wanted {
            kept
        } else {
            tokens
        }
    }

    fn across_block(&self) -> Option<usize> {
        let table = &self.lexicon.form.tables[self.table];
        table
            .blocks
            .iter()
            .position(|block| block.rows_run == RowAxis::Across)
    }

    /// The rows side by side in the header's order, or the form's where the header is damaged.
    fn side_rows_of(&self, block: usize) -> Vec<(usize, usize)> {
        let form: Vec<(usize, usize)> = self
            .block(block)
            .rows
            .iter()
            .enumerate()
            .filter(|(_, row)| !row.group)
            .map(|(index, _)| (block, index))
            .collect();
        let mut named = self.side_rows.clone();
        named.dedup();
        let complete = form.iter().all(|row| named.contains(row)) && named.len() == form.len();
        // A part of the rows may have a table of its own, with all its columns headed.
        let heads = named.len() * leaf_columns(self.block(block)).count();
        let in_part = !named.is_empty() && self.heads.len() == heads;
        if complete || in_part { named } else { form }
    }
}

/// The tokens without a text at the side that says what the figures are (`数量`), where there
/// is one more than wanted.
fn without_side_label<'t, 'd>(
    tokens: &'t [Token<'d>],
    items: &[Item<'_, 'd>],
    wanted: usize,
) -> &'t [Token<'d>] {
    let labelled = tokens.len() > wanted && items.first().is_some_and(Item::is_text);
    match tokens {
        [_, rest @ ..] if labelled => rest,
        _ => tokens,
    }
}

/// The tokens without blank ones at the ends that are too many.
fn exactly<'t, 'd>(tokens: &'t [Token<'d>], wanted: usize) -> Option<&'t [Token<'d>]> {
    let mut kept = tokens;
    while kept.len() > wanted && kept.last().is_some_and(Token::is_blank) {
        kept = &kept[..kept.len() - 1];
    }
    while kept.len() > wanted && kept.first().is_some_and(Token::is_blank) {
        kept = &kept[1..];
    }
    (kept.len() == wanted).then_some(kept)
}
