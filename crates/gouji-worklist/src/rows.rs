//! From an audit's result to rows: one for each thing to do.

mod finding;
mod grouping;
mod spans;
mod whose;

use std::io;

use gouji_audit::result::{Audit, BlockedRow, FindingRow, Rows};
use gouji_model::{Language, Severity};

use crate::answers::{Outcome, Verdict};
use crate::columns::{ANSWER, CHANGE, FILE, IDENTITY, PROBLEM, RULE, SEVERITY, Texts, UNIT, YEAR};
use crate::kind::Kind;
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
        return blocked
            .map(|row| blocked_row(audit, &row?, wording.language))
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

/// A relation that could not be checked.
fn blocked_row(audit: &Audit, blocked: &BlockedRow, language: Language) -> io::Result<Row> {
    let mut texts = of_report(audit, blocked.report, blocked.unit, language)?;
    let at = blocked.at.as_deref().unwrap_or_default();
    let report = audit.report(blocked.report)?;
    let form = report.as_ref().map(|report| report.form.as_str());
    texts[RULE] = format!("{} {at}", title(audit, form, &blocked.rule));
    texts[RULE].truncate(texts[RULE].trim_end().len());
    texts[PROBLEM].clone_from(&blocked.reason);
    Ok(Row {
        kind: Kind::Blocked,
        unit: unit_of(audit, blocked.report, blocked.unit)?,
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
