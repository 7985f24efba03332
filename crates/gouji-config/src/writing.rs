//! Writing a file whole or not at all.

use std::fs::{self, File};
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use crate::error::ConfigError;

/// Writes a file so that at any moment the old or the new one is there, whole.
pub(crate) fn write(path: &Path, bytes: &[u8]) -> Result<(), ConfigError> {
    // A link stays a link: what it leads to is replaced.
    let target = path.canonicalize().unwrap_or_else(|_| path.to_owned());
    let temporary = temporary(&target);
    let written = fill(&temporary, bytes).and_then(|()| fs::rename(&temporary, &target));
    written.map_err(|error| {
        // What is left of a failed attempt helps nobody; that it cannot be removed changes nothing.
        let _ = fs::remove_file(&temporary);
        ConfigError::Unwritable {
            path: path.to_owned(),
            reason: error.to_string(),
        }
    })
}

fn temporary(target: &Path) -> PathBuf {
    let name = target.file_name().unwrap_or_default().to_string_lossy();
    target.with_file_name(format!(".{name}.{}.tmp", std::process::id()))
}

fn fill(path: &Path, bytes: &[u8]) -> io::Result<()> {
    let mut file = File::create(path)?;
    file.write_all(bytes)?;
    file.sync_all()
}
