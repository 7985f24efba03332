//! Which column each value of a row belongs to.
//!
//! Values are counted off only where every heading is accounted for; where the count alone speaks
//! for the form's own order the reading says so, and the sums of its rows have to bear it out.

use gouji_document::ColumnEvidence;
use gouji_model::Block;

use super::{Columns, HeadCell, Slot, leaf_columns};
use crate::lines::Token;

/// What says which column a value is in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Basis {
    /// The headings.
    Headings,
    /// Where they stand under the headings, in laid-out text; the sum of its own row must not
    /// speak against it.
    Position,
    /// The headings, but a figure follows at once, which may be the last of a row that a cell before it moved;
    /// sums must not speak against it, and where there are none it is not known.
    Moved,
    /// The number of values, and headings that do not contradict it; sums must not either.
    Count,
    /// The number of values alone, with headings among them that mean nothing; sums must prove it.
    CountAlone,
}

/// The values of a row in their columns.
#[derive(Clone, Debug)]
pub(crate) struct Placed<'d> {
    /// Values by column of the form.
    pub placed: Vec<(usize, Token<'d>)>,
    /// Headings that the form does not know under which the row has a figure, and the figure.
    pub spare: Vec<(Token<'d>, Token<'d>)>,
    /// What says so.
    pub basis: Basis,
}

/// Whose order the values of a row follow.
#[derive(Clone, Copy, Debug)]
enum Order {
    /// That of all headings, also of those the form does not know.
    AllHeadings,
    /// That of the headings the form knows.
    KnownHeadings,
    /// The form's.
    Form,
}

impl Columns<'_> {
    /// Which columns a row of `count` values has: those of the header where it accounts for them,
    /// the form's own where a damaged header does not but the count is the form's.
    fn order_for(&self, count: usize, block: &Block) -> Option<(Order, Basis)> {
        if self.foreign {
            return None;
        }
        let guessed = self.leaves.iter().any(|leaf| leaf.guess.is_some());
        let named = if self.has_unknown_heads() && !self.placed {
            Basis::CountAlone
        } else if guessed {
            Basis::Count
        } else {
            Basis::Headings
        };
        let all = leaf_columns(block).count();
        if self.leaves.len() == count && (self.missing.is_empty() || count != all) {
            return Some((Order::AllHeadings, named));
        }
        let headed = self.headed().count();
        if self.missing.is_empty() && headed == count {
            // A column of no form among them may have a value here, and another none.
            let alone = self.has_unknown_heads();
            let basis = if alone { Basis::CountAlone } else { named };
            return Some((Order::KnownHeadings, basis));
        }
        if all == count && self.in_order() {
            let alone = self.has_unknown_heads() && headed > 0;
            let basis = if alone {
                Basis::CountAlone
            } else {
                Basis::Count
            };
            return Some((Order::Form, basis));
        }
        let accounted = count > 0 && headed == count && !self.has_unknown_heads();
        accounted.then_some((Order::KnownHeadings, named))
    }
}

/// Fits the cells after a row's label to its columns. None when that cannot be done with
/// certainty.
pub(crate) fn assign<'d>(
    values: &[Token<'d>],
    evidence: Option<ColumnEvidence>,
    columns: &Columns<'d>,
    block: &Block,
) -> Option<Placed<'d>> {
    let narrowed = without_label_heads(values, evidence, columns);
    let columns = narrowed.as_ref().unwrap_or(columns);
    let placed = fitted(values, evidence, columns, block)?;
    let is_counted = evidence == Some(ColumnEvidence::Grid) && placed.basis == Basis::CountAlone;
    (!is_counted || !may_begin_later(values, columns)).then_some(placed)
}

/// Whether a row begins with a blank cell that may be one of its label's: headings of no form stand who knows where,
/// as those of several tables do, and what is counted from that cell may be one off.
fn may_begin_later(values: &[Token<'_>], columns: &Columns<'_>) -> bool {
    let begins_blank = values.first().is_some_and(Token::is_blank);
    !columns.placed && begins_blank && values.iter().any(|value| !value.is_blank())
}

fn fitted<'d>(
    values: &[Token<'d>],
    evidence: Option<ColumnEvidence>,
    columns: &Columns<'d>,
    block: &Block,
) -> Option<Placed<'d>> {
    if evidence == Some(ColumnEvidence::Grid)
        && let Some(placed) = by_grid(values, columns)
    {
        return Some(placed);
    }
    if let Some(placed) = by_repeats(values, columns) {
        return Some(placed);
    }
    // A blank cell leaves nothing in laid-out text: of repeated figures any may be lacking.
    let laid = evidence == Some(ColumnEvidence::Position);
    if laid && values.len() < columns.repeated_below {
        return None;
    }
    if let Some(placed) = by_order(values, columns, block) {
        return Some(placed);
    }
    let leaves = leaf_columns(block).count();
    // Columns of no form have cells too.
    if columns.has_unknown_heads() && columns.missing.is_empty() {
        let mut own = columns.clone();
        own.leaves
            .drain(..columns.leaves.len() - columns.since_first_known());
        let wanted = own.leaves.len();
        if values.len() > wanted {
            return by_order(without_padding(values, wanted, evidence)?, &own, block);
        }
    } else if values.len() > leaves {
        return by_order(without_padding(values, leaves, evidence)?, columns, block);
    }
    (evidence == Some(ColumnEvidence::Position))
        .then(|| by_position(values, columns))
        .flatten()
}

/// The columns without headings that stand over the labels of the rows, if there are any: `项目`, the end of a
/// note, or one that stands again over figures.
fn without_label_heads<'d>(
    values: &[Token<'d>],
    evidence: Option<ColumnEvidence>,
    columns: &Columns<'d>,
) -> Option<Columns<'d>> {
    let first = values
        .first()
        .filter(|_| evidence == Some(ColumnEvidence::Grid))?;
    let over_labels = |leaf: &HeadCell<'d>| leaf.token.column < first.column;
    columns.leaves.iter().find(|leaf| over_labels(leaf))?;
    let over_figures = |leaf: &HeadCell<'d>| leaf.column.is_none() && !over_labels(leaf);
    let again = |head: &HeadCell<'d>| {
        let mut leaves = columns.leaves.iter().filter(|leaf| over_figures(leaf));
        leaves.any(|leaf| leaf.token.text == head.token.text)
    };
    let (over, mut rest): (Vec<HeadCell<'d>>, Vec<HeadCell<'d>>) = (columns.leaves.iter())
        .partition(|leaf| over_labels(leaf) && (leaf.stands_for().is_none() || again(leaf)));
    for leaf in rest.iter_mut().filter(|leaf| over_figures(leaf)) {
        let named = over.iter().find(|head| head.token.text == leaf.token.text);
        leaf.column = named.and_then(|head| head.column);
    }
    (!over.is_empty()).then(|| Columns {
        leaves: rest,
        ..columns.clone()
    })
}

impl<'d> Placed<'d> {
    fn with_room(count: usize, basis: Basis) -> Self {
        Self {
            placed: Vec::with_capacity(count),
            spare: Vec::new(),
            basis,
        }
    }

    fn put_all(&mut self, slots: impl Iterator<Item = Slot<'d>>, values: &[Token<'d>]) {
        for (slot, value) in slots.zip(values) {
            self.put(slot, *value);
        }
    }

    fn put(&mut self, slot: Slot<'d>, value: Token<'d>) {
        match slot {
            Slot::Known(column) => self.placed.push((column, value)),
            Slot::Unknown(head) if value.is_figure() => self.spare.push((head, value)),
            Slot::Unknown(_) => {}
        }
    }
}

fn by_order<'d>(values: &[Token<'d>], columns: &Columns<'d>, block: &Block) -> Option<Placed<'d>> {
    let (order, basis) = columns.order_for(values.len(), block)?;
    let mut placed = Placed::with_room(values.len(), basis);
    let leaves = columns.leaves.iter();
    match order {
        Order::AllHeadings => placed.put_all(leaves.map(HeadCell::slot), values),
        Order::KnownHeadings => {
            let known = leaves.filter(|leaf| leaf.stands_for().is_some());
            placed.put_all(known.map(HeadCell::slot), values);
        }
        Order::Form => placed.put_all(leaf_columns(block).map(Slot::Known), values),
    }
    Some(placed)
}

/// Values that are repeated as the headings above them are; a repeated value says the same.
fn by_repeats<'d>(values: &[Token<'d>], columns: &Columns<'d>) -> Option<Placed<'d>> {
    if columns.repeated.is_empty() || values.len() != columns.repeated.len() {
        return None;
    }
    let mut placed: Vec<(usize, Token<'d>)> = Vec::new();
    for (column, value) in columns.repeated.iter().zip(values) {
        match placed.iter().find(|(other, _)| other == column) {
            Some((_, first)) if first.text != value.text => return None,
            Some(_) => {}
            None => placed.push((*column, *value)),
        }
    }
    Some(Placed {
        placed,
        spare: Vec::new(),
        basis: Basis::Headings,
    })
}

/// By grid column, only where there are more cells than columns and every heading stands above
/// exactly one cell: headings and data often disagree about spans, order is safer then.
fn by_grid<'d>(values: &[Token<'d>], columns: &Columns<'d>) -> Option<Placed<'d>> {
    let one_grid = |pair: &[HeadCell<'_>]| pair[0].block == pair[1].block;
    // Heads that stand in one cell stand above no cell of their own.
    let mut seen = 0_u128;
    let is_shared = columns.headed().any(|leaf| {
        let place = 1_u128.checked_shl(leaf.token.column).unwrap_or_default();
        let is_known = seen & place != 0;
        seen |= place;
        is_known
    });
    if is_shared || !columns.leaves.windows(2).all(one_grid) {
        return None;
    }
    let known = columns.headed().count();
    let in_order = values.len() <= known || values.len() == columns.leaves.len();
    if in_order || !columns.missing.is_empty() {
        return None;
    }
    let guessed = columns.leaves.iter().any(|leaf| leaf.guess.is_some());
    let basis = if guessed {
        Basis::Count
    } else {
        Basis::Headings
    };
    let mut placed = Placed::with_room(values.len(), basis);
    let mut kept = 0;
    for leaf in &columns.leaves {
        let mut below = values
            .iter()
            .filter(|value| value.column == leaf.token.column);
        let Some(value) = below.next() else {
            if leaf.stands_for().is_none() {
                continue;
            }
            return None;
        };
        kept += usize::from(!value.is_blank());
        placed.put(leaf.slot(), *value);
    }
    // What stands to the right of all headings is beside the table: a remark, a check. Where it
    // follows at once and the first value is blank, the row might as well be shifted.
    let first = placed.placed.first();
    let right = columns.leaves.iter().map(|leaf| leaf.token.column).max()?;
    let next = values.iter().find(|value| value.column > right);
    let certain =
        first.is_some_and(|(_, value)| !value.is_blank()) || next.is_some_and(Token::is_blank);
    // Of a row spread over more cells than there are heads, the blanks between stand under some of them.
    let is_beyond = |value: &Token<'_>| value.column > right && value.is_figure();
    let has_blanks = placed.placed.iter().any(|(_, value)| value.is_blank());
    if may_be_moved(values, right) {
        placed.basis = Basis::Moved;
    } else if has_blanks && values.iter().any(is_beyond) {
        placed.basis = Basis::Count;
    }
    let adjacent = |value: &Token<'_>| certain && value.column > right;
    let inside = values.iter().filter(|value| !adjacent(value));
    let filled = inside.filter(|value| !value.is_blank()).count();
    (filled == kept).then_some(placed)
}

/// Whether a figure follows the last column of a row at once and may belong to it. Where all are the same it makes
/// no difference: a merged cell is repeated, or nothing but noughts are there.
pub(crate) fn may_be_moved(values: &[Token<'_>], last: u32) -> bool {
    let next = values.iter().find(|value| value.column > last);
    next.is_some_and(|next| {
        let mut own = values.iter().filter(|value| !value.is_blank());
        next.is_figure() && next.column == last + 1 && own.any(|value| value.text != next.text)
    })
}

/// How many columns the labels of a row take.
const LABEL_COLUMNS: usize = 3;

/// The values without blank cells that only fill up the row. In a stream the end of a row is
/// padded; in a grid a label's span may leave blanks before the values.
fn without_padding<'v, 'd>(
    values: &'v [Token<'d>],
    wanted: usize,
    evidence: Option<ColumnEvidence>,
) -> Option<&'v [Token<'d>]> {
    // A label leaves only so many blanks; with more, the last value may be one beside the table.
    let blank = |value: Option<&Token<'_>>| value.is_some_and(Token::is_blank);
    let too_many = values.len() > wanted + LABEL_COLUMNS && blank(values.first());
    if too_many && !blank(values.last()) && evidence == Some(ColumnEvidence::Grid) {
        return None;
    }
    if values.len() > wanted && is_ambiguous(values) {
        return None;
    }
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

/// Whether values begin and end with a blank, so that either may be the one too many, and it
/// makes a difference.
pub(crate) fn is_ambiguous(values: &[Token<'_>]) -> bool {
    let ends = [values.first(), values.last()];
    ends.iter().flatten().all(|value| value.is_blank())
        && values.iter().any(|value| !value.is_blank())
}

/// By position on the line: each value under the nearest heading, if that is one to one.
fn by_position<'d>(values: &[Token<'d>], columns: &Columns<'d>) -> Option<Placed<'d>> {
    if !columns.missing.is_empty() {
        return None;
    }
    let centre = |token: &Token<'_>| u64::from(token.column) * 2 + u64::from(token.span);
    let mut placed: Vec<(usize, Token<'d>)> = Vec::new();
    for value in values {
        let mut by_distance: Vec<(u64, usize)> = columns
            .leaves
            .iter()
            .filter_map(|leaf| {
                Some((
                    centre(&leaf.token).abs_diff(centre(value)),
                    leaf.stands_for()?,
                ))
            })
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
    // What stands further to the right is in no column further to the left.
    let crossing = |pair: &[(usize, Token<'_>)]| pair[0].0 > pair[1].0;
    if columns.in_order() && placed.windows(2).any(crossing) {
        return None;
    }
    Some(Placed {
        placed,
        spare: Vec::new(),
        basis: Basis::Position,
    })
}
