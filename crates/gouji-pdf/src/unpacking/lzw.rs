//! How large data packed with LZW or run lengths unpacks, counted without unpacking it.

/// Codes up to 12 bits.
const CODES: usize = 4096;
const CLEAR: usize = 256;
const END: usize = 257;

/// How many bytes LZW data unpacks to; `None` for more than the limit. It ends at a code that cannot
/// be, as in data of other kinds.
pub(crate) fn lzw(data: &[u8], limit: usize) -> Option<usize> {
    let mut lengths: Vec<usize> = Vec::with_capacity(CODES);
    let mut before = None;
    let (mut size, mut at) = (0_usize, 0_usize);
    loop {
        let width = width(lengths.len());
        let code = bits(data, at, width);
        at += width;
        let length = match (code, before) {
            (None | Some(END), _) => return Some(size),
            (Some(CLEAR), _) => {
                lengths.clear();
                before = None;
                continue;
            }
            (Some(0..CLEAR), _) => 1,
            (Some(code), Some(before)) => match lengths.get(code - END - 1) {
                Some(length) => *length,
                None if code == lengths.len() + END + 1 => before + 1,
                None => return Some(size),
            },
            (Some(_), None) => return Some(size),
        };
        if let Some(before) = before
            && lengths.len() + END + 1 < CODES
        {
            lengths.push(before + 1);
        }
        before = Some(length);
        size += length;
        if size > limit {
            return None;
        }
    }
}

/// How many bits a code has behind so many others. The width grows one code early, as all programs write it.
const fn width(codes: usize) -> usize {
    match codes + END + 2 {
        0..=511 => 9,
        512..=1023 => 10,
        1024..=2047 => 11,
        _ => 12,
    }
}

/// So many bits from a place on; nothing behind the end.
fn bits(data: &[u8], at: usize, width: usize) -> Option<usize> {
    let mut value = 0;
    for bit in at..at + width {
        let byte = usize::from(*data.get(bit / 8)?);
        value = value << 1 | byte >> (7 - bit % 8) & 1;
    }
    Some(value)
}

/// How many bytes run lengths unpack to; `None` for more than the limit.
pub(crate) fn run_lengths(data: &[u8], limit: usize) -> Option<usize> {
    let (mut size, mut at) = (0_usize, 0_usize);
    while let Some(length) = data.get(at) {
        let length = usize::from(*length);
        match length {
            0..=127 => {
                size += length + 1;
                at += length + 2;
            }
            128 => break,
            _ => {
                size += 257 - length;
                at += 2;
            }
        }
        if size > limit {
            return None;
        }
    }
    Some(size)
}

#[cfg(test)]
mod tests {
    use super::{lzw, run_lengths};

    #[test]
    fn lzw_data_is_counted() {
        // The example of the PDF specification: 45 45 45 45 45 65 45 45 45 66.
        let data = [0x80, 0x0b, 0x60, 0x50, 0x22, 0x0c, 0x0c, 0x85, 0x01];
        assert_eq!(lzw(&data, 100), Some(10));
        assert_eq!(lzw(&data, 9), None);
        assert!(lzw(b"BT (plain) Tj ET\nendstream", 1000).is_some());
        assert_eq!(lzw(b"", 1), Some(0));
    }

    #[test]
    fn run_lengths_are_counted() {
        assert_eq!(run_lengths(&[2, 1, 1, 1, 129, 7, 128, 9], 1000), Some(131));
        assert_eq!(run_lengths(&[129, 7, 129, 7], 200), None);
    }
}
