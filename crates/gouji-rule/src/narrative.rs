//! Rules about what the prose of a report says: how a figure is put into words, and which sums of
//! cells it may mean.
//!
//! A *template* is words with a figure in it: `收到|受理 * 申请 #`. Steps are set apart by spaces;
//! `|` parts alternatives (an empty one may be left out), `*` stands for any number of the
//! vocabulary's neutral words, and `#` for the figure, with filler words allowed on both sides.
//! `~` stands for a few words of any kind without a sign among them, `^` for the beginning of a
//! clause, `@-1` for the year before the report's in figures (2022年), and `<name>` for the alternatives
//! the vocabulary lists under that name.
//! Whatever else stands between the words makes the template not match: a modifier nobody
//! thought of must lead to silence, not to a false alarm.

use std::sync::Arc;

use crate::alternatives::Alternatives;
use crate::letters::Letters;
use crate::lookup::Words;
use crate::named_sum::NamedSum;
use crate::packing::{Deferred, packed};

/// A test of what the prose says.
#[derive(Clone, Debug)]
pub enum NarrativeTest {
    /// Figures and negations about sums of cells.
    Claims(Vec<Deferred<Claim>>),
    /// Percentages of a figure named before.
    Share(ShareTest),
    /// Lists of parts after a total.
    Parts(Box<PartsTest>),
    /// Amounts of money.
    Amount(Box<AmountTest>),
    /// The years of plans.
    Year(YearTest),
    /// Words that must not stand in a text, or must.
    Words(Box<WordsTest>),
    /// How a figure has changed from another one.
    Change(Box<ChangeTest>),
    /// The period the report is about.
    Period(PeriodTest),
    /// The year a section speaks of.
    Current(Box<CurrentTest>),
    /// Whom requests were made to, and who acts.
    Organ(Box<OrganTest>),
}

impl NarrativeTest {
    /// The texts it looks at, by the ids of their sections; nothing for those that look at all whose prose is
    /// read.
    #[must_use]
    pub fn texts(&self) -> Option<&[String]> {
        match self {
            Self::Words(test) => Some(&test.texts),
            Self::Period(test) => Some(&test.texts),
            Self::Current(test) => Some(&test.texts),
            Self::Organ(test) => Some(&test.texts),
            Self::Year(test) => Some(&test.sections),
            Self::Claims(_)
            | Self::Share(_)
            | Self::Parts(_)
            | Self::Amount(_)
            | Self::Change(_) => None,
        }
    }
}

/// A test of changes: 46件，比上年52件减少6件.
#[derive(Clone, Debug)]
pub struct ChangeTest {
    /// Words that open a comparison.
    pub than: Vec<Letters>,
    /// Words that say it became more.
    pub more: Words,
    /// Words that say it became less.
    pub less: Words,
}

/// A test of words. Texts are those of sections, and `title` and `preamble`.
#[derive(Clone, Debug)]
pub struct WordsTest {
    /// The texts it looks at.
    pub texts: Vec<String>,
    /// None of these may stand there.
    pub never: Words,
    /// None of these either, whatever signs stand between their letters and figures.
    pub never_plain: Words,
    /// A sentence with one of these may hold what must not stand there.
    pub unless: Vec<Letters>,
    /// One of these must stand there, where there is a text.
    pub one_of: Vec<Letters>,
    /// What is reported missing.
    pub wanted: String,
    /// Only for reports of this year and later.
    pub since: Option<i32>,
}

/// A test of the statistical period.
#[derive(Clone, Debug)]
pub struct PeriodTest {
    /// The texts it looks at.
    pub texts: Vec<String>,
    /// One of these must stand before it in its sentence, or right after it.
    pub after: Vec<Letters>,
    /// None of these may stand in its sentence.
    pub unless: Vec<Letters>,
}

/// A test of the year that a text speaks of.
#[derive(Clone, Debug)]
pub struct CurrentTest {
    /// The texts it looks at.
    pub texts: Vec<String>,
    /// A year after one of these is no year of the report.
    pub unless: Words,
    /// A year before one of these is none either.
    pub unless_before: Words,
    /// A year after one of these is the one reported on.
    pub reporting: Words,
}

/// A test of the organs a text names.
#[derive(Clone, Debug)]
pub struct OrganTest {
    /// The texts it looks at.
    pub texts: Vec<String>,
    /// What stands before the organ something was made to.
    pub to: Words,
    /// The ends of names of organs.
    pub ends: Words,
    /// What stands after it.
    pub made: Words,
    /// One of these follows in the sentence.
    pub what: Vec<Letters>,
    /// None of these may stand in the sentence.
    pub unless: Vec<Letters>,
    /// Names that are those of no one organ.
    pub anyone: Words,
    /// What stands before and after the name of the report's own organ.
    pub named: Vec<NamedOrgan>,
}

/// Words between which a report names its own organ: 由…编制, …（以下简称“我局”）.
#[derive(Clone, Debug)]
pub struct NamedOrgan {
    /// One of these stands before the name; where none is given, a clause or a year.
    pub before: Words,
    /// One of these stands after it.
    pub after: Words,
    /// Whether an organ of the same place may stand there as well.
    pub elsewhere: bool,
    /// Whether it counts only in the first sentence of a text.
    pub opening: bool,
    /// Names that end so do not count.
    pub unless: Words,
}

/// Something a report says of its figures.
#[derive(Clone, Debug)]
pub struct Claim {
    /// Its name within the rule.
    pub name: String,
    /// How it is stated with a figure.
    pub says: Vec<Template>,
    /// How it is stated that there was none; templates without a figure.
    pub denies: Vec<Template>,
    /// One of these must stand before it in its paragraph, or within it.
    pub after: Vec<Letters>,
    /// None of these may stand before it in its sentence.
    pub unless: Vec<Letters>,
    /// None of these may stand between it and the count stated before in its sentence.
    pub not_near: Vec<Letters>,
    /// None of these may stand right before it.
    pub not_after: Words,
    /// None of these may stand before it in its sentence, or behind it in its paragraph.
    pub not_with: Vec<Letters>,
    /// One of these must stand among any words of a template's `~`, where they are not all neutral.
    pub through: Vec<Letters>,
    /// The topics it may be about: the last one spoken of, in its own words or before, must be
    /// one of them. Any where there are none.
    pub about: Vec<u32>,
    /// Whether it may be about a part of what is counted, such as those who apply.
    pub of_parts: bool,
    /// Whether the figure may be greater than what is in the cells.
    pub or_more: bool,
    /// Whether the figure may be smaller than what is in the cells.
    pub or_less: bool,
    /// The sums of cells it may mean; it is wrong only when none of them fits.
    pub readings: Vec<NamedSum>,
}

/// A test of percentages.
#[derive(Clone, Debug)]
pub struct ShareTest {
    /// How a share of the figure before is stated.
    pub says: Vec<Template>,
    /// What it may be a share of, besides the figures the paragraph names before.
    pub bases: Vec<NamedSum>,
    /// Whether it looks for shares cut off or off by one in the last place, rather than wrong ones.
    pub nearly: bool,
}

/// A test of amounts of money.
#[derive(Clone, Debug)]
pub struct AmountTest {
    /// How the amount is stated.
    pub says: Vec<Template>,
    /// One of these must stand before it in its paragraph, or within it.
    pub after: Vec<Letters>,
    /// None of these may stand before it in its sentence.
    pub unless: Vec<Letters>,
    /// What it must not exceed, as far as the decimals of that tell.
    pub at_most: Option<Bound>,
    /// What it is, as far as the decimals of both tell.
    pub equals: Option<Bound>,
    /// What it is a multiple of, in the smallest unit.
    pub multiple_of: Option<i64>,
    /// What cannot be nothing where there is an amount.
    pub some_of: Option<Needed>,
    /// What it must not exceed of what the sentence says before.
    pub within: Option<Within>,
}

/// A sum of cells that cannot be nothing where there is an amount.
#[derive(Clone, Debug)]
pub struct Needed {
    /// The sum.
    pub sum: NamedSum,
    /// Only for amounts below this.
    pub below: Option<i64>,
}

/// What an amount must not exceed of what is stated before it in its paragraph.
#[derive(Clone, Debug)]
pub struct Within {
    /// How the greater amount is stated.
    pub amount: Vec<Template>,
    /// How a count is stated without which there is no amount.
    pub count: Vec<Template>,
}

/// A sum of cells that an amount is held against.
#[derive(Clone, Debug)]
pub struct Bound {
    /// The sum.
    pub sum: NamedSum,
    /// How many of the amount's units one of the sum is.
    pub times: i64,
}

/// A test of years.
#[derive(Clone, Debug)]
pub struct YearTest {
    /// Ids of the sections it looks at.
    pub sections: Vec<String>,
    /// How the year is stated.
    pub says: Vec<Template>,
    /// None of these may stand before it in its sentence.
    pub unless: Vec<Letters>,
    /// How many years after the report's it is at the earliest.
    pub later_by: i32,
}

/// A test of lists of parts.
#[derive(Clone, Debug)]
pub struct PartsTest {
    /// A total right after one of these is none: 增加6件.
    pub unless: Words,
    /// The words that open a list.
    pub opens: Words,
    /// Words of one kind: every part of a list has a word of the same family.
    pub families: Vec<Family>,
}

/// Words of one kind.
#[derive(Clone, Debug)]
pub struct Family {
    /// The words.
    pub words: Vec<Letters>,
    /// Whether a list of such parts leaves nothing out.
    pub whole: bool,
}

/// Words with a place for a figure.
#[derive(Clone, Debug, Default)]
pub struct Template {
    /// The steps before the figure, or all of them where there is none.
    pub before: Vec<Step>,
    /// The steps after the figure.
    pub after: Vec<Step>,
}

impl Template {
    /// How many years after the report's the years are that it names, the last one first.
    pub fn years(&self) -> impl Iterator<Item = i32> {
        let steps = self.before.iter().chain(&self.after).rev();
        steps.filter_map(|step| match step {
            Step::Year(later) => Some(*later),
            _ => None,
        })
    }
}

/// A step of a template.
#[derive(Clone, Debug)]
pub enum Step {
    /// One of these words.
    Words(Arc<Alternatives>),
    /// Any number of neutral words.
    Gap,
    /// A few words of any kind, without a sign among them.
    Wide,
    /// The beginning of a clause.
    Edge,
    /// A year in figures, so many years after the report's.
    Year(i32),
}

packed! {
    enum NarrativeTest {
        0 = Claims(claims),
        1 = Share(test),
        2 = Parts(test),
        3 = Amount(test),
        4 = Year(test),
        5 = Words(test),
        6 = Change(test),
        7 = Period(test),
        8 = Current(test),
        9 = Organ(test),
    }
}

packed! { struct ChangeTest { than, more, less } }
packed! { struct WordsTest { texts, never, never_plain, unless, one_of, wanted, since } }
packed! { struct PeriodTest { texts, after, unless } }
packed! { struct CurrentTest { texts, unless, unless_before, reporting } }
packed! { struct OrganTest { texts, to, ends, made, what, unless, anyone, named } }
packed! { struct NamedOrgan { before, after, elsewhere, opening, unless } }

packed! {
    struct Claim {
        name, says, denies, after, unless, not_near, not_after, not_with, through, about, of_parts,
        or_more, or_less, readings,
    }
}

packed! { struct ShareTest { says, bases, nearly } }
packed! { struct AmountTest { says, after, unless, at_most, equals, multiple_of, some_of, within } }
packed! { struct Needed { sum, below } }
packed! { struct Within { amount, count } }
packed! { struct Bound { sum, times } }
packed! { struct YearTest { sections, says, unless, later_by } }
packed! { struct PartsTest { unless, opens, families } }
packed! { struct Family { words, whole } }
packed! { struct Template { before, after } }

packed! {
    enum Step {
        0 = Words(words),
        1 = Gap,
        2 = Wide,
        3 = Edge,
        4 = Year(later),
    }
}
