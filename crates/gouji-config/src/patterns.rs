//! Which files a path pattern of a configuration means.

use std::path::{Component, Path, PathBuf};

use glob::{MatchOptions, Pattern};

use crate::tree::At;

const OPTIONS: MatchOptions = MatchOptions {
    case_sensitive: true,
    require_literal_separator: true,
    require_literal_leading_dot: false,
};

/// Globs relative to the folder of the configuration they stand in.
#[derive(Clone, Debug)]
pub(crate) struct Patterns {
    folder: PathBuf,
    /// Each with whether it starts from the folder; else it is a file name anywhere below.
    globs: Vec<(Pattern, bool)>,
}

impl Patterns {
    /// Reads globs.
    ///
    /// # Errors
    /// The glob that is none, and why.
    pub(crate) fn read(folder: &Path, texts: &[At<String>]) -> Result<Self, (At<String>, String)> {
        let read = |text: &At<String>| {
            let glob = text.value.strip_prefix("./").unwrap_or(&text.value);
            match Pattern::new(glob) {
                Ok(pattern) => Ok((pattern, text.value.contains('/'))),
                Err(error) => Err((text.clone(), error.msg.to_owned())),
            }
        };
        Ok(Self {
            folder: folder.to_owned(),
            globs: texts.iter().map(read).collect::<Result<_, _>>()?,
        })
    }

    /// Whether a file, by its absolute path, is meant.
    pub(crate) fn match_file(&self, file: &Path) -> bool {
        let relative = file.strip_prefix(&self.folder).ok().map(slashed);
        let name = file
            .file_name()
            .map(|name| name.to_string_lossy().into_owned());
        self.globs.iter().any(|(glob, rooted)| {
            let text = if *rooted { &relative } else { &name };
            text.as_deref()
                .is_some_and(|text| glob.matches_with(text, OPTIONS))
        })
    }

    /// Whether only one file can be meant.
    pub(crate) fn mean_one_file(&self) -> bool {
        let plain = |glob: &Pattern| !glob.as_str().contains(['*', '?', '[']);
        matches!(self.globs.as_slice(), [(only, true)] if plain(only))
    }
}

/// A path with `/` between its parts, whatever the system.
pub(crate) fn slashed(path: &Path) -> String {
    let parts = path.components().filter_map(|part| match part {
        Component::Normal(name) => Some(name.to_string_lossy()),
        Component::ParentDir => Some("..".into()),
        _ => None,
    });
    parts.collect::<Vec<_>>().join("/")
}

/// The absolute path of a file: links in its folder resolved, its own name kept.
pub(crate) fn absolute(path: &Path) -> PathBuf {
    let folder = match path.parent() {
        Some(parent) if !parent.as_os_str().is_empty() => parent,
        _ => Path::new("."),
    };
    let name = path.file_name().unwrap_or_default();
    match folder.canonicalize() {
        Ok(folder) => folder.join(name),
        Err(_) => std::path::absolute(path).unwrap_or_else(|_| path.to_owned()),
    }
}

/// A path as users know it: relative to the current folder where it is below that.
pub(crate) fn shown(path: &Path) -> PathBuf {
    let current = std::env::current_dir().and_then(|folder| folder.canonicalize());
    let relative = current
        .ok()
        .and_then(|folder| path.strip_prefix(folder).ok().map(Path::to_owned));
    relative.unwrap_or_else(|| path.to_owned())
}

/// The way from a folder to a file, both absolute, with `/` between its parts.
pub(crate) fn relative(folder: &Path, file: &Path) -> String {
    let shared = folder
        .components()
        .zip(file.components())
        .take_while(|(a, b)| a == b)
        .count();
    let up = folder
        .components()
        .skip(shared)
        .map(|_| Component::ParentDir);
    let down = file.components().skip(shared);
    slashed(&up.chain(down).collect::<PathBuf>())
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "a failing test may stop at once")]
mod tests {
    use super::*;

    fn matches(glob: &str, file: &str) -> bool {
        let text = [At::new(glob.to_owned(), 0..0)];
        Patterns::read(Path::new("/a"), &text)
            .unwrap()
            .match_file(Path::new(file))
    }

    #[test]
    fn the_way_to_a_file() {
        let way = |file| relative(Path::new("/a/b"), Path::new(file));
        assert_eq!(way("/a/b/c/d.html"), "c/d.html");
        assert_eq!(way("/a/d.html"), "../d.html");
    }

    #[test]
    fn names_match_anywhere_and_paths_from_the_folder() {
        assert!(matches("*.html", "/a/b/c.html"));
        assert!(matches("2023/*.html", "/a/2023/c.html"));
        assert!(matches("./2023/*.html", "/a/2023/c.html"));
        assert!(!matches("2023/*.html", "/a/2023/b/c.html"));
        assert!(matches("2023/**/*.html", "/a/2023/b/c.html"));
        assert!(!matches("2023/*.html", "/b/2023/c.html"));
    }
}
