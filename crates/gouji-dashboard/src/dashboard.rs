//! Rows go in one by one, the page comes out.

use std::collections::BTreeSet;
use std::io::{self, Write};

use gouji_audit::result::Rows;
use gouji_model::{Language, Severity};

use crate::chunk::{self, Detail};
use crate::columns::{
    Counted, FORMAT, Failures, Findings, Index, Levels, Numbers, Reports, Rules, Units,
};
use crate::html;
use crate::layout::Layout;
use crate::packed::packed;
use crate::reading::Readings;
use crate::rows::{Failure, Finding, Report, Rule, Run, State, Totals, Unit};

/// A page in the making. Only the index is kept in memory.
#[derive(Debug)]
pub struct Dashboard {
    language: Language,
    rules: Rules,
    regions: (Numbers, Vec<String>),
    levels: (Numbers, Levels),
    units: Units,
    reports: Reports,
    findings: Findings,
    places: Numbers,
    writes: Numbers,
    layouts: Vec<Layout>,
    failures: Failures,
    runs: Vec<(i64, [usize; 3])>,
    readings: Readings,
    counted: Counted,
    /// The reports of the chunk that is being filled.
    open: Vec<Detail>,
    /// Those that are packed; they are written last.
    chunks: Rows<String>,
}

impl Dashboard {
    /// An empty page in a language; all rows are to be in it.
    #[must_use]
    pub fn new(language: Language) -> Self {
        Self {
            language,
            rules: Rules::default(),
            regions: Default::default(),
            levels: Default::default(),
            units: Units::default(),
            reports: Reports::default(),
            findings: Findings::default(),
            places: Numbers::default(),
            writes: Numbers::default(),
            layouts: Vec::new(),
            failures: Failures::default(),
            runs: Vec::new(),
            readings: Readings::default(),
            counted: Counted::default(),
            open: Vec::new(),
            chunks: Rows::default(),
        }
    }

    /// Adds a rule; its number is what findings name.
    pub fn rule(&mut self, rule: Rule) -> usize {
        let rules = &mut self.rules;
        rules.name.push(rule.name);
        rules.title.push(rule.title);
        rules.help.push(rule.help);
        rules.authority.push(rule.authority);
        rules.name.len() - 1
    }

    /// Adds a layout, or finds it again; its number is what reports name.
    pub fn layout(&mut self, layout: Layout) -> usize {
        let known = self.layouts.iter().position(|known| *known == layout);
        known.unwrap_or_else(|| {
            self.layouts.push(layout);
            self.layouts.len() - 1
        })
    }

    /// Adds a unit; its number is what reports name.
    pub fn unit(&mut self, unit: Unit) -> usize {
        let (region, is_new) = self.regions.0.of(&unit.region);
        if is_new {
            self.regions.1.push(unit.region);
        }
        let (level, is_new) = self.levels.0.of(&unit.level.id);
        if is_new {
            self.levels.1.id.push(unit.level.id);
            self.levels.1.name.push(unit.level.name);
        }
        self.readings.add(&unit.name);
        let aliases = unit.aliases.join("|");
        self.readings.add(&aliases);
        let units = &mut self.units;
        units.name.push(unit.name);
        units.aliases.push(aliases);
        units.region.push(region);
        units.level.push(level);
        self.counted.units += 1;
        units.name.len() - 1
    }

    /// Adds a report with its findings.
    ///
    /// # Errors
    /// Where packing fails.
    pub fn report(&mut self, report: Report) -> io::Result<()> {
        for finding in &report.findings {
            self.finding(finding);
        }
        let reports = &mut self.reports;
        reports.unit.push(report.unit);
        reports.year.push(report.year.unwrap_or(0));
        reports.layout.push(report.layout);
        reports.blocked.push(report.blocked.len());
        reports.findings.push(report.findings.len());
        reports.path.push(report.path.clone());
        self.counted.blocked += report.blocked.len();
        match report.path {
            Some(_) => self.counted.reports += 1,
            None => self.counted.missing += 1,
        }
        self.open.push(Detail::of(report));
        if self.open.len() == chunk::REPORTS {
            self.close()?;
        }
        Ok(())
    }

    /// Adds why a file gave no report, or not all that is in it: there may be several such of one file.
    pub fn failure(&mut self, failure: Failure) {
        self.failures.path.push(failure.path);
        self.failures.why.push(failure.why);
    }

    /// Adds a run; those that were first come first.
    pub fn run(&mut self, run: Run) {
        self.runs.push((run.number, run.findings));
    }

    /// Writes the page.
    ///
    /// # Errors
    /// Where it cannot be packed or written.
    pub fn write(mut self, totals: Totals, to: &mut impl Write) -> io::Result<()> {
        self.close()?;
        let files: BTreeSet<&String> = self.failures.path.iter().collect();
        self.counted.unread = files.len();
        self.counted.suppressed = totals.suppressed;
        self.counted.fixed = totals.fixed;
        let index = packed(&Index {
            format: FORMAT,
            chunk: chunk::REPORTS,
            totals: self.counted,
            rules: &self.rules,
            regions: &self.regions.1,
            levels: &self.levels.1,
            units: &self.units,
            reports: &self.reports,
            findings: &self.findings,
            layouts: &self.layouts,
            failures: &self.failures,
            runs: &self.runs,
            readings: self.readings.columns(),
        })?;
        html::write(
            to,
            &html::Page {
                language: self.language,
                counted: &self.counted,
                index: &index,
                chunks: &self.chunks,
            },
        )
    }

    fn finding(&mut self, finding: &Finding) {
        let (place, is_new) = self.places.of(&finding.place);
        if is_new {
            self.findings.places.push(finding.place.clone());
        }
        let (write, is_new) = self.writes.of(&finding.write);
        if is_new {
            self.findings.writes.push(finding.write.clone());
        }
        let (severity, slot) = match finding.severity {
            Severity::Error => (2, 0),
            Severity::Warning => (1, 1),
            Severity::Info => (0, 2),
        };
        self.counted.findings[slot] += 1;
        let findings = &mut self.findings;
        findings.rule.push(finding.rule);
        findings.severity.push(severity);
        findings.place.push(place);
        findings.write.push(write);
        findings.state.push(match finding.state {
            State::Unknown => 0,
            State::New => 1,
            State::Still => 2,
            State::Back => 3,
        });
    }

    /// Packs the chunk that is open.
    fn close(&mut self) -> io::Result<()> {
        if !self.open.is_empty() {
            self.chunks.push(&packed(&self.open)?)?;
            self.open.clear();
        }
        Ok(())
    }
}
