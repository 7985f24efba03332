//! The columns of statistics: what they are called, what stands in them, how they stand under each
//! other.

use gouji_model::{Language, Severity};
use gouji_render::printable;
use serde_json::{Value, json};
use unicode_width::UnicodeWidthStr;

use super::row::{Key, Row};
use crate::arguments::GroupBy;

/// A column.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Column {
    /// How many findings there are.
    Findings,
    /// In how many reports.
    Reports,
    /// How many of a severity.
    Of(Severity),
    /// How many relations could not be checked.
    Blocked,
    /// How much the rule matters.
    Severity,
    /// What is counted by.
    Key(GroupBy),
    /// What the rule is about.
    Title,
}

impl Column {
    /// How much was found, by severity, and what was not checked.
    pub(super) const COUNTS: [Self; 4] = [
        Self::Of(Severity::Error),
        Self::Of(Severity::Warning),
        Self::Of(Severity::Info),
        Self::Blocked,
    ];

    /// What programs know it by.
    pub(super) const fn name(self) -> &'static str {
        match self {
            Self::Findings => "findings",
            Self::Reports => "reports",
            Self::Of(Severity::Error) => "errors",
            Self::Of(Severity::Warning) => "warnings",
            Self::Of(Severity::Info) => "infos",
            Self::Blocked => "blocked",
            Self::Severity => "severity",
            Self::Key(GroupBy::Organ) => "organization",
            Self::Key(GroupBy::Year) => "year",
            Self::Key(GroupBy::Form) => "form",
            Self::Key(GroupBy::Rule) => "rule",
            Self::Title => "title",
        }
    }

    /// What people call it.
    pub(super) fn head(self, language: Language) -> String {
        let (zh, en) = match self {
            Self::Findings => ("问题数", "findings"),
            Self::Reports => ("报告数", "reports"),
            Self::Of(Severity::Error) => ("错误", "errors"),
            Self::Of(Severity::Warning) => ("警告", "warnings"),
            Self::Of(Severity::Info) => ("提示", "notes"),
            Self::Blocked => ("未能核对", "blocked"),
            Self::Severity => ("级别", "severity"),
            Self::Key(GroupBy::Organ) => ("单位", "organ"),
            Self::Key(GroupBy::Year) => ("年度", "year"),
            Self::Key(GroupBy::Form) => ("格式", "form"),
            Self::Key(GroupBy::Rule) => ("规则", "rule"),
            Self::Title => ("内容", "about"),
        };
        let head = match language {
            Language::Chinese => zh,
            Language::English => en,
        };
        head.to_owned()
    }

    /// Whether it holds numbers, which stand to the right.
    const fn is_number(self) -> bool {
        matches!(
            self,
            Self::Findings | Self::Reports | Self::Of(_) | Self::Blocked
        )
    }

    /// What stands in it, for programs.
    pub(super) fn value(self, key: &Key, row: &Row, language: Language) -> Value {
        let text = |text: &str| match text {
            "" => Value::Null,
            text => json!(text),
        };
        match self {
            Self::Findings => json!(row.findings),
            Self::Reports => json!(row.reports),
            Self::Of(Severity::Error) => json!(row.counts.errors),
            Self::Of(Severity::Warning) => json!(row.counts.warnings),
            Self::Of(Severity::Info) => json!(row.counts.infos),
            Self::Blocked => json!(row.counts.blocked),
            Self::Severity => json!(key.severity.map(Severity::name)),
            Self::Key(GroupBy::Organ) => text(&key.organ),
            Self::Key(GroupBy::Year) => json!(key.year),
            Self::Key(GroupBy::Form) => text(&key.form),
            Self::Key(GroupBy::Rule) => json!(key.rule),
            Self::Title => json!(row.title.get(language)),
        }
    }

    /// The same for people.
    pub(super) fn text(self, key: &Key, row: &Row, language: Language) -> String {
        match (self, key.severity, self.value(key, row, language)) {
            (Self::Severity, Some(severity), _) => {
                gouji_render::severity(severity, language).to_owned()
            }
            (Self::Key(_), _, Value::Null) => "–".to_owned(),
            (_, _, Value::String(text)) => printable(&text).into_owned(),
            (_, _, Value::Null) => String::new(),
            (_, _, other) => other.to_string(),
        }
    }
}

/// Lines with their columns under each other; Chinese characters are two columns wide.
pub(super) fn aligned(lines: &[Vec<String>], columns: &[Column]) -> String {
    let mut widths = vec![0; columns.len()];
    for line in lines {
        for (width, cell) in widths.iter_mut().zip(line) {
            *width = cell.width().max(*width);
        }
    }
    let mut text = String::new();
    for line in lines {
        let mut row = String::new();
        for ((cell, width), column) in line.iter().zip(&widths).zip(columns) {
            let gap = " ".repeat(width - cell.width().min(*width));
            let (before, after) = match column.is_number() {
                true => (gap.as_str(), ""),
                false => ("", gap.as_str()),
            };
            row.push_str(&format!("{before}{cell}{after}  "));
        }
        text.push_str(row.trim_end());
        text.push('\n');
    }
    text
}
