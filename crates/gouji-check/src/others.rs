//! Examples of rules that are about several reports: they say what the others hold.

use gouji_model::{Figure, Identity, Report};
use gouji_rule::{Check, Example, Pack, Rule};

use crate::Outcome;

/// Checks the report of an example against the other reports that the example names.
pub(crate) fn check_example(
    pack: &Pack,
    rule: &Rule,
    example: &Example,
    report: &Report,
    others: &[Report],
    outcome: &mut Outcome,
) {
    let form = &pack.form;
    let figure = |report: &Report, cell| report.cell(cell).and_then(gouji_model::Cell::figure);
    let fails = match &rule.check {
        Check::RollUp(test) if !others.is_empty() => {
            let mut cells = test.cells.iter().filter(|cell| !form.is_group_cell(**cell));
            cells.any(|cell| {
                let parts = others.iter().map(|other| figure(other, *cell));
                let sum = parts.into_iter().try_fold(Figure::ZERO, |sum, part| {
                    part.and_then(|part| sum.checked_add(part))
                });
                figure(report, *cell) != sum
            })
        }
        Check::DifferingFiles => {
            example.observed
                || others.iter().any(|other| {
                    let mut cells = form.cells();
                    cells.any(|cell| figure(report, cell) != figure(other, cell))
                })
        }
        Check::Missing => example.observed,
        Check::Published(test) => {
            let fact = |name: &str| {
                let mut facts = example.facts.iter();
                facts
                    .find(|(own, _)| own == name)
                    .map(|(_, text)| text.as_str())
            };
            is_late(fact("published"), report.year, |year| {
                test.last_day(fact("level").unwrap_or_default(), year)
            })
        }
        _ => false,
    };
    if fails {
        let identity = Identity::new::<&str>(&form.id, &rule.name, None, []);
        let found = rule.finding(identity, rule.message.clone());
        outcome.findings.push(found);
    }
}

/// Whether a day of publication, `2024-02-01`, is after the last one.
fn is_late(
    published: Option<&str>,
    year: Option<i32>,
    last_day: impl Fn(i32) -> Option<(u8, u8)>,
) -> bool {
    let late = || {
        let year = year?;
        let (month, day) = last_day(year)?;
        Some(published? > format!("{:04}-{month:02}-{day:02}", year + 1).as_str())
    };
    late().unwrap_or(false)
}
