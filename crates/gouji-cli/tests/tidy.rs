//! The architecture's invariants, read off the source tree: see ARCHITECTURE.md.

#![allow(
    clippy::unwrap_used,
    clippy::print_stdout,
    reason = "a failing test may stop at once and say what was skipped"
)]

#[path = "tidy/arrows.rs"]
mod arrows;
#[path = "tidy/circle.rs"]
mod circle;
#[path = "tidy/circles.rs"]
mod circles;
#[path = "tidy/embedded.rs"]
mod embedded;
#[path = "tidy/files.rs"]
mod files;
#[path = "tidy/han.rs"]
mod han;
#[path = "tidy/names.rs"]
mod names;
#[path = "tidy/source.rs"]
mod source;
#[path = "tidy/tree.rs"]
mod tree;

use std::fs;
use std::path::{Path, PathBuf};

use files::{rust_files, without_tests};

/// For each crate the workspace crates it may depend on.
const MAY_KNOW: [(&str, &[&str]); 32] = [
    ("gouji-language", &[]),
    ("gouji-model", &["gouji-language"]),
    ("gouji-format", &["gouji-model"]),
    ("gouji-archive", &["gouji-model", "gouji-format"]),
    (
        "gouji-document",
        &["gouji-language", "gouji-model", "gouji-format"],
    ),
    (
        "gouji-read",
        &[
            "gouji-language",
            "gouji-model",
            "gouji-format",
            "gouji-document",
        ],
    ),
    (
        "gouji-page",
        &["gouji-language", "gouji-model", "gouji-document"],
    ),
    (
        "gouji-pdf",
        &[
            "gouji-model",
            "gouji-format",
            "gouji-document",
            "gouji-page",
        ],
    ),
    ("gouji-package", &["gouji-format"]),
    (
        "gouji-ofd",
        &[
            "gouji-model",
            "gouji-format",
            "gouji-document",
            "gouji-package",
            "gouji-page",
        ],
    ),
    (
        "gouji-office",
        &[
            "gouji-language",
            "gouji-model",
            "gouji-format",
            "gouji-document",
            "gouji-package",
        ],
    ),
    ("gouji-rule", &["gouji-model"]),
    (
        "gouji-pack",
        &["gouji-language", "gouji-model", "gouji-rule"],
    ),
    (
        "gouji-bind",
        &["gouji-language", "gouji-model", "gouji-document"],
    ),
    ("gouji-records", &["gouji-model", "gouji-format"]),
    ("gouji-canonical", &["gouji-model", "gouji-format"]),
    (
        "gouji-narrative",
        &["gouji-language", "gouji-model", "gouji-rule"],
    ),
    (
        "gouji-check",
        &["gouji-model", "gouji-rule", "gouji-narrative"],
    ),
    ("gouji-locate", &["gouji-model", "gouji-rule"]),
    (
        "gouji-audit",
        &["gouji-language", "gouji-model", "gouji-rule", "gouji-check"],
    ),
    (
        "gouji-ruleset",
        &["gouji-model", "gouji-rule", "gouji-pack", "gouji-check"],
    ),
    (
        "gouji-testkit",
        &["gouji-model", "gouji-rule", "gouji-check"],
    ),
    (
        "gouji-render",
        &["gouji-model", "gouji-document", "gouji-rule"],
    ),
    (
        "gouji-worklist",
        &[
            "gouji-language",
            "gouji-model",
            "gouji-audit",
            "gouji-format",
            "gouji-render",
        ],
    ),
    (
        "gouji-dashboard",
        &["gouji-model", "gouji-audit", "gouji-render"],
    ),
    (
        "gouji-lint",
        &[
            "gouji-language",
            "gouji-model",
            "gouji-format",
            "gouji-document",
            "gouji-read",
            "gouji-office",
            "gouji-pdf",
            "gouji-ofd",
            "gouji-rule",
            "gouji-pack",
            "gouji-bind",
            "gouji-records",
            "gouji-canonical",
            "gouji-check",
            "gouji-locate",
            "gouji-narrative",
        ],
    ),
    (
        "gouji-config",
        &["gouji-model", "gouji-rule", "gouji-pack", "gouji-check"],
    ),
    (
        "gouji-lsp",
        &[
            "gouji-model",
            "gouji-format",
            "gouji-document",
            "gouji-audit",
            "gouji-rule",
            "gouji-pack",
            "gouji-check",
            "gouji-config",
            "gouji-lint",
            "gouji-fix",
            "gouji-ruleset",
        ],
    ),
    (
        "gouji-fix",
        &[
            "gouji-model",
            "gouji-document",
            "gouji-office",
            "gouji-rule",
            "gouji-check",
            "gouji-lint",
        ],
    ),
    ("gouji-store", &["gouji-model", "gouji-audit"]),
    (
        "gouji-export",
        &["gouji-model", "gouji-audit", "gouji-store"],
    ),
    (
        "gouji-cli",
        &[
            "gouji-model",
            "gouji-format",
            "gouji-archive",
            "gouji-read",
            "gouji-rule",
            "gouji-pack",
            "gouji-canonical",
            "gouji-check",
            "gouji-audit",
            "gouji-store",
            "gouji-export",
            "gouji-dashboard",
            "gouji-worklist",
            "gouji-document",
            "gouji-config",
            "gouji-lint",
            "gouji-fix",
            "gouji-office",
            "gouji-lsp",
            "gouji-render",
            "gouji-ruleset",
        ],
    ),
];

fn workspace() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..")
}

fn sources() -> Vec<(PathBuf, String)> {
    let mut files = Vec::new();
    rust_files(&workspace().join("crates"), &mut files);
    files.sort();
    assert!(files.len() > 20, "the source tree was not found");
    files
        .into_iter()
        .map(|path| {
            let text = fs::read_to_string(&path).unwrap();
            (path, text)
        })
        .collect()
}

#[test]
fn dependencies_go_one_way() {
    for (name, allowed) in MAY_KNOW {
        let manifest = workspace().join("crates").join(name).join("Cargo.toml");
        let text = fs::read_to_string(manifest).unwrap();
        let own = text.split("[dev-dependencies]").next().unwrap();
        for line in own.lines().filter(|line| line.starts_with("gouji-")) {
            let dependency = line.split(['.', ' ', '=']).next().unwrap();
            assert!(
                allowed.contains(&dependency),
                "{name} must not know {dependency}"
            );
        }
    }
}

#[test]
fn what_the_program_carries_is_in_the_number_of_its_build() {
    let workspace = workspace();
    let all = embedded::embedded(&workspace);
    let shown: Vec<String> = all
        .iter()
        .map(|(_, path)| path.to_string_lossy().replace('\\', "/"))
        .collect();
    for known in [
        "rules",
        "languages",
        "crates/gouji-render/src/page/script.js",
    ] {
        assert!(shown.iter().any(|path| path == known), "{known}: {shown:?}");
    }
    for (who, path) in &all {
        assert!(
            embedded::is_hashed(&workspace, path),
            "{who} carries {}, which is not in the number that gouji-cli/build.rs makes",
            path.display()
        );
    }
    assert!(!embedded::is_hashed(
        &workspace,
        "crates/gouji-pack/data/x.toml".as_ref()
    ));
    assert!(!embedded::is_hashed(&workspace, "words/zh.toml".as_ref()));
}
#[test]
fn every_crate_is_in_the_table() {
    for entry in fs::read_dir(workspace().join("crates")).unwrap() {
        let name = entry.unwrap().file_name().into_string().unwrap();
        assert!(MAY_KNOW.iter().any(|(known, _)| *known == name), "{name}");
    }
}

#[test]
fn every_module_opens_with_a_head_doc() {
    for (path, text) in sources() {
        assert!(
            text.starts_with("//!"),
            "{} has no head doc",
            path.display()
        );
    }
}

#[test]
fn files_hold_one_idea() {
    for (path, text) in sources() {
        let lines = text.lines().count();
        assert!(lines <= 700, "{} has {lines} lines", path.display());
        let stem = path.file_stem().unwrap().to_string_lossy().into_owned();
        let empty_names = [
            "util", "utils", "helper", "helpers", "common", "misc", "manager",
        ];
        assert!(!empty_names.contains(&stem.as_str()), "{}", path.display());
    }
}

/// What takes real numbers from a library or a file and makes whole numbers or text of them:
/// coordinates of a page, and the numbers of old workbooks; and a reader of rule files that must
/// name what it refuses to read.
const MAY_USE_FLOATS: [&str; 4] = [
    "gouji-pdf/src/capture.rs",
    "gouji-ofd/src/",
    "gouji-office/src/xls/number.rs",
    "gouji-pack/src/compact.rs",
];

#[test]
fn no_floating_point_stands_near_a_figure() {
    for (path, text) in sources() {
        let shown = path.to_string_lossy().replace('\\', "/");
        let excepted = MAY_USE_FLOATS.iter().any(|name| shown.contains(name));
        if excepted || path.components().any(|part| part.as_os_str() == "tests") {
            continue;
        }
        for word in ["f32", "f64"] {
            let used = without_tests(&text)
                .lines()
                .filter(|line| !line.trim_start().starts_with("//"))
                .any(|line| {
                    line.split(|c: char| !c.is_alphanumeric())
                        .any(|part| part == word)
                });
            assert!(!used, "{} uses {word}", path.display());
        }
    }
}

#[test]
fn rules_and_engine_know_no_country() {
    for (path, text) in sources() {
        let shown = path.display().to_string();
        let engine = [
            "gouji-check/src",
            "gouji-rule/src",
            "gouji-pack/src",
            "gouji-locate/src",
        ];
        if !engine.iter().any(|part| shown.contains(part)) {
            continue;
        }
        for word in ["natural_person", "carried_over", "reconsideration"] {
            let used = without_tests(&text)
                .lines()
                .filter(|line| !line.trim_start().starts_with("//"))
                .any(|line| line.contains(word));
            assert!(!used, "{shown} names {word}");
        }
    }
}

/// What stands in signatures of files, as it is written in code.
const SIGNATURES: [&str; 15] = [
    "b\"PK",
    "\\xd0\\xcf",
    "0xd0, 0xcf",
    "b\"%PDF",
    "b\"{\\\\rtf",
    "\\x1f\\x8b",
    "0x1f, 0x8b",
    "Rar!",
    "7z\\xbc",
    "b\"ustar",
    "b\"MZ",
    "\\x89PNG",
    "b\"GIF8",
    "\\x7fELF",
    "\\x78\\x9f\\x3e",
];

#[test]
fn signatures_of_files_stand_in_one_crate() {
    for (path, text) in sources() {
        let has = |name: &str| path.components().any(|part| part.as_os_str() == name);
        if has("gouji-format") || !has("src") {
            continue;
        }
        for signature in SIGNATURES {
            let written = without_tests(&text).to_lowercase();
            assert!(
                !written.contains(&signature.to_lowercase()),
                "{} has {signature}: what a file is says gouji-format",
                path.display()
            );
        }
    }
}

/// Whoever lists numerals or spells out what each is worth writes these.
const NUMERALS: [&str; 3] = ["二三四五", "'三' =>", "'三', '四'"];

#[test]
fn numerals_stand_in_one_module() {
    for (path, text) in sources() {
        let has = |name: &str| path.components().any(|part| part.as_os_str() == name);
        if path.ends_with("gouji-model/src/numerals.rs") || has("gouji-testkit") || !has("src") {
            continue;
        }
        for listed in NUMERALS {
            assert!(
                !without_tests(&text).contains(listed),
                "{} lists numerals, which gouji_model::numerals does",
                path.display()
            );
        }
    }
}

#[test]
fn the_places_of_knowledge_exist() {
    let page = fs::read_to_string(workspace().join("ARCHITECTURE.md")).unwrap();
    let named = page.split('`').filter(|word| word.ends_with(".rs"));
    let below: Vec<&str> = named.filter(|word| word.contains("/src/")).collect();
    assert!(below.len() > 15, "the table of places was not found");
    for path in below {
        let file = workspace().join("crates").join(path);
        assert!(file.is_file(), "ARCHITECTURE.md names {path}");
    }
}

#[test]
fn one_module_names_the_types_of_the_protocol() {
    for (path, text) in sources() {
        let names = path
            .components()
            .any(|part| part.as_os_str() == "gouji-lsp")
            && text.contains("lsp_types");
        assert!(
            !names || path.ends_with("src/protocol.rs"),
            "{} names lsp_types",
            path.display()
        );
    }
}
