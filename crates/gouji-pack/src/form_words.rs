//! What the texts of a rule call the form it is read for: `{form.notice}`, `{form.title}`.
//!
//! A rule that several forms share cites the document that holds for each, and not all of them.

use gouji_model::{Bilingual, Form};

/// What all of them begin with.
const MARK: char = '{';
/// Stands for the document that prescribes the form.
const NOTICE: &str = "{form.notice}";
/// Stands for the form's name.
const TITLE: &str = "{form.title}";

/// What a pack calls its form.
#[derive(Clone, Copy, Debug)]
pub(crate) struct FormWords<'p> {
    /// The form's name.
    pub title: &'p Bilingual,
    /// The document that prescribes it; without one the name stands in.
    pub notice: Option<&'p Bilingual>,
}

impl<'p> FormWords<'p> {
    /// What a pack with this notice calls a form.
    pub(crate) fn of(form: &'p Form, notice: Option<&'p Bilingual>) -> Self {
        Self {
            title: &form.title,
            notice,
        }
    }

    /// A text with the form's own words in it.
    pub(crate) fn fill(&self, text: &Bilingual) -> Bilingual {
        let notice = self.notice.unwrap_or(self.title);
        Bilingual {
            zh: filled(&text.zh, &notice.zh, &self.title.zh),
            en: filled(&text.en, &notice.en, &self.title.en),
        }
    }
}

/// A text with these words in it. Most texts have no place for them.
fn filled(text: &str, notice: &str, title: &str) -> String {
    let mut whole = String::with_capacity(text.len());
    let mut rest = text;
    while let Some((before, after)) = rest.split_once(MARK) {
        whole.push_str(before);
        rest = after;
        let words = [(NOTICE, notice), (TITLE, title)].map(|(place, word)| {
            let after = after.strip_prefix(place.trim_start_matches(MARK));
            after.map(|after| (after, word))
        });
        match words.into_iter().flatten().next() {
            Some((after, word)) => {
                whole.push_str(word);
                rest = after;
            }
            None => whole.push(MARK),
        }
    }
    whole.push_str(rest);
    whole
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_names_the_form_it_is_read_for() {
        let (title, notice) = (
            Bilingual::new("表", "the form"),
            Bilingual::new("〔1〕号", "No. 1"),
        );
        let text = Bilingual::new(
            "{form.notice}：{form.title}",
            "{form.notice}: {form.title}, {row}",
        );
        let words = FormWords {
            title: &title,
            notice: Some(&notice),
        };
        assert_eq!(
            words.fill(&text),
            Bilingual::new("〔1〕号：表", "No. 1: the form, {row}")
        );
        let words = FormWords {
            notice: None,
            ..words
        };
        assert_eq!(words.fill(&text).zh, "表：表");
    }
}
