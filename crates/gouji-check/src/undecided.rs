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
        reason: not_checked(&unread(reading, &cells)),
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
    Blocked {
        rule: rule.name.clone(),
        at: instance.at.clone(),
        reason: not_checked(&rows_unread(reading, table)),
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
    Some(of_last_year(rule, instance, &unread(&own, cells)))
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
    Some(of_last_year(rule, instance, &rows_unread(&own, table)))
}

fn of_last_year(rule: &Rule, instance: &Instance, why: &Bilingual) -> Blocked {
    Blocked {
        rule: rule.name.clone(),
        at: instance.at.clone(),
        reason: Bilingual::new(
            format!("上一份报告{}，未核对", why.zh),
            format!("not checked: in the report before {}", why.en),
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

/// Why something was not checked, as a sentence.
fn not_checked(why: &Bilingual) -> Bilingual {
    Bilingual::new(
        format!("{}，未核对", why.zh),
        format!("not checked: {}", why.en),
    )
}

/// That not all rows of a table could be read.
fn rows_unread(reading: &Reading<'_>, table: TableId) -> Bilingual {
    let table = reading.form.tables.get(table.0 as usize);
    let title = table.map(|table| table.title.clone()).unwrap_or_default();
    Bilingual::new(
        format!("没有读全表“{}”的各行", title.zh),
        format!("not all rows of the table “{}” could be read", title.en),
    )
}

/// That cells could not be read: the whole table of one, or single cells.
fn unread(reading: &Reading<'_>, cells: &[CellId]) -> Bilingual {
    lost_table(reading, cells).unwrap_or_else(|| unreadable(reading, cells))
}

/// That the whole table of a cell could not be read, where it could not.
fn lost_table(reading: &Reading<'_>, cells: &[CellId]) -> Option<Bilingual> {
    let lost = |cell: &&CellId| {
        let table = reading.form.table_id_of(**cell);
        reading.report.lost_tables.contains(&table)
    };
    let title = &reading.form.table_of(*cells.iter().find(lost)?).title;
    Some(Bilingual::new(
        format!("没有读出表“{}”", title.zh),
        format!("the table “{}” could not be read", title.en),
    ))
}

/// That single cells are no figures, or are not there.
fn unreadable(reading: &Reading<'_>, cells: &[CellId]) -> Bilingual {
    let addresses: Vec<String> = cells
        .iter()
        .map(|cell| reading.form.address(*cell))
        .collect();
    let (zh, en) = (addresses.join("、"), addresses.join(", "));
    let mut cells = cells.iter();
    match cells.all(|cell| reading.report.cell(*cell).is_none()) {
        true => Bilingual::new(
            format!("没有读出 {zh}"),
            format!("no figure was read for {en}"),
        ),
        false => Bilingual::new(
            format!("{zh} 无法读作数字"),
            format!("no figure could be read from {en}"),
        ),
    }
}
