//! A copy of a file in which the cells that are likely wrong are marked, and no figure is changed.
//!
//! The copy is read again: it must give the same figures, findings and blocked relations, or it is not
//! made.

use std::collections::BTreeMap;

use gouji_check::Outcome;
use gouji_lint::Linter;
use gouji_model::{CellId, Finding, Language, Report, Severity, Suspect};
use gouji_office::{CellNote, OfficeKind, mark as marked};

use crate::proof::{self, Before};
use crate::{FixError, Refusal, Repair, Wanted};

/// Most lines of a comment.
const MOST_LINES: usize = 6;

/// A copy with marks.
#[derive(Debug, Default)]
pub struct Marked {
    /// The bytes of the copy; those of the file where there is nothing to mark.
    pub bytes: Vec<u8>,
    /// The cells that are marked, each with the index of its report.
    pub cells: Vec<(usize, CellId)>,
}

/// Marks the cells of a file's reports that are likely wrong, with what should stand there.
///
/// # Errors
/// When the file holds no report, cannot be marked, or would not read the same.
pub fn mark(
    linter: &Linter,
    bytes: &[u8],
    wanted: &Wanted<'_>,
    language: Language,
) -> Result<Marked, FixError> {
    let repair = Repair::open(linter, bytes, wanted.last_year)?;
    let kind = repair.office().ok_or(FixError::Unmarkable)?;
    if !matches!(kind, OfficeKind::Docx | OfficeKind::Xlsx) {
        return Err(FixError::Unmarkable);
    }
    let mut cells = Vec::new();
    let mut notes = Vec::new();
    for (index, before) in repair.before().iter().enumerate() {
        let outcome = shown(linter, before, wanted);
        for (cell, text) in remarks(&before.report, &outcome, language) {
            let Some(place) = before.report.cell(cell).map(|cell| cell.place) else {
                continue;
            };
            cells.push((index, cell));
            notes.push(CellNote { place, text });
        }
    }
    if notes.is_empty() {
        return Ok(Marked {
            bytes: bytes.to_vec(),
            cells,
        });
    }
    let copy = marked(kind, bytes, &notes).map_err(|error| FixError::Refused(error.into()))?;
    match proof::reads_the_same(linter, &copy, repair.before()) {
        true => Ok(Marked { bytes: copy, cells }),
        false => Err(FixError::Refused(Refusal::NotAsPromised)),
    }
}

/// What was found in a report, as far as settings and the rules asked for leave it.
fn shown(linter: &Linter, before: &Before<'_>, wanted: &Wanted<'_>) -> Outcome {
    let mut outcome = before.outcome.clone();
    if let Some((settings, pack)) = wanted.settings.zip(linter.pack_of(&before.report)) {
        settings(&pack, &before.report, &mut outcome);
    }
    let named = |finding: &Finding| wanted.rules.is_empty() || wanted.rules.contains(&finding.rule);
    outcome.findings.retain(named);
    outcome
}

/// What to say of each cell: what should stand there, and the findings that say so.
fn remarks(report: &Report, outcome: &Outcome, language: Language) -> BTreeMap<CellId, String> {
    let mut lines: BTreeMap<CellId, Vec<String>> = BTreeMap::new();
    let mut add = |cell: CellId, line: String| {
        let own = lines.entry(cell).or_default();
        if !own.contains(&line) && own.len() < MOST_LINES {
            own.push(line);
        }
    };
    for finding in &outcome.findings {
        let tied = is_tied(&outcome.findings, finding);
        let own = finding.suspects.iter().filter(|one| !one.cell.prior);
        let primary: Vec<&Suspect> = own.filter(|one| one.is_primary()).collect();
        for suspect in &primary {
            add(suspect.cell.cell, suggestion(suspect, tied, language));
            add(suspect.cell.cell, finding.message.get(language).to_owned());
        }
        // A text in the place of a figure is wrong by itself.
        if let ([only], Severity::Error, None) = (
            finding.cells.as_slice(),
            finding.severity,
            &finding.equation,
        ) && finding.suspects.is_empty()
            && !only.prior
            && report.cell(only.cell).is_some()
        {
            add(only.cell, finding.message.get(language).to_owned());
        }
    }
    let joined = |(cell, lines): (CellId, Vec<String>)| (cell, lines.join("\n"));
    lines.into_iter().map(joined).collect()
}

/// Whether several ways to repair a finding, or what has the same cause, are as likely.
fn is_tied(findings: &[Finding], finding: &Finding) -> bool {
    let same = |other: &&Finding| {
        std::ptr::eq(*other, finding) || (other.cause.is_some() && other.cause == finding.cause)
    };
    let suspects = findings.iter().filter(same).flat_map(|one| &one.suspects);
    suspects
        .into_iter()
        .any(|suspect| suspect.is_primary() && suspect.rank > 0)
}

/// What should stand in a cell, and the mistake it looks like.
fn suggestion(suspect: &Suspect, tied: bool, language: Language) -> String {
    let new = suspect.suggested;
    let mistake = suspect
        .mistake
        .as_ref()
        .map(|(_, wording)| wording.get(language));
    match (language, tied, mistake) {
        (Language::Chinese, false, None) => format!("应为 {new}？"),
        (Language::Chinese, false, Some(mistake)) => format!("应为 {new}？（{mistake}）"),
        (Language::Chinese, true, None) => format!("或应为 {new}？"),
        (Language::Chinese, true, Some(mistake)) => format!("或应为 {new}？（{mistake}）"),
        (Language::English, false, None) => format!("should be {new}?"),
        (Language::English, false, Some(mistake)) => format!("should be {new}? ({mistake})"),
        (Language::English, true, None) => format!("or should this be {new}?"),
        (Language::English, true, Some(mistake)) => {
            format!("or should this be {new}? ({mistake})")
        }
    }
}
