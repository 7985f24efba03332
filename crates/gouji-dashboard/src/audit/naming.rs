//! What the page calls things of an audit.

use gouji_audit::result::{Audit, FindingRow, ReportRow, RuleRow};
use gouji_model::{Authority, Form, Language};

use crate::rows::{Level, Rule};

/// A rule in words, of the rows that forms have of it: the newest one's, and all that they rest on.
pub(super) fn rule(rows: &[&RuleRow], language: Language) -> Rule {
    let last = rows.last().copied().cloned().unwrap_or_default();
    let mut authorities: Vec<String> = Vec::new();
    for row in rows {
        let authority = basis(row, language);
        if !authorities.contains(&authority) {
            authorities.push(authority);
        }
    }
    Rule {
        name: last.name,
        title: last.title,
        help: last.help,
        authority: authorities.join("；"),
    }
}

/// What a rule rests on.
fn basis(row: &RuleRow, language: Language) -> String {
    let known = Authority::ALL.into_iter();
    let mut known = known.filter(|authority| authority.name() == row.authority);
    let authority = known.next().map_or(row.authority.as_str(), |authority| {
        gouji_render::authority(authority, language)
    });
    match language {
        Language::Chinese => format!("依据（{authority}）：{}", row.citation),
        Language::English => format!("basis ({authority}): {}", row.citation),
    }
}

/// A rule by its title; by its name where it has none.
pub(super) fn title<'a>(audit: &'a Audit, form: Option<&str>, name: &'a str) -> &'a str {
    let rule = audit.rule(form, name);
    rule.map_or(name, |rule| &rule.title)
}

/// A level of the units file in words.
pub(super) fn level(id: &str, language: Language) -> Level {
    let words = match id {
        "province" => ("省级", "province"),
        "city" => ("市级", "city"),
        "county" => ("县级", "county"),
        "township" => ("乡镇", "township"),
        "department" => ("部门", "department"),
        other => (other, other),
    };
    let name = match language {
        Language::Chinese => words.0,
        Language::English => words.1,
    };
    Level {
        id: id.to_owned(),
        name: name.to_owned(),
    }
}

/// Whose report of which year.
pub(super) fn whose(audit: &Audit, report: &ReportRow) -> String {
    let unit = report.unit.and_then(|unit| audit.units.get(unit));
    let name = unit.map(|unit| unit.name.as_str());
    let name = name.or(report.organization.as_deref());
    let year = report
        .year
        .map_or_else(String::new, |year| year.to_string());
    format!("{} {year}", name.unwrap_or(&report.path))
}

/// A cell by the labels of its row and column; by its address where the form has no such cell.
pub(super) fn place(form: &Form, id: &str) -> String {
    form.cell(id).map_or_else(
        || id.to_owned(),
        |cell| {
            let (row, column) = (form.row_of(cell), form.column_of(cell));
            format!("{} · {}", row.label.text, column.label.text)
        },
    )
}

/// The labels of row and column of the cell that is certainly wrong, else of what the rule is about.
pub(super) fn where_it_is(form: Option<&Form>, row: &FindingRow) -> String {
    let mut certain = row.suspects.iter().filter(|suspect| suspect.is_certain);
    let only = certain.next().filter(|_| certain.next().is_none());
    let own = only.filter(|only| only.report.is_none() || only.report == row.report);
    let cell = own.zip(form).and_then(|(own, form)| {
        let known = form.cell(&own.id);
        known.map(|_| place(form, &own.id))
    });
    cell.unwrap_or_else(|| short(&row.labels))
}

/// The labels of row and column; what stands before them, the table, is seen when the report is opened.
fn short(labels: &[String]) -> String {
    let from = labels.len().saturating_sub(2);
    labels.get(from..).unwrap_or_default().join(" · ")
}

/// What to write, where that is certain: the figure; with its cell where there are several.
pub(super) fn written(form: Option<&Form>, row: &FindingRow) -> String {
    let certain = row.suspects.iter().filter(|suspect| suspect.is_certain);
    let certain: Vec<_> = certain
        .filter(|suspect| suspect.report.is_none() || suspect.report == row.report)
        .collect();
    if let [only] = certain[..] {
        return only.suggested.clone();
    }
    let cells = certain.into_iter().map(|suspect| {
        let place = form.map_or_else(|| suspect.id.clone(), |form| place(form, &suspect.id));
        format!("{place} → {}", suspect.suggested)
    });
    cells.collect::<Vec<_>>().join("；")
}
