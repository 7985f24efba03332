//! From an audit's result to rows: one for each thing to do.

mod finding;
mod grouping;
mod whose;

use gouji_audit::result::Audit;
use gouji_model::{Language, Severity};

use crate::answers::{Outcome, Verdict};
use crate::columns::{ANSWER, CHANGE, FILE, IDENTITY, PROBLEM, RULE, SEVERITY, Texts, UNIT, YEAR};
use crate::kind::Kind;
use crate::row::Row;
use whose::{of_report, title, unit_of};

/// Everything there is to do, unit by unit, each unit's gravest first; then what became of answers.
#[must_use]
pub fn rows(audit: &Audit, language: Language, deadline: &str, verdicts: &[Verdict]) -> Vec<Row> {
    let mut rows: Vec<Row> = grouping::groups(audit)
        .iter()
        .map(|group| finding::row(audit, group, language, deadline))
        .collect();
    rows.extend(audit.blocked.iter().map(|blocked| {
        let mut texts = of_report(audit, (blocked.report, blocked.unit), language);
        let at = blocked.at.as_deref().unwrap_or_default();
        texts[RULE] = format!("{} {at}", title(audit, &blocked.rule));
        texts[RULE].truncate(texts[RULE].trim_end().len());
        texts[PROBLEM].clone_from(&blocked.reason);
        Row {
            kind: Kind::Blocked,
            unit: unit_of(audit, blocked.report, blocked.unit),
            findings: 0,
            texts,
        }
    }));
    // Stable: within a unit rows keep the order of reports and findings.
    rows.sort_by_key(|row| (row.unit.unwrap_or(usize::MAX), row.kind));
    rows.extend(audit.unread.iter().map(|unread| {
        let mut texts = Texts::default();
        texts[FILE].clone_from(&unread.path);
        texts[PROBLEM].clone_from(&unread.why);
        Row {
            kind: Kind::Unread,
            unit: None,
            findings: 0,
            texts,
        }
    }));
    rows.extend(verdicts.iter().map(|verdict| answered(verdict, language)));
    rows
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
