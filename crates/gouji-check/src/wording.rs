//! Filling a rule's message with what was found.

use std::borrow::Cow;

use gouji_model::{Bilingual, Equation, Evidence, Form, Languages, Terms, within_quotes};
use gouji_pack::{Check, Logic, Reading, Relation};

use crate::relations::names_cells;

/// Most terms of a sum that are spelled out.
const MOST_TERMS: usize = 8;

/// The placeholders that a rule's message may have, by what the rule looks at: others stay as
/// they are.
#[must_use]
pub fn placeholders(check: &Check) -> &'static [&'static str] {
    match check {
        Check::Relation(relation) => of_relation(relation),
        Check::Cell(_) => &["row", "column", "cell", "text"],
        Check::MixedZeroStyles => &["subject", "found"],
        Check::Unfilled => &["form", "count"],
        Check::Observation(_) => &["subject", "expected", "found", "table"],
        Check::Text(_) => &["found"],
        Check::Copied(_) => &["section", "percent"],
        Check::Unchanged(_) => &["count"],
        Check::Narrative(_) => &["words", "said", "readings"],
    }
}

/// What a placeholder is filled with.
#[must_use]
pub fn placeholder_meaning(name: &str) -> Option<Bilingual> {
    let (zh, en) = match name {
        "row" => ("行的名称", "the label of the row"),
        "column" => ("列的名称", "the label of the column"),
        "cell" => ("单元格的地址", "the address of the cell"),
        "equation" => ("算式和数字", "the relation with its figures"),
        "difference" => ("两边相差多少", "how much the two sides differ by"),
        "left" => ("左边的数", "what the left side comes to"),
        "right" => ("右边的数", "what the right side comes to"),
        "year" => ("报告年度", "the report's year"),
        "text" => ("单元格里的文字", "what the cell holds"),
        "subject" => (
            "涉及的部分、表格、行或列",
            "the section, table, row or column it is about",
        ),
        "found" => (
            "报告里的内容，或缺少的内容",
            "what the report has, or lacks",
        ),
        "expected" => ("规定的内容", "what the form has"),
        "table" => ("表的名称", "the name of the table"),
        "section" => ("部分的标题", "the title of the section"),
        "percent" => ("相同的百分比", "how many per cent are the same"),
        "form" => ("表格的名称", "the name of the form"),
        "count" => ("有几个这样的单元格", "how many such cells there are"),
        "should" => ("空白处应填的数", "what should stand in the blank cell"),
        "total" => ("合计的数", "the figure of the total"),
        "words" => ("文字里的说法", "the words of the text"),
        "said" => ("文字里的数", "the figure in the text"),
        "readings" => ("表中可能对应的数", "the figures of the tables it may mean"),
        _ => return None,
    };
    Some(Bilingual::new(zh, en))
}

/// Only a comparison has two sides, and only one of cells has an equation.
fn of_relation(relation: &Relation) -> &'static [&'static str] {
    let first = relation.formula.instances.first();
    match first.map(|instance| &instance.assert) {
        Some(assert @ Logic::Compare(..)) if names_cells(assert) => &[
            "row",
            "column",
            "cell",
            "equation",
            "difference",
            "left",
            "right",
            "year",
        ],
        Some(Logic::Compare(..)) => &["left", "right", "year"],
        _ => &["row", "column", "cell", "year"],
    }
}

/// The placeholders of a message with their texts.
#[derive(Debug, Default)]
pub(crate) struct Words<'w> {
    words: Vec<(&'static str, Cow<'w, str>)>,
}

impl<'w> Words<'w> {
    /// Gives a placeholder its text.
    pub(crate) fn set(&mut self, name: &'static str, text: impl Into<Cow<'w, str>>) {
        self.words.push((name, text.into()));
    }

    /// The texts, in the order they were set.
    pub(crate) fn texts(&self) -> impl Iterator<Item = &str> {
        self.words.iter().map(|(_, text)| &**text)
    }

    /// The message with its placeholders filled; unknown ones are left as they are.
    pub(crate) fn fill(&self, message: &Bilingual, languages: Languages) -> Bilingual {
        Bilingual::worded(languages, |language| self.fill_one(message.get(language)))
    }

    /// One of the two texts of a message with its placeholders filled.
    pub(crate) fn fill_one(&self, message: &str) -> String {
        let room: usize = self.words.iter().map(|(_, text)| text.len()).sum();
        let mut filled = String::with_capacity(message.len() + room);
        let mut rest = message;
        while let Some(open) = rest.find('{') {
            let (before, from) = rest.split_at(open);
            filled.push_str(before);
            let Some(close) = from.find('}') else {
                filled.push_str(from);
                return filled;
            };
            let name = &from[1..close];
            match self.words.iter().find(|(known, _)| *known == name) {
                Some((_, text)) if is_open(&filled) => filled.push_str(&within_quotes(text)),
                Some((_, text)) => filled.push_str(text),
                None => filled.push_str(&from[..=close]),
            }
            rest = &from[close + 1..];
        }
        filled.push_str(rest);
        filled
    }
}

/// Whether a quotation mark of a text is still open at its end.
fn is_open(text: &str) -> bool {
    text.rfind('“') > text.rfind('”')
}

/// The words of a broken relation.
pub(crate) fn relation<'w>(
    words: &mut Words<'w>,
    reading: &Reading<'w>,
    equation: Option<&Equation>,
    cells: &[Evidence],
    sides: Option<(String, String)>,
) {
    if let Some(first) = cells.iter().find(|evidence| !evidence.prior) {
        cell(words, reading.form, *first);
    }
    if let Some(equation) = equation {
        words.set("equation", spelled(equation));
        let difference = equation.left_sum.checked_sub(equation.right_sum);
        let difference = difference.map_or_else(String::new, |d| {
            if d.is_negative() { d.negated() } else { d }.to_string()
        });
        words.set("difference", difference);
    }
    if let Some((left, right)) = sides {
        words.set("left", left);
        words.set("right", right);
    }
    if let Some(year) = reading.report.year {
        words.set("year", year.to_string());
    }
}

/// The official labels of a cell.
pub(crate) fn cell<'w>(words: &mut Words<'w>, form: &'w Form, evidence: Evidence) {
    words.set("row", &form.row_of(evidence.cell).label.text);
    words.set("column", &form.column_of(evidence.cell).label.text);
    words.set("cell", form.address_of(evidence.cell));
}

/// `2 + 0 ≠ 0 + 0`: the broken relation with its numbers.
pub(crate) fn spelled(equation: &Equation) -> String {
    let sign = match equation.relation {
        "==" => "≠",
        "!=" => "=",
        "<" => "≥",
        "<=" => ">",
        ">" => "≤",
        _ => "<",
    };
    with_sign(equation, sign)
}

/// `2 + 0 = 1 + 1`: the relation with its numbers, as it should be.
pub(crate) fn spelled_true(equation: &Equation) -> String {
    let sign = match equation.relation {
        "==" => "=",
        "!=" => "≠",
        "<=" => "≤",
        ">=" => "≥",
        other => other,
    };
    with_sign(equation, sign)
}

fn with_sign(equation: &Equation, sign: &str) -> String {
    let side = |terms: &Terms, sum: &gouji_model::Figure| {
        if terms.is_empty() {
            sum.to_string()
        } else {
            side(terms)
        }
    };
    format!(
        "{} {sign} {}",
        side(&equation.left, &equation.left_sum),
        side(&equation.right, &equation.right_sum)
    )
}

/// A sum with its numbers: zeros of long sums are left out.
fn side(terms: &Terms) -> String {
    let long = terms.len() > MOST_TERMS / 2;
    let shown: Vec<_> = terms
        .iter()
        .filter(|(_, _, figure)| !long || !figure.is_zero())
        .collect();
    if shown.is_empty() {
        return "0".to_owned();
    }
    let mut text = String::new();
    for (index, (coefficient, _, figure)) in shown.iter().take(MOST_TERMS).enumerate() {
        let sign = if *coefficient < 0 { "-" } else { "+" };
        match (index, sign) {
            (0, "+") => {}
            (0, sign) => text.push_str(sign),
            (_, sign) => text.push_str(&format!(" {sign} ")),
        }
        if coefficient.abs() != 1 {
            text.push_str(&format!("{} × ", coefficient.abs()));
        }
        text.push_str(&figure.to_string());
    }
    if shown.len() > MOST_TERMS {
        text.push_str(" + …");
    }
    text
}
