//! A report with the rules that concern it, and whether something said may be about another time,
//! another organ or a part of this one.

use std::cell::RefCell;
use std::ops::Range;

use gouji_language::{dates, prose};
use gouji_model::{Form, Report};
use gouji_rule::{
    AmountTest, Check, Claim, Deferred, Letters, NamedSum, NarrativeTest, Pack, Rule, Template,
    TemplateIndex, TemplatePlace, Vocabulary,
};
use rustc_hash::FxHashMap;

use crate::asides;
use crate::guards::{Met, met};
use crate::months;
use crate::number::{Number, Unit};
use crate::script::{Script, holds};
use crate::sums::Value;
use crate::templates::{FARTHEST, InText};

/// How many characters a short name has: 卫健局, 县医保局.
const SHORTEST_NAME: usize = 3;
const LONGEST_SHORT_NAME: usize = 6;

/// A report with the rules that concern it.
pub(crate) struct Scope<'p, 'r> {
    /// The form of the report.
    pub form: &'p Form,
    /// The words all claims share.
    pub vocabulary: &'p Vocabulary,
    /// The narrative rules that are for the report's organ.
    pub rules: Vec<&'p Rule>,
    /// The templates and words of all rules.
    pub template_index: &'p TemplateIndex,
    /// The report.
    pub report: &'r Report,
    /// All rules of the pack, and which of them are for the report's organ.
    all: &'p [Rule],
    included: Vec<bool>,
    /// Words that speak of another organ than the report's, or of a part of it.
    other_scopes: Vec<u32>,
    /// Words that speak of an area that the organ does not report for as a whole.
    other_areas: Vec<u32>,
    /// The name of the organ; empty where it is not known.
    own: Letters,
    /// What sums of cells come to in the report, by where each is in memory, once it was asked for.
    pub values: RefCell<FxHashMap<usize, Value>>,
}

impl<'p, 'r> Scope<'p, 'r> {
    /// The rules of a pack for a report.
    pub(crate) fn new(pack: &'p Pack, report: &'r Report) -> Self {
        let organ = report.organization.as_deref();
        let vocabulary = pack.vocabulary();
        let concerns = |rule: &Rule| is_narrative(rule) && rule.organs.include(organ);
        let included: Vec<bool> = pack.rules().iter().map(concerns).collect();
        let rules = pack.rules().iter().zip(&included);
        let own: Letters = organ.unwrap_or_default().chars().collect();
        let ends = |end: &String| organ.is_some_and(|organ| organ.ends_with(end.as_str()));
        let template_index = pack.template_index();
        let scopes = vocabulary
            .other_scopes
            .iter()
            .zip(&template_index.guards.scopes);
        Self {
            form: &pack.form,
            vocabulary,
            rules: rules.filter(|(_, in_it)| **in_it).map(|(r, _)| r).collect(),
            template_index,
            report,
            all: pack.rules(),
            included,
            other_scopes: scopes
                .filter(|(word, _)| {
                    !own.windows(word.len().max(1))
                        .any(|part| part == word.as_slice())
                })
                .map(|(_, number)| *number)
                .collect(),
            other_areas: other_areas(
                vocabulary,
                &template_index.guards.areas,
                vocabulary.area_organs.iter().any(ends).then_some(&own),
            ),
            own,
            values: RefCell::default(),
        }
    }

    /// The rules that have a test of one kind.
    pub(crate) fn tests<T>(
        &self,
        of_kind: fn(&'p NarrativeTest) -> Option<&'p T>,
    ) -> impl Iterator<Item = (&'p Rule, &'p T)> {
        let rules = self.rules.iter().copied();
        rules.filter_map(move |rule| match &rule.check {
            Check::Narrative(test) => Some((rule, of_kind(test)?)),
            _ => None,
        })
    }

    /// The claim of a template, if its rule is for the report's organ.
    pub(crate) fn claim(&self, template_place: &TemplatePlace) -> Option<(&'p Rule, &'p Claim)> {
        let included = *self.included.get(template_place.rule)?;
        let rule = self.all.get(template_place.rule).filter(|_| included)?;
        Some((rule, claims_of(rule).get(template_place.claim)?))
    }

    /// Whether what is stated at a place may be about another time, organ or part.
    pub(crate) fn is_uncertain(
        &self,
        script: &Script<'_>,
        met: &Met,
        range: &Range<usize>,
        gap: &Range<usize>,
    ) -> bool {
        let sentence = self.scope_of(script, range.start)..range.start;
        self.is_other_time(script, met, &sentence, range, gap)
            || self.is_other_organ(script, met, &sentence, gap)
    }

    /// The readings of a claim that may be meant where it stands: those that ask for no name, or whose name
    /// stands before; only the likeliest where nothing else is meant for certain.
    pub(crate) fn meant<'c>(
        &self,
        script: &Script<'_>,
        claim: &'c Claim,
        (words, is_certain): (&Range<usize>, bool),
    ) -> Vec<&'c NamedSum> {
        let most = if is_certain { 1 } else { claim.readings.len() };
        let stated = script.slice(self.scope_of(script, words.start)..words.end);
        let readings = claim.readings.iter().take(most);
        let meant = |reading: &&NamedSum| reading.named.is_empty() || holds(stated, &reading.named);
        readings.filter(meant).collect()
    }

    /// Where the sentence begins that tells what is spoken of at a position: one that opens with a part (其中)
    /// goes on with the one before.
    fn scope_of(&self, script: &Script<'_>, at: usize) -> usize {
        let start = script.sentence(at);
        let text = script.slice(start..at);
        let goes_on = |word: &Letters| text.starts_with(word);
        match self.vocabulary.of_which.iter().any(goes_on) && start > 0 {
            true => script.sentence(start - 1),
            false => start,
        }
    }

    /// Whether what is stated at a place may be about another time than the report's year.
    fn is_other_time(
        &self,
        script: &Script<'_>,
        met: &Met,
        sentence: &Range<usize>,
        range: &Range<usize>,
        gap: &Range<usize>,
    ) -> bool {
        let guards = &self.template_index.guards;
        let dated = met.any(sentence, &guards.this_year)
            || self.names_own_year(script, &(sentence.start..range.end));
        let until = sentence.end;
        // The claim itself may begin with the year: 较2022年减少，2023年收到41件.
        let own = self.to_own_year(script, met, &(sentence.start..range.end));
        let own = own.min(until)..until;
        let times = met.bare(&own, &guards.times, &guards.this_year);
        let times = times.filter(|hit| !dated || !guards.within_year.contains(&hit.word));
        let times = times.filter(|hit| !asides::is_over(script, &hit.range, until));
        let times = times.filter(|hit| !asides::is_bracketed(script, hit.range.start, until));
        let mut times = times.filter(|hit| !self.to_whole_year(script, met, hit, until));
        times.next().is_some()
            || met.any(gap, &guards.times)
            || self.is_other_year(script, &own)
            || months::ends_early(script, range.end)
            || months::part_of_year(script, &own)
                .is_some_and(|end| !met.any(&(end..until), &guards.this_year))
    }

    /// Whether what is stated at a place may be about another organ than the report's, or a part of it.
    pub(crate) fn is_other_organ(
        &self,
        script: &Script<'_>,
        met: &Met,
        sentence: &Range<usize>,
        gap: &Range<usize>,
    ) -> bool {
        let Some(own) = self.to_own_organ(script, met, sentence) else {
            return true;
        };
        // What stands in a gap is stated about the claim too; the template's own words are none of these.
        let others = |words: &[u32]| {
            let before = own..sentence.end;
            let mut before = met.bare(&before, words, &self.template_index.guards.wholes);
            before.any(|hit| {
                let at = hit.range.start;
                !is_included(script, at)
                    && !is_in_digits(script, at)
                    && !asides::is_bracketed(script, at, sentence.end)
            }) || met.any(gap, words)
        };
        others(&self.other_scopes) || others(&self.other_areas)
    }

    /// Whether the years in the words of a template are the one it names.
    pub(crate) fn is_in_year(
        &self,
        script: &Script<'_>,
        template: &Template,
        words: &Range<usize>,
    ) -> bool {
        let mut wanted = template.years().peekable();
        if wanted.peek().is_none() {
            return true;
        }
        let Some(own) = self.report.year else {
            return false;
        };
        let mut wanted = wanted.map(|later| i128::from(own + later));
        let mut named = years(script, words).map(|year| year.stated.value);
        wanted.all(|year| named.next() == Some(year)) && named.next().is_none()
    }

    /// The words of the template that names most around a figure, unless one of these words stands
    /// before it in its sentence.
    pub(crate) fn matched(
        &self,
        script: &Script<'_>,
        figure: &InText<'_>,
        says: &[Template],
        unless: &[Letters],
    ) -> Option<Range<usize>> {
        let number = figure.number;
        let matched = says
            .iter()
            .filter_map(|t| figure.matched(t, self.vocabulary));
        let (left, right) = matched.max_by_key(|(left, right)| left.weight + right.weight)?;
        let start = number.range.start - left.length;
        let sentence = script.slice(script.sentence(start)..start);
        (!holds(sentence, unless)).then_some(start..number.range.end + right.length)
    }

    /// As `matched` for a test of amounts, one of whose words must stand before in the paragraph; what
    /// may be about another time, organ or part counts for nothing.
    pub(crate) fn claimed(
        &self,
        script: &Script<'_>,
        figure: &InText<'_>,
        test: &AmountTest,
    ) -> Option<Range<usize>> {
        let after = test.after.as_slice();
        let words = self.matched(script, figure, &test.says, &test.unless)?;
        let paragraph = script.paragraph(words.start)..words.end;
        let met = met(
            &self.template_index.guards,
            &script.chars,
            std::iter::once(paragraph.clone()),
        );
        let counts = (after.is_empty() || holds(script.slice(paragraph), after))
            && !self.is_uncertain(script, &met, &words, &(0..0));
        counts.then_some(words)
    }

    /// The name of the organ, where it is known.
    pub(crate) fn organ(&self) -> Option<&Letters> {
        (!self.own.is_empty()).then_some(&self.own)
    }

    /// Whether a name is that of the report's organ: in full or in short, or by a pronoun.
    pub(crate) fn is_own(&self, name: &[char]) -> bool {
        let last_two = name.get(name.len().saturating_sub(2)..).unwrap_or_default();
        self.own.windows(2).any(|pair| pair == last_two)
            || self
                .vocabulary
                .pronouns
                .iter()
                .any(|word| name.starts_with(word))
    }

    /// Whether an organ other than the report's is named right before a position.
    pub(crate) fn is_other_subject(&self, script: &Script<'_>, at: usize) -> bool {
        let words = self.vocabulary;
        let mut before = script.slice(at.saturating_sub(FARTHEST)..at);
        while let Some(lead) = words.leads.ending(before).map(Vec::len).max() {
            before = before.get(..before.len() - lead).unwrap_or_default();
        }
        let ends = words
            .organ_ends
            .ending(before)
            .chain(words.governments.ending(before));
        let Some(end) = ends.map(Vec::len).max() else {
            return false;
        };
        let name = before.get(..before.len() - end).unwrap_or_default();
        // Two would not do: 税务局 is not 水务局.
        let last_three = before
            .get(before.len().saturating_sub(3)..)
            .unwrap_or_default();
        let is_own = self.own.windows(3).any(|part| part == last_three)
            || self.is_level(before, end)
            || self.is_called(before)
            || self.is_kind(before, end);
        !self.own.is_empty() && !is_own && !words.pronouns.iter().any(|word| name.ends_with(word))
    }

    /// Whether a text ends with a short name of the report's organ: 县医保局.
    fn is_called(&self, text: &[char]) -> bool {
        (SHORTEST_NAME..=LONGEST_SHORT_NAME).any(|length| {
            let name = text.len().checked_sub(length).and_then(|at| text.get(at..));
            let before = text
                .len()
                .checked_sub(length + 1)
                .and_then(|at| text.get(at));
            let is_other = before.is_some_and(|c| prose::place_kinds(*c) && !self.own.contains(c));
            let mut own = self.own.iter();
            !is_other && name.is_some_and(|name| name.iter().all(|c| own.any(|other| other == c)))
        })
    }

    /// Whether a text ends with nothing but the kind of organ that the report's is: 学校 for a university.
    fn is_kind(&self, text: &[char], end: usize) -> bool {
        let (before, kind) = text.split_at(text.len().saturating_sub(end));
        let begins = before
            .last()
            .is_none_or(|c| !c.is_alphabetic() || dates::year(*c));
        begins && end > 1 && kind.first().is_some_and(|c| self.own.contains(c))
    }

    /// Whether a text ends with what offices of one level call themselves, and the report's organ is one of
    /// that level: 县局.
    pub(crate) fn is_level(&self, text: &[char], end: usize) -> bool {
        let (before, named) = text.split_at(text.len().saturating_sub(end + 1));
        let begins = before
            .last()
            .is_none_or(|c| !c.is_alphabetic() || dates::year(*c));
        let level = named
            .first()
            .is_some_and(|c| prose::place_kinds(*c) && self.own.contains(c));
        begins && level && self.own.ends_with(named.get(1..).unwrap_or_default())
    }

    /// Whether a range names the report's year.
    fn names_own_year(&self, script: &Script<'_>, range: &Range<usize>) -> bool {
        let own = self.report.year.map(i128::from);
        let mut years = years(script, range);
        years.any(|year| Some(year.stated.value) == own)
    }

    /// Whether the last year named in a range is not the report's, or several are named together.
    pub(crate) fn is_other_year(&self, script: &Script<'_>, range: &Range<usize>) -> bool {
        if spans(script, range) {
            return true;
        }
        let mut named = years(script, range).filter(|year| {
            !is_compared(script, year, range.end)
                && !asides::is_bracketed(script, year.range.start, range.end)
        });
        let (Some(last), Some(own)) = (named.next(), self.report.year) else {
            return false;
        };
        last.stated.value != i128::from(own)
            || named.next().is_some_and(|before| {
                let between = script.slice(before.range.end..last.range.start);
                before.stated.value != last.stated.value && self.joins_years(between)
            })
            || self.is_span(script, last)
    }

    /// Whether what stands between two years makes them one time: 2021年至2023年.
    fn joins_years(&self, between: &[char]) -> bool {
        let joint = |c: &char| dates::between_years(*c);
        between.iter().all(joint)
    }

    /// Whether the year is the end of a span whose beginning has no unit: 2021至2023年, 2022、2023两年.
    fn is_span(&self, script: &Script<'_>, year: &Number) -> bool {
        let at = year.range.start;
        let before = script.slice(at.saturating_sub(6)..at);
        let [digits @ .., joint] = before else {
            return false;
        };
        let last_four = digits
            .get(digits.len().saturating_sub(4)..)
            .unwrap_or_default();
        last_four.len() == 4
            && last_four.iter().all(char::is_ascii_digit)
            && self.joins_years(&[*joint])
    }
}

/// The words that speak of areas, but for those of the level that an organ reports for: 全县 in the report
/// of a county, where 全市 is the city it belongs to.
fn other_areas(vocabulary: &Vocabulary, areas: &[u32], organ: Option<&Letters>) -> Vec<u32> {
    let level = organ.and_then(|own| own.iter().rev().find(|c| prose::place_kinds(**c)));
    let is_other = |word: &Letters| {
        let mut kinds = word.iter().filter(|c| prose::place_kinds(**c));
        organ.is_none() || kinds.any(|kind| Some(kind) != level)
    };
    let all = vocabulary.whole_areas.iter().zip(areas);
    all.filter(|(word, _)| is_other(word))
        .map(|(_, number)| *number)
        .collect()
}

/// Whether a position stands within a run of digits: the 1人 of 41人 is none.
fn is_in_digits(script: &Script<'_>, at: usize) -> bool {
    let is_digit = |at: usize| script.chars.get(at).is_some_and(char::is_ascii_digit);
    is_digit(at) && at.checked_sub(1).is_some_and(is_digit)
}

/// Whether a position stands in brackets that tell what is counted too, without a figure of its own:
/// 县政府（含县政府办公室）.
fn is_included(script: &Script<'_>, at: usize) -> bool {
    let before = script.slice(at.saturating_sub(FARTHEST)..at);
    let bracket = before.iter().rposition(|c| matches!(c, '(' | ')'));
    let inside = bracket
        .and_then(|open| before.get(open..))
        .unwrap_or_default();
    let after = script.slice(at..(at + FARTHEST).min(script.chars.len()));
    let mut inside = inside.iter().chain(after.iter().take_while(|c| **c != ')'));
    inside.next() == Some(&'(')
        && inside.next().is_some_and(|c| prose::including(*c))
        && !inside.any(char::is_ascii_digit)
}

/// Whether a year is only what something is compared with, and the comparison is over before a position:
/// 与2022年相比，增加2件，达到32件.
fn is_compared(script: &Script<'_>, year: &Number, at: usize) -> bool {
    let start = year.range.start;
    asides::compares(script.slice(start.saturating_sub(LONGEST_SHORT_NAME)..start))
        && asides::is_over(script, &year.range, at)
}

/// The years named in a range, the last first.
fn years<'s>(script: &'s Script<'_>, range: &Range<usize>) -> impl Iterator<Item = &'s Number> {
    let until = script.numbers.partition_point(|n| n.range.end <= range.end);
    let before = script.numbers.get(..until).unwrap_or_default().iter().rev();
    let start = range.start;
    before
        .take_while(move |number| number.range.start >= start)
        .filter(|number| number.unit == Unit::Year && number.stated.value > 1900)
}

/// Whether a range names a number of years together: 2022、2023两年, 三年来.
fn spans(script: &Script<'_>, range: &Range<usize>) -> bool {
    let joined = |window: &[char]| {
        matches!(window, [digit, several, year]
            if digit.is_ascii_digit() && dates::several_years(*several) && dates::year(*year))
    };
    if script.slice(range.clone()).windows(3).any(joined) {
        return true;
    }
    let from = script
        .numbers
        .partition_point(|n| n.range.start < range.start);
    let inside = script.numbers.get(from..).unwrap_or_default().iter();
    let mut inside = inside.take_while(|number| number.range.end <= range.end);
    inside.any(|number| {
        let some = number.unit == Unit::Year && (2..=30).contains(&number.stated.value);
        let before = number
            .range
            .start
            .checked_sub(1)
            .and_then(|at| script.chars.get(at));
        let after = script.chars.get(number.range.end);
        let together = before.is_some_and(|c| c.is_ascii_digit() || dates::before_years(*c));
        some && (together || after.is_some_and(|c| dates::after_years(*c)))
    })
}

/// Whether a rule is one this crate runs.
#[must_use]
pub fn is_narrative(rule: &Rule) -> bool {
    matches!(rule.check, Check::Narrative(_))
}

/// The claims of a rule.
fn claims_of(rule: &Rule) -> &[Deferred<Claim>] {
    match &rule.check {
        Check::Narrative(NarrativeTest::Claims(claims)) => claims,
        _ => &[],
    }
}
