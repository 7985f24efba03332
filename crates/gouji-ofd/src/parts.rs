//! The parts of a package by name, as loosely as the programs that write OFD name them.
//!
//! The standard has names with `/` from the root or from the part that refers; real files also have
//! other letter case, backslashes and leading dots.

use std::collections::BTreeMap;

use gouji_package::{Archive, PackageError, resolve};

/// The part where reading begins.
const ENTRANCE: &str = "OFD.xml";
/// The part that says how others are encrypted (GM/T 0099-2020).
const ENCRYPTIONS: &str = "Encryptions.xml";

/// An open package.
pub(crate) struct Parts<'b> {
    archive: Archive<'b>,
    /// The names as they are, by how they are looked up.
    names: BTreeMap<String, String>,
}

/// A part's text and where it stands.
#[derive(Debug)]
pub(crate) struct Part {
    /// Its name, for messages.
    pub name: String,
    /// Its XML.
    pub text: String,
}

impl Part {
    /// The folder that names in this part start from.
    pub(crate) fn folder(&self) -> &str {
        self.name.rsplit_once('/').map_or("", |(folder, _)| folder)
    }
}

impl<'b> Parts<'b> {
    /// Opens a package: reads its directory and nothing else.
    pub(crate) fn open(bytes: &'b [u8]) -> Result<Self, PackageError> {
        let archive = Archive::open(bytes)?;
        let names = archive
            .names()
            .filter_map(|name| std::str::from_utf8(name).ok())
            .map(|name| (looked_up(name), name.to_owned()))
            .collect();
        Ok(Self { archive, names })
    }

    /// Whether reading can begin.
    pub(crate) fn is_ofd(&self) -> bool {
        self.names.contains_key(&looked_up(ENTRANCE))
    }

    /// Whether parts are encrypted.
    pub(crate) fn is_encrypted(&self) -> bool {
        self.names.contains_key(&looked_up(ENCRYPTIONS))
    }

    /// The part where reading begins.
    pub(crate) fn entrance(&mut self) -> Result<Part, PackageError> {
        self.required("", ENTRANCE)
    }

    /// A part, if it is there, by what another part in a folder calls it.
    pub(crate) fn part(
        &mut self,
        folder: &str,
        target: &str,
    ) -> Result<Option<Part>, PackageError> {
        let target = target.trim().replace('\\', "/");
        // Some programs name parts from the root without saying so.
        let candidates = [resolve(folder, &target), resolve("", &target)];
        let mut found = candidates
            .iter()
            .filter_map(|name| self.names.get(&looked_up(name)));
        let Some(name) = found.next().cloned() else {
            return Ok(None);
        };
        let text = self.archive.text(&name)?;
        Ok(text.map(|text| Part { name, text }))
    }

    /// A part that must be there.
    pub(crate) fn required(&mut self, folder: &str, target: &str) -> Result<Part, PackageError> {
        let missing = || PackageError::Damaged(target.trim().to_owned());
        self.part(folder, target)?.ok_or_else(missing)
    }
}

/// How a name is looked up.
fn looked_up(name: &str) -> String {
    let name = name.replace('\\', "/");
    resolve("", name.trim_start_matches('/')).to_lowercase()
}

#[cfg(test)]
mod tests {
    use super::looked_up;

    #[test]
    fn names_are_looked_up_loosely() {
        assert_eq!(
            looked_up("Doc_0\\Pages\\Page_0/Content.XML"),
            "doc_0/pages/page_0/content.xml"
        );
        assert_eq!(looked_up("./OFD.xml"), looked_up("/ofd.xml"));
    }
}
