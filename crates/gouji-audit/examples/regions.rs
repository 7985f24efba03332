//! Made-up regions by many seeds, as a table: `regions FROM TO UNITS [MISTAKES OF EACH KIND] [crowded]`; with
//! `crowded` mistakes may cover each other, and what is found and called certain is judged, not who is named.

#![allow(clippy::print_stdout, reason = "it prints what it measured")]
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "a measurement may stop at once"
)]
#![allow(dead_code, reason = "not every program needs all of the oracle")]

#[path = "../tests/oracle/mod.rs"]
mod oracle;

use gouji_testkit::region::Density;
use oracle::{Score, judge, packs};

fn main() {
    let numbers: Vec<usize> = std::env::args()
        .skip(1)
        .filter_map(|text| text.parse().ok())
        .collect();
    let [from, to, units, more @ ..] = numbers.as_slice() else {
        println!("regions FROM TO UNITS [MISTAKES OF EACH KIND]");
        return;
    };
    let times = more.first().copied().unwrap_or(1);
    let is_crowded = std::env::args().any(|text| text == "crowded");
    let density = match (times, is_crowded) {
        (0, _) => Density::None,
        (times, false) => Density::Each(times),
        (times, true) => Density::Crowded(times),
    };
    let packs = packs();
    let mut score = Score::default();
    for seed in *from..*to {
        judge(&packs, seed as u64, *units, density, &mut score);
    }
    println!("| mistake | put in | findings that must name who is wrong | that do |");
    println!("|---|---:|---:|---:|");
    for (kind, [count, must, named]) in &score.kinds {
        println!("| {kind} | {count} | {must} | {named} |");
    }
    let (expected, certain) = (score.expected, score.certain);
    println!(
        "\n{expected} findings, {certain} suspects called certain, {} wrong",
        score.wrong.len()
    );
    for wrong in score.wrong.iter().take(100) {
        println!("{wrong}");
    }
}
