//! The command line.

mod audit;
mod command;
mod query;

use std::path::PathBuf;
use std::str::FromStr;

use clap::{Args, Subcommand, ValueEnum, ValueHint};
use gouji_model::languages::is_tag;

use crate::memory::Size;

pub(crate) use audit::Audit;
pub(crate) use command::{Arguments, Command};
pub(crate) use query::{Query, QueryFormat};

/// Options of `check`.
#[derive(Clone, Debug, Args)]
pub(crate) struct Check {
    /// Files, folders, globs, or `-`.
    #[arg(required_unless_present = "show_settings", value_hint = ValueHint::AnyPath)]
    pub paths: Vec<String>,
    /// How to show what was found; full by default.
    #[arg(long, value_enum)]
    pub format: Option<Format>,
    /// Write to a file, `FILE` or `FORMAT=FILE`; may be given several times. The name says the
    /// format (list.xlsx), or --format does.
    #[arg(long = "output", value_name = "[FORMAT=]FILE")]
    pub outputs: Vec<ToFile>,
    /// Last year's report.
    #[arg(long, value_name = "FILE")]
    pub prior: Option<PathBuf>,
    /// The least severity that makes the exit status 1; error by default.
    #[arg(long, value_enum)]
    pub fail_on: Option<Level>,
    /// Only these rules: names, names with `*`, group:…, authority:… or all.
    #[arg(long, value_name = "RULE", value_delimiter = ',')]
    pub select: Vec<String>,
    /// Not these rules.
    #[arg(long, value_name = "RULE", value_delimiter = ',')]
    pub ignore: Vec<String>,
    /// Pass over these files and folders, written as in .gitignore; may be given several times.
    #[arg(long, value_name = "GLOB")]
    pub exclude: Vec<String>,
    /// Hold back the findings in this baseline.
    #[arg(long, value_name = "FILE", conflicts_with = "write_baseline")]
    pub baseline: Option<PathBuf>,
    /// Write what is found to this baseline.
    #[arg(long, value_name = "FILE")]
    pub write_baseline: Option<PathBuf>,
    /// Show the identity of each finding, as suppressions name it, and each file passed over.
    #[arg(long)]
    pub verbose: bool,
    /// Only count the findings of each rule.
    #[arg(long)]
    pub statistics: bool,
    /// Count by these instead, several with commas.
    #[arg(
        long,
        value_enum,
        value_name = "WHAT",
        value_delimiter = ',',
        requires = "statistics"
    )]
    pub group_by: Vec<GroupBy>,
    /// Show the settings in force for the files, with where each comes from, and check nothing.
    #[arg(long)]
    pub show_settings: bool,
    /// Write the page as well and open it in the browser: where `--output html=FILE` says, else
    /// in a new folder that only you can read.
    #[arg(long, conflicts_with = "show_settings")]
    pub open: bool,
    /// What the page is for: printed, each place has room for the answer and a signature.
    #[arg(
        long = "for",
        value_enum,
        value_name = "WHAT",
        conflicts_with = "show_settings"
    )]
    pub purpose: Option<Purpose>,
    /// Check again whenever a file is saved, until Ctrl-C; the exit status is the last check's.
    #[arg(long, conflicts_with_all = ["show_settings", "write_baseline"])]
    pub watch: bool,
    /// Only what was found or went wrong: no summary, no remarks, nothing of reports in order.
    #[arg(short, long, conflicts_with = "show_settings")]
    pub quiet: bool,
    /// What to call standard input.
    #[arg(long, value_name = "NAME", default_value = "-")]
    pub stdin_filename: String,
    /// How many threads to use; as many as there are cores by default.
    #[arg(long, value_name = "N")]
    pub threads: Option<usize>,
    /// How much memory the files in work may take together, such as 512M or 2G; a quarter of the
    /// machine's by default, and at most 512M. Large files wait their turn.
    #[arg(long, value_name = "SIZE")]
    pub memory: Option<Size>,
    /// When to use colours.
    #[arg(long, value_enum, default_value_t = Colour::Auto)]
    pub color: Colour,
    /// Whether standard output gets nothing of single reports.
    #[arg(skip)]
    pub is_silent: bool,
}

impl Check {
    /// Whether standard output is for people and says only what is wrong.
    pub(crate) fn is_quiet(&self) -> bool {
        let shown = self.to_standard();
        self.quiet && matches!(shown, Some(Format::Full | Format::Concise))
    }
}

/// Options of `fix`.
#[derive(Debug, Args)]
pub(crate) struct Fix {
    /// Files, folders, globs, or `-`. Without --diff and --write a single one, whose repaired
    /// form goes to standard output.
    #[arg(required = true, value_hint = ValueHint::AnyPath)]
    pub paths: Vec<String>,
    /// Show what would be changed; nothing is written. Ends with status 1 where something would.
    #[arg(long, conflicts_with = "write")]
    pub diff: bool,
    /// Change the files in place, each with a backup beside it.
    #[arg(long)]
    pub write: bool,
    /// Change nothing, but write a copy of each .docx and .xlsx file in which the cells that are
    /// likely wrong are highlighted, with a comment: report.marked.docx.
    #[arg(long, conflicts_with_all = ["diff", "write", "unsafe_too"])]
    pub mark: bool,
    /// Write the marked copy even where one is there already.
    #[arg(long, requires = "mark")]
    pub force: bool,
    /// Pass over these files and folders, written as in .gitignore; may be given several times.
    #[arg(long, value_name = "GLOB")]
    pub exclude: Vec<String>,
    /// Last year's report, which tells more mistakes apart.
    #[arg(long, value_name = "FILE")]
    pub prior: Option<PathBuf>,
    /// Make changes that are only likely, too.
    #[arg(long = "unsafe")]
    pub unsafe_too: bool,
    /// Only mend findings of this rule; may be given several times.
    // Not named `rules`: the options of all commands share one name space.
    #[arg(long = "rule", value_name = "RULE")]
    pub only: Vec<String>,
}

/// What to do with rule packs.
#[derive(Debug, Subcommand)]
pub(crate) enum Pack {
    /// Look for rules that contradict, repeat or cannot break, and for cells no rule can catch.
    Check(PackCheck),
    /// Print a pack: its form and the words its rules share, to begin a pack of your own from.
    Show(PackShow),
    /// Begin a new pack: its files, made from a blank form where one is given.
    New(PackNew),
    /// Print the JSON Schema of a form's canonical report, or of a kind of file of packs.
    Schema(PackSchema),
}

/// Options of `pack new`.
#[derive(Debug, Args)]
pub(crate) struct PackNew {
    /// The new folder.
    #[arg(value_name = "DIR")]
    pub folder: PathBuf,
    /// What the form is called, such as my-domain/2024; by the folder's name otherwise.
    #[arg(long)]
    pub id: Option<String>,
    /// A blank form, in any format: its tables become those of the pack.
    #[arg(long, value_name = "FILE", value_hint = ValueHint::FilePath)]
    pub from: Option<PathBuf>,
}

/// Options of `pack schema`.
#[derive(Debug, Args)]
pub(crate) struct PackSchema {
    /// Id of the form, such as cn-disclosure/2021.
    #[arg(required_unless_present = "of", conflicts_with = "of")]
    pub form: Option<String>,
    /// A kind of file of packs instead, for editors.
    #[arg(long, value_enum, value_name = "KIND")]
    pub of: Option<PackFileKind>,
}

/// The kinds of files of packs.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum PackFileKind {
    /// A rule.
    Rule,
    /// form.toml.
    Form,
    /// pack.toml.
    Pack,
    /// vocabulary.toml.
    Vocabulary,
    /// source.toml.
    Source,
    /// words.toml.
    Words,
}

impl From<PackFileKind> for gouji_pack::FileKind {
    fn from(kind: PackFileKind) -> Self {
        match kind {
            PackFileKind::Rule => Self::Rule,
            PackFileKind::Form => Self::Form,
            PackFileKind::Pack => Self::Pack,
            PackFileKind::Vocabulary => Self::Vocabulary,
            PackFileKind::Source => Self::Source,
            PackFileKind::Words => Self::Words,
        }
    }
}

/// Options of `pack show`.
#[derive(Debug, Args)]
pub(crate) struct PackShow {
    /// Id of the form, such as cn-disclosure/2021.
    pub form: String,
    /// Its rules, too.
    #[arg(long)]
    pub with_rules: bool,
    /// Write it as a pack of its own, rules included, into this new folder.
    #[arg(long, value_name = "DIR")]
    pub into: Option<PathBuf>,
}

/// Options of `pack check`.
#[derive(Debug, Args)]
pub(crate) struct PackCheck {
    /// Folders with packs or rules; the built-in packs by default.
    #[arg(value_name = "DIR")]
    pub folders: Vec<PathBuf>,
    /// How to show what was found.
    #[arg(long, value_enum, default_value_t = PackFormat::Full)]
    pub format: PackFormat,
    /// The least severity that makes the exit status 1.
    #[arg(long, value_enum, default_value_t = Level::Error)]
    pub fail_on: Level,
    /// When to use colours.
    #[arg(long, value_enum, default_value_t = Colour::Auto)]
    pub color: Colour,
}

/// Output formats of `pack check`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum PackFormat {
    /// For people, at the places in the rule files.
    Full,
    /// For programs.
    Json,
}

/// What to do about configurations.
#[derive(Debug, Subcommand)]
pub(crate) enum ConfigCommand {
    /// Print the JSON Schema of gouji.toml.
    Schema,
}

/// Options of `extract`.
#[derive(Debug, Args)]
pub(crate) struct Extract {
    /// The file, or `-`.
    #[arg(value_hint = ValueHint::FilePath)]
    pub file: String,
    /// Add where each cell stands.
    #[arg(long)]
    pub locations: bool,
    /// Print all reports in the file as a list, which `check` reads as well.
    #[arg(long)]
    pub all: bool,
}

/// Options of `lsp`.
#[derive(Debug, Args)]
pub(crate) struct Lsp {
    /// Taken because many editors pass it; there is no other way to talk.
    #[arg(long)]
    pub stdio: bool,
}

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

/// An output in a file: `sarif=findings.sarif`, or `list.xlsx`, whose name says the format.
#[derive(Clone, Debug)]
pub(crate) struct ToFile {
    /// How it is written, where that is said before the name.
    pub format: Option<Format>,
    /// Where to.
    pub path: PathBuf,
}

impl ToFile {
    /// How it is written: as is said, as its name says, or as `--format` says.
    pub(crate) fn format(&self, asked: Option<Format>) -> Option<Format> {
        self.format.or_else(|| self.by_name()).or(asked)
    }

    /// The format that files of its name have.
    fn by_name(&self) -> Option<Format> {
        let extension = self.path.extension()?.to_str()?.to_ascii_lowercase();
        Some(match extension.as_str() {
            "xlsx" => Format::Xlsx,
            "csv" => Format::Csv,
            "html" | "htm" => Format::Html,
            "json" => Format::Json,
            "jsonl" => Format::Jsonl,
            "sarif" => Format::Sarif,
            "xml" => Format::Junit,
            _ => return None,
        })
    }
}

impl Check {
    /// What standard output gets: nothing where the format asked for goes to a file.
    pub(crate) fn to_standard(&self) -> Option<Format> {
        let in_file = |format| {
            let mut plain = self.outputs.iter().filter(|output| output.format.is_none());
            plain.any(|output| output.format(self.format) == Some(format))
        };
        let format = self.format.unwrap_or(Format::Full);
        let is_taken = self.format.is_some_and(in_file);
        (!self.statistics && !is_taken && !self.is_silent).then_some(format)
    }
}

impl FromStr for ToFile {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        let how = "write FORMAT=FILE, for instance sarif=findings.sarif, or list.xlsx";
        match text.split_once('=') {
            Some((format, path)) if !path.is_empty() => Ok(Self {
                format: Some(Format::from_str(format, false)?),
                path: path.into(),
            }),
            None if !text.is_empty() => Ok(Self {
                format: None,
                path: text.into(),
            }),
            _ => Err(how.to_owned()),
        }
    }
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

#[cfg(test)]
mod tests {
    use super::Arguments;
    use clap::CommandFactory as _;

    #[test]
    fn no_two_options_share_a_name() {
        Arguments::command().debug_assert();
    }
}
