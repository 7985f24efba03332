//! Rules about what the prose says: the disagreements found, put into words.

use gouji_model::{Bilingual, Blocked, Cell, Finding, IdentityMaker, Language, Languages, Report};
use gouji_narrative::{Disagreement, Obscured, Prose, is_narrative, judge};
use gouji_rule::{Check, Pack, Rule};

use crate::Outcome;
use crate::finding::own;
use crate::words::Words;

/// Adds what the narrative rules of a pack find; the text is read once for all of them.
pub(crate) fn check(pack: &Pack, report: &Report, prose: &Prose<'_, '_>, outcome: &mut Outcome) {
    let judgement = prose.judge();
    let languages = outcome.languages;
    let found = judgement.disagreements.iter();
    outcome
        .findings
        .extend(found.map(|found| finding(pack, report, found, languages)));
    outcome
        .blocked
        .extend(judgement.obscured.iter().map(blocked));
    let traits = pack.form.traits;
    if traits.is_declared || traits.has_open_rows {
        outcome.blocked.extend(unread(pack, report));
    }
}

/// The rules of which no text was read, of a form that says itself how its reports are known: its sections were
/// not found, or are those of several reports. Of others a rule of the pack tells.
fn unread(pack: &Pack, report: &Report) -> impl Iterator<Item = Blocked> {
    let organ = report.organization.as_deref();
    let rules = pack.rules().iter();
    let own = rules.filter(move |rule| rule.organs.include(organ));
    own.filter_map(|rule| {
        let Check::Narrative(test) = &rule.check else {
            return None;
        };
        let texts = test.texts().unwrap_or(&pack.vocabulary().sections);
        let there = |id: &String| match id.as_str() {
            "title" => report.title.is_some(),
            "preamble" => report.preamble.is_some(),
            id => !report.shares_text && report.section(id).is_some(),
        };
        (!texts.iter().any(there)).then(|| Blocked {
            rule: rule.name.clone(),
            at: None,
            cells: Vec::new(),
            reason: match report.shares_text {
                true => Bilingual::new(
                    "文字是几份报告共有的，未核对",
                    "not checked: its text is that of several reports",
                ),
                false => Bilingual::new(
                    "没有找到要看的部分，未核对",
                    "not checked: none of the sections it reads was found",
                ),
            },
        })
    })
}

/// Adds what one rule finds; every other kind of rule finds nothing here.
pub(crate) fn check_one(pack: &Pack, rule: &Rule, report: &Report, outcome: &mut Outcome) {
    if !is_narrative(rule) {
        return;
    }
    let judgement = judge(pack, report);
    let found = judgement.disagreements.iter();
    let own = found.filter(|found| found.rule.name == rule.name);
    outcome
        .findings
        .extend(own.map(|found| finding(pack, report, found, Languages::Both)));
    let obscured = judgement.obscured.iter();
    let own = obscured.filter(|obscured| obscured.rule.name == rule.name);
    outcome.blocked.extend(own.map(blocked));
}

fn finding(
    pack: &Pack,
    report: &Report,
    found: &Disagreement<'_>,
    languages: Languages,
) -> Finding {
    let form = &pack.form;
    let rule = found.rule;
    let mut identity = IdentityMaker::new(&form.id, &rule.name, Some(&found.at));
    identity.value(&found.words);
    let mut value = String::new();
    for cell in &found.cells {
        let text = report.cell(*cell).map(Cell::text).unwrap_or_default();
        value.clear();
        for part in [form.address_of(*cell), "=", &text] {
            value.push_str(part);
        }
        identity.value(&value);
    }
    let identity = identity.finish();
    let message = Bilingual::worded(languages, |language| filled(found, &rule.message, language));
    Finding {
        at: Some(found.at.clone()),
        cells: found.cells.iter().copied().map(own).collect(),
        place: found.place,
        ..rule.finding(identity, message)
    }
}

/// The message in one language, with every reading that was tried.
fn filled(found: &Disagreement<'_>, message: &Bilingual, language: Language) -> String {
    let separator = match language {
        Language::Chinese => "、",
        Language::English => ", ",
    };
    let readings = found.readings.iter();
    let readings = readings.map(|(name, value)| format!("{} {value}", name.get(language)));
    let readings: Vec<String> = readings.collect();
    let mut words = Words::default();
    words.set("words", &found.words);
    words.set("said", &found.stated);
    words.set("readings", readings.join(separator));
    words.fill_one(message, language)
}

fn blocked(obscured: &Obscured<'_>) -> Blocked {
    let reason = if obscured.cells.is_empty() {
        Bilingual::new("文字过长，未核对", "not checked: the text is too long")
    } else {
        Bilingual::new(
            "文字所说的数字在表中读不出来，未核对",
            "not checked: the figures the text speaks of could not be read from the tables",
        )
    };
    Blocked {
        rule: obscured.rule.name.clone(),
        at: Some(obscured.at.clone()),
        cells: obscured.cells.clone(),
        reason,
    }
}
