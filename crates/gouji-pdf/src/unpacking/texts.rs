//! Packed data written down in letters: what such data is, up to where it stops being so.

/// The bytes that ASCII85 or hexadecimal text stands for; nothing for data that is neither.
pub(crate) fn bytes(data: &[u8]) -> Option<Vec<u8>> {
    const LOOKED_AT: usize = 16;
    let head = data.get(..LOOKED_AT).unwrap_or(data);
    let all = |is: fn(u8) -> bool| {
        let letters = head.iter().take_while(|byte| !matches!(byte, b'~' | b'>'));
        letters
            .clone()
            .all(|byte| is(*byte) || byte.is_ascii_whitespace())
            && letters.count() > 0
    };
    match () {
        () if all(|byte| byte.is_ascii_hexdigit()) => Some(hexadecimal(data)),
        () if all(|byte| matches!(byte, b'!'..=b'u' | b'z')) => Some(ascii85(data)),
        () => None,
    }
}

fn hexadecimal(data: &[u8]) -> Vec<u8> {
    let letters = data.iter().filter(|byte| !byte.is_ascii_whitespace());
    let digits: Vec<u8> = letters
        .map_while(|byte| char::from(*byte).to_digit(16))
        .map(|digit| digit as u8)
        .collect();
    digits
        .chunks(2)
        .map(|pair| pair.iter().fold(0, |byte, digit| byte << 4 | digit))
        .collect()
}

fn ascii85(data: &[u8]) -> Vec<u8> {
    let mut bytes = Vec::with_capacity(data.len() / 5 * 4);
    let (mut group, mut count) = (0_u32, 0);
    for byte in data.iter().filter(|byte| !byte.is_ascii_whitespace()) {
        match byte {
            b'z' if count == 0 => bytes.extend([0; 4]),
            b'!'..=b'u' => {
                group = group.wrapping_mul(85).wrapping_add(u32::from(*byte - b'!'));
                count += 1;
            }
            _ => break,
        }
        if count == 5 {
            bytes.extend(group.to_be_bytes());
            (group, count) = (0, 0);
        }
    }
    // What is left of the last group does not change the size of anything.
    bytes
}

#[cfg(test)]
mod tests {
    use super::bytes;

    #[test]
    fn text_is_recognized_and_decoded() {
        assert_eq!(bytes(b"9jqo^BlbD-~>"), Some(b"Man is d".to_vec()));
        assert_eq!(bytes(b"78 9C4b> rest"), Some(vec![0x78, 0x9c, 0x4b]));
        assert_eq!(bytes(b"x\x9c\xed\xc1\x01\x01"), None);
    }
}
