//! Statements of companies in every layout: what adds up has no finding, one wrong amount breaks just the
//! relations it is in, and the first suspect is the wrong one where two of them see it.
//!
//! `GOUJI_ROUNDS=10000 cargo test --release -p gouji-lint --test statements` asks for more.

#![allow(clippy::unwrap_used, reason = "a failing test may stop at once")]

use std::collections::BTreeSet;

use gouji_check::{Outcome, check_relations};
use gouji_lint::{Linter, Opened};
use gouji_model::{Cell, CellId, Figure, Report, Value};
use gouji_pack::Packs;
use gouji_rule::{Check, Pack, Rule};
use gouji_testkit::specimen::{Balanced, Rng};
use gouji_testkit::statement::{Facts, Layout, Sheet, sheet};

const DOMAIN: &str = "cn-small-enterprise";
const ORGAN: &str = "青石县山水商贸有限公司";

fn rounds(default: u64) -> u64 {
    std::env::var("GOUJI_ROUNDS").map_or(default, |rounds| rounds.parse().unwrap())
}

/// How a statement is written down.
#[derive(Clone, Copy, Debug)]
enum Manner {
    Page,
    Markdown,
    Text,
    Json,
}

const MANNERS: [Manner; 4] = [Manner::Page, Manner::Markdown, Manner::Text, Manner::Json];

/// The statements of a seed: its figures in cents, and how it is laid out.
fn statement(pack: &Pack, balanced: &Balanced<'_>, seed: u64) -> (Report, Layout, Rng) {
    let mut figures = balanced.report(seed);
    let lent = |cell: &CellId| pack.form.table_of(*cell).from.is_some();
    for cell in pack.form.cells().filter(lent) {
        figures.cells[cell.index()] = None;
    }
    for cell in pack.form.cells() {
        if let Some(figure) = figures.cell(cell).and_then(Cell::figure) {
            put(&mut figures, cell, figure.shifted(-2).unwrap());
        }
    }
    let mut rng = Rng::new(seed ^ 0x5A5A);
    let layout = Layout::of(&mut rng);
    (figures, layout, rng)
}

fn put(report: &mut Report, cell: CellId, figure: Figure) {
    if let Some(slot) = &mut report.cells[cell.index()] {
        slot.value = Value::Figure(figure);
        slot.raw = None;
    }
}

fn print(pack: &Pack, figures: &Report, layout: &Layout, rng: &mut Rng) -> Sheet {
    let title = pack.form.known_by.as_ref().unwrap().titles[0].clone();
    let facts = Facts {
        title: &title,
        organ: ORGAN,
        period: "2024年12月31日",
    };
    let text_of = |cell| {
        let figure = figures.cell(cell).and_then(Cell::figure);
        figure.map_or_else(String::new, |figure| layout.amount(figure))
    };
    sheet(&pack.form, facts, layout, rng, &text_of)
}

fn written(linter: &Linter, pack: &Pack, sheet: &Sheet, manner: Manner) -> String {
    match manner {
        Manner::Page => sheet.html(),
        Manner::Markdown => sheet.markdown(),
        Manner::Text => sheet.text(),
        Manner::Json => {
            let page = sheet.html();
            let opened = linter.open(page.as_bytes()).unwrap();
            gouji_canonical::write(&pack.form, &opened.reports[0], None)
        }
    }
}

/// Laid-out text cannot show a blank cell.
fn fit(layout: &mut Layout, manner: Manner) {
    if matches!(manner, Manner::Text) {
        layout.blank_zero = false;
    }
}

fn only<'o>(opened: &'o Opened<'_>, pack: &Pack, why: &str) -> &'o Report {
    assert_eq!(opened.reports.len(), 1, "{why}");
    let report = &opened.reports[0];
    assert_eq!(report.form, pack.form.id, "{why}");
    assert_eq!(report.organization.as_deref(), Some(ORGAN), "{why}");
    let period = report.period.map(|period| period.to_string());
    assert_eq!(period.as_deref(), Some("2024-12-31"), "{why}");
    report
}

fn found(outcome: &Outcome) -> BTreeSet<(String, Option<String>)> {
    let findings = outcome.findings.iter();
    findings.map(|f| (f.rule.clone(), f.at.clone())).collect()
}

#[test]
fn what_adds_up_has_no_finding_in_any_layout() {
    let packs = Packs::built_in().unwrap().of_domain(DOMAIN);
    let linter = Linter::new(&packs);
    let all: Vec<Balanced<'_>> = packs
        .packs()
        .iter()
        .map(|pack| Balanced::new(pack))
        .collect();
    for seed in 0..rounds(60) {
        let which = (seed % all.len() as u64) as usize;
        let pack = &packs.packs()[which];
        let manner = MANNERS[(seed / all.len() as u64) as usize % MANNERS.len()];
        let (figures, mut layout, mut rng) = statement(pack, &all[which], seed);
        fit(&mut layout, manner);
        // A statement of blank cells is one that nobody filled in.
        let printed = |cell: &CellId| !(layout.narrow && pack.form.column_of(*cell).optional);
        let figure = |cell| figures.cell(cell).and_then(Cell::figure);
        let mut cells = pack.form.cells().filter(printed).filter_map(figure);
        layout.blank_zero &= cells.any(|figure| !figure.is_zero());
        let sheet = print(pack, &figures, &layout, &mut rng);
        let text = written(&linter, pack, &sheet, manner);
        let why = format!("{} {seed} {manner:?} {layout:?}", pack.form.id);
        let opened = linter
            .open(text.as_bytes())
            .unwrap_or_else(|error| panic!("{why}: {error}\n{text}"));
        let report = only(&opened, pack, &why);
        let outcome = linter.check(report, None).unwrap();
        let messages: Vec<&str> = outcome
            .findings
            .iter()
            .map(|f| f.message.zh.as_str())
            .collect();
        assert!(messages.is_empty(), "{why}: {messages:?}\n{text}");
        assert!(
            outcome.blocked.is_empty(),
            "{why}: {:?}\n{text}",
            outcome.blocked
        );
        for cell in pack
            .form
            .cells()
            .filter(|cell| !pack.form.is_group_cell(*cell))
        {
            let absent = layout.narrow && pack.form.column_of(cell).optional;
            let read = report.cell(cell).and_then(Cell::figure);
            let truth = figures.cell(cell).and_then(Cell::figure);
            let truth = truth.filter(|_| !absent);
            assert_eq!(read, truth, "{why}: {}", pack.form.address(cell));
        }
    }
}

fn relation_of(rule: &Rule) -> Option<&str> {
    match &rule.check {
        Check::Relation(relation) => Some(&relation.text),
        _ => None,
    }
}

/// Whether a relation is one with another period or statement.
fn is_of_others(relation: &str) -> bool {
    ["prior.", "income[", "cash_flow["]
        .iter()
        .any(|other| relation.contains(other))
}

fn is_equality(pack: &Pack, rule: &str) -> bool {
    let relation = pack.rule(rule).and_then(relation_of);
    relation.is_some_and(|text| text.contains("=="))
}

#[test]
fn one_wrong_amount_breaks_the_relations_it_is_in() {
    let packs = Packs::built_in().unwrap().of_domain(DOMAIN);
    let linter = Linter::new(&packs);
    let (mut located, mut right) = (0, 0);
    for pack in packs.packs() {
        let balanced = Balanced::new(pack);
        let cells: Vec<CellId> = pack.form.cells().collect();
        let mut broken_rules = BTreeSet::new();
        // Every cell once too great and once too small.
        for seed in 0..rounds(2 * cells.len() as u64) {
            let (mut figures, mut layout, mut rng) = statement(pack, &balanced, seed);
            layout.narrow = false;
            let manner = MANNERS[seed as usize % MANNERS.len()];
            fit(&mut layout, manner);
            let (turn, at) = (seed as usize / cells.len(), seed as usize % cells.len());
            let cell = cells[at];
            let Some(truth) = figures.cell(cell).and_then(Cell::figure) else {
                continue;
            };
            let most = if turn < 2 { 1_000_000_000 } else { 99_999 };
            let off = Figure::new((1 + most / 2 + rng.below(most / 2)) as i128, 2);
            let wrong = match turn % 2 {
                0 => truth.checked_add(off).unwrap(),
                _ => truth.checked_sub(off).unwrap(),
            };
            put(&mut figures, cell, wrong);
            let expected = found(&check_relations(pack, &figures, None));
            let sheet = print(pack, &figures, &layout, &mut rng);
            let text = written(&linter, pack, &sheet, manner);
            let address = pack.form.address(cell);
            let why = format!("{} {seed} {manner:?} {address} {layout:?}", pack.form.id);
            let opened = linter.open(text.as_bytes()).unwrap();
            let outcome = linter.check(only(&opened, pack, &why), None).unwrap();
            assert_eq!(found(&outcome), expected, "{why}");
            broken_rules.extend(expected.into_iter().map(|(rule, _)| rule));
            let equalities = outcome.findings.iter();
            let equalities: Vec<_> = equalities.filter(|f| is_equality(pack, &f.rule)).collect();
            if equalities.len() >= 2 {
                located += 1;
                let first = equalities[0].suspects.first();
                right +=
                    usize::from(first.is_some_and(|s| s.cell.cell == cell && s.suggested == truth));
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
