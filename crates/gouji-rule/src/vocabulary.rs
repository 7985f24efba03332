//! The words that the narrative rules of a pack share.

use crate::letters::Letters;
use crate::lookup::Words;
use crate::packing::{Deferred, packed};

/// Words of which most texts ask for none.
pub type Wordings = Deferred<Vec<Letters>>;

/// Something a text may speak of.
#[derive(Clone, Debug, Default)]
pub struct Topic {
    /// Its name.
    pub name: String,
    /// The words that tell it.
    pub words: Wordings,
    /// Words that tell it only after a sign, at the beginning, or after one of `before_weak`;
    /// after anything else they speak of another thing.
    pub weak: Wordings,
    /// What may stand before a weak word.
    pub before_weak: Words,
    /// Words that tell it where nothing before tells another one.
    pub hints: Wordings,
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
    /// Words before a Chinese numeral that make it no exact one: 数十.
    pub about_numerals: Words,
    /// Words that make a sentence speak of another time.
    pub other_times: Wordings,
    /// Words that make a sentence speak of part of the organ or of another one, unless the
    /// organ's own name has them.
    pub other_scopes: Wordings,
    /// The ends of names of organs: one named right before a claim is the subject of the claim.
    pub organ_ends: Words,
    /// Further ends, only where such an organ is named right before a claim.
    pub governments: Words,
    /// What stands before such an end when the report's own organ is meant.
    pub pronouns: Wordings,
    /// Words that may stand between the subject and the claim.
    pub leads: Words,
    /// Words that make a sentence speak of a whole area.
    pub whole_areas: Wordings,
    /// The ends of names of organs that report for a whole area.
    pub area_organs: Vec<String>,
    /// What may follow a negation, besides punctuation.
    pub tails: Words,
    /// Words that join things which share a figure.
    pub joints: Wordings,
    /// Words that end like a joint and are none.
    pub no_joints: Words,
    /// What a text may speak of.
    pub topics: Vec<Topic>,
    /// Words that make what they stand in tell what topics are about, and name none.
    pub contents: Wordings,
    /// Words that make a claim one about a part of what is counted.
    pub parts: Wordings,
    /// Words that open a list of parts.
    pub of_which: Wordings,
    /// Wordings that hold such words and mean everyone.
    pub wholes: Wordings,
    /// Words that must not stand among any words of a template's `~`.
    pub barriers: Wordings,
    /// Words at the end of a clause that say there was none of what stands before.
    pub nothing: Words,
    /// Words that give the same figure to each of the things joined before.
    pub evenly: Words,
    /// Words that give figures in turn to the things joined before.
    pub in_turn: Words,
    /// Units of a bare figure, whose topic was named before.
    pub case_units: Words,
    /// Words of `other_times` that are about the report's year where the sentence names it.
    pub within_year: Wordings,
    /// Words that name the report's year.
    pub this_year: Wordings,
    /// Those of `this_year` that mean whatever year was stated before: 全年.
    pub same_year: Wordings,
    /// Those of `other_times` that are parts of a year: 上半年.
    pub part_year: Wordings,
    /// What the report's own organ calls itself at the beginning of a clause.
    pub own: Wordings,
    /// Words that end a list of parts that leaves nothing out: 网络、信函等方式.
    pub all_ways: Wordings,
}

packed! { struct Topic { name, words, weak, before_weak, hints } }

packed! {
    struct Vocabulary {
        sections, units, other_units, money, filler, neutral, gap, about, about_numerals, other_times,
        other_scopes, organ_ends, governments, pronouns, leads, whole_areas, area_organs, tails,
        joints, no_joints, topics, contents, parts, of_which, wholes, barriers, nothing, evenly, in_turn,
        case_units, within_year, this_year, same_year, part_year, own, all_ways,
    }
}
