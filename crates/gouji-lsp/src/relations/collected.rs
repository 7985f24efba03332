//! What of a file's reports others need, as the file is on the disk.

use std::fs;
use std::path::Path;
use std::sync::Arc;

use gouji_audit::{Entry, PackedReport, Published, SectionText};
use gouji_lint::Linter;
use gouji_model::{Period, Report};
use gouji_rule::Pack;

use crate::project::Projects;

/// The largest file looked at, in bytes: no report that is text is as large.
const LARGEST: u64 = 8 << 20;

/// What of a report others need.
#[derive(Clone, Debug)]
pub(super) struct Collected {
    /// Which of the reports of its file it is.
    pub ordinal: usize,
    pub pack: Arc<Pack>,
    pub kept: Arc<PackedReport>,
    /// Its sections by their ids.
    pub sections: Arc<[(String, SectionText)]>,
    pub organization: Option<Box<str>>,
    year: Option<i32>,
    period: Option<Period>,
    published: Option<Published>,
}

impl Collected {
    fn of(report: &Report, pack: &Arc<Pack>, ordinal: usize, page: &str) -> Self {
        let sections = report.sections.iter().map(|section| {
            let (title, text) = (section.title.clone(), section.text.clone());
            (section.id.clone(), SectionText { title, text })
        });
        Self {
            ordinal,
            pack: Arc::clone(pack),
            kept: Arc::new(PackedReport::of(report)),
            sections: sections.collect(),
            organization: report.organization.as_deref().map(Into::into),
            year: report.year,
            period: report.period,
            published: Published::of(pack, report, page),
        }
    }

    /// What is known of it without looking at it.
    pub(super) fn entry(&self, pack: usize) -> Entry {
        Entry {
            pack,
            year: self.year,
            period: self.period,
            unit: None,
            published: self.published,
        }
    }
}

/// The text of a file on the disk; nothing where it is no text the server reads.
pub(super) fn text_of(path: &Path) -> Option<String> {
    let length = fs::metadata(path).ok()?.len();
    let bytes = (length <= LARGEST).then(|| fs::read(path).ok())??;
    let text = String::from_utf8(bytes).ok()?;
    // Editors show no mark of the byte order.
    Some(text.strip_prefix('\u{feff}').unwrap_or(&text).to_owned())
}

/// The reports of a file; none where it has none, or cannot be checked.
pub(super) fn collected(path: &Path, projects: &mut Projects) -> Vec<Collected> {
    let Some(text) = text_of(path) else {
        return Vec::new();
    };
    let project = projects.of(path.to_owned());
    match project.trouble() {
        Some(_) => Vec::new(),
        None => of_text(&project.linter, &text),
    }
}

fn of_text(linter: &Linter, text: &str) -> Vec<Collected> {
    let Ok(opened) = linter.open(text.as_bytes()) else {
        return Vec::new();
    };
    let reports = opened.reports.iter().filter_map(|report| {
        // The pack of the form as it is written: rows that a report adds make another.
        let pack = linter.packs().pack(&report.form)?;
        Some((report, pack))
    });
    let reports = reports.enumerate();
    reports
        .map(|(ordinal, (report, pack))| Collected::of(report, pack, ordinal, opened.source.text()))
        .collect()
}
