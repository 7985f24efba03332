//! The columns of the list.

use gouji_model::Language;

/// How many columns the list has.
pub(crate) const COLUMNS: usize = 11;

/// A row of the list.
pub(crate) type Row = [String; COLUMNS];

/// The column of the file.
pub(crate) const FILE: usize = 2;

/// The column of the problem.
pub(super) const PROBLEM: usize = 6;

/// The column of the severity.
pub(crate) const SEVERITY: usize = 9;

/// The names of the columns.
pub(crate) fn heads(language: Language) -> Row {
    let heads = match language {
        Language::Chinese => [
            "单位",
            "年度",
            "文件",
            "位置",
            "现值",
            "应为",
            "问题",
            "怎么办",
            "依据",
            "级别",
            "整改情况",
        ],
        Language::English => [
            "organ",
            "year",
            "file",
            "place",
            "current",
            "should be",
            "problem",
            "to do",
            "basis",
            "severity",
            "done about it",
        ],
    };
    heads.map(str::to_owned)
}
