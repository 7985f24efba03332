//! What options choose between.

use std::str::FromStr;

use clap::ValueEnum;
use gouji_model::languages::is_tag;

/// Output formats of `check`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum Format {
    /// Tables with the cells marked, for people.
    Full,
    /// One line for each finding.
    Concise,
    /// For programs.
    Json,
    /// One JSON object on each line.
    Jsonl,
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
    /// The list to work from as a workbook, with a summary.
    Xlsx,
    /// A page in one file, for people.
    Html,
}

impl Format {
    /// What it is called on the command line.
    pub(crate) fn name(self) -> String {
        let value = self.to_possible_value();
        value.map_or_else(String::new, |value| value.get_name().to_owned())
    }
}

impl From<Format> for gouji_render::Format {
    fn from(format: Format) -> Self {
        match format {
            Format::Full => Self::Full,
            Format::Concise => Self::Concise,
            Format::Json => Self::Json,
            Format::Jsonl => Self::JsonLines,
            Format::Sarif => Self::Sarif,
            Format::Junit => Self::Junit,
            Format::Github => Self::Github,
            Format::Csv => Self::Csv,
            Format::CsvMachine => Self::CsvMachine,
            Format::Xlsx => Self::Xlsx,
            Format::Html => Self::Html,
        }
    }
}

/// What the page is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum Purpose {
    /// Read on a screen.
    Screen,
    /// Printed, filled in and signed.
    Print,
}

impl From<Purpose> for gouji_render::Purpose {
    fn from(purpose: Purpose) -> Self {
        match purpose {
            Purpose::Screen => Self::Screen,
            Purpose::Print => Self::Print,
        }
    }
}

/// What findings are counted by.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, ValueEnum)]
pub(crate) enum GroupBy {
    /// The organ whose report it is.
    Organ,
    /// The year of the report.
    Year,
    /// The form of the report.
    Form,
    /// The rule, with its severity.
    Rule,
}

/// Output formats of `pack check`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum PackFormat {
    /// For people, at the places in the rule files.
    Full,
    /// For programs.
    Json,
}

/// Severities as options.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum Level {
    /// Errors only.
    Error,
    /// Warnings too.
    Warning,
    /// Notes too.
    Info,
}

/// Languages as options.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Lang {
    /// Chinese.
    Zh,
    /// English.
    En,
    /// One that only texts of packs are in, by its tag.
    Other(String),
}

impl FromStr for Lang {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let language = text.split('-').next().unwrap_or_default();
        match language.to_ascii_lowercase().as_str() {
            "zh" => Ok(Self::Zh),
            "en" => Ok(Self::En),
            _ if is_tag(text) => Ok(Self::Other(text.to_owned())),
            _ => Err("zh, en or the tag of another language (BCP 47), such as fr".to_owned()),
        }
    }
}

/// When to use colours.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum Colour {
    /// On a terminal, unless NO_COLOR is set.
    Auto,
    /// Always.
    Always,
    /// Never.
    Never,
}
