//! The line from bytes to reports: decode, read, bind.

use std::fs::File;
use std::io::{self, Read};
use std::path::Path;

use gouji_bind::Binder;
use gouji_canonical::CanonicalError;
use gouji_document::Source;
use gouji_model::{Form, Report};
use gouji_read::{Kind, LARGEST_FILE, ReadError, kind_of, refuse};
use thiserror::Error;

/// Why a file gives no report.
#[derive(Debug, Error)]
pub(crate) enum LineError {
    /// The system does not give it.
    #[error("cannot be read: {0} / 无法读取")]
    Unreadable(#[from] io::Error),
    /// Not a file with contents, such as a device.
    #[error("not a regular file / 不是普通文件")]
    NotAFile,
    /// No reader takes it.
    #[error(transparent)]
    Refused(#[from] ReadError),
    /// JSON, but not a report's.
    #[error(transparent)]
    Canonical(#[from] CanonicalError),
    /// No report in it.
    #[error(
        "no annual report was found in it; give the page or text with the report's three tables \
         / 没有找到年度报告，请给出含有三张表格的网页或文本"
    )]
    NoReport,
}

/// Reads the bytes of a file within the limit.
pub(crate) fn bytes_of(path: &Path) -> Result<Vec<u8>, LineError> {
    let metadata = std::fs::metadata(path)?;
    if !metadata.is_file() {
        return Err(LineError::NotAFile);
    }
    if metadata.len() > LARGEST_FILE {
        return Err(ReadError::TooLarge.into());
    }
    bytes_from(File::open(path)?)
}

/// Reads bytes from anything within the limit.
pub(crate) fn bytes_from(from: impl Read) -> Result<Vec<u8>, LineError> {
    let mut bytes = Vec::new();
    from.take(LARGEST_FILE + 1).read_to_end(&mut bytes)?;
    refuse(&bytes)?;
    Ok(bytes)
}

/// The reports in a source: at least one.
pub(crate) fn reports(
    source: &Source<'_>,
    binder: &Binder<'_>,
    forms: &[&Form],
) -> Result<Vec<Report>, LineError> {
    let kind = kind_of(source.text());
    if kind == Kind::CanonicalJson {
        return Ok(vec![gouji_canonical::read(source.text(), forms)?]);
    }
    let document = gouji_read::read(kind, source);
    let reports = binder.bind(&document);
    if reports.is_empty() {
        return Err(LineError::NoReport);
    }
    Ok(reports)
}
