//! A folder of files, and the command run in it.

use std::fs;
use std::io::{Cursor, Write};
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::{Duration, SystemTime};

use serde_json::Value;
use tempfile::TempDir;
use zip::write::{SimpleFileOptions, ZipWriter};

/// What a run came to.
#[derive(Debug)]
pub struct Ran {
    pub status: i32,
    pub stdout: String,
    pub stderr: String,
}

impl Ran {
    /// Whether standard error says something.
    #[track_caller]
    pub fn stderr_has(&self, what: &str) {
        assert!(self.stderr.contains(what), "{what}\n{self:#?}");
    }
}

/// The words of an audit of all reports of a sandbox against its units file.
pub const AUDIT: [&str; 4] = ["audit", "reports", "--units", "units.csv"];

/// A folder of its own.
pub struct Sandbox {
    folder: TempDir,
}

impl Sandbox {
    /// A folder with these files.
    pub fn with(files: &[(&str, &[u8])]) -> Self {
        let folder = tempfile::tempdir().unwrap();
        for (name, bytes) in files {
            let path = folder.path().join(name);
            fs::create_dir_all(path.parent().unwrap()).unwrap();
            fs::write(path, bytes).unwrap();
        }
        Self { folder }
    }

    /// One with the files of a region, old enough to be known by their times.
    pub fn of(files: &[(String, Vec<u8>)]) -> Self {
        let sandbox = Self::of_files(files);
        sandbox.age("reports", 3600);
        sandbox
    }

    /// A folder with these files, as they are now.
    pub fn of_files(files: &[(String, Vec<u8>)]) -> Self {
        let files = files.iter();
        let files: Vec<(&str, &[u8])> = files
            .map(|(path, bytes)| (path.as_str(), bytes.as_slice()))
            .collect();
        Self::with(&files)
    }

    /// Makes the files in a folder so many seconds old.
    pub fn age(&self, folder: &str, seconds: u64) {
        let mut folders = vec![self.path().join(folder)];
        while let Some(folder) = folders.pop() {
            for entry in fs::read_dir(folder).unwrap() {
                let path = entry.unwrap().path();
                if path.is_dir() {
                    folders.push(path);
                    continue;
                }
                let file = fs::File::options().append(true).open(path).unwrap();
                let then = SystemTime::now() - Duration::from_secs(seconds);
                file.set_modified(then).unwrap();
            }
        }
    }

    pub fn path(&self) -> &Path {
        self.folder.path()
    }

    /// The command, in English and on standard output without colours.
    pub fn command(&self, arguments: &[&str]) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_gouji"));
        command
            .args(["--lang", "en"])
            .args(arguments)
            .current_dir(self.path())
            .stdin(Stdio::null());
        command
    }

    pub fn run(&self, arguments: &[&str]) -> Ran {
        let output = self.command(arguments).output().unwrap();
        Ran {
            status: output.status.code().unwrap(),
            stdout: String::from_utf8(output.stdout).unwrap(),
            stderr: String::from_utf8(output.stderr).unwrap(),
        }
    }

    /// An audit of all reports against the units file.
    pub fn audit(&self, more: &[&str]) -> Ran {
        self.run(&[&AUDIT[..], more].concat())
    }

    /// What it comes to in JSON.
    pub fn audit_json(&self, more: &[&str]) -> Value {
        let ran = self.audit(&[&["--format", "json"], more].concat());
        serde_json::from_str(&ran.stdout).unwrap()
    }

    /// The letters in a folder, in the order of their names.
    pub fn letters(&self, folder: &str) -> Vec<String> {
        let letters = fs::read_dir(self.path().join(folder)).unwrap();
        let mut letters: Vec<_> = letters.map(|letter| letter.unwrap().path()).collect();
        letters.sort();
        let texts = letters.iter().map(fs::read_to_string);
        texts.collect::<Result<_, _>>().unwrap()
    }

    pub fn check(&self, arguments: &[&str]) -> Ran {
        self.run(&[&["check", "--format", "concise"], arguments].concat())
    }
}

/// A report of 青石县某某局 for 2023 that does not add up.
pub fn page() -> String {
    let tests = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../tests");
    fs::read_to_string(tests.join("faulty.md")).unwrap()
}

/// The same of another organ and year.
pub fn page_of(organ: &str, year: i32) -> String {
    let next = (year + 1).to_string();
    let page = page()
        .replace("2024", "NEXT")
        .replace("2023", &year.to_string());
    page.replace("NEXT", &next).replace("青石县某某局", organ)
}

pub fn zipped(files: &[(&str, &[u8])]) -> Vec<u8> {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, bytes) in files {
        zip.start_file(*name, SimpleFileOptions::default()).unwrap();
        zip.write_all(bytes).unwrap();
    }
    zip.finish().unwrap().into_inner()
}
