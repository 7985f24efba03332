//! The code action that accepts a finding with a reason: a suppression at the end of the
//! document's `gouji.toml`, or in a new one.

use std::fs;
use std::path::{Path, PathBuf};

use gouji_config::{FILE_NAME, draft};
use gouji_model::{Bilingual, Finding, Language};

use crate::address::uri_of;
use crate::checked::{CheckedReport, own_cells};
use crate::diagnostics::main_range;
use crate::document::Document;
use crate::lines::Lines;
use crate::naming::Open;
use crate::protocol::{
    CodeAction, CodeActionKind, CreateFile, CreateFileOptions, DocumentChangeOperation,
    DocumentChanges, OneOf, OptionalVersionedTextDocumentIdentifier, Position, Range, ResourceOp,
    TextDocumentEdit, TextEdit, Uri, WorkspaceEdit,
};
use crate::renaming::workspace_edit;

/// What ignoring depends on besides the document.
pub(crate) struct Ignoring<'a> {
    /// The language of titles and of the hint in the file.
    pub language: Language,
    /// What is open: an edit is of the text that the editor has, which may not be saved.
    pub open: Open<'a>,
    /// Whether edits may name the versions they are for.
    pub client_versions: bool,
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
            edit: Some(target.append(&draft, document, self.client_versions)?),
            ..CodeAction::default()
        })
    }

    /// The configuration to write to: the one that governs the document, else a new one in the
    /// folder the editor has open. None where configurations are not looked for.
    fn target(&self, document: &Document) -> Option<Target> {
        let project = document.project()?;
        if let Some(path) = project.configuration() {
            return self.target_at(path);
        }
        if !self.client_creates || !project.is_looked_for() {
            return None;
        }
        let folder = self.root.or_else(|| project.path().parent())?;
        let path = folder.join(FILE_NAME);
        // One that was begun and never saved is open, and nowhere else.
        let begun = self.target_at(&path);
        let new = folder.is_absolute().then(|| Target {
            uri: uri_of(&path),
            version: None,
            text: None,
        });
        begun.or(new)
    }

    /// A configuration that is there, as the editor has it, else as the disk has it.
    fn target_at(&self, path: &Path) -> Option<Target> {
        let is_it = |open: &PathBuf| {
            let names = |path: &Path| path.file_name().map(ToOwned::to_owned);
            // The editor may have come there by way of a link.
            open == path
                || names(open) == names(path)
                    && open
                        .canonicalize()
                        .is_ok_and(|open| path.canonicalize().is_ok_and(|path| open == path))
        };
        let mut open = self.open.iter();
        if let Some((open, (text, version))) = open.find(|(open, _)| is_it(open)) {
            return Some(Target {
                uri: uri_of(open),
                version: Some(*version),
                text: Some((*text).to_owned()),
            });
        }
        Some(Target {
            uri: uri_of(path),
            version: None,
            text: Some(fs::read_to_string(path).ok()?),
        })
    }
}

/// A configuration, with its text where it is there already and its version where it is open.
struct Target {
    uri: Option<Uri>,
    version: Option<i32>,
    text: Option<String>,
}

impl Target {
    /// The edit that adds lines at the end.
    fn append(&self, lines: &str, document: &Document, versioned: bool) -> Option<WorkspaceEdit> {
        let uri = self.uri.clone()?;
        let Some(text) = &self.text else {
            return Some(created(uri, lines));
        };
        let end = Lines::new(text, document.encoding()).position(text, text.len());
        let gap = match text.is_empty() || text.ends_with("\n\n") {
            true => "",
            false if text.ends_with('\n') => "\n",
            false => "\n\n",
        };
        let edit = TextEdit::new(Range::new(end, end), format!("{gap}{lines}"));
        let edit = TextDocumentEdit {
            text_document: OptionalVersionedTextDocumentIdentifier {
                uri,
                version: self.version,
            },
            edits: vec![OneOf::Left(edit)],
        };
        Some(workspace_edit(vec![edit], versioned))
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
