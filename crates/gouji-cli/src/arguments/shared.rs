//! Options that `check` and `audit` share.

use clap::Args;

use super::choices::{Colour, Level};
use crate::memory::Size;

/// Which files and rules count, and for how much.
#[derive(Clone, Debug, Args)]
pub(crate) struct Selection {
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
}

/// How much of the machine is used, and what its terminal shows.
#[derive(Clone, Copy, Debug, Args)]
pub(crate) struct Machine {
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
}
