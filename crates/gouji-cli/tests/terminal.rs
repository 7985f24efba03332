//! What a terminal shows: `tests/terminal/*.txt`, at several widths, with and without colours.
//!
//! `GOUJI_ACCEPT=1 cargo test -p gouji-cli --test terminal` accepts what is shown now.

// A test that cannot set up its case should fail loudly.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use unicode_width::UnicodeWidthStr;

const WIDTHS: [usize; 4] = [60, 80, 100, 160];
/// Reports with one, three and twelve mistakes.
const REPORTS: [&str; 3] = ["faulty", "three", "twelve"];

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../tests")
}

fn shown(report: &str, width: usize, colour: &str, language: &str) -> String {
    let output = Command::new(env!("CARGO_BIN_EXE_gouji"))
        .args(["check", "--color", colour, "--lang", language])
        .arg(format!("{report}.md"))
        .env("COLUMNS", width.to_string())
        .env_remove("LINES")
        .current_dir(folder())
        .output()
        .unwrap();
    String::from_utf8(output.stdout).unwrap()
}

/// A text without the codes for colours.
fn plain(text: &str) -> String {
    let mut plain = String::new();
    let mut rest = text;
    while let Some((before, code)) = rest.split_once("\u{1b}[") {
        plain.push_str(before);
        rest = code.split_once('m').expect("codes end").1;
    }
    plain + rest
}

#[test]
fn every_width_shows_what_was_accepted() {
    for report in REPORTS {
        for width in WIDTHS {
            let text = shown(report, width, "never", "zh");
            let file = folder().join(format!("terminal/{report}-{width}.txt"));
            if std::env::var_os("GOUJI_ACCEPT").is_some() {
                fs::create_dir_all(file.parent().unwrap()).unwrap();
                fs::write(&file, &text).unwrap();
            }
            let accepted = fs::read_to_string(&file).unwrap_or_default();
            assert_eq!(text, accepted, "{}\n{text}", file.display());
        }
    }
}

#[test]
fn no_line_is_wider_than_the_terminal_and_every_mark_stands_under_its_figure() {
    for report in REPORTS {
        for width in WIDTHS {
            for language in ["zh", "en"] {
                let text = shown(report, width, "never", language);
                for line in text.lines() {
                    assert!(line.width() <= width, "{report} at {width}: {line}");
                }
                marks_fit(&text);
            }
        }
    }
}

/// Below a line of the table, `─` stands where its figures stand and nowhere else.
fn marks_fit(text: &str) {
    let mut marked = 0;
    let lines: Vec<&str> = text.lines().collect();
    for pair in lines.windows(2) {
        let (above, below) = (pair[0], pair[1]);
        let is_marks = below.contains('·') && below.contains('─') && !below.contains('╰');
        if !is_marks || above.contains('·') {
            continue;
        }
        let (figures, marks) = (
            places(above, |c| c != ' '),
            places(below, |c| "─┬".contains(c)),
        );
        assert!(
            marks.iter().all(|place| figures.contains(place)),
            "\n{above}\n{below}"
        );
        marked += 1;
    }
    assert!(marked > 0, "nothing is marked\n{text}");
}

/// The columns of a terminal that hold certain characters.
fn places(line: &str, wanted: impl Fn(char) -> bool) -> Vec<usize> {
    let mut column = 0;
    let mut places = Vec::new();
    for c in line.chars() {
        let width = c.to_string().width();
        if wanted(c) {
            places.extend(column..column + width);
        }
        column += width;
    }
    places
}

#[test]
fn colours_change_nothing_but_colours() {
    for report in REPORTS {
        for width in WIDTHS {
            let with = shown(report, width, "always", "zh");
            assert!(with.contains("\u{1b}["), "no colour");
            assert_eq!(plain(&with), shown(report, width, "never", "zh"));
        }
    }
}

#[test]
fn what_to_do_comes_again_where_it_has_scrolled() {
    let list = |lines: &str| {
        let output = Command::new(env!("CARGO_BIN_EXE_gouji"))
            .args(["check", "--lang", "zh", "faulty.md"])
            .env("LINES", lines)
            .current_dir(folder())
            .output()
            .unwrap();
        let text = String::from_utf8(output.stdout).unwrap();
        text.matches("21 → 12").count()
    };
    assert_eq!((list("20"), list("200")), (2, 1));
}
