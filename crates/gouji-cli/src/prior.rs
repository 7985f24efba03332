//! Last year's report, given with `--prior`: read once, compared with every report checked.

use std::path::Path;

use gouji_lint::{Linter, Opened};
use gouji_model::{Bilingual, Report};

use crate::input::single;
use crate::project::Failure;

/// The file given with `--prior`, kept as long as anything found in it is shown.
pub(crate) struct PriorFile {
    path: String,
    bytes: Vec<u8>,
}

/// What one linter found in the file.
pub(crate) struct Prior<'b> {
    /// Its path as given.
    pub path: &'b str,
    /// What was found in it.
    pub opened: Opened<'b>,
}

impl PriorFile {
    /// Reads the file.
    pub(crate) fn read(path: &Path) -> Result<Self, Failure> {
        let shown = path.to_string_lossy().into_owned();
        match single(path) {
            Ok(bytes) => Ok(Self { path: shown, bytes }),
            Err(error) => Err(Failure::File(shown, error.message())),
        }
    }

    /// The reports in it as a linter reads them.
    ///
    /// # Errors
    /// Where it holds none.
    pub(crate) fn open(&self, linter: &Linter<'_>) -> Result<Prior<'_>, Failure> {
        match linter.open(&self.bytes) {
            Ok(opened) => Ok(Prior {
                path: &self.path,
                opened,
            }),
            Err(error) => Err(Failure::File(self.path.clone(), error.message())),
        }
    }
}

/// The reports in the file as each linter reads them, where a file was given.
pub(crate) fn open_each<'b>(
    file: Option<&'b PriorFile>,
    linters: &[Linter<'_>],
) -> Result<Vec<Option<Prior<'b>>>, Failure> {
    let open = |linter| file.map(|file| file.open(linter)).transpose();
    linters.iter().map(open).collect()
}

impl Prior<'_> {
    /// The report in the file that is of the year before another, as far as both name their year.
    ///
    /// # Errors
    /// What to say where there is none: the years are not compared then.
    pub(crate) fn before(&self, report: &Report) -> Result<&Report, Bilingual> {
        let reports = &self.opened.reports;
        let fitting = reports.iter().find(|prior| is_year_before(prior, report));
        fitting.ok_or_else(|| other_year(reports.first().and_then(|prior| prior.year), report))
    }
}

fn is_year_before(prior: &Report, report: &Report) -> bool {
    match (prior.year, report.year) {
        (Some(before), Some(year)) => before + 1 == year,
        _ => true,
    }
}

fn other_year(before: Option<i32>, report: &Report) -> Bilingual {
    let (before, year) = (before.unwrap_or(0), report.year.unwrap_or(0));
    Bilingual::new(
        format!("--prior 给出的是 {before} 年的报告，不是 {year} 年的上一年，跨年关系未核对"),
        format!(
            "the report given with --prior is of {before}, not of the year before {year}; the years were not compared"
        ),
    )
}
