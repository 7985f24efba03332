//! Texts of rules: both languages, and placeholders that something fills.

use std::collections::BTreeSet;

use gouji_check::placeholders;
use gouji_model::Bilingual;
use gouji_rule::{Pack, Rule};

use crate::file_places::FilePlaces;
use crate::remark::{Code, Remark};

/// Remarks on the texts of a pack's rules.
pub(crate) fn texts(pack: &Pack, spots: &FilePlaces<'_>) -> Vec<Remark> {
    let rules = pack.rules().iter();
    let mut remarks: Vec<Remark> = rules.flat_map(|rule| of_rule(rule, spots)).collect();
    for remark in &mut remarks {
        remark.packs = vec![pack.form.id.to_string()];
    }
    remarks
}

fn of_rule(rule: &Rule, spots: &FilePlaces<'_>) -> Vec<Remark> {
    let texts = [
        ("citation", &rule.citation),
        ("title", &rule.title),
        ("message", &rule.message),
        ("why", &rule.why),
        ("help", &rule.help),
    ];
    let mut remarks = Vec::new();
    // A rule that speaks one language throughout means to; one that changes between them forgot.
    let is_same_text = texts.iter().all(|(_, text)| text.zh == text.en);
    // What an official text is called may be the same in both.
    let is_name = |key: &str, text: &Bilingual| key == "citation" && !text.zh.trim().is_empty();
    for (key, text) in texts.into_iter().filter(|_| !is_same_text) {
        if text.zh == text.en && is_name(key, text) {
            continue;
        }
        remarks.extend(untranslated(key, text).map(|remark| placed(remark, rule, spots, key)));
    }
    let message = placeholder(rule).map(|remark| placed(remark, rule, spots, "message"));
    remarks.extend(message);
    remarks
}

fn placed(mut remark: Remark, rule: &Rule, spots: &FilePlaces<'_>, key: &str) -> Remark {
    remark.rules = vec![rule.name.clone()];
    remark.spots = vec![spots.of(&rule.origin, &[key])];
    remark
}

fn untranslated(key: &str, text: &Bilingual) -> Option<Remark> {
    let (zh, en) = (text.zh.trim(), text.en.trim());
    let (zh_says, en_says) = if zh.is_empty() || en.is_empty() {
        ("有一种语言没有内容", "is empty in one language")
    } else if zh == en {
        ("的中文与英文相同", "is the same in both languages")
    } else {
        return None;
    };
    let message = Bilingual::new(format!("{key} {zh_says}"), format!("`{key}` {en_says}"));
    let help = Bilingual::new(
        "补上另一种语言；整条规则只写一种语言也可以",
        "write it in the other language, too, or the whole rule in one",
    );
    Some(Remark::new(Code::Untranslated, message, help))
}

fn placeholder(rule: &Rule) -> Option<Remark> {
    let (zh, en) = (names(&rule.message.zh), names(&rule.message.en));
    let known = placeholders(&rule.check);
    let list = known
        .iter()
        .map(|name| format!("{{{name}}}"))
        .collect::<Vec<_>>()
        .join(" ");
    let wrong = zh.union(&en).find(|name| !known.contains(name));
    let (message, help) = if let Some(name) = wrong {
        let message = Bilingual::new(
            format!("提示语中的 {{{name}}} 不会被替换"),
            format!("nothing fills {{{name}}} in the message"),
        );
        let help = Bilingual::new(format!("可用：{list}"), format!("there are: {list}"));
        (message, help)
    } else {
        let name = zh.symmetric_difference(&en).next()?;
        let message = Bilingual::new(
            format!("提示语只在一种语言里用到 {{{name}}}"),
            format!("the message uses {{{name}}} in one language only"),
        );
        let help = Bilingual::new("两种语言应说同样的内容", "say the same in both languages");
        (message, help)
    };
    Some(Remark::new(Code::Placeholder, message, help))
}

/// The placeholders of a message.
fn names(message: &str) -> BTreeSet<&str> {
    let opened = message.split('{').skip(1);
    opened
        .filter_map(|rest| Some(rest.split_once('}')?.0))
        .collect()
}
