//! Which encoding a file is in: its byte order mark, its bytes, what it declares, what is likely.

use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use encoding_rs::{BIG5, Encoding, GB18030, GBK, UTF_8};

use super::familiar::familiar;

/// How far into a file a declaration counts.
const REACH: usize = 2 * 1024;
/// How much of a file is looked at to tell encodings apart.
const SAMPLE: usize = 64 * 1024;
/// The encoding a byte order mark names, and the length of the mark.
pub(super) fn byte_order_mark(bytes: &[u8]) -> (Option<&'static Encoding>, usize) {
    match Encoding::for_bom(bytes) {
        Some((encoding, length)) => (Some(encoding), length),
        None => (None, 0),
    }
}

/// The encoding of bytes that are no clean UTF-8, have no mark and are not evident at first sight.
pub(super) fn weighed(bytes: &[u8]) -> &'static Encoding {
    let guessed = guess(bytes);
    let declared = declaration(bytes).filter(|declared| is_clean(declared, bytes));
    match (declared, guessed) {
        (Some(declared), Some(guessed)) if likelier(guessed, declared, bytes) => guessed,
        (Some(declared), _) => declared,
        (None, _) if is_damaged_utf8(bytes) => UTF_8,
        (None, Some(guessed)) => guessed,
        (None, None) => least_damage(bytes),
    }
}

/// What the file says of itself in a `meta` tag near its start.
fn declaration(bytes: &[u8]) -> Option<&'static Encoding> {
    let head = bytes.get(..REACH).unwrap_or(bytes).to_ascii_lowercase();
    let meta = memchr::memmem::find(&head, b"<meta")?;
    memchr::memmem::find_iter(&head, b"charset")
        .filter(|at| *at > meta)
        .find_map(|at| labelled(head.get(at + b"charset".len()..)?))
        .map(widened)
}

/// The encoding named after `charset`: `=`, perhaps a quote, and a label.
fn labelled(rest: &[u8]) -> Option<&'static Encoding> {
    let value = rest.trim_ascii_start().strip_prefix(b"=")?;
    let value = value.trim_ascii_start();
    let value = value.strip_prefix(b"\"").unwrap_or(value);
    let value = value.strip_prefix(b"'").unwrap_or(value);
    let end = value
        .iter()
        .position(|b| b.is_ascii_whitespace() || matches!(b, b'"' | b'\'' | b';' | b'>' | b'/'))
        .unwrap_or(value.len());
    Encoding::for_label(value.get(..end)?)
}

/// GB2312 and GBK as the standard that contains them.
fn widened(encoding: &'static Encoding) -> &'static Encoding {
    if encoding == GBK { GB18030 } else { encoding }
}

/// Whether all bytes mean something in an encoding.
fn is_clean(encoding: &'static Encoding, bytes: &[u8]) -> bool {
    encoding
        .decode_without_bom_handling_and_without_replacement(bytes)
        .is_some()
}

/// What the frequencies of byte pairs say, if it is an encoding reports come in.
fn guess(bytes: &[u8]) -> Option<&'static Encoding> {
    let mut detector = EncodingDetector::new(Iso2022JpDetection::Deny);
    detector.feed(bytes.get(..SAMPLE).unwrap_or(bytes), bytes.len() <= SAMPLE);
    let guessed = widened(detector.guess(None, Utf8Detection::Deny));
    (guessed == GB18030 || guessed == BIG5).then_some(guessed)
}

/// Whether a text reads more like a report in one Chinese encoding than in the declared one.
fn likelier(guessed: &'static Encoding, declared: &'static Encoding, bytes: &[u8]) -> bool {
    guessed != declared && familiarity(guessed, bytes) > familiarity(declared, bytes)
}

/// How many of the start's characters are the most frequent ones.
fn familiarity(encoding: &'static Encoding, bytes: &[u8]) -> usize {
    let sample = bytes.get(..SAMPLE).unwrap_or(bytes);
    let (text, _) = encoding.decode_without_bom_handling(sample);
    familiar(&text)
}

/// Whether bytes are UTF-8 but for a few: other encodings do not look like it by chance.
fn is_damaged_utf8(bytes: &[u8]) -> bool {
    let sample = bytes.get(..SAMPLE).unwrap_or(bytes);
    let (mut whole, mut broken) = (0_usize, 0_usize);
    for chunk in sample.utf8_chunks() {
        whole += chunk.valid().chars().filter(|c| !c.is_ascii()).count();
        broken += usize::from(!chunk.invalid().is_empty());
    }
    whole > 10 * broken
}

/// The encoding in which the fewest bytes mean nothing.
fn least_damage(bytes: &[u8]) -> &'static Encoding {
    let damage = |encoding: &&'static Encoding| {
        let sample = bytes.get(..SAMPLE).unwrap_or(bytes);
        let (text, _) = encoding.decode_without_bom_handling(sample);
        text.chars().filter(|c| *c == '\u{fffd}').count()
    };
    [GB18030, BIG5, UTF_8]
        .into_iter()
        .min_by_key(damage)
        .unwrap_or(UTF_8)
}
