//! What was read of a file, as bytes: its reports whole, whatever rules say of them. Paths are stored without
//! that of the file, so that a copy elsewhere is the same.

use gouji_audit::{LeftOut, PackedReport, Published};
use gouji_lint::Linter;
use gouji_model::{Date, FormId, Report};
use gouji_render::Failure as Failed;
use gouji_store::{Cache, PartColumn, Record, ReportPart};
use serde::{Deserialize, Serialize};

use crate::check::{
    Checker, Digests, Gathered, Openings, Prose, ReadBefore, ReadItem, Shown, Verdict,
};
use crate::passed::{Passed, Why};

/// A path without that of the file, and what is reported about it.
pub(super) type PriorNotes = (String, String);

/// What was read of a file as a whole.
#[derive(Serialize, Deserialize)]
struct Head {
    items: Vec<Item>,
    /// Why it was passed over, by its number.
    passed: Option<usize>,
}

/// What was read of a file, or of what is in it.
#[derive(Serialize, Deserialize)]
enum Item {
    Report(Box<ReadReport>),
    Unread(PriorNotes),
    Remark(PriorNotes),
}

/// What is known of a report beside its figures, its prose and its places.
#[derive(Serialize, Deserialize)]
pub(super) struct ReadReport {
    pub path: String,
    pub ordinal: usize,
    pub form: String,
    pub year: Option<i32>,
    pub period: Option<String>,
    pub organization: Option<String>,
    /// Year, month and day, and whether only the signature says so.
    published: Option<(i32, u8, u8, bool)>,
    pub digests: Digests,
    /// Whether its file is a text, and the names of its sheets, where it can be put together again.
    pub whole: Option<(bool, Vec<String>)>,
}

/// What was read of a file, as bytes.
pub(in crate::audit) struct PackedRead {
    head: Vec<u8>,
    /// The figures of each report.
    figures: Vec<Vec<u8>>,
}

/// What was read of a file, as it lies in the cache.
pub(super) struct ReadRecord {
    head: Head,
    /// The number of the part of its first report; the others follow.
    pub first_part: i64,
}

impl PackedRead {
    /// Packs it; nothing where it cannot be understood without other files.
    pub(super) fn of(verdict: &Verdict, path: &str) -> Option<Self> {
        let mut gathered = verdict.gathered.iter();
        let items = verdict.read.iter().map(|item| {
            Some(match item {
                ReadItem::Report => Item::Report(Box::new(ReadReport::of(gathered.next()?, path)?)),
                ReadItem::Unread(failed) => Item::Unread(message(failed, path)?),
                ReadItem::Remark(remark) => Item::Remark(message(remark, path)?),
            })
        });
        let head = Head {
            items: items.collect::<Option<_>>()?,
            passed: passed(verdict)?,
        };
        let gathered = verdict.gathered.iter();
        Some(Self {
            head: postcard::to_allocvec(&head).ok()?,
            figures: gathered.map(|one| one.kept.to_bytes()).collect(),
        })
    }

    /// What was reported about the file as a whole.
    pub(super) fn head(&self) -> &[u8] {
        &self.head
    }

    /// Its reports, of which the verdict has the rest.
    pub(super) fn parts<'p>(&'p self, verdict: &'p Verdict) -> Vec<ReportPart<'p>> {
        let parts = self.figures.iter().zip(&verdict.gathered);
        let parts = parts.map(|(figures, gathered)| {
            let rest = gathered.rest.as_ref();
            let left_out = rest.and_then(|rest| rest.left_out.as_ref());
            ReportPart {
                figures,
                prose: gathered.prose.as_bytes(),
                rest: left_out.map(LeftOut::as_bytes).unwrap_or_default(),
                ..ReportPart::default()
            }
        });
        parts.collect()
    }
}

impl ReadReport {
    fn of(gathered: &Gathered, path: &str) -> Option<Self> {
        Some(Self {
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
            digests: gathered.digests.clone(),
            whole: (gathered.rest.as_ref()).map(|rest| (rest.is_text, rest.sheets.clone())),
        })
    }

    /// When it was published.
    pub(super) fn published(&self) -> Option<Published> {
        self.published
            .map(|(year, month, day, is_signature)| Published {
                day: Date { year, month, day },
                is_signature,
            })
    }
}

impl ReadRecord {
    /// What lies in a record; nothing where it is damaged.
    pub(super) fn of(record: &Record) -> Option<Self> {
        Some(Self {
            head: postcard::from_bytes(&record.head).ok()?,
            first_part: record.first_part,
        })
    }

    /// Its reports, each with the number of its part.
    pub(super) fn reports(self) -> impl Iterator<Item = (i64, ReadReport)> {
        let items = self.head.items.into_iter();
        let reports = items.filter_map(|item| match item {
            Item::Report(report) => Some(*report),
            _ => None,
        });
        (self.first_part..).zip(reports)
    }

    /// What it comes to under the path it has now; nothing where a report cannot be put together again, or its
    /// file is needed and is not what it was.
    pub(super) fn checked(
        self,
        cache: &Cache,
        checker: &Checker<'_>,
        path: &str,
    ) -> Option<Verdict> {
        let mut verdict = Verdict::default();
        let mut number = self.first_part;
        let mut openings = Openings::default();
        for item in self.head.items {
            match item {
                Item::Report(read) => {
                    let (report, before) = read.put_together(cache, checker.linter, number)?;
                    let (_, sheets) = read.whole.as_ref()?;
                    let shown = format!("{path}{}", read.path);
                    let at = Shown {
                        path: &shown,
                        sheets,
                        openings: &mut openings,
                    };
                    checker.report_read_before((&report, &before), at, &mut verdict)?;
                    number += 1;
                }
                Item::Unread(unread) => verdict.unread(failed(unread, path)),
                Item::Remark(remark) => verdict.remark(failed(remark, path)),
            }
        }
        verdict.passed = match self.head.passed {
            None => None,
            Some(why) => Some(passed_over(why, path)?),
        };
        Some(verdict)
    }
}

impl ReadReport {
    /// The report itself, with every place in it.
    fn put_together(
        &self,
        cache: &Cache,
        linter: &Linter,
        number: i64,
    ) -> Option<(Report, ReadBefore)> {
        let (is_text, _) = self.whole.as_ref()?;
        let pack = linter.packs().pack(&FormId(self.form.clone()))?;
        let kept = PackedReport::from_bytes(&cache.part(number, PartColumn::Figures)?)?;
        let left_out = LeftOut::from_bytes(cache.part(number, PartColumn::Rest)?);
        let prose = Prose::from_bytes(cache.part(number, PartColumn::Prose)?);
        let report = left_out.report(&kept, &pack.form, prose.sections()?)?;
        let before = ReadBefore {
            digests: self.digests.clone(),
            is_text: *is_text,
            published: self.published(),
            kept,
            number,
        };
        Some((report, before))
    }
}

/// A path without that of the file it is in.
pub(super) fn below(path: &str, file: &str) -> Option<String> {
    path.strip_prefix(file).map(str::to_owned)
}

/// What is reported, without the path of the file.
pub(super) fn message(failed: &Failed, path: &str) -> Option<PriorNotes> {
    Some((below(&failed.path, path)?, failed.why.clone()))
}

/// What was reported, under the path that the file has now.
pub(super) fn failed((below, why): PriorNotes, path: &str) -> Failed {
    Failed {
        path: format!("{path}{below}"),
        why,
    }
}

/// Why a file was passed over, by its number.
pub(super) fn passed(verdict: &Verdict) -> Option<Option<usize>> {
    Some(match &verdict.passed {
        None => None,
        Some(passed) => Some(Why::ALL.iter().position(|why| *why == passed.why)?),
    })
}

/// A file that was passed over for a reason of that number.
pub(super) fn passed_over(why: usize, path: &str) -> Option<Passed> {
    Some(Passed {
        path: path.to_owned(),
        why: *Why::ALL.get(why)?,
    })
}
