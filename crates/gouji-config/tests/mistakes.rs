//! Every mistake in a configuration is shown at its place, with what to do. The cases stand in
//! `mistakes.txt`: what is written, then what is reported. `GOUJI_ACCEPT=1` writes it anew.

#![allow(clippy::unwrap_used, reason = "a failing test may stop at once")]

use std::fs;
use std::path::Path;

use gouji_config::{Finder, Overrides, Settings, Source};
use gouji_model::{Date, Language};
use gouji_pack::Packs;
use miette::{GraphicalReportHandler, GraphicalTheme};

const BETWEEN: &str = "\n----------------------------------------\n";
const THEN: &str = "\n~~~\n";

/// What is reported about a configuration; `test` names a folder of the test's own, for tests run side by
/// side.
fn messages(packs: &Packs, test: &str, text: &str) -> String {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR"))
        .join("mistakes")
        .join(test);
    fs::create_dir_all(&folder).unwrap();
    let path = folder.join("gouji.toml");
    fs::write(&path, text).unwrap();
    let today = Date::of_unix_time(0);
    let settings = Finder::new(Source::File(path))
        .find(Path::new("x"))
        .and_then(|chain| Settings::new(&chain, packs, &Overrides::default(), today));
    let Err(error) = settings else {
        return "nothing is wrong".to_owned();
    };
    // So wide that where a line breaks never depends on the length of the folder's name.
    let handler = GraphicalReportHandler::new_themed(GraphicalTheme::none()).with_width(10_000);
    let mut messages = String::new();
    for language in [Language::English, Language::Chinese] {
        handler
            .render_report(&mut messages, &error.diagnostic(language))
            .unwrap();
    }
    let folder = folder.canonicalize().unwrap();
    messages
        .replace(&format!("{}/", folder.display()), "")
        .trim()
        .to_owned()
}

#[test]
fn every_mistake_is_shown_at_its_place() {
    let packs = Packs::built_in().unwrap();
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/mistakes.txt");
    let expected = fs::read_to_string(&path).unwrap();
    let cases: Vec<&str> = expected.trim_end().split(BETWEEN).collect();
    let written = cases.iter().map(|case| case.split(THEN).next().unwrap());
    let found: Vec<String> = written
        .map(|text| format!("{text}{THEN}{}", messages(&packs, "shown", text)))
        .collect();
    if std::env::var_os("GOUJI_ACCEPT").is_some() {
        fs::write(&path, found.join(BETWEEN) + "\n").unwrap();
        return;
    }
    for (found, expected) in found.iter().zip(cases) {
        assert_eq!(found, expected);
        assert!(!found.contains("nothing is wrong"), "{found}");
    }
}

#[test]
fn no_text_ends_in_a_panic() {
    let packs = Packs::built_in().unwrap();
    let text = include_str!("every-key.toml");
    for (end, _) in text.char_indices().step_by(5) {
        messages(&packs, "panic", &text[..end]);
        // One character left out, and one that TOML does not allow there.
        let after = &text[end + text[end..].chars().next().unwrap().len_utf8()..];
        messages(&packs, "panic", &format!("{}{after}", &text[..end]));
        messages(
            &packs,
            "panic",
            &format!("{}\u{1b}\"[{after}", &text[..end]),
        );
    }
    messages(&packs, "panic", &format!("a = {}", "[".repeat(100_000)));
    messages(&packs, "panic", &format!("{} = 1", "a.".repeat(100_000)));
    messages(&packs, "panic", &"[[suppress]]\n".repeat(50_000));
}
