//! What prose and last year's report say of the cells, for localization, and how a suspect tells it.

use gouji_locate::{Cause, Changed, Solution, Statement};
use gouji_model::{Evidence, Figure, Finding, Source, SuspectEvidence};
use gouji_narrative::{Mention, Prose};

/// The statements of a report's prose, and of last year's, each with the words it was read from.
pub(crate) struct Known {
    /// What is stated, as localization takes it.
    pub statements: Vec<Statement>,
    /// The same, as it is reported.
    sources: Vec<SuspectEvidence>,
}

impl Known {
    /// Reads what both reports say.
    pub(crate) fn new(own: &Prose<'_, '_>, prior: Option<&Prose<'_, '_>>) -> Self {
        let mut known = Self {
            statements: Vec::new(),
            sources: Vec::new(),
        };
        known.add(own, false);
        if let Some(prior) = prior {
            known.add(prior, true);
        }
        known
    }

    fn add(&mut self, prose: &Prose<'_, '_>, prior: bool) {
        for mention in prose.mentions() {
            self.statements.push(statement(&mention, prior));
            self.sources.push(SuspectEvidence {
                source: Source::Text,
                rule: mention.rule.name.clone(),
                at: Some(mention.claim.to_owned()),
                words: mention.words,
                place: mention.place,
                prior,
                agrees: true,
            });
        }
    }

    /// What speaks for or against one change of a solution, the text first.
    pub(crate) fn evidence_for(
        &self,
        cause: &Cause,
        solution: &Solution,
        change: &Changed,
        between: &[&Finding],
    ) -> Vec<SuspectEvidence> {
        let evidence = solution.evidence.iter().filter(|evidence| {
            let statement = self.statements.get(evidence.statement);
            statement.is_some_and(|statement| names(statement, change.cell))
        });
        let stated = evidence.filter_map(|evidence| {
            let sources = self.sources.get(evidence.statement)?.clone();
            Some(SuspectEvidence {
                agrees: evidence.agrees,
                ..sources
            })
        });
        let mut all: Vec<SuspectEvidence> = stated.collect();
        all.extend(last_year(cause, solution, change, between));
        all
    }
}

/// A mention as localization takes it.
fn statement(mention: &Mention<'_>, prior: bool) -> Statement {
    let (from, to) = mention.stated.range().into_inner();
    let meanings = mention.readings.iter().map(|meaning| {
        let cells = meaning.cells.iter();
        let cells = cells.map(|(factor, cell)| (*factor, Evidence { cell: *cell, prior }));
        cells.collect()
    });
    Statement {
        from: Figure::new(from, 0),
        to: Figure::new(to, 0),
        meanings: meanings.collect(),
    }
}

fn names(statement: &Statement, cell: Evidence) -> bool {
    let mut cells = statement.meanings.iter().flatten();
    cells.any(|(_, other)| *other == cell)
}

/// The relations between the years that hold once the cell is changed, and for a cell of last
/// year's report those within it.
fn last_year(
    cause: &Cause,
    solution: &Solution,
    change: &Changed,
    between: &[&Finding],
) -> Vec<SuspectEvidence> {
    let between = |rule: &str, at: &Option<String>| {
        between.iter().any(|finding| {
            finding.rule == rule
                && finding.at == *at
                && finding.cells.contains(&change.cell)
                && cause.explains(finding)
        })
    };
    let years = solution.clears.iter();
    let years = years.filter(|broken| !change.cell.prior && between(&broken.rule, &broken.at));
    let within = solution.clears_last_year.iter();
    let within = within.filter(|_| change.cell.prior).map(|one| (one, true));
    years
        .map(|one| (one, false))
        .chain(within)
        .map(|(broken, prior)| SuspectEvidence {
            source: Source::LastYear,
            rule: broken.rule.clone(),
            at: broken.at.clone(),
            words: String::new(),
            place: None,
            prior,
            agrees: true,
        })
        .collect()
}
