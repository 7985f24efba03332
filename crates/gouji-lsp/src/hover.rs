//! What a cell is: its official labels, its address, and the relations it is in.

use std::fmt::Write as _;

use gouji_check::{CellRelation, Verdict, cell_relations};
use gouji_lint::Linter;
use gouji_model::{CellId, Language};

use crate::checked::{CellAt, CheckedReport};
use crate::document::Document;
use crate::protocol::{Hover, HoverContents, MarkupContent, MarkupKind, Position};

/// What is reported of the cell at a position; nothing elsewhere.
pub(crate) fn hover(
    document: &Document,
    linter: &Linter,
    position: Position,
    language: Language,
) -> Option<Hover> {
    let checked = document.checked(linter);
    let CellAt {
        report,
        cell,
        range,
    } = checked.cell_at(document, document.byte(position))?;
    Some(Hover {
        contents: HoverContents::Markup(MarkupContent {
            kind: MarkupKind::Markdown,
            value: about(report, cell, language),
        }),
        range: Some(document.range(range)),
    })
}

fn about(report: &CheckedReport, cell: CellId, language: Language) -> String {
    let form = &report.pack.form;
    let table = form.table_of(cell).title.get(language);
    let row = form.row_name(cell);
    let column = form.column_name(cell);
    let address = form.address(cell);
    let mut text = format!("**{row}** · **{column}**\n\n{table} `{address}`\n");
    for cell_relation in cell_relations(&report.pack, &report.report, cell) {
        // Writing to a string does not fail.
        let _ = write!(text, "\n- {}", line(report, &cell_relation, language));
    }
    text
}

fn line(report: &CheckedReport, cell_relation: &CellRelation<'_>, language: Language) -> String {
    let verdict = match (cell_relation.verdict, language) {
        (Verdict::Holds, Language::Chinese) => "✓ 成立",
        (Verdict::Holds, Language::English) => "✓ holds",
        (Verdict::Broken, Language::Chinese) => "✗ 不成立",
        (Verdict::Broken, Language::English) => "✗ does not hold",
        (Verdict::Blocked, Language::Chinese) => "? 未能核对",
        (Verdict::Blocked, Language::English) => "? could not be checked",
    };
    let title = report
        .pack
        .rule(cell_relation.rule)
        .map_or(cell_relation.rule, |rule| rule.title.get(language));
    let mut text = format!("{verdict} `{}` {title}", cell_relation.rule);
    if let Some(numbers) = &cell_relation.numbers {
        let _ = write!(text, ": {}", numbers.get(language));
    }
    text
}
