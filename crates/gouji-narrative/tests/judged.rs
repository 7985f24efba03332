//! Sentences as real reports write them, each against a few figures: see `judged.txt`.

#![allow(clippy::unwrap_used, reason = "a failing test may stop at once")]

use gouji_model::Report;
use gouji_narrative::{judge, mentions};
use gouji_pack::Packs;
use gouji_rule::Pack;

mod reports;
use reports::report;

/// What is found: the rules with what was said.
fn verdict(pack: &Pack, report: &Report) -> String {
    let judgement = judge(pack, report);
    assert!(judgement.obscured.is_empty());
    let found = judgement.disagreements.iter();
    let found: Vec<String> = found
        .map(|d| format!("{} {}", d.rule.name, d.stated))
        .collect();
    match (found.is_empty(), mentions(pack, report).is_empty()) {
        (false, _) => found.join(", "),
        (true, true) => "-".to_owned(),
        (true, false) => "=".to_owned(),
    }
}

#[test]
fn sentences_are_judged_as_a_reader_would() {
    let packs = Packs::built_in().unwrap().of_domain("cn-disclosure");
    let pack = packs.packs().last().unwrap();
    let lines = include_str!("judged.txt").lines();
    let lines = lines.filter(|line| !line.is_empty() && !line.starts_with('#'));
    let judged = lines.clone().map(|line| {
        let [sentence, figures, _] = line.split('|').map(str::trim).collect::<Vec<_>>()[..] else {
            panic!("three columns: {line}");
        };
        let verdict = verdict(pack, &report(pack, sentence, figures));
        format!("{sentence} | {figures} | {verdict}")
    });
    let wanted = lines.map(|line| {
        line.split('|')
            .map(str::trim)
            .collect::<Vec<_>>()
            .join(" | ")
    });
    let differ: Vec<String> = judged
        .zip(wanted)
        .filter(|(judged, wanted)| judged != wanted)
        .map(|(judged, wanted)| format!("wanted {wanted}\n   got {judged}"))
        .collect();
    assert!(differ.is_empty(), "\n{}", differ.join("\n"));
}
