//! Reports in many layouts: no figure is read wrong in silence, no error is made up, nothing wrong
//! passes. Every trait alone, and a share of the pairs; `GOUJI_ROUNDS` asks for more reports of each.

#![allow(clippy::unwrap_used, reason = "a failing test may stop at once")]

#[path = "../examples/layouts/judge.rs"]
mod judge;

use gouji_lint::Linter;
use gouji_pack::Packs;
use gouji_testkit::specimen::Balanced;
use gouji_testkit::typeset::Style;
use judge::{Layout, judge, layouts};

fn rounds() -> u64 {
    std::env::var("GOUJI_ROUNDS").map_or(1, |rounds| rounds.parse().unwrap())
}

/// Judges reports in these layouts; how many were read whole, or cannot be decided, of how many.
fn judged(layouts: impl Iterator<Item = (usize, Layout)>) -> (usize, usize) {
    let packs = Packs::built_in().unwrap().of_domain("cn-disclosure");
    let linter = Linter::new(&packs);
    let balanced: Vec<Balanced<'_>> = packs
        .packs()
        .iter()
        .map(|pack| Balanced::new(pack))
        .collect();
    let (mut whole, mut all) = (0, 0);
    for (index, layout) in layouts {
        for round in 0..rounds() {
            let seed = round * 7919 + index as u64;
            let which = (seed % packs.packs().len() as u64) as usize;
            let pack = (&*packs.packs()[which], &balanced[which]);
            let verdict = judge(&linter, pack, &layout, (seed, seed % 3 == 1));
            assert!(
                !verdict.is_bad(),
                "{layout:?} {seed}: wrong {:?}, false error {:?}, missed {}\n{}",
                verdict.wrong,
                verdict.false_error,
                verdict.missed,
                verdict.page
            );
            whole += usize::from(verdict.whole || verdict.undecidable);
            all += 1;
        }
    }
    (whole, all)
}

#[test]
fn every_trait_alone_is_read_right_or_said_to_be_unread() {
    let (whole, all) = judged(layouts(0).into_iter().chain(layouts(1)).enumerate());
    // Most are read whole; what is refused for caution must not become the rule.
    assert!(whole * 100 >= all * 75, "{whole} of {all}");
}

#[test]
fn reports_of_one_cell_a_line_are_read_whole_where_that_can_be_decided() {
    let lines = layouts(1).into_iter().chain(layouts(2)).enumerate();
    let (whole, all) = judged(lines.filter(|(_, layout)| layout.style == Style::Lines));
    assert_eq!(whole, all);
}

#[test]
fn pairs_of_traits_are_read_right_or_said_to_be_unread() {
    let (whole, all) = judged(layouts(2).into_iter().enumerate().step_by(13));
    assert!(whole * 100 >= all * 50, "{whole} of {all}");
}
