//! Whose each report is.

use std::cmp::Reverse;
use std::collections::HashMap;

use gouji_model::NameKey;

use crate::result::Certainty;
use crate::units::Tree;

/// Whose a report is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Paired {
    /// The report.
    pub report: usize,
    /// The unit, where there is one.
    pub unit: Option<usize>,
    /// How certain that is.
    pub certainty: Certainty,
}

/// Names that reports give, each held once.
#[derive(Debug, Default)]
pub struct Names {
    numbers: HashMap<Box<str>, u32>,
    /// The number of the name of each report, and its year or [`i32::MIN`].
    of_reports: Vec<(u32, i32)>,
}

/// Of a report that gives no name.
const NAMELESS: u32 = u32::MAX;

impl Names {
    /// None yet, with room for those of so many reports: where it grows there is twice as much of it for a while.
    #[must_use]
    pub fn with_room(reports: usize) -> Self {
        Self {
            numbers: HashMap::new(),
            of_reports: Vec::with_capacity(reports),
        }
    }

    /// Takes the name that the next report gives, and its year.
    pub fn push(&mut self, name: Option<&str>, year: Option<i32>) {
        let next = u32::try_from(self.numbers.len()).unwrap_or(NAMELESS);
        let number = name.map_or(NAMELESS, |name| match self.numbers.get(name) {
            Some(known) => *known,
            None => {
                self.numbers.insert(name.into(), next);
                next
            }
        });
        self.of_reports.push((number, year.unwrap_or(i32::MIN)));
    }
}

/// Hands on whose each report is, by the names that reports give. Names that say most come first, so that
/// a short one is of the only unit it fits, in whatever order files are read.
pub fn paired(tree: &mut Tree, names: Names) -> impl Iterator<Item = Paired> {
    let mut ranked: Vec<(Reverse<usize>, Box<str>, u32)> = names
        .numbers
        .into_iter()
        .map(|(name, number)| (Reverse(NameKey::of(&name).places.len()), name, number))
        .collect();
    ranked.sort_unstable();
    let mut rank = vec![0; ranked.len()];
    for (at, (.., number)) in ranked.iter().enumerate() {
        if let Some(own) = rank.get_mut(*number as usize) {
            *own = at;
        }
    }
    let reports = names.of_reports.iter().enumerate();
    let named = reports.filter_map(|(report, (number, _))| {
        let rank = *rank.get(*number as usize)?;
        Some((u32::try_from(rank).ok()?, u32::try_from(report).ok()?))
    });
    let mut named: Vec<(u32, u32)> = named.collect();
    named.sort_unstable();
    named.into_iter().filter_map(move |(rank, report)| {
        let (_, name, _) = ranked.get(rank as usize)?;
        let report = report as usize;
        let (_, year) = names.of_reports.get(report)?;
        let year = Some(*year).filter(|year| *year != i32::MIN);
        let (unit, certainty) = tree.pair(name, year);
        Some(Paired {
            report,
            unit,
            certainty,
        })
    })
}
