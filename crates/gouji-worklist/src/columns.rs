//! The columns of the list, the same on every sheet and in every letter.

use gouji_model::Language;

/// How many columns the list has.
pub const COLUMNS: usize = 18;

/// The texts of a row.
pub(crate) type Texts = [String; COLUMNS];

pub(crate) const UNIT: usize = 0;
pub(crate) const REGION: usize = 1;
pub(crate) const LEVEL: usize = 2;
pub(crate) const YEAR: usize = 3;
pub(crate) const FILE: usize = 4;
pub(crate) const LABELS: usize = 5;
pub(crate) const PLACE: usize = 6;
pub(crate) const CURRENT: usize = 7;
pub(crate) const WRITE: usize = 8;
pub(crate) const PROBLEM: usize = 9;
pub(crate) const TO_DO: usize = 10;
pub(crate) const RULE: usize = 11;
pub(crate) const AUTHORITY: usize = 12;
pub(crate) const SEVERITY: usize = 13;
pub(crate) const CHANGE: usize = 14;
pub(crate) const DEADLINE: usize = 15;
pub(crate) const ANSWER: usize = 16;
pub(crate) const IDENTITY: usize = 17;

/// How wide they are, in characters.
pub(crate) const WIDTHS: [u8; COLUMNS] = [
    20, 10, 8, 6, 18, 26, 12, 8, 10, 38, 30, 18, 26, 7, 8, 11, 24, 14,
];

const CHINESE: [&str; COLUMNS] = [
    "单位",
    "地区",
    "层级",
    "年度",
    "文件",
    "位置",
    "文件中的位置",
    "现值",
    "应为",
    "问题",
    "怎么办",
    "规则",
    "依据",
    "级别",
    "变化",
    "期限",
    "整改情况",
    "标识",
];

const ENGLISH: [&str; COLUMNS] = [
    "unit",
    "region",
    "level",
    "year",
    "file",
    "place",
    "place in the file",
    "current",
    "should be",
    "problem",
    "to do",
    "rule",
    "authority",
    "severity",
    "change",
    "deadline",
    "done about it",
    "identity",
];

/// The names of the columns.
pub(crate) const fn heads(language: Language) -> [&'static str; COLUMNS] {
    match language {
        Language::Chinese => CHINESE,
        Language::English => ENGLISH,
    }
}

/// The column of a name, in either language.
pub(crate) fn named(name: &str) -> Option<usize> {
    let name = name.trim();
    let at = |names: [&str; COLUMNS]| names.iter().position(|known| *known == name);
    at(CHINESE).or_else(|| at(ENGLISH))
}
