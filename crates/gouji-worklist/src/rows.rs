//! From an audit's result to rows: one for each thing to do.

mod finding;
mod grouping;
mod spans;
mod whose;

use std::io;

use gouji_audit::result::{Audit, BlockedRow, FindingRow, Rows};
use gouji_model::{Language, Severity};

use crate::answers::{Outcome, Verdict};
use crate::columns::{
    ANSWER, CHANGE, FILE, IDENTITY, LABELS, PROBLEM, RULE, SEVERITY, Texts, UNIT, YEAR,
};
use crate::kind::Kind;
use crate::place;
use crate::row::Row;
use crate::wording::Wording;
use spans::{Span, spans};
use whose::{of_report, title, unit_of};

/// Everything there is to do, unit by unit, each unit's gravest first; then what became of answers.
///
/// # Errors
/// Where rows cannot be read or written.
pub fn rows(audit: &Audit, wording: &Wording<'_>) -> io::Result<Rows<Row>> {
    let mut rows = Rows::default();
    let spans = spans(audit)?;
    for own in spans.chunk_by(|one, other| one.unit == other.unit) {
        match own.first() {
            Some(span) if span.unit.is_some() => of_unit(audit, own, wording, &mut rows)?,
            _ => of_nobody(audit, own, wording, &mut rows)?,
        }
    }
    for unread in &audit.unread {
        let unread = unread?;
        let mut texts = Texts::default();
        texts[FILE] = unread.path;
        texts[PROBLEM] = unread.why;
        rows.push(&Row {
            kind: Kind::Unread,
            unit: None,
            findings: 0,
            texts,
        })?;
    }
    for verdict in wording.verdicts {
        rows.push(&answered(verdict, wording.language))?;
    }
    Ok(rows)
}

/// Adds the rows of a unit by their kinds; within one they keep the order of reports and findings.
fn of_unit(
    audit: &Audit,
    spans: &[Span],
    wording: &Wording<'_>,
    rows: &mut Rows<Row>,
) -> io::Result<()> {
    let mut own = Vec::new();
    for span in spans {
        own.append(&mut of_span(audit, span, wording)?);
    }
    own.sort_by_key(|row| row.kind);
    own.iter().try_for_each(|row| rows.push(row))
}

/// The same for reports that are nobody's, of which there may be any number.
fn of_nobody(
    audit: &Audit,
    spans: &[Span],
    wording: &Wording<'_>,
    rows: &mut Rows<Row>,
) -> io::Result<()> {
    let mut own = Rows::default();
    for span in spans {
        for row in of_span(audit, span, wording)? {
            own.push(&row)?;
        }
    }
    for kind in Kind::ALL {
        for row in &own {
            let row = row?;
            if row.kind == kind {
                rows.push(&row)?;
            }
        }
    }
    Ok(())
}

/// The rows of findings or blocked relations that stand one after the other.
fn of_span(audit: &Audit, span: &Span, wording: &Wording<'_>) -> io::Result<Vec<Row>> {
    if span.is_blocked {
        let blocked = span.numbers().map(|number| audit.blocked.get(number));
        let blocked = blocked.filter_map(io::Result::transpose);
        let blocked: Vec<BlockedRow> = blocked.collect::<io::Result<_>>()?;
        let causes = grouping::causes(&blocked);
        return causes
            .iter()
            .map(|cause| blocked_row(audit, cause, wording.language))
            .collect();
    }
    let findings = span.numbers().map(|number| audit.findings.get(number));
    let findings: Vec<FindingRow> = findings
        .filter_map(io::Result::transpose)
        .collect::<io::Result<_>>()?;
    let groups = grouping::groups(&findings);
    let groups = groups.iter();
    groups
        .map(|group| finding::row(audit, group, wording))
        .collect()
}

/// What one cause kept from being checked in a report by one rule.
fn blocked_row(audit: &Audit, cause: &[&BlockedRow], language: Language) -> io::Result<Row> {
    let first = cause.first();
    let (report, unit) = first.map_or((None, None), |one| (one.report, one.unit));
    let mut texts = of_report(audit, report, unit, language)?;
    let own = audit.report(report)?;
    let form = own.as_ref().map(|report| report.form.as_str());
    if let Some(first) = first {
        title(audit, form, &first.rule).clone_into(&mut texts[RULE]);
        texts[PROBLEM].clone_from(&first.reason);
    }
    if let Some(form) = own.as_ref().and_then(|report| audit.form_of(report)) {
        let labels = cause.iter().filter_map(|one| one.at.as_deref());
        let labels = labels.filter_map(|at| place::of_instance(&form, at, language));
        texts[LABELS] = finding::together(labels);
    }
    Ok(Row {
        kind: Kind::Blocked,
        unit: unit_of(audit, report, unit)?,
        findings: 0,
        texts,
    })
}

/// What became of an answer.
fn answered(verdict: &Verdict, language: Language) -> Row {
    let answer = &verdict.answer;
    let mut texts = Texts::default();
    texts[UNIT].clone_from(&answer.unit);
    texts[YEAR].clone_from(&answer.year);
    texts[RULE].clone_from(&answer.rule);
    texts[ANSWER].clone_from(&answer.text);
    texts[IDENTITY] = answer.identities.join(" ");
    texts[CHANGE] = verdict.outcome.word(language).to_owned();
    texts[PROBLEM] = verdict.outcome.label(language).to_owned();
    if matches!(verdict.outcome, Outcome::Refuted | Outcome::Otherwise) {
        texts[SEVERITY] = gouji_render::severity(Severity::Error, language).to_owned();
    }
    Row {
        kind: Kind::Answered,
        unit: None,
        findings: 0,
        texts,
    }
}
