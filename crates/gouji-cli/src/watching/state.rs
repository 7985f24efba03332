//! What the files of a run are like: enough to see that one was saved.

use std::collections::BTreeMap;
use std::ffi::OsString;
use std::path::{Path, PathBuf};
use std::time::SystemTime;
use std::{fs, io};

use gouji_config::FILE_NAME;

use crate::arguments::{Arguments, Check};
use crate::files::inputs;
use crate::project::Project;
use crate::{members, replacing};

/// What word processors put beside a file that is open.
const LOCKS: [&str; 2] = ["~$", ".~"];
/// Most folders above a file in which its configuration is looked for.
const HIGHEST: usize = 64;

/// The files that a check depends on.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct State {
    /// Those to be checked.
    reports: BTreeMap<PathBuf, Option<Stamp>>,
    /// Those that say how: settings, rules, last year's report.
    others: BTreeMap<PathBuf, Option<Stamp>>,
}

/// What changes when a file is saved. Of one that is not there it is absent.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Stamp {
    length: u64,
    modified: Option<SystemTime>,
    /// A save by renaming makes a new file.
    number: u64,
}

impl State {
    /// The files as they are.
    pub(super) fn now(arguments: &Arguments, options: &Check) -> Self {
        let mut state = Self {
            reports: reports(arguments, options),
            others: BTreeMap::new(),
        };
        let mut others = Vec::new();
        others.extend(options.prior.as_deref().map(members::file_of));
        others.extend(options.baseline.clone());
        others.extend(arguments.config.clone());
        for folder in &arguments.rules {
            below(folder, HIGHEST, &mut others);
        }
        if arguments.config.is_none() && !arguments.no_config {
            others.extend(state.configurations(&options.paths));
        }
        state.others = stamped(others);
        state
    }

    /// Where the settings of the reports may stand. One that is mistaken may be why there are no
    /// reports, so the paths named count as well.
    fn configurations(&self, paths: &[OsString]) -> Vec<PathBuf> {
        let own = self.reports.keys().map(|path| replacing::folder_of(path));
        let named = paths.iter().map(|path| match Path::new(path) {
            folder if folder.is_dir() => folder,
            file => replacing::folder_of(file),
        });
        let mut folders: Vec<&Path> = own.chain(named).chain([Path::new(".")]).collect();
        folders.sort_unstable();
        folders.dedup();
        let mut found = Vec::new();
        for folder in folders {
            let folder = std::path::absolute(folder).unwrap_or_default();
            let above = folder.ancestors().take(HIGHEST);
            found.extend(above.map(|folder| folder.join(FILE_NAME)));
        }
        found
    }

    /// The names of the files that are others than before.
    pub(super) fn changed(&self, before: &Self) -> Vec<String> {
        let reports = differing(&self.reports, &before.reports);
        let paths = reports.chain(differing(&self.others, &before.others));
        paths.map(|path| path.display().to_string()).collect()
    }

    /// The reports that are new or others than before, also those named that are gone.
    pub(super) fn reports_changed<'s>(
        &'s self,
        before: &'s Self,
    ) -> impl Iterator<Item = &'s Path> {
        let known = |path: &&Path| self.reports.contains_key(*path);
        differing(&self.reports, &before.reports).filter(known)
    }
}

/// The files to be checked, without outputs and what programs leave beside open files.
fn reports(arguments: &Arguments, options: &Check) -> BTreeMap<PathBuf, Option<Stamp>> {
    let found = inputs(
        &mut Project::new(arguments),
        &options.paths,
        &options.selection.exclude,
    );
    // With settings that are wrong nothing is left out, until they are repaired.
    let found = found.or_else(|_| {
        let mut project = Project::without_settings(arguments);
        inputs(&mut project, &options.paths, &[])
    });
    let is_output = |path: &Path| {
        let mut outputs = options.outputs.iter();
        outputs.any(|own| is_same(&own.path, path))
    };
    let inputs = found.unwrap_or_default().inputs;
    let files = inputs.iter();
    let files = files.filter_map(|input| input.on_disk().map(Path::to_owned));
    let reports = files.filter(|path| !is_lock(path) && !is_output(path));
    stamped(reports.collect())
}

/// Files as they are.
fn stamped(paths: Vec<PathBuf>) -> BTreeMap<PathBuf, Option<Stamp>> {
    let stamped = paths.into_iter().map(|path| (Stamp::of(&path), path));
    stamped.map(|(stamp, path)| (path, stamp)).collect()
}

fn differing<'s>(
    now: &'s BTreeMap<PathBuf, Option<Stamp>>,
    before: &'s BTreeMap<PathBuf, Option<Stamp>>,
) -> impl Iterator<Item = &'s Path> {
    let new = now
        .iter()
        .filter(|(path, stamp)| before.get(*path) != Some(stamp));
    let gone = before.keys().filter(|path| !now.contains_key(*path));
    new.map(|(path, _)| path).chain(gone).map(PathBuf::as_path)
}

impl Stamp {
    fn of(path: &Path) -> Option<Self> {
        let file = fs::metadata(path).ok()?;
        Some(Self {
            length: file.len(),
            modified: file.modified().ok(),
            number: number(&file),
        })
    }
}

#[cfg(unix)]
fn number(file: &fs::Metadata) -> u64 {
    std::os::unix::fs::MetadataExt::ino(file)
}

#[cfg(not(unix))]
const fn number(_: &fs::Metadata) -> u64 {
    0
}

fn is_lock(path: &Path) -> bool {
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    LOCKS.iter().any(|lock| name.starts_with(lock))
}

fn is_same(one: &Path, other: &Path) -> bool {
    let known = |path: &Path| -> io::Result<PathBuf> { path.canonicalize() };
    one == other || known(one).is_ok_and(|one| known(other).is_ok_and(|other| one == other))
}

/// The files below a folder.
fn below(folder: &Path, depth: usize, found: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).into_iter().flatten().flatten() {
        let path = entry.path();
        match entry.file_type() {
            Ok(kind) if kind.is_dir() && depth > 0 => below(&path, depth - 1, found),
            Ok(kind) if !kind.is_dir() => found.push(path),
            _ => {}
        }
    }
}
