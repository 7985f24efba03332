//! The way back from decoded text to the bytes on disk.
//!
//! While decoding, a checkpoint is kept about every kilobyte, always where the decoder stands
//! between two characters. A position is found by decoding again from the checkpoint before it,
//! one byte at a time, which is cheap because it is only done for places that are shown.

use encoding_rs::{Decoder, Encoding, UTF_16BE, UTF_16LE};

/// About how many bytes lie between two checkpoints.
const BLOCK: usize = 1024;
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
    body: &'a [u8],
    checkpoints: Vec<Checkpoint>,
}

impl DiskMap<'_> {
    /// The map of text that is the file's own bytes after a byte order mark.
    pub(super) fn same(mark: usize) -> Self {
        Self {
            mark,
            decoded: None,
        }
    }

    /// Where a position between two characters of the text stands in the file.
    pub(super) fn disk_offset(&self, text: usize) -> u64 {
        let in_body = match &self.decoded {
            None => text,
            Some(decoded) => decoded.offset(text),
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
    let mut at = 0;
    while at < body.len() {
        checkpoints.push(Checkpoint {
            text: text.len(),
            body: at,
        });
        at = decode_block(&mut decoder, encoding, body, at, &mut text);
    }
    push(&mut decoder, &[], &mut text, true);
    let decoded = Some(Decoded {
        encoding,
        body,
        checkpoints,
    });
    (text, DiskMap { mark, decoded })
}

/// Decodes a block and goes on to where a checkpoint can stand; returns that place.
fn decode_block(
    decoder: &mut Decoder,
    encoding: &'static Encoding,
    body: &[u8],
    from: usize,
    text: &mut String,
) -> usize {
    let unit = unit_of(encoding);
    let mut at = (from + BLOCK).min(body.len());
    push(decoder, body.get(from..at).unwrap_or_default(), text, false);
    while at < body.len() && !is_between(decoder, encoding, body, at) {
        let next = (at + unit).min(body.len());
        push(decoder, body.get(at..next).unwrap_or_default(), text, false);
        at = next;
    }
    at
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

fn push(decoder: &mut Decoder, bytes: &[u8], text: &mut String, last: bool) {
    let room = decoder.max_utf8_buffer_length(bytes.len()).unwrap_or(ROOM);
    text.reserve(room);
    // The room is what the library asks for, so that it takes all bytes at once.
    let _ = decoder.decode_to_string(bytes, text, last);
}

impl Decoded<'_> {
    /// Where a position of the text stands among the bytes.
    fn offset(&self, text: usize) -> usize {
        let after = self.checkpoints.partition_point(|point| point.text <= text);
        let Some(point) = after
            .checked_sub(1)
            .and_then(|index| self.checkpoints.get(index))
        else {
            return 0;
        };
        self.walk(*point, text)
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
