//! The same runs with what earlier ones came to and without, which come to the same.

use std::fs;
use std::path::{Path, PathBuf};

use crate::sandbox::{Ran, Sandbox};

const TABLES: [&str; 8] = [
    "runs",
    "units",
    "files",
    "reports",
    "layouts",
    "findings",
    "suspects",
    "finding_history",
];

/// The same runs on two stores: one with what earlier runs came to, one that works everything out each time.
pub struct Twins {
    pub sandbox: Sandbox,
    format: &'static str,
    /// How many runs there were.
    pub runs: u64,
}

impl Twins {
    pub fn of(sandbox: Sandbox, format: &'static str) -> Self {
        Self {
            sandbox,
            format,
            runs: 0,
        }
    }

    pub fn path(&self, path: &str) -> PathBuf {
        self.sandbox.path().join(path)
    }

    /// One run.
    fn one(&self, store: &str, more: &[&str]) -> Ran {
        let words = ["audit", "--units", "units.csv", "--format", self.format];
        let words = [&words[..], &["--store", store], more].concat();
        let mut command = self.sandbox.command(&words);
        let now = 1_700_000_000 + self.runs * 90_000;
        let output = command.env("SOURCE_DATE_EPOCH", now.to_string());
        let output = output.output().unwrap();
        Ran {
            status: output.status.code().unwrap(),
            stdout: String::from_utf8(output.stdout).unwrap(),
            stderr: String::from_utf8(output.stderr).unwrap(),
        }
    }

    /// What a store holds, row by row.
    fn dump(&self, store: &str) -> String {
        let store = rusqlite::Connection::open(self.path(store)).unwrap();
        let mut all = String::new();
        for table in TABLES {
            let mut rows = store.prepare(&format!("SELECT * FROM {table}")).unwrap();
            let columns = rows.column_count();
            let mut rows = rows.query([]).unwrap();
            while let Some(row) = rows.next().unwrap() {
                let cells = (0..columns).map(|at| format!("{:?}", row.get_ref(at).unwrap()));
                all += &format!("{table} {}\n", cells.collect::<Vec<_>>().join(" "));
            }
        }
        all
    }

    /// How many runs the cache counts: one that was the last one again is none.
    fn counted(&self) -> i64 {
        let cache = rusqlite::Connection::open(self.path("a.db-cache")).unwrap();
        let sql = "SELECT coalesce(max(run), 0) FROM runs";
        cache.query_row(sql, [], |row| row.get(0)).unwrap()
    }

    /// Both run and come to the same; whether the one with what earlier runs came to was the last one again.
    #[track_caller]
    pub fn run(&mut self, is_repeated: bool, what: &str, more: &[&str]) -> Ran {
        self.runs += 1;
        let before = match self.path("a.db-cache").exists() {
            true => self.counted(),
            false => 0,
        };
        let own = self.one("a.db", more);
        let plain = self.one("b.db", &[more, &["--no-cache"]].concat());
        assert!(
            own.stdout == plain.stdout,
            "{what}: what is printed differs"
        );
        assert_eq!(complaints(&own), complaints(&plain), "{what}");
        assert_eq!(own.status, plain.status, "{what}");
        assert!(
            self.dump("a.db") == self.dump("b.db"),
            "{what}: what is stored differs"
        );
        assert_eq!(self.counted() == before, is_repeated, "{what}");
        own
    }
}

/// Standard error, but for how many files were known.
fn complaints(ran: &Ran) -> Vec<&str> {
    let lines = ran.stderr.lines();
    let is_other = |line: &&str| !line.contains("are as they were when they were checked");
    lines.filter(is_other).collect()
}

/// The first file of a name below a folder.
pub fn found(folder: &Path, name: &str) -> Option<std::path::PathBuf> {
    let entries = fs::read_dir(folder).unwrap();
    let mut entries = entries.map(|entry| entry.unwrap().path());
    entries.find_map(|path| match path.is_dir() {
        true => found(&path, name),
        false => (path.file_name()? == name).then_some(path),
    })
}
