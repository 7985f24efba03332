//! How large the streams of a file unpack, measured before anything is unpacked into memory.
//!
//! A few kilobytes can unpack to gigabytes, and the library that reads the file unpacks streams
//! whole. So every stream is unpacked once into a small buffer that is thrown away, and a file
//! with one too large is not read at all.

mod lzw;
mod texts;

use flate2::{Decompress, FlushDecompress, Status};
use memchr::memmem;

use crate::limits;

/// Whether no stream of a file unpacks to more than the limit.
pub(crate) fn is_bounded(bytes: &[u8]) -> bool {
    is_within(bytes, limits::STREAM_UNPACKED, limits::ALL_UNPACKED)
}

/// Whether each stream unpacks to so much at most, and all to so much one after the other.
fn is_within(bytes: &[u8], each: usize, mut all: usize) -> bool {
    let contains = |name: &[u8]| memmem::find(bytes, name).is_some();
    let packers = Packers {
        lzw: contains(b"LZW"),
        run_lengths: contains(b"RunLength") || contains(b"/RL"),
    };
    !packs_twice(bytes)
        && streams(bytes).all(|data| {
            let most = each.min(all);
            let size = packers.largest(data, most).and_then(|size| {
                let inner = texts::bytes(data).map_or(Some(0), |data| packers.largest(&data, most));
                Some(size.max(inner?))
            });
            all = all.saturating_sub(size.unwrap_or(all));
            size.is_some()
        })
}

/// What a file may be packed with beside the usual.
struct Packers {
    lzw: bool,
    run_lengths: bool,
}

impl Packers {
    /// The most that data may unpack to, whatever it is packed with; `None` for more than the limit.
    fn largest(&self, data: &[u8], limit: usize) -> Option<usize> {
        let mut size = unpacked(data, limit)?;
        if self.lzw {
            size = size.max(lzw::lzw(data, limit)?);
        }
        // The same bytes as run lengths are no more than a few dozen times as many.
        if self.run_lengths && !has_zlib_head(data) && !is_picture(data) {
            size = size.max(lzw::run_lengths(data, limit)?);
        }
        Some(size)
    }
}

/// Whether data is a picture packed in a way of its own.
fn is_picture(data: &[u8]) -> bool {
    data.starts_with(b"\xff\xd8") || data.starts_with(b"\0\0\0\x0cjP")
}

/// What stands after each `stream`, to the end of the file: a packed stream ends by itself.
fn streams(bytes: &[u8]) -> impl Iterator<Item = &[u8]> {
    memmem::find_iter(bytes, b"stream")
        .filter(|at| {
            !bytes
                .get(..*at)
                .is_some_and(|before| before.ends_with(b"end"))
        })
        .filter_map(|at| {
            let data = bytes.get(at + b"stream".len()..)?;
            let data = data.strip_prefix(b"\r").unwrap_or(data);
            Some(data.strip_prefix(b"\n").unwrap_or(data))
        })
}

/// How many bytes packed data unpacks to; `None` for more than the limit.
fn unpacked(data: &[u8], limit: usize) -> Option<usize> {
    let mut unpacker = Decompress::new(has_zlib_head(data));
    let mut buffer = [0; 32 * 1024];
    let mut size = 0_usize;
    let mut rest = data;
    loop {
        let (read, written) = (unpacker.total_in(), unpacker.total_out());
        let status = unpacker.decompress(rest, &mut buffer, FlushDecompress::None);
        let taken = (unpacker.total_in() - read) as usize;
        let made = (unpacker.total_out() - written) as usize;
        size += made;
        if size > limit {
            return None;
        }
        rest = rest.get(taken..).unwrap_or_default();
        let ended = !matches!(status, Ok(Status::Ok)) || taken == 0 && made == 0;
        if ended {
            return Some(size);
        }
    }
}

fn has_zlib_head(data: &[u8]) -> bool {
    let Some(&[method, flags]) = data.first_chunk::<2>() else {
        return false;
    };
    method & 0x0f == 8 && (u16::from(method) << 8 | u16::from(flags)).is_multiple_of(31)
}

/// Whether a stream is packed and packed again: no program does it, and its size multiplies.
fn packs_twice(bytes: &[u8]) -> bool {
    memmem::find_iter(bytes, b"/Filter").any(|at| {
        let after = bytes
            .get(at + b"/Filter".len()..)
            .unwrap_or_default()
            .trim_ascii_start();
        let Some(list) = after.strip_prefix(b"[") else {
            return false;
        };
        let list = list.get(..list.len().min(200)).unwrap_or_default();
        let names = list.split(|byte| *byte == b']').next().unwrap_or_default();
        let names = names.split(|byte| *byte == b'/').map(<[u8]>::trim_ascii);
        let mut packed = 0;
        for name in names.filter(|name| !name.is_empty()) {
            packed += usize::from(PACKING.contains(&name) || name.contains(&b'#'));
            // What was packed and holds letters grows again.
            if packed > 1 || packed == 1 && LETTERS.contains(&name) {
                return true;
            }
        }
        false
    })
}

/// Names of ways to pack data.
const PACKING: [&[u8]; 6] = [
    b"FlateDecode",
    b"Fl",
    b"LZWDecode",
    b"LZW",
    b"RunLengthDecode",
    b"RL",
];
/// Names of ways to write data down in letters.
const LETTERS: [&[u8]; 4] = [b"ASCII85Decode", b"A85", b"ASCIIHexDecode", b"AHx"];

#[cfg(test)]
mod tests {
    use std::io::Write;

    use flate2::{Compression, write::ZlibEncoder};

    use super::{is_within, packs_twice, streams, unpacked};

    fn packed(bytes: usize) -> Vec<u8> {
        let mut packer = ZlibEncoder::new(Vec::new(), Compression::fast());
        packer.write_all(&vec![b' '; bytes]).unwrap();
        packer.finish().unwrap()
    }

    #[test]
    fn a_stream_that_unpacks_to_too_much_is_noticed() {
        let data = packed(1 << 20);
        assert_eq!(unpacked(&data, 2 << 20), Some(1 << 20));
        assert_eq!(unpacked(&data, 1 << 19), None);
        assert_eq!(unpacked(b"BT (plain) Tj ET\nendstream", 100), Some(0));
    }

    #[test]
    fn every_stream_is_looked_at() {
        let file = [
            b"stream\r\n1\nendstream stream\n",
            packed(9).as_slice(),
            b"endstream",
        ]
        .concat();
        let sizes: Vec<_> = streams(&file).map(|data| unpacked(data, 100)).collect();
        assert_eq!(sizes, [Some(0), Some(9)]);
    }

    #[test]
    fn packed_data_in_letters_is_measured() {
        let letters: String = packed(1 << 20)
            .iter()
            .map(|byte| format!("{byte:02x}"))
            .collect();
        let file = format!("/Filter[/AHx/Fl] stream\n{letters}>endstream");
        assert!(is_within(file.as_bytes(), 2 << 20, 3 << 20));
        assert!(!is_within(file.as_bytes(), 1 << 19, 3 << 20));
        assert!(!is_within(file.repeat(4).as_bytes(), 2 << 20, 3 << 20));
    }

    #[test]
    fn packing_twice_is_noticed() {
        assert!(packs_twice(b"<</Filter [/FlateDecode /FlateDecode]>>"));
        assert!(!packs_twice(
            b"<</Filter [/FlateDecode /DCTDecode]>> /Filter/FlateDecode /Filter/Fl"
        ));
        assert!(packs_twice(b"/Filter[/FlateDecode/ASCII85Decode]"));
        assert!(packs_twice(b"/Filter[/A85 /Fl /RL]"));
        assert!(!packs_twice(b"/Filter [ /ASCII85Decode /FlateDecode ]"));
    }
}
