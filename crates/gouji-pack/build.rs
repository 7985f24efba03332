//! Embeds the folder `rules/` into the library, so that the binary needs no files beside it: each
//! file as it is, and those in TOML in the compact form too, which is read at every start.

use std::path::{Path, PathBuf};
use std::{env, fs, io};

use toml::Spanned;
use toml::de::{DeTable, DeValue};

#[path = "src/compact/tags.rs"]
mod tags;

fn main() -> io::Result<()> {
    let manifest = PathBuf::from(env::var_os("CARGO_MANIFEST_DIR").unwrap_or_default());
    let out = PathBuf::from(env::var_os("OUT_DIR").unwrap_or_default());
    let rules = manifest.join("../../rules");
    println!("cargo:rerun-if-changed={}", rules.display());
    println!("cargo:rerun-if-changed=src/compact/tags.rs");
    let mut files = Vec::new();
    collect(&rules, &mut files)?;
    files.sort();
    let mut list = String::from("&[\n");
    for (number, file) in files.iter().enumerate() {
        println!("cargo:rerun-if-changed={}", file.display());
        let name = file.strip_prefix(&rules).unwrap_or(file);
        let name = name.to_string_lossy().replace('\\', "/");
        let full = fs::canonicalize(file)?;
        let text = fs::read_to_string(file)?;
        // Of one that cannot be parsed the text alone is embedded, and the library says what is wrong.
        let table = name.ends_with(".toml").then(|| DeTable::parse(&text).ok());
        let table = table.flatten();
        let compact = match table.as_ref().and_then(|table| compact(&text, table)) {
            Some(bytes) => {
                let temporary = out.join(format!("{number}.compact"));
                fs::write(&temporary, bytes)?;
                format!("Some(include_bytes!({temporary:?}))")
            }
            None => "None".to_owned(),
        };
        let form = table.filter(|_| name.ends_with("/form.toml"));
        let form = form.map_or_else(|| "None".to_owned(), |form| traits(form.get_ref()));
        list.push_str(&format!(
            "    Embedded {{ path: {name:?}, text: include_str!({full:?}), compact: {compact}, form: {form} }},\n"
        ));
    }
    list.push_str("]\n");
    fs::write(out.join("embedded.rs"), list)
}

fn collect(folder: &Path, files: &mut Vec<PathBuf>) -> io::Result<()> {
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        if path.is_dir() {
            println!("cargo:rerun-if-changed={}", path.display());
            collect(&path, files)?;
        } else {
            files.push(path);
        }
    }
    Ok(())
}

/// What decides how documents are compared with a form, for which the form need not be read.
fn traits(form: &DeTable<'_>) -> String {
    let tables = |parent: &DeTable<'_>, key: &str, test: &dyn Fn(&DeTable<'_>) -> bool| {
        let list = parent.get(key).and_then(|list| list.get_ref().as_array());
        let mut list = list.into_iter().flatten();
        list.any(|table| table.get_ref().as_table().is_some_and(test))
    };
    let is_open = |block: &DeTable<'_>| block.contains_key("open_rows");
    let has_open_rows = tables(form, "table", &|table| tables(table, "block", &is_open));
    let is_declared = form.contains_key("known_by");
    format!("Some(FormTraits {{ is_declared: {is_declared}, has_open_rows: {has_open_rows} }})")
}

/// The compact form of a file in TOML.
fn compact(text: &str, table: &Spanned<DeTable<'_>>) -> Option<Vec<u8>> {
    let mut bytes = Vec::with_capacity(text.len());
    members(&mut bytes, text, table.get_ref())?;
    Some(bytes)
}

fn members(bytes: &mut Vec<u8>, file: &str, table: &DeTable<'_>) -> Option<()> {
    let mut inside = Vec::new();
    number(&mut inside, table.len() as u64);
    for (key, value) in table {
        word(&mut inside, file, key.span(), key.get_ref());
        written(&mut inside, file, value)?;
    }
    measured(bytes, tags::TABLE, &inside);
    Some(())
}

/// A list or table: how many bytes it takes, and what it holds.
fn measured(bytes: &mut Vec<u8>, tag: u8, inside: &[u8]) {
    bytes.push(tag);
    number(bytes, inside.len() as u64);
    bytes.extend_from_slice(inside);
}

fn written(bytes: &mut Vec<u8>, file: &str, value: &Spanned<DeValue<'_>>) -> Option<()> {
    match value.get_ref() {
        DeValue::String(text) => word(bytes, file, value.span(), text),
        DeValue::Boolean(false) => bytes.push(tags::FALSE),
        DeValue::Boolean(true) => bytes.push(tags::TRUE),
        DeValue::Integer(integer) => {
            let digits = integer.as_str();
            let integer = i64::from_str_radix(digits, integer.radix()).ok()?;
            bytes.push(if integer < 0 {
                tags::NEGATIVE
            } else {
                tags::WHOLE
            });
            number(bytes, integer.unsigned_abs());
        }
        DeValue::Array(values) => {
            let mut inside = Vec::new();
            number(&mut inside, values.len() as u64);
            for value in values {
                written(&mut inside, file, value)?;
            }
            measured(bytes, tags::LIST, &inside);
        }
        DeValue::Table(table) => members(bytes, file, table)?,
        // No pack file has a place for them.
        DeValue::Float(_) | DeValue::Datetime(_) => return None,
    }
    Some(())
}

/// A text: by where it stands in the file if it stands there as it is, as all but those with escapes do.
fn word(bytes: &mut Vec<u8>, file: &str, span: std::ops::Range<usize>, text: &str) {
    let start = span.start;
    if let Some(offset) = file.get(span).and_then(|written| written.find(text)) {
        bytes.push(tags::VERBATIM);
        number(bytes, (start + offset) as u64);
        number(bytes, text.len() as u64);
        return;
    }
    bytes.push(tags::TEXT);
    number(bytes, text.len() as u64);
    bytes.extend_from_slice(text.as_bytes());
}

fn number(bytes: &mut Vec<u8>, mut number: u64) {
    while number >= 0x80 {
        bytes.push(number as u8 | 0x80);
        number >>= 7;
    }
    bytes.push(number as u8);
}
