//! Claims of the prose about cells.

use gouji_rule::{Claim, Words};
use toml::Spanned;

use super::compiling::{Compiling, ReadingEntry, words};
use crate::PackError;
use crate::context::Unfit;
use crate::mistake;
use crate::outline::keys;

keys! {
    pub(super) struct ClaimEntry {
        "说法的名称" "the claim's name"
        name: String,
        "说法的模板，`#` 是数，例如 收到|受理 * 申请 #" "templates with `#` for the figure, such as “received|accepted * requests #”"
        says: Vec<Spanned<String>> = default,
        "表示没有的模板，不带 `#`" "templates that say zero, without `#`"
        denies: Vec<Spanned<String>> = default,
        "同一段前面须有其中一个词" "one of these must stand before it in its paragraph"
        after: Vec<String> = default,
        "同一句前面有其中任何一个词就不算" "none of these may stand before it in its sentence"
        unless: Vec<String> = default,
        "与同一句前一个件数之间有其中任何一个词就不算"
        "none of these may stand between it and the count before in its sentence"
        not_near: Vec<String> = default,
        "紧接在这些词后面就不算" "none of these may stand right before it"
        not_after: Vec<String> = default,
        "同一句前面或同一段后面有其中任何一个词就不算"
        "none of these may stand before it in its sentence, or behind it in its paragraph"
        not_with: Vec<String> = default,
        "模板的 `~` 代表的词里须有其中一个（都是 neutral 的词除外）"
        "one of these must stand among the words of `~`, where they are not all neutral"
        through: Vec<String> = default,
        "说的是这些话题之一：前面最后提到的话题须是它"
        "the topics it may be about: the last one spoken of must be one of them"
        about: Vec<Spanned<String>> = default,
        "说的可以是其中一部分（如某类申请人）" "it may be about a part of what is counted, such as those who apply"
        of_parts: bool = default,
        "文字里的数可以比表中大" "the figure may be greater than what is in the cells"
        or_more: bool = default,
        "文字里的数可以比表中小" "the figure may be smaller than what is in the cells"
        or_less: bool = default,
        "这句话可能指的单元格之和，最可能的在前" "the sums of cells it may mean, likeliest first"
        reads: Vec<ReadingEntry>,
    }
}

impl ClaimEntry {
    pub(super) fn compile(&self, compiling: &Compiling<'_>) -> Result<Claim, Unfit> {
        Ok(Claim {
            name: self.name.clone(),
            says: compiling.templates(&self.says)?,
            denies: compiling.denials(&self.denies)?,
            after: words(&self.after),
            unless: words(&self.unless),
            not_near: words(&self.not_near),
            not_after: Words::new(words(&self.not_after)),
            not_with: words(&self.not_with),
            through: words(&self.through),
            about: self.topics(compiling)?,
            of_parts: self.of_parts,
            or_more: self.or_more,
            or_less: self.or_less,
            readings: compiling.readings(&self.reads)?,
        })
    }

    /// Its topics, by their places in the vocabulary.
    fn topics(&self, compiling: &Compiling<'_>) -> Result<Vec<u32>, PackError> {
        let topics = &compiling.shared.vocabulary.topics;
        let place = |name: &Spanned<String>| {
            let mut known = (0u32..).zip(topics);
            let same = known.find(|(_, topic)| topic.name == *name.get_ref());
            same.map(|(place, _)| place).ok_or_else(|| {
                let known: Vec<&str> = topics.iter().map(|topic| topic.name.as_str()).collect();
                compiling.fault(name, mistake::no_topic(name.get_ref(), &known))
            })
        };
        self.about.iter().map(place).collect()
    }
}
