//! One report on the page: who it is of, what to change first, its tables, a card for each cause.

use gouji_model::{Finding, Language};
use sha2::{Digest as _, Sha256};

use super::copies;
use super::marks::Marks;
use super::table;
use crate::group::{Group, groups};
use crate::markup::escaped;
use crate::{Checked, Counts, actions, card, group, rule_text, suspicion, ways, wording};

/// An article; one without findings is a line that unfolds.
pub(crate) fn report(checked: &Checked<'_>) -> String {
    let anchor = anchor(checked);
    let groups = groups(checked.findings);
    let mut text = head(checked, &anchor);
    text.push_str(&first(checked, &groups, &anchor));
    text.push_str("<div class=\"columns\">\n<div class=\"tables\">\n");
    let marks = Marks::of(&groups);
    for index in 0..checked.pack.form.tables.len() {
        text.push_str(&table::table(checked, index, &marks, &anchor));
    }
    text.push_str("</div>\n<ol class=\"findings\">\n");
    for (number, group) in groups.iter().enumerate() {
        text.push_str(&cause(checked, group, &format!("{anchor}-{number}")));
    }
    text.push_str(&blocked(checked));
    text + "</ol>\n</div>\n</details>\n</article>\n"
}

/// How the article begins: whose report it is, and how much was found.
fn head(checked: &Checked<'_>, anchor: &str) -> String {
    let counts = Counts::of(checked.findings, checked.blocked);
    let nothing = checked.findings.is_empty() && checked.blocked.is_empty();
    let open = if nothing { "" } else { " open" };
    let year = checked.report.year;
    let year = year.map_or_else(String::new, |year| year.to_string());
    let title = checked
        .report
        .organization
        .as_deref()
        .unwrap_or(checked.path);
    format!(
        "<article id=\"{anchor}\" data-organ=\"{title}\" data-year=\"{year}\" data-errors=\"{}\" \
         data-warnings=\"{}\" data-infos=\"{}\" data-blocked=\"{}\" data-rules=\"{}\">\n<details{open}>\n\
         <summary><h2>{title} {year}</h2> <span class=\"counts\">{}</span></summary>\n\
         <p class=\"path\">{} · {} · SHA-256 {}</p>\n",
        counts.errors,
        counts.warnings,
        counts.infos,
        counts.blocked,
        escaped(&rules(checked)),
        counted(checked, counts),
        escaped(checked.path),
        escaped(&checked.report.form.0),
        digest(checked.content),
        title = escaped(title),
    )
}

/// What tells that a file is still the one that was checked, as `sha256sum` prints it.
fn digest(content: &[u8]) -> String {
    let bytes = Sha256::digest(content);
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

/// The rules that found something, by name and title, to be searched for.
fn rules(checked: &Checked<'_>) -> String {
    let findings: Vec<&Finding> = checked.findings.iter().collect();
    let names = group::rules(&findings).into_iter();
    let rules = names.filter_map(|name| checked.pack.rule(name));
    let words: Vec<String> = rules
        .map(|rule| format!("{} {}", rule.name, rule.title.get(checked.language)))
        .collect();
    words.join(" ")
}

/// How much was found, in words.
fn counted(checked: &Checked<'_>, counts: Counts) -> String {
    let words = match checked.language {
        Language::Chinese => ["错误", "警告", "提示", "未能核对"],
        Language::English => ["errors", "warnings", "notes", "blocked"],
    };
    let numbers = [counts.errors, counts.warnings, counts.infos, counts.blocked];
    let parts: Vec<String> = words
        .iter()
        .zip(numbers)
        .filter(|(_, number)| *number > 0)
        .map(|(word, number)| format!("{word} {number}"))
        .collect();
    match parts.is_empty() {
        true => match (checked.language, checked.relations) {
            (Language::Chinese, count) => format!("没有发现问题（核对了 {count} 条关系）"),
            (Language::English, count) => format!("nothing found ({count} relations checked)"),
        },
        false => parts.join(" · "),
    }
}

/// What to do first: a line for each place, leading to its card.
fn first(checked: &Checked<'_>, groups: &[Group<'_>], anchor: &str) -> String {
    let lines = actions::lines(checked, groups);
    if lines.is_empty() {
        return String::new();
    }
    let items: String = lines
        .iter()
        .map(|line| {
            let (group, text) = (line.group, escaped(&line.text));
            format!("<li><a href=\"#{anchor}-{group}\">{text}</a></li>\n")
        })
        .collect();
    let title = match checked.language {
        Language::Chinese => "先看这几处",
        Language::English => "look here first",
    };
    format!("<section class=\"first\"><h3>{title}</h3>\n<ol>\n{items}</ol></section>\n")
}

/// A card: the rules, what is wrong, what should stand there, and on which ground.
fn cause(checked: &Checked<'_>, group: &Group<'_>, anchor: &str) -> String {
    let findings = group.findings();
    let worst = findings.iter().map(|finding| finding.severity).max();
    let Some((worst, first)) = worst.zip(findings.first()) else {
        return String::new();
    };
    let mut text = format!(
        "<li id=\"{anchor}\" class=\"{}\"><b>{}</b> {}\n",
        worst.name(),
        wording::severity(worst, checked.language),
        escaped(&card::headline(checked, findings))
    );
    let suspects = ways::suspects(findings);
    for line in suspicion::solutions(checked, &suspects) {
        text.push_str(&format!("<p class=\"suspect\">{}</p>\n", escaped(&line)));
    }
    for finding in findings {
        let message = escaped(&checked.message(finding));
        text.push_str(&format!("<p>{message}</p>\n"));
    }
    for finding in findings {
        text.push_str(&copies::copy(checked, finding));
    }
    text.push_str(&grounds(checked, findings));
    let identities: Vec<String> = findings
        .iter()
        .map(|one| one.identity.to_string())
        .collect();
    format!(
        "{text}<p class=\"spot\">{} · {}</p></li>\n",
        escaped(&checked.spot_in_file(checked.place_of(first))),
        escaped(&identities.join(" "))
    )
}

/// What to do about each rule, why, and on which authority.
fn grounds(checked: &Checked<'_>, findings: &[&Finding]) -> String {
    let names = group::rules(findings).into_iter();
    let rules = names.filter_map(|name| checked.pack.rule(name));
    rules
        .map(|rule| {
            format!(
                "<details><summary>{}</summary><p>{}</p><p>{}: {}</p></details>\n",
                escaped(rule.help.get(checked.language)),
                escaped(rule.why.get(checked.language)),
                escaped(rule_text::authority_of(rule, checked.language)),
                escaped(rule.citation.get(checked.language))
            )
        })
        .collect()
}

fn blocked(checked: &Checked<'_>) -> String {
    let mut text = String::new();
    for blocked in checked.blocked {
        let at = blocked.at.as_deref().unwrap_or_default();
        let rule = checked.pack.rule(&blocked.rule);
        let name = rule.map_or_else(
            || blocked.rule.clone(),
            |rule| rule_text::titled(checked, rule),
        );
        text.push_str(&format!(
            "<li class=\"blocked\"><b>{} {}</b> {}</li>\n",
            escaped(&name),
            escaped(at),
            escaped(blocked.reason.get(checked.language))
        ));
    }
    text
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
