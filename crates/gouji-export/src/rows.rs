//! The rows of each table, as the store has them.

use std::io;

use gouji_audit::PackedCell;
use gouji_audit::result::{Audit, Change, ReportRow};
use gouji_model::{Figure, Form, Value as CellValue};
use gouji_store::{DECIMAL_PLACES, state_name};

use crate::ExportError;
use crate::parts::Part;
use crate::schema::DIGITS;
use crate::values::Value;

/// Writes the rows of a table; of one that lies in folders, those of a year.
pub(crate) fn write(
    audit: &Audit,
    table: &str,
    year: Option<Option<i32>>,
    part: &mut Part,
) -> Result<(), ExportError> {
    match (table, year) {
        ("units", _) => units(audit, part),
        ("suspects", _) => suspects(audit, part),
        ("reports", Some(year)) => reports(audit, year, part),
        ("cells", Some(year)) => cells(audit, year, part),
        ("findings", Some(year)) => findings(audit, year, part),
        _ => Err(ExportError::Parquet(format!("{table} has no rows"))),
    }
}

fn units(audit: &Audit, part: &mut Part) -> Result<(), ExportError> {
    for (unit, row) in audit.units.iter().enumerate() {
        part.push(&[
            unit.into(),
            row.name.as_str().into(),
            row.aliases.join("|").into(),
            row.above().into(),
            row.level.name().into(),
            (&*row.region).into(),
            row.counts.into(),
            row.since.into(),
            row.until.into(),
            row.is_listed().into(),
        ])?;
    }
    Ok(())
}

/// The reports of a year, with their numbers.
fn of_year(
    audit: &Audit,
    year: Option<i32>,
) -> impl Iterator<Item = io::Result<(usize, ReportRow)>> {
    let reports = audit.reports.iter().enumerate();
    let reports = reports.map(|(number, row)| Ok((number, row?)));
    reports.filter(move |row| !matches!(row, Ok((_, row)) if row.year != year))
}

fn reports(audit: &Audit, year: Option<i32>, part: &mut Part) -> Result<(), ExportError> {
    for row in of_year(audit, year) {
        let (report, row) = row?;
        part.push(&[
            report.into(),
            row.path.as_str().into(),
            row.form.as_str().into(),
            row.organization.as_deref().into(),
            row.unit.into(),
            row.certainty.name().into(),
            row.errors.into(),
            row.warnings.into(),
            row.infos.into(),
            row.blocked.into(),
        ])?;
    }
    Ok(())
}

fn cells(audit: &Audit, year: Option<i32>, part: &mut Part) -> Result<(), ExportError> {
    for row in of_year(audit, year) {
        let (report, row) = row?;
        let Some(form) = audit.form_of(&row) else {
            continue;
        };
        for cell in row.cells.cells() {
            if cell.id.index() < form.cell_count() {
                part.push(&of_cell(report, &form, &cell))?;
            }
        }
    }
    Ok(())
}

fn of_cell<'f>(report: usize, form: &'f Form, cell: &PackedCell) -> [Value<'f>; 9] {
    let address = form.address_of(cell.id);
    let (table, rest) = address.split_once('/').unwrap_or((address, ""));
    let (row, column) = rest.rsplit_once('/').unwrap_or((rest, ""));
    let figure = match cell.value {
        CellValue::Figure(figure) | CellValue::LessThan(figure) => Some(figure),
        _ => None,
    };
    [
        report.into(),
        table.into(),
        row.into(),
        column.into(),
        state_name(cell.value).into(),
        figure.map(|figure| figure.to_string()).into(),
        figure.and_then(Figure::to_i64).into(),
        cell.text().into(),
        figure.and_then(decimal).map_or(Value::None, Value::Decimal),
    ]
}

/// The digits of a figure with the places that all decimals have, where it is exact so.
fn decimal(figure: Figure) -> Option<i128> {
    let digits = figure.at_scale(DECIMAL_PLACES)?;
    let most = 10_u128.checked_pow(u32::from(DIGITS))?;
    (digits.unsigned_abs() < most).then_some(digits)
}

fn findings(audit: &Audit, year: Option<i32>, part: &mut Part) -> Result<(), ExportError> {
    for row in audit.current() {
        let (number, row) = row?;
        if row.year != year {
            continue;
        }
        part.push(&[
            // With the numbers that the store gives them.
            (number + 1).into(),
            row.report.into(),
            row.unit.into(),
            row.identity.as_str().into(),
            row.rule.as_str().into(),
            row.at.as_deref().into(),
            row.severity.name().into(),
            row.message.as_str().into(),
            row.labels.join(" / ").into(),
            row.place.as_str().into(),
            row.change.map(Change::name).into(),
            row.first_run.into(),
        ])?;
    }
    Ok(())
}

fn suspects(audit: &Audit, part: &mut Part) -> Result<(), ExportError> {
    for row in audit.current() {
        let (number, row) = row?;
        for (position, one) in row.suspects.iter().enumerate() {
            part.push(&[
                (number + 1).into(),
                (position + 1).into(),
                one.file.as_deref().into(),
                one.organization.as_deref().into(),
                one.year.into(),
                one.id.as_str().into(),
                one.suggested.as_str().into(),
                one.is_certain.into(),
            ])?;
        }
    }
    Ok(())
}
