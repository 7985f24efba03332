//! Printing verdicts in order, as one document, and what belongs around them.

use std::collections::BTreeMap;

use gouji_config::{Baseline, Notice, Record, Settings, Tally};
use gouji_model::{Language, Severity};
use gouji_render::{
    Counts, Ending, Failure, Format as Rendering, Remark, Style, json_summary, not_shown, summary,
};
use gouji_rule::Pack;
use tempfile::SpooledTempFile;

use crate::arguments::{Check, Format, Level};
use crate::check::Verdict;
use crate::passed::{self, Passed};
use crate::sinks::Sink;
use crate::statistics::Statistics;
use crate::without_rules::WithoutRules;
use crate::years::Years;
use crate::{notices, output, recording};

/// Prints verdicts as they come, adds them up, and ends the document.
pub(crate) struct Printer<'o> {
    options: &'o Check,
    sinks: Vec<Sink>,
    style: Style,
    language: Language,
    reports: usize,
    years: Years,
    counts: Counts,
    statistics: Statistics,
    tally: Tally,
    /// Whether reports are compared with each other.
    is_related: bool,
    records: Vec<Record>,
    /// The least severity of notices that makes the exit status 1.
    fail_on: Severity,
    fails: bool,
    failures: Vec<Failure>,
    without_rules: WithoutRules,
    passed: Vec<Passed>,
    /// For each argument that is a folder, whether anything came of it but what was passed over.
    folders: BTreeMap<usize, bool>,
    could_not: bool,
    /// What all verdicts came to, once it was looked at.
    settled: Option<Settled>,
    /// Members of the JSON beside the summary.
    more: Option<SpooledTempFile>,
}

/// What all verdicts came to.
struct Settled {
    /// What is to be said of files.
    lines: Vec<String>,
    /// What is to be said of the configuration itself.
    notices: Vec<Notice>,
}

impl<'o> Printer<'o> {
    /// A printer of nothing yet.
    pub(crate) fn new(
        options: &'o Check,
        sinks: Vec<Sink>,
        style: Style,
        language: Language,
    ) -> Self {
        Self {
            options,
            sinks,
            style,
            language,
            reports: 0,
            years: Years::default(),
            counts: Counts::default(),
            statistics: Statistics::by(&options.group_by),
            tally: Tally::default(),
            is_related: false,
            records: Vec::new(),
            fail_on: match options.selection.fail_on {
                Some(Level::Info) => Severity::Info,
                Some(Level::Warning) => Severity::Warning,
                Some(Level::Error) | None => Severity::Error,
            },
            fails: false,
            failures: Vec::new(),
            without_rules: WithoutRules::default(),
            passed: Vec::new(),
            folders: BTreeMap::new(),
            could_not: false,
            settled: None,
            more: None,
        }
    }

    /// Members of the JSON that stand before the summary, each with a comma behind it.
    pub(crate) fn append_json(&mut self, json: SpooledTempFile) {
        self.more = Some(json);
    }

    /// Whether only what is wrong is reported.
    pub(crate) const fn is_quiet(&self) -> bool {
        self.options.quiet
    }

    /// Says that reports are compared with each other.
    pub(crate) const fn relate(&mut self) {
        self.is_related = true;
    }

    /// Settings that are in use.
    pub(crate) fn watch(&mut self, settings: &Settings) {
        self.tally.watch(settings);
        if self.options.selection.fail_on.is_none() {
            self.fail_on = settings.fail_on_notices().min(self.fail_on);
        }
    }

    /// What was passed over already.
    pub(crate) fn pass_over(&mut self, passed: Vec<Passed>) {
        self.passed.extend(passed);
    }

    /// Prints a verdict, which may be on a file met in the folder that an argument names.
    pub(crate) fn verdict(
        &mut self,
        settings: &Settings,
        argument: Option<usize>,
        verdict: Verdict,
    ) {
        if let Some(argument) = argument {
            *self.folders.entry(argument).or_default() |= verdict.passed.is_none();
        }
        self.passed.extend(verdict.passed);
        self.counts.add(verdict.counts);
        self.statistics.add(verdict.statistics);
        self.reports += verdict.reports;
        self.years.add(verdict.years);
        self.fails |= verdict.fails;
        self.records.extend(verdict.records);
        for held in verdict.held {
            self.tally.add(settings, held);
        }
        for texts in &verdict.texts {
            for (sink, text) in self.sinks.iter_mut().zip(texts) {
                sink.report(text);
            }
        }
        self.without_rules
            .add(settings, verdict.reports, verdict.without_rules);
        let remarks = verdict.remarks.into_iter();
        for remark in remarks.filter(|_| !self.options.quiet) {
            output::complain(&format!("{}: {}", remark.path, remark.why));
        }
        for failure in verdict.failures {
            output::complain(&format!("{}: {}", failure.path, failure.why));
            self.failures.push(failure);
        }
    }

    /// Looks at all verdicts, once the last one was taken; returns how much there is to be said of the configuration
    /// itself. Nothing is printed of it yet.
    pub(crate) fn settle(&mut self) -> Counts {
        let settled = self.settled.take().unwrap_or_else(|| self.settled());
        let counts = notices::counts(&settled.notices);
        self.settled = Some(settled);
        counts
    }

    fn settled(&mut self) -> Settled {
        let (failures, remarks) = std::mem::take(&mut self.without_rules).settle();
        let remarks = remarks.iter().filter(|_| !self.options.quiet);
        let reported = failures.iter().chain(remarks);
        let mut lines: Vec<String> = reported
            .map(|reported| format!("{}: {}", reported.path, reported.why))
            .collect();
        self.failures.extend(failures);
        self.settle_passed(&mut lines);
        self.could_not |= !self.failures.is_empty();
        let coverage = notices::coverage(self.options, !self.could_not, self.is_related);
        let notices = self.tally.notices(&coverage);
        let reported = notices::counts(&notices);
        self.fails |= reported.at_least(self.fail_on) > 0;
        self.counts.add(reported);
        self.counts.held.repaired = self.tally.repaired();
        Settled { lines, notices }
    }

    /// Ends the document; returns whether something is bad enough for status 1, and whether
    /// something could not be done.
    pub(crate) fn finish(mut self, packs: &[&Pack], recording: Option<&Baseline>) -> (bool, bool) {
        let Settled { lines, notices } = self.settled.take().unwrap_or_else(|| self.settled());
        lines.iter().for_each(|line| output::complain(line));
        let remark = self.years.remark().filter(|_| !self.options.quiet);
        if let Some(remark) = remark {
            output::complain(remark.get(self.language));
        }
        if self.options.statistics {
            self.end_statistics(&notices);
        } else {
            self.report_held_back();
        }
        self.end(packs, &notices);
        if let Some(baseline) = recording {
            self.record(baseline);
        }
        output::flush();
        (self.fails, self.could_not)
    }

    /// Adds what is said of what was passed over. Where that is all there was in a folder, nothing was checked.
    fn settle_passed(&mut self, lines: &mut Vec<String>) {
        self.counts.passed = self.passed.len();
        let empty = self.folders.iter().filter(|(_, any)| !**any);
        for path in empty.filter_map(|(argument, _)| self.options.paths.get(*argument)) {
            let why = passed::no_report().get(self.language).to_owned();
            let path = path.to_string_lossy().into_owned();
            lines.push(format!("{path}: {why}"));
            self.counts.unread += 1;
            self.failures.push(Failure { path, why });
        }
        if !self.options.quiet {
            let verbose = self.options.verbose;
            lines.extend(passed::lines(&self.passed, verbose, self.language));
        }
    }

    /// Says what was held back where no output that people read says so.
    fn report_held_back(&self) {
        let is_shown = |sink: &Sink| sink.format == Rendering::Full;
        if self.options.quiet || self.options.is_silent || self.sinks.iter().any(is_shown) {
            return;
        }
        for line in not_shown(self.counts, self.language).lines() {
            output::complain(line);
        }
    }

    /// Ends every output. What people see of an audit is none of these, and is not without what is said of the
    /// configuration either: it counts.
    fn end(&mut self, packs: &[&Pack], notices: &[Notice]) {
        for notice in notices.iter().filter(|_| self.options.is_silent) {
            let colour = self.style.colour;
            let shown = notices::remark(notice, Rendering::Full, colour, self.language);
            output::print(&shown.drawn);
        }
        for sink in std::mem::take(&mut self.sinks) {
            let remark = |notice| {
                let colour = self.style.colour;
                notices::remark(notice, sink.format, colour, self.language)
            };
            let remarks: Vec<Remark> = notices.iter().map(remark).collect();
            let ending = Ending {
                packs,
                reports: self.reports,
                counts: self.counts,
                failures: &self.failures,
                fails_at: self.fail_on,
                remarks: &remarks,
                language: self.language,
            };
            if let Some((path, why)) = sink.finish(&ending, self.more.as_mut()) {
                self.could_not = true;
                let why = why.get(self.language);
                output::complain(&format!("{}: {why}", path.display()));
            }
        }
    }

    fn end_statistics(&mut self, notices: &[Notice]) {
        for notice in notices {
            self.statistics.notice(notice.rule, notice.severity);
        }
        match self.options.format {
            Some(Format::Json) => output::print(&format!(
                "{{\"statistics\":{},\"summary\":{}}}\n",
                self.statistics.json(self.language),
                json_summary(self.reports, self.counts)
            )),
            Some(Format::Csv | Format::CsvMachine) => {
                output::print(&self.statistics.csv(self.language))
            }
            // Others were refused before anything was checked.
            _ => {
                output::print(&self.statistics.table(self.language));
                if !self.options.quiet {
                    output::print(&summary(self.reports, self.counts, self.language));
                }
            }
        }
    }

    fn record(&mut self, baseline: &Baseline) {
        let records = std::mem::take(&mut self.records);
        match recording::write(baseline, records, self.language) {
            // Standard output may be read by a program.
            Ok(reported) => output::complain(reported.trim_end()),
            Err(error) => {
                self.could_not = true;
                output::complain(error.message().get(self.language));
            }
        }
    }
}
