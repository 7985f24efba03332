//! Putting changed parts back into a package.

use std::io::{Cursor, Write};

use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipArchive, ZipWriter};

use crate::OfficeError;

use super::error::RewriteError;

/// A changed part: its name and its text.
pub(super) type Changed = (String, String);

/// The package with some parts changed; all others keep their packed bytes, and all their order.
pub(super) fn replace_parts(bytes: &[u8], changed: &[Changed]) -> Result<Vec<u8>, RewriteError> {
    put_parts(bytes, changed, &[])
}

/// The package with some parts changed, and others added at its end.
pub(super) fn put_parts(
    bytes: &[u8],
    changed: &[Changed],
    added: &[Changed],
) -> Result<Vec<u8>, RewriteError> {
    let mut archive = ZipArchive::new(Cursor::new(bytes)).map_err(damaged)?;
    let mut writer = ZipWriter::new(Cursor::new(Vec::with_capacity(bytes.len())));
    for index in 0..archive.len() {
        let part = archive.by_index_raw(index).map_err(damaged)?;
        let text = changed
            .iter()
            .find(|(name, _)| part.name_raw() == name.as_bytes());
        let Some((name, text)) = text else {
            writer.raw_copy_file(part).map_err(damaged)?;
            continue;
        };
        let mut options =
            SimpleFileOptions::default().compression_method(CompressionMethod::Deflated);
        if let Some(time) = part.last_modified() {
            options = options.last_modified_time(time);
        }
        drop(part);
        put(&mut writer, name, text, options)?;
    }
    for (name, text) in added {
        let options = SimpleFileOptions::default()
            .compression_method(CompressionMethod::Deflated)
            .last_modified_time(zip::DateTime::default());
        put(&mut writer, name, text, options)?;
    }
    Ok(writer.finish().map_err(damaged)?.into_inner())
}

/// Writes a part.
fn put(
    writer: &mut ZipWriter<Cursor<Vec<u8>>>,
    name: &str,
    text: &str,
    options: SimpleFileOptions,
) -> Result<(), RewriteError> {
    writer.start_file(name, options).map_err(damaged)?;
    writer
        .write_all(text.as_bytes())
        .map_err(|_| RewriteError::Cell)
}

fn damaged(_: zip::result::ZipError) -> RewriteError {
    RewriteError::Unreadable(OfficeError::damaged("ZIP directory"))
}
