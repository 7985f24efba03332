//! Reports in archives and mail, from the command's outside.

#![allow(
    clippy::unwrap_used,
    dead_code,
    reason = "tests; each uses its part of the sandbox"
)]

mod sandbox;

use sandbox::{Sandbox, page, page_of, zipped};

#[test]
fn a_bad_member_never_stops_the_others() {
    let bytes = zipped(&[
        ("a/broken.pdf", b"%PDF-1.7 nothing"),
        ("b.md", page().as_bytes()),
        ("c.rar", b"Rar!\x1a\x07\x01\0"),
        ("d.png", b"\x89PNG"),
    ]);
    let ran = Sandbox::with(&[("all.zip", &bytes)]).check(&["all.zip"]);
    assert_eq!(ran.status, 2, "{ran:#?}");
    ran.stderr_has("all.zip!a/broken.pdf: ");
    ran.stderr_has("all.zip!c.rar: this is a RAR archive");
    assert!(ran.stdout.contains("all.zip!b.md:"), "{ran:#?}");
    assert!(!ran.stderr.contains("d.png"), "{ran:#?}");
}

#[test]
fn members_are_known_by_their_content() {
    let page = page();
    let html = format!("<html><body><p>{}</p></body></html>", "正文");
    let bytes = zipped(&[
        ("ATT00001", page.as_bytes()),
        ("report.xls", page_of("青石县水务局", 2023).as_bytes()),
        ("style.css", page.as_bytes()),
        ("seal", b"\x89PNG\r\n\0"),
        ("empty", b""),
        ("notes", b"hello"),
        ("readme.txt", b"hello"),
        ("notice.htm", html.as_bytes()),
        ("slides.pptx", &zipped(&[("[Content_Types].xml", b"<x/>")])),
        ("data.json", b"{\"a\": 1}"),
        ("letter", b"{\\rtf1 hello}"),
    ]);
    let sandbox = Sandbox::with(&[("all.zip", &bytes)]);
    let ran = sandbox.check(&["all.zip"]);
    assert_eq!(ran.status, 1, "{ran:#?}");
    assert!(ran.stdout.contains("all.zip!ATT00001:"), "{ran:#?}");
    assert!(ran.stdout.contains("all.zip!report.xls:"), "{ran:#?}");
    let passed_over = "all.zip: files in it that are no annual reports were passed over: readme.txt, notice.htm, letter";
    assert_eq!(ran.stderr.trim(), format!("gouji: {passed_over}"));
}

#[test]
fn a_report_without_its_tables_is_not_passed_over() {
    let title = "青石县水务局2023年政府信息公开工作年度报告\n\n表格见图片。\n";
    let letter = "关于报送2023年政府信息公开工作年度报告的通知\n\n请于1月底前报送。\n";
    let bytes = zipped(&[
        ("a.md", page().as_bytes()),
        ("b.txt", title.as_bytes()),
        ("c.txt", letter.as_bytes()),
    ]);
    let ran = Sandbox::with(&[("all.zip", &bytes)]).check(&["all.zip"]);
    assert_eq!(ran.status, 2, "{ran:#?}");
    ran.stderr_has("all.zip!b.txt: it has the title of an annual report, but none of its tables");
    ran.stderr_has("passed over: c.txt");
}

#[test]
fn a_report_attached_to_a_mail_is_checked() {
    let mail = format!(
        "From: a@example.org\nMIME-Version: 1.0\n\
         Content-Type: multipart/mixed; boundary=cut\n\n--cut\nContent-Type: text/plain\n\nsee attached\n\
         --cut\nContent-Type: application/octet-stream\nContent-Disposition: attachment; filename=ATT1\n\n\
         {}\n--cut--\n",
        page()
    );
    let ran = Sandbox::with(&[("m.eml", mail.as_bytes())]).check(&["m.eml"]);
    assert_eq!(ran.status, 1, "{ran:#?}");
    assert!(ran.stdout.contains("m.eml!ATT1:"), "{ran:#?}");
    assert_eq!(ran.stderr, "");
}

#[test]
fn an_archive_without_a_report_is_reported() {
    let empty = b"PK\x05\x06\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0";
    let other = zipped(&[("a.txt", b"hello"), ("b.png", b"\x89PNG")]);
    let sandbox = Sandbox::with(&[("e.zip", empty), ("o.zip", &other)]);
    let ran = sandbox.check(&["e.zip", "o.zip"]);
    assert_eq!(ran.status, 2, "{ran:#?}");
    ran.stderr_has("e.zip: no annual report in this archive or mail\n");
    ran.stderr_has("o.zip: no annual report in this archive or mail; its files are none: a.txt\n");
}

#[test]
fn names_of_members_are_harmless_in_every_output() {
    let page = page();
    let bytes = zipped(&[
        ("../../etc/\u{1b}[31mred.md", page.as_bytes()),
        ("C:\\x\\y.md", page.as_bytes()),
    ]);
    let sandbox = Sandbox::with(&[("all.zip", &bytes)]);
    for format in [
        "full", "concise", "json", "sarif", "junit", "github", "csv", "html",
    ] {
        let ran = sandbox.run(&["check", "--format", format, "all.zip"]);
        assert_eq!(ran.status, 1, "{ran:#?}");
        assert!(!ran.stdout.contains('\u{1b}'), "{format}");
        assert!(!ran.stdout.contains("../"), "{format}");
        assert!(!ran.stdout.contains("C:\\x"), "{format}");
    }
}

#[test]
fn locations_of_members_have_the_shape_of_files() {
    let page = page();
    let sandbox = Sandbox::with(&[
        ("all.zip", &zipped(&[("d/r.md", page.as_bytes())])),
        ("r.md", page.as_bytes()),
    ]);
    let of = |path: &str| {
        let ran = sandbox.run(&["check", "--format", "json", path]);
        let mut json: serde_json::Value = serde_json::from_str(&ran.stdout).unwrap();
        let file = json["files"][0].take();
        (file["path"].clone(), file["findings"][0]["cells"].clone())
    };
    let (path, cells) = of("all.zip");
    assert_eq!(path, "all.zip!d/r.md");
    assert_eq!(cells, of("r.md").1);
    assert!(cells[0]["location"]["line"].is_number());
}
