//! From reports with mistakes to causes.

// A test that cannot set up its case should fail loudly.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use gouji_check::check_relations;
use gouji_locate::{Cause, Mistake, System};
use gouji_model::{Cell, Figure, Report, Value};
use gouji_pack::Packs;
use gouji_rule::Pack;
use gouji_testkit::specimen::{Balanced, KINDS, Rng, inject};

fn with(run: impl Fn(&Pack, &System, &Balanced<'_>)) {
    for pack in Packs::built_in()
        .unwrap()
        .of_domain("cn-disclosure")
        .packs()
    {
        run(pack, &System::compile(pack), &Balanced::new(pack));
    }
}

fn put(pack: &Pack, report: &mut Report, address: &str, text: &str) -> Figure {
    let cell = pack.form.cell(address).unwrap();
    let slot = report.cells[cell.index()].as_mut().unwrap();
    let old = slot.figure().unwrap();
    let (value, raw) = Value::read(text);
    *slot = Cell {
        value,
        raw,
        place: slot.place,
    };
    old
}

fn only(causes: Vec<Cause>) -> Cause {
    assert_eq!(causes.len(), 1, "{causes:#?}");
    causes.into_iter().next().unwrap()
}

#[test]
fn balanced_reports_have_no_causes() {
    with(|_, system, balanced| {
        for seed in 0..50 {
            assert_eq!(system.localize(&balanced.report(seed), None), []);
        }
    });
}

#[test]
fn one_wrong_cell_is_convicted_with_its_value() {
    with(|pack, system, balanced| {
        for seed in 0..40 {
            let mut report = balanced.report(seed);
            let address = "requests/new/natural_person";
            let truth = put(pack, &mut report, address, "987654");
            let cause = only(system.localize(&report, None));
            let first = &cause.solutions[0];
            assert_eq!(pack.form.address(first.changes[0].cell.cell), address);
            assert_eq!((first.changes[0].new, first.witnesses), (truth, 2));
            assert_eq!(cause.certain(), cause.candidates());
            assert!(!cause.tangled);
            for finding in check_relations(pack, &report, None).findings {
                assert!(cause.explains(&finding), "{finding:?}");
            }
        }
    });
}

#[test]
fn what_groups_digits_takes_no_certainty_away() {
    with(|pack, system, balanced| {
        let address = "requests/new/natural_person";
        let is_safe = |seed: u64, text: &str| {
            let mut report = balanced.report(seed);
            put(pack, &mut report, address, text);
            only(system.localize(&report, None)).is_safe()
        };
        let mut safe = 0;
        for seed in 0..40 {
            let truth = put(pack, &mut balanced.report(seed), address, "0");
            // Ten times as large.
            let plain = format!("{truth}0");
            let Some((thousands, rest)) = plain.split_at_checked(plain.len().saturating_sub(3))
            else {
                continue;
            };
            if (1..=3).contains(&thousands.len()) && is_safe(seed, &plain) {
                assert!(is_safe(seed, &format!("{thousands},{rest}")), "{plain}");
                safe += 1;
            }
        }
        assert!(safe > 0);
    });
}

#[test]
fn a_blank_is_filled_and_named() {
    with(|pack, system, balanced| {
        let mut report = balanced.report(1);
        let truth = put(pack, &mut report, "requests/results.total/total", "");
        assert!(!truth.is_zero());
        let cause = only(system.localize(&report, None));
        let change = &cause.solutions[0].changes[0];
        assert_eq!(
            (change.new, change.mistake),
            (truth, Some(Mistake::LeftBlank))
        );
        assert!(cause.is_safe());
    });
}

#[test]
fn totals_left_blank_are_one_slip_that_their_own_total_proves() {
    with(|pack, system, balanced| {
        let mut report = balanced.report(3);
        let mut truths = Vec::new();
        for cell in pack.form.cells() {
            let row = &pack.form.row_of(cell);
            let is_result = row.id.starts_with("results.") && row.id != "results.total";
            let column = &pack.form.column_of(cell).id;
            if is_result && !row.group && column == "total" {
                let address = pack.form.address(cell);
                let truth = put(pack, &mut report, &address, "");
                truths.extend((!truth.is_zero()).then_some((cell, truth)));
            }
        }
        assert!(truths.len() > 4, "{truths:?}");
        let cause = only(system.localize(&report, None));
        let [solution] = cause.solutions.as_slice() else {
            panic!("{cause:#?}");
        };
        let changes = solution.changes.iter();
        let found: Vec<_> = changes.map(|one| (one.cell.cell, one.new)).collect();
        assert_eq!(found, truths);
        assert_eq!(solution.event, Some(Mistake::LeftBlank));
        assert!(cause.is_safe());
        assert_eq!(cause.broken.len(), truths.len() + 1);
        // With another mistake beside them nothing is proved.
        put(pack, &mut report, "requests/results.total/total", "987654");
        let causes = system.localize(&report, None);
        assert!(causes.iter().all(|cause| !cause.is_safe()));
    });
}

#[test]
fn one_witness_alone_is_never_safe_and_shows_all_candidates() {
    with(|pack, system, balanced| {
        let mut report = balanced.report(2);
        put(pack, &mut report, "review/reconsideration/total", "100000");
        put(pack, &mut report, "review/reconsideration/upheld", "70000");
        let cause = only(system.localize(&report, None));
        assert!(!cause.is_safe());
        assert!(cause.candidates().len() > 1 && cause.certain().is_empty());
    });
}

#[test]
fn text_in_a_cell_blocks_its_relations_and_is_never_changed() {
    with(|pack, system, balanced| {
        let mut report = balanced.report(3);
        put(pack, &mut report, "requests/new/total", "abc");
        put(pack, &mut report, "requests/new/natural_person", "54321");
        for cause in system.localize(&report, None) {
            for cell in cause.candidates() {
                assert_ne!(pack.form.address(cell.cell), "requests/new/total");
            }
            assert!(!cause.is_safe());
        }
    });
}

#[test]
fn the_same_report_gives_the_same_causes_within_any_budget() {
    with(|pack, system, balanced| {
        let cells: Vec<_> = pack
            .form
            .cells()
            .filter(|c| !pack.form.is_group_cell(*c))
            .collect();
        for seed in 0..30 {
            let mut report = balanced.report(seed);
            let mut rng = Rng::new(seed);
            for _ in 0..=seed % 9 {
                let kind = *rng.pick(&KINDS).unwrap();
                inject(&pack.form, &mut report, kind, &cells, &mut rng);
            }
            for budget in [0, 1, 50, 3000] {
                let causes = system.localize_within(&report, None, budget);
                assert_eq!(causes, system.localize_within(&report, None, budget));
                for cause in &causes {
                    assert!(!cause.solutions.is_empty() || !cause.is_safe());
                }
            }
        }
    });
}

#[test]
fn what_is_broken_is_what_the_check_finds() {
    with(|pack, system, balanced| {
        let eligible: Vec<_> = pack
            .form
            .cells()
            .filter(|cell| !pack.form.is_group_cell(*cell))
            .collect();
        for (seed, kind) in (0..).zip(KINDS.repeat(8)) {
            let mut report = balanced.report(seed);
            let mut rng = Rng::new(seed);
            inject(&pack.form, &mut report, kind, &eligible, &mut rng);
            let causes = system.localize(&report, None);
            let findings = check_relations(pack, &report, None).findings;
            for broken in causes.iter().flat_map(|cause| &cause.broken) {
                let same = |f: &&gouji_model::Finding| f.rule == broken.rule && f.at == broken.at;
                assert!(
                    findings.iter().any(|f| same(&f)),
                    "{kind:?} {seed}: {broken:?}"
                );
            }
            let equal = |f: &gouji_model::Finding| {
                f.equation
                    .as_ref()
                    .is_some_and(|equation| equation.relation == "==")
            };
            for finding in findings.iter().filter(|finding| equal(finding)) {
                let explained = causes.iter().any(|cause| cause.explains(finding));
                assert!(explained, "{kind:?} {seed}: {finding:?}");
            }
        }
    });
}
