//! `gouji explain` and `gouji rules`: what the rule files say.

use std::process::ExitCode;

use gouji_config::{Grade, Settings};
use gouji_model::{Form, Language};
use gouji_pack::{Check, Example, Packs, Rule};
use gouji_render::authority;

use crate::{COULD_NOT, output};

/// Explains a rule by its name.
pub(crate) fn explain(
    packs: &Packs,
    settings: &Settings,
    name: &str,
    language: Language,
) -> ExitCode {
    let found = packs
        .packs()
        .iter()
        .find_map(|pack| Some((pack, pack.rule(name)?)));
    let Some((pack, rule)) = found else {
        output::complain(&match language {
            Language::Chinese => format!("没有名为 {name} 的规则，用 gouji rules 查看全部"),
            Language::English => format!("no rule is called `{name}`; `gouji rules` lists them"),
        });
        return ExitCode::from(COULD_NOT);
    };
    output::print(&page(rule, &settings.grade(rule), &pack.form, language));
    ExitCode::SUCCESS
}

/// The severity in force, or that the rule is off.
fn in_force(grade: &Grade) -> &'static str {
    if grade.on {
        grade.severity.name()
    } else {
        "off"
    }
}

fn page(rule: &Rule, grade: &Grade, form: &Form, language: Language) -> String {
    let words = match language {
        Language::Chinese => [
            "依据",
            "关系式",
            "为什么",
            "怎么办",
            "合格示例",
            "不合格示例",
        ],
        Language::English => ["basis", "relation", "why", "to do", "passes", "fails"],
    };
    let mut page = format!(
        "{} [{}]\n{}\n\n{}: {} ({})\n",
        rule.name,
        in_force(grade),
        rule.title.get(language),
        words[0],
        rule.citation.get(language),
        authority(rule.authority, language),
    );
    if let Check::Relation(relation) = &rule.check {
        page.push_str(&format!("{}: {}\n", words[1], relation.text));
    }
    page.push_str(&format!("{}: {}\n", words[2], rule.why.get(language)));
    page.push_str(&format!("{}: {}\n", words[3], rule.help.get(language)));
    for (passes, word) in [(true, words[4]), (false, words[5])] {
        if let Some(example) = rule.examples.iter().find(|e| e.passes == passes) {
            page.push_str(&format!("\n{word}:\n{}", shown(example, form)));
        }
    }
    page.push_str(&format!("\n{}\n", rule.origin));
    page
}

fn shown(example: &Example, form: &Form) -> String {
    let blank = example.blank.then(|| "  */*/* =\n".to_owned());
    let mut lines: Vec<String> = blank.into_iter().collect();
    lines.extend(
        example
            .cells
            .iter()
            .map(|(cell, text)| format!("  {} = {text}\n", form.address(*cell))),
    );
    lines.extend(
        example
            .prior
            .iter()
            .map(|(address, text)| format!("  prior {address} = {text}\n")),
    );
    lines.extend(
        example
            .facts
            .iter()
            .map(|(name, text)| format!("  {name} = {text}\n")),
    );
    if lines.is_empty() {
        lines.push(if example.passes { "  –\n" } else { "  +\n" }.to_owned());
    }
    lines.concat()
}

/// Lists the rules in force, pack by pack.
pub(crate) fn list(packs: &Packs, settings: &Settings, language: Language) -> ExitCode {
    let mut text = String::new();
    for pack in packs.packs() {
        text.push_str(&format!(
            "{}  {}\n",
            pack.form.id,
            pack.form.title.get(language)
        ));
        for rule in &pack.rules {
            text.push_str(&format!(
                "  {:<32} {:<8} {:<11} {}  ({})\n",
                rule.name,
                in_force(&settings.grade(rule)),
                rule.authority.name(),
                rule.title.get(language),
                rule.origin,
            ));
        }
    }
    output::print(&text);
    ExitCode::SUCCESS
}
