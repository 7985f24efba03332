//! The ZIP containers of OOXML and OpenDocument, unpacked in memory under limits.
//!
//! A part is only ever looked up by its name: nothing touches the disk, so paths inside the
//! archive cannot lead anywhere. Declared sizes are not believed; what comes out is counted.

use std::io::{Cursor, Read};

use gouji_format::{Excess, FileKind, limits, zip as records};
use zip::ZipArchive;
use zip::result::ZipError;

use crate::{PackageError, decode};

/// An open archive.
pub struct Archive<'b> {
    zip: ZipArchive<Cursor<&'b [u8]>>,
    unpacked: u64,
}

impl<'b> Archive<'b> {
    /// Opens an archive: reads its directory and nothing else.
    ///
    /// # Errors
    /// When it has no directory or too many entries, or another archive stands before it: only this one
    /// would be read, and nobody can tell which counts.
    pub fn open(bytes: &'b [u8]) -> Result<Self, PackageError> {
        if !records::is_bounded(bytes) {
            return Err(PackageError::TooLarge(Excess::Entries));
        }
        let zip = ZipArchive::new(Cursor::new(bytes))
            .map_err(|_| PackageError::damaged("ZIP directory"))?;
        if zip.len() > limits::ENTRIES {
            return Err(PackageError::TooLarge(Excess::Entries));
        }
        if zip.offset() > 0 && FileKind::Zip.matches(bytes) {
            return Err(PackageError::Joined);
        }
        Ok(Self { zip, unpacked: 0 })
    }

    /// Whether a part is there.
    pub fn has(&self, name: &str) -> bool {
        self.index(name).is_some()
    }

    /// The entry of a part: the one of its name, or of a name that differs in the case of letters or
    /// in its slashes, as some programs write them.
    fn index(&self, name: &str) -> Option<usize> {
        let loosely = |entry: &[u8]| {
            let plain = entry
                .iter()
                .map(|byte| if *byte == b'\\' { b'/' } else { *byte });
            entry.len() == name.len()
                && plain
                    .zip(name.bytes())
                    .all(|(a, b)| a.eq_ignore_ascii_case(&b))
        };
        let exact = self.zip.index_for_name(name);
        exact.or_else(|| self.names().position(loosely))
    }

    /// The names of all parts.
    pub fn names(&self) -> impl Iterator<Item = &[u8]> {
        self.zip.file_names_raw()
    }

    /// The bytes of a part, if it is there.
    ///
    /// # Errors
    /// When the part is damaged, needs a password, or unpacks to more than the limits.
    pub fn bytes(&mut self, name: &str) -> Result<Option<Vec<u8>>, PackageError> {
        let Some(index) = self.index(name) else {
            return Ok(None);
        };
        let file = match self.zip.by_index(index) {
            Ok(file) => file,
            Err(ZipError::UnsupportedArchive(why)) if why == ZipError::PASSWORD_REQUIRED => {
                return Err(PackageError::Encrypted);
            }
            Err(_) => return Err(PackageError::damaged(name)),
        };
        let packed = file.compressed_size();
        let room = limits::PART.min(limits::PACKAGE.saturating_sub(self.unpacked));
        let by_ratio = limits::ANY_RATIO.max(packed.saturating_mul(limits::RATIO));
        // Whoever lets large files wait goes by what is declared: more is no mistake of a program.
        let declared = limits::ANY_RATIO.max(file.size());
        let most = room.min(by_ratio).min(declared);
        // What is declared is only room to begin with: growing by doubling takes it twice.
        let room = usize::try_from(file.size().min(most) + 1).unwrap_or(0);
        let mut bytes = Vec::with_capacity(room);
        file.take(most + 1)
            .read_to_end(&mut bytes)
            .map_err(|_| PackageError::damaged(name))?;
        if bytes.len() as u64 > most {
            return Err(PackageError::TooLarge(Excess::Unpacked));
        }
        self.unpacked += bytes.len() as u64;
        Ok(Some(bytes))
    }

    /// The text of an XML part, if it is there.
    ///
    /// # Errors
    /// When [`Archive::bytes`] fails.
    pub fn text(&mut self, name: &str) -> Result<Option<String>, PackageError> {
        let bytes = self.bytes(name)?;
        Ok(bytes.map(|bytes| decode(&bytes)))
    }

    /// The text of an XML part that must be there, where it is UTF-8 to the last byte: what is
    /// read leniently could not be written back as it was.
    ///
    /// # Errors
    /// When the part is missing, or [`Archive::bytes`] fails.
    pub fn exact(&mut self, name: &str) -> Result<Option<String>, PackageError> {
        let bytes = self.bytes(name)?;
        let bytes = bytes.ok_or_else(|| PackageError::damaged(name))?;
        let text = String::from_utf8(bytes).ok();
        Ok(text.map(|text| match text.strip_prefix('\u{feff}') {
            Some(rest) => rest.to_owned(),
            None => text,
        }))
    }

    /// The text of an XML part that must be there.
    ///
    /// # Errors
    /// When the part is missing, or [`Archive::bytes`] fails.
    pub fn required(&mut self, name: &str) -> Result<String, PackageError> {
        self.text(name)?.ok_or_else(|| PackageError::damaged(name))
    }
}
