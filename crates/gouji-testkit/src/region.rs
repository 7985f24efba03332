//! For tests: a made-up region, by seed: who reports to whom, what every unit reported over the years,
//! the mistakes that were put in, and all that must be found.
//!
//! Steps, each a file: the units with their renamings and mergers (`units`); the true figures of every
//! unit and year, those above being sums (`figures`); texts (`texts`); mistakes of every kind and what
//! is odd and honest (`faults`, `plan`); what a naive reader finds in the result, worked out from the
//! definitions of the relations and not as the audit does (`expected`); and all of it as files in
//! mixed formats, with the units file and the truth (`files`, `truth`).

mod expected;
mod faults;
mod figures;
mod files;
mod key;
mod kinship;
mod layout;
mod plan;
mod published;
mod texts;
mod truth;
mod units;
mod whole;
mod years;

use gouji_model::Form;

use crate::specimen::Rng;

pub use expected::Expected;
pub use faults::{Decidable, Fault, FaultKind, Guilty};
pub use figures::{FACTS, Flows, Year};
pub use files::RegionFile;
pub use key::Key;
pub use layout::Layout;
pub use plan::Density;
pub use published::{Day, Published, Typed};
pub use texts::Narrative;
pub use units::RegionUnit;
pub use whole::Region;
pub use years::{LATER, YEARS};

/// The two editions of the form.
#[derive(Clone, Copy, Debug)]
pub struct Editions<'f> {
    /// That of the years before [`LATER`].
    pub earlier: &'f Form,
    /// That of the years from then on.
    pub later: &'f Form,
}

impl<'f> Region<'f> {
    /// The region of a seed, with about so many units.
    #[must_use]
    pub fn of(editions: Editions<'f>, seed: u64, units: usize, density: Density) -> Self {
        let mut rng = Rng::new(seed);
        let units = units::make(units, &mut rng);
        let flows = Flows::of(&units, &mut rng);
        let published = published::all(&units, &flows, &mut rng);
        let mut region = Self {
            seed,
            layouts: [editions.earlier, editions.later].map(Layout::of),
            units,
            published,
            faults: Vec::new(),
            flows,
        };
        plan::put_in(&mut region, density, &mut rng);
        region
    }

    /// All that must be found.
    #[must_use]
    pub fn expected(&self) -> Expected {
        expected::of(self)
    }
}
