//! The solver against trying every small report, on random conditions.

use std::collections::BTreeMap;

use gouji_model::{
    Bilingual, Block, CellId, CellKind, Column, Form, FormId, Label, Row, RowAxis, Table,
};
use gouji_rule::{Comparison, Logic, Operand, Sum, Term};

use super::*;

const CELLS: u16 = 3;
const HIGHEST: i128 = 5;

/// Numbers without end, the same in every run.
struct Rng(u64);

impl Rng {
    fn below(&mut self, limit: u64) -> u64 {
        self.0 = self
            .0
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) % limit
    }

    fn between(&mut self, least: i64, most: i64) -> i64 {
        least + self.below((most - least + 1) as u64) as i64
    }
}

fn form() -> Form {
    let label = |text: &str| Label {
        text: text.to_owned(),
        ..Label::default()
    };
    let column = |id: &str| Column {
        id: id.to_owned(),
        label: label(id),
        ..Column::of_kind(CellKind::Count)
    };
    let row = Row {
        id: "r".to_owned(),
        label: label("r"),
        ..Row::default()
    };
    let block = Block {
        caption: None,
        rows_run: RowAxis::Down,
        columns: ["a", "b", "c"].map(column).to_vec(),
        rows: vec![row],
        open_rows: None,
    };
    let table = Table {
        id: "t".to_owned(),
        title: Bilingual::default(),
        section: "s".to_owned(),
        furniture: Vec::new(),
        skip: Vec::new(),
        from: None,
        years: (None, None),
        blocks: vec![block],
        optional: false,
    };
    Form::new(
        FormId("f".to_owned()),
        Bilingual::default(),
        (None, None),
        Vec::new(),
        vec![table],
    )
}

fn sum(rng: &mut Rng) -> Sum {
    let terms = (0..CELLS).map(|cell| Term {
        coefficient: rng.between(-2, 2),
        operand: Operand::Cell(CellId(cell)),
    });
    Sum {
        terms: terms.collect(),
        constant: rng.between(-4, 4),
        scale: 0,
    }
}

fn logic(rng: &mut Rng, depth: u64) -> Logic {
    let inner = |rng: &mut Rng| Box::new(logic(rng, depth.saturating_sub(1)));
    match (depth, rng.below(8)) {
        (0, _) | (_, 0..3) => {
            let signs = [
                Comparison::Equal,
                Comparison::Equal,
                Comparison::Unequal,
                Comparison::Less,
                Comparison::LessOrEqual,
                Comparison::GreaterOrEqual,
            ];
            let sign = signs[rng.below(6) as usize];
            Logic::Compare(sum(rng), sign, Sum::default())
        }
        (_, 3) => Logic::And(inner(rng), inner(rng)),
        (_, 4) => Logic::Or(inner(rng), inner(rng)),
        (_, 5) => Logic::Not(inner(rng)),
        (_, 6) => Logic::Implies(inner(rng), inner(rng)),
        _ => Logic::Iff(inner(rng), inner(rng)),
    }
}

/// What a condition says of given figures, distinguished from how the solver sees it.
fn holds(logic: &Logic, figures: &[i128]) -> bool {
    let value = |sum: &Sum| {
        let terms = sum.terms.iter().map(|term| match term.operand {
            Operand::Cell(cell) => i128::from(term.coefficient) * figures[cell.index()],
            _ => 0,
        });
        terms.sum::<i128>() + i128::from(sum.constant)
    };
    match logic {
        Logic::Compare(left, sign, right) => sign.holds(&value(left), &value(right)),
        Logic::And(a, b) => holds(a, figures) && holds(b, figures),
        Logic::Or(a, b) => holds(a, figures) || holds(b, figures),
        Logic::Not(a) => !holds(a, figures),
        Logic::Implies(a, b) => !holds(a, figures) || holds(b, figures),
        Logic::Iff(a, b) => holds(a, figures) == holds(b, figures),
        // None is made here.
        Logic::Present(_) | Logic::Ordered(..) => true,
    }
}

fn small_reports() -> impl Iterator<Item = [i128; 3]> {
    let all = || 0..=HIGHEST;
    all().flat_map(move |a| all().flat_map(move |b| all().map(move |c| [a, b, c])))
}

#[test]
fn agrees_with_trying_every_small_report() {
    let form = form();
    let mut rng = Rng(7);
    let (mut impossible, mut found) = (0, 0);
    for round in 0..3000 {
        let logics: Vec<Logic> = (0..=rng.below(4)).map(|_| logic(&mut rng, 2)).collect();
        let conditions: Vec<Condition> = logics
            .iter()
            .map(|logic| Condition::of(&form, logic, true).unwrap())
            .collect();
        let conditions: Vec<&Condition> = conditions.iter().collect();
        let some = small_reports().any(|figures| logics.iter().all(|logic| holds(logic, &figures)));
        match possible(&form, &conditions) {
            Answer::Undecided => panic!("round {round}: undecided {logics:?}"),
            Answer::Possible => found += usize::from(some),
            Answer::Impossible(core) => {
                assert!(!some, "round {round}: {logics:?}");
                impossible += 1;
                needed(&form, &conditions, &logics, core);
            }
        }
        // A solution in small numbers is never overlooked, and most there are have small numbers.
        if some {
            assert_eq!(
                possible(&form, &conditions),
                Answer::Possible,
                "round {round}"
            );
        }
    }
    assert!(impossible > 300 && found > 1000, "{impossible} {found}");
}

/// Each condition of a smallest set is needed: without it the others can hold.
fn needed(form: &Form, conditions: &[&Condition], logics: &[Logic], core: BTreeSet<usize>) {
    let core = smallest(form, conditions, core, None);
    let kept = |figures: &[i128]| core.iter().all(|index| holds(&logics[*index], figures));
    assert!(!small_reports().any(|figures| kept(&figures)));
    for without in &core {
        let rest = core.iter().filter(|index| *index != without);
        let rest: Vec<&Condition> = rest.map(|index| conditions[*index]).collect();
        assert_eq!(possible(form, &rest), Answer::Possible);
    }
}

#[test]
fn a_condition_and_its_opposite_share_no_report_and_leave_none_out() {
    let form = form();
    let mut rng = Rng(11);
    for _ in 0..500 {
        let logic = logic(&mut rng, 2);
        let sides = [true, false].map(|truth| Condition::of(&form, &logic, truth).unwrap());
        let both = possible(&form, &[&sides[0], &sides[1]]);
        assert!(matches!(both, Answer::Impossible(_)), "{logic:?}");
        for figures in small_reports() {
            let held = sides.each_ref().map(|side| satisfied(side, &figures));
            let truth = holds(&logic, &figures);
            assert_eq!(held, [truth, !truth], "{logic:?} {figures:?}");
        }
    }
}

fn satisfied(condition: &Condition, figures: &[i128]) -> bool {
    match condition {
        Condition::All(parts) => parts.iter().all(|part| satisfied(part, figures)),
        Condition::Any(parts) => parts.iter().any(|part| satisfied(part, figures)),
        Condition::Is(linear, sign) => {
            let terms: &BTreeMap<Unknown, i128> = &linear.terms;
            let value =
                terms
                    .iter()
                    .fold(linear.constant, |sum, (unknown, factor)| match unknown {
                        Unknown::Cell(cell) => sum + factor * figures[cell.index()],
                        _ => sum,
                    });
            match sign {
                Sign::Zero => value == 0,
                Sign::NotNegative => value >= 0,
                Sign::Positive => value > 0,
            }
        }
    }
}
