//! Splitting joint solutions into independent causes.
//!
//! Parts of a solution that share no row have nothing to do with each other. Broken rows that are
//! repaired together in some solution belong together; if the joint solutions are all combinations
//! of what each such group allows, the groups are causes of their own.

use std::collections::BTreeSet;

use crate::joint::{Group, Joint, Part};
use crate::live::Live;

/// The independent groups of joint solutions for the rows `broken`.
pub(crate) fn groups(live: &Live, broken: &[usize], mut joints: Vec<Joint>) -> Vec<Group> {
    joints.iter_mut().for_each(|joint| joint.sort());
    joints.sort();
    joints.dedup();
    let mut sets: Vec<BTreeSet<usize>> = broken.iter().map(|row| BTreeSet::from([*row])).collect();
    for joint in &joints {
        for (rows, _) in linked(live, joint) {
            join(&mut sets, &rows);
        }
    }
    let mut split: Vec<Group> = Vec::new();
    for rows in sets {
        let restricted = |joint: &Joint| -> Joint {
            let linked = linked(live, joint).into_iter();
            let own = linked.filter(|(touched, _)| !touched.is_disjoint(&rows));
            let mut parts: Joint = own.flat_map(|(_, parts)| parts).collect();
            parts.sort();
            parts
        };
        let mut solutions: Vec<Joint> = joints.iter().map(restricted).collect();
        solutions.sort();
        solutions.dedup();
        split.push(Group { rows, solutions });
    }
    let combinations = split.iter().try_fold(1usize, |product, group| {
        product.checked_mul(group.solutions.len())
    });
    if combinations == Some(joints.len()) {
        return split;
    }
    vec![Group {
        rows: broken.iter().copied().collect(),
        solutions: joints,
    }]
}

/// The parts of a solution that hang together, with the rows they stand in.
fn linked(live: &Live, joint: &Joint) -> Vec<(BTreeSet<usize>, Vec<Part>)> {
    let mut found: Vec<(BTreeSet<usize>, Vec<Part>)> = Vec::new();
    for part in joint {
        let mut rows = rows_of(live, part);
        let mut parts = vec![part.clone()];
        let (touching, apart) = found
            .into_iter()
            .partition::<Vec<_>, _>(|(other, _)| !other.is_disjoint(&rows));
        for (other, members) in touching {
            rows.extend(other);
            parts.extend(members);
        }
        found = apart;
        found.push((rows, parts));
    }
    found
}

fn rows_of(live: &Live, part: &Part) -> BTreeSet<usize> {
    let variables = part
        .deltas
        .iter()
        .filter_map(|(v, _)| live.variables.get(*v));
    variables
        .flat_map(|v| v.rows.iter().map(|(row, _)| *row))
        .collect()
}

/// Unites the sets that meet `rows`.
fn join(sets: &mut Vec<BTreeSet<usize>>, rows: &BTreeSet<usize>) {
    let (meeting, mut apart) = std::mem::take(sets)
        .into_iter()
        .partition::<Vec<_>, _>(|set| !set.is_disjoint(rows));
    let united: BTreeSet<usize> = meeting.into_iter().flatten().collect();
    if !united.is_empty() {
        apart.push(united);
    }
    apart.sort();
    *sets = apart;
}
