//! Why a data file could not be read.

use gouji_format::Excess;
use gouji_model::Bilingual;
use thiserror::Error;

/// Why a data file could not be read. Positions are bytes of the decoded text.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum RecordsError {
    /// Not well-formed.
    #[error("not well-formed: {0}")]
    Damaged(String),
    /// Ends before its outermost element does.
    #[error("it ends in the middle")]
    Cut,
    /// Declares a document type, which may define entities or name other files.
    #[error("it has a document type declaration (DTD), which is refused")]
    DocumentType,
    /// Refers to an entity that only a document type could define.
    #[error("it refers to the entity &{0};, which nothing defines")]
    Entity(String),
    /// A value of CSV that begins with a quote and has no other; the line it begins in.
    #[error("a quote in line {0} is not closed")]
    Unclosed(usize),
    /// Its lines are of more than one report; what two of them say of whose or when it is.
    #[error("its lines are of several reports: {0}, {1}")]
    SeveralReports(String, String),
    /// More in it than in any report.
    #[error("it holds more than any report ({0})")]
    TooMuch(Excess),
}

impl RecordsError {
    /// What happened and what to do about it, for users.
    #[must_use]
    pub fn message(&self) -> Bilingual {
        match self {
            Self::Damaged(what) => Bilingual::new(
                format!("数据文件格式有错，没有核对：{what}"),
                format!("the data file is not well-formed and was not checked: {what}"),
            ),
            Self::Cut => Bilingual::new(
                "数据文件不完整（中途结束），没有核对，请重新导出或下载",
                "the data file ends in the middle and was not checked; export or download it again",
            ),
            Self::DocumentType => Bilingual::new(
                "文件含有文档类型声明（DTD），出于安全不予读取；删去该声明后再检查",
                "it has a document type declaration (DTD), which is refused for safety; take the declaration out and check again",
            ),
            Self::Entity(name) => Bilingual::new(
                format!("文件引用了未定义的实体 &{name};，没有核对"),
                format!(
                    "it refers to the entity &{name};, which nothing defines; nothing was checked"
                ),
            ),
            Self::Unclosed(line) => Bilingual::new(
                format!("第 {line} 行的引号没有配对，后面的内容无法分列，没有核对"),
                format!(
                    "a value in line {line} begins with a quote that nothing closes, so that the values behind it cannot be distinguished; nothing was checked"
                ),
            ),
            Self::SeveralReports(one, other) => Bilingual::new(
                format!(
                    "文件里有几份报告的数据（“{one}”和“{other}”），没有核对；每份报告各存一个文件"
                ),
                format!(
                    "its lines are of several reports (“{one}” and “{other}”); nothing was checked; put each report into a file of its own"
                ),
            ),
            Self::TooMuch(excess) => {
                let Bilingual { zh, en } = excess.words();
                Bilingual::new(
                    format!("数据超出报告的合理规模（{zh}），未检查"),
                    format!("the data file holds more than any report ({en}) and was not checked"),
                )
            }
        }
    }
}
