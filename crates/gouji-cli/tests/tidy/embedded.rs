//! What the program carries that stands in files of other kinds than Rust: all of it that can change a finding
//! has to be in the number by which results of other builds are known (`gouji-cli/build.rs`).

use std::fs;
use std::path::{Component, Path, PathBuf};

use crate::files::{rust_files, without_tests};

/// What changes no finding: the dashboard is written anew by every run, and of what only tests hold nothing is in
/// the program.
const OF_NO_FINDING: [&str; 3] = [
    "crates/gouji-narrative/tests/sentences.txt",
    "crates/gouji-dashboard/built/dashboard.css",
    "crates/gouji-dashboard/built/dashboard.js",
];

/// The texts in quotes behind each mark: what a macro or a call is given.
fn given(text: &str, mark: &str) -> Vec<String> {
    let code = text
        .lines()
        .filter(|line| !line.trim_start().starts_with("//"));
    let code = code.collect::<Vec<_>>().join("\n");
    let behind = code.split(mark).skip(1);
    let named = behind.filter_map(|rest| rest.trim_start().strip_prefix('"')?.split('"').next());
    named.map(str::to_owned).collect()
}

/// A path without `..`.
fn settled(path: &Path) -> PathBuf {
    let mut settled = PathBuf::new();
    for part in path.components() {
        match part {
            Component::ParentDir => {
                settled.pop();
            }
            part => settled.push(part),
        }
    }
    settled
}

/// What the number is made of: names in the workspace, and names in each crate.
fn hashed(workspace: &Path) -> [Vec<String>; 2] {
    let script = fs::read_to_string(workspace.join("crates/gouji-cli/build.rs")).unwrap();
    let mut lists = script.split("for name in [").skip(1).map(|rest| {
        let list = rest.split(']').next().unwrap();
        let names = list.split(',').map(|name| name.trim().trim_matches('"'));
        names.map(str::to_owned).collect()
    });
    let both = [lists.next().unwrap(), lists.next().unwrap()];
    assert!(lists.next().is_none(), "a third list");
    both
}

/// Everything that code below `crates` carries or is made of, by its path in the workspace, with who carries it.
pub(crate) fn embedded(workspace: &Path) -> Vec<(String, PathBuf)> {
    let mut all = Vec::new();
    for entry in fs::read_dir(workspace.join("crates")).unwrap() {
        let own = entry.unwrap().path();
        let mut files = Vec::new();
        rust_files(&own.join("src"), &mut files);
        for file in files {
            let text = fs::read_to_string(&file).unwrap();
            let text = without_tests(&text);
            let folder = file.parent().unwrap();
            for mark in ["include_str!(", "include_bytes!(", "include!("] {
                for name in given(text, mark) {
                    all.push((file.display().to_string(), folder.join(name)));
                }
            }
        }
        // What a script that makes code reads stands beside its crate or above it; that of the command makes
        // the number.
        if own.ends_with("gouji-cli") {
            continue;
        }
        for script in ["build.rs", "src/build.rs"].map(|name| own.join(name)) {
            let text = fs::read_to_string(&script).unwrap_or_default();
            for name in given(&text, "manifest.join(") {
                all.push((script.display().to_string(), own.join(name)));
            }
        }
    }
    let in_workspace = |path: PathBuf| {
        let path = settled(&path);
        path.strip_prefix(settled(workspace)).unwrap().to_owned()
    };
    all.into_iter()
        .map(|(who, path)| (who, in_workspace(path)))
        .collect()
}

/// Whether a path is part of the number.
pub(crate) fn is_hashed(workspace: &Path, path: &Path) -> bool {
    let [whole, of_crates] = hashed(workspace);
    let shown = path.to_string_lossy().replace('\\', "/");
    if OF_NO_FINDING.contains(&shown.as_str()) {
        return true;
    }
    let mut parts = shown.split('/');
    match (parts.next(), parts.next(), parts.next()) {
        (Some("crates"), None, _) => true,
        (Some("crates"), Some(_), Some(name)) => of_crates.iter().any(|own| own == name),
        (Some(first), ..) => whole.iter().any(|own| own == first),
        _ => false,
    }
}
