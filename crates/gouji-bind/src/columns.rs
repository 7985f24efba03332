//! Which column each value of a row belongs to.

use gouji_document::ColumnEvidence;
use gouji_model::Block;

use crate::lines::Token;

/// A column heading met above the rows of a block: the form's column, or none for an unknown one.
#[derive(Clone, Copy, Debug)]
pub(crate) struct HeadCell<'d> {
    /// Index of the column in its block; `None` for a heading the form does not know.
    pub column: Option<usize>,
    /// The heading.
    pub token: Token<'d>,
}

/// The columns of a table as its header gives them, leaves only, in printed order.
#[derive(Clone, Debug, Default)]
pub(crate) struct Columns<'d> {
    /// Columns in printed order with their headings.
    pub leaves: Vec<HeadCell<'d>>,
    /// Columns of the form without a heading, if any heading was found.
    pub missing: Vec<usize>,
}

impl<'d> Columns<'d> {
    /// Orders the headings of a block. A group's columns take the place of the group, whichever
    /// row of the header they stand in; so neither spans nor filler cells matter.
    pub(crate) fn resolve(heads: &[HeadCell<'d>], block: &Block) -> Self {
        let mut slots: Vec<(Option<usize>, Vec<HeadCell<'d>>)> = Vec::new();
        for head in heads {
            place(&mut slots, *head, block);
        }
        let leaves: Vec<HeadCell<'d>> = slots.into_iter().flat_map(|(_, heads)| heads).collect();
        let missing = leaf_columns(block)
            .filter(|column| !leaves.iter().any(|leaf| leaf.column == Some(*column)))
            .collect();
        Self { leaves, missing }
    }

    /// The columns for a row of `count` values: those of the header where it accounts for them,
    /// the form's own where a damaged header does not but the count is the form's.
    pub(crate) fn for_count(&self, count: usize, block: &Block) -> Option<Vec<Option<usize>>> {
        let known: Vec<Option<usize>> = self.leaves.iter().map(|leaf| leaf.column).collect();
        let form: Vec<Option<usize>> = leaf_columns(block).map(Some).collect();
        if known.len() == count && (self.missing.is_empty() || count != form.len()) {
            return Some(known);
        }
        let without_unknown: Vec<_> = known.iter().copied().filter(Option::is_some).collect();
        if without_unknown.len() == count && self.missing.is_empty() {
            return Some(without_unknown);
        }
        if form.len() == count {
            return Some(form);
        }
        (without_unknown.len() == count && count > 0).then_some(without_unknown)
    }
}

/// The columns of a block that have cells.
pub(crate) fn leaf_columns(block: &Block) -> impl Iterator<Item = usize> + '_ {
    (0..block.columns.len()).filter(|column| !block.columns[*column].group)
}

fn place<'d>(
    slots: &mut Vec<(Option<usize>, Vec<HeadCell<'d>>)>,
    head: HeadCell<'d>,
    block: &Block,
) {
    let Some(column) = head.column else {
        slots.push((None, vec![head]));
        return;
    };
    let seen = |heads: &Vec<HeadCell<'d>>| heads.iter().any(|other| other.column == Some(column));
    if slots
        .iter()
        .any(|(group, heads)| *group == Some(column) || seen(heads))
    {
        return;
    }
    let found = &block.columns[column];
    if found.group {
        slots.push((Some(column), Vec::new()));
        return;
    }
    let parent = found.id.rsplit_once('.').map(|(parent, _)| parent);
    let slot = slots.iter_mut().find(|(group, _)| {
        group.is_some_and(|group| Some(block.columns[group].id.as_str()) == parent)
    });
    match slot {
        Some((_, heads)) => heads.push(head),
        None => slots.push((None, vec![head])),
    }
}

/// Fits the cells after a row's label to its columns. None when that cannot be done with
/// certainty.
pub(crate) fn assign<'d>(
    values: &[Token<'d>],
    evidence: Option<ColumnEvidence>,
    columns: &Columns<'d>,
    block: &Block,
) -> Option<Vec<(usize, Token<'d>)>> {
    if evidence == Some(ColumnEvidence::Grid)
        && let Some(placed) = by_grid(values, columns)
    {
        return Some(placed);
    }
    if let Some(placed) = by_order(values, columns, block) {
        return Some(placed);
    }
    let leaves = leaf_columns(block).count();
    if values.len() > leaves {
        return by_order(without_padding(values, leaves, evidence)?, columns, block);
    }
    (evidence == Some(ColumnEvidence::Position))
        .then(|| by_position(values, columns))
        .flatten()
}

fn by_order<'d>(
    values: &[Token<'d>],
    columns: &Columns<'d>,
    block: &Block,
) -> Option<Vec<(usize, Token<'d>)>> {
    let order = columns.for_count(values.len(), block)?;
    let placed = order.iter().zip(values);
    Some(
        placed
            .filter_map(|(column, token)| column.map(|column| (column, *token)))
            .collect(),
    )
}

/// By grid column, only where there are more cells than columns and every heading stands above
/// exactly one cell: headings and data often disagree about spans, order is safer then.
fn by_grid<'d>(values: &[Token<'d>], columns: &Columns<'d>) -> Option<Vec<(usize, Token<'d>)>> {
    if values.len() <= columns.leaves.len() || !columns.missing.is_empty() {
        return None;
    }
    let mut placed = Vec::with_capacity(columns.leaves.len());
    for leaf in &columns.leaves {
        let mut below = values
            .iter()
            .filter(|value| value.column == leaf.token.column);
        let value = below.next()?;
        if let Some(column) = leaf.column {
            placed.push((column, *value));
        }
    }
    let filled = values.iter().filter(|value| !value.is_blank()).count();
    let kept = placed.iter().filter(|(_, value)| !value.is_blank()).count();
    (filled == kept).then_some(placed)
}

/// The values without blank cells that only fill up the row. In a stream the end of a row is
/// padded; in a grid a label's span may leave blanks before the values.
fn without_padding<'v, 'd>(
    values: &'v [Token<'d>],
    wanted: usize,
    evidence: Option<ColumnEvidence>,
) -> Option<&'v [Token<'d>]> {
    let mut kept = values;
    let leading_first = evidence == Some(ColumnEvidence::Grid);
    let mut shorten = |leading: bool| {
        while kept.len() > wanted {
            let end = if leading { kept.first() } else { kept.last() };
            if !end.is_some_and(Token::is_blank) {
                return;
            }
            kept = if leading {
                &kept[1..]
            } else {
                &kept[..kept.len() - 1]
            };
        }
    };
    shorten(leading_first);
    shorten(!leading_first);
    (kept.len() == wanted).then_some(kept)
}

/// By position on the line: each value under the nearest heading, if that is one to one.
fn by_position<'d>(values: &[Token<'d>], columns: &Columns<'d>) -> Option<Vec<(usize, Token<'d>)>> {
    if !columns.missing.is_empty() {
        return None;
    }
    let centre = |token: &Token<'_>| u64::from(token.column) * 2 + u64::from(token.span);
    let mut placed: Vec<(usize, Token<'d>)> = Vec::new();
    for value in values {
        let mut by_distance: Vec<(u64, usize)> = columns
            .leaves
            .iter()
            .filter_map(|leaf| Some((centre(&leaf.token).abs_diff(centre(value)), leaf.column?)))
            .collect();
        by_distance.sort_unstable();
        let (nearest, column) = *by_distance.first()?;
        let clear = by_distance
            .get(1)
            .is_none_or(|(next, _)| *next >= nearest * 2 + 2);
        if !clear || placed.iter().any(|(other, _)| *other == column) {
            return None;
        }
        placed.push((column, *value));
    }
    Some(placed)
}
