//! Reads a TOML file of a pack, or tells everything that keeps it from being read.

use serde::de::DeserializeOwned;
use toml::de::DeTable;

use crate::PackError;
use crate::compact;
use crate::files::File;
use crate::outline::{Keyed, mistakes};

/// Reads a file.
///
/// # Errors
/// The first mistake of syntax; where there is none, all keys and values that cannot stand there.
pub(crate) fn read<T: DeserializeOwned + Keyed>(file: &File) -> Result<T, Vec<PackError>> {
    // What the compact form does not give is taken from the text.
    let compact = file.compact.map(|bytes| compact::read(bytes, &file.text));
    if let Some(Ok(read)) = compact {
        return Ok(read);
    }
    toml::from_str(&file.text).map_err(|error| faults::<T>(file, &error))
}

fn faults<T: Keyed>(file: &File, first: &toml::de::Error) -> Vec<PackError> {
    // What else is wrong with the syntax mostly follows from the first mistake.
    let table = DeTable::parse(&file.text);
    let found = table.map(|table| mistakes(&T::outline(), table.get_ref()));
    let found = found.unwrap_or_default().into_iter();
    let mut faults: Vec<PackError> = found
        .map(|(span, mistake)| PackError::at(&file.path, &file.text, span, mistake))
        .collect();
    if faults.is_empty() {
        faults.push(PackError::toml(&file.path, &file.text, first));
    }
    faults
}
