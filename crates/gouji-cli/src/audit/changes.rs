//! What became of findings since an earlier run: in a line for people, and as a member of the JSON, `changes`.

use std::io::{self, Write};

use gouji_audit::result::{Audit, Change, FindingRow};
use gouji_model::{Bilingual, Language};
use serde_json::{Value, json};

use crate::output::complain;

/// How many findings are new, still there, back again and gone.
pub(super) struct Changes {
    run: i64,
    since: i64,
    new: usize,
    still: usize,
    back: usize,
    fixed: usize,
}

impl Changes {
    /// What became of the findings of a result; nothing where there is no earlier run.
    pub(super) fn of(audit: &Audit, since: Option<i64>) -> io::Result<Option<Self>> {
        let Some(run) = audit.runs.last().filter(|run| run.number > 1) else {
            return Ok(None);
        };
        let mut changes = Self {
            run: run.number,
            since: since.unwrap_or(run.number - 1),
            new: 0,
            still: 0,
            back: 0,
            fixed: 0,
        };
        for row in &audit.findings {
            match row?.change {
                Some(Change::New) => changes.new += 1,
                Some(Change::Still) => changes.still += 1,
                Some(Change::Back) => changes.back += 1,
                Some(Change::Fixed) => changes.fixed += 1,
                None => {}
            }
        }
        Ok(Some(changes))
    }

    /// Says it.
    pub(super) fn report(&self, language: Language) {
        let Self {
            since,
            new,
            still,
            back,
            fixed,
            ..
        } = self;
        let message = Bilingual::new(
            format!("与第 {since} 次检查相比：新增 {new}，仍在 {still}，复现 {back}，已改 {fixed}"),
            format!(
                "since run {since}: {new} new, {still} still there, {back} back again, {fixed} fixed"
            ),
        );
        complain(message.get(language));
    }

    /// Writes the member, with every finding.
    pub(super) fn write(&self, audit: &Audit, to: &mut impl Write) -> io::Result<()> {
        let head = json!({
            "run": self.run,
            "since": self.since,
            "new": self.new,
            "still": self.still,
            "back": self.back,
            "fixed": self.fixed,
        });
        let head = head.to_string();
        let head = head.strip_suffix('}').unwrap_or(&head);
        write!(to, "\"changes\":{head},\"findings\":[")?;
        let mut between = "";
        for row in &audit.findings {
            let row = row?;
            if let Some(change) = row.change {
                write!(to, "{between}{}", finding(audit, &row, change)?)?;
                between = ",";
            }
        }
        to.write_all(b"]},")
    }
}

/// A finding: what it is known by, what became of it, and for how long it is open; of one that is fixed,
/// for how long it was.
fn finding(audit: &Audit, row: &FindingRow, change: Change) -> io::Result<Value> {
    let report = audit.report(row.report)?;
    let unit = row.unit.and_then(|unit| audit.units.get(unit));
    Ok(json!({
        "change": change.name(),
        "unit": unit.map(|unit| &unit.name),
        "year": row.year,
        "path": report.map(|report| report.path),
        "rule": row.rule,
        "at": row.at,
        "identity": row.identity,
        "severity": row.severity.name(),
        "first_run": row.first_run,
        "open_run": row.open_run,
        "days": row.days_open(&audit.runs),
    }))
}
