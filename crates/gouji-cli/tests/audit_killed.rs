//! An audit that is killed at any moment and started again with the same words ends as one that nobody
//! disturbed: the store and every output, byte for byte, for one thread and two and for any order of the paths.
//!
//! `GOUJI_KILLS=50 GOUJI_SEED=7 cargo test -p gouji-cli --test audit_killed` kills at so many moments.

#![allow(clippy::print_stdout, reason = "it says how many runs were killed")]
#![allow(
    clippy::unwrap_used,
    reason = "a failing test may stop at once and say what was skipped"
)]
#![allow(dead_code, reason = "not every test needs all of a sandbox")]

mod made_up;
mod sandbox;

use std::collections::BTreeMap;
use std::path::Path;
use std::process::Stdio;
use std::time::{Duration, Instant};

use gouji_testkit::region::Density;
use gouji_testkit::specimen::Rng;
use made_up::with_region;
use sandbox::Sandbox;

/// What every run writes, but for the store.
const OUTPUTS: [&str; 11] = [
    "--format",
    "json",
    "--list",
    "out/list.xlsx",
    "--list-by-region",
    "--dashboard",
    "out/page.html",
    "--bundle",
    "out/bundle.json",
    "--letters",
    "out/letters",
];
const TABLES: [&str; 8] = [
    "runs",
    "units",
    "files",
    "reports",
    "cells",
    "findings",
    "suspects",
    "finding_history",
];

fn number(name: &str, other: u64) -> u64 {
    std::env::var(name).map_or(other, |text| text.parse().unwrap())
}

/// An audit of the sandbox with all outputs; the manner says how many threads, and which path comes first.
fn audit(sandbox: &Sandbox, manner: u64) -> std::process::Command {
    let paths = match manner & 1 {
        0 => ["reports/2024", "reports/2025"],
        _ => ["reports/2025", "reports/2024"],
    };
    let threads = if manner & 2 == 0 { "1" } else { "2" };
    let words = [
        "--units",
        "units.csv",
        "--store",
        "out/store.db",
        "--threads",
    ];
    let words = [&["audit"], &paths[..], &words, &[threads], &OUTPUTS].concat();
    let mut command = sandbox.command(&words);
    command
        .env("SOURCE_DATE_EPOCH", "1700000000")
        .stdout(Stdio::piped())
        .stderr(Stdio::null());
    command
}

/// What a run left: what it printed, its files, and the tables of its store.
fn left(sandbox: &Sandbox, printed: Vec<u8>) -> BTreeMap<String, Vec<u8>> {
    let mut left = BTreeMap::from([("standard output".to_owned(), printed)]);
    let mut folders = vec![sandbox.path().join("out")];
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            let name = path.strip_prefix(sandbox.path()).unwrap();
            let name = name.to_str().unwrap().to_owned();
            if path.is_dir() {
                folders.push(path);
            } else if !name.contains("store.db") {
                left.insert(name, std::fs::read(path).unwrap());
            }
        }
    }
    for table in TABLES {
        let sql = format!("SELECT * FROM {table}");
        let words = ["query", &sql, "--store", "out/store.db", "--format", "csv"];
        let ran = sandbox.run(&words);
        assert_eq!(ran.status, 0, "{table}: {}", ran.stderr);
        left.insert(format!("table {table}"), ran.stdout.into_bytes());
    }
    left
}

fn start_over(folder: &Path) {
    if folder.exists() {
        std::fs::remove_dir_all(folder).unwrap();
    }
    std::fs::create_dir_all(folder).unwrap();
}

#[test]
fn what_is_killed_at_any_moment_and_started_again_ends_the_same() {
    let sandbox = with_region(20, 20, Density::Each(1), |year| year >= 2024);
    let out = sandbox.path().join("out");
    start_over(&out);
    let begun = Instant::now();
    let printed = audit(&sandbox, 0).output().unwrap().stdout;
    let whole_time = begun.elapsed();
    let whole = left(&sandbox, printed);
    assert!(whole.len() > TABLES.len() + 10, "{:?}", whole.keys());
    let same = |now: &BTreeMap<String, Vec<u8>>, when: &str| {
        let names: Vec<&String> = now.keys().collect();
        assert_eq!(names, whole.keys().collect::<Vec<_>>(), "{when}");
        for (name, bytes) in now {
            assert!(whole[name] == *bytes, "{when}: {name} differs");
        }
    };
    let mut rng = Rng::new(number("GOUJI_SEED", 7));
    let kills = number("GOUJI_KILLS", 3);
    let mut killed = 0;
    for moment in 0..kills {
        start_over(&out);
        let wait = Duration::from_micros(rng.below(whole_time.as_micros() as usize) as u64);
        let mut run = audit(&sandbox, moment)
            .stdout(Stdio::null())
            .spawn()
            .unwrap();
        std::thread::sleep(wait);
        run.kill().unwrap();
        // Without a status of its own it was killed; else it was done already, and is run a second time.
        let was_killed = run.wait().unwrap().code().is_none();
        if !was_killed {
            continue;
        }
        let again = audit(&sandbox, moment).output().unwrap().stdout;
        let now = left(&sandbox, again);
        let runs = |left: &BTreeMap<String, Vec<u8>>| {
            left["table runs"]
                .iter()
                .filter(|byte| **byte == b'\n')
                .count()
        };
        if runs(&now) > runs(&whole) {
            // It had saved its run before it was killed.
            continue;
        }
        killed += 1;
        let when = format!(
            "killed after {wait:?} of {whole_time:?}, manner {}",
            moment & 3
        );
        same(&now, &when);
    }
    println!("{killed} of {kills} runs were killed, within {whole_time:?}");
    assert!(killed > 0, "no run was killed before it ended");
}
