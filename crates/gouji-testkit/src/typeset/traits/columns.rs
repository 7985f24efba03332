//! Columns that the form does not have.

use crate::typeset::printed::{Printed, PrintedCell, Role, cell};

/// Adds 小计 to the first group of columns: the sum of its figures in each row.
pub(super) fn subtotal(table: &mut Printed, first: bool) {
    let mut cells = table.rows.iter().flatten();
    let labelled = cells.any(|cell| cell.role == Role::Label);
    let Some((head, at)) = grouped(table).filter(|_| labelled) else {
        return;
    };
    let Some(group) = table.rows.get(head).and_then(|row| row.get(at)) else {
        return;
    };
    let (group_rows, covered) = (group.rows, group.columns);
    let before = columns_before(table, head, at);
    table.rows[head][at].columns += 1;
    if let Some(below) = table.rows.get_mut(head + group_rows) {
        let place = if first { 0 } else { covered };
        below.insert(place.min(below.len()), cell(Role::Head, "小计", 1, 1));
    }
    for row in table.rows.iter_mut().skip(head + group_rows + 1) {
        let Some(start) = row.iter().position(|cell| cell.role == Role::Value) else {
            continue;
        };
        let from = start + before;
        let numbers = row.iter().skip(from).take(covered);
        let sum: i64 = numbers
            .filter_map(|cell| cell.text.parse::<i64>().ok())
            .sum();
        let place = if first { from } else { from + covered };
        row.insert(
            place.min(row.len()),
            cell(Role::Value, sum.to_string(), 1, 1),
        );
    }
    widen(table, head);
}

/// How many columns of figures stand before a head.
fn columns_before(table: &Printed, head: usize, at: usize) -> usize {
    let reaches = |(index, row): (usize, &Vec<PrintedCell>)| {
        let corner = row.first()?;
        (index + corner.rows > head).then_some(corner.columns)
    };
    let corner = table.rows[..head].iter().enumerate().find_map(reaches);
    let left = table.rows[head][..at].iter().map(|cell| cell.columns);
    let counted = |row: &Vec<PrintedCell>| {
        let values = row.iter().filter(|cell| cell.role == Role::Value).count();
        (values > 0).then_some(values)
    };
    let figures = table.rows.iter().find_map(counted).unwrap_or_default();
    let labels = table.width.saturating_sub(figures);
    (left.sum::<usize>() + corner.unwrap_or_default()).saturating_sub(labels)
}

/// The head that spans several columns, beside one that spans several rows: row and place in it.
fn grouped(table: &Printed) -> Option<(usize, usize)> {
    let heads = table.rows.iter().enumerate();
    let mut found = heads.filter_map(|(row, cells)| {
        let only_heads = cells.iter().all(|cell| cell.role == Role::Head);
        let deep = cells.iter().any(|cell| cell.rows > 1 && cell.columns == 1);
        let at = cells
            .iter()
            .position(|cell| cell.rows == 1 && cell.columns > 1);
        (only_heads && deep).then_some(())?;
        Some((row, at?))
    });
    found.next()
}

/// Makes room for one more column above a row of heads.
fn widen(table: &mut Printed, head: usize) {
    table.width += 1;
    for row in table.rows.iter_mut().take(head) {
        if let Some(last) = row.last_mut() {
            last.columns += 1;
        }
    }
}

/// Two empty cells before the first figure of each row.
pub(super) fn empty_before_figures(table: &mut Printed) {
    for row in &mut table.rows {
        if let Some(start) = row.iter().position(|cell| cell.role == Role::Value) {
            let empty = || cell(Role::Group, "", 1, 1);
            row.splice(start..start, [empty(), empty()]);
        } else if let Some(first) = row.first_mut() {
            first.columns += 2;
        }
    }
    table.width += 2;
}

/// Counts the rows of figures before their labels.
pub(super) fn serial(table: &mut Printed) {
    let mut number = 0;
    let mut headed = false;
    for row in &mut table.rows {
        let text = if row.iter().any(|cell| cell.role == Role::Value) {
            number += 1;
            number.to_string()
        } else if headed {
            String::new()
        } else {
            headed = true;
            "序号".to_owned()
        };
        row.insert(0, cell(Role::Head, text, 1, 1));
    }
    table.width += 1;
}

/// Numbers rows and columns from zero, as a data frame is printed.
pub(super) fn frame_index(table: &mut Printed) {
    for (index, row) in table.rows.iter_mut().enumerate() {
        row.insert(0, cell(Role::Head, index.to_string(), 1, 1));
    }
    let numbers = (0..table.width).map(|index| cell(Role::Head, index.to_string(), 1, 1));
    let top = std::iter::once(cell(Role::Head, "", 1, 1)).chain(numbers);
    table.rows.insert(0, top.collect());
    table.width += 1;
}
