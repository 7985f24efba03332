//! The row of findings that are one thing to do.

use std::io;

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
use crate::wording::Wording;

/// The row of a group of findings.
pub(super) fn row(audit: &Audit, group: &[&FindingRow], wording: &Wording<'_>) -> io::Result<Row> {
    // Of several as grave, the first.
    let worst = group.iter().rev().max_by_key(|finding| finding.severity);
    // A group has a finding: where it had none, nothing is reported.
    let Some(first) = worst.copied() else {
        return Ok(Row {
            kind: Kind::Note,
            unit: None,
            findings: 0,
            texts: Texts::default(),
        });
    };
    let report = audit.report(first.report)?;
    let of = Of {
        audit,
        group,
        first,
        form: report.as_ref().map(|report| report.form.as_str()),
        language: wording.language,
    };
    let mut texts = of_report(audit, first.report, first.unit, wording.language)?;
    if let Some(year) = first.year {
        texts[YEAR] = year.to_string();
    }
    of.say_what(&mut texts)?;
    of.say_why(&mut texts);
    of.say_since_when(&mut texts);
    wording.deadline.clone_into(&mut texts[DEADLINE]);
    let is_between = of.rule(&first.rule).is_some_and(|rule| rule.is_between);
    Ok(Row {
        kind: match first.change {
            Some(Change::Unchecked) => Kind::Unchecked,
            _ => Kind::of(first.severity, is_between, first.report.is_some()),
        },
        unit: unit_of(audit, first.report, first.unit)?,
        findings: group.len(),
        texts,
    })
}

/// Findings that are one thing to do.
struct Of<'f> {
    audit: &'f Audit,
    group: &'f [&'f FindingRow],
    /// The gravest of them.
    first: &'f FindingRow,
    /// The form of their report.
    form: Option<&'f str>,
    language: Language,
}

impl Of<'_> {
    fn rule(&self, name: &str) -> Option<&RuleRow> {
        self.audit.rule(self.form, name)
    }

    /// What is different in the findings, one a line.
    fn lines(&self, of: impl Fn(&FindingRow) -> String) -> String {
        together(self.group.iter().map(|one| of(one)))
    }

    /// Where it is, what stands there, what to write, and what is wrong.
    fn say_what(&self, texts: &mut Texts) -> io::Result<()> {
        let (audit, first, language) = (self.audit, self.first, self.language);
        let is_cured = first.suspects.iter().any(|one| one.is_certain);
        if self.group.len() == 1 || is_cured {
            (texts[CURRENT], texts[WRITE]) = written(audit, first, language)?;
        }
        let labels = self.group.iter();
        let labels: Vec<String> = labels
            .map(|one| place::labels(audit, one, language))
            .collect::<io::Result<_>>()?;
        texts[LABELS] = together(labels.into_iter());
        texts[PLACE] = self.lines(|one| one.place.clone());
        let is_one_rule = self.group.iter().all(|one| one.rule == first.rule);
        let (title, count) = (title(audit, self.form, &first.rule), self.group.len());
        texts[PROBLEM] = match (is_one_rule && !is_cured && count > 1, language) {
            (false, _) => self.lines(|one| one.message.clone()),
            // What relations between reports say of the first has who is likely to blame.
            (true, Language::Chinese) => format!("{title}：{count} 处{}", self.first_of_many()),
            (true, Language::English) => format!("{title}: {count} places{}", self.first_of_many()),
        };
        Ok(())
    }

    /// What is wrong at the first of many places, where that takes more than one report to see.
    fn first_of_many(&self) -> String {
        let rule = self.rule(&self.first.rule);
        let (message, is_between) = (
            &self.first.message,
            rule.is_some_and(|rule| rule.is_between),
        );
        match (is_between, self.language) {
            (false, _) => String::new(),
            (true, Language::Chinese) => format!("，其中一处：{message}"),
            (true, Language::English) => format!(", one of them: {message}"),
        }
    }

    /// The rules, what they rest on, how much it matters, and by what it is known again.
    fn say_why(&self, texts: &mut Texts) {
        let of_rule = |name: &str, of: &dyn Fn(&RuleRow) -> String| {
            self.rule(name).map_or_else(String::new, of)
        };
        texts[TO_DO] = self.lines(|one| of_rule(&one.rule, &|rule| rule.help.clone()));
        texts[RULE] = self.lines(|one| {
            let title = title(self.audit, self.form, &one.rule);
            format!("{title}\n{}", one.rule)
        });
        texts[AUTHORITY] = self.lines(|one| of_rule(&one.rule, &|rule| basis(rule, self.language)));
        texts[SEVERITY] = gouji_render::severity(self.first.severity, self.language).to_owned();
        let identities = self.group.iter().map(|one| one.identity.as_str());
        texts[IDENTITY] = identities.collect::<Vec<_>>().join(" ");
    }

    /// What became of it, and for how long it is open.
    fn say_since_when(&self, texts: &mut Texts) {
        let Some(became) = self.first.change else {
            return;
        };
        change(became, self.language).clone_into(&mut texts[CHANGE]);
        if let Some(why) = self.first.why {
            texts[CHANGE].push_str(&format!("\n{}", why.words().get(self.language)));
        }
        if let Some(days) = self.first.days_open(&self.audit.runs) {
            let days = open_for(days, self.language);
            texts[CHANGE].push_str(&format!("\n{days}"));
        }
    }
}

/// Different texts, one a line.
pub(super) fn together(texts: impl Iterator<Item = String>) -> String {
    let mut lines: Vec<String> = Vec::new();
    for text in texts {
        if !text.is_empty() && !lines.contains(&text) {
            lines.push(text);
        }
    }
    lines.join("\n")
}

/// What stands there now and what to write, where that is certain; what may be wrong otherwise is
/// never given as what to write.
fn written(
    audit: &Audit,
    finding: &FindingRow,
    language: Language,
) -> io::Result<(String, String)> {
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
        [] => Ok(match finding.cells.as_slice() {
            [only] => (only.text.clone(), String::new()),
            _ => Default::default(),
        }),
        [only] if only.report.is_none() || only.report == finding.report => {
            Ok((current(only), only.suggested.clone()))
        }
        _ => {
            let names = certain.iter();
            let names: Vec<String> = names
                .map(|one| cell_of(audit, finding, one, language))
                .collect::<io::Result<_>>()?;
            let joined = |text: &dyn Fn(&SuspectRow) -> String| {
                let lines = names.iter().zip(&certain);
                let lines = lines.map(|(name, one)| format!("{name}：{}", text(one)));
                lines.collect::<Vec<_>>().join("\n")
            };
            Ok((joined(&current), joined(&|one| one.suggested.clone())))
        }
    }
}

/// Which cell of which report is meant.
fn cell_of(
    audit: &Audit,
    finding: &FindingRow,
    suspect: &SuspectRow,
    language: Language,
) -> io::Result<String> {
    let is_other = suspect.report.is_some() && suspect.report != finding.report;
    let report = audit.report(suspect.report.or(finding.report))?;
    let form = report.as_ref().and_then(|report| audit.form_of(report));
    let cell = form.and_then(|form| {
        let cell = form.cell(&suspect.id)?;
        Some(gouji_render::cell(&form, cell, language))
    });
    let cell = cell.unwrap_or_else(|| suspect.id.clone());
    Ok(match report.filter(|_| is_other) {
        Some(report) => {
            let unit = report.unit.and_then(|unit| audit.units.get(unit));
            let name = unit.map_or(report.organization.as_deref(), |unit| Some(&unit.name));
            let year = report
                .year
                .map_or_else(String::new, |year| year.to_string());
            format!("{} {year} {cell}", name.unwrap_or_default())
        }
        None => cell,
    })
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
const fn change(change: Change, language: Language) -> &'static str {
    match (change, language) {
        (Change::New, Language::Chinese) => "新增",
        (Change::Still, Language::Chinese) => "仍在",
        (Change::Back, Language::Chinese) => "再现",
        (Change::Fixed, Language::Chinese) => "已整改",
        (Change::Held, Language::Chinese) => "已认可",
        (Change::Unchecked, Language::Chinese) => "没有再核对",
        (Change::New, Language::English) => "new",
        (Change::Still, Language::English) => "still there",
        (Change::Back, Language::English) => "back again",
        (Change::Fixed, Language::English) => "fixed",
        (Change::Held, Language::English) => "accepted",
        (Change::Unchecked, Language::English) => "not checked again",
    }
}
