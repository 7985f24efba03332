//! Folders as they are: outputs of gouji's own, letters and lists, files of open programs and what is
//! excluded are passed over with a count, and nothing that may be a report ever is.

#![allow(clippy::unwrap_used, reason = "a failing test may stop at once")]
#![allow(dead_code, reason = "not every test needs all of a sandbox")]

mod sandbox;

use std::fs;
use std::path::Path;

use sandbox::{Sandbox, page, page_of, zipped};

/// A Word file with paragraphs, and pictures of so many bytes.
fn word(paragraphs: &[&str], picture: usize) -> Vec<u8> {
    let text: String = paragraphs
        .iter()
        .map(|text| format!("<w:p><w:r><w:t>{text}</w:t></w:r></w:p>"))
        .collect();
    let body = format!(
        "<w:document xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\">\
         <w:body>{text}</w:body></w:document>"
    );
    let types = "<Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\">\
        <Default Extension=\"xml\" ContentType=\"application/xml\"/></Types>";
    let rels = "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">\
        <Relationship Id=\"a\" Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument\" \
        Target=\"word/document.xml\"/></Relationships>";
    let image = vec![7; picture];
    let mut parts: Vec<(&str, &[u8])> = vec![
        ("[Content_Types].xml", types.as_bytes()),
        ("_rels/.rels", rels.as_bytes()),
        ("word/document.xml", body.as_bytes()),
    ];
    if picture > 0 {
        parts.push(("word/media/image1.png", &image));
    }
    zipped(&parts)
}

fn letter() -> Vec<u8> {
    word(
        &[
            "关于报送2023年政府信息公开工作年度报告的通知",
            "各单位请于1月底前报送。",
        ],
        0,
    )
}

fn office(name: &str) -> Vec<u8> {
    let files = Path::new(env!("CARGO_MANIFEST_DIR")).join("../gouji-office/tests/files");
    fs::read(files.join(name)).unwrap()
}

/// What is called a report is read or reported, whatever it is packed in or saved as; what only goes with one is
/// nobody's concern.
#[test]
fn in_folders_names_of_reports_are_enough() {
    let page = page();
    let failing = [
        "水务局年报.xlsb",
        "水务局年报.jpg",
        "a.rar",
        "年报.part1.rar",
        "年报.tar.xz",
    ];
    for name in failing {
        let bytes: &[u8] = match name {
            _ if name.ends_with("rar") => b"Rar!\x1a\x07\x01\0",
            _ if name.ends_with("xz") => b"\xfd7zXZ\0\0\x04",
            _ if name.ends_with("jpg") => b"\xff\xd8\xff\xe0\0\x10JFIF\0",
            _ => b"\x01\x02\0\x03",
        };
        let sandbox = Sandbox::with(&[("d/a.md", page.as_bytes()), (&format!("d/{name}"), bytes)]);
        let ran = sandbox.check(&["d"]);
        assert_eq!(ran.status, 2, "{ran:#?}");
        ran.stderr_has(&format!("d/{name}: "));
    }
    let sandbox = Sandbox::with(&[
        ("d/水务局年报.bak", page.as_bytes()),
        ("d/年报.css", b"p { }"),
        ("d/年报.py", b"print(1)"),
        ("d/封面.jpg", b"\xff\xd8\xff\xe0\0\x10JFIF\0"),
    ]);
    let ran = sandbox.check(&["d"]);
    assert_eq!((ran.status, ran.stderr.as_str()), (1, ""), "{ran:#?}");
    assert!(ran.stdout.contains("d/水务局年报.bak:"), "{ran:#?}");
}

#[test]
fn in_folders_pages_and_documents_are_read_whatever_they_are_called() {
    let table = |page: &str| {
        let page = page.replace('&', "&amp;").replace('<', "&lt;");
        format!("<!DOCTYPE html>\n<html><body><pre>{page}</pre></body></html>")
    };
    let report = office("report.docx");
    let sandbox = Sandbox::with(&[
        (
            "d/post_4321",
            table(&page_of("青石县水务局", 2023)).as_bytes(),
        ),
        (
            "d/show.jsp,id=7",
            table(&page_of("青石县教育局", 2023)).as_bytes(),
        ),
        ("d/审计局", &report),
        (
            "d/README",
            "# 说明\n\n<p>报送的文件放在这里。</p>\n".as_bytes(),
        ),
        ("d/封面", b"\xff\xd8\xff\xe0\0\x10JFIF\0"),
    ]);
    let ran = sandbox.run(&["check", "--format", "json", "d"]);
    let json: serde_json::Value = serde_json::from_str(&ran.stdout).unwrap();
    assert_eq!(json["files"].as_array().unwrap().len(), 3, "{ran:#?}");
    assert_eq!(ran.stderr, "");
    // Damaged it is no pass.
    let cut = &report[..report.len() / 2];
    let sandbox = Sandbox::with(&[("d/a.md", page().as_bytes()), ("d/审计局", cut)]);
    let ran = sandbox.check(&["d"]);
    assert_eq!(ran.status, 2, "{ran:#?}");
    ran.stderr_has("d/审计局: ");
}

#[test]
fn what_is_no_report_is_passed_over_in_folders_and_fails_when_named() {
    let (page, letter) = (page(), letter());
    let sandbox = Sandbox::with(&[
        ("年报/a.md", page.as_bytes()),
        ("年报/通知.docx", &letter),
        (
            "年报/报送情况.txt",
            "县水务局已报送\n县教育局未报送\n".as_bytes(),
        ),
        ("年报/~$a.docx", b"\x04wang"),
        ("年报/照片.zip", &zipped(&[("1.jpg", b"\xff\xd8\xff")])),
    ]);
    let ran = sandbox.check(&["年报"]);
    assert_eq!(ran.status, 1, "{ran:#?}");
    ran.stderr_has("passed over 3 file(s) that are no annual reports: 年报/报送情况.txt, 年报/照片.zip, 年报/通知.docx");
    ran.stderr_has("passed over 1 file(s) left by open programs: 年报/~$a.docx");
    let ran = sandbox.check(&["年报", "--verbose"]);
    ran.stderr_has("年报/通知.docx: no annual report, passed over");
    let json = sandbox.run(&["check", "--format", "json", "年报"]);
    let json: serde_json::Value = serde_json::from_str(&json.stdout).unwrap();
    assert_eq!(json["summary"]["passed_over"], 4);
    assert_eq!(json["failures"].as_array().unwrap().len(), 0);
    for named in ["年报/通知.docx", "年报/报送情况.txt", "年报/~$a.docx"] {
        assert_eq!(sandbox.check(&[named]).status, 2, "{named}");
        assert_eq!(sandbox.check(&["年报", named]).status, 2, "{named}");
    }
    // Standing in a folder with nothing else is no pass.
    fs::remove_file(sandbox.path().join("年报/a.md")).unwrap();
    let ran = sandbox.check(&["年报"]);
    assert_eq!(ran.status, 2);
    ran.stderr_has("年报: no annual report in this folder, nothing was checked");
    let ran = sandbox.run(&["fix", "--diff", "年报"]);
    assert_eq!(ran.status, 2);
}

#[test]
fn what_may_be_a_report_is_never_passed_over() {
    let page = page();
    let cut = &office("report.docx")[..4_000];
    let files: [(&str, Vec<u8>); 8] = [
        ("1.docx", cut.to_vec()),
        ("2.docx", word(&[], 0)),
        ("3.docx", word(&["附件"], 4_000)),
        (
            "4.docx",
            word(
                &["青石县水务局2023年政府信息公开工作年度报告", "见附图。"],
                0,
            ),
        ),
        ("5.pdf", b"%PDF-1.4\ncut".to_vec()),
        ("6.doc", b"\xd0\xcf\x11\xe0".to_vec()),
        ("7.txt", Vec::new()),
        (
            "水务局2023年年报.txt",
            b"\x81\x30\x81\x30 nothing to read here".to_vec(),
        ),
    ];
    for (name, bytes) in &files {
        let sandbox = Sandbox::with(&[("a.md", page.as_bytes()), (name, bytes)]);
        let ran = sandbox.check(&["."]);
        assert_eq!(ran.status, 2, "{name} {ran:#?}");
        ran.stderr_has(name);
        assert!(!ran.stderr.contains("passed over"), "{name} {ran:#?}");
    }
}

#[test]
fn outputs_of_earlier_runs_are_known_and_written_anew() {
    let page = page();
    let sandbox = Sandbox::with(&[("a.md", page.as_bytes())]);
    let outputs = [
        "--output=page.html",
        "--output=list.xlsx",
        "--output=all.json",
        "--output=sarif=log.json",
    ];
    let all = [&["."], &outputs[..]].concat();
    let first = sandbox.check(&all);
    assert_eq!((first.status, first.stderr.as_str()), (1, ""), "{first:#?}");
    let list = fs::read(sandbox.path().join("list.xlsx")).unwrap();
    let again = sandbox.check(&all);
    assert_eq!(again.stdout, first.stdout);
    again.stderr_has(
        "passed over 4 output(s) of gouji's own: ./all.json, ./list.xlsx, ./log.json, ./page.html",
    );
    // What was passed over is counted in the list, too.
    assert_ne!(fs::read(sandbox.path().join("list.xlsx")).unwrap(), list);
    for named in ["page.html", "list.xlsx", "all.json"] {
        let ran = sandbox.check(&[named]);
        assert_eq!(ran.status, 2, "{named}");
        ran.stderr_has("this was written by gouji");
        // What is named is read, and not written over.
        let ran = sandbox.check(&[named, &format!("--output=html={named}")]);
        assert_eq!(ran.status, 2, "{named}");
    }
}

#[test]
fn excluded_files_and_folders_are_counted() {
    let pages: Vec<String> = (2021..=2024)
        .map(|year| page_of("青石县水务局", year))
        .collect();
    let files: Vec<(&str, &[u8])> = ["a.md", "draft/b.md", "2022/c.md", "2022/old.md"]
        .into_iter()
        .zip(pages.iter().map(String::as_bytes))
        .collect();
    let sandbox = Sandbox::with(&files);
    let names = |arguments: &[&str]| {
        let ran = sandbox.check(arguments);
        let first = ran
            .stdout
            .lines()
            .map(|line| line.split(':').next().unwrap().to_owned());
        let mut names: Vec<String> = first.collect();
        names.dedup();
        (names, ran)
    };
    let (found, ran) = names(&[".", "--exclude", "draft/", "--exclude", "old.*"]);
    assert_eq!(found, ["./2022/c.md", "./a.md"]);
    ran.stderr_has("passed over 2 excluded: ./2022/old.md, ./draft/");
    // What is named is checked; among the matches of a pattern it is not.
    assert_eq!(
        names(&["draft/b.md", "--exclude", "draft/"]).0,
        ["draft/b.md"]
    );
    assert_eq!(
        names(&["*/*.md", "--exclude", "draft/"]).0,
        ["2022/c.md", "2022/old.md"]
    );
    // The configuration says the same for its folder, and `!` takes back.
    fs::write(
        sandbox.path().join("gouji.toml"),
        "exclude = [\"draft/\", \"2022/*\", \"!2022/old.md\"]\n",
    )
    .unwrap();
    assert_eq!(names(&["."]).0, ["./2022/old.md", "./a.md"]);
    assert_eq!(names(&["2022"]).0, ["2022/old.md"]);
    assert_eq!(names(&[".", "--no-config"]).0.len(), 4);
    let shown = sandbox.run(&["check", "--show-settings", "."]);
    assert!(shown.stdout.contains("exclude"), "{shown:#?}");
    let wrong = sandbox.check(&[".", "--exclude", "a["]);
    assert_eq!(wrong.status, 2);
    wrong.stderr_has("`a[` is no glob");
}

#[test]
fn git_ignores_only_in_its_repositories() {
    let page = page();
    let sandbox = Sandbox::with(&[
        ("r/a.md", page.as_bytes()),
        ("r/out/b.md", page.as_bytes()),
        ("r/in/c.md", page.as_bytes()),
        ("r/in/d.md", page.as_bytes()),
        ("r/.gitignore", b"out/\n*.md\n!a.md\n"),
        ("r/in/.gitignore", b"!c.md\n"),
    ]);
    let count = |arguments: &[&str]| {
        let ran = sandbox.run(&[&["check", "--format", "json"], arguments].concat());
        let json: serde_json::Value = serde_json::from_str(&ran.stdout).unwrap();
        (json["summary"]["files"].as_u64().unwrap(), ran)
    };
    assert_eq!(count(&["r"]).0, 4, "no repository");
    fs::create_dir(sandbox.path().join("r/.git")).unwrap();
    let (found, ran) = count(&["r"]);
    assert_eq!(found, 2, "{ran:#?}");
    ran.stderr_has("passed over 2 in .gitignore: r/in/d.md, r/out/");
    // What stands above a folder that is named counts, the folder itself is meant.
    assert_eq!(count(&["r/in"]).0, 1);
    assert_eq!(count(&["r/out", "r/in/d.md"]).0, 1);
}

#[test]
fn a_marked_copy_is_passed_over_beside_its_original_only() {
    let sandbox = Sandbox::with(&[("a.docx", &wrong_figure("report.docx", "word/document.xml"))]);
    let ran = sandbox.run(&["fix", "--mark", "."]);
    assert_eq!(ran.status, 0, "{ran:#?}");
    let ran = sandbox.check(&["."]);
    ran.stderr_has("passed over 1 marked cop(ies) beside their originals: ./a.marked.docx");
    let found = ran.stdout.lines().count();
    fs::remove_file(sandbox.path().join("a.docx")).unwrap();
    let ran = sandbox.check(&["."]);
    assert_eq!((ran.status, ran.stdout.lines().count()), (1, found));
}

/// A report of the fixtures with a figure whose digits are turned round.
fn wrong_figure(name: &str, part: &str) -> Vec<u8> {
    let bytes = office(name);
    let mut archive = zip::ZipArchive::new(std::io::Cursor::new(bytes)).unwrap();
    let mut parts: Vec<(String, Vec<u8>)> = Vec::new();
    for index in 0..archive.len() {
        let mut file = archive.by_index(index).unwrap();
        let mut content = Vec::new();
        std::io::Read::read_to_end(&mut file, &mut content).unwrap();
        let own = file.name().unwrap().into_owned();
        if own == part {
            let text = String::from_utf8(content).unwrap();
            assert!(text.contains("3075"));
            content = text.replacen("3075", "3705", 1).into_bytes();
        }
        parts.push((own, content));
    }
    let parts: Vec<(&str, &[u8])> = parts
        .iter()
        .map(|(name, bytes)| (name.as_str(), bytes.as_slice()))
        .collect();
    zipped(&parts)
}

#[test]
fn statistics_by_organ_and_year() {
    let (one, two) = (page_of("青石县水务局", 2022), page_of("青石县教育局", 2023));
    let good = one.replace(
        "| （七）总计 | 21 | 1 | 0 | 0 | 0 | 0 | 22 |",
        "| （七）总计 | 12 | 1 | 0 | 0 | 0 | 0 | 13 |",
    );
    let sandbox = Sandbox::with(&[("a.md", good.as_bytes()), ("b.md", two.as_bytes())]);
    let by = |arguments: &[&str]| {
        let all = [&["check", ".", "--statistics", "--group-by"], arguments].concat();
        sandbox.run(&all).stdout
    };
    assert_eq!(
        by(&["organ"]),
        "findings  reports  errors  warnings  notes  blocked  organ\n       \
         4        1       4         0      0        0  青石县教育局\n       \
         0        1       0         0      0        0  青石县水务局\n\
         2 reports checked: 4 errors, 0 warnings, 0 notes, 0 blocked\n"
    );
    assert_eq!(
        by(&["year", "--format", "csv"]),
        "\u{feff}findings,reports,errors,warnings,infos,blocked,year\r\n\
         0,1,0,0,0,0,2022\r\n4,1,4,0,0,0,2023\r\n"
    );
    let json: serde_json::Value =
        serde_json::from_str(&by(&["organ,year,rule", "--format", "json"])).unwrap();
    let first = &json["statistics"][0];
    assert_eq!(first["organization"], "青石县教育局");
    assert_eq!(
        (&first["year"], &first["findings"]),
        (&2023.into(), &2.into())
    );
    assert_eq!(first["rule"], "requests-balance");
    assert_eq!(sandbox.run(&["check", ".", "--group-by", "year"]).status, 2);
}

#[test]
fn a_report_saved_as_a_table_is_not_passed_over() {
    let table = page()
        .replace(" | ", ",")
        .replace("| ", "")
        .replace(" |", "");
    let sandbox = Sandbox::with(&[
        ("reports/a.md", page().as_bytes()),
        ("reports/2023.csv", table.as_bytes()),
        ("reports/rows.csv", b"a,b\n1,2\n"),
    ]);
    let ran = sandbox.run(&["check", "--format", "json", "reports"]);
    let json: serde_json::Value = serde_json::from_str(&ran.stdout).unwrap();
    let files = json["files"].as_array().unwrap();
    let paths: Vec<&str> = files
        .iter()
        .map(|file| file["path"].as_str().unwrap())
        .collect();
    assert_eq!(
        paths,
        ["reports/2023.csv", "reports/a.md"],
        "{}",
        ran.stderr
    );
    assert!(
        files
            .iter()
            .all(|file| file["findings"] != serde_json::json!([]))
    );
    ran.stderr_has("passed over 1 file(s) that are no annual reports: reports/rows.csv");
}
