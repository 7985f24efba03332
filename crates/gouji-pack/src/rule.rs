//! A rule: everything about it in one place.

use gouji_model::{Authority, Bilingual, CellId, ObservationKind, Severity};

use crate::formula::Formula;

/// A rule of a pack, compiled for the pack's form.
#[derive(Clone, Debug)]
pub struct Rule {
    /// Its name, kebab-case.
    pub name: String,
    /// How much its findings matter.
    pub severity: Severity,
    /// What it rests on.
    pub authority: Authority,
    /// Where that is said.
    pub citation: Bilingual,
    /// What it checks, in a few words.
    pub title: Bilingual,
    /// The message, with `{placeholders}` for what was found.
    pub message: Bilingual,
    /// Why it matters.
    pub why: Bilingual,
    /// What to do about a finding.
    pub help: Bilingual,
    /// What it looks at.
    pub check: Check,
    /// Examples that pass and that fail.
    pub examples: Vec<Example>,
    /// The file it comes from.
    pub origin: String,
}

/// What a rule looks at.
#[derive(Clone, Debug)]
pub enum Check {
    /// A relation between cells or years.
    Relation(Relation),
    /// Every cell of the form by itself.
    Cell(CellTest),
    /// Zeros written in more than one way in a table.
    MixedZeroStyles,
    /// Something the binder saw.
    Observation(ObservationKind),
    /// The text of a section.
    Text(TextTest),
}

/// A relation with its text and what it compiled to.
#[derive(Clone, Debug)]
pub struct Relation {
    /// As written in the rule file.
    pub text: String,
    /// Compiled.
    pub formula: Formula,
}

/// A test of one cell.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CellTest {
    /// Nothing in it.
    Blank,
    /// A sign that stands for nothing.
    Placeholder,
    /// A number with a unit, in a cell of counts.
    UnitInCount,
    /// A number with a unit, in a cell of amounts.
    UnitInAmount,
    /// Other text.
    Text,
    /// Below zero where only zero and more make sense.
    Negative,
    /// Decimals in a count.
    Decimal,
    /// Thousands separators or full-width digits.
    NumberStyle,
}

/// A test of a section's text.
#[derive(Clone, Debug)]
pub struct TextTest {
    /// Id of the section.
    pub section: String,
    /// Of every list at least one wording must occur.
    pub mentions: Vec<Vec<String>>,
    /// Only for organs whose name ends in one of these; all where empty.
    pub organization_ends: Vec<String>,
    /// Only where the document has the section.
    pub since: Option<i32>,
}

/// An example of a rule: cells to fill in an otherwise zero report.
#[derive(Clone, Debug)]
pub struct Example {
    /// Whether the rule is satisfied.
    pub passes: bool,
    /// Cells by address with their texts.
    pub cells: Vec<(CellId, String)>,
    /// Cells of last year's report by address.
    pub prior: Vec<(String, String)>,
    /// Years and sections by name: `year`, `title.year`, `section.other`, `organization`.
    pub facts: Vec<(String, String)>,
    /// Whether the binder sees what the rule looks for.
    pub observed: bool,
}
