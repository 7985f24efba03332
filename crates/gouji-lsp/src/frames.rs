//! The messages of a stream: each stands behind a header that says how long it is.
//!
//! What is no message does not end a session as long as it is known where the next one begins. A
//! header can be found again in any stream, because JSON never holds its line break in a text; so
//! neither a length that is wrong nor garbage between messages loses more than itself.

use std::io::{self, BufRead, ErrorKind, Read as _};

use lsp_server::{Message, RequestId};
use serde_json::Value;

/// What every header has.
const LENGTH: &[u8] = b"content-length:";
/// Longest message taken in: the largest file that is checked, written with escapes. Longer ones are
/// passed over.
const LONGEST: u64 = 192 << 20;
/// Longest header of a frame, so that garbage is not kept in memory.
const LONGEST_HEADER: usize = 4 << 10;
/// How much of a message that is passed over is looked at to see what it was.
const PREVIEW: usize = 64 << 10;

/// What a frame holds.
#[derive(Debug)]
pub(crate) enum Frame {
    /// A message.
    Message(Box<Message>),
    /// No message: the id it has, if any, and what is wrong.
    Malformed(Value, String),
    /// More than is taken in; how it begins.
    TooLong(String),
}

/// The frames of a stream.
#[derive(Debug)]
pub(crate) struct Frames<R> {
    from: R,
    /// Whether the name of a header's length was read already.
    begun: bool,
}

impl<R: BufRead> Frames<R> {
    /// The frames of a stream from its start.
    pub(crate) fn of(from: R) -> Self {
        Self { from, begun: false }
    }

    /// The next frame; none at the end of the stream.
    ///
    /// # Errors
    /// When the stream breaks, or ends in the middle of a message.
    pub(crate) fn next(&mut self) -> io::Result<Option<Frame>> {
        let length = loop {
            if !self.begun && !self.seek(u64::MAX, &mut Vec::new())? {
                return Ok(None);
            }
            self.begun = false;
            if let Some(length) = self.length()? {
                break length;
            }
        };
        if length > LONGEST {
            return self.pass_over(length).map(Some);
        }
        let mut bytes = Vec::new();
        // What is announced is only room that others could need: it is taken as it comes.
        let read = self.from.by_ref().take(length).read_to_end(&mut bytes)?;
        if (read as u64) < length {
            return Err(ErrorKind::UnexpectedEof.into());
        }
        Ok(Some(frame(&bytes)))
    }

    /// Passes over bytes up to the name of a header's length, whatever its case, or over as many as
    /// are given; whether the name was found. The first of them are kept in `start`.
    fn seek(&mut self, most: u64, start: &mut Vec<u8>) -> io::Result<bool> {
        let mut matched = 0;
        for byte in self.from.by_ref().take(most).bytes() {
            let byte = byte?;
            if start.len() < PREVIEW {
                start.push(byte);
            }
            let byte = byte.to_ascii_lowercase();
            // No part of the name but its first letter can begin it anew.
            matched = match LENGTH.get(matched) == Some(&byte) {
                true => matched + 1,
                false => usize::from(LENGTH.first() == Some(&byte)),
            };
            if matched == LENGTH.len() {
                return Ok(true);
            }
        }
        Ok(false)
    }

    /// The length that follows its name, if the header is one.
    fn length(&mut self) -> io::Result<Option<u64>> {
        let first = self.line()?;
        let length = std::str::from_utf8(&first).ok().and_then(digits);
        let mut header = first.len();
        loop {
            let line = self.line()?;
            header += line.len();
            match line.as_slice() {
                b"\r\n" | b"\n" => return Ok(length),
                // No header, or another one in it: that is found when it is looked for.
                [] => return Ok(None),
                _ if length.is_none() || header > LONGEST_HEADER => return Ok(None),
                _ => {}
            }
        }
    }

    /// A line with its break, or as much of it as a header may have.
    fn line(&mut self) -> io::Result<Vec<u8>> {
        let mut line = Vec::new();
        let from = self.from.by_ref().take(LONGEST_HEADER as u64);
        let _ = { from }.read_until(b'\n', &mut line)?;
        Ok(line)
    }

    /// Passes over a message that is too long, or over what came of it before another header: a
    /// length may be far from true.
    fn pass_over(&mut self, length: u64) -> io::Result<Frame> {
        let mut start = Vec::new();
        self.begun = self.seek(length, &mut start)?;
        let own = start.len().saturating_sub(LENGTH.len());
        if self.begun
            && start
                .get(own..)
                .is_some_and(|end| end.eq_ignore_ascii_case(LENGTH))
        {
            start.truncate(own);
        }
        Ok(Frame::TooLong(String::from_utf8_lossy(&start).into_owned()))
    }
}

/// The number in a line, if it holds nothing else.
fn digits(line: &str) -> Option<u64> {
    let digits = line.trim();
    let is_number = !digits.is_empty() && digits.bytes().all(|byte| byte.is_ascii_digit());
    // More than fits is more than is taken in.
    is_number.then(|| digits.parse().unwrap_or(u64::MAX))
}

/// What the bytes of a frame are.
fn frame(bytes: &[u8]) -> Frame {
    let json: Value = match serde_json::from_slice(bytes) {
        Ok(json) => json,
        Err(why) => return Frame::Malformed(Value::Null, why.to_string()),
    };
    // An answer to nothing that was asked is not answered in turn.
    let id = json.get("method").and_then(|_| json.get("id"));
    let id = id.cloned().unwrap_or_default();
    // With an id of another kind it would be taken for a notification, and nobody answered.
    if !id.is_null() && serde_json::from_value::<RequestId>(id.clone()).is_err() {
        return Frame::Malformed(
            id,
            "an id is a text or a whole number of 32 bits".to_owned(),
        );
    }
    match serde_json::from_value(json) {
        Ok(message) => Frame::Message(Box::new(message)),
        Err(why) => Frame::Malformed(id, why.to_string()),
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "a failing test may stop at once")]

    use super::*;

    fn framed(text: &str) -> String {
        format!("Content-Length: {}\r\n\r\n{text}", text.len())
    }

    /// What the frames of a stream are, in a word each.
    fn read(stream: &str) -> Vec<String> {
        let mut frames = Frames::of(stream.as_bytes());
        let mut found = Vec::new();
        loop {
            found.push(match frames.next() {
                Ok(Some(Frame::Message(message))) => match *message {
                    Message::Request(request) => request.method,
                    Message::Notification(notification) => notification.method,
                    Message::Response(_) => "response".to_owned(),
                },
                Ok(Some(Frame::Malformed(id, _))) => format!("malformed {id}"),
                Ok(Some(Frame::TooLong(start))) => format!("too long {start}"),
                Ok(None) => return found,
                Err(error) => {
                    found.push(format!("{:?}", error.kind()));
                    return found;
                }
            });
        }
    }

    const GOOD: &str = "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"good\"}";

    #[test]
    fn what_is_no_message_loses_only_itself() {
        let good = framed(GOOD);
        for (bad, expected) in [
            (String::new(), vec![]),
            (framed("{\"id\":"), vec!["malformed null"]),
            (framed("\u{0}"), vec!["malformed null"]),
            (framed("[1]"), vec!["malformed null"]),
            (
                framed("{\"id\":7.5,\"method\":\"x\"}"),
                vec!["malformed 7.5"],
            ),
            (framed(&"[".repeat(10_000)), vec!["malformed null"]),
            (
                "Content-Length: 99999999999999999999999\r\n\r\n{}".to_owned(),
                vec!["too long {}"],
            ),
            (
                "Content-Length: 300000000\r\n\r\n".to_owned(),
                vec!["too long "],
            ),
            ("Content-Length: x\r\n\r\n{}".to_owned(), vec![]),
            ("Content-Length: -5\r\n\r\n{}".to_owned(), vec![]),
            ("garbage\r\n\r\n\u{1}\n".to_owned(), vec![]),
            ("Content-Type: a\r\n".to_owned(), vec![]),
            ("c".repeat(100_000), vec![]),
        ] {
            let mut expected: Vec<String> = expected.into_iter().map(str::to_owned).collect();
            expected.extend(["good".to_owned(), "good".to_owned()]);
            assert_eq!(read(&format!("{bad}{good}{good}")), expected, "{bad:.80}");
        }
    }

    #[test]
    fn headers_may_come_in_any_order() {
        let length = GOOD.len();
        for head in [
            format!("Content-Length: {length}\r\nContent-Type: x\r\n\r\n"),
            format!("Content-Type: x\r\ncontent-length:{length}\r\n\r\n"),
            format!("Content-Length: {length}\n\n"),
        ] {
            assert_eq!(read(&format!("{head}{GOOD}")), ["good"], "{head}");
        }
    }

    #[test]
    fn a_stream_that_ends_early_is_broken() {
        assert_eq!(read("Content-Length: 50\r\n\r\n{"), ["UnexpectedEof"]);
        assert_eq!(read("Content-Length: 50"), Vec::<String>::new());
    }
}
