//! Findings that someone looked into and accepted, with the reason, bound to the values they were
//! accepted with.

use std::ops::Range;

use gouji_model::script::in_simplified;
use gouji_model::{Bilingual, Date, Finding, Form, Report};
use gouji_pack::Packs;
use toml::de::DeTable;

use crate::binding::{self, Binding, rests_on};
use crate::error::ConfigError;
use crate::file_place::FilePlace;
use crate::matching::Match;
use crate::patterns::Patterns;
use crate::selector::Selector;
use crate::tree::{self, At};
use crate::written::Written;
use gouji_pack::advice;

/// A `[[suppress]]` as written.
#[derive(Clone, Debug)]
pub(crate) struct WrittenSuppression {
    /// The rule.
    pub rule: At<String>,
    /// Why.
    pub reason: String,
    /// Which instance.
    pub at: Option<String>,
    /// A cell the finding rests on.
    pub cell: Option<At<String>>,
    /// The values it was accepted with.
    pub binding: Binding,
    /// For these files only.
    pub path: Option<Patterns>,
    /// For this organ only.
    pub organization: Option<String>,
    /// For this year only.
    pub year: Option<i64>,
    /// Who.
    pub author: Option<String>,
    /// The last day it holds.
    pub expires: Option<Date>,
}

impl WrittenSuppression {
    /// Reads one.
    pub(crate) fn read(
        file: Written<'_>,
        table: &DeTable<'_>,
        span: Range<usize>,
    ) -> Result<Self, ConfigError> {
        let text = |key| tree::text(table, key);
        let plain = |key| text(key).map(|text| text.value);
        let rule = text("rule").unwrap_or_else(|| At::new(String::new(), span.clone()));
        let reason = text("reason").unwrap_or_else(|| At::new(String::new(), span));
        if reason.value.trim().is_empty() {
            return Err(file.fault(reason.span, no_reason().0, no_reason().1));
        }
        let path = tree::value(table, "path");
        Ok(Self {
            binding: binding::read(file, table, &rule)?,
            rule,
            reason: reason.value,
            at: plain("at"),
            cell: text("cell"),
            path: path.map(|_| file.patterns(table)).transpose()?,
            organization: plain("organization"),
            year: tree::value(table, "year").and_then(tree::whole),
            author: plain("author"),
            expires: tree::value(table, "expires").and_then(|value| {
                let date = value.get_ref().as_datetime()?.date?;
                let year = i32::from(date.year);
                let (month, day) = (date.month, date.day);
                Some(Date { year, month, day })
            }),
        })
    }

    /// Sees to it that the rule and the cells exist.
    pub(crate) fn check(&self, file: Written<'_>, packs: &Packs) -> Result<(), ConfigError> {
        let rule = &self.rule;
        let one = Selector::read(&rule.value, packs)
            .map_err(|(what, help)| file.fault(rule.span.clone(), what, help))?;
        if !matches!(one, Selector::Name(_)) {
            return Err(file.fault(rule.span.clone(), one_rule().0, one_rule().1));
        }
        let cells = self.binding.cells().chain(&self.cell);
        for cell in cells {
            check_cell(file, cell, packs)?;
        }
        Ok(())
    }

    /// Whether it is for a report, as far as organ and year say.
    pub(crate) fn is_for(&self, report: &Report) -> bool {
        let organization = report.organization.as_deref();
        let organ = self.organization.as_deref();
        let year = report.year.map(i64::from);
        organ.is_none_or(|organ| organization.is_some_and(|own| is_same_name(own, organ)))
            && self.year.is_none_or(|wanted| year == Some(wanted))
    }

    /// Whether only one report can be meant.
    pub(crate) fn means_one_report(&self) -> bool {
        let one_file = self.path.as_ref().is_some_and(Patterns::mean_one_file);
        one_file || (self.organization.is_some() && self.year.is_some())
    }

    /// How a finding of a report compares with it.
    pub(crate) fn compare(&self, form: &Form, report: &Report, finding: &Finding) -> Match {
        let at = self.at.as_deref();
        let same = finding.rule == self.rule.value
            && at.is_none_or(|at| finding.at.as_deref() == Some(at))
            && self
                .cell
                .as_ref()
                .is_none_or(|cell| rests_on(form, finding, &cell.value));
        if !same {
            return Match::Other;
        }
        self.binding.compare(form, report, finding)
    }
}

/// Whether two names are the same, in whichever script either is written: documents in traditional script are
/// read in simplified script.
fn is_same_name(one: &str, other: &str) -> bool {
    one == other || in_simplified(one) == in_simplified(other)
}

fn check_cell(file: Written<'_>, cell: &At<String>, packs: &Packs) -> Result<(), ConfigError> {
    let forms = packs.forms();
    // An open row is named by its key, `table/row[key]/column`, whichever keys a report has.
    if forms.iter().any(|form| form.may_have(&cell.value)) {
        return Ok(());
    }
    let known = forms
        .iter()
        .flat_map(|form| form.cells().map(|cell| form.address(cell)));
    let known: Vec<String> = known.collect();
    let otherwise = Bilingual::new(
        "地址写作 表/行/列，见 --format json 的输出",
        "an address is table/row/column, as `--format json` shows it",
    );
    let help = advice(&cell.value, known.iter().map(String::as_str), otherwise);
    let what = Bilingual::new(
        format!("没有 `{}` 这个单元格", cell.value),
        format!("there is no cell `{}`", cell.value),
    );
    Err(file.fault(cell.span.clone(), what, help))
}

fn no_reason() -> (Bilingual, Bilingual) {
    (
        Bilingual::new("没有写明理由", "there is no reason"),
        Bilingual::new(
            "写明为什么可以接受，日后看到的人才能判断",
            "say why the finding is accepted, for those who read it later",
        ),
    )
}

fn one_rule() -> (Bilingual, Bilingual) {
    (
        Bilingual::new(
            "一条 suppress 只对一条规则",
            "a suppression is for one rule",
        ),
        Bilingual::new(
            "写规则的全名；要停用一类规则请用 ignore",
            "write the rule's whole name; to switch off many rules use `ignore`",
        ),
    )
}

/// A suppression in force with the place it stands at.
#[derive(Clone, Debug)]
pub(crate) struct Suppression {
    /// What it says.
    pub written: WrittenSuppression,
    /// Where.
    pub spot: FilePlace,
    /// The folder of its file.
    pub folder: std::path::PathBuf,
    /// Whether its file was found itself, not only extended.
    pub own: bool,
    /// The rule that stands for its own where that is no more; empty where none does.
    pub retired: Option<String>,
}

#[cfg(test)]
mod tests {
    use super::is_same_name;

    #[test]
    fn names_are_compared_in_one_script() {
        assert!(is_same_name("青葉後藤病院", "青叶后藤病院"));
        assert!(!is_same_name("青葉後藤病院", "青葉前藤病院"));
    }
}
