//! Long values, written page by page: as one value SQLite would hold them twice more, and with their checksum they
//! would be held once more.

use rusqlite::blob::ZeroBlob;
use rusqlite::{Connection, MAIN_DB};

use super::damage::{LENGTH, sum};

/// From how many bytes on a value is long.
const LONG: usize = 32 << 10;

/// Whether a value is long.
pub(super) const fn is_long(bytes: &[u8]) -> bool {
    bytes.len() >= LONG
}

/// How much room a long value takes with its checksum.
pub(super) const fn room_of(bytes: &[u8]) -> ZeroBlob {
    ZeroBlob((bytes.len() + LENGTH) as u64)
}

/// Writes the head of a record with the checksum of itself and what it belongs to, where there is room for it.
pub(super) fn write_head(
    connection: &Connection,
    record: i64,
    head: &[u8],
    of: &[&[u8]],
) -> rusqlite::Result<()> {
    let mut blob = connection.blob_open(MAIN_DB, "records", "head", record, false)?;
    blob.write_all_at(head, 0)?;
    blob.write_all_at(&sum(head, of), head.len())?;
    blob.close()
}
