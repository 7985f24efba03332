//! Files that no reader takes, with what to do about them.

use gouji_document::Source;
use gouji_format::{Excess, FileKind, KindName, limits, zip};
use gouji_model::Bilingual;
use thiserror::Error;

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
    #[error("the file is larger than {} MiB", limits::FILE >> 20)]
    TooLarge,
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
                format!("{}，不像是年度报告", Excess::File.words().zh),
                format!("{self}, which no report is"),
            ),
        }
    }
}

/// Refuses bytes that are no text.
///
/// # Errors
/// When the file is empty, too large, or binary.
pub fn refuse(bytes: &[u8]) -> Result<(), ReadError> {
    if bytes.len() as u64 > limits::FILE {
        return Err(ReadError::TooLarge);
    }
    if bytes.iter().all(u8::is_ascii_whitespace) {
        return Err(ReadError::Empty);
    }
    if let Some(why) = by_signature(bytes) {
        return Err(why);
    }
    if memchr::memchr(0, bytes).is_some() && !Source::is_wide(bytes) {
        return Err(ReadError::Binary(KindName::UNKNOWN));
    }
    Ok(())
}

/// Why bytes with a signature are not read; readers of other crates were asked before.
fn by_signature(bytes: &[u8]) -> Option<ReadError> {
    if zip::is_last_part(bytes) {
        return Some(ReadError::Packed(FileKind::SplitZip.name()));
    }
    let kind = FileKind::of(bytes)?;
    let name = kind.name();
    match kind {
        FileKind::Zip if !zip::has_end(bytes) => Some(ReadError::Cut),
        FileKind::Zip if zip::is_book(bytes) => Some(ReadError::Binary(KindName::BOOK)),
        FileKind::Zip
        | FileKind::SplitZip
        | FileKind::Gzip
        | FileKind::Rar
        | FileKind::SevenZip
        | FileKind::Tar => Some(ReadError::Packed(name)),
        FileKind::OutlookBundle | FileKind::OutlookMessage => Some(ReadError::Mail(name)),
        FileKind::Compound | FileKind::Png | FileKind::Jpeg | FileKind::Gif | FileKind::Elf => {
            Some(ReadError::Binary(name))
        }
        FileKind::Program | FileKind::Rtf | FileKind::Pdf => None,
    }
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
            Err(ReadError::Packed(FileKind::Zip.name()))
        );
        let book = [
            b"PK\x03\x04".as_slice(),
            &[0; 26],
            b"mimetypeapplication/epub+zip PK\x05\x06",
        ];
        assert_eq!(
            refuse(&book.concat()),
            Err(ReadError::Binary(KindName::BOOK))
        );
        let mut tar = vec![0; 512];
        tar.splice(257..262, *b"ustar");
        assert_eq!(refuse(&tar), Err(ReadError::Packed(FileKind::Tar.name())));
        assert_eq!(refuse(b"ab\0c"), Err(ReadError::Binary(KindName::UNKNOWN)));
        assert_eq!(
            refuse(b"PK\x07\x08PK"),
            Err(ReadError::Packed(FileKind::SplitZip.name()))
        );
        let last = [b"xPK\x05\x06\x03\0\x03\0".as_slice(), &[0; 14]].concat();
        assert_eq!(
            refuse(&last),
            Err(ReadError::Packed(FileKind::SplitZip.name()))
        );
        let message = b"\xd0\xcf\x11\xe0_\0_\0s\0u\0b\0s\0t\0g\x001\0.\x000\0_\0";
        assert_eq!(
            refuse(message),
            Err(ReadError::Mail(FileKind::OutlookMessage.name()))
        );
        assert_eq!(refuse(b"\xff\xfea\0"), Ok(()));
        assert_eq!(refuse("报告".as_bytes()), Ok(()));
    }
}
