//! One card for findings with one cause: the cell, the relations that convict it, and what
//! becomes of them when it is changed.

use gouji_model::{CellId, Finding, Language, Suspect};

use crate::diagnostic::{Drawing, Style};
use crate::{Checked, diagnostic, full, suspicion};

/// A relation of so few cells is shown whole.
const FEW: usize = 5;

/// A card for at least two findings with the same cause.
pub(crate) fn card(checked: &Checked<'_>, findings: &[&Finding], style: Style) -> String {
    let Some(first) = findings.first() else {
        return String::new();
    };
    let suspects = suspects(findings);
    let likeliest: Vec<&Suspect> = suspects.iter().copied().filter(|s| s.rank == 0).collect();
    let worst = findings.iter().map(|finding| finding.severity).max();
    let drawing = Drawing {
        message: message(checked, findings.len(), &likeliest),
        code: rules(findings).join(" + "),
        severity: worst.unwrap_or(first.severity),
        help: help(checked, findings, &suspects),
        spot: spot(checked, &likeliest, first),
        cells: own_cells(findings),
        keep: worth_keeping(findings),
        marks: labels(checked, &likeliest),
    };
    diagnostic::draw(checked, drawing, style)
}

/// The suspects of all findings, each once, those of likelier solutions first.
fn suspects<'f>(findings: &[&'f Finding]) -> Vec<&'f Suspect> {
    let mut all: Vec<&Suspect> = Vec::new();
    for suspect in findings.iter().flat_map(|finding| &finding.suspects) {
        let told = |other: &&Suspect| {
            (other.rank, other.cell, other.suggested)
                == (suspect.rank, suspect.cell, suspect.suggested)
        };
        if !all.iter().any(told) {
            all.push(suspect);
        }
    }
    all.sort_by_key(|suspect| (suspect.rank, suspect.cell.cell));
    all
}

fn rules<'f>(findings: &[&'f Finding]) -> Vec<&'f str> {
    let mut rules: Vec<&str> = Vec::new();
    for finding in findings {
        if !rules.contains(&finding.rule.as_str()) {
            rules.push(&finding.rule);
        }
    }
    rules
}

fn message(checked: &Checked<'_>, relations: usize, likeliest: &[&Suspect]) -> String {
    let named: Vec<String> = likeliest
        .iter()
        .map(|suspect| suspicion::cell(checked, suspect))
        .collect();
    match checked.language {
        Language::Chinese => format!(
            "{relations} 条关系不成立，很可能出于同一处：{}",
            named.join("、")
        ),
        Language::English => format!(
            "{relations} relations do not hold, most likely for one reason: {}",
            named.join(", ")
        ),
    }
}

/// Where the likeliest cell stands.
fn spot(checked: &Checked<'_>, likeliest: &[&Suspect], first: &Finding) -> String {
    let cell = likeliest
        .first()
        .and_then(|suspect| checked.report.cell(suspect.cell.cell));
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
    keep.extend(findings.iter().filter_map(|finding| full::total(finding)));
    keep
}

fn own_cells(findings: &[&Finding]) -> Vec<CellId> {
    let evidence = findings.iter().flat_map(|finding| &finding.cells);
    let own = evidence.filter(|evidence| !evidence.prior);
    own.map(|evidence| evidence.cell).collect()
}

/// The cells to mark, each with the figure that should stand there.
pub(crate) fn labels(
    checked: &Checked<'_>,
    suspects: &[&Suspect],
) -> Vec<(CellId, Option<String>)> {
    let label = |suspect: &Suspect| match checked.language {
        Language::Chinese => format!("应为 {}", suspect.suggested),
        Language::English => format!("should be {}", suspect.suggested),
    };
    let of = |suspect: &&Suspect| (suspect.cell.cell, Some(label(suspect)));
    suspects.iter().map(of).collect()
}

/// The relations, what changing the cell does, the alternatives, and what the rules rest on.
fn help(checked: &Checked<'_>, findings: &[&Finding], suspects: &[&Suspect]) -> String {
    let mut help = String::new();
    for finding in findings {
        let spot = checked.spot_in_file(checked.place_of(finding));
        let line = format!("{spot}  [{}] {}\n", finding.rule, checked.message(finding));
        help.push_str(&line);
    }
    for line in suspicion::solutions(checked, suspects) {
        help.push_str(&format!("{line}\n"));
    }
    for rule in rules(findings) {
        let Some(rule) = checked.pack.rule(rule) else {
            continue;
        };
        help.push_str(&full::basis(checked, rule));
        help.push('\n');
    }
    help.trim_end().to_owned()
}
