//! Last year's reports, given with `--prior`: read once, compared with every report checked.

mod choosing;

use std::path::Path;

use gouji_archive::ArchiveError;
use gouji_lint::{LintError, Linter, Met, NoReport, NoReportKind, Opened};
use gouji_model::{Bilingual, Language, Report};

use crate::files::{Input, Inputs, inputs};
use crate::input::bytes_of;
use crate::members::{self, Archive};
use crate::output::complain;
use crate::project::{Failure, Project};

/// The files given with `--prior`, kept as long as anything found in them is shown.
pub(crate) struct PriorFiles {
    asked: String,
    /// Whether a file was named, and not a folder or a pattern in which many may be.
    is_file: bool,
    files: Vec<PriorFile>,
    /// What could not be read; no matter where the report asked for is in another file.
    failures: Vec<Unread>,
}

/// One of them.
struct PriorFile {
    path: String,
    bytes: Vec<u8>,
}

/// A file that could not be read, or not as a report.
#[derive(Clone)]
struct Unread {
    path: String,
    why: Bilingual,
}

/// What one linter found in the files.
pub(crate) struct Prior<'b> {
    /// The files that hold reports.
    files: Vec<OpenedFile<'b>>,
    /// Whether a file with one report was given: it is meant, whatever names do not tell.
    is_one: bool,
    /// Whether it was given for one file to check: they are meant for each other.
    is_pair: bool,
}

/// A file that holds reports.
struct OpenedFile<'b> {
    path: &'b str,
    opened: Opened<'b>,
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
    /// Reads what is given with `--prior`, if anything is.
    pub(crate) fn given(
        project: &mut Project<'_>,
        path: Option<&Path>,
    ) -> Result<Option<Self>, Failure> {
        path.map(|path| Self::read(project, path)).transpose()
    }

    /// Reads a file, an archive, a member of one, a folder or a glob.
    fn read(project: &mut Project<'_>, path: &Path) -> Result<Self, Failure> {
        let asked = path.to_string_lossy().into_owned();
        let mut read = Self {
            is_file: path.is_file() || members::split(&asked).is_some(),
            asked,
            files: Vec::new(),
            failures: Vec::new(),
        };
        let inputs = match path.is_file() {
            true => Inputs::from_iter([Input::File(path.to_owned())]),
            false => inputs(project, &[path.as_os_str().to_owned()], &[])?.inputs,
        };
        for input in inputs.iter() {
            match input {
                Input::File(path) | Input::Met(path, _) => read.file(&path, None),
                Input::Member(path, member) => read.file(&path, Some(&member)),
                // What is checked comes from there.
                Input::Standard => read.file(Path::new("-"), None),
                Input::Nothing(path, why) => read.fail(path, why),
            }
        }
        Ok(read)
    }

    fn file(&mut self, path: &Path, asked: Option<&str>) {
        let shown = path.to_string_lossy().into_owned();
        let bytes = match bytes_of(path) {
            Ok(bytes) => bytes,
            Err(error) => return self.fail(shown, error.message()),
        };
        match gouji_archive::kind_of(&bytes) {
            Some(kind) => self.archive(Archive {
                kind,
                bytes: &bytes,
                path: &shown,
                asked,
            }),
            None if asked.is_some() => self.fail(shown, members::not_an_archive()),
            // What gouji wrote of a report holds its figures, too.
            None if gouji_render::is_own(&bytes) => {}
            None => self.files.push(PriorFile { path: shown, bytes }),
        }
    }

    fn archive(&mut self, archive: Archive<'_>) {
        let walked = archive.each(&mut |member| {
            let path = archive.shown(&member.name);
            match member.content {
                Ok(bytes) => self.files.push(PriorFile { path, bytes }),
                Err(why) => self.fail(path, why.message()),
            }
        });
        if let Err(why) = walked {
            self.fail(archive.path.to_owned(), ArchiveError::message(&why));
        } else if let (true, Some(asked)) = (self.files.is_empty(), archive.asked) {
            self.fail(archive.shown(asked), archive.without_asked());
        }
    }

    fn fail(&mut self, path: String, why: Bilingual) {
        self.failures.push(Unread { path, why });
    }

    /// The reports in them as a linter reads them.
    ///
    /// # Errors
    /// Where they hold none.
    fn open(&self, linter: &Linter, for_one: bool) -> Result<Prior<'_>, Failure> {
        let mut files = Vec::new();
        let (mut unread, mut others) = (None, Vec::new());
        for PriorFile { path, bytes } in &self.files {
            let met = Met {
                name: path,
                is_asked: false,
                is_letter: false,
            };
            match linter.open_among(met, bytes) {
                Ok(opened) => files.push(OpenedFile { path, opened }),
                Err(NoReport { why, kind }) => {
                    let why = Unread {
                        path: path.clone(),
                        why: why.message(),
                    };
                    match kind {
                        NoReportKind::Unread => unread = unread.or(Some(why)),
                        _ => others.push(why),
                    }
                }
            }
        }
        if files.is_empty() {
            let unread = self.failures.first().cloned().or(unread);
            return Err(unread.unwrap_or_else(|| self.nothing(others)).into());
        }
        let reports: usize = files.iter().map(|file| file.opened.reports.len()).sum();
        let is_one = self.is_file && reports == 1;
        Ok(Prior {
            files,
            is_one,
            is_pair: for_one && is_one,
        })
    }

    /// What to say where all files can be read and none holds a report.
    fn nothing(&self, mut others: Vec<Unread>) -> Unread {
        match (others.pop(), others.is_empty()) {
            (Some(only), true) => only,
            _ => Unread {
                path: self.asked.clone(),
                why: LintError::NoReport.message(),
            },
        }
    }
}

impl From<Unread> for Failure {
    fn from(Unread { path, why }: Unread) -> Self {
        Self::File(path, why)
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
        for Unread { path, why } in failures.unwrap_or_default() {
            complain(&format!("--prior {path}: {}", why.get(language)));
        }
    }
    opened
}
