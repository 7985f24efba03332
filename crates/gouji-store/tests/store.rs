//! A store keeps runs, answers questions, and says plainly why it cannot be used.

// A test that cannot set up its case should fail loudly.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use std::fs;
use std::path::Path;
use std::sync::Arc;
use std::time::Duration;

use gouji_audit::Packed;
use gouji_audit::result::{
    Audit, BlockedRow, CellRow, Change, FindingRow, HeldRow, Needs, ReportRow, Rows, WhyUnchecked,
};
use gouji_audit::units;
use gouji_model::{
    Bilingual, Block, Cell, CellKind, Column, Figure, Form, FormId, Label, Place, Report, Row,
    RowAxis, Severity, SourceRange, Table, Value,
};
use gouji_store::{Answer, Part, Question, Store, StoreError, TABLES, query};
use rusqlite::Connection;

fn ask(path: &Path, sql: &str) -> Result<(Vec<String>, Vec<Answer>), StoreError> {
    let (mut names, mut rows) = (Vec::new(), Vec::new());
    let question = Question {
        sql,
        limit: Duration::from_millis(1500),
    };
    query(
        path,
        question,
        &mut |heads| names = heads.to_vec(),
        &mut |row| {
            rows.push(row);
            true
        },
    )?;
    Ok((names, rows))
}

fn label(text: &str) -> Label {
    Label {
        text: text.to_owned(),
        ..Label::default()
    }
}

fn form() -> Arc<Form> {
    let column = |id: &str| Column {
        id: id.to_owned(),
        label: label(id),
        ..Column::of_kind(CellKind::Amount)
    };
    let row = |id: &str| Row {
        id: id.to_owned(),
        label: label(id),
        ..Row::default()
    };
    let block = Block {
        caption: None,
        rows_run: RowAxis::Down,
        columns: vec![column("a"), column("b")],
        rows: vec![row("one"), row("two")],
        open_rows: None,
    };
    let table = Table {
        id: "t".to_owned(),
        title: Bilingual::new("表", "table"),
        section: "s".to_owned(),
        furniture: Vec::new(),
        blocks: vec![block],
        optional: false,
        skip: Vec::new(),
        from: None,
        years: (None, None),
    };
    let id = FormId("test/1".to_owned());
    Arc::new(Form::new(
        id,
        Bilingual::new("", ""),
        (None, None),
        Vec::new(),
        vec![table],
    ))
}

fn audit(findings: &[&str]) -> Audit {
    let form = form();
    let mut report = Report::empty(form.id.clone(), form.cell_count());
    let values = [
        (
            Value::Figure(Figure::parse("12.50").unwrap()),
            Some("12.50"),
        ),
        (Value::Figure(Figure::from(7)), None),
        (Value::Placeholder, Some("/")),
    ];
    for (slot, (value, raw)) in report.cells.iter_mut().zip(values) {
        *slot = Some(Cell {
            value,
            raw: raw.map(Into::into),
            place: Place::Text(SourceRange::new(0, 0)),
        });
    }
    let finding = |identity: &&str| FindingRow {
        report: Some(0),
        unit: Some(0),
        year: Some(2023),
        identity: (*identity).to_owned(),
        rule: "rule".to_owned(),
        at: None,
        severity: Severity::Error,
        message: "wrong".to_owned(),
        ..FindingRow::default()
    };
    Audit {
        forms: vec![form],
        units: vec![units::Unit {
            name: "青石县水务局".to_owned(),
            ..units::Unit::default()
        }],
        reports: Rows::of([ReportRow {
            path: "a.html".to_owned(),
            form: "test/1".to_owned(),
            year: Some(2023),
            unit: Some(0),
            cells: Packed::of(&report),
            ..ReportRow::default()
        }])
        .unwrap(),
        findings: Rows::of(findings.iter().map(finding)).unwrap(),
        ..Audit::default()
    }
}

fn save(path: &Path, findings: &[&str], since: Option<i64>) -> Audit {
    let mut audit = audit(findings);
    let mut store = Store::open(path).unwrap();
    store
        .save(&mut audit, "2024-01-01T00:00:00Z", "1", since)
        .unwrap();
    store.commit().unwrap();
    audit
}

fn findings(audit: &Audit) -> Vec<FindingRow> {
    audit.findings.iter().collect::<Result<_, _>>().unwrap()
}

fn changes(audit: &Audit) -> Vec<(String, Option<Change>, Option<i64>)> {
    let rows = findings(audit).into_iter();
    rows.map(|row| (row.identity, row.change, row.first_run))
        .collect()
}

fn expected(
    rows: &[(&str, Option<Change>, Option<i64>)],
) -> Vec<(String, Option<Change>, Option<i64>)> {
    let rows = rows.iter();
    rows.map(|(identity, change, run)| ((*identity).to_owned(), *change, *run))
        .collect()
}

#[test]
fn cells_look_like_rows_and_are_exact() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("s.db");
    save(&path, &[], None);
    let sql = "SELECT table_id, row, \"column\", state, value, number, text FROM cells";
    let (names, rows) = ask(&path, sql).unwrap();
    assert_eq!(names.len(), 7);
    let text = |text: &str| Some(Part::Text(text.to_owned()));
    assert_eq!(
        rows,
        [
            vec![
                text("t"),
                text("one"),
                text("a"),
                text("figure"),
                text("12.5"),
                None,
                text("12.50")
            ],
            vec![
                text("t"),
                text("one"),
                text("b"),
                text("figure"),
                text("7"),
                Some(Part::Number(7)),
                text("7")
            ],
            vec![
                text("t"),
                text("two"),
                text("a"),
                text("placeholder"),
                None,
                None,
                text("/")
            ],
        ]
    );
}

#[test]
fn tables_are_as_they_are_documented() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("s.db");
    save(&path, &[], None);
    for table in TABLES {
        let (names, _) = ask(&path, &format!("SELECT * FROM \"{}\"", table.name)).unwrap();
        let documented: Vec<&str> = table.in_sql().map(|column| column.name).collect();
        assert_eq!(names, documented, "{}", table.name);
    }
    let known = "SELECT count(*) FROM sqlite_schema WHERE type = 'table'";
    let (_, rows) = ask(&path, known).unwrap();
    let own = TABLES.iter().filter(|table| !table.is_view).count();
    assert_eq!(rows, [vec![Some(Part::Number(own as i64))]]);
}

#[test]
fn findings_are_new_still_there_fixed_and_back() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("s.db");
    let first = save(&path, &["a", "b"], None);
    assert_eq!(
        changes(&first),
        expected(&[("a", None, Some(1)), ("b", None, Some(1))])
    );
    let second = save(&path, &["b", "c"], None);
    assert_eq!(
        changes(&second),
        expected(&[
            ("b", Some(Change::Still), Some(1)),
            ("c", Some(Change::New), Some(2)),
            ("a", Some(Change::Fixed), Some(1)),
        ])
    );
    let third = save(&path, &["a", "c"], None);
    assert_eq!(
        changes(&third),
        expected(&[
            ("a", Some(Change::Back), Some(1)),
            ("c", Some(Change::Still), Some(2)),
            ("b", Some(Change::Fixed), Some(1)),
        ])
    );
    // The days run on from the run in which it came, or came back.
    let open = findings(&third).into_iter().map(|row| row.open_run);
    assert_eq!(open.collect::<Vec<_>>(), [Some(3), Some(2), Some(1)]);
    let since_first = save(&path, &["a", "c"], Some(1));
    assert_eq!(
        changes(&since_first),
        expected(&[
            ("a", Some(Change::Still), Some(1)),
            ("c", Some(Change::New), Some(2)),
            ("b", Some(Change::Fixed), Some(1)),
        ])
    );
    assert_eq!(since_first.runs.len(), 4);
    let store = Store::open(&path).unwrap();
    assert!(store.has_run(4).is_ok());
    let none = store.has_run(5);
    assert!(
        matches!(none, Err(StoreError::NoRun { run: 5, last: 4 })),
        "{none:?}"
    );
    drop(store);
    let history = "SELECT run, change FROM finding_history WHERE identity = 'a' ORDER BY run";
    let (_, rows) = ask(&path, history).unwrap();
    assert_eq!(rows.len(), 3);
}

/// Changes what a run checked.
type Changing = fn(&mut Audit);

#[test]
fn only_what_was_checked_again_is_fixed() {
    use std::collections::BTreeSet;
    let cases: [(Changing, Change, Option<WhyUnchecked>); 8] = [
        (|_| {}, Change::Fixed, None),
        (
            |audit| audit.reports = Rows::default(),
            Change::Unchecked,
            Some(WhyUnchecked::NoReport),
        ),
        (
            |audit| audit.in_force = vec![BTreeSet::from(["another".to_owned()])],
            Change::Unchecked,
            Some(WhyUnchecked::RuleOff),
        ),
        (
            |audit| audit.in_force = vec![BTreeSet::from(["rule".to_owned()])],
            Change::Fixed,
            None,
        ),
        (
            |audit| audit.blocked = Rows::of([blocked_row("rule")]).unwrap(),
            Change::Unchecked,
            Some(WhyUnchecked::Blocked),
        ),
        (
            |audit| audit.blocked = Rows::of([blocked_row("another")]).unwrap(),
            Change::Fixed,
            None,
        ),
        (
            |audit| audit.reports = partial(&audit.reports),
            Change::Unchecked,
            Some(WhyUnchecked::Blocked),
        ),
        (
            |audit| {
                let held = HeldRow {
                    report: Some(0),
                    identity: "a".to_owned(),
                    ..HeldRow::default()
                };
                audit.held = Rows::of([held]).unwrap();
            },
            Change::Held,
            None,
        ),
    ];
    for (number, (changing, change, why)) in cases.into_iter().enumerate() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("s.db");
        let run = |identities: &[&str], changing: Changing| {
            let mut audit = audit(identities);
            changing(&mut audit);
            let mut store = Store::open(&path).unwrap();
            store.save(&mut audit, "2024", "1", None).unwrap();
            store.commit().unwrap();
            audit
        };
        run(&["a"], |_| {});
        let second = run(&[], changing);
        let rows = findings(&second);
        let became: Vec<_> = rows.iter().map(|row| (row.change, row.why)).collect();
        assert_eq!(became, [(Some(change), why)], "{number}");
        let is_open = change == Change::Unchecked;
        let counts = (second.totals.fixed, second.totals.unchecked);
        let is_mended = change == Change::Fixed;
        let counted = (usize::from(is_mended), usize::from(is_open));
        assert_eq!(counts, counted, "{number}");
        // It is told until it is checked again.
        let third = changes(&run(&[], changing));
        assert_eq!(third.len(), usize::from(is_open), "{number}");
        let fourth = changes(&run(&[], |_| {}));
        let fixed = [("a".to_owned(), Some(Change::Fixed), Some(1))];
        assert_eq!(fourth, &fixed[usize::from(is_mended)..], "{number}");
        let back = changes(&run(&["a"], |_| {}));
        assert_eq!(back, expected(&[("a", Some(Change::Back), Some(1))]));
        let (_, rows) = ask(&path, "SELECT change FROM finding_history ORDER BY run").unwrap();
        assert_eq!(rows.len(), 4 - usize::from(is_mended), "{number}");
    }
}

fn blocked_row(rule: &str) -> BlockedRow {
    BlockedRow {
        report: Some(0),
        rule: rule.to_owned(),
        ..BlockedRow::default()
    }
}

fn partial(reports: &Rows<ReportRow>) -> Rows<ReportRow> {
    let rows = reports.iter().map(|row| ReportRow {
        is_partial: true,
        ..row.unwrap()
    });
    Rows::of(rows).unwrap()
}

#[test]
fn what_was_not_checked_for_a_while_is_open_all_the_time() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("s.db");
    let run = |identities: &[&str], has_report: bool| {
        let mut audit = audit(identities);
        if !has_report {
            audit.reports = Rows::default();
        }
        let mut store = Store::open(&path).unwrap();
        store.save(&mut audit, "2024", "1", None).unwrap();
        store.commit().unwrap();
        let rows = findings(&audit).into_iter();
        rows.map(|row| (row.change, row.first_run, row.open_run))
            .collect::<Vec<_>>()
    };
    run(&["a"], true);
    let unchecked = (Some(Change::Unchecked), Some(1), Some(1));
    assert_eq!(run(&[], false), [unchecked]);
    let still = (Some(Change::Still), Some(1), Some(1));
    assert_eq!(run(&["a"], true), [still]);
    assert_eq!(run(&["a"], true), [still]);
    assert_eq!(run(&[], true), [(Some(Change::Fixed), Some(1), Some(1))]);
    assert_eq!(run(&["a"], true), [(Some(Change::Back), Some(1), Some(6))]);
    let sql = "SELECT change FROM finding_history ORDER BY run";
    let (_, rows) = ask(&path, sql).unwrap();
    let text = |word: &str| vec![Some(Part::Text(word.to_owned()))];
    let words = ["new", "unchecked", "still", "fixed", "back"];
    assert_eq!(rows, words.map(text));
}

#[test]
fn a_report_that_is_not_due_any_more_is_not_missing() {
    for (until, change) in [
        (Some(2022), Change::Fixed),
        (Some(2023), Change::Unchecked),
        (None, Change::Unchecked),
    ] {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("s.db");
        let run = |identities: &[&str], until: Option<i32>| {
            let mut audit = audit(identities);
            audit.reports = Rows::default();
            audit.needs.insert("rule".to_owned(), Needs::Absence);
            for unit in &mut audit.units {
                (unit.until, unit.line) = (until, 2);
            }
            let rows = findings(&audit).into_iter().map(|row| FindingRow {
                report: None,
                ..row
            });
            audit.findings = Rows::of(rows).unwrap();
            let mut store = Store::open(&path).unwrap();
            store.save(&mut audit, "2024", "1", None).unwrap();
            store.commit().unwrap();
            changes(&audit)
        };
        run(&["a"], None);
        let became = run(&[], until);
        assert_eq!(
            became,
            [("a".to_owned(), Some(change), Some(1))],
            "{until:?}"
        );
    }
}

#[test]
fn what_rests_on_another_report_is_not_fixed_without_it() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("s.db");
    let run = |identities: &[&str], reports: usize| {
        let mut audit = audit(identities);
        let first = audit.reports.get(0).unwrap().unwrap();
        let years = [2023, 2022].into_iter().take(reports);
        let all = years.map(|year| ReportRow {
            year: Some(year),
            ..first.clone()
        });
        audit.reports = Rows::of(all).unwrap();
        let cell = CellRow {
            report: Some(1),
            ..CellRow::default()
        };
        let rows = findings(&audit).into_iter().map(|row| FindingRow {
            cells: vec![cell.clone()],
            ..row
        });
        audit.findings = Rows::of(rows).unwrap();
        let mut store = Store::open(&path).unwrap();
        store.save(&mut audit, "2024", "1", None).unwrap();
        store.commit().unwrap();
        let rows = findings(&audit).into_iter();
        rows.map(|row| (row.change, row.why)).collect::<Vec<_>>()
    };
    run(&["a"], 2);
    let unchecked = (Some(Change::Unchecked), Some(WhyUnchecked::OtherReport));
    assert_eq!(run(&[], 1), [unchecked]);
    assert_eq!(run(&[], 2), [(Some(Change::Fixed), None)]);
}

#[test]
fn a_store_of_the_first_version_is_brought_forward() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("s.db");
    save(&path, &["a"], None);
    let old = Connection::open(&path).unwrap();
    old.execute_batch(
        "ALTER TABLE runs DROP COLUMN unchecked; \
         ALTER TABLE finding_history DROP COLUMN why; \
         ALTER TABLE finding_history DROP COLUMN rests_on; PRAGMA user_version = 1;",
    )
    .unwrap();
    drop(old);
    let (_, rows) = ask(&path, "SELECT identity FROM findings").unwrap();
    assert_eq!(rows.len(), 1, "an old one can be asked as it is");
    let second = save(&path, &[], None);
    assert_eq!(
        changes(&second),
        expected(&[("a", Some(Change::Fixed), Some(1))])
    );
    let (_, rows) = ask(&path, "SELECT run, unchecked FROM runs").unwrap();
    assert_eq!(rows.len(), 2);
}

#[test]
fn a_damaged_store_is_not_asked() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("s.db");
    let many: Vec<String> = (0..400).map(|number| format!("{number:032x}")).collect();
    let many: Vec<&str> = many.iter().map(String::as_str).collect();
    save(&path, &many, None);
    let mut bytes = fs::read(&path).unwrap();
    // What stands at the head of a page in the middle: how many rows it has.
    let page = bytes.len() / 4096 / 2 * 4096;
    bytes[page + 3..page + 5].copy_from_slice(&[0, 77]);
    fs::write(&path, bytes).unwrap();
    let refused = ask(&path, "SELECT count(*) FROM findings");
    assert!(
        matches!(refused, Err(StoreError::Damaged(_))),
        "{refused:?}"
    );
}

#[test]
fn questions_only_read_and_have_an_end() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("s.db");
    save(&path, &["a"], None);
    for sql in [
        "DELETE FROM runs",
        "DROP TABLE runs",
        "CREATE TABLE x (y)",
        "CREATE TEMP TABLE x (y)",
        "PRAGMA user_version = 7",
        "ATTACH 'other.db' AS other",
        "VACUUM INTO 'copy.db'",
    ] {
        let refused = ask(&path, sql);
        assert!(refused.is_err(), "{sql}");
    }
    let endless =
        "WITH RECURSIVE a(x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM a) SELECT count(*) FROM a";
    assert!(matches!(ask(&path, endless), Err(StoreError::TooLong(_))));
    let wrong = ask(&path, "SELECT nothing FROM findings");
    assert!(
        matches!(&wrong, Err(StoreError::Query(why)) if why.contains("nothing")),
        "{wrong:?}"
    );
    assert!(ask(&path, "SELECT 1; SELECT 2").is_err());
    assert!(ask(&path, "").is_err());
    assert!(!folder.path().join("copy.db").exists());
    let (_, rows) = ask(&path, "SELECT identity FROM findings").unwrap();
    assert_eq!(rows.len(), 1);
}

#[test]
fn a_store_that_cannot_be_used_says_why() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("s.db");
    save(&path, &["a"], None);

    let newer = folder.path().join("newer.db");
    fs::copy(&path, &newer).unwrap();
    let connection = Connection::open(&newer).unwrap();
    connection.pragma_update(None, "user_version", 99).unwrap();
    drop(connection);
    assert!(matches!(Store::open(&newer), Err(StoreError::Newer(99))));
    assert!(matches!(
        ask(&newer, "SELECT 1"),
        Err(StoreError::Newer(99))
    ));

    let damaged = folder.path().join("damaged.db");
    fs::write(&damaged, "no database at all".repeat(100)).unwrap();
    assert!(matches!(Store::open(&damaged), Err(StoreError::Damaged(_))));

    let others = folder.path().join("others.db");
    let connection = Connection::open(&others).unwrap();
    connection.execute_batch("CREATE TABLE theirs (x)").unwrap();
    drop(connection);
    assert!(matches!(Store::open(&others), Err(StoreError::Foreign)));

    let writer = Connection::open(&path).unwrap();
    writer.execute_batch("BEGIN IMMEDIATE").unwrap();
    assert!(matches!(Store::open(&path), Err(StoreError::InUse)));
    // Readers go on meanwhile.
    assert!(ask(&path, "SELECT count(*) FROM findings").is_ok());
    drop(writer);

    let missing = folder.path().join("missing.db");
    assert!(ask(&missing, "SELECT 1").is_err());
    assert!(!missing.exists());
    for error in [
        StoreError::InUse,
        StoreError::Newer(9),
        StoreError::Full,
        StoreError::Writes,
    ] {
        assert!(!error.message().zh.is_empty());
    }
}

#[test]
fn a_full_disk_leaves_the_store_as_it_was() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("s.db");
    save(&path, &["a"], None);
    let many: Vec<String> = (0..5000).map(|number| format!("{number:032x}")).collect();
    let many: Vec<&str> = many.iter().map(String::as_str).collect();
    let mut more = audit(&many);
    let mut store = Store::open(&path).unwrap();
    store.bound_pages(40).unwrap();
    let saved = store.save(&mut more, "2024-01-02T00:00:00Z", "1", None);
    let saved = saved.and_then(|()| store.commit());
    assert!(matches!(saved, Err(StoreError::Full)), "{saved:?}");
    drop(store);
    let (_, rows) = ask(
        &path,
        "SELECT count(*), (SELECT count(*) FROM runs) FROM findings",
    )
    .unwrap();
    assert_eq!(rows, [vec![Some(Part::Number(1)), Some(Part::Number(1))]]);
}

/// The same run once more leaves what a run that is saved again leaves.
#[test]
fn a_run_that_is_repeated_is_as_one_that_is_saved() {
    let folder = tempfile::tempdir().unwrap();
    let [own, plain] = ["own.db", "plain.db"].map(|name| folder.path().join(name));
    let times = ["2024-02-01", "2024-02-02", "2024-02-03", "2024-02-04"];
    let dump = |path: &Path| {
        let tables = TABLES.iter().filter(|table| !table.is_view);
        let tables =
            tables.map(|table| ask(path, &format!("SELECT * FROM {}", table.name)).unwrap());
        tables.collect::<Vec<_>>()
    };
    let saved = |path: &Path, at: &str, identities: &[&str]| {
        let mut audit = audit(identities);
        let mut store = Store::open(path).unwrap();
        store.save(&mut audit, at, "1", None).unwrap();
        store.commit().unwrap();
        audit.runs
    };
    let mut runs = Vec::new();
    for (number, at) in times.into_iter().enumerate() {
        // Of the first two one finding is new and one is gone.
        let identities: &[&str] = if number == 0 {
            &["a", "b"]
        } else {
            &["b", "c", "c"]
        };
        let all = saved(&plain, at, identities);
        if number < 2 {
            runs = saved(&own, at, identities);
        } else {
            let mut store = Store::open(&own).unwrap();
            assert_eq!(store.repeat(&runs[0], at, "1").unwrap(), None);
            let last = runs.last().unwrap();
            let repeated = store.repeat(last, at, "1").unwrap();
            assert_eq!(repeated.as_ref(), Some(&all));
            drop(store);
            // What was not committed is not there.
            let mut store = Store::open(&own).unwrap();
            runs = store.repeat(last, at, "1").unwrap().unwrap();
            store.commit().unwrap();
        }
        assert_eq!(runs, all, "{at}");
        assert_eq!(dump(&own), dump(&plain), "{at}");
    }
}

#[test]
fn days_are_counted_from_the_run_that_found_it() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("s.db");
    let at = |time: &str, identities: &[&str]| {
        let mut audit = audit(identities);
        let mut store = Store::open(&path).unwrap();
        store.save(&mut audit, time, "1", None).unwrap();
        store.commit().unwrap();
        let days = findings(&audit).into_iter();
        let days = days.map(|row| (row.days_open(&audit.runs), row.identity));
        days.map(|(days, identity)| (identity, days))
            .collect::<Vec<_>>()
    };
    let of = |name: &str, days| (name.to_owned(), Some(days));
    assert_eq!(at("2024-02-28T23:00:00Z", &["a"]), [of("a", 0)]);
    assert_eq!(
        at("2024-03-01T01:00:00Z", &["a", "b"]),
        [of("a", 2), of("b", 0)]
    );
    assert_eq!(
        at("2024-03-11T01:00:00Z", &["b"]),
        [of("b", 10), of("a", 12)]
    );
    assert_eq!(
        at("2024-03-12T01:00:00Z", &["a", "b"]),
        [of("a", 0), of("b", 11)]
    );
}
