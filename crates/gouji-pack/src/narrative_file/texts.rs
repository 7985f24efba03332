//! What whole texts say: words, periods, years and organs.

use gouji_rule::{CurrentTest, NamedOrgan, OrganTest, PeriodTest, Words, WordsTest, YearTest};
use toml::Spanned;

use super::compiling::{Compiling, words};
use crate::context::Unfit;
use crate::mistake;
use crate::outline::keys;
use crate::spanned::plain;

keys! {
    pub(super) struct YearEntry {
        "看哪些部分" "which sections are read"
        sections: Vec<Spanned<String>>,
        "说法的模板，`#` 是数，例如 收到|受理 * 申请 #" "templates with `#` for the figure, such as “received|accepted * requests #”"
        says: Vec<Spanned<String>>,
        "同一句前面有其中任何一个词就不算" "none of these may stand before it in its sentence"
        unless: Vec<String> = default,
        "至少比报告年度晚几年" "how many years after the report's at the earliest"
        later_by: i32,
    }
}

impl YearEntry {
    pub(super) fn compile(&self, compiling: &Compiling<'_>) -> Result<YearTest, Unfit> {
        let read = &compiling.shared.vocabulary.sections;
        let mut sections = self.sections.iter();
        if let Some(section) = sections.find(|section| !read.contains(section.get_ref())) {
            let read: Vec<&str> = read.iter().map(String::as_str).collect();
            let mistake = mistake::not_read(section.get_ref(), &read);
            return Err(compiling.fault(section, mistake).into());
        }
        Ok(YearTest {
            sections: plain(&self.sections),
            says: compiling.templates(&self.says)?,
            unless: words(&self.unless),
            later_by: self.later_by,
        })
    }
}

keys! {
    pub(super) struct WordsEntry {
        "看哪些文字：部分的标识，或 `title`、`preamble`"
        "the texts it looks at: ids of sections, `title` or `preamble`"
        texts: Vec<Spanned<String>>,
        "不能有这些词" "none of these may stand there"
        never: Vec<String> = default,
        "也不能有这些词，其间的标点不论" "none of these either, whatever signs stand between their letters"
        never_plain: Vec<String> = default,
        "同一句里有其中任何一个词就不算" "a sentence with one of these may hold what must not stand there"
        unless: Vec<String> = default,
        "应当有其中一个词" "one of these must stand there"
        one_of: Vec<String> = default,
        "从这一年的报告起" "from the reports of this year on"
        since: Option<i32>,
    }
}

impl WordsEntry {
    /// The texts it looks at.
    pub(super) fn texts(&self) -> &[Spanned<String>] {
        &self.texts
    }

    pub(super) fn compile(&self) -> WordsTest {
        WordsTest {
            texts: plain(&self.texts),
            never: Words::new(words(&self.never)),
            never_plain: Words::new(words(&self.never_plain)),
            unless: words(&self.unless),
            one_of: words(&self.one_of),
            wanted: self.one_of.first().cloned().unwrap_or_default(),
            since: self.since,
        }
    }
}

keys! {
    pub(super) struct PeriodEntry {
        "看哪些文字：部分的标识，或 `title`、`preamble`"
        "the texts it looks at: ids of sections, `title` or `preamble`"
        texts: Vec<Spanned<String>>,
        "同一段前面须有其中一个词" "one of these must stand before it in its paragraph"
        after: Vec<String>,
        "同一句前面有其中任何一个词就不算" "none of these may stand before it in its sentence"
        unless: Vec<String> = default,
    }
}

impl PeriodEntry {
    /// The texts it looks at.
    pub(super) fn texts(&self) -> &[Spanned<String>] {
        &self.texts
    }

    pub(super) fn compile(&self) -> PeriodTest {
        PeriodTest {
            texts: plain(&self.texts),
            after: words(&self.after),
            unless: words(&self.unless),
        }
    }
}

keys! {
    pub(super) struct CurrentEntry {
        "看哪些文字：部分的标识，或 `title`、`preamble`"
        "the texts it looks at: ids of sections, `title` or `preamble`"
        texts: Vec<Spanned<String>>,
        "这些词后面的年份不算" "a year after one of these does not count"
        unless: Vec<String>,
        "这些词前面的年份不算" "a year before one of these does not count"
        unless_before: Vec<String>,
        "这些词后面的年份就是报告的年份" "a year after one of these is the one reported on"
        reporting: Vec<String> = default,
    }
}

impl CurrentEntry {
    /// The texts it looks at.
    pub(super) fn texts(&self) -> &[Spanned<String>] {
        &self.texts
    }

    pub(super) fn compile(&self) -> CurrentTest {
        CurrentTest {
            texts: plain(&self.texts),
            unless: Words::new(words(&self.unless)),
            unless_before: Words::new(words(&self.unless_before)),
            reporting: Words::new(words(&self.reporting)),
        }
    }
}

keys! {
    pub(super) struct OrganEntry {
        "看哪些文字：部分的标识，或 `title`、`preamble`"
        "the texts it looks at: ids of sections, `title` or `preamble`"
        texts: Vec<Spanned<String>>,
        "机关名称前面的词（向）" "what stands before the organ"
        to: Vec<String>,
        "机关名称的结尾" "the ends of names of organs"
        ends: Vec<String>,
        "机关名称后面的词（提出）" "what stands after the organ"
        made: Vec<String>,
        "同一句后面须有其中一个词" "one of these follows in the sentence"
        what: Vec<String>,
        "同一句前面有其中任何一个词就不算" "none of these may stand before it in its sentence"
        unless: Vec<String> = default,
        "不是某一个机关的称呼" "names that are those of no one organ"
        anyone: Vec<String> = default,
        "报告自称的写法" "how a report names its own organ"
        named: Vec<NamedEntry> = default,
    }
}

keys! {
    struct NamedEntry {
        "机关名称前面的词；不写时是句首或年份" "what stands before the name; without it a clause or a year"
        before: Vec<String> = default,
        "机关名称后面的词" "what stands after the name"
        after: Vec<String>,
        "只看别处的机关：同一地方的其他机关可以写在这里"
        "only organs of another place: others of the same place may stand there"
        elsewhere: bool = default,
        "名称须在文字的开头一句" "the name stands in the first sentence of the text"
        opening: bool = default,
        "以这些词结尾的名称不算" "names that end so do not count"
        unless: Vec<String> = default,
    }
}

impl OrganEntry {
    /// The texts it looks at.
    pub(super) fn texts(&self) -> &[Spanned<String>] {
        &self.texts
    }

    pub(super) fn compile(&self) -> OrganTest {
        let named = |entry: &NamedEntry| NamedOrgan {
            before: Words::new(words(&entry.before)),
            after: Words::new(words(&entry.after)),
            elsewhere: entry.elsewhere,
            opening: entry.opening,
            unless: Words::new(words(&entry.unless)),
        };
        OrganTest {
            texts: plain(&self.texts),
            to: Words::new(words(&self.to)),
            ends: Words::new(words(&self.ends)),
            made: Words::new(words(&self.made)),
            what: words(&self.what),
            unless: words(&self.unless),
            anyone: Words::new(words(&self.anyone)),
            named: self.named.iter().map(named).collect(),
        }
    }
}
