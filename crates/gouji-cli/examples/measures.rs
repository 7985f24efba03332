//! How large the source is, for docs/design.md: files, functions, tuple parameters, circles, exported
//! names, lifetimes. What stands under `#[cfg(test)]` counts in lines and files only.
//!
//! `cargo run -p gouji-cli --example measures -- [TREE] [--list]`: another checkout, and the functions
//! longer than forty lines and those with tuples among their parameters, by name.

#![allow(
    clippy::unwrap_used,
    clippy::print_stdout,
    reason = "a program for those who work on the source"
)]

#[path = "../tests/tidy/arrows.rs"]
mod arrows;
#[path = "../tests/tidy/circle.rs"]
mod circle;
#[path = "../tests/tidy/files.rs"]
mod files;
#[path = "../tests/tidy/names.rs"]
mod names;
#[allow(dead_code, reason = "texts are for tests")]
#[path = "../tests/tidy/source.rs"]
mod source;
#[path = "../tests/tidy/tree.rs"]
mod tree;

use std::fmt::Write;
use std::fs;
use std::path::{Path, PathBuf};

use circle::circles;
use files::{rust_files, without_tests};
use names::Crate;
use source::tokens;

/// Longest function that needs no mention.
const LONG: usize = 40;

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

/// A function of a file.
struct Function {
    name: String,
    /// From its name to its closing brace.
    lines: usize,
}

/// The functions of a file that have a body.
fn functions(text: &str) -> Vec<Function> {
    let lines: Vec<&str> = text.lines().collect();
    let mut found = Vec::new();
    for (at, line) in lines.iter().enumerate() {
        let Some(name) = function_name(line) else {
            continue;
        };
        let indent = line.len() - line.trim_start().len();
        let closes = |other: &&str| {
            let own = other.len() - other.trim_start().len();
            own == indent && (other.trim() == "}" || other.trim_end().ends_with([';', '}']))
        };
        let length = lines[at..].iter().position(closes);
        let body = length.filter(|length| lines[at + length].trim_end().ends_with('}'));
        found.extend(body.map(|length| Function {
            name: name.clone(),
            lines: length + 1,
        }));
    }
    found
}

/// The name of the function that begins on a line.
fn function_name(line: &str) -> Option<String> {
    let before = ["pub", "const", "async", "crate)", "super)", "in"];
    let words = line.trim_start().split([' ', '(']);
    let mut words = words.skip_while(|word| before.contains(word));
    if words.next() != Some("fn") {
        return None;
    }
    let name = words.next()?.split('<').next()?;
    Some(name.to_owned())
}

/// The functions with tuples in the types of their parameters, each as often as it has such parameters.
fn tuple_parameters(text: &str) -> Vec<String> {
    let tokens = tokens(text);
    let mut found = Vec::new();
    for at in (0..tokens.len()).filter(|at| tokens[*at] == "fn") {
        let Some(name) = tokens.get(at + 1).filter(|name| *name != "(") else {
            continue;
        };
        let types = parameter_types(&tokens[at + 2..]);
        let tuples = types.iter().filter(|written| has_tuple(written));
        found.extend(tuples.map(|_| name.clone()));
    }
    found
}

/// The types of the parameters of a function whose name stands before the tokens.
fn parameter_types(tokens: &[String]) -> Vec<&[String]> {
    let (mut depth, mut angles) = (0_i32, 0_i32);
    let (mut start, mut types) = (None, Vec::new());
    for (at, token) in tokens.iter().enumerate() {
        let behind_arrow = at > 0 && matches!(tokens[at - 1].as_str(), "-" | "=");
        match token.as_str() {
            "(" | "[" => depth += 1,
            ")" | "]" => depth -= 1,
            "<" => angles += 1,
            ">" if !behind_arrow => angles -= 1,
            ":" if depth == 1 && angles == 0 && start.is_none() => start = Some(at + 1),
            "{" | ";" if depth == 0 => break,
            _ => {}
        }
        let ends = depth == 0 && token == ")" && angles == 0;
        if ends || (depth == 1 && angles == 0 && token == ",") {
            types.extend(start.take().map(|start| &tokens[start..at]));
        }
        if ends {
            break;
        }
    }
    types
}

/// Whether a type has a tuple of several parts in it, the parameters of a closure apart.
fn has_tuple(written: &[String]) -> bool {
    let mut open: Vec<bool> = Vec::new();
    for (at, token) in written.iter().enumerate() {
        match token.as_str() {
            "(" => {
                let before = at.checked_sub(1).map(|before| written[before].as_str());
                open.push(!before.is_some_and(|word| {
                    word.starts_with(['F', 'f']) && word.to_lowercase().starts_with("fn")
                }));
            }
            "<" | "[" => open.push(false),
            ")" | "]" => drop(open.pop()),
            ">" if at > 0 && written[at - 1] != "-" => drop(open.pop()),
            "," if open.last() == Some(&true) => return true,
            _ => {}
        }
    }
    false
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

fn crates(tree: &Path) -> Vec<PathBuf> {
    let entries = fs::read_dir(tree).unwrap();
    let mut found: Vec<PathBuf> = entries.map(|entry| entry.unwrap().path()).collect();
    found.sort();
    found
}

/// What a crate comes to.
#[derive(Default)]
struct Measures {
    lines: usize,
    files: Vec<usize>,
    functions: Vec<usize>,
    lifetimes: usize,
    tuples: usize,
    circles: usize,
    names: String,
    /// What is long or has tuples, by name.
    listed: String,
}

impl Measures {
    /// Adds the crate of a folder.
    fn add(&mut self, folder: &Path) {
        let mut files = Vec::new();
        rust_files(&folder.join("src"), &mut files);
        files.sort();
        for file in files {
            let text = fs::read_to_string(&file).unwrap();
            self.files.push(text.lines().count());
            self.add_code(&file, without_tests(&text));
        }
        let mut files = Vec::new();
        rust_files(folder, &mut files);
        let texts = files.iter().map(|file| fs::read_to_string(file).unwrap());
        self.lines += texts.map(|text| text.lines().count()).sum::<usize>();
        self.circles += circles(&Crate::read(&folder.join("src")).arrows()).len();
        let name = folder.file_name().unwrap().to_string_lossy();
        let root = fs::read_to_string(folder.join("src/lib.rs")).unwrap_or_default();
        let name = name.trim_start_matches("gouji-");
        write!(self.names, " {name} {},", exported(&root)).unwrap();
    }

    fn add_code(&mut self, file: &Path, code: &str) {
        for function in functions(code) {
            self.functions.push(function.lines);
            if function.lines > LONG {
                let Function { name, lines } = function;
                writeln!(self.listed, "{}: {name} {lines} lines", file.display()).unwrap();
            }
        }
        for name in tuple_parameters(code) {
            self.tuples += 1;
            writeln!(self.listed, "{}: {name} takes a tuple", file.display()).unwrap();
        }
        self.lifetimes += lifetimes(code);
    }
}

fn main() {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let tree = arguments.iter().find(|one| *one != "--list");
    let own = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
    let mut all = Measures::default();
    for folder in crates(&tree.map_or(own, PathBuf::from).join("crates")) {
        all.add(&folder);
    }
    if arguments.iter().any(|one| one == "--list") {
        print!("{}", all.listed);
    }
    let in_src: usize = all.files.iter().sum();
    println!("lines {}, of them in src {in_src}", all.lines);
    println!("files {}", Spread::new(all.files).shown());
    println!("functions {}", Spread::new(all.functions).shown());
    println!("tuple parameters {}", all.tuples);
    println!(
        "circles {}; 'p lifetimes {}; exported names:{}",
        all.circles, all.lifetimes, all.names
    );
}
