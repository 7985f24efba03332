//! From findings to changes of cells: what to write where, and whether that is certain.

use gouji_check::{Outcome, Verdict, cell_relations};
use gouji_model::{
    Bilingual, CellId, Figure, Finding, Form, ObservationKind, Place, Report, SourceRange, Suspect,
    Value, within_quotes,
};
use gouji_rule::{CellTest, Check, Pack};

/// A cell and the figure to write into it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Change {
    /// The cell.
    pub cell: CellId,
    /// What should stand there.
    pub new: Figure,
}

/// Changes that belong together: all of them are made, or none.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Proposal {
    /// The cells to change, in the form's order; at least one.
    pub changes: Vec<Change>,
    /// Whether they may be made without asking.
    pub safe: bool,
    /// The rules whose findings they repair, each once, in the pack's order.
    pub rules: Vec<String>,
    /// The findings that are gone once they are made.
    pub clears: Vec<FindingKey>,
    /// What is done, in a few words.
    pub title: Bilingual,
}

/// A finding by what it is, whatever the figures: no two of a report share all three.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct FindingKey {
    /// Name of the rule.
    pub rule: String,
    /// Which instance of the rule.
    pub at: Option<String>,
    /// The report's own cells it rests on.
    pub cells: Vec<CellId>,
}

impl From<&Finding> for FindingKey {
    fn from(finding: &Finding) -> Self {
        let own = finding.cells.iter().filter(|evidence| !evidence.prior);
        Self {
            rule: finding.rule.clone(),
            at: finding.at.clone(),
            cells: own.map(|evidence| evidence.cell).collect(),
        }
    }
}

/// Everything that can be proposed for a report. No cell is changed by two proposals: what is safe
/// comes before what is not, and what the relations say of a cell before how it is written.
#[must_use]
pub fn proposals(pack: &Pack, report: &Report, outcome: &Outcome) -> Vec<Proposal> {
    let causes = causes(&outcome.findings);
    let of_causes = causes.iter().filter_map(|all| of_cause(&pack.form, all));
    let of_cells = outcome.findings.iter();
    let of_cells = of_cells.filter_map(|finding| of_cell(pack, report, outcome, finding));
    let (safe, others): (Vec<_>, Vec<_>) = of_causes.chain(of_cells).partition(|one| one.safe);
    let mut proposals = Vec::new();
    for proposal in safe.into_iter().chain(others) {
        add(&mut proposals, proposal);
    }
    proposals
}

/// Adds a proposal unless one before it changes one of its cells.
fn add(proposals: &mut Vec<Proposal>, proposal: Proposal) {
    let taken = |change: &Change| {
        let others = proposals.iter().flat_map(|other| &other.changes);
        others.into_iter().any(|other| other.cell == change.cell)
    };
    if !proposal.changes.iter().any(taken) {
        proposals.push(proposal);
    }
}

/// The findings of each cause, in the order of their numbers.
fn causes(findings: &[Finding]) -> Vec<Vec<&Finding>> {
    let last = findings.iter().filter_map(|finding| finding.cause).max();
    let of = |number| {
        let own = findings.iter().filter(|f| f.cause == Some(number));
        own.collect::<Vec<_>>()
    };
    (0..last.map_or(0, |last| last + 1)).map(of).collect()
}

/// What repairs a cause, where one way stands out and all its cells are this report's.
fn of_cause(form: &Form, findings: &[&Finding]) -> Option<Proposal> {
    let suspects = || findings.iter().flat_map(|finding| &finding.suspects);
    if suspects().any(|suspect| suspect.rank > 0 && suspect.is_primary()) {
        return None;
    }
    let likeliest: Vec<&Suspect> = suspects().filter(|suspect| suspect.rank == 0).collect();
    let first = likeliest.first()?;
    if likeliest.iter().any(|suspect| suspect.cell.prior) {
        return None;
    }
    let mut changes: Vec<Change> = likeliest
        .iter()
        .map(|suspect| Change {
            cell: suspect.cell.cell,
            new: suspect.suggested,
        })
        .collect();
    changes.sort_unstable();
    changes.dedup();
    // A way that reaches beyond the findings' own cells is not known whole.
    (changes.len() == first.together_with + 1).then(|| Proposal {
        title: correction(form, &changes),
        safe: likeliest.iter().all(|suspect| suspect.safe),
        rules: rules(findings),
        clears: findings.iter().copied().map(FindingKey::from).collect(),
        changes,
    })
}

/// Each way to repair a finding by one cell of this report, likeliest first; none of them certain
/// unless it is also among the [`proposals`].
#[must_use]
pub fn suggestions(form: &Form, finding: &Finding) -> Vec<Proposal> {
    let alone = |suspect: &&Suspect| suspect.together_with == 0 && !suspect.cell.prior;
    let suggestion = |suspect: &Suspect| {
        let changes = vec![Change {
            cell: suspect.cell.cell,
            new: suspect.suggested,
        }];
        Proposal {
            title: correction(form, &changes),
            safe: suspect.safe,
            rules: vec![finding.rule.clone()],
            clears: vec![FindingKey::from(finding)],
            changes,
        }
    };
    finding
        .suspects
        .iter()
        .filter(alone)
        .map(suggestion)
        .collect()
}

fn rules(findings: &[&Finding]) -> Vec<String> {
    let mut rules: Vec<String> = Vec::new();
    for finding in findings {
        if !rules.contains(&finding.rule) {
            rules.push(finding.rule.clone());
        }
    }
    rules
}

/// What repairs the writing of one cell.
fn of_cell(pack: &Pack, report: &Report, outcome: &Outcome, finding: &Finding) -> Option<Proposal> {
    let Check::Cell(rule) = &pack.rule(&finding.rule)?.check else {
        return None;
    };
    let cell = finding.cells.first()?.cell;
    let new = report.cell(cell)?.figure()?;
    let (safe, title) = match rule.test {
        CellTest::Blank | CellTest::Placeholder => {
            let certain = !is_in_question(outcome, cell)
                && is_filled_in(&pack.form, report, cell)
                && !has_figures_elsewhere(&pack.form, report, cell)
                && !is_in_blocked(pack, report, cell);
            (certain, zero(&pack.form, cell))
        }
        CellTest::NumberStyle | CellTest::UnitInCount => (true, plain(&pack.form, cell, new)),
        CellTest::UnitInAmount => (false, plain(&pack.form, cell, new)),
        _ => return None,
    };
    Some(Proposal {
        changes: vec![Change { cell, new }],
        safe,
        rules: vec![finding.rule.clone()],
        clears: vec![FindingKey::from(finding)],
        title,
    })
}

/// Whether a relation with the cell is broken or could not be evaluated: a blank there may stand
/// for another figure than zero.
fn is_in_question(outcome: &Outcome, cell: CellId) -> bool {
    let broken = outcome.findings.iter().any(|finding| {
        let named = |e: &gouji_model::Evidence| !e.prior && e.cell == cell;
        finding.equation.is_some() && finding.cells.iter().any(named)
    });
    let blocked = |blocked: &gouji_model::Blocked| blocked.cells.contains(&cell);
    broken || outcome.blocked.iter().any(blocked)
}

/// Whether a relation of the cell could not be evaluated for want of another cell: then nothing says that a blank
/// there is zero.
fn is_in_blocked(pack: &Pack, report: &Report, cell: CellId) -> bool {
    let relations = cell_relations(pack, report, cell);
    let mut verdicts = relations.iter().map(|relation| relation.verdict);
    verdicts.any(|verdict| verdict == Verdict::Blocked)
}

/// Whether figures of the cell's table stand in no cell: one of them may be the cell's own.
fn has_figures_elsewhere(form: &Form, report: &Report, cell: CellId) -> bool {
    let table = form.table_id_of(cell);
    let is_nobodys = |seen: &gouji_model::Observation| {
        let kind = matches!(
            seen.kind,
            ObservationKind::UnknownRow
                | ObservationKind::UnknownColumn
                | ObservationKind::MisalignedRow
                | ObservationKind::DifferingCopies
        );
        kind && seen.table == Some(table)
    };
    report.uncertain_tables.contains(&table) || report.observations.iter().any(is_nobodys)
}

/// Whether the cell's table holds any figure. Where none does, nothing tells "none" from a form that
/// nobody has filled in yet.
fn is_filled_in(form: &Form, report: &Report, cell: CellId) -> bool {
    let table = form.table_id_of(cell);
    let mut others = form
        .cells()
        .filter(|other| form.table_id_of(*other) == table);
    others.any(
        |other| matches!(report.cell(other), Some(one) if matches!(one.value, Value::Figure(_))),
    )
}

fn correction(form: &Form, changes: &[Change]) -> Bilingual {
    let one = |change: &Change| {
        format!(
            "{} = {}",
            labels(form, change.cell),
            in_text(form, change.new)
        )
    };
    let all: Vec<String> = changes.iter().map(one).collect();
    Bilingual::new(
        format!("改为 {}", all.join("，")),
        format!("change to {}", all.join(", ")),
    )
}

fn zero(form: &Form, cell: CellId) -> Bilingual {
    let labels = labels(form, cell);
    Bilingual::new(format!("{labels} 填 0"), format!("write 0 into {labels}"))
}

fn plain(form: &Form, cell: CellId, new: Figure) -> Bilingual {
    let labels = labels(form, cell);
    let new = in_text(form, new);
    Bilingual::new(
        format!("{labels} 写作 {new}"),
        format!("write {labels} as {new}"),
    )
}

/// A figure as the form's language writes it: what is offered by its title is offered for texts.
fn in_text(form: &Form, figure: Figure) -> String {
    form.written(figure, Place::Text(SourceRange::default()))
}

fn labels(form: &Form, cell: CellId) -> String {
    let (row, column) = (form.row_of(cell), form.column_of(cell));
    let (row, column) = (
        within_quotes(&row.label.text),
        within_quotes(&column.label.text),
    );
    format!("“{row}”“{column}”")
}
