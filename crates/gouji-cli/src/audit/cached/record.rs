//! What a file came to, as bytes. Paths are stored without that of the file, so that a copy elsewhere is
//! the same.

use gouji_audit::result::{BlockedRow, FindingRow, HeldRow};
use gouji_audit::{PackedReport, Published};
use gouji_config::StoredWithheld;
use gouji_model::{Date, Figure, FormId};
use gouji_render::{Counts, Failure as Failed};
use gouji_store::{Cache, Key, PartColumn, Record, ReportPart, StoreError};
use serde::{Deserialize, Serialize};

use crate::audit::mark::in_json;
use crate::check::{Checker, Gathered, Verdict, mask_of};
use crate::passed::{Passed, Why};

/// A path without that of the file, and what is reported about it.
type PriorNotes = (String, String);

/// What a file as a whole came to.
#[derive(Serialize, Deserialize)]
struct Head {
    reports: Vec<ReportHead>,
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
struct ReportHead {
    path: String,
    ordinal: usize,
    form: String,
    year: Option<i32>,
    period: Option<String>,
    organization: Option<String>,
    /// Year, month and day, and whether only the signature says so.
    published: Option<(i32, u8, u8, bool)>,
    content: String,
    counts: Counts,
    /// Digits and decimal places.
    sizes: Vec<(i128, u8)>,
    findings: Vec<FindingRow>,
    blocked: Vec<BlockedRow>,
    hidden: Vec<HeldRow>,
}

/// What a file came to, as bytes.
pub(in crate::audit) struct Packed {
    head: Vec<u8>,
    /// Figures, texts and prose of each report.
    parts: Vec<[Vec<u8>; 3]>,
}

impl Packed {
    /// Packs it; nothing where it cannot be understood without other files.
    pub(super) fn of(verdict: &Verdict, path: &str) -> Option<Self> {
        let message = |all: &[Failed]| -> Option<Vec<PriorNotes>> {
            let one = |failed: &Failed| Some((below(&failed.path, path)?, failed.why.clone()));
            all.iter().map(one).collect()
        };
        let passed = match &verdict.passed {
            None => None,
            Some(passed) => Some(Why::ALL.iter().position(|why| *why == passed.why)?),
        };
        let reports = verdict.gathered.iter().map(|one| of_report(one, path));
        let held = verdict.held.iter().map(gouji_config::Withheld::to_store);
        let head = Head {
            reports: reports.collect::<Option<_>>()?,
            count: verdict.reports,
            fails: verdict.fails,
            counts: verdict.counts,
            held: held.collect::<Option<_>>()?,
            failures: message(&verdict.failures)?,
            without_rules: message(&verdict.without_rules)?,
            remarks: message(&verdict.remarks)?,
            passed,
        };
        let parts = verdict.gathered.iter().zip(&verdict.texts);
        let parts = parts.map(|(gathered, texts)| {
            let figures = gathered.kept.to_bytes();
            let prose = postcard::to_allocvec(&gathered.sections).ok()?;
            Some([figures, postcard::to_allocvec(texts).ok()?, prose])
        });
        Some(Self {
            head: postcard::to_allocvec(&head).ok()?,
            parts: parts.collect::<Option<_>>()?,
        })
    }

    /// Puts it into the cache; returns the number of its first part.
    pub(super) fn put(&self, cache: &Cache, key: &Key) -> Result<i64, StoreError> {
        let parts = self.parts.iter().map(|[figures, shown, prose]| ReportPart {
            figures,
            shown,
            prose,
        });
        let parts: Vec<ReportPart<'_>> = parts.collect();
        cache.put(key, &self.head, &parts)
    }
}

fn of_report(gathered: &Gathered, path: &str) -> Option<ReportHead> {
    let mut findings = gathered.findings.clone();
    for suspect in findings.iter_mut().flat_map(|row| &mut row.suspects) {
        if let Some(file) = &mut suspect.file {
            *file = below(file, path)?;
        }
    }
    let sizes = gathered.sizes.iter().map(|figure| {
        let scale = figure.scale();
        Some((figure.at_scale(scale)?, scale))
    });
    Some(ReportHead {
        path: below(&gathered.path, path)?,
        ordinal: gathered.ordinal,
        form: gathered.form.0.clone(),
        year: gathered.year,
        period: gathered.period.map(|period| period.to_string()),
        organization: gathered.organization.clone(),
        published: gathered.published.map(|published| {
            let Date { year, month, day } = published.day;
            (year, month, day, published.is_signature)
        }),
        content: gathered.content.clone(),
        counts: gathered.counts,
        sizes: sizes.collect::<Option<_>>()?,
        findings,
        blocked: gathered.blocked.clone(),
        hidden: gathered.hidden.clone(),
    })
}

/// A path without that of the file it is in.
fn below(path: &str, file: &str) -> Option<String> {
    path.strip_prefix(file).map(str::to_owned)
}

/// What is known of a file, under the path it has now; nothing where it is damaged.
pub(super) fn unpacked(
    cache: &Cache,
    record: &Record,
    checker: &Checker<'_>,
    path: &str,
) -> Option<Verdict> {
    let head: Head = postcard::from_bytes(&record.head).ok()?;
    let message = |all: Vec<PriorNotes>| -> Vec<Failed> {
        let all = all.into_iter();
        all.map(|(below, why)| Failed {
            path: format!("{path}{below}"),
            why,
        })
        .collect()
    };
    let mut gathered = Vec::new();
    let mut texts = Vec::new();
    for (number, report) in (record.first_part..).zip(head.reports) {
        if !checker.formats.is_empty() {
            // It is read again when it is shown; by then it must be known to be whole.
            cache.part(number, PartColumn::Shown)?;
        }
        let figures = cache.part(number, PartColumn::Figures)?;
        gathered.push(report.unpacked(path, &figures, number)?);
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
        failures: message(head.failures),
        without_rules: message(head.without_rules),
        remarks: message(head.remarks),
        passed: match head.passed {
            None => None,
            Some(why) => Some(Passed {
                path: path.to_owned(),
                why: *Why::ALL.get(why)?,
            }),
        },
        ..Verdict::default()
    })
}

impl ReportHead {
    fn unpacked(self, path: &str, figures: &[u8], number: i64) -> Option<Gathered> {
        let mut findings = self.findings;
        for suspect in findings.iter_mut().flat_map(|row| &mut row.suspects) {
            if let Some(file) = &mut suspect.file {
                file.insert_str(0, path);
            }
        }
        let sizes = self.sizes.into_iter();
        Some(Gathered {
            path: format!("{path}{}", self.path),
            ordinal: self.ordinal,
            form: FormId(self.form),
            year: self.year,
            period: match self.period {
                Some(period) => Some(period.parse().ok()?),
                None => None,
            },
            organization: self.organization,
            kept: PackedReport::from_bytes(figures)?,
            sections: Vec::new(),
            published: self
                .published
                .map(|(year, month, day, is_signature)| Published {
                    day: Date { year, month, day },
                    is_signature,
                }),
            content: self.content,
            counts: self.counts,
            sizes: sizes
                .map(|(digits, scale)| Figure::new(digits, scale))
                .collect(),
            findings,
            blocked: self.blocked,
            hidden: self.hidden,
            cached: Some(number),
            rest: None,
        })
    }
}

/// A rendered text with the path in place of its mask, as JSON writes it.
pub(in crate::audit) fn unmasked(text: &str, content: &str, path: &str) -> String {
    text.replace(&mask_of(content), &in_json(path))
}
