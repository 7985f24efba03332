//! What kinds of rows there are: each has sheets of its own.

use gouji_model::{Language, Severity};
use serde::{Deserialize, Serialize};

/// A kind of rows, gravest first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Kind {
    /// Reports that are not there.
    Missing,
    /// What is wrong within one report.
    Error,
    /// What is wrong, or needs a person's judgement, between reports.
    Between,
    /// What needs a person's judgement.
    Warning,
    /// What is worth knowing.
    Note,
    /// What could not be checked.
    Blocked,
    /// What an earlier run found and this one did not check again.
    Unchecked,
    /// Files that could not be read.
    Unread,
    /// What became of answers.
    Answered,
}

impl Kind {
    /// All, in the order of their sheets.
    pub const ALL: [Self; 9] = [
        Self::Missing,
        Self::Error,
        Self::Between,
        Self::Warning,
        Self::Note,
        Self::Blocked,
        Self::Unchecked,
        Self::Unread,
        Self::Answered,
    ];

    /// What its sheet is called.
    #[must_use]
    pub const fn name(self, language: Language) -> &'static str {
        match (self, language) {
            (Self::Missing, Language::Chinese) => "缺报",
            (Self::Error, Language::Chinese) => "错误",
            (Self::Between, Language::Chinese) => "报告之间",
            (Self::Warning, Language::Chinese) => "警告",
            (Self::Note, Language::Chinese) => "提示",
            (Self::Blocked, Language::Chinese) => "未能核对",
            (Self::Unchecked, Language::Chinese) => "没有再核对",
            (Self::Unread, Language::Chinese) => "未能读取",
            (Self::Answered, Language::Chinese) => "答复核对",
            (Self::Missing, Language::English) => "missing",
            (Self::Error, Language::English) => "errors",
            (Self::Between, Language::English) => "between reports",
            (Self::Warning, Language::English) => "warnings",
            (Self::Note, Language::English) => "notes",
            (Self::Blocked, Language::English) => "not checked",
            (Self::Unchecked, Language::English) => "not checked again",
            (Self::Unread, Language::English) => "unread",
            (Self::Answered, Language::English) => "answers",
        }
    }

    /// Whether its rows are answered: what could not be checked or read is settled once it can be.
    pub(crate) const fn is_answered(self) -> bool {
        !matches!(self, Self::Blocked | Self::Unread)
    }

    /// The kind of a finding.
    pub(crate) const fn of(severity: Severity, is_between: bool, is_there: bool) -> Self {
        match (severity, is_between, is_there) {
            (_, _, false) => Self::Missing,
            (Severity::Error | Severity::Warning, true, true) => Self::Between,
            (Severity::Error, false, true) => Self::Error,
            (Severity::Warning, ..) => Self::Warning,
            (Severity::Info, ..) => Self::Note,
        }
    }
}
