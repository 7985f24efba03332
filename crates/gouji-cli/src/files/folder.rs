//! The files in a folder that may be reports, and what is passed over on the way.

use std::ffi::OsStr;
use std::fs::{self, FileType};
use std::io::{self, Read as _};
use std::path::{Path, PathBuf};

use gouji_config::{Chain, Exclusion, FILE_NAME};
use gouji_format::names;
use gouji_lint::{Candidate, DataFiles, is_canonical};

use super::found::{DEEPEST, Input, failed, no_file, nothing, too_deep};
use super::git::GitIgnores;
use super::listed::Inputs;
use crate::passed::{Passed, Why};
use crate::project::{Failure, Project};

/// How programs call the files that say who has a document open.
const LOCK: &str = "~$";

/// What a table is called that a spreadsheet program saved as text.
const TABLE: &str = "csv";

/// A walk through the folders that arguments name.
pub(super) struct Walk<'w, 'p> {
    project: &'w mut Project<'p>,
    /// What `--exclude` leaves out.
    exclude: Exclusion,
    /// The number of the argument it is at.
    argument: usize,
    /// What was found.
    pub found: Inputs,
    /// What was passed over.
    pub passed: Vec<Passed>,
}

impl<'w, 'p> Walk<'w, 'p> {
    /// A walk that is about to begin.
    pub(super) fn new(project: &'w mut Project<'p>, exclude: Exclusion) -> Self {
        Self {
            project,
            exclude,
            argument: 0,
            found: Inputs::default(),
            passed: Vec::new(),
        }
    }

    /// Goes through a folder: the number of the argument that names it.
    pub(super) fn folder(&mut self, path: &Path, argument: usize) -> Result<(), Failure> {
        self.argument = argument;
        let settled = path.canonicalize().unwrap_or_else(|_| path.to_owned());
        let mut git = GitIgnores::above(&settled);
        self.inside(path, &settled, 0, &mut git)
    }

    /// Whether a file that a pattern leads to is passed over.
    pub(super) fn leaves_out(&mut self, file: &Path) -> Result<bool, Failure> {
        if is_lock(file) {
            self.pass(file, false, Why::Lock);
            return Ok(true);
        }
        let chain = self.project.of_file(file)?;
        let folder = crate::replacing::folder_of(file);
        let folder = folder.canonicalize().unwrap_or_else(|_| folder.to_owned());
        let settled = folder.join(file.file_name().unwrap_or_default());
        let excluded = self.excludes(&chain, &settled, false)
            || folder
                .ancestors()
                .any(|above| self.excludes(&chain, above, true));
        if excluded {
            self.pass(file, false, Why::Excluded);
        }
        Ok(excluded)
    }

    fn excludes(&self, chain: &Chain, settled: &Path, is_folder: bool) -> bool {
        self.exclude.excludes(settled, is_folder) || chain.excludes(settled, is_folder)
    }

    fn pass(&mut self, path: &Path, is_folder: bool, why: Why) {
        let mut path = path.to_string_lossy().into_owned();
        if is_folder {
            path.push('/');
        }
        self.passed.push(Passed { path, why });
    }

    /// The reports below a folder, sorted; hidden files and those that are neither called nor made as reports
    /// are passed over without a word, but for tables saved as text; links to folders are counted and not followed.
    fn inside(
        &mut self,
        path: &Path,
        settled: &Path,
        depth: usize,
        git: &mut GitIgnores,
    ) -> Result<(), Failure> {
        let paths = self.entries(path);
        let chain = self.project.of_file(&settled.join(FILE_NAME))?;
        git.enter(settled);
        for (path, kind) in paths {
            let is_linked = kind.is_none_or(|kind| kind.is_symlink());
            // What the folder says of its entries spares looking at each.
            let is_folder = match kind.filter(|_| !is_linked) {
                Some(kind) => kind.is_dir(),
                None => path.is_dir(),
            };
            let is_linked = is_linked && path.is_symlink();
            let is_file = kind.is_some_and(|kind| kind.is_file());
            let is_asked = is_folder || is_named_so(&path) || is_file && is_made_so(&path);
            if !is_asked {
                continue;
            }
            let settled = settled.join(path.file_name().unwrap_or_default());
            if let Some(why) = self.is_passed(&path, &settled, is_folder, &chain, git) {
                self.pass(&path, is_folder, why);
            } else if is_folder && is_linked {
                self.pass(&path, is_folder, Why::Linked);
            } else if !is_folder {
                let is_looked_at = !is_data(&path) || is_small_table(&path);
                if is_looked_at || self.may_be_report(&path, &chain) {
                    match is_file {
                        true => self.found.push_no_link(Input::Met(path, self.argument)),
                        false => self.found.push(linked_report(path, self.argument)),
                    }
                } else if is_table(&path) {
                    // Tables are saved so: nobody is to take them for checked.
                    self.pass(&path, false, Why::NoReport);
                }
            } else if depth >= DEEPEST {
                self.found
                    .push(nothing(&path.to_string_lossy(), too_deep()));
            } else {
                self.inside(&path, &settled, depth + 1, git)?;
            }
        }
        git.leave();
        Ok(())
    }

    /// Why a file or folder is passed over by its name alone, if it is.
    fn is_passed(
        &self,
        path: &Path,
        settled: &Path,
        is_folder: bool,
        chain: &Chain,
        git: &GitIgnores,
    ) -> Option<Why> {
        if !is_folder && is_lock(path) {
            return Some(Why::Lock);
        }
        if self.excludes(chain, settled, is_folder) {
            return Some(Why::Excluded);
        }
        git.ignore(settled, is_folder).then_some(Why::GitIgnored)
    }

    /// Whether a data file met in a folder is the JSON of a report, what gouji wrote, which is counted,
    /// or one that a pack knows. One that cannot be read is kept, so that it is reported.
    fn may_be_report(&mut self, path: &Path, chain: &Chain) -> bool {
        if !path.is_file() {
            let extension = path.extension().and_then(OsStr::to_str);
            return extension.is_some_and(|own| names::is_one_of(own, &["json"]));
        }
        let Ok(start) = start_of(path, PREVIEW) else {
            return true;
        };
        if is_canonical(&start) || gouji_render::is_own(&start) {
            return true;
        }
        let packs = self.project.packs(chain);
        packs.is_ok_and(|packs| DataFiles::of(&packs).have(&start))
    }

    /// What stands in a folder and is not hidden, sorted, and of what kind it is where that is known.
    fn entries(&mut self, path: &Path) -> Vec<(PathBuf, Option<FileType>)> {
        let entries = match fs::read_dir(path) {
            Ok(entries) => entries,
            Err(error) => {
                self.found.push(failed(&path.to_string_lossy(), &error));
                return Vec::new();
            }
        };
        let mut paths = Vec::new();
        for entry in entries {
            match entry {
                Ok(entry) if entry.file_name().to_string_lossy().starts_with('.') => {}
                Ok(entry) => paths.push((entry.path(), entry.file_type().ok())),
                Err(error) => self.found.push(failed(&path.to_string_lossy(), &error)),
            }
        }
        // All are in one folder, and to take paths apart takes longer than all else.
        paths.sort_by(|(one, _), (other, _)| one.file_name().cmp(&other.file_name()));
        paths
    }
}

fn is_lock(path: &Path) -> bool {
    let name = path.file_name();
    name.is_some_and(|name| name.to_string_lossy().starts_with(LOCK))
}

/// Whether a file has a name that reports have, or archives of them.
fn is_named_so(path: &Path) -> bool {
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    Candidate::named(&name).is_called_so()
}

/// Whether a file is made as reports are, or archives of them, though it is called otherwise.
fn is_made_so(path: &Path) -> bool {
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    let candidate = Candidate::named(&name);
    let is_made_so = |start: Vec<u8>| candidate.is_made_so(&start);
    candidate.says_nothing() && start_of(path, START).is_ok_and(is_made_so)
}

/// The first bytes of a file, so many at most.
fn start_of(path: &Path, most: u64) -> io::Result<Vec<u8>> {
    let mut start = Vec::new();
    fs::File::open(path)?.take(most).read_to_end(&mut start)?;
    Ok(start)
}

/// How much of a file is looked at to see how it is made: a PDF may begin a kilobyte late.
const START: u64 = 2 << 10;

/// What is named like a report and no file by what its folder says, if it may be one. A link that leads nowhere and
/// a pipe are reported: they stand where a report was meant to be.
fn linked_report(path: PathBuf, argument: usize) -> Input {
    match path.is_file() {
        true => Input::Met(path, argument),
        false => no_file(&path),
    }
}

/// How much of a data file is looked at to see whether it is meant to be a report.
const PREVIEW: u64 = 1 << 20;

/// Whether a file is called as tables are that spreadsheet programs save as text.
fn is_table(path: &Path) -> bool {
    let extension = path.extension().and_then(OsStr::to_str);
    extension.is_some_and(|own| names::is_one_of(own, &[TABLE]))
}

/// Whether a file is called as tables are, and small enough to be looked at as reports are: what it is is seen by
/// what it says.
fn is_small_table(path: &Path) -> bool {
    is_table(path) && fs::metadata(path).is_ok_and(|file| file.is_file() && file.len() <= PREVIEW)
}

/// Whether a file is called as data files are.
fn is_data(path: &Path) -> bool {
    let extension = path.extension().and_then(OsStr::to_str);
    extension.is_some_and(|own| names::is_one_of(own, &names::DATA))
}
