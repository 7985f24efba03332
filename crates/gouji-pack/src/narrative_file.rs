//! The narrative part of rule files.

use std::num::NonZeroU32;
use std::ops::Range;

use gouji_model::{Bilingual, Form};
use gouji_rule::{
    AmountTest, Bound, ChangeTest, Claim, CurrentTest, Family, Letters, NamedOrgan, NamedSum,
    NarrativeTest, Needed, OrganTest, PartsTest, PeriodTest, ShareTest, Template, Vocabulary,
    Within, Words, WordsTest, YearTest, letters,
};
use serde::Deserialize;
use toml::Spanned;

use crate::PackError;
use crate::context::{SharedWords, Unfit};
use crate::files::File;
use crate::formula::{self, sum_of};
use crate::mistake;
use crate::quoted;
use crate::template::{self, Lists};

/// `[narrative]` as written: one of its kinds.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct NarrativeEntry {
    #[serde(default)]
    claim: Vec<Spanned<ClaimEntry>>,
    share: Option<Spanned<ShareEntry>>,
    parts: Option<Spanned<PartsEntry>>,
    amount: Option<Spanned<AmountEntry>>,
    year: Option<Spanned<YearEntry>>,
    words: Option<Spanned<WordsEntry>>,
    change: Option<Spanned<ChangeEntry>>,
    period: Option<Spanned<PeriodEntry>>,
    current: Option<Spanned<CurrentEntry>>,
    organ: Option<Spanned<OrganEntry>>,
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

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct ClaimEntry {
    name: String,
    #[serde(default)]
    says: Vec<Spanned<String>>,
    #[serde(default)]
    denies: Vec<Spanned<String>>,
    #[serde(default)]
    after: Vec<String>,
    #[serde(default)]
    unless: Vec<String>,
    #[serde(default)]
    not_near: Vec<String>,
    #[serde(default)]
    not_after: Vec<String>,
    #[serde(default)]
    about: Vec<Spanned<String>>,
    #[serde(default)]
    of_parts: bool,
    #[serde(default)]
    or_more: bool,
    #[serde(default)]
    or_less: bool,
    reads: Vec<ReadingEntry>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct ReadingEntry {
    zh: Option<String>,
    en: Option<String>,
    sum: Spanned<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct ShareEntry {
    says: Vec<Spanned<String>>,
    bases: Vec<ReadingEntry>,
    #[serde(default)]
    nearly: bool,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct PartsEntry {
    #[serde(default)]
    unless: Vec<String>,
    opens: Vec<String>,
    families: Vec<FamilyEntry>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct FamilyEntry {
    words: Vec<String>,
    #[serde(default)]
    whole: bool,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct AmountEntry {
    says: Vec<Spanned<String>>,
    #[serde(default)]
    after: Vec<String>,
    #[serde(default)]
    unless: Vec<String>,
    at_most: Option<BoundEntry>,
    multiple_of: Option<NonZeroU32>,
    some_of: Option<NeededEntry>,
    within: Option<WithinEntry>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct NeededEntry {
    zh: Option<String>,
    en: Option<String>,
    sum: Spanned<String>,
    below: Option<NonZeroU32>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct WithinEntry {
    amount: Vec<Spanned<String>>,
    count: Vec<Spanned<String>>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct BoundEntry {
    zh: Option<String>,
    en: Option<String>,
    sum: Spanned<String>,
    times: NonZeroU32,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct YearEntry {
    sections: Vec<String>,
    says: Vec<Spanned<String>>,
    #[serde(default)]
    unless: Vec<String>,
    later_by: i32,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct ChangeEntry {
    than: Vec<String>,
    more: Vec<String>,
    less: Vec<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct WordsEntry {
    texts: Vec<String>,
    #[serde(default)]
    never: Vec<String>,
    #[serde(default)]
    one_of: Vec<String>,
    since: Option<i32>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct PeriodEntry {
    texts: Vec<String>,
    after: Vec<String>,
    #[serde(default)]
    unless: Vec<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct CurrentEntry {
    texts: Vec<String>,
    unless: Vec<String>,
    unless_before: Vec<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct OrganEntry {
    texts: Vec<String>,
    to: Vec<String>,
    ends: Vec<String>,
    made: Vec<String>,
    what: Vec<String>,
    #[serde(default)]
    unless: Vec<String>,
    #[serde(default)]
    anyone: Vec<String>,
    #[serde(default)]
    named: Vec<NamedEntry>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct NamedEntry {
    #[serde(default)]
    before: Vec<String>,
    after: Vec<String>,
    #[serde(default)]
    elsewhere: bool,
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
