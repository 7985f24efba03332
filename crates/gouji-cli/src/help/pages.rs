//! What shells and `man` are given: completions and manual pages.

use std::process::ExitCode;

use clap::Command;
use gouji_model::{Bilingual, Language};

use super::command;
use crate::output;
use crate::status::COULD_NOT;

/// The script that completes the command line in a shell.
pub(crate) fn completions(shell: clap_complete::Shell, language: Language) -> Vec<u8> {
    let mut script = Vec::new();
    clap_complete::generate(shell, &mut command(language), "gouji", &mut script);
    script
}

/// Prints the manual page of a command, or of the whole program.
pub(crate) fn page(name: Option<&str>, language: Language) -> ExitCode {
    let mut whole = command(language);
    // Each command then knows its full name.
    whole.build();
    let asked = match name {
        Some(name) => below(&whole, name),
        None => Some(&whole),
    };
    let Some(asked) = asked else {
        output::complain(absent(name.unwrap_or_default()).get(language));
        return ExitCode::from(COULD_NOT);
    };
    let mut page = Vec::new();
    let written = clap_mangen::Man::new(asked.clone()).render(&mut page);
    output::print_bytes(&page);
    written.map_or(ExitCode::from(COULD_NOT), |()| ExitCode::SUCCESS)
}

/// A command by its name, one below another by both: `pack check`, or `pack-check` as pages are called.
fn below<'c>(whole: &'c Command, name: &str) -> Option<&'c Command> {
    let own = whole.find_subcommand(name);
    own.or_else(|| {
        let mut names = name.split([' ', '-']);
        names.try_fold(whole, |above, name| above.find_subcommand(name))
    })
}

fn absent(name: &str) -> Bilingual {
    Bilingual::new(
        format!("没有 {name} 这个命令，全部命令：gouji --help"),
        format!("there is no command `{name}`; all commands: gouji --help"),
    )
}
