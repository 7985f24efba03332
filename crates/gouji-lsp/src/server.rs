//! The server: takes messages in turn, answers requests, and publishes diagnostics when nothing
//! else is waiting.
//!
//! A message that makes something panic is answered with an error, and the next one is taken.

use std::collections::{BTreeMap, BTreeSet};
use std::panic::{AssertUnwindSafe, catch_unwind};

use gouji_lint::Linter;
use gouji_model::Language;
use gouji_pack::Packs;
use lsp_server::{Connection, ErrorCode, Message, Notification, Request, Response};
use lsp_types::notification::{self as notice, Notification as _};
use lsp_types::request::{self as ask, Request as _};
use lsp_types::{
    CodeActionParams, Diagnostic, DidChangeTextDocumentParams, DidCloseTextDocumentParams,
    DidOpenTextDocumentParams, DocumentDiagnosticParams, DocumentDiagnosticReport,
    DocumentHighlightParams, DocumentSymbolParams, FoldingRangeParams,
    FullDocumentDiagnosticReport, HoverParams, InlayHintParams, LogMessageParams, MessageType,
    PublishDiagnosticsParams, RelatedFullDocumentDiagnosticReport, Uri,
};
use serde_json::Value;

use crate::LspError;
use crate::actions::actions;
use crate::diagnostics::diagnostics;
use crate::document::Document;
use crate::folding::foldings;
use crate::handshake::Agreement;
use crate::highlight::highlights;
use crate::hints::hints;
use crate::hover::hover;
use crate::inbox::Inbox;
use crate::symbols::symbols;

/// How far the conversation is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Stage {
    /// Before `initialize`.
    Silent,
    /// In between.
    Serving,
    /// After `shutdown`.
    ShutDown,
}

/// Why a request is answered with an error.
#[derive(Debug)]
pub(crate) struct Refusal {
    code: ErrorCode,
    message: String,
}

impl Refusal {
    fn new(code: ErrorCode, message: impl Into<String>) -> Self {
        let message = message.into();
        Self { code, message }
    }
}

impl From<serde_json::Error> for Refusal {
    fn from(error: serde_json::Error) -> Self {
        Self::new(ErrorCode::InvalidParams, error.to_string())
    }
}

type Answer = Result<Value, Refusal>;

/// Serves one client.
pub(crate) struct Server<'a> {
    connection: &'a Connection,
    inbox: Inbox,
    linter: Linter<'a>,
    language: Language,
    stage: Stage,
    agreement: Agreement,
    /// Open documents by address.
    documents: BTreeMap<String, Document<'a>>,
    /// Addresses of documents whose diagnostics are to be published.
    waiting: BTreeSet<String>,
}

impl<'a> Server<'a> {
    /// A server that has heard nothing yet.
    pub(crate) fn new(
        connection: &'a Connection,
        packs: &'a Packs,
        language: Language,
    ) -> Result<Self, LspError> {
        Ok(Self {
            connection,
            inbox: Inbox::of(connection)?,
            linter: Linter::new(packs),
            language,
            stage: Stage::Silent,
            agreement: Agreement::default(),
            documents: BTreeMap::new(),
            waiting: BTreeSet::new(),
        })
    }

    /// Takes messages until `exit`.
    pub(crate) fn serve(mut self) -> Result<(), LspError> {
        loop {
            if self.inbox.is_empty() {
                self.publish_waiting()?;
            }
            match self.inbox.next()? {
                Message::Request(request) => self.request(request)?,
                Message::Notification(told) if told.method == notice::Exit::METHOD => {
                    return match self.stage {
                        Stage::ShutDown => Ok(()),
                        Stage::Silent | Stage::Serving => Err(LspError::ExitWithoutShutdown),
                    };
                }
                Message::Notification(told) => self.notification(told)?,
                // The server asks nothing, so there is nothing to be answered.
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
        let response = match guarded(|| self.answer(&method, params)) {
            Ok(value) => Response::new_ok(id, value),
            Err(refusal) => Response::new_err(id, refusal.code as i32, refusal.message),
        };
        self.send(response.into())
    }

    fn answer(&mut self, method: &str, params: Value) -> Answer {
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
            (Stage::Serving, _) => self.about_document(method, params),
        }
    }

    fn initialize(&mut self, params: &Value) -> Answer {
        if !params.is_object() {
            let message = "the parameters of `initialize` are an object";
            return Err(Refusal::new(ErrorCode::InvalidParams, message));
        }
        self.agreement = Agreement::new(params);
        self.stage = Stage::Serving;
        Ok(serde_json::to_value(self.agreement.result())?)
    }

    /// Answers a request about an open document.
    fn about_document(&self, method: &str, params: Value) -> Answer {
        match method {
            ask::DocumentDiagnosticRequest::METHOD => self.pulled(params),
            ask::HoverRequest::METHOD => {
                let asked: HoverParams = serde_json::from_value(params)?;
                let asked = asked.text_document_position_params;
                let document = self.document(&asked.text_document.uri)?;
                let hover = hover(document, &self.linter, asked.position, self.language);
                Ok(serde_json::to_value(hover)?)
            }
            ask::CodeActionRequest::METHOD => {
                let asked: CodeActionParams = serde_json::from_value(params)?;
                let document = self.document(&asked.text_document.uri)?;
                let found = actions(document, &self.linter, &asked, self.language);
                Ok(serde_json::to_value(found)?)
            }
            ask::InlayHintRequest::METHOD => {
                let asked: InlayHintParams = serde_json::from_value(params)?;
                let document = self.document(&asked.text_document.uri)?;
                let found = hints(document, &self.linter, asked.range, self.language);
                Ok(serde_json::to_value(found)?)
            }
            ask::DocumentHighlightRequest::METHOD => {
                let asked: DocumentHighlightParams = serde_json::from_value(params)?;
                let asked = asked.text_document_position_params;
                let document = self.document(&asked.text_document.uri)?;
                let found = highlights(document, &self.linter, asked.position);
                Ok(serde_json::to_value(found)?)
            }
            ask::DocumentSymbolRequest::METHOD => {
                let asked: DocumentSymbolParams = serde_json::from_value(params)?;
                let document = self.document(&asked.text_document.uri)?;
                let found = symbols(document, &self.linter, self.language);
                Ok(serde_json::to_value(found)?)
            }
            ask::FoldingRangeRequest::METHOD => {
                let asked: FoldingRangeParams = serde_json::from_value(params)?;
                let document = self.document(&asked.text_document.uri)?;
                Ok(serde_json::to_value(foldings(document, &self.linter))?)
            }
            unknown => Err(Refusal::new(
                ErrorCode::MethodNotFound,
                format!("`{unknown}` is not served"),
            )),
        }
    }

    fn pulled(&self, params: Value) -> Answer {
        let asked: DocumentDiagnosticParams = serde_json::from_value(params)?;
        let document = self.document(&asked.text_document.uri)?;
        let report = DocumentDiagnosticReport::Full(RelatedFullDocumentDiagnosticReport {
            related_documents: None,
            full_document_diagnostic_report: FullDocumentDiagnosticReport {
                result_id: None,
                items: diagnostics(document, &self.linter, self.language),
            },
        });
        Ok(serde_json::to_value(report)?)
    }

    fn document(&self, uri: &Uri) -> Result<&Document<'a>, Refusal> {
        self.documents.get(uri.as_str()).ok_or_else(|| {
            let message = format!("`{}` is not open", uri.as_str());
            Refusal::new(ErrorCode::InvalidParams, message)
        })
    }

    fn notification(&mut self, told: Notification) -> Result<(), LspError> {
        if self.stage != Stage::Serving {
            return Ok(());
        }
        let Notification { method, params } = told;
        match guarded(|| self.heed(&method, params)) {
            Ok(None) => Ok(()),
            Ok(Some(closed)) => self.publish(closed, None, Vec::new()),
            Err(refusal) => self.log(format!("{method}: {}", refusal.message)),
        }
    }

    /// Does what a notification says; returns the document it closes, if any. Unknown ones are
    /// passed over, as the protocol wants.
    fn heed(&mut self, method: &str, params: Value) -> Result<Option<Uri>, Refusal> {
        match method {
            notice::DidOpenTextDocument::METHOD => {
                let told: DidOpenTextDocumentParams = serde_json::from_value(params)?;
                let uri = told.text_document.uri.as_str().to_owned();
                let document = Document::new(told.text_document, self.agreement.encoding);
                self.waiting.insert(uri.clone());
                self.documents.insert(uri, document);
            }
            notice::DidChangeTextDocument::METHOD => {
                let told: DidChangeTextDocumentParams = serde_json::from_value(params)?;
                let uri = told.text_document.uri.as_str();
                if let Some(document) = self.documents.get_mut(uri) {
                    document.change(told.text_document.version, told.content_changes);
                    self.waiting.insert(uri.to_owned());
                }
            }
            notice::DidCloseTextDocument::METHOD => {
                let told: DidCloseTextDocumentParams = serde_json::from_value(params)?;
                let uri = told.text_document.uri;
                self.waiting.remove(uri.as_str());
                self.documents.remove(uri.as_str());
                return Ok((!self.agreement.client_pulls).then_some(uri));
            }
            _ => {}
        }
        Ok(None)
    }

    /// Publishes the diagnostics of documents that changed.
    fn publish_waiting(&mut self) -> Result<(), LspError> {
        let waiting = std::mem::take(&mut self.waiting);
        if self.agreement.client_pulls {
            return Ok(());
        }
        for uri in waiting {
            let Some(document) = self.documents.get(&uri) else {
                continue;
            };
            let found = guarded(|| Ok(diagnostics(document, &self.linter, self.language)));
            let (uri, version) = (document.uri.clone(), Some(document.version));
            match found {
                Ok(found) => self.publish(uri, version, found)?,
                Err(refusal) => {
                    self.publish(uri, version, Vec::new())?;
                    self.log(refusal.message)?;
                }
            }
        }
        Ok(())
    }

    fn publish(
        &self,
        uri: Uri,
        version: Option<i32>,
        diagnostics: Vec<Diagnostic>,
    ) -> Result<(), LspError> {
        let params = PublishDiagnosticsParams::new(uri, diagnostics, version);
        let method = notice::PublishDiagnostics::METHOD.to_owned();
        self.send(Notification::new(method, params).into())
    }

    fn log(&self, message: String) -> Result<(), LspError> {
        let typ = MessageType::ERROR;
        let method = notice::LogMessage::METHOD.to_owned();
        self.send(Notification::new(method, LogMessageParams { typ, message }).into())
    }

    fn send(&self, message: Message) -> Result<(), LspError> {
        let sent = self.connection.sender.send(message);
        sent.map_err(|_| LspError::Disconnected)
    }
}

/// Does something that must not end the server.
fn guarded<T>(work: impl FnOnce() -> Result<T, Refusal>) -> Result<T, Refusal> {
    catch_unwind(AssertUnwindSafe(work)).unwrap_or_else(|_| {
        let message = "internal failure, nothing was done; please report it";
        Err(Refusal::new(ErrorCode::InternalError, message))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_panic_becomes_an_error() {
        let refusal = guarded::<()>(|| panic!("on purpose")).unwrap_err();
        assert_eq!(refusal.code as i32, ErrorCode::InternalError as i32);
    }
}
