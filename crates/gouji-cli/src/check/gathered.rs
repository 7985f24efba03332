//! What of a checked report other reports need, and what lists and stores take of it.

use gouji_audit::peers::Letters;
use gouji_audit::result::{BlockedRow, CellRow, FindingRow, HeldRow, PassageRow, SuspectRow};
use gouji_audit::{LeftOut, PackedReport, Published};
use gouji_config::Withheld;
use gouji_model::{Figure, Finding, FormId, Period};
use gouji_render::{BetweenReports, Checked, Counts};

use super::digests::Digests;
use super::prose::Prose;
use super::read_before::ReadBefore;

/// What of a checked report other reports need.
#[derive(Debug)]
pub(crate) struct Gathered {
    /// Its path, of a member of an archive within it.
    pub path: String,
    /// Which of the reports of that path it is.
    pub ordinal: usize,
    /// Its form.
    pub form: FormId,
    /// Its year.
    pub year: Option<i32>,
    /// The period it speaks of.
    pub period: Option<Period>,
    /// Its organ.
    pub organization: Option<String>,
    /// Its cells and what limits them.
    pub kept: PackedReport,
    /// Its sections, where it was read now.
    pub prose: Prose,
    /// The letters of those that are compared with others, where it was read now: [`Letters::laid`].
    pub letters: Vec<u8>,
    /// When it was published.
    pub published: Option<Published>,
    /// What tells its document from others.
    pub digests: Digests,
    /// How much was found.
    pub counts: Counts,
    /// How far off each finding is, where it compares figures.
    pub sizes: Vec<Figure>,
    /// What was found, as rows.
    pub findings: Vec<FindingRow>,
    /// What could not be checked, as rows.
    pub blocked: Vec<BlockedRow>,
    /// What was found and is held back because it was accepted, as rows.
    pub hidden: Vec<HeldRow>,
    /// The number under which what was read of it lies in the cache; its prose is not here then.
    pub read_at: Option<i64>,
    /// The number under which its texts lie there.
    pub shown_at: Option<i64>,
    /// Whether what must add up in the forms had a say in how its file was read.
    pub is_proved: bool,
    /// What it is shown with once more, where it can be without its file being read as one.
    pub rest: Option<Rest>,
}

/// What a report is shown with once more without its file being read as one.
#[derive(Debug)]
pub(crate) struct Rest {
    /// What is not among its cells and sections, where it does not lie in the cache.
    pub left_out: Option<LeftOut>,
    /// Whether its file is a text, in which places are.
    pub is_text: bool,
    /// The names of its file's sheets.
    pub sheets: Vec<String>,
    /// How many relations were checked in it, where nothing was found and nothing blocked.
    pub in_order: Option<usize>,
}

/// What is known of a report beside what was checked.
#[derive(Clone, Copy)]
pub(super) struct Beside<'b> {
    /// When it was published.
    pub published: Option<Published>,
    /// What tells its document from others.
    pub digests: &'b Digests,
    /// Whether its file is a text.
    pub is_text: bool,
    /// How many relations were checked in it, where nothing was found and nothing blocked.
    pub in_order: Option<usize>,
    /// What is known of it, where it was read before.
    pub before: Option<&'b ReadBefore>,
}

impl Gathered {
    /// What a checked report has.
    pub(super) fn of(checked: &Checked<'_>, beside: Beside<'_>, ordinal: usize) -> Self {
        let report = checked.report;
        let (findings, blocked) = rows(checked);
        let kept = match beside.before {
            Some(before) => before.kept.clone(),
            None => PackedReport::of(report),
        };
        let left_out = match beside.before {
            Some(_) => None,
            None => Some(LeftOut::of(report, &kept)),
        };
        // What was read before was put together of what is kept.
        let is_kept = left_out.as_ref().is_none_or(Option::is_some);
        let rest = is_kept.then(|| Rest {
            left_out: left_out.flatten(),
            is_text: beside.is_text,
            sheets: checked.places.sheets.to_vec(),
            in_order: beside.in_order,
        });
        Self {
            path: checked.path.to_owned(),
            ordinal,
            form: report.form.clone(),
            year: report.year,
            period: report.period,
            organization: report.organization.clone(),
            kept,
            prose: match beside.before {
                Some(_) => Prose::default(),
                None => Prose::of(report),
            },
            letters: match beside.before {
                Some(_) => Vec::new(),
                None => letters_of(checked),
            },
            published: beside.published,
            digests: beside.digests.clone(),
            counts: checked.counts(),
            sizes: checked.findings.iter().map(size).collect(),
            findings,
            blocked,
            hidden: Vec::new(),
            read_at: beside.before.map(|before| before.number),
            shown_at: None,
            is_proved: false,
            rest,
        }
    }

    /// About how many bytes it takes.
    pub(super) fn weight(&self) -> usize {
        let rows = (self.findings.len() + self.blocked.len() + self.hidden.len()) * 512;
        let rest = self.rest.iter();
        let rest = rest.filter_map(|rest| rest.left_out.as_ref());
        let rest: usize = rest.map(|left_out| left_out.as_bytes().len()).sum();
        size_of::<Self>()
            + self.kept.cells.as_bytes().len()
            + self.letters.len()
            + self.prose.as_bytes().len()
            + rest
            + rows
    }
}

/// The letters of the sections of a report that are compared with others.
fn letters_of(checked: &Checked<'_>) -> Vec<u8> {
    let sections = checked.report.sections.iter();
    let sections = sections.map(|one| (one.id.as_str(), one.text.as_str()));
    Letters::laid(checked.pack, sections)
}

/// How far off a finding is.
fn size(finding: &Finding) -> Figure {
    let equation = finding.equation.as_ref();
    let by = equation.and_then(|one| one.left_sum.checked_sub(one.right_sum));
    by.map_or(Figure::ZERO, |by| {
        if by.is_negative() { by.negated() } else { by }
    })
}

/// What stands for the path of a file where it is masked: no file can hold its own.
pub(crate) fn mask_of(content: &str) -> String {
    format!("gouji-path-of-{content}")
}

/// What is held back because it was accepted, as rows.
pub(crate) fn hidden_rows(held: &Withheld) -> Vec<HeldRow> {
    let hidden = held.hidden.iter();
    let hidden = hidden.map(|hidden| HeldRow {
        identity: hidden.identity.to_string(),
        rule: hidden.rule.clone(),
        at: hidden.at.clone(),
        ..HeldRow::default()
    });
    hidden.collect()
}

/// What was found in a report and what could not be checked, as rows of lists.
pub(crate) fn rows(checked: &Checked<'_>) -> (Vec<FindingRow>, Vec<BlockedRow>) {
    let findings = checked.findings.iter();
    let findings = findings.map(|finding| row(checked, finding)).collect();
    let blocked = checked.blocked.iter().map(|blocked| BlockedRow {
        report: None,
        unit: None,
        rule: blocked.rule.clone(),
        at: blocked.at.clone(),
        reason: blocked.reason.get(checked.language).to_owned(),
    });
    (findings, blocked.collect())
}

fn row(checked: &Checked<'_>, finding: &Finding) -> FindingRow {
    let beyond = checked.other_reports.findings.get(&finding.identity);
    let suspects = match beyond.and_then(|beyond| beyond.suspects.as_ref()) {
        Some(suspects) => suspects
            .iter()
            .map(|one| SuspectRow {
                file: one.file.clone(),
                organization: one.organization.clone(),
                year: one.year,
                id: one.id.clone(),
                suggested: one.suggested.clone(),
                is_certain: one.is_certain,
                ..SuspectRow::default()
            })
            .collect(),
        None => own_suspects(checked, finding),
    };
    FindingRow {
        report: None,
        unit: None,
        year: checked.report.year,
        identity: finding.identity.to_string(),
        rule: finding.rule.clone(),
        at: finding.at.clone(),
        severity: finding.severity,
        message: checked.message_of(finding),
        labels: labels(checked, finding),
        place: checked.place_shown(finding),
        cells: cells(checked, finding),
        suspects,
        passages: beyond.map(passages).unwrap_or_default(),
        ..FindingRow::default()
    }
}

fn passages(beyond: &BetweenReports) -> Vec<PassageRow> {
    let passages = beyond.passages.iter();
    let rows = passages.map(|one| PassageRow {
        file: one.file.clone(),
        report: None,
        texts: one.texts(),
    });
    rows.collect()
}

fn own_suspects(checked: &Checked<'_>, finding: &Finding) -> Vec<SuspectRow> {
    let primary = finding.suspects.iter().filter(|one| one.is_primary());
    // What is less likely than another is still a way that it may have been.
    let is_certain = finding
        .suspects
        .iter()
        .all(|one| one.rank == 0 && one.unchecked == 0);
    let suspects = primary.map(|one| {
        let prior = checked.prior.as_ref().filter(|_| one.cell.prior);
        SuspectRow {
            file: Some(prior.map_or(checked.path, |prior| prior.path).to_owned()),
            organization: checked.report.organization.clone(),
            year: prior.map_or(checked.report.year, |prior| prior.report.year),
            id: checked.address_of(one.cell),
            suggested: one.suggested.to_string(),
            is_certain,
            ..SuspectRow::default()
        }
    });
    suspects.collect()
}

/// The official labels of where a finding stands.
fn labels(checked: &Checked<'_>, finding: &Finding) -> Vec<String> {
    let form = &checked.pack.form;
    if let Some(cell) = finding.cells.iter().find(|cell| !cell.prior) {
        let table = form.table_of(cell.cell).title.get(checked.language);
        return vec![
            table.to_owned(),
            form.row_name(cell.cell).into_owned(),
            form.column_name(cell.cell).into_owned(),
        ];
    }
    let at = finding.at.as_deref().unwrap_or_default();
    let section = form.sections.iter().find(|section| section.id == at);
    section
        .map(|section| section.title.text.clone())
        .into_iter()
        .collect()
}

fn cells(checked: &Checked<'_>, finding: &Finding) -> Vec<CellRow> {
    let own = finding.cells.iter().map(|evidence| {
        let prior = checked.prior.as_ref().filter(|_| evidence.prior);
        let (report, places) = match prior {
            Some(prior) => (prior.report, prior.places),
            None => (checked.report, checked.places),
        };
        let cell = report.cell(evidence.cell);
        let place = cell.map(|cell| places.shown(cell.place, checked.language));
        CellRow {
            file: prior.map(|prior| prior.path.to_owned()),
            id: checked.address_of(*evidence),
            text: cell
                .map(|cell| cell.text().into_owned())
                .unwrap_or_default(),
            place: place.unwrap_or_default(),
            ..CellRow::default()
        }
    });
    let beyond = checked.other_reports.findings.get(&finding.identity);
    let far = beyond.into_iter().flat_map(|beyond| &beyond.cells);
    let far = far.map(|cell| CellRow {
        file: Some(cell.file.clone()),
        id: cell.id.clone(),
        text: cell.text.clone(),
        ..CellRow::default()
    });
    own.chain(far).collect()
}
