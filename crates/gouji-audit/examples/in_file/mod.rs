//! A file without a name, as the command lays down what relations do not hold in memory.

use std::fs::File;

use gouji_audit::InFile;

/// A file in the folder of temporary files, which is gone when it is closed.
pub fn in_file() -> InFile {
    let path = std::env::temp_dir().join(format!("gouji-relations-{}", std::process::id()));
    let mut options = File::options();
    let options = options.read(true).write(true).create(true).truncate(true);
    let file = options.open(&path).unwrap();
    // Where an open file cannot be removed it stays.
    let _ = std::fs::remove_file(path);
    InFile::new(file)
}
