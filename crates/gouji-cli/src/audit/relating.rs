//! What holds between the reports of a run: pairing, years, sums, duties.

use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use gouji_audit::roll_up::{Member, Parent, RollUp, add_up};
use gouji_audit::units::Tree;
use gouji_audit::{
    Between, Bound, Repair, RunReports, Unchecked, compare, differing, held, obligation,
};
use gouji_model::NameKey;
use gouji_rule::{Check, Pack, Rule};

use super::copying;
use super::noted::Notes;
use super::tasks::{Task, Tasks};
use crate::check::in_order;

/// Everything that relations between reports came to.
pub(super) struct Related {
    /// The reports.
    pub notes: Notes,
    /// What is to be done for reports with findings between reports.
    pub tasks: Tasks,
    /// Reports that are missing.
    pub missing: Vec<Missing>,
    /// For each unit and year its reports.
    pub by_unit: BTreeMap<usize, BTreeMap<i32, Vec<usize>>>,
    /// The reports that are of no unit.
    pub unpaired: Vec<usize>,
}

/// A report that is missing.
pub(super) struct Missing {
    /// What is said of it.
    pub between: Between,
    /// A report of the same year, whose settings and form hold for it.
    pub like: usize,
}

/// Pairs reports with units, and checks what holds between them.
pub(super) fn relate(tree: &mut Tree, mut notes: Notes, threads: usize) -> Related {
    pair(tree, &mut notes);
    let mut related = Related {
        by_unit: BTreeMap::new(),
        unpaired: Vec::new(),
        tasks: Tasks::default(),
        missing: Vec::new(),
        notes,
    };
    for (number, entry) in related.notes.entries().iter().enumerate() {
        match (entry.unit, entry.year) {
            (Some(unit), Some(year)) => {
                let years = related.by_unit.entry(unit).or_default();
                years.entry(year).or_default().push(number);
            }
            _ => related.unpaired.push(number),
        }
    }
    let all: Vec<usize> = related.by_unit.keys().copied().collect();
    let mut found = Vec::new();
    let work = |unit: &usize| of_unit(&related, tree, *unit);
    in_order(&all, threads, work, |_| 1024, |_, one| found.push(one));
    for one in found {
        related.tasks.add(one);
    }
    for finding in copying::copied(&related.notes, tree) {
        related.tasks.add_finding(finding);
    }
    related.missing = missing(&related, tree);
    related
}

/// Says whose each report is. Names that say most come first, so that a short one is of the only unit
/// it fits, in whatever order files are read.
fn pair(tree: &mut Tree, notes: &mut Notes) {
    let mut names: BTreeMap<(Reverse<usize>, Box<str>), Vec<usize>> = BTreeMap::new();
    for (number, name) in std::mem::take(&mut notes.names).into_iter().enumerate() {
        if let Some(name) = name {
            let places = NameKey::of(&name).places.len();
            names
                .entry((Reverse(places), name))
                .or_default()
                .push(number);
        }
    }
    for ((_, name), reports) in names {
        for report in reports {
            let year = notes.entries().get(report).and_then(|entry| entry.year);
            let (unit, certainty) = tree.pair(&name, year);
            notes.pair(report, unit, certainty);
        }
    }
}

/// What one unit's reports come to.
#[derive(Default)]
pub(super) struct OfUnit {
    /// Reports with the one before each.
    pub pairs: Vec<(usize, usize)>,
    pub repairs: Vec<Repair>,
    pub findings: Vec<Between>,
    pub unchecked: Vec<Unchecked>,
}

fn of_unit(related: &Related, tree: &Tree, unit: usize) -> OfUnit {
    let mut of = OfUnit::default();
    years(related, tree, unit, &mut of);
    sums(related, tree, unit, &mut of);
    for (year, reports) in related.by_unit.get(&unit).into_iter().flatten() {
        copies(related, (unit, *year), reports, &mut of);
        for report in reports {
            of.findings
                .extend(late(related, tree, (unit, *year), *report));
        }
    }
    of
}

/// The years of a unit, with those of the one it was before.
fn years(related: &Related, tree: &Tree, unit: usize, of: &mut OfUnit) {
    let own = related.by_unit.get(&unit);
    let mut all: BTreeMap<i32, &Vec<usize>> = BTreeMap::new();
    let before = tree
        .predecessor(unit)
        .and_then(|before| related.by_unit.get(&before));
    let since = tree.units().get(unit).and_then(|unit| unit.since);
    for (year, reports) in before.into_iter().flatten() {
        if since.is_some_and(|since| *year == since - 1) {
            all.insert(*year, reports);
        }
    }
    all.extend(
        own.into_iter()
            .flatten()
            .map(|(year, reports)| (*year, reports)),
    );
    if all.len() < 2 {
        return;
    }
    let chain: Vec<Bound> = all
        .values()
        .filter_map(|reports| held(&related.notes, reports))
        .collect();
    let found = compare(&chain);
    of.pairs
        .extend(found.pairs.iter().map(|pair| (pair.report, pair.prior)));
    of.repairs = found.repairs;
}

/// The rule of a pack that checks something, where the organ has it.
fn rule_of<'p, T>(
    pack: &'p Pack,
    organ: Option<&str>,
    test: impl Fn(&'p Rule) -> Option<T>,
) -> Option<T> {
    let rules = pack.rules().iter();
    rules
        .filter(|rule| rule.organs.include(organ))
        .find_map(test)
}

/// The sums over the units that count towards one.
fn sums(related: &Related, tree: &Tree, unit: usize, of: &mut OfUnit) {
    let units = tree.units();
    let counting: Vec<usize> = tree
        .children(unit)
        .iter()
        .copied()
        .filter(|child| units.get(*child).is_some_and(|child| child.counts))
        .collect();
    if counting.is_empty() {
        return;
    }
    for (year, reports) in related.by_unit.get(&unit).into_iter().flatten() {
        let Some(bound) = held(&related.notes, reports) else {
            continue;
        };
        let organ = bound.report.organization.clone();
        let pack = Arc::clone(&bound.pack);
        let found = rule_of(&pack, organ.as_deref(), |rule| match &rule.check {
            Check::RollUp(test) => Some((rule, test)),
            _ => None,
        });
        let Some((rule, test)) = found else {
            continue;
        };
        let around = |unit: usize, year: i32| {
            [year - 1, year + 1].map(|year| {
                let years = related.by_unit.get(&unit)?;
                years.get(&year)?.first().copied()
            })
        };
        let members: Vec<Member<'_>> = counting
            .iter()
            .filter_map(|child| {
                let own = units.get(*child)?;
                let years = related.by_unit.get(child);
                let reports = years.and_then(|years| years.get(year)).cloned();
                let reports = reports.unwrap_or_default();
                let is_due = own.is_active(*year) || !reports.is_empty();
                is_due.then(|| Member {
                    number: *child,
                    unit: own,
                    reports,
                    around: around(*child, *year),
                })
            })
            .collect();
        let parent = Parent {
            number: unit,
            year: *year,
            bound,
            around: around(unit, *year),
        };
        let rule = RollUp {
            rule,
            cells: &test.cells,
        };
        let added = add_up(&related.notes, rule, &parent, &members);
        of.findings.extend(added.findings);
        of.unchecked.extend(added.blocked);
    }
}

/// Several files with reports of one organ and year.
fn copies(related: &Related, (unit, year): (usize, i32), reports: &[usize], of: &mut OfUnit) {
    let Some((first, others)) = reports.split_first() else {
        return;
    };
    for other in others {
        let bound = related.notes.bound(*first).zip(related.notes.bound(*other));
        let Some((first, other)) = bound else {
            continue;
        };
        let rule = rule_of(&other.pack, None, |rule| {
            matches!(rule.check, Check::DifferingFiles).then_some(rule)
        });
        let path = related.notes.get(first.number).map(|noted| &*noted.path);
        if let Some(rule) = rule {
            let path = path.unwrap_or_default();
            of.findings
                .extend(differing(rule, (unit, year), &first, &other, path));
        }
    }
}

/// A report that was published late.
fn late(
    related: &Related,
    tree: &Tree,
    (number, year): (usize, i32),
    report: usize,
) -> Option<Between> {
    let entry = related.notes.entries().get(report)?;
    let pack = related.notes.packs().get(entry.pack)?;
    let unit = tree.units().get(number)?;
    let (rule, test) = rule_of(pack, None, |rule| match &rule.check {
        Check::Published(test) => Some((rule, test)),
        _ => None,
    })?;
    let deadline = obligation::deadline(test, unit, year)?;
    let dates = (entry.published?, deadline);
    obligation::published_late(rule, &pack.form.id, report, (number, year), dates)
}

/// The reports that are missing.
fn missing(related: &Related, tree: &Tree) -> Vec<Missing> {
    let have: BTreeMap<usize, BTreeSet<i32>> = related
        .by_unit
        .iter()
        .map(|(unit, years)| (*unit, years.keys().copied().collect()))
        .collect();
    let mut like: BTreeMap<i32, usize> = BTreeMap::new();
    for (year, reports) in related.by_unit.values().flatten() {
        if let Some(first) = reports.first() {
            let known = like.entry(*year).or_insert(*first);
            *known = (*known).min(*first);
        }
    }
    let found = obligation::missing(tree, &have).into_iter();
    let missing = found.filter_map(|(unit, year)| {
        let like = *like.get(&year)?;
        let entry = related.notes.entries().get(like)?;
        let pack: &Arc<Pack> = related.notes.packs().get(entry.pack)?;
        let rule = rule_of(pack, None, |rule| {
            matches!(rule.check, Check::Missing).then_some(rule)
        })?;
        let own = tree.units().get(unit)?;
        let between = obligation::missing_report(rule, &pack.form.id, (unit, own), year);
        Some(Missing { between, like })
    });
    missing.collect()
}

/// Adds what one unit came to.
impl Tasks {
    fn add(&mut self, of: OfUnit) {
        for (report, prior) in of.pairs {
            self.of(report).prior = Some(prior);
        }
        for repair in of.repairs {
            let mut touched: BTreeSet<usize> = repair.clears.iter().map(|(at, ..)| *at).collect();
            touched.insert(repair.report);
            for report in touched {
                self.of(report).repairs.push(repair.clone());
            }
        }
        for finding in of.findings {
            self.add_finding(finding);
        }
        for unchecked in of.unchecked {
            self.of(unchecked.report).unchecked.push(unchecked);
        }
    }

    fn add_finding(&mut self, finding: Between) {
        if let Some(report) = finding.report {
            self.of(report).findings.push(finding);
        }
    }

    fn of(&mut self, report: usize) -> &mut Task {
        self.tasks.entry(report).or_default()
    }
}
