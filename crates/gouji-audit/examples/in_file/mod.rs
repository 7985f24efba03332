//! A file without a name, as the command lays down what relations do not hold in memory.

use std::fs::File;
use std::io::{self, Read as _, Seek as _, SeekFrom, Write as _};
use std::sync::Mutex;

use gouji_audit::Scratch;

/// A file in the folder of temporary files, which is gone when it is closed.
pub struct InFile(Mutex<(File, u64)>);

impl InFile {
    pub fn new() -> Self {
        let path = std::env::temp_dir().join(format!("gouji-relations-{}", std::process::id()));
        let mut options = File::options();
        let options = options.read(true).write(true).create(true).truncate(true);
        let file = options.open(&path).unwrap();
        // Where an open file cannot be removed it stays.
        let _ = std::fs::remove_file(path);
        Self(Mutex::new((file, 0)))
    }
}

impl Scratch for InFile {
    fn put(&self, bytes: &[u8]) -> io::Result<u64> {
        let mut open = self.0.lock().unwrap();
        let (file, end) = &mut *open;
        let at = *end;
        file.seek(SeekFrom::Start(at))?;
        file.write_all(bytes)?;
        *end += bytes.len() as u64;
        Ok(at)
    }

    fn get(&self, at: u64, into: &mut [u8]) -> io::Result<()> {
        let mut open = self.0.lock().unwrap();
        open.0.seek(SeekFrom::Start(at))?;
        open.0.read_exact(into)
    }
}
