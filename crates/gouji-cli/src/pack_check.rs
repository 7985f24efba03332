//! `gouji pack check`: a linter for rule sets.

mod json;
mod loose;
mod shown;
mod text;

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use gouji_model::{Bilingual, Language, Severity};
use gouji_pack::{PackError, Packs, Survey, files_of};
use gouji_ruleset::lint;

use shown::Shown;

use crate::arguments::{Level, PackCheck, PackFormat};
use crate::output;
use crate::status::COULD_NOT;

/// Lints the packs and rules in the folders named, else in those in force, else the built-in packs.
/// `folders` are in force and stand around those named.
pub(crate) fn run(options: &PackCheck, folders: &[PathBuf], language: Language) -> ExitCode {
    let around = folders.iter().filter(|folder| !named(options, folder));
    let all: Vec<PathBuf> = around.chain(&options.folders).cloned().collect();
    let survey = Packs::survey(&all);
    let wanted = match options.folders.as_slice() {
        [] => folders,
        wanted => wanted,
    };
    let asked = asked(&survey, wanted);
    let linted = lint(&survey, asked.as_ref());
    let shown = Shown {
        survey: &survey,
        faults: survey.faults.iter().collect(),
        linted: &linted,
        asked,
        language,
    };
    output::print(&match options.format {
        PackFormat::Full => text::text(&shown, options.color),
        PackFormat::Json => json::json(&shown),
    });
    if shown.faults.is_empty() && shown.asked.as_ref().is_some_and(BTreeSet::is_empty) {
        return without_files(wanted, language);
    }
    status(&shown, options.fail_on)
}

/// Whether a folder in force is one that is named as well: its rules are not there twice.
fn named(options: &PackCheck, folder: &Path) -> bool {
    let place = |path: &Path| path.canonicalize().unwrap_or_else(|_| path.to_owned());
    let known = place(folder);
    options.folders.iter().any(|other| place(other) == known)
}

/// The files in some folders; nothing where no folder is named.
fn asked<'s>(survey: &'s Survey, folders: &[PathBuf]) -> Option<BTreeSet<&'s str>> {
    if folders.is_empty() {
        return None;
    }
    let unsaved = BTreeMap::new();
    let wanted = folders.iter().flat_map(|folder| files_of(folder, &unsaved));
    let wanted: BTreeSet<String> = wanted.map(|file| file.path).collect();
    let paths = survey.files.iter().map(|file| file.path.as_str());
    let rules = paths.filter(|path| wanted.contains(*path));
    Some(rules.filter(|path| path.ends_with(".toml")).collect())
}

/// Folders that have no rule must not look like rules in order.
fn without_files(folders: &[PathBuf], language: Language) -> ExitCode {
    let folders: Vec<_> = folders
        .iter()
        .map(|folder| folder.to_string_lossy())
        .collect();
    let message = Bilingual::new(
        format!("{} 里没有规则或规则包（.toml 文件）", folders.join("、")),
        format!("no rule or pack (.toml file) in {}", folders.join(", ")),
    );
    output::complain(message.get(language));
    ExitCode::from(COULD_NOT)
}

fn status(shown: &Shown<'_>, fail_on: Level) -> ExitCode {
    let unreadable = |fault: &&PackError| matches!(fault, PackError::Unreadable { .. });
    if shown.faults.iter().any(unreadable) {
        return ExitCode::from(COULD_NOT);
    }
    let counted = match fail_on {
        Level::Error => &[Severity::Error][..],
        Level::Warning => &[Severity::Error, Severity::Warning],
        Level::Info => &[Severity::Error, Severity::Warning, Severity::Info],
    };
    if counted.iter().any(|severity| shown.count(*severity) > 0) {
        return ExitCode::from(1);
    }
    ExitCode::SUCCESS
}
