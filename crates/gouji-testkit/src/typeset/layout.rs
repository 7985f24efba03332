//! Text with its columns lined up by spaces, as extracted from a page.

use unicode_width::UnicodeWidthStr;

use crate::typeset::piece::Piece;
use crate::typeset::plain::grid;
use crate::typeset::printed::{Printed, PrintedCell};

/// Writes a text.
pub(crate) fn write(pieces: &[Piece]) -> String {
    let mut text = String::new();
    for piece in pieces {
        match piece {
            Piece::Title(line) => text.push_str(&format!("            {line}\n\n")),
            Piece::Paragraph(line) | Piece::Heading(line) => {
                text.push_str(&format!("    {line}\n\n"));
            }
            Piece::Table(table) => {
                rows(&mut text, table);
                text.push('\n');
            }
        }
    }
    text
}

fn rows(text: &mut String, table: &Printed) {
    let grid = grid(table);
    let widths = widths(table, &grid);
    for row in &grid {
        let mut line = String::new();
        let mut column = 0;
        for (cell, width) in row.iter().zip(&widths) {
            line.push_str(&" ".repeat(column - line.width().min(column)));
            line.push_str(cell);
            column += width + 3;
        }
        text.push_str(line.trim_end());
        text.push('\n');
    }
}

/// How wide each column is: as its widest cell that stands in it alone.
fn widths(table: &Printed, grid: &[Vec<String>]) -> Vec<usize> {
    let mut widths = vec![4; table.width];
    for (row, texts) in table.rows.iter().zip(grid) {
        let merged: Vec<&str> = row
            .iter()
            .filter(|cell| cell.columns > 1)
            .map(|cell| cell.text.as_str())
            .collect();
        for (width, text) in widths.iter_mut().zip(texts) {
            if !merged.contains(&text.as_str()) {
                *width = text.width().max(*width);
            }
        }
    }
    for row in &table.rows {
        widen(&mut widths, row, grid);
    }
    widths
}

/// Makes room for merged cells in the last column they cover.
fn widen(widths: &mut [usize], row: &[PrintedCell], grid: &[Vec<String>]) {
    for cell in row
        .iter()
        .filter(|cell| cell.columns > 1 && !cell.text.is_empty())
    {
        let column = grid
            .iter()
            .find_map(|texts| texts.iter().position(|text| *text == cell.text));
        let Some(column) = column else {
            continue;
        };
        let covered = widths.iter().skip(column).take(cell.columns);
        let room = covered
            .map(|width| width + 3)
            .sum::<usize>()
            .saturating_sub(3);
        let last = (column + cell.columns - 1).min(widths.len().saturating_sub(1));
        if let Some(width) = widths.get_mut(last) {
            *width += cell.text.width().saturating_sub(room);
        }
    }
}
