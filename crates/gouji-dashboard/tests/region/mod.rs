//! For tests and measurements: what an audit of a whole region came to, by seed, without any file.
//!
//! Units of all levels hand in reports of several years. The figures are balanced, mistakes are put
//! into some of them, and what is found is what the pack's own rules find; what holds between reports
//! is made up of a few of its findings: reports that are missing, figures that differ from last year's.

#![allow(
    clippy::unwrap_used,
    reason = "rows that cannot be written are as good as none for whoever measures or tests"
)]

mod findings;
mod units;

use std::sync::Arc;

use gouji_audit::Packed;
use gouji_audit::result::{
    Audit, BlockedRow, Certainty, FindingRow, ReportRow, Rows, RuleRow, RunRow, Totals, UnreadRow,
};
use gouji_audit::units::Unit;
use gouji_model::{CellId, Language, Languages, Report, Severity};
use gouji_rule::Pack;

use findings::Found;
use gouji_testkit::specimen::{Balanced, Injected, KINDS, Rng, inject};
use units::units;

/// Years that units report on, the last one first where they are not all needed.
const YEARS: [i32; 5] = [2025, 2024, 2023, 2022, 2021];

/// What is to be made.
#[derive(Clone, Copy, Debug)]
pub struct Region {
    /// How many reports, those that are missing included.
    pub reports: usize,
    /// Fixes everything.
    pub seed: u64,
    /// In which language findings are reported.
    pub language: Language,
    /// Whether some units have names that mean something to browsers and spreadsheets.
    pub hostile: bool,
}

/// The audit of a region whose reports follow one pack.
#[must_use]
pub fn audit(pack: &Pack, region: Region) -> Audit {
    let mut rng = Rng::new(region.seed);
    let years = YEARS.len().min(region.reports.max(1));
    let mut making = Making {
        pack,
        region,
        balanced: Balanced::new(pack),
        cells: eligible(pack),
        units: units(region.reports.div_ceil(years), region.hostile),
        reports: Vec::new(),
        findings: Vec::new(),
        missing: Vec::new(),
        blocked: Vec::new(),
        unread: Vec::new(),
    };
    for number in 0..region.reports {
        let (unit, year) = (number / years, YEARS[number % years]);
        making.add(unit, year, &mut rng);
    }
    making.finish()
}

fn eligible(pack: &Pack) -> Vec<CellId> {
    let cells = pack.form.cells();
    cells
        .filter(|cell| !pack.form.is_group_cell(*cell))
        .collect()
}

/// What making an audit needs.
struct Making<'p> {
    pack: &'p Pack,
    region: Region,
    balanced: Balanced<'p>,
    cells: Vec<CellId>,
    units: Vec<Unit>,
    reports: Vec<ReportRow>,
    findings: Vec<FindingRow>,
    missing: Vec<FindingRow>,
    blocked: Vec<BlockedRow>,
    unread: Vec<UnreadRow>,
}

impl Making<'_> {
    /// Adds a report, or that it is missing, or that its file could not be read.
    fn add(&mut self, unit: usize, year: i32, rng: &mut Rng) {
        let found = Found {
            pack: self.pack,
            language: self.region.language,
            unit,
            year,
        };
        let name = self.units[unit].name.clone();
        let path = format!("{}/{year}/{name}.docx", self.units[unit].region);
        let path: String = path.chars().filter(|c| !"<>\"|".contains(*c)).collect();
        match rng.below(200) {
            0 => return self.missing.push(found.missing(&name)),
            1 => {
                let why = match self.region.language {
                    Language::Chinese => "文件设有密码，请另存为不加密的文件",
                    Language::English => "protected by a password: save it without one",
                };
                let why = why.to_owned();
                return self.unread.push(UnreadRow { path, why });
            }
            _ => {}
        }
        let mut report = self.balanced.report(rng.next());
        report.year = Some(year);
        report.organization = Some(name);
        let injected = self.mistakes(&mut report, rng);
        let outcome = gouji_check::check_in(
            self.pack,
            &report,
            None,
            Languages::One(self.region.language),
        );
        let number = self.reports.len();
        let mut rows: Vec<FindingRow> = outcome
            .findings
            .iter()
            .map(|finding| found.row(number, &report, finding, &injected))
            .collect();
        if let Some(last) = number.checked_sub(1).filter(|_| rng.happens(5)) {
            rows.push(found.differs_from_last_year((number, last), &report, rng));
        }
        if let Some(last) = number.checked_sub(1).filter(|_| number % 40 == 1) {
            rows.push(found.copied((number, last), &self.reports[last].path));
        }
        let count = |severity| rows.iter().filter(|row| row.severity == severity).count();
        self.reports.push(ReportRow {
            path,
            form: self.pack.form.id.0.clone(),
            year: Some(year),
            organization: report.organization.clone(),
            unit: Some(unit),
            certainty: Certainty::Listed,
            cells: Packed::of(&report),
            errors: count(Severity::Error),
            warnings: count(Severity::Warning),
            infos: count(Severity::Info),
            blocked: outcome.blocked.len(),
            ..ReportRow::default()
        });
        let blocked = outcome.blocked.iter();
        let blocked = blocked.map(|blocked| found.blocked(number, blocked));
        self.blocked.extend(blocked);
        self.findings.append(&mut rows);
    }

    fn mistakes(&self, report: &mut Report, rng: &mut Rng) -> Vec<Injected> {
        let count = [0, 0, 1, 1, 1, 2, 3][rng.below(7)];
        let mistakes = (0..count).filter_map(|_| {
            let kind = *rng.pick(&KINDS)?;
            inject(&self.pack.form, report, kind, &self.cells, rng)
        });
        mistakes.collect()
    }

    /// Counts everything and names the rules.
    fn finish(mut self) -> Audit {
        self.findings.append(&mut self.missing);
        let mut names: Vec<&str> = self.findings.iter().map(|row| row.rule.as_str()).collect();
        names.extend(self.blocked.iter().map(|row| row.rule.as_str()));
        names.sort_unstable();
        names.dedup();
        let rules = names.into_iter();
        let rules = rules.map(|name| self.rule(name)).collect();
        let sum = |of: fn(&ReportRow) -> usize| self.reports.iter().map(of).sum();
        let mut totals = Totals {
            reports: self.reports.len(),
            unread: self.unread.len(),
            missing: self
                .findings
                .iter()
                .filter(|row| row.report.is_none())
                .count(),
            errors: sum(|row| row.errors),
            warnings: sum(|row| row.warnings),
            infos: sum(|row| row.infos),
            blocked: sum(|row| row.blocked),
            ..Totals::default()
        };
        totals.errors += totals.missing;
        Audit {
            forms: vec![Arc::clone(&self.pack.form)],
            units: self.units,
            reports: Rows::of(self.reports).unwrap(),
            findings: Rows::of(self.findings).unwrap(),
            blocked: Rows::of(self.blocked).unwrap(),
            unread: Rows::of(self.unread).unwrap(),
            rules,
            totals,
            runs: vec![RunRow {
                totals,
                ..RunRow::default()
            }],
            ..Audit::default()
        }
    }

    fn rule(&self, name: &str) -> RuleRow {
        let language = self.region.language;
        let Some(rule) = self.pack.rule(name) else {
            return findings::rule_between(name, language);
        };
        RuleRow {
            form: String::new(),
            name: name.to_owned(),
            title: rule.title.get(language).to_owned(),
            help: rule.help.get(language).to_owned(),
            authority: rule.authority.name().to_owned(),
            citation: rule.citation.get(language).to_owned(),
            is_between: false,
        }
    }
}
