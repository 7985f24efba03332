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
        let compact = match compact(&fs::read_to_string(file)?, &name) {
            Some(bytes) => {
                let temporary = out.join(format!("{number}.compact"));
                fs::write(&temporary, bytes)?;
                format!("Some(include_bytes!({temporary:?}))")
            }
            None => "None".to_owned(),
        };
        list.push_str(&format!(
            "    ({name:?}, include_str!({full:?}), {compact}),\n"
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

/// The compact form of a file in TOML; of one that cannot be parsed the text alone is embedded, and
/// the library says what is wrong with it.
fn compact(text: &str, name: &str) -> Option<Vec<u8>> {
    if !name.ends_with(".toml") {
        return None;
    }
    let table = DeTable::parse(text).ok()?;
    let mut bytes = Vec::with_capacity(text.len());
    place(&mut bytes, table.span());
    members(&mut bytes, text, table.get_ref())?;
    Some(bytes)
}

fn members(bytes: &mut Vec<u8>, file: &str, table: &DeTable<'_>) -> Option<()> {
    bytes.push(tags::TABLE);
    number(bytes, table.len() as u64);
    for (key, value) in table {
        place(bytes, key.span());
        word(bytes, file, key.span(), key.get_ref());
        written(bytes, file, value)?;
    }
    Some(())
}

fn written(bytes: &mut Vec<u8>, file: &str, value: &Spanned<DeValue<'_>>) -> Option<()> {
    place(bytes, value.span());
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
            bytes.push(tags::LIST);
            number(bytes, values.len() as u64);
            for value in values {
                written(bytes, file, value)?;
            }
        }
        DeValue::Table(table) => members(bytes, file, table)?,
        // No pack file has a place for them.
        DeValue::Float(_) | DeValue::Datetime(_) => return None,
    }
    Some(())
}

fn place(bytes: &mut Vec<u8>, span: std::ops::Range<usize>) {
    number(bytes, span.start as u64);
    number(bytes, span.len() as u64);
}

/// A text: by where it stands in the file if it stands there as it is, as all but those with escapes do.
fn word(bytes: &mut Vec<u8>, file: &str, span: std::ops::Range<usize>, text: &str) {
    if let Some(offset) = file.get(span).and_then(|written| written.find(text)) {
        bytes.push(tags::VERBATIM);
        number(bytes, offset as u64);
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
