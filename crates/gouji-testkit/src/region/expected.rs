//! What a naive reader finds between the reports: each relation held against its definition, for all
//! units and years, with nothing solved.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use super::faults::FaultKind;
use super::key::Key;
use super::kinship::Kinship;
use super::layout::{Layout, column};
use super::published::{Published, Typed};
use super::whole::Region;
use super::years::{LATER, YEARS};

/// From how many of a text's words in a hundred on it is a copy.
const COPIED: usize = 90;
/// Charges that differ so many times are remarked.
const FAR: i64 = 2000;

/// All that must be found, and what may be.
#[derive(Clone, Debug, Default)]
pub struct Expected {
    /// What must be found.
    pub findings: BTreeSet<Key>,
    /// Tables whose sums must be blocked, as findings of the rule with the table as instance.
    pub blocked: BTreeSet<Key>,
    /// Sums that are reported or blocked as the reports of missing units can be guessed or not.
    pub either: BTreeSet<Key>,
    /// What some files of a year say and others do not, so that nobody can say whether it is so.
    pub undecided: BTreeSet<Key>,
}

/// What is known of a cell: a figure, nothing that can be read, or files that disagree.
type Known = Option<i64>;

/// The reports of a unit and year, as what they name says.
type RunReports<'r> = BTreeMap<(usize, i32), Vec<&'r Published>>;

fn run_reports<'r>(region: &'r Region<'_>) -> RunReports<'r> {
    let mut run_reports = RunReports::new();
    for published in &region.published {
        if let Some(unit) = published.named {
            let place = run_reports
                .entry((unit, published.printed_year))
                .or_default();
            place.push(published);
        }
    }
    run_reports
}

pub(super) fn of(region: &Region<'_>) -> Expected {
    let run_reports = run_reports(region);
    let mut naive = Naive {
        region,
        run_reports: &run_reports,
        kinship: Kinship::of(&region.units),
        expected: Expected::default(),
    };
    for (unit, year) in run_reports.keys() {
        naive.years(*unit, *year);
        naive.duties(*unit, *year);
        naive.files(*unit, *year);
        naive.sums(*unit, *year);
    }
    naive.missing();
    naive.copies();
    naive.expected
}

struct Naive<'n> {
    region: &'n Region<'n>,
    run_reports: &'n RunReports<'n>,
    kinship: Kinship,
    expected: Expected,
}

impl<'n> Naive<'n> {
    fn find(&mut self, rule: &str, of: (usize, i32), at: &str) {
        let key = (rule.to_owned(), of.0, of.1, at.to_owned());
        self.expected.findings.insert(key);
    }

    fn reports(&self, unit: usize, year: i32) -> &'n [&'n Published] {
        self.run_reports
            .get(&(unit, year))
            .map_or(&[], Vec::as_slice)
    }

    /// The form of a unit and year: that of the first of its files, as they are read.
    fn layout(&self, unit: usize, year: i32) -> Option<&'n Layout<'n>> {
        let first = self.reports(unit, year).first()?;
        Some(self.region.layout(first))
    }

    /// A cell, as all files of a unit and year have it; nothing where a file has no such cell.
    fn known(&self, unit: usize, year: i32, address: &str) -> Option<Known> {
        let mut all = self.reports(unit, year).iter().map(|published| {
            let layout = self.region.layout(published);
            let cell = layout.cell(address)?;
            match published.cell(layout, cell)? {
                Typed::Figure(figure) => Some(Some(figure)),
                Typed::Words(_) => Some(None),
            }
        });
        let first = all.next()??;
        let same = all.all(|other| other == Some(first));
        Some(first.filter(|_| same))
    }

    /// The figure of a cell.
    fn figure(&self, unit: usize, year: i32, address: &str) -> Option<i64> {
        self.known(unit, year, address).flatten()
    }

    /// The unit and year that one follows.
    fn before(&self, unit: usize, year: i32) -> Option<(usize, i32)> {
        if !self.reports(unit, year - 1).is_empty() {
            return Some((unit, year - 1));
        }
        let own = self.region.units.get(unit)?;
        match own.made_of.as_slice() {
            [old] if own.since == Some(year) && !self.reports(*old, year - 1).is_empty() => {
                Some((*old, year - 1))
            }
            _ => None,
        }
    }

    fn years(&mut self, unit: usize, year: i32) {
        let Some((old, last)) = self.before(unit, year) else {
            return;
        };
        let all = broken(
            |address| self.figure(unit, year, address),
            |address| self.figure(old, last, address),
        );
        for own in self.reports(unit, year) {
            for prior in self.reports(old, last) {
                let some = broken(
                    |address| self.of_file(own, address),
                    |address| self.of_file(prior, address),
                );
                let undecided = some.into_iter().filter(|one| !all.contains(one));
                let keys = undecided.map(|(rule, at)| (rule.to_owned(), unit, year, at));
                self.expected.undecided.extend(keys);
            }
        }
        for (rule, at) in all {
            self.find(rule, (unit, year), &at);
        }
    }

    /// The figure of a cell in a file.
    fn of_file(&self, published: &Published, address: &str) -> Option<i64> {
        let layout = self.region.layout(published);
        match published.cell(layout, layout.cell(address)?)? {
            Typed::Figure(figure) => Some(figure),
            Typed::Words(_) => None,
        }
    }

    fn duties(&mut self, unit: usize, year: i32) {
        let region = self.region;
        let Some(own) = region.units.get(unit) else {
            return;
        };
        for published in self.reports(unit, year) {
            let day = published.on_page.unwrap_or(published.signed);
            let deadline = own.deadline();
            if deadline.is_some_and(|(month, last)| day > (year + 1, month, last)) {
                self.find("published-late", (unit, year), "");
            }
            if published.is_later != (year >= LATER) {
                self.find("edition-year", (unit, year), "");
            }
        }
    }

    fn files(&mut self, unit: usize, year: i32) {
        let reports = self.reports(unit, year);
        let Some((first, others)) = reports.split_first() else {
            return;
        };
        let layout = self.region.layout(first);
        let differs = |other: &&Published| {
            let theirs = self.region.layout(other);
            theirs.cells().any(|cell| {
                let address = theirs.form.address_of(cell);
                let its = layout.cell(address);
                let its = its.and_then(|its| first.cell(layout, its));
                let figure = |typed: Option<Typed>| match typed {
                    Some(Typed::Figure(figure)) => Some(figure),
                    _ => None,
                };
                figure(other.cell(theirs, cell)) != figure(its)
            })
        };
        if others.iter().any(differs) {
            self.find("differing-files", (unit, year), "");
        }
    }

    fn sums(&mut self, unit: usize, year: i32) {
        let is_due = |child: &usize| {
            let one = self.region.units.get(*child);
            let is_there = !self.reports(*child, year).is_empty();
            one.is_some_and(|one| one.counts && (one.is_active(year) || is_there))
        };
        let below = self.kinship.below(unit).iter().copied();
        let due: Vec<usize> = below.filter(is_due).collect();
        let is_there = |child: &usize| !self.reports(*child, year).is_empty();
        let (there, missing): (Vec<usize>, Vec<usize>) = due.into_iter().partition(is_there);
        let Some(layout) = self.layout(unit, year).filter(|_| !there.is_empty()) else {
            return;
        };
        let mut found = Vec::new();
        let mut either = Vec::new();
        let mut blocked: BTreeSet<String> = BTreeSet::new();
        for cell in layout.cells() {
            let address = layout.form.address_of(cell);
            let table = address.split('/').next().unwrap_or_default();
            if table == "proactive" {
                continue;
            }
            let figures = there.iter().map(|child| self.figure(*child, year, address));
            let sum: Option<i64> = figures.sum();
            match (self.figure(unit, year, address), sum) {
                (Some(own), Some(sum)) if own == sum => {}
                (Some(own), Some(sum)) if own > sum && !missing.is_empty() => {
                    either.push(address.to_owned());
                }
                (Some(_), Some(_)) => found.push(address.to_owned()),
                _ => {
                    blocked.insert(table.to_owned());
                }
            }
        }
        for at in found {
            self.find("roll-up", (unit, year), &at);
        }
        let key = |at: String| ("roll-up".to_owned(), unit, year, at);
        self.expected.either.extend(either.into_iter().map(key));
        self.expected.blocked.extend(blocked.into_iter().map(key));
    }

    fn missing(&mut self) {
        let region = self.region;
        for year in YEARS {
            for (number, unit) in region.units.iter().enumerate() {
                if unit.is_active(year) && self.reports(number, year).is_empty() {
                    self.find("missing-report", (number, year), "");
                }
            }
        }
    }

    /// Copies are reported at each report of which so much is in another of its year, or of the year
    /// before: where both are of one year, at both.
    fn copies(&mut self) {
        let region = self.region;
        let mut first: HashMap<(usize, i32), &Published> = HashMap::new();
        for published in &region.published {
            let of = (published.unit, published.year);
            first.entry(of).or_insert(published);
        }
        for fault in &region.faults {
            let (FaultKind::CopiedFromOther(percent) | FaultKind::CopiedFromLastYear(percent)) =
                fault.kind
            else {
                continue;
            };
            if percent < COPIED {
                continue;
            }
            let own = first.get(&(fault.unit, fault.year));
            for text in own.iter().flat_map(|own| &own.texts) {
                let source = text.copied.map(|(source, _)| source);
                // Another mistake may have taken away what was copied.
                let Some((unit, year)) = source.filter(|source| first.contains_key(source)) else {
                    continue;
                };
                let at = ["overview", "problems"][text.section];
                self.find("copied-narrative", (fault.unit, fault.year), at);
                if year == fault.year {
                    self.find("copied-narrative", (unit, year), at);
                }
            }
        }
    }
}

/// What does not hold between a report and the one before it, as rules and instances.
fn broken(
    own: impl Fn(&str) -> Option<i64>,
    prior: impl Fn(&str) -> Option<i64>,
) -> Vec<(&'static str, String)> {
    let mut found: Vec<(&'static str, String)> = Vec::new();
    for number in 0..=super::figures::APPLICANTS {
        let column = column(number);
        let over = own(&format!("requests/carried_over/{column}"));
        let forward = prior(&format!("requests/carried_forward/{column}"));
        if over
            .zip(forward)
            .is_some_and(|(over, forward)| over != forward)
        {
            found.push(("carried-over-from-last-year", column.to_owned()));
        }
    }
    for row in ["rules", "normative_documents"] {
        let cell = |column: &str| format!("proactive/{row}/{column}");
        let now = own(&cell("in_force"));
        let then = prior(&cell("in_force"));
        let moved = own(&cell("issued")).zip(own(&cell("repealed")));
        if let (Some(now), Some(then), Some((issued, repealed))) = (now, then, moved)
            && now != then + issued - repealed
        {
            found.push(("in-force-from-last-year", row.to_owned()));
        }
        let public = own(&cell("total_public")).zip(prior(&cell("total_public")));
        if public.is_some_and(|(now, then)| now < then) {
            found.push(("total-public-not-falling", row.to_owned()));
        }
    }
    for row in [
        "licensing",
        "other_services",
        "penalties",
        "coercion",
        "fees",
    ] {
        let cell = |column: &str| format!("proactive/{row}/{column}");
        let then = prior(&cell("previous")).zip(prior(&cell("change")));
        if let (Some(now), Some((then, change))) = (own(&cell("previous")), then)
            && now != then + change
        {
            found.push(("items-from-last-year", row.to_owned()));
        }
    }
    let amount = "proactive/fees/amount";
    if let (Some(now), Some(then)) = (own(amount), prior(amount))
        && now > 0
        && then > 0
        && (now >= FAR * then || then >= FAR * now)
    {
        found.push(("fees-far-from-last-year", String::new()));
    }
    found
}
