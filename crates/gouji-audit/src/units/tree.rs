//! Units by their names, their parents and their years.

use std::collections::BTreeSet;
use std::sync::OnceLock;

use gouji_model::{Fit, NameKey};

use super::index::{Index, NameOf, hash};
use super::unit::{Unit, plain};
use crate::result::Certainty;

/// The units of a run: those of the units file, and those that only reports name.
#[derive(Debug, Default)]
pub struct Tree {
    units: Vec<Unit>,
    /// How many of them the units file names.
    listed: usize,
    /// The units below each of the units file, those of one beside each other; where each begins.
    children: (Vec<usize>, Vec<u32>),
    by_name: Index,
    /// The same by parts of their names, which only names that are of no unit for certain are looked for by.
    by_parts: OnceLock<ByParts>,
}

/// Names by their parts.
#[derive(Debug, Default)]
struct ByParts {
    by_duty: Index,
    /// By duty and the nearest place without the word for what kind of place it is.
    by_place: Index,
    /// By the nearest place alone: of a name that abbreviates another all of a place have to be looked at. Only
    /// where there is a units file.
    by_stem: Option<Index>,
}

/// Among so many names of one place none is looked for by an abbreviation: there would be several, and every report
/// of nobody would have to be held against all.
const MOST_OF_PLACE: usize = 2000;

impl Tree {
    /// The units of a units file.
    #[must_use]
    pub fn new(units: Vec<Unit>) -> Self {
        let mut tree = Self {
            listed: units.len(),
            children: below(&units),
            ..Self::default()
        };
        for (of, name) in names(&units) {
            tree.by_name.begin(hash(plain(name).as_str()), of);
        }
        tree.by_name.settle();
        tree.units = units;
        tree
    }

    /// Gives back what is held of parts of names, once most names were looked for; it is made again where one is.
    pub fn forget_parts(&mut self) {
        self.by_parts.take();
    }

    fn by_parts(&self) -> &ByParts {
        self.by_parts
            .get_or_init(|| ByParts::of(&self.units, self.is_given()))
    }

    /// The same with units that only reports name, as an earlier run found them: nothing is paired with
    /// them any more.
    #[must_use]
    pub fn with(mut self, names: impl IntoIterator<Item = String>) -> Self {
        self.units.extend(names.into_iter().map(|name| Unit {
            name,
            ..Unit::default()
        }));
        self
    }

    /// All units.
    #[must_use]
    pub fn units(&self) -> &[Unit] {
        &self.units
    }

    /// The units and nothing else.
    #[must_use]
    pub fn into_units(self) -> Vec<Unit> {
        self.units
    }

    /// Those that the units file names.
    #[must_use]
    pub fn listed(&self) -> &[Unit] {
        self.units.get(..self.listed).unwrap_or_default()
    }

    /// Whether there is a units file.
    #[must_use]
    pub const fn is_given(&self) -> bool {
        self.listed > 0
    }

    /// The units below one, in the order of the file.
    #[must_use]
    pub fn children(&self, unit: usize) -> &[usize] {
        let (below, begins) = &self.children;
        let bounds = begins.get(unit).zip(begins.get(unit + 1));
        let own = bounds.and_then(|(from, to)| below.get(*from as usize..*to as usize));
        own.unwrap_or_default()
    }

    /// Whose report it is by the name it gives. Without a units file every name that fits no other
    /// is a unit; with one, a name that fits none, or several, is of nobody.
    pub fn pair(&mut self, name: &str, year: Option<i32>) -> (Option<usize>, Certainty) {
        let found = self.find(name, year);
        match found {
            Ok(found) => found,
            Err(Unmatched::Unknown) if !self.is_given() => (Some(self.add(name)), Certainty::Same),
            Err(_) => (None, Certainty::Unpaired),
        }
    }

    fn find(&self, name: &str, year: Option<i32>) -> Result<(Option<usize>, Certainty), Unmatched> {
        let wanted = plain(name);
        if wanted.is_empty() {
            return Err(Unmatched::Several);
        }
        let named = self.named(&wanted);
        if let Some(unit) = self.of_year(&named, year)? {
            let own = self.units.get(unit).map(|unit| plain(&unit.name));
            let certainty = match (self.is_given(), own == Some(wanted)) {
                (true, true) => Certainty::Listed,
                (true, false) => Certainty::Alias,
                (false, _) => Certainty::Same,
            };
            return Ok((Some(unit), certainty));
        }
        self.by_key(&NameKey::of(name), year)
    }

    /// The unit whose name says the same, if it is one alone.
    fn by_key(
        &self,
        key: &NameKey,
        year: Option<i32>,
    ) -> Result<(Option<usize>, Certainty), Unmatched> {
        let parts = self.by_parts();
        let there = parts.by_place.get((key.duty.as_str(), key.stem()));
        let mut fitting: Vec<(Fit, usize)> = there
            .into_iter()
            .filter_map(|of| Some((self.key_of(of)?.fits(key)?, of.unit as usize)))
            .collect();
        fitting.sort_unstable();
        for (fit, certainty) in [(Fit::Whole, Certainty::Same), (Fit::Stem, Certainty::Near)] {
            let units = fitting.iter().filter(|(own, _)| *own == fit);
            let mut units: Vec<usize> = units.map(|(_, unit)| *unit).collect();
            units.dedup();
            if let Some(unit) = self.of_year(&units, year)? {
                return Ok((Some(unit), certainty));
            }
        }
        // A name without its place fits organs of many places.
        let placeless = key.places.is_empty() && !key.duty.is_empty();
        let candidates = match placeless {
            true => owners(parts.by_duty.get(key.duty.as_str()).into_iter()),
            false => Vec::new(),
        };
        if !self.is_given() && !candidates.is_empty() {
            // Names alone: nobody says that the organ of another place is not meant.
            return Err(Unmatched::Unknown);
        }
        match self.of_year(&candidates, year)? {
            Some(unit) if self.has_duty(unit, &key.duty) => Ok((Some(unit), Certainty::Near)),
            _ => self.abbreviated(key, year),
        }
    }

    /// The unit whose name abbreviates another, or the other way round, if it is one alone.
    fn abbreviated(
        &self,
        key: &NameKey,
        year: Option<i32>,
    ) -> Result<(Option<usize>, Certainty), Unmatched> {
        let by_stem = self.by_parts().by_stem.as_ref();
        let there = by_stem.and_then(|by_stem| by_stem.few(key.stem(), MOST_OF_PLACE));
        let there = there.unwrap_or_default();
        let fitting = owners(there.into_iter().filter(|of| {
            let own = self.key_of(*of);
            own.is_some_and(|own| key.abbreviates(&own) || own.abbreviates(key))
        }));
        match self.of_year(&fitting, year)? {
            Some(unit) => Ok((Some(unit), Certainty::Near)),
            None => Err(Unmatched::Unknown),
        }
    }

    /// The unit that a name is of which has no report of the year, by the years that the units file gives it:
    /// what bears its name then is not its report.
    #[must_use]
    pub fn out_of_term(&self, name: &str, year: Option<i32>) -> Option<usize> {
        match self.find(name, year) {
            Err(Unmatched::OutOfTerm(unit)) => Some(unit),
            _ => None,
        }
    }

    /// The units that a name which is of none for certain may be of.
    #[must_use]
    pub fn candidates(&self, name: &str) -> Vec<usize> {
        let key = NameKey::of(name);
        let parts = self.by_parts();
        let there = parts.by_place.get((key.duty.as_str(), key.stem()));
        let fitting = there.into_iter().filter(|of| {
            let own = self.key_of(*of);
            own.is_some_and(|own| own.fits(&key).is_some())
        });
        let mut candidates = self.named(&plain(name));
        candidates.extend(owners(fitting));
        if key.places.is_empty() && !key.duty.is_empty() {
            candidates.extend(owners(parts.by_duty.get(key.duty.as_str()).into_iter()));
        }
        candidates.sort_unstable();
        candidates.dedup();
        candidates
    }

    /// The one of some units that reports on the year.
    fn of_year(&self, units: &[usize], year: Option<i32>) -> Result<Option<usize>, Unmatched> {
        let is_active = |unit: &&usize| {
            let unit = self.units.get(**unit);
            year.is_some_and(|year| unit.is_some_and(|unit| unit.is_active(year)))
        };
        if let [one] = units {
            return match year.is_none() || is_active(&one) {
                true => Ok(Some(*one)),
                false => Err(Unmatched::OutOfTerm(*one)),
            };
        }
        let mut active = units.iter().filter(is_active);
        match (active.next(), active.next()) {
            (Some(one), None) => Ok(Some(*one)),
            // An organ that was renamed has several lines, and a gap between their years.
            (None, _) => match (units.first(), year) {
                (None, _) => Ok(None),
                (Some(one), Some(_)) => Err(Unmatched::OutOfTerm(*one)),
                (Some(_), None) => Err(Unmatched::Several),
            },
            _ => Err(Unmatched::Several),
        }
    }

    /// Adds a unit that only a report names.
    fn add(&mut self, name: &str) -> usize {
        let number = self.units.len();
        if let Ok(unit) = u32::try_from(number) {
            let of = NameOf { unit, name: 0 };
            self.by_name.add(hash(plain(name).as_str()), of);
            if let Some(parts) = self.by_parts.get_mut() {
                parts.learn(of, name, Index::add);
            }
        }
        self.units.push(Unit {
            name: name.to_owned(),
            ..Unit::default()
        });
        number
    }

    /// A name of a unit.
    fn name_of(&self, of: NameOf) -> Option<&str> {
        let unit = self.units.get(of.unit as usize)?;
        unit.names().nth(of.name as usize)
    }

    fn key_of(&self, of: NameOf) -> Option<NameKey> {
        self.name_of(of).map(NameKey::of)
    }

    /// The units that go by a name.
    fn named(&self, wanted: &str) -> Vec<usize> {
        let names = self.by_name.get(wanted).into_iter();
        owners(names.filter(|of| {
            let name = self.name_of(*of);
            name.is_some_and(|name| plain(name) == wanted)
        }))
    }

    /// Whether a unit is in charge of something by one of its names.
    fn has_duty(&self, unit: usize, duty: &str) -> bool {
        let mut names = self.units.get(unit).into_iter().flat_map(Unit::names);
        names.any(|name| NameKey::of(name).duty == duty)
    }

    /// The unit that one was before it was renamed: the only one whose name it goes by and that
    /// ended the year before it began.
    #[must_use]
    pub fn predecessor(&self, unit: usize) -> Option<usize> {
        let own = self.units.get(unit)?;
        let since = own.since?;
        let mut before: BTreeSet<usize> = BTreeSet::new();
        for name in &own.aliases {
            for other in self.named(&plain(name)) {
                let until = self.units.get(other).and_then(|other| other.until);
                if other != unit && until == Some(since - 1) {
                    before.insert(other);
                }
            }
        }
        let mut before = before.into_iter();
        before.next().filter(|_| before.next().is_none())
    }
}

impl ByParts {
    fn of(units: &[Unit], is_given: bool) -> Self {
        let mut parts = Self {
            by_stem: is_given.then(Index::default),
            ..Self::default()
        };
        for (of, name) in names(units) {
            parts.learn(of, name, Index::begin);
        }
        parts.by_duty.settle();
        parts.by_place.settle();
        parts.by_stem.iter_mut().for_each(Index::settle);
        parts
    }

    fn learn(&mut self, of: NameOf, name: &str, add: fn(&mut Index, u32, NameOf)) {
        let key = NameKey::of(name);
        let (duty, stem) = (key.duty.as_str(), key.stem());
        if !duty.is_empty() {
            add(&mut self.by_duty, hash(duty), of);
        }
        add(&mut self.by_place, hash((duty, stem)), of);
        if let Some(by_stem) = &mut self.by_stem {
            add(by_stem, hash(stem), of);
        }
    }
}

/// The names of units, each behind whose it is.
fn names(units: &[Unit]) -> impl Iterator<Item = (NameOf, &str)> {
    let units = (0_u32..).zip(units);
    units.flat_map(|(unit, own)| {
        let names = (0_u32..).zip(own.names());
        names.map(move |(name, text)| (NameOf { unit, name }, text))
    })
}

/// The units below each one, in the order of the file, and where those of each begin.
fn below(units: &[Unit]) -> (Vec<usize>, Vec<u32>) {
    let mut begins = vec![0; units.len() + 1];
    for parent in units.iter().filter_map(Unit::above) {
        if let Some(count) = begins.get_mut(parent + 1) {
            *count += 1;
        }
    }
    let mut all = 0;
    for begin in &mut begins {
        all += *begin;
        *begin = all;
    }
    let parent = |number: &usize| units.get(*number).and_then(Unit::above);
    let mut below: Vec<usize> = (0..units.len())
        .filter(|number| parent(number).is_some_and(|parent| parent < units.len()))
        .collect();
    below.sort_by_key(parent);
    (below, begins)
}

/// Whose names these are: the names of one unit lie beside each other.
fn owners(names: impl Iterator<Item = NameOf>) -> Vec<usize> {
    let mut owners: Vec<usize> = names.map(|of| of.unit as usize).collect();
    owners.dedup();
    owners
}

/// Why a name is of no unit.
enum Unmatched {
    /// None has it.
    Unknown,
    /// Several may.
    Several,
    /// One has it, that does not report on the year.
    OutOfTerm(usize),
}

#[cfg(test)]
mod tests {
    use super::super::file::read;
    use super::*;

    fn tree() -> Tree {
        let units = read(
            "unit,aliases,parent,level,region,counts,since,until\n\
             清源市人民政府,,,city,清源市,,,\n\
             青石县人民政府,,清源市人民政府,county,青石县,yes,,\n\
             青石县水务局,县水利局,青石县人民政府,department,青石县,yes,,\n\
             白水县水务局,,,department,白水县,,,\n\
             清源市教育局,,,department,,,,\n\
             清源市文化局,,,department,,,,2021\n\
             清源市文旅局,清源市文化局,,department,,,2022,\n\
             青石县发展和改革委员会,,,department,,,,\n\
             青石县人社局,,,department,,,,\n\
             红岩县科学技术局,,,department,,,,\n\
             红岩县科教技术局,,,department,,,,\n\
             清源市体育局,,,department,,,,2021\n\
             清源市文体局,清源市体育局,,department,,,2023,\n\
             青石县卫生健康委员会,,,department,,,,\n",
        );
        Tree::new(units.unwrap())
    }

    #[test]
    fn reports_are_paired_by_name_and_how_certain_that_is_is_reported() {
        let mut tree = tree();
        for (name, unit, certainty) in [
            ("青石县 水务局", Some(2), Certainty::Listed),
            ("县水利局", Some(2), Certainty::Alias),
            ("清源市青石县水务局", Some(2), Certainty::Same),
            ("青石县", Some(1), Certainty::Same),
            ("青石区水务局", Some(2), Certainty::Near),
            ("教育局", Some(4), Certainty::Near),
            ("水务局", None, Certainty::Unpaired),
            ("青石县发改委", Some(7), Certainty::Near),
            ("青石县人力资源和社会保障局", Some(8), Certainty::Near),
            ("青石县卫生健康委", Some(13), Certainty::Near),
            ("清源市政府", Some(0), Certainty::Same),
            ("红岩县科技局", None, Certainty::Unpaired),
            ("青石县水务局河长办", None, Certainty::Unpaired),
            ("红岩县水务局", None, Certainty::Unpaired),
            ("", None, Certainty::Unpaired),
        ] {
            assert_eq!(tree.pair(name, Some(2023)), (unit, certainty), "{name}");
        }
        assert_eq!(tree.children(0), [1]);
    }

    #[test]
    fn a_name_is_of_the_unit_of_its_year() {
        let mut tree = tree();
        let paired = |tree: &mut Tree, year| tree.pair("清源市文化局", Some(year)).0;
        assert_eq!(paired(&mut tree, 2021), Some(5));
        assert_eq!(paired(&mut tree, 2022), Some(6));
        // A name is of nobody in years of which its unit does not report.
        let pair = |tree: &mut Tree, year| tree.pair("清源市文旅局", year).0;
        assert_eq!(pair(&mut tree, Some(2022)), Some(6));
        assert_eq!(pair(&mut tree, Some(2021)), None);
        assert_eq!(pair(&mut tree, None), Some(6));
        let out = tree.out_of_term("清源市文旅局", Some(2021));
        assert_eq!(out, Some(6));
        assert!(tree.out_of_term("红岩县水务局", Some(2021)).is_none());
        // Between the years of both lines of an organ that was renamed, too.
        assert_eq!(tree.pair("清源市体育局", Some(2022)).0, None);
        let between = tree.out_of_term("清源市体育局", Some(2022));
        assert!(between.is_some());
        assert_eq!(tree.pair("清源市体育局", Some(2023)).0, Some(12));
        assert_eq!(tree.predecessor(6), Some(5));
        assert_eq!(tree.predecessor(2), None);
    }

    #[test]
    fn whose_a_name_may_be_is_told() {
        let mut tree = tree();
        for _ in 0..2 {
            assert_eq!(tree.candidates("水务局"), [2, 3]);
            assert_eq!(tree.candidates("青石县水务局"), [2]);
            assert!(tree.candidates("税务局").is_empty());
            tree.forget_parts();
        }
    }

    #[test]
    fn without_a_file_names_are_units() {
        let mut tree = Tree::default();
        let mut pair = |name: &str| {
            tree.forget_parts();
            tree.pair(name, None).0
        };
        let county = pair("青石县水务局");
        assert_eq!(pair("清源市青石县水务局"), county);
        assert_ne!(pair("白水县水务局"), county);
        assert_ne!(pair("水务局"), county);
        assert_eq!(pair("  "), None);
    }
}
