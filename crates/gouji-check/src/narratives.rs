//! Rules about what the prose says: the disagreements found, put into words.

use gouji_model::{Bilingual, Blocked, Finding, Identity, Language, Languages, Report};
use gouji_narrative::{Disagreement, Obscured, Prose, is_narrative, judge};
use gouji_rule::{Pack, Rule};

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
    let values = found.cells.iter().map(|cell| {
        let text = report.cell(*cell).map(|cell| cell.text().into_owned());
        format!("{}={}", form.address(*cell), text.unwrap_or_default())
    });
    let stated = [found.words.clone()].into_iter();
    let identity = Identity::new(&form.id, &rule.name, Some(&found.at), stated.chain(values));
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
