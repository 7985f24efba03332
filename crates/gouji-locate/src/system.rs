//! A pack's relations, compiled for localization, and the way from a report to causes.

use std::collections::BTreeSet;

use gouji_model::{Form, Report};
use gouji_pack::{Check, Pack, Reading};

use crate::assembling::Assembly;
use crate::blank_totals;
use crate::factoring::{Group, Joint, Part, groups};
use crate::lanes::Lanes;
use crate::licence::doubt;
use crate::live::Live;
use crate::moving::{Move, moves};
use crate::relation::Relation;
use crate::search::{Delta, MOST_SOLUTIONS, Search};
use crate::{Beside, Cause};

/// Last year's report with its form.
pub type Prior<'a> = Option<(&'a Form, &'a Report)>;

/// Most steps of search for one report.
pub const BUDGET: usize = 20_000;

/// Most independent mistakes looked for at once.
const MOST_MISTAKES: usize = 4;

/// A pack's relations, ready for localization. Compiled once for each pack.
#[derive(Debug)]
pub struct System {
    pub(crate) form: Form,
    pub(crate) relations: Vec<Relation>,
    lanes: Lanes,
}

/// What a search for one set of rows came to.
pub(crate) struct Found {
    pub groups: Vec<Group>,
    /// Not all smallest solutions are known.
    pub tangled: bool,
}

impl System {
    /// Compiles the relations of a pack.
    #[must_use]
    pub fn compile(pack: &Pack) -> Self {
        let mut relations = Vec::new();
        for rule in &pack.rules {
            let Check::Relation(relation) = &rule.check else {
                continue;
            };
            // What holds for some organs only says nothing of what another's cells should be.
            if !rule.organs.are_all() {
                continue;
            }
            relations.extend(relation.formula.instances.iter().map(|instance| Relation {
                rule: rule.name.clone(),
                at: instance.at.clone(),
                when: instance.when.clone(),
                assert: instance.assert.clone(),
            }));
        }
        Self {
            form: pack.form.clone(),
            relations,
            lanes: Lanes::new(&pack.form),
        }
    }

    /// What most likely is wrong with a report: one cause for each group of broken equalities
    /// with one origin, in the order of the pack. Broken relations no equality is part of have no
    /// cause, unless a solution mends them too.
    #[must_use]
    pub fn localize(&self, report: &Report, prior: Prior<'_>) -> Vec<Cause> {
        self.localize_within(report, prior, BUDGET)
    }

    /// As [`System::localize`], with what is known beside the relations.
    #[must_use]
    pub fn localize_beside(
        &self,
        report: &Report,
        prior: Prior<'_>,
        beside: Beside<'_>,
    ) -> Vec<Cause> {
        self.causes(report, prior, beside, BUDGET)
    }

    /// As [`System::localize`], with a budget of search steps of one's own.
    #[must_use]
    pub fn localize_within(&self, report: &Report, prior: Prior<'_>, budget: usize) -> Vec<Cause> {
        self.causes(report, prior, Beside::default(), budget)
    }

    fn causes(
        &self,
        report: &Report,
        prior: Prior<'_>,
        beside: Beside<'_>,
        mut budget: usize,
    ) -> Vec<Cause> {
        let reading = Reading::new(&self.form, report, prior);
        let live = Live::new(&reading, &self.relations);
        if live.rows.iter().all(|row| row.residual == 0) {
            return Vec::new();
        }
        let mut found = Vec::new();
        for rows in components(&live, |_| true) {
            let broken: Vec<usize> = rows.into_iter().filter(|row| is_off(&live, *row)).collect();
            if !broken.is_empty() {
                let Found { groups, tangled } = self.solve(&live, &broken, &mut budget);
                found.extend(groups.into_iter().map(|group| (group, tangled)));
            }
        }
        let groups = found.iter().map(|(group, _)| group);
        let assembly = Assembly::new(self, reading, &live, beside, groups);
        let causes = found.into_iter();
        let mut causes: Vec<(usize, Cause)> = causes
            .map(|(group, tangled)| assembly.cause(group, tangled))
            .collect();
        causes.sort_by_key(|(first, _)| *first);
        let mut causes: Vec<Cause> = causes.into_iter().map(|(_, cause)| cause).collect();
        doubt(&mut causes);
        causes
    }

    /// Solves one component as a whole, or where it has too many mistakes for that, each part of
    /// it whose broken rows share a cell by itself.
    fn solve(&self, live: &Live, broken: &[usize], budget: &mut usize) -> Found {
        // A part must not use up what the others need.
        let mut share = *budget / 2;
        let before = share;
        let joint = self.levels(live, broken, &mut share);
        *budget -= before - share;
        if let Some((joints, tangled)) = joint {
            return Found {
                groups: groups(live, broken, joints),
                tangled,
            };
        }
        if let Some(joint) = blank_totals::solution(live, broken) {
            return Found {
                groups: vec![Group {
                    rows: broken.iter().copied().collect(),
                    solutions: vec![joint],
                }],
                tangled: false,
            };
        }
        // What the parts say one by one need not be the smallest for the whole.
        let mut found = Found {
            groups: Vec::new(),
            tangled: true,
        };
        let parts = components(live, |row| broken.contains(&row));
        let alone = parts.len() == 1;
        for rows in parts {
            let rows: Vec<usize> = rows.into_iter().collect();
            let solved = if alone {
                None
            } else {
                self.levels(live, &rows, budget)
            };
            let blanks = || Some((vec![blank_totals::solution(live, &rows)?], false));
            match solved.or_else(blanks) {
                Some((joints, _)) => {
                    found.groups.extend(groups(live, &rows, joints));
                }
                None => found.groups.push(Group {
                    rows: rows.into_iter().collect(),
                    solutions: Vec::new(),
                }),
            }
        }
        found
    }

    /// All solutions with the fewest mistakes, and whether some may be missing.
    fn levels(
        &self,
        live: &Live,
        broken: &[usize],
        budget: &mut usize,
    ) -> Option<(Vec<Joint>, bool)> {
        let mut off = vec![0i128; live.rows.len()];
        for row in broken {
            if let (Some(slot), Some(row)) = (off.get_mut(*row), live.rows.get(*row)) {
                *slot = row.residual;
            }
        }
        let moves = moves(live, &self.lanes, &off);
        for level in 1..=MOST_MISTAKES {
            let (mut joints, mut ended) = plain(live, &off, level, budget);
            ended |= with_moves(live, &off, &moves, level, budget, &mut joints);
            if !joints.is_empty() {
                // Moves alone: what would single cells say with as few changes?
                let only_moves = joints.iter().all(|j| j.iter().any(|p| p.event.is_some()));
                if only_moves && level < MOST_MISTAKES {
                    let (further, unfinished) = plain(live, &off, level + 1, budget);
                    ended |= unfinished;
                    joints.extend(further);
                }
                unite(&mut joints);
                return Some((joints, ended));
            }
            if ended {
                return None;
            }
        }
        None
    }
}

/// Whether a row does not hold.
fn is_off(live: &Live, row: usize) -> bool {
    live.rows.get(row).is_some_and(|row| row.residual != 0)
}

/// Solutions of exactly `level` cells.
fn plain(live: &Live, off: &[i128], level: usize, budget: &mut usize) -> (Vec<Joint>, bool) {
    let mut search = Search::new(live, off, &[], budget);
    search.run(level);
    let joints = search.solutions.iter().map(|s| cells(s)).collect();
    (joints, search.ended)
}

fn cells(deltas: &[Delta]) -> Joint {
    let one = |delta: &Delta| Part {
        event: None,
        deltas: vec![*delta],
    };
    deltas.iter().map(one).collect()
}

/// Adds solutions of one move and `level - 1` cells.
fn with_moves(
    live: &Live,
    off: &[i128],
    moves: &[Move],
    level: usize,
    budget: &mut usize,
    joints: &mut Vec<Joint>,
) -> bool {
    let mut ended = false;
    for moved in moves {
        let part = Part {
            event: Some(moved.mistake),
            deltas: moved.deltas.clone(),
        };
        let rest = after(live, off, &moved.deltas);
        if rest.iter().all(|off| *off == 0) {
            if level == 1 {
                joints.push(vec![part]);
            }
            continue;
        }
        if level == 1 || joints.len() >= MOST_SOLUTIONS {
            continue;
        }
        let without: Vec<usize> = moved.deltas.iter().map(|(variable, _)| *variable).collect();
        let mut search = Search::new(live, &rest, &without, budget);
        search.run(level - 1);
        ended |= search.ended;
        joints.extend(search.solutions.iter().map(|solution| {
            let mut joint = cells(solution);
            joint.push(part.clone());
            joint
        }));
    }
    ended
}

fn after(live: &Live, off: &[i128], deltas: &[Delta]) -> Vec<i128> {
    let mut rest = off.to_vec();
    for (variable, delta) in deltas {
        let rows = live.variables.get(*variable).map(|v| &v.rows);
        for (row, factor) in rows.into_iter().flatten() {
            if let Some(slot) = rest.get_mut(*row) {
                *slot += delta * i128::from(*factor);
            }
        }
    }
    rest
}

/// Keeps one solution of those that change the same cells alike: the one with fewest mistakes.
fn unite(joints: &mut Vec<Joint>) {
    joints.sort_by_key(Vec::len);
    let mut seen = BTreeSet::new();
    joints.retain(|joint| {
        let mut deltas: Vec<Delta> = joint.iter().flat_map(|p| p.deltas.clone()).collect();
        deltas.sort_unstable();
        seen.insert(deltas)
    });
}

/// The connected components of the rows that `among` admits, linked by shared cells.
fn components(live: &Live, among: impl Fn(usize) -> bool) -> Vec<BTreeSet<usize>> {
    let mut left: BTreeSet<usize> = (0..live.rows.len()).filter(|row| among(*row)).collect();
    let mut found = Vec::new();
    while let Some(first) = left.pop_first() {
        let mut component = BTreeSet::from([first]);
        let mut open = vec![first];
        while let Some(row) = open.pop() {
            let terms = live.rows.get(row).map(|row| &row.terms);
            let variables = terms.into_iter().flatten();
            let linked = variables
                .filter_map(|(variable, _)| live.variables.get(*variable))
                .flat_map(|variable| variable.rows.iter().map(|(row, _)| *row));
            for other in linked {
                if left.remove(&other) {
                    component.insert(other);
                    open.push(other);
                }
            }
        }
        found.push(component);
    }
    found
}
