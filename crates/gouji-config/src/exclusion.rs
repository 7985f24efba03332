//! Which files and folders are passed over where folders are checked, written as in `.gitignore`:
//! by `exclude` in a configuration, by `--exclude`, and by `.gitignore` itself.

use std::path::{Path, PathBuf};

use gouji_model::Bilingual;
use ignore::Match;
use ignore::gitignore::{Gitignore, GitignoreBuilder, Glob};

use crate::error::ConfigError;

/// Patterns from one place.
#[derive(Clone, Debug)]
pub struct Exclusion {
    /// What they start from, absolute.
    folder: PathBuf,
    patterns: Gitignore,
}

impl Default for Exclusion {
    fn default() -> Self {
        Self {
            folder: PathBuf::new(),
            patterns: Gitignore::empty(),
        }
    }
}

impl Exclusion {
    /// Reads patterns that start from a folder.
    ///
    /// # Errors
    /// The number of the pattern that is none, and why.
    pub(crate) fn read<'t>(
        folder: &Path,
        texts: impl Iterator<Item = &'t str>,
    ) -> Result<Self, (usize, Bilingual)> {
        let mut builder = GitignoreBuilder::new(folder);
        builder.allow_unclosed_class(false);
        for (index, text) in texts.enumerate() {
            if text.trim().is_empty() || text.starts_with('#') {
                return Err((index, means_nothing(text)));
            }
            // `./x` is how people write the file beside the configuration.
            let rooted = text.strip_prefix("./").map(|rest| format!("/{rest}"));
            let added = builder.add_line(None, rooted.as_deref().unwrap_or(text));
            if let Err(error) = added {
                return Err((index, no_pattern(text, &error)));
            }
        }
        let patterns = builder.build();
        let patterns = patterns.map_err(|error| (0, no_pattern("", &error)))?;
        Ok(Self {
            folder: folder.to_owned(),
            patterns,
        })
    }

    /// Patterns given as options: from the current folder.
    ///
    /// # Errors
    /// When one of them is none.
    pub fn of_options(texts: &[String]) -> Result<Self, ConfigError> {
        if texts.is_empty() {
            return Ok(Self::default());
        }
        let here = std::env::current_dir().and_then(|folder| folder.canonicalize());
        let here = here.unwrap_or_default();
        Self::read(&here, texts.iter().map(String::as_str)).map_err(|(_, why)| {
            let how = how_to_write();
            ConfigError::option(Bilingual::new(
                format!("--exclude：{}。{}", why.zh, how.zh),
                format!("--exclude: {}; {}", why.en, how.en),
            ))
        })
    }

    /// The patterns of a `.gitignore` in a folder; lines that are no patterns mean nothing there.
    #[must_use]
    pub fn of_git(folder: &Path, text: &str) -> Self {
        let mut builder = GitignoreBuilder::new(folder);
        for line in text.trim_start_matches('\u{feff}').lines() {
            let _ = builder.add_line(None, line);
        }
        Self {
            folder: folder.to_owned(),
            patterns: builder.build().unwrap_or_else(|_| Gitignore::empty()),
        }
    }

    /// Whether a file or folder, by its absolute path, is to be passed over.
    #[must_use]
    pub fn excludes(&self, path: &Path, is_folder: bool) -> bool {
        self.verdict(path, is_folder).unwrap_or(false)
    }

    /// What the patterns say of a path: to pass it over, not to (`!`), or nothing.
    #[must_use]
    pub fn verdict(&self, path: &Path, is_folder: bool) -> Option<bool> {
        if self.patterns.is_empty() {
            return None;
        }
        let inside = path.strip_prefix(&self.folder).ok();
        let shown = inside.or_else(|| path.file_name().map(Path::new))?;
        let (verdict, glob) = match self.patterns.matched(shown, is_folder) {
            Match::None => return None,
            Match::Ignore(glob) => (true, glob),
            Match::Whitelist(glob) => (false, glob),
        };
        // A pattern with a folder in it says nothing of what is elsewhere.
        (inside.is_some() || !is_rooted(glob)).then_some(verdict)
    }
}

/// Whether a pattern starts from its folder.
fn is_rooted(glob: &Glob) -> bool {
    let text = glob.original().trim_start_matches('!');
    text.trim_end_matches('/').contains('/')
}

/// How patterns are written.
pub(crate) fn how_to_write() -> Bilingual {
    Bilingual::new(
        "写法同 .gitignore：`*.旧.docx` 是任何文件夹里的文件，`草稿/` 是文件夹，`/2019/*.html` 从本文件夹算起",
        "written as in .gitignore: `*.old.docx` is a file in any folder, `drafts/` a folder, `/2019/*.html` starts from this folder",
    )
}

fn means_nothing(text: &str) -> Bilingual {
    Bilingual::new(
        format!("`{text}` 不代表任何文件"),
        format!("`{text}` means no file"),
    )
}

fn no_pattern(text: &str, why: &ignore::Error) -> Bilingual {
    Bilingual::new(
        format!("`{text}` 不是通配路径：{why}"),
        format!("`{text}` is no glob: {why}"),
    )
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "a failing test may stop at once")]
mod tests {
    use super::*;

    fn excludes(pattern: &str, path: &str, is_folder: bool) -> bool {
        let patterns = Exclusion::read(Path::new("/a"), [pattern].into_iter()).unwrap();
        patterns.excludes(Path::new(path), is_folder)
    }

    #[test]
    fn patterns_are_those_of_git() {
        for (pattern, path, is_folder, expected) in [
            ("*.docx", "/a/b/c.docx", false, true),
            ("通知*", "/a/b/通知.docx", false, true),
            ("草稿/", "/a/b/草稿", true, true),
            ("草稿/", "/a/b/草稿", false, false),
            ("/b/*.docx", "/a/b/c.docx", false, true),
            ("./b/*.docx", "/a/b/c.docx", false, true),
            ("b/*.docx", "/a/x/b/c.docx", false, false),
            ("b/**", "/a/b/c/d.docx", false, true),
            // What is elsewhere is only known by its name.
            ("*.docx", "/b/c.docx", false, true),
            ("c/d.docx", "/ab/c/d.docx", false, false),
        ] {
            assert_eq!(
                excludes(pattern, path, is_folder),
                expected,
                "{pattern} {path}"
            );
        }
        let kept = ["*.docx", "!年报.docx"].into_iter();
        let kept = Exclusion::read(Path::new("/a"), kept).unwrap();
        assert_eq!(kept.verdict(Path::new("/a/年报.docx"), false), Some(false));
        assert_eq!(kept.verdict(Path::new("/a/x.pdf"), false), None);
    }

    #[test]
    fn what_is_no_pattern_is_reported() {
        for pattern in ["a[", "", "# x"] {
            let read = Exclusion::read(Path::new("/a"), ["ok", pattern].into_iter());
            assert_eq!(
                read.map(|_| ()).map_err(|(index, _)| index),
                Err(1),
                "{pattern}"
            );
        }
    }
}
