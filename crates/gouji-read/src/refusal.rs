//! Files that no reader takes, with what to do about them.

use gouji_model::Bilingual;
use thiserror::Error;

/// The largest file read, in bytes.
pub const LARGEST_FILE: u64 = 64 * 1024 * 1024;

/// Why a file is not read.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
pub enum ReadError {
    /// Nothing in it.
    #[error("the file is empty")]
    Empty,
    /// A kind of binary file.
    #[error("this is {}, which is not read", .0.en)]
    Binary(KindName),
    /// Larger than any report.
    #[error("the file is larger than 64 MiB")]
    TooLarge,
}

/// What a kind of file is called.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct KindName {
    /// In Chinese.
    pub zh: &'static str,
    /// In English, with its article.
    pub en: &'static str,
}

impl ReadError {
    /// What happened and what to do about it, for users.
    #[must_use]
    pub fn message(&self) -> Bilingual {
        match self {
            Self::Empty => Bilingual::new("文件是空的", "the file is empty"),
            Self::Binary(kind) => Bilingual::new(
                format!(
                    "这是{}，暂不支持，请另存为网页（HTML）或文本再检查",
                    kind.zh
                ),
                format!(
                    "this is {}, which is not read; save it as a web page (HTML) or text first",
                    kind.en
                ),
            ),
            Self::TooLarge => Bilingual::new(
                "文件超过 64 MiB，不像是年度报告",
                "the file is larger than 64 MiB, which no report is",
            ),
        }
    }
}

const fn named(zh: &'static str, en: &'static str) -> KindName {
    KindName { zh, en }
}

const UNKNOWN: KindName = named("二进制文件", "a binary file");

/// How binary files begin that no reader takes; readers of other crates were asked before.
const SIGNATURES: [(&[u8], KindName); 9] = [
    (
        b"PK\x03\x04",
        named(
            "压缩包，其中没有可读的文档（如 OFD）",
            "a ZIP container without a document that is read (OFD, …)",
        ),
    ),
    (
        b"\xd0\xcf\x11\xe0",
        named(
            "旧版 Office 文件，其中没有文档或表格",
            "an old Office file without a text or workbook",
        ),
    ),
    (b"\x89PNG", named(" PNG 图片", "a PNG picture")),
    (b"\xff\xd8\xff", named(" JPEG 图片", "a JPEG picture")),
    (b"GIF8", named(" GIF 图片", "a GIF picture")),
    (b"\x1f\x8b", named(" gzip 压缩包", "a gzip archive")),
    (
        b"Rar!\x1a\x07",
        named(" RAR 压缩包（请先解压）", "a RAR archive (unpack it first)"),
    ),
    (
        b"7z\xbc\xaf\x27\x1c",
        named(" 7z 压缩包（请先解压）", "a 7z archive (unpack it first)"),
    ),
    (b"\x7fELF", named("程序", "a program")),
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
        return Err(ReadError::Binary(*name));
    }
    let utf16 = bytes.starts_with(b"\xff\xfe") || bytes.starts_with(b"\xfe\xff");
    if !utf16 && memchr::memchr(0, bytes).is_some() {
        return Err(ReadError::Binary(UNKNOWN));
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tells_text_from_the_rest() {
        assert_eq!(refuse(b" \r\n"), Err(ReadError::Empty));
        assert!(
            matches!(refuse(b"\x89PNG\r\n"), Err(ReadError::Binary(kind)) if kind.en == "a PNG picture")
        );
        assert_eq!(refuse(b"ab\0c"), Err(ReadError::Binary(UNKNOWN)));
        assert_eq!(refuse(b"\xff\xfea\0"), Ok(()));
        assert_eq!(refuse("报告".as_bytes()), Ok(()));
    }
}
