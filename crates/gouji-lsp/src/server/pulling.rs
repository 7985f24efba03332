//! Diagnostics that the client asks for: those of a document, and those of all files of its
//! folders.

use std::collections::BTreeMap;
use std::fs;
use std::hash::{DefaultHasher, Hash, Hasher};
use std::path::{Path, PathBuf};

use lsp_server::{ErrorCode, RequestId};
use serde_json::Value;

use super::Server;
use super::answer::Answer;
use super::known::Seen;
use crate::address::{path_of, uri_of};
use crate::document::Document;
use crate::protocol::{
    Diagnostic, DocumentDiagnosticParams, DocumentDiagnosticReport, FullDocumentDiagnosticReport,
    RelatedFullDocumentDiagnosticReport, RelatedUnchangedDocumentDiagnosticReport,
    TextDocumentItem, UnchangedDocumentDiagnosticReport, Uri, WorkspaceDiagnosticParams,
    WorkspaceDiagnosticReport, WorkspaceDocumentDiagnosticReport,
    WorkspaceFullDocumentDiagnosticReport, WorkspaceUnchangedDocumentDiagnosticReport,
};
use crate::refusal::Refusal;

/// The largest file looked at unopened, in bytes: no report that is text is as large.
const LARGEST: u64 = 8 << 20;

impl Server {
    /// Answers with the diagnostics of an open document.
    pub(super) fn pulled(&self, params: Value) -> Answer {
        let asked: DocumentDiagnosticParams = serde_json::from_value(params)?;
        let document = self.document(&asked.text_document.uri)?;
        let items = self.items(document);
        let result_id = name_of(&items)?;
        let report = if asked.previous_result_id.as_ref() == Some(&result_id) {
            DocumentDiagnosticReport::Unchanged(RelatedUnchangedDocumentDiagnosticReport {
                related_documents: None,
                unchanged_document_diagnostic_report: UnchangedDocumentDiagnosticReport {
                    result_id,
                },
            })
        } else {
            DocumentDiagnosticReport::Full(RelatedFullDocumentDiagnosticReport {
                related_documents: None,
                full_document_diagnostic_report: full(result_id, items),
            })
        };
        Ok(serde_json::to_value(report)?)
    }

    /// Answers with the diagnostics of all files in the folders of the client. Files in which there
    /// was and is nothing to show are left out. Stops for whatever else the client says: an edit
    /// comes first, and the client asks again.
    pub(super) fn pulled_all(&mut self, id: &RequestId, params: Value) -> Answer {
        let asked: WorkspaceDiagnosticParams = serde_json::from_value(params)?;
        // Clients write addresses in their own ways, so files are distinguished by their paths.
        let before = asked.previous_result_ids.into_iter();
        let mut before: BTreeMap<PathBuf, (Uri, String)> = before
            .map(|previous| (path_of(&previous.uri), (previous.uri, previous.value)))
            .collect();
        let mut items = Vec::new();
        for path in self.roots.files() {
            self.unless_interrupted(id)?;
            let (known, result) = before.remove(&path).unzip();
            if let Some(uri) = known.or_else(|| uri_of(&path)) {
                items.extend(self.report_on(&path, uri, result)?);
            }
        }
        // What is no longer there has nothing to show.
        for (path, (uri, _)) in before {
            if self.open_at(&path).is_none() {
                items.push(whole(uri, None, name_of(&[])?, Vec::new()));
            }
        }
        Ok(serde_json::to_value(WorkspaceDiagnosticReport { items })?)
    }

    fn unless_interrupted(&mut self, id: &RequestId) -> Result<(), Refusal> {
        if self.inbox.cancels(id) {
            let message = "the client took it back";
            return Err(Refusal::new(ErrorCode::RequestCanceled, message));
        }
        if !self.inbox.is_empty() {
            let message = "something newer comes first";
            return Err(Refusal::new(ErrorCode::ServerCancelled, message));
        }
        Ok(())
    }

    /// The open document of a file, whatever the client calls it.
    fn open_at(&self, path: &Path) -> Option<&Document> {
        let mut open = self.documents.values();
        open.find(|document| path_of(&document.uri) == path)
    }

    /// What to say of a file, if anything.
    fn report_on(
        &mut self,
        path: &Path,
        uri: Uri,
        before: Option<String>,
    ) -> Result<Option<WorkspaceDocumentDiagnosticReport>, Refusal> {
        if let Some(document) = self.open_at(path) {
            let uri = document.uri.clone();
            let items = self.items(document);
            let version = Some(document.version);
            return Ok(pulled(uri, version, name_of(&items)?, items, before));
        }
        let Ok(about) = fs::metadata(path) else {
            return Ok(None);
        };
        let (changed, length) = (about.modified().ok(), about.len());
        let seen = self.known.get(path);
        let seen = seen.filter(|seen| (seen.changed, seen.length) == (changed, length));
        if let Some(seen) = seen
            && before.as_ref() == Some(&seen.result)
        {
            return Ok(pulled(uri, None, seen.result.clone(), Vec::new(), before));
        }
        let items = self.found_in(path, &uri, length);
        let result = name_of(&items)?;
        let seen = Seen {
            changed,
            length,
            result: result.clone(),
        };
        self.known.insert(path.to_owned(), seen);
        Ok(pulled(uri, None, result, items, before))
    }

    /// The diagnostics of a file that is not open; none where it is no text the server reads.
    fn found_in(&mut self, path: &Path, uri: &Uri, length: u64) -> Vec<Diagnostic> {
        let bytes = (length <= LARGEST).then(|| fs::read(path).ok()).flatten();
        let Some(text) = bytes.and_then(|bytes| String::from_utf8(bytes).ok()) else {
            return Vec::new();
        };
        let item = TextDocumentItem::new(uri.clone(), String::new(), 0, text);
        let mut document: Document = Document::new(item, self.agreement.encoding);
        document.check_with(self.projects.of(path.to_owned()));
        self.items(&document)
    }
}

/// What is reported about a file: that nothing changed, or everything; nothing where there was nothing.
fn pulled(
    uri: Uri,
    version: Option<i32>,
    result_id: String,
    items: Vec<Diagnostic>,
    before: Option<String>,
) -> Option<WorkspaceDocumentDiagnosticReport> {
    if before.as_ref() == Some(&result_id) {
        let report = UnchangedDocumentDiagnosticReport { result_id };
        return Some(WorkspaceDocumentDiagnosticReport::Unchanged(
            WorkspaceUnchangedDocumentDiagnosticReport {
                uri,
                version: version.map(i64::from),
                unchanged_document_diagnostic_report: report,
            },
        ));
    }
    let is_silent = items.is_empty() && before.is_none() && version.is_none();
    (!is_silent).then(|| whole(uri, version, result_id, items))
}

fn whole(
    uri: Uri,
    version: Option<i32>,
    result_id: String,
    items: Vec<Diagnostic>,
) -> WorkspaceDocumentDiagnosticReport {
    WorkspaceDocumentDiagnosticReport::Full(WorkspaceFullDocumentDiagnosticReport {
        uri,
        version: version.map(i64::from),
        full_document_diagnostic_report: full(result_id, items),
    })
}

fn full(result_id: String, items: Vec<Diagnostic>) -> FullDocumentDiagnosticReport {
    FullDocumentDiagnosticReport {
        result_id: Some(result_id),
        items,
    }
}

/// The name of diagnostics: the same for the same ones.
fn name_of(items: &[Diagnostic]) -> Result<String, Refusal> {
    let mut hasher = DefaultHasher::new();
    serde_json::to_string(items)?.hash(&mut hasher);
    Ok(format!("{:016x}", hasher.finish()))
}
