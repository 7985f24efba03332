//! The `gouji` command: arguments, files, threads, exit status.
//!
//! Everything that knows reports is in the other crates; this one wires them into the line from
//! file to output and sees to it that one bad file never stops the others.

mod arguments;
mod check;
mod difference;
mod explain;
mod extract;
mod files;
mod fix;
mod input;
mod language;
mod lsp;
mod output;
mod printing;
mod prior;
mod progress;
mod replacing;

use std::process::ExitCode;

use arguments::{Arguments, Command};
use clap::Parser;
use gouji_pack::Packs;

/// The work could not be done.
const COULD_NOT: u8 = 2;

fn main() -> ExitCode {
    let arguments = Arguments::parse();
    let language = language::choose(arguments.lang);
    let packs = match Packs::load(&arguments.rules) {
        Ok(packs) => packs,
        Err(error) => {
            eprintln!("{:?}", miette::Report::new(error));
            return ExitCode::from(COULD_NOT);
        }
    };
    match arguments.command {
        Command::Check(options) => check::run(&packs, &options, language),
        Command::Extract(options) => extract::run(&packs, &options, language),
        Command::Fix(options) => fix::run(&packs, &options, language),
        Command::Explain { rule } => explain::explain(&packs, &rule, language),
        Command::Rules => explain::list(&packs, language),
        Command::Lsp(_) => lsp::run(&packs, language),
    }
}
