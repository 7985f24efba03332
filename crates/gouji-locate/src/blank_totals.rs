//! Totals that were left blank, one and all: a single slip that no search for a few cells finds.
//!
//! Each blank total has an equality in which it stands alone on its side and whose other cells are
//! there. Filled with what these come to, all of them together must repair every row that is off and
//! leave every other as it is; else nothing is stated.

use gouji_model::Value;

use crate::joint::{Delta, Joint, Part};
use crate::live::{Live, Row};
use crate::mistake::Mistake;

/// The blank totals whose sums repair all broken rows, where there are several.
pub(crate) fn solution(live: &Live, broken: &[usize]) -> Option<Joint> {
    let mut deltas: Vec<Delta> = Vec::new();
    for row in broken.iter().filter_map(|row| live.rows.get(*row)) {
        if let Some((variable, delta)) = blank_total(live, row) {
            match deltas.iter().find(|(known, _)| *known == variable) {
                Some((_, other)) if *other != delta => return None,
                Some(_) => {}
                None => deltas.push((variable, delta)),
            }
        }
    }
    if deltas.len() < 2 || !repairs_all(live, broken, &deltas) {
        return None;
    }
    deltas.sort_unstable();
    let event = Some(Mistake::LeftBlank);
    Some(vec![Part { event, deltas }])
}

/// The blank cell that stands alone against all others of a row, and what it lacks.
fn blank_total(live: &Live, row: &Row) -> Option<Delta> {
    let of_sign = |positive: bool| {
        let terms = row.terms.iter();
        terms.filter(move |(_, factor)| (*factor > 0) == positive)
    };
    let total = [true, false].into_iter().find_map(|sign| {
        let mut own = of_sign(sign);
        let (one, None) = (own.next()?, own.next()) else {
            return None;
        };
        let variable = live.variables.get(one.0)?;
        let others = of_sign(!sign).count();
        let fits = others > 1 && one.1.abs() == 1 && !variable.cell.prior;
        (fits && variable.old == Value::Blank).then_some((*one, variable))
    });
    let ((index, factor), variable) = total?;
    let delta = -row.residual * i128::from(factor);
    live.admits(variable, variable.amount + delta)
        .then_some((index, delta))
}

/// Whether changes repair every broken row and break no other.
fn repairs_all(live: &Live, broken: &[usize], deltas: &[Delta]) -> bool {
    let mut moved = vec![0i128; live.rows.len()];
    for (variable, delta) in deltas {
        let rows = live.variables.get(*variable).map(|variable| &variable.rows);
        for (row, factor) in rows.into_iter().flatten() {
            if let Some(slot) = moved.get_mut(*row) {
                *slot += delta * i128::from(*factor);
            }
        }
    }
    let rows = live.rows.iter().zip(&moved).enumerate();
    rows.into_iter().all(|(index, (row, moved))| {
        let off = if broken.contains(&index) {
            row.residual
        } else {
            0
        };
        off + moved == 0
    })
}
