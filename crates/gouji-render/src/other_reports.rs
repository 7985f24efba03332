//! What findings rest on in the files of other reports.

use std::collections::BTreeMap;

use gouji_model::{Figure, Identity};
use serde_json::Value;

/// What findings between reports rest on, by their identities.
#[derive(Clone, Debug, Default)]
pub struct OtherReports {
    /// The findings; others are about one report.
    pub findings: BTreeMap<Identity, BetweenReports>,
}

/// What a finding between reports rests on beyond its own file.
#[derive(Clone, Debug, Default)]
pub struct BetweenReports {
    /// The cells in other files.
    pub cells: Vec<OtherCell>,
    /// What is likely wrong; these stand for the suspects that the finding has by itself.
    pub suspects: Option<Vec<OtherSuspect>>,
    /// Texts that are the same in this file and another.
    pub passages: Vec<SharedPassage>,
}

/// A cell in another file.
#[derive(Clone, Debug, Default)]
pub struct OtherCell {
    /// The file's path as given.
    pub file: String,
    /// The cell's address.
    pub id: String,
    /// Its figure, where it holds one.
    pub figure: Option<Figure>,
    /// Its text.
    pub text: String,
    /// Where it stands, as the JSON of the contract.
    pub location: Option<Value>,
}

/// What is likely wrong, in whichever file.
#[derive(Clone, Debug, Default)]
pub struct OtherSuspect {
    /// The file; none where a report is missing.
    pub file: Option<String>,
    /// The organ whose report it is.
    pub organization: Option<String>,
    /// The year of that report.
    pub year: Option<i32>,
    /// The cell's address.
    pub id: String,
    /// What should stand there.
    pub suggested: String,
    /// Whether nothing else explains the finding as well.
    pub is_certain: bool,
    /// Whether it is a cell of last year's report.
    pub is_prior: bool,
}

/// A text that stands in two files.
#[derive(Clone, Debug, Default)]
pub struct SharedPassage {
    /// The text as this file has it.
    pub text: String,
    /// What stands before and behind it there.
    pub around: [String; 2],
    /// Where it stands in this file.
    pub location: Option<Value>,
    /// The other file's path as given.
    pub file: String,
    /// The text as that file has it.
    pub other_text: String,
    /// What stands before and behind it there.
    pub other_around: [String; 2],
    /// Where it stands there.
    pub other_location: Option<Value>,
}

impl SharedPassage {
    /// The text of this file and that of the other, each with what stands around it.
    #[must_use]
    pub fn texts(&self) -> [String; 2] {
        let with = |text: &str, [before, behind]: &[String; 2]| format!("{before}{text}{behind}");
        [
            with(&self.text, &self.around),
            with(&self.other_text, &self.other_around),
        ]
    }
}
