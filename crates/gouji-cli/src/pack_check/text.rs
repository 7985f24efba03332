//! The linter's remarks for people, each at its place in the rule file.

use std::sync::Arc;

use gouji_model::{Bilingual, Language, Severity};
use gouji_ruleset::{Numbers, Remark, System};
use miette::{
    Diagnostic, GraphicalReportHandler, GraphicalTheme, LabeledSpan, MietteDiagnostic, NamedSource,
    Report,
};

use super::loose;
use super::shown::Shown;
use crate::arguments::Colour;
use crate::output;

/// Most addresses and groups listed; JSON has them all.
const MOST_LISTED: usize = 12;

/// The whole of the output.
pub(super) fn text(shown: &Shown<'_>, colour: Colour) -> String {
    let theme = if output::colours(colour) {
        GraphicalTheme::unicode()
    } else {
        GraphicalTheme::unicode_nocolor()
    };
    let handler = GraphicalReportHandler::new_themed(theme);
    let mut text = String::new();
    for fault in &shown.faults {
        let diagnostic = fault.diagnostic(shown.language);
        render(&handler, &diagnostic, shown.language, &mut text);
    }
    for remark in &shown.linted.remarks {
        let diagnostic = diagnostic(shown, remark);
        render(&handler, diagnostic.as_ref(), shown.language, &mut text);
    }
    let packs = shown.survey.packs.packs();
    let asked = |form: &str| {
        let mut packs = packs.iter().filter(|pack| pack.form.id.0 == form);
        packs.any(|pack| shown.is_asked(&pack.origin))
    };
    for numbers in shown.linted.numbers.iter().filter(|n| asked(&n.form)) {
        text.push_str(&of_pack(numbers, shown.language));
        text.push('\n');
    }
    text.push_str(&loose::rules(shown));
    text.push_str(&summary(shown));
    text
}

fn render(
    handler: &GraphicalReportHandler,
    diagnostic: &dyn Diagnostic,
    language: Language,
    text: &mut String,
) {
    let mut drawn = String::new();
    // Writing to a string does not fail; a diagnostic that cannot be drawn is still reported.
    if handler.render_report(&mut drawn, diagnostic).is_err() {
        drawn = diagnostic.to_string();
    }
    // The one word that is drawn in English whatever the language is.
    if language == Language::Chinese
        && let Some(at) = drawn.rfind(HELP)
    {
        drawn.replace_range(at..at + HELP.len(), "怎么办：");
    }
    text.push_str(&drawn);
    text.push('\n');
}

/// What stands before what to do.
const HELP: &str = "help: ";

/// A remark with the place it is made at marked; other places are in the message by rule name.
fn diagnostic(shown: &Shown<'_>, remark: &Remark) -> Report {
    let language = shown.language;
    let severity = match remark.severity {
        Severity::Error => miette::Severity::Error,
        Severity::Warning => miette::Severity::Warning,
        Severity::Info => miette::Severity::Advice,
    };
    let packs = remark.packs.join(", ");
    let mut diagnostic = MietteDiagnostic::new(remark.message.get(language))
        .with_severity(severity)
        .with_help(remark.help.get(language))
        .with_code(if packs.is_empty() {
            remark.code.name().to_owned()
        } else {
            format!("{} ({packs})", remark.code.name())
        });
    let spot = remark.spots.first();
    let file = spot.and_then(|spot| {
        shown
            .survey
            .files
            .iter()
            .find(|file| file.path == spot.file)
    });
    let (Some(spot), Some(file)) = (spot, file) else {
        return Report::from(diagnostic);
    };
    let here = Bilingual::new("此处", "here");
    diagnostic = diagnostic.with_label(LabeledSpan::new(
        Some(here.get(language).to_owned()),
        spot.range.start,
        spot.range.len(),
    ));
    let source = NamedSource::new(&file.path, file.text.clone().into_owned());
    Report::from(diagnostic).with_source_code(Arc::new(source))
}

fn of_pack(numbers: &Numbers, language: Language) -> String {
    let mut lines = vec![numbers.form.clone()];
    lines.extend(
        facts(numbers)
            .into_iter()
            .map(|fact| fact.get(language).to_owned()),
    );
    let alike = numbers.alike.iter().take(MOST_LISTED);
    lines.extend(alike.map(|class| format!("  {}", class.join(", "))));
    lines.join("\n  ") + "\n"
}

/// What is to be reported about a pack, a line each.
fn facts(numbers: &Numbers) -> [Bilingual; 7] {
    let Numbers {
        rules,
        relations,
        cells,
        caught,
        ..
    } = numbers;
    let pairs = numbers.escaping_pairs();
    [
        Bilingual::new(
            format!("{rules} 条规则，{relations} 条关系（按行、列计），{cells} 个单元格"),
            format!(
                "{rules} rules, {relations} relations counted by rows and columns, {cells} cells"
            ),
        ),
        system(
            &numbers.alone,
            &Bilingual::new("单份报告", "one report alone"),
        ),
        system(
            &numbers.with_prior,
            &Bilingual::new("有上年报告时", "with last year's report"),
        ),
        Bilingual::new(
            format!("{caught} 个单元格改动任何一个都会被发现"),
            format!("{caught} cells: a change of any one of them is caught"),
        ),
        listed(
            &numbers.partly,
            &Bilingual::new(
                "个单元格只有部分改动会被发现，或需上年报告",
                "cells: only some changes are caught, or only with last year's report",
            ),
        ),
        listed(
            &numbers.unwatched,
            &Bilingual::new(
                "个单元格没有任何关系涉及，改了也不会被发现",
                "cells are in no relation: no rule can catch a change",
            ),
        ),
        Bilingual::new(
            format!("{pairs} 对单元格同时改动可以互相掩盖"),
            format!("{pairs} pairs of cells in which two changes can hide each other"),
        ),
    ]
}

fn system(system: &System, name: &Bilingual) -> Bilingual {
    let System {
        equations,
        rank,
        freedom,
    } = system;
    Bilingual::new(
        format!(
            "{}：{equations} 个等式，秩 {rank}，自由度 {freedom}",
            name.zh
        ),
        format!(
            "{}: {equations} equations, rank {rank}, {freedom} degrees of freedom",
            name.en
        ),
    )
}

/// How many cells something is reported about, and the first of them.
fn listed(addresses: &[String], what: &Bilingual) -> Bilingual {
    let count = addresses.len();
    let shown: Vec<&str> = addresses
        .iter()
        .take(MOST_LISTED)
        .map(String::as_str)
        .collect();
    let mut list = String::new();
    if count > 0 {
        list = format!("\n    {}", shown.join(", "));
    }
    if count > MOST_LISTED {
        list.push_str(", …");
    }
    Bilingual::new(
        format!("{count} {}{list}", what.zh),
        format!("{count} {}{list}", what.en),
    )
}

fn summary(shown: &Shown<'_>) -> String {
    let [errors, warnings, notes] =
        [Severity::Error, Severity::Warning, Severity::Info].map(|severity| shown.count(severity));
    match shown.language {
        Language::Chinese => format!("{errors} 个错误，{warnings} 个警告，{notes} 条说明\n"),
        Language::English => format!("errors: {errors}, warnings: {warnings}, notes: {notes}\n"),
    }
}
