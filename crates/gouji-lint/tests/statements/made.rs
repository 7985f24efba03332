//! Statements made up by seed: their figures, how they are laid out and written, and what is found in them.

use std::collections::BTreeSet;

use gouji_check::Outcome;
use gouji_lint::{Linter, Opened};
use gouji_model::{Cell, CellId, Figure, Report, Value};
use gouji_pack::Packs;
use gouji_rule::{Check, Pack, Rule};
use gouji_testkit::specimen::{Balanced, Rng};
use gouji_testkit::statement::{Facts, Layout, Sheet, sheet};

pub(crate) const ORGAN: &str = "青石县山水商贸有限公司";

/// How a statement is written down.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Manner {
    Page,
    Markdown,
    Text,
    Json,
    Word,
    Workbook,
    Spreadsheet,
}

pub(crate) const MANNERS: [Manner; 7] = [
    Manner::Page,
    Manner::Markdown,
    Manner::Text,
    Manner::Json,
    Manner::Word,
    Manner::Workbook,
    Manner::Spreadsheet,
];

/// The packs of the statements, and what reads them.
pub(crate) struct Domain {
    pub packs: Packs,
    pub linter: Linter,
}

impl Domain {
    pub(crate) fn new() -> Self {
        let packs = Packs::built_in().unwrap().of_domain("cn-small-enterprise");
        let linter = Linter::new(&packs);
        Self { packs, linter }
    }

    /// Each pack with what makes up its statements.
    pub(crate) fn makers(&self) -> Vec<(&Pack, Balanced<'_>)> {
        let packs = self.packs.packs().iter();
        packs.map(|pack| (&**pack, Balanced::new(pack))).collect()
    }
}

/// The seeds that are asked for: `GOUJI_ROUNDS` of them, from `GOUJI_SEED` on.
pub(crate) fn seeds(default: u64) -> std::ops::Range<u64> {
    let number = |name: &str| std::env::var(name).ok().map(|text| text.parse().unwrap());
    let first: u64 = number("GOUJI_SEED").unwrap_or(0);
    first..first + number("GOUJI_ROUNDS").unwrap_or(default)
}

/// The statements of a seed: its figures in cents, and how it is laid out.
pub(crate) fn statement(pack: &Pack, balanced: &Balanced<'_>, seed: u64) -> (Report, Layout, Rng) {
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

pub(crate) fn put(report: &mut Report, cell: CellId, figure: Figure) {
    if let Some(slot) = &mut report.cells[cell.index()] {
        slot.value = Value::Figure(figure);
        slot.raw = None;
    }
}

/// Prints a statement. A label at the end of a sheet, below an empty row and with nothing but blank cells,
/// is a line of text like any other: such a layout has no empty rows.
pub(crate) fn print(pack: &Pack, figures: &Report, layout: &Layout, rng: &mut Rng) -> Sheet {
    let sheet = printed(pack, figures, layout, rng);
    let is_label = |row: &&Vec<String>| row.iter().filter(|text| !text.is_empty()).count() < 2;
    let ends: Vec<&Vec<String>> = sheet.rows.iter().rev().take_while(is_label).collect();
    match ends.iter().any(|row| row.iter().all(String::is_empty)) {
        true => {
            let without = Layout {
                gaps: false,
                ..*layout
            };
            printed(pack, figures, &without, rng)
        }
        false => sheet,
    }
}

fn printed(pack: &Pack, figures: &Report, layout: &Layout, rng: &mut Rng) -> Sheet {
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

pub(crate) fn written(linter: &Linter, pack: &Pack, sheet: &Sheet, manner: Manner) -> Vec<u8> {
    match manner {
        Manner::Page => sheet.html().into_bytes(),
        Manner::Markdown => sheet.markdown().into_bytes(),
        Manner::Text => sheet.text().into_bytes(),
        Manner::Word => sheet.word(),
        Manner::Workbook => sheet.workbook(),
        Manner::Spreadsheet => sheet.spreadsheet(),
        Manner::Json => {
            let page = sheet.html();
            let opened = linter.open(page.as_bytes()).unwrap();
            gouji_canonical::write(&pack.form, &opened.reports[0], None).into_bytes()
        }
    }
}

/// Laid-out text cannot show a blank cell.
pub(crate) fn fit(layout: &mut Layout, manner: Manner) {
    if matches!(manner, Manner::Text) {
        layout.blank_zero = false;
    }
}

pub(crate) fn only<'o>(opened: &'o Opened<'_>, pack: &Pack, why: &str) -> &'o Report {
    assert_eq!(opened.reports.len(), 1, "{why}");
    let report = &opened.reports[0];
    assert_eq!(report.form, pack.form.id, "{why}");
    assert_eq!(report.organization.as_deref(), Some(ORGAN), "{why}");
    let period = report.period.map(|period| period.to_string());
    assert_eq!(period.as_deref(), Some("2024-12-31"), "{why}");
    report
}

pub(crate) fn found(outcome: &Outcome) -> BTreeSet<(String, Option<String>)> {
    let findings = outcome.findings.iter();
    findings.map(|f| (f.rule.clone(), f.at.clone())).collect()
}

pub(crate) fn relation_of(rule: &Rule) -> Option<&str> {
    match &rule.check {
        Check::Relation(relation) => Some(&relation.text),
        _ => None,
    }
}

/// Whether a relation is one with another period or statement.
pub(crate) fn is_of_others(relation: &str) -> bool {
    ["prior.", "income[", "cash_flow["]
        .iter()
        .any(|other| relation.contains(other))
}

pub(crate) fn is_equality(pack: &Pack, rule: &str) -> bool {
    let relation = pack.rule(rule).and_then(relation_of);
    relation.is_some_and(|text| text.contains("=="))
}

/// Puts a wrong amount into a cell, too great or too small; what was right. Nothing where it has no amount.
pub(crate) fn make_wrong(
    figures: &mut Report,
    cell: CellId,
    (most, is_less): (usize, bool),
    rng: &mut Rng,
) -> Option<Figure> {
    let truth = figures.cell(cell).and_then(Cell::figure)?;
    let off = Figure::new((1 + most / 2 + rng.below(most / 2)) as i128, 2);
    let wrong = match is_less {
        false => truth.checked_add(off),
        true => truth.checked_sub(off),
    };
    put(figures, cell, wrong.unwrap());
    Some(truth)
}

/// Whether the first suspect is the wrong cell with its true amount, where two equalities or more see it.
pub(crate) fn first_is_right(
    pack: &Pack,
    outcome: &Outcome,
    (cell, truth): (CellId, Figure),
) -> Option<bool> {
    let equalities = outcome.findings.iter();
    let equalities: Vec<_> = equalities.filter(|f| is_equality(pack, &f.rule)).collect();
    if equalities.len() < 2 {
        return None;
    }
    let first = equalities[0].suspects.first();
    Some(first.is_some_and(|s| s.cell.cell == cell && s.suggested == truth))
}

/// The cells that were not read as they are, by address: a layout without the columns that may be left out
/// has none of these.
pub(crate) fn misread(
    pack: &Pack,
    report: &Report,
    figures: &Report,
    layout: &Layout,
) -> Vec<String> {
    let own = pack.form.cells();
    let own = own.filter(|cell| !pack.form.is_group_cell(*cell));
    let differs = |cell: &CellId| {
        let absent = layout.narrow && pack.form.column_of(*cell).optional;
        let read = report.cell(*cell).and_then(Cell::figure);
        let truth = figures.cell(*cell).and_then(Cell::figure);
        read != truth.filter(|_| !absent)
    };
    own.filter(differs)
        .map(|cell| pack.form.address(cell))
        .collect()
}
