//! A file without a name that holds what waits.

use std::fs::File;
use std::io::{self, BufWriter, Read as _, Seek as _, SeekFrom, Write as _};
use std::sync::{Mutex, PoisonError};

use gouji_model::Bilingual;

use crate::project::Failure;
use crate::system;

/// Where something stands in the file.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Span {
    at: u64,
    length: u32,
}

/// A file that is written first and read then.
#[derive(Debug)]
pub(super) struct Spool {
    file: Mutex<BufWriter<File>>,
    end: u64,
}

impl Spool {
    /// An empty one.
    pub(super) fn new() -> io::Result<Self> {
        Ok(Self {
            file: Mutex::new(BufWriter::with_capacity(1 << 16, tempfile::tempfile()?)),
            end: 0,
        })
    }

    /// Adds bytes.
    pub(super) fn put(&mut self, bytes: &[u8]) -> io::Result<Span> {
        let file = self.file.get_mut().unwrap_or_else(PoisonError::into_inner);
        file.write_all(bytes)?;
        let length = u32::try_from(bytes.len()).map_err(io::Error::other)?;
        let span = Span {
            at: self.end,
            length,
        };
        self.end += u64::from(length);
        Ok(span)
    }

    /// Sees to it that all can be read.
    pub(super) fn finish(&mut self) -> io::Result<()> {
        let file = self.file.get_mut().unwrap_or_else(PoisonError::into_inner);
        file.flush()
    }

    /// The bytes of a span.
    pub(super) fn get(&self, span: Span) -> io::Result<Vec<u8>> {
        let mut bytes = vec![0; span.length as usize];
        let mut file = self.file.lock().unwrap_or_else(PoisonError::into_inner);
        let file = file.get_mut();
        file.seek(SeekFrom::Start(span.at))?;
        file.read_exact(&mut bytes)?;
        Ok(bytes)
    }

    /// The text of a span.
    pub(super) fn text(&self, span: Span) -> io::Result<String> {
        String::from_utf8(self.get(span)?).map_err(io::Error::other)
    }
}

/// What to say where the file cannot be written or read.
pub(super) fn failure(error: io::Error) -> Failure {
    let reason = system::describe(&error);
    let folder = std::env::temp_dir().display().to_string();
    Failure::File(
        folder,
        Bilingual::new(
            format!(
                "中间结果无法写入临时文件夹：{}；可用 TMPDIR 换一个有空间的文件夹",
                reason.zh
            ),
            format!(
                "what waits could not be written to the folder of temporary files: {}; TMPDIR names another with room",
                reason.en
            ),
        ),
    )
}
