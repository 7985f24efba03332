//! The file by which a folder is known to be an export: only such a one is replaced.

use std::fs;
use std::io;
use std::path::Path;

use serde_json::json;

/// What the file is called. Readers of data sets pass over names that begin so.
pub const MARK: &str = "_gouji.json";
/// The version of how files and columns are laid out.
const FORMAT: u32 = 1;

/// What a folder is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum State {
    /// It is not there.
    Absent,
    /// Nothing is in it.
    Empty,
    /// An export is in it.
    Export,
    /// Something else is in it, or it is no folder.
    Foreign,
}

/// What a folder is.
///
/// # Errors
/// Where it cannot be read.
pub fn state_of(folder: &Path) -> io::Result<State> {
    match fs::symlink_metadata(folder) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(State::Absent),
        Err(error) => return Err(error),
        Ok(metadata) if !metadata.is_dir() => return Ok(State::Foreign),
        Ok(_) => {}
    }
    let mut names = Vec::new();
    for entry in fs::read_dir(folder)? {
        names.push(entry?.file_name());
    }
    if names.is_empty() {
        return Ok(State::Empty);
    }
    // With anything else in it someone would lose that.
    let known = gouji_store::exported().map(|table| table.name);
    let known: Vec<&str> = known.chain([MARK]).collect();
    let is_known = |name: &std::ffi::OsString| known.iter().any(|known| name == known);
    Ok(match names.iter().all(is_known) && is_ours(folder) {
        true => State::Export,
        false => State::Foreign,
    })
}

fn is_ours(folder: &Path) -> bool {
    let text = fs::read_to_string(folder.join(MARK)).unwrap_or_default();
    let mark: serde_json::Value = serde_json::from_str(&text).unwrap_or_default();
    mark.get("gouji_export").is_some()
}

/// Marks a folder.
pub(crate) fn write(folder: &Path, engine: &str) -> io::Result<()> {
    let mark = json!({ "gouji_export": FORMAT, "engine": engine });
    fs::write(folder.join(MARK), format!("{mark}\n"))
}
