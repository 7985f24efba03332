//! The walk in docs/walk.md and docs/walk.zh-CN.md: what is typed in it is run on the draft in
//! tests/walk, and every line that it shows is what comes.
//!
//! `GOUJI_ACCEPT=1 cargo test -p gouji-cli --test walk` accepts what comes now.

// A test that cannot set up its case should fail loudly.
#![allow(clippy::unwrap_used, clippy::expect_used)]
#![cfg(unix)]

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use snapbox::assert::Action;
use snapbox::data::DataFormat;
use snapbox::{Assert, Data};

/// Stands between what two commands print.
const NEXT: &str = "\u{1e}\n";
/// Where the draft lies in the walk.
const HOME: &str = "/home/wang/reports";
/// As wide as the terminal of the walk is.
const WIDTH: &str = "80";

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..")
}

/// What is typed, in order.
fn typed(page: &str) -> Vec<&str> {
    let mut is_console = false;
    let mut typed = Vec::new();
    for line in page.lines() {
        match line.strip_prefix("```") {
            Some(kind) => is_console = kind == "console",
            None if is_console => typed.extend(line.strip_prefix("$ ")),
            None => {}
        }
    }
    typed
}

/// What each command prints, all typed into one shell one after another.
fn printed(typed: &[&str], folder: &Path, language: &str) -> Vec<String> {
    let lines = typed.iter().map(|line| {
        // What stands between is not to change what `$?` says.
        format!("status=$?; printf '\\036\\n'; (exit $status)\n{line}\n")
    });
    let program = Path::new(env!("CARGO_BIN_EXE_gouji")).parent().unwrap();
    let path = std::env::var("PATH").unwrap_or_default();
    let output = Command::new("sh")
        .arg("-c")
        .arg(format!("exec 2>&1\n{}", lines.collect::<String>()))
        .current_dir(folder)
        .env("PATH", format!("{}:{path}", program.display()))
        .env("COLUMNS", WIDTH)
        .env("LC_ALL", language)
        .env_remove("LINES")
        .output()
        .unwrap();
    let text = String::from_utf8(output.stdout).unwrap();
    let own = folder.canonicalize().unwrap();
    let text = text.replace(&*own.to_string_lossy(), HOME);
    let mut parts = text.split(NEXT).map(str::to_owned);
    assert_eq!(parts.next().as_deref(), Some(""));
    parts.collect()
}

/// The page with what is printed in the place of what it shows.
fn walked(page: &str, printed: &[String]) -> String {
    let mut is_console = false;
    let mut printed = printed.iter();
    let mut walked = String::new();
    for line in page.lines() {
        if let Some(kind) = line.strip_prefix("```") {
            is_console = kind == "console";
        } else if is_console && !line.starts_with("$ ") {
            continue;
        }
        walked.push_str(line);
        walked.push('\n');
        if is_console && line.starts_with("$ ") {
            walked.push_str(printed.next().expect("a command that was not run"));
        }
    }
    walked
}

#[test]
fn every_line_of_the_walk_is_what_comes() {
    let action = match std::env::var_os("GOUJI_ACCEPT") {
        Some(_) => Action::Overwrite,
        None => Action::Verify,
    };
    for (page, draft, language) in [
        ("docs/walk.zh-CN.md", "年报.docx", "zh_CN.UTF-8"),
        ("docs/walk.md", "report.docx", "en_US.UTF-8"),
    ] {
        let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join(format!("walk-{language}"));
        let _ = fs::remove_dir_all(&folder);
        fs::create_dir_all(&folder).unwrap();
        fs::copy(root().join("tests/walk/年报.docx"), folder.join(draft)).unwrap();
        let path = root().join(page);
        let text = fs::read_to_string(&path).unwrap();
        let typed = typed(&text);
        assert!(typed.len() > 5, "{page}");
        let printed = printed(&typed, &folder, language);
        Assert::new().action(action).eq(
            Data::text(walked(&text, &printed)),
            Data::read_from(&path, Some(DataFormat::Text)).raw(),
        );
    }
}

#[test]
fn both_languages_walk_the_same_way() {
    let read = |page: &str| fs::read_to_string(root().join(page)).unwrap();
    let (chinese, english) = (read("docs/walk.zh-CN.md"), read("docs/walk.md"));
    let chinese: Vec<String> = typed(&chinese)
        .iter()
        .map(|line| line.replace("年报.docx", "report.docx"))
        .collect();
    assert_eq!(chinese, typed(&english));
}
