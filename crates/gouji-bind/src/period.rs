//! The year of the period that a report says it is on.

use gouji_language::dates::{self, YEAR_BEGINS};
use gouji_model::Dated;

use crate::lines::Token;
use crate::title::{compact, first_year};

/// The year of the statistical period: of the first `Y年1月1日`.
pub(crate) fn period_year(token: &Token<'_>) -> Option<Dated> {
    if token.text.len() < 12 || !token.text.contains(dates::MONTH) {
        return None;
    }
    let compact = compact(token.text);
    let at = YEAR_BEGINS.iter().find_map(|day| compact.find(day))?;
    let start = compact[..at].char_indices().rev().nth(3)?.0;
    let year = first_year(&format!("{}{}", &compact[start..at], dates::YEAR))?;
    Some(Dated {
        year,
        place: token.place,
    })
}
