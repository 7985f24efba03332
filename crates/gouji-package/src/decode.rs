//! The text of an XML part from its bytes.

use encoding_rs::{Encoding, UTF_8, UTF_16BE, UTF_16LE};

/// How many bytes of the start may declare the encoding.
const DECLARATION: usize = 200;

/// Decodes an XML part: by its byte order mark, by the zeros of UTF-16 without one, by what it
/// declares, else as UTF-8.
#[must_use]
pub fn decode(bytes: &[u8]) -> String {
    let (encoding, mark) = Encoding::for_bom(bytes).unwrap_or_else(|| (unmarked(bytes), 0));
    let content = bytes.get(mark..).unwrap_or_default();
    encoding.decode_without_bom_handling(content).0.into_owned()
}

fn unmarked(bytes: &[u8]) -> &'static Encoding {
    match bytes {
        [b'<', 0, ..] => UTF_16LE,
        [0, b'<', ..] => UTF_16BE,
        _ => declared(bytes).unwrap_or(UTF_8),
    }
}

/// The encoding that `<?xml … encoding="…"?>` names.
fn declared(bytes: &[u8]) -> Option<&'static Encoding> {
    let start = bytes.get(..bytes.len().min(DECLARATION))?;
    let start = start.strip_prefix(b"<?xml")?;
    let ascii: String = start.iter().map(|byte| char::from(*byte)).collect();
    let declaration = ascii.split_once("?>")?.0;
    let value = declaration.split_once("encoding")?.1.trim_start();
    let value = value.strip_prefix('=')?.trim_start();
    let quote = value.chars().next().filter(|c| matches!(c, '"' | '\''))?;
    let label = value.get(1..)?.split(quote).next()?;
    let found = Encoding::for_label(label.as_bytes())?;
    // A text whose declaration could be read byte by byte is not UTF-16, whatever it says.
    (found != UTF_16LE && found != UTF_16BE).then_some(found)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_zeros_and_declarations_tell_the_encoding() {
        let wide: Vec<u8> = "<甲/>".encode_utf16().flat_map(u16::to_le_bytes).collect();
        let marked = [b"\xff\xfe".as_slice(), &wide].concat();
        let gbk = b"<?xml version='1.0' encoding = 'gb2312'?><\xbc\xd7/>";
        let lying = "<?xml version=\"1.0\" encoding=\"UTF-16\"?><甲/>";
        for bytes in [
            "<甲/>".as_bytes(),
            "\u{feff}<甲/>".as_bytes(),
            &wide,
            &marked,
            gbk,
            lying.as_bytes(),
        ] {
            assert!(decode(bytes).ends_with("<甲/>"), "{bytes:?}");
        }
    }
}
