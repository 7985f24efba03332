//! One pack under examination: its relations, and what has been remarked on so far.

use std::collections::BTreeSet;

use gouji_model::{Bilingual, Form};
use gouji_rule::{Pack, Rule};

use crate::condition::Condition;
use crate::file_places::FilePlaces;
use crate::linear::Unknown;
use crate::remark::{Code, Remark};
use crate::solver::{self, Answer};
use crate::statement::{Statement, statements};

/// A pack's relations and the remarks on them.
pub(crate) struct Audit<'a> {
    pub pack: &'a Pack,
    pub spots: &'a FilePlaces<'a>,
    pub statements: Vec<Statement<'a>>,
    /// Indices of statements that need no further remark: they exclude others, or say nothing.
    pub settled: BTreeSet<usize>,
    pub remarks: Vec<Remark>,
    /// Rules of which something could not be decided.
    undecided: BTreeSet<&'a str>,
}

impl<'a> Audit<'a> {
    pub(crate) fn new(pack: &'a Pack, spots: &'a FilePlaces<'a>) -> Self {
        let (statements, too_large) = statements(pack);
        Self {
            pack,
            spots,
            statements,
            settled: BTreeSet::new(),
            remarks: Vec::new(),
            undecided: too_large.iter().map(|rule| rule.name.as_str()).collect(),
        }
    }

    pub(crate) fn form(&self) -> &'a Form {
        &self.pack.form
    }

    /// The rules with relations, each with the indices of its unsettled statements.
    pub(crate) fn rules(&self) -> Vec<(&'a Rule, Vec<usize>)> {
        let mut rules: Vec<(&Rule, Vec<usize>)> = Vec::new();
        for (index, statement) in self.statements.iter().enumerate() {
            if self.settled.contains(&index) {
                continue;
            }
            match rules.last_mut() {
                Some((rule, own)) if rule.name == statement.rule.name => own.push(index),
                _ => rules.push((statement.rule, vec![index])),
            }
        }
        rules
    }

    /// Statements among some that share unknowns with a condition, directly or through others.
    pub(crate) fn connected(&self, with: &Condition, among: &[usize]) -> Vec<usize> {
        let mut known: BTreeSet<&Unknown> = with.unknowns();
        let mut left: Vec<(usize, BTreeSet<&Unknown>)> = among
            .iter()
            .filter_map(|index| Some((*index, self.statements.get(*index)?.holds.unknowns())))
            .collect();
        let mut found = BTreeSet::new();
        loop {
            let before = found.len();
            left.retain(|(index, unknowns)| {
                if unknowns.is_disjoint(&known) {
                    return true;
                }
                known.extend(unknowns);
                found.insert(*index);
                false
            });
            if found.len() == before {
                return found.into_iter().collect();
            }
        }
    }

    /// The statements among some that exclude a condition, none more than needed. Nothing where
    /// the condition is possible, or where that could not be decided for a statement's rule.
    pub(crate) fn excluded(
        &mut self,
        condition: &Condition,
        among: &[usize],
        of: usize,
    ) -> Option<Vec<usize>> {
        let connected = self.connected(condition, among);
        let held = connected
            .iter()
            .filter_map(|index| self.statements.get(*index));
        let mut conditions: Vec<&Condition> = held.map(|statement| &statement.holds).collect();
        let own = conditions.len();
        conditions.push(condition);
        match solver::possible(self.form(), &conditions) {
            Answer::Possible => None,
            Answer::Undecided => {
                self.undecide(of);
                None
            }
            Answer::Impossible(mut core) => {
                // One reason that is enough by itself is the clearest.
                let alone = conditions.iter().take(own).position(|other| {
                    let both = [*other, condition];
                    matches!(solver::possible(self.form(), &both), Answer::Impossible(_))
                });
                if let Some(one) = alone {
                    return Some(connected.get(one).copied().into_iter().collect());
                }
                core.insert(own);
                let core = solver::smallest(self.form(), &conditions, core, Some(own));
                let named = core.into_iter().filter(|position| *position != own);
                Some(
                    named
                        .filter_map(|position| connected.get(position).copied())
                        .collect(),
                )
            }
        }
    }

    /// Notes that something about a statement's rule could not be decided.
    pub(crate) fn undecide(&mut self, statement: usize) {
        if let Some(statement) = self.statements.get(statement) {
            self.undecided.insert(&statement.rule.name);
        }
    }

    /// Makes a remark at statements, the first of which it is about.
    pub(crate) fn remark(
        &mut self,
        about: &[usize],
        code: Code,
        message: Bilingual,
        help: Bilingual,
    ) {
        let remark = self.at(about, Remark::new(code, message, help));
        self.remarks.push(remark);
    }

    /// Gives a remark its pack, rules and places.
    pub(crate) fn at(&self, about: &[usize], mut remark: Remark) -> Remark {
        remark.packs = vec![self.form().id.to_string()];
        for statement in about.iter().filter_map(|index| self.statements.get(*index)) {
            remark.rules.push(statement.name());
            let spot = self.spots.relation(statement.rule);
            if !remark.spots.contains(&spot) {
                remark.spots.push(spot);
            }
        }
        remark
    }

    /// The names of statements in words: by rule, with the instances where they are few.
    pub(crate) fn names(&self, indices: &[usize]) -> String {
        let mut rules: Vec<(&str, Vec<&str>)> = Vec::new();
        for statement in indices
            .iter()
            .filter_map(|index| self.statements.get(*index))
        {
            let name = statement.rule.name.as_str();
            let at = statement.at.into_iter();
            match rules.iter_mut().find(|(known, _)| *known == name) {
                Some((_, instances)) => instances.extend(at),
                None => rules.push((name, at.collect())),
            }
        }
        let named = rules
            .iter()
            .map(|(rule, instances)| match instances.as_slice() {
                [] => (*rule).to_owned(),
                some => format!("{rule} @ {}", some.join(", ")),
            });
        named.collect::<Vec<_>>().join("; ")
    }

    /// The remarks, with one on each rule that could not be decided about.
    pub(crate) fn finish(mut self) -> Vec<Remark> {
        for name in std::mem::take(&mut self.undecided) {
            let message = Bilingual::new(
                format!("规则 {name} 过于复杂，未能判定是否矛盾或多余"),
                format!(
                    "not decided: rule `{name}` is too involved to say whether it contradicts or repeats others"
                ),
            );
            let help = Bilingual::new(
                "把它拆成几条较简单的规则",
                "write it as several simpler rules",
            );
            let mut remark = Remark::new(Code::Undecided, message, help);
            remark.packs = vec![self.form().id.to_string()];
            remark.rules = vec![name.to_owned()];
            remark.spots = self
                .pack
                .rule(name)
                .map(|rule| self.spots.relation(rule))
                .into_iter()
                .collect();
            self.remarks.push(remark);
        }
        self.remarks
    }
}
