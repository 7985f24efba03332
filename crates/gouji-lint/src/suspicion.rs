//! From causes to the suspects of single findings.

use std::collections::BTreeMap;

use gouji_check::{Outcome, cell_relations};
use gouji_locate::{Cause, Changed, Solution};
use gouji_model::{Blocked, CellId, Finding, Report, Suspect};
use gouji_rule::Pack;

use crate::evidence::Known;

/// Gives every finding the cells that most likely broke it, likeliest first. Only cells of the
/// finding itself can have broken it, be they of this report or of last year's.
pub(crate) fn attach(causes: &[Cause], known: &Known, findings: &mut [Finding]) {
    let between = between_years(findings);
    let ways = causes.iter().map(|cause| ways(cause, known, &between));
    let ways: Vec<Vec<Vec<Suspect>>> = ways.collect();
    for finding in findings {
        for (number, (cause, ways)) in causes.iter().zip(&ways).enumerate() {
            if !cause.explains(finding) || ways.is_empty() {
                continue;
            }
            finding.cause.get_or_insert(number);
            for suspect in ways.iter().flatten() {
                add(finding, suspect);
            }
        }
    }
}

/// The findings about cells of both years.
fn between_years(findings: &[Finding]) -> Vec<&Finding> {
    let has = |finding: &Finding, prior: bool| finding.cells.iter().any(|cell| cell.prior == prior);
    let between = findings.iter();
    between
        .filter(|finding| has(finding, true) && has(finding, false))
        .collect()
}

/// The suspects of each way to repair a cause.
fn ways(cause: &Cause, known: &Known, between: &[&Finding]) -> Vec<Vec<Suspect>> {
    let likeliest = cause.solutions.first().map_or(0, |first| first.cost);
    let of = |(rank, solution): (usize, &Solution)| {
        let changes = solution.changes.iter();
        let suspects = changes.map(|change| Suspect {
            rank,
            behind: solution.cost - likeliest,
            safe: cause.is_safe() && rank == 0,
            evidence: known.evidence_for(cause, solution, change, between),
            ..suspect(solution, change)
        });
        suspects.collect()
    };
    cause.solutions.iter().enumerate().map(of).collect()
}

/// Adds a suspect to a finding that rests on its cell, unless it is named already.
fn add(finding: &mut Finding, suspect: &Suspect) {
    let is_same =
        |other: &Suspect| (other.cell, other.suggested) == (suspect.cell, suspect.suggested);
    if finding.cells.contains(&suspect.cell) && !finding.suspects.iter().any(is_same) {
        finding.suspects.push(suspect.clone());
    }
}

/// Notes how many relations with the suspected cells could not be checked.
pub(crate) fn note_unchecked(pack: &Pack, report: &Report, outcome: &mut Outcome) {
    if outcome.blocked.is_empty() {
        return;
    }
    let blocked = &outcome.blocked;
    let is_blocked = |rule: &str, at: Option<&str>| {
        let same = |one: &Blocked| one.rule == rule && one.at.as_deref() == at;
        blocked.iter().any(same)
    };
    let mut known: BTreeMap<CellId, usize> = BTreeMap::new();
    let suspects = outcome.findings.iter_mut().flat_map(|f| &mut f.suspects);
    for suspect in suspects.filter(|suspect| !suspect.cell.prior) {
        let cell = suspect.cell.cell;
        suspect.unchecked = *known.entry(cell).or_insert_with(|| {
            let cell_relations = cell_relations(pack, report, cell).into_iter();
            cell_relations
                .filter(|one| is_blocked(one.rule, one.at))
                .count()
        });
    }
}

fn suspect(solution: &Solution, change: &Changed) -> Suspect {
    let mistake = solution.event.or(change.mistake);
    Suspect {
        cell: change.cell,
        suggested: change.new,
        mistake: mistake.map(|mistake| (mistake.name(), mistake.wording())),
        clears: solution
            .clears
            .iter()
            .map(|broken| (broken.rule.clone(), broken.at.clone()))
            .collect(),
        together_with: solution.changes.len() - 1,
        rank: 0,
        behind: 0,
        safe: false,
        evidence: Vec::new(),
        unchecked: 0,
    }
}
