//! Requests about open documents: each is handed to the module that answers it.

use gouji_lint::Linter;
use lsp_server::ErrorCode;
use lsp_types::request::{self as ask, Request as _};
use lsp_types::{
    CodeActionKind, CodeActionParams, CompletionParams, DocumentHighlightParams,
    DocumentSymbolParams, FoldingRangeParams, GotoDefinitionParams, HoverParams, InlayHintParams,
    SemanticTokensParams, SemanticTokensRangeParams, Uri,
};
use serde_json::Value;

use super::{Answer, Server};
use crate::actions::{actions, wants};
use crate::address::path_of;
use crate::completion::{completions, meaning};
use crate::definition::definitions;
use crate::document::Document;
use crate::folding::foldings;
use crate::highlight::highlights;
use crate::hints::hints;
use crate::hover::hover;
use crate::ignoring::Ignoring;
use crate::refusal::Refusal;
use crate::symbols::symbols;
use crate::tokens::tokens;

impl<'a> Server<'a> {
    /// Answers a request about an open document.
    pub(super) fn about_document(&self, method: &str, params: Value) -> Answer {
        match method {
            ask::DocumentDiagnosticRequest::METHOD => self.pulled(params),
            ask::HoverRequest::METHOD => {
                let asked: HoverParams = serde_json::from_value(params)?;
                let asked = asked.text_document_position_params;
                let document = self.document(&asked.text_document.uri)?;
                let linter = self.linter(document);
                let of_cell = hover(document, linter, asked.position, self.language);
                let found = of_cell.or_else(|| meaning(document, linter, asked.position));
                Ok(serde_json::to_value(found)?)
            }
            ask::Completion::METHOD => {
                let asked: CompletionParams = serde_json::from_value(params)?;
                let asked = asked.text_document_position;
                let document = self.document(&asked.text_document.uri)?;
                let found = completions(document, self.linter(document), asked.position);
                Ok(serde_json::to_value(found)?)
            }
            ask::CodeActionRequest::METHOD => {
                let asked: CodeActionParams = serde_json::from_value(params)?;
                let document = self.document(&asked.text_document.uri)?;
                let linter = self.linter(document);
                let mut found = actions(document, linter, &asked, self.language);
                if wants(&asked, &CodeActionKind::QUICKFIX) {
                    let path = path_of(&document.uri);
                    let ignoring = Ignoring {
                        language: self.language,
                        client_creates: self.agreement.client_creates,
                        root: self.roots.around(&path),
                    };
                    found.extend(ignoring.actions(document, linter, asked.range));
                }
                Ok(serde_json::to_value(found)?)
            }
            ask::InlayHintRequest::METHOD => {
                let asked: InlayHintParams = serde_json::from_value(params)?;
                let document = self.document(&asked.text_document.uri)?;
                let found = hints(document, self.linter(document), asked.range, self.language);
                Ok(serde_json::to_value(found)?)
            }
            ask::DocumentHighlightRequest::METHOD => {
                let asked: DocumentHighlightParams = serde_json::from_value(params)?;
                let asked = asked.text_document_position_params;
                let document = self.document(&asked.text_document.uri)?;
                let found = highlights(document, self.linter(document), asked.position);
                Ok(serde_json::to_value(found)?)
            }
            ask::GotoDefinition::METHOD => {
                let asked: GotoDefinitionParams = serde_json::from_value(params)?;
                let asked = asked.text_document_position_params;
                let document = self.document(&asked.text_document.uri)?;
                let found = definitions(document, self.linter(document), asked.position);
                Ok(serde_json::to_value(found)?)
            }
            ask::DocumentSymbolRequest::METHOD => {
                let asked: DocumentSymbolParams = serde_json::from_value(params)?;
                let document = self.document(&asked.text_document.uri)?;
                let found = symbols(document, self.linter(document), self.language);
                Ok(serde_json::to_value(found)?)
            }
            ask::FoldingRangeRequest::METHOD => {
                let asked: FoldingRangeParams = serde_json::from_value(params)?;
                let document = self.document(&asked.text_document.uri)?;
                Ok(serde_json::to_value(foldings(
                    document,
                    self.linter(document),
                ))?)
            }
            ask::SemanticTokensFullRequest::METHOD => {
                let asked: SemanticTokensParams = serde_json::from_value(params)?;
                let document = self.document(&asked.text_document.uri)?;
                let found = tokens(document, self.linter(document), None);
                Ok(serde_json::to_value(found)?)
            }
            ask::SemanticTokensRangeRequest::METHOD => {
                let asked: SemanticTokensRangeParams = serde_json::from_value(params)?;
                let document = self.document(&asked.text_document.uri)?;
                let found = tokens(document, self.linter(document), Some(asked.range));
                Ok(serde_json::to_value(found)?)
            }
            unknown => Err(Refusal::new(
                ErrorCode::MethodNotFound,
                format!("`{unknown}` is not served"),
            )),
        }
    }

    /// The linter a document is checked with.
    pub(super) fn linter<'s>(&'s self, document: &'s Document<'a>) -> &'s Linter<'a> {
        let governing = document.governing();
        governing.map_or(self.governor.own(), |governing| &governing.linter)
    }

    /// A document that is open.
    pub(super) fn document(&self, uri: &Uri) -> Result<&Document<'a>, Refusal> {
        self.documents.get(uri.as_str()).ok_or_else(|| {
            let message = format!("`{}` is not open", uri.as_str());
            Refusal::new(ErrorCode::InvalidParams, message)
        })
    }
}
