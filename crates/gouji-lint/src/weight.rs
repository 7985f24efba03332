//! How much memory it takes to read and check a file, derived from its bytes before it is done.
//!
//! An estimate from above: whoever works on many files at a time lets large ones wait by it. The
//! limits of the readers bound it, however large the file.

use gouji_format::{FileKind, limits, zip};
use memchr::memmem;

/// What any file takes.
const BASE: u64 = 1 << 20;
/// What a sign that may stand between two cells or lines takes, with all that is made of them.
const PER_SIGN: u64 = 220;
/// How often the text of a file is held: as it is on disk, decoded, and as a document.
const COPIES: u64 = 4;
/// What one byte of a part of a package takes once it is unpacked and read: measured on tables of
/// nothing but cells.
const PER_UNPACKED: u64 = 20;
/// What one byte of an old Office file takes.
const PER_BYTE: u64 = 16;
/// What the pages of a PDF may take, whose streams do not tell their size.
const PAGES: u64 = 48 << 20;
/// What no file takes, whatever it holds.
const MOST: u64 = 256 << 20;

/// About how many bytes of memory it takes to open and check these bytes, themselves included. Where no text
/// of their length takes more than is little, nothing is counted, and what such a text takes at most is returned.
#[must_use]
pub fn weight(bytes: &[u8], little: u64) -> u64 {
    let length = bytes.len() as u64;
    let most = BASE + length.saturating_mul(COPIES + PER_SIGN);
    if most <= little && is_text(bytes) {
        return most;
    }
    let made = if bytes.starts_with(zip::RECORD) {
        unpacked(bytes).saturating_mul(PER_UNPACKED)
    } else if FileKind::Pdf.matches(bytes) {
        PAGES
    } else if has_zeros(bytes) {
        let marks = count(bytes, |byte| matches!(byte, 0x07 | 0x0d));
        (length * PER_BYTE).max(marks * PER_SIGN)
    } else {
        count(bytes, is_sign) * PER_SIGN
    };
    BASE + length * COPIES + made.min(MOST)
}

/// Whether it is no text, as its first bytes show.
fn has_zeros(bytes: &[u8]) -> bool {
    memchr::memchr(0, bytes.get(..1024).unwrap_or(bytes)).is_some()
}

/// Whether it may be a text.
fn is_text(bytes: &[u8]) -> bool {
    !bytes.starts_with(zip::RECORD) && !FileKind::Pdf.matches(bytes) && !has_zeros(bytes)
}

/// Whether a byte may stand between two cells or lines: `|`, `\`, `<`, `,`, a tab or line break, a space, `{`.
/// Two of a kind differ in one bit, so that every byte is compared five times.
const fn is_sign(byte: u8) -> bool {
    (byte | 0x20 == b'|')
        | (byte | 0x10 == b'<')
        | (byte.wrapping_sub(b'\t') < 2)
        | (byte == b' ')
        | (byte == b'{')
}

/// How many bytes are counted in one byte: whole registers.
const CHUNK: usize = 224;

/// How many bytes of a kind there are.
fn count(bytes: &[u8], is_one: impl Fn(u8) -> bool) -> u64 {
    // Counted in bytes as far as they go: a wide counter for each byte would take several times as long.
    let chunks = bytes.chunks(CHUNK);
    let of_chunk = |chunk: &[u8]| {
        let ones = chunk.iter().map(|byte| u8::from(is_one(*byte)));
        u64::from(ones.fold(0_u8, u8::wrapping_add))
    };
    chunks.map(of_chunk).sum()
}

/// How many bytes the parts of a package that are read say they unpack to; those that unpack to
/// more are refused, but for small ones.
fn unpacked(bytes: &[u8]) -> u64 {
    let entries = memmem::find_iter(bytes, zip::ENTRY);
    let size = |at: usize| {
        let entry = bytes.get(at..)?;
        let number = |at: usize| {
            entry
                .get(at..at + 4)?
                .try_into()
                .ok()
                .map(u32::from_le_bytes)
        };
        let length = entry.get(28..30)?.try_into().ok().map(u16::from_le_bytes)?;
        let name = entry.get(zip::ENTRY_LENGTH..zip::ENTRY_LENGTH + usize::from(length))?;
        // Pictures and fonts are not unpacked.
        let is_read = name.ends_with(b".xml") || name.ends_with(b".XML");
        let packed = u64::from(number(20)?);
        let least = limits::ANY_RATIO.min(packed.saturating_mul(limits::RATIO) / 8);
        is_read.then(|| number(24).map(|size| u64::from(size).max(least)))?
    };
    let all: u64 = entries.filter_map(size).sum();
    all.min(limits::PACKAGE)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn signs_are_those_between_cells_and_lines() {
        let signs: Vec<u8> = (0..=u8::MAX).filter(|byte| is_sign(*byte)).collect();
        assert_eq!(signs, b"\t\n ,<\\{|");
    }

    #[test]
    fn what_may_become_more_weighs_more() {
        let prose = weight("政府信息公开工作年度报告".repeat(1000).as_bytes(), 0);
        let pipes = weight("|".repeat(30_000).as_bytes(), 0);
        assert!(pipes > 4 * prose, "{pipes} {prose}");
        assert!(weight(&b"|".repeat(20 << 20), 0) <= BASE + 4 * (20 << 20) + MOST);
        let mut entry = b"PK\x03\x04PK\x01\x02".to_vec();
        entry.resize(4 + zip::ENTRY_LENGTH, 0);
        entry[4 + 24..4 + 28].copy_from_slice(&10_000_000_u32.to_le_bytes());
        entry[4 + 28] = 5;
        entry.extend(b"a.xml");
        assert!(weight(&entry, 0) > 190 << 20);
    }

    #[test]
    fn what_is_little_is_not_counted() {
        let (prose, pipes) = ("政".repeat(10_000), "|".repeat(30_000));
        let most = weight(pipes.as_bytes(), 0);
        assert_eq!(weight(pipes.as_bytes(), most), most);
        assert_eq!(weight(prose.as_bytes(), most), most);
        assert!(weight(prose.as_bytes(), most - 1) < most);
        let package = [b"PK\x03\x04PK\x01\x02".as_slice(), &[0; 100]].concat();
        assert_eq!(weight(&package, 1 << 30), weight(&package, 0));
    }
}
