//! Embeds the folder `rules/` into the library, so that the binary needs no files beside it: each
//! file as it is, those in TOML in the compact form too, and each pack compiled, which is what a start
//! reads.
//!
//! It is made of the modules of the library itself, which read and compile packs: what is compiled
//! here is what they would make of the files at every start. A test of the library compares both.

#![allow(
    dead_code,
    unused_imports,
    reason = "the library needs more of its modules than compiling takes"
)]
#![allow(missing_docs, reason = "nobody uses a build script as a library")]

mod compact;
mod concrete;
mod contents;
mod context;
mod draft;
mod embedded_file;
mod error;
mod files;
mod form_file;
mod form_words;
mod formula;
mod kept;
mod mistake;
mod narrative_file;
mod outline;
mod pack_file;
mod pack_folders;
mod pack_sense;
mod quoted;
mod rule_file;
mod shared_files;
mod source_file;
mod spanned;
mod suggestion;
mod template;
mod toml_file;
mod vocabulary_file;
mod words_file;

#[path = "build/compact_form.rs"]
mod compact_form;
#[path = "build/embedded.rs"]
mod embedded;
#[path = "build/form_traits.rs"]
mod form_traits;

use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::{env, fs, io};

use gouji_rule::{Pack, Texts};
use toml::de::DeTable;

use draft::Draft;
use error::PackError;
use files::File;

fn main() -> io::Result<()> {
    let manifest = PathBuf::from(env::var_os("CARGO_MANIFEST_DIR").unwrap_or_default());
    let out = PathBuf::from(env::var_os("OUT_DIR").unwrap_or_default());
    let rules = manifest.join("../../rules");
    for changed in [&rules, &manifest.join("src")] {
        println!("cargo:rerun-if-changed={}", changed.display());
    }
    let mut paths = Vec::new();
    collect(&rules, &mut paths)?;
    paths.sort();
    embedded::set(paths.iter().map(|path| name_of(&rules, path)).zip(&paths))?;
    let files = files::embedded();
    let mut list = String::from("&[\n");
    for (number, (file, path)) in files.iter().zip(&paths).enumerate() {
        list.push_str(&listed(number, (file, path), &out)?);
    }
    list.push_str("]\n");
    fs::write(out.join("embedded.rs"), list)?;
    fs::write(out.join("compiled.rs"), compiled(&files, &out)?)
}

fn collect(folder: &Path, files: &mut Vec<PathBuf>) -> io::Result<()> {
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        println!("cargo:rerun-if-changed={}", path.display());
        match path.is_dir() {
            true => collect(&path, files)?,
            false => files.push(path),
        }
    }
    Ok(())
}

/// What a file is called among the embedded ones.
fn name_of(rules: &Path, path: &Path) -> String {
    let name = path.strip_prefix(rules).unwrap_or(path);
    name.to_string_lossy().replace('\\', "/")
}

/// A file as the library lists it.
fn listed(number: usize, (file, path): (&File, &Path), out: &Path) -> io::Result<String> {
    let (name, text, full) = (&file.path, &file.text, fs::canonicalize(path)?);
    // Of one that cannot be parsed the text alone is embedded, and the library says what is wrong.
    let table = name.ends_with(".toml").then(|| DeTable::parse(text).ok());
    let table = table.flatten();
    let compact = table.as_ref();
    let compact = match compact.and_then(|table| compact_form::compact(text, table)) {
        Some(bytes) => included(out, &format!("{number}.compact"), &bytes)?,
        None => "None".to_owned(),
    };
    let form = table.filter(|_| name.ends_with("/form.toml"));
    let form = form.map(|form| form_traits::traits(form.get_ref()));
    let formats = name.ends_with("/source.toml").then(|| formats(file));
    let formats = formats.unwrap_or_else(|| "None".to_owned());
    Ok(format!(
        "    Embedded {{ path: {name:?}, text: include_str!({full:?}), compact: {compact}, form: {form:?}, formats: {formats} }},\n"
    ))
}

/// The formats that a file of data sources may speak of.
fn formats(file: &File) -> String {
    let formats = source_file::formats(file).into_iter();
    let named = formats.map(|format| format!("DataFormat::{format:?}, "));
    format!("Some(&[{}])", named.collect::<String>())
}

/// Writes a file for the library to include.
fn included(out: &Path, name: &str, bytes: &[u8]) -> io::Result<String> {
    let path = out.join(name);
    fs::write(&path, bytes)?;
    Ok(format!("Some(include_bytes!({path:?}))"))
}

/// The packs as the library lists them, compiled. Where a file has a mistake there are none, and the
/// library says what is wrong.
fn compiled(files: &[File], out: &Path) -> io::Result<String> {
    let mut faults = Vec::new();
    let packs = draft::find(files, &mut faults).packs;
    let mut texts = Texts::default();
    let mut list = String::from("&[\n");
    let packs = packs.into_iter().map(Draft::finish);
    // The rules of a form with open rows are compiled for the rows of each document.
    let is_whole = |pack: &Pack| faults.is_empty() && !pack.form.is_template();
    for (number, pack) in packs.filter(is_whole).enumerate() {
        let packed = pack.packed(&mut texts);
        let [lists, bytes] = [("lists", &packed.lists), ("rules", &packed.bytes)]
            .map(|(kind, bytes)| included(out, &format!("{number}.{kind}"), bytes));
        let (origin, lists, bytes) = (&pack.origin, lists?, bytes?);
        let _ = writeln!(
            list,
            "    Compiled {{ origin: {origin:?}, lists: {lists}, bytes: {bytes} }},"
        );
    }
    list.push_str("]\n");
    fs::write(out.join("texts"), texts.as_str())?;
    Ok(list)
}
