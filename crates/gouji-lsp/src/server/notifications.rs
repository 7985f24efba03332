//! Notifications: what the client tells of its documents.

use serde_json::Value;

use super::Server;
use crate::address::path_of;
use crate::document::Document;
use crate::protocol::notification::{self as notice, Notification as _};
use crate::protocol::{
    DidChangeTextDocumentParams, DidChangeWatchedFilesParams, DidChangeWorkspaceFoldersParams,
    DidCloseTextDocumentParams, DidOpenTextDocumentParams, DidSaveTextDocumentParams, Uri,
};
use crate::refusal::Refusal;

impl Server {
    /// Does what a notification says; returns the document it closes, if any. Unknown ones are
    /// passed over, as the protocol wants.
    pub(super) fn handle(&mut self, method: &str, params: Value) -> Result<Option<Uri>, Refusal> {
        match method {
            notice::DidOpenTextDocument::METHOD => self.opened(serde_json::from_value(params)?),
            notice::DidChangeTextDocument::METHOD => self.changed(serde_json::from_value(params)?),
            notice::DidSaveTextDocument::METHOD => self.saved(&serde_json::from_value(params)?)?,
            notice::DidCloseTextDocument::METHOD => {
                return Ok(self.closed(serde_json::from_value(params)?));
            }
            notice::Initialized::METHOD => {
                self.ask_to_watch()?;
                self.begin_relations()?;
            }
            notice::DidChangeWorkspaceFolders::METHOD => {
                let params: DidChangeWorkspaceFoldersParams = serde_json::from_value(params)?;
                self.roots.change(&params.event);
                self.begin_relations()?;
                self.ask_to_pull()?;
            }
            notice::DidChangeConfiguration::METHOD => self.settle_again(true)?,
            notice::DidChangeWatchedFiles::METHOD => {
                self.changed_on_disk(&serde_json::from_value(params)?)?;
            }
            _ => {}
        }
        Ok(None)
    }

    fn opened(&mut self, params: DidOpenTextDocumentParams) {
        let uri = params.text_document.uri.as_str().to_owned();
        let mut document = Document::new(params.text_document, self.agreement.encoding);
        document.check_with(self.projects.of(path_of(&document.uri)));
        self.waiting.insert(uri.clone());
        self.documents.insert(uri, document);
        self.share_unsaved();
    }

    fn changed(&mut self, params: DidChangeTextDocumentParams) {
        let uri = params.text_document.uri.as_str();
        if let Some(document) = self.documents.get_mut(uri) {
            document.change(params.text_document.version, params.content_changes);
            let is_rule = document.rule_file().is_some();
            self.waiting.insert(uri.to_owned());
            if is_rule {
                self.share_unsaved();
            }
        }
    }

    fn saved(&mut self, params: &DidSaveTextDocumentParams) -> Result<(), Refusal> {
        let uri = params.text_document.uri.as_str();
        self.note_changed(&[path_of(&params.text_document.uri)]);
        if let Some(document) = self.documents.get_mut(uri)
            && document.rule_file().is_some()
        {
            document.save();
            self.waiting.insert(uri.to_owned());
            self.share_unsaved();
        }
        // Not every client tells of files that it saved itself as changed on disk, too.
        if uri.ends_with(".toml") {
            self.settle_again(true)?;
        }
        Ok(())
    }

    /// The address of a closed document whose diagnostics were published.
    fn closed(&mut self, params: DidCloseTextDocumentParams) -> Option<Uri> {
        let uri = params.text_document.uri;
        self.waiting.remove(uri.as_str());
        self.documents.remove(uri.as_str());
        self.share_unsaved();
        (!self.agreement.client_pulls).then_some(uri)
    }

    fn changed_on_disk(&mut self, params: &DidChangeWatchedFilesParams) -> Result<(), Refusal> {
        let ends = |suffix: &str| {
            let mut changed = params.changes.iter();
            changed.any(|change| change.uri.as_str().ends_with(suffix))
        };
        let changed = params.changes.iter();
        let paths: Vec<_> = changed.map(|change| path_of(&change.uri)).collect();
        let is_known = self.note_changed(&paths);
        if ends(".toml") || (ends(".json") && !is_known) {
            self.settle_again(ends(".toml"))?;
        }
        Ok(())
    }

    /// Tells all rule files what others say that are not saved.
    pub(super) fn share_unsaved(&mut self) {
        let unsaved = self.documents.values();
        let unsaved = unsaved.filter(|document| document.is_unsaved());
        let unsaved = unsaved
            .map(|document| (path_of(&document.uri), document.text().to_owned()))
            .collect();
        for (address, document) in &mut self.documents {
            if document.set_unsaved(&unsaved) {
                self.waiting.insert(address.clone());
            }
        }
    }

    /// Reads configurations again, and rules on disk where asked, for all open documents.
    fn settle_again(&mut self, rules: bool) -> Result<(), Refusal> {
        self.projects.forget(rules);
        self.known.clear();
        for (address, document) in &mut self.documents {
            document.check_with(self.projects.of(path_of(&document.uri)));
            self.waiting.insert(address.clone());
        }
        self.begin_relations()?;
        Ok(self.ask_to_pull()?)
    }
}
