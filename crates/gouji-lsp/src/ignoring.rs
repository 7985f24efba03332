//! The code action that accepts a finding with a reason: a suppression at the end of the
//! document's `gouji.toml`, or in a new one.

use std::collections::HashMap;
use std::fs;
use std::path::{Path, PathBuf};

use gouji_config::{FILE_NAME, draft};
use gouji_model::{Bilingual, Finding, Language};

use crate::address::uri_of;
use crate::checked::{CheckedReport, own_cells};
use crate::diagnostics::main_range;
use crate::document::Document;
use crate::lines::Lines;
use crate::protocol::{
    CodeAction, CodeActionKind, CreateFile, CreateFileOptions, DocumentChangeOperation,
    DocumentChanges, OneOf, OptionalVersionedTextDocumentIdentifier, Position, Range, ResourceOp,
    TextDocumentEdit, TextEdit, Uri, WorkspaceEdit,
};

/// What ignoring depends on besides the document.
pub(crate) struct Ignoring<'a> {
    /// The language of titles and of the hint in the file.
    pub language: Language,
    /// Whether the client can be asked to make a file.
    pub client_creates: bool,
    /// The folder the editor has open that the document is in.
    pub root: Option<&'a Path>,
}

impl Ignoring<'_> {
    /// An action for each finding shown in a range.
    pub(crate) fn actions(
        &self,
        document: &Document,
        linter: &gouji_lint::Linter,
        range: Range,
    ) -> Vec<CodeAction> {
        let Some(target) = self.target(document) else {
            return Vec::new();
        };
        let (start, end) = (document.byte(range.start), document.byte(range.end));
        let checked = document.checked(linter);
        let mut actions = Vec::new();
        for report in &checked.reports {
            for finding in &report.outcome.findings {
                let cells = own_cells(finding);
                let shown = cells.filter_map(|cell| checked.cell(document, &report.report, cell));
                let main = main_range(document, checked, report, finding);
                let mut ranges = shown.chain([main]);
                if ranges.any(|range| range.start as usize <= end && start <= range.end as usize) {
                    actions.extend(self.action(&target, report, finding, document));
                }
            }
        }
        actions
    }

    fn action(
        &self,
        target: &Target,
        report: &CheckedReport,
        finding: &Finding,
        document: &Document,
    ) -> Option<CodeAction> {
        let rule = &finding.rule;
        let title = Bilingual::new(
            format!("接受“{rule}”这一项，在 {FILE_NAME} 写明理由"),
            format!("accept this `{rule}` and say why in {FILE_NAME}"),
        );
        let draft = draft(finding, &report.report, self.language);
        Some(CodeAction {
            title: title.get(self.language).to_owned(),
            kind: Some(CodeActionKind::QUICKFIX),
            edit: Some(target.append(&draft, document)?),
            ..CodeAction::default()
        })
    }

    /// The configuration to write to: the one that governs the document, else a new one in the
    /// folder the editor has open. None where configurations are not looked for.
    fn target(&self, document: &Document) -> Option<Target> {
        let project = document.project()?;
        if let Some(path) = project.configuration() {
            let text = fs::read_to_string(path).ok()?;
            return Some(Target {
                path: path.to_owned(),
                text: Some(text),
            });
        }
        if !self.client_creates || !project.is_looked_for() {
            return None;
        }
        let folder = self.root.or_else(|| project.path().parent())?;
        let path = folder.join(FILE_NAME);
        folder.is_absolute().then_some(Target { path, text: None })
    }
}

/// A configuration, with its text where it is there already.
struct Target {
    path: PathBuf,
    text: Option<String>,
}

impl Target {
    /// The edit that adds lines at the end.
    fn append(&self, lines: &str, document: &Document) -> Option<WorkspaceEdit> {
        let uri = uri_of(&self.path)?;
        let Some(text) = &self.text else {
            return Some(created(uri, lines));
        };
        let end = Lines::new(text, document.encoding()).position(text, text.len());
        let gap = match text.is_empty() || text.ends_with("\n\n") {
            true => "",
            false if text.ends_with('\n') => "\n",
            false => "\n\n",
        };
        // An address is what the protocol's edits are keyed by; it is not changed while it is one.
        #[allow(clippy::mutable_key_type)]
        let mut changes: HashMap<Uri, Vec<TextEdit>> = HashMap::new();
        changes.insert(
            uri,
            vec![TextEdit::new(Range::new(end, end), format!("{gap}{lines}"))],
        );
        Some(WorkspaceEdit::new(changes))
    }
}

/// The edit that makes a file of these lines.
fn created(uri: Uri, lines: &str) -> WorkspaceEdit {
    let start = Range::new(Position::new(0, 0), Position::new(0, 0));
    let create = CreateFile {
        uri: uri.clone(),
        options: Some(CreateFileOptions {
            overwrite: None,
            ignore_if_exists: Some(true),
        }),
        annotation_id: None,
    };
    let write = TextDocumentEdit {
        text_document: OptionalVersionedTextDocumentIdentifier { uri, version: None },
        edits: vec![OneOf::Left(TextEdit::new(start, lines.to_owned()))],
    };
    let steps = vec![
        DocumentChangeOperation::Op(ResourceOp::Create(create)),
        DocumentChangeOperation::Edit(write),
    ];
    WorkspaceEdit {
        document_changes: Some(DocumentChanges::Operations(steps)),
        ..WorkspaceEdit::default()
    }
}
