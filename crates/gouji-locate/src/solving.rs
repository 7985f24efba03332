//! From broken rows to the smallest sets of changes that repair them, within a budget of steps.

use std::collections::BTreeSet;

use crate::blank_totals;
use crate::factoring::groups;
use crate::joint::{Delta, Group, Joint, Part};
use crate::live::Live;
use crate::movable::{Movable, Move};
use crate::moving::moves;
use crate::search::{MOST_SOLUTIONS, Search};

/// Most independent mistakes looked for at once.
const MOST_MISTAKES: usize = 4;

/// What a search for one set of rows came to.
pub(crate) struct Found {
    pub groups: Vec<Group>,
    /// Not all smallest solutions are known.
    pub tangled: bool,
}

/// Solves one component as a whole, or where it has too many mistakes for that, each part of
/// it whose broken rows share a cell by itself.
pub(crate) fn solve(movable: &Movable, live: &Live, broken: &[usize], budget: &mut usize) -> Found {
    // A part must not use up what the others need.
    let mut share = *budget / 2;
    let before = share;
    let joint = levels(movable, live, broken, &mut share);
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
    in_parts(movable, live, broken, budget)
}

/// Solves each part of a component whose broken rows share a cell by itself.
fn in_parts(movable: &Movable, live: &Live, broken: &[usize], budget: &mut usize) -> Found {
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
            levels(movable, live, &rows, budget)
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
    movable: &Movable,
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
    let moves = moves(live, movable, &off);
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

/// Whether a row does not hold.
pub(crate) fn is_off(live: &Live, row: usize) -> bool {
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
pub(crate) fn components(live: &Live, among: impl Fn(usize) -> bool) -> Vec<BTreeSet<usize>> {
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
