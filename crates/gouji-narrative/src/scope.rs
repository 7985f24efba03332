//! A report with the rules that concern it, and whether something said may be about another time,
//! another organ or a part of this one.

use std::ops::Range;

use gouji_language::dates;
use gouji_model::{Form, Report};
use gouji_rule::{
    AmountTest, Check, Claim, Letters, NarrativeTest, Pack, Rule, Template, TemplateIndex,
    TemplatePlace, Vocabulary,
};

use crate::guards::{Met, met};
use crate::months;
use crate::number::{Number, Unit};
use crate::script::{Script, holds};
use crate::templates::{FARTHEST, InText};

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
    /// Whether the organ reports for a whole area.
    whole_area: bool,
    /// The name of the organ; empty where it is not known.
    own: Letters,
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
                .filter(|(word, _)| !own.ends_with(word))
                .map(|(_, number)| *number)
                .collect(),
            whole_area: vocabulary.area_organs.iter().any(ends),
            own,
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

    /// Whether what is said at a place may be about another time, organ or part.
    pub(crate) fn is_uncertain(
        &self,
        script: &Script<'_>,
        met: &Met,
        range: &Range<usize>,
        gap: &Range<usize>,
    ) -> bool {
        let start = script.sentence(range.start);
        let sentence = start..range.start;
        let guards = &self.template_index.guards;
        let dated = met.any(&sentence, &guards.this_year) || self.names_own_year(script, &sentence);
        // What stands in a gap is said of the claim too; the template's own words are none of these.
        let others = |words: &[u32]| met.any(&sentence, words) || met.any(gap, words);
        let times = met.bare(&sentence, &guards.times, &guards.this_year);
        let mut times = times.filter(|hit| !dated || !guards.within_year.contains(&hit.word));
        times.next().is_some()
            || met.any(gap, &guards.times)
            || others(&self.other_scopes)
            || (!self.whole_area && others(&guards.areas))
            || self.is_other_year(script, &(start..range.start))
            || months::part_of_year(script, &sentence)
                .is_some_and(|end| !met.any(&(end..range.start), &guards.this_year))
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
        let Some(end) = words.organ_ends.ending(before).map(Vec::len).max() else {
            return false;
        };
        let name = before.get(..before.len() - end).unwrap_or_default();
        let last_two = before
            .get(before.len().saturating_sub(2)..)
            .unwrap_or_default();
        let is_own = self.own.windows(2).any(|pair| pair == last_two);
        !self.own.is_empty() && !is_own && !words.pronouns.iter().any(|word| name.ends_with(word))
    }

    /// Whether a range names the report's year.
    fn names_own_year(&self, script: &Script<'_>, range: &Range<usize>) -> bool {
        let own = self.report.year.map(i128::from);
        let mut years = years(script, range);
        years.any(|year| Some(year.stated.value) == own)
    }

    /// Whether the last year named in a range is not the report's, or several are named together.
    fn is_other_year(&self, script: &Script<'_>, range: &Range<usize>) -> bool {
        if spans(script, range) {
            return true;
        }
        let mut named = years(script, range);
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
fn claims_of(rule: &Rule) -> &[Claim] {
    match &rule.check {
        Check::Narrative(NarrativeTest::Claims(claims)) => claims,
        _ => &[],
    }
}
