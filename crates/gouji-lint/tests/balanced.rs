//! Properties over random reports: what adds up has no finding in any style, and one changed cell
//! breaks exactly the relations it is in.

#![allow(clippy::unwrap_used, reason = "a failing test may stop at once")]

use std::collections::BTreeSet;

use gouji_check::Outcome;
use gouji_lint::Linter;
use gouji_model::{Cell, CellId, Figure, Form, Report, Value};
use gouji_pack::Packs;
use gouji_testkit::specimen::{Balanced, Rng};
use gouji_testkit::typeset::{Paper, Style, typeset};

/// Random reports for each form and style; `GOUJI_ROUNDS` asks for more.
fn rounds() -> u64 {
    std::env::var("GOUJI_ROUNDS").map_or(12, |rounds| rounds.parse().unwrap())
}

fn check(linter: &Linter, form: &Form, figures: &Report, style: Option<Style>) -> Outcome {
    let paper = Paper {
        form,
        year: form.since.unwrap(),
        organization: "青石县水务局",
        text_of: &|cell| Some(figures.cell(cell)?.text().into_owned()),
    };
    let page = match style {
        Some(style) => typeset(&paper, style),
        // Canonical JSON, made from a page that is known to be read right.
        None => {
            let page = typeset(&paper, Style::Html);
            let opened = linter.open(page.as_bytes()).unwrap();
            gouji_canonical::write(form, &opened.reports[0], None)
        }
    };
    let opened = linter.open(page.as_bytes()).unwrap();
    assert_eq!(opened.reports.len(), 1, "{style:?}");
    assert_eq!(opened.reports[0].form, form.id, "{style:?}");
    linter.check(&opened.reports[0], None).unwrap()
}

fn styles() -> impl Iterator<Item = Option<Style>> {
    Style::ALL.into_iter().map(Some).chain([None])
}

#[test]
fn what_adds_up_has_no_finding() {
    let packs = Packs::built_in().unwrap().of_domain("cn-disclosure");
    let linter = Linter::new(&packs);
    for pack in packs.packs() {
        let balanced = Balanced::new(pack);
        for seed in 0..rounds() {
            let figures = balanced.report(seed);
            for style in styles() {
                let outcome = check(&linter, &pack.form, &figures, style);
                let found: Vec<_> = outcome.findings.iter().map(|f| (&f.rule, &f.at)).collect();
                assert!(
                    found.is_empty(),
                    "{} {style:?} {seed}: {found:?}",
                    pack.form.id
                );
                assert!(
                    outcome.blocked.is_empty(),
                    "{} {style:?} {seed}",
                    pack.form.id
                );
            }
        }
    }
}

fn raise(cell: &mut Cell, by: usize) {
    let more = Figure::from(by as i64);
    cell.value = Value::Figure(cell.figure().unwrap().checked_add(more).unwrap());
}

/// The equations of the form that a cell is in, by rule and instance.
fn equations_of(form: &Form, cell: CellId) -> BTreeSet<(String, String)> {
    let (table, row, column) = (
        form.table_of(cell).id.as_str(),
        form.row_of(cell).id.clone(),
        form.column_of(cell).id.clone(),
    );
    let mut found = BTreeSet::new();
    let mut add = |rule: &str, at: &str| found.insert((rule.to_owned(), at.to_owned()));
    match table {
        "requests" => {
            add("applicants-total", &row);
            if row.starts_with("results.") {
                add("results-total", &column);
            }
            if !row.starts_with("results.") || row == "results.total" {
                add("requests-balance", &column);
            }
        }
        "review" => {
            add("review-total", &row);
        }
        _ => {}
    }
    found
}

const EQUATIONS: [&str; 4] = [
    "applicants-total",
    "results-total",
    "requests-balance",
    "review-total",
];

#[test]
fn one_changed_cell_breaks_exactly_its_own_equations() {
    let packs = Packs::built_in().unwrap().of_domain("cn-disclosure");
    let linter = Linter::new(&packs);
    for pack in packs.packs() {
        let form = &pack.form;
        let balanced = Balanced::new(pack);
        let cells: Vec<CellId> = form.cells().filter(|c| !form.is_group_cell(*c)).collect();
        for seed in 0..rounds() {
            let mut rng = Rng::new(seed);
            let mut figures = balanced.report(seed);
            let cell = *rng.pick(&cells).unwrap();
            raise(
                figures.cells[cell.index()].as_mut().unwrap(),
                1 + rng.below(99),
            );
            for style in styles() {
                let outcome = check(&linter, form, &figures, style);
                let broken: BTreeSet<_> = outcome
                    .findings
                    .iter()
                    .filter(|finding| EQUATIONS.contains(&finding.rule.as_str()))
                    .map(|finding| (finding.rule.clone(), finding.at.clone().unwrap()))
                    .collect();
                let address = form.address(cell);
                assert_eq!(
                    broken,
                    equations_of(form, cell),
                    "{address} {style:?} {seed}"
                );
            }
        }
    }
}
