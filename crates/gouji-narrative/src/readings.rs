//! What a claim may mean, with the report's figures.

use std::cmp::Ordering;

use gouji_model::{Bilingual, CellId, Figure, Value};
use gouji_rule::NamedSum;

use crate::candidates::Found;
use crate::judgement::{Disagreement, Meaning, Mention};
use crate::scope::Scope;
use crate::sums;

/// A reading with the report's figures.
pub(crate) fn meaning<'p>(scope: &Scope<'_, '_>, reading: &'p NamedSum) -> Meaning<'p> {
    // Several claims mean the same sums, and each is asked for what it means several times.
    let number = std::ptr::from_ref(reading) as usize;
    let mut known = scope.values.borrow_mut();
    let value = || sums::value(scope.form, scope.report, reading.sum(scope.form));
    let sums::Value { cells, figure } = known.entry(number).or_insert_with(value).clone();
    Meaning {
        name: &reading.name,
        cells,
        value: figure,
    }
}

/// Whether a cell of a reading is filled in. A total left blank says nothing where the cells it
/// should add up are.
pub(crate) fn is_printed(scope: &Scope<'_, '_>, meaning: &Meaning<'_>) -> bool {
    let value = |cell: CellId| scope.report.cell(cell).map(|cell| cell.value);
    let mut cells = meaning.cells.iter();
    cells.any(|(_, cell)| !matches!(value(*cell), None | Some(Value::Blank)))
}

/// The readings of a claim with the report's figures: those with something printed, or all.
pub(crate) fn meanings<'p>(
    scope: &Scope<'_, '_>,
    readings: impl IntoIterator<Item = &'p NamedSum>,
) -> Vec<Meaning<'p>> {
    let readings = readings.into_iter();
    let all = readings.map(|reading| meaning(scope, reading));
    let all: Vec<Meaning<'p>> = all.collect();
    if !all.iter().any(|meaning| is_printed(scope, meaning)) {
        return all;
    }
    let printed = all.into_iter();
    printed.filter(|m| is_printed(scope, m)).collect()
}

/// Whether a claim may say this figure.
pub(crate) fn states(found: &Found<'_>, figure: Figure) -> bool {
    let compared = || {
        figure
            .at_scale(0)
            .map(|figure| figure.cmp(&found.stated.value))
    };
    let more = found.claim.or_more && compared() == Some(Ordering::Less);
    let less = found.claim.or_less && compared() == Some(Ordering::Greater);
    found.stated.fits(figure) || more || less
}

/// The cells of the likeliest reading.
pub(crate) fn cells_of(readings: &[Meaning<'_>]) -> Vec<CellId> {
    let first = readings.first();
    first.map_or_else(Vec::new, |meaning| {
        meaning.cells.iter().map(|(_, cell)| *cell).collect()
    })
}

/// A mention that no reading fits.
pub(crate) fn disagreement<'p>(mention: &Mention<'p>) -> Disagreement<'p> {
    let mut tried: Vec<(Bilingual, String)> = Vec::new();
    for meaning in &mention.readings {
        let value = meaning.value.map_or_else(String::new, |v| v.to_string());
        if !tried.iter().any(|(_, known)| *known == value) {
            tried.push((meaning.name.clone(), value));
        }
    }
    Disagreement {
        rule: mention.rule,
        at: mention.claim.to_owned(),
        place: mention.place,
        words: mention.words.clone(),
        stated: mention.stated.to_string(),
        readings: tried,
        cells: cells_of(&mention.readings),
    }
}
