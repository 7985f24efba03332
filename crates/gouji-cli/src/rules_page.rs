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
    let mut rules: Vec<(&Rule, Vec<(&str, &Rule)>)> = Vec::new();
    for pack in packs.packs() {
        for rule in &pack.rules {
            let here = (pack.form.id.0.as_str(), rule);
            match rules
                .iter_mut()
                .find(|(known, _)| known.origin == rule.origin)
            {
                Some((_, forms)) => forms.push(here),
                None => rules.push((rule, vec![here])),
            }
        }
    }
    rules.sort_by(|(a, _), (b, _)| (&a.name, &a.origin).cmp(&(&b.name, &b.origin)));
    for (rule, forms) in &rules {
        page.push_str(&entry(rule, forms));
    }
    page
}

fn entry(rule: &Rule, forms: &[(&str, &Rule)]) -> String {
    let names: Vec<&str> = forms.iter().map(|(form, _)| *form).collect();
    let mut entry = format!(
        "\n## {}\n\n{} / {}\n\n- severity: {}; for {}\n",
        rule.name,
        rule.title.zh,
        rule.title.en,
        by_form(forms, |rule| rule.severity.name().to_owned(), ", "),
        names.join(", "),
    );
    if let Check::Relation(relation) = &rule.check {
        entry.push_str(&format!("- relation: `{}`\n", relation.text.trim()));
    }
    for language in [Language::Chinese, Language::English] {
        let said = |of: &dyn Fn(&Rule) -> String| by_form(forms, of, " / ");
        let basis = said(&|rule| {
            let basis = authority(rule.authority, language);
            format!("{basis}: {}", rule.citation.get(language))
        });
        entry.push_str(&format!(
            "- {basis}\n- {}\n- {} {}\n",
            said(&|rule| rule.message.get(language).to_owned()),
            said(&|rule| rule.why.get(language).to_owned()),
            said(&|rule| rule.help.get(language).to_owned()),
        ));
    }
    entry.push_str(&format!("- file: `rules/{}`\n", rule.origin));
    entry
}

/// What is the same in all forms once, else each with its form.
fn by_form(forms: &[(&str, &Rule)], of: impl Fn(&Rule) -> String, between: &str) -> String {
    let said: Vec<(&str, String)> = forms.iter().map(|(form, rule)| (*form, of(rule))).collect();
    let first = said
        .first()
        .map(|(_, text)| text.clone())
        .unwrap_or_default();
    if said.iter().all(|(_, text)| *text == first) {
        return first;
    }
    let each = said.iter().map(|(form, text)| {
        let year = form.rsplit('/').next().unwrap_or(form);
        format!("{text} ({year})")
    });
    each.collect::<Vec<_>>().join(between)
}
