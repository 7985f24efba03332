//! Instances of relations that could not be decided: what is said of them.

use gouji_model::{Bilingual, Blocked, CellId, TableId};
use gouji_rule::{Fact, Instance, Reading, Rule, Undecided};

use crate::concern::{concerns, lacks_last_year};
use crate::named::names_cells;

/// What is blocked where it could not be decided whether an instance holds.
pub(crate) fn undecided(
    reading: &Reading<'_>,
    rule: &Rule,
    instance: &Instance,
    why: Undecided,
) -> Option<Blocked> {
    match why {
        Undecided::Inexact | Undecided::NotApplicable => None,
        Undecided::Unknown(_) | Undecided::Rows(_) if lacks_last_year(reading, instance) => None,
        Undecided::Unknown(fact) => Some(unknown(rule, instance, fact)),
        Undecided::Rows(table) => Some(rows(reading, rule, instance, table)),
        Undecided::StrayInLine(label) => Some(adjacent(rule, instance, &label)),
        Undecided::Blocked(cells) => {
            concerns(reading, instance).then(|| blocked(reading, rule, instance, cells))
        }
        Undecided::LastYear(cells) => may_concern(reading, instance)
            .then(|| last_year(reading, rule, instance, &cells))
            .flatten(),
        Undecided::LastYearRows(table) => may_concern(reading, instance)
            .then(|| rows_of_last_year(reading, rule, instance, table))
            .flatten(),
    }
}

/// An instance that needs cells of the report which could not be read.
pub(crate) fn blocked(
    reading: &Reading<'_>,
    rule: &Rule,
    instance: &Instance,
    cells: Vec<CellId>,
) -> Blocked {
    Blocked {
        rule: rule.name.clone(),
        at: instance.at.clone(),
        reason: lost_table(reading, &cells).unwrap_or_else(|| unreadable(reading, &cells)),
        cells,
    }
}

/// An instance that needs a year which is not known.
fn unknown(rule: &Rule, instance: &Instance, fact: Fact) -> Blocked {
    let name = fact.name();
    Blocked {
        rule: rule.name.clone(),
        at: instance.at.clone(),
        reason: Bilingual::new(
            format!("不知道 {name}，未核对"),
            format!("not checked: `{name}` is not known"),
        ),
        cells: Vec::new(),
    }
}

/// An instance that needs rows of a table of which not all could be read.
fn rows(reading: &Reading<'_>, rule: &Rule, instance: &Instance, table: TableId) -> Blocked {
    let table = reading.form.tables.get(table.0 as usize);
    let title = table.map(|table| table.title.clone()).unwrap_or_default();
    Blocked {
        rule: rule.name.clone(),
        at: instance.at.clone(),
        reason: Bilingual::new(
            format!("没有读全表“{}”的各行，未核对", title.zh),
            format!(
                "not checked: not all rows of the table “{}” could be read",
                title.en
            ),
        ),
        cells: Vec::new(),
    }
}

/// Whether an instance that last year's report keeps from being decided is about something that this year's
/// has, or about last year's alone.
fn may_concern(reading: &Reading<'_>, instance: &Instance) -> bool {
    !names_cells(&instance.assert) || concerns(reading, instance)
}

/// An instance that needs cells of last year's report which could not be read there. They are none of this
/// report's, so that it names them in words alone.
fn last_year(
    reading: &Reading<'_>,
    rule: &Rule,
    instance: &Instance,
    cells: &[CellId],
) -> Option<Blocked> {
    let (form, report) = reading.prior?;
    let own = Reading::new(form, report, None);
    let why = lost_table(&own, cells).unwrap_or_else(|| unreadable(&own, cells));
    Some(of_last_year(rule, instance, why))
}

/// An instance that needs rows of a table of last year's report of which not all could be read.
fn rows_of_last_year(
    reading: &Reading<'_>,
    rule: &Rule,
    instance: &Instance,
    table: TableId,
) -> Option<Blocked> {
    let (form, report) = reading.prior?;
    let own = Reading::new(form, report, None);
    let why = rows(&own, rule, instance, table).reason;
    Some(of_last_year(rule, instance, why))
}

/// How every reason begins.
const NOT_CHECKED: &str = "not checked: ";

fn of_last_year(rule: &Rule, instance: &Instance, why: Bilingual) -> Blocked {
    Blocked {
        rule: rule.name.clone(),
        at: instance.at.clone(),
        reason: Bilingual::new(
            format!("上一份报告{}", why.zh),
            why.en
                .replacen(NOT_CHECKED, "not checked: in the report before ", 1),
        ),
        cells: Vec::new(),
    }
}

/// An instance that figures in a row or column of no form would repair: no cell of the form is to
/// blame.
fn adjacent(rule: &Rule, instance: &Instance, label: &str) -> Blocked {
    Blocked {
        rule: rule.name.clone(),
        at: instance.at.clone(),
        reason: Bilingual::new(
            format!("加上不在规定行列中的“{label}”才成立，未核对"),
            format!(
                "not checked: it holds only with “{label}”, which is no row or column of the form"
            ),
        ),
        cells: Vec::new(),
    }
}

/// The reason where the whole table of a cell could not be read.
fn lost_table(reading: &Reading<'_>, cells: &[CellId]) -> Option<Bilingual> {
    let lost = |cell: &&CellId| {
        let table = reading.form.table_id_of(**cell);
        reading.report.lost_tables.contains(&table)
    };
    let title = &reading.form.table_of(*cells.iter().find(lost)?).title;
    Some(Bilingual::new(
        format!("没有读出表“{}”，未核对", title.zh),
        format!("not checked: the table “{}” could not be read", title.en),
    ))
}

/// The reason where single cells are no figures, or are not there.
fn unreadable(reading: &Reading<'_>, cells: &[CellId]) -> Bilingual {
    let addresses: Vec<String> = cells
        .iter()
        .map(|cell| reading.form.address(*cell))
        .collect();
    if cells
        .iter()
        .all(|cell| reading.report.cell(*cell).is_none())
    {
        return Bilingual::new(
            format!("没有读出 {}，未核对", addresses.join("、")),
            format!(
                "not checked: no figure was read for {}",
                addresses.join(", ")
            ),
        );
    }
    Bilingual::new(
        format!("{} 无法读作数字，未核对", addresses.join("、")),
        format!(
            "not checked: no figure could be read from {}",
            addresses.join(", ")
        ),
    )
}
