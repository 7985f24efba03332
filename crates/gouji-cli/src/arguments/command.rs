//! The command line as a whole: what to do, and what holds for all of it.

use std::path::PathBuf;

use clap::{Parser, Subcommand, ValueHint};

use super::audit::Audit;
use super::query::Query;
use super::{Check, ConfigCommand, Extract, Fix, Lang, Lsp, Pack};

/// 勾稽: checks annual reports on government-information disclosure.
#[derive(Debug, Parser)]
#[command(
    name = "gouji",
    version,
    about = "Checks statistical reports: whether their figures add up, which cell is wrong, and what it should be"
)]
pub(crate) struct Arguments {
    /// Folder with more packs or rules; may be given several times.
    #[arg(long, global = true, value_name = "DIR")]
    pub rules: Vec<PathBuf>,
    /// Language of messages: zh, en, or the tag of another that rule packs speak; the locale's by default.
    #[arg(long, global = true, value_name = "LANG")]
    pub lang: Option<Lang>,
    /// This configuration for all files, instead of the nearest gouji.toml of each.
    #[arg(long, global = true, value_name = "FILE", conflicts_with = "no_config")]
    pub config: Option<PathBuf>,
    /// No configuration at all.
    #[arg(long, global = true)]
    pub no_config: bool,
    #[command(subcommand)]
    pub command: Command,
}

/// What to do.
#[derive(Debug, Subcommand)]
pub(crate) enum Command {
    /// Check files, folders, globs or `-` (standard input).
    Check(Check),
    /// Write a gouji.toml that explains itself; never over one that is there.
    Init {
        /// The folder it goes into; the current one by default.
        #[arg(value_name = "DIR")]
        folder: Option<PathBuf>,
    },
    /// Check many reports at once, and what holds between them.
    Audit(Audit),
    /// Ask a store in SQL.
    Query(Query),
    /// Verify a bundle that `audit --bundle` wrote.
    Verify {
        /// The bundle.
        #[arg(value_hint = ValueHint::FilePath)]
        file: PathBuf,
    },
    /// Repair what is certain to be wrong.
    Fix(Fix),
    /// Print the canonical JSON of a report.
    Extract(Extract),
    /// Explain a rule.
    Explain {
        /// Name of the rule.
        rule: String,
    },
    /// List the rules in force.
    Rules {
        /// Everything about each rule, as a Markdown page.
        #[arg(long)]
        markdown: bool,
    },
    /// Work on rule packs.
    #[command(subcommand)]
    Pack(Pack),
    /// About gouji.toml.
    Config {
        #[command(subcommand)]
        command: ConfigCommand,
    },
    /// Print a script that completes the command line in a shell.
    Completions {
        /// Which shell.
        #[arg(value_enum)]
        shell: clap_complete::Shell,
    },
    /// Print the manual page.
    Man {
        /// The page of this command; of the whole program by default.
        command: Option<String>,
    },
    /// Serve an editor over standard input and output (Language Server Protocol).
    Lsp(Lsp),
}
