//! `gouji fix --mark`: a marked copy beside each file, and never over anything else.

use std::io::{self, Write as _};
use std::path::{Path, PathBuf};

use gouji_model::{Bilingual, Language};

use crate::meeting::MARKED;
use crate::replacing;

/// What the marked copy of a file is called: `年报.marked.docx`.
pub(super) fn name_of(file: &Path) -> PathBuf {
    let stem = file.file_stem().unwrap_or_default().to_string_lossy();
    let extension = file.extension().map(|own| own.to_string_lossy());
    let extension = extension.map_or_else(String::new, |own| format!(".{own}"));
    file.with_file_name(format!("{stem}{MARKED}{extension}"))
}

/// Why no copy may be made of a file: it is one.
pub(super) fn refusal(file: &Path) -> Option<Bilingual> {
    let stem = file.file_stem()?.to_string_lossy();
    stem.ends_with(MARKED).then(|| {
        Bilingual::new(
            "这个文件名是标注的副本用的，请标注原件",
            "this is the name of a marked copy; mark the original",
        )
    })
}

/// Writes a copy, whole or not at all; over an older one only where that is asked for.
pub(super) fn write(copy: &Path, bytes: &[u8], force: bool) -> Result<(), Bilingual> {
    let written = |error: &io::Error| match error.kind() {
        io::ErrorKind::AlreadyExists => there_already(copy),
        _ => Bilingual::new(
            format!("{} 无法写入：{error}", copy.display()),
            format!("{} cannot be written: {error}", copy.display()),
        ),
    };
    if copy.metadata().is_ok_and(|file| !file.is_file()) {
        return Err(there_already(copy));
    }
    let mut new = replacing::temporary(copy).map_err(|error| written(&error))?;
    new.write_all(bytes).map_err(|error| written(&error))?;
    let settled = match force {
        true => replacing::settle(new, copy),
        false => replacing::settle_anew(new, copy),
    };
    settled.map_err(|error| written(&error))
}

fn there_already(copy: &Path) -> Bilingual {
    let copy = copy.display();
    Bilingual::new(
        format!("{copy} 已经存在，没有重新写；加 --force 才覆盖"),
        format!("{copy} is there already and was left; `--force` writes it anew"),
    )
}

/// What to say of a copy that was written.
pub(super) fn message(copy: &Path, cells: usize, language: Language) -> String {
    let copy = copy.display();
    match language {
        Language::Chinese => format!("已标注 {cells} 格，写到 {copy}；原文件未动"),
        Language::English => {
            format!("{cells} cell(s) marked in {copy}; the file itself is as it was")
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{name_of, refusal};
    use std::path::Path;

    #[test]
    fn copies_stand_beside_their_originals() {
        for (file, expected) in [
            ("a/年报.docx", "a/年报.marked.docx"),
            ("b.2023.XLSX", "b.2023.marked.XLSX"),
            ("c", "c.marked"),
        ] {
            assert_eq!(name_of(Path::new(file)), Path::new(expected));
        }
        assert!(refusal(Path::new("年报.marked.docx")).is_some());
        assert!(refusal(Path::new("年报.docx")).is_none());
    }
}
