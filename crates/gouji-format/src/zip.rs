//! The records of ZIP containers, as far as they can be determined without opening one.

use memchr::memmem;

/// How every record begins.
pub const RECORD: &[u8] = b"PK";
/// How a member begins, and with it a container.
pub const MEMBER: &[u8] = b"PK\x03\x04";
/// How an entry of the directory begins.
pub const ENTRY: &[u8] = b"PK\x01\x02";
/// Length of an entry of the directory without its name, extra field and comment.
pub const ENTRY_LENGTH: usize = 46;
/// How the end of the directory begins, and with it an empty container.
pub const END: &[u8] = b"PK\x05\x06";
/// How the end of a long directory begins, which may have more entries than 16 bits can say.
const LONG_END: &[u8] = b"PK\x06\x06";
/// How much of the end of a container is looked at for its directory.
const WITHIN: usize = 1 << 20;
/// The length of an end with the longest comment.
const LONGEST_END: usize = 65_557;

/// Whether the directory is one that may be opened: whoever reads it keeps an entry in memory for
/// each that it announces. Short directories announce 65,535 at most; long ones say so in a record
/// of their own.
#[must_use]
pub fn is_bounded(bytes: &[u8]) -> bool {
    // How many entries there are stands 32 bytes behind the mark.
    let announced = |at: usize| {
        let number = bytes.get(at..)?.get(32..40)?;
        number.try_into().ok().map(u64::from_le_bytes)
    };
    memmem::find_iter(bytes, LONG_END)
        .filter_map(announced)
        .all(|entries| entries <= u64::from(u16::MAX))
}

/// Whether a container is an electronic book (EPUB), which says so in its first member.
#[must_use]
pub fn is_book(bytes: &[u8]) -> bool {
    const NAMED: usize = 30;
    let first = bytes.get(NAMED..).unwrap_or_default();
    first.starts_with(b"mimetypeapplication/epub+zip")
}

/// Whether the end of the directory is there, without which a container is cut off.
#[must_use]
pub fn has_end(bytes: &[u8]) -> bool {
    memmem::find(last(bytes, WITHIN), END).is_some()
}

/// Whether bytes end with the directory of an archive of which other parts are elsewhere.
#[must_use]
pub fn is_last_part(bytes: &[u8]) -> bool {
    let tail = last(bytes, LONGEST_END);
    // Most files have none, nor the control character at its end, which is faster to look for.
    let from = memchr::memchr(END[END.len() - 1], tail);
    let first = from.and_then(|_| memmem::find(tail, END));
    let end = first.and_then(|_| tail.get(memmem::rfind(tail, END)?..));
    let number = end
        .filter(|end| end.len() >= 22)
        .and_then(|end| end.get(4..6));
    // The directory of a long archive says so with all bits, and stands in one of its own.
    number.is_some_and(|number| number != b"\0\0" && number != b"\xff\xff")
}

fn last(bytes: &[u8], most: usize) -> &[u8] {
    let tail = bytes.get(bytes.len().saturating_sub(most)..);
    tail.unwrap_or(bytes)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_a_long_directory_of_countless_entries_is_refused() {
        let record = |entries: u64| {
            let mut record = b"PKPK\x06\x06".to_vec();
            record.resize(34, 0);
            record.extend(entries.to_le_bytes());
            record
        };
        assert!(is_bounded(&record(65_535)));
        assert!(!is_bounded(&record(65_536)));
        assert!(is_bounded(b"PK\x06\x06"));
        assert!(is_bounded(b""));
    }

    #[test]
    fn the_end_says_whether_other_parts_are_elsewhere() {
        let end = |number: &[u8]| [b"xPK\x05\x06", number, &[0; 16]].concat();
        assert!(is_last_part(&end(b"\x03\0")));
        assert!(!is_last_part(&end(b"\0\0")));
        assert!(!is_last_part(&end(b"\xff\xff")));
        assert!(has_end(&end(b"\0\0")));
        assert!(!has_end(b"PK\x03\x04"));
    }
}
