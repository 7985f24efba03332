//! What the entries of a narrative are compiled with.

use gouji_model::{Bilingual, Form};
use gouji_rule::{Letters, NamedSum, Template, letters};
use toml::Spanned;

use crate::PackError;
use crate::context::{SharedWords, Unfit};
use crate::files::File;
use crate::formula::{self, sum_of};
use crate::mistake::{self, Mistake};
use crate::outline::keys;
use crate::quoted;
use crate::template;

/// What the entries of a file are compiled with.
#[derive(Clone, Copy)]
pub(super) struct Compiling<'c> {
    pub file: &'c File,
    pub form: &'c Form,
    pub shared: &'c SharedWords,
}

keys! {
    pub(super) struct ReadingEntry {
        "怎么称呼，可以写任何语言" "what to call it, in any languages"
        pub name: Option<Bilingual>,
        "中文" "in Chinese"
        pub zh: Option<String>,
        "英文" "in English"
        pub en: Option<String>,
        "单元格之和，例如 `sum(table[row, column])`" "a sum of cells, such as `sum(table[row, column])`"
        pub sum: Spanned<String>,
        "同一句里前面须有其中一个词，才可能指它" "one of these must stand before in the sentence for it to be meant"
        pub named: Vec<String> = default,
    }
}

impl Compiling<'_> {
    /// A mistake in a value of the file.
    pub(super) fn fault<T>(&self, value: &Spanned<T>, mistake: Mistake) -> PackError {
        PackError::at(&self.file.path, &self.file.text, value.span(), mistake)
    }

    /// Templates with a place for a figure.
    pub(super) fn templates(&self, texts: &[Spanned<String>]) -> Result<Vec<Template>, PackError> {
        self.parsed(texts, true)
    }

    /// Templates without one.
    pub(super) fn denials(&self, texts: &[Spanned<String>]) -> Result<Vec<Template>, PackError> {
        self.parsed(texts, false)
    }

    fn parsed(&self, texts: &[Spanned<String>], figure: bool) -> Result<Vec<Template>, PackError> {
        let read = |text: &Spanned<String>| {
            let parsed = template::parse(text.get_ref(), figure, &self.shared.lists);
            parsed.map_err(|message| {
                let mistake = match self.shared.lists.unknown(text.get_ref()) {
                    Some(name) => mistake::no_list(name, &self.shared.lists.names()),
                    None => mistake::template(message),
                };
                self.fault(text, mistake)
            })
        };
        texts.iter().map(read).collect()
    }

    /// Sums of cells with their names.
    pub(super) fn readings(&self, entries: &[ReadingEntry]) -> Result<Vec<NamedSum>, Unfit> {
        let read = |entry: &ReadingEntry| {
            let name = named(entry.name.as_ref(), &entry.zh, &entry.en);
            let sum = self.sum(name, &entry.sum)?;
            Ok(sum.where_named(words(&entry.named)))
        };
        entries.iter().map(read).collect()
    }

    /// A sum of cells with its name, which is given in one language at least.
    pub(super) fn sum(
        &self,
        name: Option<Bilingual>,
        written: &Spanned<String>,
    ) -> Result<NamedSum, Unfit> {
        let name = name.ok_or_else(|| self.fault(written, mistake::no_language()))?;
        let text = written.get_ref();
        // What is embedded is right: tests compile it.
        let sum = NamedSum::later(name, text.clone(), formula::embedded_sum);
        if self.file.compact.is_some() {
            return Ok(sum);
        }
        let known = sum_of(self.form, text).map_err(|error| {
            let span = quoted::place(&self.file.text, written.span(), error.span);
            let shown = PackError::at(&self.file.path, &self.file.text, span, error.mistake);
            Unfit::of(shown, error.absent)
        });
        Ok(sum.known(known?))
    }
}

/// What a sum is called: in any languages, or in Chinese and English.
pub(super) fn named(
    name: Option<&Bilingual>,
    zh: &Option<String>,
    en: &Option<String>,
) -> Option<Bilingual> {
    let in_two = || Bilingual::in_any(zh.clone(), en.clone());
    name.cloned().or_else(in_two)
}

/// Words as they are looked for.
pub(super) fn words(texts: &[String]) -> Vec<Letters> {
    texts.iter().map(|text| letters(text)).collect()
}
