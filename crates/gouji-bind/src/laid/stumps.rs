//! Amounts of laid-out text that narrow cells break behind their decimal point: `18.` above `2`.

use gouji_model::Place;

use super::words::ends_at_point;
use crate::dropping::drop_where;
use crate::lexicon::Lexicon;
use crate::lines::{Line, Token};
use crate::reading::{Found, Reading};

/// Drops the rows of amounts right above or below a line that holds nothing but a figure broken off behind its
/// decimal point, and remarks them. Counts have none: beside those it is the numbering of a label.
pub(crate) fn drop_stumped(
    lines: &[Line<'_>],
    lexicon: &Lexicon,
    table: usize,
    reading: &mut Reading<'_>,
) {
    let is_stump = |line: &Line<'_>| {
        let single = (line.evidence.is_none() || line.may_be_laid()).then(|| line.lone_text());
        single
            .flatten()
            .is_some_and(|token| ends_at_point(token.text))
    };
    let beside: Vec<&Line<'_>> = lines
        .windows(2)
        .filter_map(|pair| match (is_stump(&pair[0]), is_stump(&pair[1])) {
            (true, false) => pair.get(1),
            (false, true) => pair.first(),
            _ => None,
        })
        .collect();
    if beside.is_empty() {
        return;
    }
    let blocks = &lexicon.form.tables[table].blocks;
    let is_stumped = |found: &Found<'_>| {
        let mut columns = blocks[found.row.block].columns.iter();
        let has_amounts = columns.any(|column| column.kind.is_amount());
        let is_beside = |value: &Token<'_>| {
            let mut tokens = beside.iter().flat_map(|line| &line.tokens);
            tokens.any(|token| is_within(value.place, token.place))
        };
        has_amounts && found.values.iter().any(|(_, value)| is_beside(value))
    };
    drop_where(is_stumped, lexicon, table, reading);
}

/// Whether a text is another, or part of it.
fn is_within(part: Place, whole: Place) -> bool {
    match (part, whole) {
        (Place::Text(part), Place::Text(whole)) => {
            whole.start <= part.start && part.end <= whole.end
        }
        _ => false,
    }
}
