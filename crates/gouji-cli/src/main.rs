//! The `gouji` command: arguments, files, threads, exit status.
//!
//! Everything that knows reports is in the other crates; this one wires them into the line from
//! file to output and sees to it that one bad file never stops the others.

mod arguments;
mod audit;
mod check;
mod clock;
mod difference;
mod explain;
mod extract;
mod files;
mod fix;
mod help;
mod init;
mod input;
mod language;
mod links;
mod listing;
mod lsp;
mod meeting;
mod members;
mod memory;
mod notices;
mod opening;
mod output;
mod pack_check;
mod pack_new;
mod pack_show;
mod passed;
mod plan;
mod printing;
mod prior;
mod progress;
mod project;
mod query;
mod recording;
mod replacing;
mod reread;
mod rules_page;
mod sinks;
mod statistics;
mod status;
mod system;
mod targets;
mod unchecked;
mod verify;
mod watching;
mod without_rules;
mod years;

use std::ffi::OsString;
use std::io::{self, Write as _};
use std::path::Path;
use std::process::ExitCode;

use arguments::{Arguments, Check, Command, ConfigCommand, Pack};
use clap::FromArgMatches as _;
use gouji_config::{Chain, Overrides, Settings};
use gouji_model::Language;
use gouji_pack::Packs;
use project::{Failure, Project};
use status::COULD_NOT;

/// A fifth of checking a page went into memory taken and given back in pieces of a few words.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> ExitCode {
    let words: Vec<OsString> = std::env::args_os().collect();
    let spoken = help::language_of(&words);
    if words.len() < 2 {
        output::show(help::beginning(spoken).trim_end());
        return ExitCode::from(COULD_NOT);
    }
    let matches = help::matches(words, spoken);
    let arguments = match matches.and_then(|matches| Arguments::from_arg_matches(&matches)) {
        Ok(arguments) => arguments,
        Err(error) => return argument_fault(&error, spoken),
    };
    let mut project = Project::new(&arguments);
    let needs_none = matches!(
        arguments.command,
        Command::Lsp(_)
            | Command::Config { .. }
            | Command::Init { .. }
            | Command::Completions { .. }
            | Command::Man { .. }
    );
    let language = if needs_none {
        Ok(language::choose(arguments.lang.as_ref()))
    } else {
        project.language()
    };
    let language = match language {
        Ok(language) => language,
        Err(failure) => return failed(failure, language::choose(arguments.lang.as_ref())),
    };
    let status = run(&arguments, &mut project, language);
    let status = status.unwrap_or_else(|failure| failed(failure, language));
    output::finish(status, language)
}

/// Prints help, the version, or what is wrong with the arguments.
fn argument_fault(error: &clap::Error, language: Language) -> ExitCode {
    let text = help::shown(error, language);
    let printed = match error.use_stderr() {
        true => io::stderr().lock().write_all(text.as_bytes()),
        false => io::stdout().lock().write_all(text.as_bytes()),
    };
    let is_cut = printed.is_err_and(|error| error.kind() != io::ErrorKind::BrokenPipe);
    match u8::try_from(error.exit_code()) {
        Ok(status) if !is_cut => ExitCode::from(status),
        _ => ExitCode::from(COULD_NOT),
    }
}

fn failed(failure: Failure, language: Language) -> ExitCode {
    failure.show(language);
    ExitCode::from(COULD_NOT)
}

/// Checks once or at every save, with the page opened where that is asked for.
fn asked(
    arguments: &Arguments,
    options: &Check,
    project: &mut Project<'_>,
    language: Language,
) -> Result<ExitCode, Failure> {
    let mut options = options.clone();
    let mut page = match options.open {
        true => Some(opening::Page::of(&mut options)?),
        false => None,
    };
    if options.watch {
        return watching::run(arguments, &options, page, language);
    }
    let status = check::run(project, &options, language)?;
    if let Some(page) = &mut page {
        page.open(options.quiet, language);
    }
    Ok(status)
}

fn run(
    arguments: &Arguments,
    project: &mut Project<'_>,
    language: Language,
) -> Result<ExitCode, Failure> {
    Ok(match &arguments.command {
        Command::Check(options) => asked(arguments, options, project, language)?,
        Command::Audit(options) => audit::run(project, options, language)?,
        Command::Query(options) => query::run(options, language)?,
        Command::Verify { file } => verify::run(file, language)?,
        Command::Init { folder } => init::run(folder.as_deref(), language),
        Command::Extract(options) => {
            let chain = project.of_file(&members::file_of(Path::new(&options.file)))?;
            extract::run(&project.packs(&chain)?, options, language)
        }
        Command::Fix(options) => fix::run(project, options, language)?,
        Command::Explain { rule } => with_rules(project, |packs, settings| {
            explain::explain(packs, settings, rule, language)
        })?,
        Command::Pack(command) => pack(command, arguments, project, language)?,
        Command::Rules { markdown: true } => {
            let chain = project.here()?;
            let packs = project.packs(&chain)?;
            output::print(&rules_page::page(&packs, language));
            ExitCode::SUCCESS
        }
        Command::Rules { markdown: false } => with_rules(project, |packs, settings| {
            explain::list(packs, settings, language)
        })?,
        Command::Config { command } => match command {
            ConfigCommand::Schema => {
                output::print(&gouji_config::schema());
                ExitCode::SUCCESS
            }
        },
        Command::Completions { shell } => {
            output::print_bytes(&help::completions(*shell, language));
            ExitCode::SUCCESS
        }
        Command::Man { command } => help::page(command.as_deref(), language),
        Command::Lsp(_) => {
            let mut workspace = project::workspace(arguments);
            let packs = workspace.packs(&Chain::default())?;
            lsp::run(&packs, workspace, arguments.lang.as_ref())
        }
    })
}

/// Does something with the packs and settings in force in the current folder.
fn with_rules(
    project: &mut Project<'_>,
    work: impl FnOnce(&Packs, &Settings) -> ExitCode,
) -> Result<ExitCode, Failure> {
    let chain = project.here()?;
    let packs = project.packs(&chain)?;
    let settings = project.settings(&chain, &packs, &Overrides::default())?;
    Ok(work(&packs, &settings))
}

/// Work on rule packs.
fn pack(
    command: &Pack,
    arguments: &Arguments,
    project: &mut Project<'_>,
    language: Language,
) -> Result<ExitCode, Failure> {
    let mut folders = project.here()?.rule_folders();
    folders.extend(arguments.rules.iter().cloned());
    Ok(match command {
        Pack::Check(options) => pack_check::run(options, &folders, language),
        Pack::Show(options) => pack_show::show(options, &folders, language)?,
        Pack::New(options) => pack_new::run(options, language)?,
        Pack::Schema(options) => pack_show::schema(options, &folders, language)?,
    })
}
