//! The ways to repair a cause: which suspects change together, and which ways are as likely.

use gouji_model::{Finding, Suspect};

/// The suspects of all findings, each once, those of likelier solutions first.
pub(crate) fn suspects<'f>(findings: &[&'f Finding]) -> Vec<&'f Suspect> {
    let mut all: Vec<&Suspect> = Vec::new();
    for suspect in findings.iter().flat_map(|finding| &finding.suspects) {
        let is_same = |other: &&Suspect| {
            (other.rank, other.cell, other.suggested)
                == (suspect.rank, suspect.cell, suspect.suggested)
        };
        if !all.iter().any(is_same) {
            all.push(suspect);
        }
    }
    all.sort_by_key(|suspect| (suspect.rank, suspect.cell.cell));
    all
}

/// The suspects by the ways to repair a cause, likelier ones first.
pub(crate) fn ways<'s>(suspects: &[&'s Suspect]) -> Vec<Vec<&'s Suspect>> {
    let mut ways: Vec<Vec<&Suspect>> = Vec::new();
    for suspect in suspects {
        match ways.last_mut() {
            Some(way) if way[0].rank == suspect.rank => way.push(suspect),
            _ => ways.push(vec![suspect]),
        }
    }
    ways
}

/// The suspects to mark: those of the likeliest way, and of every other that is as likely.
pub(crate) fn primary<'s>(suspects: &[&'s Suspect]) -> Vec<&'s Suspect> {
    let close = suspects.iter().filter(|suspect| suspect.is_primary());
    close.copied().collect()
}

/// Whether several ways are as likely, so that none may be shown as the answer.
pub(crate) fn is_tied(suspects: &[&Suspect]) -> bool {
    primary(suspects).iter().any(|suspect| suspect.rank > 0)
}

/// Whether a way is as likely as the likeliest one.
pub(crate) fn is_close(way: &[&Suspect]) -> bool {
    way.first().is_some_and(|suspect| suspect.is_primary())
}

/// How many cells have to change beyond those named.
pub(crate) fn beyond(way: &[&Suspect]) -> usize {
    let together = way.first().map_or(0, |suspect| suspect.together_with + 1);
    together.saturating_sub(way.len())
}
