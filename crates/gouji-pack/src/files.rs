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
            .is_some_and(|e| e.eq_ignore_ascii_case("toml") || e == "json");
        if entry.is_dir() || wanted {
            collect(&entry, depth + 1, found, faults);
        }
    }
}

/// Whether a path is that of a file in TOML, whatever the case of its extension.
pub(crate) fn is_toml(path: &str) -> bool {
    let extension = path.rsplit_once('.').map(|(_, extension)| extension);
    extension.is_some_and(|extension| extension.eq_ignore_ascii_case("toml"))
}

/// The name of a rule, as its file says it before anything else.
pub(crate) fn name_of(file: &File) -> Option<String> {
    let lines = file.text.lines();
    let mut values =
        lines.filter_map(|line| line.strip_prefix("name")?.trim_start().strip_prefix('='));
    let value = values.next()?.trim();
    Some(value.trim_matches(['"', '\'']).to_owned())
}
