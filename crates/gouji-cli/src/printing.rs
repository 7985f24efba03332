//! Printing verdicts in order, as one document, and what belongs around them.

use gouji_config::{Baseline, Notice, Record, Settings, Tally};
use gouji_model::{Language, Severity};
use gouji_render::{Counts, Style, json_end, json_start, json_summary, summary};

use crate::arguments::{Check, Format, Level};
use crate::check::Verdict;
use crate::statistics::Statistics;
use crate::{notices, output, recording};

/// Prints verdicts as they come, adds them up, and ends the document.
pub(crate) struct Printer<'o> {
    options: &'o Check,
    style: Style,
    language: Language,
    texts: usize,
    reports: usize,
    counts: Counts,
    statistics: Statistics,
    tally: Tally,
    records: Vec<Record>,
    /// The least severity of notices that makes the exit status 1.
    fail_on: Severity,
    fails: bool,
    could_not: bool,
}

impl<'o> Printer<'o> {
    /// A printer of nothing yet.
    pub(crate) fn new(options: &'o Check, style: Style, language: Language) -> Self {
        if options.format == Format::Json && !options.statistics {
            output::print(json_start());
        }
        Self {
            options,
            style,
            language,
            texts: 0,
            reports: 0,
            counts: Counts::default(),
            statistics: Statistics::default(),
            tally: Tally::default(),
            records: Vec::new(),
            fail_on: match options.fail_on {
                Some(Level::Info) => Severity::Info,
                Some(Level::Warning) => Severity::Warning,
                Some(Level::Error) | None => Severity::Error,
            },
            fails: false,
            could_not: false,
        }
    }

    /// Settings that are in use.
    pub(crate) fn watch(&mut self, settings: &Settings) {
        self.tally.watch(settings);
        if self.options.fail_on.is_none() {
            self.fail_on = settings.fail_on_notices().min(self.fail_on);
        }
    }

    /// Prints a verdict.
    pub(crate) fn verdict(&mut self, settings: &Settings, verdict: Verdict) {
        self.counts.add(verdict.counts);
        self.statistics.add(verdict.statistics);
        self.reports += verdict.reports;
        self.fails |= verdict.fails;
        self.records.extend(verdict.records);
        for held in verdict.held {
            self.tally.add(settings, held);
        }
        for text in &verdict.texts {
            if self.options.format == Format::Json && self.texts > 0 {
                output::print(",");
            }
            output::print(text);
            self.texts += 1;
        }
        for complaint in &verdict.complaints {
            self.could_not = true;
            output::complain(complaint);
        }
    }

    /// Ends the document; returns whether something is bad enough for status 1, and whether
    /// something could not be done.
    pub(crate) fn finish(mut self, recording: Option<&Baseline>) -> (bool, bool) {
        let coverage = notices::coverage(self.options, !self.could_not);
        let notices = self.tally.notices(&coverage);
        let said = notices::counts(&notices);
        self.fails |= said.at_least(self.fail_on) > 0;
        self.counts.add(said);
        self.counts.held.mended = self.tally.mended();
        if self.options.statistics {
            self.end_statistics(&notices);
        } else {
            self.end(&notices);
        }
        if let Some(baseline) = recording {
            self.record(baseline);
        }
        output::flush();
        (self.fails, self.could_not)
    }

    fn end(&self, notices: &[Notice]) {
        let rendered = |notice| {
            notices::rendered(
                notice,
                self.options.format,
                self.style.colour,
                self.language,
            )
        };
        let rendered: Vec<String> = notices.iter().map(rendered).collect();
        if self.options.format == Format::Json {
            output::print(&json_end(self.reports, self.counts, &rendered));
            return;
        }
        rendered.iter().for_each(|text| output::print(text));
        if self.options.format == Format::Full {
            output::print(&summary(self.reports, self.counts, self.language));
        }
    }

    fn end_statistics(&mut self, notices: &[Notice]) {
        for notice in notices {
            self.statistics.notice(notice.rule, notice.severity);
        }
        match self.options.format {
            Format::Json => output::print(&format!(
                "{{\"statistics\":{},\"summary\":{}}}\n",
                self.statistics.json(self.language),
                json_summary(self.reports, self.counts)
            )),
            Format::Full | Format::Concise => {
                output::print(&self.statistics.table(self.language));
                output::print(&summary(self.reports, self.counts, self.language));
            }
        }
    }

    fn record(&mut self, baseline: &Baseline) {
        let records = std::mem::take(&mut self.records);
        match recording::write(baseline, records, self.language) {
            // Standard output may be read by a program.
            Ok(said) => output::complain(said.trim_end()),
            Err(error) => {
                self.could_not = true;
                output::complain(error.message().get(self.language));
            }
        }
    }
}
