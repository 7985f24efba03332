//! From causes to the suspects of single findings.

use gouji_locate::{Cause, Changed, Solution};
use gouji_model::{Finding, Suspect};

/// Gives every finding the cells that most likely broke it, likeliest first. Only cells of the
/// finding itself can have broken it, be they of this report or of last year's.
pub(crate) fn attach(causes: &[Cause], findings: &mut [Finding]) {
    for finding in findings {
        for (number, cause) in causes.iter().enumerate() {
            if !cause.explains(finding) || cause.solutions.is_empty() {
                continue;
            }
            finding.cause.get_or_insert(number);
            for rank in 0..cause.solutions.len() {
                add(finding, cause, rank);
            }
        }
    }
}

/// Adds the cells of the finding that one way to mend its cause changes.
fn add(finding: &mut Finding, cause: &Cause, rank: usize) {
    let Some(solution) = cause.solutions.get(rank) else {
        return;
    };
    for change in &solution.changes {
        let concerns = finding.cells.contains(&change.cell);
        let likeliest = cause.solutions.first().map_or(0, |first| first.cost);
        let suspect = Suspect {
            rank,
            behind: solution.cost - likeliest,
            safe: cause.is_safe() && rank == 0,
            ..suspect(solution, change)
        };
        let told =
            |other: &Suspect| (other.cell, other.suggested) == (suspect.cell, suspect.suggested);
        if concerns && !finding.suspects.iter().any(told) {
            finding.suspects.push(suspect);
        }
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
    }
}
