//! The columns of a table as its headings give them.
//!
//! Every heading is accounted for: it is a column of the form, stands where just one column of
//! the form is lacking and so is that one under another name, or is a local column that belongs
//! to nobody and moves nobody else's figures.

mod assigning;
mod head;
mod printed;

use gouji_document::ColumnEvidence;
use gouji_model::Block;

pub(crate) use assigning::{Basis, Placed, assign, is_ambiguous, may_be_moved};
pub(crate) use head::{HeadCell, Slot, leaf_columns};
pub(crate) use printed::printed_order;

/// The columns of a table as its header gives them, leaves only, in printed order.
#[derive(Clone, Debug, Default)]
pub(crate) struct Columns<'d> {
    /// Columns in printed order with their headings.
    pub leaves: Vec<HeadCell<'d>>,
    /// Columns of the form without a heading, if any heading was found.
    pub missing: Vec<usize>,
    /// All headings are those of another form.
    pub foreign: bool,
    /// The order of the headings is that of their places.
    pub placed: bool,
    /// Every heading as printed, where some are printed several times in a row: converters
    /// repeat the text of a merged cell.
    pub repeated: Vec<usize>,
    /// How many headings the last line has, where some of those are repeated.
    pub repeated_below: usize,
}

impl<'d> Columns<'d> {
    /// Orders the headings of a block: by their places where these tell, else a group's columns
    /// take the place of the group, whichever line of the header they stand on; then neither
    /// spans nor filler cells matter.
    pub(crate) fn resolve(
        heads: &[HeadCell<'d>],
        block: &Block,
        evidence: Option<ColumnEvidence>,
    ) -> Self {
        let mut order = Slots {
            in_grid: evidence == Some(ColumnEvidence::Grid),
            ..Slots::default()
        };
        for head in heads {
            let is_subtotal =
                evidence.is_some_and(is_in_grid) && stands_beside_own(head, heads, block);
            let column = head.column.filter(|_| !is_subtotal);
            order.put(HeadCell { column, ..*head }, block);
        }
        let mut leaves = order.into_leaves();
        let placed = match evidence {
            Some(ColumnEvidence::Position) => {
                leaves.sort_by_key(|leaf| leaf.token.column);
                true
            }
            Some(ColumnEvidence::Grid | ColumnEvidence::Order) => by_place(&mut leaves),
            _ => false,
        };
        guess(&mut leaves, block);
        let mut missing = missing(&leaves, block);
        if !missing.is_empty()
            && !placed
            && let Some(printed) = printed::in_other_words(heads, block)
        {
            leaves = printed;
            missing.clear();
        }
        Self {
            repeated: repeated(heads),
            repeated_below: repeated_below(heads),
            foreign: !heads.is_empty() && heads.iter().all(|head| head.foreign),
            placed,
            leaves,
            missing,
        }
    }

    /// The headings that stand for a column of the form.
    fn headed(&self) -> impl Iterator<Item = &HeadCell<'d>> {
        let mut leaves = self.leaves.iter();
        std::iter::from_fn(move || leaves.by_ref().find(|leaf| leaf.stands_for().is_some()))
    }

    /// Whether headings that the form does not know stand among those it knows. Where the places
    /// of headings say nothing, one behind them all may do so too.
    fn has_unknown_heads(&self) -> bool {
        let known = |leaf: &HeadCell<'d>| leaf.stands_for().is_some();
        let first = self.leaves.iter().position(known).unwrap_or(0);
        let last = self.leaves.iter().rposition(known).unwrap_or(0);
        let end = if self.placed { last } else { self.leaves.len() };
        let mut among = self.leaves.iter().take(end).skip(first);
        among.any(|leaf| !known(leaf))
    }

    /// How many headings there are from the first on that the form knows.
    fn since_first_known(&self) -> usize {
        let known = |leaf: &HeadCell<'d>| leaf.stands_for().is_some();
        let first = self.leaves.iter().position(known);
        first.map_or(0, |first| self.leaves.len() - first)
    }

    /// Whether the columns that the form knows stand in the form's order.
    fn in_order(&self) -> bool {
        let columns: Vec<usize> = self.headed().filter_map(HeadCell::stands_for).collect();
        columns.is_sorted()
    }
}

/// The columns of a block that no heading stands for.
fn missing(leaves: &[HeadCell<'_>], block: &Block) -> Vec<usize> {
    let is_headed = |column: &usize| {
        let mut leaves = leaves.iter();
        leaves.any(|leaf| leaf.stands_for() == Some(*column))
    };
    leaf_columns(block)
        .filter(|column| !is_headed(column))
        .collect()
}

/// Headings in the order of their columns: a group with its columns, or a single column.
#[derive(Default)]
struct Slots<'d> {
    slots: Vec<(Option<usize>, Vec<HeadCell<'d>>)>,
    /// The slot of the heading before on the same line.
    last: Option<(usize, usize)>,
    /// Unknown headings that begin a line: they stand before the next one.
    waiting: Vec<HeadCell<'d>>,
    /// Places in the header are those of a grid.
    in_grid: bool,
}

impl<'d> Slots<'d> {
    fn put(&mut self, head: HeadCell<'d>, block: &Block) {
        let line = self.last.map(|(line, _)| line);
        let line = line.or(self.waiting.first().map(|waiting| waiting.line));
        if line != Some(head.line) {
            self.place_waiting(None);
            self.last = None;
        }
        if self.is_merged(&head) {
            return;
        }
        let Some(column) = head.column else {
            self.unknown(head);
            return;
        };
        match self.slot_of(column) {
            Some(slot) if self.is_twice_on_a_line(&head, slot) => self.twice(head, slot, block),
            Some(slot) => self.again(head, slot, block),
            None => self.known(head, column, block),
        }
    }

    /// Whether it is the text of a merged cell that stood there already: converters repeat it in
    /// every row that the cell reaches into.
    fn is_merged(&self, head: &HeadCell<'d>) -> bool {
        let again = |other: &HeadCell<'d>| {
            other.token.column == head.token.column
                && other.token.text == head.token.text
                && other.block == head.block
        };
        self.heads().any(again)
    }

    fn heads(&self) -> impl Iterator<Item = &HeadCell<'d>> {
        let placed = self.slots.iter().flat_map(|(_, heads)| heads);
        placed.chain(&self.waiting)
    }

    fn is_twice_on_a_line(&self, head: &HeadCell<'d>, slot: usize) -> bool {
        let mut heads = self.slots[slot].1.iter();
        heads.any(|other| {
            other.column == head.column && other.line == head.line && other.block == head.block
        })
    }

    /// A column that is named twice on a line, where another column should be: the one in the form's own
    /// words is it (`总计` beside `合计`), else the first.
    fn twice(&mut self, head: HeadCell<'d>, slot: usize, block: &Block) {
        let is_same = |other: &&mut HeadCell<'d>| other.column == head.column;
        let first = self.slots[slot].1.iter_mut().find(is_same);
        match first.filter(|first| is_official(&head, block) && !is_official(first, block)) {
            Some(first) => {
                first.column = None;
                self.slots.push((None, vec![head]));
                self.passed(head.line, self.slots.len() - 1);
            }
            None => self.unknown(HeadCell {
                column: None,
                ..head
            }),
        }
    }

    /// A column that is named again on another line. A merged cell's text stands nearer to its
    /// column further down; another wording, or another place in a grid, is a local column's.
    fn again(&mut self, head: HeadCell<'d>, slot: usize, block: &Block) {
        self.passed(head.line, slot);
        let mut heads = self.slots[slot].1.iter_mut();
        let Some(upper) = heads.find(|other| other.column == head.column) else {
            return;
        };
        let official = |head: &HeadCell<'d>| is_official(head, block);
        let elsewhere =
            self.in_grid && upper.block == head.block && upper.token.column != head.token.column;
        let other_words = upper.token.text != head.token.text;
        if other_words && official(&head) && !official(upper) {
            upper.column = None;
            self.slots.push((None, vec![head]));
            self.passed(head.line, self.slots.len() - 1);
        } else if elsewhere || (other_words && official(upper)) {
            self.last = None;
            self.unknown(HeadCell {
                column: None,
                ..head
            });
        } else {
            *upper = head;
        }
    }

    /// The slot that holds a column, or is that of the group.
    fn slot_of(&self, column: usize) -> Option<usize> {
        self.slots.iter().position(|(group, heads)| {
            *group == Some(column) || heads.iter().any(|head| head.column == Some(column))
        })
    }

    fn known(&mut self, head: HeadCell<'d>, column: usize, block: &Block) {
        let found = &block.columns[column];
        if found.group {
            self.slots.push((Some(column), Vec::new()));
            self.place_waiting(None);
            self.passed(head.line, self.slots.len() - 1);
            return;
        }
        let parent = found.id.rsplit_once('.').map(|(parent, _)| parent);
        let slot = self.slots.iter().position(|(group, _)| {
            group.is_some_and(|group| Some(block.columns[group].id.as_str()) == parent)
        });
        self.place_waiting(slot);
        match slot {
            Some(slot) => {
                self.slots[slot].1.push(head);
                self.passed(head.line, slot);
            }
            None => {
                self.slots.push((None, vec![head]));
                self.passed(head.line, self.slots.len() - 1);
            }
        }
    }

    /// An unknown heading stands after the one before it on its line.
    fn unknown(&mut self, head: HeadCell<'d>) {
        match self.last {
            Some((_, slot)) if self.slots[slot].0.is_some() && !self.slots[slot].1.is_empty() => {
                self.slots[slot].1.push(head);
            }
            Some((line, slot)) => {
                self.slots.insert(slot + 1, (None, vec![head]));
                self.passed(line, slot + 1);
            }
            None => self.waiting.push(head),
        }
    }

    /// Puts the headings that began a line into the slot of the next, or into slots of their own.
    fn place_waiting(&mut self, slot: Option<usize>) {
        let waiting = std::mem::take(&mut self.waiting);
        match slot {
            Some(slot) => self.slots[slot].1.extend(waiting),
            None => {
                let own = waiting.into_iter().map(|head| (None, vec![head]));
                self.slots.extend(own);
            }
        }
    }

    fn passed(&mut self, line: usize, slot: usize) {
        self.last = Some((line, slot));
    }

    fn into_leaves(mut self) -> Vec<HeadCell<'d>> {
        self.place_waiting(None);
        self.slots
            .into_iter()
            .flat_map(|(_, heads)| heads)
            .collect()
    }
}

/// Whether the cells of a line are those of a grid, in their order at least.
pub(crate) const fn is_in_grid(evidence: ColumnEvidence) -> bool {
    matches!(evidence, ColumnEvidence::Grid | ColumnEvidence::Order)
}

/// Whether a group of columns is named on the line of one of its own columns: then it heads a local column
/// of its own, with the sums of those.
fn stands_beside_own(head: &HeadCell<'_>, heads: &[HeadCell<'_>], block: &Block) -> bool {
    let Some(group) = head.column.map(|column| &block.columns[column]) else {
        return false;
    };
    let is_own = |column: usize| {
        let below = block.columns[column].id.strip_prefix(group.id.as_str());
        below.is_some_and(|below| below.starts_with('.'))
    };
    let on_line = |other: &&HeadCell<'_>| other.line == head.line && other.block == head.block;
    let mut others = heads.iter().filter(on_line);
    group.group && others.any(|other| other.column.is_some_and(is_own))
}

/// Whether a heading is the form's own word for its column.
fn is_official(head: &HeadCell<'_>, block: &Block) -> bool {
    let column = head.column.map(|column| &block.columns[column]);
    column.is_some_and(|column| column.label.text == head.token.text)
}

/// Orders headings of one table by their columns, where that keeps the known ones in an order.
/// Whether they stand in the order of their columns then.
fn by_place(leaves: &mut Vec<HeadCell<'_>>) -> bool {
    let one_table = |pair: &[HeadCell<'_>]| pair[0].block == pair[1].block;
    if !leaves.windows(2).all(one_table) {
        return false;
    }
    let mut sorted = leaves.clone();
    sorted.sort_by_key(|leaf| (leaf.token.column, std::cmp::Reverse(leaf.line)));
    // An unknown heading above another one heads a group of columns.
    sorted.dedup_by(|upper, lower| {
        upper.token.column == lower.token.column
            && upper.column.is_none()
            && upper.line < lower.line
    });
    let distinct = |pair: &[HeadCell<'_>]| pair[0].token.column != pair[1].token.column;
    let known = |leaves: &[HeadCell<'_>]| -> Vec<usize> {
        leaves.iter().filter_map(|leaf| leaf.column).collect()
    };
    let order = known(&sorted);
    let placed = sorted.windows(2).all(distinct) && (order.is_sorted() || order == known(leaves));
    if placed {
        *leaves = sorted;
    }
    placed
}

/// Takes headings in other words for the columns that are lacking where they stand: in every gap
/// between known ones just as many as the form has there.
fn guess(leaves: &mut [HeadCell<'_>], block: &Block) {
    let form: Vec<usize> = leaf_columns(block).collect();
    let known: Vec<(usize, usize)> = leaves
        .iter()
        .enumerate()
        .filter_map(|(at, leaf)| Some((at, form.iter().position(|c| Some(*c) == leaf.column)?)))
        .collect();
    let enough = known.len() * 2 >= form.len();
    if known.len() == form.len() || !enough || !known.is_sorted_by_key(|(_, column)| *column) {
        return;
    }
    let mut from = (0, 0);
    for to in known.iter().copied().chain([(leaves.len(), form.len())]) {
        let (gap, lacking) = (&mut leaves[from.0..to.0], &form[from.1..to.1]);
        // Before the first column stand the heads of the labels.
        let labels = gap.len().saturating_sub(lacking.len());
        let skipped = if from.0 == 0 { labels } else { 0 };
        let gap = &mut gap[skipped..];
        if gap.len() == lacking.len() && gap.iter().all(|head| !head.foreign) {
            for (head, column) in gap.iter_mut().zip(lacking) {
                head.guess = Some(*column);
            }
        }
        from = (to.0 + 1, to.1 + 1);
    }
}

/// How many headings stand on the last line, where neighbours there are the same column.
fn repeated_below(heads: &[HeadCell<'_>]) -> usize {
    let last = heads.iter().map(|head| head.line).max();
    let line = heads.iter().filter(|head| Some(head.line) == last);
    let columns: Vec<usize> = line.filter_map(|head| head.column).collect();
    let doubled = columns.windows(2).any(|pair| pair[0] == pair[1]);
    if doubled { columns.len() } else { 0 }
}

/// The headings as printed where neighbours are the same column; else nothing.
fn repeated(heads: &[HeadCell<'_>]) -> Vec<usize> {
    let columns: Vec<usize> = heads.iter().filter_map(|head| head.column).collect();
    let doubled = columns.windows(2).any(|pair| pair[0] == pair[1]);
    if doubled && columns.len() == heads.len() {
        columns
    } else {
        Vec::new()
    }
}
