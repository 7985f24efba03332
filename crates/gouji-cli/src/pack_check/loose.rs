//! What there is to say of rules without a pack of their own: the forms they are for, and their
//! examples.

use std::collections::BTreeMap;

use gouji_model::Language;
use gouji_rule::{Example, Rule};

use super::shown::Shown;

/// A line for each rule that is asked about and stands in a pack that is not.
pub(super) fn rules(shown: &Shown<'_>) -> String {
    if shown.asked.is_none() {
        return String::new();
    }
    let mut found: BTreeMap<&str, (&Rule, &[Example], Vec<&str>)> = BTreeMap::new();
    let packs = shown.survey.packs.packs().iter();
    for pack in packs.filter(|pack| !shown.is_asked(&pack.origin)) {
        for rule in pack
            .rules()
            .iter()
            .filter(|rule| shown.is_asked(&rule.origin))
        {
            let examples = rule.examples.of(&pack.form);
            let (.., forms) = found
                .entry(&rule.origin)
                .or_insert((rule, examples, Vec::new()));
            forms.push(&pack.form.id.0);
        }
    }
    let mut text = String::new();
    for (rule, examples, forms) in found.values() {
        text.push_str(&line(rule, examples, forms, shown.language));
    }
    if !text.is_empty() {
        text.push('\n');
    }
    text
}

fn line(rule: &Rule, examples: &[Example], forms: &[&str], language: Language) -> String {
    let of_kind = |passes| examples.iter().filter(move |one| one.passes == passes);
    let count = |passes| of_kind(passes).count();
    let (pass, fail) = (count(true), count(false));
    match language {
        Language::Chinese => format!(
            "{}：用于 {}；示例：应通过的 {pass} 个，应不通过的 {fail} 个\n",
            rule.name,
            forms.join("、")
        ),
        Language::English => format!(
            "{}: for {}; examples: {pass} that should pass, {fail} that should fail\n",
            rule.name,
            forms.join(", ")
        ),
    }
}
