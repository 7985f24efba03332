//! What editors colour: the cells of a report by what they hold, and those in findings.

use std::collections::BTreeMap;

use gouji_lint::Linter;
use gouji_model::{CellId, SourceRange, Value};

use crate::checked::{Checked, CheckedReport, own_cells};
use crate::document::Document;
use crate::protocol::{
    Range, SemanticToken, SemanticTokenModifier, SemanticTokenType, SemanticTokens,
    SemanticTokensLegend,
};

/// What a cell is coloured as: the index of a type below.
const FIGURE: u32 = 0;
const NOTHING: u32 = 1;
const TEXT: u32 = 2;
/// Modifiers, as bits.
const BROKEN: u32 = 1;
const SUSPECT: u32 = 2;

/// The types and modifiers that tokens refer to. Types are those every theme colours.
pub(crate) fn legend() -> SemanticTokensLegend {
    SemanticTokensLegend {
        token_types: vec![
            SemanticTokenType::NUMBER,
            SemanticTokenType::COMMENT,
            SemanticTokenType::STRING,
        ],
        token_modifiers: vec![
            SemanticTokenModifier::new("broken"),
            SemanticTokenModifier::new("suspect"),
        ],
    }
}

/// The cells of a document, or of a range of it, in the order of the text.
pub(crate) fn tokens(document: &Document, linter: &Linter, range: Option<Range>) -> SemanticTokens {
    let checked = document.checked(linter);
    let mut cells = BTreeMap::new();
    for report in &checked.reports {
        collect(document, checked, report, &mut cells);
    }
    let (mut line, mut start) = (0, 0);
    let mut data = Vec::new();
    for ((from, to), (token_type, token_modifiers_bitset)) in cells {
        let shown = document.range(SourceRange::new(from, to));
        let inside = range.is_none_or(|asked| asked.start <= shown.end && shown.start <= asked.end);
        // Tokens stand on one line; a cell on several has none.
        if !inside || shown.start.line != shown.end.line {
            continue;
        }
        let delta_line = shown.start.line - line;
        let before = if delta_line == 0 { start } else { 0 };
        (line, start) = (shown.start.line, shown.start.character);
        data.push(SemanticToken {
            delta_line,
            delta_start: start - before,
            length: shown.end.character - start,
            token_type,
            token_modifiers_bitset,
        });
    }
    SemanticTokens {
        result_id: None,
        data,
    }
}

/// Tokens by the bytes they stand at: type and modifiers.
type Cells = BTreeMap<(u32, u32), (u32, u32)>;

fn collect(document: &Document, checked: &Checked, report: &CheckedReport, cells: &mut Cells) {
    let modifiers = modifiers(report);
    for id in report.pack.form.cells() {
        let Some(cell) = report.report.cell(id) else {
            continue;
        };
        let kind = match cell.value {
            Value::Figure(_) | Value::LessThan(_) | Value::Date(_) => FIGURE,
            // There is nothing to colour.
            Value::Blank => continue,
            Value::Placeholder | Value::NotApplicable => NOTHING,
            Value::Text | Value::Words | Value::Choice(_) => TEXT,
        };
        let Some(shown) = checked.shown(document, cell.place) else {
            continue;
        };
        let given = modifiers.get(&id).copied().unwrap_or_default();
        cells.insert((shown.start, shown.end), (kind, given));
    }
}

/// The cells of broken relations, and those most likely wrong.
fn modifiers(report: &CheckedReport) -> BTreeMap<CellId, u32> {
    let mut found: BTreeMap<CellId, u32> = BTreeMap::new();
    for finding in &report.outcome.findings {
        for cell in own_cells(finding) {
            *found.entry(cell).or_default() |= BROKEN;
        }
        let first = finding
            .suspects
            .first()
            .filter(|suspect| !suspect.cell.prior);
        if let Some(suspect) = first {
            *found.entry(suspect.cell.cell).or_default() |= SUSPECT;
        }
    }
    found
}
