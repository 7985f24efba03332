//! Findings as diagnostics.

use gouji_lint::Linter;
use gouji_model::{Bilingual, Finding, Language, SourceRange};

use crate::checked::{Checked, CheckedReport, own_cells};
use crate::document::Document;
use crate::project::Project;
use crate::protocol::{
    CodeDescription, Diagnostic, DiagnosticRelatedInformation, DiagnosticSeverity, Location,
    NumberOrString, SOURCE, severity,
};
use crate::relations::Related;
use crate::rule_link;

/// The diagnostics of a document: of a rule file, or of its reports in their order.
pub(crate) fn diagnostics(
    document: &Document,
    linter: &Linter,
    language: Language,
) -> Vec<Diagnostic> {
    if let Some(file) = document.rule_file() {
        return file.diagnostics(document, language);
    }
    if let Some(why) = document.project().and_then(Project::trouble) {
        return vec![unchecked(why, language)];
    }
    let checked = document.checked(linter);
    let of_report = |report| of_report(document, checked, report, language);
    checked.reports.iter().flat_map(of_report).collect()
}

/// Says that a document was not checked, because a document without diagnostics looks clean.
fn unchecked(why: &Bilingual, language: Language) -> Diagnostic {
    let why = Bilingual::new(
        format!("配置不能用，本文件未检查：{}", why.zh),
        format!(
            "not checked, for want of a usable configuration: {}",
            why.en
        ),
    );
    at_the_start("configuration", &why, language)
}

/// Says that checking a document failed inside.
pub(crate) fn failed(language: Language) -> Diagnostic {
    let why = Bilingual::new(
        "内部错误，本文件未检查，请反馈",
        "internal failure, nothing was checked; please report it",
    );
    at_the_start("internal-failure", &why, language)
}

fn at_the_start(code: &str, message: &Bilingual, language: Language) -> Diagnostic {
    Diagnostic {
        severity: Some(DiagnosticSeverity::ERROR),
        code: Some(NumberOrString::String(code.to_owned())),
        source: Some(SOURCE.to_owned()),
        message: message.get(language).to_owned(),
        ..Diagnostic::default()
    }
}

fn of_report(
    document: &Document,
    checked: &Checked,
    report: &CheckedReport,
    language: Language,
) -> Vec<Diagnostic> {
    let findings = report.outcome.findings.iter();
    findings
        .map(|finding| of_finding(document, checked, report, finding, language))
        .collect()
}

fn of_finding(
    document: &Document,
    checked: &Checked,
    report: &CheckedReport,
    finding: &Finding,
    language: Language,
) -> Diagnostic {
    let main = main_range(document, checked, report, finding);
    Diagnostic {
        range: document.range(main),
        severity: Some(severity(finding.severity)),
        code: Some(NumberOrString::String(finding.rule.clone())),
        code_description: code_description(report, finding),
        source: Some(SOURCE.to_owned()),
        message: finding.message.get(language).to_owned(),
        related_information: related(document, checked, report, finding, main),
        ..Diagnostic::default()
    }
}

/// The findings of a document that rest on other files, as diagnostics.
pub(crate) fn between(
    document: &Document,
    linter: &Linter,
    found: &[Related],
    language: Language,
) -> Vec<Diagnostic> {
    if found.is_empty() {
        return Vec::new();
    }
    let checked = document.checked(linter);
    let shown = found.iter().filter_map(|related| {
        let report = checked.reports.get(related.ordinal)?;
        let mut finding = related.finding.clone();
        if let Some(section) = finding
            .at
            .as_deref()
            .and_then(|at| report.report.section(at))
        {
            finding.place = finding.place.and(section.place);
        }
        let mut diagnostic = of_finding(document, checked, report, &finding, language);
        let own = diagnostic.related_information.take();
        let all = own.into_iter().flatten();
        let all: Vec<_> = all.chain(related.other_reports.iter().cloned()).collect();
        diagnostic.related_information = (!all.is_empty()).then_some(all);
        Some(diagnostic)
    });
    shown.collect()
}

/// Where the rule of a finding can be read.
fn code_description(report: &CheckedReport, finding: &Finding) -> Option<CodeDescription> {
    let href = rule_link::page(report.pack.rule(&finding.rule)?)?;
    Some(CodeDescription { href })
}

/// Where a finding is shown: its own place, its first cell, or the start of the text for what is
/// missing from it altogether.
pub(crate) fn main_range(
    document: &Document,
    checked: &Checked,
    report: &CheckedReport,
    finding: &Finding,
) -> SourceRange {
    let own = finding
        .place
        .and_then(|place| checked.shown(document, place));
    own.or_else(|| own_cells(finding).find_map(|cell| checked.cell(document, &report.report, cell)))
        .unwrap_or_default()
}

/// The cells of a finding other than the one it is shown at.
fn related(
    document: &Document,
    checked: &Checked,
    report: &CheckedReport,
    finding: &Finding,
    main: SourceRange,
) -> Option<Vec<DiagnosticRelatedInformation>> {
    let form = &report.pack.form;
    let others: Vec<_> = own_cells(finding)
        .filter_map(|id| {
            let range = checked.cell(document, &report.report, id)?;
            let row = form.row_name(id);
            let column = form.column_name(id);
            let text = report.report.cell(id)?.text();
            (range != main).then(|| DiagnosticRelatedInformation {
                location: Location::new(document.uri.clone(), document.range(range)),
                message: format!("{row} · {column}: {text}"),
            })
        })
        .collect();
    (!others.is_empty()).then_some(others)
}
