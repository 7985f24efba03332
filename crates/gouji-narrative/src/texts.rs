//! Tests of whole texts: title, preamble and sections.

use gouji_model::{Report, Section};
use gouji_rule::{Check, NarrativeTest, Rule, WordsTest};

use crate::judgement::{Disagreement, Judgement};
use crate::read::LONGEST;
use crate::scope::Scope;
use crate::script::{Script, holds};
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
    let at = |word: &Vec<char>| {
        let mut windows = script.chars.windows(word.len().max(1));
        let start = windows.position(|window| window == word)?;
        Some(start..start + word.len())
    };
    if let Some(words) = test.never.iter().find_map(at) {
        return Some(text.found(rule, words, Compared::default()));
    }
    let lacks = !test.one_of.is_empty() && !whole.is_empty() && !holds(&script.chars, &test.one_of);
    lacks.then(|| text.found(rule, whole, Compared::alone(test.wanted.clone())))
}
