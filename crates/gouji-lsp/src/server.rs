//! The server: takes messages in turn, answers requests, and publishes diagnostics when nothing
//! else is waiting.
//!
//! A message that makes something panic is answered with an error, and the next one is taken.

mod answer;
mod asking;
mod known;
mod notifications;
mod publishing;
mod pulling;
mod relating;
mod renames;
mod requests;

use std::cell::Cell;
use std::collections::{BTreeMap, BTreeSet};

use crossbeam_channel::Sender;
use gouji_model::Language;
use lsp_server::{Connection, ErrorCode, Message, Notification, Request, RequestId, Response};
use serde_json::Value;

use crate::LspError;
use crate::address::path_of;
use crate::document::Document;
use crate::handshake::Agreement;
use crate::inbox::Inbox;
use crate::locale::Locale;
use crate::project::Projects;
use crate::protocol::notification::{self as notice, Notification as _};
use crate::protocol::request::{self as ask, Request as _};
use crate::refusal::{Refusal, guarded};
use crate::relations::Relations;
use crate::roots::Roots;

use answer::Answer;
use known::Known;

/// How far the conversation with the client is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Stage {
    /// Before `initialize`.
    Silent,
    /// In between.
    Serving,
    /// After `shutdown`.
    ShutDown,
}

/// Serves one client.
pub(crate) struct Server {
    to_client: Sender<Message>,
    inbox: Inbox,
    projects: Projects,
    locale: Locale,
    language: Language,
    stage: Stage,
    agreement: Agreement,
    /// How much was asked of the client.
    asked: Cell<u32>,
    /// Open documents by address.
    documents: BTreeMap<String, Document>,
    /// The folders the client has open, and what was found in their files.
    roots: Roots,
    known: Known,
    /// What holds between the files in them.
    relations: Relations,
    /// Addresses of documents whose diagnostics are to be published.
    waiting: BTreeSet<String>,
}

impl Server {
    /// A server of a client that has said nothing yet.
    ///
    /// # Errors
    /// When the system has no thread left.
    pub(crate) fn new(
        connection: &Connection,
        projects: Projects,
        locale: Locale,
    ) -> Result<Self, LspError> {
        Ok(Self {
            to_client: connection.sender.clone(),
            inbox: Inbox::of(connection)?,
            projects,
            language: locale.at_first(),
            locale,
            stage: Stage::Silent,
            agreement: Agreement::default(),
            asked: Cell::new(0),
            documents: BTreeMap::new(),
            roots: Roots::default(),
            known: Known::new(),
            relations: Relations::default(),
            waiting: BTreeSet::new(),
        })
    }

    /// Takes messages until `exit`.
    pub(crate) fn serve(mut self) -> Result<(), LspError> {
        loop {
            if self.inbox.is_empty() {
                self.publish_waiting()?;
                self.relate()?;
            }
            match self.inbox.next()? {
                Message::Request(request) => self.request(request)?,
                Message::Notification(message) if message.method == notice::Exit::METHOD => {
                    return match self.stage {
                        Stage::ShutDown => Ok(()),
                        Stage::Silent | Stage::Serving => Err(LspError::ExitWithoutShutdown),
                    };
                }
                Message::Notification(message) => self.notification(message)?,
                // Nothing depends on the answers to what the server asks.
                Message::Response(_) => {}
            }
        }
    }

    fn request(&mut self, request: Request) -> Result<(), LspError> {
        let Request { id, method, params } = request;
        if self.inbox.cancels(&id) {
            let code = ErrorCode::RequestCanceled as i32;
            let cancelled = Response::new_err(id, code, "the client took it back".to_owned());
            return self.send(cancelled.into());
        }
        let response = match guarded(|| self.answer(&id, &method, params)) {
            Ok(value) => Response::new_ok(id, value),
            Err(refusal) => Response::new_err(id, refusal.code as i32, refusal.message),
        };
        self.send(response.into())
    }

    fn answer(&mut self, id: &RequestId, method: &str, params: Value) -> Answer {
        match (self.stage, method) {
            (Stage::Silent, ask::Initialize::METHOD) => self.initialize(&params),
            (Stage::Silent, _) => Err(Refusal::new(
                ErrorCode::ServerNotInitialized,
                "`initialize` comes first",
            )),
            (Stage::ShutDown, _) => Err(Refusal::new(
                ErrorCode::InvalidRequest,
                "after `shutdown` comes `exit`",
            )),
            (Stage::Serving, ask::Initialize::METHOD) => Err(Refusal::new(
                ErrorCode::InvalidRequest,
                "`initialize` comes only once",
            )),
            (Stage::Serving, ask::Shutdown::METHOD) => {
                self.stage = Stage::ShutDown;
                Ok(Value::Null)
            }
            (Stage::Serving, ask::WorkspaceDiagnosticRequest::METHOD) => {
                self.pulled_all(id, params)
            }
            (Stage::Serving, _) => self.about_document(method, params),
        }
    }

    fn initialize(&mut self, params: &Value) -> Answer {
        if !params.is_object() {
            let message = "the parameters of `initialize` are an object";
            return Err(Refusal::new(ErrorCode::InvalidParams, message));
        }
        self.agreement = Agreement::new(params);
        self.language = self.locale.with(params);
        self.roots = Roots::new(params);
        self.stage = Stage::Serving;
        Ok(serde_json::to_value(self.agreement.result())?)
    }

    fn notification(&mut self, message: Notification) -> Result<(), LspError> {
        if self.stage != Stage::Serving {
            return Ok(());
        }
        let Notification { method, params } = message;
        match guarded(|| self.handle(&method, params)) {
            Ok(None) => Ok(()),
            Ok(Some(closed)) => self.publish_closed(&path_of(&closed), closed),
            Err(refusal) => self.log(format!("{method}: {}", refusal.message)),
        }
    }
}
