//! What time a report speaks of: by it the reports of a unit are put in order.

use std::collections::BTreeSet;
use std::sync::Arc;

use gouji_model::Period;
use gouji_rule::Pack;

use crate::run_reports::Entry;

/// What time a report speaks of. Several reports of one unit and term are copies of each other.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Term {
    /// The year that it ends in.
    pub year: i32,
    /// The month that it ends with; none where reports are of years alone.
    month: u8,
    /// The form, where a unit has reports in several of one time; the first of editions that take turns
    /// from year to year.
    form: Arc<str>,
    /// The period as machines write it; nothing where reports are of years alone.
    period: Box<str>,
}

/// Whether a report is of a part of a year though its form is that of a year: then nothing follows from it for others.
#[must_use]
pub fn is_of_part(packs: &[Arc<Pack>], entry: &Entry) -> bool {
    let is_short = entry.period.is_some_and(|period| !period.is_year());
    is_short && packs.get(entry.pack).is_some_and(|pack| !has_periods(pack))
}

/// Whether the form of a pack says where a period stands.
fn has_periods(pack: &Pack) -> bool {
    let known_by = pack.form.known_by.as_ref();
    known_by.is_some_and(|known_by| !known_by.periods.is_empty())
}

/// Reports that follow each other: in one form, of periods as long as each other.
pub(super) type Series<'t> = (&'t str, Option<u8>);

/// For each pack of a run how its reports are put in order.
pub(super) struct Families(Vec<Family>);

struct Family {
    /// What its reports and those that take turns with them have in common.
    name: Arc<str>,
    /// Whether its form says where a period stands: then each form has reports of its own.
    has_periods: bool,
}

impl Families {
    /// Editions of one domain that share cells take turns; other forms are none of theirs.
    pub(super) fn of(packs: &[Arc<Pack>]) -> Self {
        let cells: Vec<BTreeSet<&str>> = packs.iter().map(|pack| addresses(pack)).collect();
        let family = |(number, pack): (usize, &Arc<Pack>)| {
            let id = &pack.form.id;
            let has_periods = has_periods(pack);
            let others = packs.iter().zip(&cells).filter(|(other, its)| {
                let own = cells.get(number);
                other.form.id.domain() == id.domain()
                    && own.is_some_and(|own| !own.is_disjoint(its))
            });
            let first = others.map(|(other, _)| &other.form.id.0).min();
            Family {
                name: first
                    .filter(|_| !has_periods)
                    .unwrap_or(&id.0)
                    .as_str()
                    .into(),
                has_periods,
            }
        };
        Self(packs.iter().enumerate().map(family).collect())
    }
}

fn addresses(pack: &Pack) -> BTreeSet<&str> {
    let form = &pack.form;
    form.cells().map(|cell| form.address_of(cell)).collect()
}

impl Term {
    /// The term of a report whose year is known.
    pub(super) fn of(families: &Families, entry: &Entry) -> Option<Self> {
        let year = entry.year?;
        let family = families.0.get(entry.pack)?;
        let period = entry.period.filter(|_| family.has_periods);
        Some(Self {
            year,
            month: period.map_or(0, Period::last_month),
            form: Arc::clone(&family.name),
            period: period
                .map(|period| period.to_string())
                .unwrap_or_default()
                .into(),
        })
    }

    /// The reports among which it has its place.
    pub(super) fn series(&self) -> Series<'_> {
        (&self.form, self.period().and_then(Period::months))
    }

    /// Whether another is the same time of the year after.
    pub(super) fn is_year_before(&self, other: &Self) -> bool {
        let before = other.period().map(Period::same_last_year);
        self.year + 1 == other.year && self.form == other.form && self.period() == before
    }

    fn period(&self) -> Option<Period> {
        self.period.parse().ok()
    }
}
