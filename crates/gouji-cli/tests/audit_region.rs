//! A made-up region as files in mixed formats: the command finds every mistake between reports and nothing
//! else, names who is wrong wherever that can be decided, and reads every report.

#![allow(
    clippy::unwrap_used,
    reason = "a failing test may stop at once and say what was skipped"
)]
#![allow(dead_code, reason = "not every test needs all of a sandbox")]

mod made_up;
mod sandbox;

use std::collections::{BTreeMap, BTreeSet};

use gouji_testkit::region::{Decidable, Density, Key, Published, Region};
use made_up::{region, sandbox_of};
use serde_json::Value;

/// The rules between reports.
const BETWEEN: [&str; 11] = [
    "carried-over-from-last-year",
    "in-force-from-last-year",
    "items-from-last-year",
    "total-public-not-falling",
    "fees-far-from-last-year",
    "roll-up",
    "copied-narrative",
    "missing-report",
    "published-late",
    "differing-files",
    "edition-year",
];

/// The reports of a region by the paths of their files.
type Paths<'r> = BTreeMap<String, &'r Published>;

/// The findings of the output, by what they are about.
fn found<'j>(
    region: &Region<'_>,
    paths: &Paths<'_>,
    json: &'j Value,
) -> BTreeMap<Key, Vec<&'j Value>> {
    let unit_of = |file: &Value| match file["path"].as_str() {
        Some(path) => paths[path].named,
        None => {
            let name = file["organization"].as_str()?;
            region.units.iter().position(|unit| unit.name == name)
        }
    };
    let mut found: BTreeMap<Key, Vec<&Value>> = BTreeMap::new();
    for file in json["files"].as_array().unwrap() {
        let year = file["year"].as_i64().unwrap() as i32;
        for finding in file["findings"].as_array().unwrap() {
            let rule = finding["rule"].as_str().unwrap();
            if BETWEEN.contains(&rule) {
                let at = finding["at"].as_str().unwrap_or_default();
                let unit = unit_of(file).unwrap();
                let key = (rule.to_owned(), unit, year, at.to_owned());
                let suspects = finding["suspects"].as_array();
                let suspects = suspects.into_iter().flatten();
                found.entry(key).or_default().extend(suspects);
            }
        }
    }
    found
}

#[test]
fn every_mistake_in_a_region_of_files_is_found_and_nothing_else() {
    region(11, 45, Density::Each(1), |region| {
        let sandbox = sandbox_of(region, |_| true);
        let json = sandbox.audit_json(&[]);
        assert_eq!(json["failures"], serde_json::json!([]));
        let files = json["files"].as_array().unwrap();
        let read = files.iter().filter(|file| !file["path"].is_null()).count();
        assert_eq!(read, region.published.len());

        let published = region.published.iter();
        let paths: Paths<'_> = published
            .map(|one| (format!("reports/{}", region.file(one).path), one))
            .collect();
        let found = found(region, &paths, &json);
        let expected = region.expected();
        let missed: Vec<&Key> = expected
            .findings
            .iter()
            .filter(|key| !found.contains_key(*key))
            .collect();
        assert!(missed.is_empty(), "not found: {missed:#?}");
        let may = |key: &&Key| expected.findings.contains(*key) || expected.either.contains(*key);
        let more: Vec<&Key> = found.keys().filter(|key| !may(key)).collect();
        assert!(more.is_empty(), "nothing is wrong: {more:#?}");

        let mut named = 0;
        for decidable in region.faults.iter().flat_map(|fault| &fault.decidable) {
            let (Decidable::Cell(key, _) | Decidable::Year(key, _)) = decidable;
            let suspects = &found[key];
            let is_named = match decidable {
                Decidable::Year(_, year) => {
                    let year = i64::from(*year);
                    !suspects.is_empty() && suspects.iter().all(|one| one["year"] == year)
                }
                Decidable::Cell(_, guilty) => suspects.iter().any(|one| {
                    one["certain"] == true
                        && one["year"] == i64::from(guilty.year)
                        && one["id"] == guilty.cell.as_str()
                        && one["suggested"] == guilty.right
                        && one["file"].is_null() == guilty.is_missing
                }),
            };
            assert!(is_named, "{key:?}: {decidable:?}\n{suspects:#?}");
            named += 1;
        }
        assert!(named >= 5, "{named}");

        // What is wrong in one report alone is only where figures or words were changed.
        let changed: BTreeSet<&str> = paths
            .iter()
            .filter(|(_, one)| {
                !one.typed.is_empty() || *one.figures != *region.truth(one.unit, one.year).unwrap()
            })
            .map(|(path, _)| path.as_str())
            .collect();
        for file in files {
            let path = file["path"].as_str().unwrap_or_default();
            for finding in file["findings"].as_array().unwrap() {
                let is_error = finding["severity"] == "error";
                assert!(!is_error || changed.contains(path), "{path}: {finding:#}");
            }
        }
    });
}
