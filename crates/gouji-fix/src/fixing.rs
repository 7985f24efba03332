//! The whole repair of one file: which proposals are wanted, made and proved.

use gouji_lint::{Linter, Opened};
use gouji_model::Bilingual;

use crate::proof::{self, Before};
use crate::text::{Replacement, replaced, replacements};
use crate::{Change, FixError, Proposal, proposals};

/// Most proposals tried one by one when not all of them can be made together.
const MOST_SINGLE: usize = 256;

/// Which proposals are made.
#[derive(Clone, Debug, Default)]
pub struct Wanted {
    /// Those that are only likely, too.
    pub unsafe_too: bool,
    /// Only those that mend findings of these rules; of all where empty.
    pub rules: Vec<String>,
}

/// A repaired file.
#[derive(Debug, Default)]
pub struct Fixed {
    /// The new bytes; those of the file where nothing was changed.
    pub bytes: Vec<u8>,
    /// What was done, report by report.
    pub made: Vec<(usize, Proposal)>,
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
}

/// Repairs the report or reports in a file. Nothing is written anywhere.
///
/// # Errors
/// When the file holds no report, or is of a kind that cannot be changed.
pub fn fix(linter: &Linter<'_>, bytes: &[u8], wanted: &Wanted) -> Result<Fixed, FixError> {
    let opened = linter.open(bytes)?;
    let before = before(linter, &opened);
    let mut work = Work {
        linter,
        bytes,
        opened: &opened,
        before: &before,
    };
    let (chosen, left) = choose(linter, &before, wanted);
    work.done(chosen, left)
}

/// The reports with what is wrong with them; their places are not kept.
fn before(linter: &Linter<'_>, opened: &Opened<'_>) -> Vec<Before> {
    let reports = opened.reports.iter();
    reports
        .map(|report| Before {
            report: report.clone(),
            outcome: linter.check(report, None).unwrap_or_default(),
        })
        .collect()
}

/// The proposals to make, each with the index of its report, and those not wanted.
fn choose(
    linter: &Linter<'_>,
    before: &[Before],
    wanted: &Wanted,
) -> (Vec<(usize, Proposal)>, Vec<Left>) {
    let (mut chosen, mut left) = (Vec::new(), Vec::new());
    for (index, Before { report, outcome }) in before.iter().enumerate() {
        let Some(pack) = linter.pack_of(report) else {
            continue;
        };
        for proposal in proposals(pack, report, outcome) {
            let named = |rule: &String| wanted.rules.is_empty() || wanted.rules.contains(rule);
            if !proposal.rules.iter().any(named) {
                continue;
            }
            if proposal.safe || wanted.unsafe_too {
                chosen.push((index, proposal));
            } else {
                left.push(Left {
                    report: index,
                    proposal,
                    why: not_certain(),
                });
            }
        }
    }
    (chosen, left)
}

struct Work<'a> {
    linter: &'a Linter<'a>,
    bytes: &'a [u8],
    opened: &'a Opened<'a>,
    before: &'a [Before],
}

impl Work<'_> {
    /// Makes the chosen proposals: all at once, or where that cannot be proved one after another.
    fn done(
        &mut self,
        chosen: Vec<(usize, Proposal)>,
        mut left: Vec<Left>,
    ) -> Result<Fixed, FixError> {
        if chosen.is_empty() {
            return Ok(self.fixed(self.bytes.to_vec(), chosen, left));
        }
        if !self.is_text() {
            return Err(FixError::Format);
        }
        if let Some(bytes) = self.proved(&chosen) {
            return Ok(self.fixed(bytes, chosen, left));
        }
        let mut made: Vec<(usize, Proposal)> = Vec::new();
        let mut best = self.bytes.to_vec();
        for (index, one) in chosen.into_iter().enumerate() {
            made.push(one);
            let proved = (index < MOST_SINGLE).then(|| self.proved(&made)).flatten();
            match (proved, made.pop()) {
                (Some(bytes), Some(one)) => {
                    best = bytes;
                    made.push(one);
                }
                (None, Some((report, proposal))) => left.push(Left {
                    report,
                    proposal,
                    why: not_proved(),
                }),
                (_, None) => {}
            }
        }
        Ok(self.fixed(best, made, left))
    }

    fn fixed(&self, bytes: Vec<u8>, made: Vec<(usize, Proposal)>, left: Vec<Left>) -> Fixed {
        Fixed { bytes, made, left }
    }

    /// Whether the reports come from a text file.
    fn is_text(&self) -> bool {
        !self.opened.source.text().is_empty()
    }

    /// The new bytes, where they are proved right.
    fn proved(&self, chosen: &[(usize, Proposal)]) -> Option<Vec<u8>> {
        let mut changes: Vec<Vec<Change>> = vec![Vec::new(); self.before.len()];
        let mut all: Vec<Replacement> = Vec::new();
        for (index, proposal) in chosen {
            let report = self.opened.reports.get(*index)?;
            for change in &proposal.changes {
                all.extend(replacements(&self.opened.source, report, *change)?);
            }
            changes.get_mut(*index)?.extend(&proposal.changes);
        }
        let bytes = replaced(self.bytes, self.opened.source.encoding(), all)?;
        proof::holds(self.linter, &bytes, self.before, &changes).then_some(bytes)
    }
}

fn not_certain() -> Bilingual {
    Bilingual::new(
        "不能确定，加 --unsafe 才改",
        "not certain; `--unsafe` makes it",
    )
}

fn not_proved() -> Bilingual {
    Bilingual::new(
        "改写后读不回同样的报告，未改，请手工改",
        "the file would not read back as promised; change it by hand",
    )
}
