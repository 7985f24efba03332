//! Where in a prose to look: the ways of all templates of a pack's narrative rules, and every word under the
//! character that would be met first. Built once for a pack; the prose is then read in one pass.

use std::collections::BTreeSet;

use rustc_hash::FxHashMap;

use crate::alternatives::Alternatives;
use crate::letters::Letters;
use crate::lookup::{ByLetter, Marks, Words, begins};
use crate::narrative::{Claim, NarrativeTest, Step, Template};
use crate::packing::{Deferred, packed};
use crate::paths::{Growing, Paths, ROOT};
use crate::rule::{Check, Rule};
use crate::vocabulary::Vocabulary;

/// Where a template stands among the rules.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct TemplatePlace {
    /// The index of its rule in the pack.
    pub rule: usize,
    /// The index of its claim in the rule.
    pub claim: usize,
    /// The index of the claim among those of all rules.
    pub number: usize,
    /// The index of the template in the claim.
    pub template: usize,
    /// The node of the ways behind figures where its own ends; the root where it has no steps there.
    pub after: usize,
}

/// Words that decide whether a claim counts, and what they decide.
#[derive(Clone, Debug, Default)]
pub struct Guards {
    words: Deferred<Vec<Letters>>,
    firsts: ByLetter,
    /// The words that speak of another time.
    pub times: Vec<u32>,
    /// The words that speak of another organ or a part, in the order of the vocabulary.
    pub scopes: Vec<u32>,
    /// The words that speak of a whole area.
    pub areas: Vec<u32>,
    /// For each claim the words of which one must stand before it.
    pub after: Vec<Deferred<Vec<u32>>>,
    /// For each claim the words of which none may stand before it.
    pub unless: Vec<Deferred<Vec<u32>>>,
    /// For each claim the words of which none may stand near before it.
    pub not_near: Vec<Deferred<Vec<u32>>>,
    /// The words that tell topics.
    pub topics: Vec<TopicWord>,
    /// The words that make what they stand in name no topic.
    pub contents: Vec<u32>,
    /// The words that make a claim one about a part.
    pub parts: Vec<u32>,
    /// The words that open a list of parts.
    pub of_which: Vec<u32>,
    /// The wordings that mean everyone.
    pub wholes: Vec<u32>,
    /// The words that must not stand among any words.
    pub barriers: Vec<u32>,
    /// The words among `times` that may be about the report's year.
    pub within_year: Vec<u32>,
    /// The words that name the report's year.
    pub this_year: Vec<u32>,
    /// Those that mean whatever year was stated before.
    pub same_year: Vec<u32>,
    /// The words among `times` that are parts of a year.
    pub part_year: Vec<u32>,
    /// What the report's own organ calls itself.
    pub own: Vec<u32>,
    /// The words that end a list of parts that leaves nothing out.
    pub all_ways: Vec<u32>,
}

/// What a guard word tells of topics.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct TopicWord {
    /// The topic it tells, by its place in the vocabulary.
    pub strong: Option<u32>,
    /// The topic it tells where the words before allow it.
    pub weak: Option<u32>,
    /// The topic it tells where nothing before tells another one.
    pub hint: Option<u32>,
}

impl Guards {
    /// The words that stand at the beginning of a text, with their numbers.
    #[inline]
    pub fn beginning<'w>(&'w self, text: &'w [char]) -> impl Iterator<Item = (u32, usize)> + 'w {
        let found = text.first().map(|first| self.firsts.at(*first));
        let numbers = found.into_iter().flatten();
        numbers.filter_map(|number| {
            let word = self.words.get(number)?;
            begins(text, word).then_some((u32::try_from(number).ok()?, word.len()))
        })
    }

    /// The characters that the words begin with.
    #[must_use]
    pub const fn marks(&self) -> &Marks {
        self.firsts.marks()
    }
}

/// The templates of a pack by their ways, and its words under the character that is met first.
#[derive(Clone, Debug, Default)]
pub struct TemplateIndex {
    /// The templates with a figure, in the order of the rules.
    pub says: Vec<TemplatePlace>,
    /// The templates without one, in the order of the rules.
    pub denies: Vec<TemplatePlace>,
    /// The ways from a figure to the start of the text: those of `says` with steps there end in them.
    pub before: Paths,
    /// The ways from a figure to the end of the text: of `says` those without steps before it end in them.
    pub after: Paths,
    /// The characters that templates of `denies` begin with.
    pub denial: Marks,
    /// The words that templates of `denies` begin with.
    pub denials: Words,
    /// The ways of `denies`, from their first word.
    pub denied: Paths,
    /// The words that decide whether a claim counts.
    pub guards: Guards,
}

impl TemplateIndex {
    /// The templates and words of a pack's rules.
    pub(crate) fn new(rules: &[Rule], vocabulary: &Vocabulary) -> Self {
        let mut index = Self::default();
        let mut ways = Ways::new();
        let mut guarding = Guarding::default();
        for (rule, claim, wording) in claims(rules) {
            let number = index.guards.after.len();
            let place = |template, after| TemplatePlace {
                rule,
                claim,
                number,
                template,
                after,
            };
            for (at, template) in wording.says.iter().enumerate() {
                let after = ways.add(template, index.says.len() as u32);
                index.says.push(place(at, after));
            }
            for (at, template) in wording.denies.iter().enumerate() {
                ways.add_denial(template, index.denies.len() as u32);
                index.denies.push(place(at, ROOT));
            }
            index.guards.add_claim(wording, &mut guarding);
        }
        index.guards.add_shared(vocabulary, &mut guarding);
        let topics = topic_words(vocabulary, &mut guarding);
        guarding.finish(&mut index.guards);
        index.guards.set_topics(topics);
        ways.finish(&mut index);
        index
    }
}

impl Guards {
    /// Adds the words of a claim.
    fn add_claim<'w>(&mut self, wording: &'w Claim, guarding: &mut Guarding<'w>) {
        self.after.push(guarding.numbers(&wording.after).into());
        self.unless.push(guarding.numbers(&wording.unless).into());
        self.not_near
            .push(guarding.numbers(&wording.not_near).into());
    }

    /// Adds the words that all claims share.
    fn add_shared<'w>(&mut self, vocabulary: &'w Vocabulary, guarding: &mut Guarding<'w>) {
        self.times = guarding.numbers(&vocabulary.other_times);
        self.scopes = guarding.numbers(&vocabulary.other_scopes);
        self.areas = guarding.numbers(&vocabulary.whole_areas);
        self.contents = guarding.numbers(&vocabulary.contents);
        self.parts = guarding.numbers(&vocabulary.parts);
        self.of_which = guarding.numbers(&vocabulary.of_which);
        self.wholes = guarding.numbers(&vocabulary.wholes);
        self.barriers = guarding.numbers(&vocabulary.barriers);
        self.within_year = guarding.numbers(&vocabulary.within_year);
        self.this_year = guarding.numbers(&vocabulary.this_year);
        self.same_year = guarding.numbers(&vocabulary.same_year);
        self.part_year = guarding.numbers(&vocabulary.part_year);
        self.own = guarding.numbers(&vocabulary.own);
        self.all_ways = guarding.numbers(&vocabulary.all_ways);
    }

    /// Says of each word which topics it tells.
    fn set_topics(&mut self, topics: Vec<(u32, TopicWord)>) {
        self.topics = vec![TopicWord::default(); self.words.len()];
        for (number, word) in topics {
            if let Some(known) = self.topics.get_mut(number as usize) {
                known.strong = word.strong.or(known.strong);
                known.weak = word.weak.or(known.weak);
                known.hint = word.hint.or(known.hint);
            }
        }
    }
}

/// The words that tell topics, with what they tell.
fn topic_words<'w>(
    vocabulary: &'w Vocabulary,
    guarding: &mut Guarding<'w>,
) -> Vec<(u32, TopicWord)> {
    let mut all = Vec::new();
    for (place, topic) in (0u32..).zip(&vocabulary.topics) {
        let none = TopicWord::default();
        let strong = TopicWord {
            strong: Some(place),
            ..none
        };
        let weak = TopicWord {
            weak: Some(place),
            ..none
        };
        let hint = TopicWord {
            hint: Some(place),
            ..none
        };
        for (words, told) in [
            (&topic.words, strong),
            (&topic.weak, weak),
            (&topic.hints, hint),
        ] {
            let words = guarding.numbers(words).into_iter();
            all.extend(words.map(|number| (number, told)));
        }
    }
    all
}

fn claims(rules: &[Rule]) -> impl Iterator<Item = (usize, usize, &Claim)> {
    rules.iter().enumerate().flat_map(|(rule, of)| {
        let claims: &[Deferred<Claim>] = match &of.check {
            Check::Narrative(NarrativeTest::Claims(claims)) => claims,
            _ => &[],
        };
        let numbered = claims.iter().enumerate();
        numbered.map(move |(claim, wording)| (rule, claim, &**wording))
    })
}

/// The ways of templates while they are collected.
struct Ways<'t> {
    before: Growing<'t>,
    after: Growing<'t>,
    denied: Growing<'t>,
    denials: BTreeSet<&'t Letters>,
}

impl<'t> Ways<'t> {
    fn new() -> Self {
        Self {
            before: Growing::new(Alternatives::lasts),
            after: Growing::new(Alternatives::firsts),
            denied: Growing::new(Alternatives::firsts),
            denials: BTreeSet::new(),
        }
    }

    /// Adds a template with a figure; where its way behind the figure ends.
    fn add(&mut self, template: &'t Template, index: u32) -> usize {
        let after: Vec<&Step> = template.after.iter().collect();
        if template.before.is_empty() {
            return self.after.add(&after, index);
        }
        let before: Vec<&Step> = template.before.iter().rev().collect();
        self.before.add(&before, index);
        self.after.way(&after)
    }

    fn add_denial(&mut self, template: &'t Template, index: u32) {
        let Some(Step::Words(words)) = template.before.first() else {
            return;
        };
        self.denials.extend(words.iter());
        let steps: Vec<&Step> = template.before.iter().collect();
        self.denied.add(&steps, index);
    }

    fn finish(self, index: &mut TemplateIndex) {
        index.before = self.before.finish();
        index.after = self.after.finish();
        index.denied = self.denied.finish();
        let firsts = self.denials.iter().filter_map(|word| word.first());
        firsts.for_each(|first| index.denial.add(*first));
        index.denials = Words::new(self.denials.into_iter().cloned().collect());
    }
}

/// Guard words while they are numbered.
#[derive(Default)]
struct Guarding<'w> {
    words: Vec<&'w Letters>,
    numbers: FxHashMap<&'w Letters, u32>,
}

impl<'w> Guarding<'w> {
    fn numbers(&mut self, words: &'w [Letters]) -> Vec<u32> {
        let number = |word: &'w Letters| {
            *self.numbers.entry(word).or_insert_with(|| {
                self.words.push(word);
                self.words.len() as u32 - 1
            })
        };
        words.iter().map(number).collect()
    }

    fn finish(self, guards: &mut Guards) {
        let numbered = (0u32..).zip(&self.words);
        let firsts = numbered.filter_map(|(number, word)| Some((*word.first()?, number)));
        guards.firsts = ByLetter::new(firsts);
        let words: Vec<Letters> = self.words.into_iter().cloned().collect();
        guards.words = words.into();
    }
}

packed! {
    struct Guards {
        words, firsts, times, scopes, areas, after, unless, not_near, topics, contents, parts, of_which,
        wholes, barriers, within_year, this_year, same_year, part_year, own, all_ways,
    }
}

packed! { struct TopicWord { strong, weak, hint } }

packed! {
    struct TemplateIndex {
        says, denies, before, after, denial, denials, denied, guards,
    }
}

packed! { struct TemplatePlace { rule, claim, number, template, after } }
