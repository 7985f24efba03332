//! Requests about open documents: each is handed to the module that answers it.

use gouji_lint::Linter;
use lsp_server::ErrorCode;
use serde::Serialize;
use serde::de::DeserializeOwned;
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
use crate::naming::{Naming, open};
use crate::protocol::request::{self as ask, Request as _};
use crate::protocol::{
    CodeAction, CodeActionKind, CodeActionParams, CompletionItem, CompletionParams, Hover,
    InlayHintParams, Location, Position, SemanticTokensParams, SemanticTokensRangeParams,
    TextDocumentIdentifier, TextDocumentPositionParams, Uri,
};
use crate::refusal::Refusal;
use crate::symbols::symbols;
use crate::tokens::tokens;

/// Parameters of which only the document matters.
#[derive(serde::Deserialize)]
#[serde(rename_all = "camelCase")]
struct Whole {
    text_document: TextDocumentIdentifier,
}

/// Parses parameters, and writes what they are answered with.
pub(super) fn served<P: DeserializeOwned, R: Serialize>(
    params: Value,
    answer: impl FnOnce(P) -> Result<R, Refusal>,
) -> Answer {
    let found = answer(serde_json::from_value(params)?)?;
    Ok(serde_json::to_value(found)?)
}

impl Server {
    /// Answers a request about an open document.
    pub(super) fn about_document(&self, method: &str, params: Value) -> Answer {
        match method {
            ask::DocumentDiagnosticRequest::METHOD => self.pulled(params),
            ask::HoverRequest::METHOD => served(params, |asked| self.hovered(&asked)),
            ask::Completion::METHOD => served(params, |asked| self.completed(&asked)),
            ask::CodeActionRequest::METHOD => served(params, |asked| self.acted(&asked)),
            ask::GotoDefinition::METHOD => served(params, |asked| self.defined(&asked)),
            ask::PrepareRenameRequest::METHOD => served(params, |asked| self.renamable(&asked)),
            ask::Rename::METHOD => served(params, |asked| self.renamed(&asked)),
            ask::DocumentHighlightRequest::METHOD
            | ask::InlayHintRequest::METHOD
            | ask::DocumentSymbolRequest::METHOD
            | ask::FoldingRangeRequest::METHOD
            | ask::SemanticTokensFullRequest::METHOD
            | ask::SemanticTokensRangeRequest::METHOD => self.about_look(method, params),
            unknown => Err(unserved(unknown)),
        }
    }

    /// Answers what is asked to show a document: outlines, hints, colours.
    fn about_look(&self, method: &str, params: Value) -> Answer {
        match method {
            ask::DocumentHighlightRequest::METHOD => served(params, |asked| {
                self.at(&asked, |document, linter, position| {
                    highlights(document, linter, position)
                })
            }),
            ask::InlayHintRequest::METHOD => served(params, |asked: InlayHintParams| {
                self.on(&asked.text_document, |document, linter| {
                    hints(document, linter, asked.range, self.language)
                })
            }),
            ask::DocumentSymbolRequest::METHOD => served(params, |asked: Whole| {
                self.on(&asked.text_document, |document, linter| {
                    symbols(document, linter, self.language)
                })
            }),
            ask::FoldingRangeRequest::METHOD => served(params, |asked: Whole| {
                self.on(&asked.text_document, foldings)
            }),
            ask::SemanticTokensFullRequest::METHOD => {
                served(params, |asked: SemanticTokensParams| {
                    self.on(&asked.text_document, |document, linter| {
                        tokens(document, linter, None)
                    })
                })
            }
            ask::SemanticTokensRangeRequest::METHOD => {
                served(params, |asked: SemanticTokensRangeParams| {
                    self.on(&asked.text_document, |document, linter| {
                        tokens(document, linter, Some(asked.range))
                    })
                })
            }
            unknown => Err(unserved(unknown)),
        }
    }

    /// Asks something of a document and what it is checked with.
    fn on<R>(
        &self,
        asked: &TextDocumentIdentifier,
        answer: impl FnOnce(&Document, &Linter) -> R,
    ) -> Result<R, Refusal> {
        let document = self.document(&asked.uri)?;
        Ok(answer(document, self.linter(document)))
    }

    /// Asks something of a position in a document.
    fn at<R>(
        &self,
        asked: &TextDocumentPositionParams,
        answer: impl FnOnce(&Document, &Linter, Position) -> R,
    ) -> Result<R, Refusal> {
        self.on(&asked.text_document, |document, linter| {
            answer(document, linter, asked.position)
        })
    }

    fn hovered(&self, asked: &TextDocumentPositionParams) -> Result<Option<Hover>, Refusal> {
        self.at(asked, |document, linter, position| {
            let of_cell = hover(document, linter, position, self.language);
            of_cell.or_else(|| meaning(document, linter, position, self.language))
        })
    }

    fn completed(&self, asked: &CompletionParams) -> Result<Vec<CompletionItem>, Refusal> {
        self.at(
            &asked.text_document_position,
            |document, linter, position| completions(document, linter, position, self.language),
        )
    }

    fn acted(&self, asked: &CodeActionParams) -> Result<Vec<CodeAction>, Refusal> {
        let document = self.document(&asked.text_document.uri)?;
        let linter = self.linter(document);
        let mut found = actions(document, linter, asked, self.language);
        if wants(asked, &CodeActionKind::QUICKFIX) {
            let ignoring = Ignoring {
                language: self.language,
                open: open(self.documents.values()),
                client_versions: self.agreement.client_versions,
                client_creates: self.agreement.client_creates,
                root: self.roots.around(&path_of(&document.uri)),
            };
            found.extend(ignoring.actions(document, linter, asked.range));
        }
        Ok(found)
    }

    /// From a finding to its rule; in a rule file from a name to where the form gives it.
    fn defined(&self, asked: &TextDocumentPositionParams) -> Result<Vec<Location>, Refusal> {
        self.at(asked, |document, linter, position| {
            let naming = Naming::at(document, position, &open(self.documents.values()));
            let named = naming.map(|naming| naming.locations(document));
            named.unwrap_or_else(|| definitions(document, linter, position))
        })
    }

    /// The linter a document is checked with.
    pub(super) fn linter<'s>(&'s self, document: &'s Document) -> &'s Linter {
        let project = document.project();
        project.map_or(self.projects.own(), |project| &project.linter)
    }

    /// A document that is open.
    pub(super) fn document(&self, uri: &Uri) -> Result<&Document, Refusal> {
        self.documents.get(uri.as_str()).ok_or_else(|| {
            let message = format!("`{}` is not open", uri.as_str());
            Refusal::new(ErrorCode::InvalidParams, message)
        })
    }
}

fn unserved(method: &str) -> Refusal {
    let message = format!("`{method}` is not served");
    Refusal::new(ErrorCode::MethodNotFound, message)
}
