//! Rules about what a section must speak of.

use std::borrow::Cow;
use std::ops::Range;

use gouji_model::script::in_simplified;
use gouji_model::{Bilingual, Blocked, Finding, Form, Report};
use gouji_rule::{Rule, TextTest};
use memchr::memmem;

use crate::Outcome;
use crate::identity;
use crate::prepared::Prepared;
use crate::words::Words;

/// Whether a text says less than it should, signs and words that say nothing apart.
fn is_short(text: &str, test: &TextTest) -> bool {
    let (mut rest, mut count) = (text, 0);
    while let Some(c) = rest.chars().next() {
        let hollow = test
            .hollow
            .iter()
            .find(|word| rest.starts_with(word.as_str()));
        let length = match hollow {
            Some(word) if !word.is_empty() => word.len(),
            _ => {
                count += usize::from(c.is_alphanumeric());
                c.len_utf8()
            }
        };
        if count >= test.at_least {
            return false;
        }
        rest = rest.get(length..).unwrap_or_default();
    }
    count < test.at_least
}

/// One finding when the section is there and says nothing of some topic, or what it should not.
pub(crate) fn check(
    form: &Form,
    rule: &Rule,
    test: &TextTest,
    prepared: &Prepared<'_>,
    outcome: &mut Outcome,
) {
    let report = prepared.report;
    if !concerns(test, report) {
        return;
    }
    let Some(section) = report.section(&test.section) else {
        outcome.blocked.extend(not_found(form, rule, &test.section));
        return;
    };
    let text = prepared.text_of(&test.section, &test.or_in);
    let text = text.unwrap_or_default();
    let simplified = in_simplified_script(test);
    // Long documents in traditional script are read in simplified script, short ones as they are.
    let (compared, plain) = match &simplified {
        Some(test) => (test, in_simplified(&text)),
        None => (test, Cow::Borrowed(&*text)),
    };
    let says = |wording: &String| occurs(&plain, wording, &[]).is_some();
    let missing = compared.mentions.iter().zip(&test.mentions);
    let missing = missing
        .filter(|(wordings, _)| !wordings.iter().any(says))
        .filter_map(|(_, wordings)| wordings.first().map(String::as_str));
    let unfit = compared.never.iter();
    // Every character is as long in either script.
    let unfit = unfit.filter_map(|wording| text.get(occurs(&plain, wording, &compared.unless)?));
    let found: Vec<&str> = missing.chain(unfit).collect();
    let short = test.at_least > 0 && is_short(&plain, compared);
    if found.is_empty() && !short {
        return;
    }
    let found = if short {
        text.to_string()
    } else {
        found.join("、")
    };
    let mut words = Words::default();
    words.set("found", found);
    let identity = identity::of_words(form, rule, &test.section, &words);
    let message = words.fill(&rule.message, outcome.languages);
    outcome.findings.push(Finding {
        at: Some(test.section.clone()),
        place: section.place,
        ..rule.finding(identity, message)
    });
}

/// The same test in simplified script, where its words are written otherwise there.
fn in_simplified_script(test: &TextTest) -> Option<TextTest> {
    if !test.is_traditional {
        return None;
    }
    let list = |words: &Vec<String>| -> Vec<String> {
        let words = words.iter();
        words.map(|word| in_simplified(word).into_owned()).collect()
    };
    Some(TextTest {
        mentions: test.mentions.iter().map(list).collect(),
        never: list(&test.never),
        unless: list(&test.unless),
        hollow: list(&test.hollow),
        ..test.clone()
    })
}

/// Most characters that `*` in a wording stands for.
const LONGEST_GAP: usize = 6;

/// The first place of a text that has a wording, where what stands for its `*` is none of `unless`.
fn occurs(text: &str, wording: &str, unless: &[String]) -> Option<Range<usize>> {
    let Some((head, tail)) = wording.split_once('*') else {
        let at = memmem::find(text.as_bytes(), wording.as_bytes())?;
        return Some(at..at + wording.len());
    };
    memmem::find_iter(text.as_bytes(), head.as_bytes()).find_map(|at| {
        let rest = text.get(at + head.len()..)?;
        let near = rest.char_indices().nth(LONGEST_GAP + tail.chars().count());
        let near = rest.get(..near.map_or(rest.len(), |(end, _)| end))?;
        let gap = near.get(..near.find(tail)?)?;
        let harmless = unless.iter().any(|word| gap.contains(word.as_str()));
        let end = at + head.len() + gap.len() + tail.len();
        (!harmless).then_some(at..end)
    })
}

/// That a section was not found, of a form that says itself how its reports are known: nobody can say what
/// stands in it. Of others a rule of the pack does.
fn not_found(form: &Form, rule: &Rule, section: &str) -> Option<Blocked> {
    let traits = form.traits;
    let mut sections = form.sections.iter();
    let title = sections.find(|known| known.id == section);
    let title = title.map_or(section, |known| known.title.text.as_str());
    (traits.is_declared || traits.has_open_rows).then(|| Blocked {
        rule: rule.name.clone(),
        at: Some(section.to_owned()),
        cells: Vec::new(),
        reason: Bilingual::new(
            format!("没有找到“{title}”这一部分，未核对"),
            format!("not checked: the section “{title}” was not found"),
        ),
    })
}

/// Whether the rule is for a report of this year.
fn concerns(test: &TextTest, report: &Report) -> bool {
    test.since
        .is_none_or(|since| report.year.is_some_and(|year| year >= since))
}

#[cfg(test)]
mod tests {
    use super::{in_simplified_script, occurs};
    use gouji_rule::{TextTest, are_traditional};

    #[test]
    fn only_words_that_simplified_script_writes_otherwise_are_changed() {
        let test = |word: &str| TextTest {
            section: "rem".to_owned(),
            or_in: Vec::new(),
            mentions: vec![vec![word.to_owned()]],
            never: Vec::new(),
            unless: Vec::new(),
            at_least: 0,
            hollow: Vec::new(),
            since: None,
            is_traditional: are_traditional(std::iter::once(&word.to_owned())),
        };
        assert!(in_simplified_script(&test("公开")).is_none());
        let changed = in_simplified_script(&test("青葉區"));
        let words = changed.map(|test| test.mentions.concat());
        assert_eq!(words, Some(vec!["青叶区".to_owned()]));
    }

    #[test]
    fn a_gap_is_short_and_may_be_harmless() {
        let six = ["六".to_owned()];
        let found = |text: &'static str| text.get(occurs(text, "由*部分组成", &six)?);
        assert_eq!(found("本报告由七个部分组成。"), Some("由七个部分组成"));
        assert_eq!(found("由六部分组成，由七部分组成"), Some("由七部分组成"));
        assert_eq!(found("本报告由六个部分组成。"), None);
        assert_eq!(found("由本机关会同各有关部门和部分组成"), None);
        assert_eq!(occurs("表格如下", "如下", &six), Some(6..12));
    }
}
