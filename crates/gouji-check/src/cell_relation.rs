//! How things stand at one cell: every relation it is in, with the numbers and the other cells.

use gouji_model::{Bilingual, CellId, Report};
use gouji_rule::{Check, Instance, Pack, Reading, Undecided};

use crate::named::cells_of;
use crate::relations::{equation, has_blank};
use crate::spelled;
use crate::words::Text;

/// Whether a relation holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Verdict {
    /// It holds.
    Holds,
    /// It does not hold.
    Broken,
    /// A cell it needs could not be read.
    Blocked,
}

/// A relation that a cell is in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CellRelation<'p> {
    /// Name of the rule.
    pub rule: &'p str,
    /// Which instance of the rule: a column or a row.
    pub at: Option<&'p str>,
    /// Whether it holds.
    pub verdict: Verdict,
    /// It with its numbers, `12 + 0 ≠ 21 + 0`, where it compares sums over cells that can be read.
    pub numbers: Option<Bilingual>,
    /// The cells of this report it is about, the cell itself among them.
    pub cells: Vec<CellId>,
}

/// The relations of a pack that a cell of a report is in, in the order of the rules; those that
/// do not apply to the report, or need last year's, are left out.
#[must_use]
pub fn cell_relations<'p>(pack: &'p Pack, report: &Report, cell: CellId) -> Vec<CellRelation<'p>> {
    let reading = Reading::new(&pack.form, report, None);
    let mut cell_relations = Vec::new();
    for rule in pack.rules() {
        let Check::Relation(relation) = &rule.check else {
            continue;
        };
        let instances = relation.formula.instances.iter();
        let instances =
            instances.filter(|instance| !(relation.skips_blanks && has_blank(report, instance)));
        cell_relations.extend(
            instances.filter_map(|instance| cell_relation(&reading, &rule.name, instance, cell)),
        );
    }
    cell_relations
}

fn cell_relation<'p>(
    reading: &Reading<'_>,
    rule: &'p str,
    instance: &'p Instance,
    cell: CellId,
) -> Option<CellRelation<'p>> {
    let mut cells = Vec::new();
    cells_of(&instance.assert, &mut cells);
    let equation = equation(reading, &instance.assert);
    // A group's own cell stands in a sum only where its items hold nothing.
    if let Some(equation) = &equation {
        let terms = equation.left.iter().chain(&equation.right);
        let own = terms.filter(|(_, evidence, _)| !evidence.prior);
        cells.extend(own.map(|(_, evidence, _)| evidence.cell));
    }
    if !cells.contains(&cell) {
        return None;
    }
    let applies = instance.when.as_ref();
    let held = match applies.map_or(Ok(true), |when| reading.holds(when)) {
        Ok(true) => reading.holds(&instance.assert),
        Ok(false) => return None,
        Err(undecided) => Err(undecided),
    };
    let verdict = match held {
        Ok(true) => Verdict::Holds,
        Ok(false) => Verdict::Broken,
        Err(Undecided::Inexact) => Verdict::Holds,
        Err(
            Undecided::Blocked(_)
            | Undecided::StrayInLine(_)
            | Undecided::Unknown(_)
            | Undecided::Rows(_)
            | Undecided::LastYear(_)
            | Undecided::LastYearRows(_),
        ) => Verdict::Blocked,
        Err(Undecided::NotApplicable) => return None,
    };
    let numbers = equation.map(|equation| match verdict {
        Verdict::Broken => spelled::broken(reading.form, &equation),
        Verdict::Holds | Verdict::Blocked => spelled::held(reading.form, &equation),
    });
    let numbers = numbers.map(Text::into_bilingual);
    cells.sort_unstable();
    cells.dedup();
    Some(CellRelation {
        rule,
        at: instance.at.as_deref(),
        verdict,
        numbers,
        cells,
    })
}
