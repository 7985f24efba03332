//! Counts of which nothing is known: what follows one may be stated about it, and not of the report's figures.

use std::ops::Range;

use gouji_rule::Claim;

use crate::asides;
use crate::number::{Number, Unit};
use crate::script::spans;
use crate::topics::{LONGEST, Topics};

impl Topics<'_, '_, '_, '_> {
    /// Where the last count ends that no claim is known to be about, and whose own clause does not
    /// name the topic either.
    pub(crate) fn last_unknown(
        &self,
        claim: &Claim,
        range: Range<usize>,
        addends: &Range<usize>,
    ) -> Option<usize> {
        let numbers = &self.script.numbers;
        let until = numbers.partition_point(|number| number.range.end <= range.end);
        let before = (0..until).rev().map_while(|index| {
            let number = numbers.get(index)?;
            (number.range.start >= range.start).then_some((index, number))
        });
        let unknown = |(index, number): &(usize, &Number)| {
            let counts = number.unit == Unit::Count;
            let claimed = self.claimed.get(*index).copied().unwrap_or_default();
            counts
                && !claimed
                && !self.is_part(number.range.start)
                && !self.is_content(number.range.start)
                && !asides::is_change(self.script, number)
                && !asides::is_changed_by(self.script, number)
                && !self.is_of_other_time(number.range.start)
                && !self.adds_up(number)
                && !addends.contains(index)
                && !self.is_named_behind(claim, number.range.end)
                && !self.is_named_with(claim, number.range.start)
        };
        let mut before = before;
        before.find(unknown).map(|(_, number)| number.range.end)
    }

    /// Whether one of a claim's topics is named right behind a figure: 101件答复中.
    fn is_named_behind(&self, claim: &Claim, at: usize) -> bool {
        let guards = &self.scope.template_index.guards;
        let mut hits = self.met.within(&(at..at + LONGEST));
        hits.any(|hit| {
            let topic_word = guards.topics.get(hit.word as usize);
            let topic = topic_word.and_then(|word| word.strong.or(word.weak));
            hit.range.start == at && topic.is_some_and(|topic| claim.about.contains(&topic))
        })
    }

    /// Whether a figure is the sum of those that claims gave before it in its sentence: 新收67件，加上结转2件，
    /// 共办理69件.
    fn adds_up(&self, number: &Number) -> bool {
        let at = number.range.start;
        let sentence = self.script.sentence(at);
        let stated = self.explained.iter().rev();
        let stated = stated.skip_while(|stated| stated.words.end > at);
        let stated = stated.take_while(|stated| stated.words.start >= sentence);
        let values: Vec<i128> = stated.map(|stated| stated.value).collect();
        values.len() > 1 && values.iter().sum::<i128>() == number.stated.value
    }

    /// Whether the figure at a position is stated about another time in its clause: 2022年为296件, 去年同期为28件.
    fn is_of_other_time(&self, at: usize) -> bool {
        let clause = self.script.clause(at)..at;
        let times = &self.scope.template_index.guards.times;
        self.met.any(&clause, times) || self.scope.is_other_year(self.script, &clause)
    }

    /// Whether a word that tells one of a claim's topics by itself is the last one before a position
    /// in its clause.
    fn is_named_with(&self, claim: &Claim, at: usize) -> bool {
        let clause = self.script.clause(at)..at;
        let label = self.behind_lead(clause.clone());
        // 行政复议方面：总计1件 is of the lead, 依申请公开：征地类61件 of a kind of it.
        let is_bare = spans(
            self.script.slice(label.clone()),
            &self.scope.vocabulary.filler,
        );
        let named = self.last(claim, if is_bare { &clause } else { &label });
        named.is_some_and(|(end, own)| own && self.is_strong(claim, end))
    }
}
