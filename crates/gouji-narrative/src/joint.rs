//! One figure stated about several things: their sum, or that of each.
//!
//! 不予公开、无法提供合计6件 is their sum; 行政复议、行政诉讼2件 may be the sum or each of them. It is wrong only
//! where nothing of this is so, and nothing is known where one of them cannot be read.

use std::ops::Range;

use gouji_model::{Bilingual, CellId, Figure};
use gouji_rule::NamedSum;

use crate::candidates::Found;
use crate::judgement::{Disagreement, Meaning, Mention};
use crate::readings::{self, cells_of, meaning, states};
use crate::scope::Scope;

/// The cells of the first of the things that cannot be read, where the figure is stated about several.
pub(crate) fn lost(scope: &Scope<'_, '_>, found: &Found<'_>) -> Option<Vec<CellId>> {
    let read = (!found.with.is_empty()).then(|| read(scope, found, 0))?;
    let lost = read.into_iter().find(|meaning| meaning.value.is_none())?;
    Some(lost.cells.iter().map(|(_, cell)| *cell).collect())
}

/// Whether the figure is that of one of the things, or their sum; also where one cannot be read.
pub(crate) fn fits(scope: &Scope<'_, '_>, found: &Found<'_>) -> bool {
    !found.with.is_empty()
        && ways(found).any(|way| {
            let read = read(scope, found, way);
            let values: Option<Vec<Figure>> = read.iter().map(|meaning| meaning.value).collect();
            let Some(values) = values else {
                return true;
            };
            values.iter().any(|value| states(found, *value))
                || sum(&values).is_none_or(|sum| states(found, sum))
        })
}

/// Which of their readings the claims take together: the first of each, the second of each.
fn ways(found: &Found<'_>) -> Range<usize> {
    let others = found.with.iter().map(|claim| claim.readings.len());
    let most = others.chain([found.claim.readings.len()]).min();
    0..most.unwrap_or_default().min(2)
}

fn read<'p>(scope: &Scope<'_, '_>, found: &Found<'p>, way: usize) -> Vec<Meaning<'p>> {
    let others = found.with.iter().rev().copied();
    let claims = others.chain([found.claim]);
    let readings = claims.filter_map(|claim| claim.readings.get(way));
    readings
        .map(|reading: &NamedSum| meaning(scope, reading))
        .collect()
}

fn sum(values: &[Figure]) -> Option<Figure> {
    let mut values = values.iter();
    values.try_fold(Figure::ZERO, |sum, value| sum.checked_add(*value))
}

/// What is stated about several things, with the figure of each and their sum.
pub(crate) fn disagreement<'p>(
    scope: &Scope<'_, '_>,
    found: &Found<'p>,
    mention: &Mention<'p>,
) -> Disagreement<'p> {
    let read = read(scope, found, 0);
    let values: Vec<Figure> = read.iter().filter_map(|meaning| meaning.value).collect();
    let each = read.iter().filter_map(|meaning| {
        let value = meaning.value?.to_string();
        Some((meaning.name.clone(), value))
    });
    let mut readings: Vec<(Bilingual, String)> = each.collect();
    if let Some(sum) = sum(&values) {
        readings.push((Bilingual::new("合计", "in all"), sum.to_string()));
    }
    Disagreement {
        readings,
        cells: cells_of(&read).into_iter().chain(rest(&read)).collect(),
        ..readings::disagreement(mention)
    }
}

/// The cells of all but the first.
fn rest(read: &[Meaning<'_>]) -> Vec<CellId> {
    let others = read.iter().skip(1).flat_map(|meaning| meaning.cells.iter());
    others.map(|(_, cell)| *cell).collect()
}
