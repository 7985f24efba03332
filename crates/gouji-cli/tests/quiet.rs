//! `--quiet`, `--open` and `init`.

// A test that cannot set up its case should fail loudly.
#![allow(clippy::unwrap_used)]

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

fn reports() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../tests")
}

/// A folder of this test's own.
fn scratch(name: &str) -> PathBuf {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join(name);
    let _ = fs::remove_dir_all(&folder);
    fs::create_dir_all(&folder).unwrap();
    folder
}

fn gouji(folder: &Path, arguments: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_gouji"));
    command
        .args(arguments)
        .env("LC_ALL", "zh_CN.UTF-8")
        .current_dir(folder);
    command
}

fn ran(folder: &Path, arguments: &[&str]) -> (Option<i32>, String, String) {
    let Output {
        status,
        stdout,
        stderr,
    } = gouji(folder, arguments).output().unwrap();
    let text = |bytes| String::from_utf8(bytes).unwrap();
    (status.code(), text(stdout), text(stderr))
}

/// A folder with a faulty report and the same repaired.
fn two(name: &str) -> PathBuf {
    let folder = scratch(name);
    let faulty = fs::read_to_string(reports().join("faulty.md")).unwrap();
    let right = faulty
        .replace("| 21 | 1 |", "| 12 | 1 |")
        .replace("| 0 | 22 |", "| 0 | 13 |");
    fs::write(folder.join("faulty.md"), faulty).unwrap();
    fs::write(folder.join("right.md"), right).unwrap();
    folder
}

#[test]
fn quiet_says_what_is_wrong_and_nothing_else() {
    let folder = two("quiet");
    let nothing = (Some(0), String::new(), String::new());
    for format in ["full", "concise"] {
        let arguments = ["check", "-q", "--format", format, "right.md"];
        assert_eq!(ran(&folder, &arguments), nothing, "{format}");
    }
    let (status, out, err) = ran(&folder, &["-q", "."]);
    assert_eq!((status, err.as_str()), (Some(1), ""));
    assert!(
        out.contains("faulty.md") && out.contains("21 → 12"),
        "{out}"
    );
    assert!(
        !out.contains("right.md") && !out.contains("共检查"),
        "{out}"
    );
    // What could not be done is said.
    let (status, _, err) = ran(&folder, &["check", "-q", "absent.docx"]);
    assert_eq!(status, Some(2));
    assert!(err.contains("absent.docx"), "{err}");
}

#[test]
fn quiet_leaves_machine_outputs_whole() {
    let folder = two("quiet-json");
    let arguments = ["check", "--format", "json", "right.md", "faulty.md"];
    let (_, loud, _) = ran(&folder, &arguments);
    let (_, quiet, _) = ran(&folder, &[&arguments[..], &["--quiet"]].concat());
    assert_eq!(loud, quiet);
    let page = [
        "check",
        "-q",
        "--output",
        "csv=all.csv",
        "right.md",
        "faulty.md",
    ];
    ran(&folder, &page);
    let (_, csv, _) = ran(
        &folder,
        &["check", "--format", "csv", "right.md", "faulty.md"],
    );
    assert_eq!(fs::read_to_string(folder.join("all.csv")).unwrap(), csv);
}

#[test]
fn a_first_configuration_explains_itself_and_changes_nothing() {
    for (language, word) in [("zh", "默认的做法"), ("en", "changes nothing")] {
        let folder = two(&format!("init-{language}"));
        let before = ran(&folder, &["--lang", language, "check", "faulty.md"]);
        let (status, stderr, _) = ran(&folder, &["--lang", language, "init"]);
        assert_eq!(status, Some(0));
        assert!(stderr.contains("gouji.toml"), "{stderr}");
        let file = folder.join("gouji.toml");
        let text = fs::read_to_string(&file).unwrap();
        assert!(text.contains(word), "{text}");
        assert_eq!(
            ran(&folder, &["--lang", language, "check", "faulty.md"]),
            before
        );
        // It is never written over.
        fs::write(&file, "fail-on = \"info\"\n").unwrap();
        let (status, _, stderr) = ran(&folder, &["--lang", language, "init"]);
        assert_eq!(status, Some(2));
        assert!(stderr.contains("gouji.toml"), "{stderr}");
        assert_eq!(fs::read_to_string(&file).unwrap(), "fail-on = \"info\"\n");
    }
}

#[test]
fn every_example_of_the_first_configuration_is_understood() {
    for language in ["zh", "en"] {
        let folder = two(&format!("init-all-{language}"));
        ran(&folder, &["--lang", language, "init"]);
        let file = folder.join("gouji.toml");
        let text = fs::read_to_string(&file).unwrap();
        let is_example = |line: &&str| {
            let key = line.split(" = ").next().unwrap_or_default();
            let is_key = line.contains(" = ") && !key.contains(' ');
            is_key || line.starts_with('[')
        };
        let lines = text.lines().filter_map(|line| line.strip_prefix("# "));
        let examples: Vec<&str> = lines.filter(is_example).collect();
        assert!(examples.len() > 15, "{examples:?}");
        fs::write(&file, examples.join("\n")).unwrap();
        fs::create_dir(folder.join("our-rules")).unwrap();
        let made = [
            "check",
            "--no-config",
            "--write-baseline",
            ".gouji-baseline.json",
            "right.md",
        ];
        ran(&folder, &made);
        let (status, shown, stderr) = ran(&folder, &["check", "--show-settings"]);
        assert_eq!(status, Some(0), "{stderr}");
        assert!(shown.contains("results-total"), "{shown}");
    }
}

/// A program that writes down what it was given.
#[cfg(unix)]
fn browser(folder: &Path) -> PathBuf {
    use std::os::unix::fs::PermissionsExt as _;

    let path = folder.join("browser");
    let given = folder.join("given");
    fs::write(
        &path,
        format!(
            "#!/bin/sh\nprintf '%s\\n' \"$@\" > '{0}.new'\nmv '{0}.new' '{0}'\n",
            given.display()
        ),
    )
    .unwrap();
    fs::set_permissions(&path, fs::Permissions::from_mode(0o755)).unwrap();
    path
}

/// What the browser was given, once it was started.
#[cfg(unix)]
fn given(folder: &Path) -> Option<String> {
    let file = folder.join("given");
    for _ in 0..200 {
        if let Ok(text) = fs::read_to_string(&file) {
            return Some(text);
        }
        std::thread::sleep(std::time::Duration::from_millis(50));
    }
    None
}

#[test]
#[cfg(unix)]
fn the_page_opens_in_the_browser() {
    use std::os::unix::fs::PermissionsExt as _;

    let folder = two("open");
    let temporary = folder.join("tmp");
    fs::create_dir(&temporary).unwrap();
    let mut command = gouji(&folder, &["--open", "faulty.md"]);
    command
        .env(
            "BROWSER",
            format!("/no/such/browser:{} --new", browser(&folder).display()),
        )
        .env("TMPDIR", &temporary);
    let output = command.output().unwrap();
    assert_eq!(output.status.code(), Some(1));
    let given = given(&folder).unwrap();
    let (option, page) = given.trim_end().split_once('\n').unwrap();
    assert_eq!(option, "--new");
    let page = Path::new(page);
    assert!(page.starts_with(&temporary), "{}", page.display());
    assert!(fs::read_to_string(page).unwrap().contains("21"));
    let stderr = String::from_utf8(output.stderr).unwrap();
    assert!(stderr.contains(&*page.to_string_lossy()), "{stderr}");
    // Nobody else looks into it.
    let mode = fs::metadata(page.parent().unwrap())
        .unwrap()
        .permissions()
        .mode();
    assert_eq!(mode & 0o077, 0);
}

#[test]
#[cfg(unix)]
fn a_page_with_a_name_is_the_one_that_opens_and_no_shell_reads_it() {
    let folder = two("open-named");
    let name = "$(touch stolen); a b.html";
    let mut command = gouji(&folder, &["check", "-q", "--open", "right.md"]);
    command
        .arg(format!("--output=html={name}"))
        .env("BROWSER", browser(&folder));
    let output = command.output().unwrap();
    assert_eq!(output.status.code(), Some(0));
    let given = given(&folder).unwrap();
    assert_eq!(
        Path::new(given.trim_end()),
        folder.canonicalize().unwrap().join(name)
    );
    assert!(!folder.join("stolen").exists());
}

#[test]
fn a_page_for_print_leaves_room_for_answers() {
    let folder = two("print");
    let page = |purpose: &[&str]| {
        let output = gouji(&folder, &["check", "--format", "html", "faulty.md"])
            .args(purpose)
            .output()
            .unwrap();
        String::from_utf8(output.stdout).unwrap()
    };
    assert!(page(&["--for", "print"]).contains("<body class=\"for-print\">"));
    let screen = page(&[]);
    assert!(screen.contains("\n<body>\n"));
    assert_eq!(page(&["--for", "screen"]), screen);
    let sum = "SHA-256 ";
    let digest = screen.split_once(sum).unwrap().1.get(..64).unwrap();
    assert!(
        digest.bytes().all(|byte| byte.is_ascii_hexdigit()),
        "{digest}"
    );
    assert!(screen.contains("data-rules=\"requests-balance "));
}
