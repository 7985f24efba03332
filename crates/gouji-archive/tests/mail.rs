//! Mail as programs in China send it.

#![allow(clippy::unwrap_used)]

use gouji_archive::{ArchiveKind, Member, kind_of, walk};

/// A mail of one part with these headers.
fn mail(headers: &str, body: &[u8]) -> Vec<u8> {
    let start = format!(
        "From: a@b.cn\r\nSubject: x\r\nMIME-Version: 1.0\r\n\
         Content-Type: multipart/mixed; boundary=B\r\n\r\n--B\r\n{headers}\r\n\r\n"
    );
    [start.as_bytes(), body, b"\r\n--B--\r\n"].concat()
}

fn gbk(text: &str) -> Vec<u8> {
    encoding_rs::GBK.encode(text).0.into_owned()
}

/// The members by name, and whether each is a letter.
fn found(bytes: &[u8]) -> Vec<(String, Vec<u8>, bool)> {
    assert_eq!(kind_of(bytes), Some(ArchiveKind::Mail));
    let mut found = Vec::new();
    let mut visit = |member: Member| {
        let content = member.content.unwrap();
        let content = content.trim_ascii_end().to_vec();
        found.push((member.name, content, member.is_letter));
    };
    walk(ArchiveKind::Mail, bytes, &|_| true, &mut visit).unwrap();
    found
}

#[test]
fn names_come_in_many_manners() {
    for name in [
        "filename*=GB18030''%C4%EA%B1%A8.docx",
        "filename*=UTF-8''%E5%B9%B4%E6%8A%A5.docx",
        "filename*0*=UTF-8''%E5%B9%B4; filename*1*=%E6%8A%A5.docx",
        "filename=\"=?GBK?B?xOqxqC5kb2N4?=\"",
        "filename=\"=?gb2312?Q?=C4=EA=B1=A8=2Edocx?=\"",
        "filename=\"=?UTF-8?B?5bm0?= =?UTF-8?B?5oqlLmRvY3g=?=\"",
        // A character that begins in one word and ends in the next, on two lines.
        "filename=\"=?GBK?B?xOqx?=\r\n =?gbk?Q?=A8.docx?=\"",
        "filename=\"年报.docx\"",
    ] {
        let headers = format!(
            "Content-Type: application/octet-stream\r\nContent-Disposition: attachment; {name}"
        );
        assert_eq!(found(&mail(&headers, b"x"))[0].0, "年报.docx", "{name}");
    }
    let bare = [
        b"Content-Type: application/msword; name=\"".as_slice(),
        &gbk("年报.docx"),
        b"\"",
    ]
    .concat();
    let start = mail("REPLACED", b"x");
    let at = start
        .windows(8)
        .position(|window| window == b"REPLACED")
        .unwrap();
    let whole = [&start[..at], &bare, &start[at + 8..]].concat();
    assert_eq!(found(&whole)[0].0, "年报.docx");
}

#[test]
fn what_is_declared_is_a_hint_and_no_more() {
    // 囧 and 镕 are in GBK and not in GB 2312, 㐂 in GB 18030 alone.
    for (declared, text) in [
        ("gb2312", "囧镕年报"),
        ("gb2312", "㐂年报"),
        ("gbk", "年报"),
    ] {
        let headers = format!("Content-Type: text/plain; charset={declared}");
        let (bytes, _, _) = encoding_rs::GB18030.encode(text);
        let found = found(&mail(&headers, &bytes));
        assert_eq!(String::from_utf8_lossy(&found[0].1), text, "{declared}");
    }
    // Declared UTF-8, and GBK in truth: whoever reads texts has the bytes as they were sent.
    let wrong = found(&mail(
        "Content-Type: text/plain; charset=utf-8",
        &gbk("年度报告"),
    ));
    assert_eq!(wrong[0].1, gbk("年度报告"));
    // A document that is called a text.
    let headers =
        "Content-Type: text/plain; charset=utf-8; name=a\r\nContent-Transfer-Encoding: base64";
    let document = found(&mail(headers, b"UEsDBAD/gA=="));
    assert_eq!(document[0].1, b"PK\x03\x04\0\xff\x80");
}

#[test]
fn bodies_come_in_every_encoding() {
    for (encoding, body) in [
        ("7bit", &b"one"[..]),
        ("8bit", b"one"),
        ("binary", b"one"),
        ("base64", b"b25l"),
        ("BASE64", b"b2\r\n5l"),
        ("quoted-printable", b"o=6E=\r\ne"),
        ("x-unknown", b"one"),
    ] {
        let headers = format!(
            "Content-Type: application/octet-stream; name=a.bin\r\nContent-Transfer-Encoding: {encoding}"
        );
        let found = found(&mail(&headers, body));
        assert_eq!(
            found,
            [("a.bin".to_owned(), b"one".to_vec(), false)],
            "{encoding}"
        );
    }
}

#[test]
fn files_written_into_a_letter_are_found() {
    let body = b"see below\r\n\r\nbegin 644 a.txt\r\n#0V%T\r\n`\r\nend\r\n";
    let plain = [b"From: a@b.cn\r\nSubject: x\r\n\r\n".as_slice(), body].concat();
    let packed = mail(
        "Content-Type: text/plain; name=a.txt\r\nContent-Transfer-Encoding: x-uuencode",
        body,
    );
    for bytes in [plain, packed] {
        let found = found(&bytes);
        assert!(
            found.iter().any(|(_, content, _)| content == b"Cat"),
            "{found:?}"
        );
    }
}

#[test]
fn lines_broken_on_the_way_are_whole_again() {
    let headers = "Content-Type: text/plain; charset=utf-8; format=flowed; delsp=yes";
    let found = found(&mail(headers, "| 年度 \r\n报告 |\r\nend".as_bytes()));
    assert_eq!(String::from_utf8_lossy(&found[0].1), "| 年度报告 |\r\nend");
}

#[test]
fn pages_with_pictures_and_mails_in_mails_are_opened() {
    let related = b"Content-Type: multipart/related; boundary=R\r\n\r\n\
        --R\r\nContent-Type: text/html\r\n\r\n<p>page</p>\r\n\
        --R\r\nContent-Type: image/png\r\nContent-ID: <1>\r\nContent-Transfer-Encoding: base64\r\n\r\niVBORw==\r\n--R--";
    let inner = [
        b"From: a@b.cn\r\nSubject: y\r\nMIME-Version: 1.0\r\n".as_slice(),
        related,
    ]
    .concat();
    let names = |bytes: &[u8]| -> Vec<(String, bool)> {
        found(bytes)
            .into_iter()
            .map(|(name, _, is_letter)| (name, is_letter))
            .collect()
    };
    let owned = |names: &[(&str, bool)]| -> Vec<(String, bool)> {
        names
            .iter()
            .map(|(name, is_letter)| ((*name).to_owned(), *is_letter))
            .collect()
    };
    assert_eq!(names(&inner), owned(&[("#1", true), ("#2", false)]));
    let forwarded = mail("Content-Type: message/rfc822", &inner);
    assert_eq!(
        names(&forwarded),
        owned(&[("#1!#1", true), ("#1!#2", false)])
    );
    let attached = mail(
        "Content-Type: application/octet-stream; name=fw.eml",
        &inner,
    );
    assert_eq!(
        names(&attached),
        owned(&[("fw.eml!#1", true), ("fw.eml!#2", false)])
    );
}

#[test]
fn two_attachments_of_one_name_are_both_read() {
    let part = "--B\r\nContent-Type: application/octet-stream; name=a.bin\r\n\r\n";
    let bytes = mail(
        "Content-Type: application/octet-stream; name=a.bin",
        format!("1\r\n{part}2").as_bytes(),
    );
    let found = found(&bytes);
    let names: Vec<&str> = found.iter().map(|(name, _, _)| name.as_str()).collect();
    assert_eq!(names, ["a.bin", "a.bin#2"]);
}
