//! Plain text: Markdown, bars, tabs, one cell a line.

use crate::typeset::piece::Piece;
use crate::typeset::printed::{Printed, PrintedCell, Role};
use crate::typeset::traits::Trait;

/// How rows are written.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Manner {
    Markdown,
    Boxed,
    Piped,
    Tabs,
    Lines,
    Commas,
}

/// Writes a text.
pub(crate) fn write(pieces: &[Piece], manner: Manner, traits: &[Trait]) -> String {
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
                rows(&mut text, table, manner, traits);
                text.push('\n');
            }
        }
    }
    text
}

fn rows(text: &mut String, table: &Printed, manner: Manner, traits: &[Trait]) {
    let written = match manner {
        Manner::Markdown | Manner::Boxed | Manner::Commas => grid(table),
        _ => cells(table),
    };
    for (index, row) in written.iter().enumerate() {
        match manner {
            Manner::Markdown | Manner::Boxed => {
                text.push_str(&format!("| {} |\n", row.join(" | ")));
                if index == 0 && manner == Manner::Markdown {
                    let rule = delimiter(traits);
                    text.push_str(&format!("|{}\n", rule.repeat(table.width)));
                }
            }
            Manner::Piped => text.push_str(&format!("{} |\n", row.join(" | "))),
            Manner::Commas => text.push_str(&format!("{}\n", row.join(","))),
            Manner::Tabs => text.push_str(&format!("{}\n", row.join("\t"))),
            Manner::Lines => row
                .iter()
                .for_each(|cell| text.push_str(&format!("{cell} |\n"))),
        }
    }
}

/// The rule below the head of a Markdown table, for one column.
fn delimiter(traits: &[Trait]) -> &'static str {
    if traits.contains(&Trait::OneDash) {
        "-|"
    } else if traits.contains(&Trait::ColonDash) {
        ":-:|"
    } else {
        "---|"
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
    let text = |slot: Slot<'_>| match slot {
        Some((cell, true)) => cell.text.clone(),
        _ => String::new(),
    };
    let rows = slots(table).into_iter();
    rows.map(|row| row.into_iter().map(text).collect())
        .collect()
}

/// The full grid: every place of a merged area has its text, and its role.
pub(crate) fn covered(table: &Printed) -> Vec<Vec<(String, Role)>> {
    let text = |slot: Slot<'_>| match slot {
        Some((cell, _)) => (cell.text.clone(), cell.role),
        None => (String::new(), Role::Head),
    };
    let rows = slots(table).into_iter();
    rows.map(|row| row.into_iter().map(text).collect())
        .collect()
}

/// A place of the grid: the cell it belongs to, and whether the cell begins there.
pub(crate) type Slot<'t> = Option<(&'t PrintedCell, bool)>;

/// The grid, place by place.
pub(crate) fn slots(table: &Printed) -> Vec<Vec<Slot<'_>>> {
    let mut grid: Vec<Vec<Slot<'_>>> = vec![vec![None; table.width]; table.rows.len()];
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
                    *slot = Some((cell, down == 0 && across == 0));
                }
            }
        }
    }
    grid
}
