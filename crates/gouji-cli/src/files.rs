//! From paths, folders and globs to the files to read.

mod folder;
mod found;
mod git;
mod listed;
mod paths;
mod patterns;
mod same;

use std::ffi::{OsStr, OsString};
use std::path::Path;

use gouji_config::Exclusion;
use gouji_model::Bilingual;

use folder::Walk;
pub(crate) use found::Input;
use found::{failed, no_file, nothing, too_deep};
pub(crate) use listed::{Found, Inputs};
use patterns::Match;

use crate::members;
use crate::project::{Failure, Project};

/// The inputs that paths name, folders and globs in sorted order, each once; what `exclude` leaves
/// out, in options and configurations, is passed over in folders and among the matches of globs.
pub(crate) fn inputs(
    project: &mut Project<'_>,
    paths: &[OsString],
    exclude: &[String],
) -> Result<Found, Failure> {
    let mut walk = Walk::new(project, Exclusion::of_options(exclude)?);
    for (number, path) in paths.iter().enumerate() {
        expand(path, number, &mut walk)?;
    }
    let mut inputs = walk.found;
    if paths.len() > 1 || paths.iter().any(|path| may_be_pattern(path)) {
        inputs = inputs.each_once();
    }
    Ok(Found {
        inputs: inputs.settled(),
        passed: walk.passed,
    })
}

/// Whether a path has what patterns are made of. One that is no text is none.
fn may_be_pattern(path: &OsStr) -> bool {
    path.to_str()
        .is_some_and(|path| path.contains(['*', '?', '[']))
}

fn expand(path: &OsStr, number: usize, walk: &mut Walk<'_, '_>) -> Result<(), Failure> {
    let own = Path::new(path);
    let text = path.to_string_lossy();
    let input = if path == "-" {
        Input::Standard
    } else if own.is_dir() {
        let before = walk.found.len();
        walk.folder(own, number)?;
        if walk.found.len() > before {
            return Ok(());
        }
        let why = Bilingual::new("文件夹里没有报告", "no reports in this folder");
        nothing(&text, why)
    } else if let Some((file, member)) = path.to_str().and_then(members::split) {
        Input::Member(file, member)
    } else if own.exists() || !may_be_pattern(path) {
        Input::File(own.to_owned())
    } else {
        return pattern(&text, number, walk);
    };
    walk.found.push(input);
    Ok(())
}

/// What a pattern leads to, without what is excluded.
fn pattern(path: &str, number: usize, walk: &mut Walk<'_, '_>) -> Result<(), Failure> {
    let before = walk.found.len();
    match patterns::matches(path) {
        Ok(found) => {
            for one in found {
                matched(one, number, walk)?;
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

/// Adds what a pattern matches: a file, what is in a folder, or what could not be read.
fn matched(found: Match, number: usize, walk: &mut Walk<'_, '_>) -> Result<(), Failure> {
    let input = match found {
        Match::File(path) | Match::Folder(path) | Match::Other(path)
            if walk.leaves_out(&path)? =>
        {
            return Ok(());
        }
        Match::Folder(path) => return walk.folder(&path, number),
        Match::File(path) => Input::File(path),
        Match::Other(path) => no_file(&path),
        Match::Unread(path, error) => failed(&path.to_string_lossy(), &error),
        Match::TooDeep(path) => nothing(&path.to_string_lossy(), too_deep()),
    };
    walk.found.push(input);
    Ok(())
}
