//! The index: what every view needs of all units, reports and findings, column by column.

use std::collections::HashMap;

use serde::Serialize;

/// The version of what the script reads.
pub(crate) const FORMAT: u32 = 1;

/// All that is unpacked when the page opens.
#[derive(Debug, Serialize)]
pub(crate) struct Index<'i> {
    /// The version of this structure.
    pub format: u32,
    /// How many reports are in a chunk.
    pub chunk: usize,
    pub totals: Counted,
    pub rules: &'i Rules,
    pub regions: &'i [String],
    pub levels: &'i Levels,
    pub units: &'i Units,
    pub reports: &'i Reports,
    pub findings: &'i Findings,
    pub layouts: &'i [crate::Layout],
    pub failures: &'i Failures,
    /// The number of each run with its errors, warnings and notes.
    pub runs: &'i [(i64, [usize; 3])],
    /// The characters of names, and how they are read.
    pub readings: (String, Vec<String>),
}

/// How much there is.
#[derive(Clone, Copy, Debug, Default, Serialize)]
pub(crate) struct Counted {
    pub units: usize,
    pub reports: usize,
    pub missing: usize,
    /// Errors, warnings, notes.
    pub findings: [usize; 3],
    pub blocked: usize,
    pub unread: usize,
    pub suppressed: usize,
    pub fixed: usize,
}

/// The rules.
#[derive(Debug, Default, Serialize)]
pub(crate) struct Rules {
    pub name: Vec<String>,
    pub title: Vec<String>,
    pub help: Vec<String>,
    pub authority: Vec<String>,
}

/// The levels of administration.
#[derive(Debug, Default, Serialize)]
pub(crate) struct Levels {
    pub id: Vec<String>,
    pub name: Vec<String>,
}

/// The units; region and level by their numbers.
#[derive(Debug, Default, Serialize)]
pub(crate) struct Units {
    pub name: Vec<String>,
    /// Other names, between bars.
    pub aliases: Vec<String>,
    pub region: Vec<usize>,
    pub level: Vec<usize>,
}

/// The reports; a missing one has no path.
#[derive(Debug, Default, Serialize)]
pub(crate) struct Reports {
    pub unit: Vec<usize>,
    pub year: Vec<i32>,
    pub path: Vec<Option<String>>,
    pub layout: Vec<Option<usize>>,
    pub blocked: Vec<usize>,
    /// How many findings it has: they stand one after the other, in the order of the reports.
    pub findings: Vec<usize>,
}

/// The findings.
#[derive(Debug, Default, Serialize)]
pub(crate) struct Findings {
    pub rule: Vec<usize>,
    /// 0 for notes, 1 for warnings, 2 for errors.
    pub severity: Vec<u8>,
    /// Where, by its number among all that are named.
    pub place: Vec<usize>,
    /// What to write, by its number among all that are named.
    pub write: Vec<usize>,
    /// 0 not known, 1 new, 2 still there, 3 back again.
    pub state: Vec<u8>,
    pub places: Vec<String>,
    pub writes: Vec<String>,
}

/// Files that gave no report.
#[derive(Debug, Default, Serialize)]
pub(crate) struct Failures {
    pub path: Vec<String>,
    pub why: Vec<String>,
}

/// Numbers texts in the order in which they come.
#[derive(Debug, Default)]
pub(crate) struct Numbers(HashMap<String, usize>);

impl Numbers {
    /// The number of a text, and whether it is new.
    pub(crate) fn of(&mut self, text: &str) -> (usize, bool) {
        if let Some(number) = self.0.get(text) {
            return (*number, false);
        }
        let number = self.0.len();
        self.0.insert(text.to_owned(), number);
        (number, true)
    }
}
