//! No file of a crate depends on itself by way of others: which file takes a name from which is read
//! off the source tree as text.
//!
//! `mod x;` is no import. A name that a file only hands on (`pub use`) belongs to the file that
//! defines it, and the file that hands it on takes it only where it uses it. What stands under
//! `#[cfg(test)]` is left out.

use std::fmt::Write;
use std::fs;
use std::path::{Path, PathBuf};

use super::circle::circles;
use super::names::Crate;

fn crates() -> Vec<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("..");
    let mut found: Vec<PathBuf> = fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .filter(|path| path.join("Cargo.toml").exists())
        .collect();
    found.sort();
    assert!(found.len() > 20, "the crates were not found");
    found
}

#[test]
fn no_circle_of_files_stands_in_a_crate() {
    let mut wrong = String::new();
    for folder in crates() {
        let name = folder.file_name().unwrap().to_str().unwrap();
        let found = circles(&Crate::read(&folder.join("src")).arrows());
        if !found.is_empty() {
            writeln!(
                wrong,
                "{name}: types that several files fill belong into a file of their own"
            )
            .unwrap();
            found.iter().for_each(|circle| wrong.push_str(circle));
        }
    }
    assert!(wrong.is_empty(), "{wrong}");
}

#[test]
fn circles_are_seen_through_every_way_of_naming() {
    let seen = |files: &[(&str, &str)]| circles(&Crate::of(files).arrows()).len();
    let root = (
        "lib.rs",
        "mod a; mod b; pub use a::A; fn top() { a::run(); }",
    );
    for (a, b, circles) in [
        ("use crate::b::B; pub struct A;", "pub struct B;", 0),
        (
            "use crate::b::B; pub struct A;",
            "use crate::a::A; pub struct B;",
            1,
        ),
        // Handed on by the root: it is a's all the same.
        (
            "use crate::b::B; pub struct A;",
            "use crate::A; pub struct B;",
            1,
        ),
        (
            "use crate::b::B; pub struct A;",
            "use super::{A}; pub struct B;",
            1,
        ),
        (
            "use crate::b; fn run() { b::go() }",
            "fn go() { crate::a::run() }",
            1,
        ),
        (
            "fn run() { super::b::go() }",
            "fn go() { super::a::run() }",
            1,
        ),
        // The root's own names: whoever takes them and is called by it.
        ("fn run() { crate::top() }", "", 1),
        ("fn run() {}", "fn go() { crate::top() }", 0),
        // Neither comments, texts, tests nor a name of another crate tie files together.
        (
            "use crate::b::B; pub struct A;",
            "// crate::a::A\nfn go() { \"crate::a::A\" }",
            0,
        ),
        (
            "use crate::b::B; pub struct A;",
            "pub struct B; #[cfg(test)] mod tests { use crate::a::A; fn it() { a::run('{') } }",
            0,
        ),
        (
            "use crate::b::B; pub struct A;",
            "use other::a::A; pub struct B;",
            0,
        ),
        (
            "use crate::b::*; pub struct A(B);",
            "use crate::a::{A as C}; pub struct B(C);",
            1,
        ),
    ] {
        assert_eq!(seen(&[root, ("a.rs", a), ("b.rs", b)]), circles, "{a}\n{b}");
    }
    let nested = [
        ("lib.rs", "mod a;"),
        ("a.rs", "mod c; pub use c::C; pub struct A;"),
        ("a/c.rs", "use super::A; pub struct C(A);"),
    ];
    assert_eq!(seen(&nested), 0, "handing a name on is no use of it");
    let used = ("a.rs", "mod c; pub use c::C; pub struct A; fn it() -> C {}");
    assert_eq!(seen(&[nested[0], used, nested[2]]), 1);
}
