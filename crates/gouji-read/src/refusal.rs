//! Files that no reader takes, with what to do about them.

use thiserror::Error;

/// The largest file read, in bytes.
pub const LARGEST_FILE: u64 = 64 * 1024 * 1024;

/// Why a file is not read.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
pub enum ReadError {
    /// Nothing in it.
    #[error("the file is empty / 文件是空的")]
    Empty,
    /// A kind of binary file.
    #[error(
        "this is {0}, which cannot be read yet; save it as a web page (HTML) or text first / 暂不支持 {0}，请另存为网页（HTML）或文本再检查"
    )]
    Binary(&'static str),
    /// Larger than any report.
    #[error("the file is larger than 64 MiB, which no report is / 文件超过 64 MiB，不像是年度报告")]
    TooLarge,
}

/// How binary files begin.
const SIGNATURES: [(&[u8], &str); 9] = [
    (b"%PDF", "a PDF file"),
    (b"PK\x03\x04", "a ZIP container (Word, Excel, OFD, …)"),
    (b"\xd0\xcf\x11\xe0", "an old Office file (.doc, .xls, .wps)"),
    (b"{\\rtf", "an RTF file"),
    (b"\x89PNG", "a PNG picture"),
    (b"\xff\xd8\xff", "a JPEG picture"),
    (b"GIF8", "a GIF picture"),
    (b"\x1f\x8b", "a gzip archive"),
    (b"\x7fELF", "a program"),
];

/// Refuses bytes that are no text.
///
/// # Errors
/// When the file is empty, too large, or binary.
pub fn refuse(bytes: &[u8]) -> Result<(), ReadError> {
    if bytes.len() as u64 > LARGEST_FILE {
        return Err(ReadError::TooLarge);
    }
    if bytes.iter().all(u8::is_ascii_whitespace) {
        return Err(ReadError::Empty);
    }
    if let Some((_, name)) = SIGNATURES
        .iter()
        .find(|(start, _)| bytes.starts_with(start))
    {
        return Err(ReadError::Binary(name));
    }
    let utf16 = bytes.starts_with(b"\xff\xfe") || bytes.starts_with(b"\xfe\xff");
    if !utf16 && memchr::memchr(0, bytes).is_some() {
        return Err(ReadError::Binary("a binary file"));
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tells_text_from_the_rest() {
        assert_eq!(refuse(b" \r\n"), Err(ReadError::Empty));
        assert_eq!(refuse(b"%PDF-1.7"), Err(ReadError::Binary("a PDF file")));
        assert_eq!(refuse(b"ab\0c"), Err(ReadError::Binary("a binary file")));
        assert_eq!(refuse(b"\xff\xfea\0"), Ok(()));
        assert_eq!(refuse("报告".as_bytes()), Ok(()));
    }
}
