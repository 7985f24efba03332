//! Output for people: one diagnostic for each cause, with the table and the cells marked.

use gouji_model::{Authority, CellId, Finding, Language, Place, Suspect, within_quotes};
use gouji_pack::Rule;

use crate::card::{self, card};
use crate::diagnostic::{self, Drawing, Style};
use crate::gathered::{Shared, gather};
use crate::{Checked, Counts, Held, actions, empty, suspicion, wording};

/// Most instances of a rule that are shown one by one; more become one diagnostic.
const MOST_SINGLE: usize = 3;
/// Most places listed for findings shown together.
const MOST_LISTED: usize = 12;
/// Most identities named under one diagnostic.
const MOST_NAMED: usize = 4;

/// The findings of a report for people: first what to do, then each cause with its table.
#[must_use]
pub fn full(checked: &Checked<'_>, style: Style) -> String {
    let groups = groups(checked.findings);
    let mut told = Told::default();
    let mut details = String::new();
    for group in &groups {
        details.push_str(&match group {
            Group::Cause(findings) => card(checked, findings, &mut told, style),
            Group::Rule(findings) => of_rule(checked, findings, &mut told, style),
        });
    }
    if !checked.blocked.is_empty() {
        details.push_str(&blocked(checked));
    }
    let list = actions::list(checked, &groups, style);
    let scrolled = style
        .height
        .is_some_and(|height| details.lines().count() + list.lines().count() > height);
    let again = if scrolled { list.as_str() } else { "" };
    format!("{list}{details}{again}")
}

/// What was told already, so that it is told once.
#[derive(Default)]
pub(crate) struct Told {
    rules: Vec<String>,
}

impl Told {
    /// What to do about a rule's findings, why, and on which authority; nothing the second time.
    pub(crate) fn basis(&mut self, checked: &Checked<'_>, rule: &Rule) -> Option<String> {
        if self.rules.contains(&rule.name) {
            return None;
        }
        self.rules.push(rule.name.clone());
        Some(basis(checked, rule))
    }
}

/// A rule by its title, with its name.
pub(crate) fn titled(checked: &Checked<'_>, rule: &Rule) -> String {
    let name = wording::bracketed(&rule.name, checked.language);
    format!("{}{name}", rule.title.get(checked.language))
}

/// The lines at the end of all reports: what was found, and what was held back.
#[must_use]
pub fn summary(files: usize, counts: Counts, language: Language) -> String {
    let found = match language {
        _ if is_clean(files, counts) => clean(files, counts, language),
        Language::Chinese => format!(
            "共检查 {files} 份报告：错误 {}，警告 {}，提示 {}，未能核对 {}\n",
            counts.errors, counts.warnings, counts.infos, counts.blocked
        ),
        Language::English => format!(
            "{} checked: {}, {}, {}, {} blocked\n",
            several(files, "report"),
            several(counts.errors, "error"),
            several(counts.warnings, "warning"),
            several(counts.infos, "note"),
            counts.blocked
        ),
    };
    let unread = match (counts.unread, language) {
        (0, _) => String::new(),
        (unread, Language::Chinese) => format!("未能读取 {unread} 个文件\n"),
        (1, Language::English) => "1 file could not be read\n".to_owned(),
        (unread, Language::English) => format!("{unread} files could not be read\n"),
    };
    let unasked = match (counts.unasked, language) {
        (0, _) => String::new(),
        (unasked, Language::Chinese) => {
            format!("其中 {unasked} 份报告没有启用任何规则，等于没有检查\n")
        }
        (unasked, Language::English) => {
            format!("no rule is in force for {unasked} of them: nothing was checked there\n")
        }
    };
    found + &unasked + &unread + &held(counts, language)
}

/// Whether reports were checked, nothing was found, and nothing was held back or left out.
fn is_clean(files: usize, counts: Counts) -> bool {
    let nothing = Counts {
        relations: counts.relations,
        passed: counts.passed,
        held: Held {
            mended: counts.held.mended,
            ..Held::default()
        },
        ..Counts::default()
    };
    files > 0 && counts == nothing
}

/// Nothing was found: with how much was looked at, so that it is no empty word.
fn clean(files: usize, counts: Counts, language: Language) -> String {
    let relations = counts.relations;
    match language {
        Language::Chinese => {
            format!("共检查 {files} 份报告：没有发现问题（核对了 {relations} 条关系）\n")
        }
        Language::English => format!(
            "{} checked: no problem found ({} checked)\n",
            several(files, "report"),
            several(relations, "relation")
        ),
    }
}

/// A number of things, in English.
fn several(count: usize, one: &str) -> String {
    let plural = if count == 1 { "" } else { "s" };
    format!("{count} {one}{plural}")
}

/// What was held back, where anything was: a clean result must not hide it.
fn held(counts: Counts, language: Language) -> String {
    let held = counts.held;
    let said = [
        (held.ignored, "停用的规则", "of ignored rules"),
        (
            held.ignored_blocked,
            "停用规则未能核对的",
            "blocked, of ignored rules",
        ),
        (held.suppressed, "已认可", "suppressed"),
        (held.baselined, "基线中已有", "known from the baseline"),
    ];
    let word = |(count, zh, en): &(usize, &str, &str)| match language {
        Language::Chinese => format!("{zh} {count}"),
        Language::English => format!("{count} {en}"),
    };
    let said: Vec<String> = said
        .iter()
        .filter(|(count, ..)| *count > 0)
        .map(word)
        .collect();
    let mut text = match (said.is_empty(), language) {
        (true, _) => String::new(),
        (false, Language::Chinese) => format!("未列出：{}\n", said.join("，")),
        (false, Language::English) => format!("not shown: {}\n", said.join(", ")),
    };
    if held.mended > 0 {
        text.push_str(&match language {
            Language::Chinese => format!("基线中的问题已解决 {} 个\n", held.mended),
            Language::English => format!("{} finding(s) of the baseline mended\n", held.mended),
        });
    }
    text
}

/// Findings that are shown together.
pub(crate) enum Group<'f> {
    /// Several with one cause.
    Cause(Vec<&'f Finding>),
    /// Those of one rule.
    Rule(Vec<&'f Finding>),
}

impl Group<'_> {
    /// Its findings.
    pub(crate) fn findings(&self) -> &[&Finding] {
        match self {
            Self::Cause(findings) | Self::Rule(findings) => findings,
        }
    }
}

/// The findings by cause where several have one, else rule by rule; each group stands where its
/// first finding does.
pub(crate) fn groups(findings: &[Finding]) -> Vec<Group<'_>> {
    let mut groups: Vec<Group<'_>> = Vec::new();
    for finding in findings {
        let same = |other: &&Finding| finding.cause.is_some() && other.cause == finding.cause;
        let together: Vec<&Finding> = findings.iter().filter(same).collect();
        if together.len() > 1 {
            if together
                .first()
                .is_some_and(|first| std::ptr::eq(*first, finding))
            {
                groups.push(Group::Cause(together));
            }
            continue;
        }
        match groups.last_mut() {
            Some(Group::Rule(group)) if group[0].rule == finding.rule => group.push(finding),
            _ => groups.push(Group::Rule(vec![finding])),
        }
    }
    groups
}

/// The findings of one rule: one by one where they are few.
fn of_rule(checked: &Checked<'_>, findings: &[&Finding], told: &mut Told, style: Style) -> String {
    let Some(rule) = checked.pack.rule(&findings[0].rule) else {
        return String::new();
    };
    let single = findings.len() <= MOST_SINGLE;
    let size = if single { 1 } else { findings.len() };
    let diagnostics = findings.chunks(size);
    diagnostics
        .map(|findings| diagnostic(checked, rule, findings, (&mut *told, style)))
        .collect()
}

fn diagnostic(
    checked: &Checked<'_>,
    rule: &Rule,
    findings: &[&Finding],
    (told, style): (&mut Told, Style),
) -> String {
    let first = findings[0];
    let evidence = findings.iter().flat_map(|finding| &finding.cells);
    let cells: Vec<CellId> = evidence
        .filter(|evidence| !evidence.prior)
        .map(|evidence| evidence.cell)
        .collect();
    let message = if findings.len() == 1 {
        checked.message(first)
    } else {
        together(checked, rule, findings)
    };
    let many = findings.len() > 1 && first.equation.is_none();
    let drawing = Drawing {
        message,
        headline: titled(checked, rule),
        severity: first.severity,
        help: help(checked, rule, findings, (told, style)),
        spot: checked.spot(checked.place_of(first)),
        cells: if many { Vec::new() } else { cells },
        keep: Vec::new(),
        marks: marks(checked, findings),
    };
    diagnostic::draw(checked, drawing, style)
}

/// The cells to mark: the likeliest suspects with what should stand there; without suspects the
/// cell that is a side of its relation by itself, else all.
fn marks(checked: &Checked<'_>, findings: &[&Finding]) -> Vec<(CellId, Option<String>)> {
    let mut marks = Vec::new();
    for finding in findings {
        let suspects: Vec<&Suspect> = finding.suspects.iter().collect();
        let labels = card::labels(checked, &suspects);
        if !labels.is_empty() {
            marks.extend(labels);
            continue;
        }
        let own = finding.cells.iter().filter(|evidence| !evidence.prior);
        match total(finding) {
            Some(cell) => marks.push((cell, None)),
            None => marks.extend(own.map(|evidence| (evidence.cell, None))),
        }
    }
    marks
}

/// The cell that is a side of its relation by itself.
pub(crate) fn total(finding: &Finding) -> Option<CellId> {
    let equation = finding.equation.as_ref()?;
    [&equation.left, &equation.right]
        .into_iter()
        .find_map(|side| match side.as_slice() {
            [(_, only, _)] if !only.prior => Some(only.cell),
            _ => None,
        })
}

/// The message for many instances of one rule.
pub(crate) fn together(checked: &Checked<'_>, rule: &Rule, findings: &[&Finding]) -> String {
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

fn help(
    checked: &Checked<'_>,
    rule: &Rule,
    findings: &[&Finding],
    (told, style): (&mut Told, Style),
) -> String {
    let mut help = String::new();
    if findings.len() > 1 {
        let lines = places(checked, findings);
        lines
            .iter()
            .take(MOST_LISTED)
            .for_each(|line| help.push_str(line));
        if lines.len() > MOST_LISTED {
            help.push_str(&more(lines.len() - MOST_LISTED, checked.language));
        }
    }
    let mut shown: Vec<String> = Vec::new();
    let mut left = 0;
    let suspected = findings.iter().flat_map(|finding| {
        let suspects: Vec<&Suspect> = finding.suspects.iter().collect();
        suspicion::solutions(checked, &suspects)
    });
    for line in suspected {
        if shown.contains(&line) {
            continue;
        }
        match shown.len() < MOST_LISTED {
            true => shown.push(line),
            false => left += 1,
        }
    }
    if left > 0 {
        shown.push(more(left, checked.language).trim_end().to_owned());
    }
    shown.extend(told.basis(checked, rule));
    shown.extend(identities(checked, findings, style));
    help + &shown.join("\n")
}

/// How many lines are not shown.
fn more(left: usize, language: Language) -> String {
    match language {
        Language::Chinese => format!("… 另有 {left} 处\n"),
        Language::English => format!("… and {left} more\n"),
    }
}

/// A last line with the identities of findings, for suppressions, where they are asked for; where
/// they are many, where to find them.
pub(crate) fn identities(
    checked: &Checked<'_>,
    findings: &[&Finding],
    style: Style,
) -> Option<String> {
    style.verbose.then_some(())?;
    let mut short: Vec<String> = findings.iter().map(|f| f.identity.short()).collect();
    short.dedup();
    let count = short.len();
    Some(match (checked.language, count <= MOST_NAMED) {
        (Language::Chinese, true) => format!("标识：{}", short.join("、")),
        (Language::Chinese, false) => format!("标识：{count} 个，见 --format concise"),
        (Language::English, true) => format!("identity: {}", short.join(", ")),
        (Language::English, false) => format!("identities: {count}, see --format concise"),
    })
}

/// What to do about a rule's findings, why, and on which authority.
fn basis(checked: &Checked<'_>, rule: &Rule) -> String {
    let language = checked.language;
    let (what, basis) = match language {
        Language::Chinese => ("怎么办：", "依据"),
        Language::English => ("to do: ", "basis"),
    };
    format!(
        "{what}{}\n{}\n{basis}（{}）：{}",
        rule.help.get(language),
        rule.why.get(language),
        authority(rule.authority, language),
        rule.citation.get(language)
    )
}

/// Where findings stand that are shown together, a line each; empty cells of one table are one.
pub(crate) fn places(checked: &Checked<'_>, findings: &[&Finding]) -> Vec<String> {
    let line = |spot: Option<Place>, text: String| {
        let spot = checked.spot_in_file(spot);
        format!("{spot}  {text}\n")
    };
    let single = |finding: &&Finding| finding.cells.len() == 1 && finding.equation.is_none();
    let groups = empty::by_table(checked, findings.iter().copied());
    if groups.len() < findings.len() {
        let text = |group: &[&Finding]| match group {
            [one] => checked.message(one),
            _ => empty::table(checked, group),
        };
        return groups
            .iter()
            .map(|group| line(checked.place_of(group[0]), text(group)))
            .collect();
    }
    let own = |finding: &&Finding| line(checked.place_of(finding), checked.message(finding));
    if !findings.iter().all(single) {
        return findings.iter().map(own).collect();
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
                .map(own),
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
        within_quotes(&form.row_of(first).label.text),
        within_quotes(&form.column_of(first).label.text),
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
    let (zh, en) = match authority {
        Authority::Form => ("格式表样", "official form"),
        Authority::Regulation => ("法律法规", "law or regulation"),
        Authority::Notice => ("国办文件", "State Council General Office document"),
        Authority::Label => ("栏目含义", "meaning of the labels"),
        Authority::Practice => ("工作惯例", "working practice"),
        Authority::Reading => ("读取", "reading of the file"),
        Authority::Tool => ("工具", "the tool itself"),
        Authority::Arithmetic => ("算术", "arithmetic"),
    };
    match language {
        Language::Chinese => zh,
        Language::English => en,
    }
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
    let named = |rule: &str| match checked.pack.rule(rule) {
        Some(rule) => titled(checked, rule),
        None => rule.to_owned(),
    };
    let list: Vec<String> = rules
        .iter()
        .map(|(rule, count)| format!("  {} × {count}\n", named(rule)))
        .collect();
    let head = match checked.language {
        Language::Chinese => "未能核对：",
        Language::English => "not checked:",
    };
    format!("{}: {head}\n{}\n", checked.spot(None), list.concat())
}
