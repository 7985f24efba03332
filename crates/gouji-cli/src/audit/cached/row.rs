//! A finding as it is stored: every field, whatever its own form leaves out.

use gouji_audit::result::{CellRow, Change, FindingRow, PassageRow, SuspectRow};
use gouji_model::Severity;
use serde::{Deserialize, Serialize};

/// A finding as it is stored.
#[derive(Debug, Serialize, Deserialize)]
pub(in crate::audit) struct StoredRow {
    report: Option<usize>,
    unit: Option<usize>,
    year: Option<i32>,
    identity: String,
    rule: String,
    at: Option<String>,
    severity: u8,
    message: String,
    labels: Vec<String>,
    place: String,
    cells: Vec<CellRow>,
    suspects: Vec<SuspectRow>,
    passages: Vec<PassageRow>,
    change: Option<Change>,
    first_run: Option<i64>,
    open_run: Option<i64>,
}

const SEVERITIES: [Severity; 3] = [Severity::Error, Severity::Warning, Severity::Info];

impl From<FindingRow> for StoredRow {
    fn from(row: FindingRow) -> Self {
        // Each by its name: a new field is not to be forgotten.
        let FindingRow {
            report,
            unit,
            year,
            identity,
            rule,
            at,
            severity,
            message,
            labels,
            place,
            cells,
            suspects,
            passages,
            change,
            first_run,
            open_run,
        } = row;
        Self {
            report,
            unit,
            year,
            identity,
            rule,
            at,
            severity: match severity {
                Severity::Error => 0,
                Severity::Warning => 1,
                Severity::Info => 2,
            },
            message,
            labels,
            place,
            cells,
            suspects,
            passages,
            change,
            first_run,
            open_run,
        }
    }
}

impl StoredRow {
    /// The finding; nothing where it is none.
    pub(in crate::audit) fn row(self) -> Option<FindingRow> {
        Some(FindingRow {
            report: self.report,
            unit: self.unit,
            year: self.year,
            identity: self.identity,
            rule: self.rule,
            at: self.at,
            severity: *SEVERITIES.get(usize::from(self.severity))?,
            message: self.message,
            labels: self.labels,
            place: self.place,
            cells: self.cells,
            suspects: self.suspects,
            passages: self.passages,
            change: self.change,
            first_run: self.first_run,
            open_run: self.open_run,
        })
    }
}

#[cfg(test)]
mod tests {
    use gouji_audit::result::BlockedRow;

    use super::*;

    #[test]
    fn rows_come_back_whatever_they_leave_out() {
        let full = FindingRow {
            identity: "0f".to_owned(),
            severity: Severity::Warning,
            cells: vec![CellRow::default(), CellRow::default()],
            suspects: vec![SuspectRow::default()],
            passages: vec![PassageRow::default()],
            change: Some(Change::Back),
            open_run: Some(3),
            ..FindingRow::default()
        };
        for row in [full, FindingRow::default()] {
            let stored = (StoredRow::from(row.clone()), BlockedRow::default(), 7_u8);
            let bytes = postcard::to_allocvec(&stored).unwrap_or_default();
            let (back, _, end): (StoredRow, BlockedRow, u8) =
                postcard::from_bytes(&bytes).unwrap_or_else(|why| panic!("{why}"));
            assert_eq!((back.row(), end), (Some(row), 7));
        }
    }
}
