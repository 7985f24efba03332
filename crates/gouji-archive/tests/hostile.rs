//! Archives that say what is not so, or hold more than they should.

#![allow(clippy::unwrap_used)]

mod raw_zip;

use std::io::Write;

use flate2::Compression;
use flate2::write::{DeflateEncoder, GzEncoder};
use gouji_archive::{ArchiveError, ArchiveKind, Member, kind_of, walk};
use raw_zip::{Count, Entry, archive};

type Found = Vec<(String, Result<Vec<u8>, ArchiveError>)>;

/// What is found, and how the walk ends.
fn walked(bytes: &[u8]) -> (Found, Result<(), ArchiveError>) {
    let mut found = Vec::new();
    let kind = kind_of(bytes).unwrap();
    let end = walk(kind, bytes, &|_| true, &mut |member: Member| {
        found.push((member.name, member.content));
    });
    (found, end)
}

fn names(found: &Found) -> Vec<&str> {
    found.iter().map(|(name, _)| name.as_str()).collect()
}

fn deflated(bytes: &[u8]) -> Vec<u8> {
    let mut encoder = DeflateEncoder::new(Vec::new(), Compression::best());
    encoder.write_all(bytes).unwrap();
    encoder.finish().unwrap()
}

fn gzipped(bytes: &[u8]) -> Vec<u8> {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::best());
    encoder.write_all(bytes).unwrap();
    encoder.finish().unwrap()
}

/// A megabyte of zeros `times` over, packed.
fn zeros(name: &str, times: usize) -> Entry {
    let bytes = vec![0; times << 20];
    Entry {
        method: 8,
        packed: deflated(&bytes),
        claimed_packed: u32::try_from(deflated(&bytes).len()).unwrap(),
        ..Entry::stored(name, &bytes)
    }
}

#[test]
fn one_name_twice_is_reported_whatever_the_count_says() {
    let entries = [
        Entry::stored("a.txt", b"one"),
        Entry::stored("a.txt", b"two"),
    ];
    for count in [Count::Right, Count::Zip64] {
        let (found, end) = walked(&archive(&entries, count));
        assert_eq!(end, Ok(()));
        assert_eq!(found[0].1.as_deref(), Ok(&b"two"[..]));
        assert_eq!(found[1].1, Err(ArchiveError::SameName));
    }
}

#[test]
fn members_that_are_not_counted_are_reported() {
    let entries = [
        Entry::stored("a.txt", b"one"),
        Entry::stored("b.txt", b"two"),
    ];
    let (found, end) = walked(&archive(&entries, Count::Claimed(1)));
    assert_eq!(
        (names(&found), end),
        (vec!["a.txt"], Err(ArchiveError::Uncounted))
    );
}

#[test]
fn an_archive_before_the_one_that_is_read_is_reported() {
    let one = archive(&[Entry::stored("a.txt", b"one")], Count::Right);
    let two = archive(&[Entry::stored("b.txt", b"two")], Count::Right);
    let (found, end) = walked(&[one.clone(), two.clone()].concat());
    assert_eq!(
        (names(&found), end),
        (vec!["b.txt"], Err(ArchiveError::Joined))
    );
    // A program that unpacks what it brings stands before it by right.
    let (_, end) = walked(&[&b"MZ and a program"[..], &two].concat());
    assert_eq!(end, Ok(()));
}

#[test]
fn sizes_behind_the_data_are_read() {
    let entry = Entry {
        sizes_behind: true,
        ..Entry::stored("a.txt", b"one")
    };
    let (found, _) = walked(&archive(&[entry], Count::Right));
    assert_eq!(found[0].1.as_deref(), Ok(&b"one"[..]));
}

#[test]
fn what_is_not_unpacked_says_why() {
    let locked = Entry {
        flags: 1,
        ..Entry::stored("locked.docx", b"one")
    };
    let mut entries = vec![locked];
    // Deflate64, bzip2, LZMA, Zstandard (old and new number), MP3 (!), xz, PPMd, AES.
    let methods = [9, 12, 14, 20, 93, 94, 95, 98, 99];
    entries.extend(methods.map(|method| Entry {
        method,
        ..Entry::stored(&format!("{method}.docx"), b"one")
    }));
    entries.push(Entry::stored("a.txt", b"still read"));
    let (found, _) = walked(&archive(&entries, Count::Right));
    assert_eq!(found[0].1, Err(ArchiveError::Encrypted));
    for (name, content) in &found[1..=methods.len()] {
        assert!(
            matches!(content, Err(ArchiveError::Method)),
            "{name}: {content:?}"
        );
    }
    assert_eq!(found.last().unwrap().1.as_deref(), Ok(&b"still read"[..]));
}

#[test]
fn archives_that_unpack_themselves_are_opened() {
    let bytes = archive(&[Entry::stored("a.txt", b"one")], Count::Right);
    let program = [b"MZ\x90\0 a program".as_slice(), &bytes].concat();
    assert_eq!(names(&walked(&program).0), ["a.txt"]);
    assert_eq!(
        kind_of(b"MZ\x90\0 a program PK\x05\x06 and no archive"),
        None
    );
}

#[test]
fn lies_about_sizes_and_places_end_in_errors() {
    let honest = Entry::stored("a.txt", &[b'x'; 5000]);
    let lies = [
        Entry {
            claimed_packed: 1 << 30,
            ..honest.clone()
        },
        Entry {
            claimed_size: 1,
            crc: 0,
            ..honest.clone()
        },
        Entry {
            claimed_packed: 10,
            ..honest.clone()
        },
        Entry {
            claimed_offset: Some(1 << 30),
            ..honest.clone()
        },
        Entry {
            claimed_offset: Some(3),
            ..honest.clone()
        },
        Entry {
            claimed_packed: 1 << 30,
            ..zeros("a.txt", 9)
        },
    ];
    for (number, lie) in lies.into_iter().enumerate() {
        let entries = [lie, Entry::stored("b.txt", b"still read")];
        let (found, _) = walked(&archive(&entries, Count::Right));
        assert!(found[0].1.is_err(), "{number}");
        assert_eq!(found[1].1.as_deref(), Ok(&b"still read"[..]), "{number}");
    }
}

#[test]
fn entries_over_each_other_share_one_budget() {
    let one = zeros("0.txt", 3);
    let mut entries = vec![one.clone()];
    entries.extend((1..400).map(|number| Entry {
        packed: Vec::new(),
        claimed_offset: Some(0),
        name: format!("{number}.txt").into(),
        ..one.clone()
    }));
    let bytes = archive(&entries, Count::Right);
    let (mut unpacked, mut last) = (0, Ok(()));
    let walked = walk(ArchiveKind::Zip, &bytes, &|_| true, &mut |member| {
        last = member.content.map(|bytes| unpacked += bytes.len());
    });
    assert_eq!(walked, Ok(()));
    assert!(unpacked <= 512 << 20);
    assert_eq!(last, Err(ArchiveError::TooLarge));
}

#[test]
fn the_ten_thousand_and_first_member_is_not_read() {
    let entry = |number| Entry::stored(&format!("{number}.txt"), b"x");
    let entries: Vec<Entry> = (0..10_001).map(entry).collect();
    let (found, end) = walked(&archive(&entries, Count::Right));
    assert_eq!(
        (found.len(), end),
        (10_000, Err(ArchiveError::TooManyMembers))
    );
}

#[test]
fn archives_full_of_archives_share_one_budget() {
    let mut bytes = archive(&[Entry::stored("a.txt", b"x")], Count::Right);
    for _ in 0..3 {
        let entry = |number| Entry::stored(&format!("{number}.zip"), &bytes);
        let entries: Vec<Entry> = (0..40).map(entry).collect();
        bytes = archive(&entries, Count::Right);
    }
    let (found, end) = walked(&bytes);
    assert!(found.len() <= 10_000);
    assert_eq!(end, Err(ArchiveError::TooManyMembers));
}

#[test]
fn names_alike_to_the_eye_are_two_members() {
    let entries = [
        Entry::stored("re\u{301}sume\u{301}.txt", b"one"),
        Entry::stored("r\u{e9}sum\u{e9}.txt", b"two"),
        Entry::stored("./a.txt", b"three"),
        Entry::stored("a.txt", b"four"),
    ];
    let (found, end) = walked(&archive(&entries, Count::Right));
    assert_eq!(end, Ok(()));
    let contents: Vec<_> = found
        .iter()
        .map(|(_, content)| content.as_deref().unwrap())
        .collect();
    assert_eq!(contents, [&b"one"[..], b"two", b"three", b"four"]);
    assert_eq!(names(&found)[2..], ["a.txt", "a.txt#2"]);
}

#[test]
fn streams_that_swell_are_not_unpacked() {
    let bytes = gzipped(&vec![0; 9 << 20]);
    assert_eq!(walked(&bytes).1, Err(ArchiveError::TooLarge));
    let (_, end) = walked(&gzipped(b"one")[..15]);
    assert_eq!(end, Err(ArchiveError::Damaged));
    // A stream in a stream in a stream.
    let deep = (0..9).fold(b"x".to_vec(), |bytes, _| gzipped(&bytes));
    assert_eq!(walked(&deep).0[0].1, Err(ArchiveError::TooDeep));
}

#[test]
fn every_cut_and_flipped_byte_ends() {
    let entries = [
        Entry {
            sizes_behind: true,
            ..Entry::stored("a.txt", b"one")
        },
        Entry::stored("b.txt", b"two"),
    ];
    let whole = archive(&entries, Count::Zip64);
    for at in 0..whole.len() {
        let mut flipped = whole.clone();
        flipped[at] ^= 0xff;
        for bytes in [&whole[..at], &flipped] {
            if let Some(kind) = kind_of(bytes) {
                let _ = walk(kind, bytes, &|_| true, &mut |_| {});
            }
        }
    }
    assert_eq!(kind_of(&whole), Some(ArchiveKind::Zip));
}

#[test]
fn mails_of_countless_parts_and_headers_are_refused_unparsed() {
    let head = "From: a@b\nTo: c@d\nMIME-Version: 1.0\n";
    let parts = format!(
        "{head}Content-Type: multipart/mixed; boundary=\"b\"\n\n{}--b--\n",
        "--b\n\n".repeat(11_000)
    );
    let headers = format!("{head}{}\ntext\n", "a:b\n".repeat(210_000));
    for mail in [parts, headers] {
        let (found, end) = walked(mail.as_bytes());
        assert!(found.is_empty());
        assert_eq!(end, Err(ArchiveError::TooManyMembers));
    }
}

#[test]
fn a_directory_of_countless_entries_is_not_opened() {
    let mut bytes = archive(&[Entry::stored("a.txt", b"one")], Count::Zip64);
    let record = bytes
        .windows(4)
        .rposition(|four| four == b"PK\x06\x06")
        .unwrap();
    bytes[record + 32..record + 40].copy_from_slice(&1_000_000_u64.to_le_bytes());
    let (found, end) = walked(&bytes);
    assert!(found.is_empty());
    assert_eq!(end, Err(ArchiveError::TooManyMembers));
}
