//! The whole repair of one file: which proposals are wanted, and how many of them can be made.

use gouji_lint::Linter;
use gouji_model::{Bilingual, CellId};

use crate::repair::Numbered;
use crate::{FixError, Proposal, Refusal, Repair, Wanted};

/// Most times a file is read again for a proof, in all rounds together; fewer where it is large, so
/// that not much more than so many bytes are read in all.
const MOST_PROOFS: usize = 256;
const FEWEST_PROOFS: usize = 24;
const BYTES_PROVED: usize = 16 << 20;

/// Most times a file is repaired anew: what is certain can depend on what was repaired before.
const MOST_ROUNDS: usize = 8;

/// A repaired file.
#[derive(Debug, Default)]
pub struct Fixed {
    /// The new bytes; those of the file where nothing was changed.
    pub bytes: Vec<u8>,
    /// What was done, each with the index of its report.
    pub made: Vec<Numbered>,
    /// What was not done.
    pub left: Vec<Left>,
}

/// A proposal that was not made.
#[derive(Clone, Debug)]
pub struct Left {
    /// Index of the report in the file.
    pub report: usize,
    /// The proposal.
    pub proposal: Proposal,
    /// Why it was not made.
    pub why: Bilingual,
    /// Whether it was wanted and could not be made.
    pub refused: bool,
}

/// Repairs the report or reports in a file until nothing is left to do. Nothing is written
/// anywhere.
///
/// # Errors
/// When the file holds no report, or is of a kind that cannot be changed and should be.
pub fn fix(linter: &Linter, bytes: &[u8], wanted: &Wanted<'_>) -> Result<Fixed, FixError> {
    let mut corrected = Vec::new();
    let proofs = BYTES_PROVED / bytes.len().max(1);
    let mut proofs = proofs.clamp(FEWEST_PROOFS, MOST_PROOFS);
    let mut fixed = once(linter, bytes, wanted, &mut corrected, &mut proofs)?;
    for _ in 1..MOST_ROUNDS {
        if fixed.made.is_empty() {
            break;
        }
        let next = once(linter, &fixed.bytes, wanted, &mut corrected, &mut proofs)?;
        fixed.left = next.left;
        if next.made.is_empty() {
            break;
        }
        fixed.bytes = next.bytes;
        fixed.made.extend(next.made);
    }
    Ok(fixed)
}

/// A cell, with the index of its report in the file.
type Place = (usize, CellId);

/// Repairs a file as far as can be seen now, but for the cells corrected before; adds those that are
/// now. Takes the proofs it needs from those that are left.
fn once(
    linter: &Linter,
    bytes: &[u8],
    wanted: &Wanted<'_>,
    corrected: &mut Vec<Place>,
    proofs: &mut usize,
) -> Result<Fixed, FixError> {
    let repair = Repair::open(linter, bytes, wanted.last_year)?;
    let mut fixed = Fixed {
        bytes: bytes.to_vec(),
        ..Fixed::default()
    };
    let mut chosen = Vec::new();
    for one in repair.wanted(wanted) {
        if !one.1.safe && !wanted.unsafe_too {
            fixed.left.push(leave(one, not_certain(), false));
        } else if is_among(corrected, &one) {
            fixed.left.push(leave(one, Refusal::Twice.message(), true));
        } else {
            chosen.push(one);
        }
    }
    if chosen.is_empty() {
        return Ok(fixed);
    }
    if !repair.can_change() {
        return Err(FixError::Format);
    }
    make(&repair, &chosen, proofs, &mut fixed);
    corrected.extend(repair.corrected(&fixed.made));
    Ok(fixed)
}

/// Whether one of a proposal's cells was corrected before. What was likely for one finding is not
/// given up for what is likely for another.
fn is_among(corrected: &[Place], (report, proposal): &Numbered) -> bool {
    let mut changes = proposal.changes.iter();
    changes.any(|change| corrected.contains(&(*report, change.cell)))
}

/// Makes proposals beside those made already: all at once, or where that cannot be proved each half
/// by itself, so that a few that cannot be made cost few proofs.
fn make(repair: &Repair<'_>, chosen: &[Numbered], proofs: &mut usize, fixed: &mut Fixed) {
    let made = match proofs.checked_sub(1) {
        None => Err(Refusal::TooMany),
        Some(left) => {
            *proofs = left;
            let next = [fixed.made.as_slice(), chosen].concat();
            repair.made(&next).map(|bytes| (bytes, next))
        }
    };
    match (made, chosen) {
        (Ok((bytes, next)), _) => (fixed.bytes, fixed.made) = (bytes, next),
        (Err(Refusal::TooMany), all) => {
            let why = Refusal::TooMany.message();
            let left = all.iter().map(|one| leave(one.clone(), why.clone(), true));
            fixed.left.extend(left);
        }
        (Err(refusal), [one]) => fixed.left.push(leave(one.clone(), refusal.message(), true)),
        (Err(_), several) => {
            let (first, rest) = several.split_at(several.len() / 2);
            make(repair, first, proofs, fixed);
            make(repair, rest, proofs, fixed);
        }
    }
}

fn leave((report, proposal): Numbered, why: Bilingual, refused: bool) -> Left {
    Left {
        report,
        proposal,
        why,
        refused,
    }
}

fn not_certain() -> Bilingual {
    Bilingual::new(
        "不能确定，加 --unsafe 才改",
        "not certain; `--unsafe` makes it",
    )
}

#[cfg(test)]
mod tests {
    use gouji_model::{Bilingual, CellId, Figure};

    use super::is_among;
    use crate::{Change, Proposal};

    fn numbered(report: usize, cell: u16) -> (usize, Proposal) {
        let change = Change {
            cell: CellId(cell),
            new: Figure::ZERO,
        };
        let proposal = Proposal {
            changes: vec![change],
            safe: false,
            rules: Vec::new(),
            clears: Vec::new(),
            title: Bilingual::new("", ""),
        };
        (report, proposal)
    }

    #[test]
    fn no_cell_of_a_report_is_corrected_for_two_findings() {
        let corrected = [(0, CellId(3)), (1, CellId(4))];
        assert!(is_among(&corrected, &numbered(1, 4)));
        assert!(!is_among(&corrected, &numbered(0, 4)));
        assert!(!is_among(&corrected, &numbered(1, 3)));
    }
}
