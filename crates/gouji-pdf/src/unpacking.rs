//! How large the streams of a file unpack, measured before anything is unpacked into memory.
//!
//! A few kilobytes can unpack to gigabytes, and the library that reads the file unpacks streams
//! whole. So every stream is unpacked once into a small buffer that is thrown away, and a file
//! with one too large is not read at all.

use flate2::{Decompress, FlushDecompress, Status};
use memchr::memmem;

use crate::limits;

/// Whether no stream of a file unpacks to more than the limit.
pub(crate) fn is_bounded(bytes: &[u8]) -> bool {
    let mut left = limits::ALL_UNPACKED;
    !packs_twice(bytes)
        && streams(bytes).all(|data| {
            let size = unpacked(data, limits::STREAM_UNPACKED.min(left));
            left = left.saturating_sub(size.unwrap_or(left));
            size.is_some()
        })
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
        let packing = |name: &&[u8]| {
            let name = name.trim_ascii();
            [&b"FlateDecode"[..], b"Fl", b"LZWDecode", b"LZW"].contains(&name)
                || name.contains(&b'#')
        };
        names.split(|byte| *byte == b'/').filter(packing).count() > 1
    })
}

#[cfg(test)]
mod tests {
    use std::io::Write;

    use flate2::{Compression, write::ZlibEncoder};

    use super::{packs_twice, streams, unpacked};

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
    fn packing_twice_is_noticed() {
        assert!(packs_twice(b"<</Filter [/FlateDecode /FlateDecode]>>"));
        assert!(!packs_twice(
            b"<</Filter [/FlateDecode /DCTDecode]>> /Filter/FlateDecode /Filter/Fl"
        ));
    }
}
