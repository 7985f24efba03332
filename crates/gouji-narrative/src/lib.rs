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

mod amounts;
mod asides;
mod change;
mod claims;
mod current;
mod denials;
#[cfg(test)]
mod differential;
mod guards;
mod joined;
mod joint;
mod months;
mod numerals;
mod organs;
mod parts;
mod period;
mod scope;
mod script;
mod shares;
mod sums;
mod templates;
mod texts;
mod topics;
mod vague;
mod years;

use std::cmp::Ordering;
use std::ops::Range;

use gouji_model::{Bilingual, CellId, Figure, Place, Report, Section, Value};
use gouji_pack::{Check, NamedSum, NarrativeTest, Pack, Rule};

pub use numerals::Said;

use crate::claims::Found;
use crate::scope::Scope;
use crate::script::Script;
use crate::texts::Tests;

/// Longest text of a section that is read, in bytes; no report comes near it.
const LONGEST: usize = 1 << 20;

/// Something a report says of its cells.
#[derive(Clone, Debug)]
pub struct Mention<'p> {
    /// The rule whose words it matched.
    pub rule: &'p Rule,
    /// The name of the claim within the rule.
    pub claim: &'p str,
    /// Id of the section it stands in.
    pub section: String,
    /// The words, as bytes of the section's text.
    pub range: Range<usize>,
    /// The words, on one line.
    pub words: String,
    /// Where the words stand in the file.
    pub place: Option<Place>,
    /// What is said; zero for a negation.
    pub said: Said,
    /// What it may mean, with the figures of the report.
    pub readings: Vec<Meaning<'p>>,
}

/// A sum of cells that a mention may mean.
#[derive(Clone, Debug)]
pub struct Meaning<'p> {
    /// What to call it.
    pub name: &'p Bilingual,
    /// The cells with their factors.
    pub cells: Vec<(i64, CellId)>,
    /// What they come to; nothing where one of them cannot be read.
    pub value: Option<Figure>,
}

/// What is wrong with a text.
#[derive(Clone, Debug)]
pub struct Disagreement<'p> {
    /// The rule that says so.
    pub rule: &'p Rule,
    /// Which claim of the rule, or the section where rules have none.
    pub at: String,
    /// Where the words stand in the file.
    pub place: Option<Place>,
    /// The words.
    pub words: String,
    /// What they say: a figure or a percentage.
    pub said: String,
    /// What they were compared with, spelled out, likeliest first.
    pub readings: Vec<(Bilingual, String)>,
    /// The cells it rests on.
    pub cells: Vec<CellId>,
}

/// A text that could not be compared.
#[derive(Clone, Debug)]
pub struct Obscured<'p> {
    /// The rule.
    pub rule: &'p Rule,
    /// Which claim of the rule.
    pub at: String,
    /// The cells that could not be read; none where the text itself is too long to be read.
    pub cells: Vec<CellId>,
}

/// What the narrative rules of a pack came to.
#[derive(Clone, Debug, Default)]
pub struct Judgement<'p> {
    /// What disagrees, rule by rule and then as the text goes on.
    pub disagreements: Vec<Disagreement<'p>>,
    /// What could not be compared.
    pub obscured: Vec<Obscured<'p>>,
}

/// Everything the prose of a report says of its cells, right or wrong, in the order of the text.
#[must_use]
pub fn mentions<'p>(pack: &'p Pack, report: &Report) -> Vec<Mention<'p>> {
    let scope = Scope::new(pack, report);
    let short = sections(pack, report).filter(|section| section.text.len() <= LONGEST);
    short
        .flat_map(|section| {
            let read = Read::new(&scope, section);
            // What a cell is at most, or about, says little of what it is.
            let found = read
                .found
                .iter()
                .filter(|found| !found.claim.or_more && !found.claim.or_less)
                .filter(|found| found.said.span.is_none() && found.with.is_empty());
            let all = found.map(|found| mention(&scope, section, &read.script, found));
            all.collect::<Vec<_>>()
        })
        .collect()
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
        said: found.said,
        readings: meanings(scope, &found.claim.readings),
    }
}

/// Compares the prose of a report with its cells.
#[must_use]
pub fn judge<'p>(pack: &'p Pack, report: &Report) -> Judgement<'p> {
    let scope = Scope::new(pack, report);
    let mut judgement = Judgement::default();
    if scope.rules.is_empty() {
        return judgement;
    }
    let tests = Tests::new(&scope);
    tests.judge_head(&scope, &mut judgement);
    for section in sections(pack, report) {
        if section.text.len() > LONGEST {
            judgement
                .obscured
                .extend(scope.rules.iter().map(|rule| Obscured {
                    rule,
                    at: section.id.clone(),
                    cells: Vec::new(),
                }));
            continue;
        }
        let read = Read::new(&scope, section);
        let mut wrong = Vec::new();
        for found in &read.found {
            if !fits(&scope, found)
                && !joint::fits(&scope, found)
                && !judge_one(&scope, section, &read, found, &mut judgement)
            {
                wrong.extend(found.number);
            }
        }
        wrong.sort_unstable();
        shares::judge(&scope, section, &read, &mut judgement);
        parts::judge(&scope, section, &read, &wrong, &mut judgement);
        change::judge(&scope, section, &read, &mut judgement);
        amounts::judge(&scope, section, &read, &mut judgement);
        years::judge(&scope, section, &read, &mut judgement);
        tests.judge(&scope, section, &read.script, &mut judgement);
    }
    let order = |rule: &Rule| {
        pack.rules()
            .iter()
            .position(|known| known.name == rule.name)
    };
    judgement
        .disagreements
        .sort_by_key(|found| order(found.rule));
    judgement.obscured.sort_by_key(|found| order(found.rule));
    judgement
}

fn sections<'r>(pack: &Pack, report: &'r Report) -> impl Iterator<Item = &'r Section> {
    let read = &pack.vocabulary().sections;
    report.sections.iter().filter(move |s| read.contains(&s.id))
}

/// The text of a section with its figures, and the claims in it.
pub(crate) struct Read<'p, 't> {
    script: Script<'t>,
    found: Vec<Found<'p>>,
    /// Figures with the claim each belongs to, in order.
    by_number: Vec<(usize, usize)>,
}

impl<'p, 't> Read<'p, 't> {
    fn new(scope: &Scope<'p, '_>, section: &'t Section) -> Self {
        let denials = &scope.posts.denial;
        let script = Script::new(&section.text, scope.vocabulary, denials);
        let found = claims::find(scope, &script);
        let numbered = found.iter().enumerate();
        let mut by_number: Vec<(usize, usize)> = numbered
            .filter_map(|(index, found)| Some((found.number?, index)))
            .collect();
        by_number.sort_unstable();
        Self {
            script,
            found,
            by_number,
        }
    }

    /// The figures that claims are about.
    pub(crate) fn numbers(&self) -> impl Iterator<Item = usize> {
        self.by_number.iter().map(|(number, _)| *number)
    }

    /// The claim that a figure belongs to.
    pub(crate) fn claim_of(&self, number: usize) -> Option<&Found<'p>> {
        let index = self
            .by_number
            .binary_search_by_key(&number, |(number, _)| *number);
        let (_, found) = self.by_number.get(index.ok()?)?;
        self.found.get(*found)
    }
}

impl Read<'_, '_> {
    /// The cells that these figures of the text speak of, by their likeliest readings.
    pub(crate) fn cells_of(&self, scope: &Scope<'_, '_>, numbers: Range<usize>) -> Vec<CellId> {
        let claims = numbers.filter_map(|number| self.claim_of(number));
        let cells = claims.map(|found| cells_of(&meanings(scope, &found.claim.readings)));
        let mut all: Vec<CellId> = Vec::new();
        for cell in cells.flatten() {
            if !all.contains(&cell) {
                all.push(cell);
            }
        }
        all
    }
}

/// A reading with the report's figures.
fn meaning<'p>(scope: &Scope<'_, '_>, reading: &'p NamedSum) -> Meaning<'p> {
    let sum = reading.sum(scope.form);
    let sums::Value { cells, figure } = sums::value(scope.form, scope.report, sum);
    Meaning {
        name: &reading.name,
        cells,
        value: figure,
    }
}

/// Whether a cell of a reading is filled in. A total left blank says nothing where the cells it
/// should add up are.
fn is_printed(scope: &Scope<'_, '_>, meaning: &Meaning<'_>) -> bool {
    let value = |cell: CellId| scope.report.cell(cell).map(|cell| cell.value);
    let mut cells = meaning.cells.iter();
    cells.any(|(_, cell)| !matches!(value(*cell), None | Some(Value::Blank)))
}

/// The readings of a claim with the report's figures: those with something printed, or all.
fn meanings<'p>(scope: &Scope<'_, '_>, readings: &'p [NamedSum]) -> Vec<Meaning<'p>> {
    let all = readings.iter().map(|reading| meaning(scope, reading));
    let all: Vec<Meaning<'p>> = all.collect();
    if !all.iter().any(|meaning| is_printed(scope, meaning)) {
        return all;
    }
    let printed = all.into_iter();
    printed.filter(|m| is_printed(scope, m)).collect()
}

/// Whether a reading with something printed fits: most claims are true, and their first reading
/// is the likeliest. Where that cannot be read, nothing is known.
fn fits(scope: &Scope<'_, '_>, found: &Found<'_>) -> bool {
    let readings = found.claim.readings.iter();
    let mut read = readings.map(|reading| meaning(scope, reading)).enumerate();
    read.try_fold(false, |fits, (index, meaning)| match meaning.value {
        _ if fits => Some(true),
        None if index == 0 => None,
        value => Some(value.is_some_and(|value| says(found, value)) && is_printed(scope, &meaning)),
    })
    .unwrap_or(false)
}

/// Whether a claim may say this figure.
fn says(found: &Found<'_>, figure: Figure) -> bool {
    let compared = || {
        figure
            .at_scale(0)
            .map(|figure| figure.cmp(&found.said.value))
    };
    let more = found.claim.or_more && compared() == Some(Ordering::Less);
    let less = found.claim.or_less && compared() == Some(Ordering::Greater);
    found.said.fits(figure) || more || less
}

/// Whether a claim fits or cannot be told.
fn judge_one<'p>(
    scope: &Scope<'p, '_>,
    section: &Section,
    read: &Read<'p, '_>,
    found: &Found<'p>,
    judgement: &mut Judgement<'p>,
) -> bool {
    let mention = mention(scope, section, &read.script, found);
    let likeliest = found
        .claim
        .readings
        .first()
        .map(|first| meaning(scope, first));
    let likeliest = likeliest.filter(|first| first.value.is_none());
    let values = || mention.readings.iter().filter_map(|meaning| meaning.value);
    if likeliest.is_none() && values().any(|value| says(found, value)) {
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

/// A mention that no reading fits.
fn disagreement<'p>(mention: &Mention<'p>) -> Disagreement<'p> {
    let mut tried: Vec<(Bilingual, String)> = Vec::new();
    for meaning in &mention.readings {
        let value = meaning.value.map_or_else(String::new, |v| v.to_string());
        if !tried.iter().any(|(_, known)| *known == value) {
            tried.push((meaning.name.clone(), value));
        }
    }
    Disagreement {
        rule: mention.rule,
        at: mention.claim.to_owned(),
        place: mention.place,
        words: mention.words.clone(),
        said: mention.said.to_string(),
        readings: tried,
        cells: cells_of(&mention.readings),
    }
}

/// The cells of the likeliest reading.
fn cells_of(readings: &[Meaning<'_>]) -> Vec<CellId> {
    let first = readings.first();
    first.map_or_else(Vec::new, |meaning| {
        meaning.cells.iter().map(|(_, cell)| *cell).collect()
    })
}

/// Words of a section on one line.
fn shown(section: &Section, range: &Range<usize>) -> String {
    let text = section.text.get(range.clone()).unwrap_or_default();
    text.split_whitespace().collect()
}

/// Whether a rule is one this crate runs.
#[must_use]
pub fn is_narrative(rule: &Rule) -> bool {
    matches!(rule.check, Check::Narrative(_))
}

/// The claims of a rule.
fn claims_of(rule: &Rule) -> &[gouji_pack::Claim] {
    match &rule.check {
        Check::Narrative(NarrativeTest::Claims(claims)) => claims,
        _ => &[],
    }
}
