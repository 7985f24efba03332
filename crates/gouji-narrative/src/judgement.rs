//! What the prose of a report says, and what of it is wrong.

use std::ops::Range;
use std::rc::Rc;

use gouji_model::{Bilingual, CellId, Figure, Place, Section};
use gouji_rule::Rule;

use crate::number::StatedValue;

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
    /// What is stated; zero for a negation.
    pub stated: StatedValue,
    /// What it may mean, with the figures of the report.
    pub readings: Vec<Meaning<'p>>,
}

/// A sum of cells that a mention may mean.
#[derive(Clone, Debug)]
pub struct Meaning<'p> {
    /// What to call it.
    pub name: &'p Bilingual,
    /// The cells with their factors.
    pub cells: Rc<[(i64, CellId)]>,
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
    pub stated: String,
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

/// Words of a section on one line.
pub(crate) fn shown(section: &Section, range: &Range<usize>) -> String {
    let text = section.text.get(range.clone()).unwrap_or_default();
    text.split_whitespace().collect()
}
