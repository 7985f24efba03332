//! The reader of plain text and Markdown: lines to paragraphs and tables.
//!
//! Every line is classed by its look (`line`), and runs of lines that look alike become tables:
//! piped rows and one-cell-a-line pipes (`piped`), and columns laid out with spaces or tabs
//! (`layout`). Everything else is a paragraph of its own; wrapped prose is not joined. Empty lines
//! mean nothing, but where cells stand one a line they may be blank cells (`gaps`). Values separated by
//! commas are read as if by tabs (`separated`).

mod gaps;
mod layout;
mod line;
mod piped;
mod separated;
#[cfg(test)]
mod tests;

use gouji_document::{Builder, Cell, Document, Source, TextRange};
use gouji_model::{Excess, Place, SourceRange, limits};

use line::{Line, Look};

/// Reads plain text or Markdown.
#[must_use]
pub fn read_text(source: &Source<'_>) -> Document {
    let mut builder = Builder::with_capacity(source.text().len());
    if source.text().len() > limits::TEXT {
        builder.exceed(Excess::Text);
        return builder.finish();
    }
    let tabbed = separated::with_tabs(source.text());
    let lines = line::lines(tabbed.as_deref().unwrap_or(source.text()));
    if lines.len() > limits::LINES {
        builder.exceed(Excess::Lines);
        return builder.finish();
    }
    let blanks = gaps::blank_cells(&lines);
    let mut at = 0;
    while let Some(line) = lines.get(at).filter(|_| !builder.is_full()) {
        at += match line.look {
            Look::Plain if layout::heads_spaced(&lines[at..]) => {
                layout::read(&lines[at..], &mut builder)
            }
            Look::Piped => piped::read(&lines[at..], &mut builder),
            Look::Columns | Look::Spaced | Look::Tabs => layout::read(&lines[at..], &mut builder),
            Look::Plain | Look::BlankCell => {
                paragraph(line, &mut builder);
                1
            }
            Look::Empty | Look::PageNumber => {
                if blanks.contains(&at) {
                    paragraph(line, &mut builder);
                }
                1
            }
        };
    }
    builder.finish()
}

fn paragraph(line: &Line<'_>, builder: &mut Builder) {
    if matches!(line.look, Look::BlankCell | Look::Empty) {
        // A blank cell stands where its white space stands.
        let (mut range, place) = push(builder, line.text, line.start);
        range.start = range.end;
        return builder.paragraph(range, place);
    }
    let text = line.text.trim_start_matches(['#', '*']).trim();
    let start = line.start
        + (line.text.len() - line.text.trim_start_matches(['#', '*']).trim_start().len()) as u32;
    let (range, place) = push(builder, text, start);
    builder.paragraph(range, place);
}

/// Pushes a run of source text as it is.
fn push(builder: &mut Builder, text: &str, start: u32) -> (TextRange, Place) {
    let from = builder.position();
    builder.push_copied(text, start);
    let range = builder.trimmed_since(from);
    let place = SourceRange::new(start, start + text.len() as u32);
    // Texts of different cells must never touch, or a label could run into its value.
    builder.push_copied("\n", place.end);
    (range, Place::Text(place))
}

/// A cell one row high and one column wide.
fn cell(text: TextRange, place: Place, row: usize, column: u32, width: u32) -> Cell {
    Cell {
        text,
        place,
        row: row as u32,
        column,
        row_span: 1,
        column_span: width.max(1),
    }
}
