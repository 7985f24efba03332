//! Letting go of packs that nothing is checked with any more.
//!
//! What was found points into the packs it was found with, so packs stay as long as their server.
//! Once many have been replaced, the server hands what it knows of the conversation to a new one.

use std::cell::Cell;
use std::collections::BTreeMap;

use lsp_server::Connection;

use super::Server;
use super::conversation::Conversation;
use super::known::Known;
use crate::address::path_of;
use crate::document::Document;
use crate::project::Governor;
use crate::protocol::TextDocumentItem;

impl<'a> Server<'a> {
    /// A server that goes on with a conversation.
    pub(crate) fn new(
        connection: &'a Connection,
        mut governor: Governor<'a>,
        conversation: Conversation,
    ) -> Self {
        let encoding = conversation.agreement.encoding;
        let open = |(item, unsaved): (TextDocumentItem, bool)| {
            let address = item.uri.as_str().to_owned();
            let mut document = Document::new(item, encoding);
            document.govern(governor.of(path_of(&document.uri)));
            if unsaved {
                document.unsettle();
            }
            (address, document)
        };
        let mut server = Self {
            connection,
            documents: conversation.documents.into_iter().map(open).collect(),
            governor,
            inbox: conversation.inbox,
            language: conversation.language,
            stage: conversation.stage,
            agreement: conversation.agreement,
            asked: Cell::new(conversation.asked),
            roots: conversation.roots,
            known: Known::new(),
            waiting: conversation.waiting,
        };
        server.share_unsaved();
        server
    }

    /// The conversation as it stands, for a server that goes on with it.
    pub(super) fn conversation(self) -> Conversation {
        let item = |document: Document<'_>| {
            let unsaved = document.is_unsaved();
            let item = TextDocumentItem {
                text: document.text().to_owned(),
                uri: document.uri.clone(),
                version: document.version,
                language_id: String::new(),
            };
            (item, unsaved)
        };
        let documents: BTreeMap<String, Document<'_>> = self.documents;
        Conversation {
            inbox: self.inbox,
            language: self.language,
            stage: self.stage,
            agreement: self.agreement,
            asked: self.asked.get(),
            documents: documents.into_values().map(item).collect(),
            roots: self.roots,
            waiting: self.waiting,
        }
    }
}
