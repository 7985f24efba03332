//! Plain text: Markdown, bars, tabs, one cell a line.

use crate::Piece;
use crate::printed::Printed;

/// How rows are written.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Manner {
    Markdown,
    Boxed,
    Piped,
    Tabs,
    Lines,
}

/// Writes a text.
pub(crate) fn write(pieces: &[Piece], manner: Manner) -> String {
    let mut text = String::new();
    for piece in pieces {
        match piece {
            Piece::Title(title) if manner == Manner::Markdown => {
                text.push_str(&format!("# {title}\n\n"));
            }
            Piece::Heading(heading) if manner == Manner::Markdown => {
                text.push_str(&format!("## {heading}\n\n"));
            }
            Piece::Title(line) | Piece::Paragraph(line) | Piece::Heading(line) => {
                text.push_str(&format!("{line}\n\n"));
            }
            Piece::Table(table) => {
                rows(&mut text, table, manner);
                text.push('\n');
            }
        }
    }
    text
}

fn rows(text: &mut String, table: &Printed, manner: Manner) {
    let written = match manner {
        Manner::Markdown | Manner::Boxed => grid(table),
        _ => cells(table),
    };
    for (index, row) in written.iter().enumerate() {
        match manner {
            Manner::Markdown | Manner::Boxed => {
                text.push_str(&format!("| {} |\n", row.join(" | ")));
                if index == 0 && manner == Manner::Markdown {
                    text.push_str(&format!("|{}\n", "---|".repeat(table.width)));
                }
            }
            Manner::Piped => text.push_str(&format!("{} |\n", row.join(" | "))),
            Manner::Tabs => text.push_str(&format!("{}\n", row.join("\t"))),
            Manner::Lines => row
                .iter()
                .for_each(|cell| text.push_str(&format!("{cell} |\n"))),
        }
    }
}

/// The cells of each row as they begin in it.
fn cells(table: &Printed) -> Vec<Vec<String>> {
    let texts = table.rows.iter().map(|row| row.iter());
    texts
        .map(|row| row.map(|cell| cell.text.clone()).collect())
        .collect()
}

/// The full grid: merged areas have their text in the first place and nothing in the others.
pub(crate) fn grid(table: &Printed) -> Vec<Vec<String>> {
    let mut grid: Vec<Vec<Option<String>>> = vec![vec![None; table.width]; table.rows.len()];
    for (r, row) in table.rows.iter().enumerate() {
        for cell in row {
            let free = grid
                .get(r)
                .and_then(|row| row.iter().position(Option::is_none));
            let Some(column) = free else {
                continue;
            };
            for (down, line) in grid.iter_mut().skip(r).take(cell.rows).enumerate() {
                for (across, slot) in line.iter_mut().skip(column).take(cell.columns).enumerate() {
                    let first = down == 0 && across == 0;
                    *slot = Some(if first {
                        cell.text.clone()
                    } else {
                        String::new()
                    });
                }
            }
        }
    }
    let filled =
        |row: Vec<Option<String>>| row.into_iter().map(Option::unwrap_or_default).collect();
    grid.into_iter().map(filled).collect()
}
