//! One card for findings with one cause: the cell, the relations that convict it, and what
//! becomes of them when it is changed.

use gouji_model::{CellId, Finding, Language, Suspect};

use crate::diagnostic::{Drawing, Mark, Style};
use crate::group::total;
use crate::rule_text::{AlreadyShown, identities, titled};
use crate::suggested::suggested;
use crate::{Checked, diagnostic, empty, group, suspicion, ways};

/// A relation of so few cells is shown whole.
const FEW: usize = 5;

/// A card for at least two findings with the same cause.
pub(crate) fn card(
    checked: &Checked<'_>,
    findings: &[&Finding],
    already: &mut AlreadyShown,
    style: Style,
) -> String {
    let Some(first) = findings.first() else {
        return String::new();
    };
    let suspects = ways::suspects(findings);
    let primary = ways::primary(&suspects);
    let worst = findings.iter().map(|finding| finding.severity).max();
    let drawing = Drawing {
        message: message(checked, findings.len(), &suspects),
        headline: headline(checked, findings),
        severity: worst.unwrap_or(first.severity),
        help: help(checked, findings, &suspects, already, style),
        spot: spot(checked, &primary, first),
        cells: own_cells(findings),
        keep: worth_keeping(findings),
        marks: labels(checked, &suspects),
    };
    diagnostic::draw(checked, drawing, style)
}

/// The titles of the rules, with their names.
pub(crate) fn headline(checked: &Checked<'_>, findings: &[&Finding]) -> String {
    let rules = group::rules(findings).into_iter();
    let titles: Vec<String> = rules
        .filter_map(|name| Some(titled(checked, checked.pack.rule(name)?)))
        .collect();
    titles.join(" + ")
}

/// What is reported first: the cell where one stands out, else only that the relations are broken.
fn message(checked: &Checked<'_>, relations: usize, suspects: &[&Suspect]) -> String {
    let named = ways::primary(suspects);
    let named = named
        .iter()
        .map(|suspect| suspicion::cell(checked, suspect));
    let named: Vec<String> = match empty::left_out(checked, &ways::primary(suspects)) {
        Some(left) => vec![left.cells],
        None => named.collect(),
    };
    match (checked.language, ways::is_tied(suspects)) {
        (Language::Chinese, false) => format!(
            "{relations} 条关系不成立，很可能出于同一处：{}",
            named.join("、")
        ),
        (Language::Chinese, true) => format!("{relations} 条关系不成立，很可能出于同一处"),
        (Language::English, false) => format!(
            "{relations} relations do not hold, most likely for one reason: {}",
            named.join(", ")
        ),
        (Language::English, true) => {
            format!("{relations} relations do not hold, most likely for one reason")
        }
    }
}

/// Where the likeliest cell stands.
fn spot(checked: &Checked<'_>, primary: &[&Suspect], first: &Finding) -> String {
    let own = primary.iter().find(|suspect| !suspect.cell.prior);
    let cell = own.and_then(|suspect| checked.report.cell(suspect.cell.cell));
    checked.spot(
        cell.map(|cell| cell.place)
            .or_else(|| checked.place_of(first)),
    )
}

/// The cells whose rows stay in a long table: all of a short relation, and totals.
fn worth_keeping(findings: &[&Finding]) -> Vec<CellId> {
    let few = |finding: &&&Finding| finding.cells.len() <= FEW;
    let short: Vec<&Finding> = findings.iter().filter(few).copied().collect();
    let mut keep = own_cells(&short);
    keep.extend(findings.iter().filter_map(|finding| total(finding)));
    keep
}

fn own_cells(findings: &[&Finding]) -> Vec<CellId> {
    let evidence = findings.iter().flat_map(|finding| &finding.cells);
    let own = evidence.filter(|evidence| !evidence.prior);
    own.map(|evidence| evidence.cell).collect()
}

/// The foremost cells, each with the figure that should stand there. Among equally likely ones
/// none is called the answer.
pub(crate) fn labels(checked: &Checked<'_>, suspects: &[&Suspect]) -> Vec<Mark> {
    let tied = ways::is_tied(suspects);
    let label = |suspect: &Suspect| {
        let suggested = suggested(checked, suspect);
        match (checked.language, tied) {
            (Language::Chinese, false) => format!("应为 {suggested}"),
            (Language::Chinese, true) => format!("或应为 {suggested}"),
            (Language::English, false) => format!("should be {suggested}"),
            (Language::English, true) => format!("or should be {suggested}"),
        }
    };
    let primary = ways::primary(suspects).into_iter();
    primary
        .filter(|suspect| !suspect.cell.prior)
        .map(|suspect| Mark {
            cell: suspect.cell.cell,
            words: Some(label(suspect)),
        })
        .collect()
}

/// The relations, what changing the cell does, the alternatives, and what the rules rest on where
/// that was not reported yet.
fn help(
    checked: &Checked<'_>,
    findings: &[&Finding],
    suspects: &[&Suspect],
    already: &mut AlreadyShown,
    style: Style,
) -> String {
    let mut lines: Vec<String> = Vec::new();
    for finding in findings {
        let spot = checked.spot_in_file(checked.place_of(finding));
        lines.push(format!("{spot}  {}", checked.message(finding)));
    }
    lines.extend(suspicion::solutions(checked, suspects));
    let rules = group::rules(findings).into_iter();
    for rule in rules.filter_map(|rule| checked.pack.rule(rule)) {
        lines.extend(already.basis(checked, rule));
    }
    lines.extend(identities(checked, findings, style));
    lines.join("\n")
}
