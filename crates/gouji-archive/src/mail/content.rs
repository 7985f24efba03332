//! The bytes of a part of a mail. What a sender's program declares is a hint: whoever reads the
//! bytes tells their kind from what they are.

use std::borrow::Cow;

use mail_parser::decoders::base64::base64_decode;
use mail_parser::decoders::quoted_printable::quoted_printable_decode;
use mail_parser::{Encoding, Message, MessagePart, MimeHeaders, PartType};

use super::flowed;

/// The decoded bytes of a part; texts are UTF-8 then, where their encoding was declared and holds.
pub(crate) fn of<'p>(message: &'p Message<'_>, part: &'p MessagePart<'_>) -> Option<Cow<'p, [u8]>> {
    match &part.body {
        PartType::Text(text) | PartType::Html(text) => {
            let sent = (!is_declared_well(part, text)).then(|| as_sent(message, part));
            let bytes = sent.flatten().unwrap_or(Cow::Borrowed(text.as_bytes()));
            Some(flowed::joined(part, bytes))
        }
        PartType::Binary(bytes) | PartType::InlineBinary(bytes) => Some(Cow::Borrowed(bytes)),
        PartType::Message(message) => Some(Cow::Borrowed(message.raw_message())),
        PartType::Multipart(_) => None,
    }
}

/// Whether the bytes were a text in the encoding that is declared: many programs attach files in
/// GBK and say nothing or another encoding, or call a document `text/plain`.
fn is_declared_well(part: &MessagePart<'_>, text: &str) -> bool {
    let kind = part.content_type();
    let is_declared = kind.is_some_and(|kind| kind.attribute("charset").is_some());
    is_declared && !text.contains(['\0', '\u{fffd}'])
}

/// The bytes of a text as its sender had them.
fn as_sent<'p>(message: &'p Message<'_>, part: &MessagePart<'_>) -> Option<Cow<'p, [u8]>> {
    let range = part.offset_body as usize..part.offset_end as usize;
    let packed = message.raw_message.get(range)?;
    match part.encoding {
        Encoding::None => Some(Cow::Borrowed(packed)),
        Encoding::Base64 => base64_decode(packed).map(Cow::Owned),
        Encoding::QuotedPrintable => quoted_printable_decode(packed).map(Cow::Owned),
    }
}
