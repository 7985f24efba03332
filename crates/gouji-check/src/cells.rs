//! Rules about single cells, and about how a table writes its zeros.

use std::borrow::Cow;

use gouji_model::{
    Cell, CellId, CellKind, Evidence, Figure, Finding, Form, Report, TableId, Value, is_note_mark,
};
use gouji_pack::{CellTest, Rule};

use crate::Outcome;
use crate::identity;
use crate::wording::{self, Words};

/// Tests every cell the document has.
pub(crate) fn check(
    form: &Form,
    rule: &Rule,
    test: CellTest,
    report: &Report,
    outcome: &mut Outcome,
) {
    for id in form.cells() {
        let Some(cell) = report.cell(id) else {
            continue;
        };
        if !fails(test, cell, || form.kind_of(id)) {
            continue;
        }
        // The form itself leaves group rows empty.
        if form.is_group_cell(id) && matches!(test, CellTest::Blank | CellTest::Placeholder) {
            continue;
        }
        let mut words = Words::default();
        wording::cell(&mut words, form, own(id));
        words.set("text", shown(cell.text()));
        outcome.findings.push(Finding {
            identity: identity::of_cells(form, report, rule, Some(form.address_of(id)), &[own(id)]),
            rule: rule.name.clone(),
            at: Some(form.address(id)),
            severity: rule.severity,
            message: words.fill(&rule.message, outcome.languages),
            cells: vec![own(id)],
            equation: None,
            place: None,
            suspects: Vec::new(),
            cause: None,
        });
    }
}

/// What stands for a picture in the text of a cell.
const PICTURE: char = '\u{fffc}';

/// The text of a cell for readers: what stands for a picture shows nothing.
fn shown(text: Cow<'_, str>) -> Cow<'_, str> {
    match text.chars().all(|c| c == PICTURE) && !text.is_empty() {
        true => Cow::Borrowed("图片 (a picture)"),
        false => text,
    }
}

const fn own(cell: CellId) -> Evidence {
    Evidence { cell, prior: false }
}

fn fails(test: CellTest, cell: &Cell, kind: impl Fn() -> CellKind) -> bool {
    let figure = match cell.value {
        Value::Figure(figure) => Some(figure),
        _ => None,
    };
    let unit = || cell.value == Value::Text && is_number_with_unit(&cell.text());
    match test {
        CellTest::Blank => cell.value == Value::Blank,
        CellTest::Placeholder => cell.value == Value::Placeholder,
        CellTest::UnitInCount => unit() && kind() != CellKind::Amount,
        CellTest::UnitInAmount => unit() && kind() == CellKind::Amount,
        CellTest::Text => cell.value == Value::Text && !unit(),
        CellTest::Negative => {
            figure.is_some_and(Figure::is_negative) && kind() != CellKind::SignedCount
        }
        CellTest::Decimal => {
            figure.is_some_and(|figure| !figure.is_integer()) && kind() != CellKind::Amount
        }
        CellTest::NumberStyle => {
            let unusual = |raw: &str| unusual(raw, kind() == CellKind::SignedCount);
            figure.is_some() && cell.raw.as_deref().is_some_and(unusual)
        }
    }
}

/// Separators, full-width characters or a needless sign; the mark of a note is none of these.
fn unusual(raw: &str, signed: bool) -> bool {
    raw.trim_end_matches(is_note_mark)
        .chars()
        .any(|c| !(c.is_ascii_digit() || c == '.' || c == '-' || signed && c == '+'))
}

/// A number, then a word: `3件`, `251000元`, `25.1 万元`.
fn is_number_with_unit(text: &str) -> bool {
    let digits = text
        .chars()
        .take_while(|c| c.is_ascii_digit() || matches!(c, '.' | ',' | '-' | '０'..='９'))
        .count();
    let unit: Vec<char> = text
        .chars()
        .skip(digits)
        .filter(|c| !c.is_whitespace())
        .collect();
    digits > 0 && (1..=3).contains(&unit.len()) && unit.iter().all(|c| c.is_alphabetic())
}

/// One finding for each table that writes zero in more than one way.
pub(crate) fn mixed_zero_styles(form: &Form, rule: &Rule, report: &Report, outcome: &mut Outcome) {
    for table in 0..form.tables.len() {
        let mut styles: Vec<(Cow<'_, str>, CellId)> = Vec::new();
        for id in form
            .cells()
            .filter(|id| form.table_id_of(*id) == TableId(table as u8))
        {
            let Some(cell) = report.cell(id) else {
                continue;
            };
            let style = match cell.value {
                Value::Blank => Cow::Borrowed("空白 (blank)"),
                Value::Placeholder => cell.text(),
                Value::Figure(figure) if figure.is_zero() => Cow::Borrowed("0"),
                _ => continue,
            };
            if !styles.iter().any(|(known, _)| *known == style) {
                styles.push((style, id));
            }
        }
        if styles.len() < 2 {
            continue;
        }
        let names: Vec<&str> = styles.iter().map(|(style, _)| style.as_ref()).collect();
        let mut words = Words::default();
        words.set("subject", &form.tables[table].title.zh);
        words.set("found", names.join("、"));
        outcome.findings.push(Finding {
            identity: identity::of_words(form, rule, &form.tables[table].id, &words),
            rule: rule.name.clone(),
            at: Some(form.tables[table].id.clone()),
            severity: rule.severity,
            message: words.fill(&rule.message, outcome.languages),
            cells: styles.iter().map(|(_, id)| own(*id)).collect(),
            equation: None,
            place: None,
            suspects: Vec::new(),
            cause: None,
        });
    }
}
