//! Rules that no report can break, that say the same, or that follow from others.

use std::collections::BTreeSet;

use gouji_model::{Bilingual, Severity};
use gouji_rule::Rule;

use crate::audit::Audit;
use crate::condition::Condition;
use crate::conflicts::premises;
use crate::remark::{Code, Remark};
use crate::solver::{self, Answer};

/// Looks for rules that no report can break.
pub(crate) fn unbreakable(audit: &mut Audit<'_>) {
    for (rule, own) in audit.rules() {
        let mut found = Vec::new();
        let mut by_kind = false;
        for index in &own {
            let Some(statement) = audit.statements.get(*index) else {
                continue;
            };
            let broken = [&statement.broken];
            match solver::possible(audit.form(), &broken) {
                Answer::Impossible(_) => found.push(*index),
                Answer::Undecided => {
                    audit.undecide(*index);
                    continue;
                }
                Answer::Possible => continue,
            }
            by_kind |= solver::possible_unbounded(&broken) == Answer::Possible;
        }
        if !found.is_empty() {
            remark_unbreakable(audit, rule, &found, by_kind);
        }
        audit.settled.extend(found);
    }
}

fn remark_unbreakable(audit: &mut Audit<'_>, rule: &Rule, found: &[usize], by_kind: bool) {
    let name = &rule.name;
    let names = audit.names(found);
    let (message, help) = if by_kind {
        let message = Bilingual::new(
            format!("只有负数才会违反规则 {name}，而负数另有规则检查：{names}"),
            format!(
                "only a figure below zero breaks `{name}`, and those are found without it: {names}"
            ),
        );
        let help = "单元格的种类（kind）已限定不得为负，这条规则可以删去";
        (
            message,
            Bilingual::new(
                help,
                "the kind of the cells already says so; remove the rule",
            ),
        )
    } else {
        let message = Bilingual::new(
            format!("没有任何报告会违反规则 {name}：{names}"),
            format!("no report can break `{name}`: {names}"),
        );
        let help = Bilingual::new(
            "两边恒等或恒成立，核对关系式",
            "both sides are always so; check the relation",
        );
        (message, help)
    };
    let mut remark = Remark::new(Code::Unbreakable, message, help);
    if by_kind {
        remark.severity = Severity::Warning;
    }
    let remark = audit.at(found, remark);
    audit.remarks.push(remark);
}

/// Looks for rules that say the same as others, and for rules that follow from others.
pub(crate) fn implied(audit: &mut Audit<'_>) {
    let rules = audit.rules();
    let mut repeated = BTreeSet::new();
    for (position, (rule, own)) in rules.iter().enumerate() {
        let earlier = rules.iter().take(position);
        let same =
            |(_, other): &&(&Rule, Vec<usize>)| meanings(audit, own) == meanings(audit, other);
        if let Some((_, first)) = earlier.clone().find(same) {
            let first = first.clone();
            remark_duplicate(audit, rule, own, &first);
            repeated.extend(own.iter().copied());
        }
    }
    audit.settled.extend(repeated);
    for (rule, own) in audit.rules() {
        follows(audit, rule, &own);
    }
}

/// What a statement says, and of whom.
#[derive(PartialEq, Eq, PartialOrd, Ord)]
struct StatementMeaning<'s> {
    holds: &'s Condition,
    ends: &'s [String],
    except: &'s [String],
}

/// What statements say, in an order of its own.
fn meanings<'s>(audit: &'s Audit<'_>, own: &[usize]) -> BTreeSet<StatementMeaning<'s>> {
    let statements = own.iter().filter_map(|index| audit.statements.get(*index));
    let meanings = statements.map(|statement| StatementMeaning {
        holds: &statement.holds,
        ends: &statement.rule.organs.ends,
        except: &statement.rule.organs.except,
    });
    meanings.collect()
}

fn remark_duplicate(audit: &mut Audit<'_>, rule: &Rule, own: &[usize], first: &[usize]) {
    let other = first.first().and_then(|index| audit.statements.get(*index));
    let other = other
        .map(|statement| statement.rule.name.clone())
        .unwrap_or_default();
    let message = Bilingual::new(
        format!("规则 {} 与 {other} 说的是同一回事", rule.name),
        format!("`{}` says the same as `{other}`", rule.name),
    );
    let help = Bilingual::new("删去其中一条", "remove one of them");
    let about: Vec<usize> = own
        .iter()
        .take(1)
        .chain(first.iter().take(1))
        .copied()
        .collect();
    audit.remark(&about, Code::Duplicate, message, help);
}

/// Tells what of a rule follows from other rules.
fn follows(audit: &mut Audit<'_>, rule: &Rule, own: &[usize]) {
    let mut reasons = BTreeSet::new();
    let mut found = Vec::new();
    for index in own {
        let Some(broken) = audit.statements.get(*index).map(|s| s.broken.clone()) else {
            continue;
        };
        let others = premises(audit, *index, own);
        if let Some(excluding) = audit.excluded(&broken, &others, *index) {
            found.push(*index);
            reasons.extend(excluding);
        }
    }
    let whole = found.len() == own.len();
    let equation = |index: &usize| {
        audit
            .statements
            .get(*index)
            .is_some_and(|s| s.equation.is_some())
    };
    // Single equations among others are reported with all that depend on each other.
    if found.is_empty() || (!whole && found.iter().all(equation)) {
        return;
    }
    let reasons: Vec<usize> = reasons.into_iter().collect();
    let (names, from) = (audit.names(&found), audit.names(&reasons));
    let (code, which) = if whole {
        (Code::Implied, rule.name.clone())
    } else {
        (Code::Redundant, names)
    };
    let message = Bilingual::new(
        format!("{which} 可由其他规则推出：{from}"),
        format!("`{which}` follows from other rules: {from}"),
    );
    let help = Bilingual::new(
        "违反它的报告也必违反那些规则，会重复提示；若无单独提示的必要，可以删去",
        "a report that breaks it breaks those too and gets two findings; keep it only if its message helps",
    );
    let about: Vec<usize> = found.iter().chain(&reasons).copied().collect();
    audit.remark(&about, code, message, help);
}
