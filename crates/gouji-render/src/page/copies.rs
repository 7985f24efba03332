//! A section that repeats another on the page: both texts side by side, with what both say marked.

use gouji_model::{Finding, Language};
use gouji_rule::Check;

use crate::markup::escaped;
use crate::{Checked, Part, SharedPassage, side_by_side};

/// Both texts, where a finding is about a section that repeats another.
pub(super) fn copy(checked: &Checked<'_>, finding: &Finding) -> String {
    let rule = checked.pack.rule(&finding.rule);
    if !rule.is_some_and(|rule| matches!(rule.check, Check::Copied(_))) {
        return String::new();
    }
    let beyond = checked.other_reports.findings.get(&finding.identity);
    let passages = beyond.map(|beyond| beyond.passages.as_slice());
    match passages.filter(|passages| !passages.is_empty()) {
        Some(passages) => {
            let shown = passages.iter().map(|one| far(checked, one));
            shown.collect()
        }
        None => last_year(checked, finding),
    }
}

/// The sections of this year and the last.
fn last_year(checked: &Checked<'_>, finding: &Finding) -> String {
    let section = finding.at.as_deref();
    let texts = section.and_then(|id| {
        let prior = checked.prior.as_ref()?;
        let own = &checked.report.section(id)?.text;
        Some((own, &prior.report.section(id)?.text, prior.path))
    });
    let Some((own, other, path)) = texts else {
        return String::new();
    };
    table(checked, path, side_by_side(own, other))
}

fn far(checked: &Checked<'_>, passage: &SharedPassage) -> String {
    let [own, other] = passage.texts();
    table(checked, &passage.file, side_by_side(&own, &other))
}

fn table(checked: &Checked<'_>, path: &str, [own, other]: [Vec<Part>; 2]) -> String {
    let (here, hint) = match checked.language {
        Language::Chinese => ("本报告", "相同的文字"),
        Language::English => ("this report", "what both say"),
    };
    let path = escaped(path);
    format!(
        "<div class=\"scroll\" tabindex=\"0\" role=\"group\" aria-label=\"{hint}\">\
         <table class=\"beside\"><caption>{hint}</caption><thead><tr><th scope=\"col\">{here}</th>\
         <th scope=\"col\">{path}</th></tr></thead>\
         <tbody><tr><td>{}</td><td>{}</td></tr></tbody></table></div>\n",
        marked(&own),
        marked(&other)
    )
}

fn marked(parts: &[Part]) -> String {
    let parts = parts.iter().map(|part| {
        let text = escaped(&part.text);
        match part.is_common {
            true => format!("<mark>{text}</mark>"),
            false => text,
        }
    });
    parts.collect()
}
