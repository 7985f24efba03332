//! The rules that relations between reports rest on.

use std::fmt::Write as _;

use gouji_check::needs_prior;
use gouji_rule::{Check, Pack, Rule};
use gouji_store::Key;

use super::keys::of_parts;
use crate::audit::run::Run;

/// The packs whose rules they are.
pub(in crate::audit) struct Rules<'p> {
    packs: Vec<&'p Pack>,
}

impl<'p> Rules<'p> {
    /// The rules of a run.
    pub(in crate::audit) fn of(run: &Run<'p>) -> Self {
        // Those of the program are a part of its build.
        let packs = run.checkers.iter().map(|checker| checker.linter.packs());
        let given = packs.filter(|packs| !packs.given().is_empty());
        let packs = given.flat_map(|packs| packs.packs());
        Self {
            packs: packs.map(|pack| &**pack).collect(),
        }
    }

    /// Those on figures and duties: the relations of a report by itself have a say in who is likely wrong.
    pub(in crate::audit) fn of_units(&self) -> Key {
        self.key(|rule, key| {
            let Rule {
                name,
                severity,
                organs,
                since,
                until,
                preview,
                confidence,
                check,
                ..
            } = rule;
            let is_relation = matches!(check, Check::Relation(_));
            let is_between = check.needs_others() || needs_prior(rule);
            if !is_between && !is_relation {
                return;
            }
            let _ = write!(
                key,
                "{name}{severity:?}{organs:?}{since:?}{until:?}{preview}{confidence:?}{check:?};"
            );
            if is_between {
                wording(rule, key);
            }
        })
    }

    /// Those on copied texts.
    pub(in crate::audit) fn of_texts(&self) -> Key {
        self.key(|rule, key| {
            if let Check::Copied(test) = &rule.check {
                let _ = write!(key, "{}{:?}{test:?};", rule.name, rule.severity);
                let _ = write!(key, "{:?}{:?}{:?};", rule.organs, rule.since, rule.until);
                wording(rule, key);
            }
        })
    }

    fn key(&self, add: impl Fn(&Rule, &mut String)) -> Key {
        let packs = self.packs.iter().map(|pack| {
            let mut key = format!("{:?}{:?}", pack.form.id, pack.vocabulary());
            pack.rules().iter().for_each(|rule| add(rule, &mut key));
            key
        });
        let packs: Vec<String> = packs.collect();
        of_parts(packs.iter().map(String::as_bytes))
    }
}

/// What a rule says.
fn wording(rule: &Rule, key: &mut String) {
    let _ = write!(key, "{:?}{:?}{:?};", rule.message, rule.title, rule.help);
}
