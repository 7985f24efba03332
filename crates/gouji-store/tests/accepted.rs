//! Findings that are accepted: what becomes of them while they are there, and once they are mended.

#![allow(
    clippy::unwrap_used,
    reason = "a failing test may stop at once and say what was skipped"
)]

use std::path::Path;

use gouji_audit::result::{Audit, Change, FindingRow, HeldRow, ReportRow, Rows};
use gouji_audit::units::Unit;
use gouji_store::Store;
use rusqlite::Connection;

/// What became of a finding, and the run that found it first.
type Became = (String, Change, i64);

/// What a run finds about the same cell of one report, what of it is accepted, and the run it is held against.
#[derive(Default)]
struct Run<'r> {
    found: &'r [&'r str],
    held: &'r [&'r str],
    since: Option<i64>,
}

impl Run<'_> {
    fn save(&self, path: &Path) -> (Audit, Vec<Became>) {
        let findings = self.found.iter().map(|identity| FindingRow {
            report: Some(0),
            unit: Some(0),
            year: Some(2023),
            identity: (*identity).to_owned(),
            rule: "rule".to_owned(),
            at: Some("total".to_owned()),
            ..FindingRow::default()
        });
        let held = self.held.iter().map(|identity| HeldRow {
            report: Some(0),
            unit: Some(0),
            year: Some(2023),
            identity: (*identity).to_owned(),
            rule: "rule".to_owned(),
            at: Some("total".to_owned()),
        });
        let report = ReportRow {
            path: "a.html".to_owned(),
            year: Some(2023),
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
            held: Rows::of(held).unwrap(),
            ..Audit::default()
        };
        let mut store = Store::open(path).unwrap();
        store.save(&mut audit, "2024", "1", self.since).unwrap();
        store.commit().unwrap();
        let rows = audit.findings.iter().map(Result::unwrap);
        let rows = rows
            .filter_map(|row| Some((row.identity, row.change?, row.first_run?)))
            .collect();
        (audit, rows)
    }
}

fn found(path: &Path, found: &[&str]) -> Vec<Became> {
    let run = Run {
        found,
        ..Run::default()
    };
    run.save(path).1
}

fn held(path: &Path, held: &[&str]) -> Vec<Became> {
    let run = Run {
        held,
        ..Run::default()
    };
    run.save(path).1
}

fn became(identity: &str, change: Change, first_run: i64) -> Vec<Became> {
    vec![(identity.to_owned(), change, first_run)]
}

fn history(path: &Path) -> Vec<(i64, String)> {
    let connection = Connection::open(path).unwrap();
    let sql = "SELECT run, change FROM finding_history ORDER BY run, rowid";
    let mut rows = connection.prepare(sql).unwrap();
    let rows = rows.query_map([], |row| Ok((row.get(0)?, row.get(1)?)));
    rows.unwrap().map(Result::unwrap).collect()
}

#[test]
fn what_is_accepted_and_wrong_in_another_way_is_back_and_held_again_with_the_accepted_figures() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("s.db");
    found(&path, &["by-7"]);
    assert_eq!(held(&path, &["by-7"]), became("by-7", Change::Held, 1));
    assert_eq!(held(&path, &["by-7"]), []);
    assert_eq!(found(&path, &["by-8"]), became("by-8", Change::Back, 1));
    assert_eq!(found(&path, &["by-9"]), became("by-9", Change::Still, 1));
    // The accepted figures again: nothing of it is mended.
    assert_eq!(held(&path, &["by-7"]), became("by-7", Change::Held, 1));
    assert_eq!(found(&path, &["by-8"]), became("by-8", Change::Back, 1));
    assert_eq!(found(&path, &["by-7"]), became("by-7", Change::Still, 1));
    assert_eq!(found(&path, &[]), became("by-7", Change::Fixed, 1));
    let all = [
        (1, "new"),
        (2, "held"),
        (4, "back"),
        (5, "still"),
        (6, "held"),
        (7, "back"),
        (8, "still"),
        (9, "fixed"),
    ];
    let all: Vec<(i64, String)> = all.map(|(run, one)| (run, one.to_owned())).into();
    assert_eq!(history(&path), all);
}

#[test]
fn what_was_accepted_from_the_first_and_is_wrong_in_another_way_goes_on() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("s.db");
    found(&path, &["by-8"]);
    assert_eq!(held(&path, &["by-7"]), became("by-7", Change::Held, 1));
    assert_eq!(found(&path, &["by-8"]), became("by-8", Change::Back, 1));
}

#[test]
fn what_is_accepted_and_then_mended_is_fixed() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("s.db");
    found(&path, &["by-7"]);
    held(&path, &["by-7"]);
    let (audit, rows) = Run::default().save(&path);
    assert_eq!(rows, became("by-7", Change::Fixed, 1));
    assert_eq!(audit.totals.fixed, 1);
    assert_eq!(found(&path, &[]), []);
    // There again, and accepted as before.
    assert_eq!(held(&path, &["by-7"]), became("by-7", Change::Held, 1));
    let all = [(1, "new"), (2, "held"), (3, "fixed"), (5, "held")];
    let all: Vec<(i64, String)> = all.map(|(run, one)| (run, one.to_owned())).into();
    assert_eq!(history(&path), all);
}

#[test]
fn what_stands_beside_an_accepted_one_is_another() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("s.db");
    found(&path, &["by-7"]);
    let beside = Run {
        found: &["by-8"],
        held: &["by-7"],
        since: None,
    };
    let both = vec![
        ("by-8".to_owned(), Change::New, 2),
        ("by-7".to_owned(), Change::Held, 1),
    ];
    assert_eq!(beside.save(&path).1, both);
    assert_eq!(held(&path, &["by-7"]), became("by-8", Change::Fixed, 2));
}

#[test]
fn what_is_wrong_as_it_once_was_is_still_there() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("s.db");
    found(&path, &["by-7"]);
    found(&path, &[]);
    assert_eq!(found(&path, &["by-8"]), became("by-8", Change::New, 3));
    // It was mended for a while, and what is wrong since is the same.
    assert_eq!(found(&path, &["by-7"]), became("by-7", Change::Still, 1));
}

#[test]
fn what_is_said_of_the_configuration_counts_for_the_run() {
    let folder = tempfile::tempdir().unwrap();
    let mut audit = Audit {
        of_config: [1, 2, 3],
        ..Audit::default()
    };
    let mut store = Store::open(&folder.path().join("s.db")).unwrap();
    store.save(&mut audit, "2024", "1", None).unwrap();
    let totals = audit.runs.last().unwrap().totals;
    assert_eq!((totals.errors, totals.warnings, totals.infos), (1, 2, 3));
}

#[test]
fn a_run_held_against_an_earlier_one_says_of_itself_what_became_of_the_one_before() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("s.db");
    found(&path, &["by-7"]);
    found(&path, &[]);
    let since = Run {
        since: Some(1),
        ..Run::default()
    };
    let (audit, rows) = since.save(&path);
    assert_eq!(rows, became("by-7", Change::Fixed, 1));
    assert_eq!(audit.totals.fixed, 1);
    let of_runs = audit.runs.iter().map(|run| run.totals.fixed);
    assert_eq!(of_runs.collect::<Vec<_>>(), [0, 1, 0]);
}
