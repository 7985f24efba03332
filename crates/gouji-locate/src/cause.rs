//! What localization says: causes, and for each the changes that would repair it.

use gouji_model::{Evidence, Figure, Finding, Value};

use crate::mistake::Mistake;
use crate::statement::StatementEvidence;

/// A relation of the pack in one row or column.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Broken {
    /// Name of the rule.
    pub rule: String,
    /// Which instance.
    pub at: Option<String>,
}

/// One cell with its old and new figure.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Changed {
    /// The cell.
    pub cell: Evidence,
    /// What stands there.
    pub old: Value,
    /// What would repair the relations.
    pub new: Figure,
    /// The mistake this looks like, if any.
    pub mistake: Option<Mistake>,
}

/// A set of changes that repairs all equalities of its cause.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Solution {
    /// The cells to change, in the form's order, those of last year's report last.
    pub changes: Vec<Changed>,
    /// The single event that explains all changes together, where there are several.
    pub event: Option<Mistake>,
    /// How unlikely it is: about 1000 for each independent mistake, less for common ones.
    pub cost: i64,
    /// The broken relations it repairs.
    pub clears: Vec<Broken>,
    /// The relations it would break.
    pub breaks: Vec<Broken>,
    /// How many linearly independent equalities it repairs: the witnesses that convict it.
    pub witnesses: usize,
    /// What is stated elsewhere of the changed cells, as far as the change makes it true or leaves
    /// it false, in the order of the statements.
    pub evidence: Vec<StatementEvidence>,
    /// The relations within last year's report that a change of its cells repairs.
    pub clears_last_year: Vec<Broken>,
}

impl Solution {
    /// Whether every change is explained by a named mistake.
    #[must_use]
    pub fn is_named(&self) -> bool {
        self.event.is_some() || self.changes.iter().all(|change| change.mistake.is_some())
    }
}

/// Broken relations with one origin.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Cause {
    /// The relations, in the order of the pack.
    pub broken: Vec<Broken>,
    /// The smallest solutions, likeliest first. Empty where `tangled`, or where no change of a
    /// few cells repairs the relations.
    pub solutions: Vec<Solution>,
    /// The search ended before all smallest solutions were known, or there were too many.
    pub tangled: bool,
    /// By how much the next best solution is costlier than the first: at least this much where
    /// the next one would need a further cell.
    pub gap: i64,
    /// The first solution may be applied without asking: see [`Cause::is_safe`].
    pub(crate) safe: bool,
}

impl Cause {
    /// Whether a finding is one of those this cause explains.
    #[must_use]
    pub fn explains(&self, finding: &Finding) -> bool {
        self.broken
            .iter()
            .any(|broken| broken.rule == finding.rule && broken.at == finding.at)
    }

    /// Whether the first solution is a safe correction: the report has no other cause; the solution
    /// changes one cleanly read cell by a named mistake, is the only smallest one and far ahead of
    /// the next, repairs everything and breaks nothing; nothing stated about the cell contradicts it; and
    /// two independent equalities witness it, or one and a statement that no other smallest
    /// solution agrees with.
    #[must_use]
    pub const fn is_safe(&self) -> bool {
        self.safe
    }

    /// The cells that every solution changes.
    #[must_use]
    pub fn certain(&self) -> Vec<Evidence> {
        let Some((first, others)) = self.solutions.split_first() else {
            return Vec::new();
        };
        let changes = |solution: &Solution, cell| solution.changes.iter().any(|c| c.cell == cell);
        first
            .changes
            .iter()
            .map(|change| change.cell)
            .filter(|cell| others.iter().all(|other| changes(other, *cell)))
            .collect()
    }

    /// The cells that some solution changes, those of likelier solutions first.
    #[must_use]
    pub fn candidates(&self) -> Vec<Evidence> {
        let mut cells = Vec::new();
        for change in self.solutions.iter().flat_map(|s| &s.changes) {
            if !cells.contains(&change.cell) {
                cells.push(change.cell);
            }
        }
        cells
    }
}
