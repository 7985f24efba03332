//! What rules look at that are about several reports: only who has them all can check these.

use gouji_model::{Bilingual, CellId};

use crate::packing::packed;

/// The levels that a unit of the units file may have.
pub const LEVELS: [&str; 5] = ["province", "city", "county", "township", "department"];

/// Cells of a unit's report that are the sums of the same cells over the units that count towards it.
#[derive(Clone, Debug, Default)]
pub struct RollUpTest {
    /// The cells that are sums, those of groups among them.
    pub cells: Vec<CellId>,
}

/// Whether a report was published in time.
#[derive(Clone, Debug, Default)]
pub struct PublishedTest {
    /// What stands before the day of publication on a page.
    pub labels: Vec<String>,
    /// The names under which the head of a page gives it.
    pub metas: Vec<String>,
    /// The last days; the first that is for a unit counts.
    pub deadlines: Vec<Deadline>,
}

/// The last day on which a report may be published, for units of a level.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Deadline {
    /// The level of the unit, as the units file has it.
    pub level: String,
    /// The month of the year after the report's, from 1.
    pub month: u8,
    /// The day of the month.
    pub day: u8,
    /// The first year of reports it is for.
    pub since: Option<i32>,
    /// The last one.
    pub until: Option<i32>,
}

impl PublishedTest {
    /// The month and day by which a report of a year is to be published in the next one; nothing where
    /// nobody sets a day for the level.
    #[must_use]
    pub fn last_day(&self, level: &str, year: i32) -> Option<(u8, u8)> {
        let is_for = |one: &&Deadline| {
            one.level == level
                && one.since.is_none_or(|since| since <= year)
                && one.until.is_none_or(|until| year <= until)
        };
        let found = self.deadlines.iter().find(is_for)?;
        Some((found.month, found.day))
    }
}

/// When a text that several units have is a copy, and when it is what everyone writes.
#[derive(Clone, Debug, Default)]
pub struct PeerTest {
    /// What a finding says of a text that another unit has.
    pub message: Bilingual,
    /// Words that more than this many per cent of the units have are no copies.
    pub common: usize,
    /// Words that fewer units than this have are never taken for what everyone writes.
    pub common_units: usize,
}

packed! { struct RollUpTest { cells } }
packed! { struct PublishedTest { labels, metas, deadlines } }
packed! { struct Deadline { level, month, day, since, until } }
packed! { struct PeerTest { message, common, common_units } }
