//! The command line.

mod audit;
mod choices;
mod command;
mod query;
mod shared;
mod to_file;

use std::ffi::OsString;
use std::path::PathBuf;

use clap::{Args, Subcommand, ValueEnum, ValueHint};
use gouji_model::languages;

pub(crate) use audit::Audit;
pub(crate) use choices::{Colour, Format, GroupBy, Lang, Level, PackFormat, Purpose};
pub(crate) use command::{Arguments, Command};
pub(crate) use query::{Query, QueryFormat};
pub(crate) use shared::{Machine, Selection};
pub(crate) use to_file::ToFile;

/// Options of `check`.
#[derive(Clone, Debug, Args)]
pub(crate) struct Check {
    /// Files, folders, globs, or `-`.
    #[arg(required_unless_present = "show_settings", value_hint = ValueHint::AnyPath)]
    pub paths: Vec<OsString>,
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
    #[command(flatten)]
    pub selection: Selection,
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
    #[command(flatten)]
    pub machine: Machine,
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

/// Options of `fix`.
#[derive(Debug, Args)]
pub(crate) struct Fix {
    /// Files, folders, globs, or `-`. Without --diff and --write a single one, whose repaired
    /// form goes to standard output.
    #[arg(required = true, value_hint = ValueHint::AnyPath)]
    pub paths: Vec<OsString>,
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
    /// The language that the form is in, by its tag, such as fr; by its script otherwise.
    #[arg(long, value_name = "TAG", value_parser = tag)]
    pub language: Option<String>,
}

/// The tag of a language.
fn tag(text: &str) -> Result<String, String> {
    match languages::is_tag(text) {
        true => Ok(text.to_owned()),
        false => Err("a tag by BCP 47 is expected, such as fr or pt-BR".to_owned()),
    }
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
    pub file: OsString,
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

#[cfg(test)]
mod tests {
    use super::Arguments;
    use clap::CommandFactory as _;

    #[test]
    fn no_two_options_share_a_name() {
        Arguments::command().debug_assert();
    }
}
