//! From a checked file to the configuration that holds for it.
//!
//! The nearest `gouji.toml` counts, upwards from the file's folder to the root of its repository
//! (a folder with `.git`) or of the file system; `extends` puts others under it.

use std::collections::HashMap;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use gouji_model::{Bilingual, Language};

use crate::error::ConfigError;
use crate::file::{ConfigFile, relative};
use crate::patterns::{absolute, shown};

/// What a configuration is called.
pub const FILE_NAME: &str = "gouji.toml";
/// Longest chain of `extends`.
const DEEPEST: usize = 16;

/// Where configurations come from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Source {
    /// The nearest file of each checked file.
    Nearest,
    /// This file for everything.
    File(PathBuf),
    /// None.
    Nothing,
}

/// A configuration with those it extends.
#[derive(Clone, Debug, Default)]
pub struct Chain {
    /// The base first, the file that was found last; none where there is no configuration.
    pub(crate) files: Vec<Arc<ConfigFile>>,
}

impl Chain {
    /// The folders with more rules that it names.
    #[must_use]
    pub fn rule_folders(&self) -> Vec<PathBuf> {
        let folders = self.files.iter().flat_map(|file| &file.rules);
        folders.cloned().collect()
    }

    /// The language it asks for.
    #[must_use]
    pub fn language(&self) -> Option<Language> {
        let mut asked = self.files.iter().rev();
        asked.find_map(|file| Some(file.language.as_ref()?.value))
    }

    /// The units file that it names.
    #[must_use]
    pub fn units(&self) -> Option<&Path> {
        let mut named = self.files.iter().rev();
        named.find_map(|file| file.units.as_deref())
    }

    /// The baseline that it names.
    #[must_use]
    pub fn baseline(&self) -> Option<&Path> {
        let mut named = self.files.iter().rev();
        named.find_map(|file| Some(file.baseline.as_ref()?.value.as_path()))
    }

    /// Whether a file or folder, by its absolute path, is to be passed over: in any of its files.
    #[must_use]
    pub fn excludes(&self, path: &Path, is_folder: bool) -> bool {
        let mut files = self.files.iter();
        files.any(|file| file.exclusion.excludes(path, is_folder))
    }

    /// The files it was read from, the base first.
    pub fn paths(&self) -> impl Iterator<Item = &Path> {
        self.files.iter().map(|file| file.path.as_path())
    }
}

/// Finds configurations; each file is read once.
#[derive(Debug)]
pub struct Finder {
    source: Source,
    /// The folder of the file asked for last, as it was written, and what holds in it: of files in a row most lie
    /// in one, and to follow its links takes as long as to look at a file.
    last: Option<(PathBuf, Option<PathBuf>)>,
    of_folder: HashMap<PathBuf, Option<PathBuf>>,
    chains: HashMap<PathBuf, Result<Arc<Chain>, ConfigError>>,
}

impl Finder {
    /// A finder that has read nothing yet.
    #[must_use]
    pub fn new(source: Source) -> Self {
        Self {
            source,
            last: None,
            of_folder: HashMap::new(),
            chains: HashMap::new(),
        }
    }

    /// The configuration of a file, which need not exist. The same chain is returned for all files
    /// that share a configuration.
    ///
    /// # Errors
    /// When the configuration cannot be read or is not allowed.
    pub fn find(&mut self, file: &Path) -> Result<Arc<Chain>, ConfigError> {
        let path = match &self.source {
            Source::Nothing => None,
            Source::File(path) => Some(path.clone()),
            Source::Nearest => self.nearest_of(file),
        };
        // Files without a configuration share the chain of the empty path.
        let key = path.clone().unwrap_or_default();
        let chain = self.chains.entry(key).or_insert_with(|| match path {
            Some(path) => read_chain(&path).map(Arc::new),
            None => Ok(Arc::default()),
        });
        chain.clone()
    }

    /// The configuration of a folder.
    ///
    /// # Errors
    /// When the configuration cannot be read or is not allowed.
    pub fn find_for_folder(&mut self, folder: &Path) -> Result<Arc<Chain>, ConfigError> {
        self.find(&folder.join(FILE_NAME))
    }

    fn nearest_of(&mut self, file: &Path) -> Option<PathBuf> {
        let written = file.parent().unwrap_or(Path::new(""));
        if let Some((folder, found)) = &self.last
            && folder == written
        {
            return found.clone();
        }
        let path = absolute(file);
        let found = self.nearest(path.parent().unwrap_or(Path::new("")));
        self.last = Some((written.to_owned(), found.clone()));
        found
    }

    fn nearest(&mut self, folder: &Path) -> Option<PathBuf> {
        if let Some(known) = self.of_folder.get(folder) {
            return known.clone();
        }
        let mut found = None;
        for above in folder.ancestors() {
            let candidate = above.join(FILE_NAME);
            if candidate.is_file() {
                found = Some(candidate);
                break;
            }
            if above.join(".git").exists() {
                break;
            }
        }
        self.of_folder.insert(folder.to_owned(), found.clone());
        found
    }
}

/// Reads a file and all it extends.
fn read_chain(path: &Path) -> Result<Chain, ConfigError> {
    let mut files = vec![ConfigFile::read(path)?];
    while let Some((last, extends)) = files.last().and_then(|f| Some((f, f.extends.as_ref()?))) {
        let base = last.folder.join(&extends.value);
        let spot = extends.span.clone();
        let next = ConfigFile::read(&base).map_err(|error| match error {
            ConfigError::Unreadable { reason, .. } => {
                last.fault(spot.clone(), cannot_extend(&base, &reason), relative())
            }
            error => error,
        })?;
        let again = files.iter().any(|file| file.path == next.path);
        if again || files.len() >= DEEPEST {
            return Err(last.fault(spot, endless(again), relative()));
        }
        files.push(next);
    }
    files.reverse();
    Ok(Chain {
        files: files.into_iter().map(Arc::new).collect(),
    })
}

fn cannot_extend(base: &Path, reason: &str) -> Bilingual {
    let base = shown(base);
    let base = base.display();
    Bilingual::new(
        format!("无法读取 {base}：{reason}"),
        format!("cannot read {base}: {reason}"),
    )
}

fn endless(again: bool) -> Bilingual {
    if again {
        return Bilingual::new(
            "extends 绕回了已采用的配置",
            "`extends` leads back to a configuration that extends this one",
        );
    }
    Bilingual::new(
        format!("extends 超过 {DEEPEST} 层"),
        format!("`extends` goes on for more than {DEEPEST} files"),
    )
}
