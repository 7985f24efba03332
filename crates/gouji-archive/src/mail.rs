//! The texts and attachments of a mail, or of a web page saved as one file (.mht).

mod content;
mod flowed;
mod part_name;

use gouji_format::limits;
use mail_parser::{Message, MessageParser, MessagePart, PartType};

use crate::error::ArchiveError;
use crate::member::Member;
use crate::names::{self, Shown};
use crate::uuencoded;
use crate::walk::Walk;

/// How much of a file is looked at for headers.
const HEAD: usize = 64 << 10;
/// How far into a line the colon of a header stands.
const LONGEST_NAME: usize = 64;
/// Most lines that may be headers, those of texts counted that only look so.
const MOST_HEADERS: usize = 200_000;
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
    let start = bytes.get(..HEAD).unwrap_or(bytes);
    let start = start.strip_prefix(b"\xef\xbb\xbf").unwrap_or(start);
    let mut known = 0;
    let mut rest = start;
    while !matches!(rest, [] | [b'\n', ..] | [b'\r', b'\n', ..] | [b'\r']) {
        if !matches!(rest, [b' ' | b'\t', ..]) {
            // Seen before the end of the line is: a page may be one line.
            let Some(name) = header(rest) else {
                return false;
            };
            known += usize::from(HEADERS.contains(&name.to_ascii_lowercase().as_str()));
        }
        let end = rest.iter().position(|byte| *byte == b'\n');
        rest = end.and_then(|end| rest.get(end + 1..)).unwrap_or_default();
    }
    known >= 2
}

/// The name of the header that a line begins with.
fn header(line: &[u8]) -> Option<&str> {
    let end = line
        .iter()
        .position(|byte| *byte == b':' || !byte.is_ascii_graphic())?;
    let name = std::str::from_utf8(line.get(..end)?).ok()?;
    (line.get(end) == Some(&b':') && !name.is_empty()).then_some(name)
}

/// Takes the texts and wanted attachments of a mail.
pub(crate) fn members(bytes: &[u8], walk: &mut Walk<'_>) -> Result<(), ArchiveError> {
    // A parser keeps every header and part before anyone can count them.
    if !is_bounded(bytes) {
        return Err(ArchiveError::TooManyMembers);
    }
    let message = MessageParser::default()
        .parse(bytes)
        .ok_or(ArchiveError::Damaged)?;
    let mut shown = Shown::default();
    for (index, part) in message.parts.iter().enumerate() {
        if is_plainer(&message, index) {
            continue;
        }
        let Some(content) = content::of(&message, part) else {
            continue;
        };
        walk.budget.one_more()?;
        let name = part_name::of(&message, part);
        let is_text = matches!(part.body, PartType::Text(_) | PartType::Html(_));
        let is_letter = is_text && name.is_none();
        let name = shown.name(&name.unwrap_or_else(|| format!("#{index}")));
        if is_text {
            inside(&content, &mut shown, walk)?;
        }
        // A forwarded mail is called after its subject, which says nothing of what is in it.
        if is_forwarded(part) || walk.wants(&name, Some(&content)) {
            take(name, is_letter, content.into_owned(), walk);
        }
    }
    Ok(())
}

/// Whether a mail has no more lines that may begin parts, or be headers, than any that was sent.
fn is_bounded(bytes: &[u8]) -> bool {
    let lines = || bytes.split(|byte| *byte == b'\n');
    let parts = lines().filter(|line| line.starts_with(b"--"));
    // Packed bytes have no colons.
    let is_header = |line: &&[u8]| {
        let start = line.get(..LONGEST_NAME).unwrap_or(line);
        memchr::memchr(b':', start).is_some()
    };
    parts.take(limits::ENTRIES + 1).count() <= limits::ENTRIES
        && lines().filter(is_header).take(MOST_HEADERS + 1).count() <= MOST_HEADERS
}

fn is_forwarded(part: &MessagePart<'_>) -> bool {
    matches!(part.body, PartType::Message(_))
}

/// Takes the files that a text has in it.
fn inside(text: &[u8], shown: &mut Shown, walk: &mut Walk<'_>) -> Result<(), ArchiveError> {
    for file in uuencoded::files(text) {
        walk.budget.one_more()?;
        let name = shown.name(&names::decoded(&file.name));
        if !walk.wants(&name, Some(&file.bytes)) {
            continue;
        }
        if file.is_whole {
            take(name, false, file.bytes, walk);
        } else {
            walk.hand_over(Member {
                name,
                is_letter: false,
                content: Err(ArchiveError::Damaged),
            });
        }
    }
    Ok(())
}

fn take(name: String, is_letter: bool, bytes: Vec<u8>, walk: &mut Walk<'_>) {
    let length = bytes.len() as u64;
    let most = walk.budget.most(length);
    walk.budget.spend(length);
    walk.take(Member {
        name,
        is_letter,
        content: if length > most {
            Err(ArchiveError::TooLarge)
        } else {
            Ok(bytes)
        },
    });
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
