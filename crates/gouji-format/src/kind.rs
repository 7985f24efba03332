//! The kinds of files that are distinguished by a signature.

use memchr::memmem;

/// A kind of file that shows by a signature.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FileKind {
    /// A ZIP container: an archive, or a package such as an office or OFD file.
    Zip,
    /// A bundle of attachments by Outlook: winmail.dat.
    OutlookBundle,
    /// A message of Outlook: .msg.
    OutlookMessage,
    /// One part of a ZIP archive in several.
    SplitZip,
    /// A gzip stream.
    Gzip,
    /// A RAR archive.
    Rar,
    /// A 7z archive.
    SevenZip,
    /// A tar archive.
    Tar,
    /// A compound file: Office before 2007, and others of that make.
    Compound,
    /// A PNG picture.
    Png,
    /// A JPEG picture.
    Jpeg,
    /// A GIF picture.
    Gif,
    /// A program for Linux and its like.
    Elf,
    /// A program for Windows, which may unpack what it brings.
    Program,
    /// Rich text.
    Rtf,
    /// A PDF file.
    Pdf,
}

/// What a kind of file is called.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct KindName {
    /// In Chinese.
    pub zh: &'static str,
    /// In English, with its article.
    pub en: &'static str,
}

impl KindName {
    /// What is called nothing else.
    pub const UNKNOWN: Self = named("二进制文件", "a binary file");
    /// An electronic book.
    pub const BOOK: Self = named("电子书（EPUB）", "an electronic book (EPUB)");
}

/// In the order in which they are asked for: a tar archive begins with the name of a file, which
/// may be anything, and the signature of a PDF may stand later.
const ALL: [FileKind; 16] = [
    FileKind::Zip,
    FileKind::OutlookBundle,
    FileKind::OutlookMessage,
    FileKind::SplitZip,
    FileKind::Gzip,
    FileKind::Rar,
    FileKind::SevenZip,
    FileKind::Tar,
    FileKind::Compound,
    FileKind::Png,
    FileKind::Jpeg,
    FileKind::Gif,
    FileKind::Elf,
    FileKind::Program,
    FileKind::Rtf,
    FileKind::Pdf,
];

/// Where the mark of a tar archive stands: behind the fields of the oldest tar.
const TAR_MARK_AT: usize = 257;
/// How far into a file the signature of a PDF may stand: mail gateways and servers put lines before it.
const PDF_WITHIN: usize = 1024;
/// How names of the parts begin that Outlook keeps messages in.
const MESSAGE_PART: &str = "__substg1.0_";
/// How compound files begin: the first half tells them, and all of it that they are whole.
const COMPOUND: &[u8; 8] = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1";

impl FileKind {
    /// The kind of a file by its first bytes, or none: text has no signature.
    #[must_use]
    pub fn of(bytes: &[u8]) -> Option<Self> {
        ALL.into_iter().find(|kind| kind.matches(bytes))
    }

    /// Whether bytes have the signature of this kind, whatever else they may be.
    #[must_use]
    pub fn matches(self, bytes: &[u8]) -> bool {
        match self {
            Self::Zip => bytes.starts_with(crate::zip::MEMBER),
            Self::OutlookBundle => bytes.starts_with(b"\x78\x9f\x3e\x22"),
            Self::OutlookMessage => Self::Compound.matches(bytes) && has_message_part(bytes),
            Self::SplitZip => bytes.starts_with(b"PK\x07\x08"),
            Self::Gzip => bytes.starts_with(b"\x1f\x8b"),
            Self::Rar => bytes.starts_with(b"Rar!\x1a\x07"),
            Self::SevenZip => bytes.starts_with(b"7z\xbc\xaf\x27\x1c"),
            Self::Tar => bytes
                .get(TAR_MARK_AT..)
                .is_some_and(|rest| rest.starts_with(b"ustar")),
            Self::Compound => bytes.starts_with(COMPOUND.split_at(4).0),
            Self::Png => bytes.starts_with(b"\x89PNG"),
            Self::Jpeg => bytes.starts_with(b"\xff\xd8\xff"),
            Self::Gif => bytes.starts_with(b"GIF8"),
            Self::Elf => bytes.starts_with(b"\x7fELF"),
            Self::Program => bytes.starts_with(b"MZ"),
            Self::Rtf => bytes.starts_with(b"{\\rtf"),
            Self::Pdf => {
                let head = bytes.get(..PDF_WITHIN).unwrap_or(bytes);
                let mut signs = head.iter().enumerate().filter(|(_, byte)| **byte == b'%');
                signs.any(|(at, _)| head[at..].starts_with(b"%PDF-"))
            }
        }
    }

    /// What this kind is called.
    #[must_use]
    pub const fn name(self) -> KindName {
        match self {
            Self::Zip => named(" ZIP 压缩包", "a ZIP archive"),
            Self::OutlookBundle => named(
                " Outlook 邮件附件包（winmail.dat）",
                "a bundle of attachments by Outlook (winmail.dat)",
            ),
            Self::OutlookMessage => named(" Outlook 邮件（.msg）", "a message of Outlook (.msg)"),
            Self::SplitZip => named("分卷压缩包的一卷", "one part of a split archive"),
            Self::Gzip => named(" gzip 压缩包", "a gzip archive"),
            Self::Rar => named(" RAR 压缩包", "a RAR archive"),
            Self::SevenZip => named(" 7z 压缩包", "a 7z archive"),
            Self::Tar => named(" tar 打包文件", "a tar archive"),
            Self::Compound => named(
                "旧版 Office 文件，其中没有文档或表格",
                "an old Office file without a text or workbook",
            ),
            Self::Png => named(" PNG 图片", "a PNG picture"),
            Self::Jpeg => named(" JPEG 图片", "a JPEG picture"),
            Self::Gif => named(" GIF 图片", "a GIF picture"),
            Self::Elf | Self::Program => named("程序", "a program"),
            Self::Rtf => named(" RTF 文件", "an RTF file"),
            Self::Pdf => named(" PDF 文件", "a PDF file"),
        }
    }
}

/// Whether bytes begin with all of the signature of a compound file.
#[must_use]
pub fn is_whole_compound(bytes: &[u8]) -> bool {
    bytes.starts_with(COMPOUND)
}

const fn named(zh: &'static str, en: &'static str) -> KindName {
    KindName { zh, en }
}

/// Whether a compound file has one of the parts that Outlook keeps messages in.
fn has_message_part(bytes: &[u8]) -> bool {
    let wide: Vec<u8> = MESSAGE_PART.bytes().flat_map(|byte| [byte, 0]).collect();
    memmem::find(bytes, &wide).is_some()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn signatures_tell_kinds_apart() {
        let mut tar = b"GIF89a.txt".to_vec();
        tar.resize(512, 0);
        tar.splice(257..262, *b"ustar");
        let message = [COMPOUND, &b"_\0_\0s\0u\0b\0s\0t\0g\x001\0.\x000\0_\0"[..]].concat();
        let kinds: [(&[u8], Option<FileKind>); 9] = [
            (b"PK\x03\x04", Some(FileKind::Zip)),
            (b"PK\x07\x08PK", Some(FileKind::SplitZip)),
            (&tar, Some(FileKind::Tar)),
            (b"\xd0\xcf\x11\xe0", Some(FileKind::Compound)),
            (&message, Some(FileKind::OutlookMessage)),
            (b"{\\rtf1", Some(FileKind::Rtf)),
            (b"MZ\x90", Some(FileKind::Program)),
            ("报告".as_bytes(), None),
            (b"", None),
        ];
        for (bytes, kind) in kinds {
            assert_eq!(FileKind::of(bytes), kind);
        }
    }

    #[test]
    fn the_signature_of_a_pdf_may_stand_a_little_later() {
        let is_pdf = |bytes: &[u8]| FileKind::of(bytes) == Some(FileKind::Pdf);
        assert!(is_pdf(b"%PDF-1.7\n"));
        assert!(is_pdf(&[&[b'\n'; 1000], &b"%PDF-1.4"[..]].concat()));
        assert!(!is_pdf(&[&[b'\n'; 1020], &b"%PDF-1.4"[..]].concat()));
        assert!(!is_pdf(b""));
    }

    #[test]
    fn half_a_signature_is_no_whole_compound_file() {
        assert!(is_whole_compound(COMPOUND));
        assert!(!is_whole_compound(b"\xd0\xcf\x11\xe0"));
    }
}
