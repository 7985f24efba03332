//! `gouji explain` and `gouji rules`: what the rule files say.

use std::process::ExitCode;

use gouji_check::outcome_of;
use gouji_config::{Grade, Settings};
use gouji_model::Language;
use gouji_pack::Packs;
use gouji_render::authority_of;
use gouji_rule::{Check, Example, Pack, Rule};

use crate::output;
use crate::status::COULD_NOT;

/// Explains a rule by its name.
pub(crate) fn explain(
    packs: &Packs,
    settings: &Settings,
    name: &str,
    language: Language,
) -> ExitCode {
    let all = packs.packs().iter();
    let found: Vec<RuleOfPack<'_>> = all
        .filter_map(|pack| Some((&**pack, pack.rule(name)?)))
        .collect();
    if found.is_empty() {
        return unknown(packs, name, language);
    }
    output::print(&page(&found, settings, language));
    ExitCode::SUCCESS
}

/// A rule and the pack that has it.
type RuleOfPack<'p> = (&'p Pack, &'p Rule);

/// Says what became of a rule that is no more, or that there never was one.
fn unknown(packs: &Packs, name: &str, language: Language) -> ExitCode {
    let Some(successor) = packs.retired(name) else {
        let rules = packs.packs().iter().flat_map(|pack| pack.rules());
        let meant = gouji_pack::nearest(name, rules.map(|rule| rule.name.as_str()));
        output::complain(&match (meant, language) {
            (Some(meant), Language::Chinese) => {
                format!("没有名为 {name} 的规则，是不是想写 {meant}？用 gouji rules 查看全部")
            }
            (Some(meant), Language::English) => {
                format!("no rule is called `{name}`, is it `{meant}`? `gouji rules` lists them")
            }
            (None, Language::Chinese) => {
                format!("没有名为 {name} 的规则，用 gouji rules 查看全部")
            }
            (None, Language::English) => {
                format!("no rule is called `{name}`; `gouji rules` lists them")
            }
        });
        return ExitCode::from(COULD_NOT);
    };
    let instead = match (successor, language) {
        ("", _) => String::new(),
        (rule, Language::Chinese) => format!("，由 {rule} 代替"),
        (rule, Language::English) => format!("; `{rule}` stands for it"),
    };
    output::print(&match language {
        Language::Chinese => format!("规则 {name} 已停用{instead}\n"),
        Language::English => format!("the rule `{name}` is retired{instead}\n"),
    });
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

/// What is reported of a rule; where its forms differ, for each of them.
fn page(found: &[RuleOfPack<'_>], settings: &Settings, language: Language) -> String {
    let words = match language {
        Language::Chinese => ["依据", "关系式", "为什么", "怎么办"],
        Language::English => ["basis", "relation", "why", "to do"],
    };
    let section = |word: &str, of: &dyn Fn(&Rule) -> String| by_form(found, word, of);
    let grade = |rule: &Rule| in_force(&settings.grade(rule));
    let mut page = by_form(found, "", &|rule| {
        let title = rule.title.get(language);
        format!("{} [{}]\n{title}\n", rule.name, grade(rule))
    });
    page.push('\n');
    page.push_str(&section(words[0], &|rule| {
        let basis = authority_of(rule, language);
        format!("{} ({basis})", rule.citation.get(language))
    }));
    page.push_str(&section(words[1], &|rule| match &rule.check {
        Check::Relation(relation) => relation.text.clone(),
        _ => String::new(),
    }));
    page.push_str(&section(words[2], &|rule| {
        rule.why.get(language).to_owned()
    }));
    page.push_str(&section(words[3], &|rule| {
        rule.help.get(language).to_owned()
    }));
    // Of files that are there for one form each, the newest form's examples are shown.
    if let Some((pack, rule)) = found.last() {
        page.push_str(&examples(pack, rule, language));
    }
    page.push_str(&format!(
        "\n{}",
        by_form(found, "", &|rule| format!("{}\n", rule.origin))
    ));
    page
}

/// A line that says the same of all forms, or a line for each of them; nothing where none says anything.
fn by_form(found: &[RuleOfPack<'_>], word: &str, of: &dyn Fn(&Rule) -> String) -> String {
    let texts: Vec<(&Pack, String)> = found.iter().map(|(pack, rule)| (*pack, of(rule))).collect();
    let mut lines: Vec<(String, Vec<&str>)> = Vec::new();
    for (pack, text) in &texts {
        let form = pack.form.id.0.as_str();
        match lines.iter_mut().find(|(known, _)| known == text) {
            Some((_, forms)) => forms.push(form),
            None => lines.push((text.clone(), vec![form])),
        }
    }
    let alone = lines.len() == 1;
    let lines = lines.iter().filter(|(text, _)| !text.is_empty());
    let line = |(text, forms): &(String, Vec<&str>)| match (word, alone) {
        ("", true) => text.clone(),
        ("", false) => format!("{}: {text}", forms.join(", ")),
        (_, true) => format!("{word}: {text}\n"),
        (_, false) => format!("{word} ({}): {text}\n", forms.join(", ")),
    };
    lines.map(line).collect()
}

/// Most examples of either kind that are shown.
const MOST_EXAMPLES: usize = 6;

/// Examples that pass and that fail, the latter with what is reported about them.
fn examples(pack: &Pack, rule: &Rule, language: Language) -> String {
    let words = match language {
        Language::Chinese => ["合格示例", "不合格示例"],
        Language::English => ["passes", "fails"],
    };
    let mut text = String::new();
    for (passes, word) in [(true, words[0]), (false, words[1])] {
        let of_kind = rule
            .examples
            .of(&pack.form)
            .iter()
            .filter(|example| example.passes == passes);
        for example in of_kind.take(MOST_EXAMPLES) {
            text.push_str(&format!("\n{word}:\n{}", shown(example, language)));
            let outcome = outcome_of(pack, rule, example);
            let messages = outcome.findings.iter().take(1);
            text.extend(messages.map(|one| format!("  → {}\n", one.message.get(language))));
        }
    }
    text
}

fn shown(example: &Example, language: Language) -> String {
    let blank = example.blank.then(|| "  */*/* =\n".to_owned());
    let mut lines: Vec<String> = blank.into_iter().collect();
    let cells = example.cells.iter();
    lines.extend(cells.map(|(cell, text)| format!("  {cell} = {text}\n")));
    let prior = example.prior.iter();
    lines.extend(prior.map(|(address, text)| format!("  prior {address} = {text}\n")));
    let facts = example.facts.iter();
    lines.extend(facts.map(|(name, text)| format!("  {name} = {text}\n")));
    if let Some(seen) = &example.seen {
        let words = match language {
            Language::Chinese => ["表样", "报告", "（没有）"],
            Language::English => ["form", "report", "(nothing)"],
        };
        let line = |word: &str, text: &str| format!("  {word}: {text}\n");
        lines.extend((!seen.expected.is_empty()).then(|| line(words[0], &seen.expected)));
        let found = if seen.found.is_empty() {
            words[2]
        } else {
            &seen.found
        };
        lines.push(line(words[1], found));
    }
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
        for rule in pack.rules() {
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
