//! Options of `audit`.

use std::ffi::OsString;
use std::path::PathBuf;

use clap::{Args, ValueHint};

use super::{Check, Format, Machine, Selection, ToFile};

/// Options of `audit`.
#[derive(Clone, Debug, Args)]
pub(crate) struct Audit {
    /// Files, folders, globs, archives.
    #[arg(required_unless_present = "files_from", value_hint = ValueHint::AnyPath)]
    pub paths: Vec<OsString>,
    /// Take paths from a file, one a line, or from standard input (`-`), too.
    #[arg(long, value_name = "FILE")]
    pub files_from: Option<PathBuf>,
    /// The units, as CSV: unit,aliases,parent,level,region,counts and, where wanted, since,until.
    #[arg(long, value_name = "FILE")]
    pub units: Option<PathBuf>,
    /// Keep reports, findings and runs in this file, and say what became of the last run's findings.
    #[arg(long, value_name = "FILE")]
    pub store: Option<PathBuf>,
    /// Write the result as one file that `gouji verify` verifies without the reports.
    #[arg(long, value_name = "FILE")]
    pub bundle: Option<PathBuf>,
    /// Compare with this run instead of the last one, by its number.
    #[arg(long, value_name = "RUN", requires = "store")]
    pub since: Option<i64>,
    /// How to show what was found; full by default.
    #[arg(long, value_enum)]
    pub format: Option<Format>,
    /// Write to a file, `FILE` or `FORMAT=FILE`; may be given several times.
    #[arg(long = "output", value_name = "[FORMAT=]FILE")]
    pub outputs: Vec<ToFile>,
    /// Write what is to be mended to a workbook that units fill in.
    #[arg(long, value_name = "FILE.xlsx")]
    pub list: Option<PathBuf>,
    /// Let the list have sheets of each region, too.
    #[arg(long, requires = "list")]
    pub list_by_region: bool,
    /// Until when answers are due: it stands in the list and in the letters.
    #[arg(long, value_name = "DATE")]
    pub due: Option<String>,
    /// Write one page for the browser with everything, to search and to share.
    #[arg(long, value_name = "FILE.html")]
    pub dashboard: Option<PathBuf>,
    /// Write reports, cells and findings as Parquet files into this folder, for DuckDB, pandas and others.
    #[arg(long, value_name = "DIR")]
    pub export: Option<PathBuf>,
    /// Write a document for each unit with its own findings into this folder.
    #[arg(long, value_name = "DIR")]
    pub letters: Option<PathBuf>,
    /// Take the answers of a list that was filled in; may be given several times.
    #[arg(long, value_name = "FILE.xlsx")]
    pub answers: Vec<PathBuf>,
    #[command(flatten)]
    pub selection: Selection,
    /// Hold back the findings in this baseline.
    #[arg(long, value_name = "FILE")]
    pub baseline: Option<PathBuf>,
    /// Name every report that could not be paired with a unit, and every file passed over.
    #[arg(long)]
    pub verbose: bool,
    /// Only what was found or went wrong.
    #[arg(short, long)]
    pub quiet: bool,
    /// How long one file may take, in seconds; 60 by default. One that takes longer is a row of the
    /// result.
    #[arg(long, value_name = "SECONDS")]
    pub file_timeout: Option<u64>,
    /// Check every file anew, whatever the runs before came to.
    #[arg(long, requires = "store")]
    pub no_cache: bool,
    #[command(flatten)]
    pub machine: Machine,
}

impl Audit {
    /// The options with which every file is checked by itself.
    pub(crate) fn as_check(&self, paths: Vec<OsString>) -> Check {
        Check {
            paths,
            format: self.format,
            outputs: self.outputs.clone(),
            prior: None,
            selection: self.selection.clone(),
            baseline: self.baseline.clone(),
            write_baseline: None,
            verbose: self.verbose,
            statistics: false,
            group_by: Vec::new(),
            show_settings: false,
            open: false,
            purpose: None,
            watch: false,
            quiet: self.quiet,
            stdin_filename: "-".to_owned(),
            machine: self.machine,
            // What people see is written when all is known.
            is_silent: self.is_for_people(),
        }
    }

    /// Whether standard output gets the summary for people.
    pub(crate) fn is_for_people(&self) -> bool {
        matches!(self.format, None | Some(Format::Full))
    }
}
