//! The files of packs: those embedded, and those of folders given by the user.

use std::fs;
use std::path::{Path, PathBuf};

use crate::PackError;

/// A file of a pack: its path as shown, and its text.
#[derive(Clone, Debug)]
pub(crate) struct File {
    /// Path relative to the folder of rules, with `/` between its parts.
    pub path: String,
    /// Its text.
    pub text: String,
}

const EMBEDDED: &[(&str, &str)] = include!(concat!(env!("OUT_DIR"), "/embedded.rs"));
/// Deepest folder read below one given with `--rules`.
const DEEPEST: usize = 8;

/// The files of the built-in packs, sorted by path.
pub(crate) fn embedded() -> Vec<File> {
    EMBEDDED
        .iter()
        .map(|(path, text)| File {
            path: (*path).to_owned(),
            text: (*text).to_owned(),
        })
        .collect()
}

/// The pack files below a folder, or a single file, sorted by path.
pub(crate) fn below(folder: &Path) -> Result<Vec<File>, PackError> {
    let mut paths = Vec::new();
    collect(folder, 0, &mut paths)?;
    paths.sort();
    paths
        .into_iter()
        .map(|path| {
            let text = fs::read_to_string(&path).map_err(|error| unreadable(&path, &error))?;
            Ok(File {
                path: path.to_string_lossy().replace('\\', "/"),
                text,
            })
        })
        .collect()
}

fn collect(path: &Path, depth: usize, found: &mut Vec<PathBuf>) -> Result<(), PackError> {
    if !path.is_dir() {
        found.push(path.to_owned());
        return Ok(());
    }
    if depth > DEEPEST {
        return Ok(());
    }
    for entry in fs::read_dir(path).map_err(|error| unreadable(path, &error))? {
        let entry = entry.map_err(|error| unreadable(path, &error))?.path();
        let wanted = entry
            .extension()
            .is_some_and(|e| e == "toml" || e == "json");
        if entry.is_dir() || wanted {
            collect(&entry, depth + 1, found)?;
        }
    }
    Ok(())
}

fn unreadable(path: &Path, error: &std::io::Error) -> PackError {
    PackError::Unreadable {
        path: path.to_owned(),
        reason: error.to_string(),
    }
}
