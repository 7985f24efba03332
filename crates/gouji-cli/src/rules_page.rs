//! `gouji rules --markdown`: every rule on one page, written from the rule files alone.

use std::collections::BTreeMap;

use gouji_model::{Language, Severity};
use gouji_pack::Packs;
use gouji_render::authority_of;
use gouji_rule::{Check, Rule};

/// The page in a language, rules by name; a rule that several packs share is there once.
pub(crate) fn page(packs: &Packs, language: Language) -> String {
    let mut page = String::from(match language {
        Language::English => {
            "# Rules\n\n[中文](rules.zh-CN.md). Written by `gouji rules --markdown --lang en` from the rule \
             files; a test keeps it up to date. How to write a rule: [rule-language.md](rule-language.md).\n"
        }
        Language::Chinese => {
            "# 规则\n\n[English](rules.md)。由 `gouji rules --markdown --lang zh` 根据规则文件生成，由测试保证最新。\
             怎样写规则：[rule-language.zh-CN.md](rule-language.zh-CN.md)。\n"
        }
    });
    let mut rules: BTreeMap<(&str, &str), Vec<OfForm<'_>>> = BTreeMap::new();
    for pack in packs.packs() {
        for rule in pack.rules() {
            let form = pack.form.id.0.as_str();
            let forms = rules.entry((&rule.name, &rule.origin)).or_default();
            forms.push(OfForm { form, rule });
        }
    }
    for forms in rules.values() {
        page.push_str(&entry(forms, language));
    }
    page
}

/// A rule as it is for one form.
struct OfForm<'p> {
    form: &'p str,
    rule: &'p Rule,
}

/// What is reported of one rule file.
fn entry(forms: &[OfForm<'_>], language: Language) -> String {
    let Some(OfForm { rule, .. }) = forms.first() else {
        return String::new();
    };
    let names: Vec<&str> = forms.iter().map(|own| own.form).collect();
    let words = Words::of(language);
    let text_of = |of: &dyn Fn(&Rule) -> String| by_form(forms, of, " / ");
    let of_severity = |rule: &Rule| severity(rule.severity, language);
    let mut entry = format!(
        "\n## {}\n\n{}\n\n- {}{}{}{}\n",
        rule.name,
        text_of(&|rule| rule.title.get(language).to_owned()),
        words.severity,
        by_form(forms, of_severity, words.comma),
        words.forms,
        names.join(words.comma),
    );
    if let Check::Relation(relation) = &rule.check {
        entry.push_str(&format!("- {}`{}`\n", words.relation, relation.text.trim()));
    }
    let basis = text_of(&|rule| {
        let basis = authority_of(rule, language);
        format!("{basis}{}{}", words.colon, rule.citation.get(language))
    });
    entry.push_str(&format!(
        "- {basis}\n- {}\n- {} {}\n- {}`rules/{}`\n",
        text_of(&|rule| rule.message.get(language).to_owned()),
        text_of(&|rule| rule.why.get(language).to_owned()),
        text_of(&|rule| rule.help.get(language).to_owned()),
        words.file,
        rule.origin
    ));
    entry
}

/// How much a rule's findings matter: the word that rule files and settings use.
fn severity(severity: Severity, language: Language) -> String {
    let name = severity.name();
    match (language, severity) {
        (Language::English, _) => name.to_owned(),
        (Language::Chinese, Severity::Error) => format!("错误（`{name}`）"),
        (Language::Chinese, Severity::Warning) => format!("警告（`{name}`）"),
        (Language::Chinese, Severity::Info) => format!("提示（`{name}`）"),
    }
}

/// What stands before and between the parts of an entry.
struct Words {
    severity: &'static str,
    forms: &'static str,
    relation: &'static str,
    file: &'static str,
    colon: &'static str,
    comma: &'static str,
}

impl Words {
    const fn of(language: Language) -> Self {
        match language {
            Language::English => Self {
                severity: "severity: ",
                forms: "; for ",
                relation: "relation: ",
                file: "file: ",
                colon: ": ",
                comma: ", ",
            },
            Language::Chinese => Self {
                severity: "级别：",
                forms: "；用于 ",
                relation: "关系：",
                file: "文件：",
                colon: "：",
                comma: "、",
            },
        }
    }
}

/// What is the same in all forms once, else each with its form.
fn by_form(forms: &[OfForm<'_>], of: impl Fn(&Rule) -> String, between: &str) -> String {
    let mut texts: Vec<String> = forms.iter().map(|own| of(own.rule)).collect();
    if texts.windows(2).all(|pair| pair[0] == pair[1]) {
        return texts.pop().unwrap_or_default();
    }
    let each = forms.iter().zip(texts).map(|(own, text)| {
        let year = own.form.rsplit('/').next().unwrap_or(own.form);
        format!("{text} ({year})")
    });
    each.collect::<Vec<_>>().join(between)
}
