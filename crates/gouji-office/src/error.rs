//! Why an office file is not read, and what its owner can do about it.

use gouji_format::Excess;
use gouji_model::Bilingual;
use gouji_package::PackageError;
use thiserror::Error;

/// Why an office file is not read.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum OfficeError {
    /// Protected with a password.
    #[error("the file is protected with a password; save a copy without one and check that")]
    Encrypted,
    /// Cut off, overwritten or otherwise not what its kind must be; names the part.
    #[error(
        "the file is damaged or incomplete ({0}); open it in Word, WPS or LibreOffice, save it again, or fetch it anew"
    )]
    Damaged(String),
    /// Another file stands before it in the same.
    #[error("two files are joined in this one; take them apart and check each")]
    Joined,
    /// Unpacks to more than any report, or is nested deeper; says which limit.
    #[error(
        "the file unpacks to more than any report holds ({0}); check that it is the report, and save it again"
    )]
    TooLarge(Excess),
    /// A format that is recognized and not read.
    #[error("this is {}, which is not read; save it as {}", .0.words().en, .0.instead())]
    Unsupported(Unread),
}

/// Formats that are recognized and not read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unread {
    /// A binary workbook of today.
    BinaryWorkbook,
    /// A workbook of Excel 95 or older.
    OldWorkbook,
    /// A Word file of before Word 97.
    OldWord,
    /// A Word file that takes in another file when it is opened.
    Wrapping,
}

impl Unread {
    fn words(self) -> Bilingual {
        let (zh, en) = match self {
            Self::BinaryWorkbook => ("二进制工作簿（.xlsb）", "a binary workbook (.xlsb)"),
            Self::OldWorkbook => (
                "Excel 95 或更早版本的工作簿（.xls）",
                "a workbook of Excel 95 or older (.xls)",
            ),
            Self::OldWord => ("Word 95 或更早版本的文件", "a file of Word 95 or older"),
            Self::Wrapping => (
                "内嵌其他文件（altChunk）的 Word 文件",
                "a Word file that wraps another file (altChunk)",
            ),
        };
        Bilingual::new(zh, en)
    }

    /// What to save it as; opening it in Word or WPS unwraps and converts it.
    const fn instead(self) -> &'static str {
        match self {
            Self::BinaryWorkbook | Self::OldWorkbook => ".xlsx",
            Self::OldWord | Self::Wrapping => ".docx",
        }
    }
}

impl OfficeError {
    /// What happened and what to do about it, for users.
    #[must_use]
    pub fn message(&self) -> Bilingual {
        let zh = match self {
            Self::Encrypted => "文件设有密码，请另存为不加密的副本再检查".to_owned(),
            Self::Damaged(part) => {
                format!("文件损坏或不完整（{part}），请用 Word、WPS 打开后重新保存，或重新获取")
            }
            Self::Joined => "文件里是首尾相接的两个文件，请分开后再检查".to_owned(),
            Self::TooLarge(limit) => {
                let limit = limit.words().zh;
                format!("文件展开后超出年度报告的合理规模（{limit}），请确认文件无误并重新保存")
            }
            Self::Unsupported(unread) => {
                let (found, instead) = (unread.words().zh, unread.instead());
                format!("暂不支持{found}，请用 Word、Excel 或 WPS 打开后另存为 {instead}")
            }
        };
        Bilingual::new(zh, self.to_string())
    }

    /// A file whose named part is not as it must be.
    pub(crate) fn damaged(part: impl Into<String>) -> Self {
        Self::Damaged(part.into())
    }
}

impl From<PackageError> for OfficeError {
    fn from(error: PackageError) -> Self {
        match error {
            PackageError::Encrypted => Self::Encrypted,
            PackageError::Damaged(part) => Self::Damaged(part),
            PackageError::Joined => Self::Joined,
            PackageError::TooLarge(limit) => Self::TooLarge(limit),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn messages_come_in_both_languages() {
        let message = OfficeError::damaged("word/document.xml").message();
        assert!(message.en.starts_with("the file is damaged") && !message.en.contains('文'));
        assert!(message.zh.starts_with("文件损坏") && message.zh.contains("word/document.xml"));
    }
}
