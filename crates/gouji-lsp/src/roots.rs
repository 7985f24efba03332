//! The folders the editor has open, and the files in them that may be reports.

use std::ffi::OsStr;
use std::fs;
use std::path::{Path, PathBuf};

use gouji_config::FILE_NAME;
use gouji_format::names;
use serde_json::Value;

use crate::address::path_of;
use crate::protocol::{Uri, WorkspaceFolder, WorkspaceFoldersChangeEvent};

/// Deepest folder looked into.
const DEEPEST: usize = 64;
/// Most files of all folders together; whoever has more uses the command.
const MOST_FILES: usize = 20_000;

/// The folders the editor has open.
#[derive(Debug, Default)]
pub(crate) struct Roots(Vec<PathBuf>);

impl Roots {
    /// The folders that `initialize` names: all of them, or the one older clients name.
    pub(crate) fn new(params: &Value) -> Self {
        let folders = params.get("workspaceFolders").cloned().unwrap_or_default();
        let folders: Option<Vec<WorkspaceFolder>> = serde_json::from_value(folders).ok();
        let only = params.get("rootUri").cloned().unwrap_or_default();
        let only: Option<Uri> = serde_json::from_value(only).ok();
        let named = folders.unwrap_or_default().into_iter();
        let mut addresses: Vec<Uri> = named.map(|folder| folder.uri).collect();
        if addresses.is_empty() {
            addresses.extend(only);
        }
        Self(addresses.iter().map(path_of).collect())
    }

    /// Follows a change of the folders.
    pub(crate) fn change(&mut self, event: &WorkspaceFoldersChangeEvent) {
        let paths = |folders: &[WorkspaceFolder]| -> Vec<PathBuf> {
            folders.iter().map(|folder| path_of(&folder.uri)).collect()
        };
        let removed = paths(&event.removed);
        self.0.retain(|root| !removed.contains(root));
        self.0.extend(paths(&event.added));
    }

    /// The folder a file is in.
    pub(crate) fn around(&self, path: &Path) -> Option<&Path> {
        let around = self.0.iter().filter(|root| path.starts_with(root));
        around
            .max_by_key(|root| root.components().count())
            .map(PathBuf::as_path)
    }

    /// The files below the folders that may be reports, each once, sorted. Hidden ones are passed
    /// over, links to folders are not followed.
    pub(crate) fn files(&self) -> Vec<PathBuf> {
        self.those(may_be_report)
    }

    /// The files below the folders that may be reports and can be compared with others: those, and
    /// canonical JSON.
    pub(crate) fn comparable(&self) -> Vec<PathBuf> {
        self.those(may_be_compared)
    }

    /// The folders.
    pub(crate) fn folders(&self) -> &[PathBuf] {
        &self.0
    }

    /// The configurations below the folders.
    pub(crate) fn configurations(&self) -> Vec<PathBuf> {
        self.those(|path| path.ends_with(FILE_NAME))
    }

    fn those(&self, wanted: fn(&Path) -> bool) -> Vec<PathBuf> {
        let mut found = Vec::new();
        for root in self.0.iter().filter(|root| root.is_absolute()) {
            below(root, 0, wanted, &mut found);
        }
        found.sort();
        found.dedup();
        found
    }
}

fn below(folder: &Path, depth: usize, wanted: fn(&Path) -> bool, found: &mut Vec<PathBuf>) {
    let Ok(entries) = fs::read_dir(folder) else {
        return;
    };
    for entry in entries.filter_map(Result::ok) {
        let hidden = entry.file_name().to_string_lossy().starts_with('.');
        let Ok(kind) = entry.file_type() else {
            continue;
        };
        if hidden || found.len() >= MOST_FILES {
            continue;
        }
        let path = entry.path();
        if kind.is_dir() && depth < DEEPEST {
            below(&path, depth + 1, wanted, found);
        } else if kind.is_file() && wanted(&path) {
            found.push(path);
        }
    }
}

/// Whether a file may be compared with others: a text that may be a report, or canonical JSON.
pub(crate) fn may_be_compared(path: &Path) -> bool {
    may_be_report(path) || path.extension().is_some_and(|own| own == "json")
}

fn may_be_report(path: &Path) -> bool {
    let extension = path.extension().and_then(OsStr::to_str);
    extension.is_some_and(|own| names::is_one_of(own, &names::EDITED))
}
