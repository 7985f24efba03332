//! Where relations between reports get the reports from: one at a time, so that no more than a few are
//! held at once.

use std::sync::Arc;

use gouji_model::{CellId, Figure, Form, Period, Report, Value};
use gouji_rule::Pack;

use crate::packed_report::PackedReport;
use crate::peers::Letters;
use crate::published::Published;

/// What is known of a report without looking at it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Entry {
    /// Its pack, by its number.
    pub pack: usize,
    /// Its year.
    pub year: Option<i32>,
    /// The period it speaks of, where its form says how that is named.
    pub period: Option<Period>,
    /// Whose it is.
    pub unit: Option<usize>,
    /// When it was published.
    pub published: Option<Published>,
}

/// A section of a report.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SectionText {
    /// Its title as printed.
    pub title: String,
    /// Its text.
    pub text: String,
}

/// The reports of a run.
pub trait RunReports: Sync {
    /// The packs that reports have.
    fn packs(&self) -> &[Arc<Pack>];

    /// How many reports there are.
    fn len(&self) -> usize;

    /// Whether there are none.
    fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// What is known of a report without looking at it.
    fn entry(&self, report: usize) -> Option<Entry>;

    /// What was kept of a report; nothing where that cannot be had any more.
    fn kept(&self, report: usize) -> Option<PackedReport>;

    /// The path of a report's file.
    fn path(&self, report: usize) -> String;

    /// A section of a report, by its id; nothing where the report lacks it.
    fn section(&self, report: usize, id: &str) -> Option<SectionText>;

    /// The letters of a section, which may be at hand where the section is not.
    fn letters(&self, report: usize, id: &str) -> Option<Letters> {
        Some(Letters::of(&self.section(report, id)?.text))
    }

    /// Whether the work is to be left: then nobody looks at what came of it.
    fn is_stopped(&self) -> bool {
        false
    }

    /// A report as far as it was kept, with its pack.
    fn bound(&self, report: usize) -> Option<Bound> {
        let entry = self.entry(report)?;
        let pack = self.packs().get(entry.pack)?;
        let mut bound = self.kept(report)?.report(&pack.form, entry.year);
        bound.period = entry.period;
        Some(Bound {
            number: report,
            pack: pack.for_report(&bound),
            report: bound,
        })
    }
}

/// A report as far as it was kept.
#[derive(Clone, Debug)]
pub struct Bound {
    /// Its number.
    pub number: usize,
    /// Its pack.
    pub pack: Arc<Pack>,
    /// The report.
    pub report: Report,
}

impl Bound {
    /// Makes what another copy of the report says otherwise unreadable: nobody knows which counts.
    pub fn doubt(&mut self, other: &Self) {
        let form = &self.pack.form;
        for cell in form.cells() {
            let its = match other.pack.form.id == form.id {
                true => Some(cell),
                false => other.pack.form.cell(form.address_of(cell)),
            };
            let its = its.and_then(|cell| other.report.cell(cell)?.figure());
            if let Some(Some(own)) = self.report.cells.get_mut(cell.index())
                && own.figure() != its
            {
                own.value = Value::Text;
            }
        }
    }
}

/// A unit's report: of several, what all of them say.
#[must_use]
pub fn held(run_reports: &dyn RunReports, reports: &[usize]) -> Option<Bound> {
    let (first, others) = reports.split_first()?;
    let mut bound = run_reports.bound(*first)?;
    for other in others {
        bound.doubt(&run_reports.bound(*other)?);
    }
    Some(bound)
}

/// The cell of a report that is the same as one of another form.
pub(crate) fn cell_of(bound: &Bound, form: &Form, cell: CellId) -> Option<CellId> {
    match bound.pack.form.id == form.id {
        true => Some(cell),
        false => bound.pack.form.cell(form.address_of(cell)),
    }
}

/// The figure of a cell that can be added up: of a table that was read.
pub(crate) fn usable(bound: &Bound, cell: CellId) -> Option<Figure> {
    let table = bound.pack.form.table_id_of(cell);
    if bound.report.lost_tables.contains(&table) {
        return None;
    }
    bound.report.cell(cell)?.figure()
}
