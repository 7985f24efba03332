//! Drawing one diagnostic through miette: a message, a small table with its marks, and help.

use gouji_model::{CellId, Language, Severity};
use miette::{
    GraphicalReportHandler, GraphicalTheme, LabeledSpan, MietteDiagnostic, MietteError,
    MietteSpanContents, SourceCode, SourceSpan, SpanContents,
};
use unicode_width::UnicodeWidthStr;

use crate::grid::{self, Wanted};
use crate::wrapped::wrapped;
use crate::{Checked, wording};

/// Widest line of explanations, however wide the terminal is: longer ones are hard to read.
const WIDEST: usize = 120;
/// The narrowest terminal that is laid out for.
const NARROWEST: usize = 60;
/// What the renderer puts before each line of the table.
const GUTTER: usize = 6;
/// What stands between a marked figure and the words below it.
const LEADER: usize = 5;

/// How the terminal is used.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Style {
    /// With colours.
    pub colour: bool,
    /// How many columns a line may have.
    pub width: usize,
    /// How many lines can be seen at once, where that is known.
    pub height: Option<usize>,
    /// With the identities of findings.
    pub verbose: bool,
}

impl Default for Style {
    /// What is written where nothing is known of the terminal.
    fn default() -> Self {
        Self {
            colour: false,
            width: 100,
            height: None,
            verbose: false,
        }
    }
}

impl Style {
    /// The width to lay out for.
    pub(crate) fn text_width(self) -> usize {
        self.width.clamp(NARROWEST, WIDEST)
    }
}

/// What a diagnostic shows.
pub(crate) struct Drawing {
    /// What is wrong.
    pub message: String,
    /// The titles and names of the rules.
    pub headline: String,
    /// How much it matters.
    pub severity: Severity,
    /// Below the table: what convicts, what to do, on which authority.
    pub help: String,
    /// Where it stands.
    pub spot: String,
    /// The cells whose rows and columns are shown; no table where there are none.
    pub cells: Vec<CellId>,
    /// Cells whose rows stay even where the table gets too long.
    pub keep: Vec<CellId>,
    /// The cells to mark.
    pub marks: Vec<Mark>,
}

/// A cell to mark.
pub(crate) struct Mark {
    pub cell: CellId,
    /// What is written under it.
    pub words: Option<String>,
}

/// Draws it; ends with an empty line.
pub(crate) fn draw(checked: &Checked<'_>, drawing: Drawing, style: Style) -> String {
    let severity = wording::severity(drawing.severity, checked.language);
    let between = wording::colon(checked.language);
    let headline = format!("{severity}{between}{}", drawing.headline);
    let code = wrapped("", &headline, style.text_width());
    let mut diagnostic = MietteDiagnostic::new(drawing.message)
        .with_code(code.trim_end())
        .with_severity(of_miette(drawing.severity));
    if !drawing.help.is_empty() {
        diagnostic = diagnostic.with_help(drawing.help);
    }
    let drawn = if drawing.cells.is_empty() {
        let text = rendered(&handler(style), diagnostic.into());
        format!("{}\n{text}", drawing.spot)
    } else {
        let grid = table(checked, &drawing.cells, &drawing.marks, drawing.keep, style);
        let diagnostic = diagnostic.with_labels(labels(&grid, &drawing.marks));
        let spot = from_the_right(&drawing.spot, style.text_width().saturating_sub(GUTTER + 8));
        let source = Whole {
            name: spot.clone(),
            lines: grid.text.matches('\n').count(),
            text: grid.text,
        };
        let report = miette::Report::from(diagnostic).with_source_code(source);
        let text = rendered(&handler(style).with_context_lines(40), report);
        without_own_position(&text, &spot)
    };
    in_language(drawn, checked.language) + "\n"
}

fn rendered(handler: &GraphicalReportHandler, report: miette::Report) -> String {
    let mut text = String::new();
    // Writing to a string does not fail.
    let _ = handler.render_report(&mut text, report.as_ref());
    text
}

/// The table of some cells, in which marked cells stay.
fn table(
    checked: &Checked<'_>,
    cells: &[CellId],
    marks: &[Mark],
    keep: Vec<CellId>,
    style: Style,
) -> grid::Grid {
    let marked = marks.iter().map(|mark| mark.cell);
    let keep: Vec<CellId> = marked.chain(keep).collect();
    grid::draw(&Wanted {
        form: &checked.pack.form,
        report: checked.report,
        cells,
        keep: &keep,
        room: room(marks, style),
        language: checked.language,
    })
}

/// How wide the table may be, so that neither it nor the words under its marks get too long.
fn room(marks: &[Mark], style: Style) -> usize {
    let words = marks.iter().filter_map(|mark| mark.words.as_deref());
    let words = words.map(|words| words.width() + LEADER).max().unwrap_or(0);
    style.text_width().saturating_sub(GUTTER + words)
}

/// A small table. One of few lines is shown whole: looking for the lines around each mark again
/// would take longer than drawing it.
#[derive(Debug)]
struct Whole {
    name: String,
    text: String,
    lines: usize,
}

impl SourceCode for Whole {
    fn read_span<'a>(
        &'a self,
        span: &SourceSpan,
        before: usize,
        after: usize,
    ) -> Result<Box<dyn SpanContents<'a> + 'a>, MietteError> {
        let all = (self.text.as_bytes(), (0, self.text.len()).into());
        let ((data, own), line, column, lines) = if self.lines <= before.min(after) {
            (all, 0, 0, self.lines)
        } else {
            let part = self.text.read_span(span, before, after)?;
            let shown = (part.data(), *part.span());
            (shown, part.line(), part.column(), part.line_count())
        };
        let name = self.name.clone();
        let contents = MietteSpanContents::new_named(name, data, own, line, column, lines);
        Ok(Box::new(contents))
    }
}

fn labels(grid: &grid::Grid, marks: &[Mark]) -> Vec<LabeledSpan> {
    let label = |span: &grid::Span| {
        let mark = marks.iter().find(|mark| mark.cell == span.cell)?;
        let (words, length) = (mark.words.clone(), span.range.len());
        (length > 0).then(|| LabeledSpan::new(words, span.range.start, length))
    };
    grid.spans.iter().filter_map(label).collect()
}

/// The end of a text, cut from the left to a width.
fn from_the_right(text: &str, widest: usize) -> String {
    if text.width() <= widest {
        return text.to_owned();
    }
    let mut starts = text.char_indices().map(|(start, _)| start);
    let cut = starts.find(|start| text[*start..].width() < widest);
    format!("…{}", &text[cut.unwrap_or(text.len())..])
}

/// The rendering without the line and column that miette adds to the source's name: they are of
/// the small table, and the name already says where the cell stands in the file. With colours,
/// codes stand between the name and the position.
fn without_own_position(text: &str, spot: &str) -> String {
    let found = text.match_indices(spot).find_map(|(start, _)| {
        let end = start + spot.len();
        let from = end + codes(&text[end..]);
        let length = position(&text[from..])?;
        Some((from, from + length))
    });
    match found {
        Some((from, to)) => format!("{}{}", &text[..from], &text[to..]),
        None => text.to_owned(),
    }
}

/// How many bytes of terminal codes a text begins with.
fn codes(text: &str) -> usize {
    let mut rest = text;
    while let Some(code) = rest.strip_prefix("\u{1b}[") {
        let Some(end) = code.find('m') else {
            break;
        };
        rest = &code[end + 1..];
    }
    text.len() - rest.len()
}

/// How many bytes `:line:column` takes at the beginning of a text.
fn position(text: &str) -> Option<usize> {
    let number = |text: &str| {
        let digits = text.strip_prefix(':')?;
        let length = digits.bytes().take_while(u8::is_ascii_digit).count();
        (length > 0).then_some(length + 1)
    };
    let line = number(text)?;
    Some(line + number(&text[line..])?)
}

/// The renderer's own word for help, in the reader's language; both are eight columns wide.
fn in_language(text: String, language: Language) -> String {
    match language {
        Language::English => text,
        Language::Chinese => text.replacen("  help: ", "  说明：", 1),
    }
}

const fn of_miette(severity: Severity) -> miette::Severity {
    match severity {
        Severity::Error => miette::Severity::Error,
        Severity::Warning => miette::Severity::Warning,
        Severity::Info => miette::Severity::Advice,
    }
}

fn handler(style: Style) -> GraphicalReportHandler {
    let theme = if style.colour {
        GraphicalTheme::unicode()
    } else {
        GraphicalTheme::unicode_nocolor()
    };
    GraphicalReportHandler::new_themed(theme)
        .with_links(false)
        .with_width(style.text_width())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_position_in_the_small_table_is_cut_with_and_without_colours() {
        let spot = "a.md:58:11";
        for (drawn, left) in [
            ("╭─[a.md:58:11:7:55]", "╭─[a.md:58:11]"),
            (
                "╭─[\u{1b}[36;1;4ma.md:58:11\u{1b}[0m:7:55]",
                "╭─[\u{1b}[36;1;4ma.md:58:11\u{1b}[0m]",
            ),
            ("╭─[a.md:58:11]", "╭─[a.md:58:11]"),
        ] {
            assert_eq!(without_own_position(drawn, spot), left);
        }
    }

    #[test]
    fn long_paths_keep_their_end() {
        assert_eq!(from_the_right("报告/水务局.docx", 12), "…水务局.docx");
        assert_eq!(from_the_right("a.md:1:2", 12), "a.md:1:2");
    }
}
