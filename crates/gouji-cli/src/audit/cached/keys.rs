//! The keys of files: everything on which a result depends.

use std::path::Path;

use gouji_lint::Candidate;
use gouji_render::Format;
use gouji_store::Key;

use super::pack_files::PackFiles;
use crate::check::{Checker, digest_of};
use crate::files::Input;
use crate::meeting::MARKED;

/// The code of this program, as one number: another build never takes up what this one came to.
const BUILD: &str = env!("GOUJI_BUILD");

/// The keys of a file.
#[derive(Clone, Copy)]
pub(in crate::audit) struct FileKeys {
    /// What it came to.
    pub checked: Key,
    /// What was read of it, where what must add up had no say in that.
    pub read: Key,
    /// What must add up.
    proof: Key,
}

impl FileKeys {
    /// What was read of it, where what must add up had a say in that.
    pub(in crate::audit) fn proved(&self) -> Key {
        chained(self.read, [&self.proof[..]])
    }
}

/// What the keys of all files share that are checked with the same settings.
pub(in crate::audit) struct Keys {
    /// What is read of files rests on it.
    read: Key,
    /// What must add up in the forms, which has a say in how some files are read.
    proof: Key,
    shared: Key,
    /// The same with all rules, those between reports too.
    whole: Key,
    /// Whether the settings say the same of every path.
    is_for_all: bool,
}

impl Keys {
    /// Those of a checker.
    pub(in crate::audit) fn of_checker(checker: &Checker<'_>) -> Self {
        let is_for_all = checker.settings.have_one_key();
        let (language, names) = (checker.language, checker.names_documents);
        let mut all = vec![BUILD.to_owned(), format!("{language:?}{names}")];
        let packs = PackFiles::of(checker.linter.packs());
        let read = of_parts(all.iter().chain(&packs.read()).map(String::as_bytes));
        if !checker.formats.is_empty() {
            let quiet = checker.options.is_quiet();
            all.push(format!("{:?}{:?}{quiet}", checker.formats, checker.style));
        }
        if is_for_all {
            all.push(checker.settings.key(Path::new("")));
        }
        let with = |more: Vec<String>| of_parts(all.iter().chain(&more).map(String::as_bytes));
        Self {
            read,
            proof: of_parts(packs.proof().iter().map(String::as_bytes)),
            shared: with(packs.of_report()),
            whole: with(packs.all()),
            is_for_all,
        }
    }

    /// What is read of all files rests on beside the files.
    pub(in crate::audit) const fn read(&self) -> &[u8] {
        &self.read
    }

    /// What the results of all files rest on beside the files.
    pub(in crate::audit) const fn whole(&self) -> &[u8] {
        &self.whole
    }

    /// Whether the settings say the same of every path.
    pub(in crate::audit) const fn is_for_all(&self) -> bool {
        self.is_for_all
    }

    /// The keys of a file of so many bytes; none where more than that has a say in its result.
    pub(in crate::audit) fn of(
        &self,
        checker: &Checker<'_>,
        input: &Input,
        path: &str,
        content: &Key,
    ) -> Option<FileKeys> {
        let asked = match input {
            Input::File(_) => "named",
            Input::Met(..) => "met",
            Input::Member(_, member) => member,
            Input::Standard | Input::Nothing(..) => return None,
        };
        // Of such a file it matters what lies beside it.
        let stem = Path::new(path).file_stem().unwrap_or_default();
        if stem.to_string_lossy().ends_with(MARKED) {
            return None;
        }
        let name = format!("{:?}", Candidate::named(path));
        let settings = match self.is_for_all {
            true => String::new(),
            false => checker.settings.key(Path::new(path)),
        };
        let shown = if checker.masks { "" } else { path };
        let of = |shared: &Key, parts: &[&str]| {
            let parts = parts.iter().map(|part| part.as_bytes());
            of_parts([&shared[..], content].into_iter().chain(parts))
        };
        Some(FileKeys {
            checked: of(&self.shared, &[asked, &name, &settings, shown]),
            read: of(&self.read, &[asked, &name]),
            proof: self.proof,
        })
    }
}

/// Whether what is rendered of a report can be rendered with a mask in place of its path.
pub(in crate::audit) fn can_mask(formats: &[Format]) -> bool {
    let mut formats = formats.iter();
    formats.all(|format| matches!(format, Format::Json | Format::JsonLines))
}

/// One key of several parts.
pub(in crate::audit) fn of_parts<'p>(parts: impl IntoIterator<Item = &'p [u8]>) -> Key {
    chained([0; 32], parts)
}

/// One key of another and several parts.
pub(in crate::audit) fn chained<'p>(key: Key, parts: impl IntoIterator<Item = &'p [u8]>) -> Key {
    // Of most keys it is enough, and one is made of every file several times.
    let mut all = Vec::with_capacity(256);
    all.extend_from_slice(&key);
    for part in parts {
        all.extend_from_slice(&(part.len() as u64).to_le_bytes());
        all.extend_from_slice(part);
    }
    digest_of(&all)
}
