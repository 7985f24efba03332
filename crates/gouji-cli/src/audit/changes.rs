//! What became of findings since an earlier run, as a member of the JSON: `changes`.

use gouji_audit::result::{Audit, Change, FindingRow};
use serde_json::{Value, json};

/// The member; nothing where there is no earlier run.
pub(super) fn json(audit: &Audit, since: Option<i64>) -> Option<String> {
    let run = audit.runs.last().filter(|run| run.number > 1)?;
    let since = since.unwrap_or(run.number - 1);
    let count = |change| {
        let rows = audit.findings.iter();
        rows.filter(|row| row.change == Some(change)).count()
    };
    let rows = audit.findings.iter();
    let findings = rows.filter_map(|row| Some(finding(audit, row, row.change?)));
    let changes = json!({
        "run": run.number,
        "since": since,
        "new": count(Change::New),
        "still": count(Change::Still),
        "back": count(Change::Back),
        "fixed": count(Change::Fixed),
        "findings": findings.collect::<Vec<Value>>(),
    });
    Some(format!("\"changes\":{changes},"))
}

/// A finding: what it is known by, what became of it, and for how long it is open; of one that is fixed,
/// for how long it was.
fn finding(audit: &Audit, row: &FindingRow, change: Change) -> Value {
    let report = row.report.and_then(|report| audit.reports.get(report));
    let unit = row.unit.and_then(|unit| audit.units.get(unit));
    json!({
        "change": change.name(),
        "unit": unit.map(|unit| &unit.name),
        "year": row.year,
        "path": report.map(|report| &report.path),
        "rule": row.rule,
        "at": row.at,
        "identity": row.identity,
        "severity": row.severity.name(),
        "first_run": row.first_run,
        "open_run": row.open_run,
        "days": row.days_open(&audit.runs),
    })
}
