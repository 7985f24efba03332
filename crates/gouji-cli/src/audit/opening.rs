//! Files of reports, opened again.

use std::collections::VecDeque;
use std::path::Path;
use std::sync::{Arc, Mutex, PoisonError};

use gouji_document::{Location, Source};
use gouji_model::{Bilingual, Cell, Report, SourceRange};

use super::noted::Noted;
use crate::check::{Checker, content_of};
use crate::input::bytes_of;
use crate::members::{self, Archive};

/// How much is held of the files that were opened last: those of one year and region lie beside each other,
/// and each is asked for by several others.
const HELD: usize = 3 << 20;
/// How much a file may be of that.
const LARGEST: usize = HELD / 8;

/// A file that was opened again.
pub(super) struct File {
    path: Box<str>,
    content: Box<str>,
    /// Where that with which it was read lies: files have settings of their own.
    linter: usize,
    bytes: Vec<u8>,
    source: Source<'static>,
    reports: Vec<Arc<Report>>,
    sheets: Vec<String>,
}

impl File {
    /// About how many bytes it takes.
    fn weight(&self) -> usize {
        let report = |report: &Arc<Report>| {
            let texts = report.sections.iter().map(|section| section.text.len());
            report.cells.len() * size_of::<Option<Cell>>() + texts.sum::<usize>()
        };
        let reports = self.reports.iter().map(report);
        self.bytes.len() + self.source.text().len() + reports.sum::<usize>()
    }
}

/// A report of a file that was opened again.
pub(super) struct FileReport {
    file: Arc<File>,
    report: Arc<Report>,
}

impl FileReport {
    pub(super) fn path(&self) -> &str {
        &self.file.path
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

    /// Where a range of its text stands.
    pub(super) fn locate(&self, range: SourceRange) -> Location {
        self.file.source.locate(range)
    }
}

/// The files that were opened last.
#[derive(Default)]
pub(super) struct Openings(Mutex<VecDeque<Arc<File>>>);

impl Openings {
    /// A report, opened again.
    pub(super) fn open(
        &self,
        checker: &Checker<'_>,
        noted: &Noted,
    ) -> Result<FileReport, Bilingual> {
        let linter = std::ptr::from_ref(checker.linter).addr();
        let file = match self.held(noted, linter) {
            Some(file) => file,
            None => self.opened(checker, noted, linter)?,
        };
        let report = file.reports.get(noted.ordinal).map(Arc::clone);
        let report = report.ok_or_else(changed)?;
        Ok(FileReport { file, report })
    }

    fn held(&self, noted: &Noted, linter: usize) -> Option<Arc<File>> {
        let mut held = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let is_it = |file: &Arc<File>| {
            let own = (&file.path, &file.content, file.linter);
            own == (&noted.path, &noted.content, linter)
        };
        let at = held.iter().position(is_it)?;
        let file = held.remove(at)?;
        held.push_back(Arc::clone(&file));
        Some(file)
    }

    fn opened(
        &self,
        checker: &Checker<'_>,
        noted: &Noted,
        linter: usize,
    ) -> Result<Arc<File>, Bilingual> {
        let bytes = bytes_again(&noted.path)?;
        if content_of(&bytes) != *noted.content {
            return Err(changed());
        }
        let opened = checker.linter.open(&bytes);
        let opened = opened.map_err(|error| error.message())?.into_owned();
        let file = Arc::new(File {
            path: noted.path.clone(),
            content: noted.content.clone(),
            linter,
            bytes,
            source: opened.source,
            reports: opened.reports.into_iter().map(Arc::new).collect(),
            sheets: opened.sheets,
        });
        if file.weight() <= LARGEST {
            let mut held = self.0.lock().unwrap_or_else(PoisonError::into_inner);
            held.push_back(Arc::clone(&file));
            let mut weight: usize = held.iter().map(|file| file.weight()).sum();
            while weight > HELD
                && let Some(gone) = held.pop_front()
            {
                weight -= gone.weight();
            }
        }
        Ok(file)
    }
}

/// The bytes of a file, or of a member of an archive, once more.
fn bytes_again(path: &str) -> Result<Vec<u8>, Bilingual> {
    let Some((file, member)) = members::split(path) else {
        return bytes_of(Path::new(path)).map_err(|error| error.message());
    };
    let bytes = bytes_of(&file).map_err(|error| error.message())?;
    let kind = gouji_archive::kind_of(&bytes).ok_or_else(changed)?;
    let mut found = None;
    let archive = Archive {
        kind,
        bytes: &bytes,
        path,
        asked: Some(&member),
    };
    let walked = archive.each(&mut |one| {
        if one.name == member && found.is_none() {
            found = one.content.ok();
        }
    });
    walked.map_err(|error| error.message())?;
    found.ok_or_else(changed)
}

pub(super) fn changed() -> Bilingual {
    Bilingual::new(
        "检查过程中文件被改动或移走，与其他报告的关系没有列全，请再运行一次",
        "the file was changed or moved while it was checked, so that not all relations to other reports are listed; run it again",
    )
}
