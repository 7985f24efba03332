//! What the prose of a report says of its figures, against the cells of its tables.
//!
//! The stages: `script` reads a section's text to plain characters that know where they stood;
//! `numerals` finds the figures in it, in digits or Chinese numerals, with their units;
//! `templates` matches a pack's templates around a figure; `claims` decides which sentence speaks
//! of which cells, and when scope or time is uncertain says nothing; `sums` evaluates what a
//! sentence may mean; `shares` and `parts` compare figures of the prose with one another. A claim
//! is false only when no admissible reading of it fits. Everything is one pass over the text, and
//! all arithmetic is in integers.

mod claims;
mod numerals;
mod parts;
mod script;
mod shares;
mod sums;
mod templates;

use std::ops::Range;

use gouji_model::{Bilingual, CellId, Figure, Place, Report, Section, Value};
use gouji_pack::{Check, NamedSum, NarrativeTest, Pack, Rule};

pub use numerals::Said;

use crate::claims::Scope;
use crate::script::Script;

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
    sections(pack, report)
        .filter(|section| section.text.len() <= LONGEST)
        .flat_map(|section| read(&scope, section).mentions)
        .map(|(_, mention)| mention)
        .collect()
}

/// Compares the prose of a report with its cells.
#[must_use]
pub fn judge<'p>(pack: &'p Pack, report: &Report) -> Judgement<'p> {
    let scope = Scope::new(pack, report);
    let mut judgement = Judgement::default();
    if scope.rules.is_empty() {
        return judgement;
    }
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
        let read = read(&scope, section);
        let mut wrong = Vec::new();
        for (number, mention) in &read.mentions {
            if !judge_one(mention, section, &mut judgement) {
                wrong.extend(*number);
            }
        }
        wrong.sort_unstable();
        shares::judge(&scope, section, &read, &mut judgement);
        parts::judge(&scope, section, &read, &wrong, &mut judgement);
    }
    let order = |rule: &Rule| pack.rules.iter().position(|known| known.name == rule.name);
    judgement
        .disagreements
        .sort_by_key(|found| order(found.rule));
    judgement.obscured.sort_by_key(|found| order(found.rule));
    judgement
}

fn sections<'r>(pack: &Pack, report: &'r Report) -> impl Iterator<Item = &'r Section> {
    let read = &pack.vocabulary.sections;
    report.sections.iter().filter(move |s| read.contains(&s.id))
}

/// The text of a section with its figures, and the mentions in it, each with the index of its
/// figure.
pub(crate) struct Read<'p> {
    script: Script,
    mentions: Vec<(Option<usize>, Mention<'p>)>,
    /// Figures with the mention each belongs to, in order.
    by_number: Vec<(usize, usize)>,
}

impl<'p> Read<'p> {
    /// The mention that a figure belongs to.
    pub(crate) fn mention_of(&self, number: usize) -> Option<&Mention<'p>> {
        let index = self
            .by_number
            .binary_search_by_key(&number, |(number, _)| *number);
        let (_, mention) = self.by_number.get(index.ok()?)?;
        self.mentions.get(*mention).map(|(_, mention)| mention)
    }
}

fn read<'p>(scope: &Scope<'p, '_>, section: &Section) -> Read<'p> {
    let script = Script::new(&section.text, scope.vocabulary);
    let found = claims::find(scope, &script);
    let mentions = found.into_iter().map(|found| {
        let range = script.bytes(found.words.clone());
        let mention = Mention {
            rule: found.rule,
            claim: &found.claim.name,
            section: section.id.clone(),
            place: section.place_of(range.clone()),
            range,
            said: found.said,
            readings: meanings(scope, &found.claim.readings),
        };
        (found.number, mention)
    });
    let mentions: Vec<(Option<usize>, Mention<'p>)> = mentions.collect();
    let numbered = mentions.iter().enumerate();
    let mut by_number: Vec<(usize, usize)> = numbered
        .filter_map(|(index, (number, _))| Some(((*number)?, index)))
        .collect();
    by_number.sort_unstable();
    Read {
        script,
        mentions,
        by_number,
    }
}

/// The readings of a claim with the report's figures.
fn meanings<'p>(scope: &Scope<'_, '_>, readings: &'p [NamedSum]) -> Vec<Meaning<'p>> {
    let meaning = |reading: &'p NamedSum| {
        let sums::Value { cells, figure } = sums::value(scope.form, scope.report, &reading.sum);
        Meaning {
            name: &reading.name,
            cells,
            value: figure,
        }
    };
    let all: Vec<Meaning<'p>> = readings.iter().map(meaning).collect();
    // A total left blank says nothing where the cells it should add up are filled in.
    let printed = |meaning: &Meaning<'_>| {
        let mut cells = meaning.cells.iter();
        let value = |cell: CellId| scope.report.cell(cell).map(|cell| cell.value);
        cells.any(|(_, cell)| !matches!(value(*cell), None | Some(Value::Blank)))
    };
    if !all.iter().any(printed) {
        return all;
    }
    all.into_iter().filter(printed).collect()
}

/// Whether a mention fits or cannot be told.
fn judge_one<'p>(mention: &Mention<'p>, section: &Section, judgement: &mut Judgement<'p>) -> bool {
    let values = || mention.readings.iter().filter_map(|meaning| meaning.value);
    if values().any(|value| mention.said.fits(value)) {
        return true;
    }
    let lost = mention.readings.iter().find(|m| m.value.is_none());
    if let Some(lost) = lost {
        judgement.obscured.push(Obscured {
            rule: mention.rule,
            at: mention.claim.to_owned(),
            cells: lost.cells.iter().map(|(_, cell)| *cell).collect(),
        });
        return true;
    }
    let mut tried: Vec<(Bilingual, String)> = Vec::new();
    for meaning in &mention.readings {
        let value = meaning.value.map_or_else(String::new, |v| v.to_string());
        if !tried.iter().any(|(_, known)| *known == value) {
            tried.push((meaning.name.clone(), value));
        }
    }
    judgement.disagreements.push(Disagreement {
        rule: mention.rule,
        at: mention.claim.to_owned(),
        place: mention.place,
        words: shown(section, &mention.range),
        said: mention.said.to_string(),
        readings: tried,
        cells: cells_of(&mention.readings),
    });
    false
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
