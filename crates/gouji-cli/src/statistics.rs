//! `gouji check --statistics`: how many findings each rule, organ or year has.
//!
//! By rule a line is a rule at a severity. By anything else a line counts the reports, their findings
//! by severity, and what could not be checked; reports without findings count, too.

mod row;
mod shown;

use std::cmp::Reverse;
use std::collections::BTreeMap;

use gouji_model::{Bilingual, Finding, Language, Report, Severity};
use gouji_render::Counts;
use gouji_rule::Pack;
use serde_json::{Map, Value, json};

use crate::arguments::{Format, GroupBy};
use row::{Key, Row};
use shown::Column;

/// Whether statistics are there in a format.
pub(crate) const fn takes(format: Format) -> bool {
    matches!(
        format,
        Format::Full | Format::Concise | Format::Json | Format::Csv | Format::CsvMachine
    )
}

/// That they are not there in a format.
pub(crate) fn no_such_format() -> Bilingual {
    Bilingual::new(
        "--statistics 没有这种形式，可以用 full、json、csv、csv-machine",
        "--statistics has no such format; it has full, json, csv and csv-machine",
    )
}

/// How much was found, by what was asked for.
#[derive(Clone, Debug, Default)]
pub(crate) struct Statistics {
    /// What is counted by, each once, in the order given; by rule where nothing is.
    by: Vec<GroupBy>,
    rows: BTreeMap<Key, Row>,
}

impl Statistics {
    /// Statistics of nothing yet.
    pub(crate) fn by(asked: &[GroupBy]) -> Self {
        let mut by = Vec::new();
        for one in asked {
            if !by.contains(one) {
                by.push(*one);
            }
        }
        if by.is_empty() {
            by.push(GroupBy::Rule);
        }
        Self {
            by,
            rows: BTreeMap::new(),
        }
    }

    fn is_by(&self, what: GroupBy) -> bool {
        self.by.contains(&what)
    }

    /// Counts a report and what was found in it.
    pub(crate) fn count(
        &mut self,
        pack: &Pack,
        report: &Report,
        findings: &[Finding],
        counts: Counts,
    ) {
        let whose = self.whose(report);
        if !self.is_by(GroupBy::Rule) {
            let row = self.rows.entry(whose).or_default();
            row.reports += 1;
            row.findings += findings.len();
            row.counts.add(counts);
            return;
        }
        let mut met: Vec<Key> = Vec::new();
        for finding in findings {
            let key = Key {
                rule: finding.rule.clone(),
                severity: Some(finding.severity),
                ..whose.clone()
            };
            let row = self.rows.entry(key.clone()).or_default();
            row.findings += 1;
            if !met.contains(&key) {
                row.reports += 1;
                let rule = pack.rule(&finding.rule);
                row.title = rule.map(|rule| rule.title.clone()).unwrap_or_default();
                met.push(key);
            }
        }
    }

    fn whose(&self, report: &Report) -> Key {
        let organ = report
            .organization
            .clone()
            .filter(|_| self.is_by(GroupBy::Organ));
        Key {
            organ: organ.unwrap_or_default(),
            year: report.year.filter(|_| self.is_by(GroupBy::Year)),
            form: match self.is_by(GroupBy::Form) {
                true => report.form.0.clone(),
                false => String::new(),
            },
            ..Key::default()
        }
    }

    /// Counts something reported about the configuration, which is of no organ and no year.
    pub(crate) fn notice(&mut self, rule: &str, severity: Severity) {
        let is_by_rule = self.is_by(GroupBy::Rule);
        let key = Key {
            rule: if is_by_rule {
                rule.to_owned()
            } else {
                String::new()
            },
            severity: is_by_rule.then_some(severity),
            ..Key::default()
        };
        let row = self.rows.entry(key).or_default();
        row.findings += 1;
        let count = match severity {
            Severity::Error => &mut row.counts.errors,
            Severity::Warning => &mut row.counts.warnings,
            Severity::Info => &mut row.counts.infos,
        };
        *count += 1;
    }

    /// Adds other statistics.
    pub(crate) fn add(&mut self, other: Self) {
        if self.by.is_empty() {
            self.by = other.by;
        }
        for (key, row) in other.rows {
            let sum = self.rows.entry(key).or_insert_with(|| Row {
                title: row.title.clone(),
                ..Row::default()
            });
            sum.findings += row.findings;
            sum.reports += row.reports;
            sum.counts.add(row.counts);
        }
    }

    /// The rows: by year in order, else those with most findings first.
    fn rows(&self) -> Vec<(&Key, &Row)> {
        let mut rows: Vec<_> = self.rows.iter().collect();
        if self.by != [GroupBy::Year] {
            rows.sort_by_key(|(key, row)| {
                let severity = key.severity.map(Reverse);
                let whose = (&key.organ, key.year, &key.form);
                (Reverse(row.findings), &key.rule, severity, whose)
            });
        }
        rows
    }

    /// The columns of a line.
    fn columns(&self) -> Vec<Column> {
        let is_by_rule = self.is_by(GroupBy::Rule);
        let mut columns = vec![Column::Findings, Column::Reports];
        match is_by_rule {
            true => columns.push(Column::Severity),
            false => columns.extend(Column::COUNTS),
        }
        columns.extend(self.by.iter().map(|by| Column::Key(*by)));
        if is_by_rule {
            columns.push(Column::Title);
        }
        columns
    }

    /// A table with aligned columns.
    pub(crate) fn table(&self, language: Language) -> String {
        let columns = self.columns();
        let head: Vec<String> = columns.iter().map(|one| one.head(language)).collect();
        let mut lines = vec![head];
        for (key, row) in self.rows() {
            let cells = columns.iter().map(|one| one.text(key, row, language));
            lines.push(cells.collect());
        }
        match lines.len() {
            1 => String::new(),
            _ => shown::aligned(&lines, &columns),
        }
    }

    /// The same for spreadsheet programs, with the names that programs know.
    pub(crate) fn csv(&self, language: Language) -> String {
        let columns = self.columns();
        let head: Vec<String> = columns.iter().map(|one| one.name().to_owned()).collect();
        let mut text = format!("\u{feff}{}", gouji_render::csv_line(&head));
        for (key, row) in self.rows() {
            let cells = columns.iter().map(|one| one.value(key, row, language));
            let cells: Vec<String> = cells
                .map(|value| match value {
                    Value::String(text) => text,
                    Value::Null => String::new(),
                    other => other.to_string(),
                })
                .collect();
            text.push_str(&gouji_render::csv_line(&cells));
        }
        text
    }

    /// The same for programs.
    pub(crate) fn json(&self, language: Language) -> Value {
        let by_rule = [
            Column::Key(GroupBy::Rule),
            Column::Severity,
            Column::Findings,
            Column::Reports,
            Column::Title,
        ];
        let columns = match self.by.as_slice() {
            // As published.
            [GroupBy::Rule] => by_rule.to_vec(),
            _ => self.columns(),
        };
        let rows = self.rows().into_iter().map(|(key, row)| {
            let members = columns.iter();
            let members = members.map(|one| (one.name().to_owned(), one.value(key, row, language)));
            Value::Object(members.collect::<Map<String, Value>>())
        });
        json!(rows.collect::<Vec<Value>>())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_stand_under_each_other() {
        let mut statistics = Statistics::by(&[]);
        statistics.notice("unused-suppression", Severity::Warning);
        statistics.notice("blank-cell", Severity::Error);
        statistics.notice("blank-cell", Severity::Error);
        let expected = "\
问题数  报告数  级别  规则                内容
     2       0  错误  blank-cell
     1       0  警告  unused-suppression
";
        assert_eq!(statistics.table(Language::Chinese), expected);
        let json = statistics.json(Language::English);
        assert_eq!(json[0]["severity"], "error");
    }

    #[test]
    fn every_way_to_count_has_its_columns() {
        let mut statistics = Statistics::by(&[GroupBy::Organ, GroupBy::Year, GroupBy::Organ]);
        statistics.notice("unused-suppression", Severity::Warning);
        let csv = statistics.csv(Language::English);
        let expected = "\u{feff}findings,reports,errors,warnings,infos,blocked,organization,year\r\n\
                        1,0,0,1,0,0,,\r\n";
        assert_eq!(csv, expected);
    }
}
