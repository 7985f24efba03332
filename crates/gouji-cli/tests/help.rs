//! How the command is begun, helped with and set right, in the reader's language.

// A test that cannot set up its case should fail loudly.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use std::path::Path;
use std::process::Command;

/// Exit status, standard output and standard error together.
fn gouji(arguments: &[&str]) -> (Option<i32>, String) {
    let output = Command::new(env!("CARGO_BIN_EXE_gouji"))
        .args(arguments)
        .env_remove("LANG")
        .env_remove("LC_ALL")
        .env_remove("LC_MESSAGES")
        .current_dir(Path::new(env!("CARGO_MANIFEST_DIR")).join("../../tests"))
        .output()
        .unwrap();
    let text = String::from_utf8(output.stdout).unwrap();
    (
        output.status.code(),
        text + &String::from_utf8(output.stderr).unwrap(),
    )
}

#[test]
fn a_file_alone_is_checked() {
    let (status, text) = gouji(&["faulty.md", "--color", "never"]);
    assert_eq!(status, Some(1));
    assert_eq!(
        (status, text),
        gouji(&["check", "faulty.md", "--color", "never"])
    );
}

#[test]
fn without_arguments_two_lines_say_how_to_begin() {
    let (status, text) = gouji(&[]);
    assert_eq!((status, text.lines().count()), (Some(2), 2), "{text}");
    assert!(text.contains("gouji 年报.docx"), "{text}");
}

#[test]
fn mistaken_arguments_are_reported_in_the_readers_language() {
    for (arguments, zh, en) in [
        (
            &["chekc", "a"][..],
            "没有 chekc 这个命令",
            "there is no command 'chekc', and no file of that name",
        ),
        (
            &["pack", "chekc"],
            "没有 chekc 这个命令\n",
            "unrecognized subcommand 'chekc'",
        ),
        (
            &["check", "--fromat", "json", "a"],
            "是不是想写 --format？",
            "'--format'",
        ),
        (
            &["check", "--format", "foo", "a"],
            "--format <FORMAT> 不能是 foo",
            "invalid value 'foo'",
        ),
        (
            &["fix", "--diff", "--write", "a"],
            "--diff 不能与 --write 同时使用",
            "cannot be used with",
        ),
        (&["explain"], "缺少 <RULE>", "required arguments"),
    ] {
        let (status, text) = gouji(arguments);
        assert_eq!(status, Some(2));
        assert!(text.contains(zh), "{text}");
        let (status, text) = gouji(&[&["--lang", "en"][..], arguments].concat());
        assert_eq!(status, Some(2));
        assert!(text.contains(en), "{text}");
    }
}

#[test]
fn shells_and_man_get_their_pages() {
    for shell in ["bash", "zsh", "fish", "powershell", "elvish"] {
        let (status, script) = gouji(&["completions", shell]);
        assert_eq!(status, Some(0), "{shell}");
        assert!(script.contains("baseline"), "{shell}: {script}");
    }
    let (status, page) = gouji(&["man"]);
    assert_eq!(status, Some(0));
    assert!(page.contains(".TH gouji"), "{page}");
    let (status, page) = gouji(&["man", "check"]);
    assert_eq!(status, Some(0));
    assert!(
        page.contains(".TH gouji-check") && page.contains("watch"),
        "{page}"
    );
    for name in ["pack check", "pack-check"] {
        let (status, page) = gouji(&["man", name]);
        assert_eq!(status, Some(0), "{name}");
        assert!(page.contains(".TH gouji-pack-check"), "{page}");
    }
    assert_eq!(gouji(&["man", "chekc"]).0, Some(2));
}

#[test]
fn options_before_a_file_alone_belong_to_check() {
    let checked = gouji(&["check", "--color", "never", "-q", "faulty.md"]);
    assert_eq!(checked.0, Some(1));
    assert_eq!(checked, gouji(&["-q", "--color", "never", "faulty.md"]));
    // What stands behind an option is its value, also where it is a folder.
    let (status, text) = gouji(&["--rules", "pack-check", "explain", "results-total"]);
    assert!(!text.contains("faulty"), "{status:?} {text}");
    let (status, text) = gouji(&["--lang", "en", "rules"]);
    assert_eq!(status, Some(0), "{text}");
}

#[test]
fn a_misspelt_rule_is_reported_with_the_one_that_is_meant() {
    let (status, text) = gouji(&["explain", "request-balance"]);
    assert_eq!(status, Some(2));
    assert!(text.contains("是不是想写 requests-balance？"), "{text}");
    let (_, text) = gouji(&["--lang", "en", "explain", "request-balance"]);
    assert!(text.contains("is it `requests-balance`?"), "{text}");
}
