//! A chunk: what is shown of a report only when it is opened.

use gouji_render::Part;
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
    /// Whose report, its file, both texts: parts of which every second is in both.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    passages: Vec<(String, String, [Vec<String>; 2])>,
    /// For how many days it is open.
    #[serde(skip_serializing_if = "Option::is_none")]
    days: Option<i64>,
}

impl Detail {
    /// What is reported about a report.
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
        let passages = finding.passages.into_iter();
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
            passages: passages
                .map(|one| (one.whose, one.path, one.texts.map(alternating)))
                .collect(),
            days: finding.days,
        }
    }
}

fn pair(blocked: Blocked) -> (String, String) {
    (blocked.what, blocked.why)
}

/// The texts of parts, of which the first is not in both.
fn alternating(parts: Vec<Part>) -> Vec<String> {
    let mut texts = Vec::new();
    for part in parts {
        if part.is_common == (texts.len() % 2 == 0) {
            texts.push(String::new());
        }
        texts.push(part.text);
    }
    texts
}
