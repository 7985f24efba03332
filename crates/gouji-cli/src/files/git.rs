//! What `.gitignore` files leave out, as Git and ripgrep understand them: only inside a repository,
//! the deepest file that says something counts, and what a path was named for is never asked.
//!
//! What one machine ignores for all repositories is not looked at: the same files give the same
//! output everywhere.

use std::fs::File;
use std::io::Read as _;
use std::path::Path;

use gouji_config::Exclusion;

const FILE_NAME: &str = ".gitignore";
/// Largest file that is believed; of a larger one nothing is left out.
const LARGEST: u64 = 64 << 10;

/// The `.gitignore` files that hold where a walk stands, the deepest last.
#[derive(Debug, Default)]
pub(super) struct GitIgnores {
    levels: Vec<Level>,
}

#[derive(Debug)]
struct Level {
    /// Whether a repository begins here: what stands above says nothing of it.
    is_root: bool,
    exclusion: Option<Exclusion>,
}

impl GitIgnores {
    /// Those above a folder, by its absolute path.
    pub(super) fn above(folder: &Path) -> Self {
        let mut own = Self::default();
        let is_root = |folder: &&Path| folder.join(".git").exists();
        if is_root(&folder) {
            return own;
        }
        let Some(root) = folder.ancestors().find(is_root) else {
            return own;
        };
        let between = folder.ancestors().skip(1);
        let mut between: Vec<&Path> = between.take_while(|one| one.starts_with(root)).collect();
        between.reverse();
        between.into_iter().for_each(|one| own.enter(one));
        own
    }

    /// Steps into a folder, by its absolute path.
    pub(super) fn enter(&mut self, folder: &Path) {
        let is_root = folder.join(".git").exists();
        let is_inside = is_root || self.levels.iter().any(|level| level.is_root);
        let text = is_inside
            .then(|| text_of(&folder.join(FILE_NAME)))
            .flatten();
        self.levels.push(Level {
            is_root,
            exclusion: text.map(|text| Exclusion::of_git(folder, &text)),
        });
    }

    /// Steps out of the folder entered last.
    pub(super) fn leave(&mut self) {
        self.levels.pop();
    }

    /// Whether a file or folder, by its absolute path, is left out.
    pub(super) fn ignore(&self, path: &Path, is_folder: bool) -> bool {
        for level in self.levels.iter().rev() {
            let verdict = level.exclusion.as_ref();
            if let Some(verdict) = verdict.and_then(|own| own.verdict(path, is_folder)) {
                return verdict;
            }
            if level.is_root {
                break;
            }
        }
        false
    }
}

fn text_of(path: &Path) -> Option<String> {
    let mut bytes = Vec::new();
    let file = File::open(path).ok().filter(|_| path.is_file())?;
    file.take(LARGEST + 1).read_to_end(&mut bytes).ok()?;
    (bytes.len() as u64 <= LARGEST).then(|| String::from_utf8_lossy(&bytes).into_owned())
}
