//! The bytes of a file or of standard input, within limits.

use std::fs::{File, Metadata};
use std::io::{self, Read};
use std::path::Path;

use gouji_format::limits;
use gouji_lint::LintError;
use gouji_model::Bilingual;
use gouji_read::ReadError;
use thiserror::Error;

use crate::files::Input;
use crate::system;

/// Why an input gives no report.
#[derive(Debug, Error)]
pub(crate) enum InputError {
    /// The system does not give it.
    #[error("cannot be read: {0}")]
    Unreadable(#[from] io::Error),
    /// Not a file with contents, such as a device.
    #[error("not a regular file")]
    NotAFile,
    /// An archive or a mail where a file is to be changed.
    #[error("an archive or mail")]
    Archive,
    /// No report in it.
    #[error(transparent)]
    NoReport(#[from] LintError),
}

impl InputError {
    /// What happened and what to do about it, for users.
    pub(crate) fn message(&self) -> Bilingual {
        match self {
            Self::Unreadable(error) => {
                let why = system::describe(error);
                Bilingual::new(
                    format!("无法读取：{}", why.zh),
                    format!("cannot be read: {}", why.en),
                )
            }
            Self::NotAFile => Bilingual::new("不是普通文件", "not a regular file"),
            Self::Archive => Bilingual::new(
                "这是压缩包或邮件，里面的文件不能就地改写，请先取出其中的报告",
                "this is an archive or a mail, in which no file is changed: take the report out of it first",
            ),
            Self::NoReport(error) => error.message(),
        }
    }
}

/// Reads a file that may be changed within the limit: no archive.
pub(crate) fn single(path: &Path) -> Result<Vec<u8>, InputError> {
    bytes_of(path).and_then(no_archive)
}

/// Reads standard input the same way.
pub(crate) fn single_from_standard_input() -> Result<Vec<u8>, InputError> {
    bytes_of_standard_input().and_then(no_archive)
}

fn no_archive(bytes: Vec<u8>) -> Result<Vec<u8>, InputError> {
    match gouji_archive::kind_of(&bytes) {
        Some(_) => Err(InputError::Archive),
        None => Ok(bytes),
    }
}

/// How large a file on disk is, as far as that is known before it is read.
pub(crate) fn size_of(input: &Input) -> u64 {
    let file = input.on_disk().and_then(|path| path.metadata().ok());
    file.map_or(0, |file| file.len().min(limits::FILE))
}

/// Reads a file within the limit.
pub(crate) fn bytes_of(path: &Path) -> Result<Vec<u8>, InputError> {
    let (bytes, _) = bytes_as_seen(path, &std::fs::metadata(path)?)?;
    Ok(bytes)
}

/// Reads a file of which the system said so much; it is still open.
pub(crate) fn bytes_as_seen(
    path: &Path,
    metadata: &Metadata,
) -> Result<(Vec<u8>, File), InputError> {
    if !metadata.is_file() {
        return Err(InputError::NotAFile);
    }
    if metadata.len() > limits::FILE {
        return Err(LintError::from(ReadError::TooLarge).into());
    }
    let room = usize::try_from(metadata.len()).unwrap_or(0);
    let file = File::open(path)?;
    Ok((bytes_from(&file, room)?, file))
}

/// Reads standard input within the limit.
pub(crate) fn bytes_of_standard_input() -> Result<Vec<u8>, InputError> {
    bytes_from(io::stdin().lock(), 0)
}

fn bytes_from(from: impl Read, room: usize) -> Result<Vec<u8>, InputError> {
    // One byte more than the limit is enough to see that it is passed.
    let mut from = from.take(limits::FILE + 1);
    // A file is there at once where it is as long as it said.
    let mut bytes = vec![0; room + 1];
    let length = match from.read(&mut bytes) {
        Err(error) if error.kind() == io::ErrorKind::Interrupted => 0,
        read => read?,
    };
    bytes.truncate(length);
    // To ask whether there is more would take as long as to look at another file.
    if length != room || room == 0 {
        from.read_to_end(&mut bytes)?;
    }
    Ok(bytes)
}
