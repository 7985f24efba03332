//! Reports of the same organ and year in one document, such as a draft and what was published.
//!
//! Each is read and checked as any other; that figures of the two differ is told at the later one.

use gouji_model::{Cell, Observation, ObservationKind, Report};

use crate::sets::Bound;

/// Notes at each report that another one before it says other things of the same organ and year.
pub(crate) fn note(bound: &mut [Bound]) {
    for at in 1..bound.len() {
        let (before, rest) = bound.split_at_mut(at);
        // Several reports of one part are of several extents, and differ as they should.
        let Some([later]) = rest.first_mut().map(|one| one.reports.as_mut_slice()) else {
            continue;
        };
        let whole = before
            .iter()
            .filter_map(|one| match one.reports.as_slice() {
                [earlier] => Some(earlier),
                _ => None,
            });
        let count = whole.map(|earlier| differing(earlier, later)).max();
        let Some(count) = count.filter(|count| *count > 0) else {
            continue;
        };
        let organization = later.organization.as_deref().unwrap_or_default();
        let expected = format!("{organization} {}", later.year.unwrap_or_default());
        let noted = Observation::of(ObservationKind::DifferingReports, &expected);
        later.observations.push(Observation {
            expected,
            found: count.to_string(),
            place: later.title_place,
            ..noted
        });
    }
}

/// In how many cells two reports of one organ and year differ; none of others.
fn differing(one: &Report, other: &Report) -> usize {
    let is_same = one.form == other.form
        && one.year.is_some()
        && one.year == other.year
        && one.organization.is_some()
        && one.organization == other.organization;
    if !is_same {
        return 0;
    }
    let figure = |cell: &Option<Cell>| cell.as_ref().and_then(Cell::figure);
    let pairs = one.cells.iter().zip(&other.cells);
    let differ = pairs.filter(|(one, other)| match (figure(one), figure(other)) {
        (Some(one), Some(other)) => one != other,
        _ => false,
    });
    differ.count()
}
