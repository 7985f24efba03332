//! From paths, folders and globs to the files to read.

use std::collections::{HashMap, HashSet};
use std::fs;
use std::io::Read;
use std::path::{Path, PathBuf};

use gouji_lint::{EXTENSIONS, is_canonical};
use gouji_model::Bilingual;

mod patterns;

use patterns::Match;

use crate::{members, replacing};

/// A file to check, or a path that names none.
#[derive(Debug)]
pub(crate) enum Input {
    /// A file.
    File(PathBuf),
    /// A member of an archive or mail, or several in a folder there.
    Member(PathBuf, String),
    /// Standard input.
    Standard,
    /// Nothing to read there, and why.
    Nothing(String, Bilingual),
}

/// Deepest folder read.
const DEEPEST: usize = 64;

/// The inputs that paths name, folders and globs in sorted order, each once.
pub(crate) fn inputs(paths: &[String]) -> Vec<Input> {
    let mut found: Vec<Input> = paths.iter().flat_map(|path| expand(path)).collect();
    if paths.len() > 1 {
        let mut seen = Seen::default();
        found.retain(|input| seen.is_new(input));
    }
    found
}

/// Inputs met before.
#[derive(Default)]
struct Seen {
    inputs: HashSet<(PathBuf, String)>,
    /// Folders by the one path each has: asking the system for every file would cost more.
    folders: HashMap<PathBuf, PathBuf>,
}

impl Seen {
    fn is_new(&mut self, input: &Input) -> bool {
        let key = match input {
            Input::File(path) => (self.settled(path), String::new()),
            Input::Member(path, member) => (self.settled(path), member.clone()),
            Input::Standard => (PathBuf::from("-"), String::new()),
            Input::Nothing(path, _) => (PathBuf::from(path), String::new()),
        };
        self.inputs.insert(key)
    }

    /// The path of a file by its folder's one path.
    fn settled(&mut self, path: &Path) -> PathBuf {
        let folder = replacing::folder_of(path);
        if !self.folders.contains_key(folder) {
            let settled = folder.canonicalize().unwrap_or_else(|_| folder.to_owned());
            self.folders.insert(folder.to_owned(), settled);
        }
        let name = path.file_name().unwrap_or_default();
        self.folders
            .get(folder)
            .map_or_else(|| path.to_owned(), |folder| folder.join(name))
    }
}

fn expand(path: &str) -> Vec<Input> {
    if path == "-" {
        return vec![Input::Standard];
    }
    let own = Path::new(path);
    if own.is_dir() {
        let mut found = Vec::new();
        folder(own, 0, &mut found);
        if found.is_empty() {
            found.push(nothing(
                path,
                Bilingual::new("文件夹里没有报告", "no reports in this folder"),
            ));
        }
        return found;
    }
    if let Some((file, member)) = members::split(path) {
        return vec![Input::Member(file, member)];
    }
    if own.exists() || !path.contains(['*', '?', '[']) {
        return vec![Input::File(own.to_owned())];
    }
    match patterns::matches(path) {
        Ok(found) if found.is_empty() => {
            let why = Bilingual::new("没有匹配的文件", "no file matches");
            vec![nothing(path, why)]
        }
        Ok(found) => found.into_iter().map(matched).collect(),
        Err(error) => vec![failed(path, &error)],
    }
}

/// A match of a pattern: a file, or a folder that could not be looked into.
fn matched(found: Match) -> Input {
    match found {
        Match::File(path) => Input::File(path),
        Match::Unread(path, error) => failed(&path.to_string_lossy(), &error),
        Match::TooDeep(path) => nothing(&path.to_string_lossy(), too_deep()),
    }
}

fn nothing(path: &str, why: Bilingual) -> Input {
    Input::Nothing(path.to_owned(), why)
}

fn failed(path: &str, error: &dyn std::error::Error) -> Input {
    let why = Bilingual::new(
        format!("无法读取：{error}"),
        format!("cannot be read: {error}"),
    );
    nothing(path, why)
}

fn too_deep() -> Bilingual {
    Bilingual::new(
        format!("文件夹超过 {DEEPEST} 层，里面的文件未读取，请直接指定这个文件夹"),
        format!(
            "more than {DEEPEST} folders deep, nothing in it was read; name this folder itself"
        ),
    )
}

/// The reports below a folder, sorted; hidden files and those of other kinds are passed over,
/// links to folders are not followed.
fn folder(path: &Path, depth: usize, found: &mut Vec<Input>) {
    let entries = match fs::read_dir(path) {
        Ok(entries) => entries,
        Err(error) => {
            found.push(failed(&path.to_string_lossy(), &error));
            return;
        }
    };
    let mut paths: Vec<PathBuf> = Vec::new();
    for entry in entries {
        match entry {
            Ok(entry) => paths.push(entry.path()),
            Err(error) => found.push(failed(&path.to_string_lossy(), &error)),
        }
    }
    paths.sort();
    for path in paths {
        let hidden = path
            .file_name()
            .is_some_and(|name| name.to_string_lossy().starts_with('.'));
        if hidden {
            continue;
        }
        let linked = path.is_symlink();
        if path.is_dir() {
            if !linked && depth >= DEEPEST {
                found.push(nothing(&path.to_string_lossy(), too_deep()));
            } else if !linked {
                folder(&path, depth + 1, found);
            }
        } else if is_named_so(&path) {
            found.extend(report(path));
        }
    }
}

/// Whether a file has a name that reports have, or archives of them.
fn is_named_so(path: &Path) -> bool {
    let Some(extension) = path.extension() else {
        return false;
    };
    let is = |known: &str| extension.eq_ignore_ascii_case(known);
    // What is packed with gzip may be anything, and says so by the name before.
    let is_packed = is("gz")
        && path
            .file_stem()
            .is_some_and(|own| is_named_so(Path::new(own)));
    is_packed || EXTENSIONS.iter().any(|known| is(known))
}

/// A file that is named like a report, if it may be one. A link that leads nowhere and a pipe are
/// said: they stand where a report was meant to be.
fn report(path: PathBuf) -> Option<Input> {
    if path.is_file() {
        let is_json = path
            .extension()
            .is_some_and(|own| own.eq_ignore_ascii_case("json"));
        let is_meant = !is_json || is_report(&path);
        return is_meant.then_some(Input::File(path));
    }
    let why = match path.is_symlink() && !path.exists() {
        true => Bilingual::new("链接指向的文件不存在", "the link leads to no file"),
        false => Bilingual::new(
            "不是普通文件，未读取",
            "not a regular file, it was not read",
        ),
    };
    Some(nothing(&path.to_string_lossy(), why))
}

/// How much of a JSON file is looked at to see whether it is meant to be a report.
const GLANCE: u64 = 1 << 20;

/// Whether a JSON file met in a folder is the JSON of a report. One that cannot be read is kept, so
/// that it is said.
fn is_report(path: &Path) -> bool {
    let mut start = Vec::new();
    let read = fs::File::open(path).and_then(|file| file.take(GLANCE).read_to_end(&mut start));
    read.is_err() || is_canonical(&start)
}
