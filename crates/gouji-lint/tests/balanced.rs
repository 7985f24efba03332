//! Properties over random reports: what adds up has no finding in any style, and one changed cell
//! breaks exactly the relations it is in.

#![allow(clippy::unwrap_used, reason = "a failing test may stop at once")]

use std::collections::BTreeSet;

use gouji_check::Outcome;
use gouji_lint::Linter;
use gouji_model::{CellId, Form};
use gouji_pack::Packs;
use gouji_typeset::{Dice, Figures, Paper, Style, balanced, typeset};

/// Random reports for each form and style; `GOUJI_ROUNDS` asks for more.
fn rounds() -> u64 {
    std::env::var("GOUJI_ROUNDS").map_or(12, |rounds| rounds.parse().unwrap())
}

fn check(linter: &Linter<'_>, form: &Form, figures: &Figures, style: Option<Style>) -> Outcome {
    let paper = Paper {
        form,
        year: form.since.unwrap(),
        organization: "青石县水务局",
        text_of: &|cell| figures.get(&cell).map(u64::to_string),
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
    let packs = Packs::built_in().unwrap();
    let linter = Linter::new(&packs);
    for seed in 0..rounds() {
        for pack in packs.packs() {
            let figures = balanced(&pack.form, &mut Dice::new(seed));
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
    let packs = Packs::built_in().unwrap();
    let linter = Linter::new(&packs);
    for seed in 0..rounds() {
        for pack in packs.packs() {
            let form = &pack.form;
            let mut dice = Dice::new(seed);
            let mut figures = balanced(form, &mut dice);
            let cells: Vec<CellId> = figures.keys().copied().collect();
            let cell = cells[dice.below(cells.len() as u64) as usize];
            *figures.get_mut(&cell).unwrap() += 1 + dice.below(99);
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
