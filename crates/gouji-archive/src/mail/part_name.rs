//! What a part of a mail is called, also by programs that write names in GBK as they are, or long
//! ones as several encoded words (RFC 2047) in quotation marks.

use encoding_rs::Encoding;
use mail_parser::decoders::base64::base64_decode;
use mail_parser::{HeaderName, Message, MessagePart, MimeHeaders};
use memchr::memmem;

use crate::names;

/// The name of a part, if it has one.
pub(crate) fn of(message: &Message<'_>, part: &MessagePart<'_>) -> Option<String> {
    let name = part.attachment_name()?;
    let sent = as_sent(message, part);
    let whole = sent.and_then(|raw| match name.contains('\u{fffd}') {
        _ if memmem::find(raw, b"=?").is_some() => joined(std::str::from_utf8(raw).ok()?),
        true => Some(names::decoded(raw)),
        false => None,
    });
    Some(whole.unwrap_or_else(|| name.to_owned()))
}

/// The name as its bytes stand in the headers, in quotation marks.
fn as_sent<'m>(message: &'m Message<'_>, part: &MessagePart<'_>) -> Option<&'m [u8]> {
    let of_name = [HeaderName::ContentDisposition, HeaderName::ContentType];
    let mut headers = part.headers.iter();
    headers.find_map(|header| {
        let range = header.offset_start as usize..header.offset_end as usize;
        let raw = message.raw_message.get(range)?;
        of_name.contains(&header.name).then(|| quoted(raw))?
    })
}

/// The text in quotation marks after `name=`.
fn quoted(header: &[u8]) -> Option<&[u8]> {
    const BEFORE: &[u8] = b"name=\"";
    let start = memmem::find(header, BEFORE)? + BEFORE.len();
    let rest = header.get(start..)?;
    rest.get(..memchr::memchr(b'"', rest)?)
}

/// The text of encoded words and nothing else; a character may begin in one and end in the next.
fn joined(words: &str) -> Option<String> {
    let words = words.replace("?==?", "?= =?");
    let mut encoding = None;
    let mut bytes = Vec::new();
    for word in words.split_ascii_whitespace() {
        let mut parts = word.strip_prefix("=?")?.strip_suffix("?=")?.split('?');
        let (charset, manner, text) = (parts.next()?, parts.next()?, parts.next()?);
        // Several encodings in one name would be a curiosity.
        let own = Encoding::for_label(charset.as_bytes())?;
        if encoding.replace(own).is_some_and(|before| before != own) {
            return None;
        }
        match manner {
            "B" | "b" => bytes.extend(base64_decode(text.as_bytes())?),
            "Q" | "q" => bytes.extend(unquoted(text)?),
            _ => return None,
        }
    }
    Some(encoding?.decode_without_bom_handling(&bytes).0.into_owned())
}

/// The bytes of a text in the manner Q.
fn unquoted(text: &str) -> Option<Vec<u8>> {
    let mut bytes = Vec::new();
    let mut rest = text.as_bytes();
    while let Some((first, after)) = rest.split_first() {
        rest = after;
        match first {
            b'_' => bytes.push(b' '),
            b'=' => {
                let (digits, after) = rest.split_at_checked(2)?;
                let digits = std::str::from_utf8(digits).ok()?;
                bytes.push(u8::from_str_radix(digits, 16).ok()?);
                rest = after;
            }
            byte => bytes.push(*byte),
        }
    }
    Some(bytes)
}
