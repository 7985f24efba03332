//! Where a sentence turns to the report's own year or organ: what it says before of others is over.
//!
//! 上半年收到20件，全年共收到41件 is of the whole year in the end, 全市收到2630件，其中我局收到62件 of the organ.
//! A sentence turns only where a clause begins: 转我局办理5件 does not.

use std::ops::Range;

use gouji_language::prose;

use crate::guards::{Hit, Met};
use crate::number::Unit;
use crate::scope::Scope;
use crate::script::{Script, is_letter};

/// Longest name of an organ at the beginning of a clause, in characters.
const LONGEST_NAME: usize = 16;

/// Fewest characters of such a name.
const SHORTEST_NAME: usize = 3;

impl Scope<'_, '_> {
    /// Where a range begins to speak of the report's own year again.
    pub(crate) fn to_own_year(
        &self,
        script: &Script<'_>,
        met: &Met,
        range: &Range<usize>,
    ) -> usize {
        let guards = &self.template_index.guards;
        let is_own = |hit: &&Hit| {
            guards.this_year.contains(&hit.word)
                && !guards.same_year.contains(&hit.word)
                && opens(self, script, hit.range.start)
        };
        let word = met.within(range).rev().find(is_own);
        let until = script
            .numbers
            .partition_point(|number| number.range.end <= range.end);
        let named = script.numbers.get(..until).unwrap_or_default().iter().rev();
        let mut named = named
            .take_while(|number| number.range.start >= range.start)
            .filter(|number| number.unit == Unit::Year);
        let own = self.report.year.map(i128::from);
        let year = named.find(|number| {
            Some(number.stated.value) == own && opens(self, script, number.range.start)
        });
        let starts = [
            word.map(|hit| hit.range.start),
            year.map(|year| year.range.start),
        ];
        starts.into_iter().flatten().max().unwrap_or(range.start)
    }

    /// Whether a word in a range speaks of a part of a year, and the sentence turns to the whole of it behind.
    pub(crate) fn to_whole_year(
        &self,
        script: &Script<'_>,
        met: &Met,
        hit: &Hit,
        until: usize,
    ) -> bool {
        let guards = &self.template_index.guards;
        guards.part_year.contains(&hit.word)
            && met.within(&(hit.range.end..until)).any(|later| {
                guards.same_year.contains(&later.word) && opens(self, script, later.range.start)
            })
    }

    /// Where a range begins to speak of the report's own organ again; nothing where another organ is
    /// named last as what it speaks of.
    pub(crate) fn to_own_organ(
        &self,
        script: &Script<'_>,
        met: &Met,
        range: &Range<usize>,
    ) -> Option<usize> {
        let guards = &self.template_index.guards;
        let is_own =
            |hit: &&Hit| guards.own.contains(&hit.word) && opens(self, script, hit.range.start);
        let word = met.within(range).rev().find(is_own);
        let word = word.map(|hit| hit.range.start);
        let from = word.unwrap_or(range.start);
        let starts = (from..range.end)
            .rev()
            .filter(|at| opens(self, script, *at));
        let named = starts.filter_map(|at| Some((at, subject(self, script, at..range.end)?)));
        match named.into_iter().next() {
            Some((at, own)) => own.then_some(at),
            None => Some(from),
        }
    }
}

/// Whether an organ named at the beginning of a range is the report's; nothing where none is named.
fn subject(scope: &Scope<'_, '_>, script: &Script<'_>, range: Range<usize>) -> Option<bool> {
    let own = scope.organ()?;
    let rest = script.slice(range.start..range.end.min(range.start + LONGEST_NAME));
    let name = rest.iter().take_while(|c| is_letter(**c)).count();
    let name = rest.get(..name)?;
    let is_placed = |at: usize| name.get(at).is_some_and(|c| prose::place_kinds(*c));
    if !(is_placed(0) || is_placed(2)) {
        return None;
    }
    let ends = |length: &usize| {
        let part = name.get(..*length).unwrap_or_default();
        let mut ends = scope.vocabulary.organ_ends.ending(part);
        // A place is not an organ by itself.
        ends.any(|end| !end.last().is_some_and(|c| prose::place_kinds(*c)))
    };
    let length = (SHORTEST_NAME..=name.len()).find(ends)?;
    let name = name.get(..length)?;
    Some(name.iter().all(|c| own.contains(c)))
}

/// Whether a clause begins at a position, or what is stated about a part of something.
fn opens(scope: &Scope<'_, '_>, script: &Script<'_>, at: usize) -> bool {
    let before = script.slice(at.saturating_sub(2)..at);
    let is_sign = |c: &char| !is_letter(*c) && !c.is_numeric() && *c != '、' && *c != '-';
    before.last().is_none_or(is_sign)
        || scope
            .vocabulary
            .of_which
            .iter()
            .any(|word| before.ends_with(word))
}
