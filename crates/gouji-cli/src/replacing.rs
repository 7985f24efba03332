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
    let permissions = fs::metadata(&path)?.permissions();
    if permissions.readonly() {
        return Err(io::Error::new(
            io::ErrorKind::PermissionDenied,
            "the file is read-only",
        ));
    }
    let backup = back_up(&path, permissions.clone())?;
    write_whole(&path, bytes, Some(permissions))?;
    Ok(backup)
}

/// Writes a file at once: in a temporary file beside it, which then takes its name.
pub(crate) fn write_whole(
    path: &Path,
    bytes: &[u8],
    permissions: Option<fs::Permissions>,
) -> io::Result<()> {
    settle(written(path, bytes, permissions)?, path)
}

/// A temporary file beside another with these bytes. Where permissions are given, nobody else can
/// read it before it has them.
fn written(
    path: &Path,
    bytes: &[u8],
    permissions: Option<fs::Permissions>,
) -> io::Result<NamedTempFile> {
    let mut new = match permissions {
        Some(_) => NamedTempFile::new_in(folder_of(path))?,
        None => beside(path)?,
    };
    new.write_all(bytes)?;
    if let Some(permissions) = permissions {
        fs::set_permissions(new.path(), permissions)?;
    }
    Ok(new)
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
pub(crate) fn folder_of(path: &Path) -> &Path {
    match path.parent() {
        Some(folder) if !folder.as_os_str().is_empty() => folder,
        _ => Path::new("."),
    }
}

/// Copies a file to the first free name of `FILE.bak`, `FILE.bak1`, …: whole, or not at all, and
/// read by no one who could not read the file.
fn back_up(path: &Path, permissions: fs::Permissions) -> io::Result<PathBuf> {
    let mut copy = written(path, &fs::read(path)?, Some(permissions))?;
    copy.as_file().sync_all()?;
    for number in 0..MOST_BACKUPS {
        let mut name = path.as_os_str().to_owned();
        name.push(".bak");
        if number > 0 {
            name.push(number.to_string());
        }
        let backup = PathBuf::from(name);
        // Only a name that is free is taken, even when another process looks for one as well.
        match copy.persist_noclobber(&backup) {
            Ok(_) => return Ok(backup),
            Err(taken) if taken.error.kind() == io::ErrorKind::AlreadyExists => copy = taken.file,
            Err(failed) => return Err(failed.error),
        }
    }
    Err(io::Error::other("too many backups"))
}

#[cfg(test)]
mod tests;
