//! What the client has said and the server has not dealt with yet.
//!
//! Messages are taken in while the server works. So it knows whether a newer edit waits, which
//! makes checking the older text needless, and whether a request it comes to was taken back.

use std::collections::VecDeque;
use std::sync::mpsc::{Receiver, sync_channel};
use std::thread;

use lsp_server::{Connection, Message, RequestId};

use crate::LspError;
use crate::protocol::notification::{Cancel, Exit, Notification as _};

/// How many messages may wait; a client that sends more is not read from until some are done.
const MOST: usize = 1024;

/// The messages of a connection in their order.
#[derive(Debug)]
pub(crate) struct Inbox {
    coming: Receiver<Message>,
    taken: VecDeque<Message>,
}

impl Inbox {
    /// Takes in what comes over a connection, up to `exit`.
    pub(crate) fn of(connection: &Connection) -> Result<Self, LspError> {
        let receiver = connection.receiver.clone();
        let (sender, coming) = sync_channel(MOST);
        let take_in = move || {
            while let Ok(message) = receiver.recv() {
                let last = is_exit(&message);
                if sender.send(message).is_err() || last {
                    return;
                }
            }
        };
        thread::Builder::new()
            .name("inbox".to_owned())
            .spawn(take_in)?;
        Ok(Self {
            coming,
            taken: VecDeque::new(),
        })
    }

    /// The next message; waits for one.
    pub(crate) fn next(&mut self) -> Result<Message, LspError> {
        match self.taken.pop_front() {
            Some(message) => Ok(message),
            None => self.coming.recv().map_err(|_| LspError::Disconnected),
        }
    }

    /// Whether nothing waits.
    pub(crate) fn is_empty(&mut self) -> bool {
        self.take();
        self.taken.is_empty()
    }

    /// Whether the client has taken a request back.
    pub(crate) fn cancels(&mut self, id: &RequestId) -> bool {
        self.take();
        self.taken.iter().any(|message| cancels(message, id))
    }

    fn take(&mut self) {
        while self.taken.len() < MOST {
            let Ok(message) = self.coming.try_recv() else {
                return;
            };
            self.taken.push_back(message);
        }
    }
}

fn is_exit(message: &Message) -> bool {
    matches!(message, Message::Notification(notification) if notification.method == Exit::METHOD)
}

fn cancels(message: &Message, id: &RequestId) -> bool {
    let Message::Notification(notification) = message else {
        return false;
    };
    let named = || serde_json::from_value::<RequestId>(notification.params.get("id")?.clone()).ok();
    notification.method == Cancel::METHOD && named().as_ref() == Some(id)
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "a failing test may stop at once")]

    use lsp_server::Notification;
    use serde_json::json;

    use super::*;

    fn cancel(params: serde_json::Value) -> Message {
        Notification::new(Cancel::METHOD.to_owned(), params).into()
    }

    #[test]
    fn a_request_is_cancelled_by_its_id_alone() {
        let (client, server) = Connection::memory();
        for params in [json!({ "id": 7 }), json!({ "id": "x" }), json!([{}])] {
            client.sender.send(cancel(params)).unwrap();
        }
        let end = Notification::new(Exit::METHOD.to_owned(), json!(null));
        client.sender.send(end.into()).unwrap();
        let mut inbox = Inbox::of(&server).unwrap();
        // The last message is in when the thread that takes them in has ended.
        while inbox.taken.len() < 4 {
            inbox.take();
        }
        assert!(inbox.cancels(&7.into()));
        assert!(inbox.cancels(&"x".to_owned().into()));
        assert!(!inbox.cancels(&8.into()));
        assert!(!inbox.is_empty());
    }

    #[test]
    fn a_client_that_goes_away_is_disconnected() {
        let (client, server) = Connection::memory();
        drop(client);
        let mut inbox = Inbox::of(&server).unwrap();
        assert!(matches!(inbox.next(), Err(LspError::Disconnected)));
    }
}
