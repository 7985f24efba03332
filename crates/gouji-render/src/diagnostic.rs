//! Drawing one diagnostic through miette: a message, a small table with its marks, and help.

use gouji_model::{CellId, Severity};
use miette::{GraphicalReportHandler, GraphicalTheme, LabeledSpan, MietteDiagnostic, NamedSource};

use crate::{Checked, grid};

/// Widest line of explanations.
const WIDTH: usize = 100;

/// How the terminal is used.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Style {
    /// With colours.
    pub colour: bool,
}

/// What a diagnostic shows.
pub(crate) struct Drawing {
    /// What is wrong.
    pub message: String,
    /// The names of the rules.
    pub code: String,
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
    /// The cells to mark, and what to write under the mark.
    pub marks: Vec<(CellId, Option<String>)>,
}

/// Draws it; ends with an empty line.
pub(crate) fn draw(checked: &Checked<'_>, drawing: Drawing, style: Style) -> String {
    let code = format!("{}[{}]", drawing.severity.name(), drawing.code);
    let diagnostic = MietteDiagnostic::new(drawing.message)
        .with_code(code)
        .with_severity(severity(drawing.severity))
        .with_help(drawing.help);
    let handler = handler(style);
    let mut text = String::new();
    // Writing to a string does not fail.
    if drawing.cells.is_empty() {
        text.push_str(&format!("{}\n", drawing.spot));
        let report = miette::Report::from(diagnostic);
        let _ = handler.render_report(&mut text, report.as_ref());
        return text + "\n";
    }
    let marked = drawing.marks.iter().map(|(cell, _)| *cell);
    let keep: Vec<CellId> = marked.chain(drawing.keep).collect();
    let grid = grid::draw(&checked.pack.form, checked.report, &drawing.cells, &keep);
    let diagnostic = diagnostic.with_labels(labels(&grid, &drawing.marks));
    let source = NamedSource::new(drawing.spot.clone(), grid.text);
    let report = miette::Report::from(diagnostic).with_source_code(source);
    let _ = handler
        .with_context_lines(20)
        .render_report(&mut text, report.as_ref());
    without_own_position(&text, &drawing.spot) + "\n"
}

fn labels(grid: &grid::Grid, marks: &[(CellId, Option<String>)]) -> Vec<LabeledSpan> {
    let label = |(cell, start, end): &(CellId, usize, usize)| {
        let (_, text) = marks.iter().find(|(marked, _)| marked == cell)?;
        let length = end.checked_sub(*start).filter(|length| *length > 0)?;
        Some(LabeledSpan::new(text.clone(), *start, length))
    };
    grid.spans.iter().filter_map(label).collect()
}

/// The rendering without the line and column that miette adds to the source's name: they are of
/// the small table, and the name already says where the cell stands in the file.
fn without_own_position(text: &str, spot: &str) -> String {
    let head = format!("[{spot}:");
    let Some(start) = text.find(&head) else {
        return text.to_owned();
    };
    let from = start + head.len() - 1;
    let end = text[from..].find(']').map_or(from, |end| from + end);
    format!("{}{}", &text[..from], &text[end..])
}

const fn severity(severity: Severity) -> miette::Severity {
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
        .with_width(WIDTH)
}
