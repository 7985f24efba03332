//! Printing verdicts in order, as one document.

use gouji_model::Language;
use gouji_render::{Counts, json_end, json_start, summary};

use crate::arguments::Format;
use crate::check::Verdict;
use crate::output;

/// Prints verdicts as they come and what belongs around them.
pub(crate) struct Printer {
    format: Format,
    language: Language,
    reports: usize,
    counts: Counts,
    could_not: bool,
}

impl Printer {
    /// A printer of nothing yet.
    pub(crate) fn new(format: Format, language: Language) -> Self {
        if format == Format::Json {
            output::print(json_start());
        }
        Self {
            format,
            language,
            reports: 0,
            counts: Counts::default(),
            could_not: false,
        }
    }

    /// Prints a verdict.
    pub(crate) fn verdict(&mut self, verdict: &Verdict) {
        self.counts.add(verdict.counts);
        for text in &verdict.texts {
            if self.format == Format::Json && self.reports > 0 {
                output::print(",");
            }
            output::print(text);
            self.reports += 1;
        }
        for complaint in &verdict.complaints {
            self.could_not = true;
            output::complain(complaint);
        }
    }

    /// Ends the document; returns what was found and whether something could not be done.
    pub(crate) fn finish(self) -> (Counts, bool) {
        match self.format {
            Format::Json => output::print(&json_end(self.reports, self.counts)),
            Format::Concise => {}
            Format::Full => output::print(&summary(self.reports, self.counts, self.language)),
        }
        output::flush();
        (self.counts, self.could_not)
    }
}
