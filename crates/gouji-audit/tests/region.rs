//! Made-up regions: every mistake between reports is found and nothing else, and who is wrong is named
//! wherever that can be decided.

// A test that cannot set up its case should fail loudly.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]
#![allow(dead_code, reason = "not every test needs all of the oracle")]

mod oracle;

use gouji_testkit::region::{Density, FaultKind};
use oracle::{Score, judge, packs};

#[test]
fn a_region_in_order_has_nothing_between_its_reports() {
    let packs = packs();
    let mut score = Score::default();
    judge(&packs, 0, 60, Density::None, &mut score);
    assert_eq!((score.expected, &score.wrong[..]), (0, &[][..]));
}

#[test]
fn every_mistake_is_found_and_nothing_else_and_who_is_wrong_is_named() {
    let packs = packs();
    let mut score = Score::default();
    for seed in 0..2 {
        judge(&packs, seed, 90, Density::Each(1), &mut score);
    }
    assert!(score.wrong.is_empty(), "{:#?}", score.wrong);
    assert!(score.kinds.len() >= 22, "{:?}", score.kinds);
    assert!(score.expected > 100, "{}", score.expected);
    // A report that was left out, or is one too many, is known by what differs.
    for kind in [FaultKind::LeftOut, FaultKind::CountedToo] {
        let [_, must, named] = score.kinds[kind.name()];
        assert!(must > 0 && named == must, "{}", kind.name());
    }
}

#[test]
fn mistakes_that_cover_each_other_are_found_all_the_same() {
    let packs = packs();
    let mut score = Score::default();
    judge(&packs, 3, 60, Density::Crowded(3), &mut score);
    assert!(score.wrong.is_empty(), "{:#?}", score.wrong);
}

#[test]
fn of_mistakes_that_cover_each_other_none_is_certainly_blamed_for_another() {
    let packs = packs();
    let mut score = Score::default();
    // Regions of which the first three have, in one sum, mistakes of two units that are each in order by themselves.
    for (seed, times) in [(8, 3), (9, 3), (12, 3), (2, 6)] {
        judge(&packs, seed, 120, Density::Crowded(times), &mut score);
    }
    let certain = score
        .wrong
        .iter()
        .filter(|one| one.contains("certain and not so"));
    assert_eq!(certain.count(), 0, "{:#?}", score.wrong);
    assert!(score.certain > 300, "{}", score.certain);
}
