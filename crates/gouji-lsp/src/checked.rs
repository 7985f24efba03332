//! What was found in a text: its reports, each with its findings.

use std::sync::Arc;

use gouji_check::Outcome;
use gouji_lint::Linter;
use gouji_model::{CellId, Finding, Place, Report, SourceRange};
use gouji_rule::Pack;

use crate::editor_text::EditorText;
use crate::project::Project;

/// A report with what was found in it.
#[derive(Debug)]
pub(crate) struct CheckedReport {
    /// The pack it was checked with.
    pub pack: Arc<Pack>,
    /// The report.
    pub report: Report,
    /// What was found.
    pub outcome: Outcome,
}

/// A cell of a report in the text, and what is shown for it.
pub(crate) struct CellAt<'c> {
    /// The report.
    pub report: &'c CheckedReport,
    /// The cell.
    pub cell: CellId,
    /// What is shown for it.
    pub range: SourceRange,
}

/// What was found in a text; nothing where the text is no report.
#[derive(Debug, Default)]
pub(crate) struct Checked {
    /// The reports in it.
    pub reports: Vec<CheckedReport>,
    /// How many bytes of the text come before what the places of the reports count from: a byte
    /// order mark that the editor left in.
    skipped: u32,
}

impl Checked {
    /// Checks a text.
    pub(crate) fn new(linter: &Linter, text: &str, project: Option<&Project>) -> Self {
        if project.is_some_and(|project| project.trouble().is_some()) {
            return Self::default();
        }
        let Ok(opened) = linter.open(text.as_bytes()) else {
            return Self::default();
        };
        let check = |report: Report| {
            let pack = linter.pack_of(&report)?;
            let mut outcome = linter.check(&report, None)?;
            if let Some(project) = project {
                project.apply(&pack, &report, &mut outcome, false);
            }
            Some(CheckedReport {
                pack,
                report,
                outcome,
            })
        };
        Self {
            reports: opened.reports.into_iter().filter_map(check).collect(),
            skipped: if text.starts_with('\u{feff}') { 3 } else { 0 },
        }
    }

    /// What to show for a place.
    pub(crate) fn shown(&self, document: &EditorText, place: Place) -> Option<SourceRange> {
        document.shown(match place {
            Place::Text(range) => Place::Text(SourceRange::new(
                range.start.saturating_add(self.skipped),
                range.end.saturating_add(self.skipped),
            )),
            other => other,
        })
    }

    /// What to show for a cell of a report.
    pub(crate) fn cell(
        &self,
        document: &EditorText,
        report: &Report,
        cell: CellId,
    ) -> Option<SourceRange> {
        self.shown(document, report.cell(cell)?.place)
    }

    /// The cell at a byte of the text. A byte between two cells that touch is in the later one.
    pub(crate) fn cell_at(&self, document: &EditorText, byte: usize) -> Option<CellAt<'_>> {
        let mut touched = None;
        for report in &self.reports {
            for cell in report.pack.form.cells() {
                let Some(range) = self.cell(document, &report.report, cell) else {
                    continue;
                };
                let (start, end) = (range.start as usize, range.end as usize);
                let found = CellAt {
                    report,
                    cell,
                    range,
                };
                if (start..end).contains(&byte) {
                    return Some(found);
                }
                if byte == end {
                    touched = Some(found);
                }
            }
        }
        touched
    }
}

/// The cells of the report itself that a finding rests on.
pub(crate) fn own_cells(finding: &Finding) -> impl Iterator<Item = CellId> {
    let own = finding.cells.iter().filter(|evidence| !evidence.prior);
    own.map(|evidence| evidence.cell)
}
