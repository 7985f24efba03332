//! `gouji lsp` in a real editor: a headless Neovim shows the findings of a report and applies the
//! correction offered, and shows the mistake of a rule file. What is done there stands in `editors/neovim/test.lua`.

#![allow(
    clippy::unwrap_used,
    clippy::print_stdout,
    reason = "a failing test may stop at once, a skipped one says so"
)]

use std::fs;
use std::path::Path;
use std::process::{Command, Output, Stdio};

#[test]
fn neovim_shows_the_findings_and_applies_the_correction() {
    if !is_there() {
        println!("skipped: nvim is not installed");
        return;
    }
    let output = run("faulty.md", |report| report);
    let stderr = String::from_utf8_lossy(&output.stdout).into_owned();
    assert!(
        output.status.success() && stderr.contains("passed"),
        "{stderr}{}",
        String::from_utf8_lossy(&output.stderr)
    );
}

#[test]
fn the_script_can_fail() {
    if !is_there() {
        println!("skipped: nvim is not installed");
        return;
    }
    let output = run("other.md", |_| "# A page that is no report\n".to_owned());
    let stderr = String::from_utf8_lossy(&output.stdout).into_owned();
    assert!(!output.status.success(), "{stderr}");
    assert!(
        stderr.contains("expected 4 diagnostics, found 0"),
        "{stderr}"
    );
}

/// A rule with a misspelt key.
const RULE: &str = r#"name = "few-new-requests"
severty = "warning"
authority = "practice"
citation = { zh = "惯例", en = "custom" }
title = { zh = "标题", en = "title" }
message = { zh = "“{column}”：{equation}", en = "“{column}”: {equation}" }
why = { zh = "原因", en = "why" }
help = { zh = "核对", en = "check" }

[relation]
each = "column of requests"
assert = "requests[new] <= 500"

[[example]]
passes = true

[[example]]
passes = false
cells = { "requests/new/total" = "2000" }
"#;

fn is_there() -> bool {
    let mut command = Command::new("nvim");
    let command = command.arg("--version").stdout(Stdio::null());
    command.status().is_ok_and(|status| status.success())
}

/// Runs the script on a changed copy of the faulty report.
fn run(name: &str, change: impl Fn(String) -> String) -> Output {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("neovim");
    fs::create_dir_all(&folder).unwrap();
    let report = folder.join(name);
    let text = fs::read_to_string(root.join("tests/faulty.md")).unwrap();
    fs::write(&report, change(text)).unwrap();
    let rule = folder.join("rule.toml");
    fs::write(&rule, RULE).unwrap();
    Command::new("nvim")
        .args(["--headless", "--clean", "-n", "-S"])
        .arg(root.join("editors/neovim/test.lua"))
        .env("GOUJI_BIN", env!("CARGO_BIN_EXE_gouji"))
        .env("GOUJI_REPORT", &report)
        .env("GOUJI_RULE", &rule)
        .env(
            "GOUJI_PATIENCE",
            if name == "faulty.md" { "30000" } else { "1500" },
        )
        .current_dir(&folder)
        .stdin(Stdio::null())
        .output()
        .unwrap()
}
