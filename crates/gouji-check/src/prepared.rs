//! What several rules ask of a report, found once for all of them.

use std::borrow::Cow;
use std::cell::OnceCell;

use gouji_model::{Cell, CellId, Form, Report};

use crate::cells;

/// A report with what several rules ask of it.
pub(crate) struct Prepared<'r> {
    pub report: &'r Report,
    odd: OnceCell<Vec<(CellId, &'r Cell)>>,
    /// The texts of its sections without white space.
    texts: Vec<OnceCell<String>>,
}

impl<'r> Prepared<'r> {
    pub(crate) fn new(report: &'r Report) -> Self {
        Self {
            report,
            odd: OnceCell::new(),
            texts: report.sections.iter().map(|_| OnceCell::new()).collect(),
        }
    }

    /// The cells that may fail a test.
    pub(crate) fn odd(&self, form: &Form) -> &[(CellId, &'r Cell)] {
        self.odd.get_or_init(|| cells::odd(form, self.report))
    }

    /// The text of a section, and of others behind it, without white space; nothing where it has no such section.
    pub(crate) fn text_of(&self, section: &str, others: &[String]) -> Option<Cow<'_, str>> {
        let text = self.text(section)?;
        let mut others = others.iter().filter_map(|id| self.text(id)).peekable();
        if others.peek().is_none() {
            return Some(Cow::Borrowed(text));
        }
        let all = std::iter::once(text).chain(others);
        Some(Cow::Owned(all.collect()))
    }

    fn text(&self, section: &str) -> Option<&str> {
        let sections = &self.report.sections;
        let at = sections.iter().position(|own| own.id == section)?;
        let without = || {
            sections
                .get(at)
                .map(|own| own.text.split_whitespace().collect())
        };
        let text = self.texts.get(at)?;
        Some(text.get_or_init(|| without().unwrap_or_default()))
    }
}
