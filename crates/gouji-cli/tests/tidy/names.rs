//! The files of a crate as a tree of modules, and which of them a name belongs to.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use super::arrows::Arrows;
use super::tree::File;

/// How many times a name may be handed on before it is given up.
const HANDS: usize = 16;

/// A module's path within its crate.
type Module = Vec<String>;

/// The files of a crate by their modules.
pub(crate) struct Crate {
    files: BTreeMap<Module, (String, File)>,
}

impl Crate {
    /// The crate whose sources stand in a folder.
    pub fn read(folder: &Path) -> Self {
        let mut texts = Vec::new();
        for root in ["lib.rs", "main.rs"] {
            collect(folder, root, &mut texts);
        }
        assert!(!texts.is_empty(), "{} has no root", folder.display());
        let texts: Vec<(&str, &str)> = texts
            .iter()
            .map(|(name, text)| (&**name, &**text))
            .collect();
        Self::of(&texts)
    }

    /// The crate of files with their names below `src`.
    pub fn of(files: &[(&str, &str)]) -> Self {
        let module = |name: &str| match name.trim_end_matches(".rs") {
            "lib" | "main" => Module::new(),
            path => path
                .trim_end_matches("/mod")
                .split('/')
                .map(str::to_owned)
                .collect(),
        };
        let files = files
            .iter()
            .map(|(name, text)| (module(name), ((*name).to_owned(), File::read(text))));
        Self {
            files: files.collect(),
        }
    }

    /// Which file takes which names from which.
    pub fn arrows(&self) -> Arrows {
        let mut arrows = Arrows::new();
        for (module, (name, file)) in &self.files {
            let taken = arrows.entry(name.clone()).or_default();
            let is_named = |word: &String| file.named.iter().any(|path| path[0] == *word);
            let imported = file.imports.iter();
            let imported = imported
                .filter(|(alias, import)| !import.is_public || is_named(alias))
                .map(|(_, import)| &import.path);
            for path in imported.chain(&file.named) {
                let target = self.owner(module, path, HANDS);
                if let Some(target) =
                    target.filter(|target| target.item.is_some() && target.module != *module)
                {
                    let from = self.files[&target.module].0.clone();
                    taken.entry(from).or_default().extend(target.item);
                }
            }
        }
        arrows
    }

    /// Who owns what a path names, seen from a module.
    fn owner(&self, from: &Module, path: &[String], hands: usize) -> Option<Owner> {
        let (first, rest) = path.split_first()?;
        let file = &self.files.get(from)?.1;
        match first.as_str() {
            "crate" => self.below(Module::new(), rest, hands),
            "self" => self.below(from.clone(), rest, hands),
            "super" => self.below(from[..from.len().checked_sub(1)?].to_vec(), rest, hands),
            word if file.knows(word) => self.below(from.clone(), path, hands),
            word => self.by_globs(from, word, hands),
        }
    }

    /// Who owns what a path names that is looked up in a module.
    fn below(&self, module: Module, path: &[String], hands: usize) -> Option<Owner> {
        let Some((first, rest)) = path.split_first() else {
            return Some(Owner { module, item: None });
        };
        if first == "super" {
            return self.below(module[..module.len().checked_sub(1)?].to_vec(), rest, hands);
        }
        let file = &self.files.get(&module)?.1;
        if file.children.contains(first) {
            let child: Module = module.iter().chain([first]).cloned().collect();
            return self
                .files
                .contains_key(&child)
                .then(|| self.below(child, rest, hands))?;
        }
        let hands = hands.checked_sub(1)?;
        if let Some(import) = file.imports.get(first) {
            let owner = self.owner(&module, &import.path, hands)?;
            return match owner.item {
                Some(_) => Some(owner),
                None => self.below(owner.module, rest, hands),
            };
        }
        if file.items.contains(first) {
            return Some(Owner {
                module,
                item: Some(first.clone()),
            });
        }
        self.by_globs(&module, first, hands)
    }

    /// Who owns a name that a module has with all names of another.
    fn by_globs(&self, module: &Module, name: &str, hands: usize) -> Option<Owner> {
        let hands = hands.checked_sub(1)?;
        self.files.get(module)?.1.globs.iter().find_map(|path| {
            let all = self.owner(module, path, hands)?;
            let target = &self.files.get(&all.module)?.1;
            let is_there = all.item.is_none() && target.knows(name);
            is_there.then(|| self.below(all.module, &[name.to_owned()], hands))?
        })
    }
}

/// A file by its module, and what of it is named: nothing where the module itself is.
struct Owner {
    module: Module,
    item: Option<String>,
}

impl File {
    fn knows(&self, word: &str) -> bool {
        self.children.contains(word) || self.items.contains(word) || self.imports.contains_key(word)
    }
}

/// A file below `src` and the files of its modules.
fn collect(folder: &Path, name: &str, found: &mut Vec<(String, String)>) {
    let Ok(text) = fs::read_to_string(folder.join(name)) else {
        return;
    };
    let stem = name.trim_end_matches(".rs").trim_end_matches("/mod");
    let below = match stem {
        "lib" | "main" => String::new(),
        stem => format!("{stem}/"),
    };
    for child in File::read(&text).children {
        collect(folder, &format!("{below}{child}.rs"), found);
        collect(folder, &format!("{below}{child}/mod.rs"), found);
    }
    found.push((name.to_owned(), text));
}
