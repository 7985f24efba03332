//! Output for people: one diagnostic for each cause, with the table and the cells marked.

use gouji_model::{Authority, CellId, Finding, Language, Severity};
use gouji_pack::Rule;
use miette::{GraphicalReportHandler, GraphicalTheme, LabeledSpan, MietteDiagnostic, NamedSource};

use crate::gathered::{Shared, gather};
use crate::grid;
use crate::{Checked, Counts, suspicion};

/// Most instances of a rule that are shown one by one; more become one diagnostic.
const MOST_SINGLE: usize = 3;
/// Most places listed for findings shown together.
const MOST_LISTED: usize = 12;
/// Widest line of explanations.
const WIDTH: usize = 100;

/// How the terminal is used.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Style {
    /// With colours.
    pub colour: bool,
}

/// The findings of a report for people.
#[must_use]
pub fn full(checked: &Checked<'_>, style: Style) -> String {
    let mut text = String::new();
    for group in causes(checked.findings) {
        let Some(rule) = checked.pack.rule(&group[0].rule) else {
            continue;
        };
        let diagnostics: Vec<&[&Finding]> = if group.len() <= MOST_SINGLE {
            group.chunks(1).collect()
        } else {
            vec![group.as_slice()]
        };
        for findings in diagnostics {
            text.push_str(&diagnostic(checked, rule, findings, style));
        }
    }
    if !checked.blocked.is_empty() {
        text.push_str(&blocked(checked));
    }
    text
}

/// The line at the end of all reports.
#[must_use]
pub fn summary(files: usize, counts: Counts, language: Language) -> String {
    match language {
        Language::Chinese => format!(
            "共检查 {files} 份报告：错误 {}，警告 {}，提示 {}，未能核对 {}\n",
            counts.errors, counts.warnings, counts.infos, counts.blocked
        ),
        Language::English => format!(
            "{files} report(s) checked: {} error(s), {} warning(s), {} note(s), {} blocked\n",
            counts.errors, counts.warnings, counts.infos, counts.blocked
        ),
    }
}

/// The findings rule by rule.
fn causes(findings: &[Finding]) -> Vec<Vec<&Finding>> {
    let mut groups: Vec<Vec<&Finding>> = Vec::new();
    for finding in findings {
        match groups.last_mut() {
            Some(group) if group[0].rule == finding.rule => group.push(finding),
            _ => groups.push(vec![finding]),
        }
    }
    groups
}

fn diagnostic(checked: &Checked<'_>, rule: &Rule, findings: &[&Finding], style: Style) -> String {
    let first = findings[0];
    let cells: Vec<CellId> = findings
        .iter()
        .flat_map(|finding| &finding.cells)
        .filter(|evidence| !evidence.prior)
        .map(|evidence| evidence.cell)
        .collect();
    let message = if findings.len() == 1 {
        checked.message(first)
    } else {
        together(checked, rule, findings)
    };
    let mut diagnostic = MietteDiagnostic::new(message)
        .with_code(format!("{}[{}]", first.severity.name(), rule.name))
        .with_severity(severity(first.severity))
        .with_help(help(checked, rule, findings));
    let spot = checked.spot(checked.place_of(first));
    let handler = handler(style);
    let mut text = String::new();
    let many = findings.len() > 1 && first.equation.is_none();
    if cells.is_empty() || many {
        let report = miette::Report::from(diagnostic);
        text.push_str(&format!("{spot}\n"));
        // Writing to a string does not fail.
        let _ = handler.render_report(&mut text, report.as_ref());
        return text + "\n";
    }
    let marks = marks(findings);
    let grid = grid::draw(&checked.pack.form, checked.report, &cells, &marks);
    let labels: Vec<LabeledSpan> = grid
        .spans
        .iter()
        .filter(|(cell, start, end)| marks.contains(cell) && start < end)
        .map(|(_, start, end)| LabeledSpan::underline(*start..*end))
        .collect();
    diagnostic = diagnostic.with_labels(labels);
    let source = NamedSource::new(spot.clone(), grid.text);
    let report = miette::Report::from(diagnostic).with_source_code(source);
    let _ = handler
        .with_context_lines(20)
        .render_report(&mut text, report.as_ref());
    without_own_position(&text, &spot) + "\n"
}

/// The rendering without the line and column that miette adds to the source's name: they are of
/// the small table, and the name already says where the cell stands in the file.
fn without_own_position(text: &str, spot: &str) -> String {
    let head = format!("[{spot}:");
    let Some(start) = text.find(&head) else {
        return text.to_owned();
    };
    let from = start + head.len() - 1;
    let end = text[from..].find(']').map_or(from, |end| from + end);
    format!("{}{}", &text[..from], &text[end..])
}

/// The cells to mark: where a side of the relation is a single cell, that one; else all.
fn marks(findings: &[&Finding]) -> Vec<CellId> {
    let mut marks = Vec::new();
    for finding in findings {
        let single = finding.equation.as_ref().and_then(|equation| {
            [&equation.left, &equation.right]
                .into_iter()
                .find(|side| matches!(side.as_slice(), [(_, only, _)] if !only.prior))
                .map(|side| side[0].1.cell)
        });
        match single {
            Some(cell) => marks.push(cell),
            None => marks.extend(finding.cells.iter().filter(|e| !e.prior).map(|e| e.cell)),
        }
    }
    marks
}

/// The message for many instances of one rule.
fn together(checked: &Checked<'_>, rule: &Rule, findings: &[&Finding]) -> String {
    let title = rule.title.get(checked.language);
    let count = findings.len();
    // The title of a relation says what must hold, that of any other rule what is wrong.
    let must_hold = findings.iter().any(|finding| finding.equation.is_some());
    match (checked.language, must_hold) {
        (Language::Chinese, true) => format!("{title}：{count} 处不成立"),
        (Language::Chinese, false) => format!("{title}：{count} 处"),
        (Language::English, true) => format!("{title}: does not hold in {count} places"),
        (Language::English, false) => format!("{title}: {count} places"),
    }
}

fn help(checked: &Checked<'_>, rule: &Rule, findings: &[&Finding]) -> String {
    let language = checked.language;
    let (what, basis) = match language {
        Language::Chinese => ("怎么办：", "依据"),
        Language::English => ("to do: ", "basis"),
    };
    let mut help = String::new();
    if findings.len() > 1 {
        let lines = places(checked, findings);
        lines
            .iter()
            .take(MOST_LISTED)
            .for_each(|line| help.push_str(line));
        if lines.len() > MOST_LISTED {
            help.push_str("…\n");
        }
    }
    let mut told: Vec<String> = Vec::new();
    for line in findings.iter().filter_map(|f| suspicion::line(checked, f)) {
        if !told.contains(&line) && told.len() < MOST_LISTED {
            help.push_str(&format!("{line}\n"));
            told.push(line);
        }
    }
    help.push_str(&format!(
        "{what}{}\n{}\n{basis}（{}）：{}",
        rule.help.get(language),
        rule.why.get(language),
        authority(rule.authority, language),
        rule.citation.get(language)
    ));
    help
}

/// Where findings stand that are shown together, a line each; cells of one row or column are one.
fn places(checked: &Checked<'_>, findings: &[&Finding]) -> Vec<String> {
    let line = |finding: &&Finding| {
        let spot = checked.spot_in_file(checked.place_of(finding));
        format!("{spot}  {}\n", checked.message(finding))
    };
    let single = |finding: &&Finding| finding.cells.len() == 1 && finding.equation.is_none();
    if !findings.iter().all(single) {
        return findings.iter().map(line).collect();
    }
    let cells: Vec<CellId> = findings
        .iter()
        .map(|finding| finding.cells[0].cell)
        .collect();
    gather(&checked.pack.form, &cells)
        .iter()
        .filter_map(|gathered| match gathered.shared {
            Some(shared) => Some(together_at(checked, shared, &gathered.cells)),
            None => findings
                .iter()
                .find(|finding| finding.cells[0].cell == gathered.cells[0])
                .map(line),
        })
        .collect()
}

/// One line for the cells of a row or column: where it begins, which it is, how many.
fn together_at(checked: &Checked<'_>, shared: Shared, cells: &[CellId]) -> String {
    let form = &checked.pack.form;
    let first = cells[0];
    let spot = checked.spot_in_file(checked.report.cell(first).map(|cell| cell.place));
    let count = cells.len();
    let (row, column) = (
        &form.row_of(first).label.text,
        &form.column_of(first).label.text,
    );
    let table = form.table_of(first).title.get(checked.language);
    match (checked.language, shared) {
        (Language::Chinese, Shared::Column) => {
            format!("{spot}  《{table}》“{column}”一列 {count} 格\n")
        }
        (Language::Chinese, Shared::Row) => {
            format!("{spot}  《{table}》“{row}”一行 {count} 格\n")
        }
        (Language::English, Shared::Column) => {
            format!("{spot}  {count} cells of column “{column}” of “{table}”\n")
        }
        (Language::English, Shared::Row) => {
            format!("{spot}  {count} cells of row “{row}” of “{table}”\n")
        }
    }
}

/// What a rule rests on, in words.
#[must_use]
pub fn authority(authority: Authority, language: Language) -> &'static str {
    match (language, authority) {
        (Language::English, authority) => authority.name(),
        (Language::Chinese, Authority::Form) => "表格载明",
        (Language::Chinese, Authority::Regulation) => "法规规定",
        (Language::Chinese, Authority::Label) => "栏目含义",
        (Language::Chinese, Authority::Practice) => "工作惯例",
    }
}

const fn severity(severity: Severity) -> miette::Severity {
    match severity {
        Severity::Error => miette::Severity::Error,
        Severity::Warning => miette::Severity::Warning,
        Severity::Info => miette::Severity::Advice,
    }
}

fn handler(style: Style) -> GraphicalReportHandler {
    let theme = if style.colour {
        GraphicalTheme::unicode()
    } else {
        GraphicalTheme::unicode_nocolor()
    };
    GraphicalReportHandler::new_themed(theme)
        .with_links(false)
        .with_width(WIDTH)
}

/// What could not be checked, a line for each rule.
fn blocked(checked: &Checked<'_>) -> String {
    let mut rules: Vec<(&str, usize)> = Vec::new();
    for blocked in checked.blocked {
        match rules.last_mut() {
            Some((rule, count)) if *rule == blocked.rule => *count += 1,
            _ => rules.push((&blocked.rule, 1)),
        }
    }
    let list: Vec<String> = rules
        .iter()
        .map(|(rule, count)| format!("{rule} × {count}"))
        .collect();
    match checked.language {
        Language::Chinese => format!("{}: 未能核对：{}\n\n", checked.spot(None), list.join("，")),
        Language::English => format!(
            "{}: not checked: {}\n\n",
            checked.spot(None),
            list.join(", ")
        ),
    }
}
