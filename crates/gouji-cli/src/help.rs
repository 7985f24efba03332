//! The command line in the reader's language: help, and what is wrong with the arguments.
//!
//! [`crate::arguments`] defines every option once, with its English help; `chinese` has the same in
//! Chinese, by the option's path (`check.format`). A test sees to it that none is forgotten.

mod chinese;
mod faults;
mod pages;

use std::ffi::OsString;

use clap::{Arg, ArgAction, ArgMatches, Command, CommandFactory, Id};
use gouji_model::Language;

use crate::arguments::{Arguments, Lang};
use crate::language;

pub(crate) use faults::shown;
pub(crate) use pages::{completions, page};

/// How help is laid out in Chinese.
const TEMPLATE: &str = "{about-with-newline}\n用法：{usage}\n\n{all-args}{after-help}";

/// The command line with its help in a language.
pub(crate) fn command(language: Language) -> Command {
    let command = Arguments::command();
    match language {
        Language::English => command,
        Language::Chinese => in_chinese(command, "", &|_| true),
    }
}

/// What the arguments mean, with `check` put in where a file stands in a command's place. Of the
/// commands that they do not name only what each is for is put into the language.
pub(crate) fn matches(words: Vec<OsString>, language: Language) -> clap::error::Result<ArgMatches> {
    let command = Arguments::command();
    let words = completed(words, &command);
    let found = command.try_get_matches_from(&words);
    // What is understood shows no help, in whatever language.
    if found.is_ok() || language == Language::English {
        return found;
    }
    let is_named = |name: &str| words.iter().any(|word| word == name);
    in_chinese(Arguments::command(), "", &is_named).try_get_matches_from(&words)
}

fn in_chinese(command: Command, path: &str, is_named: &dyn Fn(&str) -> bool) -> Command {
    let command = command
        .help_template(TEMPLATE)
        .subcommand_help_heading("命令")
        .disable_help_subcommand(true)
        .disable_help_flag(true)
        .arg(flag("help", 'h', ArgAction::Help, "显示这段说明"));
    let command = match path {
        "" => command.disable_version_flag(true).arg(flag(
            "version",
            'V',
            ArgAction::Version,
            "显示版本",
        )),
        _ => command,
    };
    let command = with_options(with_about(command, path), path);
    command.mut_subcommands(|sub| {
        let name = sub.get_name();
        let below = match path {
            "" => name.to_owned(),
            _ => format!("{path}.{name}"),
        };
        match is_named(name) {
            true => in_chinese(sub, &below, is_named),
            false => with_about(sub, &below),
        }
    })
}

/// A flag that clap would have in English.
fn flag(name: &'static str, short: char, action: ArgAction, help: &'static str) -> Arg {
    Arg::new(name)
        .short(short)
        .long(name)
        .action(action)
        .help_heading("选项")
        .help(help)
}

/// A command with what its options are for.
fn with_options(command: Command, path: &str) -> Command {
    let ids = command.get_arguments().map(|arg| arg.get_id().clone());
    let ids: Vec<Id> = ids.collect();
    ids.into_iter().fold(command, |command, id| {
        match chinese::option(path, id.as_str()) {
            Some(help) => command.mut_arg(id, |arg| explained(arg, help)),
            None => command,
        }
    })
}

/// An option with what it is for.
fn explained(arg: Arg, help: &str) -> Arg {
    let help = format!("{help}{}", values(&arg));
    let heading = if arg.is_positional() {
        "参数"
    } else {
        "选项"
    };
    let arg = match arg.get_action().takes_values() {
        true => arg.hide_possible_values(true).hide_default_value(true),
        false => arg,
    };
    arg.help(help).long_help(None).help_heading(heading)
}

/// A command with what it is for.
fn with_about(command: Command, path: &str) -> Command {
    match chinese::about(path) {
        Some(about) => command.about(about).long_about(None),
        None => command,
    }
}

/// What values an option can have, and which it has where it is not given.
fn values(arg: &Arg) -> String {
    if !arg.get_action().takes_values() {
        return String::new();
    }
    let possible = arg.get_possible_values();
    let names: Vec<&str> = possible
        .iter()
        .map(clap::builder::PossibleValue::get_name)
        .collect();
    let default: Vec<_> = arg
        .get_default_values()
        .iter()
        .map(|word| word.to_string_lossy())
        .collect();
    let mut text = String::new();
    if !names.is_empty() {
        text.push_str(&format!("（可选：{}）", names.join("、")));
    }
    if !default.is_empty() {
        text.push_str(&format!("（默认：{}）", default.join("、")));
    }
    text
}

/// The language that the arguments or the locale ask for, before they are understood.
pub(crate) fn language_of(arguments: &[OsString]) -> Language {
    let mut asked: Option<Lang> = None;
    let mut words = arguments.iter().filter_map(|word| word.to_str());
    while let Some(word) = words.next() {
        let value = match word.split_once('=') {
            Some(("--lang", value)) => Some(value),
            _ if word == "--lang" => words.next(),
            _ => None,
        };
        asked = value.and_then(|value| value.parse().ok()).or(asked);
    }
    language::choose(asked.as_ref())
}

/// How to begin, for whoever gives no arguments at all.
pub(crate) const fn beginning(language: Language) -> &'static str {
    match language {
        Language::Chinese => {
            "检查一份年报：gouji 年报.docx（也可以是 PDF、表格、网页，或整个文件夹）\n\
             全部命令：gouji --help\n"
        }
        Language::English => {
            "check a report: gouji report.docx (or a PDF, a workbook, a web page, a folder)\n\
             all commands: gouji --help\n"
        }
    }
}

/// The arguments, with `check` put in where a file stands in a command's place, also behind options
/// (`gouji -q report.docx`): what dragging a file onto the program does.
fn completed(mut arguments: Vec<OsString>, command: &Command) -> Vec<OsString> {
    let is_command = |word: &str| word == "help" || command.find_subcommand(word).is_some();
    let mut words = arguments.iter().skip(1);
    let is_file = loop {
        let Some(word) = words.next() else {
            break false;
        };
        let name = word.to_str().unwrap_or_default();
        if ["--rules", "--lang", "--config"].contains(&name) {
            words.next();
        } else if is_command(name) {
            break false;
        } else if !name.starts_with('-') && std::path::Path::new(word).exists() {
            break true;
        }
    };
    if is_file {
        arguments.insert(1, "check".into());
    }
    arguments
}

#[cfg(test)]
mod tests {
    use super::*;

    fn each(command: &Command, path: &str, found: &mut Vec<String>) {
        if chinese::about(path).is_none() {
            found.push(format!("about {path}"));
        }
        for arg in command.get_arguments() {
            let id = arg.get_id().as_str();
            let own = !["help", "version"].contains(&id);
            if own && !arg.is_global_set() && chinese::option(path, id).is_none() {
                found.push(format!("{path}.{id}"));
            }
        }
        for sub in command.get_subcommands() {
            let name = sub.get_name();
            let below = if path.is_empty() {
                name.to_owned()
            } else {
                format!("{path}.{name}")
            };
            each(sub, &below, found);
        }
    }

    #[test]
    fn every_command_and_option_is_explained_in_chinese() {
        let mut missing = Vec::new();
        each(&Arguments::command(), "", &mut missing);
        assert!(missing.is_empty(), "{missing:?}");
        command(Language::Chinese).debug_assert();
    }

    #[test]
    fn chinese_help_has_no_english_sentence() {
        let mut command = command(Language::Chinese);
        let names: Vec<String> = command
            .get_subcommands()
            .map(|sub| sub.get_name().to_owned())
            .collect();
        for name in names {
            let Some(sub) = command.find_subcommand_mut(&name) else {
                continue;
            };
            let help = sub.render_long_help().to_string();
            for english in ["Usage", "Options", "Arguments", "Print help", "default:"] {
                assert!(!help.contains(english), "{name}: {help}");
            }
        }
    }
}
