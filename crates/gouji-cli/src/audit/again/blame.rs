//! Who is likely wrong of those that the years around a report tell.

use std::cmp::Reverse;

use gouji_audit::{Guess, Repair};
use gouji_check::Outcome;
use gouji_model::{Evidence, Figure, Finding, Suspect};
use gouji_render::OtherReports;

use super::Again;
use crate::audit::opening::FileReport;

impl Again<'_> {
    /// Gives findings the suspects that the years around them tell.
    pub(super) fn blame(
        &self,
        all: &mut Outcome,
        other_reports: &mut OtherReports,
        (own, prior): (&FileReport, Option<&FileReport>),
    ) {
        let pack_of = |report: &FileReport| self.checker.linter.pack_of(report.report());
        let (own_pack, prior_pack) = (pack_of(own), prior.and_then(pack_of));
        for finding in &mut all.findings {
            let is_years = finding.cells.iter().any(|cell| cell.prior);
            let mut repairs: Vec<&Repair> = self.task.repairs_of(self.number, finding).collect();
            keep_certain(&mut repairs);
            let is_one = repairs.len() == 1;
            if repairs.is_empty() {
                if is_years {
                    other_reports.findings.entry(finding.identity).or_default();
                }
                continue;
            }
            let mut guesses = Vec::new();
            let mut suspects = Vec::new();
            for (rank, repair) in repairs.iter().enumerate() {
                let is_own = repair.report == self.number;
                let pack = if is_own { &own_pack } else { &prior_pack };
                let form = pack.as_ref().map(|pack| &pack.form);
                for (id, suggested) in &repair.cells {
                    let cell = form.and_then(|form| form.cell(id));
                    let evidence = cell.map(|cell| Evidence {
                        cell,
                        prior: !is_own,
                    });
                    let is_near = is_own || Some(repair.report) == self.task.prior;
                    if let Some(evidence) = evidence.filter(|_| is_near)
                        && finding.cells.contains(&evidence)
                    {
                        suspects.extend(suspect(finding, evidence, suggested, (rank, repair)));
                    }
                    guesses.push(self.suspect(&Guess {
                        report: Some(repair.report),
                        unit: None,
                        year: Some(repair.year),
                        id: id.clone(),
                        suggested: suggested.clone(),
                        is_certain: repair.is_certain && is_one,
                    }));
                }
            }
            let name = own.report().organization.clone();
            for guess in &mut guesses {
                guess.organization.clone_from(&name);
            }
            if !suspects.is_empty() {
                finding.suspects = suspects;
            }
            if is_years {
                let beyond = other_reports.findings.entry(finding.identity).or_default();
                beyond.suspects = Some(guesses);
            }
        }
    }
}

/// Leaves what is certain, by the years or by the sums over the units, where something is: it is no way among others.
/// Both mostly say the same.
fn keep_certain(repairs: &mut Vec<&Repair>) {
    if repairs.iter().any(|repair| repair.is_certain) {
        repairs.retain(|repair| repair.is_certain);
    }
    repairs.sort_by_key(|repair| Reverse(repair.cells.len()));
    let mut kept: Vec<&Repair> = Vec::new();
    for repair in repairs.iter() {
        let has_it = |one: &&Repair| {
            let mut cells = repair.cells.iter();
            one.report == repair.report && cells.all(|cell| one.cells.contains(cell))
        };
        if !repair.is_certain || !kept.iter().any(has_it) {
            kept.push(repair);
        }
    }
    *repairs = kept;
}

/// A repair as a suspect of a finding: each is a way of its own, all as likely.
fn suspect(
    finding: &Finding,
    cell: Evidence,
    suggested: &str,
    (rank, repair): (usize, &Repair),
) -> Option<Suspect> {
    let suggested = Figure::parse(suggested).ok()?;
    let mut known = finding.suspects.iter();
    let known = known.find(|one| (one.cell, one.suggested) == (cell, suggested));
    let clears = repair.clears.iter();
    Some(match known {
        Some(known) => Suspect {
            rank,
            behind: 0,
            ..known.clone()
        },
        None => Suspect {
            cell,
            suggested,
            mistake: None,
            clears: clears
                .map(|(_, rule, at)| (rule.clone(), at.clone()))
                .collect(),
            together_with: repair.cells.len().saturating_sub(1),
            rank,
            behind: 0,
            safe: false,
            evidence: Vec::new(),
            unchecked: 0,
        },
    })
}
