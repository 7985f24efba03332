//! Tables ruled with characters: drawn lines, and the grid and simple tables of Markdown.

use unicode_width::UnicodeWidthStr;

use crate::typeset::piece::Piece;
use crate::typeset::plain::grid;
use crate::typeset::printed::{Printed, Role};

/// What the rules are made of.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Rules {
    /// │, ─ and ┼ between all cells.
    Drawn,
    /// `+---+` between rows, `|` between columns.
    Grid,
    /// Dashes above, below and under the head.
    Dashes,
}

/// Writes a text.
pub(crate) fn write(pieces: &[Piece], rules: Rules) -> String {
    let mut text = String::new();
    for piece in pieces {
        match piece {
            Piece::Title(line) => text.push_str(&format!("{line}\n\n")),
            Piece::Paragraph(line) | Piece::Heading(line) => text.push_str(&format!("{line}\n\n")),
            Piece::Table(table) => {
                rows(&mut text, table, rules);
                text.push('\n');
            }
        }
    }
    text
}

fn rows(text: &mut String, table: &Printed, rules: Rules) {
    let cells = grid(table);
    let mut widths = vec![3; table.width];
    for row in &cells {
        for (width, cell) in widths.iter_mut().zip(row) {
            *width = cell.width().max(*width);
        }
    }
    let heads = table
        .rows
        .iter()
        .take_while(|row| row.iter().all(|c| c.role == Role::Head));
    let heads = heads.count();
    let last = cells.len().saturating_sub(1);
    text.push_str(&rule(&widths, rules, Edge::Top));
    for (index, row) in cells.iter().enumerate() {
        text.push_str(&line(row, &widths, rules));
        match rules {
            _ if index == last => text.push_str(&rule(&widths, rules, Edge::Bottom)),
            Rules::Drawn | Rules::Grid => text.push_str(&rule(&widths, rules, Edge::Middle)),
            Rules::Dashes if index + 1 == heads => {
                text.push_str(&rule(&widths, rules, Edge::Middle));
            }
            Rules::Dashes => {}
        }
    }
}

#[derive(Clone, Copy)]
enum Edge {
    Top,
    Middle,
    Bottom,
}

fn rule(widths: &[usize], rules: Rules, edge: Edge) -> String {
    let (line, [left, middle, right]) = match (rules, edge) {
        (Rules::Drawn, Edge::Top) => ("─", ["┌", "┬", "┐"]),
        (Rules::Drawn, Edge::Middle) => ("─", ["├", "┼", "┤"]),
        (Rules::Drawn, Edge::Bottom) => ("─", ["└", "┴", "┘"]),
        (Rules::Grid, _) => ("-", ["+", "+", "+"]),
        (Rules::Dashes, _) => ("-", ["", "  ", ""]),
    };
    let around = if rules == Rules::Dashes { 0 } else { 2 };
    let parts: Vec<String> = widths
        .iter()
        .map(|width| line.repeat(width + around))
        .collect();
    format!("{left}{}{right}\n", parts.join(middle))
}

fn line(row: &[String], widths: &[usize], rules: Rules) -> String {
    let padded = row
        .iter()
        .zip(widths)
        .map(|(cell, width)| format!("{cell}{}", " ".repeat(width.saturating_sub(cell.width()))));
    let cells: Vec<String> = padded.collect();
    match rules {
        Rules::Drawn => format!("│ {} │\n", cells.join(" │ ")),
        Rules::Grid => format!("| {} |\n", cells.join(" | ")),
        Rules::Dashes => format!("{}\n", cells.join("  ").trim_end()),
    }
}
