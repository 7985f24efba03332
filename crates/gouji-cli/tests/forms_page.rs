//! What `docs/forms.md` and `docs/forms.zh-CN.md` walk through works as written: the files are put
//! into an empty folder and the commands run, in the order of the page.
//!
//! `GOUJI_ACCEPT=1 cargo test -p gouji-cli --test forms_page` writes what the commands print now.

// A test that cannot set up its case should fail loudly.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

#[test]
fn the_english_walk_works() {
    walk("forms.md", "en");
}

#[test]
fn the_chinese_walk_works() {
    walk("forms.zh-CN.md", "zh");
}

fn walk(page: &str, language: &str) {
    let path = Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("../../docs")
        .join(page);
    let text = fs::read_to_string(&path).unwrap();
    let sandbox = tempfile::tempdir().unwrap();
    let mut walked = String::new();
    let mut name = None;
    let mut steps = 0;
    let mut lines = text.lines();
    while let Some(line) = lines.next() {
        walked.push_str(&format!("{line}\n"));
        name = named(line).or(name);
        let Some(kind) = line.strip_prefix("```") else {
            continue;
        };
        let block: Vec<&str> = lines.by_ref().take_while(|line| *line != "```").collect();
        if kind == "console" {
            let typed = block.iter().filter_map(|line| line.strip_prefix("$ "));
            for typed in typed {
                let shown = run(typed, sandbox.path(), language);
                walked.push_str(&format!("$ {typed}\n{shown}"));
                steps += 1;
            }
        } else {
            let content = block.join("\n") + "\n";
            walked.push_str(&content);
            put(
                &sandbox.path().join(name.take().expect("a file has a name")),
                &content,
            );
        }
        walked.push_str("```\n");
    }
    assert!(steps >= 6, "{steps}");
    if std::env::var_os("GOUJI_ACCEPT").is_some() {
        fs::write(&path, walked).unwrap();
        return;
    }
    let to_do =
        "GOUJI_ACCEPT=1 cargo test -p gouji-cli --test forms_page accepts what is shown now";
    assert!(walked == text, "{page}: {to_do}\n{walked}");
}

/// The file that a line names before its text.
fn named(line: &str) -> Option<PathBuf> {
    let name = line.strip_prefix('`')?;
    let name = name.strip_suffix("`:").or(name.strip_suffix("`："))?;
    Some(PathBuf::from(name))
}

fn put(path: &Path, content: &str) {
    fs::create_dir_all(path.parent().unwrap()).unwrap();
    fs::write(path, content).unwrap();
}

/// Runs a command in a folder: what it shows on both outputs.
fn run(typed: &str, folder: &Path, language: &str) -> String {
    let words: Vec<&str> = typed.split(' ').collect();
    match words.as_slice() {
        ["gouji", arguments @ ..] => {
            let output = Command::new(env!("CARGO_BIN_EXE_gouji"))
                .args(["--lang", language])
                .args(arguments)
                .current_dir(folder)
                .env("COLUMNS", "100")
                .env_remove("LINES")
                .output()
                .unwrap();
            let both = [output.stdout, output.stderr].concat();
            String::from_utf8(both).unwrap()
        }
        ["cat", file] => fs::read_to_string(folder.join(file)).unwrap(),
        _ => panic!("{typed}"),
    }
}
