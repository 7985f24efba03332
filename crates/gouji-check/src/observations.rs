//! Rules about what the binder saw.

use gouji_model::{
    Bilingual, Finding, Form, Language, Observation, ObservationKind, Report, TableId,
};
use gouji_rule::Rule;

use crate::Outcome;
use crate::finding::own;
use crate::identity;
use crate::words::{Text, Words};

/// One finding for each observation of a kind.
pub(crate) fn check(
    form: &Form,
    rule: &Rule,
    kind: ObservationKind,
    report: &Report,
    outcome: &mut Outcome,
) {
    for seen in report.observations.iter().filter(|seen| seen.kind == kind) {
        let mut words = Words::default();
        words.set("subject", &seen.subject);
        words.give("expected", expected(form, seen));
        match kind {
            ObservationKind::PartOfReport => words.give("found", Text::Each(there(form, report))),
            _ => words.set("found", &seen.found),
        }
        if let Some(table) = seen.table {
            words.give(
                "table",
                Text::Each(form.tables[table.0 as usize].title.clone()),
            );
        }
        let identity = identity::of_words(form, rule, &seen.subject, &words);
        // No part of what the finding is: only how it is reported.
        words.give("missed", Text::Each(missed(seen.there)));
        if let Some(found) = seen.repeated_key() {
            words.reword("found", Text::Each(found));
        }
        outcome.findings.push(Finding {
            at: Some(seen.subject.clone()),
            cells: seen.cells.iter().copied().map(own).collect(),
            place: seen.place,
            ..rule.finding(identity, words.fill(&rule.message, outcome.languages))
        });
    }
}

/// The titles of the tables that a document with only a part of a report has.
fn there(form: &Form, report: &Report) -> Bilingual {
    let tables = form.tables.iter().enumerate();
    let lacks =
        |table| report.absent_tables.contains(&table) || report.lost_tables.contains(&table);
    let has_cells = |table| {
        let mut own = form.cells().filter(|cell| form.table_id_of(*cell) == table);
        own.any(|cell| report.cell(cell).is_some())
    };
    let titles: Vec<&Bilingual> = tables
        .filter(|(at, _)| !lacks(TableId::at(*at)) && has_cells(TableId::at(*at)))
        .map(|(_, table)| &table.title)
        .collect();
    let listed = |language, joint| {
        let names = titles.iter().map(|title| title.get(language));
        names.collect::<Vec<&str>>().join(joint)
    };
    Bilingual::new(
        listed(Language::Chinese, "；"),
        listed(Language::English, "; "),
    )
}

/// The official wording; the title of a table in both languages.
fn expected<'s>(form: &Form, seen: &'s Observation) -> Text<'s> {
    let title = seen.table.map(|table| &form.tables[table.0 as usize].title);
    match title.filter(|title| !seen.expected.is_empty() && title.zh == seen.expected) {
        Some(title) => Text::Each(title.clone()),
        None => Text::Same(seen.expected.as_str().into()),
    }
}

/// What is reported about something that was not read: whether its label is there.
fn missed(there: bool) -> Bilingual {
    match there {
        true => Bilingual::new("没有读出", "is there but could not be read"),
        false => Bilingual::new("没有找到", "was not found"),
    }
}
