//! The true figures of every unit and year.

use super::units::RegionUnit;
use super::years::YEARS;
use crate::requests;
use crate::specimen::Rng;

/// How many kinds of applicants there are.
pub(super) const APPLICANTS: usize = requests::APPLICANTS.len();
/// How many kinds of results there are: the last three are one in the earlier edition.
const RESULTS: usize = requests::RESULTS.len();

/// The cells of the proactive table, of both editions.
pub const FACTS: [&str; 29] = [
    "rules/issued",
    "rules/repealed",
    "rules/in_force",
    "normative_documents/issued",
    "normative_documents/repealed",
    "normative_documents/in_force",
    "fees/amount",
    "rules/made",
    "rules/published",
    "rules/total_public",
    "normative_documents/made",
    "normative_documents/published",
    "normative_documents/total_public",
    "licensing/previous",
    "licensing/change",
    "licensing/decisions",
    "other_services/previous",
    "other_services/change",
    "other_services/decisions",
    "penalties/previous",
    "penalties/change",
    "penalties/decisions",
    "coercion/previous",
    "coercion/change",
    "coercion/decisions",
    "fees/previous",
    "fees/change",
    "procurement/items",
    "procurement/amount",
];

/// What happened to the applications of one kind of applicants in a year.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Requests {
    /// How many came.
    pub new: i64,
    /// How many were there.
    pub over: i64,
    /// What became of them.
    pub results: [i64; RESULTS],
    /// How many are left.
    pub forward: i64,
}

/// The figures of a unit and year.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Year {
    /// Applications by kind of applicants.
    pub requests: [Requests; APPLICANTS],
    /// Reconsiderations and lawsuits of both kinds: upheld, corrected, other, pending.
    pub review: [[i64; 4]; 3],
    /// The cells of the proactive table, in the order of [`FACTS`].
    pub facts: [i64; FACTS.len()],
}

impl Year {
    /// Adds the figures of another to those that are sums.
    fn add(&mut self, other: &Self) {
        for (own, its) in self.requests.iter_mut().zip(&other.requests) {
            own.new += its.new;
            own.over += its.over;
            own.forward += its.forward;
            let results = own.results.iter_mut().zip(its.results);
            results.for_each(|(own, its)| *own += its);
        }
        let review = self.review.iter_mut().flatten();
        review
            .zip(other.review.iter().flatten())
            .for_each(|(own, its)| *own += its);
    }

    /// The number of a cell of the proactive table.
    #[must_use]
    pub fn fact(name: &str) -> Option<usize> {
        FACTS.iter().position(|fact| *fact == name)
    }
}

/// The figures of all units and years.
#[derive(Debug)]
pub struct Flows(Vec<Vec<Option<Box<Year>>>>);

fn at(year: i32) -> usize {
    usize::try_from(year - YEARS.start()).unwrap_or(usize::MAX)
}

impl Flows {
    pub(super) fn of(units: &[RegionUnit], rng: &mut Rng) -> Self {
        let years = YEARS.count();
        let mut flows = Self(vec![vec![None; years]; units.len()]);
        let mut above = vec![false; units.len()];
        for parent in units.iter().filter_map(|unit| unit.parent) {
            above[parent] = true;
        }
        for year in YEARS {
            for (number, unit) in units.iter().enumerate() {
                if !unit.is_active(year) {
                    continue;
                }
                let before = flows.before(units, number, year);
                let mut own = Year {
                    facts: facts(before.as_ref(), rng),
                    ..Year::default()
                };
                if !above[number] {
                    requests(&mut own, before.as_ref(), rng);
                }
                flows.0[number][at(year)] = Some(Box::new(own));
            }
            flows.add_up(units, year);
        }
        flows
    }

    /// What a unit had in the year before, or those it was made of.
    fn before(&self, units: &[RegionUnit], unit: usize, year: i32) -> Option<Year> {
        if let Some(own) = self.year(unit, year - 1) {
            return Some(own.clone());
        }
        let own = units.get(unit)?;
        if own.since != Some(year) {
            return None;
        }
        let mut all = own.made_of.iter();
        let mut sum = self.year(*all.next()?, year - 1)?.clone();
        for other in all.filter_map(|other| self.year(*other, year - 1)) {
            sum.add(other);
            let facts = sum.facts.iter_mut().zip(other.facts);
            facts.for_each(|(own, its)| *own += its);
        }
        Some(sum)
    }

    /// Those above are the sums over those below that count, the lowest first.
    fn add_up(&mut self, units: &[RegionUnit], year: i32) {
        for number in (0..units.len()).rev() {
            let unit = &units[number];
            let Some(parent) = unit.parent.filter(|_| unit.counts) else {
                continue;
            };
            // Those above come before those below: what this one sums up is complete.
            let Some(own) = self.0[number][at(year)].take() else {
                continue;
            };
            if let Some(sum) = &mut self.0[parent][at(year)] {
                sum.add(&own);
            }
            self.0[number][at(year)] = Some(own);
        }
    }

    /// The figures of a unit and year.
    #[must_use]
    pub fn year(&self, unit: usize, year: i32) -> Option<&Year> {
        let own = self.0.get(unit)?.get(at(year))?;
        own.as_deref()
    }
}

fn requests(own: &mut Year, before: Option<&Year>, rng: &mut Rng) {
    for (kind, requests) in own.requests.iter_mut().enumerate() {
        let over = before.map_or(0, |before| before.requests[kind].forward);
        let is_used = kind == 0 || over > 0 || rng.happens(35);
        if !is_used {
            continue;
        }
        requests.over = over;
        requests.new = 4 + rng.below(if kind == 0 { 70 } else { 12 }) as i64;
        requests.forward = match rng.happens(60) {
            true => 1 + rng.below(5) as i64,
            false => 0,
        };
        requests.forward = requests.forward.min(requests.new);
        let mut open = requests.new + requests.over - requests.forward;
        while open > 0 {
            let part = (1 + rng.below(9) as i64).min(open);
            let result = match rng.happens(50) {
                true => 0,
                false => rng.below(RESULTS),
            };
            requests.results[result] += part;
            open -= part;
        }
    }
    for review in &mut own.review {
        for figure in review.iter_mut() {
            if rng.happens(30) {
                *figure = 1 + rng.below(4) as i64;
            }
        }
    }
}

/// The proactive table, which goes on from the year before.
fn facts(before: Option<&Year>, rng: &mut Rng) -> [i64; FACTS.len()] {
    let mut facts = [0; FACTS.len()];
    let old = |fact: usize| before.map(|before| before.facts[fact]);
    let mut put = |name: &str, value: i64| {
        if let Some(fact) = Year::fact(name) {
            facts[fact] = value;
        }
    };
    let had = |name: &str| Year::fact(name).and_then(old);
    // Documents: the same are counted by both editions.
    let first = 10 + rng.below(60) as i64;
    let had_in_force = had("normative_documents/in_force");
    let (issued, repealed) = match had_in_force {
        Some(_) => (rng.below(6) as i64, rng.below(4) as i64),
        None => (0, 0),
    };
    let in_force = had_in_force.unwrap_or(first) + issued - repealed;
    put("normative_documents/issued", issued);
    put("normative_documents/repealed", repealed);
    put("normative_documents/in_force", in_force);
    put("normative_documents/made", issued);
    put("normative_documents/published", issued);
    let public = had("normative_documents/total_public").unwrap_or(first);
    put("normative_documents/total_public", public + issued);
    let charged = had("fees/amount").unwrap_or(3 + rng.below(40) as i64);
    put("fees/amount", charged + rng.below(3) as i64);
    for row in [
        "licensing",
        "other_services",
        "penalties",
        "coercion",
        "fees",
    ] {
        let previous = format!("{row}/previous");
        let change = format!("{row}/change");
        let start = 20 + rng.below(90) as i64;
        let now = had(&previous).zip(had(&change)).map(|(had, by)| had + by);
        put(&previous, now.unwrap_or(start));
        put(&change, rng.below(7) as i64 - 2);
        if row != "fees" {
            put(&format!("{row}/decisions"), 30 + rng.below(400) as i64);
        }
    }
    put("procurement/items", 2 + rng.below(9) as i64);
    put("procurement/amount", 50 + rng.below(900) as i64);
    facts
}
