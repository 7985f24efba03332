//! Whether a file that was just saved is all there.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::Path;

use gouji_lint::Linter;
use gouji_pack::Packs;

use crate::input::bytes_of;

/// Whether a file reads as a report or an archive. One that does not may be half-written, or held
/// by the program that writes it.
pub(super) fn is_readable(path: &Path) -> bool {
    let read = || {
        let bytes = bytes_of(path).ok()?;
        if gouji_archive::kind_of(&bytes).is_some() {
            return Some(());
        }
        let packs = Packs::load(&[]).ok()?;
        Linter::new(&packs).open(&bytes).ok().map(|_| ())
    };
    catch_unwind(AssertUnwindSafe(read)).is_ok_and(|read| read.is_some())
}
