//! The narrative part of rule files.

use std::num::NonZeroU32;
use std::ops::Range;

use gouji_model::{Bilingual, Form};
use gouji_rule::{
    AmountTest, Bound, ChangeTest, Claim, CurrentTest, Family, Letters, NamedOrgan, NamedSum,
    NarrativeTest, Needed, OrganTest, PartsTest, PeriodTest, ShareTest, Template, Vocabulary,
    Within, Words, WordsTest, YearTest, letters,
};
use toml::Spanned;

use crate::PackError;
use crate::context::{SharedWords, Unfit};
use crate::files::File;
use crate::formula::{self, sum_of};
use crate::mistake;
use crate::outline::keys;
use crate::quoted;
use crate::template::{self, Lists};

keys! {
    /// `[narrative]` as written: one of its kinds.
    pub(crate) struct NarrativeEntry {
        "文字里的一种说法，与它可能指的单元格比较" "a claim of the prose, against the cells it may mean"
        claim: Vec<Spanned<ClaimEntry>> = default,
        "前面数字所占的百分比" "percentages of the figure before"
        share: Option<Spanned<ShareEntry>>,
        "总数后面列出的分项" "lists of parts after a total"
        parts: Option<Spanned<PartsEntry>>,
        "金额" "amounts of money"
        amount: Option<Spanned<AmountEntry>>,
        "计划所说的年份" "the years that plans are for"
        year: Option<Spanned<YearEntry>>,
        "文字里不能有或应当有的词" "words that must not stand in a text, or must"
        words: Option<Spanned<WordsEntry>>,
        "与另一个数比较的增减" "how a figure has changed from another one"
        change: Option<Spanned<ChangeEntry>>,
        "统计期限" "the statistical period"
        period: Option<Spanned<PeriodEntry>>,
        "文字说的是哪一年" "the year that a text speaks of"
        current: Option<Spanned<CurrentEntry>>,
        "文字里提到的其他机关" "other organs that a text names"
        organ: Option<Spanned<OrganEntry>>,
    }
}

impl NarrativeEntry {
    /// The kinds that are there, in the order they stand.
    fn kinds(&self) -> Vec<(&'static str, Range<usize>)> {
        fn place<T>(entry: &Option<Spanned<T>>) -> Option<Range<usize>> {
            entry.as_ref().map(Spanned::span)
        }
        let all = [
            ("claim", self.claim.first().map(Spanned::span)),
            ("share", place(&self.share)),
            ("parts", place(&self.parts)),
            ("amount", place(&self.amount)),
            ("year", place(&self.year)),
            ("words", place(&self.words)),
            ("change", place(&self.change)),
            ("period", place(&self.period)),
            ("current", place(&self.current)),
            ("organ", place(&self.organ)),
        ];
        let there = all.into_iter();
        let mut kinds: Vec<_> = there
            .filter_map(|(name, place)| Some((name, place?)))
            .collect();
        kinds.sort_by_key(|(_, place)| place.start);
        kinds
    }
}

/// It is of one kind only; a second one would be dropped without a word.
fn check_single(file: &File, entry: &Spanned<NarrativeEntry>) -> Result<(), PackError> {
    let (place, mistake) = match entry.get_ref().kinds().as_slice() {
        [] => (entry.span(), mistake::no_kind()),
        [_] => return Ok(()),
        [(first, _), (second, place), ..] => (place.clone(), mistake::several_kinds(first, second)),
    };
    Err(PackError::at(&file.path, &file.text, place, mistake))
}

keys! {
    struct ClaimEntry {
        "说法的名称" "the claim's name"
        name: String,
        "说法的模板，例如 `收到|受理 * 申请 #`" "templates with the figure, such as `收到|受理 * 申请 #`"
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

keys! {
    struct ReadingEntry {
        "中文" "in Chinese"
        zh: Option<String>,
        "英文" "in English"
        en: Option<String>,
        "单元格之和，例如 `sum(table[row, column])`" "a sum of cells, such as `sum(table[row, column])`"
        sum: Spanned<String>,
    }
}

keys! {
    struct ShareEntry {
        "说法的模板，例如 `收到|受理 * 申请 #`" "templates with the figure, such as `收到|受理 * 申请 #`"
        says: Vec<Spanned<String>>,
        "百分比可能以什么为基数" "what it may be a share of"
        bases: Vec<ReadingEntry>,
        "找尾数舍入的差错，而不是算错的" "looks for shares off by their last digit, not for wrong ones"
        nearly: bool = default,
    }
}

keys! {
    struct PartsEntry {
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

keys! {
    struct AmountEntry {
        "说法的模板，例如 `收到|受理 * 申请 #`" "templates with the figure, such as `收到|受理 * 申请 #`"
        says: Vec<Spanned<String>>,
        "同一段前面须有其中一个词" "one of these must stand before it in its paragraph"
        after: Vec<String> = default,
        "同一句前面有其中任何一个词就不算" "none of these may stand before it in its sentence"
        unless: Vec<String> = default,
        "不超过这些单元格之和" "not more than this sum of cells"
        at_most: Option<BoundEntry>,
        "是这个数（最小单位）的倍数" "a multiple of this, in the smallest unit"
        multiple_of: Option<NonZeroU32>,
        "有这笔金额时不能为零的单元格之和" "a sum of cells that cannot be nothing where there is an amount"
        some_of: Option<NeededEntry>,
        "不超过同一段前面所说的金额" "not more than the amount said before in its paragraph"
        within: Option<WithinEntry>,
    }
}

keys! {
    struct NeededEntry {
        "中文" "in Chinese"
        zh: Option<String>,
        "英文" "in English"
        en: Option<String>,
        "单元格之和，例如 `sum(table[row, column])`" "a sum of cells, such as `sum(table[row, column])`"
        sum: Spanned<String>,
        "只看低于此数的金额" "only for amounts below this"
        below: Option<NonZeroU32>,
    }
}

keys! {
    struct WithinEntry {
        "前面金额的说法" "how the greater amount is said"
        amount: Vec<Spanned<String>>,
        "件数的说法，为零则不应有金额" "how a count is said without which there is no amount"
        count: Vec<Spanned<String>>,
    }
}

keys! {
    struct BoundEntry {
        "中文" "in Chinese"
        zh: Option<String>,
        "英文" "in English"
        en: Option<String>,
        "单元格之和，例如 `sum(table[row, column])`" "a sum of cells, such as `sum(table[row, column])`"
        sum: Spanned<String>,
        "表中一个单位是文字里的多少个单位" "how many units of the text one of the table is"
        times: NonZeroU32,
    }
}

keys! {
    struct YearEntry {
        "看哪些部分" "which sections are read"
        sections: Vec<String>,
        "说法的模板，例如 `收到|受理 * 申请 #`" "templates with the figure, such as `收到|受理 * 申请 #`"
        says: Vec<Spanned<String>>,
        "同一句前面有其中任何一个词就不算" "none of these may stand before it in its sentence"
        unless: Vec<String> = default,
        "至少比报告年度晚几年" "how many years after the report's at the earliest"
        later_by: i32,
    }
}

keys! {
    struct ChangeEntry {
        "引出比较的词" "words that open a comparison"
        than: Vec<String>,
        "表示增加的词" "words that say it became more"
        more: Vec<String>,
        "表示减少的词" "words that say it became less"
        less: Vec<String>,
    }
}

keys! {
    struct WordsEntry {
        "看哪些文字：部分的标识，或 `title`、`preamble`"
        "the texts it looks at: ids of sections, `title` or `preamble`"
        texts: Vec<String>,
        "不能有这些词" "none of these may stand there"
        never: Vec<String> = default,
        "应当有其中一个词" "one of these must stand there"
        one_of: Vec<String> = default,
        "从这一年的报告起" "from the reports of this year on"
        since: Option<i32>,
    }
}

keys! {
    struct PeriodEntry {
        "看哪些文字：部分的标识，或 `title`、`preamble`"
        "the texts it looks at: ids of sections, `title` or `preamble`"
        texts: Vec<String>,
        "同一段前面须有其中一个词" "one of these must stand before it in its paragraph"
        after: Vec<String>,
        "同一句前面有其中任何一个词就不算" "none of these may stand before it in its sentence"
        unless: Vec<String> = default,
    }
}

keys! {
    struct CurrentEntry {
        "看哪些文字：部分的标识，或 `title`、`preamble`"
        "the texts it looks at: ids of sections, `title` or `preamble`"
        texts: Vec<String>,
        "这些词后面的年份不算" "a year after one of these does not count"
        unless: Vec<String>,
        "这些词前面的年份不算" "a year before one of these does not count"
        unless_before: Vec<String>,
    }
}

keys! {
    struct OrganEntry {
        "看哪些文字：部分的标识，或 `title`、`preamble`"
        "the texts it looks at: ids of sections, `title` or `preamble`"
        texts: Vec<String>,
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
    }
}

/// Compiles `[narrative]` for a form.
pub(crate) fn compile_for(
    file: &File,
    entry: &Spanned<NarrativeEntry>,
    form: &Form,
    shared: &SharedWords,
) -> Result<NarrativeTest, Unfit> {
    check_single(file, entry)?;
    let entry = entry.get_ref();
    let SharedWords { vocabulary, lists } = shared;
    if let Some(share) = entry.share.as_ref().map(Spanned::get_ref) {
        return Ok(NarrativeTest::Share(ShareTest {
            says: templates(file, &share.says, true, lists)?,
            bases: readings(file, &share.bases, form)?,
            nearly: share.nearly,
        }));
    }
    if let Some(parts) = entry.parts.as_ref().map(Spanned::get_ref) {
        return Ok(NarrativeTest::Parts(Box::new(PartsTest {
            unless: Words::new(words(&parts.unless)),
            opens: Words::new(words(&parts.opens)),
            families: parts.families.iter().map(family).collect(),
        })));
    }
    if let Some(amount) = entry.amount.as_ref().map(Spanned::get_ref) {
        let test = amount_test(file, amount, form, lists)?;
        return Ok(NarrativeTest::Amount(Box::new(test)));
    }
    if let Some(year) = entry.year.as_ref().map(Spanned::get_ref) {
        return Ok(NarrativeTest::Year(YearTest {
            sections: year.sections.clone(),
            says: templates(file, &year.says, true, lists)?,
            unless: words(&year.unless),
            later_by: year.later_by,
        }));
    }
    if let Some(test) = test_of_words(entry) {
        return Ok(test);
    }
    let claims = entry.claim.iter().map(Spanned::get_ref);
    let claims = claims.map(|claim| {
        Ok(Claim {
            name: claim.name.clone(),
            says: templates(file, &claim.says, true, lists)?,
            denies: templates(file, &claim.denies, false, lists)?,
            after: words(&claim.after),
            unless: words(&claim.unless),
            not_near: words(&claim.not_near),
            not_after: Words::new(words(&claim.not_after)),
            about: topics(file, &claim.about, vocabulary)?,
            of_parts: claim.of_parts,
            or_more: claim.or_more,
            or_less: claim.or_less,
            readings: readings(file, &claim.reads, form)?,
        })
    });
    claims.collect::<Result<_, _>>().map(NarrativeTest::Claims)
}

/// The tests that need no templates.
fn test_of_words(entry: &NarrativeEntry) -> Option<NarrativeTest> {
    if let Some(test) = entry.words.as_ref().map(Spanned::get_ref) {
        return Some(NarrativeTest::Words(WordsTest {
            texts: test.texts.clone(),
            never: words(&test.never),
            one_of: words(&test.one_of),
            wanted: test.one_of.first().cloned().unwrap_or_default(),
            since: test.since,
        }));
    }
    if let Some(test) = entry.change.as_ref().map(Spanned::get_ref) {
        return Some(NarrativeTest::Change(Box::new(ChangeTest {
            than: words(&test.than),
            more: Words::new(words(&test.more)),
            less: Words::new(words(&test.less)),
        })));
    }
    if let Some(test) = entry.period.as_ref().map(Spanned::get_ref) {
        return Some(NarrativeTest::Period(PeriodTest {
            texts: test.texts.clone(),
            after: words(&test.after),
            unless: words(&test.unless),
        }));
    }
    if let Some(test) = entry.current.as_ref().map(Spanned::get_ref) {
        return Some(NarrativeTest::Current(Box::new(CurrentTest {
            texts: test.texts.clone(),
            unless: Words::new(words(&test.unless)),
            unless_before: Words::new(words(&test.unless_before)),
        })));
    }
    let test = entry.organ.as_ref()?.get_ref();
    Some(NarrativeTest::Organ(Box::new(OrganTest {
        texts: test.texts.clone(),
        to: Words::new(words(&test.to)),
        ends: Words::new(words(&test.ends)),
        made: Words::new(words(&test.made)),
        what: words(&test.what),
        unless: words(&test.unless),
        anyone: Words::new(words(&test.anyone)),
        named: test.named.iter().map(named).collect(),
    })))
}

fn named(entry: &NamedEntry) -> NamedOrgan {
    NamedOrgan {
        before: words(&entry.before),
        after: Words::new(words(&entry.after)),
        elsewhere: entry.elsewhere,
    }
}

/// The topics of these names, by their places in the vocabulary.
fn topics(
    file: &File,
    names: &[Spanned<String>],
    vocabulary: &Vocabulary,
) -> Result<Vec<u32>, PackError> {
    let place = |name: &Spanned<String>| {
        let known = (0u32..).zip(&vocabulary.topics);
        let mut same = known.filter(|(_, topic)| topic.name == *name.get_ref());
        same.next().map(|(place, _)| place).ok_or_else(|| {
            let mistake = mistake::template("`about` names topics of the vocabulary");
            PackError::at(&file.path, &file.text, name.span(), mistake)
        })
    };
    names.iter().map(place).collect()
}

fn amount_test(
    file: &File,
    entry: &AmountEntry,
    form: &Form,
    lists: &Lists,
) -> Result<AmountTest, Unfit> {
    let bound = |entry: &BoundEntry| {
        Ok::<_, Unfit>(Bound {
            sum: named_sum(file, form, (&entry.zh, &entry.en), &entry.sum)?,
            times: i64::from(entry.times.get()),
        })
    };
    let needed = |entry: &NeededEntry| {
        Ok::<_, Unfit>(Needed {
            sum: named_sum(file, form, (&entry.zh, &entry.en), &entry.sum)?,
            below: entry.below.map(|below| i64::from(below.get())),
        })
    };
    let within = |entry: &WithinEntry| {
        Ok::<_, Unfit>(Within {
            amount: templates(file, &entry.amount, true, lists)?,
            count: templates(file, &entry.count, true, lists)?,
        })
    };
    Ok(AmountTest {
        says: templates(file, &entry.says, true, lists)?,
        after: words(&entry.after),
        unless: words(&entry.unless),
        at_most: entry.at_most.as_ref().map(bound).transpose()?,
        multiple_of: entry.multiple_of.map(|of| i64::from(of.get())),
        some_of: entry.some_of.as_ref().map(needed).transpose()?,
        within: entry.within.as_ref().map(within).transpose()?,
    })
}

fn family(entry: &FamilyEntry) -> Family {
    Family {
        words: words(&entry.words),
        whole: entry.whole,
    }
}

fn words(texts: &[String]) -> Vec<Letters> {
    texts.iter().map(|text| letters(text)).collect()
}

fn templates(
    file: &File,
    texts: &[Spanned<String>],
    figure: bool,
    lists: &Lists,
) -> Result<Vec<Template>, PackError> {
    let read = |text: &Spanned<String>| {
        template::parse(text.get_ref(), figure, lists).map_err(|message| {
            let mistake = mistake::template(message);
            PackError::at(&file.path, &file.text, text.span(), mistake)
        })
    };
    texts.iter().map(read).collect()
}

fn readings(file: &File, entries: &[ReadingEntry], form: &Form) -> Result<Vec<NamedSum>, Unfit> {
    let read = |entry: &ReadingEntry| named_sum(file, form, (&entry.zh, &entry.en), &entry.sum);
    entries.iter().map(read).collect()
}

fn named_sum(
    file: &File,
    form: &Form,
    (zh, en): (&Option<String>, &Option<String>),
    written: &Spanned<String>,
) -> Result<NamedSum, Unfit> {
    let name = Bilingual::in_any(zh.clone(), en.clone());
    let name = name.ok_or_else(|| {
        let mistake = mistake::no_language();
        PackError::at(&file.path, &file.text, written.span(), mistake)
    })?;
    let text = written.get_ref();
    // What is embedded is right: tests compile it.
    let sum = NamedSum::later(name, text.clone(), formula::embedded_sum);
    if file.compact.is_some() {
        return Ok(sum);
    }
    let known = sum_of(form, text).map_err(|error| {
        let span = quoted::place(&file.text, written.span(), error.span);
        let shown = PackError::at(&file.path, &file.text, span, error.mistake);
        Unfit::of(shown, error.absent)
    });
    Ok(sum.known(known?))
}
