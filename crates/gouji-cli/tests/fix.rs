//! `gouji fix` end to end, on reports of our own writing.

#![allow(clippy::unwrap_used, reason = "a failing test may stop at once")]

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

/// Runs the command in a folder.
fn gouji(folder: &Path, arguments: &[&str]) -> Output {
    command(folder, arguments).output().unwrap()
}

fn command(folder: &Path, arguments: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_gouji"));
    command.args(arguments).current_dir(folder);
    command.env("LANG", "zh_CN.UTF-8");
    command
}

fn fixture(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("../../tests")
        .join(name)
}

/// A folder of this test's own.
fn scratch(name: &str) -> PathBuf {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR"))
        .join("fix")
        .join(name);
    let _ = fs::remove_dir_all(&folder);
    fs::create_dir_all(&folder).unwrap();
    folder
}

fn text(bytes: &[u8]) -> String {
    String::from_utf8(bytes.to_vec()).unwrap()
}

fn code(output: &Output) -> i32 {
    output.status.code().unwrap()
}

/// A report without mistakes in sums.
fn good() -> String {
    let report = fs::read_to_string(fixture("faulty.md")).unwrap();
    report.replace(
        "| （七）总计 | 21 | 1 | 0 | 0 | 0 | 0 | 22 |",
        "| （七）总计 | 12 | 1 | 0 | 0 | 0 | 0 | 13 |",
    )
}

/// The same with a blank cell, a full-width figure and, where arithmetic alone cannot be sure of
/// it, a total too large.
fn bad() -> String {
    let report = fs::read_to_string(fixture("faulty.md")).unwrap();
    report
        .replace("| 规章 | 0 | 0 | 0 |", "| 规章 | 0 |   | 0 |")
        .replace("| 行政处罚 | 4 |", "| 行政处罚 | ４ |")
}

fn names(folder: &Path) -> Vec<String> {
    let entries = fs::read_dir(folder).unwrap();
    let name = |entry: fs::DirEntry| entry.file_name().into_string().unwrap();
    let mut names: Vec<String> = entries.map(|entry| name(entry.unwrap())).collect();
    names.sort();
    names
}

#[test]
fn a_diff_shows_and_changes_nothing() {
    let folder = scratch("diff");
    fs::write(folder.join("report.md"), bad()).unwrap();
    let output = gouji(&folder, &["fix", "--diff", "report.md"]);
    let shown = format!("{}\n{}", text(&output.stderr), text(&output.stdout));
    let expected = fixture("fix.expected.txt");
    if std::env::var_os("GOUJI_ACCEPT").is_some() {
        fs::write(&expected, &shown).unwrap();
    }
    assert_eq!(shown, fs::read_to_string(expected).unwrap());
    assert_eq!(code(&output), 1);
    assert_eq!(fs::read_to_string(folder.join("report.md")).unwrap(), bad());
    let nothing = gouji(
        &folder,
        &["fix", "--diff", "--rule", "unit-in-cell", "report.md"],
    );
    assert_eq!(code(&nothing), 0);
    assert!(nothing.stdout.is_empty());
    assert!(text(&nothing.stderr).ends_with("共 1 个文件：没有要改的\n"));
    let unknown = gouji(
        &folder,
        &["fix", "--diff", "--rule", "no-such", "report.md"],
    );
    assert_eq!(code(&unknown), 2);
    assert!(text(&unknown.stderr).contains("no-such"));
}

#[test]
fn the_repaired_file_goes_to_standard_output() {
    let folder = scratch("stdout");
    fs::write(folder.join("report.md"), bad()).unwrap();
    let output = gouji(&folder, &["fix", "--unsafe", "report.md"]);
    assert_eq!(code(&output), 0);
    assert_eq!(text(&output.stdout), good());
    assert_eq!(names(&folder), ["report.md"]);
    let mut piped = command(&folder, &["fix", "--unsafe", "-"]);
    let piped = piped.stdin(Stdio::from(
        fs::File::open(folder.join("report.md")).unwrap(),
    ));
    assert_eq!(piped.output().unwrap().stdout, output.stdout);
}

#[test]
fn files_are_changed_in_place_with_a_backup_and_once_only() {
    let folder = scratch("write");
    let sub = folder.join("sub");
    fs::create_dir(&sub).unwrap();
    fs::write(folder.join("one.md"), bad()).unwrap();
    fs::write(sub.join("two.md"), bad()).unwrap();
    fs::write(folder.join("good.md"), good()).unwrap();
    fs::write(folder.join("none.md"), "no report").unwrap();
    let output = gouji(&folder, &["fix", "--write", "--unsafe", "."]);
    // What is no report is said, and stops none of the others.
    assert_eq!(code(&output), 0);
    let stderr = text(&output.stderr);
    assert!(stderr.contains("none.md"), "{stderr}");
    assert!(stderr.ends_with("共 3 个文件：改了 8 格\n"), "{stderr}");
    for file in [
        folder.join("one.md"),
        sub.join("two.md"),
        folder.join("good.md"),
    ] {
        assert_eq!(fs::read_to_string(&file).unwrap(), good());
    }
    for backup in [folder.join("one.md.bak"), sub.join("two.md.bak")] {
        assert_eq!(fs::read_to_string(&backup).unwrap(), bad());
    }
    assert_eq!(
        names(&folder),
        ["good.md", "none.md", "one.md", "one.md.bak", "sub"]
    );
    fs::remove_file(folder.join("none.md")).unwrap();
    let again = gouji(&folder, &["fix", "--write", "--unsafe", "."]);
    assert_eq!(code(&again), 0);
    assert_eq!(text(&again.stderr), "gouji: 共 3 个文件：没有要改的\n");
    assert_eq!(names(&folder), ["good.md", "one.md", "one.md.bak", "sub"]);
    let checked = gouji(&folder, &["check", "."]);
    assert_eq!(code(&checked), 0);
}

#[test]
fn what_settings_ignore_is_left_alone() {
    let folder = scratch("settings");
    fs::write(folder.join("report.md"), bad()).unwrap();
    fs::write(folder.join("gouji.toml"), "ignore = [\"blank-cell\"]\n").unwrap();
    let output = gouji(&folder, &["fix", "report.md"]);
    assert_eq!(code(&output), 0, "{}", text(&output.stderr));
    let shown = text(&output.stdout);
    assert!(shown.contains("| 规章 | 0 |   | 0 |") && shown.contains("| 行政处罚 | 4 |"));
}

#[test]
fn several_files_are_not_mixed_on_standard_output() {
    let folder = scratch("several");
    for name in ["one.md", "two.md"] {
        fs::write(folder.join(name), bad()).unwrap();
    }
    let output = gouji(&folder, &["fix", "."]);
    assert_eq!(code(&output), 2);
    assert!(output.stdout.is_empty());
}

#[test]
fn files_that_are_not_written_say_what_to_do() {
    let folder = scratch("refused");
    let files = Path::new(env!("CARGO_MANIFEST_DIR")).join("../gouji-office/tests/files");
    fs::copy(files.join("report.doc"), folder.join("report.doc")).unwrap();
    let old = fs::read(folder.join("report.doc")).unwrap();
    let output = gouji(&folder, &["fix", "--write", "report.doc"]);
    assert_eq!(code(&output), 2);
    assert!(text(&output.stderr).contains("另存为 .docx"));
    assert_eq!(fs::read(folder.join("report.doc")).unwrap(), old);
    assert_eq!(names(&folder), ["report.doc"]);
}

/// The good report as one of another year, with its row of normative documents.
fn of_year(year: &str, row: &str) -> String {
    let report = good().replace("2023", year);
    report.replace("| 2 | 1 | 9 |", row)
}

#[test]
fn last_year_shows_what_nothing_else_does() {
    let folder = scratch("prior");
    fs::write(folder.join("report.md"), of_year("2023", "| 2 | 1 | 90 |")).unwrap();
    fs::write(folder.join("last.md"), of_year("2022", "| 3 | 0 | 8 |")).unwrap();
    let alone = gouji(&folder, &["fix", "--unsafe", "report.md"]);
    assert_eq!(text(&alone.stdout), of_year("2023", "| 2 | 1 | 90 |"));

    let last_year = ["fix", "--prior", "last.md", "report.md"];
    let careful = gouji(&folder, &last_year);
    assert_eq!(text(&careful.stdout), of_year("2023", "| 2 | 1 | 90 |"));
    assert!(text(&careful.stderr).contains("“行政规范性文件”行“现行有效件数”列：90 → 9 ["));
    let bold = gouji(&folder, &[&last_year[..], &["--unsafe"]].concat());
    assert_eq!(text(&bold.stdout), good());
    assert_eq!(code(&bold), 0);
}

#[test]
fn a_cell_written_anew_may_still_be_corrected() {
    let folder = scratch("anew");
    let original = fs::read_to_string(fixture("told.md")).unwrap();
    let wide = original.replace("| 124 |", "| １２４ |");
    fs::write(folder.join("report.md"), wide).unwrap();
    let output = gouji(&folder, &["fix", "--unsafe", "report.md"]);
    assert_eq!(code(&output), 0, "{}", text(&output.stderr));
    assert_eq!(text(&output.stdout), original.replace("| 124 |", "| 142 |"));
}

#[test]
fn a_report_of_another_year_is_not_last_years() {
    let folder = scratch("other-year");
    fs::write(folder.join("report.md"), of_year("2023", "| 2 | 1 | 90 |")).unwrap();
    fs::write(folder.join("old.md"), of_year("2020", "| 3 | 0 | 8 |")).unwrap();
    let output = gouji(
        &folder,
        &["fix", "--unsafe", "--prior", "old.md", "report.md"],
    );
    assert_eq!(text(&output.stdout), of_year("2023", "| 2 | 1 | 90 |"));
    assert!(text(&output.stderr).contains("不是 2023 年的上一年"));
    assert_eq!(code(&output), 2);
    let missing = gouji(&folder, &["fix", "--prior", "none.md", "report.md"]);
    assert!(text(&missing.stderr).contains("none.md: "));
    assert_eq!(code(&missing), 2);
}
