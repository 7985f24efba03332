//! Findings whose figures change from run to run: what is wrong still is not mended.

#![allow(
    clippy::unwrap_used,
    reason = "a failing test may stop at once and say what was skipped"
)]

use std::path::Path;

use gouji_audit::result::{Audit, Change, FindingRow, ReportRow, Rows};
use gouji_audit::units::Unit;
use gouji_store::Store;

/// What became of a finding, and the run that found it first.
type Became = (String, Option<Change>, Option<i64>);

/// A run that finds some things in one report, each by its identity and what it is about.
fn save(path: &Path, period: Option<&str>, found: &[(&str, &str)]) -> Vec<Became> {
    let findings = found.iter().map(|(identity, at)| FindingRow {
        report: Some(0),
        unit: Some(0),
        year: Some(2023),
        identity: (*identity).to_owned(),
        rule: "rule".to_owned(),
        at: Some((*at).to_owned()),
        ..FindingRow::default()
    });
    let report = ReportRow {
        path: "a.html".to_owned(),
        year: Some(2023),
        period: period.map(str::to_owned),
        unit: Some(0),
        ..ReportRow::default()
    };
    let mut audit = Audit {
        units: vec![Unit {
            name: "青石县水务局".to_owned(),
            line: 2,
            ..Unit::default()
        }],
        reports: Rows::of([report]).unwrap(),
        findings: Rows::of(findings).unwrap(),
        ..Audit::default()
    };
    let mut store = Store::open(path).unwrap();
    store.save(&mut audit, "2024", "1", None).unwrap();
    store.commit().unwrap();
    let rows = audit.findings.iter().map(Result::unwrap);
    rows.map(|row| (row.identity, row.change, row.first_run))
        .collect()
}

fn became(identity: &str, change: Change, first_run: i64) -> Became {
    (identity.to_owned(), Some(change), Some(first_run))
}

#[test]
fn a_cell_that_is_wrong_in_another_way_is_not_mended() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("s.db");
    save(&path, None, &[("by-9", "total"), ("other", "new")]);
    let again = save(&path, None, &[("by-7", "total"), ("other", "new")]);
    let still = |identity| became(identity, Change::Still, 1);
    assert_eq!(again, [still("by-7"), still("other")]);
    assert_eq!(
        save(&path, None, &[("by-7", "total"), ("other", "new")]),
        again
    );
    let fixed = became("by-7", Change::Fixed, 1);
    assert_eq!(
        save(&path, None, &[("other", "new")]),
        [still("other"), fixed]
    );
    // What was mended and is wrong again in another way is new.
    let new = became("by-5", Change::New, 5);
    assert_eq!(
        save(&path, None, &[("by-5", "total"), ("other", "new")])[0],
        new
    );
}

#[test]
fn what_is_about_something_else_or_another_time_does_not_go_on() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("s.db");
    save(
        &path,
        Some("2023-01"),
        &[("a", "total"), ("b", "total"), ("c", "new")],
    );
    // Two were about the total: nobody can say which it is.
    let again = save(&path, Some("2023-01"), &[("d", "total"), ("c", "new")]);
    let changes: Vec<Option<Change>> = again.iter().map(|(_, change, _)| *change).collect();
    let [new, still, fixed] = [Change::New, Change::Still, Change::Fixed].map(Some);
    assert_eq!(changes, [new, still, fixed, fixed]);
    let next = save(&path, Some("2023-02"), &[("e", "new")]);
    assert_eq!(next[0], became("e", Change::New, 3));
}
