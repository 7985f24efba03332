//! Replacing a file: a kill at any moment leaves the old or the new one whole.
//!
//! The new file has the owner, the mode and the attributes of the old one, or it is not replaced. A
//! temporary file that a kill left behind is cleared away by the next run in its folder.

#[cfg(any(feature = "export", test))]
mod drafts;
mod keeping;

use std::fs::{self, File};
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use gouji_model::Bilingual;
use tempfile::NamedTempFile;
use thiserror::Error;

use crate::system;
#[cfg(feature = "export")]
pub(crate) use drafts::Draft;

/// Most backups of one file.
const MOST_BACKUPS: u32 = 1000;
/// What temporary files are called, with something random between.
const TEMPORARY: (&str, &str) = (".gouji-", ".tmp");

/// Why a file is not replaced; it is as it was then.
#[derive(Debug, Error)]
pub(crate) enum ReplaceError {
    /// The system does not let it be written.
    #[error(transparent)]
    Io(#[from] io::Error),
    /// Its owner does not want it to be changed.
    #[error("the file is read-only")]
    ReadOnly,
    /// It has other names, which would go on naming the old text.
    #[error("the file has other names (hard links)")]
    Linked,
    /// The new file could not be given what the old one has.
    #[error("owner, group, mode or extended attributes could not be kept: {0}")]
    NotKept(io::Error),
}

impl ReplaceError {
    /// What it is and what to do about it, for users.
    pub(crate) fn message(&self) -> Bilingual {
        match self {
            Self::Io(error) => {
                let why = system::describe(error);
                Bilingual::new(
                    format!("无法改写：{}；文件未动", why.zh),
                    format!("cannot be written: {}; the file is as it was", why.en),
                )
            }
            Self::ReadOnly => Bilingual::new(
                "文件是只读的，未改写；请先改权限",
                "the file is read-only and is as it was; change its mode first",
            ),
            Self::Linked => Bilingual::new(
                "文件有其他硬链接，改写会使各处内容不一致，未改写；请复制一份再改",
                "the file has other names (hard links), which would keep the old text; it is as it was: change a copy",
            ),
            Self::NotKept(error) => {
                let why = system::describe(error);
                Bilingual::new(
                    format!(
                        "无法保留原文件的所有者、权限或扩展属性（{}），未改写；请由文件的所有者运行",
                        why.zh
                    ),
                    format!(
                        "owner, group, mode or extended attributes could not be kept ({}); the file is as it was: let its owner run this",
                        why.en
                    ),
                )
            }
        }
    }
}

/// Puts new bytes in the place of a file and keeps the old ones beside it; returns the backup's
/// path. A link is followed: the file it leads to is replaced.
///
/// # Errors
/// When the folder cannot be written to, or the file could not be replaced by one that is like it in
/// all but its text; the file is as it was then.
pub(crate) fn replace(path: &Path, bytes: &[u8]) -> Result<PathBuf, ReplaceError> {
    let path = fs::canonicalize(path)?;
    let metadata = fs::metadata(&path)?;
    if metadata.permissions().readonly() {
        return Err(ReplaceError::ReadOnly);
    }
    if keeping::has_other_names(&metadata) {
        return Err(ReplaceError::Linked);
    }
    let new = like(&path, bytes, &metadata)?;
    let backup = back_up(&path, &metadata)?;
    settle(new, &path)?;
    Ok(backup)
}

/// A temporary file beside another that is like it but for its bytes. Nobody can read it who could
/// not read the other.
fn like(path: &Path, bytes: &[u8], metadata: &fs::Metadata) -> Result<NamedTempFile, ReplaceError> {
    let mut new = named(&mut tempfile::Builder::new(), path)?;
    new.write_all(bytes)?;
    keeping::keep(path, metadata, new.path()).map_err(ReplaceError::NotKept)?;
    Ok(new)
}

/// A temporary file in the folder of another, known by its name and held while it is in use.
fn named(builder: &mut tempfile::Builder<'_, '_>, path: &Path) -> io::Result<NamedTempFile> {
    let (prefix, suffix) = TEMPORARY;
    let new = builder.prefix(prefix).suffix(suffix);
    let new = new.tempfile_in(folder_of(path))?;
    // Where a system cannot do that, none is ever taken for left behind.
    let _ = new.as_file().lock();
    Ok(new)
}

/// Clears away the temporary files in a folder that runs which were broken off have left behind.
pub(crate) fn clear(folder: &Path) {
    let (prefix, suffix) = TEMPORARY;
    for entry in fs::read_dir(folder).into_iter().flatten().flatten() {
        let name = entry.file_name();
        let name = name.to_string_lossy();
        let is_own = name.starts_with(prefix) && name.ends_with(suffix);
        if !is_own || !entry.file_type().is_ok_and(|kind| kind.is_file()) {
            continue;
        }
        // One that is in use is held by whoever uses it.
        let is_left = File::open(entry.path()).is_ok_and(|file| file.try_lock().is_ok());
        if is_left {
            let _ = fs::remove_file(entry.path());
        }
    }
}

/// A temporary file in the folder of another, which may be read by whoever may read new files.
pub(crate) fn temporary(path: &Path) -> io::Result<NamedTempFile> {
    let mut builder = tempfile::Builder::new();
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt as _;
        builder.permissions(fs::Permissions::from_mode(0o666));
    }
    named(&mut builder, path)
}

/// Gives a temporary file in the same folder its name, once all of it is on the disk.
pub(crate) fn settle(new: NamedTempFile, path: &Path) -> io::Result<()> {
    new.as_file().sync_all()?;
    new.persist(path)?;
    write_out(folder_of(path));
    Ok(())
}

/// The same, where nothing has the name yet.
pub(crate) fn settle_anew(new: NamedTempFile, path: &Path) -> io::Result<()> {
    new.as_file().sync_all()?;
    new.persist_noclobber(path)?;
    write_out(folder_of(path));
    Ok(())
}

fn write_out(folder: &Path) {
    // The new name is lost in a power cut unless the folder is written out, too; not every system
    // can do that.
    let _ = File::open(folder).and_then(|folder| folder.sync_all());
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
fn back_up(path: &Path, metadata: &fs::Metadata) -> Result<PathBuf, ReplaceError> {
    let mut copy = like(path, &fs::read(path)?, metadata)?;
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
            Err(failed) => return Err(failed.error.into()),
        }
    }
    Err(io::Error::other("too many backups").into())
}

#[cfg(test)]
mod tests;
