//! Output for people: one diagnostic for each cause, with the table and the cells marked.

use gouji_model::{CellId, Finding, Language, Suspect};
use gouji_rule::Rule;

use crate::card::{self, card};
use crate::diagnostic::{self, Drawing, Mark, Style};
use crate::group::{Group, groups, total};
use crate::places::places;
use crate::rule_text::{AlreadyShown, identities, titled, together};
use crate::{Checked, actions, suspicion};

/// Most instances of a rule that are shown one by one; more become one diagnostic.
const MOST_SINGLE: usize = 3;
/// Most places listed for findings shown together.
const MOST_LISTED: usize = 12;

/// The findings of a report for people: first what to do, then each cause with its table.
#[must_use]
pub fn full(checked: &Checked<'_>, style: Style) -> String {
    let groups = groups(checked.findings);
    let mut already = AlreadyShown::default();
    let mut details = String::new();
    for group in &groups {
        details.push_str(&match group {
            Group::Cause(findings) => card(checked, findings, &mut already, style),
            Group::Rule(findings) => of_rule(checked, findings, &mut already, style),
        });
    }
    if !checked.blocked.is_empty() {
        details.push_str(&blocked(checked));
    }
    let list = actions::list(checked, &groups, style);
    let scrolled = style
        .height
        .is_some_and(|height| details.lines().count() + list.lines().count() > height);
    let again = if scrolled { list.as_str() } else { "" };
    format!("{list}{details}{again}")
}

/// The findings of one rule: one by one where they are few.
fn of_rule(
    checked: &Checked<'_>,
    findings: &[&Finding],
    already: &mut AlreadyShown,
    style: Style,
) -> String {
    let Some(rule) = checked.pack.rule(&findings[0].rule) else {
        return String::new();
    };
    let single = findings.len() <= MOST_SINGLE;
    let size = if single { 1 } else { findings.len() };
    let diagnostics = findings.chunks(size);
    diagnostics
        .map(|findings| diagnostic(checked, rule, findings, already, style))
        .collect()
}

fn diagnostic(
    checked: &Checked<'_>,
    rule: &Rule,
    findings: &[&Finding],
    already: &mut AlreadyShown,
    style: Style,
) -> String {
    let first = findings[0];
    let evidence = findings.iter().flat_map(|finding| &finding.cells);
    let cells: Vec<CellId> = evidence
        .filter(|evidence| !evidence.prior)
        .map(|evidence| evidence.cell)
        .collect();
    let message = if findings.len() == 1 {
        checked.message(first)
    } else {
        together(checked, rule, findings)
    };
    let many = findings.len() > 1 && first.equation.is_none();
    let drawing = Drawing {
        message,
        headline: titled(checked, rule),
        severity: first.severity,
        help: help(checked, rule, findings, already, style),
        spot: checked.spot(checked.place_of(first)),
        cells: if many { Vec::new() } else { cells },
        keep: Vec::new(),
        marks: marks(checked, findings),
    };
    diagnostic::draw(checked, drawing, style)
}

/// The cells to mark: the likeliest suspects with what should stand there; without suspects the
/// cell that is a side of its relation by itself, else all.
fn marks(checked: &Checked<'_>, findings: &[&Finding]) -> Vec<Mark> {
    let mut marks = Vec::new();
    for finding in findings {
        let suspects: Vec<&Suspect> = finding.suspects.iter().collect();
        let labels = card::labels(checked, &suspects);
        if !labels.is_empty() {
            marks.extend(labels);
            continue;
        }
        let own = finding.cells.iter().filter(|evidence| !evidence.prior);
        match total(finding) {
            Some(cell) => marks.push(Mark { cell, words: None }),
            None => marks.extend(own.map(|evidence| Mark {
                cell: evidence.cell,
                words: None,
            })),
        }
    }
    marks
}

fn help(
    checked: &Checked<'_>,
    rule: &Rule,
    findings: &[&Finding],
    already: &mut AlreadyShown,
    style: Style,
) -> String {
    let mut help = String::new();
    if findings.len() > 1 {
        let lines = places(checked, findings);
        help.extend(lines.iter().take(MOST_LISTED).map(String::as_str));
        if lines.len() > MOST_LISTED {
            help.push_str(&more(lines.len() - MOST_LISTED, checked.language));
        }
    }
    let mut shown = solutions(checked, findings);
    shown.extend(already.basis(checked, rule));
    shown.extend(identities(checked, findings, style));
    help + &shown.join("\n")
}

/// What would repair findings, each once, and how much of it is not shown.
fn solutions(checked: &Checked<'_>, findings: &[&Finding]) -> Vec<String> {
    let mut shown: Vec<String> = Vec::new();
    let mut left = 0;
    let suspected = findings.iter().flat_map(|finding| {
        let suspects: Vec<&Suspect> = finding.suspects.iter().collect();
        suspicion::solutions(checked, &suspects)
    });
    for line in suspected {
        if shown.contains(&line) {
            continue;
        }
        match shown.len() < MOST_LISTED {
            true => shown.push(line),
            false => left += 1,
        }
    }
    if left > 0 {
        shown.push(more(left, checked.language).trim_end().to_owned());
    }
    shown
}

/// How many lines are not shown.
fn more(left: usize, language: Language) -> String {
    match language {
        Language::Chinese => format!("… 另有 {left} 处\n"),
        Language::English => format!("… and {left} more\n"),
    }
}

/// What could not be checked, a line for each rule.
fn blocked(checked: &Checked<'_>) -> String {
    let mut rules: Vec<(&str, usize)> = Vec::new();
    for blocked in checked.blocked {
        match rules.last_mut() {
            Some((rule, count)) if *rule == blocked.rule => *count += 1,
            _ => rules.push((&blocked.rule, 1)),
        }
    }
    let named = |rule: &str| match checked.pack.rule(rule) {
        Some(rule) => titled(checked, rule),
        None => rule.to_owned(),
    };
    let list: Vec<String> = rules
        .iter()
        .map(|(rule, count)| format!("  {} × {count}\n", named(rule)))
        .collect();
    let head = match checked.language {
        Language::Chinese => "未能核对：",
        Language::English => "not checked:",
    };
    format!("{}: {head}\n{}\n", checked.spot(None), list.concat())
}
