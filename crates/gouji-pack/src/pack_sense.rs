//! What a `pack.toml` says that can be read, and that no report can make use of.

use crate::PackError;
use crate::files::{self, File, name_of};
use crate::mistake;
use crate::pack_file::PackFile;

/// What `pack.toml` says that no report can make use of.
pub(crate) fn faults(file: &File, about: &PackFile) -> Vec<PackError> {
    let mut faults = Vec::new();
    let mut add = |span, mistake| faults.push(PackError::at(&file.path, &file.text, span, mistake));
    if let (Some(since), Some(until)) = (about.since, &about.until)
        && since > *until.get_ref()
    {
        add(until.span(), mistake::no_year());
    }
    let known: Vec<String> = files::of_every_pack().iter().filter_map(name_of).collect();
    for name in &about.without {
        if !known.contains(name.get_ref()) {
            add(
                name.span(),
                mistake::no_rule_of_every_pack(name.get_ref(), &known),
            );
        }
    }
    faults
}
