//! Who is blamed where the figures of a government are not the sums over its units.

#![allow(
    clippy::unwrap_used,
    reason = "a failing test may stop at once and say what was skipped"
)]
#![allow(dead_code, reason = "not every test needs all of a sandbox")]

mod region;
mod sandbox;

use region::{CITY, COUNTY, Region, region};
use sandbox::{Sandbox, page_of};
use serde_json::Value;

const CHILD: &str = "青石县民政局";

fn audited(region: &Region) -> Value {
    Sandbox::of(&region.files()).audit_json(&[])
}

/// Adds the figures of a unit's report of one year to those of another, or takes them away.
fn add(region: &mut Region, to: (&'static str, i32), from: (&'static str, i32), sign: i64) {
    let tables = region.reports[&from]["tables"].clone();
    for table in ["requests", "review"] {
        for (row, cells) in tables[table].as_object().unwrap() {
            for (column, cell) in cells.as_object().unwrap() {
                let address = format!("{table}/{row}/{column}");
                let own = region.cell(to.0, to.1, &address);
                *own = (own.as_i64().unwrap_or(0) + sign * cell.as_i64().unwrap_or(0)).into();
            }
        }
    }
}

/// The findings of sums at the reports of an organ and year.
fn sums<'j>(json: &'j Value, organ: &str, year: i32) -> Vec<&'j Value> {
    let files = json["files"].as_array().unwrap().iter();
    let own = files.filter(|file| file["organization"] == organ && file["year"] == year);
    let all = own.flat_map(|file| file["findings"].as_array().unwrap());
    all.filter(|one| one["rule"] == "roll-up").collect()
}

fn is_certain(finding: &Value) -> bool {
    let mut suspects = finding["suspects"].as_array().unwrap().iter();
    suspects.any(|one| one["certain"] == true)
}

#[test]
fn last_years_figures_in_the_place_of_a_missing_report_are_told_and_nobody_is_to_change_anything() {
    let mut region = region(9);
    add(&mut region, (COUNTY, 2024), (CHILD, 2024), -1);
    add(&mut region, (COUNTY, 2024), (CHILD, 2023), 1);
    region.reports.remove(&(CHILD, 2024)).unwrap();
    let sandbox = Sandbox::of(&region.files());
    let only = ["--select", "roll-up,missing-report"];
    let json = sandbox.audit_json(&[&only[..], &["--letters", "letters"]].concat());
    let found = sums(&json, COUNTY, 2024);
    assert!(found.len() > 5, "{json:#}");
    let letters = sandbox.letters("letters");
    let is_to = |unit: &str| {
        let unit = format!("<p class=\"unit\">{unit}</p>");
        letters.iter().any(|letter| letter.contains(&unit))
    };
    assert!(is_to(CHILD) && !is_to(COUNTY));
    for one in found {
        assert_eq!(one["severity"], "info", "{one}");
        assert!(!is_certain(one), "{one}");
        let message = one["message"].as_str().unwrap();
        assert!(
            message.contains("just last year's report of “青石县民政局”"),
            "{message}"
        );
    }
}

#[test]
fn a_report_left_out_is_known_in_each_of_two_years_running() {
    let mut region = region(9);
    for year in [2022, 2023] {
        add(&mut region, (COUNTY, year), (CHILD, year), -1);
        add(&mut region, (CITY, year), (CHILD, year), -1);
    }
    let json = audited(&region);
    for year in [2022, 2023] {
        let found = sums(&json, COUNTY, year);
        assert!(found.len() > 5, "{year} {json:#}");
        for one in found {
            let message = one["message"].as_str().unwrap();
            assert!(
                message.contains("“青石县民政局”, which was left out"),
                "{message}"
            );
            assert!(is_certain(one), "{one}");
        }
    }
}

#[test]
fn a_sum_without_a_missing_report_is_not_what_it_should_be() {
    let mut region = region(9);
    let missing = "青石县水务局";
    for out in [CHILD, missing] {
        add(&mut region, (COUNTY, 2024), (out, 2024), -1);
    }
    region.reports.remove(&(missing, 2024)).unwrap();
    let json = audited(&region);
    let found = sums(&json, COUNTY, 2024);
    let is_told = |one: &&&Value| {
        one["message"]
            .as_str()
            .unwrap()
            .contains("which was left out")
    };
    assert!(found.iter().filter(is_told).count() > 5, "{json:#}");
    assert!(!found.iter().any(|one| is_certain(one)), "{json:#}");
}

/// The city added what the county says, of which the county's own units say otherwise.
#[test]
fn a_figure_that_rests_on_a_disputed_one_is_not_certain() {
    let mut region = region(9);
    let out = "清源市教育局";
    add(&mut region, (CITY, 2023), (out, 2023), -1);
    let disputed = ["new", "results.granted", "results.total"]
        .map(|row| format!("requests/{row}/natural_person"));
    for address in &disputed {
        for organ in [COUNTY, CITY] {
            let cell = region.cell(organ, 2023, address);
            *cell = (cell.as_i64().unwrap() + 3).into();
            let total = address.replace("natural_person", "total");
            let cell = region.cell(organ, 2023, &total);
            *cell = (cell.as_i64().unwrap() + 3).into();
        }
    }
    let json = audited(&region);
    let found = sums(&json, CITY, 2023);
    let is_disputed = |one: &&&Value| disputed.iter().any(|address| one["at"] == address.as_str());
    let about: Vec<&&Value> = found.iter().filter(is_disputed).collect();
    assert!(!about.is_empty(), "{json:#}");
    for one in about {
        let message = one["message"].as_str().unwrap();
        assert!(
            message.contains("if all other reports are right"),
            "{message}"
        );
        assert!(!is_certain(one), "{one}");
    }
    assert!(found.iter().any(|one| is_certain(one)), "{json:#}");
}

/// Of several ways in which a sum may have come to be wrong the likeliest is no answer.
#[test]
fn the_store_calls_nothing_certain_that_may_have_been_otherwise() {
    let page =
        page_of("青石县水务局", 2023).replace("| 1 | 0 | 0 | 0 | 1 |", "| 5 | 4 | 4 | 4 | 16 |");
    let sandbox = Sandbox::with(&[("reports/a.md", page.as_bytes())]);
    let ran = sandbox.run(&["audit", "reports", "--format", "json", "--store", "s.db"]);
    let json: Value = serde_json::from_str(&ran.stdout).unwrap();
    let findings = json["files"][0]["findings"].as_array().unwrap();
    let found = findings
        .iter()
        .find(|one| one["rule"] == "review-total")
        .unwrap();
    assert!(found["suspects"].as_array().unwrap().len() > 2, "{found}");
    let question = "SELECT count(*), sum(certain) FROM suspects JOIN findings USING (finding) WHERE rule = 'review-total'";
    let ran = sandbox.run(&["query", question, "--store", "s.db", "--format", "csv"]);
    let counts = ran.stdout.lines().nth(1).unwrap();
    assert!(
        counts.ends_with(",0") && !counts.starts_with('0'),
        "{counts}"
    );
}

/// Who writes what is certain and nothing else has a report that is in order.
#[test]
fn what_is_certain_is_all_that_has_to_be_written() {
    let mut region = region(9);
    let moved = [("carried_over", 2), ("new", -2)];
    for (row, by) in moved {
        for column in ["natural_person", "total"] {
            let address = format!("requests/{row}/{column}");
            let cell = region.cell(CHILD, 2024, &address);
            *cell = (cell.as_i64().unwrap() + by).into();
        }
    }
    let json = audited(&region);
    let found = sums(&json, COUNTY, 2024);
    // What the sums make certain settles what the years alone leave open.
    let files = json["files"].as_array().unwrap().iter();
    let own = files.filter(|file| file["organization"] == CHILD && file["year"] == 2024);
    let own = own.flat_map(|file| file["findings"].as_array().unwrap());
    let years: Vec<&Value> = own
        .filter(|one| one["rule"] == "carried-over-from-last-year")
        .collect();
    assert_eq!(years.len(), 2, "{json:#}");
    assert!(years.iter().all(|one| is_certain(one)), "{years:#?}");
    let mut written = 0;
    for suspect in found
        .iter()
        .flat_map(|one| one["suspects"].as_array().unwrap())
    {
        if suspect["certain"] == true {
            assert_eq!(suspect["organization"], CHILD);
            let address = suspect["id"].as_str().unwrap();
            *region.cell(CHILD, 2024, address) = suspect["suggested"].clone();
            written += 1;
        }
    }
    assert_eq!(written, 4, "{json:#}");
    let json = audited(&region);
    assert_eq!(json["summary"]["errors"], 0, "{json:#}");
    assert_eq!(sums(&json, COUNTY, 2024), Vec::<&Value>::new());
}

/// Its own units say what it says, and who is above adds up something else.
#[test]
fn what_the_units_below_confirm_is_not_certain_to_be_wrong() {
    let mut region = region(9);
    for organ in [CHILD, COUNTY] {
        for row in ["carried_over", "results.granted", "results.total"] {
            for column in ["legal.commercial", "total"] {
                let address = format!("requests/{row}/{column}");
                let cell = region.cell(organ, 2024, &address);
                *cell = (cell.as_i64().unwrap() + 1).into();
            }
        }
    }
    let json = audited(&region);
    let found = sums(&json, CITY, 2024);
    assert!(!found.is_empty(), "{json:#}");
    assert!(!found.iter().any(|one| is_certain(one)), "{json:#}");
}
