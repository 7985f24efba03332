//! The reader of plain text and Markdown: lines to paragraphs and tables.
//!
//! Every line is classed by its look (`line`), and runs of lines that look alike become tables:
//! piped rows and one-cell-a-line pipes (`piped`), and columns laid out with spaces or tabs
//! (`layout`). Everything else is a paragraph of its own; wrapped prose is not joined. Empty lines
//! mean nothing, but where cells stand one a line they may be blank cells (`gaps`). Values separated by
//! commas are read as if by tabs (`separated`). Rulings (`ruling`) are no text; they tell where columns
//! stand in drawings (`drawn`) and above columns without bars (`ruled`). Cells copied as paragraphs have
//! lines with a tab between them (`apart`); lone bars may open rows (`opened`).
//! Numbers that count up at the foot of pages are of no table (`paging`), and comments of Markdown no text
//! (`commented`). Rows with bars may be wrapped (`wrapped`).

mod apart;
mod cell;
mod commented;
mod drawn;
mod gaps;
mod layout;
mod line;
mod markup;
mod opened;
mod paging;
mod piped;
mod ruled;
mod ruling;
mod separated;
#[cfg(test)]
mod tests;
mod wrapped;

use gouji_document::{Builder, Document, Source};
use gouji_format::{Excess, limits};

use cell::push;
use line::{Line, Look};
pub(crate) use ruling::is_ruling;

/// Reads plain text or Markdown.
#[must_use]
pub fn read_text(source: &Source<'_>) -> Document {
    let mut builder = Builder::with_capacity(source.text().len());
    if source.text().len() > limits::TEXT {
        builder.exceed(Excess::Text);
        return builder.finish();
    }
    let text = commented::without_comments(source.text());
    let tabbed = separated::with_tabs(&text);
    let text = tabbed.as_deref().unwrap_or(&text);
    let mut lines = line::lines(text);
    if lines.len() > limits::LINES {
        builder.exceed(Excess::Lines);
        return builder.finish();
    }
    paging::mark(text, &mut lines);
    lines = wrapped::unwrapped(text, &lines).unwrap_or(lines);
    read_lines(&lines, &mut builder);
    builder.finish()
}

/// Reads a part of a file that starts at a byte of it: the text between the tables of a page.
pub(crate) fn read_part(text: &str, start: u32, builder: &mut Builder) {
    let mut lines = line::lines(text);
    if lines.len() > limits::LINES {
        return builder.exceed(Excess::Lines);
    }
    lines = wrapped::unwrapped(text, &lines).unwrap_or(lines);
    for line in &mut lines {
        line.start += start;
    }
    read_lines(&lines, builder);
}

fn read_lines(lines: &[Line<'_>], builder: &mut Builder) {
    let blanks = gaps::blank_cells(lines);
    let measure = layout::measure_of(lines);
    let mut at = 0;
    while let Some(line) = lines.get(at).filter(|_| !builder.is_full()) {
        if let Some(taken) = ruled_or_apart(&lines[at..], builder) {
            at += taken;
            continue;
        }
        at += match line.look {
            Look::Plain if layout::heads_spaced(&lines[at..]) => {
                layout::read(&lines[at..], measure, builder)
            }
            Look::Plain if layout::begins_with_figure(&lines[at..]) => {
                layout::read(&lines[at..], measure, builder)
            }
            Look::Piped => piped::read(&lines[at..], builder),
            Look::Ruling if piped::begins(&lines[at..]) => piped::read(&lines[at..], builder),
            Look::Ruling => 1,
            Look::Columns | Look::Spaced | Look::Tabs => {
                layout::read(&lines[at..], measure, builder)
            }
            Look::Plain | Look::BlankCell => {
                paragraph(line, builder);
                1
            }
            Look::Empty | Look::PageNumber => {
                if blanks.contains(&at) {
                    paragraph(line, builder);
                }
                1
            }
        };
    }
}

/// Reads a table whose columns a ruling sets, or whose cells are paragraphs, if one begins here.
fn ruled_or_apart(lines: &[Line<'_>], builder: &mut Builder) -> Option<usize> {
    let next = lines.get(1).map(|line| line.look);
    match lines.first()?.look {
        Look::Ruling => ruled::read(lines, builder),
        Look::Plain | Look::Columns | Look::Spaced if next == Some(Look::Ruling) => {
            ruled::read(lines, builder)
        }
        Look::Plain => apart::read(lines, builder),
        _ => None,
    }
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
    let (range, place) = match text.contains('\\') {
        true => markup::push_lines(builder, &[(start, text)], start),
        false => push(builder, text, start),
    };
    builder.paragraph(range, place);
}
