//! Rules that no report can satisfy together, that apply to none, or that leave a cell only zero.

use std::collections::{BTreeMap, BTreeSet};

use gouji_model::{Bilingual, CellId};

use crate::audit::Audit;
use crate::condition::{Condition, Sign};
use crate::linear::{Linear, Unknown};
use crate::remark::Code;
use crate::solver::{self, Answer};

/// Most contradictions distinguished in one pack.
const MOST_CONFLICTS: usize = 16;

/// Looks for contradictions among the rules for all organs, and with those for some.
pub(crate) fn contradictions(audit: &mut Audit<'_>) {
    for alone in 0..audit.statements.len() {
        one_contradiction(audit, &[alone]);
    }
    let mut seen = BTreeSet::new();
    for of in 0..audit.statements.len() {
        let Some(first) = audit.statements.get(of) else {
            return;
        };
        let organs = (&first.rule.organs.ends, &first.rule.organs.except);
        if !seen.insert((organs.0.clone(), organs.1.clone())) {
            continue;
        }
        for part in parts(audit, &together(audit, of)) {
            among(audit, part);
        }
    }
}

/// Tells apart the contradictions among statements that share unknowns.
fn among(audit: &mut Audit<'_>, mut part: Vec<usize>) {
    for _ in 0..MOST_CONFLICTS {
        if !one_contradiction(audit, &part) {
            return;
        }
        part.retain(|index| !audit.settled.contains(index));
    }
}

/// Statements parted into those that share no unknowns, so that what cannot be decided about some
/// says nothing of the others.
fn parts(audit: &Audit<'_>, members: &[usize]) -> Vec<Vec<usize>> {
    let mut left: Vec<usize> = members.to_vec();
    let mut parts = Vec::new();
    while let Some(statement) = left.first().and_then(|first| audit.statements.get(*first)) {
        let part = audit.connected(&statement.holds, &left);
        if part.is_empty() {
            // Nothing is unknown in it: it was looked at alone.
            left.remove(0);
            continue;
        }
        left.retain(|index| !part.contains(index));
        parts.push(part);
    }
    parts
}

/// Finds a contradiction among statements, and settles one of those that take part in it. Whether
/// there was one.
fn one_contradiction(audit: &mut Audit<'_>, members: &[usize]) -> bool {
    let held = members
        .iter()
        .filter_map(|index| audit.statements.get(*index));
    let conditions: Vec<&Condition> = held.map(|statement| &statement.holds).collect();
    let core = match solver::possible(audit.form(), &conditions) {
        Answer::Possible => return false,
        Answer::Undecided => {
            members.iter().for_each(|index| audit.undecide(*index));
            return false;
        }
        Answer::Impossible(core) => solver::smallest(audit.form(), &conditions, core, None),
    };
    let core: Vec<usize> = core
        .into_iter()
        .filter_map(|position| members.get(position).copied())
        .collect();
    remark_contradiction(audit, &core);
    // The last in order is the likeliest to have been added to rules that were in order.
    core.last().is_some_and(|last| audit.settled.insert(*last))
}

/// The statements that hold for the reports a statement is for.
fn together(audit: &Audit<'_>, of: usize) -> Vec<usize> {
    let Some(first) = audit.statements.get(of) else {
        return Vec::new();
    };
    let organs = &first.rule.organs;
    let is_with = |index: &usize| {
        audit.statements.get(*index).is_some_and(|other| {
            let own = &other.rule.organs;
            own.are_all() || (own.ends == organs.ends && own.except == organs.except)
        })
    };
    let unsettled = (0..audit.statements.len()).filter(|index| !audit.settled.contains(index));
    unsettled.filter(is_with).collect()
}

fn remark_contradiction(audit: &mut Audit<'_>, core: &[usize]) {
    let names = audit.names(core);
    let message = if core.len() == 1 {
        Bilingual::new(
            format!("没有任何报告能满足这条规则：{names}"),
            format!("no report can satisfy this rule: {names}"),
        )
    } else {
        Bilingual::new(
            format!("没有任何报告能同时满足这些规则，缺一则可：{names}"),
            format!(
                "no report can satisfy these rules together, though any of them less it can: {names}"
            ),
        )
    };
    let help = Bilingual::new("改正或删去其中一条", "correct or remove one of them");
    audit.remark(core, Code::Contradiction, message, help);
}

/// Looks for rules whose condition holds for no report.
pub(crate) fn idle(audit: &mut Audit<'_>) {
    for (rule, own) in audit.rules() {
        let mut reasons = BTreeSet::new();
        let mut idle = Vec::new();
        for index in &own {
            let Some(when) = audit.statements.get(*index).and_then(|s| s.when.clone()) else {
                continue;
            };
            let others = premises(audit, *index, &own);
            if let Some(excluding) = audit.excluded(&when, &others, *index) {
                idle.push(*index);
                reasons.extend(excluding);
            }
        }
        if idle.is_empty() {
            continue;
        }
        let reasons: Vec<usize> = reasons.into_iter().collect();
        let (zh, en) = because(audit, &reasons);
        let names = audit.names(&idle);
        let message = Bilingual::new(
            format!(
                "规则 {} 的适用条件在任何报告中都不成立{zh}：{names}",
                rule.name
            ),
            format!("`{}` applies to no report{en}: {names}", rule.name),
        );
        let help = Bilingual::new(
            "核对 when 或 implies 左边的条件",
            "check the condition in `when` or left of `implies`",
        );
        let about: Vec<usize> = idle.iter().chain(&reasons).copied().collect();
        audit.remark(&about, Code::NeverApplies, message, help);
        audit.settled.extend(idle);
    }
}

/// The unsettled statements of other rules that are checked wherever a statement is.
pub(crate) fn premises(audit: &Audit<'_>, of: usize, own: &[usize]) -> Vec<usize> {
    let Some(statement) = audit.statements.get(of) else {
        return Vec::new();
    };
    let others = audit.statements.iter().enumerate();
    others
        .filter(|(index, other)| {
            !own.contains(index) && !audit.settled.contains(index) && other.accompanies(statement)
        })
        .map(|(index, _)| index)
        .collect()
}

/// What something follows from, for the middle of a sentence.
pub(crate) fn because(audit: &Audit<'_>, reasons: &[usize]) -> (String, String) {
    if reasons.is_empty() {
        return (String::new(), String::new());
    }
    let names = audit.names(reasons);
    (format!("（由 {names} 可知）"), format!(" (given {names})"))
}

/// Looks for cells that the rules for everyone leave only the value zero.
pub(crate) fn only_zero(audit: &mut Audit<'_>) {
    let members: Vec<usize> = (0..audit.statements.len())
        .filter(|index| !audit.settled.contains(index))
        .filter(|index| {
            let statement = audit.statements.get(*index);
            statement.is_some_and(|s| s.needs.is_empty() && s.rule.organs.are_all())
        })
        .collect();
    let mut found: BTreeMap<Vec<usize>, Vec<CellId>> = BTreeMap::new();
    for (cell, of) in suspicious(audit, &members) {
        if let Some(excluding) = audit.excluded(&positive(cell), &members, of) {
            found.entry(excluding).or_default().push(cell);
        }
    }
    for (reasons, cells) in found {
        let form = audit.form();
        let cells: Vec<String> = cells.iter().map(|cell| form.address(*cell)).collect();
        let (cells, names) = (cells.join(", "), audit.names(&reasons));
        let message = Bilingual::new(
            format!("这些规则只容许以下单元格为零：{cells}（{names}）"),
            format!("the rules leave these cells only the value zero: {cells} (given {names})"),
        );
        let help = Bilingual::new(
            "多半是正负号或方向写反了",
            "most likely a sign or a direction is the wrong way round",
        );
        audit.remark(&reasons, Code::OnlyZero, message, help);
    }
}

fn positive(cell: CellId) -> Condition {
    let terms = BTreeMap::from([(Unknown::Cell(cell), 1)]);
    Condition::Is(Linear { terms, constant: 0 }, Sign::Positive)
}

/// The cells to look at one by one, each with a statement it is in: none where all cells can be
/// above zero at once, which is the rule.
fn suspicious(audit: &Audit<'_>, members: &[usize]) -> Vec<(CellId, usize)> {
    let mut cells = BTreeMap::new();
    let mut conditions = Vec::new();
    for index in members {
        let Some(statement) = audit.statements.get(*index) else {
            continue;
        };
        conditions.push(&statement.holds);
        for unknown in statement.holds.unknowns() {
            if let (Unknown::Cell(cell), (true, _)) = (unknown, unknown.bounds(audit.form())) {
                cells.entry(*cell).or_insert(*index);
            }
        }
    }
    let above: Vec<Condition> = cells.keys().map(|cell| positive(*cell)).collect();
    conditions.extend(&above);
    if solver::possible(audit.form(), &conditions) == Answer::Possible {
        return Vec::new();
    }
    cells.into_iter().collect()
}
