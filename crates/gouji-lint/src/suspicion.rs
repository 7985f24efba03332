//! From causes to the suspects of single findings.

use gouji_locate::{Cause, Changed, Solution};
use gouji_model::{Finding, Suspect};

/// Gives every finding the cells that most likely broke it, likeliest first. Only cells of the
/// finding itself can have broken it; last year's cells are left to who audits both years.
pub(crate) fn attach(causes: &[Cause], findings: &mut [Finding]) {
    for finding in findings {
        for cause in causes {
            if !cause.explains(finding) {
                continue;
            }
            for (rank, solution) in cause.solutions.iter().enumerate() {
                add(finding, solution, cause.is_safe() && rank == 0);
            }
        }
    }
}

fn add(finding: &mut Finding, solution: &Solution, safe: bool) {
    for change in &solution.changes {
        let concerns = !change.cell.prior && finding.cells.contains(&change.cell);
        let suspect = suspect(solution, change, safe);
        let told =
            |other: &Suspect| (other.cell, other.suggested) == (suspect.cell, suspect.suggested);
        if concerns && !finding.suspects.iter().any(told) {
            finding.suspects.push(suspect);
        }
    }
}

fn suspect(solution: &Solution, change: &Changed, safe: bool) -> Suspect {
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
        safe,
    }
}
