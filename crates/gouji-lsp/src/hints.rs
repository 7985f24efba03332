//! Inlay hints: beside a total that differs from what it sums up, the sum.
//!
//! A hint says what the other cells come to and not which of them is wrong: that is for the
//! findings and the corrections offered with them.

use std::collections::BTreeSet;

use gouji_lint::Linter;
use gouji_model::{Bilingual, CellId, Figure, Finding, Language, Place, SourceRange, Terms};

use crate::checked::{Checked, CheckedReport};
use crate::document::Document;
use crate::protocol::{InlayHint, InlayHintLabel, InlayHintTooltip, Range};

/// The hints in a range of a document, in the order of its reports and their rules.
pub(crate) fn hints(
    document: &Document,
    linter: &Linter,
    within: Range,
    language: Language,
) -> Vec<InlayHint> {
    let checked = document.checked(linter);
    let of_report = |report| of_report(document, checked, report, language);
    let all = checked.reports.iter().flat_map(of_report);
    all.filter(|hint| within.start <= hint.position && hint.position <= within.end)
        .collect()
}

/// One hint for each total and sum, however many rules say it.
fn of_report(
    document: &Document,
    checked: &Checked,
    report: &CheckedReport,
    language: Language,
) -> Vec<InlayHint> {
    let mut shown_before = BTreeSet::new();
    let mut hints = Vec::new();
    for finding in &report.outcome.findings {
        let Some((total, sum)) = unmet(finding) else {
            continue;
        };
        let Some(range) = checked.cell(document, &report.report, total) else {
            continue;
        };
        if shown_before.insert((total, sum)) {
            let tooltip = finding.message.get(language).to_owned();
            let position = document.position(range.end as usize);
            let place = Place::Text(SourceRange::default());
            let sum = report.pack.form.written(sum, place);
            hints.push(hint(position, &sum, tooltip, language));
        }
    }
    hints
}

/// The total of a broken sum and what the cells it sums up come to: a cell of this report that
/// stands alone on its side of the equation, and at least two cells of this report on the other.
fn unmet(finding: &Finding) -> Option<(CellId, Figure)> {
    let equation = finding.equation.as_ref()?;
    if equation.relation != "==" {
        return None;
    }
    let (left, right) = (&equation.left, &equation.right);
    alone(left, right)
        .map(|total| (total, equation.right_sum))
        .or_else(|| alone(right, left).map(|total| (total, equation.left_sum)))
}

fn alone(side: &Terms, others: &Terms) -> Option<CellId> {
    let [(1, evidence, _)] = side.as_slice() else {
        return None;
    };
    let prior = evidence.prior || others.iter().any(|(_, other, _)| other.prior);
    (!prior && others.len() > 1).then_some(evidence.cell)
}

fn hint(
    position: crate::protocol::Position,
    sum: &str,
    tooltip: String,
    language: Language,
) -> InlayHint {
    let label = Bilingual::new(format!("各项之和 {sum}"), format!("sum {sum}"));
    InlayHint {
        position,
        label: InlayHintLabel::String(label.get(language).to_owned()),
        kind: None,
        text_edits: None,
        tooltip: Some(InlayHintTooltip::String(tooltip)),
        padding_left: Some(true),
        padding_right: None,
        data: None,
    }
}
