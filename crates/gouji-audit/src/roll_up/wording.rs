//! What is reported of sums that differ or could not be made.

use gouji_check::Words;
use gouji_model::{Bilingual, CellId, Figure, Form, Languages};
use gouji_rule::Rule;

use super::cause::Cause;
use super::members::Member;
use super::whole_report::{Done, WholeReport};
use crate::listed::listed;

/// What a unit says, what those below it come to, and how far it is above that.
#[derive(Clone, Copy)]
pub(super) struct Amounts {
    pub own: Figure,
    pub total: Figure,
    pub by: Figure,
}

/// The rule's message with its figures.
pub(super) fn message(
    rule: &Rule,
    form: &Form,
    cell: CellId,
    Amounts { own, total, by }: Amounts,
    count: usize,
) -> Bilingual {
    let mut words = Words::default();
    words.set("row", form.row_name(cell));
    words.set("column", form.column_name(cell));
    words.set("cell", form.address_of(cell));
    words.set("left", own.to_string());
    words.set("right", total.to_string());
    words.set(
        "difference",
        if by.is_negative() { by.negated() } else { by }.to_string(),
    );
    words.set("count", count.to_string());
    words.fill(&rule.message, Languages::Both)
}

/// A message with who is likely to be wrong.
pub(super) fn with_suspects(message: Bilingual, causes: &[&Cause], cell: CellId) -> Bilingual {
    let (certain, open): (Vec<&Cause>, Vec<&Cause>) = causes
        .iter()
        .copied()
        .partition(|cause| cause.is_certain(cell));
    let only = match (certain.as_slice(), open.as_slice()) {
        ([cause, ..], _) | ([], [cause]) => Some(*cause),
        _ => None,
    };
    if let Some(cause) = only {
        return with_suspect(message, cause, cell);
    }
    if open.is_empty() {
        return message;
    }
    let names: Vec<String> = open.iter().map(|cause| cause.name.clone()).collect();
    let shown = listed(&names);
    joined(
        message,
        format!("；改 {} 中任何一个都能对上，不能确定是哪一个", shown.zh),
        format!(
            "; a change of any of {} would mend it, so that none is certain",
            shown.en
        ),
    )
}

/// A message with the one who is likely to be wrong.
fn with_suspect(message: Bilingual, cause: &Cause, cell: CellId) -> Bilingual {
    let (figure, name) = (cause.figure(cell).unwrap_or_default(), &cause.name);
    if let Some(whole) = &cause.whole_report {
        return with_whole_report(message, whole, (figure, cause.is_certain(cell)));
    }
    match (cause.report, cause.is_certain(cell)) {
        (Some(_), true) => joined(
            message,
            format!("；“{name}”的这一格应为 {figure}，改后各列都对得上"),
            format!("; the cell of “{name}” should be {figure}, which mends all of it"),
        ),
        (Some(_), false) => joined(
            message,
            format!("；其他报告都对时“{name}”的这一格应为 {figure}"),
            format!("; the cell of “{name}” should be {figure} if all other reports are right"),
        ),
        (None, _) => joined(
            message,
            format!("；少了“{name}”的报告，其他报告都对时它这一格是 {figure}"),
            format!(
                "; the report of “{name}” is missing, whose cell is {figure} if all others are right"
            ),
        ),
    }
}

/// A message where what differs is just the report of one unit; with what should stand in the cell, and whether
/// that is certain.
fn with_whole_report(
    message: Bilingual,
    whole: &WholeReport,
    (figure, is_certain): (Figure, bool),
) -> Bilingual {
    let name = &whole.name;
    let (zh, en) = match whole.done {
        Done::LeftOut => (
            format!("少的正好是“{name}”报告的各格，没有加进来"),
            format!("what lacks is just the report of “{name}”, which was left out"),
        ),
        Done::Twice => (
            format!("多的正好是“{name}”报告的各格，加了两次"),
            format!("what is too much is just the report of “{name}”, which was added twice"),
        ),
        Done::Apart => (
            format!("多的正好是“{name}”报告的各格，它不计入汇总"),
            format!("what is too much is just the report of “{name}”, which does not count"),
        ),
        Done::LastYears => {
            return joined(
                message,
                format!("；多的正好是“{name}”上一年报告的各格，它这一年的报告还没有"),
                format!(
                    "; what is too much is just last year's report of “{name}”, of which that of this year is missing"
                ),
            );
        }
    };
    match is_certain {
        true => joined(
            message,
            format!("；{zh}，这一格应为 {figure}"),
            format!("; {en}: this cell should be {figure}"),
        ),
        false => joined(
            message,
            format!("；{zh}，其他报告都对时这一格应为 {figure}"),
            format!("; {en}: this cell should be {figure} if all other reports are right"),
        ),
    }
}

fn joined(message: Bilingual, zh: String, en: String) -> Bilingual {
    Bilingual::new(message.zh + &zh, message.en + &en)
}

/// Why tables could not be added up: the reports of some units are missing.
pub(super) fn missing(missing: &[&Member<'_>], year: i32) -> Bilingual {
    let shown = names_of(missing);
    Bilingual::new(
        format!(
            "缺 {} 的 {year} 年报告，多出的部分可能是它们的，未核对",
            shown.zh
        ),
        format!(
            "not checked: the reports of {} for {year} are missing, and what is above the sum may be theirs",
            shown.en
        ),
    )
}

/// Why tables could not be added up: no unit that counts has a report.
pub(super) fn all_missing(missing: &[&Member<'_>], year: i32) -> Bilingual {
    let shown = names_of(missing);
    Bilingual::new(
        format!(
            "缺 {} 的 {year} 年报告，没有可以相加的数，合计未核对",
            shown.zh
        ),
        format!(
            "not checked: the reports of {} for {year} are missing, so that there is nothing to add up",
            shown.en
        ),
    )
}

/// Why tables could not be added up: units have a report outside of their years.
pub(super) fn out_of_term(units: &[&Member<'_>], year: i32) -> Bilingual {
    let shown = names_of(units);
    Bilingual::new(
        format!(
            "{} 有 {year} 年的报告，而单位表给它的年度（since、until）不含这一年，不知是否应计入，未核对",
            shown.zh
        ),
        format!(
            "not checked: there are reports of {} for {year}, which is outside of the years (since, until) that the units file gives, and nobody can tell whether they count",
            shown.en
        ),
    )
}

fn names_of(members: &[&Member<'_>]) -> Bilingual {
    let names: Vec<String> = members.iter().map(|one| one.unit.name.clone()).collect();
    listed(&names)
}

/// Why tables could not be added up: figures of some units could not be read.
pub(super) fn in_the_way(names: &[&str], cells: usize) -> Bilingual {
    let is_own = names.contains(&"");
    let names: Vec<String> = names
        .iter()
        .filter(|name| !name.is_empty())
        .map(|name| (*name).to_owned())
        .collect();
    let shown = listed(&names);
    let (zh, en) = match (is_own, names.is_empty()) {
        (true, true) => ("本报告".to_owned(), "this report".to_owned()),
        (true, false) => (
            format!("本报告和 {}", shown.zh),
            format!("this report and {}", shown.en),
        ),
        (false, _) => (shown.zh, shown.en),
    };
    Bilingual::new(
        format!("{zh}有数字没有读出或不能比较，{cells} 格的合计未核对"),
        format!(
            "the sums of {cells} cell(s) were not checked: figures of {en} could not be read or compared"
        ),
    )
}
