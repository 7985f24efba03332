//! The texts and attachments of a mail, or of a web page saved as one file (.mht).

use std::borrow::Cow;

use mail_parser::decoders::base64::base64_decode;
use mail_parser::decoders::quoted_printable::quoted_printable_decode;
use mail_parser::{Encoding, Message, MessageParser, MessagePart, MimeHeaders, PartType};

use crate::{ArchiveError, Member, Walk, names};

/// How much of a file is looked at for headers.
const GLANCE: usize = 64 << 10;
/// Headers of which a mail has at least two; texts have none.
const HEADERS: [&str; 11] = [
    "from",
    "to",
    "date",
    "subject",
    "received",
    "return-path",
    "delivered-to",
    "message-id",
    "mime-version",
    "content-type",
    "content-transfer-encoding",
];

/// Whether bytes begin with the headers of a mail.
pub(crate) fn is_mail(bytes: &[u8]) -> bool {
    let start = bytes.get(..GLANCE).unwrap_or(bytes);
    let start = start.strip_prefix(b"\xef\xbb\xbf").unwrap_or(start);
    let mut known = 0;
    for line in start.split(|byte| *byte == b'\n') {
        let line = line.strip_suffix(b"\r").unwrap_or(line);
        if line.is_empty() {
            break;
        }
        if line.starts_with(b" ") || line.starts_with(b"\t") {
            continue;
        }
        let Some(name) = header(line) else {
            return false;
        };
        known += usize::from(HEADERS.contains(&name.to_ascii_lowercase().as_str()));
    }
    known >= 2
}

/// The name of the header that a line holds.
fn header(line: &[u8]) -> Option<&str> {
    let end = line.iter().position(|byte| *byte == b':')?;
    let name = std::str::from_utf8(line.get(..end)?).ok()?;
    let proper = !name.is_empty() && name.bytes().all(|b| b.is_ascii_graphic());
    proper.then_some(name)
}

/// Takes the texts and wanted attachments of a mail.
pub(crate) fn members(bytes: &[u8], walk: &mut Walk<'_>) -> Result<(), ArchiveError> {
    let message = MessageParser::default()
        .parse(bytes)
        .ok_or(ArchiveError::Damaged)?;
    for (index, part) in message.parts.iter().enumerate() {
        if is_plainer(&message, index) {
            continue;
        }
        let Some(content) = content(&message, part) else {
            continue;
        };
        walk.budget.one_more()?;
        let name = part.attachment_name().map(names::harmless);
        // A forwarded mail is called after its subject, which says nothing of what is in it.
        let forwarded = matches!(part.body, PartType::Message(_));
        if !forwarded && name.as_ref().is_some_and(|name| !(walk.wanted)(name)) {
            continue;
        }
        let is_letter = name.is_none();
        let most = walk.budget.most(content.len() as u64);
        walk.budget.spend(content.len() as u64);
        walk.take(Member {
            name: name.unwrap_or_else(|| format!("#{index}")),
            is_letter,
            content: if content.len() as u64 > most {
                Err(ArchiveError::TooLarge)
            } else {
                Ok(content.into_owned())
            },
        });
    }
    Ok(())
}

/// Whether a part says as plain text what another says as a page: one report and not two.
fn is_plainer(message: &Message<'_>, index: usize) -> bool {
    let among = |parts: &[u32]| parts.iter().any(|part| *part as usize == index);
    let has_page = |part: &u32| {
        let part = message.parts.get(*part as usize);
        part.is_some_and(|part| matches!(part.body, PartType::Html(_)))
    };
    let pages = &message.html_body;
    among(&message.text_body) && !among(pages) && pages.iter().any(has_page)
}

/// The decoded bytes of a part; texts are UTF-8 then, where their encoding was declared. Pictures
/// shown in the letter are passed over by their names, as all attachments of other kinds.
fn content<'p>(message: &'p Message<'_>, part: &'p MessagePart<'_>) -> Option<Cow<'p, [u8]>> {
    match &part.body {
        PartType::Text(text) | PartType::Html(text) => {
            let undeclared = (!has_charset(part)).then(|| as_sent(message, part));
            Some(
                undeclared
                    .flatten()
                    .unwrap_or(Cow::Borrowed(text.as_bytes())),
            )
        }
        PartType::Binary(bytes) | PartType::InlineBinary(bytes) => Some(Cow::Borrowed(bytes)),
        PartType::Message(message) => Some(Cow::Borrowed(message.raw_message())),
        PartType::Multipart(_) => None,
    }
}

fn has_charset(part: &MessagePart<'_>) -> bool {
    let kind = part.content_type();
    kind.is_some_and(|kind| kind.attribute("charset").is_some())
}

/// The bytes of a text as its sender had them: many programs attach files in GBK and do not say so,
/// and whoever reads texts tells that better than a default.
fn as_sent<'p>(message: &'p Message<'_>, part: &MessagePart<'_>) -> Option<Cow<'p, [u8]>> {
    let range = part.offset_body as usize..part.offset_end as usize;
    let packed = message.raw_message.get(range)?;
    match part.encoding {
        Encoding::None => Some(Cow::Borrowed(packed)),
        Encoding::Base64 => base64_decode(packed).map(Cow::Owned),
        Encoding::QuotedPrintable => quoted_printable_decode(packed).map(Cow::Owned),
    }
}
