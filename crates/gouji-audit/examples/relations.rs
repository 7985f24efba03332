//! How long the relations between the reports of a made-up region take, texts among them:
//! `relations REPORTS [MISTAKES OF EACH KIND]`.

#![allow(clippy::print_stdout, reason = "it prints what it measured")]
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "a measurement may stop at once"
)]
#![allow(dead_code, reason = "not every program needs all of the oracle")]

mod clock;
mod in_file;
#[path = "../tests/oracle/mod.rs"]
mod oracle;

use std::sync::Arc;

use clock::{Clock, peak};
use gouji_testkit::region::{Density, Region, YEARS};
use in_file::in_file;
use oracle::{Reports, editions, packs};

fn main() {
    let numbers: Vec<usize> = std::env::args()
        .skip(1)
        .filter_map(|text| text.parse().ok())
        .collect();
    let Some(reports) = numbers.first() else {
        println!("relations REPORTS [MISTAKES OF EACH KIND]");
        return;
    };
    let times = numbers.get(1).copied().unwrap_or(20);
    let packs = packs();
    let region = Region::of(
        editions(&packs),
        20,
        reports / YEARS.count(),
        Density::Each(times),
    );
    let mut reports = Reports::of(&region, &packs);
    let (count, faults) = (region.published.len(), region.faults.len());
    println!(
        "{count} reports of {} units, {faults} mistakes",
        region.units.len()
    );
    println!("held: {} MB", peak());
    for threads in [1, 2] {
        let clock = Clock::new();
        let relations = reports.relate(&region, Arc::new(in_file()), threads);
        let elapsed = clock.elapsed();
        let tasks = relations.tasks.reports();
        let tasks = tasks.filter_map(|report| relations.tasks.task(report).unwrap());
        let findings: usize = tasks.map(|task| task.findings.len()).sum();
        println!(
            "{threads} thread(s): {elapsed}; {findings} findings, peak {} MB",
            peak()
        );
    }
}
