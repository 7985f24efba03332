//! How much memory it takes to read and check a file, told from its bytes before it is done.
//!
//! An estimate from above: whoever works on many files at a time lets large ones wait by it. The
//! limits of the readers bound it, however large the file.

use gouji_model::limits;

/// What any file takes.
const BASE: u64 = 1 << 20;
/// What a sign that may stand between two cells or lines takes, with all that is made of them.
const PER_SIGN: u64 = 220;
/// How often the text of a file is held: as it is on disk, decoded, and as a document.
const COPIES: u64 = 4;
/// What one byte of a file that is no text may become, and most of it.
const PER_BYTE: u64 = 48;
const MOST_UNPACKED: u64 = 192 << 20;

/// About how many bytes of memory it takes to open and check these bytes, themselves included.
#[must_use]
pub fn weight(bytes: &[u8]) -> u64 {
    let length = bytes.len() as u64;
    let packed = bytes.starts_with(b"PK") || bytes.starts_with(b"%PDF");
    let is_binary = packed || memchr::memchr(0, bytes.get(..1024).unwrap_or(bytes)).is_some();
    let made = if is_binary {
        length.saturating_mul(PER_BYTE)
    } else {
        signs(bytes) * PER_SIGN
    };
    let most = limits::CELLS as u64 * PER_SIGN;
    BASE + length * COPIES + made.min(most.max(MOST_UNPACKED))
}

/// How many bytes may stand between two cells or lines.
fn signs(bytes: &[u8]) -> u64 {
    let is_sign = |byte: u8| {
        matches!(
            byte,
            b'|' | b'\t' | b'\n' | b' ' | b'<' | b',' | b'\\' | b'{'
        )
    };
    // Counted in bytes as far as they go: a wide counter for each byte would take several times as long.
    let chunks = bytes.chunks(255);
    let count = |chunk: &[u8]| {
        let signs = chunk.iter().map(|byte| u8::from(is_sign(*byte)));
        u64::from(signs.fold(0_u8, u8::wrapping_add))
    };
    chunks.map(count).sum()
}
