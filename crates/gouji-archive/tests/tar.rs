//! tar archives as GNU tar, POSIX tar and Python write them, and damaged ones.

#![allow(clippy::unwrap_used)]

use std::io::Write;

use flate2::Compression;
use flate2::write::GzEncoder;
use gouji_archive::{ArchiveError, ArchiveKind, kind_of, walk};

/// A header of 512 bytes.
fn header(name: &[u8], folders: &[u8], kind: u8, size: usize) -> Vec<u8> {
    let mut bytes = vec![0; 512];
    bytes[..name.len()].copy_from_slice(name);
    bytes[124..136].copy_from_slice(format!("{size:011o}\0").as_bytes());
    bytes[148..156].copy_from_slice(b"        ");
    bytes[156] = kind;
    bytes[257..265].copy_from_slice(b"ustar\x0000");
    bytes[345..345 + folders.len()].copy_from_slice(folders);
    let sum: usize = bytes.iter().map(|byte| usize::from(*byte)).sum();
    bytes[148..156].copy_from_slice(format!("{sum:06o}\0 ").as_bytes());
    bytes
}

fn entry(name: &[u8], folders: &[u8], kind: u8, content: &[u8]) -> Vec<u8> {
    let mut bytes = header(name, folders, kind, content.len());
    bytes.extend(content);
    bytes.resize(bytes.len().next_multiple_of(512), 0);
    bytes
}

/// An archive with names of every kind.
fn archive() -> Vec<u8> {
    let long = "年度/".repeat(30) + "报告.docx";
    let path = format!("path={long}\n");
    let record = format!("{} {path}", path.len() + 4);
    [
        entry(b"folder/", b"", b'5', b""),
        entry(b"folder/a.txt", b"", b'0', b"one"),
        entry(b"b.txt", b"folders/before", b'0', &[b'x'; 600]),
        entry(
            b"././@LongLink",
            b"",
            b'L',
            [long.as_bytes(), b"\0"].concat().as_slice(),
        ),
        entry(b"cut", b"", b'0', b"three"),
        entry(b"PaxHeader", b"", b'x', record.as_bytes()),
        entry(b"cut", b"", b'0', b"four"),
        entry(b"link", b"", b'2', b""),
        vec![0; 1024],
    ]
    .concat()
}

type Found = Vec<(String, usize)>;

fn walked(bytes: &[u8]) -> (Found, Result<(), ArchiveError>) {
    let mut found = Vec::new();
    let kind = kind_of(bytes).unwrap();
    let end = walk(kind, bytes, &|_| true, &mut |member| {
        found.push((member.name, member.content.unwrap().len()));
    });
    (found, end)
}

#[test]
fn members_are_found_under_their_whole_names() {
    let long = "年度/".repeat(30) + "报告.docx";
    let expected = [
        ("folder/a.txt".to_owned(), 3),
        ("folders/before/b.txt".to_owned(), 600),
        (long.clone(), 5),
        (long + "#2", 4),
    ];
    assert_eq!(kind_of(&archive()), Some(ArchiveKind::Tar));
    assert_eq!(walked(&archive()), (expected.to_vec(), Ok(())));
    let mut encoder = GzEncoder::new(Vec::new(), Compression::fast());
    encoder.write_all(&archive()).unwrap();
    let packed = encoder.finish().unwrap();
    assert_eq!(kind_of(&packed), Some(ArchiveKind::Gzip));
    assert_eq!(walked(&packed).0, expected);
}

#[test]
fn damage_is_reported_and_cuts_end() {
    let mut damaged = archive();
    damaged[600] ^= 1;
    let (found, end) = walked(&damaged);
    assert_eq!((found.len(), end), (0, Err(ArchiveError::Damaged)));
    let whole = archive();
    for end in (512..whole.len()).step_by(7) {
        if let Some(kind) = kind_of(&whole[..end]) {
            let _ = walk(kind, &whole[..end], &|_| true, &mut |_| {});
        }
    }
}
