//! The files of packs: those embedded, and those of folders given by the user.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::LazyLock;

use gouji_model::FormTraits;
use gouji_model::records::DataFormat;

use crate::PackError;
use crate::embedded;
use crate::pack_file::PackFile;
use crate::toml_file;

/// A file of a pack: its path as shown, and its text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct File {
    /// Path relative to the folder of rules, or as given, with `/` between its parts.
    pub path: Cow<'static, str>,
    /// Its text.
    pub text: Cow<'static, str>,
    /// What the text says in compact form; of embedded files in TOML.
    pub(crate) compact: Option<&'static [u8]>,
    /// What is known of the form it holds before it is read; of embedded forms.
    pub(crate) form: Option<FormTraits>,
    /// The formats it may speak of; of embedded files that map data files.
    pub(crate) formats: Option<&'static [DataFormat]>,
}

/// Deepest folder read below one given with `--rules`.
const DEEPEST: usize = 8;

/// The files of the built-in packs, sorted by path.
pub(crate) fn embedded() -> Vec<File> {
    embedded::all()
        .iter()
        .map(|file| File {
            path: Cow::Borrowed(file.path),
            text: Cow::Borrowed(file.text),
            compact: file.compact,
            form: file.form,
            formats: file.formats,
        })
        .collect()
}

/// Where the rules lie that every pack has.
const STRUCTURE: &str = "structure/";

/// The rules that every pack has about how its reports are built, unless it says otherwise.
pub(crate) fn of_every_pack() -> &'static [File] {
    static FILES: LazyLock<Vec<File>> = LazyLock::new(|| {
        let all = embedded().into_iter();
        all.filter(|file| file.path.starts_with(STRUCTURE))
            .collect()
    });
    &FILES
}

/// Whether a file is a copy of such a rule, as the folder of the embedded packs has it.
pub(crate) fn is_of_every_pack(file: &File) -> bool {
    let is = |own: &File| file.path.ends_with(&*own.path) && file.text == own.text;
    file.path.contains(STRUCTURE) && of_every_pack().iter().any(is)
}

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
    let words = about.words.as_ref().map(|words| words.get_ref());
    let single = words.into_iter().chain(&about.vocabulary);
    let single = single.map(|named| relative_path(folder, named));
    let folders = about.includes.iter();
    let folders = folders.map(|named| relative_to(folder, named));
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

/// The pack files below a folder, or a single file, sorted by path. Unsaved texts count for those on
/// disk. What cannot be read is added to `faults`.
pub(crate) fn below(
    folder: &Path,
    unsaved: &BTreeMap<PathBuf, String>,
    faults: &mut Vec<PackError>,
) -> Vec<File> {
    let mut paths = Vec::new();
    collect(folder, 0, &mut paths, faults);
    paths.sort();
    let mut files = Vec::new();
    for path in paths {
        let text = unsaved.get(&path).cloned();
        match text.map_or_else(|| fs::read_to_string(&path), Ok) {
            Ok(text) => files.push(File {
                path: path.to_string_lossy().replace('\\', "/").into(),
                text: Cow::Owned(text),
                compact: None,
                form: None,
                formats: None,
            }),
            Err(error) => faults.push(PackError::not_given(&path, &error)),
        }
    }
    files
}

fn collect(path: &Path, depth: usize, found: &mut Vec<PathBuf>, faults: &mut Vec<PackError>) {
    if !path.is_dir() {
        found.push(path.to_owned());
        return;
    }
    if depth > DEEPEST {
        return;
    }
    let entries = fs::read_dir(path).and_then(Iterator::collect::<Result<Vec<_>, _>>);
    let entries = match entries {
        Ok(entries) => entries,
        Err(error) => return faults.push(PackError::not_given(path, &error)),
    };
    for entry in entries.iter().map(fs::DirEntry::path) {
        let wanted = entry
            .extension()
            .is_some_and(|e| e == "toml" || e == "json");
        if entry.is_dir() || wanted {
            collect(&entry, depth + 1, found, faults);
        }
    }
}

/// The name of a rule, as its file says it before anything else.
pub(crate) fn name_of(file: &File) -> Option<String> {
    let lines = file.text.lines();
    let mut values =
        lines.filter_map(|line| line.strip_prefix("name")?.trim_start().strip_prefix('='));
    let value = values.next()?.trim();
    Some(value.trim_matches(['"', '\'']).to_owned())
}
