//! The files to be embedded, as the modules of the library ask for them while packs are compiled.

use std::path::Path;
use std::sync::OnceLock;
use std::{fs, io};

use gouji_rule::Contents;

pub(crate) use crate::embedded_file::Embedded;

static FILES: OnceLock<Vec<Embedded>> = OnceLock::new();

/// Reads the files, each with what it is called.
pub(crate) fn set<'p>(
    files: impl Iterator<Item = (String, &'p (impl AsRef<Path> + 'p))>,
) -> io::Result<()> {
    let read = files.map(|(name, path)| {
        Ok(Embedded {
            path: name.leak(),
            text: fs::read_to_string(path)?.leak(),
            compact: None,
            form: None,
            formats: None,
        })
    });
    let read = read.collect::<io::Result<Vec<Embedded>>>()?;
    FILES.set(read).map_err(|_| io::Error::other("set twice"))
}

/// All files.
pub(crate) fn all() -> &'static [Embedded] {
    FILES.get().map_or(&[], Vec::as_slice)
}

/// Nothing is compiled yet.
pub(crate) const fn contents(_: &str) -> Option<Contents> {
    None
}
