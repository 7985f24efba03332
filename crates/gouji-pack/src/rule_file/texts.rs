//! Rules about the text of a section.

use gouji_model::Form;
use gouji_rule::{Check, CopiedTest, TextTest, are_traditional};
use toml::Spanned;

use crate::PackError;
use crate::context::Unfit;
use crate::files::File;
use crate::mistake;
use crate::outline::keys;
use crate::spanned::plain;

use super::between::PeersEntry;

keys! {
    pub(super) struct TextEntry {
        "部分的标识" "the section, by its id"
        section: Spanned<String>,
        "写在这些部分也可以" "sections that may say it instead"
        or_in: Vec<Spanned<String>> = default,
        "每组词至少出现一个" "of each group of words one must occur"
        mentions: Vec<Vec<String>> = default,
        "不应出现的词，`*` 代表几个字" "words that must not occur; `*` stands for a few characters"
        never: Vec<String> = default,
        "`*` 所代表的字中有其中之一就不算" "no harm where what stands for `*` has one of these"
        unless: Vec<String> = default,
        "至少有这么多字（标点不计）" "at least this many characters, signs apart"
        at_least: usize = default,
        "本身什么也没说的字词，不计字数" "words that say nothing by themselves and do not count"
        hollow: Vec<String> = default,
        "从这一年的报告起" "from the reports of this year on"
        since: Option<i32>,
    }
}

keys! {
    pub(super) struct CopiedEntry {
        "看哪些部分" "which sections are compared"
        pub sections: Vec<Spanned<String>>,
        "至少有这么多字才比较" "only texts with at least this many characters"
        characters: usize,
        "相同的字占到百分之多少" "from this many per cent the same"
        percent: usize,
        "也与其他单位的文字比较" "compared with other units' texts, too"
        peers: Option<PeersEntry>,
    }
}

impl CopiedEntry {
    /// The check it is.
    pub(super) fn read(&self) -> Check {
        Check::Copied(CopiedTest {
            sections: plain(&self.sections),
            characters: self.characters,
            percent: self.percent,
            peers: self.peers.as_ref().map(PeersEntry::read),
        })
    }
}

/// Words in the order in which they are looked for, so that none hides a longer one.
fn longest_first(words: &[String]) -> Vec<String> {
    let mut words = words.to_vec();
    words.sort_by_key(|word| std::cmp::Reverse(word.len()));
    words
}

/// The check that an entry is in a form.
pub(super) fn text(file: &File, entry: &TextEntry, form: &Form) -> Result<Check, Unfit> {
    let known = form.sections.iter();
    let known: Vec<&str> = known.map(|section| section.id.as_str()).collect();
    let named = std::iter::once(&entry.section).chain(&entry.or_in);
    if let Some(id) = named
        .into_iter()
        .find(|id| !known.contains(&id.get_ref().as_str()))
    {
        let mistake = mistake::no_section(id.get_ref(), &known);
        let error = PackError::at(&file.path, &file.text, id.span(), mistake);
        return Err(Unfit::Absent(error));
    }
    let lists = [&entry.never, &entry.unless, &entry.hollow];
    let words = entry.mentions.iter().chain(lists).flatten();
    Ok(Check::Text(TextTest {
        is_traditional: are_traditional(words),
        section: entry.section.get_ref().clone(),
        mentions: entry.mentions.clone(),
        never: entry.never.clone(),
        unless: entry.unless.clone(),
        or_in: entry.or_in.iter().map(|id| id.get_ref().clone()).collect(),
        at_least: entry.at_least,
        hollow: longest_first(&entry.hollow),
        since: entry.since,
    }))
}
