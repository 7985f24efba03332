//! The files that a pattern names: `reports/*/2023.html`, `reports/**/*.docx`.
//!
//! The pattern is followed part by part, so that a folder on the way that cannot be read is known:
//! there may be files in it that are meant.

use std::fs;
use std::io::{self, ErrorKind};
use std::path::{Component, Path, PathBuf};

use glob::{Pattern, PatternError};

use super::found::DEEPEST;

/// What stands for any number of folders.
const ANY_DEPTH: &str = "**";

/// Something that a pattern leads to.
#[derive(Debug)]
pub(super) enum Match {
    /// A file.
    File(PathBuf),
    /// A folder: it is meant as if it had been named.
    Folder(PathBuf),
    /// Something else that stands where a file was meant to be.
    Other(PathBuf),
    /// A folder on the way that could not be read, and why.
    Unread(PathBuf, io::Error),
    /// A folder on the way that stands too deep in others.
    TooDeep(PathBuf),
}

/// A part of a pattern between slashes.
enum Part {
    /// A name as it is.
    Name(PathBuf),
    /// What names must look like.
    Like(Pattern),
    /// Any number of folders.
    Any,
}

/// What a pattern leads to, in sorted order.
///
/// # Errors
/// Where it is no pattern.
pub(super) fn matches(pattern: &str) -> Result<Vec<Match>, PatternError> {
    // Says where in the whole of it something is wrong.
    Pattern::new(pattern)?;
    let mut start = PathBuf::new();
    let mut parts = Vec::new();
    for component in Path::new(pattern).components() {
        let text = component.as_os_str().to_string_lossy();
        match component {
            Component::Normal(_) if text == ANY_DEPTH => parts.push(Part::Any),
            Component::Normal(_) if text.contains(['*', '?', '[']) => {
                parts.push(Part::Like(Pattern::new(&text)?));
            }
            other if parts.is_empty() => start.push(other),
            other => parts.push(Part::Name(other.as_os_str().into())),
        }
    }
    if let Some(Part::Any) = parts.last() {
        // At the end it stands for everything below.
        parts.push(Part::Like(Pattern::new("*")?));
    }
    let mut found = Vec::new();
    follow(&start, &parts, 0, &mut found);
    if parts.iter().any(|part| matches!(part, Part::Any)) {
        // Of folders at any depth what is meant in them is matched by itself.
        found.retain(|one| !matches!(one, Match::Folder(_)));
    }
    Ok(found)
}

/// Follows the parts of a pattern from a path on.
fn follow(path: &Path, parts: &[Part], depth: usize, found: &mut Vec<Match>) {
    let Some((part, rest)) = parts.split_first() else {
        return end(path, found);
    };
    match part {
        Part::Name(name) => follow(&path.join(name), rest, depth, found),
        Part::Like(pattern) => {
            for (name, path) in entries(path, found) {
                if pattern.matches(&name) {
                    follow(&path, rest, depth, found);
                }
            }
        }
        Part::Any => {
            follow(path, rest, depth, found);
            below(path, parts, depth, found);
        }
    }
}

/// Follows the parts of a pattern from the folders in another one; links are not followed.
fn below(path: &Path, parts: &[Part], depth: usize, found: &mut Vec<Match>) {
    for (_, folder) in entries(path, found) {
        if !folder.is_dir() || folder.is_symlink() {
            continue;
        }
        if depth >= DEEPEST {
            found.push(Match::TooDeep(folder));
        } else {
            follow(&folder, parts, depth + 1, found);
        }
    }
}

/// The names and paths in a folder, sorted. What is no folder has none; one that cannot be read is
/// reported.
fn entries(path: &Path, found: &mut Vec<Match>) -> Vec<(String, PathBuf)> {
    let folder = match path.as_os_str().is_empty() {
        true => Path::new("."),
        false => path,
    };
    let listed = fs::read_dir(folder).and_then(Iterator::collect::<io::Result<Vec<_>>>);
    let mut names: Vec<(String, PathBuf)> = match listed {
        Ok(listed) => {
            let name = |entry: fs::DirEntry| entry.file_name();
            let names = listed.into_iter().map(name);
            names
                .map(|name| (name.to_string_lossy().into_owned(), path.join(name)))
                .collect()
        }
        Err(error) => {
            if !matches!(error.kind(), ErrorKind::NotADirectory | ErrorKind::NotFound) {
                unread(path, error, found);
            }
            Vec::new()
        }
    };
    names.sort();
    names
}

/// Notes what a path leads to, or that it cannot be known whether it leads anywhere.
fn end(path: &Path, found: &mut Vec<Match>) {
    match fs::metadata(path) {
        Ok(file) if file.is_file() => found.push(Match::File(path.to_owned())),
        Ok(folder) if folder.is_dir() => found.push(Match::Folder(path.to_owned())),
        Ok(_) => found.push(Match::Other(path.to_owned())),
        Err(error) if error.kind() == ErrorKind::PermissionDenied => unread(path, error, found),
        // A link that leads nowhere.
        Err(_) if path.is_symlink() => found.push(Match::Other(path.to_owned())),
        Err(_) => {}
    }
}

/// Notes once that a path cannot be read.
fn unread(path: &Path, error: io::Error, found: &mut Vec<Match>) {
    let is_known = |one: &Match| matches!(one, Match::Unread(known, _) if known.as_path() == path);
    if !found.iter().any(is_known) {
        found.push(Match::Unread(path.to_owned(), error));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(folder: &Path, pattern: &str) -> Vec<String> {
        let pattern = format!("{}/{pattern}", folder.display());
        let shown = |one: Match| match one {
            Match::File(path) => {
                let own = path.strip_prefix(folder).unwrap().to_owned();
                own.to_str().unwrap().to_owned()
            }
            other => format!("{other:?}"),
        };
        matches(&pattern).unwrap().into_iter().map(shown).collect()
    }

    #[test]
    fn patterns_lead_to_files() {
        let folder = tempfile::tempdir().unwrap();
        let folder = folder.path();
        for name in ["a/x.md", "a/b/x.md", "a/b/y.md", "c/x.md", "x.md"] {
            fs::create_dir_all(folder.join(name).parent().unwrap()).unwrap();
            fs::write(folder.join(name), "").unwrap();
        }
        for (pattern, expected) in [
            ("*.md", vec!["x.md"]),
            ("*/x.md", vec!["a/x.md", "c/x.md"]),
            ("a/?/[xy].md", vec!["a/b/x.md", "a/b/y.md"]),
            ("**/y.md", vec!["a/b/y.md"]),
            ("**/x.md", vec!["x.md", "a/x.md", "a/b/x.md", "c/x.md"]),
            ("*/b/*.md", vec!["a/b/x.md", "a/b/y.md"]),
            ("a/**", vec!["a/x.md", "a/b/x.md", "a/b/y.md"]),
            ("none/*.md", vec![]),
            ("x.md/*", vec![]),
            ("c/*", vec!["c/x.md"]),
        ] {
            assert_eq!(found(folder, pattern), expected, "{pattern}");
        }
        assert!(matches("a/[").is_err());
        // A folder is meant where its own name is, and not where what is in it is matched anyway.
        assert!(found(folder, "?").concat().contains("Folder"));
        assert!(!found(folder, "**").concat().contains("Folder"));
    }

    #[cfg(unix)]
    #[test]
    fn folders_that_cannot_be_read_are_reported() {
        use std::os::unix::fs::PermissionsExt as _;
        let folder = tempfile::tempdir().unwrap();
        let closed = folder.path().join("closed");
        fs::create_dir(&closed).unwrap();
        fs::write(closed.join("x.md"), "").unwrap();
        fs::set_permissions(&closed, fs::Permissions::from_mode(0o000)).unwrap();
        // Nothing is closed to the superuser.
        if fs::read_dir(&closed).is_err() {
            for pattern in ["*/x.md", "*/*.md", "**/x.md"] {
                let listed = found(folder.path(), pattern);
                assert!(listed.concat().contains("Unread"), "{pattern} {listed:?}");
            }
        }
        fs::set_permissions(&closed, fs::Permissions::from_mode(0o700)).unwrap();
    }
}
