//! Whether something is stated about a part of what was counted: ways to apply, those who do, kinds of requests, and counts
//! of something else.

use std::ops::Range;

use gouji_language::prose;
use gouji_rule::Claim;

use crate::asides;
use crate::candidates::Found;
use crate::guards::Hit;
use crate::number::{Number, Unit};
use crate::script::{holds, is_letter};
use crate::topics::Topics;

/// How far behind a count something may be stated of a part of it, in characters.
const FARTHEST_AMONG: usize = 4;

impl Topics<'_, '_, '_, '_> {
    /// What of a range stands behind a lead: what 依申请公开： names is spoken of, not counted.
    pub(crate) fn behind_lead(&self, range: Range<usize>) -> Range<usize> {
        let text = self.script.slice(range.clone());
        let lead = text.iter().rposition(|c| *c == ':');
        lead.map_or(range.start, |lead| range.start + lead + 1)..range.end
    }

    /// Whether something stated evenly of all counted before is stated of a count that is none of the report's: 申请公开环评
    /// 报告26件，均予公开.
    pub(crate) fn of_other_count(&self, found: &Found<'_>) -> bool {
        let start = found.words.start;
        let rest = self.script.slice(start..found.words.end);
        let evenly = &self.scope.vocabulary.evenly;
        if found.number.is_some() || evenly.beginning(rest).next().is_none() {
            return false;
        }
        let sentence = self.script.sentence(start);
        let numbers = &self.script.numbers;
        let until = numbers.partition_point(|number| number.range.end <= start);
        let before = (0..until).rev().map_while(|index| {
            let number = numbers.get(index)?;
            (number.range.start >= sentence).then_some((index, number))
        });
        let mut counts = before.filter(|(_, number)| {
            number.unit == Unit::Count
                && !asides::is_change(self.script, number)
                && !self.is_part(number.range.start)
                && !self.is_content(number.range.start)
        });
        let is_known = |index: usize| self.claimed.get(index).copied().unwrap_or_default();
        counts.next().is_some_and(|(index, _)| !is_known(index))
    }

    /// Whether the figure at a position is of a part of what was counted before.
    pub(crate) fn is_part(&self, at: usize) -> bool {
        let from = self.script.near(at);
        self.met
            .any(&(from..at), &self.scope.template_index.guards.parts)
    }

    /// Where what is stated near a position begins: after the last count of the sentence, or after a share
    /// where the text turns to the whole year, 网络申请占60%，全年共收到申请10件.
    fn near(&self, at: usize) -> usize {
        let near = self.script.near(at);
        let numbers = &self.script.numbers;
        let until = numbers.partition_point(|number| number.range.end <= at);
        let shares = numbers.get(..until).unwrap_or_default().iter().rev();
        let mut shares = shares.take_while(|number| number.range.start >= near);
        let share = shares.find(|number| matches!(number.unit, Unit::Percent(_)));
        let guards = &self.scope.template_index.guards;
        let turned = share.filter(|share| self.met.any(&(share.range.end..at), &guards.this_year));
        turned.map_or(near, |share| share.range.end)
    }

    /// Whether a sentence begins with the count of a part, and goes on with that part: 涉及征收的申请18件，予以公开12件.
    fn of_subset(&self, claim: &Claim, at: usize) -> bool {
        let sentence = self.script.sentence(at);
        let numbers = &self.script.numbers;
        let from = numbers.partition_point(|number| number.range.start < sentence);
        let inside = numbers.iter().enumerate().skip(from);
        let mut inside = inside.take_while(|(_, number)| number.range.end <= at);
        let counts = |(_, number): &(usize, &Number)| {
            number.unit == Unit::Count && !asides::is_change(self.script, number)
        };
        let Some((index, first)) = inside.find(counts) else {
            return false;
        };
        let guards = &self.scope.template_index.guards;
        let label = self.behind_lead(sentence..first.range.start);
        // 公民申请171件中，予以公开52件, 企业提出的15件申请中: what follows is of those alone.
        let end = first.range.end;
        let behind = self.script.slice(end..end + FARTHEST_AMONG);
        let mut behind = behind.iter().take_while(|c| is_letter(**c));
        let among = behind.any(|c| prose::among(*c)) && self.counts_part(first);
        let counted = self.counted.get(index).copied().unwrap_or_default() && !among;
        let is_part = || {
            let mut parts = self.met.bare(&label, &guards.parts, &guards.wholes);
            let last = label
                .end
                .checked_sub(1)
                .and_then(|at| self.script.chars.get(at));
            parts.next().is_some()
                || self.is_content(first.range.start)
                || last.is_some_and(|c| prose::kinds(*c))
        };
        // 网站收到留言230件 counts no part of the requests.
        let is_own = || self.last(claim, &label).is_none_or(|(_, own)| own);
        !counted
            && is_part()
            && is_own()
            && !self.met.any(&(first.range.end..at), &guards.this_year)
    }

    /// Whether the claim that a figure belongs to is one of a part.
    fn counts_part(&self, number: &Number) -> bool {
        let mut stated = self.explained.iter();
        stated.any(|stated| stated.claim.of_parts && stated.words.contains(&number.range.start))
    }

    /// Whether the last count before a position in its sentence is of what requests are about, so that what
    /// follows may be of those alone: 申请318件中，涉及征收的121件，予以公开62件.
    fn of_content(&self, at: usize) -> bool {
        let sentence = self.script.sentence(at);
        let numbers = &self.script.numbers;
        let until = numbers.partition_point(|number| number.range.end <= at);
        let before = (0..until).rev().map_while(|index| {
            let number = numbers.get(index)?;
            (number.range.start >= sentence).then_some((index, number))
        });
        let mut counts = before.filter(|(_, number)| number.unit == Unit::Count);
        counts.next().is_some_and(|(index, number)| {
            !self.claimed.get(index).copied().unwrap_or_default()
                && self.is_content(number.range.start)
        })
    }

    /// Whether a figure is one of the parts of a count of which nothing is known: 印发文件86份，其中不予公开32份.
    fn of_other_total(&self, claim: &Claim, at: usize) -> bool {
        let sentence = self.script.sentence(at)..at;
        let guards = &self.scope.template_index.guards;
        let mut opened = self.met.within(&sentence);
        let opened = opened.find(|hit| guards.of_which.contains(&hit.word));
        let Some(opened) = opened.filter(|_| !claim.about.is_empty()) else {
            return false;
        };
        let total = self.behind_lead(sentence.start..opened.range.start);
        let numbers = &self.script.numbers;
        let until = numbers.partition_point(|number| number.range.end <= total.end);
        let before = (0..until).rev().map_while(|index| {
            let number = numbers.get(index)?;
            (number.range.start >= total.start).then_some((index, number))
        });
        let mut counts = before.filter(|(_, number)| {
            number.unit == Unit::Count && !asides::is_change(self.script, number)
        });
        let names_own = self.last(claim, &total).is_some_and(|(_, own)| own);
        counts.next().is_some_and(|(index, _)| {
            !names_own && !self.claimed.get(index).copied().unwrap_or_default()
        })
    }

    /// Whether a further part follows a position in its sentence with a figure of its own: 平台收到39件，邮寄3件.
    fn goes_on(&self, at: usize) -> bool {
        let numbers = &self.script.numbers;
        let next = numbers.partition_point(|number| number.range.start < at);
        let Some(next) = numbers.get(next).filter(|next| next.unit == Unit::Count) else {
            return false;
        };
        let between = self.script.slice(at..next.range.start);
        let is_stop = |c: &char| matches!(c, '。' | ';' | '\n');
        !between.iter().any(is_stop) && holds(between, &self.scope.vocabulary.parts)
    }

    /// Whether what is stated after the last count of the sentence is about a part: 网络申请7件. Two
    /// parts named together without 其中 are the whole.
    pub(crate) fn of_part(&self, found: &Found<'_>) -> bool {
        let words = &found.words;
        // Ways to apply and those who do make parts of what is applied for, not of decisions.
        if found.claim.about.is_empty() {
            return false;
        }
        let is_figure = found.number.is_some();
        if is_figure
            && (self.of_subset(found.claim, words.start)
                || self.of_content(words.start)
                || self.of_other_total(found.claim, words.start))
        {
            return true;
        }
        let guards = &self.scope.template_index.guards;
        let near = self.near(words.start)..words.start;
        let near = self.met.bare(&near, &guards.parts, &guards.wholes);
        let mut parts = near.chain(self.met.bare(&found.gap, &guards.parts, &guards.wholes));
        let Some(first) = parts.next() else {
            return false;
        };
        let joined = |hit: &&Hit| {
            let between = self.script.slice(first.range.end..hit.range.start);
            between.iter().any(|c| prose::joins_topics(*c))
        };
        let sentence = self.script.sentence(words.start)..words.start;
        let opened = self.met.any(&sentence, &guards.of_which) || self.goes_on(words.end);
        let all_ways = self
            .met
            .any(&(first.range.end..words.end), &guards.all_ways);
        opened || !all_ways && (found.number.is_none() || !parts.any(|hit| joined(&hit)))
    }
}
