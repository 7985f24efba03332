//! The rules of packs that come with the program, kept once they were read a second time.
//!
//! Where rules of a user's own are added to them they have to be read at once, and an editor reads
//! all packs anew at each change of such a rule. A command reads them once, and keeps nothing.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::sync::{Mutex, PoisonError};

use crate::contents::{Compiled, Sources};
use crate::files::File;

/// Files by where their texts stand in the program, which says what they are: none moves or changes.
type Texts = Vec<(usize, usize)>;

/// What was read of some files; nothing where they were read once.
static KEPT: Mutex<BTreeMap<Texts, Option<Compiled>>> = Mutex::new(BTreeMap::new());

/// What the contents of a pack are, whose other files are given: as it was read before, or now.
pub(crate) fn contents(
    others: &[&File],
    sources: &Sources<'_>,
    read: impl FnOnce() -> Compiled,
) -> Compiled {
    let own = sources.vocabulary.iter().chain(&sources.rules);
    let Some(texts) = texts(others.iter().chain(own)) else {
        return read();
    };
    let kept = || KEPT.lock().unwrap_or_else(PoisonError::into_inner);
    let known = kept().get(&texts).cloned();
    match known {
        Some(Some(compiled)) => compiled,
        before => {
            let compiled = read();
            kept().insert(texts, before.map(|_| compiled.clone()));
            compiled
        }
    }
}

/// Where the texts of files stand; nothing where one is no text of the program.
fn texts<'f>(files: impl Iterator<Item = &'f &'f File>) -> Option<Texts> {
    files
        .map(|file| match (&file.text, file.compact) {
            (Cow::Borrowed(text), Some(_)) => Some((text.as_ptr().addr(), text.len())),
            _ => None,
        })
        .collect()
}
