//! From paths, folders and globs to the files to read.

mod folder;
mod found;
mod git;
mod patterns;

use std::collections::HashMap;
use std::path::{Path, PathBuf};

use gouji_config::Exclusion;
use gouji_model::Bilingual;

use folder::Walk;
pub(crate) use found::{Found, Input};
use found::{failed, nothing, too_deep};
use patterns::Match;

use crate::project::{Failure, Project};
use crate::{members, replacing};

/// The inputs that paths name, folders and globs in sorted order, each once; what `exclude` leaves
/// out, in options and configurations, is passed over in folders and among the matches of globs.
pub(crate) fn inputs(
    project: &mut Project<'_>,
    paths: &[String],
    exclude: &[String],
) -> Result<Found, Failure> {
    let mut walk = Walk::new(project, Exclusion::of_options(exclude)?);
    for (number, path) in paths.iter().enumerate() {
        expand(path, number, &mut walk)?;
    }
    let mut inputs = walk.found;
    if paths.len() > 1 {
        inputs = Seen::default().each_once(inputs);
    }
    Ok(Found {
        inputs,
        passed: walk.passed,
    })
}

/// Inputs met before.
#[derive(Default)]
struct Seen {
    /// Each with its number.
    inputs: HashMap<(PathBuf, String), usize>,
    /// Folders by the one path each has: asking the system for every file would cost more.
    folders: HashMap<PathBuf, PathBuf>,
}

impl Seen {
    /// Inputs without those that were there before. What was met in a folder and is also named is
    /// named: it must be a report.
    fn each_once(&mut self, inputs: Vec<Input>) -> Vec<Input> {
        let mut kept: Vec<Input> = Vec::new();
        for input in inputs {
            let key = self.key(&input);
            let known = self.inputs.get(&key).and_then(|at| kept.get_mut(*at));
            match known {
                Some(known @ Input::Met(..)) if matches!(input, Input::File(_)) => *known = input,
                Some(_) => {}
                None => {
                    self.inputs.insert(key, kept.len());
                    kept.push(input);
                }
            }
        }
        kept
    }

    fn key(&mut self, input: &Input) -> (PathBuf, String) {
        match input {
            Input::File(path) | Input::Met(path, _) => (self.settled(path), String::new()),
            Input::Member(path, member) => (self.settled(path), member.clone()),
            Input::Standard => (PathBuf::from("-"), String::new()),
            Input::Nothing(path, _) => (PathBuf::from(path), String::new()),
        }
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

fn expand(path: &str, number: usize, walk: &mut Walk<'_, '_>) -> Result<(), Failure> {
    let own = Path::new(path);
    let input = if path == "-" {
        Input::Standard
    } else if own.is_dir() {
        let before = walk.found.len();
        walk.folder(own, number)?;
        if walk.found.len() > before {
            return Ok(());
        }
        let why = Bilingual::new("文件夹里没有报告", "no reports in this folder");
        nothing(path, why)
    } else if let Some((file, member)) = members::split(path) {
        Input::Member(file, member)
    } else if own.exists() || !path.contains(['*', '?', '[']) {
        Input::File(own.to_owned())
    } else {
        return pattern(path, walk);
    };
    walk.found.push(input);
    Ok(())
}

/// What a pattern leads to, without what is excluded.
fn pattern(path: &str, walk: &mut Walk<'_, '_>) -> Result<(), Failure> {
    let before = walk.found.len();
    match patterns::matches(path) {
        Ok(found) => {
            for one in found {
                let left_out = match &one {
                    Match::File(file) => walk.leaves_out(file)?,
                    Match::Unread(..) | Match::TooDeep(_) => false,
                };
                if !left_out {
                    walk.found.push(matched(one));
                }
            }
        }
        Err(error) => walk.found.push(failed(path, &error)),
    }
    if walk.found.len() == before {
        let why = Bilingual::new("没有匹配的文件", "no file matches");
        walk.found.push(nothing(path, why));
    }
    Ok(())
}

/// A match of a pattern: a file, or a folder that could not be looked into.
fn matched(found: Match) -> Input {
    match found {
        Match::File(path) => Input::File(path),
        Match::Unread(path, error) => failed(&path.to_string_lossy(), &error),
        Match::TooDeep(path) => nothing(&path.to_string_lossy(), too_deep()),
    }
}
