//! Files that no reader takes, with what to do about them.

use gouji_model::{Bilingual, limits};
use memchr::memmem;
use thiserror::Error;

/// The largest file read, in bytes.
pub const LARGEST_FILE: u64 = limits::FILE;

/// Why a file is not read.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
pub enum ReadError {
    /// Nothing in it.
    #[error("the file is empty")]
    Empty,
    /// A kind of binary file.
    #[error("this is {}, which is not read", .0.en)]
    Binary(KindName),
    /// Files packed into one.
    #[error("this is {}, which has to be unpacked", .0.en)]
    Packed(KindName),
    /// A mail in a form of one program's own.
    #[error("this is {}, whose attachments have to be saved", .0.en)]
    Mail(KindName),
    /// A ZIP container whose directory, which stands at its end, is not there.
    #[error("this is a ZIP container without its end")]
    Cut,
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
                    "这是{}，暂不支持，请另存为 PDF、网页（HTML）或文本再检查",
                    kind.zh
                ),
                format!(
                    "this is {}, which is not read; save it as PDF, a web page (HTML) or text first",
                    kind.en
                ),
            ),
            Self::Packed(kind) => Bilingual::new(
                format!("这是{}，请先解压，再检查里面的文件", kind.zh),
                format!("this is {}; unpack it and check what is inside", kind.en),
            ),
            Self::Mail(kind) => Bilingual::new(
                format!("这是{}，请先另存其中的附件，再检查", kind.zh),
                format!("this is {}; save its attachments and check those", kind.en),
            ),
            Self::Cut => Bilingual::new(
                "文件不完整（ZIP 容器缺少结尾，可能是 .docx、.xlsx、.ofd 或压缩包），请重新获取",
                "the file is incomplete (a ZIP container, such as .docx, .xlsx, .ofd or .zip, without its end); fetch it again",
            ),
            Self::TooLarge => Bilingual::new(
                "文件超过 64 MiB，不像是年度报告",
                "the file is larger than 64 MiB, which no report is",
            ),
        }
    }
}

/// How much of the end of a ZIP container is looked at for its directory.
const DIRECTORY: usize = 1 << 20;

const fn named(zh: &'static str, en: &'static str) -> KindName {
    KindName { zh, en }
}

const UNKNOWN: KindName = named("二进制文件", "a binary file");

const ZIP: KindName = named(" ZIP 压缩包", "a ZIP archive");
const SPLIT: KindName = named("分卷压缩包的一卷", "one part of a split archive");
const TAR: KindName = named(" tar 打包文件", "a tar archive");
const BUNDLE: KindName = named(
    " Outlook 邮件附件包（winmail.dat）",
    "a bundle of attachments by Outlook (winmail.dat)",
);
const MESSAGE: KindName = named(" Outlook 邮件（.msg）", "a message of Outlook (.msg)");

/// How archives begin that nothing opens.
const ARCHIVES: [(&[u8], KindName); 4] = [
    (b"PK\x07\x08", SPLIT),
    (b"\x1f\x8b", named(" gzip 压缩包", "a gzip archive")),
    (b"Rar!\x1a\x07", named(" RAR 压缩包", "a RAR archive")),
    (b"7z\xbc\xaf\x27\x1c", named(" 7z 压缩包", "a 7z archive")),
];

/// How old Office files begin, and others of that make.
const COMPOUND: &[u8] = b"\xd0\xcf\x11\xe0";

/// How binary files begin that no reader takes; readers of other crates were asked before.
const SIGNATURES: [(&[u8], KindName); 5] = [
    (
        COMPOUND,
        named(
            "旧版 Office 文件，其中没有文档或表格",
            "an old Office file without a text or workbook",
        ),
    ),
    (b"\x89PNG", named(" PNG 图片", "a PNG picture")),
    (b"\xff\xd8\xff", named(" JPEG 图片", "a JPEG picture")),
    (b"GIF8", named(" GIF 图片", "a GIF picture")),
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
    if let Some(packed) = packed(bytes) {
        return Err(packed);
    }
    if let Some(name) = begins(bytes, &SIGNATURES) {
        return Err(ReadError::Binary(name));
    }
    let utf16 = bytes.starts_with(b"\xff\xfe") || bytes.starts_with(b"\xfe\xff");
    if !utf16 && memchr::memchr(0, bytes).is_some() {
        return Err(ReadError::Binary(UNKNOWN));
    }
    Ok(())
}

fn begins(bytes: &[u8], signatures: &[(&[u8], KindName)]) -> Option<KindName> {
    let known = signatures
        .iter()
        .find(|(start, _)| bytes.starts_with(start));
    known.map(|(_, name)| *name)
}

/// Why bytes in which others are packed are not read.
fn packed(bytes: &[u8]) -> Option<ReadError> {
    if is_last_part(bytes) {
        return Some(ReadError::Packed(SPLIT));
    }
    if bytes.starts_with(b"PK\x03\x04") {
        return Some(zip(bytes));
    }
    if bytes.starts_with(b"\x78\x9f\x3e\x22") {
        return Some(ReadError::Mail(BUNDLE));
    }
    if is_message(bytes) {
        return Some(ReadError::Mail(MESSAGE));
    }
    let is_tar = bytes.get(257..262) == Some(b"ustar");
    let name = begins(bytes, &ARCHIVES).or(is_tar.then_some(TAR))?;
    Some(ReadError::Packed(name))
}

/// Whether bytes end with the directory of an archive of which other parts are elsewhere.
fn is_last_part(bytes: &[u8]) -> bool {
    const LONGEST_COMMENT: usize = 65_557;
    let tail = bytes.get(bytes.len().saturating_sub(LONGEST_COMMENT)..);
    let tail = tail.unwrap_or(bytes);
    let end = memmem::rfind(tail, b"PK\x05\x06").and_then(|at| tail.get(at..));
    let number = end
        .filter(|end| end.len() >= 22)
        .and_then(|end| end.get(4..6));
    // The directory of a long archive says so with all bits, and stands in one of its own.
    number.is_some_and(|number| number != b"\0\0" && number != b"\xff\xff")
}

/// Whether bytes are a compound file of the parts that Outlook keeps messages in.
fn is_message(bytes: &[u8]) -> bool {
    let wide: Vec<u8> = "__substg1.0_".bytes().flat_map(|byte| [byte, 0]).collect();
    bytes.starts_with(COMPOUND) && memmem::find(bytes, &wide).is_some()
}

/// A ZIP container tells by its directory, at its end, what is in it.
fn zip(bytes: &[u8]) -> ReadError {
    let tail = bytes.get(bytes.len().saturating_sub(DIRECTORY)..);
    let tail = tail.unwrap_or(bytes);
    if memmem::find(tail, b"PK\x05\x06").is_none() {
        return ReadError::Cut;
    }
    ReadError::Packed(ZIP)
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
        assert_eq!(refuse(b"PK\x03\x04 and no end"), Err(ReadError::Cut));
        assert_eq!(
            refuse(b"PK\x03\x04.. PK\x05\x06"),
            Err(ReadError::Packed(ZIP))
        );
        let mut tar = vec![0; 512];
        tar.splice(257..262, *b"ustar");
        assert_eq!(refuse(&tar), Err(ReadError::Packed(TAR)));
        assert_eq!(refuse(b"ab\0c"), Err(ReadError::Binary(UNKNOWN)));
        assert_eq!(refuse(b"PK\x07\x08PK"), Err(ReadError::Packed(SPLIT)));
        let last = [b"xPK\x05\x06\x03\0\x03\0".as_slice(), &[0; 14]].concat();
        assert_eq!(refuse(&last), Err(ReadError::Packed(SPLIT)));
        let part = b"_\0_\0s\0u\0b\0s\0t\0g\x001\0.\x000\0_\0";
        assert_eq!(
            refuse(&[COMPOUND, part].concat()),
            Err(ReadError::Mail(MESSAGE))
        );
        assert_eq!(refuse(b"\xff\xfea\0"), Ok(()));
        assert_eq!(refuse("报告".as_bytes()), Ok(()));
    }
}
