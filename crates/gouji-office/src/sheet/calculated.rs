//! Figures without what calculations left behind them.
//!
//! A program calculates with binary numbers: each is off by as much as the last place of the largest figure in the
//! calculation, however small the result. Which figures a result was made of is not followed, since chains of
//! formulas run over all sheets; the largest of the workbook bounds them all.

use super::filled::Sheet;
use crate::decimal::{Decimal, Magnitude};

/// Takes what calculations left behind from the numbers of a workbook.
pub(super) fn settle(sheets: &mut [(u32, Sheet)]) {
    let numbers = sheets.iter().flat_map(|(_, sheet)| {
        let texts = sheet.numbers.iter().filter_map(|at| sheet.cells.get(at));
        texts.filter_map(|text| Decimal::read(text)?.magnitude())
    });
    let largest = numbers.max().unwrap_or_default();
    for (_, sheet) in sheets {
        for at in &sheet.numbers {
            if let Some(text) = sheet.cells.get_mut(at)
                && let Some(figure) = figure(text, largest)
            {
                *text = figure;
            }
        }
    }
}

fn figure(text: &str, largest: Magnitude) -> Option<String> {
    let figure = Decimal::read(text)?.calculated_from(largest)?;
    Some(figure.print())
}
