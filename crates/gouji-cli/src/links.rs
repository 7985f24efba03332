//! Where a list leads to the files it is about: from its own folder, so that both can be moved
//! together.

use std::cell::RefCell;
use std::collections::BTreeMap;
use std::path::{Component, Path, PathBuf};

use crate::{members, replacing};

/// The ways from a folder to files.
pub(crate) struct Links {
    /// The folder, without links; nothing where there is no such folder.
    folder: Option<PathBuf>,
    /// The folders of files without links: many files lie in one, and to look where it is takes long.
    folders: RefCell<BTreeMap<PathBuf, Option<PathBuf>>>,
    /// The way that was asked for last: a file has many rows.
    last: RefCell<Option<(String, Option<String>)>>,
}

impl Links {
    /// The ways from a folder.
    pub(crate) fn from(folder: &Path) -> Self {
        Self {
            folder: folder.canonicalize().ok(),
            folders: RefCell::default(),
            last: RefCell::default(),
        }
    }

    /// The way to the file that a path leads to, with `/` between its parts; nothing where there is no such
    /// file.
    pub(crate) fn to(&self, path: &str) -> Option<String> {
        if let Some((last, way)) = &*self.last.borrow()
            && last == path
        {
            return way.clone();
        }
        let way = self.way(path);
        *self.last.borrow_mut() = Some((path.to_owned(), way.clone()));
        way
    }

    fn way(&self, path: &str) -> Option<String> {
        let file = self.settled(&members::file_of(Path::new(path)))?;
        let folder = self.folder.as_ref()?;
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

    /// A file without links on the way to it.
    fn settled(&self, file: &Path) -> Option<PathBuf> {
        let name = file.file_name();
        let is_plain = file.symlink_metadata().is_ok_and(|file| file.is_file());
        let Some(name) = name.filter(|_| is_plain) else {
            return file.canonicalize().ok().filter(|file| file.is_file());
        };
        let folder = replacing::folder_of(file);
        if let Some(known) = self.folders.borrow().get(folder) {
            return Some(known.as_ref()?.join(name));
        }
        let settled = folder.canonicalize().ok();
        let mut folders = self.folders.borrow_mut();
        folders.insert(folder.to_owned(), settled.clone());
        Some(settled?.join(name))
    }
}

#[cfg(test)]
mod tests {
    use super::Links;
    use std::fs;

    #[test]
    fn the_way_leads_up_and_down() {
        let folder = tempfile::tempdir().unwrap();
        let at = |name: &str| folder.path().join(name);
        fs::create_dir_all(at("lists")).unwrap();
        fs::create_dir_all(at("2023")).unwrap();
        fs::write(at("2023/年报.docx"), "").unwrap();
        let way = |from: &str, to: &str| Links::from(&at(from)).to(at(to).to_str().unwrap());
        assert_eq!(way("lists", "2023/年报.docx").unwrap(), "../2023/年报.docx");
        assert_eq!(way("2023", "2023/年报.docx").unwrap(), "年报.docx");
        assert_eq!(way("lists", "2023/none.docx"), None);
        assert_eq!(way("lists", "2023"), None);
        let links = Links::from(&at("lists"));
        for _ in 0..2 {
            for (name, to) in [
                ("年报.docx", Some("../2023/年报.docx")),
                ("none.docx", None),
            ] {
                let path = at("2023").join(name);
                assert_eq!(links.to(path.to_str().unwrap()).as_deref(), to);
            }
        }
    }
}
