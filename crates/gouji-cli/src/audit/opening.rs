//! Files of reports, opened again.

use std::collections::VecDeque;
use std::sync::{Arc, Mutex, PoisonError};

use gouji_audit::RunReports as _;
use gouji_check::Outcome;
use gouji_document::{Location, Source};
use gouji_model::{Bilingual, Cell, Language, Languages, Report, SourceRange};

use super::noted::{Noted, Notes};
use crate::check::{Checker, Digests};
use crate::reread;

/// How much is held of the files that were opened last: those of one year and region lie beside each other,
/// and each is asked for by several others.
const HELD: usize = 1 << 19;
/// How much a file may be of that.
const LARGEST: usize = 3 * HELD / 8;

/// A file that was opened again.
pub(super) struct File {
    path: Box<str>,
    digests: Digests,
    /// Where that with which it was read lies: files have settings of their own.
    linter: usize,
    bytes: Vec<u8>,
    source: Source<'static>,
    /// Its reports, as far as they were asked for, by which of the file's they are.
    reports: Vec<(usize, Arc<Report>)>,
    sheets: Vec<String>,
    /// Of the one report that it has here, how many relations were checked by itself, where nothing was found
    /// and nothing blocked.
    in_order: Option<usize>,
}

impl File {
    /// About how many bytes it takes.
    fn weight(&self) -> usize {
        let report = |(_, report): &(usize, Arc<Report>)| {
            let texts = report.sections.iter().map(|section| section.text.len());
            report.cells.len() * size_of::<Option<Cell>>() + texts.sum::<usize>()
        };
        let reports = self.reports.iter().map(report);
        self.bytes.len() + self.source.text().len() + reports.sum::<usize>()
    }

    fn report(&self, ordinal: usize) -> Option<Arc<Report>> {
        let mut reports = self.reports.iter();
        let found = reports.find(|(number, _)| *number == ordinal);
        found.map(|(_, report)| Arc::clone(report))
    }
}

/// A report of a file that was opened again.
pub(super) struct FileReport {
    file: Arc<File>,
    report: Arc<Report>,
    /// Its path as it is shown: there may be a mark in place of it.
    shown: String,
}

impl FileReport {
    pub(super) fn path(&self) -> &str {
        &self.file.path
    }

    /// Its path as it is shown, or the mark in place of it.
    pub(super) fn shown_path(&self) -> &str {
        &self.shown
    }

    pub(super) fn bytes(&self) -> &[u8] {
        &self.file.bytes
    }

    pub(super) fn report(&self) -> &Report {
        &self.report
    }

    pub(super) fn sheets(&self) -> &[String] {
        &self.file.sheets
    }

    /// What it came to by itself, where that is nothing and known.
    pub(super) fn in_order(&self, language: Language) -> Option<Outcome> {
        Some(Outcome {
            evaluated: self.file.in_order?,
            languages: Languages::One(language),
            ..Outcome::default()
        })
    }

    /// Where a range of its text stands.
    pub(super) fn locate(&self, range: SourceRange) -> Location {
        self.file.source.locate(range)
    }
}

/// The files that were opened last, with what they weigh.
#[derive(Default)]
pub(super) struct Openings(Mutex<VecDeque<(Arc<File>, usize)>>);

/// A report to open, and what its file is read with.
#[derive(Clone, Copy)]
pub(super) struct Wanted<'w> {
    pub checker: &'w Checker<'w>,
    pub notes: &'w Notes,
    pub noted: &'w Noted,
    /// Its number.
    pub report: usize,
}

impl Openings {
    /// A report, opened again.
    pub(super) fn open(&self, wanted: Wanted<'_>) -> Result<FileReport, Bilingual> {
        let file = match self.held(wanted) {
            Some(file) => file,
            None => self.opened(wanted)?,
        };
        let report = file.report(wanted.noted.ordinal).ok_or_else(changed)?;
        let shown = wanted.notes.path(wanted.report);
        Ok(FileReport {
            file,
            report,
            shown,
        })
    }

    fn held(&self, wanted: Wanted<'_>) -> Option<Arc<File>> {
        let noted = wanted.noted;
        let mut held = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let is_it = |(file, _): &(Arc<File>, usize)| {
            let own = (&file.path, &file.digests, file.linter);
            own == (&noted.path, &noted.digests, wanted.linter())
                && file.report(noted.ordinal).is_some()
        };
        let at = held.iter().position(is_it)?;
        let (file, weight) = held.remove(at)?;
        held.push_back((Arc::clone(&file), weight));
        Some(file)
    }

    fn opened(&self, wanted: Wanted<'_>) -> Result<Arc<File>, Bilingual> {
        let file = Arc::new(wanted.file()?);
        let weight = file.weight();
        if weight <= LARGEST {
            let mut held = self.0.lock().unwrap_or_else(PoisonError::into_inner);
            held.push_back((Arc::clone(&file), weight));
            let mut weight: usize = held.iter().map(|(_, weight)| weight).sum();
            while weight > HELD
                && let Some((_, gone)) = held.pop_front()
            {
                weight -= gone;
            }
        }
        Ok(file)
    }
}

impl Wanted<'_> {
    fn linter(&self) -> usize {
        std::ptr::from_ref(self.checker.linter).addr()
    }

    /// Its file: the report as it was noted when the file was read first, else read out of it once more.
    fn file(&self) -> Result<File, Bilingual> {
        let noted = self.noted;
        let bytes = reread::bytes_again(&noted.path)?.ok_or_else(changed)?;
        if !noted.digests.are_of(&bytes) {
            return Err(changed());
        }
        let (source, reports, sheets, in_order) = match self.notes.whole(noted) {
            Some(whole) => {
                let text: &[u8] = if whole.is_text { &bytes } else { b"" };
                let source = Source::decode(text).into_owned();
                let reports = vec![(noted.ordinal, whole.report)];
                (source, reports, whole.sheets, whole.in_order)
            }
            None => {
                let opened = self.checker.linter.open(&bytes);
                let opened = opened.map_err(|error| error.message())?.into_owned();
                let reports = opened.reports.into_iter().enumerate();
                (opened.source, reports.collect(), opened.sheets, None)
            }
        };
        let reports = reports.into_iter();
        Ok(File {
            path: noted.path.clone(),
            digests: noted.digests.clone(),
            linter: self.linter(),
            bytes,
            source,
            reports: reports
                .map(|(number, report)| (number, Arc::new(report)))
                .collect(),
            sheets,
            in_order,
        })
    }
}

pub(super) fn changed() -> Bilingual {
    Bilingual::new(
        "检查过程中文件被改动或移走，与其他报告的关系没有列全，请再运行一次",
        "the file was changed or moved while it was checked, so that not all relations to other reports are listed; run it again",
    )
}

#[cfg(test)]
mod tests {
    use gouji_audit::{LeftOut, PackedReport, SectionText};
    use gouji_lint::Linter;
    use gouji_model::FormId;
    use gouji_pack::Packs;
    use gouji_testkit::region::{Density, Editions, Region};

    #[test]
    fn a_report_is_the_same_again_from_what_was_kept_of_it() {
        let packs = Packs::built_in().unwrap();
        let form = |id: &str| packs.pack(&FormId(id.to_owned())).unwrap().form.clone();
        let (earlier, later) = (form("cn-disclosure/2019"), form("cn-disclosure/2021"));
        let editions = Editions {
            earlier: &earlier,
            later: &later,
        };
        let region = Region::of(editions, 20, 12, Density::Each(1));
        let linter = Linter::new(&packs);
        let mut count = 0;
        // Made in thirteen formats, one after the other.
        for published in region.published.iter().take(39) {
            let file = region.file(published);
            let Ok(opened) = linter.open(&file.bytes) else {
                continue;
            };
            for report in &opened.reports {
                let kept = PackedReport::of(report);
                let left_out = LeftOut::of(report, &kept).unwrap();
                let sections = report.sections.iter().map(|section| {
                    let (title, text) = (section.title.clone(), section.text.clone());
                    (section.id.clone(), SectionText { title, text })
                });
                let again = left_out.report(&kept, &form(&report.form.0), sections);
                let again = again.unwrap();
                assert_eq!(format!("{again:?}"), format!("{report:?}"), "{}", file.path);
                count += 1;
            }
        }
        assert!(count > 30, "{count}");
    }
}
