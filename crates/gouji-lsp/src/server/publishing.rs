//! What the server says unasked: diagnostics and complaints.

use lsp_server::{Message, Notification};

use super::Server;
use crate::LspError;
use crate::address::path_of;
use crate::diagnostics::{between, diagnostics, failed};
use crate::document::Document;
use crate::protocol::notification::{self as notice, Notification as _};
use crate::protocol::{Diagnostic, LogMessageParams, MessageType, PublishDiagnosticsParams, Uri};
use crate::refusal::guarded;

impl Server {
    /// Publishes the diagnostics of documents that changed.
    pub(super) fn publish_waiting(&mut self) -> Result<(), LspError> {
        let waiting = std::mem::take(&mut self.waiting);
        if self.agreement.client_pulls {
            return Ok(());
        }
        for uri in waiting {
            let Some(document) = self.documents.get(&uri) else {
                continue;
            };
            let found = guarded(|| Ok(self.items(document)));
            let (uri, version) = (document.uri.clone(), Some(document.version));
            match found {
                Ok(found) => self.publish(uri, version, found)?,
                Err(refusal) => {
                    self.publish(uri, version, vec![failed(self.language)])?;
                    self.log(refusal.message)?;
                }
            }
        }
        Ok(())
    }

    /// The diagnostics of a document: those of it alone, then those that rest on other files.
    pub(super) fn items(&self, document: &Document) -> Vec<Diagnostic> {
        let linter = self.linter(document);
        let mut items = diagnostics(document, linter, self.language);
        if document.rule_file().is_none() {
            let found = self.relations.of_file(&path_of(&document.uri));
            items.extend(between(document, linter, found, self.language));
        }
        items
    }

    pub(super) fn publish(
        &self,
        uri: Uri,
        version: Option<i32>,
        diagnostics: Vec<Diagnostic>,
    ) -> Result<(), LspError> {
        let params = PublishDiagnosticsParams::new(uri, diagnostics, version);
        let method = notice::PublishDiagnostics::METHOD.to_owned();
        self.send(Notification::new(method, params).into())
    }

    pub(super) fn log(&self, message: String) -> Result<(), LspError> {
        self.log_as(MessageType::ERROR, message)
    }

    pub(super) fn log_as(&self, typ: MessageType, message: String) -> Result<(), LspError> {
        let method = notice::LogMessage::METHOD.to_owned();
        self.send(Notification::new(method, LogMessageParams { typ, message }).into())
    }

    pub(super) fn send(&self, message: Message) -> Result<(), LspError> {
        let sent = self.to_client.send(message);
        sent.map_err(|_| LspError::Disconnected)
    }
}
