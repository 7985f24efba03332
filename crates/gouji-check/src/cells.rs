//! Rules about single cells, and about how a table writes its zeros.

use std::borrow::Cow;

use gouji_model::{
    Bilingual, Cell, CellId, CellKind, Column, Figure, Finding, Form, IdentityMaker, Language,
    ObservationKind, Place, Report, Value, without_note_marks,
};
use gouji_rule::{CellRule, CellTest, Rule};

use crate::Outcome;
use crate::finding::own;
use crate::identity;
use crate::wording;
use crate::words::{Parts, Text, Words};

/// How many texts the message about a cell is filled with.
const TEXTS: usize = 6;

/// The cells that may fail a test, which few do: all that hold anything but plain counts.
pub(crate) fn odd<'r>(form: &Form, report: &'r Report) -> Vec<(CellId, &'r Cell)> {
    let odd = printed(form, report).filter(|(_, cell)| !is_plain(cell));
    odd.collect()
}

/// Tests the odd cells of a report.
pub(crate) fn check(
    form: &Form,
    rule: &Rule,
    check: &CellRule,
    (report, odd): (&Report, &[(CellId, &Cell)]),
    outcome: &mut Outcome,
) {
    let is_failing =
        |(id, cell): &&(CellId, &Cell)| is_failing(form, report, check.test, *id, cell);
    let failing: Vec<&(CellId, &Cell)> = odd.iter().filter(is_failing).collect();
    if failing.is_empty() {
        return;
    }
    outcome.findings.reserve(failing.len());
    let of_rule = IdentityMaker::of_rule(&form.id, &rule.name);
    let mut words = Words::with_capacity(TEXTS);
    let [chinese, english] = [Language::Chinese, Language::English]
        .map(|language| Parts::of(rule.message.get(language)));
    for &&(id, cell) in &failing {
        words.clear();
        wording::cell(&mut words, form, own(id));
        words.give("text", shown(cell));
        words.give("expected", Text::Each(belonging(form.kind_of(id))));
        let address = Some(form.address_of(id));
        let identity = identity::of_rules_cells(&of_rule, form, report, address, &[own(id)]);
        let message = Bilingual::worded(outcome.languages, |language| match language {
            Language::Chinese => words.fill_in(&chinese, language),
            Language::English => words.fill_in(&english, language),
        });
        outcome.findings.push(Finding {
            at: Some(form.address(id)),
            severity: check.severity(id, rule.severity),
            cells: vec![own(id)],
            ..rule.finding(identity, message)
        });
    }
}

/// Whether a cell fails a test that holds for it.
fn is_failing(form: &Form, report: &Report, test: CellTest, id: CellId, cell: &Cell) -> bool {
    // What is lent by another form is reported where it is printed.
    if !fails(test, cell, || form.column_of(id)) || form.table_of(id).from.is_some() {
        return false;
    }
    match test {
        CellTest::FinerThanUnit => is_finer(form, report, id, cell),
        // What is given twice with different values is reported as that.
        CellTest::Text => !is_given_twice(report, id),
        // The form itself leaves group rows empty.
        CellTest::Blank | CellTest::Placeholder => !form.is_group_cell(id),
        _ => true,
    }
}

/// Whether a cell stands in a row that is there twice and says different things of it.
fn is_given_twice(report: &Report, id: CellId) -> bool {
    let mut seen = report.observations.iter();
    seen.any(|seen| seen.kind == ObservationKind::DifferingCopies && seen.cells.contains(&id))
}

/// What belongs into a cell of a kind.
fn belonging(kind: CellKind) -> Bilingual {
    match kind {
        CellKind::Date => Bilingual::new("日期", "a date"),
        CellKind::YesNo => Bilingual::new("是或否", "yes or no"),
        CellKind::Words => Bilingual::new("规定的词", "a word of the list"),
        CellKind::Percent => Bilingual::new("百分比", "a percentage"),
        _ => Bilingual::new("数字", "a number"),
    }
}

/// The cells that a document has.
fn printed<'r>(form: &Form, report: &'r Report) -> impl Iterator<Item = (CellId, &'r Cell)> {
    let cells = form.cells().zip(&report.cells);
    cells.filter_map(|(id, cell)| Some((id, cell.as_ref()?)))
}

/// Whether a cell holds a whole number that is written in digits alone, as most do: it fails no test.
#[inline]
fn is_plain(cell: &Cell) -> bool {
    let is_plain = |figure: Figure| figure.is_integer() && !figure.is_negative();
    cell.raw.is_none() && matches!(cell.value, Value::Figure(figure) if is_plain(figure))
}

/// What stands for a picture in the text of a cell.
const PICTURE: char = '\u{fffc}';

/// The text of a cell for readers: what stands for a picture, or for a figure that is not shown as it is written,
/// shows nothing, and of an office file a formula is only shown where it has no result.
fn shown(cell: &Cell) -> Text<'_> {
    let text = cell.text();
    let is_office = matches!(cell.place, Place::Sheet { .. } | Place::Word { .. });
    if text.chars().all(|c| c == PICTURE) && !text.is_empty() {
        return Text::Each(Bilingual::new(
            "读不出的内容（如图片）",
            "what cannot be read, such as a picture",
        ));
    }
    match is_office && text.starts_with('=') {
        true => Text::Each(Bilingual::new(
            format!("{text}（公式没有计算结果）"),
            format!("{text} (a formula without a result)"),
        )),
        false => Text::Same(text),
    }
}

/// Whether a cell fails a test. Most are recognized without the column.
fn fails<'f>(test: CellTest, cell: &Cell, column: impl Fn() -> &'f Column) -> bool {
    let kind = || column().kind;
    let figure = match cell.value {
        Value::Figure(figure) => Some(figure),
        _ => None,
    };
    let unit = || {
        let raw = cell.raw.as_deref().filter(|_| figure.is_some());
        raw.is_some_and(Value::has_unit)
    };
    match test {
        CellTest::Blank => cell.value == Value::Blank,
        CellTest::Placeholder => cell.value == Value::Placeholder,
        CellTest::UnitInCount => unit() && !kind().is_amount(),
        CellTest::UnitInAmount => unit() && kind().is_amount(),
        CellTest::Text => cell.value == Value::Text,
        CellTest::Negative => figure.is_some_and(Figure::is_negative) && !kind().is_signed(),
        CellTest::Decimal => figure.is_some_and(|figure| !figure.is_integer()) && kind().is_whole(),
        CellTest::NumberStyle => {
            let unusual = |raw: &str| unusual(raw, kind().is_signed());
            figure.is_some() && !unit() && cell.raw.as_deref().is_some_and(unusual)
        }
        CellTest::FinerThanUnit => figure.is_some() && kind().is_amount(),
    }
}

/// Separators, full-width characters or a needless sign; the mark of a note is none of these.
fn unusual(raw: &str, signed: bool) -> bool {
    without_note_marks(raw)
        .chars()
        .any(|c| !(c.is_ascii_digit() || c == '.' || c == '-' || signed && c == '+'))
}

/// How many decimals the smallest coin takes in the unit the yuan is counted in.
const DECIMALS_OF_YUAN: u8 = 2;

/// Whether an amount has more decimals than the smallest coin takes in the unit that it is in: that of its
/// column, or the one that the report prints.
fn is_finer(form: &Form, report: &Report, id: CellId, cell: &Cell) -> bool {
    let unit = form.column_of(id).unit.as_deref();
    let own = unit.and_then(|unit| form.money_unit(unit));
    let has_own = cell.raw.as_deref().is_some_and(Value::has_unit);
    let printed = report.unit.as_ref().filter(|_| !has_own);
    let power = match printed {
        Some(unit) => own.and(unit.known_power()),
        None => own,
    };
    let decimals = cell.value.figure().map_or(0, Figure::scale);
    power.is_some_and(|power| decimals > power + DECIMALS_OF_YUAN)
}

/// What a blank cell is called in identities.
const BLANK: &str = "空白 (blank)";

/// One finding for each table that writes zero in more than one way.
pub(crate) fn mixed_zero_styles(form: &Form, rule: &Rule, report: &Report, outcome: &mut Outcome) {
    let mut tables: Vec<Vec<(Cow<'_, str>, CellId)>> = vec![Vec::new(); form.tables.len()];
    for (id, cell) in printed(form, report) {
        let style = match cell.value {
            Value::Blank => Cow::Borrowed(BLANK),
            Value::Placeholder => cell.text(),
            Value::Figure(figure) if figure.is_zero() => Cow::Borrowed("0"),
            _ => continue,
        };
        let styles = &mut tables[form.table_id_of(id).0 as usize];
        if !styles.iter().any(|(known, _)| *known == style) {
            styles.push((style, id));
        }
    }
    for (table, styles) in tables.iter().enumerate() {
        if styles.len() < 2 {
            continue;
        }
        let names: Vec<&str> = styles.iter().map(|(style, _)| style.as_ref()).collect();
        let mut words = Words::default();
        words.set("subject", &form.tables[table].title.zh);
        words.set("found", names.join("、"));
        // What the finding is does not change with the language it is reported in.
        let identity = identity::of_words(form, rule, &form.tables[table].id, &words);
        let found = |blank: &str, between: &str| {
            let named = names.iter().map(|name| match *name {
                BLANK => blank,
                name => name,
            });
            named.collect::<Vec<_>>().join(between)
        };
        let mut words = Words::default();
        words.give("subject", Text::Each(form.tables[table].title.clone()));
        words.give(
            "found",
            Text::Each(Bilingual::new(found("空白", "、"), found("blank", ", "))),
        );
        let message = words.fill(&rule.message, outcome.languages);
        outcome.findings.push(Finding {
            at: Some(form.tables[table].id.clone()),
            cells: styles.iter().map(|(_, id)| own(*id)).collect(),
            ..rule.finding(identity, message)
        });
    }
}
