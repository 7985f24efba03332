//! Which inputs are one and the same.

use std::collections::HashMap;
use std::path::{Path, PathBuf};

use super::found::Input;
use crate::replacing;

/// How many folders are held: those of inputs beside each other are mostly the same.
const HELD: usize = 1024;

/// Folders by the one path each has: asking the system for every file would cost more.
#[derive(Default)]
pub(super) struct Settled(HashMap<PathBuf, PathBuf>);

impl Settled {
    /// What an input has in common with those that are the same, and with no other.
    pub(super) fn key(&mut self, input: &Input) -> (PathBuf, String) {
        match input {
            Input::File(path) | Input::Met(path, _) => (self.path(path), String::new()),
            Input::Member(path, member) => (self.path(path), member.clone()),
            Input::Standard => (PathBuf::from("-"), String::new()),
            Input::Nothing(path, _) => (PathBuf::from(path), String::new()),
        }
    }

    /// The path of a file by its folder's one path.
    fn path(&mut self, path: &Path) -> PathBuf {
        let folder = replacing::folder_of(path);
        if self.0.len() >= HELD {
            self.0.clear();
        }
        if !self.0.contains_key(folder) {
            let settled = folder.canonicalize().unwrap_or_else(|_| folder.to_owned());
            self.0.insert(folder.to_owned(), settled);
        }
        let name = path.file_name().unwrap_or_default();
        let folder = self.0.get(folder);
        folder.map_or_else(|| path.to_owned(), |folder| folder.join(name))
    }
}
