//! What a file has beside its text: owner, group, mode, extended attributes, other names.

use std::fs;
use std::io;
use std::path::Path;

/// Whether a file has other names in the file system.
#[cfg(unix)]
pub(super) fn has_other_names(metadata: &fs::Metadata) -> bool {
    use std::os::unix::fs::MetadataExt as _;
    metadata.nlink() > 1
}

/// Gives a new file what an old one has.
///
/// # Errors
/// When the system does not let it have all of that.
#[cfg(unix)]
pub(super) fn keep(old: &Path, metadata: &fs::Metadata, new: &Path) -> io::Result<()> {
    use std::os::unix::fs::{MetadataExt as _, chown};
    let own = fs::metadata(new)?;
    let changed = |is: u32, was: u32| (is != was).then_some(was);
    let (owner, group) = (
        changed(own.uid(), metadata.uid()),
        changed(own.gid(), metadata.gid()),
    );
    if owner.or(group).is_some() {
        chown(new, owner, group)?;
    }
    attributes::keep(old, new)?;
    // Last, because a new owner takes some of the mode away.
    fs::set_permissions(new, metadata.permissions())
}

#[cfg(not(unix))]
pub(super) fn has_other_names(_: &fs::Metadata) -> bool {
    false
}

#[cfg(not(unix))]
pub(super) fn keep(_: &Path, metadata: &fs::Metadata, new: &Path) -> io::Result<()> {
    fs::set_permissions(new, metadata.permissions())
}

/// Extended attributes, access control lists among them.
#[cfg(any(target_os = "linux", target_os = "macos"))]
mod attributes {
    use std::ffi::{CStr, CString};
    use std::io;
    use std::path::Path;

    use rustix::fs::{XattrFlags, getxattr, listxattr, setxattr};
    use rustix::io::Errno;

    /// Most bytes of the names of all, and of the value of one: what systems allow.
    const MOST: usize = 64 << 10;

    pub(super) fn keep(old: &Path, new: &Path) -> io::Result<()> {
        for name in names(old)? {
            let value = value(old, &name)?;
            // The system may have given it the same already, and not let it be set.
            if value != self::value(new, &name)?
                && let Some(value) = value
            {
                setxattr(new, name.as_c_str(), &value, XattrFlags::empty())?;
            }
        }
        Ok(())
    }

    fn names(path: &Path) -> io::Result<Vec<CString>> {
        let mut room = vec![0_u8; MOST];
        let length = match listxattr(path, room.as_mut_slice()) {
            Ok(length) => length,
            Err(Errno::NOTSUP) => 0,
            Err(error) => return Err(error.into()),
        };
        let mut rest = room.get(..length).unwrap_or_default();
        let mut names = Vec::new();
        while let Ok(name) = CStr::from_bytes_until_nul(rest) {
            rest = rest.get(name.count_bytes() + 1..).unwrap_or_default();
            names.push(name.to_owned());
        }
        Ok(names)
    }

    fn value(path: &Path, name: &CStr) -> io::Result<Option<Vec<u8>>> {
        let mut room = vec![0_u8; MOST];
        match getxattr(path, name, room.as_mut_slice()) {
            Ok(length) => {
                room.truncate(length);
                Ok(Some(room))
            }
            Err(Errno::NODATA | Errno::NOTSUP) => Ok(None),
            Err(error) => Err(error.into()),
        }
    }
}

#[cfg(all(unix, not(any(target_os = "linux", target_os = "macos"))))]
mod attributes {
    pub(super) fn keep(_: &std::path::Path, _: &std::path::Path) -> std::io::Result<()> {
        Ok(())
    }
}
