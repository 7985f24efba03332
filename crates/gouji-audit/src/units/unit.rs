//! A unit, as the units file has it.

use std::num::NonZeroU8;
use std::ops::RangeInclusive;
use std::sync::Arc;

use gouji_model::Bilingual;
use gouji_model::characters::half_width;

pub use gouji_rule::LEVELS;

/// The columns it must have.
pub const COLUMNS: [&str; 6] = ["unit", "aliases", "parent", "level", "region", "counts"];
/// Those that may stand in it, too.
pub const FURTHER_COLUMNS: [&str; 2] = ["since", "until"];

/// A level of administration: one of [`LEVELS`], or none where nothing is said.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Level(Option<NonZeroU8>);

impl Level {
    /// That of a name; nothing where it is none.
    #[must_use]
    pub fn of(name: &str) -> Option<Self> {
        let at = LEVELS.iter().position(|known| *known == name)?;
        let number = u8::try_from(at + 1).ok()?;
        Some(Self(NonZeroU8::new(number)))
    }

    /// Its name; empty where nothing is said.
    #[must_use]
    pub fn name(self) -> &'static str {
        let at = self.0.map(|number| usize::from(number.get()) - 1);
        at.and_then(|at| LEVELS.get(at).copied())
            .unwrap_or_default()
    }
}

/// A unit: one that hands in reports. A province has tens of thousands, so that each takes little room.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Unit {
    /// Its name.
    pub name: String,
    /// Other names in use.
    pub aliases: Box<[String]>,
    /// The number of the unit above it.
    pub parent: Option<u32>,
    /// Its level, where the file says one.
    pub level: Level,
    /// Its region, which many have in common.
    pub region: Arc<str>,
    /// Whether its figures go into its parent's.
    pub counts: bool,
    /// The first year of which it reports.
    pub since: Option<i32>,
    /// The last one.
    pub until: Option<i32>,
    /// The line of the units file it stands in, from 1; 0 for one that only reports name.
    pub line: u32,
}

impl Unit {
    /// The unit above it.
    #[must_use]
    pub fn above(&self) -> Option<usize> {
        self.parent.map(|parent| parent as usize)
    }

    /// Whether it has to report on a year.
    #[must_use]
    pub fn is_active(&self, year: i32) -> bool {
        self.since.is_none_or(|since| since <= year) && self.until.is_none_or(|until| year <= until)
    }

    /// Whether the units file names it.
    #[must_use]
    pub const fn is_listed(&self) -> bool {
        self.line > 0
    }

    /// Whether both have to report on some year.
    pub(super) fn overlaps(&self, other: &Self) -> bool {
        let begins = self.since.max(other.since);
        let ends = match (self.until, other.until) {
            (Some(own), Some(its)) => Some(own.min(its)),
            (own, its) => own.or(its),
        };
        match (begins, ends) {
            (Some(begins), Some(ends)) => begins <= ends,
            _ => true,
        }
    }

    /// Its name and its aliases.
    pub fn names(&self) -> impl Iterator<Item = &str> {
        std::iter::once(&self.name)
            .chain(self.aliases.iter())
            .map(String::as_str)
    }
}

/// Something wrong with a units file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct UnitsFault {
    /// The line it stands in, from 1; 0 where it is about the whole file.
    pub line: u32,
    /// What is wrong and what to do about it.
    pub message: Bilingual,
}

/// A name by which it is looked up: spaces, punctuation and width do not count.
pub(crate) fn plain(name: &str) -> String {
    let mut kept = String::with_capacity(name.len());
    for c in name.chars() {
        // These stay as they are; the tables of Unicode, which say so too, are slow.
        if IDEOGRAPHS.contains(&c) {
            kept.push(c);
        } else {
            let own = Some(half_width(c)).filter(|c| c.is_alphanumeric());
            kept.extend(own.into_iter().flat_map(char::to_lowercase));
        }
    }
    kept
}

/// Characters of which nearly all names in their script consist.
const IDEOGRAPHS: RangeInclusive<char> = '\u{4e00}'..='\u{9fff}';

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_looked_up_without_spaces_punctuation_and_width() {
        for c in IDEOGRAPHS {
            assert!(half_width(c) == c && c.is_alphanumeric() && c.to_lowercase().eq([c]));
        }
        assert_eq!(
            plain("青石县 水务局（Ａ区）\u{3000}Ｂ-2"),
            "青石县水务局a区b2"
        );
    }
}
