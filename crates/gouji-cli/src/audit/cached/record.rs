//! What a file came to, as bytes. Paths are stored without that of the file, so that a copy elsewhere is
//! the same.

use std::borrow::Cow;

use gouji_audit::PackedReport;
use gouji_audit::result::{BlockedRow, FindingRow, HeldRow};
use gouji_config::StoredWithheld;
use gouji_model::{Figure, FormId};
use gouji_render::{Counts, Failure as Failed};
use gouji_store::{Cache, PartColumn, Record, ReportPart};
use serde::{Deserialize, Serialize};

use super::read::{
    PriorNotes, ReadRecord, ReadReport, below, failed, message, passed, passed_over,
};
use crate::audit::mark::in_json;
use crate::check::{Checker, Gathered, Prose, Rest, Verdict, mask_of};

/// What a file as a whole came to.
#[derive(Serialize, Deserialize)]
struct Head<'r> {
    reports: Vec<ReportHead<'r>>,
    count: usize,
    fails: bool,
    counts: Counts,
    held: Vec<StoredWithheld>,
    failures: Vec<PriorNotes>,
    without_rules: Vec<PriorNotes>,
    remarks: Vec<PriorNotes>,
    /// Why it was passed over, by its number.
    passed: Option<usize>,
}

/// What one report of it came to.
#[derive(Serialize, Deserialize)]
struct ReportHead<'r> {
    counts: Counts,
    /// Digits and decimal places.
    sizes: Vec<(i128, u8)>,
    findings: Cow<'r, [FindingRow]>,
    blocked: Cow<'r, [BlockedRow]>,
    hidden: Cow<'r, [HeldRow]>,
    /// How many relations were checked in it, where nothing was found and nothing blocked.
    in_order: Option<usize>,
}

/// What a file came to, as bytes.
pub(in crate::audit) struct Packed {
    head: Vec<u8>,
    /// The texts of each report.
    texts: Vec<Vec<u8>>,
}

impl Packed {
    /// Packs it; nothing where it cannot be understood without other files.
    pub(super) fn of(verdict: &Verdict, path: &str) -> Option<Self> {
        let messages = |all: &[Failed]| -> Option<Vec<PriorNotes>> {
            all.iter().map(|one| message(one, path)).collect()
        };
        let reports = verdict.gathered.iter().map(|one| of_report(one, path));
        let held = verdict.held.iter().map(gouji_config::Withheld::to_store);
        let head = Head {
            reports: reports.collect::<Option<_>>()?,
            count: verdict.reports,
            fails: verdict.fails,
            counts: verdict.counts,
            held: held.collect::<Option<_>>()?,
            failures: messages(&verdict.failures)?,
            without_rules: messages(&verdict.without_rules)?,
            remarks: messages(&verdict.remarks)?,
            passed: passed(verdict)?,
        };
        let texts = verdict.texts.iter().take(verdict.gathered.len());
        let texts = texts.map(|texts| {
            let room: usize = texts.iter().map(|text| text.len() + 8).sum();
            postcard::to_extend(texts, Vec::with_capacity(room + 8)).ok()
        });
        Some(Self {
            head: postcard::to_allocvec(&head).ok()?,
            texts: texts.collect::<Option<_>>()?,
        })
    }

    /// What was reported about the file as a whole.
    pub(super) fn head(&self) -> &[u8] {
        &self.head
    }

    /// How its reports are shown.
    pub(super) fn parts(&self) -> Vec<ReportPart<'_>> {
        let texts = self.texts.iter();
        let parts = texts.map(|shown| ReportPart {
            shown,
            ..ReportPart::default()
        });
        parts.collect()
    }
}

fn of_report<'r>(gathered: &'r Gathered, path: &str) -> Option<ReportHead<'r>> {
    let mut findings = Cow::Borrowed(gathered.findings.as_slice());
    if findings.iter().any(|row| !row.suspects.is_empty()) {
        let own = findings.to_mut().iter_mut();
        for suspect in own.flat_map(|row| &mut row.suspects) {
            if let Some(file) = &mut suspect.file {
                *file = below(file, path)?;
            }
        }
    }
    let sizes = gathered.sizes.iter().map(|figure| {
        let scale = figure.scale();
        Some((figure.at_scale(scale)?, scale))
    });
    Some(ReportHead {
        counts: gathered.counts,
        sizes: sizes.collect::<Option<_>>()?,
        findings,
        blocked: Cow::Borrowed(&gathered.blocked),
        hidden: Cow::Borrowed(&gathered.hidden),
        in_order: gathered.rest.as_ref().and_then(|rest| rest.in_order),
    })
}

/// What is known of a file, under the path it has now; nothing where it is damaged.
pub(super) fn unpacked(
    cache: &Cache,
    (record, read): (&Record, ReadRecord),
    checker: &Checker<'_>,
    path: &str,
) -> Option<Verdict> {
    let head: Head = postcard::from_bytes(&record.head).ok()?;
    let messages = |all: Vec<PriorNotes>| -> Vec<Failed> {
        all.into_iter().map(|one| failed(one, path)).collect()
    };
    let mut gathered = Vec::new();
    let mut texts = Vec::new();
    let mut read = read.reports();
    for (shown_at, report) in (record.first_part..).zip(head.reports) {
        if !checker.formats.is_empty() {
            // It is read again when it is shown; by then it must be known to be whole.
            cache.part(shown_at, PartColumn::Shown)?;
        }
        let (read_at, read) = read.next()?;
        let figures = cache.part(read_at, PartColumn::Figures)?;
        let gathered_one = report.unpacked(read, path, &figures)?;
        gathered.push(Gathered {
            read_at: Some(read_at),
            shown_at: Some(shown_at),
            ..gathered_one
        });
        texts.push(Vec::new());
    }
    let held = head.held.into_iter();
    Some(Verdict {
        texts,
        gathered,
        reports: head.count,
        counts: head.counts,
        fails: head.fails,
        held: held.map(|held| checker.settings.held(held)).collect(),
        failures: messages(head.failures),
        without_rules: messages(head.without_rules),
        remarks: messages(head.remarks),
        passed: match head.passed {
            None => None,
            Some(why) => Some(passed_over(why, path)?),
        },
        ..Verdict::default()
    })
}

impl ReportHead<'_> {
    fn unpacked(self, read: ReadReport, path: &str, figures: &[u8]) -> Option<Gathered> {
        let mut findings = self.findings.into_owned();
        for suspect in findings.iter_mut().flat_map(|row| &mut row.suspects) {
            if let Some(file) = &mut suspect.file {
                file.insert_str(0, path);
            }
        }
        let sizes = self.sizes.into_iter();
        let published = read.published();
        Some(Gathered {
            path: format!("{path}{}", read.path),
            ordinal: read.ordinal,
            form: FormId(read.form),
            year: read.year,
            period: match read.period {
                Some(period) => Some(period.parse().ok()?),
                None => None,
            },
            organization: read.organization,
            kept: PackedReport::from_bytes(figures)?,
            prose: Prose::default(),
            letters: Vec::new(),
            published,
            digests: read.digests,
            counts: self.counts,
            sizes: sizes
                .map(|(digits, scale)| Figure::new(digits, scale))
                .collect(),
            findings,
            blocked: self.blocked.into_owned(),
            hidden: self.hidden.into_owned(),
            read_at: None,
            shown_at: None,
            is_proved: false,
            rest: read.whole.map(|(is_text, sheets)| Rest {
                left_out: None,
                is_text,
                sheets,
                in_order: self.in_order,
            }),
        })
    }
}

/// A rendered text with the path in place of its mask, as JSON writes it.
pub(in crate::audit) fn unmasked(text: &str, content: &str, path: &str) -> String {
    text.replace(&mask_of(content), &in_json(path))
}
