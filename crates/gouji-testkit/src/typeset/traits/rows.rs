//! What becomes of rows, and of the cells merged over them.

use crate::typeset::plain::covered;
use crate::typeset::printed::{Printed, Role, cell};

/// Every cell that a merged one covers holds its text.
pub(super) fn repeat_merged(table: &mut Printed) {
    let grid = covered(table);
    table.rows = grid
        .into_iter()
        .map(|row| {
            let cells = row.into_iter().map(|(text, role)| cell(role, text, 1, 1));
            cells.collect()
        })
        .collect();
}

/// Takes the label from one row among the items of a group.
pub(super) fn lose_label(table: &mut Printed, seed: u64) {
    // A group's first row still has the group's label: that one looks like a filled group.
    let rows = table.rows.iter_mut();
    let labels = rows.filter_map(|row| row.first_mut());
    let mut labels: Vec<_> = labels.filter(|cell| cell.role == Role::Label).collect();
    // Between two labelled rows, in a table long enough to tell.
    let count = labels.len();
    if count > 6 {
        let index = 3 + (seed as usize) % (count - 6);
        labels[index].text.clear();
    }
}

/// A row in the middle that no form has.
pub(super) fn add_local(table: &mut Printed) {
    let with_label = |row: &Vec<crate::typeset::printed::PrintedCell>| {
        row.first().is_some_and(|cell| cell.role == Role::Label) && row.len() > 6
    };
    let Some(place) = table.rows.iter().position(with_label) else {
        return;
    };
    let mut row = table.rows[place].clone();
    for cell in &mut row {
        match cell.role {
            Role::Label => "其中：网上提交的申请".clone_into(&mut cell.text),
            _ => "1".clone_into(&mut cell.text),
        }
    }
    table.rows.insert(place + 1, row);
}

/// The letters of a group's label, one or two beside each of its rows.
pub(super) fn upright_groups(table: &mut Printed) {
    for index in 0..table.rows.len() {
        let groups = table.rows[index].iter().enumerate();
        let upright: Vec<(usize, usize, String)> = groups
            .filter(|(_, cell)| cell.role == Role::Group && cell.rows > 4)
            .map(|(at, cell)| (at, cell.rows, cell.text.clone()))
            .collect();
        for (at, span, text) in upright {
            let letters: Vec<char> = text.chars().collect();
            let share = letters.len().div_ceil(span).max(1);
            let mut parts = letters
                .chunks(share)
                .map(|part| part.iter().collect::<String>());
            for (down, row) in table.rows.iter_mut().skip(index).take(span).enumerate() {
                let part = cell(Role::Group, parts.next().unwrap_or_default(), 1, 1);
                match row.get_mut(at) {
                    Some(first) if down == 0 => *first = part,
                    _ => row.insert(at.min(row.len()), part),
                }
            }
        }
    }
}

/// A table cut after two fifths of its rows of figures.
pub(super) fn in_pieces(table: Printed, headed: bool) -> Vec<Printed> {
    let is_figures = |row: &Vec<crate::typeset::printed::PrintedCell>| {
        row.iter().any(|cell| cell.role == Role::Value)
    };
    let first = table.rows.iter().position(is_figures).unwrap_or(0);
    let figures = table.rows.iter().filter(|row| is_figures(row)).count();
    let cut = first + figures * 2 / 5;
    if figures < 6
        || table.rows[..cut]
            .iter()
            .skip(first)
            .any(|row| !is_figures(row))
    {
        return vec![table];
    }
    let grid = covered(&table);
    let width = table.width;
    let piece = |rows: Vec<Vec<(String, Role)>>| Printed {
        rows: rows
            .into_iter()
            .map(|row| {
                row.into_iter()
                    .map(|(text, role)| cell(role, text, 1, 1))
                    .collect()
            })
            .collect(),
        width,
    };
    let mut second = if headed {
        grid[..first].to_vec()
    } else {
        Vec::new()
    };
    second.extend_from_slice(&grid[cut..]);
    vec![piece(grid[..cut].to_vec()), piece(second)]
}
