//! Whether the examples of rules do what they say.

use gouji_check::{finds_expected, outcome_of, run_example};
use gouji_model::{Bilingual, Finding, Language};
use gouji_rule::{Example, Pack, Rule};

use crate::file_places::FilePlaces;
use crate::remark::{Code, Remark};

/// Remarks on the examples of a pack's rules.
pub(crate) fn examples(pack: &Pack, spots: &FilePlaces<'_>) -> Vec<Remark> {
    let rules = pack.rules().iter();
    let mut remarks: Vec<Remark> = rules.flat_map(|rule| of_rule(pack, rule, spots)).collect();
    for remark in &mut remarks {
        remark.packs = vec![pack.form.id.to_string()];
    }
    remarks
}

fn of_rule(pack: &Pack, rule: &Rule, spots: &FilePlaces<'_>) -> Vec<Remark> {
    let mut remarks: Vec<Remark> = missing(pack, rule, spots).into_iter().collect();
    for (index, example) in rule.examples.of(&pack.form).iter().enumerate() {
        // A loose rule may have examples for another form.
        if !example.missing.is_empty() {
            continue;
        }
        let mut remark = if run_example(pack, rule, example) != example.passes {
            wrong(rule, index, example)
        } else if !example.passes && outcome_of(pack, rule, example).findings.is_empty() {
            blocked(rule, index)
        } else if finds_expected(pack, rule, example) {
            continue;
        } else {
            let found = outcome_of(pack, rule, example).findings;
            unexpected(rule, index, &found)
        };
        let number = index.to_string();
        remark.rules = vec![rule.name.clone()];
        remark.spots = vec![spots.of(&rule.origin, &["example", &number])];
        remarks.push(remark);
    }
    remarks
}

fn wrong(rule: &Rule, index: usize, example: &Example) -> Remark {
    let (zh, en) = if example.passes {
        ("应当通过，却没有通过", "should pass and does not")
    } else {
        ("应当不通过，却通过了", "should fail and does not")
    };
    let message = Bilingual::new(
        format!("规则 {} 的第 {} 个示例{zh}", rule.name, index + 1),
        format!("example {} of `{}` {en}", index + 1, rule.name),
    );
    let help = Bilingual::new(
        "示例中没有写的单元格都是零；改正示例或规则",
        "cells the example does not name are zero; correct the example or the rule",
    );
    Remark::new(Code::WrongExample, message, help)
}

/// An example that should find something, and of which nobody can say whether the rule holds.
fn blocked(rule: &Rule, index: usize) -> Remark {
    let message = Bilingual::new(
        format!(
            "规则 {} 的第 {} 个示例没有发现问题，只是未能核对",
            rule.name,
            index + 1
        ),
        format!(
            "example {} of `{}` finds nothing: it is only blocked",
            index + 1,
            rule.name
        ),
    );
    let help = Bilingual::new(
        "示例里规则要用的单元格都要写成数，规则要用的年度写在 facts 里",
        "give every cell that the rule needs a figure, and the years it needs in `facts`",
    );
    Remark::new(Code::WrongExample, message, help)
}

/// Most findings that are named where another one was expected.
const MOST_NAMED: usize = 3;

/// What an example finds, as `expects` would say it.
fn named(found: &[Finding], (at, open): (&str, &str), language: Language) -> String {
    let named = found.iter().take(MOST_NAMED).map(|finding| {
        let message = finding.message.get(language);
        let place = finding
            .at
            .as_ref()
            .map(|place| format!("{at} {place}{open}"));
        format!("{}{message}", place.unwrap_or_default())
    });
    let more = if found.len() > MOST_NAMED {
        "; …"
    } else {
        ""
    };
    let named: Vec<String> = named.collect();
    named.join("; ") + more
}

fn unexpected(rule: &Rule, index: usize, found: &[Finding]) -> Remark {
    let zh = named(found, ("at", "："), Language::Chinese);
    let en = named(found, ("at", ": "), Language::English);
    let message = Bilingual::new(
        format!(
            "规则 {} 的第 {} 个示例发现的不是 expects 所写的问题，而是：{zh}",
            rule.name,
            index + 1
        ),
        format!(
            "example {} of `{}` finds something else than it expects: {en}",
            index + 1,
            rule.name
        ),
    );
    let help = Bilingual::new(
        "按它发现的改正 expects 里的 at、单元格和文字，或者改正规则",
        "correct `at`, cell and words in `expects` by what it finds, or correct the rule",
    );
    Remark::new(Code::WrongExample, message, help)
}

fn missing(pack: &Pack, rule: &Rule, spots: &FilePlaces<'_>) -> Option<Remark> {
    let examples = rule.examples.of(&pack.form);
    let has = |passes| examples.iter().any(|example| example.passes == passes);
    let (zh, en) = match (has(true), has(false)) {
        (true, true) => return None,
        (true, false) => ("没有不通过的示例", "has no example that fails"),
        (false, true) => ("没有通过的示例", "has no example that passes"),
        (false, false) => ("没有示例", "has no examples"),
    };
    let message = Bilingual::new(
        format!("规则 {} {zh}", rule.name),
        format!("`{}` {en}", rule.name),
    );
    let help = Bilingual::new(
        "每条规则至少要有一个通过和一个不通过的示例",
        "give every rule at least one example that passes and one that fails",
    );
    let mut remark = Remark::new(Code::MissingExample, message, help);
    remark.rules = vec![rule.name.clone()];
    remark.spots = vec![spots.of(&rule.origin, &["name"])];
    Some(remark)
}
