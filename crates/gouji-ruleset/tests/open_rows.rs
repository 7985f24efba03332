//! A pack with open rows is looked at with a few of them.

// A test that cannot set up its case should fail loudly.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use std::collections::BTreeSet;
use std::path::Path;

use gouji_pack::{Packs, Survey};
use gouji_ruleset::{Linted, lint};

fn survey(change: impl Fn(&str, String) -> String, test: &str) -> Survey {
    let from = Path::new(env!("CARGO_MANIFEST_DIR")).join("../gouji-check/tests/agency");
    let folder = std::env::temp_dir().join(format!("gouji-open-{}-{test}", std::process::id()));
    for part in ["", "rules"] {
        std::fs::create_dir_all(folder.join(part)).unwrap();
        for entry in std::fs::read_dir(from.join(part)).unwrap() {
            let path = entry.unwrap().path();
            if path.is_file() {
                let name = path.file_name().unwrap().to_str().unwrap();
                let text = change(name, std::fs::read_to_string(&path).unwrap());
                std::fs::write(folder.join(part).join(name), text).unwrap();
            }
        }
    }
    let survey = Packs::survey(std::slice::from_ref(&folder));
    std::fs::remove_dir_all(&folder).unwrap();
    survey
}

fn linted(change: impl Fn(&str, String) -> String, test: &str) -> Linted {
    let survey = survey(change, test);
    let faults: Vec<String> = survey.faults.iter().map(|one| one.to_string()).collect();
    assert_eq!(faults, [""; 0]);
    let origins = survey.files.iter().map(|file| &*file.path);
    let own: BTreeSet<&str> = origins
        .filter(|path| path.contains("gouji-open-"))
        .collect();
    lint(&survey, Some(&own))
}

/// What is reported about the agency's pack and of no other.
fn own(linted: &Linted) -> Vec<String> {
    let of = |remark: &&gouji_ruleset::Remark| {
        let mut packs = remark.packs.iter();
        let own = packs.any(|pack| pack == "sample-agency/annual");
        own && remark.severity != gouji_model::Severity::Info
    };
    let own = linted.remarks.iter().filter(of);
    own.map(|remark| format!("{:?}: {}", remark.code, remark.message.en))
        .collect()
}

#[test]
fn relations_of_open_rows_are_counted_and_tried() {
    let linted = linted(|_, text| text, "clean");
    assert_eq!(own(&linted), [""; 0]);
    let numbers = linted.numbers.iter();
    let mut own = numbers.filter(|one| one.form == "sample-agency/annual");
    assert!(own.next().unwrap().relations > 20);
}

#[test]
fn formulas_that_would_say_nothing_are_refused() {
    for (test, file, [written, instead], mistake) in [
        (
            "below",
            "statute-total.toml",
            ["reliance[here.*, times]", "costs[here.*, cost]"],
            "`costs` has no open rows below",
        ),
        (
            "below-last-year",
            "statute-total.toml",
            ["reliance[here.*, times]", "prior.costs[here.*, cost]"],
            "`costs` has no open rows below",
        ),
        (
            "day",
            "oldest-date-first.toml",
            ["times[date.2]", "times[median]"],
            "a day is no number",
        ),
        (
            "bound",
            "oldest-date-first.toml",
            ["times[date.2]", "20300101"],
            "a day is no number",
        ),
        (
            "sum",
            "oldest-date-first.toml",
            ["times[date.2]", "sum(times[here, date.*])"],
            "a day is no number",
        ),
    ] {
        let change = |name: &str, text: String| match name == file {
            true => text.replace(written, instead),
            false => text,
        };
        let faults = survey(change, test).faults;
        let faults: Vec<String> = faults.iter().map(|fault| fault.to_string()).collect();
        let named = faults.iter().any(|fault| fault.contains(mistake));
        assert!(named, "{test}: {faults:?}");
    }
    // Days between two days are a number.
    let difference = |name: &str, text: String| match name {
        "oldest-date-first.toml" => text.replace(
            "times[date.1] <= times[date.2]",
            "times[date.1] - times[date.2] <= 0",
        ),
        _ => text,
    };
    assert!(survey(difference, "difference").faults.is_empty());
}

#[test]
fn an_example_that_finds_something_else_is_reported() {
    let other = |name: &str, text: String| match name {
        "pending-balance.toml" => text.replace("appeals/OSD/JS", "appeals/OIP"),
        _ => text,
    };
    let linted = linted(other, "other");
    let own = own(&linted);
    assert!(
        own.iter().any(|one| one.contains("something else")),
        "{own:?}"
    );
}

#[test]
fn a_contradiction_in_open_rows_is_found() {
    let against = |name: &str, text: String| match name {
        "few-denied.toml" => text.replace(
            "dispositions[denied] <= 0.75 * dispositions[total] + 2.5",
            "dispositions[denied] + 1 == dispositions[denied]",
        ),
        _ => text,
    };
    let linted = linted(against, "against");
    let own = own(&linted);
    assert!(
        own.iter().any(|one| one.starts_with("Contradiction")),
        "{own:?}"
    );
}
