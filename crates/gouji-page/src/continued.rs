//! Tables that go on on the next page: their pieces joined into one, the header that is printed
//! again dropped, and a row or label that the page break divided put together.

use crate::numbering::is_numbered;
use crate::parts::{Block, Cell, Columns, Table};

/// How far the same column edge may differ from page to page, in hundredths of a point.
const SAME_EDGE: i32 = 300;
/// So many edges in common make pieces of one table that are not as wide as each other.
const LEAST_SHARED: usize = 4;

/// Joins the pieces of tables.
pub(crate) fn join(blocks: Vec<Block>) -> Vec<Block> {
    let mut joined: Vec<Block> = Vec::with_capacity(blocks.len());
    for block in blocks {
        match (joined.last_mut(), block) {
            (Some(Block::Table(table)), Block::Table(next)) if continues(table, &next) => {
                append(table, next);
            }
            (_, block) => joined.push(block),
        }
    }
    joined
}

/// Whether a table stands on the page after another and has its columns.
fn continues(table: &Table, next: &Table) -> bool {
    let last = table.cells.iter().map(|cell| cell.spot.page).max();
    let first = next.cells.iter().map(|cell| cell.spot.page).min();
    let adjacent = matches!((last, first), (Some(last), Some(first)) if last + 1 == first);
    let (few, many) = match table.edges.len() <= next.edges.len() {
        true => (&table.edges, &next.edges),
        false => (&next.edges, &table.edges),
    };
    let ruled = |table: &Table| table.columns == Columns::Ruled;
    adjacent
        && ruled(table)
        && ruled(next)
        && within(few, many)
        && (same_ends(few, many) || few.len() >= LEAST_SHARED && ends_alike(few, many))
}

/// Whether both tables are as wide as each other.
fn same_ends(few: &[i32], many: &[i32]) -> bool {
    let firsts = few.first().zip(many.first());
    ends_alike(few, many) && firsts.is_some_and(|(left, right)| near(*left, *right))
}

/// Whether both tables end at the same right edge: a piece whose labels all stand on other pages
/// may have no lines around them.
fn ends_alike(few: &[i32], many: &[i32]) -> bool {
    let lasts = few.last().zip(many.last());
    lasts.is_some_and(|(left, right)| near(*left, *right))
}

const fn near(left: i32, right: i32) -> bool {
    (left - right).abs() <= SAME_EDGE
}

/// Whether all edges of one table are edges of the other: a piece may lack columns that only the
/// header or only some rows divide.
fn within(few: &[i32], many: &[i32]) -> bool {
    few.iter()
        .all(|edge| many.iter().any(|other| near(*edge, *other)))
}

fn append(table: &mut Table, mut next: Table) {
    let edges = merged(&table.edges, &next.edges);
    renumber(table, &edges);
    renumber(&mut next, &edges);
    drop_empty_foot(table);
    drop_repeated_header(table, &mut next);
    let beside = join_divided_row(table, &mut next);
    let rows = row_count(table);
    for cell in &mut next.cells {
        cell.row += rows;
    }
    join_spanning(table, &mut next, rows, &beside);
    table.cells.append(&mut next.cells);
    table.cells.sort_by_key(|cell| (cell.row, cell.column));
}

fn row_count(table: &Table) -> usize {
    table
        .cells
        .iter()
        .map(|cell| cell.row + cell.row_span)
        .max()
        .unwrap_or(0)
}

/// All edges of both, near ones once.
fn merged(left: &[i32], right: &[i32]) -> Vec<i32> {
    let mut all = left.to_vec();
    all.extend(
        right
            .iter()
            .filter(|edge| !left.iter().any(|other| near(**edge, *other))),
    );
    all.sort_unstable();
    all
}

/// Counts a table's columns by these edges.
fn renumber(table: &mut Table, edges: &[i32]) {
    let index = |own: usize| {
        let at = table.edges.get(own).copied().unwrap_or(0);
        let distance = |(_, edge): &(usize, &i32)| (**edge - at).abs();
        edges
            .iter()
            .enumerate()
            .min_by_key(distance)
            .map_or(0, |(index, _)| index)
    };
    for cell in &mut table.cells {
        let (start, end) = (index(cell.column), index(cell.column + cell.column_span));
        cell.column = start;
        cell.column_span = end.saturating_sub(start).max(1);
    }
    table.edges = edges.to_vec();
}

/// Drops the rows at the head of a piece that say what the head of the table said.
fn drop_repeated_header(table: &Table, next: &mut Table) {
    let signature = |table: &Table, row: usize| -> Vec<(usize, String)> {
        let cells = table.cells.iter().filter(|cell| cell.row == row);
        let of = |cell: &Cell| (cell.column, letters(&cell.text));
        cells.map(of).filter(|(_, text)| !text.is_empty()).collect()
    };
    let repeated = (0..row_count(next))
        .take_while(|row| {
            let own = signature(next, *row);
            !own.is_empty()
                && !own.iter().all(|(_, text)| is_figure(text))
                && own == signature(table, *row)
        })
        .count();
    drop_rows(next, repeated);
}

/// Drops rows at the head of a table; what spans beyond them stays.
fn drop_rows(table: &mut Table, count: usize) {
    table.cells.retain(|cell| cell.row + cell.row_span > count);
    for cell in &mut table.cells {
        cell.row_span -= count.saturating_sub(cell.row).min(cell.row_span - 1);
        cell.row = cell.row.saturating_sub(count);
    }
}

/// Drops rows of one blank cell at the foot of a table: the frame of a table that goes on.
fn drop_empty_foot(table: &mut Table) {
    while let Some(last) = table.cells.last()
        && last.text.is_empty()
        && last.column == 0
        && last.column_span + 1 >= table.edges.len()
    {
        table.cells.pop();
    }
}

fn letters(text: &str) -> String {
    text.chars().filter(|c| !c.is_whitespace()).collect()
}

fn is_figure(text: &str) -> bool {
    text.chars()
        .all(|c| c.is_ascii_digit() || "０１２３４５６７８９,.，-—/".contains(c))
}

/// Puts a row together that the page break divided: what is left of it has no figures, and goes
/// on with a label whose last line was full. Returns the columns of the labels that stand beside this
/// row and others.
fn join_divided_row(table: &mut Table, next: &mut Table) -> Vec<usize> {
    let last = row_count(table).saturating_sub(1);
    // Labels beside several rows are no part of the row.
    let first_row = || {
        next.cells
            .iter()
            .filter(|cell| cell.row == 0 && cell.row_span == 1)
    };
    let filled: Vec<&Cell> = first_row().filter(|cell| !cell.text.is_empty()).collect();
    let goes_on = |cell: &&Cell| {
        !is_figure(&cell.text)
            && !is_numbered(&cell.text)
            && above(table, cell, last + 1)
                .is_some_and(|before| before.is_full && !before.text.is_empty())
    };
    if filled.is_empty() || !filled.iter().all(goes_on) {
        return Vec::new();
    }
    let spanning = next.cells.iter();
    let spanning = spanning.filter(|cell| cell.row == 0 && cell.row_span > 1);
    let beside = spanning.map(|cell| cell.column).collect();
    let rest: Vec<Cell> = filled.into_iter().cloned().collect();
    for cell in rest {
        let before = table
            .cells
            .iter_mut()
            .find(|before| touches(before, &cell, last + 1));
        if let Some(before) = before {
            before.text.push_str(&cell.text);
        }
    }
    drop_rows(next, 1);
    beside
}

/// The cell that ends a table right above a cell.
fn above<'t>(table: &'t Table, cell: &Cell, rows: usize) -> Option<&'t Cell> {
    table
        .cells
        .iter()
        .find(|before| touches(before, cell, rows))
}

fn touches(before: &Cell, cell: &Cell, rows: usize) -> bool {
    before.row + before.row_span == rows
        && before.column == cell.column
        && before.column_span == cell.column_span
}

/// Lets a label that stands beside several rows go on beside those on the next page. A blank cell
/// without a row's label to its right is no rest of one: it may be a figure left out below a head.
/// `beside` are the columns of those that stood beside a row of which only a rest is on the next page.
fn join_spanning(table: &mut Table, next: &mut Table, rows: usize, beside: &[usize]) {
    let first_row = next.cells.iter().filter(|cell| cell.row == rows);
    let labels = first_row.filter(|cell| !is_figure(&cell.text));
    let last_label = labels.map(|cell| cell.column).max();
    next.cells.retain(|cell| {
        if cell.row != rows {
            return true;
        }
        let before = table
            .cells
            .iter_mut()
            .find(|before| touches(before, cell, rows));
        let Some(before) = before else {
            return true;
        };
        let spans = before.row_span > 1 || cell.row_span > 1 || beside.contains(&cell.column);
        let label = !before.text.is_empty() && !is_figure(&before.text);
        let adjacent = last_label.is_some_and(|label| cell.column < label);
        let rest = cell.text.is_empty() && adjacent
            || before.is_full && !is_figure(&cell.text) && !is_numbered(&cell.text);
        let joins = spans && label && rest;
        if joins {
            before.row_span += cell.row_span;
            before.text.push_str(&cell.text);
        }
        !joins
    });
}

#[cfg(test)]
mod tests {
    use super::join;
    use crate::geometry::Rect;
    use crate::parts::{Block, Cell, Columns, PageBox, Table};

    /// A table of rows of texts on a page; a label that ends with `+` fills its line.
    fn table(page: u32, rows: &[&[&str]]) -> Block {
        let width = rows[0].len();
        let mut cells = Vec::new();
        for (row, texts) in rows.iter().enumerate() {
            for (column, text) in texts.iter().enumerate() {
                cells.push(Cell {
                    row,
                    column,
                    row_span: 1,
                    column_span: 1,
                    text: text.trim_end_matches('+').to_owned(),
                    is_full: text.ends_with('+'),
                    spot: PageBox {
                        page,
                        rect: Rect::default(),
                    },
                });
            }
        }
        Block::Table(Table {
            edges: (0..=width as i32).map(|edge| edge * 5000).collect(),
            columns: Columns::Ruled,
            cells,
            rect: Rect::default(),
        })
    }

    fn texts_of(block: &Block) -> Vec<(usize, &str)> {
        match block {
            Block::Table(table) => table
                .cells
                .iter()
                .map(|cell| (cell.row, cell.text.as_str()))
                .collect(),
            Block::Paragraph { text, .. } => vec![(0, text.as_str())],
        }
    }

    fn texts(blocks: &[Block]) -> Vec<Vec<(usize, &str)>> {
        blocks.iter().map(texts_of).collect()
    }

    #[test]
    fn pieces_are_joined_and_the_header_stands_once() {
        let pieces = vec![
            table(1, &[&["项目", "件数"], &["甲", "1"]]),
            table(2, &[&["项目", "件数"], &["乙", "2"]]),
        ];
        let joined = join(pieces);
        let expected = [
            (0, "项目"),
            (0, "件数"),
            (1, "甲"),
            (1, "1"),
            (2, "乙"),
            (2, "2"),
        ];
        assert_eq!(texts(&joined), [expected]);
    }

    #[test]
    fn a_divided_row_is_one_row() {
        let pieces = vec![
            table(1, &[&["（四）无法提+", "7"]]),
            table(2, &[&["供", ""], &["（五）", "2"]]),
        ];
        assert_eq!(
            texts(&join(pieces)),
            [[(0, "（四）无法提供"), (0, "7"), (1, "（五）"), (1, "2")]]
        );
    }

    /// A cell of the piece, spanning two rows.
    fn spanning(mut block: Block, index: usize) -> Block {
        if let Block::Table(table) = &mut block {
            table.cells[index].row_span = 2;
        }
        block
    }

    #[test]
    fn a_blank_figure_below_a_head_stays() {
        let head = spanning(table(1, &[&["结果维持", "总计"]]), 0);
        let pieces = vec![spanning(head, 1), table(2, &[&["", "4"]])];
        let expected = [(0, "结果维持"), (0, "总计"), (2, ""), (2, "4")];
        assert_eq!(texts(&join(pieces)), [expected]);
    }

    #[test]
    fn a_label_beside_rows_goes_on() {
        let piece = spanning(table(1, &[&["三、结果", "甲", "1"]]), 0);
        let pieces = vec![piece, table(2, &[&["", "乙", "2"]])];
        let joined = join(pieces);
        assert_eq!(texts_of(&joined[0]).len(), 5);
    }

    #[test]
    fn a_label_beside_a_divided_row_goes_on() {
        let piece = table(1, &[&["（六）其他+", "1.申请人无+", "7"]]);
        let rest = spanning(
            table(2, &[&["处理", "正当理由", ""], &["", "2.逾期", "3"]]),
            0,
        );
        let Block::Table(rest) = rest else {
            panic!("a table");
        };
        // Beside both rows stands one label.
        let cells = rest
            .cells
            .iter()
            .filter(|cell| (cell.row, cell.column) != (1, 0));
        let rest = Table {
            cells: cells.cloned().collect(),
            ..rest
        };
        let joined = join(vec![piece, Block::Table(rest)]);
        let expected = [
            (0, "（六）其他处理"),
            (0, "1.申请人无正当理由"),
            (0, "7"),
            (1, "2.逾期"),
            (1, "3"),
        ];
        assert_eq!(texts(&joined), [expected]);
    }

    #[test]
    fn a_blank_row_with_a_label_of_its_own_stays() {
        let pieces = vec![
            table(1, &[&["（四）无法提供", "7"]]),
            table(2, &[&["总计", ""]]),
        ];
        assert_eq!(texts(&join(pieces))[0].len(), 4);
    }

    #[test]
    fn tables_with_other_columns_or_pages_between_stay_apart() {
        assert_eq!(
            join(vec![
                table(1, &[&["a", "b"]]),
                table(2, &[&["a", "b", "c"]])
            ])
            .len(),
            2
        );
        assert_eq!(
            join(vec![table(1, &[&["a", "b"]]), table(3, &[&["a", "b"]])]).len(),
            2
        );
    }
}
