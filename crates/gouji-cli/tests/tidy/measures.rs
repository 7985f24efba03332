//! How large the source is, for docs/design.md: files, functions, circles, exported names, lifetimes.
//!
//! `GOUJI_TREE=/another/checkout cargo test -p gouji-cli --test tidy -- --ignored --nocapture measures`
//! measures another state of it. What stands under `#[cfg(test)]` counts in lines and files only.

use std::fmt::Write;
use std::fs;
use std::path::{Path, PathBuf};

use super::circles::circles;
use super::names::Crate;
use super::source::tokens;
use super::{rust_files, without_tests, workspace};

/// Sorted numbers, shown by their middle, their ninth tenth and the greatest.
struct Spread(Vec<usize>);

impl Spread {
    fn new(mut numbers: Vec<usize>) -> Self {
        numbers.sort_unstable();
        Self(numbers)
    }

    fn at(&self, tenths: usize) -> usize {
        let last = self.0.len().saturating_sub(1);
        self.0.get(last * tenths / 10).copied().unwrap_or_default()
    }

    fn shown(&self) -> String {
        let [middle, ninth, most] = [5, 9, 10].map(|tenths| self.at(tenths));
        format!(
            "{}: median {middle}, 90th {ninth}, longest {most}",
            self.0.len()
        )
    }
}

/// The lines of every function of a file, from its name to its closing brace.
fn functions(text: &str) -> Vec<usize> {
    let lines: Vec<&str> = text.lines().collect();
    let begins = |line: &str| {
        let words = line.trim_start().split([' ', '(']);
        let mut words = words.skip_while(|word| {
            matches!(
                *word,
                "pub" | "const" | "async" | "crate)" | "super)" | "in"
            )
        });
        words.next() == Some("fn")
    };
    let mut found = Vec::new();
    for (at, line) in lines.iter().enumerate().filter(|(_, line)| begins(line)) {
        let indent = line.len() - line.trim_start().len();
        let closes = |other: &&str| {
            let own = other.len() - other.trim_start().len();
            own == indent && (other.trim() == "}" || other.trim_end().ends_with([';', '}']))
        };
        let length = lines[at..].iter().position(closes);
        let body = length.filter(|length| lines[at + length].trim_end().ends_with('}'));
        found.extend(body.map(|length| length + 1));
    }
    found
}

/// The names that a crate offers others.
fn exported(root: &str) -> usize {
    let tokens = tokens(root);
    let words = [
        "fn", "struct", "enum", "trait", "const", "static", "type", "mod",
    ];
    let mut count = 0;
    for (at, token) in tokens
        .iter()
        .enumerate()
        .filter(|(_, token)| *token == "pub")
    {
        let next = tokens.get(at + 1).map_or(token.as_str(), String::as_str);
        let end = tokens[at..].iter().position(|token| token == ";");
        count += match next {
            "use" => {
                let path = &tokens[at..at + end.unwrap_or_default()];
                1 + path.iter().filter(|token| *token == ",").count()
            }
            next => usize::from(words.contains(&next)),
        };
    }
    count
}

fn lifetimes(text: &str) -> usize {
    let ends = |c: Option<char>| c.is_none_or(|c| !c.is_alphanumeric() && c != '_' && c != '\'');
    let found = text.match_indices("'p");
    let found = found.filter(|(at, _)| ends(text[at + 2..].chars().next()));
    found.count()
}

fn tree() -> PathBuf {
    let given = std::env::var_os("GOUJI_TREE");
    given.map_or_else(workspace, PathBuf::from).join("crates")
}

fn crates(tree: &Path) -> Vec<PathBuf> {
    let entries = fs::read_dir(tree).unwrap();
    let mut found: Vec<PathBuf> = entries.map(|entry| entry.unwrap().path()).collect();
    found.sort();
    found
}

#[test]
#[ignore = "measures for the docs; nothing is held to them"]
fn measures() {
    let (mut lengths, mut bodies, mut tests) = (Vec::new(), Vec::new(), 0);
    let (mut names, mut rings, mut borrowed) = (String::new(), 0, 0);
    for folder in crates(&tree()) {
        let mut files = Vec::new();
        rust_files(&folder.join("src"), &mut files);
        for file in files {
            let text = fs::read_to_string(file).unwrap();
            let code = without_tests(&text);
            lengths.push(text.lines().count());
            bodies.extend(functions(code));
            borrowed += lifetimes(code);
        }
        let mut files = Vec::new();
        rust_files(&folder, &mut files);
        let texts = files.iter().map(|file| fs::read_to_string(file).unwrap());
        tests += texts.map(|text| text.lines().count()).sum::<usize>();
        rings += circles(&Crate::read(&folder.join("src")).arrows()).len();
        let name = folder.file_name().unwrap().to_string_lossy().into_owned();
        let root = fs::read_to_string(folder.join("src/lib.rs")).unwrap_or_default();
        write!(
            names,
            " {} {},",
            name.trim_start_matches("gouji-"),
            exported(&root)
        )
        .unwrap();
    }
    println!(
        "lines {tests}, of them in src {}",
        lengths.iter().sum::<usize>()
    );
    println!("files {}", Spread::new(lengths).shown());
    println!("functions {}", Spread::new(bodies).shown());
    println!("circles {rings}; 'p lifetimes {borrowed}; exported names:{names}");
}
