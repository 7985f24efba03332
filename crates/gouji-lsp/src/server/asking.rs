//! What the server asks of the client: to be informed of changed files, and to pull diagnostics anew.
//!
//! Nothing depends on the answers; a client that refuses is served as one that was not asked.

use gouji_format::names::EDITED;
use lsp_server::{Message, Request};
use serde_json::{Value, json};

use super::Server;
use crate::LspError;
use crate::protocol::notification::{self as notice, Notification as _};
use crate::protocol::request::{self as ask, Request as _};

/// What can change the findings of an open document besides the document: configurations and rule
/// packs, baselines, units files, and the other reports of its folder.
const WATCHED: [&str; 3] = ["**/*.toml", "**/*.json", "**/*.csv"];

impl Server {
    /// Asks to be informed of changed files, where the client can do that.
    pub(super) fn ask_to_watch(&self) -> Result<(), LspError> {
        if !self.agreement.client_watches {
            return Ok(());
        }
        let reports = format!("**/*.{{{}}}", EDITED.join(","));
        let watched = WATCHED.iter().copied().chain([reports.as_str()]);
        let watchers: Vec<Value> = watched
            .map(|pattern| json!({ "globPattern": pattern }))
            .collect();
        let registration = json!({
            "id": "gouji-files",
            "method": notice::DidChangeWatchedFiles::METHOD,
            "registerOptions": { "watchers": watchers },
        });
        let params = json!({ "registrations": [registration] });
        self.ask(ask::RegisterCapability::METHOD, params)
    }

    /// Asks a client that pulls diagnostics to pull them again.
    pub(super) fn ask_to_pull(&self) -> Result<(), LspError> {
        if !self.agreement.client_pulls || !self.agreement.client_refreshes {
            return Ok(());
        }
        self.ask(ask::WorkspaceDiagnosticRefresh::METHOD, Value::Null)
    }

    fn ask(&self, method: &str, params: Value) -> Result<(), LspError> {
        let number = self.asked.get();
        self.asked.set(number.wrapping_add(1));
        let id = format!("gouji-{number}").into();
        let request = Request::new(id, method.to_owned(), params);
        self.send(Message::Request(request))
    }
}
