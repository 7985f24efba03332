//! Licences and duplicate versions of dependencies, against deny.toml: what `cargo deny` checks too,
//! without the tool and without a network.

#![allow(
    clippy::unwrap_used,
    clippy::print_stdout,
    reason = "a failing test may stop at once and say what was skipped"
)]

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;
use std::process::Command;

use serde_json::Value;

/// A package of the lock file that is built on Linux.
struct Package {
    name: String,
    version: String,
    license: String,
}

fn root() -> &'static Path {
    Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/../.."))
}

/// The packages, as far as their sources are at hand.
fn packages() -> Option<Vec<Package>> {
    let target = "x86_64-unknown-linux-gnu";
    let arguments = ["metadata", "--format-version", "1", "--locked", "--offline"];
    let mut cargo = Command::new(env!("CARGO"));
    cargo.args(arguments).args(["--filter-platform", target]);
    let output = cargo.current_dir(root()).output().unwrap();
    if !output.status.success() {
        println!("skipped: {}", String::from_utf8_lossy(&output.stderr));
        return None;
    }
    let json: Value = serde_json::from_slice(&output.stdout).unwrap();
    let nodes = json["resolve"]["nodes"].as_array().unwrap().iter();
    let used: BTreeSet<&str> = nodes.map(|node| node["id"].as_str().unwrap()).collect();
    let all = json["packages"].as_array().unwrap().iter();
    let package = |package: &Value| Package {
        name: package["name"].as_str().unwrap().to_owned(),
        version: package["version"].as_str().unwrap().to_owned(),
        license: package["license"].as_str().unwrap_or("none").to_owned(),
    };
    let used = all.filter(|package| used.contains(package["id"].as_str().unwrap()));
    Some(used.map(package).collect())
}

fn deny() -> toml::Table {
    let text = std::fs::read_to_string(root().join("deny.toml")).unwrap();
    text.parse().unwrap()
}

/// Whether a licence expression is met by licences that are allowed: `(MIT OR Apache-2.0) AND ISC`.
fn is_met(expression: &str, allowed: &BTreeSet<&str>) -> bool {
    let expression = expression.trim();
    for (word, all) in [(" AND ", true), (" OR ", false), ("/", false)] {
        let parts = split(expression, word);
        if parts.len() > 1 {
            let mut met = parts.iter().map(|part| is_met(part, allowed));
            return if all {
                met.all(|met| met)
            } else {
                met.any(|met| met)
            };
        }
    }
    match expression
        .strip_prefix('(')
        .and_then(|rest| rest.strip_suffix(')'))
    {
        Some(inside) => is_met(inside, allowed),
        None => allowed.contains(expression),
    }
}

/// The parts of an expression between words that stand in no brackets.
fn split<'e>(expression: &'e str, word: &str) -> Vec<&'e str> {
    let (mut parts, mut from) = (Vec::new(), 0);
    for (at, _) in expression.match_indices(word) {
        let before = &expression[..at];
        if before.matches('(').count() == before.matches(')').count() {
            parts.push(&expression[from..at]);
            from = at + word.len();
        }
    }
    parts.push(&expression[from..]);
    parts
}

#[test]
fn every_dependency_has_a_licence_that_is_allowed() {
    let Some(packages) = packages() else { return };
    let deny = deny();
    let allowed = deny["licenses"]["allow"].as_array().unwrap().iter();
    let allowed: BTreeSet<&str> = allowed.map(|one| one.as_str().unwrap()).collect();
    assert!(packages.len() > 100);
    for package in packages {
        let (name, license) = (package.name, package.license);
        assert!(is_met(&license, &allowed), "{name}: {license}");
    }
}

#[test]
fn no_dependency_is_there_twice_without_a_reason() {
    let Some(packages) = packages() else { return };
    let deny = deny();
    let skipped = deny["bans"]["skip"].as_array().unwrap().iter();
    let skipped: Vec<(&str, &str)> = skipped
        .map(|one| one["crate"].as_str().unwrap().split_once('@').unwrap())
        .collect();
    let is_skipped = |name: &str, version: &str| {
        let begins = |known: &str| {
            version
                .strip_prefix(known)
                .is_some_and(|rest| rest.starts_with('.'))
        };
        skipped
            .iter()
            .any(|(known, start)| *known == name && begins(start))
    };
    let mut versions: BTreeMap<&str, BTreeSet<&str>> = BTreeMap::new();
    for package in &packages {
        versions
            .entry(&package.name)
            .or_default()
            .insert(&package.version);
    }
    for (name, versions) in &versions {
        let left = versions.iter().filter(|version| !is_skipped(name, version));
        assert!(left.count() < 2, "{name} {versions:?}");
    }
    for (name, start) in skipped {
        let several = versions
            .get(name)
            .is_some_and(|versions| versions.len() > 1);
        assert!(
            several,
            "{name}@{start} is there once and needs no exception"
        );
    }
}

#[test]
fn nothing_is_fetched_from_elsewhere_or_unmaintained() {
    let lock = std::fs::read_to_string(root().join("Cargo.lock")).unwrap();
    let sources = lock
        .lines()
        .filter_map(|line| line.strip_prefix("source = "));
    for source in sources {
        assert_eq!(
            source,
            "\"registry+https://github.com/rust-lang/crates.io-index\""
        );
    }
    // RUSTSEC-2025-0141.
    assert!(!lock.contains("name = \"bincode\""));
}

/// The crates from elsewhere that the root names.
fn of_the_workspace() -> BTreeSet<String> {
    let root: toml::Table = read(&root().join("Cargo.toml")).parse().unwrap();
    let all = root["workspace"]["dependencies"].as_table().unwrap().iter();
    let ours = |value: &toml::Value| value.get("path").is_some();
    let others = all.filter(|(_, value)| !ours(value));
    others.map(|(name, _)| name.clone()).collect()
}

fn read(path: &Path) -> String {
    std::fs::read_to_string(path).unwrap()
}

/// The manifests of the members, with the tables in them that name dependencies.
fn dependencies_of_members() -> Vec<(String, toml::Table)> {
    let folders = std::fs::read_dir(root().join("crates")).unwrap();
    let mut found = Vec::new();
    for folder in folders {
        let folder = folder.unwrap();
        let name = folder.file_name().into_string().unwrap();
        let manifest: toml::Table = read(&folder.path().join("Cargo.toml")).parse().unwrap();
        let targets = manifest.get("target").and_then(toml::Value::as_table);
        let targets = targets.into_iter().flat_map(|all| all.values());
        let tables = targets.filter_map(toml::Value::as_table);
        for table in tables.chain([&manifest]) {
            for kind in ["dependencies", "dev-dependencies", "build-dependencies"] {
                let named = table.get(kind).and_then(toml::Value::as_table);
                found.extend(named.map(|named| (name.clone(), named.clone())));
            }
        }
    }
    assert!(found.len() > 20, "the members were not found");
    found
}

#[test]
fn versions_stand_in_the_root_alone() {
    let mut unused = of_the_workspace();
    for (member, named) in dependencies_of_members() {
        for (name, value) in named {
            let inherits = value.get("workspace").and_then(toml::Value::as_bool);
            assert_eq!(inherits, Some(true), "{member}: {name}.workspace = true");
            unused.remove(&name);
        }
    }
    assert!(unused.is_empty(), "no crate uses {unused:?}");
}

#[test]
fn every_dependency_is_named_with_its_reason() {
    let page = read(&root().join("docs/dependencies.md"));
    let rows = page.lines().filter(|line| line.starts_with("| ")).skip(1);
    let mut reasoned = BTreeSet::new();
    for row in rows {
        let cells: Vec<&str> = row.trim_matches('|').split(" | ").map(str::trim).collect();
        let [names, what, why] = cells[..] else {
            panic!("a crate, what for and why: {row}");
        };
        assert!(!what.is_empty() && !why.is_empty(), "{names}: no reason");
        // A name may be followed by the version that is meant.
        let names = names
            .split(", ")
            .map(|name| name.split(' ').next().unwrap());
        reasoned.extend(names.map(str::to_owned));
    }
    assert_eq!(reasoned, of_the_workspace());
}

#[test]
fn expressions_are_met_by_what_is_allowed() {
    let allowed = BTreeSet::from(["MIT", "ISC", "Apache-2.0 WITH LLVM-exception"]);
    for (expression, met) in [
        ("MIT", true),
        ("GPL-3.0", false),
        ("GPL-3.0 OR MIT", true),
        ("GPL-3.0/MIT", true),
        ("GPL-3.0 AND MIT", false),
        ("(GPL-3.0 OR MIT) AND ISC", true),
        ("(GPL-3.0 OR BSD) AND ISC", false),
        ("Apache-2.0 WITH LLVM-exception OR GPL-3.0", true),
    ] {
        assert_eq!(is_met(expression, &allowed), met, "{expression}");
    }
}
