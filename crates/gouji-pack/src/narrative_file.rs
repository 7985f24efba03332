//! The narrative part of rule files.

mod amounts;
mod claims;
mod compiling;
mod figures;
mod texts;

use std::ops::Range;

use gouji_model::Form;
use gouji_rule::{Deferred, NarrativeTest};
use toml::Spanned;

use crate::PackError;
use crate::context::{SharedWords, Unfit};
use crate::files::File;
use crate::mistake;
use crate::outline::keys;

use self::amounts::AmountEntry;
use self::claims::ClaimEntry;
use self::compiling::Compiling;
use self::figures::{ChangeEntry, PartsEntry, ShareEntry};
use self::texts::{CurrentEntry, OrganEntry, PeriodEntry, WordsEntry, YearEntry};

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

/// The one thing that a narrative is about.
enum Kind<'e> {
    Claims(&'e [Spanned<ClaimEntry>]),
    Share(&'e ShareEntry),
    Parts(&'e PartsEntry),
    Amount(&'e AmountEntry),
    Year(&'e YearEntry),
    Words(&'e WordsEntry),
    Change(&'e ChangeEntry),
    Period(&'e PeriodEntry),
    Current(&'e CurrentEntry),
    Organ(&'e OrganEntry),
}

/// A kind with its key and where it stands.
struct Given<'e> {
    key: &'static str,
    place: Range<usize>,
    kind: Kind<'e>,
}

impl NarrativeEntry {
    /// The texts that it looks at as a whole. The sections of `year` are among those of the vocabulary.
    pub(crate) fn texts(&self) -> impl Iterator<Item = &Spanned<String>> {
        let kinds = self.kinds().into_iter();
        kinds.flat_map(|given| match given.kind {
            Kind::Words(words) => words.texts(),
            Kind::Period(period) => period.texts(),
            Kind::Current(current) => current.texts(),
            Kind::Organ(organ) => organ.texts(),
            _ => &[],
        })
    }

    /// The kinds that are there, in the order they stand.
    fn kinds(&self) -> Vec<Given<'_>> {
        let claim = self.claim.first().map(|first| Given {
            key: "claim",
            place: first.span(),
            kind: Kind::Claims(&self.claim),
        });
        let all = [
            claim,
            given("share", &self.share, Kind::Share),
            given("parts", &self.parts, Kind::Parts),
            given("amount", &self.amount, Kind::Amount),
            given("year", &self.year, Kind::Year),
            given("words", &self.words, Kind::Words),
            given("change", &self.change, Kind::Change),
            given("period", &self.period, Kind::Period),
            given("current", &self.current, Kind::Current),
            given("organ", &self.organ, Kind::Organ),
        ];
        let mut kinds: Vec<Given<'_>> = all.into_iter().flatten().collect();
        kinds.sort_by_key(|given| given.place.start);
        kinds
    }
}

fn given<'e, T>(
    key: &'static str,
    entry: &'e Option<Spanned<T>>,
    kind: fn(&'e T) -> Kind<'e>,
) -> Option<Given<'e>> {
    entry.as_ref().map(|entry| Given {
        key,
        place: entry.span(),
        kind: kind(entry.get_ref()),
    })
}

impl Kind<'_> {
    /// Whether it reads figures, which is done with the words of a vocabulary.
    const fn reads_figures(&self) -> bool {
        match self {
            Self::Claims(_)
            | Self::Share(_)
            | Self::Parts(_)
            | Self::Amount(_)
            | Self::Year(_)
            | Self::Change(_) => true,
            Self::Words(_) | Self::Period(_) | Self::Current(_) | Self::Organ(_) => false,
        }
    }
}

/// What it is about: of one kind only; a second one would be dropped without a word.
fn single<'e>(file: &File, entry: &'e Spanned<NarrativeEntry>) -> Result<Given<'e>, PackError> {
    let mut kinds = entry.get_ref().kinds().into_iter();
    let (place, mistake) = match (kinds.next(), kinds.next()) {
        (None, _) => (entry.span(), mistake::no_kind()),
        (Some(only), None) => return Ok(only),
        (Some(first), Some(second)) => {
            let mistake = mistake::several_kinds(first.key, second.key);
            (second.place, mistake)
        }
    };
    Err(PackError::at(&file.path, &file.text, place, mistake))
}

/// Compiles `[narrative]` for a form.
pub(crate) fn compile_for(
    file: &File,
    entry: &Spanned<NarrativeEntry>,
    form: &Form,
    shared: &SharedWords,
) -> Result<NarrativeTest, Unfit> {
    let with = Compiling { file, form, shared };
    let given = single(file, entry)?;
    if given.kind.reads_figures() && !shared.has_vocabulary {
        let mistake = mistake::no_vocabulary(given.key);
        let error = PackError::at(&file.path, &file.text, given.place, mistake);
        // The pack of another form may have one.
        return Err(Unfit::Absent(error));
    }
    Ok(match given.kind {
        Kind::Claims(claims) => {
            let claims = claims.iter().map(|claim| {
                let compiled = claim.get_ref().compile(&with)?;
                Ok(Deferred::from(compiled))
            });
            NarrativeTest::Claims(claims.collect::<Result<_, Unfit>>()?)
        }
        Kind::Share(share) => NarrativeTest::Share(share.compile(&with)?),
        Kind::Parts(parts) => NarrativeTest::Parts(Box::new(parts.compile())),
        Kind::Amount(amount) => NarrativeTest::Amount(Box::new(amount.compile(&with)?)),
        Kind::Year(year) => NarrativeTest::Year(year.compile(&with)?),
        Kind::Words(words) => NarrativeTest::Words(Box::new(words.compile())),
        Kind::Change(change) => NarrativeTest::Change(Box::new(change.compile())),
        Kind::Period(period) => NarrativeTest::Period(period.compile()),
        Kind::Current(current) => NarrativeTest::Current(Box::new(current.compile())),
        Kind::Organ(organ) => NarrativeTest::Organ(Box::new(organ.compile())),
    })
}
