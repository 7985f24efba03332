//! Why an OFD file could not be read, each with what to do about it.

use gouji_format::Excess;
use gouji_model::Bilingual;
use gouji_package::PackageError;
use thiserror::Error;

/// Why an OFD file could not be read.
#[derive(Clone, Debug, Error, PartialEq, Eq)]
#[non_exhaustive]
pub enum OfdError {
    /// Parts of it are encrypted.
    #[error("the OFD is encrypted; open it in an OFD reader and save a copy without protection")]
    Encrypted,
    /// A part is missing or is not what it must be; names the part.
    #[error(
        "the OFD is damaged or incomplete ({0}); \
         fetch it again, or open it in an OFD reader and save it anew"
    )]
    Damaged(String),
    /// Unpacks to more than any report; says which limit.
    #[error(
        "the OFD holds more than any report ({0}); \
         check that it is the report, and save only the pages of the report"
    )]
    TooLarge(Excess),
    /// The pages hold pictures (or nothing), but no text.
    #[error(
        "the OFD has no text: its {pages} page(s) are scanned pictures or drawings; \
         use the original electronic document, or run text recognition (OCR) over it first"
    )]
    NoText {
        /// How many pages it has.
        pages: usize,
    },
    /// Most characters cannot be determined: they are numbers of glyphs and not of characters.
    #[error(
        "the text of the OFD cannot be read: it does not say which characters its glyphs show; \
         use the original electronic document, or convert it again with text kept searchable"
    )]
    UnknownCharacters,
    /// More content than a report has.
    #[error(
        "the content of page {page} is larger or deeper nested than any report's; \
         convert the original document again"
    )]
    TooComplex {
        /// The page, from 1.
        page: usize,
    },
}

impl OfdError {
    /// What happened and what to do about it, for users.
    #[must_use]
    pub fn message(&self) -> Bilingual {
        let zh = match self {
            Self::Encrypted => "OFD 已加密，请用阅读器打开后另存为不加密的副本再检查".to_owned(),
            Self::Damaged(part) => {
                format!("OFD 损坏或不完整（{part}），请重新获取，或用阅读器打开后另存")
            }
            Self::TooLarge(limit) => {
                let limit = limit.words().zh;
                format!("OFD 超出年度报告的合理规模（{limit}），请确认文件无误，只保留报告部分")
            }
            Self::NoText { pages } => format!(
                "OFD 没有文字：{pages} 页都是扫描图片，请使用原始电子文件，或先做文字识别（OCR）"
            ),
            Self::UnknownCharacters => {
                "OFD 没有说明每个字形是什么字，无法读出文字，请用原始文档重新转换".to_owned()
            }
            Self::TooComplex { page } => {
                format!("第 {page} 页的内容过大或嵌套过深，请用原始文档重新转换")
            }
        };
        Bilingual::new(zh, self.to_string())
    }
}

impl From<PackageError> for OfdError {
    fn from(error: PackageError) -> Self {
        match error {
            PackageError::Encrypted => Self::Encrypted,
            PackageError::Damaged(part) => Self::Damaged(part),
            PackageError::Joined => Self::Damaged("two packages in one file".to_owned()),
            PackageError::TooLarge(limit) => Self::TooLarge(limit),
        }
    }
}
