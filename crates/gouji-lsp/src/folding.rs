//! What an editor may fold: sections and tables.

use gouji_lint::Linter;
use gouji_model::Language;

use crate::document::Document;
use crate::protocol::{FoldingRange, FoldingRangeKind};
use crate::symbols::{Part, outline};

/// The sections and tables of a document that take more than one line.
pub(crate) fn foldings(document: &Document, linter: &Linter) -> Vec<FoldingRange> {
    let mut foldings = Vec::new();
    for part in outline(document, linter, Language::Chinese) {
        foldings.extend(folding(document, &part));
        let tables = part.parts.iter();
        foldings.extend(tables.filter_map(|table| folding(document, table)));
    }
    foldings
}

fn folding(document: &Document, part: &Part) -> Option<FoldingRange> {
    let range = document.range(part.range);
    (range.start.line < range.end.line).then(|| FoldingRange {
        start_line: range.start.line,
        end_line: range.end.line,
        kind: Some(FoldingRangeKind::Region),
        ..FoldingRange::default()
    })
}
