//! Which of the folders given are those of packs, and which files there are rules of no pack.

use crate::files::{self, File};

/// The folders of packs, with a `/` at their end.
pub(crate) struct PackFolders {
    /// Those with a `pack.toml`.
    pub packs: Vec<String>,
    /// Those that have a form and no `pack.toml`: what lies there is no loose rule.
    pub without_pack: Vec<String>,
}

impl PackFolders {
    /// Those among files.
    pub(crate) fn among(files: &[File]) -> Self {
        let named = |file: &File, name: &str| {
            let folder = file.path.strip_suffix(name)?;
            (folder.is_empty() || folder.ends_with('/')).then(|| folder.to_owned())
        };
        let packs = files.iter().filter_map(|file| named(file, "pack.toml"));
        let mut folders = Self {
            packs: packs.collect(),
            without_pack: Vec::new(),
        };
        // Inside of a pack a form may be kept that is none of its own.
        let forms = files
            .iter()
            .filter_map(|file| Some((file, named(file, "form.toml")?)));
        let alone =
            forms.filter(|(file, _)| folders.around(file).is_none() && !looks_like_rule(file));
        let alone: Vec<String> = alone.map(|(_, folder)| folder).collect();
        folders.without_pack = alone;
        folders
    }

    /// Whether a file is a rule that belongs to no pack of its folder.
    pub(crate) fn leave_loose(&self, file: &File) -> bool {
        let mut all = self.packs.iter().chain(&self.without_pack);
        may_be_rule(file)
            && !files::is_of_every_pack(file)
            && !all.any(|folder| file.path.starts_with(folder))
    }

    /// The innermost folder of a pack that a file lies in.
    pub(crate) fn around(&self, file: &File) -> Option<&str> {
        let around = self.packs.iter().filter(|one| file.path.starts_with(*one));
        around.max_by_key(|folder| folder.len()).map(String::as_str)
    }
}

/// Whether a file says what only rules say.
pub(crate) fn looks_like_rule(file: &File) -> bool {
    let mut lines = file.text.lines();
    lines.any(|line| line.trim_start().starts_with("severity"))
}

/// What settings are called, which may lie beside rules.
const SETTINGS: &str = "gouji.toml";

/// Whether a file may be a rule by its name.
pub(crate) fn may_be_rule(file: &File) -> bool {
    let name = file.path.rsplit('/').next().unwrap_or_default();
    name != SETTINGS && files::is_toml(&file.path)
}
