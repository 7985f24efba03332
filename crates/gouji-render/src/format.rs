//! The output formats: what stands before the reports, for each of them, and after.
//!
//! Reports are rendered one by one, in any thread; the pieces are joined in order, so that the
//! output of a hundred thousand files never stands in memory at once.

use gouji_model::Language;

use crate::page::Purpose;
use crate::{
    Checked, Ending, Remark, Style, concise, csv, full, github, json_end, json_report, json_start,
    jsonl, junit, list, page, sarif, summary,
};

/// How findings are written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Format {
    /// Tables with the cells marked, for people.
    Full,
    /// One line for each finding.
    Concise,
    /// The JSON of the contract.
    Json,
    /// One JSON object on each line.
    JsonLines,
    /// SARIF 2.1.0, for code scanning.
    Sarif,
    /// JUnit XML, for build servers.
    Junit,
    /// Workflow commands of GitHub Actions.
    Github,
    /// The list to work from, a row a cause, for spreadsheet programs.
    Csv,
    /// Every finding with its names for programs, as a table.
    CsvMachine,
    /// The list to work from as a workbook: its rows are written down here, one JSON a line, and
    /// [`crate::write_list`] makes the workbook of them.
    Xlsx,
    /// A page for people, in one file.
    Html,
}

impl Format {
    /// What stands before the reports.
    #[must_use]
    pub fn start(self, language: Language, purpose: Purpose) -> String {
        match self {
            Self::Full | Self::Concise | Self::JsonLines | Self::Github | Self::Xlsx => {
                String::new()
            }
            Self::Json => json_start().to_owned(),
            Self::Sarif => sarif::start(),
            Self::Junit => junit::start(),
            Self::Csv => list::csv_start(language),
            Self::CsvMachine => csv::start(),
            Self::Html => page::start(language, purpose),
        }
    }

    /// One report.
    #[must_use]
    pub fn report(self, checked: &Checked<'_>, style: Style) -> String {
        match self {
            Self::Full => full(checked, style),
            Self::Concise => concise(checked),
            Self::Json => json_report(checked),
            Self::JsonLines => jsonl::report(checked),
            Self::Sarif => sarif::report(checked),
            Self::Junit => junit::report(checked),
            Self::Github => github::report(checked),
            Self::Csv => list::csv_report(checked),
            Self::CsvMachine => csv::report(checked),
            Self::Xlsx => list::entries(checked),
            Self::Html => page::report(checked),
        }
    }

    /// What stands between two reports, of which neither is empty.
    #[must_use]
    pub const fn between(self) -> &'static str {
        match self {
            Self::Json | Self::Sarif => ",",
            _ => "",
        }
    }

    /// What stands after the reports, in two parts: between them stand further members of the JSON of the
    /// contract; the other formats have no room for them.
    #[must_use]
    pub fn end_around_more(self, ending: &Ending<'_>) -> [String; 2] {
        match self {
            Self::Json => json_end(ending),
            other => [other.end(ending), String::new()],
        }
    }

    /// What stands after the reports.
    #[must_use]
    pub fn end(self, ending: &Ending<'_>) -> String {
        let drawn = |remark: &Remark| remark.drawn.clone();
        match self {
            Self::Full => {
                let remarks: String = ending.remarks.iter().map(drawn).collect();
                remarks + &summary(ending.reports, ending.counts, ending.language)
            }
            Self::Concise => ending.remarks.iter().map(drawn).collect(),
            Self::Json => json_end(ending).concat(),
            Self::JsonLines => jsonl::end(ending),
            Self::Sarif => sarif::end(ending),
            Self::Junit => junit::end(ending),
            Self::Github => github::end(ending),
            Self::Csv => list::csv_end(ending),
            Self::CsvMachine => csv::end(ending),
            Self::Xlsx => list::last_entries(ending),
            Self::Html => page::end(ending),
        }
    }
}
