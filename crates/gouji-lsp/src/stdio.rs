//! The connection over standard input and output.
//!
//! One thread takes messages in and one sends them out, so that neither waits for the work.

use std::io::{self, BufReader, Write};
use std::thread::{self, JoinHandle};

use crossbeam_channel::{Receiver, Sender, bounded};
use lsp_server::{Connection, ErrorCode, Message, Notification};
use serde_json::{Value, json};

use crate::frames::{Frame, Frames};
use crate::protocol::notification::{self as notice, Notification as _};
use crate::protocol::{MessageType, ShowMessageParams};

/// The threads of a connection.
#[derive(Debug)]
pub(crate) struct Threads {
    reader: JoinHandle<io::Result<()>>,
    writer: JoinHandle<io::Result<()>>,
}

impl Threads {
    /// Waits until all is read and written.
    ///
    /// # Errors
    /// When one of them could not go on.
    pub(crate) fn join(self) -> io::Result<()> {
        let broken = |_| io::Error::other("a thread of the connection broke");
        self.reader.join().map_err(broken)??;
        self.writer.join().map_err(broken)?
    }
}

/// Opens the connection.
///
/// # Errors
/// When the system has no thread left.
pub(crate) fn connect() -> io::Result<(Connection, Threads)> {
    let (sender, to_write) = bounded(0);
    let (taken, receiver) = bounded(0);
    let to_client = sender.clone();
    let reader = thread::Builder::new().name("reader".to_owned());
    let reader = reader.spawn(move || take_in(&taken, &to_client))?;
    let writer = thread::Builder::new().name("writer".to_owned());
    let writer = writer.spawn(move || send_out(&to_write))?;
    Ok((Connection { sender, receiver }, Threads { reader, writer }))
}

/// Takes messages in up to `exit`; what is none is reported.
fn take_in(taken: &Sender<Message>, to_client: &Sender<Message>) -> io::Result<()> {
    let mut frames = Frames::of(BufReader::new(io::stdin()));
    while let Some(frame) = frames.next()? {
        let message = match frame {
            Frame::Message(message) => *message,
            Frame::Malformed(id, why) => {
                answer(&id, &why)?;
                continue;
            }
            Frame::TooLong(start) => {
                answer(&Value::Null, "the message is too long and was passed over")?;
                // Nobody is left to tell where the channel is closed.
                let _ = to_client.send(too_long());
                match closing(&start) {
                    Some(closing) => closing,
                    None => continue,
                }
            }
        };
        let is_exit = matches!(&message, Message::Notification(notification) if notification.method == notice::Exit::METHOD);
        if taken.send(message).is_err() || is_exit {
            return Ok(());
        }
    }
    Ok(())
}

/// Answers what is no message, or none that could have been asked.
fn answer(id: &Value, why: &str) -> io::Result<()> {
    let code = match id {
        Value::Null => ErrorCode::ParseError,
        _ => ErrorCode::InvalidRequest,
    };
    let error = json!({ "code": code as i32, "message": why });
    let text = json!({ "jsonrpc": "2.0", "id": id, "error": error }).to_string();
    let mut out = io::stdout().lock();
    write!(out, "Content-Length: {}\r\n\r\n{text}", text.len())?;
    out.flush()
}

/// Says that a document is no longer followed.
fn too_long() -> Message {
    let params = ShowMessageParams {
        typ: MessageType::ERROR,
        message: "文件过大，不再检查 / the file is too large and is no longer checked".to_owned(),
    };
    Notification::new(notice::ShowMessage::METHOD.to_owned(), params).into()
}

/// The end of a document whose text was in a message that was passed over: nothing is reported about an
/// older one.
fn closing(start: &str) -> Option<Message> {
    if !start.contains(notice::DidChangeTextDocument::METHOD) {
        return None;
    }
    let (_, after) = start.split_once("\"uri\"")?;
    let value = after.trim_start().strip_prefix(':')?.trim_start();
    let mut values = serde_json::Deserializer::from_str(value).into_iter::<String>();
    let uri = values.next()?.ok()?;
    let params = json!({ "textDocument": { "uri": uri } });
    let method = notice::DidCloseTextDocument::METHOD.to_owned();
    Some(Notification { method, params }.into())
}

/// Sends messages out until nobody has any more.
fn send_out(messages: &Receiver<Message>) -> io::Result<()> {
    for message in messages {
        message.write(&mut io::stdout().lock())?;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "a failing test may stop at once")]

    use super::*;

    #[test]
    fn a_document_that_grew_too_long_is_closed() {
        let start = r#"{"jsonrpc":"2.0","method":"textDocument/didChange","params":{"textDocument":{"uri":"file:///a%20b.md","version":2},"contentChanges":[{"text":"aaaa"#;
        let Some(Message::Notification(notification)) = closing(start) else {
            panic!("no notification");
        };
        assert_eq!(notification.method, notice::DidCloseTextDocument::METHOD);
        assert_eq!(
            notification.params["textDocument"]["uri"],
            "file:///a%20b.md"
        );
        assert!(closing("{\"method\":\"textDocument/didOpen\",\"uri\":\"a\"").is_none());
    }
}
