//! The texts that fill a message's placeholders.

use std::borrow::Cow;

use gouji_model::{Bilingual, Language, Languages, may_quote, within_quotes};

/// What a placeholder is filled with: mostly the same in both languages.
#[derive(Debug)]
pub enum Text<'w> {
    /// One text for both languages.
    Same(Cow<'w, str>),
    /// A text for each.
    Each(Bilingual),
    /// The same, as it stands elsewhere.
    Named(&'w Bilingual),
}

impl Text<'_> {
    /// The text in a language.
    #[must_use]
    pub fn get(&self, language: Language) -> &str {
        match self {
            Self::Same(text) => text,
            Self::Each(texts) => texts.get(language),
            Self::Named(texts) => texts.get(language),
        }
    }

    /// The text for both languages.
    #[must_use]
    pub fn into_bilingual(self) -> Bilingual {
        match self {
            Self::Same(text) => Bilingual::new(text.clone().into_owned(), text.into_owned()),
            Self::Each(texts) => texts,
            Self::Named(texts) => texts.clone(),
        }
    }
}

/// The placeholders of a message with their texts.
#[derive(Debug, Default)]
pub struct Words<'w> {
    words: Vec<(&'static str, Text<'w>)>,
}

impl<'w> Words<'w> {
    /// No text yet, with room for so many.
    #[must_use]
    pub fn with_capacity(texts: usize) -> Self {
        Self {
            words: Vec::with_capacity(texts),
        }
    }

    /// Takes all texts away.
    pub fn clear(&mut self) {
        self.words.clear();
    }

    /// Gives a placeholder its text.
    pub fn set(&mut self, name: &'static str, text: impl Into<Cow<'w, str>>) {
        self.words.push((name, Text::Same(text.into())));
    }

    /// Gives a placeholder its text, which may differ between the languages.
    pub fn give(&mut self, name: &'static str, text: Text<'w>) {
        self.words.push((name, text));
    }

    /// The texts, in the order they were set.
    pub fn texts(&self) -> impl Iterator<Item = &str> {
        self.words
            .iter()
            .map(|(_, text)| text.get(Language::Chinese))
    }

    /// The message with its placeholders filled; unknown ones are left as they are.
    #[must_use]
    pub fn fill(&self, message: &Bilingual, languages: Languages) -> Bilingual {
        Bilingual::worded(languages, |language| self.fill_one(message, language))
    }

    /// One of the two texts of a message with its placeholders filled.
    #[must_use]
    pub fn fill_one(&self, message: &Bilingual, language: Language) -> String {
        let message = message.get(language);
        let texts = self.words.iter().map(|(_, text)| text.get(language));
        let room: usize = texts.map(str::len).sum();
        let mut filled = String::with_capacity(message.len() + room);
        let mut rest = message;
        // Whether a quotation mark is open.
        let mut open_quote = false;
        while let Some(open) = rest.find('{') {
            let (before, from) = rest.split_at(open);
            filled.push_str(before);
            open_quote = is_open(before, open_quote);
            let Some(close) = from.find('}') else {
                filled.push_str(from);
                return filled;
            };
            let name = &from[1..close];
            match self.words.iter().find(|(known, _)| *known == name) {
                Some((_, text)) if open_quote => {
                    filled.push_str(&within_quotes(text.get(language)));
                }
                Some((_, text)) => {
                    filled.push_str(text.get(language));
                    open_quote = is_open(text.get(language), open_quote);
                }
                None => {
                    filled.push_str(&from[..=close]);
                    open_quote = is_open(&from[..=close], open_quote);
                }
            }
            rest = &from[close + 1..];
        }
        filled.push_str(rest);
        filled
    }
}

/// Whether a quotation mark is open at the end of a text before which one was, or was not.
fn is_open(text: &str, before: bool) -> bool {
    if !may_quote(text) {
        return before;
    }
    let last = text.rfind(['“', '”']).and_then(|at| text.get(at..));
    last.map_or(before, |rest| rest.starts_with('“'))
}
