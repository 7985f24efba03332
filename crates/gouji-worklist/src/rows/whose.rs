//! Whose a report is, and what rules are called.

use std::io;

use gouji_audit::result::Audit;
use gouji_audit::units::Unit;
use gouji_model::Language;

use crate::columns::{FILE, LEVEL, REGION, Texts, UNIT, YEAR};

/// The columns that say whose report it is.
pub(super) fn of_report(
    audit: &Audit,
    report: Option<usize>,
    unit: Option<usize>,
    language: Language,
) -> io::Result<Texts> {
    let mut texts = Texts::default();
    let report = audit.report(report)?;
    let unit = unit.or_else(|| report.as_ref().and_then(|report| report.unit));
    let unit = unit.and_then(|unit| audit.units.get(unit));
    if let Some(report) = report {
        texts[FILE] = report.path;
        texts[YEAR] = report
            .year
            .map_or_else(String::new, |year| year.to_string());
        texts[UNIT] = report.organization.unwrap_or_default();
    }
    if let Some(unit) = unit {
        texts[UNIT].clone_from(&unit.name);
        texts[REGION] = unit.region.to_string();
        texts[LEVEL] = level(unit, language).to_owned();
    }
    Ok(texts)
}

fn level(unit: &Unit, language: Language) -> &str {
    let zh = match unit.level.name() {
        "province" => "省级",
        "city" => "市级",
        "county" => "县级",
        "township" => "乡镇",
        "department" => "部门",
        other => other,
    };
    match language {
        Language::Chinese => zh,
        Language::English => unit.level.name(),
    }
}

/// The unit concerned.
pub(super) fn unit_of(
    audit: &Audit,
    report: Option<usize>,
    unit: Option<usize>,
) -> io::Result<Option<usize>> {
    match unit {
        Some(unit) => Ok(Some(unit)),
        None => Ok(audit.report(report)?.and_then(|report| report.unit)),
    }
}

/// A rule by its title; by its name where it has none.
pub(super) fn title<'a>(audit: &'a Audit, form: Option<&str>, name: &'a str) -> &'a str {
    let rule = audit.rule(form, name);
    rule.map_or(name, |rule| &rule.title)
}
