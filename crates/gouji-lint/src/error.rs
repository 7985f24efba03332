//! Why a file gives no report, in both languages.

use gouji_bind::OtherKind;
use gouji_canonical::CanonicalError;
use gouji_format::Excess;
use gouji_model::Bilingual;
use gouji_ofd::OfdError;
use gouji_office::OfficeError;
use gouji_pdf::PdfError;
use gouji_read::ReadError;
use gouji_records::RecordsError;
use thiserror::Error;

/// Why a file gives no report.
#[derive(Debug, Error)]
pub enum LintError {
    /// No reader takes it.
    #[error(transparent)]
    Refused(#[from] ReadError),
    /// A PDF file that cannot be read.
    #[error(transparent)]
    Pdf(#[from] PdfError),
    /// An OFD file that cannot be read.
    #[error(transparent)]
    Ofd(#[from] OfdError),
    /// An office file that cannot be read.
    #[error(transparent)]
    Office(#[from] OfficeError),
    /// JSON, but not a report's.
    #[error(transparent)]
    Canonical(#[from] CanonicalError),
    /// A data file that cannot be read.
    #[error(transparent)]
    Data(#[from] RecordsError),
    /// A data file that a pack knows, without a record in it.
    #[error("it is a data file without a record of the report")]
    NoRecords,
    /// A data file with more rows than any report.
    #[error("it has more rows than any report")]
    TooManyRows,
    /// XML that no pack knows, by the name of its outermost element.
    #[error("it is XML (<{0}>) that no rule pack knows")]
    OtherXml(String),
    /// More in it than in any report.
    #[error("it holds more than any report ({0})")]
    TooMuch(Excess),
    /// Readable, but no report is in it.
    #[error("no annual report was found in it")]
    NoReport,
    /// Nothing in it can be read: it may be pictures.
    #[error("there is no text in it that can be read")]
    NoText,
    /// A report about the same in a form that no pack knows.
    #[error("this is {}, which no rule pack knows", kind_en(*.0))]
    OtherForm(OtherKind),
    /// Titled as a report in a form that says so, but without its tables.
    #[error("{}", .0.en)]
    Titled(Box<Bilingual>),
    /// With the title of a form that does not say what to make of it, and without its tables: other papers may
    /// have a line like that.
    #[error("{}", .0.en)]
    LikeTitled(Box<Bilingual>),
    /// Headed like a report, but without its tables.
    #[error("it has the title of an annual report, but none of its tables")]
    NoTables,
}

impl LintError {
    /// What happened and what to do about it, for users.
    #[must_use]
    pub fn message(&self) -> Bilingual {
        match self {
            Self::Refused(error) => error.message(),
            Self::Pdf(error) => error.message(),
            Self::Ofd(error) => error.message(),
            Self::Office(error) => error.message(),
            Self::Canonical(error) => error.message(),
            Self::Data(error) => error.message(),
            Self::NoRecords => Bilingual::new(
                "这是规则包认得的数据文件，但里面没有一条记录，没有核对",
                "it is a data file that a rule pack knows, but has no record of the report; nothing was checked",
            ),
            Self::TooManyRows => Bilingual::new(
                "数据文件的行数超出报告的合理规模，未检查",
                "the data file has more rows than any report and was not checked",
            ),
            Self::OtherXml(name) => Bilingual::new(
                format!("这是 XML 文件（最外层元素 <{name}>），现有规则包都不认得，没有核对"),
                format!(
                    "this is XML (outermost element <{name}>) that no rule pack knows; nothing was checked"
                ),
            ),
            Self::TooMuch(excess) => {
                let Bilingual { zh, en } = excess.words();
                Bilingual::new(
                    format!(
                        "内容超出年度报告的合理规模（{zh}），未检查；如果确是报告，请拆分或另存后再检查"
                    ),
                    format!(
                        "it holds more than any report ({en}) and was not checked; if it is one, split it or save it again"
                    ),
                )
            }
            Self::OtherForm(kind) => Bilingual::new(
                format!("这是{}，现有规则包都不含这种格式，没有核对", kind_zh(*kind)),
                format!(
                    "this is {}, a form that no rule pack knows; nothing was checked",
                    kind_en(*kind)
                ),
            ),
            Self::Titled(words) | Self::LikeTitled(words) => (**words).clone(),
            Self::NoTables => Bilingual::new(
                "有年度报告的标题，但没有找到它的表格（可能是图片，或在另一个文件里），请给出含有表格的文件",
                "it has the title of an annual report, but none of its tables (they may be pictures, or in another file); give the file with the tables",
            ),
            Self::NoText => Bilingual::new(
                "里面没有可读的文字（可能是图片），没有核对，请给出带文字的原始文件",
                "there is no text in it that can be read (it may be pictures), nothing was checked; give the original file",
            ),
            Self::NoReport => Bilingual::new(
                "没有找到年度报告，请给出含有报告表格的文件",
                "no annual report was found in it; give the file with the report's tables",
            ),
        }
    }
}

fn kind_zh(kind: OtherKind) -> &'static str {
    match kind {
        OtherKind::Before2019 => "2019年以前格式的政府信息公开年度报告",
        OtherKind::School => "学校（高等学校等）的信息公开年度报告",
        OtherKind::Utility => "公共企事业单位的信息公开年度报告",
    }
}

fn kind_en(kind: OtherKind) -> &'static str {
    match kind {
        OtherKind::Before2019 => "a report on open government in the form from before 2019",
        OtherKind::School => "a school's or university's report on the disclosure of information",
        OtherKind::Utility => "a utility's report on the disclosure of information",
    }
}
