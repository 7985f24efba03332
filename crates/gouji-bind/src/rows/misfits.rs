//! Rows of a grid with more cells than columns, of which only the other rows show where their figures stand.
//!
//! A label may span any number of columns, and blank cells stand where it does. Where all whole rows have
//! their figures in the same columns of the grid, a row with just those filled has its figures there.

use super::reader::{Misfit, Reader};
use crate::columns::{Basis, leaf_columns};
use crate::lines::Token;
use crate::reading::Found;

/// Fewest whole rows that show where figures stand.
const FEWEST: usize = 3;

impl<'d> Reader<'_, 'd> {
    /// Takes the rows that stand where all others do, and remarks the rest where it was met.
    pub(super) fn settle_misfits(&mut self) {
        let misfits = std::mem::take(&mut self.misfits);
        for misfit in misfits.into_iter().rev() {
            match self.stands_as_others(&misfit) {
                Some(found) => {
                    let later = self.pieced.iter_mut().filter(|at| **at >= misfit.rows);
                    later.for_each(|at| *at += 1);
                    self.reading.rows.insert(misfit.rows, found);
                }
                None => {
                    let later = self.reading.remarks.split_off(misfit.remarks);
                    let at = misfit.label.or(misfit.values.first().copied());
                    self.misaligned(misfit.row, at, misfit.values.len());
                    self.reading.remarks.extend(later);
                }
            }
        }
    }

    fn stands_as_others(&self, misfit: &Misfit<'d>) -> Option<Found<'d>> {
        // Which of the rows without labels came before it is not known.
        if !self.unplaced.is_empty() {
            return None;
        }
        let shown = self.places_shown(misfit.row.block)?;
        let is_shown = |token: &Token<'d>| shown.iter().any(|(_, at)| *at == token.column);
        let alone = misfit
            .values
            .iter()
            .all(|token| token.is_blank() || is_shown(token));
        let value = |at: u32| misfit.values.iter().find(|token| token.column == at);
        let values: Option<Vec<(usize, Token<'d>)>> = shown
            .iter()
            .map(|(column, at)| Some((*column, *value(*at)?)))
            .collect();
        let values = values.filter(|_| alone)?;
        Some(Found {
            row: misfit.row,
            values,
            label: misfit.label,
            altered: misfit.altered,
            basis: Basis::Headings,
        })
    }

    /// Which column of the grid each of the form stands in, where all whole rows of a block say the same.
    fn places_shown(&self, block: usize) -> Option<Vec<(usize, u32)>> {
        let wanted = leaf_columns(self.block(block)).count();
        let whole = |found: &&Found<'d>| found.row.block == block && found.values.len() == wanted;
        let places = |found: &Found<'d>| -> Vec<(usize, u32)> {
            let values = found.values.iter();
            values
                .map(|(column, token)| (*column, token.column))
                .collect()
        };
        let mut all = self.reading.rows.iter().filter(whole).map(places);
        let shown = all.next()?;
        let mut others = 1;
        let alike = all.all(|other| {
            others += 1;
            other == shown
        });
        (alike && others >= FEWEST).then_some(shown)
    }
}
