//! Copies among many texts: `copies TEXTS COPIES`. Copies are the same to 60 to 100 % of their words; which
//! of them are copies by the rule is counted here run by run, and compared with what is found.

#![allow(clippy::print_stdout, reason = "it prints what it measured")]
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "a measurement may stop at once"
)]

mod clock;
mod in_file;

use std::collections::{BTreeMap, HashSet};

use clock::{Clock, peak};
use gouji_audit::peers::{Search, Text, Texts};
use gouji_model::Bilingual;
use gouji_rule::{CopiedTest, PeerTest};
use gouji_testkit::region::{Narrative, RegionUnit};
use in_file::in_file;

/// Which texts there are, each of a unit of its own.
struct Corpus(Vec<Narrative>);

const SEED: u64 = 20;
const YEAR: i32 = 2023;
/// How many characters a run of the rule has.
const RUN: usize = 14;

impl Texts for Corpus {
    fn text(&self, of: &Text) -> Option<String> {
        Some(
            self.0
                .get(of.report as usize)?
                .text(SEED, &[] as &[RegionUnit]),
        )
    }

    fn names(&self, _: usize) -> Vec<String> {
        Vec::new()
    }
}

impl Corpus {
    /// The words of a text that not everyone has: its last line.
    fn own(&self, number: usize) -> Vec<char> {
        let text = self.0[number].text(SEED, &[]);
        let last = text.lines().last().unwrap_or_default();
        last.chars().filter(|c| c.is_alphanumeric()).collect()
    }

    fn percent(&self, number: usize, other: usize) -> usize {
        let (own, its) = (self.own(number), self.own(other));
        let known: HashSet<&[char]> = its.windows(RUN).collect();
        let same = own.windows(RUN).filter(|run| known.contains(run)).count();
        same * 100 / own.windows(RUN).count()
    }
}

fn main() {
    let numbers: Vec<usize> = std::env::args()
        .skip(1)
        .filter_map(|text| text.parse().ok())
        .collect();
    let [count, copies] = numbers.as_slice() else {
        println!("copies TEXTS COPIES");
        return;
    };
    let own = |number| Narrative::own(number, YEAR, 1);
    let mut corpus = Corpus((0..*count).map(own).collect());
    let from = |copy: usize| copies + copy * 7 % (count - copies);
    for copy in 0..*copies {
        let percent = 60 + copy % 41;
        corpus.0[copy] = own(copy).copying((from(copy), YEAR), percent);
    }
    let peers = PeerTest {
        message: Bilingual::default(),
        common: 20,
        common_units: 10,
    };
    let test = CopiedTest {
        sections: vec!["problems".to_owned()],
        characters: 150,
        percent: 90,
        peers: Some(peers.clone()),
    };
    let texts: Vec<Text> = (0..*count)
        .map(|number| Text {
            report: number as u32,
            unit: number as u32,
            year: YEAR,
        })
        .collect();
    for threads in [1, 2] {
        let clock = Clock::new();
        let search = Search {
            copied: &test,
            peers: &peers,
            source: &corpus,
            scratch: &in_file(),
            threads,
        };
        let mut found = Vec::new();
        let take = &mut |one| {
            found.push(one);
            Ok(())
        };
        search.repeated(texts.clone(), take).unwrap();
        println!(
            "{threads} thread(s): {}, peak {} MB",
            clock.elapsed(),
            peak()
        );
        let found: BTreeMap<usize, (usize, usize)> = found
            .iter()
            .map(|one| (one.report, (one.other, one.percent)))
            .collect();
        let mut wrong = 0;
        let mut must = 0;
        for copy in 0..*copies {
            for (text, other) in [(copy, from(copy)), (from(copy), copy)] {
                let percent = corpus.percent(text, other);
                must += usize::from(percent >= test.percent);
                let percent_found = found.get(&text).copied();
                if percent_found.is_some() != (percent >= test.percent) {
                    wrong += 1;
                    println!("text {text}: {percent} % of {other}, found {percent_found:?}");
                }
            }
        }
        println!(
            "{must} texts are copies; {} were found, {wrong} of them or of the others wrongly",
            found.len()
        );
    }
}
