//! A file under repair: its reports, what can be proposed for them, and proof of what is done.

use gouji_lint::{Linter, Opened};
use gouji_model::Report;
use gouji_office::{CellText, OfficeKind};

use crate::proof::{self, Before};
use crate::text::{Replacement, replaced, replacements};
use crate::{Change, FixError, Proposal, proposals};

/// A proposal, with the index of its report in the file.
pub type Numbered = (usize, Proposal);

/// A file that was opened to be repaired.
pub struct Repair<'a> {
    linter: &'a Linter<'a>,
    bytes: &'a [u8],
    opened: Opened<'a>,
    /// The kind of the file, where it is no text.
    office: Option<OfficeKind>,
    before: Vec<Before>,
}

impl<'a> Repair<'a> {
    /// Opens the bytes of a file.
    ///
    /// # Errors
    /// When there is no report in it.
    pub fn open(linter: &'a Linter<'a>, bytes: &'a [u8]) -> Result<Self, FixError> {
        let opened = linter.open(bytes)?;
        let before = |report: &Report| Before {
            report: report.clone(),
            outcome: linter.check(report, None).unwrap_or_default(),
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
        for (index, Before { report, outcome }) in self.before.iter().enumerate() {
            if let Some(pack) = self.linter.pack_of(report) {
                let own = proposals(pack, report, outcome).into_iter();
                all.extend(own.map(|proposal| (index, proposal)));
            }
        }
        all
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

    /// The file with proposals made; nothing where it would not read back as promised.
    #[must_use]
    pub fn made(&self, chosen: &[Numbered]) -> Option<Vec<u8>> {
        let (bytes, changes) = self.unproved(chosen)?;
        proof::holds(self.linter, &bytes, &self.before, &changes).then_some(bytes)
    }

    /// The pieces of the file that proposals replace, each proposal by itself; nothing where the
    /// file would not read back as promised.
    #[must_use]
    pub fn replacements(&self, chosen: &[Numbered]) -> Option<Vec<Replacement>> {
        self.made(chosen)?;
        self.pieces(chosen)
    }

    fn unproved(&self, chosen: &[Numbered]) -> Option<(Vec<u8>, Vec<Vec<Change>>)> {
        let mut changes: Vec<Vec<Change>> = vec![Vec::new(); self.before.len()];
        for (index, proposal) in chosen {
            changes.get_mut(*index)?.extend(&proposal.changes);
        }
        let bytes = match self.office.filter(|_| !self.is_text()) {
            None => {
                let pieces = self.pieces(chosen)?;
                replaced(self.bytes, self.opened.source.encoding(), pieces)?
            }
            Some(kind) => gouji_office::rewrite(kind, self.bytes, &self.cells(chosen)?).ok()?,
        };
        Some((bytes, changes))
    }

    /// The cells of an office file that proposals write.
    fn cells(&self, chosen: &[Numbered]) -> Option<Vec<CellText>> {
        let mut cells = Vec::new();
        for (index, proposal) in chosen {
            let report = self.opened.reports.get(*index)?;
            for change in &proposal.changes {
                cells.push(CellText {
                    place: report.cell(change.cell)?.place,
                    text: change.new.to_string(),
                });
            }
        }
        Some(cells)
    }

    fn pieces(&self, chosen: &[Numbered]) -> Option<Vec<Replacement>> {
        let mut all = Vec::new();
        for (index, proposal) in chosen {
            let report = self.opened.reports.get(*index)?;
            for change in &proposal.changes {
                all.extend(replacements(&self.opened.source, report, *change)?);
            }
        }
        Some(all)
    }
}
