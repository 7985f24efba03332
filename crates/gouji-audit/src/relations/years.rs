//! The years of one unit, with those of the one it was before: which disagree, and which cannot be compared
//! because two files say something else of one year.

use std::collections::{BTreeMap, BTreeSet};

use gouji_check::{Outcome, check_between};
use gouji_model::Bilingual;

use super::doubted::{Name, Several, doubted};
use super::gap::unasked;
use super::joined::Joined;
use super::laid::Laid;
use super::task::Item;
use super::term::{Series, Term};
use crate::between::{Pair, Repair, Unchecked};
use crate::listed::listed;
use crate::run_reports::{Bound, RunReports, held};
use crate::units::Tree;
use crate::years::{before, compare};

/// Of so many pairs of files of two years each is compared.
const MOST_COMPARED: usize = 64;

/// The years of a unit; of periods that are shorter the months, or the quarters. Each form of which a unit
/// has several at a time is a chain of its own.
pub(super) fn years(
    run_reports: &dyn RunReports,
    tree: &Tree,
    joined: &Joined,
    unit: usize,
    laid: &mut Laid<'_>,
) {
    let since = tree.units().get(unit).and_then(|unit| unit.since);
    let earlier = tree.predecessor(unit).zip(since);
    let earlier = earlier.map(|(earlier, since)| (joined.of_unit(earlier), since));
    let last = earlier.iter().flat_map(|(earlier, since)| {
        let terms = earlier.terms();
        terms.filter(move |(term, _)| term.year == since - 1)
    });
    let own = joined.of_unit(unit);
    let mut all: BTreeMap<&Term, &[usize]> = last.collect();
    all.extend(own.terms());
    let mut chains: BTreeMap<Series<'_>, Vec<&[usize]>> = BTreeMap::new();
    for (term, reports) in all {
        chains.entry(term.series()).or_default().push(reports);
    }
    for files in chains.values().filter(|files| files.len() > 1) {
        Chain::of(run_reports, files).years(laid);
    }
}

/// Reports of one unit that follow each other, with all files there are of each.
struct Chain<'c> {
    run_reports: &'c dyn RunReports,
    links: Vec<Bound>,
    files: Vec<&'c [usize]>,
}

impl<'c> Chain<'c> {
    fn of(run_reports: &'c dyn RunReports, files: &[&'c [usize]]) -> Self {
        let read = files.iter();
        let read = read.filter_map(|files| Some((held(run_reports, files)?, *files)));
        let (links, files) = read.unzip();
        Self {
            run_reports,
            links,
            files,
        }
    }

    /// Of several files of one year, what is wrong is reported at each.
    fn years(&self, laid: &mut Laid<'_>) {
        let found = compare(&self.links);
        let mut pairs = found.pairs;
        for at in 0..self.links.len() {
            let undecided = self.undecided(at);
            let prior = before(&self.links, at).map(|before| before.number);
            if let Some(prior) = prior.filter(|_| !undecided.is_empty()) {
                let report = self.first(at);
                pairs.extend(report.map(|report| Pair { report, prior }));
            }
            for unchecked in undecided.into_iter().chain(self.after_a_gap(at)) {
                laid.add(unchecked.report, &Item::Unchecked(unchecked));
            }
        }
        pairs.sort_unstable();
        pairs.dedup();
        for pair in pairs {
            for report in self.files_of(pair.report) {
                laid.add(*report, &Item::Prior(pair.prior));
            }
        }
        let repairs = found.repairs.into_iter();
        for repair in repairs.flat_map(|repair| self.of_each_file(repair)) {
            let clears = repair.clears.iter().map(|(at, ..)| *at);
            let touched: BTreeSet<usize> = clears.chain([repair.report]).collect();
            let item = Item::Repair(repair);
            for report in touched {
                laid.add(report, &item);
            }
        }
    }

    fn first(&self, at: usize) -> Option<usize> {
        self.links.get(at).map(|link| link.number)
    }

    /// The files of the link that begins with a report.
    fn files_of(&self, first: usize) -> &'c [usize] {
        let mut files = self.files.iter();
        files
            .find(|files| files.first() == Some(&first))
            .map_or(&[], |files| files)
    }

    /// A repair as each file of its link has it to make, and for each file of the years around it.
    fn of_each_file(&self, repair: Repair) -> Vec<Repair> {
        let (own, around): (Vec<_>, Vec<_>) = repair
            .clears
            .iter()
            .cloned()
            .partition(|(report, ..)| *report == repair.report);
        let around = around.into_iter().flat_map(|(report, rule, at)| {
            let files = self.files_of(report).iter();
            files.map(move |file| (*file, rule.clone(), at.clone()))
        });
        let mut around: Vec<(usize, String, Option<String>)> = around.collect();
        let files = self.files_of(repair.report).iter();
        let each = files.map(|file| {
            let own = own.iter();
            let own = own.map(|(_, rule, at)| (*file, rule.clone(), at.clone()));
            Repair {
                report: *file,
                // For the years around it, only the first file is reported.
                clears: own.chain(std::mem::take(&mut around)).collect(),
                ..repair.clone()
            }
        });
        each.collect()
    }

    /// The relations to the year before at each file of a link that follows none, though there are earlier
    /// ones: the year between is not there.
    fn after_a_gap(&self, at: usize) -> Vec<Unchecked> {
        let is_gap = at > 0 && before(&self.links, at).is_none();
        match self.links.get(at).filter(|_| is_gap) {
            Some(link) => unasked(link, self.files_of(link.number)),
            None => Vec::new(),
        }
    }

    /// The relations to the year before that some of the files break and others do not, at each file.
    fn undecided(&self, at: usize) -> Vec<Unchecked> {
        let (Some(link), Some(before)) = (self.links.get(at), before(&self.links, at)) else {
            return Vec::new();
        };
        let (own, prior) = (self.files_of(link.number), self.files_of(before.number));
        if own.len() < 2 && prior.len() < 2 {
            return Vec::new();
        }
        let all = broken(&between(link, before));
        let bound = |files: &[usize]| -> Vec<Bound> {
            let files = files.iter();
            files
                .filter_map(|file| self.run_reports.bound(*file))
                .collect()
        };
        let some = match own.len() * prior.len() <= MOST_COMPARED {
            true => {
                let priors = bound(prior);
                let each = bound(own).into_iter();
                each.flat_map(|own| {
                    let found = priors.iter().map(|prior| broken(&between(&own, prior)));
                    found.flatten().collect::<BTreeSet<Name>>()
                })
                .collect()
            }
            // Each against each would take too long: what rests on a cell in doubt is in doubt.
            false => {
                let first = |files: &[usize]| bound(files.get(..1).unwrap_or_default()).pop();
                let Some((first, first_prior)) = first(own).zip(first(prior)) else {
                    return Vec::new();
                };
                let several = |held, first| Several { held, first };
                doubted(several(link, &first), several(before, &first_prior))
            }
        };
        let differing = [own, prior].into_iter().filter(|files| files.len() > 1);
        let reason = reason(self.run_reports, differing.flatten());
        let undecided: Vec<&Name> = some.difference(&all).collect();
        let each = own.iter().flat_map(|report| {
            undecided.iter().map(|(rule, at)| Unchecked {
                report: *report,
                rule: rule.clone(),
                at: at.clone(),
                reason: reason.clone(),
            })
        });
        each.collect()
    }
}

fn between(own: &Bound, prior: &Bound) -> Outcome {
    let prior = Some((&*prior.pack.form, &prior.report));
    check_between(&own.pack, &own.report, prior)
}

fn broken(outcome: &Outcome) -> BTreeSet<Name> {
    let findings = outcome.findings.iter();
    findings
        .map(|finding| (finding.rule.clone(), finding.at.clone()))
        .collect()
}

/// Why nobody can say: files that differ.
fn reason<'r>(run_reports: &dyn RunReports, files: impl Iterator<Item = &'r usize>) -> Bilingual {
    let names: Vec<String> = files.map(|file| run_reports.path(*file)).collect();
    let names = listed(&names);
    Bilingual::new(
        format!(
            "{} 是同一单位同一年的文件而数字不同，不知以哪一份为准，未核对",
            names.zh
        ),
        format!(
            "not checked: {} are files of one unit and year with different figures, and nobody can say which counts",
            names.en
        ),
    )
}
