//! `words.toml`: what reading needs of a language that is not built in: how it writes numbers, what it calls
//! months, units, and what stands for nothing. It is data; a further language needs no Rust.

use std::collections::BTreeMap;

use gouji_model::{NumberFormat, Recognition, ValueWords};
use serde::Deserialize;
use toml::Spanned;

use crate::PackError;
use crate::files::File;
use crate::{mistake, toml_file};

/// The languages whose words are built in (`languages/*.toml`).
const BUILT_IN: [&str; 2] = ["zh", "en"];

/// How many months a year has.
const MONTHS: usize = 12;

/// `words.toml` as written.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct WordsFile {
    numbers: Option<NumbersEntry>,
    #[serde(default)]
    months: Option<Spanned<Vec<String>>>,
    #[serde(default)]
    nothing: Vec<String>,
    #[serde(default)]
    counters: Vec<String>,
    #[serde(default)]
    money: BTreeMap<String, Spanned<u32>>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct NumbersEntry {
    decimal: Spanned<String>,
    #[serde(default)]
    grouping: Vec<Spanned<String>>,
}

/// The words of a language.
#[derive(Debug)]
pub(crate) struct LanguageWords {
    numbers: Option<NumberFormat>,
    months: Vec<Vec<String>>,
    nothing: Vec<String>,
    counters: Vec<String>,
    money: Vec<(String, u8)>,
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
            faults.push(at(text.span(), mistake::sign_of_numbers()));
        }
        first.unwrap_or(' ')
    };
    let numbers = entry.numbers.map(|numbers| NumberFormat {
        decimal: sign(&numbers.decimal),
        grouping: numbers.grouping.iter().map(&mut sign).collect(),
    });
    let names = |text: &String| text.split('|').map(|name| name.trim().to_owned()).collect();
    let months: Vec<Vec<String>> = match &entry.months {
        Some(months) if months.get_ref().len() != MONTHS => {
            faults.push(at(
                months.span(),
                mistake::twelve_months(months.get_ref().len()),
            ));
            Vec::new()
        }
        Some(months) => months.get_ref().iter().map(names).collect(),
        None => Vec::new(),
    };
    let mut money = Vec::with_capacity(entry.money.len());
    for (word, power) in entry.money {
        match u8::try_from(*power.get_ref()) {
            Ok(power) if power <= MOST_POWER => money.push((word, power)),
            _ => faults.push(at(power.span(), mistake::power_of_ten(MOST_POWER))),
        }
    }
    match faults.is_empty() {
        true => Ok(LanguageWords {
            numbers,
            months,
            nothing: entry.nothing,
            counters: entry.counters,
            money,
        }),
        false => Err(faults),
    }
}

/// The greatest unit of money as a power of ten.
const MOST_POWER: u8 = 12;

impl LanguageWords {
    /// Adds the words to those of a form.
    pub(crate) fn add_to(self, values: &mut ValueWords, known: Option<&mut Recognition>) {
        if let Some(known) = known {
            known.months.clone_from(&self.months);
        }
        values.numbers = self.numbers;
        values.months = self.months;
        values.placeholders.extend(self.nothing);
        values.counters = self.counters;
        values.money = self.money;
    }
}
