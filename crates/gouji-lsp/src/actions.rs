//! Code actions: what puts a finding right, as edits of the text.
//!
//! Every edit was proved first: the text as it would be was read again, the changed cells read
//! as promised and nothing else changed.

use std::collections::HashMap;

use gouji_check::Outcome;
use gouji_fix::{Numbered, Proposal, Repair, Settings, Wanted, suggestions};
use gouji_lint::Linter;
use gouji_model::{Bilingual, CellId, Language, Report, SourceRange};
use gouji_rule::Pack;

use crate::checked::own_cells;
use crate::document::Document;
use crate::protocol::{
    CodeAction, CodeActionKind, CodeActionParams, Diagnostic, NumberOrString, Range, TextEdit, Uri,
    WorkspaceEdit,
};

/// The actions for a range of a document: those that repair a finding there, and the one that makes
/// all safe corrections.
pub(crate) fn actions(
    document: &Document,
    linter: &Linter,
    asked: &CodeActionParams,
    language: Language,
) -> Vec<CodeAction> {
    if document
        .project()
        .is_some_and(|project| project.trouble().is_some())
    {
        return Vec::new();
    }
    let Ok(repair) = Repair::open(linter, document.text().as_bytes(), None) else {
        return Vec::new();
    };
    let asking = Asking {
        document,
        linter,
        asked,
        language,
        repair: &repair,
    };
    let mut actions = Vec::new();
    if wants(asked, &CodeActionKind::QUICKFIX) {
        let fixes = asking.here().into_iter();
        actions.extend(fixes.filter_map(|one| asking.quick_fix(&one)));
    }
    if wants(asked, &CodeActionKind::SOURCE_FIX_ALL) {
        actions.extend(asking.fix_all());
    }
    actions
}

/// Whether the client asks for a kind of action.
pub(crate) fn wants(asked: &CodeActionParams, kind: &CodeActionKind) -> bool {
    let only = asked.context.only.as_ref();
    let includes = |asked: &CodeActionKind| {
        let (asked, kind) = (asked.as_str(), kind.as_str());
        kind == asked
            || kind
                .strip_prefix(asked)
                .is_some_and(|rest| rest.starts_with('.'))
    };
    only.is_none_or(|only| only.iter().any(includes))
}

struct Asking<'a> {
    document: &'a Document,
    linter: &'a Linter,
    asked: &'a CodeActionParams,
    language: Language,
    repair: &'a Repair<'a>,
}

impl Asking<'_> {
    /// The proposals that repair a finding which is shown.
    fn proposals(&self) -> Vec<Numbered> {
        let project = self.document.project();
        let apply = project.map(|project| {
            move |pack: &Pack, report: &Report, outcome: &mut Outcome| {
                project.apply(pack, report, outcome, false);
            }
        });
        self.repair.wanted(&Wanted {
            settings: apply.as_ref().map(|apply| apply as Settings<'_>),
            ..Wanted::default()
        })
    }

    /// The proposals for cells and findings in the range, then the other suggestions there.
    fn here(&self) -> Vec<Numbered> {
        let mut here: Vec<Numbered> = self.proposals();
        here.retain(|one| self.concerns(one));
        let checked = self.document.checked(self.linter);
        for (index, report) in checked.reports.iter().enumerate() {
            for finding in &report.outcome.findings {
                if !own_cells(finding).any(|cell| self.touches(index, cell)) {
                    continue;
                }
                for suggestion in suggestions(&report.pack.form, finding) {
                    let known = |(_, other): &Numbered| other.changes == suggestion.changes;
                    if !here.iter().any(known) {
                        here.push((index, suggestion));
                    }
                }
            }
        }
        here
    }

    /// Whether a proposal changes a cell in the range, or repairs a finding one of whose cells is.
    fn concerns(&self, (report, proposal): &Numbered) -> bool {
        let changed = proposal.changes.iter();
        if changed
            .into_iter()
            .any(|change| self.touches(*report, change.cell))
        {
            return true;
        }
        let checked = self.document.checked(self.linter);
        let Some(report_here) = checked.reports.get(*report) else {
            return false;
        };
        let changes = |cell| proposal.changes.iter().any(|change| change.cell == cell);
        let findings = report_here.outcome.findings.iter();
        findings
            .filter(|finding| proposal.rules.contains(&finding.rule))
            .filter(|finding| own_cells(finding).any(changes))
            .any(|finding| own_cells(finding).any(|cell| self.touches(*report, cell)))
    }

    /// Whether a cell is shown in the range asked about.
    fn touches(&self, report: usize, cell: CellId) -> bool {
        let checked = self.document.checked(self.linter);
        let report = checked.reports.get(report);
        let shown = report.and_then(|r| checked.cell(self.document, &r.report, cell));
        shown.is_some_and(|shown| {
            let (start, end) = (self.asked.range.start, self.asked.range.end);
            let (start, end) = (self.document.byte(start), self.document.byte(end));
            (shown.start as usize) <= end && start <= shown.end as usize
        })
    }

    fn quick_fix(&self, one: &Numbered) -> Option<CodeAction> {
        let edit = self.edit(std::slice::from_ref(one))?;
        let (_, Proposal { title, safe, .. }) = one;
        Some(CodeAction {
            title: title.get(self.language).to_owned(),
            kind: Some(CodeActionKind::QUICKFIX),
            diagnostics: self.resolved(one),
            edit: Some(edit),
            is_preferred: safe.then_some(true),
            ..CodeAction::default()
        })
    }

    /// The diagnostics of the client that a proposal repairs.
    fn resolved(&self, (_, proposal): &Numbered) -> Option<Vec<Diagnostic>> {
        let reported = self.asked.context.diagnostics.iter();
        let resolved = reported.filter(|diagnostic| match &diagnostic.code {
            Some(NumberOrString::String(code)) => proposal.rules.contains(code),
            _ => false,
        });
        let resolved: Vec<Diagnostic> = resolved.cloned().collect();
        (!resolved.is_empty()).then_some(resolved)
    }

    /// The action that makes all safe corrections of the document.
    fn fix_all(&self) -> Option<CodeAction> {
        let mut safe = self.proposals();
        safe.retain(|(_, proposal)| proposal.safe);
        if safe.is_empty() {
            return None;
        }
        let title = Bilingual::new(
            format!("改正所有能确定的问题（{} 处）", safe.len()),
            format!("make all safe corrections ({})", safe.len()),
        );
        Some(CodeAction {
            title: title.get(self.language).to_owned(),
            kind: Some(CodeActionKind::SOURCE_FIX_ALL),
            edit: Some(self.edit(&safe)?),
            ..CodeAction::default()
        })
    }

    fn edit(&self, chosen: &[Numbered]) -> Option<WorkspaceEdit> {
        let edits = self.repair.replacements(chosen).ok()?.into_iter();
        let edits: Vec<TextEdit> = edits
            .map(|piece| TextEdit::new(self.range(&piece.bytes), piece.text))
            .collect();
        // An address is what the protocol's edits are keyed by; it is not changed while it is one.
        #[allow(clippy::mutable_key_type)]
        let mut changes: HashMap<Uri, Vec<TextEdit>> = HashMap::new();
        changes.insert(self.document.uri.clone(), edits);
        Some(WorkspaceEdit::new(changes))
    }

    fn range(&self, bytes: &std::ops::Range<usize>) -> Range {
        let at = |byte: usize| u32::try_from(byte).unwrap_or(u32::MAX);
        self.document
            .range(SourceRange::new(at(bytes.start), at(bytes.end)))
    }
}
