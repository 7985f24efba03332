//! `gouji pack check`: a linter for rule sets.

mod json;
mod text;

use std::collections::BTreeSet;
use std::path::PathBuf;
use std::process::ExitCode;

use gouji_model::{Language, Severity};
use gouji_pack::{PackError, Packs, Survey};
use gouji_ruleset::{Linted, lint};

use crate::arguments::{Level, PackCheck, PackFormat};
use crate::{COULD_NOT, output};

/// What is shown: the packs, what is wrong with their files, and what the linter says.
struct Shown<'a> {
    survey: &'a Survey,
    faults: Vec<&'a PackError>,
    linted: &'a Linted,
    language: Language,
}

impl Shown<'_> {
    fn count(&self, severity: Severity) -> usize {
        let faults = if severity == Severity::Error {
            self.faults.len()
        } else {
            0
        };
        faults + self.linted.count(severity)
    }
}

/// Lints the built-in packs, or those in folders given.
pub(crate) fn run(options: &PackCheck, folders: &[PathBuf], language: Language) -> ExitCode {
    let survey = Packs::survey(folders);
    let own = Packs::survey(&[]).files.len();
    let given: BTreeSet<&str> = survey
        .files
        .iter()
        .skip(own)
        .map(|file| file.path.as_str())
        .collect();
    let linted = lint(&survey, (!folders.is_empty()).then_some(&given));
    let shown = Shown {
        survey: &survey,
        faults: survey.faults.iter().collect(),
        linted: &linted,
        language,
    };
    output::print(&match options.format {
        PackFormat::Full => text::text(&shown, options.color),
        PackFormat::Json => json::json(&shown),
    });
    status(&shown, options.fail_on)
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
