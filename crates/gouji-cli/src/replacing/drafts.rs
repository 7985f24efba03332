//! Folders in the making: one takes the place of another as a whole.

use std::fs::{self, File};
use std::io;
use std::path::Path;

use tempfile::TempDir;

use super::{folder_of, write_out};

/// What such folders are called, with something random behind.
const PREFIX: &str = ".gouji-folder-";
/// What is held in a folder while it is in use.
const LOCK: &str = ".lock";

/// A folder in the making, beside the one that it is to become.
#[derive(Debug)]
pub(crate) struct Draft {
    folder: TempDir,
    lock: File,
}

impl Draft {
    /// An empty folder beside a path. Those that runs which were broken off have left there go.
    pub(crate) fn temporary(path: &Path) -> io::Result<Self> {
        let temporary = folder_of(path);
        clear(temporary);
        let mut builder = tempfile::Builder::new();
        #[cfg(unix)]
        {
            use std::os::unix::fs::PermissionsExt as _;
            builder.permissions(fs::Permissions::from_mode(0o777));
        }
        let folder = builder.prefix(PREFIX).tempdir_in(temporary)?;
        let lock = File::create_new(folder.path().join(LOCK))?;
        // Where a system cannot do that, none is ever taken for left behind.
        let _ = lock.lock();
        Ok(Self { folder, lock })
    }

    /// Where it is.
    pub(crate) fn path(&self) -> &Path {
        self.folder.path()
    }

    /// Puts it in the place of a folder, or where there is none; what was there goes.
    pub(crate) fn settle(self, path: &Path) -> io::Result<()> {
        fs::remove_file(self.path().join(LOCK))?;
        drop(self.lock);
        let folder = self.folder;
        if path.exists() {
            exchange(folder.path(), path)?;
            write_out(folder_of(path));
            // What was there before.
            return folder.close();
        }
        fs::rename(folder.path(), path)?;
        // Nothing has that name any more.
        let _ = folder.keep();
        write_out(folder_of(path));
        Ok(())
    }
}

/// Lets two folders have each other's names; at no moment is there none.
fn exchange(one: &Path, other: &Path) -> io::Result<()> {
    #[cfg(any(target_os = "linux", target_os = "macos"))]
    {
        use rustix::fs::{CWD, RenameFlags, renameat_with};
        if renameat_with(CWD, one, CWD, other, RenameFlags::EXCHANGE).is_ok() {
            return Ok(());
        }
    }
    // Not every system of files can do that: for a moment there is none.
    let mut aside = one.as_os_str().to_owned();
    aside.push(".old");
    fs::rename(other, &aside)?;
    if let Err(error) = fs::rename(one, other) {
        fs::rename(&aside, other)?;
        return Err(error);
    }
    fs::rename(&aside, one)
}

/// Clears away what runs that were broken off have left behind.
fn clear(temporary: &Path) {
    for entry in fs::read_dir(temporary).into_iter().flatten().flatten() {
        let is_own = entry.file_name().to_string_lossy().starts_with(PREFIX);
        if !is_own || !entry.file_type().is_ok_and(|kind| kind.is_dir()) {
            continue;
        }
        // One that is in use is held by whoever uses it; without a lock nobody has come to that yet.
        let lock = File::open(entry.path().join(LOCK));
        if lock.is_ok_and(|lock| lock.try_lock().is_ok()) {
            let _ = fs::remove_dir_all(entry.path());
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_folder_takes_the_place_of_another_as_a_whole() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("out");
        for text in ["first", "second"] {
            let draft = Draft::temporary(&path).unwrap();
            fs::write(draft.path().join(text), text).unwrap();
            draft.settle(&path).unwrap();
            let names: Vec<_> = fs::read_dir(&path).unwrap().flatten().collect();
            assert_eq!(names.len(), 1);
            assert_eq!(names[0].file_name(), text);
            assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 1);
        }
    }

    #[test]
    fn what_a_broken_run_left_behind_goes_and_what_is_in_use_stays() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("out");
        let left = folder.path().join(".gouji-folder-left");
        fs::create_dir(&left).unwrap();
        fs::write(left.join(LOCK), "").unwrap();
        let used = Draft::temporary(&path).unwrap();
        assert!(!left.exists());
        let other = Draft::temporary(&path).unwrap();
        assert!(used.path().exists());
        drop(other);
    }
}
