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

    /// Gives a placeholder that has a text another one.
    pub fn reword(&mut self, name: &'static str, text: Text<'w>) {
        self.words.retain(|(known, _)| *known != name);
        self.give(name, text);
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
        self.fill_in(&Parts::of(message.get(language)), language)
    }

    /// The text of a message whose parts are known, with its placeholders filled.
    #[must_use]
    pub(crate) fn fill_in(&self, message: &Parts<'_>, language: Language) -> String {
        let texts = self.words.iter().map(|(_, text)| text.get(language));
        let room: usize = texts.map(str::len).sum();
        let mut filled = String::with_capacity(message.length + room);
        // Whether a quotation mark is open.
        let mut open_quote = false;
        for part in &message.parts {
            filled.push_str(part.before);
            open_quote = part.opens.unwrap_or(open_quote);
            let name = part.placeholder.get(1..part.placeholder.len() - 1);
            match self.words.iter().find(|(known, _)| Some(*known) == name) {
                Some((_, text)) if open_quote => {
                    filled.push_str(&within_quotes(text.get(language)));
                }
                Some((_, text)) => {
                    filled.push_str(text.get(language));
                    open_quote = opens(text.get(language)).unwrap_or(open_quote);
                }
                None => {
                    filled.push_str(part.placeholder);
                    open_quote = opens(part.placeholder).unwrap_or(open_quote);
                }
            }
        }
        filled.push_str(message.end);
        filled
    }
}

/// A text with placeholders, parted once for all findings of a rule.
#[derive(Debug)]
pub(crate) struct Parts<'m> {
    parts: Vec<Part<'m>>,
    /// What stands behind the last placeholder.
    end: &'m str,
    length: usize,
}

/// A placeholder and what stands before it.
#[derive(Debug)]
struct Part<'m> {
    before: &'m str,
    /// Whether a quotation mark is open behind that; nothing where it has none.
    opens: Option<bool>,
    /// With its brackets.
    placeholder: &'m str,
}

impl<'m> Parts<'m> {
    /// The parts of a message.
    pub(crate) fn of(message: &'m str) -> Self {
        let (mut parts, mut rest) = (Vec::new(), message);
        while let Some((before, from)) = rest.find('{').map(|open| rest.split_at(open)) {
            let Some(close) = from.find('}') else {
                break;
            };
            let (placeholder, behind) = from.split_at(close + 1);
            parts.push(Part {
                before,
                opens: opens(before),
                placeholder,
            });
            rest = behind;
        }
        Self {
            parts,
            end: rest,
            length: message.len(),
        }
    }
}

/// Whether the last quotation mark of a text opens a quotation; nothing where it has none.
fn opens(text: &str) -> Option<bool> {
    if !may_quote(text) {
        return None;
    }
    let last = text.rfind(['“', '”']).and_then(|at| text.get(at..));
    last.map(|rest| rest.starts_with('“'))
}
