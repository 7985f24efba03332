//! Rows and columns in another order than the form's.

use gouji_model::{Block, Row, RowAxis, Table};

use crate::typeset::paper::Paper;
use crate::typeset::piece::Piece;
use crate::typeset::printed::{Printed, Role, cell};
use crate::typeset::traits::list::Trait;

/// The table as the traits order it; cells keep their names.
pub(crate) fn ordered(table: &Table, traits: &[Trait]) -> Table {
    let mut table = table.clone();
    for block in table
        .blocks
        .iter_mut()
        .filter(|b| b.rows_run == RowAxis::Across)
    {
        if traits.contains(&Trait::TotalFirst)
            && let Some(last) = block.columns.pop()
        {
            block.columns.insert(0, last);
        }
        if traits.contains(&Trait::GroupsSwapped) {
            // The rows below a group go with it.
            let first = block.rows.iter().take_while(|row| !row.group).count();
            block.rows.rotate_left(first);
        }
        if traits.contains(&Trait::RowsDown) {
            block.rows_run = RowAxis::Down;
        }
    }
    table
}

/// A table for each row, under the row's name, of a table whose rows run across.
pub(crate) fn three_tables(paper: &Paper<'_>, table: &Table) -> Option<Vec<Piece>> {
    let [block] = table.blocks.as_slice() else {
        return None;
    };
    (block.rows_run == RowAxis::Across).then_some(())?;
    let mut pieces = Vec::new();
    for row in block.rows.iter().filter(|row| !row.group) {
        pieces.push(Piece::Paragraph(full_name(block, row)));
        let heads = block
            .columns
            .iter()
            .map(|c| cell(Role::Head, &c.label.text, 1, 1));
        let values = block.columns.iter().map(|column| {
            let id = paper.form.cell_at(&table.id, &row.id, &column.id);
            let text = id.and_then(|id| (paper.text_of)(id)).unwrap_or_default();
            cell(Role::Value, text, 1, 1)
        });
        pieces.push(Piece::Table(Printed {
            rows: vec![heads.collect(), values.collect()],
            width: block.columns.len(),
        }));
    }
    Some(pieces)
}

/// A row's label, in brackets behind its group's where it has one.
fn full_name(block: &Block, row: &Row) -> String {
    let above = |group: &&Row| {
        let rest = row.id.strip_prefix(&group.id);
        group.group && rest.is_some_and(|rest| rest.starts_with('.'))
    };
    match block.rows.iter().find(above) {
        Some(group) => format!("{}（{}）", group.label.text, row.label.text),
        None => row.label.text.clone(),
    }
}
