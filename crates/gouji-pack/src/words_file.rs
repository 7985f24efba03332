//! `words.toml`: what reading needs of a language that is not built in: how it writes numbers, what it calls
//! months, units, and what stands for nothing. It is data; a further language needs no Rust.

pub(crate) mod mistakes;

use std::collections::BTreeMap;

use gouji_language::english;
use gouji_model::{NumberFormat, Pattern, Piece, Recognition, ValueWords};
use toml::Spanned;

use crate::PackError;
use crate::files::File;
use crate::outline::keys;
use crate::toml_file;

/// The languages whose words are built in (`languages/*.toml`).
const BUILT_IN: [&str; 2] = ["zh", "en"];

/// How many months a year has.
const MONTHS: usize = 12;

keys! {
    /// `words.toml` as written.
    pub(crate) struct WordsFile {
        "数字的写法" "how numbers are written"
        numbers: Option<NumbersEntry>,
        "十二个月的名称，同一个月的几种写法用 `|` 隔开"
        "what the twelve months are called; `|` between several names of one"
        months: Option<Spanned<Vec<String>>> = default,
        "通常的符号之外，表示没有、按零计的词" "what stands for nothing and counts as zero, besides the usual signs"
        nothing: Vec<String> = default,
        "数量后面可以有的单位" "units that may stand behind counts"
        counters: Vec<String> = default,
        "金额单位，各是本位币的 10 的几次方：千为 3，百万为 6"
        "units of money, each as a power of ten of the currency: 3 for thousands, 6 for millions"
        money: BTreeMap<String, Spanned<u32>> = default,
    }
}

keys! {
    struct NumbersEntry {
        "小数点" "the sign before the decimals"
        decimal: Spanned<String>,
        "每三位之间可以有的符号；空格代表各种空格"
        "signs that may stand between groups of three digits; a space is any kind of space"
        grouping: Vec<Spanned<String>> = default,
    }
}

/// The words of a language.
#[derive(Debug)]
pub(crate) struct LanguageWords {
    numbers: Option<NumberFormat>,
    months: Vec<Vec<String>>,
    nothing: Vec<String>,
    counters: Vec<String>,
    money: Vec<(String, u8)>,
    in_dates: Vec<String>,
}

/// Whether a language is English, in which packs need no file of words.
pub(crate) fn is_english(tag: &str) -> bool {
    tag.split('-')
        .next()
        .is_some_and(|language| language.eq_ignore_ascii_case("en"))
}

/// Whether the words of a language are built in.
pub(crate) fn are_built_in(tag: &str) -> bool {
    let language = tag.split('-').next().unwrap_or(tag);
    BUILT_IN
        .iter()
        .any(|known| known.eq_ignore_ascii_case(language))
}

/// Reads the words of a language.
///
/// # Errors
/// Everything that is wrong with the file.
pub(crate) fn read(file: &File) -> Result<LanguageWords, Vec<PackError>> {
    let entry: WordsFile = toml_file::read(file)?;
    let mut faults = Vec::new();
    let at = |span, mistake| PackError::at(&file.path, &file.text, span, mistake);
    let mut sign = |text: &Spanned<String>| {
        let mut signs = text.get_ref().chars();
        let (first, next) = (signs.next(), signs.next());
        if first.is_none() || next.is_some() || first.is_some_and(char::is_alphanumeric) {
            faults.push(at(text.span(), mistakes::sign_of_numbers()));
        }
        first.unwrap_or(' ')
    };
    let numbers = entry.numbers.map(|numbers| {
        let format = NumberFormat {
            decimal: sign(&numbers.decimal),
            grouping: numbers.grouping.iter().map(&mut sign).collect(),
        };
        (format, numbers.decimal.span())
    });
    let both = |(format, _): &&(NumberFormat, _)| format.grouping.contains(&format.decimal);
    if let Some((_, span)) = numbers.as_ref().filter(both) {
        faults.push(at(span.clone(), mistakes::one_sign_for_both()));
    }
    let numbers = numbers.map(|(format, _)| format);
    let months: Vec<Vec<String>> = match &entry.months {
        Some(months) if months.get_ref().len() != MONTHS => {
            faults.push(at(
                months.span(),
                mistakes::twelve_months(months.get_ref().len()),
            ));
            Vec::new()
        }
        Some(months) => {
            let all: Vec<Vec<String>> = months.get_ref().iter().map(|text| names(text)).collect();
            if let Some(name) = named_twice(&all) {
                faults.push(at(months.span(), mistakes::month_twice(name)));
            }
            all
        }
        None => Vec::new(),
    };
    let mut money = Vec::with_capacity(entry.money.len());
    for (word, power) in entry.money {
        match u8::try_from(*power.get_ref()) {
            Ok(power) if power <= MOST_POWER => money.push((word, power)),
            _ => faults.push(at(power.span(), mistakes::power_of_ten(MOST_POWER))),
        }
    }
    match faults.is_empty() {
        true => Ok(LanguageWords {
            numbers,
            months,
            nothing: entry.nothing,
            counters: entry.counters,
            money,
            in_dates: Vec::new(),
        }),
        false => Err(faults),
    }
}

/// A name that two months have.
fn named_twice(months: &[Vec<String>]) -> Option<&str> {
    let mut all = months
        .iter()
        .flatten()
        .map(|name| name.to_lowercase())
        .collect::<Vec<_>>();
    all.sort_unstable();
    let twice = all.windows(2).find(|pair| pair[0] == pair[1])?;
    let mut names = months.iter().flatten();
    names
        .find(|name| name.to_lowercase() == twice[0])
        .map(String::as_str)
}

/// The names of a month.
fn names(text: &str) -> Vec<String> {
    let names = text.split('|').map(str::trim);
    names.map(str::to_owned).collect()
}

/// The words of the form's patterns of dates, which may stand in the dates of its cells as well.
fn words_of_dates(known: &Recognition) -> impl Iterator<Item = String> + '_ {
    let texts = known.dates.iter().flat_map(|Pattern { parts }| parts);
    let texts = texts.filter_map(|part| match part {
        Piece::Text(text) => Some(text),
        _ => None,
    });
    let words = texts.flat_map(|text| text.split(|c: char| !c.is_alphabetic()));
    words.filter(|word| !word.is_empty()).map(str::to_owned)
}

/// The greatest unit of money as a power of ten.
const MOST_POWER: u8 = 12;

impl LanguageWords {
    /// Those of English, which are built in.
    pub(crate) fn english() -> Self {
        let owned = |words: &[&str]| words.iter().map(|word| (*word).to_owned()).collect();
        let money = english::MONEY.iter();
        Self {
            numbers: None,
            months: english::MONTHS.iter().map(|text| names(text)).collect(),
            nothing: Vec::new(),
            counters: Vec::new(),
            money: money
                .map(|(word, power)| ((*word).to_owned(), *power))
                .collect(),
            in_dates: owned(english::IN_DATES),
        }
    }

    /// Adds the words to those of a form.
    pub(crate) fn add_to(self, values: &mut ValueWords, known: Option<&mut Recognition>) {
        values.in_dates = self.in_dates;
        if let Some(known) = known {
            values.in_dates.extend(words_of_dates(known));
            known.months.clone_from(&self.months);
        }
        values.numbers = self.numbers;
        values.months = self.months;
        values.placeholders.extend(self.nothing);
        values.counters = self.counters;
        values.money = self.money;
    }
}
