//! The other cells of the broken relations at a cell.

use std::collections::BTreeSet;

use gouji_lint::Linter;
use gouji_model::CellId;
use lsp_types::{DocumentHighlight, DocumentHighlightKind, Position};

use crate::checked::own_cells;
use crate::document::Document;

/// The cell at a position and all cells it is in a broken relation with; nothing elsewhere.
pub(crate) fn highlights<'p>(
    document: &Document<'p>,
    linter: &Linter<'p>,
    position: Position,
) -> Option<Vec<DocumentHighlight>> {
    let checked = document.checked(linter);
    let (report, at, _) = checked.cell_at(document, document.byte(position))?;
    let mut cells = BTreeSet::from([at]);
    for finding in &report.outcome.findings {
        let together: Vec<CellId> = own_cells(finding).collect();
        if finding.equation.is_some() && together.contains(&at) {
            cells.extend(together);
        }
    }
    let shown = cells
        .into_iter()
        .filter_map(|cell| checked.cell(document, &report.report, cell));
    let highlight = |range| DocumentHighlight {
        range: document.range(range),
        kind: Some(DocumentHighlightKind::TEXT),
    };
    Some(shown.map(highlight).collect())
}
