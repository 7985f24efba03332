//! Statements of companies in every layout: what adds up has no finding, one wrong amount breaks just the
//! relations it is in, and the first suspect is the wrong one where two of them see it.
//!
//! `GOUJI_ROUNDS=10000 cargo test --release -p gouji-lint --test statements` asks for more, and `GOUJI_SEED` for
//! others.

#![allow(clippy::unwrap_used, reason = "a failing test may stop at once")]

#[path = "statements/made.rs"]
mod made;

use std::collections::BTreeSet;

use gouji_check::check_relations;
use gouji_model::{Cell, CellId};
use gouji_rule::Rule;

use made::{
    Domain, MANNERS, first_is_right, fit, found, is_of_others, make_wrong, misread, only, print,
    relation_of, seeds, statement, written,
};

#[test]
fn what_adds_up_has_no_finding_in_any_layout() {
    let domain = Domain::new();
    let linter = &domain.linter;
    let all = domain.makers();
    for seed in seeds(60) {
        let (pack, balanced) = &all[(seed % all.len() as u64) as usize];
        let manner = MANNERS[(seed / all.len() as u64) as usize % MANNERS.len()];
        let (figures, mut layout, mut rng) = statement(pack, balanced, seed);
        fit(&mut layout, manner);
        // A statement of blank cells is one that nobody filled in.
        let printed = |cell: &CellId| !(layout.narrow && pack.form.column_of(*cell).optional);
        let figure = |cell| figures.cell(cell).and_then(Cell::figure);
        let mut cells = pack.form.cells().filter(printed).filter_map(figure);
        layout.blank_zero &= cells.any(|figure| !figure.is_zero());
        let sheet = print(pack, &figures, &layout, &mut rng);
        let text = written(linter, pack, &sheet, manner);
        let why = format!("{} {seed} {manner:?} {layout:?}", pack.form.id);
        let shown = String::from_utf8_lossy(&text);
        let opened = linter
            .open(&text)
            .unwrap_or_else(|error| panic!("{why}: {error}\n{shown}"));
        let report = only(&opened, pack, &why);
        let outcome = linter.check(report, None).unwrap();
        let messages: Vec<&str> = outcome
            .findings
            .iter()
            .map(|f| f.message.zh.as_str())
            .collect();
        assert!(messages.is_empty(), "{why}: {messages:?}\n{shown}");
        assert!(
            outcome.blocked.is_empty(),
            "{why}: {:?}\n{shown}",
            outcome.blocked
        );
        let misread = misread(pack, report, &figures, &layout);
        assert!(misread.is_empty(), "{why}: {misread:?}");
    }
}

#[test]
fn one_wrong_amount_breaks_the_relations_it_is_in() {
    let domain = Domain::new();
    let linter = &domain.linter;
    let (mut located, mut right) = (0, 0);
    for (pack, balanced) in domain.makers() {
        let cells: Vec<CellId> = pack.form.cells().collect();
        let mut broken_rules = BTreeSet::new();
        // Every cell once too great and once too small.
        for (number, seed) in seeds(2 * cells.len() as u64).enumerate() {
            let (mut figures, mut layout, mut rng) = statement(pack, &balanced, seed);
            layout.narrow = false;
            let (turn, at) = (number / cells.len(), number % cells.len());
            // Turn by turn each cell is written down in another manner.
            let manner = MANNERS[(turn + at) % MANNERS.len()];
            fit(&mut layout, manner);
            let cell = cells[at];
            let most = if turn < 2 { 1_000_000_000 } else { 99_999 };
            let off = (most, turn % 2 == 1);
            let Some(truth) = make_wrong(&mut figures, cell, off, &mut rng) else {
                continue;
            };
            let expected = found(&check_relations(pack, &figures, None));
            let sheet = print(pack, &figures, &layout, &mut rng);
            let text = written(linter, pack, &sheet, manner);
            let address = pack.form.address(cell);
            let why = format!("{} {seed} {manner:?} {address} {layout:?}", pack.form.id);
            let opened = linter.open(&text).unwrap();
            let outcome = linter.check(only(&opened, pack, &why), None).unwrap();
            assert_eq!(found(&outcome), expected, "{why}");
            broken_rules.extend(expected.into_iter().map(|(rule, _)| rule));
            if let Some(is_right) = first_is_right(pack, &outcome, (cell, truth)) {
                located += 1;
                right += usize::from(is_right);
                assert!(is_right, "{why}");
            }
        }
        let alone = |rule: &&Rule| relation_of(rule).is_some_and(|text| !is_of_others(text));
        let relations = pack.rules().iter().filter(alone);
        let unbroken: Vec<&str> = relations
            .map(|rule| rule.name.as_str())
            .filter(|name| !broken_rules.contains(*name))
            .collect();
        assert!(unbroken.is_empty(), "{}: {unbroken:?}", pack.form.id);
    }
    assert!(located > 20 && right == located, "{right} of {located}");
}
