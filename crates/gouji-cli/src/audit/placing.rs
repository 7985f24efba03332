//! Whose the reports of a result are, and which reports the cells, texts and likely mistakes of a finding
//! stand in.

use gouji_audit::RunReports as _;
use gouji_audit::result::{FindingRow, ReportRow};

use super::noted::{Notes, hash_of_path};

/// The number of a report that the run does not have.
const ELSEWHERE: usize = usize::MAX;

/// The reports of each file.
#[derive(Default)]
pub(super) struct Places {
    /// The numbers of the reports in the order of the hashes of their paths; made when first it is asked for.
    by_path: Option<Vec<u32>>,
}

impl Places {
    /// Says whose a report is.
    pub(super) fn pair(&self, notes: &Notes, number: usize, report: &mut ReportRow) {
        report.unit = notes.entry(number).and_then(|entry| entry.unit);
        report.certainty = notes.certainty(number);
    }

    /// Puts a finding at its report, what it rests on at theirs.
    pub(super) fn place(
        &mut self,
        notes: &Notes,
        (number, report): (usize, &ReportRow),
        row: &mut FindingRow,
    ) {
        let mut found = |file: Option<&str>, year: Option<i32>| {
            let Some(file) = file else { return number };
            if report.path == file && (year.is_none() || report.year == year) {
                return number;
            }
            self.found(notes, file, year)
        };
        for cell in &mut row.cells {
            cell.report = Some(found(cell.file.as_deref(), None));
        }
        for suspect in &mut row.suspects {
            suspect.report = Some(match suspect.unit {
                Some(_) => ELSEWHERE,
                None => found(suspect.file.as_deref(), suspect.year),
            });
        }
        for passage in &mut row.passages {
            passage.report = Some(found(Some(&passage.file), None));
        }
        row.report = Some(number);
        row.unit = report.unit;
        row.year = report.year;
    }

    /// The first report of a file, and of a year where one is named.
    fn found(&mut self, notes: &Notes, file: &str, year: Option<i32>) -> usize {
        let by_path = self.by_path.get_or_insert_with(|| by_path(notes));
        let hash = hash_of_path(file);
        let own = |number: &u32| notes.path_hash(*number as usize);
        let from = by_path.partition_point(|number| own(number) < Some(hash));
        let like = by_path.get(from..).unwrap_or_default().iter();
        let like = like.take_while(|number| own(number) == Some(hash));
        let mut like = like.map(|number| *number as usize);
        let found = like.find(|number| {
            let own = notes.entry(*number).and_then(|entry| entry.year);
            notes.path_of(*number) == file && (year.is_none() || own == year)
        });
        found.unwrap_or(ELSEWHERE)
    }
}

fn by_path(notes: &Notes) -> Vec<u32> {
    // There are no more reports than 32 bits can number: those behind would be found nowhere.
    let numbers = 0..u32::try_from(notes.len()).unwrap_or(u32::MAX);
    let mut all: Vec<u32> = numbers.collect();
    all.sort_unstable_by_key(|number| (notes.path_hash(*number as usize), *number));
    all
}
