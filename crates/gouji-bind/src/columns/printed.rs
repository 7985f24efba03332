//! The headings of a block as they are printed line by line: those of single columns and groups, then the
//! columns of the groups.

use gouji_model::Block;

use super::head::{HeadCell, leaf_columns};

/// The headings of a block in the order they are printed, and how many stand on the first line.
fn lines(block: &Block) -> (Vec<usize>, usize) {
    let grouped = |column: usize| {
        let parent = block.columns[column]
            .id
            .rsplit_once('.')
            .map(|(parent, _)| parent);
        let mut columns = block.columns.iter();
        columns.any(|other| other.group && Some(other.id.as_str()) == parent)
    };
    let (below, above): (Vec<usize>, Vec<usize>) =
        (0..block.columns.len()).partition(|column| grouped(*column));
    let first = above.len();
    (above.into_iter().chain(below).collect(), first)
}

/// The headings of a block in the order they are printed.
pub(crate) fn printed_order(block: &Block) -> Vec<usize> {
    lines(block).0
}

/// The columns in the form's order where headings stand on two lines as the form prints them, just as many on
/// each, most of them known and at their places: the others are those of the form in other words.
pub(super) fn in_other_words<'d>(
    heads: &[HeadCell<'d>],
    block: &Block,
) -> Option<Vec<HeadCell<'d>>> {
    let (printed, first) = lines(block);
    let (above, below) = heads.split_at_checked(first)?;
    let on_one_line = |heads: &[HeadCell<'_>]| {
        let mut pairs = heads.windows(2);
        pairs.all(|pair| pair[0].line == pair[1].line && pair[0].block == pair[1].block)
    };
    let on_two_lines =
        on_one_line(above) && on_one_line(below) && above.last()?.line < below.first()?.line;
    let mut pairs = heads.iter().zip(&printed);
    let fits =
        pairs.all(|(head, column)| !head.foreign && head.column.is_none_or(|own| own == *column));
    let known = heads.iter().filter(|head| head.column.is_some()).count();
    if !on_two_lines || !fits || heads.len() != printed.len() || known * 2 < printed.len() {
        return None;
    }
    let head_of = |column: usize| {
        let at = printed.iter().position(|other| *other == column)?;
        let head = heads.get(at)?;
        Some(HeadCell {
            guess: head.column.is_none().then_some(column),
            ..*head
        })
    };
    leaf_columns(block).map(head_of).collect()
}
