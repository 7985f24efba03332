//! What a workbook is made of, one JSON a line: reports are rendered one by one and in any thread, and
//! a workbook is written when all are known.

use serde::{Deserialize, Serialize};

use super::cause;
use super::columns::Row;
use crate::rule_text::titled;
use crate::{Checked, Counts, Ending, wording};

/// A line.
#[derive(Debug, Deserialize, Serialize)]
pub(crate) enum Entry {
    /// A report, with how much was found in it.
    Report(Totals),
    /// Something to do.
    Cause(Row),
    /// Something that could not be checked.
    Unchecked(Unchecked),
    /// All reports together.
    All(Totals),
}

/// How much was found.
#[derive(Debug, Default, Deserialize, Serialize)]
pub(crate) struct Totals {
    /// The organ; empty for all reports together.
    pub organ: String,
    /// The year.
    pub year: String,
    /// The file.
    pub path: String,
    /// How many reports there are.
    pub reports: usize,
    /// How many rows the list has of them; not known for all together.
    pub causes: usize,
    /// Findings by severity: errors, warnings, notes.
    pub findings: [usize; 3],
    /// Relations that could not be evaluated.
    pub blocked: usize,
    /// Files that gave nothing to check.
    pub unread: usize,
    /// What was passed over.
    pub passed: usize,
    /// What settings held back.
    pub held: usize,
}

/// Something that could not be checked.
#[derive(Debug, Default, Deserialize, Serialize)]
pub(crate) struct Unchecked {
    /// The organ.
    pub organ: String,
    /// The year.
    pub year: String,
    /// The file.
    pub path: String,
    /// Which rule, and where; or that it is the file.
    pub what: String,
    /// Why not.
    pub why: String,
}

/// The lines of a report.
pub(crate) fn entries(checked: &Checked<'_>) -> String {
    let rows = cause::rows(checked);
    let counts = Counts::of(checked.findings, checked.blocked);
    let (organ, year) = whose(checked);
    let totals = Totals {
        organ,
        year,
        path: checked.path.to_owned(),
        reports: 1,
        causes: rows.len(),
        ..totals(counts)
    };
    let mut all = vec![Entry::Report(totals)];
    all.extend(rows.into_iter().map(Entry::Cause));
    all.extend(unchecked(checked).into_iter().map(Entry::Unchecked));
    lines(all)
}

/// The lines after all reports.
pub(crate) fn last_entries(ending: &Ending<'_>) -> String {
    let failures = ending.failures.iter().map(|failure| {
        Entry::Unchecked(Unchecked {
            path: failure.path.clone(),
            why: failure.why.clone(),
            ..Unchecked::default()
        })
    });
    let remarks = ending.remarks.iter().map(|remark| {
        Entry::Unchecked(Unchecked {
            path: format!("{}:{}", remark.path, remark.line),
            what: remark.rule.clone(),
            why: remark.message.clone(),
            ..Unchecked::default()
        })
    });
    let all = Entry::All(Totals {
        reports: ending.reports,
        ..totals(ending.counts)
    });
    lines(failures.chain(remarks).chain([all]))
}

fn totals(counts: Counts) -> Totals {
    let held = counts.held;
    Totals {
        findings: [counts.errors, counts.warnings, counts.infos],
        blocked: counts.blocked,
        unread: counts.unread,
        passed: counts.passed,
        held: held.ignored + held.ignored_blocked + held.suppressed + held.baselined,
        ..Totals::default()
    }
}

/// What of a report could not be checked: one for each rule and reason.
pub(super) fn unchecked(checked: &Checked<'_>) -> Vec<Unchecked> {
    let (organ, year) = whose(checked);
    let mut all: Vec<(Unchecked, &str, Vec<&str>)> = Vec::new();
    for blocked in checked.blocked {
        let why = blocked.reason.get(checked.language);
        let at = blocked.at.as_deref();
        match all.last_mut() {
            Some((last, rule, places)) if *rule == blocked.rule && last.why == why => {
                places.extend(at);
            }
            _ => all.push((
                Unchecked {
                    organ: organ.clone(),
                    year: year.clone(),
                    path: checked.path.to_owned(),
                    what: String::new(),
                    why: why.to_owned(),
                },
                &blocked.rule,
                at.into_iter().collect(),
            )),
        }
    }
    let named = |(mut one, rule, places): (Unchecked, &str, Vec<&str>)| {
        let rule = checked.pack.rule(rule);
        let titled = rule.map(|rule| titled(checked, rule));
        one.what = titled.unwrap_or_default();
        if !places.is_empty() {
            one.what += &wording::bracketed(&places.join(" "), checked.language);
        }
        one
    };
    all.into_iter().map(named).collect()
}

fn whose(checked: &Checked<'_>) -> (String, String) {
    let year = checked.report.year;
    (
        checked.report.organization.clone().unwrap_or_default(),
        year.map_or_else(String::new, |year| year.to_string()),
    )
}

fn lines(entries: impl IntoIterator<Item = Entry>) -> String {
    let mut text = String::new();
    for entry in entries {
        // Texts and numbers always serialize.
        text.push_str(&serde_json::to_string(&entry).unwrap_or_default());
        text.push('\n');
    }
    text
}
