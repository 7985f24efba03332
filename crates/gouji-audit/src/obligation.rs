//! Who has to report and did not, or did so late.

use gouji_check::Words;
use gouji_model::{Date, Finding, FormId, IdentityMaker, Languages};
use gouji_rule::{PublishedTest, Rule};

use crate::between::{Between, UnitYear};
use crate::published::Published;
use crate::units::Unit;

/// Two files of a unit that are of one year.
#[derive(Clone, Debug)]
pub struct Twice {
    /// The year.
    pub year: i32,
    /// The files.
    pub paths: [String; 2],
}

/// What is reported of a report of a unit that is missing. Where two files of the unit are of one other year, they are
/// named: one of them may be a copy that stands in for the missing one.
#[must_use]
pub fn missing_report(
    rule: &Rule,
    form: &FormId,
    of: UnitYear,
    (unit, twice): (&Unit, Option<&Twice>),
) -> Between {
    let mut words = Words::default();
    words.set("unit", unit.name.as_str());
    words.set("year", of.year.to_string());
    let mut identity = IdentityMaker::new(form, &rule.name, None);
    identity.value(&unit.name);
    identity.value(&of.year.to_string());
    let mut message = words.fill(&rule.message, Languages::Both);
    if let Some(Twice {
        year,
        paths: [one, other],
    }) = twice
    {
        message.zh.push_str(&format!(
            "；它 {year} 年的报告却有两个文件，请看是否放错了一个：{one}、{other}"
        ));
        message.en.push_str(&format!(
            "; of {year} it has two files, see whether one of them is the wrong one: {one}, {other}"
        ));
    }
    Between {
        report: None,
        unit: Some(of.unit),
        year: Some(of.year),
        finding: Finding {
            message,
            ..plain(rule, identity)
        },
        far: Vec::new(),
        suspects: Vec::new(),
        passages: Vec::new(),
    }
}

/// A finding of a rule that is about no cell.
pub(crate) fn plain(rule: &Rule, identity: IdentityMaker) -> Finding {
    rule.finding(identity.finish(), gouji_model::Bilingual::default())
}

/// The last day on which a unit's report of a year may be published, where there is one.
#[must_use]
pub fn deadline(test: &PublishedTest, unit: &Unit, year: i32) -> Option<Date> {
    let (month, day) = test.last_day(unit.level.name(), year)?;
    Some(Date {
        year: year + 1,
        month,
        day,
    })
}

/// When a report was published, and when it should have been at the latest.
#[derive(Clone, Copy, Debug)]
pub struct Dates {
    /// When it was.
    pub published: Published,
    /// The last day.
    pub deadline: Date,
}

/// What is reported of a report that was published after its deadline.
#[must_use]
pub fn published_late(
    rule: &Rule,
    form: &FormId,
    report: usize,
    of: UnitYear,
    Dates {
        published,
        deadline,
    }: Dates,
) -> Option<Between> {
    if published.day <= deadline {
        return None;
    }
    let mut words = Words::default();
    words.set("published", published.day.to_string());
    words.set("deadline", deadline.to_string());
    let mut identity = IdentityMaker::new(form, &rule.name, None);
    identity.value(&published.day.to_string());
    identity.value(&deadline.to_string());
    let mut message = words.fill(&rule.message, Languages::Both);
    if published.is_signature {
        message.zh.push_str("（页面没有发布日期，按落款日期）");
        message
            .en
            .push_str(" (the page gives no date of publication; this is the one of the signature)");
    }
    Some(Between {
        report: Some(report),
        unit: Some(of.unit),
        year: Some(of.year),
        finding: Finding {
            message,
            ..plain(rule, identity)
        },
        far: Vec::new(),
        suspects: Vec::new(),
        passages: Vec::new(),
    })
}
