//! Replacing a file: a kill at any moment leaves the old or the new one whole.

use std::fs::{self, File};
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use tempfile::NamedTempFile;

/// Most backups of one file.
const MOST_BACKUPS: u32 = 1000;

/// Puts new bytes in the place of a file and keeps the old ones beside it; returns the backup's
/// path. A link is followed: the file it leads to is replaced.
///
/// # Errors
/// When the folder cannot be written to; the file is as it was then.
pub(crate) fn replace(path: &Path, bytes: &[u8]) -> io::Result<PathBuf> {
    let path = fs::canonicalize(path)?;
    let backup = back_up(&path)?;
    write_whole(&path, bytes, Some(fs::metadata(&path)?.permissions()))?;
    Ok(backup)
}

/// Writes a file at once: in a temporary file beside it, which then takes its name.
pub(crate) fn write_whole(
    path: &Path,
    bytes: &[u8],
    permissions: Option<fs::Permissions>,
) -> io::Result<()> {
    let mut new = beside(path)?;
    new.write_all(bytes)?;
    if let Some(permissions) = permissions {
        fs::set_permissions(new.path(), permissions)?;
    }
    settle(new, path)
}

/// A temporary file in the folder of another, which may be read by whoever may read new files.
pub(crate) fn beside(path: &Path) -> io::Result<NamedTempFile> {
    let mut builder = tempfile::Builder::new();
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt as _;
        builder.permissions(fs::Permissions::from_mode(0o666));
    }
    builder.tempfile_in(folder_of(path))
}

/// Gives a temporary file in the same folder its name, once all of it is on the disk.
pub(crate) fn settle(new: NamedTempFile, path: &Path) -> io::Result<()> {
    let folder = folder_of(path);
    new.as_file().sync_all()?;
    new.persist(path)?;
    // The new name is lost in a power cut unless the folder is written out, too; not every system
    // can do that.
    let _ = File::open(folder).and_then(|folder| folder.sync_all());
    Ok(())
}

/// The folder a file is in.
fn folder_of(path: &Path) -> &Path {
    match path.parent() {
        Some(folder) if !folder.as_os_str().is_empty() => folder,
        _ => Path::new("."),
    }
}

/// Copies a file to the first free name of `FILE.bak`, `FILE.bak1`, …
fn back_up(path: &Path) -> io::Result<PathBuf> {
    let bytes = fs::read(path)?;
    for number in 0..MOST_BACKUPS {
        let mut name = path.as_os_str().to_owned();
        name.push(".bak");
        if number > 0 {
            name.push(number.to_string());
        }
        let backup = PathBuf::from(name);
        // Only a name that is free is taken, even when another process looks for one as well.
        match File::create_new(&backup) {
            Ok(mut file) => {
                file.write_all(&bytes)?;
                file.sync_all()?;
                return Ok(backup);
            }
            Err(error) if error.kind() == io::ErrorKind::AlreadyExists => {}
            Err(error) => return Err(error),
        }
    }
    Err(io::Error::other("too many backups"))
}
