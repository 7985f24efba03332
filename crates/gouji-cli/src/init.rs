//! `gouji init`: a gouji.toml that explains itself in the reader's language.

use std::fs::File;
use std::io::{self, Write as _};
use std::path::Path;
use std::process::ExitCode;

use gouji_config::FILE_NAME;
use gouji_model::{Bilingual, Language};

use crate::output;
use crate::status::COULD_NOT;

const CHINESE: &str = include_str!("init/gouji.zh.toml");
const ENGLISH: &str = include_str!("init/gouji.en.toml");

/// Writes it into a folder, unless there is one.
pub(crate) fn run(folder: Option<&Path>, language: Language) -> ExitCode {
    let path = folder.unwrap_or_else(|| Path::new("")).join(FILE_NAME);
    let text = match language {
        Language::Chinese => CHINESE,
        Language::English => ENGLISH,
    };
    // Only where the name is free, even when another process takes it at this moment.
    let made = File::create_new(&path).and_then(|mut file| file.write_all(text.as_bytes()));
    let shown = path.display();
    match made {
        Ok(()) => {
            let message = written(&shown.to_string());
            output::print(&format!("{}\n", message.get(language)));
            ExitCode::SUCCESS
        }
        Err(error) => {
            let why = refusal(&error);
            output::complain(&format!("{shown}: {}", why.get(language)));
            ExitCode::from(COULD_NOT)
        }
    }
}

fn written(path: &str) -> Bilingual {
    Bilingual::new(
        format!(
            "已新建 {path}：里面有说明，现在什么也没有改变；生效的设置：gouji check --show-settings"
        ),
        format!(
            "{path} is written and explains itself; as it stands it changes nothing. Settings in force: gouji check --show-settings"
        ),
    )
}

fn refusal(error: &io::Error) -> Bilingual {
    match error.kind() {
        io::ErrorKind::AlreadyExists => {
            Bilingual::new("已经有了，没有动它", "it is there already and is as it was")
        }
        _ => Bilingual::new(
            format!("无法新建：{error}"),
            format!("cannot be written: {error}"),
        ),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The file with every example in force.
    fn in_force(text: &str) -> String {
        let is_example = |line: &str| {
            let first = line.chars().next();
            line.contains('=') && !line.contains('…') || first == Some('[')
        };
        let line = |line: &str| match line.strip_prefix("# ") {
            Some(own) if is_example(own) => format!("{own}\n"),
            _ => String::new(),
        };
        text.lines().map(line).collect()
    }

    #[test]
    fn both_languages_give_the_same_examples() {
        let keys = |text: &str| -> Vec<String> {
            let text = in_force(text);
            let key = |line: &str| line.split('=').next().unwrap_or_default().to_owned();
            text.lines().map(key).collect()
        };
        let keys = (keys(CHINESE), keys(ENGLISH));
        assert!(keys.0.len() > 15, "{keys:?}");
        assert_eq!(keys.0, keys.1);
    }

    #[test]
    fn nothing_is_in_force_until_it_is_asked_for() {
        for text in [CHINESE, ENGLISH] {
            assert!(
                text.lines()
                    .all(|line| line.is_empty() || line.starts_with('#'))
            );
        }
    }
}
