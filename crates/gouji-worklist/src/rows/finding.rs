//! The row of findings that are one thing to do.

use gouji_audit::result::{Audit, Change, FindingRow, RuleRow, SuspectRow};
use gouji_model::{Authority, Language};

use super::whose::{of_report, title, unit_of};
use crate::columns::{
    AUTHORITY, CHANGE, CURRENT, DEADLINE, IDENTITY, LABELS, PLACE, PROBLEM, RULE, SEVERITY, TO_DO,
    Texts, WRITE, YEAR,
};
use crate::kind::Kind;
use crate::place;
use crate::row::Row;

pub(super) fn row(audit: &Audit, group: &[&FindingRow], language: Language, deadline: &str) -> Row {
    // Of several as grave, the first.
    let worst = group.iter().rev().max_by_key(|finding| finding.severity);
    // A group has a finding: where it had none, nothing is said.
    let Some(first) = worst.copied() else {
        return Row {
            kind: Kind::Note,
            unit: None,
            findings: 0,
            texts: Texts::default(),
        };
    };
    let rule = |name: &str| audit.rules.iter().find(|rule| rule.name == name);
    let mut texts = of_report(audit, (first.report, first.unit), language);
    if let Some(year) = first.year {
        texts[YEAR] = year.to_string();
    }
    if group.len() == 1 || first.suspects.iter().any(|one| one.is_certain) {
        (texts[CURRENT], texts[WRITE]) = written(audit, first, language);
    }
    let lines = |of: &dyn Fn(&FindingRow) -> String| together(group.iter().map(|one| of(one)));
    texts[LABELS] = lines(&|one| place::labels(audit, one, language));
    texts[PLACE] = lines(&|one| one.place.clone());
    let is_one_rule = group.iter().all(|one| one.rule == first.rule);
    let is_cured = first.suspects.iter().any(|one| one.is_certain);
    texts[PROBLEM] = match (is_one_rule && !is_cured && group.len() > 1, language) {
        (false, _) => lines(&|one| one.message.clone()),
        (true, Language::Chinese) => {
            format!("{}：{} 处", title(audit, &first.rule), group.len())
        }
        (true, Language::English) => {
            format!("{}: {} places", title(audit, &first.rule), group.len())
        }
    };
    texts[TO_DO] = lines(&|one| rule(&one.rule).map_or_else(String::new, |rule| rule.help.clone()));
    texts[RULE] = lines(&|one| format!("{}\n{}", title(audit, &one.rule), one.rule));
    texts[AUTHORITY] =
        lines(&|one| rule(&one.rule).map_or_else(String::new, |rule| basis(rule, language)));
    texts[SEVERITY] = gouji_render::severity(first.severity, language).to_owned();
    texts[CHANGE] = change(first.change, language).to_owned();
    if let Some(days) = first
        .days_open(&audit.runs)
        .filter(|_| first.change.is_some())
    {
        let days = open_for(days, language);
        texts[CHANGE].push_str(&format!("\n{days}"));
    }
    deadline.clone_into(&mut texts[DEADLINE]);
    let identities: Vec<&str> = group.iter().map(|one| one.identity.as_str()).collect();
    texts[IDENTITY] = identities.join(" ");
    let is_between = rule(&first.rule).is_some_and(|rule| rule.is_between);
    Row {
        kind: Kind::of(first.severity, is_between, first.report.is_some()),
        unit: unit_of(audit, first.report, first.unit),
        findings: group.len(),
        texts,
    }
}

/// Different texts, one a line.
fn together(texts: impl Iterator<Item = String>) -> String {
    let mut lines: Vec<String> = Vec::new();
    for text in texts {
        if !text.is_empty() && !lines.contains(&text) {
            lines.push(text);
        }
    }
    lines.join("\n")
}

/// What stands there now and what to write, where that is certain; what may be wrong otherwise is
/// not said to be written.
fn written(audit: &Audit, finding: &FindingRow, language: Language) -> (String, String) {
    let certain: Vec<&SuspectRow> = finding
        .suspects
        .iter()
        .filter(|one| one.is_certain)
        .collect();
    let current = |suspect: &SuspectRow| {
        let own = |report: Option<usize>| report.or(finding.report);
        let mut cells = finding.cells.iter();
        let cell =
            cells.find(|cell| cell.id == suspect.id && own(cell.report) == own(suspect.report));
        cell.map_or_else(String::new, |cell| cell.text.clone())
    };
    match certain[..] {
        [] => match finding.cells.as_slice() {
            [only] => (only.text.clone(), String::new()),
            _ => Default::default(),
        },
        [only] if only.report.is_none() || only.report == finding.report => {
            (current(only), only.suggested.clone())
        }
        _ => {
            let joined = |text: &dyn Fn(&SuspectRow) -> String| {
                let lines = certain.iter().map(|one| {
                    format!("{}：{}", cell_of(audit, finding, one, language), text(one))
                });
                lines.collect::<Vec<_>>().join("\n")
            };
            (joined(&current), joined(&|one| one.suggested.clone()))
        }
    }
}

/// Which cell of which report is meant.
fn cell_of(
    audit: &Audit,
    finding: &FindingRow,
    suspect: &SuspectRow,
    language: Language,
) -> String {
    let other = suspect
        .report
        .filter(|report| Some(*report) != finding.report);
    let number = suspect.report.or(finding.report);
    let report = number.and_then(|number| audit.reports.get(number));
    let form = report.and_then(|report| audit.forms.iter().find(|form| form.id.0 == report.form));
    let cell = form.and_then(|form| Some((form, form.cell(&suspect.id)?)));
    let cell = cell.map_or_else(
        || suspect.id.clone(),
        |(form, cell)| gouji_render::cell(form, cell, language),
    );
    match report.filter(|_| other.is_some()) {
        Some(report) => {
            let unit = report.unit.and_then(|unit| audit.units.get(unit));
            let name = unit.map_or(report.organization.as_deref(), |unit| Some(&unit.name));
            let year = report
                .year
                .map_or_else(String::new, |year| year.to_string());
            format!("{} {year} {cell}", name.unwrap_or_default())
        }
        None => cell,
    }
}

/// What a rule rests on, in words.
fn basis(rule: &RuleRow, language: Language) -> String {
    let mut known = Authority::ALL.into_iter();
    let known = known.find(|authority| authority.name() == rule.authority);
    let authority = known.map_or(rule.authority.as_str(), |authority| {
        gouji_render::authority(authority, language)
    });
    match language {
        Language::Chinese => format!("{authority}：{}", rule.citation),
        Language::English => format!("{authority}: {}", rule.citation),
    }
}

/// For how long a finding is open, in words.
fn open_for(days: i64, language: Language) -> String {
    match language {
        Language::Chinese => format!("{days} 天"),
        Language::English if days == 1 => "1 day".to_owned(),
        Language::English => format!("{days} days"),
    }
}

/// What became of a finding, in words.
const fn change(change: Option<Change>, language: Language) -> &'static str {
    match (change, language) {
        (None, _) => "",
        (Some(Change::New), Language::Chinese) => "新增",
        (Some(Change::Still), Language::Chinese) => "仍在",
        (Some(Change::Back), Language::Chinese) => "再现",
        (Some(Change::Fixed), Language::Chinese) => "已整改",
        (Some(Change::New), Language::English) => "new",
        (Some(Change::Still), Language::English) => "still there",
        (Some(Change::Back), Language::English) => "back again",
        (Some(Change::Fixed), Language::English) => "fixed",
    }
}
