//! Many reports again under other rules: no file is read that reads the same by them, and what comes of it is what
//! comes of a run that knows nothing, byte for byte.

#![allow(
    clippy::unwrap_used,
    reason = "a failing test may stop at once and say what was skipped"
)]
#![allow(dead_code, reason = "not every test needs all of a sandbox")]

mod made_up;
mod sandbox;
mod twins;

use std::fs;

use gouji_testkit::region::Density;
use made_up::with_region;
use sandbox::{Sandbox, page, page_of, zipped};
use twins::{Twins, found};

/// Reports of all formats, with mistakes, and beside them an archive, a damaged file and one that is no report.
fn twins(format: &'static str) -> Twins {
    let sandbox = with_region(7, 4, Density::Each(1), |year| year > 2022);
    let inside = [
        ("a.md", page().into_bytes()),
        ("notes.txt", b"nothing".to_vec()),
        ("2023 report.docx", b"damaged".to_vec()),
    ];
    let inside: Vec<(&str, &[u8])> = inside.iter().map(|(path, all)| (*path, &**all)).collect();
    let more: [(&str, &[u8]); 3] = [
        ("reports/more.zip", &zipped(&inside)),
        ("reports/年度报告.docx", b"damaged"),
        ("reports/notes.txt", b"nothing"),
    ];
    for (path, bytes) in more {
        fs::write(sandbox.path().join(path), bytes).unwrap();
    }
    sandbox.age("reports", 3600);
    let pack = ["pack", "show", "cn-disclosure/2021", "--into", "rules"];
    assert_eq!(sandbox.run(&pack).status, 0);
    Twins::of(sandbox, format)
}

const UNITS: &str = "unit,aliases,parent,level,region,counts\n青石县a局,,,department,,yes\n";
const WORDS: [&str; 3] = ["reports", "--rules", "rules"];

/// How many files were known, were read before, and were read anew.
fn counts(stderr: &str) -> Option<[usize; 3]> {
    let line = stderr
        .lines()
        .find(|line| line.contains("checked anew: "))?;
    let numbers = line.split(|c: char| !c.is_ascii_digit());
    let numbers: Vec<usize> = numbers.filter_map(|one| one.parse().ok()).collect();
    Some(match numbers[..] {
        [known, anew] => [known, 0, anew],
        [all, read, anew] => [all - read, read, anew],
        _ => panic!("{line}"),
    })
}

/// What is read again of a region.
#[derive(Clone, Copy, Debug, PartialEq)]
enum Again {
    /// No file, nor is any held against rules.
    Nothing,
    /// No file is read; each is held against rules.
    Rules,
    /// Files whose reading asked what must add up; the others are held against rules.
    Some,
    /// Every file.
    All,
}

impl Twins {
    /// Changes a file of the pack and runs.
    #[track_caller]
    fn changed(&mut self, name: &str, change: impl Fn(&str) -> String, again: Again) {
        let path = found(&self.path("rules"), name).unwrap();
        let text = fs::read_to_string(&path).unwrap();
        let changed = change(&text);
        assert_ne!(changed, text, "{name}");
        fs::write(path, changed).unwrap();
        self.again(name, again);
    }

    #[track_caller]
    fn again(&mut self, name: &str, again: Again) {
        let ran = self.run(false, name, &WORDS);
        let is_as_meant = match counts(&ran.stderr) {
            None => again == Again::All,
            Some([known, 0, 0]) => again == Again::Nothing && known > 0,
            Some([0, read, 0]) => again == Again::Rules && read > 0,
            Some([0, read, anew]) => again == Again::Some && anew < read,
            Some(_) => false,
        };
        assert!(is_as_meant, "{name}: {again:?}\n{}", ran.stderr);
    }
}

#[test]
fn files_are_read_again_only_where_they_may_read_otherwise() {
    let mut twins = twins("json");
    twins.run(false, "first", &WORDS);
    let replaced =
        |from: &'static str, to: &'static str| move |text: &str| text.replacen(from, to, 1);

    // What a rule says, and how much its findings matter.
    twins.changed(
        "overview-topics.toml",
        replaced("says nothing of", "lacks"),
        Again::Rules,
    );
    let severity = replaced("severity = \"warning\"", "severity = \"error\"");
    twins.changed("overview-topics.toml", severity, Again::Rules);
    twins.changed(
        "requests-balance.toml",
        replaced("does not balance", "is off"),
        Again::Rules,
    );
    // A relation that does not hold in most reports now: a few were read by what must add up.
    let doubled = replaced(
        "== requests[results.total]",
        "== 2 * requests[results.total]",
    );
    twins.changed("requests-balance.toml", doubled, Again::Some);
    let back = replaced(
        "== 2 * requests[results.total]",
        "== requests[results.total]",
    );
    twins.changed("requests-balance.toml", back, Again::Nothing);
    // Words that the prose is understood by.
    twins.changed("vocabulary.toml", replaced("\"个月\", ", ""), Again::Rules);
    // Between reports.
    twins.changed("roll-up.toml", severity, Again::Nothing);
    twins.changed(
        "copied-narrative.toml",
        replaced("severity = \"warning\"", "severity = \"info\""),
        Again::Nothing,
    );
    twins.changed("published-late.toml", severity, Again::Nothing);

    // A rule that is gone, and one that is new.
    let path = found(&twins.path("rules"), "overview-topics.toml").unwrap();
    let text = fs::read_to_string(&path).unwrap();
    fs::remove_file(&path).unwrap();
    twins.again("gone", Again::Rules);
    let text = text.replace("overview-topics", "overview-of-all");
    fs::write(path.with_file_name("overview-of-all.toml"), text).unwrap();
    twins.again("new", Again::Rules);
    fs::write(twins.path("gouji.toml"), "ignore = [\"overview-of-all\"]\n").unwrap();
    twins.again("settings", Again::Rules);

    // What the form says, and what is looked for to see when a report was published.
    twins.changed(
        "published-late.toml",
        replaced("metas = [", "metas = [\"day\", "),
        Again::All,
    );
    twins.changed(
        "form.toml",
        replaced("新收政府信息公开申请", "收到政府信息公开申请"),
        Again::All,
    );
}

#[test]
fn every_format_is_the_same_under_other_rules() {
    for format in ["full", "sarif"] {
        let mut twins = twins(format);
        twins.run(false, format, &WORDS);
        let change = |text: &str| text.replacen("does not balance", "is off", 1);
        twins.changed("requests-balance.toml", change, Again::Rules);
    }
}

/// Each opening of an archive is of all of it.
#[test]
fn an_archive_of_many_reports_with_findings_is_read_as_a_whole() {
    let members = ["a", "b", "c", "d", "e", "f"].map(|name| format!("{name}.md"));
    let pages = members
        .each_ref()
        .map(|name| page_of(&format!("青石县{name}局"), 2023));
    let inside = members.iter().zip(&pages);
    let inside: Vec<(&str, &[u8])> = inside
        .map(|(name, page)| (name.as_str(), page.as_bytes()))
        .collect();
    let sandbox = Sandbox::with(&[
        ("reports/many.zip", &zipped(&inside)),
        ("reports/few.zip", &zipped(&inside[..2])),
        ("reports/one.md", page().as_bytes()),
        ("units.csv", UNITS.as_bytes()),
    ]);
    sandbox.age("reports", 3600);
    let pack = ["pack", "show", "cn-disclosure/2021", "--into", "rules"];
    assert_eq!(sandbox.run(&pack).status, 0);
    let mut twins = Twins::of(sandbox, "json");
    twins.run(false, "first", &WORDS);
    let path = found(&twins.path("rules"), "requests-balance.toml").unwrap();
    let text = fs::read_to_string(&path).unwrap();
    fs::write(&path, text.replace("does not balance", "is off")).unwrap();
    let ran = twins.run(false, "changed", &WORDS);
    assert_eq!(counts(&ran.stderr), Some([0, 2, 1]), "{}", ran.stderr);
}
