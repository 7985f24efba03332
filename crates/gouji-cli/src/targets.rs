//! Files that outputs go to: none that the same run reads, none of another output, nothing but a file.

use std::path::{Path, PathBuf};

use gouji_model::Bilingual;

use crate::files::{Input, Inputs};
use crate::input::bytes_of;
use crate::replacing;

/// What a run reads.
pub(crate) struct Sources<'s> {
    /// What is checked.
    pub inputs: &'s Inputs,
    /// What else is read: settings, units, answers, reports to compare with.
    pub others: Vec<PathBuf>,
}

/// Why an output must not go to a file; `taken` are those of other outputs.
pub(crate) fn refusal(path: &Path, sources: &Sources<'_>, taken: &[&Path]) -> Option<Bilingual> {
    if taken.iter().any(|other| is_same(path, other)) {
        return Some(Bilingual::new(
            "两种输出不能写到同一个文件，请换一个文件名",
            "two outputs cannot go to one file; write to another one",
        ));
    }
    // The file's name would be taken by a new file: a device or a pipe would be gone.
    if path.metadata().is_ok_and(|file| !file.is_file()) {
        return Some(Bilingual::new(
            "这不是普通文件，不能用来输出，请换一个文件名",
            "this is no regular file and cannot be replaced; write to another one",
        ));
    }
    sources.have(path).then(|| {
        Bilingual::new(
            "这个文件是本次要读的文件，不能用来输出，请换一个文件名",
            "this file is among those to be read; write to another one",
        )
    })
}

impl Sources<'_> {
    /// Whether a file is one of those that are read.
    fn have(&self, path: &Path) -> bool {
        let Some(path) = settled(path) else {
            return false;
        };
        let is_it = |input: &Path| settled(input).is_some_and(|input| input == path);
        if self.others.iter().any(|other| is_it(other)) {
            return true;
        }
        // Of many thousands only those that may be it are followed to where they are.
        let may_be_linked = self.inputs.may_be_linked();
        let may_be = |input: &Path| {
            input.file_name() == path.file_name() || may_be_linked && input.is_symlink()
        };
        let is_checked =
            |input: Input| input.on_disk().is_some_and(|own| may_be(own) && is_it(own));
        let mut checked = self.inputs.iter();
        path.exists() && checked.any(is_checked) && !is_old_output(&path, self.inputs)
    }
}

/// Whether a file that was met in a folder is an output of an earlier run: it is passed over there,
/// and may be written anew.
fn is_old_output(path: &Path, inputs: &Inputs) -> bool {
    let mut named = inputs.iter().filter(|input| input.argument().is_none());
    let is_it = |input: &Path| settled(input).is_some_and(|input| input == path);
    let is_named = |input: Input| input.on_disk().is_some_and(is_it);
    let is_own = |bytes: Vec<u8>| gouji_render::is_own(&bytes) || gouji_office::is_own_list(&bytes);
    !named.any(is_named) && bytes_of(path).is_ok_and(is_own)
}

fn is_same(one: &Path, other: &Path) -> bool {
    one == other || settled(one).is_some_and(|one| settled(other) == Some(one))
}

/// The one path of a file, also of one that is yet to be made in a folder that is there.
fn settled(path: &Path) -> Option<PathBuf> {
    if let Ok(path) = path.canonicalize() {
        return Some(path);
    }
    let folder = replacing::folder_of(path).canonicalize().ok()?;
    Some(folder.join(path.file_name()?))
}
