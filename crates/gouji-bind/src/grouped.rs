//! Numbers whose groups of digits stand a space apart, `1 040`, in text that is laid out with spaces: readers of
//! text take each group for a value of its own, since they know no language.

use std::sync::Arc;

use gouji_model::{Form, Place, SourceRange};

/// Forms in languages that write numbers so.
pub(crate) struct Grouping<'f>(Vec<&'f Form>);

impl<'f> Grouping<'f> {
    /// Those among some forms.
    pub(crate) fn of(forms: impl IntoIterator<Item = &'f Arc<Form>>) -> Self {
        let forms = forms.into_iter().map(|form| &**form);
        Self(forms.filter(|form| form.is_number("1 040")).collect())
    }

    /// Whether no language writes numbers so.
    pub(crate) fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// The number that two texts a space apart are together, if they are one.
    pub(crate) fn joined(&self, first: &str, next: &str) -> Option<String> {
        let begins = first.trim_start_matches(['-', '−', '+', '(']);
        let groups = begins.chars().all(|c| c.is_ascii_digit() || c == ' ');
        let last = begins.rsplit(' ').next().unwrap_or_default();
        let digits = |text: &str| text.chars().take_while(char::is_ascii_digit).count();
        let fits = groups && (1..=3).contains(&last.len()) && digits(next) == 3;
        let number = || format!("{first} {next}");
        let number = fits.then(number)?;
        let mut forms = self.0.iter();
        forms.any(|form| form.is_number(&number)).then_some(number)
    }
}

/// From where one text begins to where another ends.
pub(crate) fn over(first: Place, last: Place) -> Place {
    match (first, last) {
        (Place::Text(one), Place::Text(other)) => Place::Text(SourceRange {
            start: one.start,
            end: other.end,
        }),
        _ => first,
    }
}
