//! From a file to what it is checked with: its configuration, the packs that names, the settings.
//! The same for the command and the editor.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use gouji_model::Date;
use gouji_pack::{PackError, Packs};

use crate::error::ConfigError;
use crate::finder::{Chain, Finder, Source};
use crate::settings::{Overrides, Settings};

/// Configurations and packs, each read once until it is forgotten.
#[derive(Debug)]
pub struct Workspace {
    source: Source,
    /// Folders with more rules, besides those that configurations name.
    rules: Vec<PathBuf>,
    /// The day suppressions expire by.
    today: Date,
    finder: Finder,
    packs: BTreeMap<Vec<PathBuf>, Packs>,
    /// Packs that are looked at again before they are used.
    stale: BTreeMap<Vec<PathBuf>, Packs>,
}

impl Workspace {
    /// Nothing is read yet. `rules` are folders with more rules than configurations name, and
    /// suppressions expire by `today`.
    #[must_use]
    pub fn new(source: Source, rules: Vec<PathBuf>, today: Date) -> Self {
        Self {
            finder: Finder::new(source.clone()),
            source,
            rules,
            today,
            packs: BTreeMap::new(),
            stale: BTreeMap::new(),
        }
    }

    /// Whether the nearest configuration of a file holds, and not a named one or none.
    #[must_use]
    pub fn is_nearest(&self) -> bool {
        matches!(self.source, Source::Nearest)
    }

    /// The configuration of a file; see [`Finder::find`].
    ///
    /// # Errors
    /// When the configuration cannot be read or is not allowed.
    pub fn of_file(&mut self, file: &Path) -> Result<Arc<Chain>, ConfigError> {
        self.finder.find(file)
    }

    /// The configuration of a folder.
    ///
    /// # Errors
    /// When the configuration cannot be read or is not allowed.
    pub fn of_folder(&mut self, folder: &Path) -> Result<Arc<Chain>, ConfigError> {
        self.finder.find_for_folder(folder)
    }

    /// The packs in force under a configuration. The same packs are returned for all
    /// configurations that name the same folders.
    ///
    /// # Errors
    /// When a file cannot be read or has a mistake.
    pub fn packs(&mut self, chain: &Chain) -> Result<Packs, PackError> {
        let folders = self.folders(chain);
        if let Some(known) = self.packs.get(&folders) {
            return Ok(known.clone());
        }
        let packs = match self.stale.remove(&folders) {
            Some(stale) => stale.reloaded(&folders)?,
            None => Packs::load(&folders)?,
        };
        self.packs.insert(folders, packs.clone());
        Ok(packs)
    }

    /// The settings in force under a configuration.
    ///
    /// # Errors
    /// When a rule, a cell or a baseline is named that does not exist.
    pub fn settings(
        &self,
        chain: &Arc<Chain>,
        packs: &Packs,
        overrides: &Overrides,
    ) -> Result<Settings, ConfigError> {
        Settings::new(chain, packs, overrides, self.today)
    }

    /// Forgets configurations, so that they are read again; rules are looked at again where asked.
    pub fn forget(&mut self, rules: bool) {
        self.finder = Finder::new(self.source.clone());
        if rules {
            self.stale.append(&mut self.packs);
        }
    }

    /// All folders with rules under a configuration, each once: one named twice would bring each
    /// of its rules twice.
    fn folders(&self, chain: &Chain) -> Vec<PathBuf> {
        let mut folders = chain.rule_folders();
        folders.extend(self.rules.iter().cloned());
        let mut seen = Vec::new();
        folders.retain(|folder| {
            let known = folder.canonicalize().unwrap_or_else(|_| folder.clone());
            let new = !seen.contains(&known);
            seen.push(known);
            new
        });
        folders
    }
}
