//! What is to be reported about the configuration itself.

use std::ops::Range;
use std::path::Path;

use gouji_model::{Bilingual, Language, Severity};

use crate::diagnostic::ConfigDiagnostic;
use crate::file_place::FilePlace;

/// A suppression with nothing to suppress.
pub(crate) const UNUSED: &str = "unused-suppression";
/// A suppression whose day has passed.
pub(crate) const EXPIRED: &str = "expired-suppression";
/// A suppression of a finding whose values have changed.
pub(crate) const REOPENED: &str = "reopened-suppression";
/// The rules about the configuration itself.
pub(crate) const NOTICE_RULES: [&str; 3] = [UNUSED, EXPIRED, REOPENED];

/// Something to be reported about a configuration file.
#[derive(Clone, Debug)]
pub struct Notice {
    /// Name of the rule, which `ignore` and `[severity]` take like any other.
    pub rule: &'static str,
    /// How much it matters.
    pub severity: Severity,
    /// What is the matter.
    pub message: Bilingual,
    /// What to do.
    pub help: Bilingual,
    pub(crate) spot: FilePlace,
}

impl Notice {
    /// The configuration file, relative to the current folder where it is below that.
    #[must_use]
    pub fn path(&self) -> &Path {
        &self.spot.path
    }

    /// Line and column, both from 1, columns in characters.
    #[must_use]
    pub fn line_and_column(&self) -> (usize, usize) {
        self.spot.line_and_column()
    }

    /// Bytes of the file.
    #[must_use]
    pub fn span(&self) -> Range<usize> {
        self.spot.span.clone()
    }

    /// The notice as miette draws it.
    #[must_use]
    pub fn diagnostic(&self, language: Language) -> ConfigDiagnostic {
        let severity = match self.severity {
            Severity::Error => miette::Severity::Error,
            Severity::Warning => miette::Severity::Warning,
            Severity::Info => miette::Severity::Advice,
        };
        let words = (self.message.clone(), self.help.clone());
        ConfigDiagnostic::new(&words, self.rule, Some(&self.spot), severity, language)
    }
}
