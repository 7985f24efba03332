//! Where relations between reports get the reports from: one at a time, so that no more than a few are
//! held at once.

use std::sync::Arc;

use gouji_model::{Report, Value};
use gouji_rule::Pack;

use crate::kept::Kept;
use crate::published::Published;

/// What is known of a report without looking at it.
#[derive(Clone, Copy, Debug, Default)]
pub struct Entry {
    /// Its pack, by its number.
    pub pack: usize,
    /// Its year.
    pub year: Option<i32>,
    /// Whose it is.
    pub unit: Option<usize>,
    /// When it was published.
    pub published: Option<Published>,
}

/// The reports of a run.
pub trait Shelf {
    /// The packs that reports have.
    fn packs(&self) -> &[Arc<Pack>];

    /// What is known of each report.
    fn entries(&self) -> &[Entry];

    /// What was kept of a report; nothing where that cannot be had any more.
    fn kept(&self, report: usize) -> Option<Kept>;

    /// A report as far as it was kept, with its pack.
    fn bound(&self, report: usize) -> Option<Bound> {
        let entry = self.entries().get(report)?;
        let pack = self.packs().get(entry.pack)?;
        let bound = self.kept(report)?.report(&pack.form, entry.year);
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
