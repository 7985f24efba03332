//! Where a list leads to the files it is about: from its own folder, so that both can be moved
//! together.

use std::path::{Component, Path, PathBuf};

use crate::members;

/// The way from a folder to the file that a path leads to, with `/` between its parts; nothing where
/// there is no such file.
pub(crate) fn from_folder(folder: &Path, path: &str) -> Option<String> {
    let file = members::file_of(Path::new(path));
    let file = file.canonicalize().ok().filter(|file| file.is_file())?;
    let folder = folder.canonicalize().ok()?;
    let shared = folder.components().zip(file.components());
    let shared = shared.take_while(|(one, other)| one == other).count();
    if shared == 0 {
        return None;
    }
    let up = folder
        .components()
        .skip(shared)
        .map(|_| Component::ParentDir);
    let way: PathBuf = up.chain(file.components().skip(shared)).collect();
    let parts = way.components().map(|part| part.as_os_str().to_str());
    let parts: Option<Vec<&str>> = parts.collect();
    Some(parts?.join("/"))
}

#[cfg(test)]
mod tests {
    use super::from_folder;
    use std::fs;

    #[test]
    fn the_way_leads_up_and_down() {
        let folder = tempfile::tempdir().unwrap();
        let at = |name: &str| folder.path().join(name);
        fs::create_dir_all(at("lists")).unwrap();
        fs::create_dir_all(at("2023")).unwrap();
        fs::write(at("2023/年报.docx"), "").unwrap();
        let way = |from: &str, to: &str| from_folder(&at(from), at(to).to_str().unwrap());
        assert_eq!(way("lists", "2023/年报.docx").unwrap(), "../2023/年报.docx");
        assert_eq!(way("2023", "2023/年报.docx").unwrap(), "年报.docx");
        assert_eq!(way("lists", "2023/none.docx"), None);
        assert_eq!(way("lists", "2023"), None);
    }
}
