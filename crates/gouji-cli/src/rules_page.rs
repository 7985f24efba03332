//! `gouji rules --markdown`: every rule on one page, written from the rule files alone.

use gouji_model::Language;
use gouji_pack::{Check, Packs, Rule};
use gouji_render::authority;

/// The page, rules by name; a rule that several packs share is there once.
pub(crate) fn page(packs: &Packs) -> String {
    let mut page = String::from(
        "# Rules\n\nWritten by `gouji rules --markdown` from the rule files; a test keeps it up to \
         date. How to write a rule: [rule-language.md](rule-language.md).\n",
    );
    let mut rules: Vec<(&Rule, Vec<&str>)> = Vec::new();
    for pack in packs.packs() {
        for rule in &pack.rules {
            let form = pack.form.id.0.as_str();
            match rules
                .iter_mut()
                .find(|(known, _)| known.origin == rule.origin)
            {
                Some((_, forms)) => forms.push(form),
                None => rules.push((rule, vec![form])),
            }
        }
    }
    rules.sort_by(|(a, _), (b, _)| (&a.name, &a.origin).cmp(&(&b.name, &b.origin)));
    for (rule, forms) in &rules {
        page.push_str(&entry(rule, forms));
    }
    page
}

fn entry(rule: &Rule, forms: &[&str]) -> String {
    let mut entry = format!(
        "\n## {}\n\n{} / {}\n\n- severity: {}; for {}\n",
        rule.name,
        rule.title.zh,
        rule.title.en,
        rule.severity.name(),
        forms.join(", "),
    );
    if let Check::Relation(relation) = &rule.check {
        entry.push_str(&format!("- relation: `{}`\n", relation.text.trim()));
    }
    for language in [Language::Chinese, Language::English] {
        entry.push_str(&format!(
            "- {}: {}\n- {}\n- {} {}\n",
            authority(rule.authority, language),
            rule.citation.get(language),
            rule.message.get(language),
            rule.why.get(language),
            rule.help.get(language),
        ));
    }
    entry.push_str(&format!("- file: `rules/{}`\n", rule.origin));
    entry
}
