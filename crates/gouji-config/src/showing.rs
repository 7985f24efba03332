//! The settings in force for a file, with where each comes from.

use std::fmt::Write;
use std::path::Path;

use gouji_model::Language;
use gouji_pack::Packs;

use crate::finder::FILE_NAME;
use crate::layers::{self, Origin};
use crate::notice::NOTICE_RULES;
use crate::patterns::shown;
use crate::selector::Target;
use crate::settings::Settings;

/// The settings for a file as text: run-wide ones, then every rule.
#[must_use]
pub fn show(settings: &Settings, packs: &Packs, path: &Path, language: Language) -> String {
    let folder = path.parent().filter(|_| path.ends_with(FILE_NAME));
    let mut text = format!("# {}\n", folder.unwrap_or(path).display());
    let words = |zh: &'static str, en: &'static str| match language {
        Language::Chinese => zh,
        Language::English => en,
    };
    if settings.chain.files.is_empty() {
        let _ = writeln!(text, "# {}", words("没有 gouji.toml", "no gouji.toml"));
    }
    for file in settings.chain.paths() {
        let _ = writeln!(text, "# {}", shown(file).display());
    }
    run_wide(&mut text, settings, path, language);
    text.push('\n');
    rules(&mut text, settings, packs, path, language);
    text
}

/// The settings that are none of single rules.
fn run_wide(text: &mut String, settings: &Settings, path: &Path, language: Language) {
    let (fail_on, origin) = settings.fail_on(path);
    line(
        text,
        "fail-on",
        &quoted(fail_on.name()),
        &settings.location(&origin, language),
    );
    let path_of = |path: &Path| quoted(&shown(path).to_string_lossy());
    if let Some(baseline) = &settings.baseline {
        let value = format!("{} ({})", path_of(&baseline.path), baseline.len());
        let from = settings.location(&settings.baseline_from, language);
        line(text, "baseline", &value, &from);
    }
    for folder in settings.chain.rule_folders() {
        line(text, "rules", &path_of(&folder), "");
    }
    for (index, file) in settings.chain.files.iter().enumerate() {
        for exclude in &file.exclude {
            let span = exclude.span.clone();
            let from = settings.location(&Origin::File { file: index, span }, language);
            line(text, "exclude", &quoted(&exclude.value), &from);
        }
    }
    for suppression in &settings.suppressions {
        let rule = quoted(&suppression.written.rule.value);
        let (row, _) = suppression.spot.line_and_column();
        let from = format!("{}:{row}", suppression.spot.path.display());
        line(text, "suppress", &rule, &from);
    }
}

fn rules(text: &mut String, settings: &Settings, packs: &Packs, path: &Path, language: Language) {
    let layers = settings.layers_for(path);
    for pack in packs.packs() {
        let _ = writeln!(text, "[{}]", pack.form.id);
        for rule in pack.rules() {
            let grade = layers::grade(layers.iter().copied(), Target::of(rule), rule.severity);
            one_rule(text, settings, &rule.name, &grade, language);
        }
    }
    let _ = writeln!(text, "[gouji.toml]");
    for name in NOTICE_RULES {
        one_rule(
            text,
            settings,
            name,
            &settings.grade_of_notice(name),
            language,
        );
    }
}

fn one_rule(
    text: &mut String,
    settings: &Settings,
    name: &str,
    grade: &layers::Grade,
    language: Language,
) {
    let (value, origin) = if grade.on {
        (grade.severity.name(), &grade.severity_from)
    } else {
        ("off", &grade.on_from)
    };
    line(
        text,
        name,
        &quoted(value),
        &settings.location(origin, language),
    );
}

fn line(text: &mut String, name: &str, value: &str, from: &str) {
    let line = format!("{name:<32} = {value:<12}");
    let _ = match from {
        "" => writeln!(text, "{}", line.trim_end()),
        from => writeln!(text, "{line} # {from}"),
    };
}

fn quoted(text: &str) -> String {
    format!("\"{text}\"")
}

impl Settings {
    /// Where something is set: `file:line`, the command line, or nothing for defaults.
    fn location(&self, origin: &Origin, language: Language) -> String {
        match (origin, language) {
            (Origin::Default, _) => String::new(),
            (Origin::CommandLine, Language::Chinese) => "命令行".to_owned(),
            (Origin::CommandLine, Language::English) => "command line".to_owned(),
            (Origin::File { file, span }, _) => {
                let Some(file) = self.chain.files.get(*file) else {
                    return String::new();
                };
                let spot = file.spot(span.clone());
                let (line, _) = spot.line_and_column();
                format!("{}:{line}", spot.path.display())
            }
        }
    }
}
