//! Configurations and the packs that go with them, for the files of a run.

use std::path::Path;
use std::sync::Arc;

use gouji_config::{Chain, ConfigError, Overrides, Settings, Source, Workspace};
use gouji_model::{Bilingual, Language};
use gouji_pack::{PackError, Packs};

use crate::arguments::Arguments;
use crate::clock::today;
use crate::{language, output};

/// Why nothing can be done at all: settings, packs, or a file that everything needs.
pub(crate) enum Failure {
    /// A configuration or baseline.
    Config(ConfigError),
    /// A pack.
    Pack(PackError),
    /// A file by its path as given, and why it cannot be used.
    File(String, Bilingual),
}

impl From<ConfigError> for Failure {
    fn from(error: ConfigError) -> Self {
        Self::Config(error)
    }
}

impl From<PackError> for Failure {
    fn from(error: PackError) -> Self {
        Self::Pack(error)
    }
}

impl Failure {
    /// Shows it on standard error.
    pub(crate) fn show(self, language: Language) {
        let report = match self {
            Self::Config(error) => miette::Report::new(error.diagnostic(language)),
            Self::Pack(error) => miette::Report::new(error.diagnostic(language)),
            Self::File(path, why) => {
                return output::complain(&format!("{path}: {}", why.get(language)));
            }
        };
        output::show(&format!("{report:?}"));
    }
}

/// What the arguments say of configurations and packs.
pub(crate) struct Project<'a> {
    arguments: &'a Arguments,
    workspace: Workspace,
}

impl<'a> Project<'a> {
    /// Nothing is read yet.
    pub(crate) fn new(arguments: &'a Arguments) -> Self {
        Self {
            arguments,
            workspace: workspace(arguments),
        }
    }

    /// The same where no configuration holds.
    pub(crate) fn without_settings(arguments: &'a Arguments) -> Self {
        Self {
            arguments,
            workspace: Workspace::new(Source::Nothing, arguments.rules.clone(), today()),
        }
    }

    /// The language asked for, by option, by the configuration of the current folder, by locale.
    pub(crate) fn language(&mut self) -> Result<Language, Failure> {
        if self.arguments.lang.is_some() {
            return Ok(language::choose(self.arguments.lang.as_ref()));
        }
        let configured = self.here()?.language();
        Ok(configured.unwrap_or_else(|| language::choose(None)))
    }

    /// The configuration of the current folder.
    pub(crate) fn here(&mut self) -> Result<Arc<Chain>, Failure> {
        Ok(self.workspace.of_folder(Path::new("."))?)
    }

    /// The configuration of a file.
    pub(crate) fn of_file(&mut self, file: &Path) -> Result<Arc<Chain>, Failure> {
        Ok(self.workspace.of_file(file)?)
    }

    /// The packs in force under a configuration.
    pub(crate) fn packs(&mut self, chain: &Chain) -> Result<Packs, Failure> {
        Ok(self.workspace.packs(chain)?)
    }

    /// Settings in force under a configuration.
    pub(crate) fn settings(
        &self,
        chain: &Arc<Chain>,
        packs: &Packs,
        overrides: &Overrides,
    ) -> Result<Settings, Failure> {
        Ok(self.workspace.settings(chain, packs, overrides)?)
    }
}

/// A workspace as the arguments say, in which nothing is read yet.
pub(crate) fn workspace(arguments: &Arguments) -> Workspace {
    Workspace::new(source(arguments), arguments.rules.clone(), today())
}

/// Where the arguments say configurations come from.
fn source(arguments: &Arguments) -> Source {
    match (&arguments.config, arguments.no_config) {
        (_, true) => Source::Nothing,
        (Some(file), false) => Source::File(file.clone()),
        (None, false) => Source::Nearest,
    }
}
