//! What the system says of a file: enough to know that it is the one that was read, or nothing.

use std::fs::{self, Metadata};
use std::path::{Path, PathBuf};
use std::sync::LazyLock;
use std::time::{Duration, SystemTime};

use gouji_store::{Cache, Key, Stamp, StoreError};

use crate::files::Input;
use crate::input::{InputError, bytes_as_seen};

/// A file that was changed so shortly before it was looked at may change again without a sign: times on
/// disk are that coarse.
const COARSE: Duration = Duration::from_secs(3);

/// A file as it was before it was read.
pub(super) struct Watched {
    file: PathBuf,
    metadata: Metadata,
    /// Its path from the root on.
    path: Vec<u8>,
    stamp: Stamp,
    is_old: bool,
}

impl Watched {
    /// Looks at the file of an input.
    pub(super) fn of(input: &Input) -> Option<Self> {
        let path = input.on_disk()?;
        let metadata = fs::metadata(path).ok()?;
        let stamp = stamp(&metadata)?;
        let modified = metadata.modified().ok()?;
        // A time to come is no time to go by, either.
        let age = SystemTime::now().duration_since(modified);
        Some(Self {
            file: path.to_owned(),
            metadata,
            path: absolute(path)?.into_os_string().into_encoded_bytes(),
            stamp,
            is_old: age.is_ok_and(|age| age > COARSE),
        })
    }

    /// How many bytes it had.
    pub(super) fn size(&self) -> u64 {
        let [size, ..] = self.stamp.parts;
        u64::try_from(size).unwrap_or_default()
    }

    /// The digest it had when it was read last, where it is the same since.
    pub(super) fn digest(&self, cache: &Cache) -> Option<Key> {
        let (path, stamp) = self.as_noted()?;
        cache.digest(path, stamp)
    }

    /// Its bytes, and whether it is the same after they were read, and too old to change unseen.
    pub(super) fn read(&self) -> Result<(Vec<u8>, bool), InputError> {
        let (bytes, file) = bytes_as_seen(&self.file, &self.metadata)?;
        // What is another file by now says so by its number when its path is looked at next.
        let after = file.metadata().ok();
        let after = after.and_then(|metadata| stamp(&metadata));
        Ok((bytes, self.is_old && after == Some(self.stamp)))
    }

    /// Its path and its stamp, where it may be known by them.
    pub(super) fn as_noted(&self) -> Option<(&[u8], &Stamp)> {
        self.is_old.then_some((&self.path, &self.stamp))
    }

    /// Notes its digest.
    pub(super) fn note(&self, cache: &Cache, digest: &Key) -> Result<(), StoreError> {
        cache.note(&self.path, &self.stamp, digest)
    }
}

/// Notes the digests of files.
pub(super) fn note_all<'w>(
    cache: &Cache,
    files: impl Iterator<Item = (&'w Watched, &'w Key)>,
) -> Result<(), StoreError> {
    cache.note_all(files.map(|(file, digest)| (file.path.as_slice(), &file.stamp, digest)))
}

/// A path from the root on. The folder this process is in stays what it was: to ask for it takes as long as to
/// look at a file.
fn absolute(path: &Path) -> Option<PathBuf> {
    static HERE: LazyLock<Option<PathBuf>> = LazyLock::new(|| std::path::absolute(".").ok());
    let whole = match path.is_absolute() {
        true => path.to_owned(),
        false => HERE.as_ref()?.join(path),
    };
    match is_plain(path) {
        true => Some(whole),
        false => std::path::absolute(whole).ok(),
    }
}

/// Whether nothing of a path goes without saying or leads back: then it stands as it is. To see that takes less than to
/// take it apart and put it together again.
fn is_plain(path: &Path) -> bool {
    let bytes = path.as_os_str().as_encoded_bytes();
    let leads_back = |two: &[u8]| matches!(two, b"//" | b"/.");
    cfg!(unix)
        && !bytes.starts_with(b".")
        && !bytes.windows(2).any(leads_back)
        && !bytes.ends_with(b"/")
}

#[cfg(unix)]
fn stamp(metadata: &Metadata) -> Option<Stamp> {
    use std::os::unix::fs::MetadataExt as _;
    let time = |seconds: i64, rest: i64| seconds.checked_mul(1_000_000_000)?.checked_add(rest);
    Some(Stamp {
        parts: [
            i64::try_from(metadata.size()).ok()?,
            time(metadata.mtime(), metadata.mtime_nsec())?,
            time(metadata.ctime(), metadata.ctime_nsec())?,
            metadata.dev().cast_signed(),
            metadata.ino().cast_signed(),
        ],
    })
}

/// Where the system does not tell one file from another, every file is read.
#[cfg(not(unix))]
fn stamp(_: &Metadata) -> Option<Stamp> {
    None
}
