//! The list one can work from, as a workbook that LibreOffice opens, and as a table of text; and
//! marked copies.

#![allow(
    clippy::unwrap_used,
    clippy::print_stdout,
    reason = "a failing test may stop at once and say what was skipped"
)]
#![allow(dead_code, reason = "not every test needs all of a sandbox")]

mod sandbox;

use std::fs;
use std::io::{Cursor, Read as _};
use std::path::{Path, PathBuf};
use std::process::Command;

use sandbox::{Sandbox, page, page_of, zipped};

const HEADS: &str = "单位,年度,文件,位置,现值,应为,问题,怎么办,依据,级别,整改情况";

/// A file converted by LibreOffice; nothing where that is not installed.
fn converted(sandbox: &Sandbox, file: &str, to: &str) -> Option<PathBuf> {
    let mut names = ["soffice", "libreoffice"].into_iter();
    let profile = sandbox.path().join("profile");
    let out = sandbox.path().join("converted");
    let run = |name: &str| {
        Command::new(name)
            .arg(format!(
                "-env:UserInstallation=file://{}",
                profile.display()
            ))
            .args(["--headless", "--convert-to", to, "--outdir"])
            .arg(&out)
            .arg(sandbox.path().join(file))
            .output()
            .ok()
    };
    let Some(output) = names.find_map(run) else {
        println!("skipped: LibreOffice is not installed, the file was not opened");
        return None;
    };
    // A single sheet is named as well: list-SHEET.csv.
    let stem = Path::new(file).file_stem().unwrap().to_str().unwrap();
    let is_made = |path: &PathBuf| {
        path.file_name()
            .unwrap()
            .to_str()
            .unwrap()
            .starts_with(stem)
    };
    let entries = fs::read_dir(&out).into_iter().flatten().flatten();
    let Some(made) = entries.map(|entry| entry.path()).find(is_made) else {
        // One without the program for files of this kind, or that cannot start here.
        let why = String::from_utf8_lossy(&output.stderr);
        println!("skipped: LibreOffice did not open it: {why}");
        return None;
    };
    Some(made)
}

fn part(bytes: &[u8], name: &str) -> String {
    let mut archive = zip::ZipArchive::new(Cursor::new(bytes)).unwrap();
    let mut text = String::new();
    archive
        .by_name(name)
        .unwrap()
        .read_to_string(&mut text)
        .unwrap();
    text
}

fn sandbox() -> Sandbox {
    let (one, two) = (page(), page_of("青石县教育局", 2022));
    Sandbox::with(&[
        ("年报/a b.md", one.as_bytes()),
        ("=c.md", two.as_bytes()),
        ("年报/d.docx", b"PK\x03\x04 cut"),
    ])
}

/// The command in Chinese.
fn gouji(sandbox: &Sandbox, arguments: &[&str]) -> (i32, Vec<u8>, String) {
    let mut command = Command::new(env!("CARGO_BIN_EXE_gouji"));
    let command = command.args(["--lang", "zh"]).args(arguments);
    let output = command.current_dir(sandbox.path()).output().unwrap();
    let stderr = String::from_utf8(output.stderr).unwrap();
    (output.status.code().unwrap(), output.stdout, stderr)
}

/// The list of all files of the sandbox.
fn make_list(sandbox: &Sandbox, options: &[&str]) -> (i32, Vec<u8>, String) {
    let check = ["check", "年报", "=c.md", "--format", "xlsx"];
    gouji(sandbox, &[&check[..], options].concat())
}

#[test]
fn the_list_is_a_workbook_to_work_from() {
    let sandbox = sandbox();
    let (status, shown, _) = make_list(&sandbox, &["--output", "清单.xlsx"]);
    assert_eq!(
        (status, shown.len()),
        (2, 0),
        "what is written to a file is not shown"
    );
    let list = fs::read(sandbox.path().join("清单.xlsx")).unwrap();
    let (_, piped, _) = make_list(&sandbox, &["--threads", "3"]);
    assert_eq!(
        part(&piped, "xl/worksheets/sheet2.xml"),
        part(&list, "xl/worksheets/sheet2.xml")
    );
    let (_, again, _) = make_list(&sandbox, &["--threads", "1"]);
    assert!(piped == again, "the same files give the same bytes");
    let book = part(&list, "xl/workbook.xml");
    let at = |name: &str| book.find(&format!("name=\"{name}\"")).unwrap();
    assert!(at("汇总") < at("整改清单") && at("整改清单") < at("未能核对"));
    let sheet = part(&list, "xl/worksheets/sheet2.xml");
    for expected in [
        "state=\"frozen\"",
        "<autoFilter ref=\"A1:K3\"",
        "orientation=\"landscape\"",
        "paperSize=\"9\"",
    ] {
        assert!(sheet.contains(expected), "{expected} in {sheet}");
    }
    assert!(!sheet.contains("<f>"), "a text is no formula");
    let links = part(&list, "xl/worksheets/_rels/sheet2.xml.rels");
    assert!(links.contains("Target=\"年报/a%20b.md\""), "{links}");
    let unread = part(&list, "xl/worksheets/sheet3.xml");
    assert!(unread.contains("年报/d.docx"), "{unread}");
}

#[test]
fn a_spreadsheet_program_opens_the_list() {
    let sandbox = sandbox();
    gouji(
        &sandbox,
        &["check", "年报", "=c.md", "--output", "list.xlsx"],
    );
    // The second sheet, in UTF-8, its cells as shown.
    let to = "csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,true,false,false,false,2";
    let Some(made) = converted(&sandbox, "list.xlsx", to) else {
        return;
    };
    let text = fs::read_to_string(made).unwrap();
    assert!(text.starts_with(HEADS), "{text}");
    assert!(text.contains("青石县某某局,2023,年报/a b.md"), "{text}");
    assert!(text.contains("青石县教育局,2022,=c.md"), "{text}");
}

#[test]
fn the_table_has_the_same_columns_and_programs_have_theirs() {
    let sandbox = sandbox();
    let (status, shown, _) = gouji(&sandbox, &["check", "年报", "=c.md", "--format", "csv"]);
    let shown = String::from_utf8(shown).unwrap();
    assert_eq!(status, 2);
    assert!(
        shown.starts_with(&format!("\u{feff}{HEADS}\r\n")),
        "{shown}"
    );
    assert!(
        shown.contains("\"21\n22\",\"12\n13\","),
        "from what to what: {shown}"
    );
    assert!(
        shown.contains("青石县教育局,2022,'=c.md"),
        "no formula: {shown}"
    );
    assert!(
        shown.contains(",未能核对,\r\n"),
        "what could not be read: {shown}"
    );
    // One row a cause: four relations in each of two reports, and a file that cannot be read.
    assert_eq!(shown.matches("\r\n").count(), 4, "{shown}");
    let english = sandbox
        .run(&["check", "年报", "=c.md", "--format", "csv"])
        .stdout;
    assert!(
        english.starts_with("\u{feff}organ,year,file,place,current,"),
        "{english}"
    );
    let machine = sandbox
        .run(&["check", "年报", "=c.md", "--format", "csv-machine"])
        .stdout;
    let head = "\u{feff}path,organization,year,form,severity,rule,at,message,place,line,column,cells,suggested,identity\r\n";
    assert!(machine.starts_with(head), "{machine}");
    assert_eq!(machine.matches("\r\n").count(), 10, "a row a finding");
}

#[test]
fn names_of_files_say_the_format() {
    let sandbox = sandbox();
    let (_, shown, _) = gouji(
        &sandbox,
        &["check", "=c.md", "--output", "a.csv", "--output", "b.html"],
    );
    assert!(!shown.is_empty(), "what is asked for nowhere else is shown");
    let read = |name: &str| fs::read_to_string(sandbox.path().join(name)).unwrap();
    assert!(read("a.csv").starts_with("\u{feff}单位"));
    assert!(read("b.html").starts_with("<!doctype html>"));
    gouji(
        &sandbox,
        &["check", "=c.md", "--format", "concise", "--output", "c.txt"],
    );
    assert!(read("c.txt").starts_with("=c.md:"));
    for wrong in ["d.unknown", "sarfi=d.json", "="] {
        let ran = sandbox.run(&["check", "=c.md", "--output", wrong]);
        assert_eq!(ran.status, 2, "{wrong}");
        assert!(!sandbox.path().join("d.unknown").exists());
    }
}

/// A report of the fixtures with a figure whose digits are turned round.
fn wrong_figure(name: &str, own: &str) -> Vec<u8> {
    let files = Path::new(env!("CARGO_MANIFEST_DIR")).join("../gouji-office/tests/files");
    let bytes = fs::read(files.join(name)).unwrap();
    let mut archive = zip::ZipArchive::new(Cursor::new(&bytes)).unwrap();
    let mut parts: Vec<(String, Vec<u8>)> = Vec::new();
    for index in 0..archive.len() {
        let mut file = archive.by_index(index).unwrap();
        let mut content = Vec::new();
        file.read_to_end(&mut content).unwrap();
        let name = file.name().unwrap().into_owned();
        if name == own {
            let text = String::from_utf8(content).unwrap();
            content = text.replacen("3075", "3705", 1).into_bytes();
        }
        parts.push((name, content));
    }
    let parts: Vec<(&str, &[u8])> = parts
        .iter()
        .map(|(name, content)| (name.as_str(), content.as_slice()))
        .collect();
    zipped(&parts)
}

#[test]
fn copies_are_marked_and_hold_the_same_figures() {
    for (name, own, comments) in [
        ("report.docx", "word/document.xml", "word/comments1.xml"),
        (
            "report.xlsx",
            "xl/worksheets/sheet1.xml",
            "xl/comments1.xml",
        ),
    ] {
        let bytes = wrong_figure(name, own);
        let sandbox = Sandbox::with(&[(name, &bytes)]);
        let copy = name.replace("report", "report.marked");
        let (status, _, stderr) = gouji(&sandbox, &["fix", "--mark", name]);
        assert_eq!(status, 0, "{stderr}");
        assert!(
            stderr.contains(&format!("已标注 1 格，写到 {copy}；原文件未动")),
            "{stderr}"
        );
        assert!(
            fs::read(sandbox.path().join(name)).unwrap() == bytes,
            "the original stays"
        );
        let marked = fs::read(sandbox.path().join(&copy)).unwrap();
        assert!(part(&marked, comments).contains("应为 3075？（相邻两位数字颠倒）"));
        let extracted = |file: &str| sandbox.run(&["extract", file]).stdout;
        assert_eq!(extracted(&copy), extracted(name));
        let found = |file: &str| {
            sandbox
                .run(&["check", "--format", "jsonl", file])
                .stdout
                .replace(file, "")
        };
        assert_eq!(found(&copy), found(name));
        // It is never written over unless that is asked for, and is the same then.
        let (status, _, stderr) = gouji(&sandbox, &["fix", "--mark", name]);
        assert_eq!(status, 2, "{stderr}");
        assert!(stderr.contains("--force"), "{stderr}");
        let (status, ..) = gouji(&sandbox, &["fix", "--mark", "--force", name]);
        assert_eq!(status, 0);
        assert!(fs::read(sandbox.path().join(&copy)).unwrap() == marked);
        let (status, ..) = gouji(&sandbox, &["fix", "--mark", &copy]);
        assert_eq!(status, 2, "no copy of a copy");
        // A document that has comments gets more of them.
        fs::rename(sandbox.path().join(&copy), sandbox.path().join(name)).unwrap();
        let (status, ..) = gouji(&sandbox, &["fix", "--mark", name]);
        assert_eq!(status, 0);
        let twice = fs::read(sandbox.path().join(&copy)).unwrap();
        assert_eq!(part(&twice, comments).matches("应为 3075？").count(), 2);
        if let Some(made) = converted(&sandbox, &copy, "pdf") {
            assert!(fs::read(made).unwrap().starts_with(b"%PDF"));
        }
    }
}

#[test]
fn what_cannot_be_marked_is_reported() {
    let page = page();
    let sandbox = Sandbox::with(&[("a.md", page.as_bytes())]);
    let (status, _, stderr) = gouji(&sandbox, &["fix", "--mark", "a.md"]);
    assert_eq!(status, 2);
    assert!(stderr.contains("只有 .docx 和 .xlsx 可以标注"), "{stderr}");
    assert_eq!(gouji(&sandbox, &["fix", "--mark", "--write", "a.md"]).0, 2);
}
