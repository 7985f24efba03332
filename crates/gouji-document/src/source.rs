//! The decoded text of a file that still knows where every character stands on disk.
//!
//! UTF-8 is borrowed as it is. Other encodings are decoded in blocks that end where no character
//! can straddle; a position inside a block is found by decoding the block again, character by
//! character, only when someone asks.

use std::borrow::Cow;
use std::sync::OnceLock;

use encoding_rs::{BIG5, Encoding, GB18030, UTF_8, UTF_16BE, UTF_16LE};
use gouji_model::SourceRange;

/// Decoded text with its way back to the bytes of the file.
#[derive(Debug)]
pub struct Source<'a> {
    bytes: &'a [u8],
    text: Cow<'a, str>,
    encoding: &'static Encoding,
    /// Length of the byte order mark, which is not part of the text.
    mark: usize,
    /// Where blocks begin: decoded offset, offset on disk. Empty for borrowed text.
    blocks: Vec<(u32, u32)>,
    lines: OnceLock<Vec<u32>>,
}

/// A place in a text file as people and programs name it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Location {
    /// Line from 1.
    pub line: u32,
    /// Column from 1, in characters.
    pub column: u32,
    /// Byte offset in the file as it is on disk.
    pub offset: u64,
    /// Length in bytes of the file as it is on disk.
    pub length: u64,
}

/// Fewest bytes of a block.
const BLOCK: usize = 1024;
/// How far into a file a declaration of its encoding is looked for.
const DECLARATION_REACH: usize = 2048;

impl<'a> Source<'a> {
    /// Decodes the bytes of a file: by its byte order mark, as UTF-8 where that fits, else as it
    /// declares itself, else by a guess.
    #[must_use]
    pub fn decode(bytes: &'a [u8]) -> Self {
        let (encoding, mark) = Encoding::for_bom(bytes).unwrap_or((UTF_8, 0));
        let body = &bytes[mark..];
        if encoding == UTF_8
            && let Ok(text) = std::str::from_utf8(body)
        {
            return Self::new(bytes, Cow::Borrowed(text), UTF_8, mark, Vec::new());
        }
        let encoding = if mark > 0 { encoding } else { guess(body) };
        let (text, blocks) = decode_blocks(body, encoding);
        Self::new(bytes, Cow::Owned(text), encoding, mark, blocks)
    }

    fn new(
        bytes: &'a [u8],
        text: Cow<'a, str>,
        encoding: &'static Encoding,
        mark: usize,
        blocks: Vec<(u32, u32)>,
    ) -> Self {
        Self {
            bytes,
            text,
            encoding,
            mark,
            blocks,
            lines: OnceLock::new(),
        }
    }

    /// The decoded text.
    #[must_use]
    pub fn text(&self) -> &str {
        &self.text
    }

    /// The name of the encoding the file is in.
    #[must_use]
    pub fn encoding(&self) -> &'static str {
        self.encoding.name()
    }

    /// Where a range stands on disk.
    #[must_use]
    pub fn locate(&self, range: SourceRange) -> Location {
        let start = self.boundary(range.start);
        let end = self.boundary(range.end).max(start);
        let lines = self.lines.get_or_init(|| line_starts(&self.text));
        let line = lines.partition_point(|at| *at <= start).max(1);
        let line_start = lines.get(line - 1).copied().unwrap_or(0);
        let before = &self.text[line_start as usize..start as usize];
        let offset = self.on_disk(start);
        Location {
            line: line as u32,
            column: before.chars().count() as u32 + 1,
            offset,
            length: self.on_disk(end) - offset,
        }
    }

    /// The position itself, or the nearest character boundary before it.
    fn boundary(&self, at: u32) -> u32 {
        let mut at = (at as usize).min(self.text.len());
        while !self.text.is_char_boundary(at) {
            at -= 1;
        }
        at as u32
    }

    /// The byte offset on disk of a decoded offset.
    fn on_disk(&self, at: u32) -> u64 {
        let next = self.blocks.partition_point(|(decoded, _)| *decoded <= at);
        let Some((decoded, disk)) = next.checked_sub(1).map(|block| self.blocks[block]) else {
            return u64::from(at) + self.mark as u64;
        };
        let body = &self.bytes[self.mark..];
        let end = self
            .blocks
            .get(next)
            .map_or(body.len(), |(_, disk)| *disk as usize);
        let inside = length_on_disk(&body[disk as usize..end], self.encoding, at - decoded);
        self.mark as u64 + u64::from(disk) + inside
    }
}

fn line_starts(text: &str) -> Vec<u32> {
    let ends = memchr::memchr_iter(b'\n', text.as_bytes());
    std::iter::once(0)
        .chain(ends.map(|at| at as u32 + 1))
        .collect()
}

/// How many bytes of a block make its first `decoded` bytes of text: decodes byte by byte.
fn length_on_disk(block: &[u8], encoding: &'static Encoding, decoded: u32) -> u64 {
    let mut decoder = encoding.new_decoder_without_bom_handling();
    let mut text = [0u8; 64];
    let mut made = 0;
    for (index, byte) in block.iter().enumerate() {
        if made >= decoded as usize {
            return index as u64;
        }
        let (_, _, written, _) = decoder.decode_to_utf8(&[*byte], &mut text, false);
        made += written;
    }
    block.len() as u64
}

/// Decodes in blocks and notes where each begins.
fn decode_blocks(body: &[u8], encoding: &'static Encoding) -> (String, Vec<(u32, u32)>) {
    let mut text = String::with_capacity(body.len() * 3 / 2 + 16);
    let mut blocks = Vec::with_capacity(body.len() / BLOCK + 1);
    let mut at = 0;
    while at < body.len() {
        let end = block_end(body, at, encoding);
        blocks.push((text.len() as u32, at as u32));
        let (decoded, _) = encoding.decode_without_bom_handling(&body[at..end]);
        text.push_str(&decoded);
        at = end;
    }
    (text, blocks)
}

/// The end of the block at `at`: after a byte that ends a character in every such encoding. Bytes
/// below 0x30 are never the second half of one; UTF-16 is cut between units that make no pair.
fn block_end(body: &[u8], at: usize, encoding: &'static Encoding) -> usize {
    let least = (at + BLOCK).min(body.len());
    if encoding == UTF_16LE || encoding == UTF_16BE {
        let high = if encoding == UTF_16LE { 1 } else { 0 };
        let pair = body
            .get(least - 2 + high)
            .is_some_and(|byte| (0xD8..=0xDB).contains(byte));
        return if pair {
            (least + 2).min(body.len())
        } else {
            least
        };
    }
    let rest = &body[least..];
    rest.iter()
        .position(|byte| *byte < 0x30)
        .map_or(body.len(), |found| least + found + 1)
}

/// The encoding of bytes that are no UTF-8.
fn guess(body: &[u8]) -> &'static Encoding {
    if let Some(declared) = declared(body)
        && clean(body, declared)
    {
        return declared;
    }
    let mut detector = chardetng::EncodingDetector::new(chardetng::Iso2022JpDetection::Deny);
    detector.feed(body, true);
    let guessed = widened(detector.guess(None, chardetng::Utf8Detection::Allow));
    let candidates = [guessed, GB18030, BIG5, UTF_8];
    let errors = |encoding: &&'static Encoding| {
        let (text, _) = encoding.decode_without_bom_handling(body);
        let strange = text
            .chars()
            .filter(|c| *c == '\u{fffd}' || ('\u{80}'..='\u{9f}').contains(c));
        let chinese = text
            .chars()
            .filter(|c| ('\u{4e00}'..='\u{9fff}').contains(c))
            .count();
        (strange.count(), usize::MAX - chinese)
    };
    candidates.into_iter().min_by_key(errors).unwrap_or(UTF_8)
}

/// What the file says its encoding is: `charset=…` near its start.
fn declared(body: &[u8]) -> Option<&'static Encoding> {
    let head = &body[..body.len().min(DECLARATION_REACH)];
    let lower = head.to_ascii_lowercase();
    let at = memchr::memmem::find(&lower, b"charset")? + "charset".len();
    let rest = &lower[at..];
    let skip = rest
        .iter()
        .take_while(|b| matches!(b, b'=' | b'"' | b'\'' | b' '))
        .count();
    let name = &rest[skip..];
    let length = name
        .iter()
        .take_while(|b| b.is_ascii_alphanumeric() || matches!(b, b'-' | b'_'))
        .count();
    Encoding::for_label(&name[..length]).map(widened)
}

/// GBK as its superset.
fn widened(encoding: &'static Encoding) -> &'static Encoding {
    if encoding == encoding_rs::GBK {
        GB18030
    } else {
        encoding
    }
}

fn clean(body: &[u8], encoding: &'static Encoding) -> bool {
    let (_, errors) = encoding.decode_without_bom_handling(body);
    !errors
}

#[cfg(test)]
mod tests {
    use super::*;

    const TEXT: &str = "三、收到和处理政府信息公开申请情况\r\n本年新收 12\n总计\n";

    fn encoded(encoding: &'static Encoding, text: &str) -> Vec<u8> {
        encoding.encode(text).0.into_owned()
    }

    /// Every character stands on disk where `locate` says.
    fn places_hold(bytes: &[u8], encoding: &'static Encoding) {
        let source = Source::decode(bytes);
        assert_eq!(source.encoding, encoding);
        for (at, c) in source.text().char_indices() {
            let range = SourceRange::new(at as u32, (at + c.len_utf8()) as u32);
            let found = source.locate(range);
            let (from, length) = (found.offset as usize, found.length as usize);
            let (text, _) = encoding.decode_without_bom_handling(&bytes[from..from + length]);
            assert_eq!(text, c.to_string(), "at {at}");
        }
    }

    #[test]
    fn places_hold_in_every_encoding() {
        let long = TEXT.repeat(60);
        places_hold(long.as_bytes(), UTF_8);
        places_hold(&encoded(GB18030, &long), GB18030);
        let traditional = "主動公開政府資訊情況 12\n".repeat(120);
        let page = format!("<meta charset=big5>{traditional}");
        places_hold(&encoded(BIG5, &page), BIG5);
        let mut wide = vec![0xFF, 0xFE];
        wide.extend(long.encode_utf16().flat_map(u16::to_le_bytes));
        places_hold(&wide, UTF_16LE);
    }

    #[test]
    fn a_wrong_declaration_is_seen_through() {
        let page = format!("<meta charset=\"gb2312\">{TEXT}");
        assert_eq!(Source::decode(page.as_bytes()).text(), page);
        let page = format!("<meta charset=\"utf-8\">{}", TEXT.repeat(5));
        let bytes = encoded(GB18030, &page);
        assert_eq!(Source::decode(&bytes).text(), page);
    }

    #[test]
    fn lines_and_columns_count_characters() {
        let mut bytes = vec![0xEF, 0xBB, 0xBF];
        bytes.extend(TEXT.as_bytes());
        let source = Source::decode(&bytes);
        let at = TEXT.find("12").unwrap() as u32;
        let found = source.locate(SourceRange::new(at, at + 2));
        assert_eq!((found.line, found.column, found.length), (2, 6, 2));
        assert_eq!(&bytes[found.offset as usize..][..2], b"12");
    }

    #[test]
    fn any_bytes_decode() {
        for seed in 0u32..200 {
            let bytes: Vec<u8> = (0..300u32)
                .map(|i| (i.wrapping_mul(seed.wrapping_mul(2_654_435_761) | 1) >> 7) as u8)
                .collect();
            let source = Source::decode(&bytes);
            let end = source.text().len() as u32;
            let found = source.locate(SourceRange::new(0, end));
            assert!(found.offset + found.length <= bytes.len() as u64);
        }
    }
}
