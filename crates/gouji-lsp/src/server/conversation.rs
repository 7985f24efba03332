//! A conversation with a client, as far as it does not rest on packs.

use std::collections::BTreeSet;

use gouji_model::Language;
use lsp_server::Connection;

use crate::error::LspError;
use crate::handshake::Agreement;
use crate::inbox::Inbox;
use crate::protocol::TextDocumentItem;
use crate::workspace::Roots;

/// How far the conversation is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Stage {
    /// Before `initialize`.
    Silent,
    /// In between.
    Serving,
    /// After `shutdown`.
    ShutDown,
}

/// What a server knows that does not rest on packs.
pub(crate) struct Conversation {
    pub(super) inbox: Inbox,
    pub(super) language: Language,
    pub(super) stage: Stage,
    pub(super) agreement: Agreement,
    pub(super) asked: u32,
    /// The open documents, each with whether it is an unsaved rule file.
    pub(super) documents: Vec<(TextDocumentItem, bool)>,
    pub(super) roots: Roots,
    pub(super) waiting: BTreeSet<String>,
}

impl Conversation {
    /// One in which nothing was said yet.
    pub(crate) fn over(connection: &Connection, language: Language) -> Result<Self, LspError> {
        Ok(Self {
            inbox: Inbox::of(connection)?,
            language,
            stage: Stage::Silent,
            agreement: Agreement::default(),
            asked: 0,
            documents: Vec::new(),
            roots: Roots::default(),
            waiting: BTreeSet::new(),
        })
    }
}
