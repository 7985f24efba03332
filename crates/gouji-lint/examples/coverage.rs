//! What was checked, blocked and broken in some reports, by rule and year, as a table of Markdown. Reports of
//! one organ and of following years are held against each other.
//! `cargo run --release -p gouji-lint --example coverage -- FILE…`.

#![allow(clippy::print_stdout, reason = "it prints its table")]

use std::collections::BTreeMap;
use std::error::Error;

use gouji_lint::Linter;
use gouji_model::{Kinship, Report, kinship};
use gouji_pack::Packs;
use gouji_rule::Check;

/// How many relations of a rule were checked, blocked and broken.
#[derive(Clone, Copy, Default)]
struct Count {
    checked: usize,
    blocked: usize,
    broken: usize,
}

fn main() -> Result<(), Box<dyn Error>> {
    let linter = Linter::new(&Packs::built_in()?);
    let mut reports: Vec<Report> = Vec::new();
    for path in std::env::args().skip(1) {
        let bytes = std::fs::read(&path)?;
        match linter.open(&bytes) {
            Ok(opened) => reports.extend(opened.reports),
            Err(error) => println!("{path}: {}", error.message().en),
        }
    }
    let mut counts: BTreeMap<String, BTreeMap<i32, Count>> = BTreeMap::new();
    let mut files: BTreeMap<i32, usize> = BTreeMap::new();
    for report in &reports {
        let year = report.year.unwrap_or_default();
        *files.entry(year).or_default() += 1;
        count(&linter, report, before(&reports, report), &mut counts);
    }
    print(&counts, &files);
    Ok(())
}

/// The report of the same organ for the year before.
fn before<'r>(reports: &'r [Report], report: &Report) -> Option<&'r Report> {
    let year = report.year? - 1;
    let organ = report.organization.as_deref()?;
    reports.iter().find(|other| {
        let same = |name: &str| kinship(name, organ) == Kinship::Same;
        other.year == Some(year) && other.organization.as_deref().is_some_and(same)
    })
}

fn count(
    linter: &Linter,
    report: &Report,
    prior: Option<&Report>,
    counts: &mut BTreeMap<String, BTreeMap<i32, Count>>,
) {
    let Some(pack) = linter.pack_of(report) else {
        return;
    };
    let before = prior.and_then(|prior| Some((linter.pack_of(prior)?, prior)));
    let prior = before.as_ref().map(|(pack, prior)| (&*pack.form, *prior));
    for rule in pack.rules() {
        let outcome = gouji_check::check_one(&pack, rule, report, prior);
        let own = counts.entry(rule.name.clone()).or_default();
        let own = own.entry(report.year.unwrap_or_default()).or_default();
        if matches!(rule.check, Check::Relation(_)) {
            own.checked += outcome.evaluated;
        }
        own.blocked += outcome.blocked.len();
        own.broken += outcome.findings.len();
    }
}

fn print(counts: &BTreeMap<String, BTreeMap<i32, Count>>, files: &BTreeMap<i32, usize>) {
    let heads = files
        .iter()
        .map(|(year, files)| format!(" {year} ({files}) |"));
    println!("| rule |{}", heads.collect::<String>());
    println!("|---|{}", "---:|".repeat(files.len()));
    for (rule, years) in counts {
        let told = years
            .values()
            .any(|count| count.checked + count.blocked + count.broken > 0);
        if !told {
            continue;
        }
        let cells = files.keys().map(|year| {
            let count = years.get(year).copied().unwrap_or_default();
            format!(
                " {} / {} / {} |",
                count.checked, count.blocked, count.broken
            )
        });
        println!("| `{rule}` |{}", cells.collect::<String>());
    }
}
