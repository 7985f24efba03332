//! What is found in archives and mail, and how hostile ones end.

#![allow(clippy::unwrap_used)]

use std::io::{Cursor, Write};

use gouji_archive::{ArchiveError, ArchiveKind, Member, MemberPreview, kind_of, walk};
use zip::write::{SimpleFileOptions, ZipWriter};

fn zipped(files: &[(&str, &[u8])]) -> Vec<u8> {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, bytes) in files {
        zip.start_file(*name, SimpleFileOptions::default()).unwrap();
        zip.write_all(bytes).unwrap();
    }
    zip.finish().unwrap().into_inner()
}

fn members(bytes: &[u8]) -> Vec<(String, Result<String, ArchiveError>)> {
    let mut found = Vec::new();
    let kind = kind_of(bytes).unwrap();
    let wanted = |preview: MemberPreview<'_>| !preview.name.ends_with(".png");
    walk(kind, bytes, &wanted, &mut |member: Member| {
        let text = |bytes: Vec<u8>| String::from_utf8_lossy(&bytes).trim().to_owned();
        found.push((member.name, member.content.map(text)));
    })
    .unwrap();
    found
}

#[test]
fn archives_inside_archives_are_opened() {
    let inner = zipped(&[("b.txt", b"two"), ("c.png", b"picture")]);
    let outer = zipped(&[
        ("x/a.txt", b"one"),
        ("in.zip", &inner),
        ("__MACOSX/d.txt", b""),
    ]);
    let expected = [("x/a.txt", "one"), ("in.zip!b.txt", "two")];
    let expected = expected.map(|(name, text)| (name.to_owned(), Ok(text.to_owned())));
    assert_eq!(members(&outer), expected);
}

#[test]
fn members_of_one_name_are_not_lost_without_a_word() {
    // The library that packs refuses two files of one name, so one is renamed afterwards.
    let two = zipped(&[("a.txt", b"one"), ("b.txt", b"two")]);
    let mut same = two.clone();
    for start in 0..two.len() - 5 {
        if &two[start..start + 5] == b"b.txt" {
            same[start] = b'a';
        }
    }
    let same = members(&same);
    let lost = Err(ArchiveError::SameName);
    let expected = [
        ("a.txt".to_owned(), Ok("two".to_owned())),
        ("a.txt".to_owned(), lost),
    ];
    assert_eq!(same, expected);
    assert_eq!(members(&two).len(), 2);
}

#[test]
fn documents_are_no_archives() {
    let part: &[u8] = b"<x/>";
    assert_eq!(kind_of(&zipped(&[("[Content_Types].xml", part)])), None);
    assert_eq!(kind_of(&zipped(&[("OFD.xml", part)])), None);
    assert_eq!(kind_of("From: 报告\n正文".as_bytes()), None);
    assert_eq!(kind_of(b""), None);
}

#[test]
fn nesting_has_an_end() {
    let mut archive = zipped(&[("a.txt", b"deep")]);
    for _ in 0..20 {
        archive = zipped(&[("in.zip", &archive)]);
    }
    let found = members(&archive);
    assert_eq!(found.len(), 1);
    assert_eq!(found[0].1, Err(ArchiveError::TooDeep));
}

#[test]
fn a_bomb_does_not_go_off_nor_hide_its_neighbours() {
    let zeros = vec![0; 9 << 20];
    let found = members(&zipped(&[("a.txt", &zeros), ("b.txt", b"still read")]));
    assert_eq!(found[0].1, Err(ArchiveError::TooLarge));
    assert_eq!(found[1].1, Ok("still read".to_owned()));
}

#[test]
fn every_cut_ends_in_members_or_an_error() {
    let whole = zipped(&[("a.txt", &[b'x'; 5000]), ("b.txt", b"y")]);
    for end in 0..whole.len() {
        let Some(kind) = kind_of(&whole[..end]) else {
            continue;
        };
        let _ = walk(kind, &whole[..end], &|_| true, &mut |_| {});
    }
}

const MAIL: &str = "From: a@example.org\r\nSubject: test\r\nMIME-Version: 1.0\r\n\
Content-Type: multipart/mixed; boundary=cut\r\n\r\n--cut\r\nContent-Type: text/plain\r\n\r\nhello\r\n\
--cut\r\nContent-Type: application/octet-stream\r\n\
Content-Disposition: attachment; filename=\"=?GB2312?B?xOqxqC50eHQ=?=\"\r\n\
Content-Transfer-Encoding: base64\r\n\r\nb25l\r\n--cut--\r\n";

#[test]
fn attachments_and_the_letter_are_found() {
    assert_eq!(kind_of(MAIL.as_bytes()), Some(ArchiveKind::Mail));
    let expected = [("#1", "hello"), ("年报.txt", "one")];
    let expected = expected.map(|(name, text)| (name.to_owned(), Ok(text.to_owned())));
    assert_eq!(members(MAIL.as_bytes()), expected);
}

#[test]
fn a_letter_sent_as_page_and_as_text_counts_once() {
    let mail = "From: a@b.cn\r\nSubject: x\r\nMIME-Version: 1.0\r\n\
                Content-Type: multipart/alternative; boundary=B\r\n\r\n\
                --B\r\nContent-Type: text/plain\r\n\r\nplain\r\n\
                --B\r\nContent-Type: text/html\r\n\r\n<p>page</p>\r\n--B--\r\n";
    let found = members(mail.as_bytes());
    assert_eq!(found, [("#2".to_owned(), Ok("<p>page</p>".to_owned()))]);
}

#[test]
fn a_text_of_undeclared_encoding_comes_as_it_was_sent() {
    let (gbk, _, _) = encoding_rs::GBK.encode("年度报告");
    let head = |encoding: &str| {
        format!(
            "From: a@b.cn\r\nSubject: x\r\nMIME-Version: 1.0\r\n\
             Content-Type: multipart/mixed; boundary=B\r\n\r\n--B\r\n\
             Content-Type: text/plain\r\nContent-Transfer-Encoding: {encoding}\r\n\
             Content-Disposition: attachment; filename=a.txt\r\n\r\n"
        )
    };
    let quoted: String = gbk.iter().map(|byte| format!("={byte:02X}")).collect();
    for (encoding, body) in [
        ("8bit", gbk.to_vec()),
        ("base64", b"xOq2yLGouOY=".to_vec()),
        ("quoted-printable", quoted.into_bytes()),
    ] {
        let mail = [head(encoding).as_bytes(), &body, b"\r\n--B--\r\n"].concat();
        let mut found = Vec::new();
        let mut visit = |member: Member| found.push(member.content.unwrap());
        walk(ArchiveKind::Mail, &mail, &|_| true, &mut visit).unwrap();
        assert_eq!(found.len(), 1, "{encoding}");
        assert_eq!(found[0].trim_ascii_end(), &*gbk, "{encoding}");
    }
}

#[test]
fn a_forwarded_mail_is_opened_whatever_it_is_called() {
    let outer = format!(
        "From: a@example.org\r\nTo: b@example.org\r\nMIME-Version: 1.0\r\n\
         Content-Type: multipart/mixed; boundary=out\r\n\r\n--out\r\n\
         Content-Type: message/rfc822; name=\"FW: nian bao\"\r\n\
         Content-Disposition: attachment; filename=\"FW: nian bao\"\r\n\r\n{MAIL}\r\n--out--\r\n"
    );
    let mut names = Vec::new();
    let wanted = |preview: MemberPreview<'_>| preview.name.ends_with(".txt");
    walk(
        ArchiveKind::Mail,
        outer.as_bytes(),
        &wanted,
        &mut |member| {
            names.push(member.name);
        },
    )
    .unwrap();
    assert!(
        names.iter().any(|name| name.ends_with("年报.txt")),
        "{names:?}"
    );
}

#[test]
fn every_cut_of_a_mail_ends() {
    for end in 0..MAIL.len() {
        let Some(kind) = kind_of(&MAIL.as_bytes()[..end]) else {
            continue;
        };
        let _ = walk(kind, &MAIL.as_bytes()[..end], &|_| true, &mut |_| {});
    }
}
