//! Last year's reports, given with `--prior`: read once, compared with every report checked.

use std::path::Path;

use gouji_archive::{ArchiveError, JOINT};
use gouji_lint::{Candidate, Kinship, LintError, Linter, Opened, kinship};
use gouji_model::{Bilingual, Language, Report};

use crate::files::{Input, inputs};
use crate::input::bytes_of;
use crate::listing::listed;
use crate::members;
use crate::output::complain;
use crate::project::Failure;

/// The files given with `--prior`, kept as long as anything found in them is shown.
pub(crate) struct PriorFiles {
    asked: String,
    files: Vec<(String, Vec<u8>)>,
    /// What could not be read; no matter where the report asked for is in another file.
    failures: Vec<(String, Bilingual)>,
}

/// What one linter found in the files.
pub(crate) struct Prior<'b> {
    /// The files that hold reports, by their paths.
    files: Vec<(&'b str, Opened<'b>)>,
    /// Whether one report was given for one file to check: they are meant for each other.
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
    pub(crate) fn read(path: &Path) -> Result<Self, Failure> {
        let asked = path.to_string_lossy().into_owned();
        let mut read = Self {
            asked: asked.clone(),
            files: Vec::new(),
            failures: Vec::new(),
        };
        let inputs = match path.is_file() {
            true => vec![Input::File(path.to_owned())],
            false => inputs(&[asked]),
        };
        for input in inputs {
            match input {
                Input::File(path) => read.file(&path, None),
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
    fn open(&self, linter: &Linter<'_>, for_one: bool) -> Result<Prior<'_>, Failure> {
        let mut files = Vec::new();
        let mut failures = self.failures.clone();
        let mut others = Vec::new();
        for (path, bytes) in &self.files {
            match linter.open(bytes) {
                Ok(opened) => files.push((path.as_str(), opened)),
                Err(error) if Candidate::named(path).must_be_said(bytes, &error) => {
                    failures.push((path.clone(), error.message()));
                }
                Err(error) => others.push((path.clone(), error)),
            }
        }
        if files.is_empty() {
            return Err(self.nothing(failures, &others));
        }
        let reports: usize = files.iter().map(|(_, opened)| opened.reports.len()).sum();
        Ok(Prior {
            files,
            is_pair: for_one && reports == 1,
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
    linters: &[Linter<'_>],
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

impl Prior<'_> {
    /// The report that is of the year before another and of its organ, as far as both say so.
    ///
    /// # Errors
    /// What to say where there is none, or where it is uncertain which: the years are not compared
    /// then.
    pub(crate) fn before(&self, report: &Report) -> Result<Found<'_>, Bilingual> {
        let files = self.files.iter();
        let all = files.flat_map(|(path, opened)| {
            opened
                .reports
                .iter()
                .map(move |prior| (*path, opened, prior))
        });
        let (fitting, others): (Vec<_>, Vec<_>) =
            all.partition(|(_, _, prior)| is_year_before(prior, report));
        let rank = |prior: &Report| (kin(prior, report), prior.year.is_none());
        let Some(best) = fitting.iter().map(|(_, _, prior)| rank(prior)).min() else {
            let years = others.iter().filter_map(|(_, _, prior)| prior.year);
            return Err(other_year(years.collect(), report));
        };
        let mut fitting = fitting
            .into_iter()
            .filter(|(_, _, prior)| rank(prior) == best);
        let Some((path, opened, prior)) = fitting.next() else {
            return Err(other_year(Vec::new(), report));
        };
        let remark = match best.0 {
            Kinship::Other => return Err(other_organ(prior, report)),
            Kinship::Unlike if !self.is_pair => return Err(other_organ(prior, report)),
            Kinship::Unlike => Some(doubtful_organ(prior, report)),
            Kinship::Same | Kinship::Unknown => None,
        };
        let mut names: Vec<String> = fitting
            .filter(|(_, _, rival)| best.0 != Kinship::Same && kin(prior, rival) != Kinship::Same)
            .map(|(path, _, _)| path.to_owned())
            .collect();
        if !names.is_empty() {
            names.insert(0, path.to_owned());
            return Err(ambiguous(&names));
        }
        Ok(Found {
            path,
            opened,
            report: prior,
            remark,
        })
    }
}

fn is_year_before(prior: &Report, report: &Report) -> bool {
    match (prior.year, report.year) {
        (Some(before), Some(year)) => before + 1 == year,
        _ => true,
    }
}

fn kin(prior: &Report, report: &Report) -> Kinship {
    match (&prior.organization, &report.organization) {
        (Some(one), Some(other)) => kinship(one, other),
        _ => Kinship::Unknown,
    }
}

fn other_year(mut before: Vec<i32>, report: &Report) -> Bilingual {
    before.sort_unstable();
    before.dedup();
    let before: Vec<String> = before.iter().map(i32::to_string).collect();
    let (before, year) = (listed(&before), report.year.unwrap_or(0));
    Bilingual::new(
        format!(
            "--prior 给出的是 {} 年的报告，不是 {year} 年的上一年，跨年关系未核对",
            before.zh
        ),
        format!(
            "the report given with --prior is of {}, not of the year before {year}; the years were not compared",
            before.en
        ),
    )
}

fn organs<'r>(prior: &'r Report, report: &'r Report) -> (&'r str, &'r str) {
    let name = |report: &'r Report| report.organization.as_deref().unwrap_or_default();
    (name(prior), name(report))
}

fn other_organ(prior: &Report, report: &Report) -> Bilingual {
    let (before, own) = organs(prior, report);
    Bilingual::new(
        format!("--prior 给出的是“{before}”的报告，不是“{own}”的，跨年关系未核对"),
        format!(
            "the report given with --prior is by {before}, not by {own}; the years were not compared"
        ),
    )
}

fn doubtful_organ(prior: &Report, report: &Report) -> Bilingual {
    let (before, own) = organs(prior, report);
    Bilingual::new(
        format!(
            "--prior 给出的是“{before}”的报告，与“{own}”不像同一机关；仍按改名处理，作了跨年核对"
        ),
        format!(
            "the report given with --prior is by {before}, which hardly is {own}; they were compared as if it had been renamed"
        ),
    )
}

fn ambiguous(names: &[String]) -> Bilingual {
    let shown = listed(names);
    Bilingual::new(
        format!(
            "--prior 里有几份报告都可能是上一年的，跨年关系未核对，请指明一份：{}",
            shown.zh
        ),
        format!(
            "several reports given with --prior may be last year's, and the years were not compared; name one: {}",
            shown.en
        ),
    )
}
