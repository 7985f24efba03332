//! `gouji check --watch`: saves of every manner, half-written files, locks, and the end.

// A test that cannot set up its case should fail loudly.
#![allow(clippy::unwrap_used, clippy::panic)]
#![cfg(unix)]

use std::fs;
use std::io::{BufRead as _, BufReader, Read as _};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::sync::mpsc::{Receiver, channel};
use std::thread::{sleep, spawn};
use std::time::Duration;

/// How long a check is waited for on a machine that has other things to do.
const LONG: Duration = Duration::from_secs(60);
/// How long nothing must happen to count as nothing: longer than the program waits before it looks
/// of its own accord.
const QUIET: Duration = Duration::from_secs(4);

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..")
}

/// A folder of this test's own.
fn scratch(name: &str) -> PathBuf {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join(name);
    let _ = fs::remove_dir_all(&folder);
    fs::create_dir_all(&folder).unwrap();
    folder
}

/// The draft, and the same repaired.
fn drafts() -> (Vec<u8>, Vec<u8>) {
    let path = root().join("tests/walk/年报.docx");
    let fixed = Command::new(env!("CARGO_BIN_EXE_gouji"))
        .args(["fix", "--no-config"])
        .arg(&path)
        .output()
        .unwrap();
    assert!(fixed.status.success());
    (fs::read(path).unwrap(), fixed.stdout)
}

struct Watch {
    process: Child,
    lines: Receiver<String>,
}

impl Watch {
    /// Watches a folder from inside it.
    fn over(folder: &Path, path: &str) -> Self {
        let mut process = Command::new(env!("CARGO_BIN_EXE_gouji"))
            .args(["check", "--watch", "--color", "never", path])
            .env("LC_ALL", "zh_CN.UTF-8")
            .current_dir(folder)
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .unwrap();
        let (sender, lines) = channel();
        let also = sender.clone();
        let (out, err) = (
            process.stdout.take().unwrap(),
            process.stderr.take().unwrap(),
        );
        let pass_on = |from: Box<dyn std::io::Read + Send>, to: std::sync::mpsc::Sender<String>| {
            spawn(move || {
                for line in BufReader::new(from).lines() {
                    let Ok(()) = to.send(line.unwrap()) else {
                        return;
                    };
                }
            });
        };
        pass_on(Box::new(out), sender);
        pass_on(Box::new(err), also);
        Self { process, lines }
    }

    /// All that comes until the next wait.
    fn checked(&self) -> String {
        let mut text = String::new();
        loop {
            let Ok(line) = self.lines.recv_timeout(LONG) else {
                panic!("no check came\n{text}");
            };
            text.push_str(&line);
            text.push('\n');
            if line.contains("等着文件保存") {
                // Standard output and standard error come by different ways.
                while let Ok(line) = self.lines.recv_timeout(Duration::from_millis(300)) {
                    text.push_str(&line);
                    text.push('\n');
                }
                return text;
            }
        }
    }

    fn is_silent(&self) {
        if let Ok(line) = self.lines.recv_timeout(QUIET) {
            panic!("nothing was saved, and yet: {line}");
        }
    }

    fn signal(&self, name: &str) {
        let status = Command::new("kill")
            .args([format!("-{name}"), self.process.id().to_string()])
            .status();
        assert!(status.unwrap().success());
    }

    /// Ctrl-C; the exit status.
    fn ended(mut self) -> Option<i32> {
        self.signal("INT");
        self.process.wait().unwrap().code()
    }
}

/// As word processors save: another file takes the name.
fn save(folder: &Path, name: &str, bytes: &[u8]) {
    let new = folder.join("~WRD0001.tmp");
    fs::write(&new, bytes).unwrap();
    fs::rename(new, folder.join(name)).unwrap();
}

#[test]
fn every_save_is_checked_and_the_last_status_counts() {
    let (faulty, right) = drafts();
    let folder = scratch("watch-saves");
    let report = folder.join("年报.docx");
    fs::write(&report, &faulty).unwrap();
    let watch = Watch::over(&folder, "年报.docx");
    assert!(watch.checked().contains("206"));
    save(&folder, "年报.docx", &right);
    let text = watch.checked();
    assert!(
        text.contains("有改动") && text.contains("年报.docx"),
        "{text}"
    );
    assert!(
        !text.contains("206") && text.contains("没有发现问题"),
        "{text}"
    );
    // No codes for a terminal where there is none.
    assert!(!text.contains('\u{1b}'), "{text}");
    // In place.
    fs::write(&report, &faulty).unwrap();
    assert!(watch.checked().contains("206"));
    assert_eq!(watch.ended(), Some(1));
}

#[test]
fn locks_and_reading_are_no_saves() {
    let (_, right) = drafts();
    let folder = scratch("watch-locks");
    fs::write(folder.join("年报.docx"), &right).unwrap();
    let watch = Watch::over(&folder, ".");
    watch.checked();
    fs::write(folder.join("~$年报.docx"), [0; 162]).unwrap();
    fs::write(folder.join("~WRD0002.tmp"), b"x").unwrap();
    fs::read(folder.join("年报.docx")).unwrap();
    watch.is_silent();
    // The settings matter, too.
    fs::write(folder.join("gouji.toml"), "ignore = \"all\"\n").unwrap();
    assert!(watch.checked().contains("gouji.toml"));
    assert_eq!(watch.ended(), Some(2));
}

#[test]
fn a_mistake_in_the_settings_is_reported_and_its_correction_is_seen() {
    let (faulty, _) = drafts();
    let folder = scratch("watch-settings");
    let own = folder.join("in");
    fs::create_dir(&own).unwrap();
    fs::write(own.join("年报.docx"), &faulty).unwrap();
    fs::write(own.join("gouji.toml"), "ignroe = 1\n").unwrap();
    let watch = Watch::over(&folder, "in");
    assert!(watch.checked().contains("ignroe"));
    fs::write(own.join("gouji.toml"), "lang = \"zh\"\n").unwrap();
    assert!(watch.checked().contains("206"));
    assert_eq!(watch.ended(), Some(1));
}

#[test]
fn a_file_that_has_only_half_arrived_is_waited_for() {
    let (faulty, right) = drafts();
    let folder = scratch("watch-half");
    let report = folder.join("年报.docx");
    fs::write(&report, &faulty).unwrap();
    let watch = Watch::over(&folder, "年报.docx");
    watch.checked();
    fs::write(&report, &right[..right.len() / 2]).unwrap();
    sleep(Duration::from_millis(1200));
    fs::write(&report, &right).unwrap();
    let text = watch.checked();
    assert!(
        text.contains("没有发现问题") && !text.contains("未能读取"),
        "{text}"
    );
    // For a moment there is no file at all.
    fs::remove_file(&report).unwrap();
    sleep(Duration::from_millis(600));
    fs::write(&report, &faulty).unwrap();
    let text = watch.checked();
    assert!(text.contains("206") && !text.contains("未能读取"), "{text}");
    // What stays damaged is said.
    fs::write(&report, &right[..right.len() / 2]).unwrap();
    let text = watch.checked();
    assert!(text.contains("年报.docx"), "{text}");
    assert_eq!(watch.ended(), Some(2));
}

#[test]
fn outputs_in_the_folder_are_no_saves() {
    let (_, right) = drafts();
    let folder = scratch("watch-outputs");
    fs::write(folder.join("年报.docx"), &right).unwrap();
    let mut process = Command::new(env!("CARGO_BIN_EXE_gouji"))
        .args([
            "check",
            "--watch",
            "--output",
            "html=page.html",
            "年报.docx",
        ])
        .env("LC_ALL", "zh_CN.UTF-8")
        .current_dir(&folder)
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .unwrap();
    sleep(QUIET);
    let killed = Command::new("kill")
        .args(["-TERM", &process.id().to_string()])
        .status();
    assert!(killed.unwrap().success());
    assert_eq!(process.wait().unwrap().code(), Some(0));
    let mut text = String::new();
    process
        .stdout
        .take()
        .unwrap()
        .read_to_string(&mut text)
        .unwrap();
    assert_eq!(text.matches("共检查").count(), 1, "{text}");
    assert!(folder.join("page.html").exists());
}

#[test]
fn standard_input_cannot_be_watched() {
    let output = Command::new(env!("CARGO_BIN_EXE_gouji"))
        .args(["check", "--watch", "-"])
        .env("LC_ALL", "zh_CN.UTF-8")
        .stdin(Stdio::null())
        .output()
        .unwrap();
    assert_eq!(output.status.code(), Some(2));
    assert!(
        String::from_utf8(output.stderr)
            .unwrap()
            .contains("标准输入")
    );
}
