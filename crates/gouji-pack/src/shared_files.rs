//! The files of a folder of packs with those that its packs name outside of it.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use crate::PackError;
use crate::files::{File, below};
use crate::pack_file::PackFile;
use crate::toml_file;

/// The pack files below a folder, or a single file, sorted by path; unsaved texts count for those on
/// disk. What cannot be read is left out.
#[must_use]
pub fn files_of(folder: &Path, unsaved: &BTreeMap<PathBuf, String>) -> Vec<File> {
    given(folder, unsaved, &mut Vec::new())
}

/// The path of a file that one in a folder names, `../shared/words.toml`.
#[must_use]
pub fn relative_path(folder: &str, named: &str) -> String {
    let path = relative_to(folder, named);
    path.trim_end_matches('/').to_owned()
}

/// The pack files below a folder that is given, and those that its packs name outside of it: words, vocabularies
/// and folders of rules that several packs share.
pub(crate) fn given(
    folder: &Path,
    unsaved: &BTreeMap<PathBuf, String>,
    faults: &mut Vec<PackError>,
) -> Vec<File> {
    let mut files = below(folder, unsaved, faults);
    let named: Vec<String> = files.iter().flat_map(shared_with).collect();
    for path in named {
        let lies_there = |file: &File| {
            let rest = file.path.strip_prefix(path.as_str());
            rest.is_some_and(|rest| rest.is_empty() || path.ends_with('/'))
        };
        let on_disk = Path::new(&path);
        let may_be = path.ends_with('/') || path.ends_with(".toml");
        if may_be && !files.iter().any(lies_there) && on_disk.exists() {
            files.extend(below(on_disk, unsaved, faults));
        }
    }
    files
}

/// The files and folders that a `pack.toml` names; a folder has `/` at its end.
fn shared_with(file: &File) -> Vec<String> {
    let folder = file.path.strip_suffix("pack.toml");
    let Some(folder) = folder.filter(|folder| folder.is_empty() || folder.ends_with('/')) else {
        return Vec::new();
    };
    let Ok(about) = toml_file::read::<PackFile>(file) else {
        return Vec::new();
    };
    let single = about.words.iter().chain(&about.vocabulary);
    let single = single.map(|named| relative_path(folder, named.get_ref()));
    let folders = about.includes.iter();
    let folders = folders.map(|named| relative_to(folder, named.get_ref()));
    single.chain(folders).collect()
}

/// The folder that a relative path such as `../both/rules` names.
pub(crate) fn relative_to(folder: &str, named: &str) -> String {
    let mut parts: Vec<&str> = folder.trim_end_matches('/').split('/').collect();
    for part in named.split('/') {
        match (part, parts.last().copied()) {
            (".", _) => {}
            ("..", Some("." | "")) if parts.len() == 1 => parts = vec![".."],
            ("..", Some("..")) => parts.push(".."),
            ("..", _) => _ = parts.pop(),
            _ if parts == [""] && !folder.starts_with('/') => parts = vec![part],
            _ => parts.push(part),
        }
    }
    format!("{}/", parts.join("/"))
}
