//! Text laid out as on the page, the way extractors write it: labels over several lines, columns
//! aligned at either edge or centred, few spaces between.

use unicode_width::{UnicodeWidthChar, UnicodeWidthStr};

use crate::typeset::piece::Piece;
use crate::typeset::plain::grid;
use crate::typeset::printed::{Printed, Role};
use crate::typeset::traits::Trait;

/// How many columns a label may take before it goes on in the next line.
const LABEL_WIDTH: usize = 14;
/// The same for a head above figures.
const HEAD_WIDTH: usize = 6;

/// Whether a trait is about this manner of writing.
pub(crate) fn is_own(found: Trait) -> bool {
    matches!(
        found,
        Trait::RightAligned
            | Trait::Centred
            | Trait::WrappedMiddle
            | Trait::WrappedTop
            | Trait::WrappedBottom
            | Trait::OneSpace
            | Trait::BrokenFigures
    )
}

/// Writes a text.
pub(crate) fn write(pieces: &[Piece], traits: &[Trait]) -> String {
    let mut text = String::new();
    for piece in pieces {
        match piece {
            Piece::Title(line) => text.push_str(&format!("            {line}\n\n")),
            Piece::Paragraph(line) | Piece::Heading(line) => {
                text.push_str(&format!("    {line}\n\n"));
            }
            Piece::Table(table) => {
                rows(&mut text, table, traits);
                text.push('\n');
            }
        }
    }
    text
}

fn rows(text: &mut String, table: &Printed, traits: &[Trait]) {
    let cells = grid(table);
    let values = value_columns(table);
    let lines: Vec<Vec<Vec<String>>> = cells
        .iter()
        .map(|row| {
            let cells = row.iter().enumerate();
            cells
                .map(|(at, cell)| broken(cell, values[at], traits))
                .collect()
        })
        .collect();
    let widths = widths(&lines, table.width);
    let gap = if traits.contains(&Trait::OneSpace) {
        1
    } else {
        3
    };
    for row in &lines {
        let height = row.iter().map(Vec::len).max().unwrap_or(1);
        for line in 0..height {
            let mut written = String::new();
            let mut start = 0;
            for ((cell, width), is_value) in row.iter().zip(&widths).zip(&values) {
                let part = part(cell, height, line, traits);
                let before = match is_value {
                    true => indent(part, *width, traits),
                    false => 0,
                };
                if !part.is_empty() {
                    let least = usize::from(!written.is_empty());
                    let free = (start + before).saturating_sub(written.width());
                    written.push_str(&" ".repeat(free.max(least)));
                    written.push_str(part);
                }
                start += width + gap;
            }
            text.push_str(written.trim_end());
            text.push('\n');
        }
    }
}

/// Which columns hold figures.
fn value_columns(table: &Printed) -> Vec<bool> {
    let covered = crate::typeset::plain::covered(table);
    let holds = |at: usize| {
        let mut rows = covered.iter().filter_map(|row| row.get(at));
        rows.any(|(_, role)| *role == Role::Value)
    };
    (0..table.width).map(holds).collect()
}

/// A cell's text in lines.
fn broken(text: &str, is_value: bool, traits: &[Trait]) -> Vec<String> {
    let wraps = [
        Trait::WrappedMiddle,
        Trait::WrappedTop,
        Trait::WrappedBottom,
    ];
    let figure = !text.is_empty() && text.chars().all(|c| c.is_ascii_digit());
    if figure && traits.contains(&Trait::BrokenFigures) {
        return text.chars().map(String::from).collect();
    }
    if figure || !traits.iter().any(|found| wraps.contains(found)) {
        return vec![text.to_owned()];
    }
    wrapped(text, if is_value { HEAD_WIDTH } else { LABEL_WIDTH })
}

fn wrapped(text: &str, width: usize) -> Vec<String> {
    let mut lines = vec![String::new()];
    for c in text.chars() {
        let full = lines
            .last()
            .is_some_and(|line| !line.is_empty() && line.width() + c.width().unwrap_or(0) > width);
        if full {
            lines.push(String::new());
        }
        if let Some(line) = lines.last_mut() {
            line.push(c);
        }
    }
    lines
}

fn widths(rows: &[Vec<Vec<String>>], columns: usize) -> Vec<usize> {
    let mut widths = vec![4; columns];
    for row in rows {
        for (width, cell) in widths.iter_mut().zip(row) {
            let widest = cell.iter().map(|line| line.width()).max().unwrap_or(0);
            // A text merged over several columns takes no more of its first than a label may.
            *width = (*width).max(widest.min(40));
        }
    }
    widths
}

/// What of a cell stands on a line of its row.
fn part<'c>(cell: &'c [String], height: usize, line: usize, traits: &[Trait]) -> &'c str {
    let free = height - cell.len();
    let above = if traits.contains(&Trait::WrappedTop) {
        0
    } else if traits.contains(&Trait::WrappedBottom) {
        free
    } else {
        free / 2
    };
    let part = line.checked_sub(above).and_then(|at| cell.get(at));
    part.map_or("", String::as_str)
}

/// How far into its column a text stands.
fn indent(text: &str, width: usize, traits: &[Trait]) -> usize {
    let free = width.saturating_sub(text.width());
    if traits.contains(&Trait::RightAligned) {
        free
    } else if traits.contains(&Trait::Centred) {
        free / 2
    } else {
        0
    }
}
