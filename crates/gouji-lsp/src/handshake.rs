//! What client and server agree on at the start.

use serde_json::Value;

use crate::lines::Encoding;
use crate::protocol::{
    CodeActionKind, CodeActionOptions, CodeActionProviderCapability, CompletionOptions,
    DiagnosticOptions, DiagnosticServerCapabilities, FoldingRangeProviderCapability,
    HoverProviderCapability, InitializeResult, OneOf, RenameOptions, SemanticTokensFullOptions,
    SemanticTokensOptions, ServerCapabilities, ServerInfo, TextDocumentSyncCapability,
    TextDocumentSyncKind, TextDocumentSyncOptions, TextDocumentSyncSaveOptions,
    WorkDoneProgressOptions, WorkspaceFoldersServerCapabilities, WorkspaceServerCapabilities,
};
use crate::tokens;

/// What was agreed on.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Agreement {
    /// What positions count.
    pub encoding: Encoding,
    /// Whether the client asks for diagnostics itself; one that does would show published ones
    /// twice.
    pub client_pulls: bool,
    /// Whether the client can be asked to do that again.
    pub client_refreshes: bool,
    /// Whether edits may name the versions they are for.
    pub client_versions: bool,
    /// Whether edits may make files.
    pub client_creates: bool,
    /// Whether the client can be asked to tell of changed files.
    pub client_watches: bool,
}

impl Agreement {
    /// Reads the parameters of `initialize`. Only what matters here is looked at, so that no
    /// oddity elsewhere keeps an editor out. The client names encodings in its order of
    /// preference.
    pub(crate) fn new(params: &Value) -> Self {
        let encodings = params.pointer("/capabilities/general/positionEncodings");
        let names = encodings.and_then(Value::as_array).into_iter().flatten();
        let mut known = names.filter_map(|name| Encoding::from_name(name.as_str()?));
        let pulls = params.pointer("/capabilities/textDocument/diagnostic");
        let can = |pointer| params.pointer(pointer) == Some(&Value::Bool(true));
        let makes = params.pointer("/capabilities/workspace/workspaceEdit/resourceOperations");
        let makes = makes.and_then(Value::as_array).into_iter().flatten();
        let client_versions = can("/capabilities/workspace/workspaceEdit/documentChanges");
        Self {
            client_versions,
            client_creates: client_versions
                && makes.into_iter().any(|operation| operation == "create"),
            client_refreshes: can("/capabilities/workspace/diagnostics/refreshSupport"),
            client_watches: can(
                "/capabilities/workspace/didChangeWatchedFiles/dynamicRegistration",
            ),
            encoding: known.next().unwrap_or_default(),
            client_pulls: pulls.is_some_and(Value::is_object),
        }
    }

    /// The answer to `initialize`.
    pub(crate) fn result(self) -> InitializeResult {
        InitializeResult {
            capabilities: self.capabilities(),
            server_info: Some(ServerInfo {
                name: "gouji".to_owned(),
                version: Some(env!("CARGO_PKG_VERSION").to_owned()),
            }),
        }
    }

    /// What the server can do.
    fn capabilities(self) -> ServerCapabilities {
        ServerCapabilities {
            position_encoding: Some(self.encoding.kind()),
            text_document_sync: Some(TextDocumentSyncCapability::Options(sync())),
            diagnostic_provider: Some(DiagnosticServerCapabilities::Options(pull())),
            code_action_provider: Some(CodeActionProviderCapability::Options(actions())),
            hover_provider: Some(HoverProviderCapability::Simple(true)),
            inlay_hint_provider: Some(OneOf::Left(true)),
            document_symbol_provider: Some(OneOf::Left(true)),
            workspace: Some(workspace()),
            completion_provider: Some(completion()),
            rename_provider: Some(OneOf::Right(RenameOptions {
                prepare_provider: Some(true),
                work_done_progress_options: WorkDoneProgressOptions::default(),
            })),
            semantic_tokens_provider: Some(semantic_tokens().into()),
            definition_provider: Some(OneOf::Left(true)),
            document_highlight_provider: Some(OneOf::Left(true)),
            folding_range_provider: Some(FoldingRangeProviderCapability::Simple(true)),
            ..ServerCapabilities::default()
        }
    }
}

/// How the client tells of texts.
fn sync() -> TextDocumentSyncOptions {
    TextDocumentSyncOptions {
        open_close: Some(true),
        change: Some(TextDocumentSyncKind::INCREMENTAL),
        save: Some(TextDocumentSyncSaveOptions::Supported(true)),
        ..TextDocumentSyncOptions::default()
    }
}

/// How the client asks for diagnostics.
fn pull() -> DiagnosticOptions {
    DiagnosticOptions {
        identifier: Some("gouji".to_owned()),
        workspace_diagnostics: true,
        ..DiagnosticOptions::default()
    }
}

fn actions() -> CodeActionOptions {
    CodeActionOptions {
        code_action_kinds: Some(vec![
            CodeActionKind::QUICKFIX,
            CodeActionKind::SOURCE_FIX_ALL,
        ]),
        ..CodeActionOptions::default()
    }
}

fn workspace() -> WorkspaceServerCapabilities {
    WorkspaceServerCapabilities {
        workspace_folders: Some(WorkspaceFoldersServerCapabilities {
            supported: Some(true),
            change_notifications: Some(OneOf::Left(true)),
        }),
        file_operations: None,
    }
}

fn semantic_tokens() -> SemanticTokensOptions {
    SemanticTokensOptions {
        legend: tokens::legend(),
        range: Some(true),
        full: Some(SemanticTokensFullOptions::Bool(true)),
        ..SemanticTokensOptions::default()
    }
}

/// After which characters the client asks what can be written.
fn completion() -> CompletionOptions {
    CompletionOptions {
        trigger_characters: Some(["[", "/", ".", "\"", "{"].map(str::to_owned).to_vec()),
        ..CompletionOptions::default()
    }
}
