//! Puts all code that a result depends on into one number, by which the results of another build are
//! known: its sources, the packs and words in it, the versions of what it is built with.

use std::hash::{DefaultHasher, Hasher as _};
use std::path::{Path, PathBuf};
use std::{env, fs, io};

fn main() -> io::Result<()> {
    let manifest = PathBuf::from(env::var_os("CARGO_MANIFEST_DIR").unwrap_or_default());
    let mut hasher = DefaultHasher::new();
    hasher.write(env::var("CARGO_PKG_VERSION").unwrap_or_default().as_bytes());
    let workspace = manifest.join("../..");
    for name in ["Cargo.toml", "Cargo.lock", "rules", "languages"] {
        add(&workspace.join(name), &mut hasher)?;
    }
    for part in entries(&manifest.join(".."))? {
        for name in ["Cargo.toml", "build.rs", "src"] {
            add(&part.join(name), &mut hasher)?;
        }
    }
    // Where it is built without the other crates beside it, their versions are what there is.
    add(&manifest.join("src"), &mut hasher)?;
    println!("cargo:rustc-env=GOUJI_BUILD={:016x}", hasher.finish());
    Ok(())
}

/// Adds a file, or all files in a folder.
fn add(path: &Path, hasher: &mut DefaultHasher) -> io::Result<()> {
    if path.is_dir() {
        println!("cargo:rerun-if-changed={}", path.display());
        for entry in entries(path)? {
            add(&entry, hasher)?;
        }
    } else if path.is_file() {
        println!("cargo:rerun-if-changed={}", path.display());
        hasher.write(path.file_name().unwrap_or_default().as_encoded_bytes());
        hasher.write(&fs::read(path)?);
    }
    Ok(())
}

/// What stands in a folder, in order.
fn entries(folder: &Path) -> io::Result<Vec<PathBuf>> {
    let entries = fs::read_dir(folder)?;
    let mut entries: Vec<PathBuf> = entries
        .map(|entry| Ok(entry?.path()))
        .collect::<io::Result<_>>()?;
    entries.sort();
    Ok(entries)
}
