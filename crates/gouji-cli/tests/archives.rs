//! Reports in archives and mail, from the command's outside.

#![allow(clippy::unwrap_used)]

use std::fs;
use std::io::{Cursor, Write};
use std::path::Path;
use std::process::Command;

use zip::write::{SimpleFileOptions, ZipWriter};

fn check(name: &str, bytes: &[u8]) -> (i32, String) {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join(name);
    fs::write(&path, bytes).unwrap();
    let output = Command::new(env!("CARGO_BIN_EXE_gouji"))
        .args(["check", "--lang", "en", "--format", "concise", name])
        .current_dir(folder.path())
        .output()
        .unwrap();
    let text = [output.stdout, output.stderr].concat();
    let text = String::from_utf8_lossy(&text).into_owned();
    (output.status.code().unwrap(), text)
}

fn page() -> Vec<u8> {
    let tests = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../tests");
    fs::read(tests.join("faulty.md")).unwrap()
}

#[test]
fn a_bad_member_never_stops_the_others() {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    let files: [(&str, Vec<u8>); 4] = [
        ("a/broken.pdf", b"%PDF-1.7 nothing".to_vec()),
        ("b.md", page()),
        ("c.rar", b"Rar!\x1a\x07\x01\0".to_vec()),
        ("d.png", b"\x89PNG".to_vec()),
    ];
    for (name, bytes) in files {
        zip.start_file(name, SimpleFileOptions::default()).unwrap();
        zip.write_all(&bytes).unwrap();
    }
    let (status, text) = check("all.zip", &zip.finish().unwrap().into_inner());
    assert_eq!(status, 2, "{text}");
    assert!(text.contains("all.zip!a/broken.pdf"), "{text}");
    assert!(text.contains("all.zip!b.md:"), "{text}");
    assert!(
        text.contains("all.zip!c.rar: this is a RAR archive"),
        "{text}"
    );
    assert!(!text.contains("d.png"), "{text}");
}

#[test]
fn what_takes_one_report_takes_no_archive() {
    let folder = tempfile::tempdir().unwrap();
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    let options = SimpleFileOptions::default();
    zip.start_file("r.md", options).unwrap();
    zip.write_all(&page()).unwrap();
    let bytes = zip.finish().unwrap().into_inner();
    fs::write(folder.path().join("all.zip"), bytes).unwrap();
    fs::write(folder.path().join("r.md"), page()).unwrap();
    for arguments in [
        &["extract", "all.zip"][..],
        &["fix", "all.zip"],
        &["check", "--prior", "all.zip", "r.md"],
    ] {
        let output = Command::new(env!("CARGO_BIN_EXE_gouji"))
            .args(["--lang", "en"])
            .args(arguments)
            .current_dir(folder.path())
            .output()
            .unwrap();
        let complaint = String::from_utf8_lossy(&output.stderr);
        assert_eq!(output.status.code(), Some(2), "{complaint}");
        assert!(
            complaint.contains("only `gouji check` looks inside"),
            "{complaint}"
        );
        assert!(output.stdout.is_empty());
    }
}

#[test]
fn a_report_attached_to_a_mail_is_checked() {
    let mut mail = b"From: a@example.org\nMIME-Version: 1.0\n\
Content-Type: multipart/mixed; boundary=cut\n\n--cut\nContent-Type: text/plain\n\nsee attached\n\
--cut\nContent-Type: text/markdown; charset=utf-8\nContent-Disposition: attachment; filename=r.md\n\n"
        .to_vec();
    mail.extend(page());
    mail.extend(b"\n--cut--\n");
    let (status, text) = check("m.eml", &mail);
    assert_eq!(status, 1, "{text}");
    assert!(text.contains("m.eml!r.md:"), "{text}");
}

#[test]
fn an_archive_without_a_report_is_said() {
    let (status, text) = check("e.zip", b"PK\x05\x06\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0");
    assert_eq!(status, 2, "{text}");
    assert!(text.contains("no annual report in this archive"), "{text}");
}
