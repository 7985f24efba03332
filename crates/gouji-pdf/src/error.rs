//! Why a PDF file could not be read, each with what to do about it.

use gouji_model::Bilingual;
use thiserror::Error;

/// Why a PDF file could not be read.
#[derive(Clone, Copy, Debug, Error, PartialEq, Eq)]
#[non_exhaustive]
pub enum PdfError {
    /// Not a PDF file, or one so damaged that no page can be found.
    #[error(
        "the file is not a readable PDF: no page can be found in it; \
         download it again, or open it in a PDF reader and save it anew"
    )]
    Damaged,
    /// The file can only be opened with a password.
    #[error(
        "the PDF is protected by a password; \
         open it with the password and save a copy without protection"
    )]
    Encrypted,
    /// The file is encrypted in a way that is not supported.
    #[error(
        "the PDF is encrypted in a way that cannot be read; \
         open it in a PDF reader and save or print a copy without protection"
    )]
    UnknownEncryption,
    /// The pages hold pictures (or nothing), but no text.
    #[error(
        "the PDF has no text layer: its {pages} page(s) are scanned pictures or drawings; \
         use the original electronic document, or run text recognition (OCR) over it first"
    )]
    NoTextLayer {
        /// How many pages it has.
        pages: usize,
    },
    /// Most characters cannot be determined: the fonts do not say what their glyphs mean.
    #[error(
        "the text of the PDF cannot be read: its fonts do not say which characters they show; \
         use the original electronic document, or export it again with text kept searchable"
    )]
    UnknownCharacters,
    /// More pages than a report has.
    #[error(
        "the PDF has {pages} pages, more than the {most} that are read; \
         split it and check the part with the report"
    )]
    TooManyPages {
        /// How many it has.
        pages: usize,
        /// How many are read at most.
        most: usize,
    },
    /// More content than a report has.
    #[error(
        "the content of page {page} is larger or deeper nested than any report's; \
         print the file to a new PDF and try again"
    )]
    TooComplex {
        /// The page, from 1.
        page: usize,
    },
    /// Packed data that unpacks to more than memory should hold.
    #[error(
        "data in the PDF unpacks to far more than any report holds; \
         print the file to a new PDF and try again"
    )]
    TooLargeUnpacked,
    /// The library that interprets pages failed.
    #[error(
        "the PDF could not be interpreted (a fault of the PDF library on this file); \
         print the file to a new PDF and try again"
    )]
    Interpreter,
}

impl PdfError {
    /// What happened and what to do about it, for users.
    #[must_use]
    pub fn message(&self) -> Bilingual {
        let zh = match self {
            Self::Damaged => {
                "不是可读的 PDF：找不到页面，请重新下载，或用阅读器打开后另存".to_owned()
            }
            Self::Encrypted => "PDF 设有打开密码，请另存为不加密的副本再检查".to_owned(),
            Self::UnknownEncryption => {
                "PDF 的加密方式无法识别，请用阅读器另存或打印为不加密的副本".to_owned()
            }
            Self::NoTextLayer { pages } => format!(
                "PDF 没有文字层：{pages} 页都是扫描图片，请使用原始电子文件，或先做文字识别（OCR）"
            ),
            Self::UnknownCharacters => {
                "PDF 的字体没有说明每个字是什么，无法读出文字，请用原始文档重新导出 PDF".to_owned()
            }
            Self::TooLargeUnpacked => {
                "PDF 展开后超出年度报告的合理规模，请重新打印为 PDF 再检查".to_owned()
            }
            Self::TooManyPages { pages, most } => {
                format!("PDF 共 {pages} 页，超过 {most} 页的上限，请只保留报告部分")
            }
            Self::TooComplex { page } => {
                format!("第 {page} 页的内容过大或嵌套过深，请重新打印为 PDF 再检查")
            }
            Self::Interpreter => {
                "无法解析这个 PDF（解析库出错），请重新打印为 PDF 再检查".to_owned()
            }
        };
        Bilingual::new(zh, self.to_string())
    }
}
