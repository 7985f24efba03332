//! Paths on the command line, what stands in folders, and where output goes.

#![cfg(unix)]
#![allow(
    clippy::unwrap_used,
    dead_code,
    reason = "tests; each uses its part of the sandbox"
)]

mod sandbox;

use std::ffi::OsStr;
use std::fs;
use std::os::unix::ffi::OsStrExt as _;
use std::os::unix::fs::{PermissionsExt, symlink};
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use sandbox::{Sandbox, page, zipped};

fn pipe(sandbox: &Sandbox, name: &str) {
    let made = Command::new("mkfifo")
        .arg(sandbox.path().join(name))
        .status();
    assert!(made.unwrap().success());
}

#[test]
fn what_stands_for_a_report_and_is_none_is_reported() {
    let sandbox = Sandbox::with(&[("d/a.md", page().as_bytes())]);
    symlink("nowhere.docx", sandbox.path().join("d/lost.docx")).unwrap();
    symlink("nowhere.png", sandbox.path().join("d/lost.png")).unwrap();
    symlink("a.md", sandbox.path().join("d/link.md")).unwrap();
    pipe(&sandbox, "d/pipe.txt");
    pipe(&sandbox, "d/pipe");
    // A pipe that is opened waits for somebody to write.
    let started = Instant::now();
    let ran = sandbox.check(&["d"]);
    assert!(started.elapsed() < Duration::from_secs(60));
    assert_eq!(ran.status, 2, "{ran:#?}");
    ran.stderr_has("d/lost.docx: the link leads to no file");
    ran.stderr_has("d/pipe.txt: not a regular file, it was not read");
    assert_eq!(ran.stderr.lines().count(), 2, "{ran:#?}");
    assert!(ran.stdout.contains("d/a.md:") && ran.stdout.contains("d/link.md:"));
    sandbox
        .check(&["d/pipe"])
        .stderr_has("d/pipe: not a regular file");
}

#[test]
fn a_path_that_is_no_text_is_a_path() {
    let sandbox = Sandbox::with(&[("a.md", page().as_bytes())]);
    let name = OsStr::from_bytes(b"bad\xff.md");
    let run = |option: &str| {
        let output = sandbox
            .command(&["check", option])
            .arg(name)
            .arg("a.md")
            .output();
        let output = output.unwrap();
        let [out, err] =
            [output.stdout, output.stderr].map(|bytes| String::from_utf8(bytes).unwrap());
        (output.status.code(), out + &err)
    };
    let (status, said) = run("--color=never");
    assert_eq!(status, Some(2));
    assert!(
        said.contains("bad\u{fffd}.md") && said.contains("a.md:"),
        "{said}"
    );
    fs::write(sandbox.path().join(name), page()).unwrap();
    let (status, said) = run("--color=never");
    assert_eq!(status, Some(1), "{said}");
    assert!(
        said.contains("bad\u{fffd}.md:") && said.contains("2 reports"),
        "{said}"
    );
    let output = sandbox.command(&["explain"]).arg(name).output().unwrap();
    let said = String::from_utf8(output.stderr).unwrap();
    assert!(said.contains("bad\u{fffd}.md"), "{said}");
}

/// Links to folders may lead round or elsewhere: they are not followed, and that is said.
#[test]
fn links_to_folders_are_counted() {
    let sandbox = Sandbox::with(&[
        ("d/a.md", page().as_bytes()),
        ("other/b.md", page().as_bytes()),
    ]);
    symlink("../other", sandbox.path().join("d/linked")).unwrap();
    symlink(".", sandbox.path().join("d/round")).unwrap();
    let ran = sandbox.check(&["d"]);
    assert!(!ran.stdout.contains("b.md"), "{ran:#?}");
    ran.stderr_has(
        "passed over 2 link(s) to folders, in which nothing was read: d/linked/, d/round/",
    );
    let ran = sandbox.check(&["d/linked"]);
    assert!(ran.stdout.contains("d/linked/b.md:"), "{ran:#?}");
}

/// What a pattern leads to is meant, also where it is no file.
#[test]
fn patterns_lead_to_folders_and_to_what_is_no_file() {
    let sandbox = Sandbox::with(&[
        ("d/a.md", page().as_bytes()),
        ("d/sub/b.md", page().as_bytes()),
        ("d/sub/c.png", b"\x89PNG"),
    ]);
    let ran = sandbox.check(&["d/*"]);
    assert_eq!(ran.status, 1, "{ran:#?}");
    assert!(
        ran.stdout.contains("d/sub/b.md:") && ran.stdout.contains("d/a.md:"),
        "{ran:#?}"
    );
    assert!(sandbox.check(&["d/su?"]).stdout.contains("d/sub/b.md:"));
    let everything = sandbox.check(&["d/**/*.md"]).stdout;
    assert_eq!(sandbox.check(&["d/*"]).stdout, everything);
    symlink("nowhere.md", sandbox.path().join("d/lost.md")).unwrap();
    pipe(&sandbox, "d/pipe.md");
    let ran = sandbox.check(&["d/*.md"]);
    assert_eq!(ran.status, 2, "{ran:#?}");
    ran.stderr_has("d/lost.md: the link leads to no file");
    ran.stderr_has("d/pipe.md: not a regular file, it was not read");
}

#[test]
fn a_file_named_twice_is_checked_once() {
    let archive = zipped(&[("r.md", page().as_bytes())]);
    let sandbox = Sandbox::with(&[("d/a.md", page().as_bytes()), ("z.zip", &archive)]);
    let once = sandbox.check(&["d/a.md"]).stdout;
    for paths in [
        &["d/a.md", "d/a.md"][..],
        &["d/a.md", "./d/../d/a.md"],
        &["d/a.md", "d", "d/*.md"],
    ] {
        assert_eq!(sandbox.check(paths).stdout, once, "{paths:?}");
    }
    let once = sandbox.check(&["z.zip!r.md"]).stdout;
    assert_eq!(sandbox.check(&["z.zip!r.md", "./z.zip!r.md"]).stdout, once);
}

#[test]
fn an_output_that_cannot_be_written_is_named_itself() {
    let sandbox = Sandbox::with(&[("a.md", page().as_bytes())]);
    let ran = sandbox.check(&["--output", "json=missing/out.json", "a.md"]);
    assert_eq!(ran.status, 2, "{ran:#?}");
    assert_eq!(
        ran.stderr.trim(),
        "gouji: missing/out.json: cannot be written: No such file or directory (os error 2)"
    );
}

#[test]
fn a_run_broken_off_leaves_nothing_behind() {
    let page = page();
    let names: Vec<String> = (0..300).map(|number| format!("d/{number}.md")).collect();
    let mut files = vec![("out.json", b"old".as_slice())];
    files.extend(names.iter().map(|name| (name.as_str(), page.as_bytes())));
    let sandbox = Sandbox::with(&files);
    let mut running = sandbox
        .command(&[
            "check",
            "--threads",
            "1",
            "--output",
            "json=out.json",
            "d",
            "-",
        ])
        .stdin(Stdio::piped())
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .spawn()
        .unwrap();
    // It waits for standard input, its output open.
    std::thread::sleep(Duration::from_secs(2));
    assert!(running.try_wait().unwrap().is_none());
    let id = running.id().to_string();
    let held = running.stdin.take();
    // Not SIGINT: what is started in the background may have to ignore that.
    let stopped = Command::new("kill").args(["-TERM", &id]).status();
    assert!(stopped.unwrap().success());
    assert!(!running.wait().unwrap().success());
    drop(held);
    let entries = fs::read_dir(sandbox.path()).unwrap();
    let mut names: Vec<_> = entries.map(|entry| entry.unwrap().file_name()).collect();
    names.sort();
    assert_eq!(names, ["d", "out.json"]);
    assert_eq!(fs::read(sandbox.path().join("out.json")).unwrap(), b"old");
}

#[test]
fn outputs_may_be_read_by_whoever_may_read_new_files() {
    let sandbox = Sandbox::with(&[("a.md", page().as_bytes())]);
    let ran = sandbox.check(&["--output", "json=out.json", "a.md"]);
    assert_eq!(ran.status, 1, "{ran:#?}");
    let mode = |name: &str| {
        let metadata = fs::metadata(sandbox.path().join(name)).unwrap();
        metadata.permissions().mode() & 0o777
    };
    assert_eq!(mode("out.json"), mode("a.md"));
}
