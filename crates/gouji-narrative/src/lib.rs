//! What the prose of a report says of its figures, against the cells of its tables.
//!
//! The stages: `script` reads a section's text to plain characters that know where they stood;
//! `numerals` finds the figures in it, in digits or Chinese numerals, with their units;
//! `templates` matches a pack's templates around a figure; `claims` decides which sentence speaks
//! of which cells (of several at once: `joined`, `denials`; past `asides`), and when topic (`topics`), `scope` or time is
//! uncertain, which `guards` tell, says nothing; `sums`
//! evaluates what a sentence may mean; `shares` and `parts` compare figures of the prose with one another;
//! `amounts` and `years` look at money and plans, `texts` at what whole texts must say. A claim
//! is false only when no admissible reading of it fits. Everything is one pass over the text, and
//! all arithmetic is in integers.

mod addends;
mod amounts;
mod asides;
mod calendar;
mod candidates;
mod change;
mod claims;
mod current;
mod denials;
#[cfg(test)]
mod differential;
mod edges;
mod guards;
mod joined;
mod joint;
mod judgement;
mod months;
mod number;
mod numerals;
mod organs;
mod parts;
mod period;
mod read;
mod readings;
mod scope;
mod script;
mod shares;
mod subsets;
mod sums;
mod templates;
mod texts;
mod topics;
mod totals;
mod turns;
mod unknown;
mod vague;
mod ways;
mod whole_text;
mod years;

use gouji_model::{Report, Section};
use gouji_rule::{Pack, Rule};

pub use judgement::{Disagreement, Judgement, Meaning, Mention, Obscured};
pub use number::StatedValue;
pub use scope::is_narrative;

use crate::candidates::Found;
use crate::judgement::shown;
use crate::read::{LONGEST, Read};
use crate::readings::{disagreement, is_printed, meaning, meanings, states};
use crate::scope::Scope;
use crate::script::Script;
use crate::texts::Tests;

/// The prose of a report, read once for all that is asked of it.
pub struct Prose<'p, 'r> {
    pack: &'p Pack,
    scope: Scope<'p, 'r>,
    /// The sections that are read; nothing of those that are too long.
    sections: Vec<(&'r Section, Option<Read<'p, 'r>>)>,
}

impl<'p, 'r> Prose<'p, 'r> {
    /// Reads the prose of a report.
    #[must_use]
    pub fn read(pack: &'p Pack, report: &'r Report) -> Self {
        let scope = Scope::new(pack, report);
        let covered = sections(pack, report).filter(|_| !scope.rules.is_empty());
        let read = covered.map(|section| {
            let short = section.text.len() <= LONGEST;
            (section, short.then(|| Read::new(&scope, section)))
        });
        Self {
            sections: read.collect(),
            pack,
            scope,
        }
    }

    /// Everything it says of the report's cells, right or wrong, in the order of the text.
    #[must_use]
    pub fn mentions(&self) -> Vec<Mention<'p>> {
        let mut all = Vec::new();
        for (section, read) in &self.sections {
            let Some(read) = read else { continue };
            // What a cell is at most, or about, says little of what it is.
            let found = read
                .found
                .iter()
                .filter(|found| !found.claim.or_more && !found.claim.or_less)
                .filter(|found| found.stated.span.is_none() && found.with.is_empty());
            all.extend(found.map(|found| mention(&self.scope, section, &read.script, found)));
        }
        all
    }

    /// Compares it with the report's cells.
    #[must_use]
    pub fn judge(&self) -> Judgement<'p> {
        let mut judgement = Judgement::default();
        let scope = &self.scope;
        if scope.rules.is_empty() {
            return judgement;
        }
        let tests = Tests::new(scope);
        tests.judge_head(scope, &mut judgement);
        for (section, read) in &self.sections {
            match read {
                Some(read) => judge_section(scope, section, read, &tests, &mut judgement),
                None => judgement.obscured.extend(too_long(scope, section)),
            }
        }
        let is_read = |section: &Section| self.sections.iter().any(|(one, _)| one.id == section.id);
        tests.judge_others(scope, is_read, &mut judgement);
        let order = |rule: &Rule| {
            let mut rules = self.pack.rules().iter();
            rules.position(|known| known.name == rule.name)
        };
        judgement
            .disagreements
            .sort_by_cached_key(|found| order(found.rule));
        judgement
            .obscured
            .sort_by_cached_key(|found| order(found.rule));
        judgement
    }
}

/// That a section is too long to be read, for every rule.
fn too_long<'p>(scope: &Scope<'p, '_>, section: &Section) -> impl Iterator<Item = Obscured<'p>> {
    let rules = scope.rules.clone().into_iter();
    let at = section.id.clone();
    rules.map(move |rule| Obscured {
        rule,
        at: at.clone(),
        cells: Vec::new(),
    })
}

/// Adds what is wrong with a section.
fn judge_section<'p>(
    scope: &Scope<'p, '_>,
    section: &Section,
    read: &Read<'p, '_>,
    tests: &Tests<'p>,
    judgement: &mut Judgement<'p>,
) {
    let mut wrong = Vec::new();
    for found in &read.found {
        if let Some(cells) = joint::lost(scope, found) {
            judgement.obscured.push(Obscured {
                rule: found.rule,
                at: found.claim.name.clone(),
                cells,
            });
            continue;
        }
        if !fits(scope, found)
            && !joint::fits(scope, found)
            && !addends::fits(scope, read, found)
            && !judge_one(scope, section, read, found, judgement)
        {
            wrong.extend(found.number);
        }
    }
    wrong.sort_unstable();
    shares::judge(scope, read, judgement);
    parts::judge(scope, read, &wrong, judgement);
    change::judge(scope, read, judgement);
    amounts::judge(scope, read, judgement);
    years::judge(scope, read, judgement);
    tests.judge(scope, section, &read.script, judgement);
}

fn mention<'p>(
    scope: &Scope<'p, '_>,
    section: &Section,
    script: &Script<'_>,
    found: &Found<'p>,
) -> Mention<'p> {
    let range = script.bytes(found.words.clone());
    Mention {
        rule: found.rule,
        claim: &found.claim.name,
        section: section.id.clone(),
        place: section.place_of(range.clone()),
        words: shown(section, &range),
        range,
        stated: found.stated,
        readings: meanings(scope, found.readings.iter().copied()),
    }
}

/// Compares the prose of a report with its cells.
#[must_use]
pub fn judge<'p>(pack: &'p Pack, report: &Report) -> Judgement<'p> {
    Prose::read(pack, report).judge()
}

/// Everything the prose of a report says of its cells, right or wrong, in the order of the text.
#[must_use]
pub fn mentions<'p>(pack: &'p Pack, report: &Report) -> Vec<Mention<'p>> {
    Prose::read(pack, report).mentions()
}

fn sections<'r>(pack: &Pack, report: &'r Report) -> impl Iterator<Item = &'r Section> {
    let read = &pack.vocabulary().sections;
    let own = report.sections.iter().filter(|_| !report.shares_text);
    own.filter(move |s| read.contains(&s.id))
}

/// Whether a reading with something printed fits: most claims are true, and their first reading
/// is the likeliest. Where that cannot be read, nothing is known.
fn fits(scope: &Scope<'_, '_>, found: &Found<'_>) -> bool {
    let readings = found.readings.iter().copied();
    for (index, meaning) in readings.map(|reading| meaning(scope, reading)).enumerate() {
        match meaning.value {
            None if index == 0 => return false,
            Some(value) if states(found, value) && is_printed(scope, &meaning) => return true,
            _ => {}
        }
    }
    false
}

/// Whether a claim fits or cannot be determined.
fn judge_one<'p>(
    scope: &Scope<'p, '_>,
    section: &Section,
    read: &Read<'p, '_>,
    found: &Found<'p>,
    judgement: &mut Judgement<'p>,
) -> bool {
    let mention = mention(scope, section, &read.script, found);
    let likeliest = found.readings.first().map(|first| meaning(scope, first));
    let likeliest = likeliest.filter(|first| first.value.is_none());
    let values = || mention.readings.iter().filter_map(|meaning| meaning.value);
    if likeliest.is_none() && values().any(|value| states(found, value)) {
        return true;
    }
    let lost = || mention.readings.iter().find(|m| m.value.is_none());
    if let Some(lost) = likeliest.as_ref().or_else(lost) {
        judgement.obscured.push(Obscured {
            rule: mention.rule,
            at: mention.claim.to_owned(),
            cells: lost.cells.iter().map(|(_, cell)| *cell).collect(),
        });
        return true;
    }
    let disagreement = match found.with.is_empty() {
        true => disagreement(&mention),
        false => joint::disagreement(scope, found, &mention),
    };
    judgement.disagreements.push(disagreement);
    false
}
