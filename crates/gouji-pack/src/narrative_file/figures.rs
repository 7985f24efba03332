//! Figures of the prose against one another: percentages, lists of parts, changes.

use gouji_rule::{ChangeTest, Family, PartsTest, ShareTest, Words};
use toml::Spanned;

use super::compiling::{Compiling, ReadingEntry, words};
use crate::context::Unfit;
use crate::outline::keys;

keys! {
    pub(super) struct ShareEntry {
        "说法的模板，`#` 是数，例如 收到|受理 * 申请 #" "templates with `#` for the figure, such as “received|accepted * requests #”"
        says: Vec<Spanned<String>>,
        "百分比可能以什么为基数" "what it may be a share of"
        bases: Vec<ReadingEntry>,
        "找尾数舍入的差错，而不是算错的" "looks for shares off by their last digit, not for wrong ones"
        nearly: bool = default,
    }
}

impl ShareEntry {
    pub(super) fn compile(&self, compiling: &Compiling<'_>) -> Result<ShareTest, Unfit> {
        Ok(ShareTest {
            says: compiling.templates(&self.says)?,
            bases: compiling.readings(&self.bases)?,
            nearly: self.nearly,
        })
    }
}

keys! {
    pub(super) struct PartsEntry {
        "紧接在这些词后面的不是总数" "a figure right after one of these is no total"
        unless: Vec<String> = default,
        "引出分项的词" "the words that open a list"
        opens: Vec<String>,
        "同一类的词：一列分项都属于同一类" "words of one kind: all parts of a list are of the same"
        families: Vec<FamilyEntry>,
    }
}

keys! {
    struct FamilyEntry {
        "这一类的词" "the words"
        words: Vec<String>,
        "这一类的分项没有遗漏，加起来应等于总数" "such a list leaves nothing out: it adds up to the total"
        whole: bool = default,
    }
}

impl PartsEntry {
    pub(super) fn compile(&self) -> PartsTest {
        let family = |entry: &FamilyEntry| Family {
            words: words(&entry.words),
            whole: entry.whole,
        };
        PartsTest {
            unless: Words::new(words(&self.unless)),
            opens: Words::new(words(&self.opens)),
            families: self.families.iter().map(family).collect(),
        }
    }
}

keys! {
    pub(super) struct ChangeEntry {
        "引出比较的词" "words that open a comparison"
        than: Vec<String>,
        "表示增加的词" "words that say it became more"
        more: Vec<String>,
        "表示减少的词" "words that say it became less"
        less: Vec<String>,
    }
}

impl ChangeEntry {
    pub(super) fn compile(&self) -> ChangeTest {
        ChangeTest {
            than: words(&self.than),
            more: Words::new(words(&self.more)),
            less: Words::new(words(&self.less)),
        }
    }
}
