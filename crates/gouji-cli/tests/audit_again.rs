//! Many reports again: what is the same is not checked twice, and comes to the same, byte for byte; what
//! is not, is.

#![allow(
    clippy::unwrap_used,
    reason = "a failing test may stop at once and say what was skipped"
)]
#![allow(dead_code, reason = "not every test needs all of a sandbox")]

mod region;
mod sandbox;

use std::fs;

use region::wrong;
use sandbox::{Ran, Sandbox};

fn sandbox() -> Sandbox {
    Sandbox::of(&wrong().files())
}

fn audit(sandbox: &Sandbox, more: &[&str]) -> Ran {
    let words = ["audit", "--units", "units.csv", "--format", "json"];
    let mut command = sandbox.command(&[&words[..], more].concat());
    command.env("SOURCE_DATE_EPOCH", "1700000000");
    let output = command.output().unwrap();
    Ran {
        status: output.status.code().unwrap(),
        stdout: without_changes(String::from_utf8(output.stdout).unwrap()),
        stderr: String::from_utf8(output.stderr).unwrap(),
    }
}

/// What a run wrote, but for what became of findings since the run before.
fn without_changes(json: String) -> String {
    let changes = json.find("\"changes\":{").zip(json.rfind("\"summary\":{"));
    match changes {
        Some((from, to)) => format!("{}{}", &json[..from], &json[to..]),
        None => json,
    }
}

/// How many files were checked anew; all where nothing is said of that.
fn anew(ran: &Ran) -> Option<usize> {
    let (_, rest) = ran.stderr.split_once("checked anew: ")?;
    rest.lines().next()?.parse().ok()
}

#[test]
fn the_second_run_comes_to_the_same_without_checking_again() {
    let sandbox = sandbox();
    let plain = audit(&sandbox, &["reports"]);
    let first = audit(&sandbox, &["reports", "--store", "a.db"]);
    assert_eq!(first.stdout, plain.stdout);
    assert_eq!(anew(&first), None, "{}", first.stderr);
    let outputs = [
        "reports",
        "--store",
        "a.db",
        "--list",
        "a.xlsx",
        "--dashboard",
        "a.html",
        "--output",
        "sarif=a.sarif",
    ];
    let second = audit(&sandbox, &outputs);
    assert_eq!(
        (second.stdout, second.status),
        (first.stdout.clone(), first.status)
    );
    assert_eq!(
        anew(&audit(&sandbox, &["reports", "--store", "a.db"])),
        Some(0)
    );
    // As if there had never been a run before: only what became of findings is another matter.
    audit(&sandbox, &["reports", "--store", "b.db"]);
    let without = [
        &outputs[..2],
        &[
            "b.db",
            "--no-cache",
            "--list",
            "b.xlsx",
            "--dashboard",
            "b.html",
            "--output",
            "sarif=b.sarif",
        ],
    ];
    audit(&sandbox, &without.concat());
    for (own, other) in [
        ("a.xlsx", "b.xlsx"),
        ("a.html", "b.html"),
        ("a.sarif", "b.sarif"),
    ] {
        let [own, other] = [own, other].map(|name| fs::read(sandbox.path().join(name)).unwrap());
        assert!(own == other);
    }
    for format in ["jsonl", "csv", "sarif", "junit", "concise", "html"] {
        let plain = sandbox.audit(&["--format", format]);
        for _ in 0..2 {
            let ran = sandbox.audit(&["--format", format, "--store", "c.db"]);
            assert_eq!(
                (ran.stdout, ran.status),
                (plain.stdout.clone(), plain.status),
                "{format}"
            );
        }
    }
}

#[test]
fn a_copy_elsewhere_is_known_and_a_changed_file_is_not() {
    let sandbox = sandbox();
    audit(&sandbox, &["reports", "--store", "a.db"]);
    // Names that outputs have to escape, and new times.
    let copy = "copy \"of\" 报告";
    copied(&sandbox.path().join("reports"), &sandbox.path().join(copy));
    let ran = audit(&sandbox, &[copy, "--store", "a.db"]);
    assert_eq!(anew(&ran), Some(0), "{}", ran.stderr);
    assert_eq!(ran.stdout, audit(&sandbox, &[copy]).stdout);
    // What is between reports was not worked out again, either: nothing new is known of any report.
    let cache = rusqlite::Connection::open(sandbox.path().join("a.db-cache")).unwrap();
    let of_run = |run: i64| -> i64 {
        let sql = "SELECT count(*) FROM records WHERE used = ?";
        cache.query_row(sql, [run], |row| row.get(0)).unwrap()
    };
    assert!(
        of_run(1) > 50 && of_run(2) < 10,
        "{} {}",
        of_run(1),
        of_run(2)
    );
    drop(cache);

    let path = sandbox.path().join("reports/2022/青石县水务局.json");
    let times = fs::metadata(&path).unwrap().modified().unwrap();
    let text = fs::read_to_string(&path).unwrap();
    let changed = text.replacen("7777", "7778", 1);
    assert_eq!(text.len(), changed.len());
    assert_ne!(text, changed);
    fs::write(&path, changed).unwrap();
    // As old and as large as it was.
    let file = fs::File::options().append(true).open(&path).unwrap();
    file.set_modified(times).unwrap();
    drop(file);
    let ran = audit(&sandbox, &["reports", "--store", "a.db"]);
    assert_eq!(anew(&ran), Some(1), "{}", ran.stderr);
    assert_eq!(ran.stdout, audit(&sandbox, &["reports"]).stdout);
}

fn copied(from: &std::path::Path, to: &std::path::Path) {
    fs::create_dir_all(to).unwrap();
    for entry in fs::read_dir(from).unwrap() {
        let entry = entry.unwrap();
        let target = to.join(entry.file_name());
        match entry.path().is_dir() {
            true => copied(&entry.path(), &target),
            false => fs::write(target, fs::read(entry.path()).unwrap()).unwrap(),
        }
    }
}

#[test]
fn settings_and_rules_are_never_those_of_an_earlier_run() {
    let sandbox = sandbox();
    // Whether files are known, and where they are not, are held against settings without being read.
    let same = |more: &[&str], is_known: Option<bool>| {
        let ran = audit(&sandbox, &[&["reports", "--store", "a.db"], more].concat());
        let expected = is_known.map(|_| 0);
        assert_eq!(anew(&ran), expected, "{more:?} {}", ran.stderr);
        let is_held = ran.stderr.contains("not read again");
        assert_eq!(is_held, is_known == Some(false), "{more:?} {}", ran.stderr);
        let plain = audit(&sandbox, &[&["reports"], more].concat());
        assert_eq!(
            (ran.stdout, ran.status),
            (plain.stdout, plain.status),
            "{more:?}"
        );
    };
    same(&[], None);
    same(&["--ignore", "requests-balance"], Some(false));
    same(&["--ignore", "requests-balance"], Some(true));
    same(&["--fail-on", "warning"], Some(false));
    let suppress = "ignore = [\"overview-topics\"]

[[suppress]]
rule = \"requests-balance\"
\
                    at = \"natural_person\"
organization = \"青石县水务局\"
year = 2022
\
                    cell = \"requests/new/natural_person\"
value = 7777
reason = \"known\"
";
    fs::write(sandbox.path().join("gouji.toml"), suppress).unwrap();
    same(&[], Some(false));
    same(&[], Some(true));
    fs::remove_file(sandbox.path().join("gouji.toml")).unwrap();
    same(&[], Some(true));
    let units = fs::read_to_string(sandbox.path().join("units.csv")).unwrap();
    let fewer: Vec<&str> = units
        .lines()
        .filter(|line| !line.contains("教育局"))
        .collect();
    fs::write(sandbox.path().join("units.csv"), fewer.join("\n")).unwrap();
    same(&[], Some(true));
}

/// A rule between reports is looked at when all reports are known: to change it reads none again.
#[test]
fn a_changed_rule_between_reports_reads_no_file_again() {
    let sandbox = sandbox();
    let pack = ["pack", "show", "cn-disclosure/2021", "--into", "rules"];
    assert_eq!(sandbox.run(&pack).status, 0);
    let run = || {
        audit(
            &sandbox,
            &["reports", "--rules", "rules", "--store", "a.db"],
        )
    };
    let first = run();
    assert_eq!(anew(&run()), Some(0));
    let changed = |name: &str| {
        let path = found(&sandbox.path().join("rules"), &format!("{name}.toml")).unwrap();
        let text = fs::read_to_string(&path).unwrap();
        fs::write(
            path,
            text.replace("severity = \"warning\"", "severity = \"error\""),
        )
        .unwrap();
    };
    changed("roll-up");
    let second = run();
    assert_eq!(anew(&second), Some(0), "{}", second.stderr);
    assert_ne!(second.stdout, first.stdout);
    assert_eq!(
        second.stdout,
        audit(&sandbox, &["reports", "--rules", "rules"]).stdout
    );
    changed("overview-topics");
    let third = run();
    assert_eq!(anew(&third), Some(0), "{}", third.stderr);
    assert!(third.stderr.contains("not read again"), "{}", third.stderr);
    assert_eq!(
        third.stdout,
        audit(&sandbox, &["reports", "--rules", "rules"]).stdout
    );
}

fn found(folder: &std::path::Path, name: &str) -> Option<std::path::PathBuf> {
    let entries = fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().path());
    let mut entries: Vec<_> = entries.collect();
    entries.sort();
    entries.into_iter().find_map(|path| match path.is_dir() {
        true => found(&path, name),
        false => (path.file_name()? == name).then_some(path),
    })
}

#[test]
fn what_is_damaged_is_checked_again() {
    let sandbox = sandbox();
    let plain = audit(&sandbox, &["reports"]);
    audit(&sandbox, &["reports", "--store", "a.db"]);
    let path = sandbox.path().join("a.db-cache");
    let whole = fs::read(&path).unwrap();
    for step in [1, 7, 31, 97] {
        let mut bytes = whole.clone();
        let from = 4096;
        for at in (from + step * 11..bytes.len()).step_by(step * 1009) {
            bytes[at] ^= 0x20;
        }
        fs::write(&path, &bytes).unwrap();
        let ran = audit(&sandbox, &["reports", "--store", "a.db"]);
        assert_eq!(
            (ran.stdout, ran.status),
            (plain.stdout.clone(), plain.status),
            "{step}"
        );
    }
    for bytes in [&b"no cache at all"[..], b"", &whole[..whole.len() / 2]] {
        fs::write(&path, bytes).unwrap();
        let ran = audit(&sandbox, &["reports", "--store", "a.db"]);
        assert_eq!(
            (ran.stdout, ran.status),
            (plain.stdout.clone(), plain.status)
        );
    }
}
