//! Tests of whole texts: title, preamble and sections.

use std::ops::Range;

use gouji_model::{Report, Section};
use gouji_rule::{Check, Letters, NarrativeTest, Rule, Words, WordsTest};

use crate::judgement::{Disagreement, Judgement, Obscured};
use crate::read::LONGEST;
use crate::scope::Scope;
use crate::script::{Script, holds, is_letter};
use crate::templates::FARTHEST;
use crate::whole_text::{Compared, Text};
use crate::{current, organs, period};

/// The tests of whole texts that concern a report.
pub(crate) struct Tests<'p>(Vec<(&'p Rule, &'p NarrativeTest, &'p [String])>);

impl<'p> Tests<'p> {
    /// Those among the rules for a report.
    pub(crate) fn new(scope: &Scope<'p, '_>) -> Self {
        let tests = scope.rules.iter().filter_map(|rule| {
            let Check::Narrative(test) = &rule.check else {
                return None;
            };
            Some((*rule, test, wanted(scope, test)?))
        });
        Self(tests.collect())
    }

    /// Adds what is wrong with a text.
    pub(crate) fn judge(
        &self,
        scope: &Scope<'p, '_>,
        section: &Section,
        script: &Script<'_>,
        judgement: &mut Judgement<'p>,
    ) {
        let text = Text { section, script };
        let own = self
            .0
            .iter()
            .filter(|(_, _, texts)| texts.contains(&section.id));
        judgement
            .disagreements
            .extend(own.filter_map(|(rule, test, _)| match test {
                NarrativeTest::Words(test) => words(rule, test, &text),
                NarrativeTest::Period(test) => period::judge(scope, rule, test, &text),
                NarrativeTest::Current(test) => current::judge(scope, rule, test, &text),
                NarrativeTest::Organ(test) => organs::judge(scope, rule, test, &text),
                _ => None,
            }));
    }

    /// Adds what is wrong with the title and the preamble.
    pub(crate) fn judge_head(&self, scope: &Scope<'p, '_>, judgement: &mut Judgement<'p>) {
        if self.0.is_empty() {
            return;
        }
        let title = title(scope.report);
        let texts = title.iter().chain(&scope.report.preamble);
        for section in texts.filter(|section| section.text.len() <= LONGEST) {
            let script = Script::new(
                &section.text,
                scope.vocabulary,
                &scope.template_index.denial,
            );
            self.judge(scope, section, &script, judgement);
        }
    }
}

impl<'p> Tests<'p> {
    /// Adds what is wrong with sections that are looked at and of which no vocabulary says that they are read.
    pub(crate) fn judge_others(
        &self,
        scope: &Scope<'p, '_>,
        is_read: impl Fn(&Section) -> bool,
        judgement: &mut Judgement<'p>,
    ) {
        let report = scope.report;
        let own = report.sections.iter().filter(|_| !report.shares_text);
        for section in own.filter(|section| !is_read(section)) {
            let looking = || {
                let all = self.0.iter();
                all.filter(|(_, _, texts)| texts.contains(&section.id))
            };
            if looking().next().is_none() {
                continue;
            }
            if section.text.len() > LONGEST {
                let obscured = looking().map(|(rule, ..)| Obscured {
                    rule,
                    at: section.id.clone(),
                    cells: Vec::new(),
                });
                judgement.obscured.extend(obscured);
                continue;
            }
            let script = Script::new(
                &section.text,
                scope.vocabulary,
                &scope.template_index.denial,
            );
            self.judge(scope, section, &script, judgement);
        }
    }
}

/// The texts a test of whole texts looks at in a report; nothing for other tests.
fn wanted<'p>(scope: &Scope<'p, '_>, test: &'p NarrativeTest) -> Option<&'p [String]> {
    match test {
        NarrativeTest::Words(test) => {
            let early = |since: i32| scope.report.year.is_none_or(|year| year < since);
            (!test.since.is_some_and(early)).then_some(&test.texts)
        }
        NarrativeTest::Period(test) => Some(&test.texts),
        NarrativeTest::Current(test) => Some(&test.texts),
        NarrativeTest::Organ(test) => Some(&test.texts),
        _ => None,
    }
}

/// The title of a report as a text.
fn title(report: &Report) -> Option<Section> {
    let title = report.title.as_ref()?;
    Some(Section {
        id: "title".to_owned(),
        title: String::new(),
        place: report.title_place,
        text: title.clone(),
        passages: Vec::new(),
    })
}

/// Words of which one is there that must not be, or none that must.
fn words<'p>(rule: &'p Rule, test: &WordsTest, text: &Text<'_>) -> Option<Disagreement<'p>> {
    let script = text.script;
    let whole = 0..script.chars.len();
    if let Some(words) = forbidden(test, script) {
        return Some(text.found(rule, words, Compared::default()));
    }
    // 政府信息公开工作（2024年度）报告: a year may stand within the words.
    let spelled = || -> Vec<char> {
        let letters = script.chars.iter().filter(|c| is_letter(**c));
        letters.copied().collect()
    };
    let lacks = !test.one_of.is_empty()
        && !whole.is_empty()
        && !holds(&script.chars, &test.one_of)
        && !holds(&spelled(), &test.one_of);
    lacks.then(|| text.found(rule, whole, Compared::alone(test.wanted.clone())))
}

/// Where the first words stand that must not, as characters.
fn forbidden(test: &WordsTest, script: &Script<'_>) -> Option<Range<usize>> {
    let excused = |words: &Range<usize>| {
        let start = script.sentence(words.start);
        let rest = script.slice(words.end..(words.end + FARTHEST).min(script.chars.len()));
        let stop = rest.iter().position(|c| matches!(c, '。' | ';' | '\n'));
        let end = words.end + stop.unwrap_or(rest.len());
        !test.unless.is_empty() && holds(script.slice(start..end), &test.unless)
    };
    // Texts nearly never have any of them.
    if first_of(&test.never, &script.chars).is_some() {
        let as_is = |word: &Letters| first(&script.chars, word, |words| !excused(words));
        if let Some(words) = test.never.iter().find_map(as_is) {
            return Some(words);
        }
    }
    let beginnings = test.never_plain.firsts();
    let begins = |at: &usize| {
        script
            .chars
            .get(*at)
            .is_some_and(|c| beginnings.may_hold(*c))
    };
    let mut found = (0..script.chars.len()).filter(begins).filter_map(|at| {
        let length = plain_length(script.chars.get(at..)?, &test.never_plain)?;
        Some(at..at + length)
    });
    found.find(|words| !excused(words))
}

/// Where the first of some words stands in a text.
fn first_of(words: &Words, chars: &[char]) -> Option<usize> {
    let beginnings = words.firsts();
    let stands = |at: usize| {
        let mut here = words.beginning(chars.get(at..).unwrap_or_default());
        here.next().is_some()
    };
    let mut begins = chars.iter().enumerate();
    let found = begins.find(|(at, c)| beginnings.may_hold(**c) && stands(*at));
    found.map(|(at, _)| at)
}

/// How much of a text the longest of some words takes at its beginning, whatever signs stand between its letters
/// and figures.
fn plain_length(text: &[char], words: &Words) -> Option<usize> {
    let length = |word: &Letters| {
        let mut places = text.iter().enumerate().filter(|(_, c)| is_plain(**c));
        let mut last = None;
        for c in word {
            let (at, _) = places.next().filter(|(_, own)| *own == c)?;
            last = Some(at + 1);
        }
        last
    };
    words.beginning_at(*text.first()?).filter_map(length).max()
}

/// Whether a character is a letter or a figure, and no sign.
fn is_plain(c: char) -> bool {
    is_letter(c) || c.is_numeric()
}

/// Where a word stands first in a text that counts.
fn first(
    chars: &[char],
    word: &Letters,
    counts: impl Fn(&Range<usize>) -> bool,
) -> Option<Range<usize>> {
    let windows = chars.windows(word.len().max(1)).enumerate();
    // Comparing the first character saves a call at nearly every place.
    let is = |window: &[char]| window.first() == word.first() && window == word;
    let found = windows.filter(|(_, window)| is(window));
    let mut ranges = found.map(|(start, _)| start..start + word.len());
    ranges.find(|range| counts(range))
}
