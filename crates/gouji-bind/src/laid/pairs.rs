//! Which row of figures is whose: each stands beside its label, which may take several lines.

use gouji_model::Block;

use super::figures::Figures;
use super::heads::is_zero;
use super::parts::Part;
use super::whole::Whole;
use crate::at::is_unnamed_beside;

/// How many lines figures may stand above or below their label where every label has some.
const FARTHEST: usize = 2;

/// The label of a row, and which row of figures is its.
pub(super) struct Pair<'l> {
    pub label: &'l Whole,
    pub figures: Option<usize>,
}

/// Every label of a row with its figures, if it has any. Nothing where a row of figures is no
/// label's, or more than one can be.
pub(super) fn pairs<'l>(
    block: &Block,
    labels: &'l [Whole],
    rows: &[Figures<'_>],
) -> Option<Vec<Pair<'l>>> {
    let of_rows = labels
        .iter()
        .filter(|label| matches!(label.part, Part::Row(_)));
    let (groups, leaves): (Vec<&Whole>, Vec<&Whole>) = of_rows.partition(|label| label.group);
    if leaves.len() == rows.len() {
        return in_order(block, &leaves, &groups, rows);
    }
    let may_stray = leaves_zeros(rows);
    let mut given: Vec<Option<usize>> = vec![None; leaves.len()];
    let mut found = Vec::new();
    for (at, row) in rows.iter().enumerate() {
        let mut adjacent = (0..leaves.len()).filter(|leaf| apart(leaves[*leaf], row) == 0);
        match (adjacent.next(), adjacent.next()) {
            (Some(leaf), None) if given[leaf].is_none() => {
                if may_stray && is_doubtful(block, &leaves, leaves[leaf], row) {
                    return None;
                }
                given[leaf] = Some(at);
            }
            (None, None) => {
                let mut whole = groups.iter().filter(|group| is_filled(group, row));
                let (Some(group), None) = (whole.next(), whole.next()) else {
                    return None;
                };
                found.push(Pair {
                    label: group,
                    figures: Some(at),
                });
            }
            _ => return None,
        }
    }
    let in_order = given.iter().flatten().is_sorted();
    let paired = leaves.into_iter().zip(given);
    found.extend(paired.map(|(label, figures)| Pair { label, figures }));
    in_order.then_some(found)
}

/// Each row of figures to the label at its place in the order, where they are as many.
fn in_order<'l>(
    block: &Block,
    leaves: &[&'l Whole],
    groups: &[&'l Whole],
    rows: &[Figures<'_>],
) -> Option<Vec<Pair<'l>>> {
    let may_stray = leaves_zeros(rows);
    let mut found = Vec::with_capacity(rows.len());
    for (at, (leaf, row)) in leaves.iter().zip(rows).enumerate() {
        let apart = apart(leaf, row);
        let others = apart > 0 && groups.iter().any(|group| is_filled(group, row));
        if apart > FARTHEST || others || (may_stray && is_doubtful(block, leaves, leaf, row)) {
            return None;
        }
        found.push(Pair {
            label: leaf,
            figures: Some(at),
        });
    }
    Some(found)
}

/// Whether no zero is printed: then a label may have no figures, and those beside it may have come from the
/// line of another row.
fn leaves_zeros(rows: &[Figures<'_>]) -> bool {
    !rows.iter().flat_map(|row| &row.tokens).any(is_zero)
}

/// Whether figures above or below a label may be those of the row that belongs there: the form has one, and
/// its label is nowhere.
fn is_doubtful(block: &Block, leaves: &[&Whole], label: &Whole, figures: &Figures<'_>) -> bool {
    let Part::Row(row) = label.part else {
        return false;
    };
    let is_named = |row: usize| {
        let mut parts = leaves.iter().map(|leaf| &leaf.part);
        parts.any(|part| matches!(part, Part::Row(at) if *at == row))
    };
    let is_unnamed = |is_above| is_unnamed_beside(block, row, is_above, is_named);
    (figures.first < label.first && is_unnamed(true))
        || (figures.last > label.last && is_unnamed(false))
}

/// Whether the figures stand on the one line of a group's label.
fn is_filled(group: &Whole, row: &Figures<'_>) -> bool {
    group.complete
        && group.first == group.last
        && row.first <= group.first
        && group.first <= row.last
}

/// How many lines lie between a label and figures.
fn apart(label: &Whole, row: &Figures<'_>) -> usize {
    let above = label.first.saturating_sub(row.last);
    above.max(row.first.saturating_sub(label.last))
}
