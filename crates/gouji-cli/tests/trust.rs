//! Nothing looks like a pass that is none: output that is lost, files and folders that were not
//! read, settings that hide everything, years that were not compared.

#![allow(clippy::unwrap_used, reason = "a failing test may stop at once")]

#[allow(dead_code, reason = "other tests use the rest of it")]
mod sandbox;

use std::fs::{self, File};
use std::process::Stdio;

use sandbox::{Sandbox, page, page_of};

fn sandbox() -> Sandbox {
    Sandbox::with(&[("a.md", page().as_bytes())])
}

#[cfg(target_os = "linux")]
#[test]
fn output_that_is_lost_fails_the_run() {
    let sandbox = sandbox();
    for arguments in [
        &["check", "a.md"][..],
        &["check", "--format", "json", "a.md"],
        &["check", "--statistics", "a.md"],
        &["check", "--show-settings", "a.md"],
        &["extract", "a.md"],
        &["fix", "a.md"],
        &["fix", "--diff", "--unsafe", "a.md"],
        &["rules"],
        &["rules", "--markdown"],
        &["explain", "requests-balance"],
        &["config", "schema"],
        &["pack", "check"],
        &["--help"],
        &["--version"],
    ] {
        let full = File::options().write(true).open("/dev/full").unwrap();
        let mut command = sandbox.command(arguments);
        let output = command.stdout(Stdio::from(full)).output().unwrap();
        assert_eq!(output.status.code(), Some(2), "{arguments:?}");
    }
}

#[cfg(unix)]
#[test]
fn a_reader_that_went_away_is_forgiven() {
    let sandbox = sandbox();
    let mut command = sandbox.command(&["rules", "--markdown"]);
    let mut child = command
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    drop(child.stdout.take());
    let output = child.wait_with_output().unwrap();
    assert_eq!(output.status.code(), Some(0));
    assert!(output.stderr.is_empty());
}

#[test]
fn unread_files_stand_in_the_json() {
    let sandbox = Sandbox::with(&[("a.md", page().as_bytes()), ("b.md", b"\0"), ("c.md", b"")]);
    let ran = sandbox.run(&["check", "--format", "json", "."]);
    assert_eq!(ran.status, 2);
    let json: serde_json::Value = serde_json::from_str(&ran.stdout).unwrap();
    let failures = json["failures"].as_array().unwrap();
    let paths: Vec<&str> = failures
        .iter()
        .map(|one| one["path"].as_str().unwrap())
        .collect();
    assert_eq!(paths, ["./b.md", "./c.md"]);
    assert_eq!(failures[1]["message"], "the file is empty");
    assert_eq!(json["summary"]["unread"], 2);
    assert_eq!(json["summary"]["files"], 1);
    let ran = sandbox.run(&["check", "."]);
    assert!(ran.stdout.contains("2 files could not be read"), "{ran:?}");
    let ran = sandbox.run(&["check", "--format", "json", "a.md"]);
    let json: serde_json::Value = serde_json::from_str(&ran.stdout).unwrap();
    assert_eq!(
        (&json["failures"], &json["summary"]["unread"]),
        (&serde_json::json!([]), &0.into())
    );
}

#[test]
fn folders_too_deep_are_reported() {
    let sandbox = sandbox();
    let deep = vec!["d"; 70].join("/");
    fs::create_dir_all(sandbox.path().join(&deep)).unwrap();
    fs::copy(
        sandbox.path().join("a.md"),
        sandbox.path().join(&deep).join("b.md"),
    )
    .unwrap();
    for path in [".", "**/*.md"] {
        let ran = sandbox.check(&[path]);
        assert_eq!(ran.status, 2, "{path} {ran:?}");
        ran.stderr_has("more than 64 folders deep, nothing in it was read");
    }
}

#[test]
fn settings_that_switch_everything_off_are_no_pass() {
    let config = "ignore = [\"all\"]\n";
    let sandbox = Sandbox::with(&[
        ("gouji.toml", config.as_bytes()),
        ("a.md", page().as_bytes()),
    ]);
    let ran = sandbox.run(&["check", "a.md"]);
    assert_eq!(ran.status, 2, "{ran:?}");
    ran.stderr_has("nothing was checked");
    assert!(
        ran.stdout.contains("no rule could be asked of 1 of them"),
        "{ran:?}"
    );
    let ran = sandbox.run(&["check", "--format", "junit", "a.md"]);
    assert!(ran.stdout.contains("errors=\"1\""), "{ran:?}");
    let ran = sandbox.run(&["check", "--no-config", "a.md"]);
    assert_eq!(ran.status, 1, "{ran:?}");
}

#[test]
fn a_row_that_was_not_read_is_no_pass() {
    let right = page()
        .replace("| 21 |", "| 12 |")
        .replace("| 22 |", "| 13 |");
    // Only warnings ask for the regulations, of which one figure is lacking.
    let unread = right.replace("| 规章 | 0 | 0 | 0 |", "| 规章 | 0 | 0 |");
    assert_ne!(right, unread);
    let sandbox = Sandbox::with(&[
        ("right.md", right.as_bytes()),
        ("unread.md", unread.as_bytes()),
    ]);
    assert_eq!(sandbox.run(&["check", "right.md"]).status, 0);
    let ran = sandbox.run(&["check", "unread.md"]);
    assert_eq!(ran.status, 2, "{}", ran.stderr);
    assert!(ran.stderr.contains("could not be read"), "{}", ran.stderr);
    let accepted = sandbox.run(&["check", "--ignore", "misaligned-row", "unread.md"]);
    assert_eq!(accepted.status, 0, "{}", accepted.stderr);
    // What is held back is told in every format, and nothing of it was checked.
    for format in ["concise", "github", "csv", "jsonl", "sarif", "json"] {
        let words = [
            "check",
            "--ignore",
            "misaligned-row",
            "--format",
            format,
            "unread.md",
        ];
        sandbox.run(&words).stderr_has("not shown: ");
    }
    let off = sandbox.run(&[
        "check",
        "--ignore",
        "group:relation",
        "--format",
        "json",
        "unread.md",
    ]);
    let json: serde_json::Value = serde_json::from_str(&off.stdout).unwrap();
    assert_eq!(json["summary"]["relations"], 0, "{json}");
}

#[test]
fn a_row_under_a_label_of_no_form_is_no_pass() {
    let right = page()
        .replace("| 21 |", "| 12 |")
        .replace("| 22 |", "| 13 |");
    let renamed = right.replace("| 行政许可 |", "| 各类许可 |");
    assert_ne!(right, renamed);
    let sandbox = Sandbox::with(&[("renamed.md", renamed.as_bytes())]);
    let ran = sandbox.run(&["check", "--format", "concise", "renamed.md"]);
    assert_eq!(ran.status, 2, "{}", ran.stderr);
    assert!(ran.stdout.contains("各类许可"), "{}", ran.stdout);
    let accepted = sandbox.run(&["check", "--ignore", "unknown-row", "renamed.md"]);
    assert_eq!(accepted.status, 0, "{}", accepted.stderr);
}

#[test]
fn years_that_were_not_compared_are_reported() {
    let (old, new) = (page_of("青石县某某局", 2022), page_of("青石县某某局", 2023));
    let files = [("2022.md", old.as_bytes()), ("2023.md", new.as_bytes())];
    let ran = Sandbox::with(&files).check(&["."]);
    ran.stderr_has("relations between years not checked: 青石县某某局");
    let other = page_of("白水县某某局", 2023);
    let files = [("2022.md", old.as_bytes()), ("2023.md", other.as_bytes())];
    let ran = Sandbox::with(&files).check(&["."]);
    assert!(!ran.stderr.contains("several years"), "{ran:?}");
}

#[test]
fn no_organ_of_a_folder_is_compared_with_another() {
    let organs = ["青石县住房和城乡建设局", "青石县水务局", "青石县人民政府"];
    let mut files: Vec<(String, String)> = organs
        .iter()
        .map(|organ| (format!("old/{organ}.md"), page_of(organ, 2022)))
        .collect();
    let others = [
        ("青石县城市管理局", false),
        ("青石县水利局", false),
        ("白水县水务局", false),
        ("青石县教育局", false),
        ("青石县住建局", true),
        ("清源市青石县水务局", true),
    ];
    files.extend(
        others
            .iter()
            .map(|(organ, _)| (format!("{organ}.md"), page_of(organ, 2023))),
    );
    let files: Vec<(&str, &[u8])> = files
        .iter()
        .map(|(name, text)| (name.as_str(), text.as_bytes()))
        .collect();
    let sandbox = Sandbox::with(&files);
    for (organ, is_there) in others {
        let ran = sandbox.check(&["--prior", "old", &format!("{organ}.md")]);
        let stderr = format!("no report of {organ} for 2022; relations between years not checked");
        assert_eq!(ran.stderr.contains(&stderr), !is_there, "{organ} {ran:?}");
        assert_eq!(ran.status, if is_there { 1 } else { 2 }, "{organ} {ran:?}");
    }
    // A folder with a single report is still a folder.
    let one = Sandbox::with(&[
        ("old/a.md", page_of("青石县水务局", 2022).as_bytes()),
        ("b.md", page_of("青石县教育局", 2023).as_bytes()),
    ]);
    let ran = one.check(&["--prior", "old", "b.md"]);
    assert_eq!(ran.status, 2, "{ran:?}");
    ran.stderr_has("no report of 青石县教育局 for 2022");
}

/// Two reports of one organ and year that differ cannot both be last year's.
#[test]
fn last_year_is_no_matter_of_names_of_files() {
    let old = page_of("青石县水务局", 2022);
    let other = old.replace(
        "| 一、本年新收政府信息公开申请数量 | 12 |",
        "| 一、本年新收政府信息公开申请数量 | 13 |",
    );
    assert_ne!(old, other);
    let undated = old
        .replace("2022年度", "")
        .replace("2022年", "")
        .replace("2022", "");
    let sandbox = Sandbox::with(&[
        ("b.md", page_of("青石县水务局", 2023).as_bytes()),
        ("same/1.md", old.as_bytes()),
        ("same/2.md", old.as_bytes()),
        ("differing/1.md", old.as_bytes()),
        ("differing/2.md", other.as_bytes()),
        ("undated.md", undated.as_bytes()),
    ]);
    let ran = sandbox.check(&["--prior", "same", "b.md"]);
    assert!(!ran.stderr.contains("may be last year's"), "{ran:#?}");
    let ran = sandbox.check(&["--prior", "differing", "b.md"]);
    assert_eq!(ran.status, 2, "{ran:#?}");
    ran.stderr_has("several reports given with --prior may be last year's");
    // Of a town and a city of the same name are other organs, and so is an office of the organ.
    for organ in ["青石镇水务局", "青石市水务局", "青石县水务局河长制办公室"]
    {
        let page = page_of(organ, 2022);
        let sandbox = Sandbox::with(&[
            ("b.md", page_of("青石县水务局", 2023).as_bytes()),
            ("old/a.md", page.as_bytes()),
            ("both/a.md", page.as_bytes()),
            ("both/b.md", old.as_bytes()),
        ]);
        let ran = sandbox.check(&["--prior", "old", "b.md"]);
        assert_eq!(ran.status, 2, "{organ} {ran:#?}");
        ran.stderr_has("no report of 青石县水务局 for 2022");
        let ran = sandbox.check(&["--prior", "both", "b.md"]);
        assert_eq!(
            (ran.status, ran.stderr.as_str()),
            (1, ""),
            "{organ} {ran:#?}"
        );
    }
    let ran = sandbox.check(&["--prior", "undated.md", "b.md"]);
    ran.stderr_has("names no year; it was compared as that of the year before");
}

#[test]
fn a_rule_that_has_nothing_to_compare_with_is_not_said_to_be_switched_off() {
    let sandbox = Sandbox::with(&[("b.md", page().as_bytes())]);
    let ran = sandbox.check(&["--select", "carried-over-from-last-year", "b.md"]);
    assert_eq!(ran.status, 2, "{ran:#?}");
    ran.stderr_has("all rules in force compare it with other reports, of which none is given");
    assert!(!ran.stderr.contains("--no-config"), "{ran:#?}");
}

#[test]
fn half_a_year_is_not_compared_with_a_whole_one() {
    let annual = |year: i32| page_of("青石县水务局", year);
    let half = |year: i32| {
        let title = "年政府信息公开工作年度报告";
        annual(year).replace(title, "年上半年政府信息公开工作报告")
    };
    let (before, own) = (half(2022), annual(2023));
    let sandbox = Sandbox::with(&[
        ("half.md", before.as_bytes()),
        ("b.md", own.as_bytes()),
        ("whole.md", annual(2022).as_bytes()),
        ("c.md", half(2023).as_bytes()),
        ("old/half.md", before.as_bytes()),
        ("old/whole.md", annual(2022).as_bytes()),
    ]);
    for [prior, own] in [["half.md", "b.md"], ["whole.md", "c.md"]] {
        let ran = sandbox.check(&["--prior", prior, own]);
        assert_eq!(ran.status, 2, "{ran:#?}");
        ran.stderr_has("one is of a whole year and the other is not; they were not compared");
    }
    let ran = sandbox.check(&["--prior", "old", "b.md"]);
    assert_eq!((ran.status, ran.stderr.as_str()), (1, ""), "{ran:#?}");
}

#[test]
fn nothing_of_a_file_steers_what_shows_it() {
    let name = "a\u{1b}[31m\u{202e}b\u{9b}.md";
    let page = page().replace("青石县", "青\u{1b}[2J\u{202e}石县");
    let sandbox = Sandbox::with(&[(name, page.as_bytes()), ("c\u{7}\u{202e}.md", b"")]);
    for format in [
        "full",
        "concise",
        "csv",
        "csv-machine",
        "github",
        "html",
        "junit",
    ] {
        let ran = sandbox.run(&["check", "--format", format, "."]);
        let steers = |c: char| (c.is_control() && !"\n\r\t".contains(c)) || c == '\u{202e}';
        assert!(!ran.stdout.contains(steers), "{format} {:?}", ran.stdout);
        assert!(!ran.stderr.contains(steers), "{format} {:?}", ran.stderr);
    }
    let ran = sandbox.run(&["check", "--show-settings", name]);
    assert!(
        !ran.stdout.contains(['\u{1b}', '\u{202e}', '\u{9b}']),
        "{:?}",
        ran.stdout
    );
}

#[test]
fn paths_for_code_hosts_have_no_idle_parts() {
    let sandbox = sandbox();
    let ran = sandbox.run(&["check", "--format", "github", "./a.md"]);
    assert!(ran.stdout.contains("file=a.md,"), "{ran:?}");
    let ran = sandbox.run(&["check", "--format", "sarif", "./a.md"]);
    assert!(
        ran.stdout.contains("{\"uri\":\"a.md\"}") && !ran.stdout.contains("./a.md"),
        "{ran:?}"
    );
}

/// Repairs `a.md` in place.
#[cfg(unix)]
fn repaired(sandbox: &Sandbox) -> sandbox::Ran {
    sandbox.run(&["fix", "--write", "--unsafe", "a.md"])
}

#[cfg(unix)]
#[test]
fn a_repaired_file_has_what_it_had() {
    use std::os::unix::fs::{MetadataExt as _, PermissionsExt as _, chown};
    let sandbox = sandbox();
    let path = sandbox.path().join("a.md");
    fs::set_permissions(&path, fs::Permissions::from_mode(0o640)).unwrap();
    // Only the superuser may give files away.
    let given = chown(&path, Some(4711), Some(4712)).is_ok();
    #[cfg(target_os = "linux")]
    let marked = {
        let flags = rustix::fs::XattrFlags::empty();
        rustix::fs::setxattr(&path, "user.gouji", b"kept", flags).is_ok()
    };
    let before = fs::read(&path).unwrap();
    let ran = repaired(&sandbox);
    assert!(ran.stderr.contains("the old file is"), "{ran:?}");
    assert_ne!(fs::read(&path).unwrap(), before);
    for path in [path.clone(), sandbox.path().join("a.md.bak")] {
        let metadata = fs::metadata(&path).unwrap();
        assert_eq!(metadata.permissions().mode() & 0o7777, 0o640);
        if given {
            assert_eq!((metadata.uid(), metadata.gid()), (4711, 4712));
        }
        #[cfg(target_os = "linux")]
        if marked {
            let mut room = [0_u8; 16];
            let length = rustix::fs::getxattr(&path, "user.gouji", room.as_mut_slice());
            assert_eq!(&room[..length.unwrap()], b"kept");
        }
    }
}

#[cfg(unix)]
#[test]
fn a_file_with_other_names_is_not_replaced() {
    let sandbox = sandbox();
    let path = sandbox.path().join("a.md");
    fs::hard_link(&path, sandbox.path().join("b.md")).unwrap();
    let before = fs::read(&path).unwrap();
    let ran = repaired(&sandbox);
    assert_eq!(ran.status, 2, "{ran:?}");
    ran.stderr_has("hard links");
    assert_eq!(fs::read(&path).unwrap(), before);
    assert!(!sandbox.path().join("a.md.bak").exists());
}

#[cfg(unix)]
#[test]
fn what_a_kill_left_behind_is_cleared_and_nothing_else() {
    let sandbox = sandbox();
    let named = |name: &str| sandbox.path().join(name);
    for name in [
        ".gouji-left.tmp",
        ".gouji-used.tmp",
        ".other.tmp",
        "gouji-own.tmp",
    ] {
        fs::write(named(name), "x").unwrap();
    }
    let used = File::open(named(".gouji-used.tmp")).unwrap();
    used.lock().unwrap();
    let ran = repaired(&sandbox);
    assert!(ran.stderr.contains("the old file is"), "{ran:?}");
    let mut names: Vec<String> = fs::read_dir(sandbox.path())
        .unwrap()
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .collect();
    names.sort();
    assert_eq!(
        names,
        [
            ".gouji-used.tmp",
            ".other.tmp",
            "a.md",
            "a.md.bak",
            "gouji-own.tmp"
        ]
    );
}

/// Many reports in one file, each with something that is likely to be wrong: proofs are bounded.
#[test]
fn a_long_text_is_repaired_in_bounded_time() {
    let many: String = (2000..2040)
        .map(|year| page_of("青石县某某局", year) + "\n\n")
        .collect();
    let sandbox = Sandbox::with(&[("a.md", many.as_bytes())]);
    let begun = std::time::Instant::now();
    let ran = sandbox.run(&["fix", "--unsafe", "a.md"]);
    assert!(ran.status == 0 || ran.status == 2, "{}", ran.stderr);
    assert!(begun.elapsed().as_secs() < 240, "{:?}", begun.elapsed());
}

#[test]
fn an_editor_that_sends_nonsense_is_served_on() {
    use std::io::Write as _;
    let framed = |text: &str| format!("Content-Length: {}\r\n\r\n{text}", text.len());
    let asked = |id: u32, method: &str| {
        framed(&format!(
            "{{\"jsonrpc\":\"2.0\",\"id\":{id},\"method\":\"{method}\",\"params\":{{\"capabilities\":{{}}}}}}"
        ))
    };
    let stderr = [
        asked(1, "initialize"),
        framed("{\"jsonrpc\": nonsense"),
        framed("{\"jsonrpc\":\"2.0\",\"id\":1.5,\"method\":\"shutdown\"}"),
        "Content-Length: 18446744073709551615\r\n\r\n{}".to_owned(),
        "Content-Length: 9999999999\r\n\r\n".to_owned(),
        "Content-Length: many\r\n\r\n{}".to_owned(),
        asked(2, "shutdown"),
        framed("{\"jsonrpc\":\"2.0\",\"method\":\"exit\"}"),
    ]
    .concat();
    let sandbox = sandbox();
    let mut command = sandbox.command(&["lsp"]);
    let mut child = command
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    let mut input = child.stdin.take().unwrap();
    let writer = std::thread::spawn(move || input.write_all(stderr.as_bytes()));
    let output = child.wait_with_output().unwrap();
    writer.join().unwrap().unwrap();
    let received = String::from_utf8(output.stdout).unwrap();
    assert_eq!(output.status.code(), Some(0), "{received}");
    assert!(
        received.contains("\"code\":-32700") && received.contains("\"id\":null"),
        "{received}"
    );
    assert!(
        received.contains("\"id\":1.5") && received.contains("-32600"),
        "{received}"
    );
    assert!(received.contains("\"id\":2,\"result\":null"), "{received}");
}
