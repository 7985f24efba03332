//! An editor for tests: talks to a server in a thread of its own.

#![allow(dead_code, reason = "each test binary uses its part")]

use std::thread::{self, JoinHandle};
use std::time::Duration;

use gouji_config::{Source, Workspace};
use gouji_lsp::{Locale, LspError, serve};
use gouji_model::{Date, Language};
use gouji_pack::Packs;
use lsp_server::{Connection, Message, Notification, Request, Response};
use serde_json::{Value, json};

/// A report with four findings.
pub const FAULTY: &str = include_str!("../../../../tests/faulty.md");

const URI: &str = "file:///%E5%B9%B4%E6%8A%A5.md";
const TIMEOUT: Duration = Duration::from_secs(60);

/// Parameters that name the document.
pub fn document() -> Value {
    json!({ "textDocument": { "uri": URI } })
}

/// Parameters that name a position in the document.
pub fn at(line: u32, character: u32) -> Value {
    json!({ "textDocument": { "uri": URI }, "position": { "line": line, "character": character } })
}

/// Parameters of a change to the document.
pub fn changed(version: i32, changes: Value) -> Value {
    json!({ "textDocument": { "uri": URI, "version": version }, "contentChanges": changes })
}

/// An editor.
pub struct Client {
    connection: Connection,
    server: JoinHandle<Result<(), LspError>>,
    requests: i32,
    /// What the server can do.
    pub capabilities: Value,
}

impl Client {
    /// An editor that has sent nothing yet.
    pub fn unstarted() -> Self {
        Self::with(Packs::built_in().unwrap().of_domain("cn-disclosure"))
    }

    /// The same for a server with these packs.
    pub fn with(packs: Packs) -> Self {
        Self::speaking(packs, Language::Chinese.into())
    }

    /// The same for a server that speaks so.
    pub fn speaking(packs: Packs, locale: Locale) -> Self {
        let (connection, other) = Connection::memory();
        let server = thread::spawn(move || {
            let today = Date::of_unix_time(0);
            let workspace = Workspace::new(Source::Nearest, Vec::new(), today);
            serve(&other, &packs, workspace, locale)
        });
        Self {
            connection,
            server,
            requests: 0,
            capabilities: Value::Null,
        }
    }

    /// An editor whose server has every pack, past the handshake.
    pub fn start_with_all_packs() -> Self {
        let (connection, other) = Connection::memory();
        let server = thread::spawn(move || {
            let packs = Packs::built_in().unwrap();
            let today = Date::of_unix_time(0);
            let workspace = Workspace::new(Source::Nearest, Vec::new(), today);
            serve(&other, &packs, workspace, Language::English)
        });
        let mut client = Self {
            connection,
            server,
            requests: 0,
            capabilities: Value::Null,
        };
        client.initialize(json!({}));
        client
    }

    /// An editor with these capabilities, past the handshake.
    pub fn start(capabilities: Value) -> Self {
        let mut client = Self::unstarted();
        client.initialize(capabilities);
        client
    }

    /// Shakes hands.
    pub fn initialize(&mut self, capabilities: Value) {
        self.initialize_at(capabilities, Value::Null);
    }

    /// Shakes hands with folders open.
    pub fn initialize_at(&mut self, capabilities: Value, folders: Value) {
        let params = json!({
            "processId": null,
            "rootUri": null,
            "workspaceFolders": folders,
            "locale": "en-gb",
            "capabilities": capabilities,
        });
        let mut result = self.ask("initialize", params);
        self.capabilities = result["capabilities"].take();
        self.notify("initialized", json!({}));
    }

    /// Opens the document.
    pub fn open(&self, text: &str, version: i32) {
        let item =
            json!({ "uri": URI, "languageId": "markdown", "version": version, "text": text });
        self.notify("textDocument/didOpen", json!({ "textDocument": item }));
    }

    /// Opens a document somewhere.
    pub fn open_at(&self, uri: &str, text: &str) {
        let item = json!({ "uri": uri, "languageId": "markdown", "version": 1, "text": text });
        self.notify("textDocument/didOpen", json!({ "textDocument": item }));
    }

    /// Changes the document.
    pub fn change(&self, version: i32, changes: Value) {
        self.notify("textDocument/didChange", changed(version, changes));
    }

    /// Sends a notification.
    pub fn notify(&self, method: &str, params: Value) {
        let notification = Notification {
            method: method.to_owned(),
            params,
        };
        self.connection.sender.send(notification.into()).unwrap();
    }

    /// Sends any message.
    pub fn send(&self, message: Message) {
        self.connection.sender.send(message).unwrap();
    }

    /// The next message of the server.
    pub fn receive(&self) -> Message {
        self.connection.receiver.recv_timeout(TIMEOUT).unwrap()
    }

    /// The next notification of the server.
    pub fn notification(&self) -> Value {
        match self.connection.receiver.recv_timeout(TIMEOUT).unwrap() {
            Message::Notification(notification) => {
                json!({ "method": notification.method, "params": notification.params })
            }
            other => panic!("expected a notification, got {other:?}"),
        }
    }

    /// The next request of the server.
    pub fn asked(&self) -> Value {
        match self.connection.receiver.recv_timeout(TIMEOUT).unwrap() {
            Message::Request(asked) => json!({ "method": asked.method, "params": asked.params }),
            other => panic!("expected a request, got {other:?}"),
        }
    }

    /// Whether the server has sent nothing more.
    pub fn is_silent(&self) -> bool {
        self.connection.receiver.is_empty()
    }

    /// The diagnostics published next.
    pub fn published(&self) -> Value {
        let mut notification = self.notification();
        assert_eq!(notification["method"], "textDocument/publishDiagnostics");
        notification["params"].take()
    }

    /// Sends a request and returns the answer, passing over notifications.
    pub fn answer(&mut self, method: &str, params: Value) -> Response {
        self.requests += 1;
        let request = Request {
            id: self.requests.into(),
            method: method.to_owned(),
            params,
        };
        let id = request.id.clone();
        self.connection.sender.send(request.into()).unwrap();
        loop {
            match self.connection.receiver.recv_timeout(TIMEOUT).unwrap() {
                Message::Response(response) => {
                    assert_eq!(response.id, id);
                    return response;
                }
                Message::Notification(_) => {}
                Message::Request(request) => panic!("unasked for: {request:?}"),
            }
        }
    }

    /// Waits until everything sent so far is answered.
    pub fn settle(&self) {
        let id = 9_998;
        self.send(Request::new(id.into(), "shown/nothing".to_owned(), Value::Null).into());
        while !matches!(self.receive(), Message::Response(response) if response.id == id.into()) {}
    }

    /// Sends a request that is taken back at once, behind others; returns its error code.
    pub fn cancelled(&mut self, method: &str, params: Value) -> Option<i32> {
        let notify = |message: Message| self.connection.sender.send(message).unwrap();
        let id = 9_999;
        notify(Request::new(id.into(), method.to_owned(), params).into());
        let cancel = Notification::new("$/cancelRequest".to_owned(), json!({ "id": id }));
        notify(cancel.into());
        loop {
            match self.connection.receiver.recv_timeout(TIMEOUT).unwrap() {
                Message::Response(response) => {
                    return response.response_result.err().map(|error| error.code);
                }
                Message::Notification(_) => {}
                Message::Request(request) => panic!("unasked for: {request:?}"),
            }
        }
    }

    /// The result of a request.
    pub fn ask(&mut self, method: &str, params: Value) -> Value {
        self.answer(method, params).response_result.unwrap()
    }

    /// The error code of a request.
    pub fn refused(&mut self, method: &str, params: Value) -> i32 {
        self.answer(method, params)
            .response_result
            .unwrap_err()
            .code
    }

    /// Ends the conversation as the protocol wants.
    pub fn finish(mut self) {
        assert_eq!(self.ask("shutdown", Value::Null), Value::Null);
        self.notify("exit", Value::Null);
        self.ended().unwrap();
    }

    /// How the server ended.
    pub fn ended(self) -> Result<(), LspError> {
        self.server.join().unwrap()
    }
}
