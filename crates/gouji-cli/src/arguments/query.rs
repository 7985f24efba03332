//! Options of `query`.

use std::path::PathBuf;

use clap::{Args, ValueEnum};

/// Options of `query`.
#[derive(Clone, Debug, Args)]
pub(crate) struct Query {
    /// What is asked, in SQL; it only reads.
    #[arg(required_unless_present = "tables")]
    pub sql: Option<String>,
    /// The store that `audit --store` wrote.
    #[arg(long, value_name = "FILE", required_unless_present = "tables")]
    pub store: Option<PathBuf>,
    /// How rows are written.
    #[arg(long, value_enum, default_value_t = QueryFormat::Table)]
    pub format: QueryFormat,
    /// How many seconds it may take; 60 by default.
    #[arg(long, value_name = "SECONDS")]
    pub timeout: Option<u64>,
    /// List tables and columns with what they hold.
    #[arg(long)]
    pub tables: bool,
}

/// How rows are written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum QueryFormat {
    /// In columns, for people.
    Table,
    /// For spreadsheet programs.
    Csv,
    /// For programs.
    Json,
}
