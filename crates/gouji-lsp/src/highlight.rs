//! The cells that a cell is tied to by relations.

use std::collections::BTreeSet;

use gouji_check::cell_relations;
use gouji_lint::Linter;
use gouji_model::CellId;

use crate::checked::{CellAt, CheckedReport, own_cells};
use crate::document::Document;
use crate::protocol::{DocumentHighlight, DocumentHighlightKind, Position};

/// The cell at a position and the cells it is in a relation with; nothing elsewhere.
pub(crate) fn highlights(
    document: &Document,
    linter: &Linter,
    position: Position,
) -> Option<Vec<DocumentHighlight>> {
    let checked = document.checked(linter);
    let CellAt {
        report, cell: at, ..
    } = checked.cell_at(document, document.byte(position))?;
    let mut cells = BTreeSet::from([at]);
    cells.extend(tied(report, at));
    let shown = cells
        .into_iter()
        .filter_map(|cell| checked.cell(document, &report.report, cell));
    let highlight = |range| DocumentHighlight {
        range: document.range(range),
        kind: Some(DocumentHighlightKind::TEXT),
    };
    Some(shown.map(highlight).collect())
}

/// The cells of the broken relations at a cell; where none is broken, of all its relations.
fn tied(report: &CheckedReport, at: CellId) -> Vec<CellId> {
    let broken = report.outcome.findings.iter();
    let broken: Vec<CellId> = broken
        .filter(|finding| finding.equation.is_some() && own_cells(finding).any(|cell| cell == at))
        .flat_map(own_cells)
        .collect();
    if !broken.is_empty() {
        return broken;
    }
    let cell_relations = cell_relations(&report.pack, &report.report, at).into_iter();
    cell_relations
        .flat_map(|cell_relation| cell_relation.cells)
        .collect()
}
