//! The tables of a page as a browser has them: from the tree, by the letter of the standard.

use std::collections::HashSet;

use crate::Cell;
use crate::dom::{Handle, Node};

/// Elements whose text is not shown, or not as text of the page.
const UNSHOWN: [&str; 9] = [
    "script", "style", "textarea", "title", "xmp", "iframe", "noembed", "noframes", "noscript",
];

/// The tables that contain no other and are no mere frames, in order.
pub fn tables(document: &Handle) -> Vec<Vec<Cell>> {
    let mut found = Vec::new();
    collect(document, &mut found);
    found.retain(|cells: &Vec<Cell>| cells.len() > 2);
    found
}

/// Collects innermost tables; says whether there was one.
fn collect(node: &Node, found: &mut Vec<Vec<Cell>>) -> bool {
    let mut inside = false;
    for child in node.children.borrow().iter() {
        inside |= collect(child, found);
    }
    if node.name() == "table" && !inside {
        found.push(cells(node));
    }
    inside || node.name() == "table"
}

fn cells(table: &Node) -> Vec<Cell> {
    let mut cells = Vec::new();
    let mut first_row = 0;
    for group in table.children.borrow().iter() {
        if matches!(group.name(), "tbody" | "thead" | "tfoot") {
            first_row += group_of_rows(group, first_row, &mut cells);
        }
    }
    cells
}

/// Places the cells of a group of rows; returns how many rows it has.
fn group_of_rows(group: &Node, first_row: u32, cells: &mut Vec<Cell>) -> u32 {
    let children = group.children.borrow();
    let rows: Vec<&Handle> = children.iter().filter(|row| row.name() == "tr").collect();
    let mut taken = HashSet::new();
    for (row, tr) in rows.iter().enumerate() {
        let mut column = 0;
        for td in tr.children.borrow().iter() {
            if !matches!(td.name(), "td" | "th") {
                continue;
            }
            while taken.contains(&(row, column)) {
                column += 1;
            }
            let below = rows.len() - row;
            let row_span = match number(td.attribute("rowspan")) {
                Some(0) => below,
                rows => rows.unwrap_or(1).min(below as u64) as usize,
            };
            let wide = number(td.attribute("colspan")).filter(|columns| *columns > 0);
            let column_span = wide.unwrap_or(1).min(1000) as u32;
            for row in row..row + row_span {
                taken.extend((column..column + column_span).map(|column| (row, column)));
            }
            let (row, row_span) = (first_row + row as u32, row_span as u32);
            let text = text(td);
            cells.push(Cell {
                row,
                column,
                row_span,
                column_span,
                text,
            });
            column += column_span;
        }
    }
    rows.len() as u32
}

/// The rules for parsing non-negative integers.
fn number(value: Option<&str>) -> Option<u64> {
    let value = value?.trim_start_matches(['\t', '\n', '\u{c}', '\r', ' ']);
    let (negative, value) = match value.strip_prefix('-') {
        Some(rest) => (true, rest),
        None => (false, value.strip_prefix('+').unwrap_or(value)),
    };
    let digits: String = value
        .chars()
        .take_while(char::is_ascii_digit)
        .take(18)
        .collect();
    digits
        .parse()
        .ok()
        .filter(|number| !negative || *number == 0)
}

fn text(node: &Node) -> String {
    let mut text = node.text();
    if !UNSHOWN.contains(&node.name()) {
        for child in node.children.borrow().iter() {
            text.push_str(&self::text(child));
        }
    } else {
        text.clear();
    }
    text.retain(|c| !c.is_whitespace());
    text
}
