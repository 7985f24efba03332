//! A file under repair: its reports, what can be proposed for them, and proof of what is done.

use std::collections::BTreeSet;

use gouji_lint::{Linter, Opened};
use gouji_model::{Cell, CellId, Report};
use gouji_office::{CellText, OfficeKind};

use crate::proof::{self, Before};
use crate::text::{Replacement, replaced, replacements};
use crate::{Change, FindingKey, FixError, LastYear, Proposal, Refusal, Wanted, proposals};

/// A proposal, with the index of its report in the file.
pub type Numbered = (usize, Proposal);

/// A file that was opened to be repaired.
pub struct Repair<'a> {
    linter: &'a Linter,
    bytes: &'a [u8],
    opened: Opened<'a>,
    /// The kind of the file, where it is no text.
    office: Option<OfficeKind>,
    before: Vec<Before<'a>>,
}

impl<'a> Repair<'a> {
    /// Opens the bytes of a file; its reports are looked at beside last year's, where there are
    /// any.
    ///
    /// # Errors
    /// When there is no report in it.
    pub fn open<'y: 'a>(
        linter: &'a Linter,
        bytes: &'a [u8],
        last_year: Option<LastYear<'y>>,
    ) -> Result<Self, FixError> {
        let opened = linter.open(bytes)?;
        let before = |report: &Report| -> Before<'a> {
            let prior = last_year.and_then(|find| find(report));
            Before {
                report: report.clone(),
                prior,
                outcome: linter.check(report, prior).unwrap_or_default(),
            }
        };
        Ok(Self {
            before: opened.reports.iter().map(before).collect(),
            office: gouji_office::kind_of(bytes),
            linter,
            bytes,
            opened,
        })
    }

    /// Everything that can be proposed, report by report.
    #[must_use]
    pub fn proposals(&self) -> Vec<Numbered> {
        let mut all = Vec::new();
        for (index, before) in self.before.iter().enumerate() {
            let Before {
                report, outcome, ..
            } = before;
            if let Some(pack) = self.linter.pack_of(report) {
                let own = proposals(&pack, report, outcome).into_iter();
                all.extend(own.map(|proposal| (index, proposal)));
            }
        }
        all
    }

    /// The proposals that are wanted, safe or not: of the rules named, and for findings that
    /// settings leave to be shown.
    #[must_use]
    pub fn wanted(&self, wanted: &Wanted<'_>) -> Vec<Numbered> {
        let mut shown: Vec<Option<BTreeSet<FindingKey>>> = Vec::new();
        for Before {
            report, outcome, ..
        } in &self.before
        {
            let pack = wanted.settings.zip(self.linter.pack_of(report));
            shown.push(pack.map(|(settings, pack)| {
                let mut outcome = outcome.clone();
                settings(&pack, report, &mut outcome);
                outcome.findings.iter().map(FindingKey::from).collect()
            }));
        }
        let named = |rule: &String| wanted.rules.is_empty() || wanted.rules.contains(rule);
        let mut all = self.proposals();
        all.retain(|(index, proposal)| {
            let shown = shown.get(*index).and_then(Option::as_ref);
            proposal.rules.iter().any(named)
                && shown.is_none_or(|shown| proposal.clears.iter().any(|one| shown.contains(one)))
        });
        all
    }

    /// The cells, each with the index of its report, in which proposals put another figure: a cell
    /// that is only written otherwise is not among them.
    pub(crate) fn corrected(&self, made: &[Numbered]) -> Vec<(usize, CellId)> {
        let mut corrected = Vec::new();
        for (index, proposal) in made {
            let Some(report) = self.opened.reports.get(*index) else {
                continue;
            };
            let figure = |change: &Change| report.cell(change.cell).and_then(Cell::figure);
            let others = proposal.changes.iter();
            let others = others.filter(|change| figure(change) != Some(change.new));
            corrected.extend(others.map(|change| (*index, change.cell)));
        }
        corrected
    }

    /// The kind of the file, where it is no text.
    pub(crate) const fn office(&self) -> Option<OfficeKind> {
        self.office
    }

    /// The reports as they are.
    pub(crate) fn before(&self) -> &[Before<'a>] {
        &self.before
    }

    /// The bytes of the file as they are.
    #[must_use]
    pub const fn bytes(&self) -> &'a [u8] {
        self.bytes
    }

    /// Whether files of this kind can be changed.
    #[must_use]
    pub fn can_change(&self) -> bool {
        let written = matches!(self.office, Some(OfficeKind::Docx | OfficeKind::Xlsx));
        written || self.is_text()
    }

    fn is_text(&self) -> bool {
        !self.opened.source.text().is_empty()
    }

    /// The file with proposals made.
    ///
    /// # Errors
    /// Where it could not be written, or would not read back as promised.
    pub fn made(&self, chosen: &[Numbered]) -> Result<Vec<u8>, Refusal> {
        let mut made: Vec<Vec<&Proposal>> = vec![Vec::new(); self.before.len()];
        for (index, proposal) in chosen {
            let own = made.get_mut(*index).ok_or(Refusal::Place)?;
            own.push(proposal);
        }
        let bytes = self.unproved(chosen)?;
        proof::prove(self.linter, &bytes, &self.before, &made)?;
        Ok(bytes)
    }

    /// The pieces of a text file that proposals replace, each proposal by itself.
    ///
    /// # Errors
    /// Where the file is no text, or would not read back as promised.
    pub fn replacements(&self, chosen: &[Numbered]) -> Result<Vec<Replacement>, Refusal> {
        self.made(chosen)?;
        self.pieces(chosen).ok_or(Refusal::Place)
    }

    fn unproved(&self, chosen: &[Numbered]) -> Result<Vec<u8>, Refusal> {
        let Some(kind) = self.office.filter(|_| !self.is_text()) else {
            let pieces = self.pieces(chosen).ok_or(Refusal::Place)?;
            let encoding = self.opened.source.encoding();
            return replaced(self.bytes, encoding, pieces).ok_or(Refusal::Place);
        };
        let cells = self.cells(chosen).ok_or(Refusal::Place)?;
        Ok(gouji_office::rewrite(kind, self.bytes, &cells)?)
    }

    /// The cells of an office file that proposals write.
    fn cells(&self, chosen: &[Numbered]) -> Option<Vec<CellText>> {
        let mut cells = Vec::new();
        for (index, proposal) in chosen {
            let report = self.opened.reports.get(*index)?;
            for change in &proposal.changes {
                cells.push(CellText {
                    place: report.cell(change.cell)?.place,
                    text: self.written(report, *change)?,
                });
            }
        }
        Some(cells)
    }

    /// The new figure of a cell as its file writes figures.
    fn written(&self, report: &Report, change: Change) -> Option<String> {
        let text = self.opened.source.text().trim_start();
        if text.starts_with(['{', '[']) || text.starts_with("<?xml") {
            return Some(change.new.to_string());
        }
        let pack = self.linter.pack_of(report)?;
        let place = report.cell(change.cell)?.place;
        Some(pack.form.written(change.new, place))
    }

    fn pieces(&self, chosen: &[Numbered]) -> Option<Vec<Replacement>> {
        let mut all = Vec::new();
        for (index, proposal) in chosen {
            let report = self.opened.reports.get(*index)?;
            for change in &proposal.changes {
                let new = self.written(report, *change)?;
                all.extend(replacements(&self.opened.source, report, *change, new)?);
            }
        }
        Some(all)
    }
}
