//! Rules about what the prose of a report says: how a figure is put into words, and which sums of
//! cells it may mean.
//!
//! A *template* is words with a figure in it: `收到|受理 * 申请 #`. Steps are set apart by spaces;
//! `|` parts alternatives (an empty one may be left out), `*` stands for any number of the
//! vocabulary's neutral words, and `#` for the figure, with filler words allowed on both sides.
//! Whatever else stands between the words makes the template not match: a modifier nobody
//! thought of must lead to silence, not to a false alarm.

use gouji_model::Bilingual;

use crate::formula::Sum;
use crate::lookup::Words;

/// A test of what the prose says.
#[derive(Clone, Debug)]
pub enum NarrativeTest {
    /// Figures and negations about sums of cells.
    Claims(Vec<Claim>),
    /// Percentages of a figure named before.
    Share(ShareTest),
    /// Lists of parts after a total.
    Parts(Box<PartsTest>),
    /// Amounts of money.
    Amount(Box<AmountTest>),
    /// The years of plans.
    Year(YearTest),
}

/// Something a report says of its figures.
#[derive(Clone, Debug)]
pub struct Claim {
    /// Its name within the rule.
    pub name: String,
    /// How it is said with a figure.
    pub says: Vec<Template>,
    /// How it is said that there was none; templates without a figure.
    pub denies: Vec<Template>,
    /// One of these must stand before it in its paragraph, or within it.
    pub after: Vec<Letters>,
    /// None of these may stand before it in its sentence.
    pub unless: Vec<Letters>,
    /// The sums of cells it may mean; it is wrong only when none of them fits.
    pub readings: Vec<NamedSum>,
}

/// A sum of cells with a name.
#[derive(Clone, Debug)]
pub struct NamedSum {
    /// What to call it.
    pub name: Bilingual,
    /// The sum.
    pub sum: Sum,
}

/// A test of percentages.
#[derive(Clone, Debug)]
pub struct ShareTest {
    /// How a share of the figure before is said.
    pub says: Vec<Template>,
    /// What it may be a share of, besides the figures the paragraph names before.
    pub bases: Vec<NamedSum>,
    /// Whether it looks for shares cut off or off by one in the last place, rather than wrong ones.
    pub nearly: bool,
}

/// A test of amounts of money.
#[derive(Clone, Debug)]
pub struct AmountTest {
    /// How the amount is said.
    pub says: Vec<Template>,
    /// One of these must stand before it in its paragraph, or within it.
    pub after: Vec<Letters>,
    /// None of these may stand before it in its sentence.
    pub unless: Vec<Letters>,
    /// What it must not exceed, as far as the decimals of that tell.
    pub at_most: Option<Bound>,
    /// What it is a multiple of, in the smallest unit.
    pub multiple_of: Option<i64>,
}

/// A sum of cells that an amount must not exceed.
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
    /// How the year is said.
    pub says: Vec<Template>,
    /// None of these may stand before it in its sentence.
    pub unless: Vec<Letters>,
    /// How many years after the report's it is at the earliest.
    pub later_by: i32,
}

/// A test of lists of parts.
#[derive(Clone, Debug)]
pub struct PartsTest {
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

/// Words as normalized characters: full-width forms and white space are gone.
pub type Letters = Vec<char>;

/// Words with a place for a figure.
#[derive(Clone, Debug, Default)]
pub struct Template {
    /// The steps before the figure, or all of them where there is none.
    pub before: Vec<Step>,
    /// The steps after the figure.
    pub after: Vec<Step>,
}

/// A step of a template.
#[derive(Clone, Debug)]
pub enum Step {
    /// One of these words.
    Words(Vec<Letters>),
    /// Any number of neutral words.
    Gap,
}

impl Template {
    /// Reads a template; `figure` says whether it must have one.
    pub(crate) fn parse(text: &str, figure: bool) -> Result<Self, &'static str> {
        let (before, after) = match text.split_once('#') {
            Some((before, after)) => (before, after),
            None => (text, ""),
        };
        if text.contains('#') != figure {
            return Err(if figure {
                "a template of `says` has one `#` for the figure"
            } else {
                "a template of `denies` has no `#`"
            });
        }
        let (before, after) = (steps(before), steps(after));
        let template = Self { before, after };
        let all = || template.before.iter().chain(&template.after);
        if !all().any(|step| matches!(step, Step::Words(_))) || text.matches('#').count() > 1 {
            return Err("a template needs words, and one figure at most");
        }
        if !figure
            && !matches!(template.before.first(), Some(Step::Words(w)) if w.iter().all(|w| !w.is_empty()))
        {
            return Err("a template of `denies` begins with a word");
        }
        Ok(template)
    }
}

fn steps(text: &str) -> Vec<Step> {
    text.split_whitespace()
        .map(|step| match step {
            "*" => Step::Gap,
            words => Step::Words(words.split('|').map(letters).collect()),
        })
        .collect()
}

/// A character as prose is compared: full-width forms become plain ones, white space is dropped.
#[inline]
#[must_use]
pub fn letter(c: char) -> Option<char> {
    match c {
        '\u{3001}'..='\u{9fff}' => Some(c),
        c if c.is_whitespace() || c == '\u{200b}' || c == '\u{feff}' => None,
        '\u{ff01}'..='\u{ff5e}' => char::from_u32(u32::from(c) - 0xfee0),
        c => Some(c),
    }
}

pub(crate) fn letters(text: &str) -> Letters {
    text.chars().filter_map(letter).collect()
}

/// The words of a language that all claims of a pack share.
#[derive(Clone, Debug, Default)]
pub struct Vocabulary {
    /// Ids of the sections that are read.
    pub sections: Vec<String>,
    /// Units of counts.
    pub units: Words,
    /// Units of other things that begin like units of counts.
    pub other_units: Words,
    /// Units of money.
    pub money: Words,
    /// Words that may stand between a claim's words and its figure.
    pub filler: Words,
    /// Words that may stand in a gap.
    pub neutral: Words,
    /// Neutral and filler words together: what may stand in a gap.
    pub gap: Words,
    /// Words before or after a figure that make it no exact one.
    pub about: Words,
    /// Words that make a sentence speak of another time.
    pub other_times: Vec<Letters>,
    /// Words that make a sentence speak of part of the organ or of another one, unless the
    /// organ's own name has them.
    pub other_scopes: Vec<Letters>,
    /// The ends of names of organs: one named right before a claim is the subject of the claim.
    pub organ_ends: Words,
    /// What stands before such an end when the report's own organ is meant.
    pub pronouns: Vec<Letters>,
    /// Words that may stand between the subject and the claim.
    pub leads: Words,
    /// Words that make a sentence speak of a whole area.
    pub whole_areas: Vec<Letters>,
    /// The ends of names of organs that report for a whole area.
    pub area_organs: Vec<String>,
    /// What may follow a negation, besides punctuation.
    pub tails: Words,
    /// Words that join things which share a figure.
    pub joints: Vec<Letters>,
}
