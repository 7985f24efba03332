//! Why a file is not repaired, in both languages.

use gouji_lint::LintError;
use gouji_model::Bilingual;
use thiserror::Error;

use crate::Refusal;

/// Why a file is left as it is.
#[derive(Debug, Error)]
pub enum FixError {
    /// There is no report to repair.
    #[error(transparent)]
    NoReport(#[from] LintError),
    /// Files of this kind are read, but not written.
    #[error("files of this kind cannot be changed")]
    Format,
    /// Files of this kind are read, but not marked.
    #[error("only Word and Excel files can be marked")]
    Unmarkable,
    /// The copy could not be made.
    #[error("no copy could be made")]
    Refused(Refusal),
}

impl FixError {
    /// What happened and what to do about it, for users.
    #[must_use]
    pub fn message(&self) -> Bilingual {
        match self {
            Self::NoReport(error) => error.message(),
            Self::Unmarkable => Bilingual::new(
                "只有 .docx 和 .xlsx 可以标注；请先另存为这两种格式",
                "only .docx and .xlsx files can be marked; save it as one of them first",
            ),
            Self::Refused(refusal) => refusal.message(),
            Self::Format => Bilingual::new(
                "这种文件只能检查，不能改写；请另存为 .docx 或 .xlsx，或按 check 的提示手工改",
                "files of this kind are checked but not changed; save it as .docx or .xlsx, or change it by hand as `check` says",
            ),
        }
    }
}
