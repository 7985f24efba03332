//! Findings that were accepted in the answers to a list: whose they are, and by their identities, which
//! cover the values they were accepted with.

use std::collections::BTreeMap;
use std::path::Path;
use std::sync::atomic::{AtomicBool, Ordering};

use gouji_model::{Identity, Report};

/// Whose finding was accepted.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Whose {
    /// The names of the organ, any of which its report may have.
    pub names: Vec<String>,
    /// The file in which it was found; it may have been moved since.
    pub path: String,
    /// The year of the report.
    pub year: Option<i32>,
}

/// The findings that were accepted.
#[derive(Debug, Default)]
pub struct Accepted {
    by_identity: BTreeMap<Identity, Vec<usize>>,
    entries: Vec<(Whose, AtomicBool)>,
}

impl Accepted {
    /// Adds a finding; its number is what [`Accepted::was_met`] takes.
    pub fn add(&mut self, identity: Identity, whose: Whose) -> usize {
        let number = self.entries.len();
        self.entries.push((whose, AtomicBool::new(false)));
        self.by_identity.entry(identity).or_default().push(number);
        number
    }

    /// Whether nothing was accepted.
    #[must_use]
    pub const fn is_empty(&self) -> bool {
        self.entries.is_empty()
    }

    /// Whether a finding of this identity was accepted, whose ever it is.
    pub(crate) fn names(&self, identity: Identity) -> bool {
        self.by_identity.contains_key(&identity)
    }

    /// Whether a finding was there to be accepted, once all reports were looked at.
    #[must_use]
    pub fn was_met(&self, number: usize) -> bool {
        let entry = self.entries.get(number);
        entry.is_some_and(|(_, met)| met.load(Ordering::Relaxed))
    }

    /// Whether a finding of a report was accepted.
    pub(crate) fn holds(&self, identity: Identity, path: &Path, report: &Report) -> bool {
        let numbers = self.by_identity.get(&identity).into_iter().flatten();
        let mut holds = false;
        for (whose, met) in numbers.filter_map(|number| self.entries.get(*number)) {
            let organ = report.organization.as_ref();
            let is_own = organ.is_some_and(|organ| whose.names.contains(organ))
                || path.to_str() == Some(&whose.path);
            if is_own && whose.year == report.year {
                met.store(true, Ordering::Relaxed);
                holds = true;
            }
        }
        holds
    }
}
