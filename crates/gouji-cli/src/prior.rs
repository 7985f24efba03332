//! Last year's report, given with `--prior`: read once, compared with every report checked.

use std::path::Path;

use gouji_lint::{Linter, Opened};
use gouji_model::{Bilingual, Report};

use crate::input::{InputError, single};
use crate::project::Failure;

/// The file given with `--prior`, kept as long as anything found in it is shown.
pub(crate) struct PriorFile {
    path: String,
    /// Its bytes; `None` where no file was given.
    bytes: Result<Option<Vec<u8>>, InputError>,
}

/// What one linter found in the file.
pub(crate) struct Prior<'b> {
    /// Its path as given.
    pub path: &'b str,
    /// What was found in it.
    pub opened: Opened<'b>,
}

impl PriorFile {
    /// Reads the file, where one was given; that it cannot be read is said when it is opened.
    pub(crate) fn read(path: Option<&Path>) -> Self {
        Self {
            path: path.map_or_else(String::new, |path| path.to_string_lossy().into_owned()),
            bytes: path.map(single).transpose(),
        }
    }

    /// The reports in it as each linter reads them, where a file was given.
    ///
    /// # Errors
    /// Where it cannot be read or holds no report.
    pub(crate) fn open(&self, linters: &[Linter<'_>]) -> Result<Vec<Option<Prior<'_>>>, Failure> {
        let failure = |why| Failure::File(self.path.clone(), why);
        let bytes = self.bytes.as_ref();
        let bytes = bytes.map_err(|error| failure(error.message()))?.as_ref();
        let open = |linter: &Linter<'_>| {
            let opened = bytes.map(|bytes| linter.open(bytes)).transpose();
            let opened = opened.map_err(|error| failure(error.message()))?;
            Ok(opened.map(|opened| Prior {
                path: &self.path,
                opened,
            }))
        };
        linters.iter().map(open).collect()
    }
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
