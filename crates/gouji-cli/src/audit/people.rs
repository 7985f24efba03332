//! What a person sees first: who has how many problems, the ten gravest, and the counts.

use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};

use gouji_audit::RunReports as _;
use gouji_audit::result::FindingRow;
use gouji_audit::units::Tree;
use gouji_model::{Figure, Language, Severity};
use gouji_render::{Counts, Style, not_shown, printable, severity};
use unicode_width::UnicodeWidthStr as _;

use super::noted::hash_of_path;
use super::relating::Related;
use super::rendered::Rendered;
use crate::check::Gathered;
use crate::listing::listed;

/// How many of the gravest findings are shown.
const MOST_SEVERE: usize = 10;
/// How many units are shown.
const UNITS: usize = 20;

/// What a person sees first.
#[derive(Default)]
pub(super) struct People {
    /// Files that gave nothing.
    pub unread: usize,
    all: Counts,
    /// How much each unit has.
    units: Vec<Tally>,
    /// How much reports of no unit have that have something.
    of_nobody: BTreeMap<usize, Tally>,
    /// How much reports have beyond what they have by themselves, by report.
    beyond: Vec<(u32, u32)>,
    most_severe: Vec<SevereFinding>,
    /// Of which units and years reports are missing.
    missing: Vec<(usize, i32)>,
}

/// Whose findings are counted.
#[derive(Clone, Copy)]
enum Whose {
    Unit(usize),
    Report(usize),
}

/// How much somebody has: there may be as many of these as there are reports.
#[derive(Clone, Copy, Default)]
struct Tally {
    reports: u32,
    errors: u32,
    warnings: u32,
    infos: u32,
    blocked: u32,
}

impl Tally {
    fn add(&mut self, counts: Counts) {
        let small = |count: usize| u32::try_from(count).unwrap_or(u32::MAX);
        self.errors += small(counts.errors);
        self.warnings += small(counts.warnings);
        self.infos += small(counts.infos);
        self.blocked += small(counts.blocked);
    }

    const fn merge(&mut self, other: Self) {
        self.reports += other.reports;
        self.errors += other.errors;
        self.warnings += other.warnings;
        self.infos += other.infos;
        self.blocked += other.blocked;
    }

    const fn is_empty(self) -> bool {
        self.errors + self.warnings + self.infos + self.blocked == 0
    }

    /// What is worst comes first.
    const fn worst(self) -> Reverse<(u32, u32, u32, u32)> {
        Reverse((self.errors, self.warnings, self.blocked, self.infos))
    }

    fn numbers(self) -> [String; 5] {
        let Self {
            reports,
            errors,
            warnings,
            infos,
            blocked,
        } = self;
        [reports, errors, warnings, infos, blocked].map(|number| number.to_string())
    }
}

/// One of the gravest findings.
struct SevereFinding {
    severity: Severity,
    /// How far off it is.
    size: Figure,
    path: String,
    order: usize,
    who: String,
    row: FindingRow,
}

impl SevereFinding {
    fn key(&self) -> (Reverse<Severity>, Reverse<Figure>, &str, usize) {
        let Self { severity, size, .. } = self;
        (Reverse(*severity), Reverse(*size), &self.path, self.order)
    }
}

impl People {
    /// Adds what was found in a report by itself.
    pub(super) fn add_single(&mut self, gathered: &Gathered) {
        let sizes = gathered.sizes.iter().copied();
        let rows = gathered.findings.iter().zip(sizes).enumerate();
        for (order, (row, size)) in rows {
            self.severe(
                (row, size),
                (&gathered.path, order),
                gathered.organization.as_deref(),
            );
        }
    }

    /// Adds what a report came to in the end.
    pub(super) fn add(&mut self, report: usize, related: &Related, rendered: &Rendered) {
        let notes = &related.notes;
        let single = rendered.single;
        let single = single.or_else(|| notes.get(report).map(|noted| noted.counts));
        let Some(single) = single else {
            return;
        };
        self.tally(report, related, single, rendered);
        let Some(findings) = rendered.findings.as_ref().filter(|_| rendered.between > 0) else {
            return;
        };
        let name = notes.kept(report).and_then(|kept| kept.organization);
        let path = notes.path_of(report);
        let from = findings.len().saturating_sub(rendered.between);
        for (order, row) in findings.iter().enumerate().skip(from) {
            self.severe((row, Figure::ZERO), (&path, order), name.as_deref());
        }
    }

    fn tally(&mut self, report: usize, related: &Related, single: Counts, rendered: &Rendered) {
        let beyond = rendered.verdict.counts;
        self.all.add(single);
        self.all.add(beyond);
        let more = beyond.at_least(Severity::Info);
        if let (Ok(report), Ok(more)) = (u32::try_from(report), u32::try_from(more))
            && more > 0
        {
            self.beyond.push((report, more));
        }
        let unit = related.notes.entry(report).and_then(|entry| entry.unit);
        let mut own = Tally {
            reports: 1,
            ..Tally::default()
        };
        own.add(single);
        own.add(beyond);
        match unit {
            Some(unit) => self.of_unit(unit).merge(own),
            None if own.is_empty() => {}
            None => {
                self.of_nobody.insert(report, own);
            }
        }
    }

    /// How much a unit has.
    fn of_unit(&mut self, unit: usize) -> &mut Tally {
        if unit >= self.units.len() {
            self.units.resize(unit + 1, Tally::default());
        }
        &mut self.units[unit]
    }

    /// Counts what is said of the configuration itself, which is nobody's.
    pub(super) fn count(&mut self, of_config: Counts) {
        self.all.add(of_config);
    }

    /// Adds what is reported about a missing report.
    pub(super) fn add_missing(
        &mut self,
        (unit, year): (Option<usize>, Option<i32>),
        rendered: &Rendered,
    ) {
        if let Some(unit) = unit {
            let counts = rendered.verdict.counts;
            let is_shown = counts.errors + counts.warnings + counts.infos > 0;
            self.missing
                .extend(year.filter(|_| is_shown).map(|year| (unit, year)));
            self.all.add(counts);
            self.of_unit(unit).add(counts);
        }
    }

    fn severe(
        &mut self,
        (row, size): (&FindingRow, Figure),
        (path, order): (&str, usize),
        name: Option<&str>,
    ) {
        let severe = SevereFinding {
            severity: row.severity,
            size,
            path: path.to_owned(),
            order,
            who: name.unwrap_or_default().to_owned(),
            row: row.clone(),
        };
        // One line of each unit and year, so that ten lines are of ten reports.
        let same =
            |other: &SevereFinding| (&other.who, other.row.year) == (&severe.who, severe.row.year);
        let same = self.most_severe.iter().position(|other| {
            let is_one = !severe.who.is_empty() || other.path == severe.path;
            is_one && same(other)
        });
        match same {
            Some(at)
                if self
                    .most_severe
                    .get(at)
                    .is_some_and(|own| own.key() <= severe.key()) =>
            {
                return;
            }
            Some(at) => drop(self.most_severe.remove(at)),
            None => {}
        }
        let at = self
            .most_severe
            .partition_point(|other| other.key() < severe.key());
        if at < MOST_SEVERE {
            self.most_severe.insert(at, severe);
            self.most_severe.truncate(MOST_SEVERE);
        }
    }

    /// It as it is printed.
    pub(super) fn text(
        &self,
        tree: &Tree,
        related: &Related,
        style: Style,
        language: Language,
    ) -> String {
        let mut text = String::new();
        self.write_units(&mut text, (tree, related), language);
        let others = self.others(related);
        self.write_most_severe(&mut text, &others, style, language);
        self.write_missing(&mut text, tree, language);
        // What was accepted stands in the last line.
        let mut all = self.all;
        all.held.suppressed = 0;
        text.push_str(&not_shown(all, language));
        text.push_str(&self.last_line(related, language));
        text
    }

    /// The units that have most, worst first.
    fn write_units(
        &self,
        text: &mut String,
        (tree, related): (&Tree, &Related),
        language: Language,
    ) {
        let name = |whose: Whose| match whose {
            Whose::Unit(unit) => tree.units().get(unit).map(|unit| unit.name.clone()),
            Whose::Report(report) => Some(related.notes.path_of(report)),
        };
        let units = self.units.iter().enumerate();
        let units = units.map(|(unit, tally)| (Whose::Unit(unit), *tally));
        let reports = self.of_nobody.iter();
        let reports = reports.map(|(report, tally)| (Whose::Report(*report), *tally));
        let all = units.chain(reports);
        let mut worst: Vec<(Whose, Tally)> = all.filter(|(_, tally)| !tally.is_empty()).collect();
        if worst.is_empty() {
            return;
        }
        worst.sort_by_key(|(_, tally)| tally.worst());
        let shown = worst.len().min(UNITS);
        // Of those that have as much as the last one the names decide, too.
        let last = worst
            .get(shown.saturating_sub(1))
            .map(|(_, tally)| tally.worst());
        let named = worst
            .iter()
            .take_while(|(_, tally)| Some(tally.worst()) <= last);
        let mut named: Vec<(String, Tally)> = named
            .map(|(whose, tally)| (name(*whose).unwrap_or_default(), *tally))
            .collect();
        named.sort_by(|(one, own), (other, its)| (own.worst(), one).cmp(&(its.worst(), other)));
        let head = match language {
            Language::Chinese => ["单位", "报告", "错误", "警告", "提示", "未能核对"],
            Language::English => ["unit", "reports", "errors", "warnings", "notes", "blocked"],
        };
        let rows = named.iter().take(shown).map(|(name, tally)| {
            std::iter::once(printable(name).into_owned())
                .chain(tally.numbers())
                .collect()
        });
        let mut table: Vec<Vec<String>> =
            vec![head.iter().map(|name| (*name).to_owned()).collect()];
        table.extend(rows);
        write_table(text, &table);
        if worst.len() > UNITS {
            let more = worst.len() - UNITS;
            text.push_str(&match language {
                Language::Chinese => {
                    format!("……另有 {more} 个单位有问题，全部见 --format csv 等\n")
                }
                Language::English => {
                    format!("… and {more} more units; all of them with --format csv and others\n")
                }
            });
        }
        text.push('\n');
    }

    /// For each of the gravest how many more findings its unit has of that year.
    fn others(&self, related: &Related) -> Vec<usize> {
        let notes = &related.notes;
        let mut others = vec![0_usize; self.most_severe.len()];
        if others.is_empty() {
            return others;
        }
        let mut of: BTreeMap<(usize, Option<i32>), BTreeSet<usize>> = BTreeMap::new();
        let mut found = BTreeSet::new();
        let hashes = self.most_severe.iter();
        let hashes: Vec<u32> = hashes.map(|severe| hash_of_path(&severe.path)).collect();
        for report in 0..notes.len() {
            let own = hashes.iter().enumerate();
            let own = own.filter(|(_, hash)| notes.path_hash(report) == Some(**hash));
            let own = own.filter_map(|(number, _)| Some((number, self.most_severe.get(number)?)));
            let own = own.filter(|(_, severe)| severe.path == notes.path_of(report));
            let entry = notes.entry(report).unwrap_or_default();
            for (number, severe) in own {
                if entry.year == severe.row.year
                    && found.insert(number)
                    && let Some(unit) = entry.unit
                {
                    of.entry((unit, entry.year)).or_default().insert(number);
                }
            }
        }
        let mut beyond = self.beyond.iter().peekable();
        for report in 0..notes.len() {
            let more = beyond.next_if(|(own, _)| *own as usize == report);
            let more = more.map_or(0, |(_, more)| *more as usize);
            let entry = notes.entry(report).unwrap_or_default();
            let Some(numbers) = entry.unit.and_then(|unit| of.get(&(unit, entry.year))) else {
                continue;
            };
            let own = notes.get(report).map(|noted| noted.counts);
            let all = more + own.map_or(0, |own| own.at_least(Severity::Info));
            for number in numbers {
                if let Some(one) = others.get_mut(*number) {
                    *one += all;
                }
            }
        }
        others
            .into_iter()
            .map(|all| all.saturating_sub(1))
            .collect()
    }

    fn write_most_severe(
        &self,
        text: &mut String,
        others: &[usize],
        style: Style,
        language: Language,
    ) {
        if self.most_severe.is_empty() {
            return;
        }
        text.push_str(match language {
            Language::Chinese => "最严重的：\n",
            Language::English => "the gravest:\n",
        });
        for (number, severe) in self.most_severe.iter().enumerate() {
            let level = severity(severe.severity, language);
            let row = &severe.row;
            let year = row.year.map_or_else(String::new, |year| format!(" {year}"));
            let spot = match row.place.is_empty() {
                true => severe.path.clone(),
                false => format!("{}:{}", severe.path, row.place),
            };
            let level = match (style.colour, severe.severity) {
                (true, Severity::Error) => format!("\u{1b}[31m{level}\u{1b}[0m"),
                (true, _) => format!("\u{1b}[33m{level}\u{1b}[0m"),
                (false, _) => level.to_owned(),
            };
            let more = match (others.get(number).copied().unwrap_or(0), language) {
                (0, _) => String::new(),
                (more, Language::Chinese) => format!("（另有 {more} 处）"),
                (more, Language::English) => format!(" ({more} more)"),
            };
            text.push_str(&format!(
                "{:>2}. {}{year} {level}[{}] {}{more}\n    {}\n",
                number + 1,
                printable(&severe.who),
                row.rule,
                row.message,
                printable(&spot),
            ));
        }
        text.push('\n');
    }

    /// Who has not handed in.
    fn write_missing(&self, text: &mut String, tree: &Tree, language: Language) {
        if self.missing.is_empty() {
            return;
        }
        let names = self.missing.iter().filter_map(|(unit, year)| {
            let unit = tree.units().get(*unit)?;
            Some(format!("{} {year}", printable(&unit.name)))
        });
        let names: Vec<String> = names.collect();
        let shown = listed(&names);
        text.push_str(&match language {
            Language::Chinese => format!("没有报告的：{}\n\n", shown.zh),
            Language::English => format!("no report of: {}\n\n", shown.en),
        });
    }

    /// The counts, always on the last line.
    fn last_line(&self, related: &Related, language: Language) -> String {
        let all = self.all;
        let reports = related.notes.len();
        let (missing, unpaired) = (related.missing_count(), related.unpaired.len());
        let unread = self.unread + all.unread;
        let (held, blocked) = (all.held.suppressed, all.blocked);
        let Counts {
            errors,
            warnings,
            infos,
            ..
        } = all;
        match language {
            Language::Chinese => format!(
                "检查 {reports} 份报告：错误 {errors}，警告 {warnings}，提示 {infos}；未能核对 {blocked}，未读出 {unread}，已认可 {held}；缺报告 {missing}，未定单位 {unpaired}\n"
            ),
            Language::English => format!(
                "checked {reports} report(s): {errors} error(s), {warnings} warning(s), {infos} note(s); blocked {blocked}, unread {unread}, suppressed {held}; missing {missing}, unpaired {unpaired}\n"
            ),
        }
    }
}

/// Writes rows in columns: the first to the left, numbers to the right.
fn write_table(text: &mut String, rows: &[Vec<String>]) {
    let columns = rows.iter().map(Vec::len).max().unwrap_or(0);
    let width = |column: usize| {
        let cells = rows.iter().filter_map(|row| row.get(column));
        cells.map(|cell| cell.width()).max().unwrap_or(0)
    };
    let widths: Vec<usize> = (0..columns).map(width).collect();
    for row in rows {
        for (number, (cell, width)) in row.iter().zip(&widths).enumerate() {
            let room = " ".repeat(width.saturating_sub(cell.width()));
            match number {
                0 => text.push_str(&format!("{cell}{room}")),
                _ => text.push_str(&format!("  {room}{cell}")),
            }
        }
        text.push('\n');
    }
}
