//! What the text says decides between explanations, and can make a correction safe; a text that
//! repeats the mistake, or says nothing of the cell, makes none.

#![allow(clippy::unwrap_used, reason = "a failing test may stop at once")]

use gouji_lint::Linter;
use gouji_model::{Cell, CellId, Figure, Report, Source, Suspect};
use gouji_pack::Packs;
use gouji_rule::Pack;
use gouji_testkit::specimen::prose::{PHRASING, numbers, phrased, put_text};
use gouji_testkit::specimen::{Balanced, KINDS, Rng, inject};

/// Which report's numbers the text has.
#[derive(Clone, Copy)]
enum Text {
    Absent,
    Right,
    WithTheMistake,
}

/// The suspects of all findings of a report with a mistake among its reviews, and the truth.
fn suspects(
    linter: &Linter,
    (pack, balanced): (&Pack, &Balanced<'_>),
    seed: u64,
    text: Text,
) -> (Vec<Suspect>, Report) {
    let truth = balanced.report(seed);
    let mut report = truth.clone();
    let reviews = |cell: &CellId| pack.form.table_of(*cell).id == "review";
    let reviews: Vec<CellId> = pack.form.cells().filter(reviews).collect();
    let mut rng = Rng::new(seed);
    let kind = *rng.pick(&KINDS).unwrap();
    inject(&pack.form, &mut report, kind, &reviews, &mut rng);
    let named = match text {
        Text::Absent => None,
        Text::Right => Some(numbers(&pack.form, &truth)),
        Text::WithTheMistake => Some(numbers(&pack.form, &report)),
    };
    if let Some(named) = named {
        put_text(&mut report, phrased(PHRASING, &named, |n| n.to_string()));
    }
    let findings = linter.check(&report, None).unwrap().findings;
    let all = findings.into_iter().flat_map(|finding| finding.suspects);
    (all.collect(), truth)
}

fn is_true(truth: &Report, cell: CellId, suggested: Figure) -> bool {
    truth.cell(cell).and_then(Cell::figure) == Some(suggested)
}

#[test]
fn the_text_makes_corrections_safe_and_none_of_them_wrong() {
    let packs = Packs::built_in().unwrap().of_domain("cn-disclosure");
    let linter = Linter::new(&packs);
    let mut safe = [0; 3];
    for pack in packs.packs() {
        let balanced = Balanced::new(pack);
        for seed in 0..200 {
            for text in [Text::Absent, Text::Right, Text::WithTheMistake] {
                let (suspects, truth) = suspects(&linter, (pack, &balanced), seed, text);
                for suspect in suspects.iter().filter(|suspect| suspect.safe) {
                    let right = is_true(&truth, suspect.cell.cell, suspect.suggested);
                    assert!(right, "{} {seed}: {suspect:?}", pack.form.id);
                    let is_of_text =
                        |one: &gouji_model::SuspectEvidence| one.source == Source::Text;
                    assert!(suspect.evidence.iter().any(is_of_text), "{suspect:?}");
                    safe[text as usize] += 1;
                }
            }
        }
    }
    assert!(safe[Text::Right as usize] > 0, "{safe:?}");
    assert_eq!(safe[Text::Absent as usize], 0, "one equality is not enough");
    assert_eq!(safe[Text::WithTheMistake as usize], 0, "{safe:?}");
}

#[test]
fn a_right_text_names_the_wrong_cell_more_often() {
    let packs = Packs::built_in().unwrap().of_domain("cn-disclosure");
    let linter = Linter::new(&packs);
    let named = |text: Text| {
        let of = |pack: &Pack, balanced: &Balanced<'_>, seed: u64| {
            let (suspects, truth) = suspects(&linter, (pack, balanced), seed, text);
            let first = suspects.iter().find(|suspect| suspect.rank == 0);
            first.is_some_and(|first| is_true(&truth, first.cell.cell, first.suggested))
        };
        let count = |pack: &Pack| {
            let balanced = Balanced::new(pack);
            (0..60).filter(|seed| of(pack, &balanced, *seed)).count()
        };
        packs.packs().iter().map(|pack| count(pack)).sum::<usize>()
    };
    let (without, with) = (named(Text::Absent), named(Text::Right));
    assert!(with > without, "{with} with the text, {without} without");
}
