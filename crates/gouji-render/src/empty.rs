//! Cells without a figure: one line for each table, and what a whole row or column left out is in
//! a few words.

use gouji_model::{CellId, Finding, Language, Severity, Suspect, TableId, Value, within_quotes};
use gouji_rule::{CellTest, Check};

use crate::gathered::{Gathered, Shared, gather};
use crate::suggested::suggested;
use crate::{Checked, group, ways, wording};

/// Most rows, columns and single cells named of one table.
const MOST_PARTS: usize = 8;
/// Most cells named one by one.
const MOST_SINGLE: usize = 3;
/// Fewest cells of a row or column that are changed in one breath.
const FEWEST: usize = 3;

/// What findings about cells without a figure share when they are reported together.
type Key<'f> = (&'f str, TableId, Severity);

/// Findings that are reported in one line.
pub(crate) struct Line<'f> {
    /// The findings, the first of which says where it stands.
    pub findings: Vec<&'f Finding>,
    /// What is reported of them.
    pub message: String,
}

impl Line<'_> {
    /// The names of the rules.
    pub(crate) fn rules(&self) -> Vec<&str> {
        group::rules(&self.findings)
    }

    /// How much the worst of them matters.
    pub(crate) fn severity(&self) -> Severity {
        let all = self.findings.iter().map(|finding| finding.severity);
        all.max().unwrap_or(Severity::Info)
    }
}

/// All findings of a report: a line for each, but one for the empty cells of a table, and one for a
/// row or column of sums that was left out.
pub(crate) fn lines<'f>(checked: &Checked<'f>) -> Vec<Line<'f>> {
    let mut listed: Vec<usize> = Vec::new();
    let mut lines = Vec::new();
    for findings in by_table(checked, checked.findings) {
        let cause = findings.first().and_then(|first| first.cause);
        if cause.is_some_and(|cause| listed.contains(&cause)) {
            continue;
        }
        let together = cause.and_then(|cause| of_cause(checked, cause));
        if let (Some(line), Some(cause)) = (together, cause) {
            listed.push(cause);
            lines.push(line);
            continue;
        }
        let message = message(checked, &findings);
        lines.push(Line { findings, message });
    }
    lines
}

/// The findings of a cause in one line, where it is cells of one row or column left out.
fn of_cause<'f>(checked: &Checked<'f>, cause: usize) -> Option<Line<'f>> {
    let all = checked.findings.iter();
    let findings: Vec<&Finding> = all.filter(|one| one.cause == Some(cause)).collect();
    let suspects = ways::suspects(&findings);
    if ways::is_tied(&suspects) {
        return None;
    }
    let left = left_out(checked, ways::ways(&suspects).first()?)?;
    let (cells, figures) = (&left.cells, &left.figures);
    let message = match checked.language {
        Language::Chinese => format!("{cells}空白，应为 {figures}"),
        Language::English => format!("{cells} are blank and should be {figures}"),
    };
    Some(Line { findings, message })
}

/// The findings, those of one rule about empty cells of one table together, where the first is.
pub(crate) fn by_table<'f>(
    checked: &Checked<'_>,
    findings: impl IntoIterator<Item = &'f Finding>,
) -> Vec<Vec<&'f Finding>> {
    let mut known: Vec<(Key<'f>, usize)> = Vec::new();
    let mut all: Vec<Vec<&Finding>> = Vec::new();
    let mut tests = Tests::of(checked);
    for finding in findings {
        let key = tests
            .table_of(finding)
            .map(|table| (finding.rule.as_str(), table));
        let Some((rule, table)) = key else {
            all.push(vec![finding]);
            continue;
        };
        let key = (rule, table, finding.severity);
        let at = known.iter().find(|(other, _)| *other == key);
        match at.and_then(|(_, at)| all.get_mut(*at)) {
            Some(together) => together.push(finding),
            None => {
                known.push((key, all.len()));
                all.push(vec![finding]);
            }
        }
    }
    all
}

/// How many blank cells are reported, and in how many tables.
pub(crate) fn blanks(checked: &Checked<'_>) -> (usize, usize) {
    let mut tests = Tests::of(checked);
    let table = |finding| match tests.of_rule(finding) {
        Some(CellTest::Blank) => tests.table_of(finding),
        _ => None,
    };
    let mut tables: Vec<TableId> = checked.findings.iter().filter_map(table).collect();
    let cells = tables.len();
    tables.sort_unstable();
    tables.dedup();
    (cells, tables.len())
}

/// What the rules of findings test in cells; findings of one rule follow one another, and its rule is
/// looked for once.
struct Tests<'c, 'f> {
    checked: &'c Checked<'c>,
    last: Option<(&'f str, Option<CellTest>)>,
}

impl<'c, 'f> Tests<'c, 'f> {
    const fn of(checked: &'c Checked<'c>) -> Self {
        Self {
            checked,
            last: None,
        }
    }

    fn of_rule(&mut self, finding: &'f Finding) -> Option<CellTest> {
        if let Some((_, test)) = self.last.filter(|(rule, _)| *rule == finding.rule) {
            return test;
        }
        let rule = self.checked.pack.rule(&finding.rule);
        let test = rule.and_then(|rule| match &rule.check {
            Check::Cell(rule) => Some(rule.test),
            _ => None,
        });
        self.last = Some((&finding.rule, test));
        test
    }

    /// The table of a finding about one empty cell.
    fn table_of(&mut self, finding: &'f Finding) -> Option<TableId> {
        let [cell] = finding.cells.as_slice() else {
            return None;
        };
        let test = self.of_rule(finding);
        let is_empty = matches!(test, Some(CellTest::Blank | CellTest::Placeholder));
        is_empty.then(|| self.checked.pack.form.table_id_of(cell.cell))
    }
}

/// What is reported of the empty cells of one table: the finding's own words where it is one.
pub(crate) fn message(checked: &Checked<'_>, findings: &[&Finding]) -> String {
    let rule = findings
        .first()
        .and_then(|first| checked.pack.rule(&first.rule));
    match (findings, rule) {
        ([one], _) => checked.message(one),
        (_, None) => String::new(),
        (_, Some(rule)) => format!(
            "{}{}{}",
            rule.title.get(checked.language),
            wording::colon(checked.language),
            table(checked, findings)
        ),
    }
}

/// The table, how many of its cells, and which.
pub(crate) fn table(checked: &Checked<'_>, findings: &[&Finding]) -> String {
    let form = &checked.pack.form;
    let cells: Vec<CellId> = findings
        .iter()
        .flat_map(|finding| &finding.cells)
        .map(|evidence| evidence.cell)
        .collect();
    let Some(first) = cells.first() else {
        return String::new();
    };
    let title = form.table_of(*first).title.get(checked.language);
    let (count, parts) = (cells.len(), parts(checked, &gather(form, &cells)));
    match checked.language {
        Language::Chinese => format!("《{title}》{count} 格（{}）", parts.join("，")),
        Language::English => format!("{count} cells of “{title}” ({})", parts.join(", ")),
    }
}

/// The rows and columns with how many cells of each, then single cells; the rest by its number.
fn parts(checked: &Checked<'_>, gathered: &[Gathered]) -> Vec<String> {
    let (lines, single): (Vec<&Gathered>, Vec<&Gathered>) =
        gathered.iter().partition(|one| one.shared.is_some());
    let named = if single.len() <= MOST_SINGLE {
        single.len()
    } else {
        0
    };
    let shown = lines.iter().take(MOST_PARTS);
    let mut parts: Vec<String> = shown.map(|line| along(checked, line)).collect();
    parts.extend(
        single
            .iter()
            .take(named)
            .flat_map(|one| &one.cells)
            .map(|cell| wording::cell(&checked.pack.form, *cell, checked.language)),
    );
    let beyond = lines.iter().skip(MOST_PARTS);
    let beyond = beyond.chain(single.iter().skip(named));
    let left: usize = beyond.map(|one| one.cells.len()).sum();
    if left > 0 {
        parts.push(match (checked.language, parts.is_empty()) {
            (Language::Chinese, true) => "不在同一行列".to_owned(),
            (Language::Chinese, false) => format!("另有 {left} 格"),
            (Language::English, true) => "in different rows and columns".to_owned(),
            (Language::English, false) => format!("{left} others"),
        });
    }
    parts
}

/// A row or column with how many of its cells.
fn along(checked: &Checked<'_>, line: &Gathered) -> String {
    let count = line.cells.len();
    match (named(checked, line), checked.language) {
        (name, Language::Chinese) => format!("{name} {count} 格"),
        (name, Language::English) => format!("{count} in {name}"),
    }
}

/// A row or column by its label.
fn named(checked: &Checked<'_>, line: &Gathered) -> String {
    let form = &checked.pack.form;
    let (Some(cell), Some(shared)) = (line.cells.first(), line.shared) else {
        return String::new();
    };
    let label = match shared {
        Shared::Column => form.column_name(*cell),
        Shared::Row => form.row_name(*cell),
    };
    let label = within_quotes(&label);
    match (shared, checked.language) {
        (Shared::Column, Language::Chinese) => format!("“{label}”列"),
        (Shared::Row, Language::Chinese) => format!("“{label}”行"),
        (Shared::Column, Language::English) => format!("column “{label}”"),
        (Shared::Row, Language::English) => format!("row “{label}”"),
    }
}

/// Cells of one row or column that were all left out, as one change.
pub(crate) struct LeftOut {
    /// `“总计”列 11 格`.
    pub cells: String,
    /// The figures to write, in the order of the form.
    pub figures: String,
    /// The mistake it looks like.
    pub mistake: Option<String>,
}

/// A way to repair a cause that fills blanks of one row or column and changes nothing else.
pub(crate) fn left_out(checked: &Checked<'_>, way: &[&Suspect]) -> Option<LeftOut> {
    if way.len() < FEWEST || ways::beyond(way) > 0 {
        return None;
    }
    let is_blank = |suspect: &&Suspect| {
        let cell = checked.report.cell(suspect.cell.cell);
        !suspect.cell.prior && cell.is_some_and(|cell| cell.value == Value::Blank)
    };
    let name = |suspect: &Suspect| suspect.mistake.as_ref().map(|(name, _)| *name);
    let first = way.first()?;
    if !way.iter().all(is_blank) || way.iter().any(|other| name(other) != name(first)) {
        return None;
    }
    let cells: Vec<CellId> = way.iter().map(|suspect| suspect.cell.cell).collect();
    let gathered = gather(&checked.pack.form, &cells);
    let [line] = gathered.as_slice() else {
        return None;
    };
    let figure = |cell: &CellId| {
        let of = way.iter().find(|suspect| suspect.cell.cell == *cell)?;
        Some(suggested(checked, of))
    };
    let figures: Vec<String> = line.cells.iter().filter_map(figure).collect();
    let (between, cells) = match checked.language {
        Language::Chinese => ("、", along(checked, line)),
        Language::English => (
            ", ",
            format!("{} cells of {}", cells.len(), named(checked, line)),
        ),
    };
    let wording = first.mistake.as_ref().map(|(_, wording)| wording);
    Some(LeftOut {
        cells,
        figures: figures.join(between),
        mistake: wording.map(|wording| wording.get(checked.language).to_owned()),
    })
}
