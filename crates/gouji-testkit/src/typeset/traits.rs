//! What offices, converters and printers do to a report on its way: each trait alone can be put
//! on a printed report, and several together.
//!
//! A trait changes the table before it is laid out (`order`), the grid of its cells (`columns`,
//! `rows`, `cells`), the pieces around it (`pieces`), or only the manner in which text is written
//! (`crate::typeset::aligned`, `crate::typeset::ruled`). None changes a figure: what the report says
//! stays the truth.

mod cells;
mod columns;
mod list;
mod order;
mod pieces;
mod rows;

pub use list::Trait;
pub(crate) use order::{ordered, three_tables};
pub(crate) use pieces::around;

use crate::typeset::piece::Piece;
use crate::typeset::printed::Printed;

/// Puts the traits that change the grid on a table; `wide` is whether it is the form's largest.
pub(crate) fn on_grid(table: &mut Printed, traits: &[Trait], seed: u64) {
    for found in traits {
        match found {
            Trait::BlankZeros => cells::blank_zeros(table),
            Trait::FullWidthFigures => cells::full_width(table),
            Trait::SubtotalFirst => columns::subtotal(table, true),
            Trait::SubtotalLast => columns::subtotal(table, false),
            Trait::OtherHeads => cells::other_heads(table),
            Trait::EmptyBeforeFigures => columns::empty_before_figures(table),
            Trait::LabelLost => rows::lose_label(table, seed),
            Trait::LocalRow => rows::add_local(table),
            Trait::UprightGroups => rows::upright_groups(table),
            Trait::HiddenFigures => cells::hidden(table, seed),
            Trait::StruckFigures => cells::struck(table, seed),
            Trait::InputFields => cells::inputs(table),
            _ => {}
        }
    }
    // What numbers or repeats cells sees the table as the others left it.
    for found in traits {
        match found {
            Trait::MergedRepeated => rows::repeat_merged(table),
            Trait::SerialColumn => columns::serial(table),
            Trait::FrameIndex => {
                rows::repeat_merged(table);
                columns::frame_index(table);
            }
            _ => {}
        }
    }
}

/// A table in the pieces and copies that the traits ask for.
pub(crate) fn copies(table: Printed, traits: &[Trait]) -> Vec<Piece> {
    let has = |one: Trait| traits.contains(&one);
    let mut tables = Vec::new();
    if has(Trait::BlankFirst) {
        tables.push(cells::blank(&table));
    }
    if has(Trait::Twice) {
        tables.push(table.clone());
    }
    tables.push(table);
    let cut = has(Trait::PiecesHeaded) || has(Trait::PiecesBare);
    let pieces = tables.into_iter().flat_map(|table| match cut {
        true => rows::in_pieces(table, has(Trait::PiecesHeaded)),
        false => vec![table],
    });
    pieces.map(Piece::Table).collect()
}

/// Puts the traits that only change how lines are written on a whole text.
pub(crate) fn on_text(mut text: String, traits: &[Trait]) -> String {
    let each_line = |text: &str, mark: &str| -> String {
        text.lines().map(|line| format!("{mark}{line}\n")).collect()
    };
    if traits.contains(&Trait::Escaped) {
        text = text.replace('.', "\\.").replace('*', "\\*");
    }
    if traits.contains(&Trait::Indented) {
        text = each_line(&text, "\u{3000}\u{3000}");
    }
    if traits.contains(&Trait::Quoted) {
        text = each_line(&text, "> ");
    }
    if traits.contains(&Trait::HiddenDraft) {
        let draft = text.replace('1', "7");
        let body = |page: &str| {
            let page = page.split_once("<body>").map_or(page, |(_, body)| body);
            page.replace("</body></html>", "")
        };
        let hidden = format!(
            "<div style=\"display: none\">{}</div></body></html>",
            body(&draft)
        );
        text = text.replace("</body></html>", &hidden);
    }
    text
}
