//! What holds of one unit: its years, its sums, the files of one year, the day of publication.

use std::collections::BTreeSet;

use gouji_model::{CellId, Evidence, Finding};
use gouji_rule::{Check, Pack, RollUpTest, Rule};

use super::joined::{Joined, OfUnit};
use super::laid::Laid;
use super::task::Item;
use super::term::Term;
use super::years::years;
use crate::between::{Between, Guess, Unchecked, UnitYear};
use crate::copies::{differing, name_further};
use crate::obligation::{self, Dates};
use crate::roll_up::{Added, Below, Member, Parent, RollUp, add_up};
use crate::run_reports::{Bound, RunReports, cell_of, held};
use crate::units::Tree;

/// The rule of a pack that checks something, where the organ has it.
pub(super) fn rule_of<'p, T>(
    pack: &'p Pack,
    organ: Option<&str>,
    test: impl Fn(&'p Rule) -> Option<T>,
) -> Option<T> {
    let mut rules = pack.rules().iter();
    // What most rules check is another thing, which is quicker to see than whose they are.
    rules.find_map(|rule| test(rule).filter(|_| rule.organs.include(organ)))
}

/// The units below one, with their reports.
struct Children {
    /// Those that count towards it.
    counting: Vec<(usize, OfUnit)>,
    /// Those that do not.
    apart: Vec<(usize, OfUnit)>,
}

/// The reports of a run, joined.
#[derive(Clone, Copy)]
pub(super) struct UnitRelations<'s> {
    pub run_reports: &'s dyn RunReports,
    pub tree: &'s Tree,
    pub joined: &'s Joined<'s>,
    /// The units with a report of a year in which the units file has them report on nothing.
    pub out_of_term: &'s BTreeSet<(usize, i32)>,
}

impl UnitRelations<'_> {
    /// Lays down what one unit's reports come to.
    pub(super) fn of_unit(&self, unit: usize, laid: &mut Laid<'_>) {
        let own = self.joined.of_unit(unit);
        years(self.run_reports, self.tree, self.joined, unit, laid);
        self.sums(unit, &own, laid);
        for (term, reports) in own.terms() {
            let year = term.year;
            let of = UnitYear { unit, year };
            self.copies(of, reports, laid);
            let late = reports.iter();
            for found in late.filter_map(|report| self.late(of, *report)) {
                laid.finding(found);
            }
        }
    }

    /// The units below one, with their reports.
    fn children(&self, unit: usize) -> Children {
        let units = self.tree.units();
        let children = self.tree.children(unit).iter().copied();
        let children = children.map(|child| (child, self.joined.of_unit(child)));
        let (counting, apart) =
            children.partition(|(child, _)| units.get(*child).is_some_and(|child| child.counts));
        Children { counting, apart }
    }

    /// What adding up the units below one comes to, where its form has sums and there are units.
    fn added(&self, parent: &Parent, children: &Children, term: &Term) -> Option<Added> {
        let (rule, test) = roll_up_of(&parent.bound.pack, &parent.bound)
            .filter(|_| !children.counting.is_empty())?;
        let below = Below {
            members: &self.members(&children.counting, term),
            apart: &self.members(&children.apart, term),
            disputed: &|member, bound| self.disputed(member, bound, term),
            unequal: &|member, bound| cells_of(&self.unequal(member, bound, term)),
        };
        let cells = &test.cells;
        Some(add_up(
            self.run_reports,
            RollUp { rule, cells },
            parent,
            below,
        ))
    }

    /// What adding up the units below a unit finds, where its report is this one.
    fn unequal(&self, unit: &Member<'_>, bound: &Bound, term: &Term) -> Vec<Between> {
        let parent = Parent {
            number: unit.number,
            year: term.year,
            bound: bound.clone(),
            around: unit.around,
        };
        let added = self.added(&parent, &self.children(unit.number), term);
        added.map_or_else(Vec::new, |added| added.findings)
    }

    /// The cells of a unit that are not the sums over the units below it, and for which none of these is certainly
    /// to blame, nor anything missing.
    fn disputed(&self, unit: &Member<'_>, bound: &Bound, term: &Term) -> Vec<CellId> {
        let is_settled = |found: &Between| {
            let mut certain = found.suspects.iter().filter(|one| one.is_certain);
            let is_missing = || found.suspects.iter().all(|one| one.report.is_none());
            certain.any(|one| one.unit != Some(unit.number))
                || !found.suspects.is_empty() && is_missing()
        };
        let mut open = self.unequal(unit, bound, term);
        open.retain(|one| !is_settled(one));
        cells_of(&open)
    }

    /// The sums over the units that count towards one.
    fn sums(&self, unit: usize, own: &OfUnit, laid: &mut Laid<'_>) {
        if self.tree.children(unit).is_empty() {
            return;
        }
        let children = self.children(unit);
        for (term, reports) in own.terms() {
            let Some(bound) = held(self.run_reports, reports) else {
                continue;
            };
            let parent = Parent {
                number: unit,
                year: term.year,
                bound,
                around: own.around(term),
            };
            let Some(added) = self.added(&parent, &children, term) else {
                continue;
            };
            // What all its files say is reported at each of them: each would have to change.
            let others = reports.iter().skip(1);
            for other in others.filter_map(|other| self.run_reports.bound(*other)) {
                let also = added.findings.iter();
                also.filter_map(|found| also_at(found, &parent.bound, &other))
                    .for_each(|found| laid.finding(found));
                for unchecked in &added.blocked {
                    let unchecked = Unchecked {
                        report: other.number,
                        ..unchecked.clone()
                    };
                    laid.add(other.number, &Item::Unchecked(unchecked));
                }
            }
            for repair in added.repairs {
                let clears = repair.clears.iter().map(|(at, ..)| *at);
                let touched: BTreeSet<usize> = clears.collect();
                let item = Item::Repair(repair);
                touched.iter().for_each(|report| laid.add(*report, &item));
            }
            added
                .findings
                .into_iter()
                .for_each(|found| laid.finding(found));
            for unchecked in added.blocked {
                laid.add(unchecked.report, &Item::Unchecked(unchecked));
            }
        }
    }

    /// Those of some units that have a report of a time, or should have.
    fn members(&self, units: &[(usize, OfUnit)], term: &Term) -> Vec<Member<'_>> {
        let member = |(number, own): &(usize, OfUnit)| {
            let unit = self.tree.units().get(*number)?;
            let reports = own.reports(term).to_vec();
            let is_out_of_term = self.out_of_term.contains(&(*number, term.year));
            let is_due = unit.is_active(term.year) || !reports.is_empty() || is_out_of_term;
            is_due.then(|| Member {
                is_out_of_term,
                number: *number,
                unit,
                reports,
                around: own.around(term),
            })
        };
        units.iter().filter_map(member).collect()
    }

    /// Several files with reports of one organ and time.
    fn copies(&self, of: UnitYear, reports: &[usize], laid: &mut Laid<'_>) {
        let Some((first, others)) = reports.split_first().filter(|(_, all)| !all.is_empty()) else {
            return;
        };
        let Some(first) = self.run_reports.bound(*first) else {
            return;
        };
        let path = self.run_reports.path(first.number);
        let found = others.iter().map(|other| {
            let other = self.run_reports.bound(*other)?;
            let rule = rule_of(&other.pack, None, |rule| {
                matches!(rule.check, Check::DifferingFiles).then_some(rule)
            })?;
            differing(rule, of, &first, &other, &path)
        });
        let found: Vec<Option<Between>> = found.collect();
        let paths = others.iter().map(|other| self.run_reports.path(*other));
        name_further(found, &paths.collect::<Vec<_>>())
            .into_iter()
            .for_each(|found| laid.finding(found));
    }

    /// A report that was published late.
    fn late(&self, of: UnitYear, report: usize) -> Option<Between> {
        let entry = self.run_reports.entry(report)?;
        let pack = self.run_reports.packs().get(entry.pack)?;
        let unit = self.tree.units().get(of.unit)?;
        let (rule, test) = rule_of(pack, None, |rule| match &rule.check {
            Check::Published(test) => Some((rule, test)),
            _ => None,
        })?;
        let dates = Dates {
            published: entry.published?,
            deadline: obligation::deadline(test, unit, of.year)?,
        };
        obligation::published_late(rule, &pack.form.id, report, of, dates)
    }
}

/// The cells that findings stand at.
fn cells_of(findings: &[Between]) -> Vec<CellId> {
    let cells = findings.iter().flat_map(|found| &found.finding.cells);
    cells.map(|one| one.cell).collect()
}

/// What is found at one file of a report, at another with the same figures; nothing where that lacks a cell.
fn also_at(found: &Between, first: &Bound, other: &Bound) -> Option<Between> {
    let form = &first.pack.form;
    let cells = found.finding.cells.iter();
    let cells: Option<Vec<Evidence>> = cells
        .map(|own| {
            let cell = cell_of(other, form, own.cell)?;
            Some(Evidence { cell, ..*own })
        })
        .collect();
    let suspects = found.suspects.iter().map(|guess| Guess {
        report: match guess.report == Some(first.number) {
            true => Some(other.number),
            false => guess.report,
        },
        ..guess.clone()
    });
    Some(Between {
        report: Some(other.number),
        finding: Finding {
            cells: cells?,
            ..found.finding.clone()
        },
        suspects: suspects.collect(),
        ..found.clone()
    })
}

/// The rule on sums over the units below, where a unit's form has one.
fn roll_up_of<'p>(pack: &'p Pack, bound: &Bound) -> Option<(&'p Rule, &'p RollUpTest)> {
    let organ = bound.report.organization.as_deref();
    rule_of(pack, organ, |rule| match &rule.check {
        Check::RollUp(test) => Some((rule, test)),
        _ => None,
    })
}
