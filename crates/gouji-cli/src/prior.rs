//! Last year's reports, given with `--prior`: read once, compared with every report checked.

mod choosing;

use std::path::Path;

use gouji_archive::{ArchiveError, JOINT};
use gouji_lint::{Concern, LintError, Linter, Met, NotOne, Opened};
use gouji_model::{Bilingual, Language, Report};

use crate::files::{Input, inputs};
use crate::input::bytes_of;
use crate::members;
use crate::output::complain;
use crate::project::{Failure, Project};

/// The files given with `--prior`, kept as long as anything found in them is shown.
pub(crate) struct PriorFiles {
    asked: String,
    /// Whether a file was named, and not a folder or a pattern in which many may be.
    is_file: bool,
    files: Vec<(String, Vec<u8>)>,
    /// What could not be read; no matter where the report asked for is in another file.
    failures: Vec<(String, Bilingual)>,
}

/// What one linter found in the files.
pub(crate) struct Prior<'b> {
    /// The files that hold reports, by their paths.
    files: Vec<(&'b str, Opened<'b>)>,
    /// Whether a file with one report was given: it is meant, whatever names do not tell.
    is_one: bool,
    /// Whether it was given for one file to check: they are meant for each other.
    is_pair: bool,
}

/// Last year's report of another.
pub(crate) struct Found<'p> {
    /// The path of its file.
    pub path: &'p str,
    /// Its file.
    pub opened: &'p Opened<'p>,
    /// The report.
    pub report: &'p Report,
    /// What is doubtful about it.
    pub remark: Option<Bilingual>,
}

impl PriorFiles {
    /// Reads a file, an archive, a member of one, a folder or a glob.
    pub(crate) fn read(project: &mut Project<'_>, path: &Path) -> Result<Self, Failure> {
        let asked = path.to_string_lossy().into_owned();
        let mut read = Self {
            asked: asked.clone(),
            is_file: path.is_file() || members::split(&asked).is_some(),
            files: Vec::new(),
            failures: Vec::new(),
        };
        let inputs = match path.is_file() {
            true => vec![Input::File(path.to_owned())],
            false => inputs(project, &[asked], &[])?.inputs,
        };
        for input in inputs {
            match input {
                Input::File(path) | Input::Met(path, _) => read.file(&path, None),
                Input::Member(path, member) => read.file(&path, Some(&member)),
                // What is checked comes from there.
                Input::Standard => read.file(Path::new("-"), None),
                Input::Nothing(path, why) => read.failures.push((path, why)),
            }
        }
        Ok(read)
    }

    fn file(&mut self, path: &Path, asked: Option<&str>) {
        let shown = path.to_string_lossy().into_owned();
        let bytes = match bytes_of(path) {
            Ok(bytes) => bytes,
            Err(error) => return self.failures.push((shown, error.message())),
        };
        let Some(kind) = gouji_archive::kind_of(&bytes) else {
            return match asked {
                Some(_) => self.failures.push((shown, members::not_an_archive())),
                // What gouji wrote of a report holds its figures, too.
                None if gouji_render::is_own(&bytes) => {}
                None => self.files.push((shown, bytes)),
            };
        };
        let walked = members::each(kind, &bytes, asked, &mut |member| {
            let name = format!("{shown}{JOINT}{}", member.name);
            match member.content {
                Ok(bytes) => self.files.push((name, bytes)),
                Err(why) => self.failures.push((name, why.message())),
            }
        });
        if let Err(why) = walked {
            self.failures.push((shown, ArchiveError::message(&why)));
        } else if let (true, Some(asked)) = (self.files.is_empty(), asked) {
            let name = format!("{shown}{JOINT}{asked}");
            self.failures.push((name, members::no_such(kind, &bytes)));
        }
    }

    /// The reports in them as a linter reads them.
    ///
    /// # Errors
    /// Where they hold none.
    fn open(&self, linter: &Linter, for_one: bool) -> Result<Prior<'_>, Failure> {
        let mut files = Vec::new();
        let mut failures = self.failures.clone();
        let mut others = Vec::new();
        for (path, bytes) in &self.files {
            let met = Met {
                name: path,
                is_asked: false,
                is_letter: false,
            };
            match linter.open_among(met, bytes) {
                Ok(opened) => files.push((path.as_str(), opened)),
                Err(NotOne { why, concern }) => match concern {
                    Concern::Unread => failures.push((path.clone(), why.message())),
                    _ => others.push((path.clone(), why)),
                },
            }
        }
        if files.is_empty() {
            return Err(self.nothing(failures, &others));
        }
        let reports: usize = files.iter().map(|(_, opened)| opened.reports.len()).sum();
        let is_one = self.is_file && reports == 1;
        Ok(Prior {
            files,
            is_one,
            is_pair: for_one && is_one,
        })
    }

    /// Why no file holds a report.
    fn nothing(
        &self,
        failures: Vec<(String, Bilingual)>,
        others: &[(String, LintError)],
    ) -> Failure {
        if let Some((path, why)) = failures.into_iter().next() {
            return Failure::File(path, why);
        }
        match others {
            [(path, error)] => Failure::File(path.clone(), error.message()),
            _ => Failure::File(self.asked.clone(), LintError::NoReport.message()),
        }
    }
}

/// The reports in the files as each linter reads them, where files were given; says what could not
/// be read. `for_one` is whether a single file is checked.
pub(crate) fn open_each<'b>(
    files: Option<&'b PriorFiles>,
    linters: &[Linter],
    for_one: bool,
    language: Language,
) -> Result<Vec<Option<Prior<'b>>>, Failure> {
    let open = |linter| files.map(|files| files.open(linter, for_one)).transpose();
    let opened = linters.iter().map(open).collect();
    let failures = files.map(|files| files.failures.as_slice());
    if Result::is_ok(&opened) {
        for (path, why) in failures.unwrap_or_default() {
            complain(&format!("--prior {path}: {}", why.get(language)));
        }
    }
    opened
}
