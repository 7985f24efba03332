//! Many reports under bad conditions: each has its message, the rest is checked, and nothing is left
//! behind.

#![cfg(unix)]
#![allow(
    clippy::unwrap_used,
    reason = "a failing test may stop at once and say what was skipped"
)]
#![allow(dead_code, reason = "not every test needs all of a sandbox")]

mod sandbox;

use std::fs;
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use sandbox::{Ran, Sandbox, page_of, zipped};

/// A folder with so many reports, and more files.
fn sandbox(reports: usize, more: &[(&str, &[u8])]) -> Sandbox {
    let pages = (0..reports).map(|number| {
        let organ = format!("青石县第{number}中心");
        (
            format!("reports/{number:05}.md"),
            page_of(&organ, 2023).into_bytes(),
        )
    });
    let pages: Vec<(String, Vec<u8>)> = pages.collect();
    let pages = pages
        .iter()
        .map(|(path, bytes)| (path.as_str(), bytes.as_slice()));
    let all: Vec<(&str, &[u8])> = pages.chain(more.iter().copied()).collect();
    Sandbox::with(&all)
}

fn ran(output: &std::process::Output) -> Ran {
    Ran {
        status: output.status.code().unwrap_or(-1),
        stdout: String::from_utf8_lossy(&output.stdout).into_owned(),
        stderr: String::from_utf8_lossy(&output.stderr).into_owned(),
    }
}

fn started(sandbox: &Sandbox, words: &[&str]) -> Child {
    let mut command = sandbox.command(words);
    command.stdout(Stdio::piped()).stderr(Stdio::piped());
    command.spawn().unwrap()
}

fn signal(child: &Child, name: &str) {
    let number = child.id().to_string();
    let sent = Command::new("kill").args([name, &number]).status().unwrap();
    assert!(sent.success());
}

/// Waits until a run has begun to note what it checked.
fn begun(path: &Path) {
    let until = Instant::now() + Duration::from_secs(60);
    while fs::metadata(path).map_or(0, |file| file.len()) < 192 << 10 {
        assert!(Instant::now() < until, "nothing was noted");
        std::thread::sleep(Duration::from_millis(2));
    }
}

fn names(folder: &Path) -> Vec<String> {
    let entries = fs::read_dir(folder).unwrap();
    let names = entries.map(|entry| entry.unwrap().file_name().into_string().unwrap());
    let mut names: Vec<String> = names.collect();
    names.sort();
    names
}

const WORDS: [&str; 5] = ["audit", "reports", "--store", "a.db", "--threads"];

#[test]
fn ctrl_c_ends_tidily_and_the_next_run_goes_on() {
    let sandbox = sandbox(300, &[]);
    let words = [&WORDS[..], &["1", "--list", "list.xlsx"]].concat();
    let child = started(&sandbox, &words);
    begun(&sandbox.path().join("a.db-cache"));
    signal(&child, "-INT");
    let broken = ran(&child.wait_with_output().unwrap());
    assert_eq!(broken.status, 130, "{broken:#?}");
    broken.stderr_has("stopping; Ctrl-C again ends at once");
    broken.stderr_has(
        "of 300 files; what was checked is kept, and the same command goes on from there",
    );
    assert_eq!(broken.stdout, "");
    assert_eq!(names(sandbox.path()), ["a.db", "a.db-cache", "reports"]);
    let runs = sandbox.run(&[
        "query",
        "SELECT count(*) FROM runs",
        "--store",
        "a.db",
        "--format",
        "csv",
    ]);
    assert!(
        runs.stdout.ends_with("0\n") || runs.stdout.ends_with("0\r\n"),
        "{}",
        runs.stdout
    );
    let whole = sandbox.run(&words);
    assert_ne!(whole.status, 130);
    whole.stderr_has("are as they were when they were checked");
    let plain = sandbox.run(&["audit", "reports"]);
    assert_eq!(whole.stdout, plain.stdout);
}

#[test]
fn without_a_store_ctrl_c_says_that_there_is_no_result() {
    let sandbox = sandbox(300, &[]);
    let child = started(&sandbox, &["audit", "reports", "--threads", "1"]);
    std::thread::sleep(Duration::from_millis(300));
    signal(&child, "-INT");
    let broken = ran(&child.wait_with_output().unwrap());
    assert_eq!(broken.status, 130, "{broken:#?}");
    broken.stderr_has("there is no result; with --store the next run would go on from there");
}

#[test]
fn one_run_at_a_time_has_a_store() {
    let sandbox = sandbox(200, &[]);
    let child = started(&sandbox, &[&WORDS[..], &["1"]].concat());
    begun(&sandbox.path().join("a.db-cache"));
    signal(&child, "-STOP");
    let other = sandbox.run(&[&WORDS[..], &["1"]].concat());
    signal(&child, "-CONT");
    assert_eq!(other.status, 2, "{other:#?}");
    other.stderr_has("a.db: the store is in use by another run; wait for it, or use another file");
    let first = ran(&child.wait_with_output().unwrap());
    assert_eq!(first.status, 1, "{first:#?}");
}

#[test]
fn a_file_that_vanishes_is_a_row_and_the_others_are_checked() {
    let sandbox = sandbox(250, &[]);
    let child = started(&sandbox, &[&WORDS[..], &["1", "--format", "json"]].concat());
    begun(&sandbox.path().join("a.db-cache"));
    fs::remove_file(sandbox.path().join("reports/00249.md")).unwrap();
    let ran = ran(&child.wait_with_output().unwrap());
    assert_eq!(ran.status, 2, "{}", ran.stderr);
    ran.stderr_has("reports/00249.md: cannot be read: No such file or directory");
    let json: serde_json::Value = serde_json::from_str(&ran.stdout).unwrap();
    assert_eq!(json["summary"]["files"], 249);
    assert_eq!(json["summary"]["unread"], 1);
    assert_eq!(json["failures"][0]["path"], "reports/00249.md");
}

#[test]
fn what_cannot_be_read_among_many_is_a_row_each() {
    // Zeros, packed and packed again, a thousandfold each time.
    let inner = zipped(&[("zeros.docx", &vec![0; 4 << 20])]);
    let copies: Vec<(String, &[u8])> = (0..40)
        .map(|number| (format!("{number}.zip"), inner.as_slice()))
        .collect();
    let copies: Vec<(&str, &[u8])> = copies
        .iter()
        .map(|(name, bytes)| (name.as_str(), *bytes))
        .collect();
    let bomb = zipped(&copies);
    let more: [(&str, &[u8]); 3] = [
        ("reports/bomb.zip", &bomb),
        ("reports/cut.docx", b"PK\x03\x04\x14\0"),
        ("reports/old.doc", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"),
    ];
    let sandbox = sandbox(60, &more);
    let words = [&WORDS[..], &["2", "--format", "json"]].concat();
    let first = sandbox.run(&words);
    assert_eq!(first.status, 2);
    let json: serde_json::Value = serde_json::from_str(&first.stdout).unwrap();
    assert_eq!(json["summary"]["files"], 60);
    let failures = json["failures"].as_array().unwrap();
    for name in ["bomb.zip", "cut.docx", "old.doc"] {
        let mut paths = failures.iter().map(|one| one["path"].as_str().unwrap());
        assert!(
            paths.any(|path| path.contains(name)),
            "{name} {failures:#?}"
        );
    }
    let again = sandbox.run(&words);
    assert_eq!(again.status, 2);
    again.stderr_has("checked anew: 0");
    let again: serde_json::Value = serde_json::from_str(&again.stdout).unwrap();
    for part in ["files", "failures", "summary"] {
        assert_eq!(again[part], json[part], "{part}");
    }
}

#[test]
fn a_file_that_takes_too_long_is_a_row() {
    let row = "<tr><td>1</td><td>2</td></tr>\n";
    let slow = format!("<table>{}</table>", row.repeat(60_000));
    let sandbox = sandbox(20, &[("reports/slow.html", slow.as_bytes())]);
    let words = [
        "audit",
        "reports",
        "--file-timeout",
        "0",
        "--format",
        "json",
    ];
    let ran = sandbox.run(&words);
    assert_eq!(ran.status, 2, "{}", ran.stderr);
    ran.stderr_has("reports/slow.html: it was not checked within 0 s and was given up; give it more time with --file-timeout, or save it again");
    // What is given up is not noted: the next run may have more time.
    let again = sandbox.run(&["audit", "reports", "--store", "a.db"]);
    assert!(!again.stderr.contains("given up"), "{}", again.stderr);
}

/// Runs with files that may grow to so many blocks of 1024 bytes and no further, as on a full disk.
fn limited(sandbox: &Sandbox, blocks: usize, words: &[&str]) -> Ran {
    let command = format!("trap '' XFSZ; ulimit -f {blocks}; exec \"$0\" \"$@\"");
    let output = Command::new("bash")
        .args(["-c", &command, env!("CARGO_BIN_EXE_gouji"), "--lang", "en"])
        .args(words)
        .current_dir(sandbox.path())
        .stdin(Stdio::null())
        .output()
        .unwrap();
    ran(&output)
}

#[test]
fn a_disk_that_is_full_leaves_the_store_as_it_was() {
    let sandbox = sandbox(600, &[]);
    let words = ["audit", "reports", "--store", "a.db", "--quiet"];
    let whole = sandbox.run(&words);
    fs::remove_file(sandbox.path().join("a.db-cache")).unwrap();
    let before = sandbox.run(&[
        "query",
        "SELECT * FROM findings",
        "--store",
        "a.db",
        "--format",
        "csv",
    ]);
    // Room for what waits while files are read, and none for the cache.
    let full = limited(&sandbox, 1000, &words);
    assert_eq!(full.status, 2, "{full:#?}");
    full.stderr_has("a.db-cache: ");
    full.stderr_has("this run goes on, the next one checks these files again");
    let after = sandbox.run(&[
        "query",
        "SELECT * FROM findings",
        "--store",
        "a.db",
        "--format",
        "csv",
    ]);
    assert_eq!(after.stdout, before.stdout);
    assert_eq!(sandbox.run(&words).stdout, whole.stdout);
}

#[test]
fn a_file_that_may_need_more_memory_than_there_is_is_a_row() {
    // As many cells as a file of some megabytes has.
    let wide = format!("<table><tr>{}</tr></table>", "<td>1</td>".repeat(600_000));
    let sandbox = sandbox(5, &[("reports/wide.html", wide.as_bytes())]);
    let command = "ulimit -v 500000; exec \"$0\" \"$@\"";
    let output = Command::new("bash")
        .args(["-c", command, env!("CARGO_BIN_EXE_gouji"), "--lang", "en"])
        .args(["audit", "reports", "--threads", "1"])
        .current_dir(sandbox.path())
        .stdin(Stdio::null())
        .output()
        .unwrap();
    let ran = ran(&output);
    assert_eq!(ran.status, 2, "{ran:#?}");
    ran.stderr_has("reports/wide.html: checking it may take");
    ran.stderr_has("more than this process may have, and it was not checked");
    assert!(ran.stdout.contains("checked 5 report(s)"), "{}", ran.stdout);
}
