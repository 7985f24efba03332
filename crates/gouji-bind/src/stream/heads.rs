//! The columns of a stream: those of the form in the order they are printed, with columns of no form
//! among them.

use gouji_model::Block;

use crate::at::ColumnAt;
use crate::columns::{Columns, HeadCell, Slot, leaf_columns, printed_order};
use crate::items::Item;
use crate::lines::Token;

/// The orders of the columns that a header allows.
#[derive(Clone)]
pub(super) struct Orders<'d> {
    /// Each of them; none where there is no header.
    pub all: Vec<Vec<Slot<'d>>>,
    /// Whether every heading is one of the form, or the last line of them names every column in the form's
    /// order: then no other order is possible.
    pub certain: bool,
}

impl<'d> Orders<'d> {
    /// Orders that sums have to bear out.
    pub(super) const fn possible(all: Vec<Vec<Slot<'d>>>) -> Self {
        Self {
            all,
            certain: false,
        }
    }
}

/// Every order of the columns that a header allows: a heading of no form that stands between two lines of
/// the header may be of the one or the other. Nothing where headings of the form are lacking.
pub(super) fn orders<'d>(
    header: &[Item<'_, 'd>],
    block: &Block,
    index: usize,
) -> Option<Orders<'d>> {
    let own = |item: &Item<'_, '_>| {
        item.columns()
            .find(|ColumnAt { block: other, .. }| *other == index)
    };
    let first = header.iter().position(|item| own(item).is_some());
    let Some(first) = first else {
        // A piece without a header of its own.
        return Some(Orders::possible(Vec::new()));
    };
    let heads = header.get(first..).unwrap_or_default();
    if heads.iter().any(Item::is_value) {
        return None;
    }
    let named =
        |item: &&Item<'_, '_>| own(item).is_some() || (item.is_text() && item.meanings.is_empty());
    let heads: Vec<&Item<'_, 'd>> = heads.iter().filter(named).collect();
    let own = |item: &Item<'_, 'd>| own(item).map(|ColumnAt { column, .. }| column);
    let named: Vec<Named<'d>> = heads.iter().map(|item| (own(item), item.token)).collect();
    if let Some(order) = repeated(&named, block) {
        return Some(Orders::possible(vec![order]));
    }
    let certain = whole(&named, block).or_else(|| last_line(&named, block));
    if let Some(order) = certain {
        return Some(Orders {
            all: vec![order],
            certain: true,
        });
    }
    let possible = in_other_words(&named, block).map(|order| vec![order]);
    possible
        .or_else(|| with_local(&named, block))
        .map(Orders::possible)
}

/// A heading: the column it names, and where it stands.
type Named<'d> = (Option<usize>, Token<'d>);

/// The order of the last line of a header where headings stand in each cell that a merged one covers; figures
/// do so too then.
fn repeated<'d>(named: &[Named<'d>], block: &Block) -> Option<Vec<Slot<'d>>> {
    let columns: Option<Vec<usize>> = named.iter().map(|(column, _)| *column).collect();
    let columns = columns?;
    let mut order: Vec<usize> = Vec::new();
    for leaf in leaf_columns(block).collect::<Vec<_>>().into_iter().rev() {
        let rest = columns.get(..columns.len() - order.len())?;
        let again = rest
            .iter()
            .rev()
            .take_while(|column| **column == leaf)
            .count();
        order.extend(std::iter::repeat_n(leaf, again.max(1)));
        (again > 0).then_some(())?;
    }
    order.reverse();
    let distinct = order.windows(2).all(|pair| pair[0] != pair[1]);
    (!distinct).then(|| order.into_iter().map(Slot::Known).collect())
}

/// The order where all headings are known.
fn whole<'d>(named: &[Named<'d>], block: &Block) -> Option<Vec<Slot<'d>>> {
    let heads = named.iter().enumerate();
    let cells: Option<Vec<HeadCell<'d>>> = heads
        .map(|(line, (column, token))| Some(HeadCell::known((*column)?, *token, line)))
        .collect();
    let columns = Columns::resolve(&cells?, block, None);
    let slots: Vec<Slot<'d>> = columns.leaves.iter().map(HeadCell::slot).collect();
    let is_whole = columns.missing.is_empty() && slots.len() == leaf_columns(block).count();
    is_whole.then_some(slots)
}

/// The order of the last line of a header, where that names each column of the form once.
fn last_line<'d>(named: &[Named<'d>], block: &Block) -> Option<Vec<Slot<'d>>> {
    let leaves: Vec<usize> = leaf_columns(block).collect();
    let mut from = named.len();
    let mut lacking = leaves.len();
    while lacking > 0 {
        from = from.checked_sub(1)?;
        lacking -= usize::from(named[from].0.is_some());
    }
    let line = named.get(from..)?;
    let columns = line.iter().filter_map(|(column, _)| *column);
    let slot = |(column, token): &Named<'d>| column.map_or(Slot::Unknown(*token), Slot::Known);
    columns.eq(leaves).then(|| line.iter().map(slot).collect())
}

/// The order of the last line of a header with as many headings as the form has columns, most of them known
/// and at their places: the others are those of the form in other words.
fn in_other_words<'d>(named: &[Named<'d>], block: &Block) -> Option<Vec<Slot<'d>>> {
    let leaves: Vec<usize> = leaf_columns(block).collect();
    let line = named.get(named.len().checked_sub(leaves.len())?..)?;
    let known = line.iter().filter(|(column, _)| column.is_some()).count();
    let mut pairs = line.iter().zip(&leaves);
    let fits = pairs.all(|((own, _), column)| own.is_none_or(|own| own == *column));
    (fits && known * 2 >= leaves.len())
        .then(|| leaves.iter().map(|column| Slot::Known(*column)).collect())
}

/// The orders where headings of no form, or in other words, stand among those of the form: as many as are
/// too many are of no form, and the others stand at their places.
fn with_local<'d>(named: &[Named<'d>], block: &Block) -> Option<Vec<Vec<Slot<'d>>>> {
    let printed = printed_order(block);
    let local = named.len().checked_sub(printed.len())?;
    let known = named.iter().filter(|(column, _)| column.is_some()).count();
    if known * 2 < printed.len() || local > MOST_LOCAL {
        return None;
    }
    let mut orders = Vec::new();
    for chosen in choices(named, local) {
        let others = (0..named.len()).filter(|at| !chosen.contains(at));
        let fits = |(at, column): (usize, &usize)| named[at].0.is_none_or(|own| own == *column);
        if !others.zip(&printed).all(fits) {
            continue;
        }
        let mut of_choice = vec![leaf_columns(block).map(Slot::Known).collect::<Vec<_>>()];
        for (taken, at) in chosen.iter().enumerate() {
            let before = printed.get((at - taken).checked_sub(1)?)?;
            let places = places(*before, block);
            let put = |order: &Vec<Slot<'d>>, place: usize| {
                let mut order = order.clone();
                order.insert(place_in(&order, place), Slot::Unknown(named[*at].1));
                order
            };
            of_choice = of_choice
                .iter()
                .flat_map(|order| places.iter().map(|place| put(order, *place)))
                .take(MOST_ORDERS)
                .collect();
        }
        orders.extend(of_choice);
    }
    (!orders.is_empty() && orders.len() <= MOST_ORDERS).then_some(orders)
}

/// Every choice of so many headings of no form.
fn choices(named: &[Named<'_>], count: usize) -> Vec<Vec<usize>> {
    let mut found: Vec<Vec<usize>> = vec![Vec::new()];
    for _ in 0..count {
        let more = |chosen: &Vec<usize>| {
            let from = chosen.last().map_or(0, |last| last + 1);
            let unknown = (from..named.len()).filter(|at| named[*at].0.is_none());
            let with = |at: usize| chosen.iter().copied().chain([at]).collect();
            unknown.map(with).collect::<Vec<Vec<usize>>>()
        };
        found = found.iter().flat_map(more).collect();
    }
    found
}

/// Most headings of no form, and most orders that are looked at.
const MOST_LOCAL: usize = 2;
const MOST_ORDERS: usize = 48;

/// Before how many of the form's columns a heading of no form may stand that is printed behind a column.
fn places(before: usize, block: &Block) -> Vec<usize> {
    let leaves: Vec<usize> = leaf_columns(block).collect();
    let printed = printed_order(block);
    let is_below = |column: usize, group: usize| {
        let id = &block.columns[column].id;
        let rest = id.strip_prefix(block.columns[group].id.as_str());
        rest.is_some_and(|rest| rest.starts_with('.'))
    };
    let after = |column: usize| {
        leaves
            .iter()
            .position(|leaf| *leaf == column)
            .map(|at| at + 1)
    };
    let mut places = Vec::new();
    if block.columns[before].group {
        let below = leaves.iter().rposition(|leaf| is_below(*leaf, before));
        places.extend(below.map(|at| at + 1));
    } else {
        places.extend(after(before));
    }
    // The last heading of the upper line, or the first of the lower one.
    let groups = (0..block.columns.len()).filter(|column| block.columns[*column].group);
    let first_below = |group: usize| printed.iter().position(|column| is_below(*column, group));
    let ends_line = |group: usize| {
        let at = printed.iter().position(|column| *column == before);
        at.map(|at| at + 1) == first_below(group)
    };
    for group in groups.filter(|group| ends_line(*group)) {
        places.extend(leaves.iter().position(|leaf| is_below(*leaf, group)));
    }
    places
}

/// Where in an order so many columns of the form stand before, and all of no form put there.
fn place_in(order: &[Slot<'_>], known: usize) -> usize {
    let mut seen = 0;
    for (at, slot) in order.iter().enumerate() {
        if matches!(slot, Slot::Known(_)) {
            if seen == known {
                return at;
            }
            seen += 1;
        }
    }
    order.len()
}
