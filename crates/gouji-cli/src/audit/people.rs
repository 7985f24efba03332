//! What a person sees first: who has how many problems, the ten gravest, and the counts.

use std::cmp::Reverse;
use std::collections::BTreeMap;

use gouji_audit::RunReports as _;
use gouji_audit::result::FindingRow;
use gouji_audit::units::Tree;
use gouji_model::{Figure, Language, Severity};
use gouji_render::{Counts, Style, printable, severity};
use unicode_width::UnicodeWidthStr as _;

use super::relating::Related;
use super::rendered::Rendered;
use crate::check::Gathered;
use crate::output;

/// How many of the gravest findings are shown.
const MOST_SEVERE: usize = 10;
/// How many units are shown.
const UNITS: usize = 20;

/// What a person sees first.
#[derive(Default)]
pub(super) struct People {
    /// Files that gave nothing.
    pub unread: usize,
    /// How much reports have beyond what they have by themselves, by report.
    beyond: BTreeMap<usize, Counts>,
    /// What is said of missing reports, by unit.
    missing: BTreeMap<usize, Counts>,
    most_severe: Vec<SevereFinding>,
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

    /// Adds what was found between reports.
    pub(super) fn add(&mut self, report: usize, related: &Related, rendered: &Rendered) {
        let Some(findings) = &rendered.findings else {
            return;
        };
        self.beyond.insert(report, rendered.verdict.counts);
        let path = related.notes.get(report).map(|noted| &*noted.path);
        let name = related
            .notes
            .kept(report)
            .and_then(|kept| kept.organization);
        let from = findings.len().saturating_sub(rendered.between);
        for (order, row) in findings.iter().enumerate().skip(from) {
            let at = (path.unwrap_or_default(), order);
            self.severe((row, Figure::ZERO), at, name.as_deref());
        }
    }

    /// Adds what is said of a missing report.
    pub(super) fn add_missing(&mut self, unit: Option<usize>, rendered: &Rendered) {
        if let Some(unit) = unit {
            let counts = self.missing.entry(unit).or_default();
            counts.add(rendered.verdict.counts);
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

    /// Prints it.
    pub(super) fn show(&self, tree: &Tree, related: &Related, style: Style, language: Language) {
        let units = self.units(tree, related);
        let mut text = String::new();
        self.write_units(&mut text, &units, language);
        let others = self.others(related);
        self.write_most_severe(&mut text, &others, style, language);
        text.push_str(&self.last_line(&units, related, language));
        output::print(&text);
    }

    /// How much each unit has, worst first.
    fn units(&self, tree: &Tree, related: &Related) -> Vec<(String, usize, Counts)> {
        let mut units: BTreeMap<String, (usize, Counts)> = BTreeMap::new();
        for (report, entry) in related.notes.entries().iter().enumerate() {
            let Some(noted) = related.notes.get(report) else {
                continue;
            };
            let unit = entry.unit.and_then(|unit| tree.units().get(unit));
            let name = unit.map_or_else(|| noted.path.to_string(), |unit| unit.name.clone());
            let (reports, counts) = units.entry(name).or_default();
            *reports += 1;
            counts.add(noted.counts);
            counts.add(self.beyond.get(&report).copied().unwrap_or_default());
        }
        for (unit, counts) in &self.missing {
            let name = tree.units().get(*unit).map(|unit| unit.name.clone());
            let (_, own) = units.entry(name.unwrap_or_default()).or_default();
            own.add(*counts);
        }
        let units = units.into_iter();
        let mut units: Vec<_> = units
            .map(|(name, (reports, counts))| (name, reports, counts))
            .collect();
        let worst =
            |counts: &Counts| (counts.errors, counts.warnings, counts.blocked, counts.infos);
        units.sort_by(|one, other| {
            worst(&other.2)
                .cmp(&worst(&one.2))
                .then_with(|| one.0.cmp(&other.0))
        });
        units
    }

    fn write_units(
        &self,
        text: &mut String,
        units: &[(String, usize, Counts)],
        language: Language,
    ) {
        let has = |(_, _, counts): &&(String, usize, Counts)| {
            counts.at_least(Severity::Info) + counts.blocked > 0
        };
        let worst: Vec<_> = units.iter().filter(has).collect();
        if worst.is_empty() {
            return;
        }
        let head = match language {
            Language::Chinese => ["单位", "报告", "错误", "警告", "提示", "未能核对"],
            Language::English => ["unit", "reports", "errors", "warnings", "notes", "blocked"],
        };
        let rows = worst.iter().take(UNITS).map(|(name, reports, counts)| {
            let numbers = [
                *reports,
                counts.errors,
                counts.warnings,
                counts.infos,
                counts.blocked,
            ];
            let numbers = numbers.iter().map(usize::to_string);
            std::iter::once(printable(name).into_owned())
                .chain(numbers)
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
        let mut others = vec![0; self.most_severe.len()];
        let mut of: BTreeMap<(Option<usize>, Option<i32>), Vec<usize>> = BTreeMap::new();
        for (number, severe) in self.most_severe.iter().enumerate() {
            let reports = (0..related.notes.len())
                .filter(|report| related.notes.path(*report) == severe.path);
            let entries = related.notes.entries();
            let mut entries = reports.filter_map(|report| entries.get(report));
            let own = entries.find(|entry| entry.year == severe.row.year);
            if let Some(own) = own.filter(|entry| entry.unit.is_some()) {
                of.entry((own.unit, own.year)).or_default().push(number);
            }
        }
        for (report, entry) in related.notes.entries().iter().enumerate() {
            let Some(numbers) = of.get(&(entry.unit, entry.year)) else {
                continue;
            };
            let own = related.notes.get(report).map(|noted| noted.counts);
            let beyond = self.beyond.get(&report).copied();
            let counts = own.into_iter().chain(beyond);
            let all: usize = counts.map(|counts| counts.at_least(Severity::Info)).sum();
            for number in numbers {
                others
                    .get_mut(*number)
                    .into_iter()
                    .for_each(|one| *one += all);
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

    /// The counts, always on the last line.
    fn last_line(
        &self,
        units: &[(String, usize, Counts)],
        related: &Related,
        language: Language,
    ) -> String {
        let mut all = Counts::default();
        units.iter().for_each(|(_, _, counts)| all.add(*counts));
        let reports = related.notes.len();
        let changed: usize = self.beyond.values().map(|counts| counts.unread).sum();
        let (missing, unpaired) = (related.missing_count(), related.unpaired.len());
        let unread = self.unread + changed;
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
