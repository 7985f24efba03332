//! From paths, folders and globs to the files to read.

use std::fs;
use std::io::Read;
use std::path::{Path, PathBuf};

use gouji_model::Bilingual;

/// A file to check, or a path that names none.
#[derive(Debug)]
pub(crate) enum Input {
    /// A file.
    File(PathBuf),
    /// Standard input.
    Standard,
    /// Nothing to read there, and why.
    Nothing(String, Bilingual),
}

/// What reports in folders are called.
const EXTENSIONS: [&str; 25] = [
    "html", "htm", "shtml", "xhtml", "md", "markdown", "txt", "text", "json", "pdf", "docx", "doc",
    "wps", "xlsx", "xlsm", "xls", "et", "ods", "odt", "rtf", "zip", "eml", "mht", "mhtml", "ofd",
];
/// What may hold a report and is not read: in an archive it is said, not passed over.
const UNREAD: [&str; 5] = ["rar", "7z", "tar", "gz", "tgz"];
/// How Outlook names attachments that it packs its own way.
const PACKED_BY_OUTLOOK: &str = "winmail.dat";
/// Deepest folder read.
const DEEPEST: usize = 64;

/// The inputs that paths name, folders and globs in sorted order.
pub(crate) fn inputs(paths: &[String]) -> Vec<Input> {
    paths.iter().flat_map(|path| expand(path)).collect()
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
    if own.exists() || !path.contains(['*', '?', '[']) {
        return vec![Input::File(own.to_owned())];
    }
    match glob::glob(path) {
        Ok(matches) => {
            let found: Vec<Input> = matches
                .filter_map(Result::ok)
                .filter(|path| path.is_file())
                .map(Input::File)
                .collect();
            if found.is_empty() {
                let why = Bilingual::new("没有匹配的文件", "no file matches");
                return vec![nothing(path, why)];
            }
            found
        }
        Err(error) => vec![failed(path, &error)],
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
    let mut paths: Vec<PathBuf> = entries.filter_map(|e| Some(e.ok()?.path())).collect();
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
            if !linked && depth < DEEPEST {
                folder(&path, depth + 1, found);
            }
        } else if is_report(&path) {
            found.push(Input::File(path));
        }
    }
}

fn is_report(path: &Path) -> bool {
    let Some(extension) = path.extension() else {
        return false;
    };
    let extension = extension.to_string_lossy().to_ascii_lowercase();
    path.is_file()
        && EXTENSIONS.contains(&extension.as_str())
        && (extension != "json" || is_canonical(path))
}

/// Whether a member of an archive may be a report, by its name. Archivers add no settings of other
/// programs, but JSON is only read from files of its own.
pub(crate) fn is_wanted(name: &str) -> bool {
    let name = name.to_ascii_lowercase();
    if name.ends_with(PACKED_BY_OUTLOOK) {
        return true;
    }
    let Some((_, extension)) = name.rsplit_once('.') else {
        return false;
    };
    extension != "json" && (UNREAD.contains(&extension) || EXTENSIONS.contains(&extension))
}

/// How much of a JSON file is looked at to see whether it is meant to be a report.
const GLANCE: u64 = 1 << 20;
/// The keys that the canonical JSON of a report has.
const KEYS: [&[u8]; 2] = [b"\"form\"", b"\"tables\""];

/// Whether a JSON file met in a folder has the keys of a report: a folder has settings and data of
/// other programs too. One that cannot be read is kept, so that it is said.
fn is_canonical(path: &Path) -> bool {
    let mut start = Vec::new();
    let read = fs::File::open(path).and_then(|file| file.take(GLANCE).read_to_end(&mut start));
    read.is_err() || KEYS.iter().all(|key| contains(&start, key))
}

fn contains(bytes: &[u8], key: &[u8]) -> bool {
    bytes.windows(key.len()).any(|window| window == key)
}
