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

/// What stands at one place of a row.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Slot<'d> {
    /// A column of the form.
    Known(usize),
    /// A column under a heading that the form does not know.
    Unknown(Token<'d>),
}

impl<'d> HeadCell<'d> {
    fn slot(&self) -> Slot<'d> {
        self.column.map_or(Slot::Unknown(self.token), Slot::Known)
    }
}

/// The columns of a table as its header gives them, leaves only, in printed order.
#[derive(Clone, Debug, Default)]
pub(crate) struct Columns<'d> {
    /// Columns in printed order with their headings.
    pub leaves: Vec<HeadCell<'d>>,
    /// Columns of the form without a heading, if any heading was found.
    pub missing: Vec<usize>,
    /// All headings are those of another form.
    pub foreign: bool,
    /// Every heading as printed, where some are printed several times in a row: converters
    /// repeat the text of a merged cell.
    pub repeated: Vec<usize>,
}

/// The values of a row in their columns.
#[derive(Clone, Debug, Default)]
pub(crate) struct Placed<'d> {
    /// Values by column of the form.
    pub placed: Vec<(usize, Token<'d>)>,
    /// Headings that the form does not know under which the row has a figure.
    pub spare: Vec<Token<'d>>,
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
        Self {
            repeated: repeated(heads),
            foreign: false,
            leaves,
            missing,
        }
    }

    /// Which columns a row of `count` values has: those of the header where it accounts for them,
    /// the form's own where a damaged header does not but the count is the form's.
    fn order_for(&self, count: usize, block: &Block) -> Option<Order> {
        if self.foreign {
            return None;
        }
        let headed = || {
            self.leaves
                .iter()
                .filter(|leaf| leaf.column.is_some())
                .count()
        };
        let all = leaf_columns(block).count();
        if self.leaves.len() == count && (self.missing.is_empty() || count != all) {
            return Some(Order::AllHeadings);
        }
        if self.missing.is_empty() && headed() == count {
            return Some(Order::KnownHeadings);
        }
        if all == count {
            return Some(Order::Form);
        }
        (count > 0 && headed() == count).then_some(Order::KnownHeadings)
    }
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
        // Converters repeat the text of a merged cell in every row that it reaches into.
        let again = |other: &HeadCell<'d>| {
            other.token.column == head.token.column && other.token.text == head.token.text
        };
        if !slots.iter().any(|(_, heads)| heads.iter().any(again)) {
            slots.push((None, vec![head]));
        }
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

/// Fits the cells after a row's label to its columns. None when that cannot be done with
/// certainty.
pub(crate) fn assign<'d>(
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
    if let Some(placed) = by_order(values, columns, block) {
        return Some(placed);
    }
    if let Some(placed) = by_repeats(values, columns) {
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

impl<'d> Placed<'d> {
    fn with_room(count: usize) -> Self {
        Self {
            placed: Vec::with_capacity(count),
            spare: Vec::new(),
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
            Slot::Unknown(head) if value.is_figure() => self.spare.push(head),
            Slot::Unknown(_) => {}
        }
    }
}

fn by_order<'d>(values: &[Token<'d>], columns: &Columns<'d>, block: &Block) -> Option<Placed<'d>> {
    let order = columns.order_for(values.len(), block)?;
    let mut placed = Placed::with_room(values.len());
    let leaves = columns.leaves.iter();
    match order {
        Order::AllHeadings => placed.put_all(leaves.map(HeadCell::slot), values),
        Order::KnownHeadings => {
            let known = leaves.filter(|leaf| leaf.column.is_some());
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
    let spare = Vec::new();
    Some(Placed { placed, spare })
}

/// By grid column, only where there are more cells than columns and every heading stands above
/// exactly one cell: headings and data often disagree about spans, order is safer then.
fn by_grid<'d>(values: &[Token<'d>], columns: &Columns<'d>) -> Option<Placed<'d>> {
    let known = columns
        .leaves
        .iter()
        .filter(|leaf| leaf.column.is_some())
        .count();
    let in_order = values.len() <= known || values.len() == columns.leaves.len();
    if in_order || !columns.missing.is_empty() {
        return None;
    }
    let mut placed = Placed::default();
    let mut kept = 0;
    for leaf in &columns.leaves {
        let mut below = values
            .iter()
            .filter(|value| value.column == leaf.token.column);
        let Some(value) = below.next() else {
            if leaf.column.is_none() {
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
    let mut next = values.iter().filter(|value| value.column > right);
    let certain = first.is_some_and(|(_, value)| !value.is_blank())
        || next.next().is_some_and(Token::is_blank);
    let beside = |value: &Token<'_>| certain && value.column > right;
    let inside = values.iter().filter(|value| !beside(value));
    let filled = inside.filter(|value| !value.is_blank()).count();
    (filled == kept).then_some(placed)
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
    let first_or_last = matches!(evidence, None | Some(ColumnEvidence::Grid));
    // A label leaves only so many blanks; with more, the last value may be one beside the table.
    let blank = |value: Option<&Token<'_>>| value.is_some_and(Token::is_blank);
    let too_many = values.len() > wanted + LABEL_COLUMNS && blank(values.first());
    if too_many && !blank(values.last()) && evidence == Some(ColumnEvidence::Grid) {
        return None;
    }
    if first_or_last && values.len() > wanted && is_ambiguous(values) {
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
    let spare = Vec::new();
    Some(Placed { placed, spare })
}
