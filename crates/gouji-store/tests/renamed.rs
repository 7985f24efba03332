//! Units that a units file has under another name since, and reports whose unit it names since: what was found
//! in them is known again.

#![allow(
    clippy::unwrap_used,
    reason = "a failing test may stop at once and say what was skipped"
)]

use std::path::Path;

use gouji_audit::result::{Audit, Change, FindingRow, ReportRow, Rows};
use gouji_audit::units::Unit;
use gouji_store::Store;

/// A run that finds the same in one report: of a unit, or of nobody.
fn save(path: &Path, units: &[(&str, &[&str])], found: &[&str]) -> Vec<Option<Change>> {
    let units = units.iter().map(|(name, aliases)| Unit {
        name: (*name).to_owned(),
        aliases: aliases.iter().map(|&alias| alias.to_owned()).collect(),
        line: 2,
        ..Unit::default()
    });
    saved(path, units.collect(), found)
}

/// The same of units with their years; the first is the report's.
fn saved(path: &Path, units: Vec<Unit>, found: &[&str]) -> Vec<Option<Change>> {
    let unit = (!units.is_empty()).then_some(0);
    let findings = found.iter().map(|identity| FindingRow {
        report: Some(0),
        unit,
        year: Some(2023),
        identity: (*identity).to_owned(),
        rule: "rule".to_owned(),
        ..FindingRow::default()
    });
    let mut audit = Audit {
        units,
        reports: Rows::of([ReportRow {
            path: "a.html".to_owned(),
            year: Some(2023),
            unit,
            ..ReportRow::default()
        }])
        .unwrap(),
        findings: Rows::of(findings).unwrap(),
        ..Audit::default()
    };
    let mut store = Store::open(path).unwrap();
    store.save(&mut audit, "2024", "1", None).unwrap();
    store.commit().unwrap();
    let rows = audit.findings.iter();
    rows.map(|row| row.unwrap().change).collect()
}

#[test]
fn a_unit_under_another_name_is_known_by_its_alias() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("s.db");
    save(&path, &[("青石县水利局", &[])], &["a", "b"]);
    let renamed = [("青石县水务局", &["青石县水利局"][..])];
    let still = [Some(Change::Still), Some(Change::Fixed)];
    assert_eq!(save(&path, &renamed, &["a"]), still);
    assert_eq!(save(&path, &renamed, &["a"]), [Some(Change::Still)]);
    let more = [Some(Change::Still), Some(Change::Back)];
    assert_eq!(save(&path, &renamed, &["a", "b"]), more);
    // A name that another unit has is that unit's.
    let both = [
        ("青石县水务局", &["青石县水利局"][..]),
        ("青石县水利局", &[]),
    ];
    let became = save(&path, &both, &["a"]);
    assert!(became.contains(&Some(Change::New)), "{became:?}");
}

#[test]
fn a_report_of_nobody_is_known_again_once_its_unit_is() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("s.db");
    save(&path, &[], &["a", "b"]);
    let named = [("青石县水利局", &["县水利局"][..])];
    let became = save(&path, &named, &["a"]);
    assert_eq!(became, [Some(Change::Still), Some(Change::Fixed)]);
    assert_eq!(save(&path, &named, &["a"]), [Some(Change::Still)]);
}

/// The old name stands in the units file for the years until then.
#[test]
fn a_unit_renamed_from_a_year_on_is_known_again_in_that_year() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("s.db");
    save(&path, &[("青石县水利局", &[])], &["a", "b"]);
    let listed = |until: Option<i32>| {
        let old = Unit {
            name: "青石县水利局".to_owned(),
            until,
            line: 2,
            ..Unit::default()
        };
        let new = Unit {
            name: "青石县水务局".to_owned(),
            aliases: Box::new(["青石县水利局".to_owned()]),
            since: until.map(|year| year + 1),
            line: 2,
            ..Unit::default()
        };
        vec![new, old]
    };
    let still = [Some(Change::Still), Some(Change::Fixed)];
    assert_eq!(saved(&path, listed(Some(2022)), &["a"]), still);
    assert_eq!(
        saved(&path, listed(Some(2022)), &["a"]),
        [Some(Change::Still)]
    );
}
