//! `gouji check --statistics`: how many findings each rule has.

use std::collections::BTreeMap;

use gouji_model::{Bilingual, Finding, Language, Severity};
use gouji_pack::Pack;
use gouji_render::printable;
use serde_json::{Value, json};
use unicode_width::UnicodeWidthStr;

/// The findings of each rule, by rule and severity.
#[derive(Clone, Debug, Default)]
pub(crate) struct Statistics {
    rules: BTreeMap<(String, Severity), Row>,
}

#[derive(Clone, Debug, Default)]
struct Row {
    findings: usize,
    reports: usize,
    title: Bilingual,
}

impl Statistics {
    /// Counts the findings of a report.
    pub(crate) fn count(&mut self, pack: &Pack, findings: &[Finding]) {
        let mut own = Self::default();
        for finding in findings {
            let key = (finding.rule.clone(), finding.severity);
            let row = own.rules.entry(key).or_insert_with(|| Row {
                reports: 1,
                title: pack
                    .rule(&finding.rule)
                    .map(|rule| rule.title.clone())
                    .unwrap_or_default(),
                findings: 0,
            });
            row.findings += 1;
        }
        self.add(own);
    }

    /// Counts something said of the configuration.
    pub(crate) fn notice(&mut self, rule: &str, severity: Severity) {
        let row = self.rules.entry((rule.to_owned(), severity)).or_default();
        row.findings += 1;
    }

    /// Adds other statistics.
    pub(crate) fn add(&mut self, other: Self) {
        for (key, row) in other.rules {
            let sum = self.rules.entry(key).or_insert_with(|| Row {
                title: row.title.clone(),
                ..Row::default()
            });
            sum.findings += row.findings;
            sum.reports += row.reports;
        }
    }

    /// The rows, those with most findings first.
    fn rows(&self) -> Vec<(&(String, Severity), &Row)> {
        let mut rows: Vec<_> = self.rules.iter().collect();
        rows.sort_by_key(|((name, severity), row)| {
            (
                std::cmp::Reverse(row.findings),
                name,
                std::cmp::Reverse(*severity),
            )
        });
        rows
    }

    /// A table with aligned columns.
    pub(crate) fn table(&self, language: Language) -> String {
        let head = match language {
            Language::Chinese => ["问题数", "报告数", "级别", "规则", "内容"],
            Language::English => ["findings", "reports", "severity", "rule", "about"],
        };
        let mut lines = vec![head.map(str::to_owned)];
        lines.extend(self.rows().into_iter().map(|((rule, severity), row)| {
            [
                row.findings.to_string(),
                row.reports.to_string(),
                severity.name().to_owned(),
                printable(rule).into_owned(),
                printable(row.title.get(language)).into_owned(),
            ]
        }));
        if lines.len() == 1 {
            return String::new();
        }
        aligned(&lines)
    }

    /// The same for programs.
    pub(crate) fn json(&self, language: Language) -> Value {
        let rows = self.rows();
        let rows = rows.into_iter().map(|((rule, severity), row)| {
            json!({
                "rule": rule,
                "severity": severity.name(),
                "findings": row.findings,
                "reports": row.reports,
                "title": row.title.get(language),
            })
        });
        Value::Array(rows.collect())
    }
}

/// Lines with their columns under each other; Chinese characters are two columns wide. The first
/// two columns are numbers and stand to the right.
fn aligned(lines: &[[String; 5]]) -> String {
    let mut widths = [0; 5];
    for line in lines {
        for (width, cell) in widths.iter_mut().zip(line) {
            *width = cell.width().max(*width);
        }
    }
    let mut text = String::new();
    for line in lines {
        let mut row = String::new();
        for (column, (cell, width)) in line.iter().zip(widths).enumerate() {
            let gap = " ".repeat(width - cell.width().min(width));
            let (before, after) = if column < 2 {
                (gap.as_str(), "")
            } else {
                ("", gap.as_str())
            };
            row.push_str(&format!("{before}{cell}{after}  "));
        }
        text.push_str(row.trim_end());
        text.push('\n');
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_stand_under_each_other() {
        let mut statistics = Statistics::default();
        statistics.notice("unused-suppression", Severity::Warning);
        statistics.notice("blank-cell", Severity::Error);
        statistics.notice("blank-cell", Severity::Error);
        let expected = "\
问题数  报告数  级别     规则                内容
     2       0  error    blank-cell
     1       0  warning  unused-suppression
";
        assert_eq!(statistics.table(Language::Chinese), expected);
    }
}
