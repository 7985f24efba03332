//! Which findings are shown together: those with one cause, and those of one rule.

use gouji_model::{CellId, Finding};

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

/// The names of the rules of findings, each once.
pub(crate) fn rules<'f>(findings: &[&'f Finding]) -> Vec<&'f str> {
    let mut rules: Vec<&str> = Vec::new();
    for finding in findings {
        if !rules.contains(&finding.rule.as_str()) {
            rules.push(&finding.rule);
        }
    }
    rules
}
