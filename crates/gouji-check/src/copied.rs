//! Rules about sections that repeat last year's, whatever the figures and years in them.
//!
//! Both texts are reduced to their words: digits, spaces and punctuation go. Every run of a few
//! characters of this year's text is looked up among last year's; the share found is how much of
//! the text was taken over. Time and memory grow with the length of the texts.

use gouji_model::{Finding, Form, Report, numerals};
use gouji_rule::{CopiedTest, Rule};
use rustc_hash::FxHashSet;

use crate::Outcome;
use crate::identity;
use crate::words::Words;

/// How many characters a run has: longer than any set phrase of the trade, so that two honest
/// texts about the same duties share few.
const RUN: usize = 14;

/// One finding for each section that repeats last year's.
pub(crate) fn check(
    form: &Form,
    rule: &Rule,
    test: &CopiedTest,
    report: &Report,
    prior: &Report,
    outcome: &mut Outcome,
) {
    for id in &test.sections {
        let (Some(section), Some(before)) = (report.section(id), prior.section(id)) else {
            continue;
        };
        let (now, then) = (words(&section.text), words(&before.text));
        let (now, then) = (now.as_slice(), then.as_slice());
        if now.len() < test.characters.max(RUN) {
            continue;
        }
        let percent = percent_repeated(now, then);
        if percent < test.percent {
            continue;
        }
        let mut words = Words::default();
        words.set("section", &section.title);
        let identity = identity::of_words(form, rule, id, &words);
        words.set("percent", percent.to_string());
        outcome.findings.push(Finding {
            at: Some(id.clone()),
            place: section.place,
            ..rule.finding(identity, words.fill(&rule.message, outcome.languages))
        });
    }
}

/// The characters that are words: what stays the same when only figures, years and layout change.
fn words(text: &str) -> Vec<char> {
    let is_figure = |c: &char| c.is_numeric() || is_numeral(*c);
    let letters = text.chars().filter(|c| c.is_alphanumeric());
    letters.filter(|c| !is_figure(c)).collect()
}

fn is_numeral(c: char) -> bool {
    numerals::digit(c).is_some() || numerals::is_zero(c) || numerals::place(c).is_some()
}

/// Of this year's runs, the share that last year's text has too; rounded down.
fn percent_repeated(now: &[char], then: &[char]) -> usize {
    let known: FxHashSet<&[char]> = then.windows(RUN).collect();
    let runs = now.windows(RUN);
    let all = runs.len();
    let repeated = runs.filter(|run| known.contains(run)).count();
    (repeated * 100).checked_div(all).unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn share(now: &str, then: &str) -> usize {
        percent_repeated(&words(now), &words(then))
    }

    #[test]
    fn figures_and_layout_do_not_hide_a_copy() {
        let then = "本机关全年主动公开信息120条，其中通过门户网站公开一百条，办理依申请公开3件。";
        let now = "本机关全年主动公开信息98条, 其中通过门户网站公开九十条；\n办理依申请公开11件。";
        assert_eq!(share(now, then), 100);
    }

    #[test]
    fn another_text_is_none() {
        let then = "本机关全年主动公开信息120条，其中通过门户网站公开一百条，办理依申请公开3件。";
        let now =
            "我局聚焦群众关切，把政策解读送进社区和企业，全年组织开放日活动，收到意见建议若干。";
        assert_eq!(share(now, then), 0);
    }
}
