//! The way back from decoded text to the bytes on disk.
//!
//! While decoding, a checkpoint is kept every few hundred bytes, always where the decoder stands
//! between two characters. From the checkpoint before it a position is found by counting the bytes
//! of each character; where some bytes meant nothing, by decoding again.

use std::borrow::Cow;

use encoding_rs::{BIG5, CoderResult, Decoder, Encoding, GB18030, UTF_16BE, UTF_16LE};

/// About how many bytes lie between two checkpoints.
const BLOCK: usize = 256;
/// Room for what one code unit can decode to: at most a replacement and a character.
const ROOM: usize = 32;

/// A place where decoded text and bytes are known to correspond.
#[derive(Clone, Copy, Debug)]
struct Checkpoint {
    text: usize,
    body: usize,
}

/// The map from decoded text to the file.
#[derive(Debug)]
pub(super) struct DiskMap<'a> {
    /// Length of the byte order mark.
    mark: usize,
    /// Absent where the text is the file's own bytes.
    decoded: Option<Decoded<'a>>,
}

#[derive(Debug)]
struct Decoded<'a> {
    encoding: &'static Encoding,
    body: Cow<'a, [u8]>,
    checkpoints: Vec<Checkpoint>,
    /// Whether all bytes meant something.
    clean: bool,
}

impl DiskMap<'_> {
    /// Whether all bytes of the file meant something.
    pub(super) fn is_clean(&self) -> bool {
        self.decoded.as_ref().is_none_or(|decoded| decoded.clean)
    }

    /// The same with the bytes of the file in its own hands.
    pub(super) fn into_owned(self) -> DiskMap<'static> {
        DiskMap {
            mark: self.mark,
            decoded: self.decoded.map(|decoded| Decoded {
                encoding: decoded.encoding,
                body: Cow::Owned(decoded.body.into_owned()),
                checkpoints: decoded.checkpoints,
                clean: decoded.clean,
            }),
        }
    }

    /// The map of text that is the file's own bytes after a byte order mark.
    pub(super) fn same(mark: usize) -> Self {
        Self {
            mark,
            decoded: None,
        }
    }

    /// Where a position between two characters of the decoded text stands in the file.
    pub(super) fn disk_offset(&self, text: &str, at: usize) -> u64 {
        let in_body = match &self.decoded {
            None => at,
            Some(decoded) => decoded.offset(text, at),
        };
        (self.mark + in_body) as u64
    }
}

/// Decodes the bytes after the byte order mark; what means nothing becomes U+FFFD.
pub(super) fn decode<'a>(
    encoding: &'static Encoding,
    body: &'a [u8],
    mark: usize,
) -> (String, DiskMap<'a>) {
    let mut decoder = encoding.new_decoder_without_bom_handling();
    let mut text = String::with_capacity(body.len() + body.len() / 2);
    let mut checkpoints = Vec::with_capacity(body.len() / BLOCK + 1);
    let (mut at, mut clean) = (0, true);
    while at < body.len() {
        checkpoints.push(Checkpoint {
            text: text.len(),
            body: at,
        });
        let (next, is_clean) = decode_block(&mut decoder, encoding, body, at, &mut text);
        (at, clean) = (next, clean && is_clean);
    }
    clean &= push(&mut decoder, &[], &mut text, true);
    let decoded = Some(Decoded {
        encoding,
        body: Cow::Borrowed(body),
        checkpoints,
        clean,
    });
    (text, DiskMap { mark, decoded })
}

/// Decodes a block and goes on to where a checkpoint can stand; returns that place, and whether
/// all bytes meant something.
fn decode_block(
    decoder: &mut Decoder,
    encoding: &'static Encoding,
    body: &[u8],
    from: usize,
    text: &mut String,
) -> (usize, bool) {
    let unit = unit_of(encoding);
    let mut at = (from + BLOCK).min(body.len());
    let mut clean = push(decoder, body.get(from..at).unwrap_or_default(), text, false);
    while at < body.len() && !is_between(decoder, encoding, body, at) {
        let next = (at + unit).min(body.len());
        clean &= push(decoder, body.get(at..next).unwrap_or_default(), text, false);
        at = next;
    }
    (at, clean)
}

/// Whether the decoder stands between two characters.
fn is_between(decoder: &Decoder, encoding: &'static Encoding, body: &[u8], at: usize) -> bool {
    if unit_of(encoding) == 1 {
        // The only question the library answers about its state; the bytes themselves are moot.
        return decoder.latin1_byte_compatible_up_to(&[]).is_some();
    }
    let high = if encoding == UTF_16LE { at - 1 } else { at - 2 };
    // Not between the halves of a surrogate pair.
    body.get(high)
        .is_some_and(|byte| !(0xD8..0xDC).contains(byte))
}

/// Bytes that are only ever decoded together.
fn unit_of(encoding: &'static Encoding) -> usize {
    if encoding == UTF_16LE || encoding == UTF_16BE {
        2
    } else {
        1
    }
}

/// Decodes some bytes; whether all of them meant something.
fn push(decoder: &mut Decoder, bytes: &[u8], text: &mut String, last: bool) -> bool {
    let room = decoder.max_utf8_buffer_length(bytes.len()).unwrap_or(ROOM);
    text.reserve(room);
    // The room is what the library asks for, so that it takes all bytes at once.
    let (result, _, broken) = decoder.decode_to_string(bytes, text, last);
    result == CoderResult::InputEmpty && !broken
}

impl Decoded<'_> {
    /// Where a position of the text stands among the bytes.
    fn offset(&self, text: &str, at: usize) -> usize {
        let after = self.checkpoints.partition_point(|point| point.text <= at);
        let Some(point) = after
            .checked_sub(1)
            .and_then(|index| self.checkpoints.get(index))
        else {
            return 0;
        };
        if self.clean && (self.encoding == GB18030 || self.encoding == BIG5) {
            return self.count(text.as_bytes(), *point, at);
        }
        self.walk(*point, at)
    }

    /// Counts the bytes of each character from a checkpoint on.
    fn count(&self, text: &[u8], from: Checkpoint, wanted: usize) -> usize {
        let (mut decoded, mut at) = (from.text, from.body);
        while decoded < wanted {
            let rest = self.body.get(at..).unwrap_or_default();
            if wanted - decoded >= TOGETHER && is_plain(rest) {
                // Where a character begins, ASCII is itself.
                (decoded, at) = (decoded + TOGETHER, at + TOGETHER);
                continue;
            }
            let [first, rest @ ..] = rest else {
                break;
            };
            let (length, characters) = size(self.encoding, *first, rest.first().copied());
            for _ in 0..characters {
                decoded += text.get(decoded).map_or(1, |first| utf8_length(*first));
            }
            if decoded > wanted {
                // Between two characters that stand in the same bytes.
                return at;
            }
            at += length;
        }
        at.min(self.body.len())
    }

    /// Decodes on from a checkpoint until the text is as long as asked.
    fn walk(&self, from: Checkpoint, text: usize) -> usize {
        let mut decoder = self.encoding.new_decoder_without_bom_handling();
        let (mut decoded, mut at) = self.run_up(&mut decoder, from, text);
        let unit = unit_of(self.encoding);
        let mut room = [0_u8; ROOM];
        while decoded < text && at < self.body.len() {
            let next = (at + unit).min(self.body.len());
            let bytes = self.body.get(at..next).unwrap_or_default();
            let (_, _, written, _) = decoder.decode_to_utf8(bytes, &mut room, false);
            decoded += written;
            if decoded > text {
                // A replacement came out together with the character after it.
                return at;
            }
            at = next;
        }
        if decoded < text { self.body.len() } else { at }
    }

    /// Decodes up to shortly before a position in one go: the room for output is the limit.
    fn run_up(&self, decoder: &mut Decoder, from: Checkpoint, text: usize) -> (usize, usize) {
        let mut room = [0_u8; 4 * BLOCK];
        let most = (text - from.text).saturating_sub(ROOM);
        let bytes = self.body.get(from.body..).unwrap_or_default();
        let Some(room) = room.get_mut(..most).filter(|room| !room.is_empty()) else {
            return (from.text, from.body);
        };
        let (_, read, written, _) = decoder.decode_to_utf8(bytes, room, false);
        (from.text + written, from.body + read)
    }
}

/// Bytes looked at together.
const TOGETHER: usize = size_of::<u64>();

/// Whether the first of some bytes are all ASCII.
fn is_plain(bytes: &[u8]) -> bool {
    const HIGHEST: u64 = u64::MAX / 0xff * 0x80;
    let first = bytes.first_chunk::<TOGETHER>();
    first.is_some_and(|first| u64::from_le_bytes(*first) & HIGHEST == 0)
}

/// How many bytes a character of a Chinese encoding has, and for how many characters they stand.
fn size(encoding: &'static Encoding, first: u8, second: Option<u8>) -> (usize, usize) {
    match (first, second) {
        (..=0x80, _) => (1, 1),
        (_, Some(b'0'..=b'9')) if encoding == GB18030 => (4, 1),
        // Ê and ê with a mark above have no character of their own.
        (0x88, Some(0x62 | 0x64 | 0xA3 | 0xA5)) if encoding == BIG5 => (2, 2),
        _ => (2, 1),
    }
}

/// How many bytes a character has in UTF-8.
const fn utf8_length(first: u8) -> usize {
    match first {
        ..0xC0 => 1,
        0xC0..0xE0 => 2,
        0xE0..0xF0 => 3,
        0xF0.. => 4,
    }
}
