//! What findings rest on in other reports, with its places there.

use std::collections::BTreeMap;
use std::ops::Range;

use gouji_audit::relations::Reopening as _;
use gouji_audit::{Between, Guess, RunReports as _};
use gouji_model::{Cell, Value};
use gouji_render::{BetweenReports, OtherCell, OtherReports, OtherSuspect, Places, SharedPassage};

use super::Again;
use crate::audit::opening::FileReport;

/// Cells of other reports, by report and address.
type OtherCells = BTreeMap<(usize, String), OtherCell>;

impl Again<'_> {
    /// What the findings that only other reports give rest on there.
    pub(super) fn other_reports(&self, own: &FileReport) -> OtherReports {
        let cells = self.far_cells();
        let mut other_reports = OtherReports::default();
        for between in &self.task.findings {
            let beyond = self.beyond(between, &cells, own);
            other_reports
                .findings
                .insert(between.finding.identity, beyond);
        }
        other_reports
    }

    /// The cells of other reports, each report opened once.
    fn far_cells(&self) -> OtherCells {
        let mut wanted: BTreeMap<usize, Vec<&str>> = BTreeMap::new();
        let far = self.task.findings.iter().flat_map(|between| &between.far);
        for cell in far {
            wanted.entry(cell.report).or_default().push(&cell.id);
        }
        let mut cells = OtherCells::new();
        for (report, ids) in wanted {
            match self.open(report) {
                Ok(far) => self.placed(report, &far, &ids, &mut cells),
                // Its figures are known all the same.
                Err(_) => self.unplaced(report, &ids, &mut cells),
            }
        }
        cells
    }

    fn placed(&self, report: usize, far: &FileReport, ids: &[&str], cells: &mut OtherCells) {
        let pack = self.checker.linter.pack_of(far.report());
        let form = pack.as_ref().map(|pack| &pack.form);
        let locate = |range| far.locate(range);
        let places = Places {
            locate: &locate,
            sheets: far.sheets(),
        };
        for id in ids {
            let cell = form.and_then(|form| form.cell(id));
            let cell = cell.and_then(|cell| far.report().cell(cell));
            let found = OtherCell {
                figure: cell.and_then(|cell| match cell.value {
                    Value::Figure(figure) => Some(figure),
                    _ => None,
                }),
                location: cell.map(|cell| places.location(cell.place)),
                ..far_cell(far.shown_path(), id, cell)
            };
            cells.insert((report, (*id).to_owned()), found);
        }
    }

    fn unplaced(&self, report: usize, ids: &[&str], cells: &mut OtherCells) {
        let path = self.related.notes.path(report);
        let bound = self.related.notes.bound(report);
        for id in ids {
            let cell = bound.as_ref().and_then(|bound| {
                let cell = bound.pack.form.cell(id)?;
                bound.report.cell(cell)
            });
            cells.insert((report, (*id).to_owned()), far_cell(&path, id, cell));
        }
    }

    fn beyond(&self, between: &Between, cells: &OtherCells, own: &FileReport) -> BetweenReports {
        let cells = between.far.iter().filter_map(|far| {
            let key = (far.report, far.id.clone());
            cells.get(&key).cloned()
        });
        let suspects = between.suspects.iter().map(|guess| self.suspect(guess));
        BetweenReports {
            cells: cells.collect(),
            suspects: Some(suspects.collect()),
            passages: self.passages(between, own),
        }
    }

    fn passages(&self, between: &Between, own: &FileReport) -> Vec<SharedPassage> {
        let shown = between.passages.iter().filter_map(|passages| {
            let noted = self.related.notes.get(passages.report)?;
            let own = passage(own, &passages.section, passages.own.clone())?;
            let far = self.open_noted(passages.report, &noted).ok();
            let other =
                far.and_then(|far| passage(&far, &passages.section, passages.other.clone()));
            let other = other.unwrap_or_default();
            Some(SharedPassage {
                text: own.text,
                around: own.around,
                location: own.location,
                file: self.related.notes.path(passages.report),
                other_text: other.text,
                other_around: other.around,
                other_location: other.location,
            })
        });
        shown.collect()
    }

    /// What is likely wrong, as it is shown.
    pub(super) fn suspect(&self, guess: &Guess) -> OtherSuspect {
        let units = self.related.tree.units();
        let unit = guess.unit.and_then(|unit| units.get(unit));
        OtherSuspect {
            file: guess.report.map(|report| self.related.notes.path(report)),
            organization: unit.map(|unit| unit.name.clone()),
            year: guess.year,
            id: guess.id.clone(),
            suggested: guess.suggested.clone(),
            is_certain: guess.is_certain,
            is_prior: self.task.prior.is_some() && guess.report == self.task.prior,
        }
    }
}

fn far_cell(path: &str, id: &str, cell: Option<&Cell>) -> OtherCell {
    let text = cell.map(|cell| cell.text().into_owned());
    OtherCell {
        file: path.to_owned(),
        id: id.to_owned(),
        figure: cell.and_then(Cell::figure),
        text: text.unwrap_or_default(),
        location: None,
    }
}

/// A passage of a section.
#[derive(Default)]
struct Passage {
    text: String,
    /// What stands before and behind it.
    around: [String; 2],
    location: Option<serde_json::Value>,
}

/// How many characters around a passage are shown.
const AROUND: usize = 60;

/// A passage of a section and where it stands.
fn passage(of: &FileReport, section: &str, range: Range<usize>) -> Option<Passage> {
    let section = of.report().section(section)?;
    let text = section.text.get(range.clone())?.to_owned();
    let before = section.text.get(..range.start)?;
    let from = before.char_indices().rev().nth(AROUND - 1);
    let behind = section.text.get(range.end..)?.chars().take(AROUND);
    let locate = |range| of.locate(range);
    let places = Places {
        locate: &locate,
        sheets: of.sheets(),
    };
    Some(Passage {
        text,
        around: [
            before.get(from.map_or(0, |(at, _)| at)..)?.to_owned(),
            behind.collect(),
        ],
        location: section.place_of(range).map(|place| places.location(place)),
    })
}
