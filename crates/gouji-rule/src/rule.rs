//! A rule: everything about it in one place.

use std::borrow::Cow;

use gouji_model::script::in_simplified;
use gouji_model::{Authority, Bilingual, CellId, Finding, Identity, ObservationKind, Severity};

use crate::between::{PeerTest, PublishedTest, RollUpTest};
use crate::examples::Examples;
use crate::formula::Formula;
use crate::narrative::NarrativeTest;
use crate::packing::packed;

/// A rule of a pack, compiled for the pack's form.
#[derive(Clone, Debug)]
pub struct Rule {
    /// Its name, kebab-case.
    pub name: String,
    /// How much its findings matter.
    pub severity: Severity,
    /// What it rests on.
    pub authority: Authority,
    /// What the pack calls that, where it is not what every pack does.
    pub authority_words: Option<Bilingual>,
    /// Where that is stated.
    pub citation: Bilingual,
    /// What it checks, in a few words.
    pub title: Bilingual,
    /// The message, with `{placeholders}` for what was found.
    pub message: Bilingual,
    /// Why it matters.
    pub why: Bilingual,
    /// What to do about a finding.
    pub help: Bilingual,
    /// Whose reports it is for.
    pub organs: Organs,
    /// The first year whose reports it is for.
    pub since: Option<i32>,
    /// The last year whose reports it is for.
    pub until: Option<i32>,
    /// Whether it is not settled yet: it is reported only where it is asked for.
    pub preview: bool,
    /// How sure it is that what it finds is wrong.
    pub confidence: Confidence,
    /// What it looks at.
    pub check: Check,
    /// Examples that pass and that fail.
    pub examples: Examples,
    /// The file it comes from.
    pub origin: String,
}

impl Rule {
    /// A finding of it that names no cell, no place and no suspect; what is known of them is put in.
    #[must_use]
    pub fn finding(&self, identity: Identity, message: Bilingual) -> Finding {
        Finding {
            identity,
            rule: self.name.clone(),
            at: None,
            severity: self.severity,
            message,
            cells: Vec::new(),
            equation: None,
            place: None,
            suspects: Vec::new(),
            cause: None,
        }
    }
}

/// How sure it is that what a rule finds is wrong.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Confidence {
    /// What it says is broken is broken.
    #[default]
    High,
    /// It mostly is; populations may differ.
    Medium,
    /// It is worth a look.
    Low,
}

impl Confidence {
    /// Its name, as rule files have it.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::High => "high",
            Self::Medium => "medium",
            Self::Low => "low",
        }
    }
}

/// Whose reports a rule is for, derived from the organ's name; everyone's when it says nothing.
///
/// `县*局` is a name that ends in 局 and has 县 somewhere before.
#[derive(Clone, Debug, Default)]
pub struct Organs {
    /// The ends of names it is for.
    pub ends: Vec<String>,
    /// The ends of names among those that it is not for.
    pub except: Vec<String>,
    /// Whether one of these is written otherwise in simplified script.
    is_traditional: bool,
}

impl Organs {
    /// Those whose names have some ends, without those that have others.
    #[must_use]
    pub fn new(ends: Vec<String>, except: Vec<String>) -> Self {
        let is_traditional = are_traditional(ends.iter().chain(&except));
        Self {
            ends,
            except,
            is_traditional,
        }
    }

    /// Whether it is for everyone.
    #[must_use]
    pub fn are_all(&self) -> bool {
        self.ends.is_empty() && self.except.is_empty()
    }

    /// Whether it is for an organ of this name, in whichever script either is written. An organ whose name
    /// is not known is none of those named.
    #[must_use]
    pub fn include(&self, name: Option<&str>) -> bool {
        if self.are_all() {
            return true;
        }
        let name = in_simplified(name.unwrap_or_default());
        let is_one = |end: &String| match self.is_traditional {
            true => ends_in(&name, &in_simplified(end)),
            false => ends_in(&name, end),
        };
        let ends = |ends: &[String]| ends.iter().any(is_one);
        ends(&self.ends) && !ends(&self.except)
    }
}

fn ends_in(name: &str, end: &str) -> bool {
    let (before, end) = end.split_once('*').unwrap_or(("", end));
    name.strip_suffix(end)
        .is_some_and(|rest| rest.contains(before))
}

/// Whether one of some words is written otherwise in simplified script.
#[must_use]
pub fn are_traditional<'w>(mut words: impl Iterator<Item = &'w String>) -> bool {
    words.any(|word| matches!(in_simplified(word), Cow::Owned(_)))
}

/// What a rule looks at.
#[derive(Clone, Debug)]
pub enum Check {
    /// A relation between cells or years.
    Relation(Relation),
    /// Every cell of the form by itself.
    Cell(CellRule),
    /// Zeros written in more than one way in a table.
    MixedZeroStyles,
    /// A report in which every cell is blank.
    Unfilled,
    /// A report that does not say whose it is, or of what period.
    Unnamed,
    /// Something the binder saw.
    Observation(ObservationKind),
    /// The text of a section.
    Text(TextTest),
    /// The text of a section against that of last year's report.
    Copied(CopiedTest),
    /// Cells against those of last year's report.
    Unchanged(UnchangedTest),
    /// What the prose says, against the cells.
    Narrative(NarrativeTest),
    /// Cells against the sums over the units that count towards the report's.
    RollUp(RollUpTest),
    /// A unit that has no report.
    Missing,
    /// Files with reports of one organ and year that hold other figures.
    DifferingFiles,
    /// The day of publication.
    Published(PublishedTest),
}

impl Check {
    /// Whether it is about other reports than this one and last year's: only who has them all can
    /// check it.
    #[must_use]
    pub const fn needs_others(&self) -> bool {
        matches!(
            self,
            Self::RollUp(_) | Self::Missing | Self::DifferingFiles | Self::Published(_)
        )
    }
}

/// A relation with its text and what it compiled to.
#[derive(Clone, Debug)]
pub struct Relation {
    /// As written in the rule file.
    pub text: String,
    /// Compiled.
    pub formula: Formula,
    /// Whether it says nothing where a cell it names is blank; else a blank counts as zero.
    pub skips_blanks: bool,
    /// Whether a cell whose question does not arise (`N/A`) counts as zero; else what names it does not
    /// apply, and a set leaves it out.
    pub not_applicable_is_zero: bool,
    /// What a finding says where blank cells are what is wrong.
    pub blank: BlankWording,
}

/// What a finding about a comparison says where blank cells are what is wrong; else it says what it
/// always does.
#[derive(Clone, Debug, Default)]
pub struct BlankWording {
    /// Where the only cell of one side is blank.
    pub total: Option<Bilingual>,
    /// Where the cells of one side come to nothing, blank ones among them, and the only one of the other
    /// side does not.
    pub parts: Option<Bilingual>,
    /// Where any cell is blank.
    pub some: Option<Bilingual>,
}

/// A test of every cell, and how much it matters in some of them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CellRule {
    /// The test.
    pub test: CellTest,
    /// Cells in which a finding matters more or less than the rule says.
    pub grades: Vec<(CellId, Severity)>,
}

impl CellRule {
    /// How much a finding in a cell matters, in a rule of this severity.
    #[must_use]
    pub fn severity(&self, cell: CellId, usual: Severity) -> Severity {
        let own = self.grades.iter().find(|(other, _)| *other == cell);
        own.map_or(usual, |(_, severity)| *severity)
    }
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
    /// More decimals than the smallest coin takes in the column's unit.
    FinerThanUnit,
}

/// A test of a section's text.
#[derive(Clone, Debug)]
pub struct TextTest {
    /// Id of the section that should say it, and where a finding stands.
    pub section: String,
    /// Ids of sections where it may be stated as well.
    pub or_in: Vec<String>,
    /// Of every list at least one wording must occur.
    pub mentions: Vec<Vec<String>>,
    /// None of these wordings may occur; `*` in one stands for a few characters.
    pub never: Vec<String>,
    /// What stands for `*` does no harm where it has one of these.
    pub unless: Vec<String>,
    /// The least characters it says, signs and hollow words apart.
    pub at_least: usize,
    /// Words that say nothing by themselves, and do not count.
    pub hollow: Vec<String>,
    /// Only for reports of this year and later.
    pub since: Option<i32>,
    /// Whether one of its words is written otherwise in simplified script.
    pub is_traditional: bool,
}

/// A test whether sections repeat last year's, figures and years apart.
#[derive(Clone, Debug)]
pub struct CopiedTest {
    /// Ids of the sections.
    pub sections: Vec<String>,
    /// The least characters, figures and signs apart, for a section to be worth comparing.
    pub characters: usize,
    /// From how many percent of the text on it is a repetition.
    pub percent: usize,
    /// The same against other units' texts, where that is asked.
    pub peers: Option<PeerTest>,
}

/// A test whether the figures are those of last year's report.
#[derive(Clone, Debug)]
pub struct UnchangedTest {
    /// The cells compared.
    pub cells: Vec<CellId>,
    /// The least of them that must hold a figure other than zero for it to mean anything.
    pub filled: usize,
}

packed! {
    struct Rule {
        name, severity, authority, authority_words, citation, title, message, why, help, organs, since,
        until, preview, confidence, check, examples, origin,
    }
}

packed! { enum Confidence { 0 = High, 1 = Medium, 2 = Low } }
packed! { struct Organs { ends, except, is_traditional } }

packed! {
    enum Check {
        0 = Relation(relation),
        1 = Cell(rule),
        2 = MixedZeroStyles,
        3 = Unfilled,
        4 = Unnamed,
        5 = Observation(kind),
        6 = Text(test),
        7 = Copied(test),
        8 = Unchanged(test),
        9 = Narrative(test),
        10 = RollUp(test),
        11 = Missing,
        12 = DifferingFiles,
        13 = Published(test),
    }
}

packed! { struct Relation { text, formula, skips_blanks, not_applicable_is_zero, blank } }
packed! { struct BlankWording { total, parts, some } }
packed! { struct CellRule { test, grades } }

packed! {
    enum CellTest {
        0 = Blank,
        1 = Placeholder,
        2 = UnitInCount,
        3 = UnitInAmount,
        4 = Text,
        5 = Negative,
        6 = Decimal,
        7 = NumberStyle,
        8 = FinerThanUnit,
    }
}

packed! {
    struct TextTest { section, or_in, mentions, never, unless, at_least, hollow, since, is_traditional }
}
packed! { struct CopiedTest { sections, characters, percent, peers } }
packed! { struct UnchangedTest { cells, filled } }

#[cfg(test)]
mod tests {
    use super::Organs;

    #[test]
    fn names_are_compared_in_one_script() {
        let organs =
            |ends: &str, except: &str| Organs::new(vec![ends.to_owned()], vec![except.to_owned()]);
        // Documents in traditional script are read in simplified script.
        for name in ["青葉後藤病院", "青叶后藤病院"] {
            assert!(organs("後藤病院", "支院").include(Some(name)));
            assert!(organs("青葉*病院", "支院").include(Some(name)));
            assert!(!organs("病院", "後藤病院").include(Some(name)));
            assert!(!organs("前藤病院", "支院").include(Some(name)));
        }
    }
}
