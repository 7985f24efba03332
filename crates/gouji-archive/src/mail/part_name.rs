//! What a part of a mail is called, also by programs that write names in GBK as they are.

use mail_parser::{HeaderName, Message, MessagePart, MimeHeaders};
use memchr::memmem;

use crate::names;

/// The name of a part, if it has one.
pub(crate) fn of(message: &Message<'_>, part: &MessagePart<'_>) -> Option<String> {
    let name = part.attachment_name()?;
    if !name.contains('\u{fffd}') {
        return Some(name.to_owned());
    }
    Some(as_sent(message, part).unwrap_or_else(|| name.to_owned()))
}

/// The name as its bytes stand in the headers.
fn as_sent(message: &Message<'_>, part: &MessagePart<'_>) -> Option<String> {
    let of_name = [HeaderName::ContentDisposition, HeaderName::ContentType];
    let mut headers = part.headers.iter();
    headers.find_map(|header| {
        let range = header.offset_start as usize..header.offset_end as usize;
        let raw = message.raw_message.get(range)?;
        of_name.contains(&header.name).then(|| quoted(raw))?
    })
}

/// The text in quotation marks after `name=`.
fn quoted(header: &[u8]) -> Option<String> {
    const BEFORE: &[u8] = b"name=\"";
    let start = memmem::find(header, BEFORE)? + BEFORE.len();
    let rest = header.get(start..)?;
    let end = memchr::memchr(b'"', rest)?;
    Some(names::decoded(rest.get(..end)?))
}
