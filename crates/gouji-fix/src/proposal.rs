//! From findings to changes of cells: what to write where, and whether that is certain.

use gouji_check::Outcome;
use gouji_model::{Bilingual, CellId, Figure, Finding, Form, Report, Suspect};
use gouji_pack::{CellTest, Check, Pack};

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
    /// The rules whose findings they mend, each once, in the pack's order.
    pub rules: Vec<String>,
    /// What is done, in a few words.
    pub title: Bilingual,
}

/// How far behind the likeliest way another may be and still forbid a proposal: none is the
/// answer then.
const AS_LIKELY: i64 = 50;

/// Everything that can be proposed for a report. No cell is changed by two proposals: what the
/// relations say of a cell comes before how it is written.
#[must_use]
pub fn proposals(pack: &Pack, report: &Report, outcome: &Outcome) -> Vec<Proposal> {
    let mut proposals: Vec<Proposal> = Vec::new();
    let causes = causes(&outcome.findings);
    for findings in &causes {
        add(&mut proposals, of_cause(&pack.form, findings));
    }
    for finding in &outcome.findings {
        add(&mut proposals, of_cell(pack, report, outcome, finding));
    }
    proposals
}

/// Adds a proposal unless one before it changes one of its cells.
fn add(proposals: &mut Vec<Proposal>, proposal: Option<Proposal>) {
    let Some(proposal) = proposal else { return };
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

/// What mends a cause, where one way stands out and all its cells are this report's.
fn of_cause(form: &Form, findings: &[&Finding]) -> Option<Proposal> {
    let suspects = || findings.iter().flat_map(|finding| &finding.suspects);
    if suspects().any(|suspect| suspect.rank > 0 && suspect.behind <= AS_LIKELY) {
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
        changes,
    })
}

/// Each way to mend a finding by one cell of this report, likeliest first; none of them certain
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

/// What mends the writing of one cell.
fn of_cell(pack: &Pack, report: &Report, outcome: &Outcome, finding: &Finding) -> Option<Proposal> {
    let Check::Cell(test) = pack.rule(&finding.rule)?.check else {
        return None;
    };
    let cell = finding.cells.first()?.cell;
    let new = report.cell(cell)?.figure()?;
    let (safe, title) = match test {
        CellTest::Blank | CellTest::Placeholder => {
            (!is_in_question(outcome, cell), zero(&pack.form, cell))
        }
        CellTest::NumberStyle => (true, plain(&pack.form, cell, new)),
        _ => return None,
    };
    Some(Proposal {
        changes: vec![Change { cell, new }],
        safe,
        rules: vec![finding.rule.clone()],
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

fn correction(form: &Form, changes: &[Change]) -> Bilingual {
    let one = |change: &Change| format!("{} = {}", labels(form, change.cell), change.new);
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
    Bilingual::new(
        format!("{labels} 写作 {new}"),
        format!("write {labels} as {new}"),
    )
}

fn labels(form: &Form, cell: CellId) -> String {
    let (row, column) = (form.row_of(cell), form.column_of(cell));
    format!("“{}”“{}”", row.label.text, column.label.text)
}
