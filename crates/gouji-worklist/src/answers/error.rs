//! Why answers are not read.

use gouji_model::Language;
use thiserror::Error;

/// Why answers are not read.
#[derive(Debug, Error)]
pub enum AnswersError {
    /// It is no workbook, or a damaged one.
    #[error("{0}")]
    Damaged(String),
    /// It is larger than any list.
    #[error("larger than any list")]
    TooLarge,
    /// No sheet has the columns of a list.
    #[error("no sheet has the columns “整改情况” and “标识” (“done about it” and “identity”)")]
    NoList,
}

impl AnswersError {
    /// What is reported of it.
    #[must_use]
    pub fn message(&self, language: Language) -> String {
        match (self, language) {
            (Self::Damaged(_), Language::Chinese) => {
                "不是 .xlsx 文件，或已损坏：.xls、.ods、.csv 等请在表格程序里打开，另存为 .xlsx".to_owned()
            }
            (Self::Damaged(_), Language::English) => {
                "this is no .xlsx, or it is damaged: open .xls, .ods, .csv and others in a spreadsheet program and save them as .xlsx".to_owned()
            }
            (Self::TooLarge, Language::Chinese) => "文件过大，不是整改清单".to_owned(),
            (Self::NoList, Language::Chinese) => {
                "没有一张工作表有“整改情况”和“标识”两栏：请用 gouji audit --list 生成的清单填写"
                    .to_owned()
            }
            (Self::TooLarge | Self::NoList, Language::English) => self.to_string(),
        }
    }
}
