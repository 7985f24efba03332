//! What became of a printed report: every cell against what was printed, every error against what
//! is wrong in it.

use std::collections::BTreeSet;

use gouji_lint::Linter;
use gouji_model::{Cell, CellId, Figure, Report, Severity, Value};
use gouji_rule::Pack;
use gouji_testkit::specimen::{Balanced, Rng};
use gouji_testkit::typeset::{Paper, Style, Trait, typeset_with};

/// A style and the traits put on it.
#[derive(Clone, Debug)]
pub struct Layout {
    pub style: Style,
    pub traits: Vec<Trait>,
}

/// How one report fared.
#[derive(Clone, Debug, Default)]
pub struct Verdict {
    /// Every cell was read.
    pub whole: bool,
    /// The first cell with another figure than the printed one.
    pub wrong: Option<String>,
    /// An error that the printed report does not deserve.
    pub false_error: Option<String>,
    /// Something is wrong in the report, and nothing was said or left unchecked.
    pub missed: bool,
    /// The wrong figure stands in a row that has lost its label, with hardly any other: whether it is the row that
    /// is lacking there, or one of no form, no sums can bear out.
    pub undecidable: bool,
    /// The printed page.
    pub page: String,
}

impl Verdict {
    /// Whether the report was read wrong without a word, or blamed for nothing.
    pub fn is_bad(&self) -> bool {
        self.wrong.is_some() || self.false_error.is_some() || self.missed
    }
}

/// Every layout with these many traits (none, one or two).
pub fn layouts(count: usize) -> Vec<Layout> {
    let mut found = Vec::new();
    for style in Style::WIDER {
        let suited: Vec<Trait> = Trait::ALL.into_iter().filter(|t| t.suits(style)).collect();
        let mut add = |traits: Vec<Trait>| found.push(Layout { style, traits });
        match count {
            0 => add(Vec::new()),
            1 => suited.iter().for_each(|one| add(vec![*one])),
            _ => {
                for (index, one) in suited.iter().enumerate() {
                    let others = suited.iter().skip(index + 1);
                    let fitting = others.filter(|other| !one.excludes(**other));
                    fitting.for_each(|other| add(vec![*one, *other]));
                }
            }
        }
    }
    found
}

/// Prints the report of a seed, with one figure changed where `faulty`, and judges what is made
/// of it.
pub fn judge(
    linter: &Linter,
    (pack, balanced): (&Pack, &Balanced<'_>),
    layout: &Layout,
    (seed, faulty): (u64, bool),
) -> Verdict {
    let form = &pack.form;
    let mut truth = balanced.report(seed);
    let changed = faulty.then(|| change(&mut truth, pack, seed)).flatten();
    let paper = Paper {
        form,
        year: form.since.unwrap_or(2021) + 1,
        organization: "青石县水务局",
        text_of: &|cell| Some(truth.cell(cell)?.text().into_owned()),
    };
    let page = typeset_with(&paper, layout.style, &layout.traits, seed);
    let mut verdict = Verdict::default();
    if let Ok(opened) = linter.open(page.as_bytes()) {
        match opened.reports.as_slice() {
            [report] if report.form == form.id => {
                compare(linter, pack, &truth, report, &mut verdict)
            }
            // What is taken for the other edition or for several reports is told apart by nobody.
            reports => {
                let forms: Vec<String> = reports.iter().map(|r| r.form.to_string()).collect();
                verdict.wrong = Some(format!("reports: {forms:?}"));
            }
        }
    }
    verdict.undecidable = changed.is_some_and(|cell| is_undecidable(pack, &truth, cell, &page));
    verdict.page = page;
    verdict
}

/// Most other figures of a row that lost its label that leave it undecided where one is wrong.
const FEW: usize = 2;

/// Whether the label of the row with the one wrong figure is not on the page, and few other figures stand in it.
fn is_undecidable(pack: &Pack, truth: &Report, changed: CellId, page: &str) -> bool {
    let form = &pack.form;
    let others = form
        .cells()
        .filter(|cell| *cell != changed && form.in_one_row(changed, *cell));
    let is_filled = |cell: &CellId| {
        let figure = truth.cell(*cell).and_then(Cell::figure);
        figure.is_some_and(|figure| !figure.is_zero())
    };
    others.filter(is_filled).count() <= FEW && !page.contains(&form.row_of(changed).label.text)
}

/// Changes one figure; which.
fn change(report: &mut Report, pack: &Pack, seed: u64) -> Option<CellId> {
    let mut rng = Rng::new(seed ^ 0x5eed);
    let cells: Vec<CellId> = pack
        .form
        .cells()
        .filter(|c| !pack.form.is_group_cell(*c))
        .collect();
    let changed = *rng.pick(&cells)?;
    let more = Figure::from(1 + rng.below(99) as i64);
    let cell = report.cells[changed.index()].as_mut()?;
    cell.value = Value::Figure(cell.figure()?.checked_add(more)?);
    Some(changed)
}

fn compare(linter: &Linter, pack: &Pack, truth: &Report, read: &Report, verdict: &mut Verdict) {
    let form = &pack.form;
    verdict.whole = true;
    for cell in form.cells().filter(|cell| !form.is_group_cell(*cell)) {
        let printed = truth
            .cell(cell)
            .and_then(Cell::figure)
            .unwrap_or(Figure::ZERO);
        let found = match read.cell(cell).map(|cell| cell.value) {
            None => {
                verdict.whole = false;
                continue;
            }
            Some(Value::Figure(figure)) => figure,
            Some(Value::Blank) => Figure::ZERO,
            Some(other) => {
                let text = format!("{} is {other:?}", form.address(cell));
                verdict.wrong.get_or_insert(text);
                continue;
            }
        };
        if found != printed {
            let text = format!("{} is {found}, printed {printed}", form.address(cell));
            verdict.wrong.get_or_insert(text);
        }
    }
    let (Some(due), Some(outcome)) = (linter.check(truth, None), linter.check(read, None)) else {
        return;
    };
    let errors = |findings: &[gouji_model::Finding]| -> BTreeSet<(String, Option<String>)> {
        let errors = findings.iter().filter(|f| f.severity == Severity::Error);
        errors.map(|f| (f.rule.clone(), f.at.clone())).collect()
    };
    let (due, found) = (errors(&due.findings), errors(&outcome.findings));
    verdict.false_error = found
        .difference(&due)
        .next()
        .map(|error| format!("{error:?}"));
    // A violation may go unfound where the check says that it could not do its work.
    let must_hold = |rule: &str| {
        let rule = pack.rule(rule);
        rule.is_some_and(|rule| rule.severity == Severity::Error)
    };
    let unchecked = outcome
        .blocked
        .iter()
        .any(|blocked| must_hold(&blocked.rule));
    let passes = !unchecked && read.lost_tables.is_empty();
    verdict.missed = passes && due.difference(&found).next().is_some();
}
