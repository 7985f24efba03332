//! What is wrong with the arguments, in Chinese; in English the parser says most of it itself.

use clap::error::{ContextKind, ContextValue, ErrorKind};
use gouji_model::Language;

/// What the parser has to say, ready to print: help and the version as they are, faults in the
/// reader's language.
pub(crate) fn shown(error: &clap::Error, language: Language) -> String {
    let is_help = matches!(
        error.kind(),
        ErrorKind::DisplayHelp
            | ErrorKind::DisplayVersion
            | ErrorKind::DisplayHelpOnMissingArgumentOrSubcommand
    );
    if is_help {
        return error.render().to_string();
    }
    if language == Language::English {
        return in_english(error);
    }
    let usage = of(error, ContextKind::Usage).map(|usage| {
        let usage = usage.trim().trim_start_matches("Usage:").trim().to_owned();
        format!("用法：{usage}\n")
    });
    format!(
        "gouji: {}\n{}{}全部选项：gouji --help\n",
        fault(error),
        meant(error),
        usage.unwrap_or_default()
    )
}

/// What the parser says, but for what it cannot know: a file may stand where a command does, and which argument
/// is no text.
fn in_english(error: &clap::Error) -> String {
    let text = error.render().to_string();
    let word = of(error, ContextKind::InvalidSubcommand).unwrap_or_default();
    match error.kind() {
        ErrorKind::InvalidSubcommand if takes_files(error) => text.replacen(
            &format!("unrecognized subcommand '{word}'"),
            &format!("there is no command '{word}', and no file of that name"),
            1,
        ),
        ErrorKind::InvalidUtf8 => text.replacen(
            "invalid UTF-8 was detected in one or more arguments",
            &format!("invalid UTF-8 in the argument '{}'", no_text()),
            1,
        ),
        _ => text,
    }
}

/// Whether a file may stand where a command was looked for: behind the program's name, and not behind another
/// command's.
fn takes_files(error: &clap::Error) -> bool {
    let usage = of(error, ContextKind::Usage).unwrap_or_default();
    let rest = usage.split_once("gouji ").map_or("", |(_, rest)| rest);
    !rest.starts_with(|c: char| c.is_ascii_lowercase())
}

/// The first argument that is no text, as far as it is one.
fn no_text() -> String {
    let mut words = std::env::args_os();
    let found = words.find(|word| word.to_str().is_none());
    found.unwrap_or_default().to_string_lossy().into_owned()
}

fn fault(error: &clap::Error) -> String {
    let argument = of(error, ContextKind::InvalidArg).unwrap_or_default();
    let value = of(error, ContextKind::InvalidValue).unwrap_or_default();
    match error.kind() {
        ErrorKind::UnknownArgument => format!("没有 {argument} 这个选项"),
        ErrorKind::InvalidSubcommand => {
            let word = of(error, ContextKind::InvalidSubcommand).unwrap_or_default();
            match takes_files(error) {
                true => format!("没有 {word} 这个命令，也没有叫这个名字的文件"),
                false => format!("没有 {word} 这个命令"),
            }
        }
        ErrorKind::InvalidValue if value.is_empty() => format!("{argument} 缺少值"),
        ErrorKind::InvalidValue => {
            let valid = of(error, ContextKind::ValidValue).unwrap_or_default();
            format!("{argument} 不能是 {value}，可以是：{valid}")
        }
        ErrorKind::ValueValidation => format!("{argument} 的值 {value} 不对"),
        ErrorKind::ArgumentConflict => {
            let other = of(error, ContextKind::PriorArg).unwrap_or_default();
            if other == argument {
                format!("{argument} 只能写一次")
            } else {
                format!("{argument} 不能与 {other} 同时使用")
            }
        }
        ErrorKind::MissingRequiredArgument => format!("缺少 {argument}"),
        ErrorKind::MissingSubcommand => "缺少命令".to_owned(),
        ErrorKind::TooManyValues | ErrorKind::TooFewValues | ErrorKind::WrongNumberOfValues => {
            format!("{argument} 的值个数不对")
        }
        ErrorKind::NoEquals => format!("{argument} 的值要用 = 连接"),
        ErrorKind::InvalidUtf8 => format!("参数 {} 不是有效的 UTF-8 文字", no_text()),
        _ => "命令行参数有误".to_owned(),
    }
}

/// What may have been meant.
fn meant(error: &clap::Error) -> String {
    let kinds = [
        ContextKind::SuggestedArg,
        ContextKind::SuggestedSubcommand,
        ContextKind::SuggestedValue,
    ];
    let suggested = kinds.iter().find_map(|kind| of(error, *kind));
    suggested.map_or_else(String::new, |word| format!("是不是想写 {word}？\n"))
}

fn of(error: &clap::Error, kind: ContextKind) -> Option<String> {
    Some(match error.get(kind)? {
        ContextValue::String(text) => text.clone(),
        ContextValue::Strings(texts) => texts.join("、"),
        ContextValue::StyledStr(text) => text.to_string(),
        ContextValue::StyledStrs(texts) => {
            let texts: Vec<String> = texts.iter().map(ToString::to_string).collect();
            texts.join("、")
        }
        ContextValue::Number(number) => number.to_string(),
        _ => return None,
    })
}
