//! From a finding to the file of its rule.

use gouji_lint::Linter;

use crate::checked::own_cells;
use crate::diagnostics::main_range;
use crate::document::Document;
use crate::protocol::{Location, Position, Range};
use crate::rule_link;

/// The files of the rules that found something at a position, each once. Rules that come with the
/// product have none.
pub(crate) fn definitions(
    document: &Document,
    linter: &Linter,
    position: Position,
) -> Vec<Location> {
    let byte = document.byte(position);
    let checked = document.checked(linter);
    let mut found: Vec<Location> = Vec::new();
    for report in &checked.reports {
        for finding in &report.outcome.findings {
            let cells = own_cells(finding);
            let shown = cells.filter_map(|cell| checked.cell(document, &report.report, cell));
            let main = main_range(document, checked, report, finding);
            let mut ranges = shown.chain([main]);
            if !ranges.any(|range| (range.start as usize..=range.end as usize).contains(&byte)) {
                continue;
            }
            let file = report.pack.rule(&finding.rule).and_then(rule_link::file);
            let known = |uri: &crate::protocol::Uri| found.iter().any(|known| known.uri == *uri);
            if let Some(uri) = file.filter(|uri| !known(uri)) {
                found.push(Location::new(uri, Range::default()));
            }
        }
    }
    found
}
