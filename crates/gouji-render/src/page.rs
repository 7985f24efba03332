//! A page for people: each report's tables as they are printed, the cells marked, the findings
//! beside them. One file that needs no network and no script; filters are radio buttons.

mod table;

use gouji_model::{Finding, Language, Severity, Suspect};

use crate::markup::escaped;
use crate::{Checked, Ending, suspicion};

const STYLE: &str = include_str!("page/style.css");

/// The page's head and its filters.
pub(crate) fn start(language: Language) -> String {
    let words = match language {
        Language::Chinese => ["勾稽检查报告", "zh-CN", "全部", "错误", "错误和警告"],
        Language::English => ["gouji report", "en", "all", "errors", "errors and warnings"],
    };
    let [title, lang, all, errors, warnings] = words;
    let policy = "default-src 'none'; style-src 'unsafe-inline'";
    format!(
        "<!doctype html>\n<html lang=\"{lang}\">\n<head>\n<meta charset=\"utf-8\">\n\
         <meta http-equiv=\"Content-Security-Policy\" content=\"{policy}\">\n\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n\
         <title>{title}</title>\n<style>\n{STYLE}</style>\n</head>\n<body>\n\
         <header><h1>{title}</h1></header>\n\
         <input type=\"radio\" name=\"show\" id=\"show-all\" checked><label for=\"show-all\">{all}</label>\n\
         <input type=\"radio\" name=\"show\" id=\"show-warnings\"><label for=\"show-warnings\">{warnings}</label>\n\
         <input type=\"radio\" name=\"show\" id=\"show-errors\"><label for=\"show-errors\">{errors}</label>\n\
         <main>\n"
    )
}

/// A report: who it is of, its tables, what was found.
pub(crate) fn report(checked: &Checked<'_>) -> String {
    let anchor = anchor(checked);
    let title = match &checked.report.organization {
        Some(organization) => organization.as_str(),
        None => checked.path,
    };
    let year = checked
        .report
        .year
        .map_or_else(String::new, |year| format!(" {year}"));
    let mut text = format!(
        "<article>\n<h2>{}{year}</h2>\n<p class=\"path\">{} · {}</p>\n",
        escaped(title),
        escaped(checked.path),
        escaped(&checked.report.form.0)
    );
    text.push_str("<div class=\"columns\">\n<div class=\"tables\">\n");
    for index in 0..checked.pack.form.tables.len() {
        text.push_str(&table::table(checked, index, &anchor));
    }
    text.push_str("</div>\n<ol class=\"findings\">\n");
    for (number, one) in checked.findings.iter().enumerate() {
        text.push_str(&finding(checked, one, &format!("{anchor}-{number}")));
    }
    for blocked in checked.blocked {
        let at = blocked.at.as_deref().unwrap_or_default();
        text.push_str(&format!(
            "<li class=\"blocked\"><b>{} {}</b> {}</li>\n",
            escaped(&blocked.rule),
            escaped(at),
            escaped(blocked.reason.get(checked.language))
        ));
    }
    if checked.findings.is_empty() && checked.blocked.is_empty() {
        let none = match checked.language {
            Language::Chinese => "没有发现问题。",
            Language::English => "Nothing was found.",
        };
        text.push_str(&format!("<li class=\"none\">{none}</li>\n"));
    }
    text + "</ol>\n</div>\n</article>\n"
}

/// What could not be done, what is said of the configuration, and how much was found.
pub(crate) fn end(ending: &Ending<'_>) -> String {
    let mut text = String::new();
    for failure in ending.failures {
        let (path, why) = (escaped(&failure.path), escaped(&failure.why));
        text.push_str(&format!("<p class=\"failure\"><b>{path}</b> {why}</p>\n"));
    }
    for remark in ending.remarks {
        let (path, message) = (escaped(&remark.path), escaped(&remark.message));
        let (line, rule) = (remark.line, escaped(&remark.rule));
        text.push_str(&format!(
            "<p class=\"failure\"><b>{path}:{line}</b> [{rule}] {message}</p>\n"
        ));
    }
    let summary = crate::summary(ending.reports, ending.counts, ending.language);
    text.push_str(&format!(
        "</main>\n<footer>{}</footer>\n",
        escaped(summary.trim())
    ));
    text + "</body>\n</html>\n"
}

fn finding(checked: &Checked<'_>, finding: &Finding, anchor: &str) -> String {
    let spot = checked.spot_in_file(checked.place_of(finding));
    let mut text = format!(
        "<li id=\"{anchor}\" class=\"{}\"><b>{}</b> <code>{}</code><p>{}</p>\n",
        finding.severity.name(),
        severity(finding.severity, checked.language),
        escaped(&finding.rule),
        escaped(finding.message.get(checked.language))
    );
    let suspects: Vec<&Suspect> = finding.suspects.iter().collect();
    for line in suspicion::solutions(checked, &suspects) {
        text.push_str(&format!("<p class=\"suspect\">{}</p>\n", escaped(&line)));
    }
    if let Some(rule) = checked.pack.rule(&finding.rule) {
        text.push_str(&format!(
            "<details><summary>{}</summary><p>{}</p><p>{}</p></details>\n",
            escaped(rule.help.get(checked.language)),
            escaped(rule.why.get(checked.language)),
            escaped(rule.citation.get(checked.language))
        ));
    }
    format!(
        "{text}<p class=\"spot\">{} · {}</p></li>\n",
        escaped(&spot),
        finding.identity
    )
}

const fn severity(severity: Severity, language: Language) -> &'static str {
    match (language, severity) {
        (Language::Chinese, Severity::Error) => "错误",
        (Language::Chinese, Severity::Warning) => "警告",
        (Language::Chinese, Severity::Info) => "提示",
        (Language::English, severity) => severity.name(),
    }
}

/// A name for the report's places on the page: of the path's bytes, so that it is the same in
/// every run and needs no count of what came before.
fn anchor(checked: &Checked<'_>) -> String {
    let form = &checked.report.form;
    let year = checked.report.year.map(|year| year.to_string());
    let organization = checked.report.organization.as_deref().unwrap_or_default();
    let identity = gouji_model::Identity::new(form, checked.path, year.as_deref(), [organization]);
    format!("r{identity}")
}
