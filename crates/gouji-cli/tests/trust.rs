//! Nothing looks like a pass that is none: output that is lost, files and folders that were not
//! read, settings that hide everything, years that were not compared.

#![allow(clippy::unwrap_used, reason = "a failing test may stop at once")]

#[allow(dead_code, reason = "other tests use the rest of it")]
mod scene;

use std::fs::{self, File};
use std::process::Stdio;

use scene::{Scene, page, page_of};

fn scene() -> Scene {
    Scene::with(&[("a.md", page().as_bytes())])
}

#[cfg(target_os = "linux")]
#[test]
fn output_that_is_lost_fails_the_run() {
    let scene = scene();
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
        let mut command = scene.command(arguments);
        let output = command.stdout(Stdio::from(full)).output().unwrap();
        assert_eq!(output.status.code(), Some(2), "{arguments:?}");
    }
}

#[cfg(unix)]
#[test]
fn a_reader_that_went_away_is_forgiven() {
    let scene = scene();
    let mut command = scene.command(&["rules", "--markdown"]);
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
    let scene = Scene::with(&[("a.md", page().as_bytes()), ("b.md", b"\0"), ("c.md", b"")]);
    let ran = scene.run(&["check", "--format", "json", "."]);
    assert_eq!(ran.status, 2);
    let json: serde_json::Value = serde_json::from_str(&ran.shown).unwrap();
    let failures = json["failures"].as_array().unwrap();
    let paths: Vec<&str> = failures
        .iter()
        .map(|one| one["path"].as_str().unwrap())
        .collect();
    assert_eq!(paths, ["./b.md", "./c.md"]);
    assert_eq!(failures[1]["message"], "the file is empty");
    assert_eq!(json["summary"]["unread"], 2);
    assert_eq!(json["summary"]["files"], 1);
    let ran = scene.run(&["check", "."]);
    assert!(ran.shown.contains("2 file(s) could not be read"), "{ran:?}");
    let ran = scene.run(&["check", "--format", "json", "a.md"]);
    let json: serde_json::Value = serde_json::from_str(&ran.shown).unwrap();
    assert_eq!(
        (&json["failures"], &json["summary"]["unread"]),
        (&serde_json::json!([]), &0.into())
    );
}

#[test]
fn folders_too_deep_are_said() {
    let scene = scene();
    let deep = vec!["d"; 70].join("/");
    fs::create_dir_all(scene.path().join(&deep)).unwrap();
    fs::copy(
        scene.path().join("a.md"),
        scene.path().join(&deep).join("b.md"),
    )
    .unwrap();
    for path in [".", "**/*.md"] {
        let ran = scene.check(&[path]);
        assert_eq!(ran.status, 2, "{path} {ran:?}");
        ran.says("more than 64 folders deep, nothing in it was read");
    }
}

#[test]
fn settings_that_switch_everything_off_are_no_pass() {
    let config = "ignore = [\"all\"]\n";
    let scene = Scene::with(&[
        ("gouji.toml", config.as_bytes()),
        ("a.md", page().as_bytes()),
    ]);
    let ran = scene.run(&["check", "a.md"]);
    assert_eq!(ran.status, 2, "{ran:?}");
    ran.says("nothing was checked");
    assert!(
        ran.shown.contains("no rule is in force for 1 of them"),
        "{ran:?}"
    );
    let ran = scene.run(&["check", "--format", "junit", "a.md"]);
    assert!(ran.shown.contains("errors=\"1\""), "{ran:?}");
    let ran = scene.run(&["check", "--no-config", "a.md"]);
    assert_eq!(ran.status, 1, "{ran:?}");
}

#[test]
fn years_that_were_not_compared_are_said() {
    let (old, new) = (page_of("青石县某某局", 2022), page_of("青石县某某局", 2023));
    let files = [("2022.md", old.as_bytes()), ("2023.md", new.as_bytes())];
    let ran = Scene::with(&files).check(&["."]);
    ran.says("relations between years not checked: 青石县某某局");
    let other = page_of("白水县某某局", 2023);
    let files = [("2022.md", old.as_bytes()), ("2023.md", other.as_bytes())];
    let ran = Scene::with(&files).check(&["."]);
    assert!(!ran.said.contains("several years"), "{ran:?}");
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
    let scene = Scene::with(&files);
    for (organ, is_there) in others {
        let ran = scene.check(&["--prior", "old", &format!("{organ}.md")]);
        let said = format!("no report of {organ} for 2022; relations between years not checked");
        assert_eq!(ran.said.contains(&said), !is_there, "{organ} {ran:?}");
        assert_eq!(ran.status, if is_there { 1 } else { 2 }, "{organ} {ran:?}");
    }
    // A folder with a single report is still a folder.
    let one = Scene::with(&[
        ("old/a.md", page_of("青石县水务局", 2022).as_bytes()),
        ("b.md", page_of("青石县教育局", 2023).as_bytes()),
    ]);
    let ran = one.check(&["--prior", "old", "b.md"]);
    assert_eq!(ran.status, 2, "{ran:?}");
    ran.says("no report of 青石县教育局 for 2022");
}

#[test]
fn nothing_of_a_file_steers_what_shows_it() {
    let name = "a\u{1b}[31m\u{202e}b\u{9b}.md";
    let page = page().replace("青石县", "青\u{1b}[2J\u{202e}石县");
    let scene = Scene::with(&[(name, page.as_bytes()), ("c\u{7}\u{202e}.md", b"")]);
    for format in ["full", "concise", "csv", "github", "html", "junit"] {
        let ran = scene.run(&["check", "--format", format, "."]);
        let steers = |c: char| (c.is_control() && !"\n\r\t".contains(c)) || c == '\u{202e}';
        assert!(!ran.shown.contains(steers), "{format} {:?}", ran.shown);
        assert!(!ran.said.contains(steers), "{format} {:?}", ran.said);
    }
}

#[test]
fn paths_for_code_hosts_have_no_idle_parts() {
    let scene = scene();
    let ran = scene.run(&["check", "--format", "github", "./a.md"]);
    assert!(ran.shown.contains("file=a.md,"), "{ran:?}");
    let ran = scene.run(&["check", "--format", "sarif", "./a.md"]);
    assert!(
        ran.shown.contains("{\"uri\":\"a.md\"}") && !ran.shown.contains("./a.md"),
        "{ran:?}"
    );
}
