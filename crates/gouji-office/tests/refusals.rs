//! Files that are known and not read: the error says why, and what to do.

#![allow(clippy::unwrap_used, reason = "a failing test may stop at once")]

use std::io::{Cursor, Write};
use std::path::Path;

use gouji_office::{OfficeError, OfficeKind, Unread, kind_of, read};
use zip::ZipWriter;
use zip::write::SimpleFileOptions;

fn file(name: &str) -> Vec<u8> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/files");
    std::fs::read(folder.join(name)).unwrap()
}

fn archive(parts: &[(&str, &str)]) -> Vec<u8> {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, content) in parts {
        zip.start_file(*name, SimpleFileOptions::default()).unwrap();
        zip.write_all(content.as_bytes()).unwrap();
    }
    zip.finish().unwrap().into_inner()
}

fn refusal(bytes: &[u8]) -> Option<OfficeError> {
    read(kind_of(bytes).unwrap(), bytes).err()
}

fn find(bytes: &[u8], wanted: &[u8]) -> usize {
    let mut windows = bytes.windows(wanted.len());
    windows.position(|window| window == wanted).unwrap()
}

#[test]
fn passwords_are_noticed_in_every_format() {
    let protected = file("protected.docx");
    assert_eq!(kind_of(&protected), Some(OfficeKind::Protected));
    assert_eq!(refusal(&protected), Some(OfficeError::Encrypted));

    // The flag of an encrypted entry, in its own header and in the directory.
    let mut zip = archive(&[("word/document.xml", "<d/>")]);
    let directory = find(&zip, b"PK\x01\x02");
    zip[6] |= 1;
    zip[directory + 8] |= 1;
    assert_eq!(refusal(&zip), Some(OfficeError::Encrypted));

    let manifest = "<m:manifest><m:encryption-data/></m:manifest>";
    for kind in ["text", "spreadsheet"] {
        let mimetype = format!("application/vnd.oasis.opendocument.{kind}");
        let parts = [
            ("mimetype", mimetype.as_str()),
            ("content.xml", "?"),
            ("META-INF/manifest.xml", manifest),
        ];
        assert_eq!(refusal(&archive(&parts)), Some(OfficeError::Encrypted));
    }

    let mut doc = file("report.doc");
    let header = find(&doc, &[0xec, 0xa5, 0x01, 0x01]);
    doc[header + 0x0b] |= 0x01;
    assert_eq!(refusal(&doc), Some(OfficeError::Encrypted));

    // The record behind the first becomes the one that announces encryption.
    let mut xls = file("report.xls");
    let first = find(&xls, &[0x09, 0x08, 0x10, 0x00]);
    xls[first + 20] = 0x2f;
    xls[first + 21] = 0x00;
    assert_eq!(refusal(&xls), Some(OfficeError::Encrypted));
}

#[test]
fn formats_that_are_not_read_say_what_to_save() {
    let binary = archive(&[("xl/workbook.bin", "")]);
    assert_eq!(kind_of(&binary), Some(OfficeKind::Xlsb));
    let message = refusal(&binary).unwrap().message();
    assert!(message.en.contains("save it as .xlsx"), "{}", message.en);
    assert!(message.zh.contains("打开后另存为 .xlsx"), "{}", message.zh);
    for body in ["<altChunk/>", "<tbl><tr><tc><altChunk/></tc></tr></tbl>"] {
        let text = format!("<d><body>{body}</body></d>");
        let wrapping = archive(&[("word/document.xml", &text)]);
        let refused = refusal(&wrapping);
        assert_eq!(refused, Some(OfficeError::Unsupported(Unread::Wrapping)));
    }
    // Word 6 has the same streams and another version.
    let mut doc = file("report.doc");
    let header = find(&doc, &[0xec, 0xa5, 0x01, 0x01]);
    doc[header + 2] = 0x65;
    doc[header + 3] = 0;
    assert!(matches!(refusal(&doc), Some(OfficeError::Unsupported(_))));
}

#[test]
fn other_files_are_none_of_ours() {
    for bytes in [
        b"%PDF-1.7".as_slice(),
        b"",
        b"PK",
        b"{\\pwd}",
        &archive(&[("OFD.xml", "<OFD/>")]),
        &archive(&[("ppt/presentation.xml", "<p/>")]),
        &archive(&[("mimetype", "application/epub+zip")]),
    ] {
        assert_eq!(kind_of(bytes), None);
    }
}

#[test]
fn missing_parts_are_damage() {
    for (name, content) in [
        ("word/document.xml", "<d><nobody/></d>"),
        ("word/document.xml", "<d><body></d>"),
        ("word/document.xml", ""),
        ("word/document2.xml", "<d><body/></d>"),
        ("xl/workbook.xml", "<workbook"),
    ] {
        let refused = refusal(&archive(&[(name, content)]));
        assert!(matches!(refused, Some(OfficeError::Damaged(_))), "{name}");
    }
}

#[test]
fn two_files_in_one_are_reported() {
    let one = archive(&[("word/document.xml", "<w:document><w:body/></w:document>")]);
    assert_eq!(refusal(&one), None);
    let both = [one.as_slice(), one.as_slice()].concat();
    assert_eq!(refusal(&both), Some(OfficeError::Joined));
    let message = OfficeError::Joined.message();
    assert!(message.zh.contains("首尾相接") && message.en.contains("joined"));
    // What stands behind the last is of no other package.
    assert_eq!(refusal(&[one.as_slice(), b"\r\n"].concat()), None);
}
