//! Sentences in the manner of many offices, each true of one table and false of another: how many
//! false alarms there are, and how many contradictions are missed. See `sentences.txt`.

#![allow(
    clippy::unwrap_used,
    clippy::print_stdout,
    reason = "a failing test may stop at once; what was measured is printed"
)]

use std::path::PathBuf;

use gouji_narrative::{judge, mentions};
use gouji_pack::Packs;
use gouji_rule::Pack;

mod reports;
use reports::report;

/// What a rule says of a sentence, if any does.
fn complaints(pack: &Pack, sentence: &str, figures: &str) -> Vec<String> {
    let report = report(pack, sentence, figures);
    let found = judge(pack, &report).disagreements;
    let reported = found
        .iter()
        .map(|d| format!("{}/{} {}", d.rule.name, d.at, d.words));
    reported.collect()
}

/// What is heard in a sentence, right or wrong.
fn heard(pack: &Pack, sentence: &str, figures: &str) -> String {
    let report = report(pack, sentence, figures);
    let mentions = mentions(pack, &report);
    let heard: Vec<String> = mentions
        .iter()
        .map(|mention| format!("{} {}", mention.claim, mention.words))
        .collect();
    heard.join(", ")
}

#[test]
fn few_are_missed_and_hardly_one_is_a_false_alarm() {
    let rules: Vec<PathBuf> = std::env::var_os("GOUJI_RULES")
        .map(PathBuf::from)
        .into_iter()
        .collect();
    let packs = Packs::load(&rules).unwrap().of_domain("cn-disclosure");
    let pack = packs.packs().last().unwrap();
    let written = match std::env::var("GOUJI_SENTENCES") {
        Ok(path) => std::fs::read_to_string(path).unwrap(),
        Err(_) => include_str!("sentences.txt").to_owned(),
    };
    let lines = written
        .lines()
        .filter(|line| !line.is_empty() && !line.starts_with('#'));
    let (mut reported, mut fitting, mut alarms, mut contradicted, mut missed) =
        (Vec::new(), 0, 0, 0, 0);
    for line in lines {
        let [sentence, fits, differs] = line.split('|').map(str::trim).collect::<Vec<_>>()[..]
        else {
            panic!("three columns: {line}");
        };
        if fits != "-" {
            fitting += 1;
            let complaints = complaints(pack, sentence, fits);
            alarms += usize::from(!complaints.is_empty());
            reported.extend(
                complaints
                    .iter()
                    .map(|c| format!("false alarm: {sentence} | {fits} | {c}")),
            );
        }
        if differs != "-" {
            contradicted += 1;
            if complaints(pack, sentence, differs).is_empty() {
                missed += 1;
                let heard = heard(pack, sentence, differs);
                reported.push(format!("missed: {sentence} | {differs}; heard: {heard}"));
            }
        }
    }
    println!("{}", reported.join("\n"));
    println!("true {fitting}, false alarms {alarms}; false {contradicted}, missed {missed}");
    assert!(alarms * 100 <= fitting, "{alarms} of {fitting}");
    assert!(missed * 10 <= contradicted, "{missed} of {contradicted}");
}
