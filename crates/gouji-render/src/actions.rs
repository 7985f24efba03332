//! What to do first: a line for each place of a report that has to change, likeliest first, with
//! the old figure and the new one.

use std::cmp::Reverse;

use gouji_model::{Finding, Language, Severity, Suspect};

use crate::diagnostic::Style;
use crate::group::Group;
use crate::rule_text::together;
use crate::suggested::suggested;
use crate::wrapped::wrapped;
use crate::{Checked, empty, suspicion, ways, wording};

/// Most lines of a list.
const MOST: usize = 20;
/// Most ways shown among equally likely ones.
const MOST_EITHER: usize = 2;

/// How sure it is what has to be done; better ones stand first.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Certainty {
    /// One way to repair it stands out.
    Named,
    /// Several ways are as likely.
    Tied,
    /// It is reported what is wrong, not what should stand there.
    Open,
}

/// Something to do: a place that has to change, or several of one kind.
pub(crate) struct Action<'f> {
    /// How much it matters.
    pub severity: Severity,
    certainty: Certainty,
    clears: usize,
    /// What to do, in one line.
    pub text: String,
    /// The findings it is about.
    pub findings: Vec<&'f Finding>,
    /// The ways to repair them that may be called the answer: one, or several that are as likely.
    pub ways: Vec<Vec<&'f Suspect>>,
}

/// A line of the list.
pub(crate) struct Line {
    /// Which group of findings it is about, counted from zero.
    pub group: usize,
    /// What to do.
    pub text: String,
}

/// The lines, likeliest first.
pub(crate) fn lines(checked: &Checked<'_>, groups: &[Group<'_>]) -> Vec<Line> {
    let line = |(group, action): (usize, Action<'_>)| Line {
        group,
        text: action.text,
    };
    actions(checked, groups).into_iter().map(line).collect()
}

/// What to do, likeliest first, each with the number of its group.
pub(crate) fn actions<'f>(
    checked: &Checked<'_>,
    groups: &'f [Group<'f>],
) -> Vec<(usize, Action<'f>)> {
    let of_group = |(index, group)| of(checked, group).into_iter().map(move |one| (index, one));
    let mut actions: Vec<(usize, Action<'f>)> =
        groups.iter().enumerate().flat_map(of_group).collect();
    actions.sort_by_key(|(_, action)| {
        (
            Reverse(action.severity),
            action.certainty,
            Reverse(action.clears),
        )
    });
    actions
}

/// The list, ending with an empty line; nothing where nothing is wrong.
pub(crate) fn list(checked: &Checked<'_>, groups: &[Group<'_>], style: Style) -> String {
    let actions = lines(checked, groups);
    if actions.is_empty() {
        return String::new();
    }
    let mut text = head(checked, actions.len());
    for (index, action) in actions.iter().take(MOST).enumerate() {
        text.push_str(&wrapped(
            &format!("{:>2}. ", index + 1),
            &action.text,
            style.text_width(),
        ));
    }
    let more = actions.len().saturating_sub(MOST);
    if more > 0 {
        text.push_str(&match checked.language {
            Language::Chinese => format!("    … 另有 {more} 处，见下\n"),
            Language::English => format!("    … and {more} more, see below\n"),
        });
    }
    text + "\n"
}

/// Whose report it is and how many places there are.
fn head(checked: &Checked<'_>, count: usize) -> String {
    let path = checked.spot(None);
    let organ = checked.report.organization.as_deref().unwrap_or_default();
    let organ = crate::printable(organ);
    let year = checked.report.year;
    let whose = match (organ.is_empty(), year, checked.language) {
        (true, None, _) => String::new(),
        (true, Some(year), Language::Chinese) => format!("（{year} 年）"),
        (true, Some(year), Language::English) => format!(" ({year})"),
        (false, None, language) => wording::bracketed(&organ, language),
        (false, Some(year), Language::Chinese) => format!("（{organ}，{year} 年）"),
        (false, Some(year), Language::English) => format!(" ({organ}, {year})"),
    };
    match checked.language {
        Language::Chinese => format!("{path}{whose}：有 {count} 处要看\n"),
        Language::English => format!("{path}{whose}: {count} place(s) to look at\n"),
    }
}

/// What to do about a group of findings.
fn of<'f>(checked: &Checked<'_>, group: &'f Group<'f>) -> Vec<Action<'f>> {
    match group {
        Group::Cause(findings) => vec![as_fix(checked, findings)],
        Group::Rule(findings) if findings.iter().all(|finding| finding.suspects.is_empty()) => {
            described(checked, findings)
        }
        Group::Rule(findings) => findings.iter().map(|one| as_fix(checked, &[one])).collect(),
    }
}

/// Findings of one rule that say themselves what is wrong: one by one where they are few.
fn described<'f>(checked: &Checked<'_>, findings: &[&'f Finding]) -> Vec<Action<'f>> {
    let open = |finding: &Finding, message: String, about: &[&'f Finding]| Action {
        severity: finding.severity,
        certainty: Certainty::Open,
        clears: 0,
        text: at(&checked.spot_in_file(checked.place_of(finding)), &message),
        findings: about.to_vec(),
        ways: Vec::new(),
    };
    let tables = empty::by_table(checked, findings.iter().copied());
    let is_empty = tables.len() < findings.len();
    match (
        findings,
        findings
            .first()
            .and_then(|first| checked.pack.rule(&first.rule)),
    ) {
        ([_, _, ..], _) if is_empty => tables
            .iter()
            .filter_map(|group| Some(open(group.first()?, empty::message(checked, group), group)))
            .collect(),
        ([first, _, ..], Some(rule)) => {
            vec![open(first, together(checked, rule, findings), findings)]
        }
        _ => findings
            .iter()
            .map(|one| open(one, checked.message(one), &[*one]))
            .collect(),
    }
}

/// Findings with one cause: which cell, from what to what.
fn as_fix<'f>(checked: &Checked<'_>, findings: &[&'f Finding]) -> Action<'f> {
    let suspects = ways::suspects(findings);
    let ways = ways::ways(&suspects);
    let severity = findings.iter().map(|finding| finding.severity).max();
    let is_tied = ways::is_tied(&suspects);
    let (certainty, text) = match ways.first() {
        None => (Certainty::Open, messages(checked, findings)),
        Some(way) if is_tied => (
            Certainty::Tied,
            corrected(checked, way, &either(checked, &ways)),
        ),
        Some(way) => (
            Certainty::Named,
            corrected(checked, way, &changes(checked, way)),
        ),
    };
    Action {
        severity: severity.unwrap_or(Severity::Info),
        certainty,
        clears: ways.first().map_or(0, |way| way[0].clears.len()),
        text,
        findings: findings.to_vec(),
        ways: primary(ways),
    }
}

/// What is wrong, where nothing is known to repair it.
fn messages(checked: &Checked<'_>, findings: &[&Finding]) -> String {
    let messages: Vec<String> = findings.iter().map(|one| checked.message(one)).collect();
    let spot = findings.first().and_then(|first| checked.place_of(first));
    let between = wording::semicolon(checked.language);
    at(&checked.spot_in_file(spot), &messages.join(between))
}

/// Where a way is to be taken, what it changes, and what becomes of the relations.
fn corrected(checked: &Checked<'_>, way: &[&Suspect], changes: &str) -> String {
    let held = held(way, checked.language);
    at(&spot(checked, way), &format!("{changes}{held}"))
}

/// The first way, and every other that is as likely.
fn primary(ways: Vec<Vec<&Suspect>>) -> Vec<Vec<&Suspect>> {
    let is_close = |way: &[&Suspect]| way.iter().any(|suspect| suspect.is_primary());
    let close = |(index, way): &(usize, Vec<&Suspect>)| *index == 0 || is_close(way);
    let ways = ways.into_iter().enumerate().filter(close);
    ways.map(|(_, way)| way).collect()
}

/// Ways that are as likely: the first ones in full, of the others how many there are.
fn either(checked: &Checked<'_>, ways: &[Vec<&Suspect>]) -> String {
    let close: Vec<&Vec<&Suspect>> = ways.iter().filter(|way| way[0].is_primary()).collect();
    let shown = close
        .iter()
        .take(MOST_EITHER)
        .map(|way| changes(checked, way));
    let shown: Vec<String> = shown.collect();
    let more = close.len().saturating_sub(MOST_EITHER);
    match (checked.language, more) {
        (Language::Chinese, 0) => shown.join("，或者"),
        (Language::Chinese, more) => format!("{}，或者另外 {more} 格之一", shown.join("，或者")),
        (Language::English, 0) => shown.join(", or "),
        (Language::English, more) => format!("{}, or one of {more} others", shown.join(", or ")),
    }
}

/// What becomes of the relations when a way is taken.
pub(crate) fn held(way: &[&Suspect], language: Language) -> String {
    match language {
        Language::Chinese => held_zh(way),
        Language::English => held_en(way),
    }
}

fn held_zh(way: &[&Suspect]) -> String {
    let beyond = ways::beyond(way);
    let also = if beyond > 0 {
        format!("（另有 {beyond} 格要一并改）")
    } else {
        String::new()
    };
    let unchecked = match way[0].unchecked {
        0 => String::new(),
        count => format!("；另有 {count} 条有关的关系未能核对"),
    };
    format!("{also}，改后 {} 条关系成立{unchecked}", way[0].clears.len())
}

fn held_en(way: &[&Suspect]) -> String {
    let beyond = ways::beyond(way);
    let also = if beyond > 0 {
        format!(" (with {beyond} other cell(s))")
    } else {
        String::new()
    };
    let unchecked = match way[0].unchecked {
        0 => String::new(),
        count => format!("; {count} relation(s) with it could not be checked"),
    };
    format!(
        "{also}; {} relation(s) hold then{unchecked}",
        way[0].clears.len()
    )
}

/// The cells of a way, each from what to what.
fn changes(checked: &Checked<'_>, way: &[&Suspect]) -> String {
    if let Some(left) = empty::left_out(checked, way) {
        let mistake = left.mistake.as_deref();
        let mistake =
            mistake.map_or_else(String::new, |one| wording::bracketed(one, checked.language));
        let blank = match checked.language {
            Language::Chinese => "空白",
            Language::English => "blank",
        };
        let (cells, figures) = (&left.cells, &left.figures);
        let colon = wording::colon(checked.language);
        return format!("{cells}{colon}{blank} → {figures}{mistake}");
    }
    let changes: Vec<String> = way.iter().map(|suspect| change(checked, suspect)).collect();
    changes.join(wording::semicolon(checked.language))
}

/// What a suspect holds now.
pub(crate) fn current(checked: &Checked<'_>, suspect: &Suspect) -> String {
    let report = match (suspect.cell.prior, &checked.prior) {
        (true, Some(prior)) => prior.report,
        _ => checked.report,
    };
    let old = report
        .cell(suspect.cell.cell)
        .map(|cell| cell.text().trim().to_owned());
    match (old.filter(|old| !old.is_empty()), checked.language) {
        (Some(old), _) => crate::printable(&old).into_owned(),
        (None, Language::Chinese) => "空白".to_owned(),
        (None, Language::English) => "blank".to_owned(),
    }
}

fn change(checked: &Checked<'_>, suspect: &Suspect) -> String {
    let language = checked.language;
    let old = current(checked, suspect);
    let mistake = suspect
        .mistake
        .as_ref()
        .map(|(_, wording)| wording.get(language));
    let mistake = mistake.map_or_else(String::new, |one| wording::bracketed(one, language));
    let colon = wording::colon(language);
    format!(
        "{}{colon}{old} → {}{mistake}",
        suspicion::cell(checked, suspect),
        suggested(checked, suspect)
    )
}

/// Where the first cell of a way stands in this report.
fn spot(checked: &Checked<'_>, way: &[&Suspect]) -> String {
    let own = way.iter().find(|suspect| !suspect.cell.prior);
    let cell = own.and_then(|suspect| checked.report.cell(suspect.cell.cell));
    checked.spot_in_file(cell.map(|cell| cell.place))
}

fn at(spot: &str, text: &str) -> String {
    match spot.is_empty() {
        true => text.to_owned(),
        false => format!("{spot}  {text}"),
    }
}
