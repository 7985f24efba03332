//! What holds between the reports of the folders that the editor has open, as `gouji audit` checks it.
//!
//! Each file is collected by itself, as it is on the disk: packed cells, texts of sections, whose it is.
//! A file that is saved is collected again alone, and only the relations between files are run again.
//! All of it is done in small steps while nothing else waits ([`Relations::step`]), and not at all in
//! folders with too many files: whoever has those uses the command.

mod collected;
mod comparison;
mod finding;
mod run;

use std::collections::{BTreeMap, BTreeSet, VecDeque};
use std::fs;
use std::path::{Path, PathBuf};

use gouji_audit::units::{Unit, read};
use gouji_document::Source;
use gouji_model::{Bilingual, Language};

use crate::lines::Encoding;
use crate::project::Projects;

use collected::{Collected, collected};
use comparison::Comparison;
pub(crate) use finding::Related;

/// Most files whose relations are checked.
const MOST_FILES: usize = 2_000;
/// Most bytes of them together.
const MOST_BYTES: u64 = 256 << 20;

/// What one step came to.
#[derive(Debug)]
pub(crate) enum Step {
    /// There is nothing to do.
    Idle,
    /// There is more to do.
    More,
    /// All is known: what is found in these files may be something else now.
    Done(BTreeSet<PathBuf>),
    /// Something keeps it from being known.
    Unknown(BTreeSet<PathBuf>, Bilingual),
}

/// The relations between the files of the folders.
#[derive(Default)]
pub(crate) struct Relations {
    /// The files that are to be collected, or collected again.
    waiting: VecDeque<PathBuf>,
    files: BTreeMap<PathBuf, Vec<Collected>>,
    /// The units file, where a configuration names one.
    units: Option<PathBuf>,
    is_off: bool,
    /// Whether the relations have to be run again.
    is_stale: bool,
    comparison: Option<Comparison>,
    found: BTreeMap<PathBuf, Vec<Related>>,
}

impl Relations {
    /// Begins anew with these files; says why not, where there are too many.
    pub(crate) fn begin(
        &mut self,
        files: Vec<PathBuf>,
        units: Option<PathBuf>,
    ) -> Option<Bilingual> {
        let found = std::mem::take(&mut self.found);
        let sizes = files.iter().filter_map(|path| fs::metadata(path).ok());
        let bytes: u64 = sizes.map(|about| about.len()).sum();
        let is_off = files.len() > MOST_FILES || bytes > MOST_BYTES;
        let count = files.len();
        *self = Self {
            // One file has relations to no other.
            waiting: match is_off || count < 2 {
                true => VecDeque::new(),
                false => files.into(),
            },
            units,
            is_off,
            is_stale: !found.is_empty(),
            found,
            ..Self::default()
        };
        is_off.then(|| {
            Bilingual::new(
                format!(
                    "打开的文件夹里有 {count} 个可能是报告的文件，编辑器不核对文件之间的关系，请用 gouji audit"
                ),
                format!(
                    "the open folders have {count} files that may be reports: relations between files are not checked in the editor, use gouji audit"
                ),
            )
        })
    }

    /// Takes note that a file was saved, made or deleted.
    pub(crate) fn changed(&mut self, path: &Path) {
        if !self.is_off && !self.waiting.iter().any(|waiting| waiting == path) {
            self.waiting.push_front(path.to_owned());
        }
    }

    /// Takes note that a file was changed which may be the units file; whether it is.
    pub(crate) fn is_units(&mut self, path: &Path) -> bool {
        let is_units = self.units.as_deref() == Some(path);
        self.is_stale |= is_units && !self.is_off;
        is_units
    }

    /// Whether a file gave reports.
    pub(crate) fn knows(&self, path: &Path) -> bool {
        self.files
            .get(path)
            .is_some_and(|reports| !reports.is_empty())
    }

    /// What was found in a file that rests on others.
    pub(crate) fn of_file(&self, path: &Path) -> &[Related] {
        self.found.get(path).map_or(&[], Vec::as_slice)
    }

    /// Does a small piece of the work.
    pub(crate) fn step(
        &mut self,
        projects: &mut Projects,
        encoding: Encoding,
        language: Language,
    ) -> Step {
        if let Some(path) = self.waiting.pop_front() {
            self.comparison = None;
            self.is_stale = true;
            let reports = collected(&path, projects);
            match reports.is_empty() {
                true => self.files.remove(&path),
                false => self.files.insert(path, reports),
            };
            return Step::More;
        }
        if std::mem::take(&mut self.is_stale) {
            return match self.tree() {
                Ok(units) => {
                    self.comparison = Some(Comparison::begin(&self.files, units));
                    Step::More
                }
                Err(why) => Step::Unknown(self.replace(BTreeMap::new()), why),
            };
        }
        let Some(comparison) = &mut self.comparison else {
            return Step::Idle;
        };
        if comparison.step(projects, encoding, language) {
            return Step::More;
        }
        let found = self.comparison.take().map(Comparison::finish);
        Step::Done(self.replace(found.unwrap_or_default()))
    }

    /// Puts new findings in the place of the old; returns the files whose findings are others.
    fn replace(&mut self, found: BTreeMap<PathBuf, Vec<Related>>) -> BTreeSet<PathBuf> {
        let old = std::mem::replace(&mut self.found, found);
        let paths = old.keys().chain(self.found.keys());
        let changed = paths.filter(|path| old.get(*path) != self.found.get(*path));
        changed.cloned().collect()
    }

    /// The units of the units file; none where none is named.
    fn tree(&self) -> Result<Vec<Unit>, Bilingual> {
        let Some(path) = &self.units else {
            return Ok(Vec::new());
        };
        let shown = path.display();
        let bytes = fs::read(path).map_err(|error| {
            Bilingual::new(format!("{shown}：{error}"), format!("{shown}: {error}"))
        })?;
        read(Source::decode(&bytes).text()).map_err(|faults| {
            let first = faults.into_iter().next();
            let (line, message) =
                first.map_or_else(Default::default, |fault| (fault.line, fault.message));
            Bilingual::new(
                format!("文件之间的关系没有核对，单位表有误：{shown}:{line}：{}", message.zh),
                format!(
                    "relations between files are not checked, the units file is wrong: {shown}:{line}: {}",
                    message.en
                ),
            )
        })
    }
}
