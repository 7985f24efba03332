//! A chunk: what is shown of a report only when it is opened.

use serde::Serialize;

use crate::rows::{Blocked, Finding, Report};

/// How many reports are in a chunk: enough for words to be shared, few enough to be unpacked at once.
pub(crate) const REPORTS: usize = 128;

/// A report's cells, its findings and what could not be checked.
#[derive(Debug, Serialize)]
pub(crate) struct Detail {
    cells: Vec<Option<String>>,
    findings: Vec<FindingText>,
    blocked: Vec<(String, String)>,
}

/// A finding in words.
#[derive(Debug, Serialize)]
struct FindingText {
    message: String,
    spot: String,
    identity: String,
    /// The cell, what should stand there, whether it is likely wrong.
    marks: Vec<(u32, Option<String>, u8)>,
    /// Whose report, which place, what stands there, its file.
    elsewhere: Vec<[String; 4]>,
}

impl Detail {
    /// What is told of a report.
    pub(crate) fn of(report: Report) -> Self {
        Self {
            cells: report.cells,
            findings: report.findings.into_iter().map(FindingText::of).collect(),
            blocked: report.blocked.into_iter().map(pair).collect(),
        }
    }
}

impl FindingText {
    fn of(finding: Finding) -> Self {
        let marks = finding.marks.into_iter();
        let elsewhere = finding.elsewhere.into_iter();
        Self {
            message: finding.message,
            spot: finding.spot,
            identity: finding.identity,
            marks: marks
                .map(|mark| (mark.cell, mark.suggested, u8::from(mark.is_suspect)))
                .collect(),
            elsewhere: elsewhere
                .map(|one| [one.whose, one.place, one.text, one.path])
                .collect(),
        }
    }
}

fn pair(blocked: Blocked) -> (String, String) {
    (blocked.what, blocked.why)
}
