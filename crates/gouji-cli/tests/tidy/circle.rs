//! Circles among the files of a crate.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write;

use super::arrows::Arrows;

/// The files that each file reaches.
fn reached(arrows: &Arrows, from: &str) -> BTreeSet<String> {
    let mut seen = BTreeSet::new();
    let mut open = vec![from.to_owned()];
    while let Some(file) = open.pop() {
        for target in arrows.get(&file).into_iter().flat_map(BTreeMap::keys) {
            if seen.insert(target.clone()) {
                open.push(target.clone());
            }
        }
    }
    seen
}

/// The circles of a crate's files, each with what ties it.
pub(crate) fn circles(arrows: &Arrows) -> Vec<String> {
    let reach: BTreeMap<&String, BTreeSet<String>> = arrows
        .keys()
        .map(|file| (file, reached(arrows, file)))
        .collect();
    let mut listed = BTreeSet::new();
    let mut found = Vec::new();
    for (file, files) in &reach {
        if !files.contains(*file) || listed.contains(*file) {
            continue;
        }
        let circle: BTreeSet<&String> = files
            .iter()
            .filter(|other| reach.get(other).is_some_and(|back| back.contains(*file)))
            .collect();
        let mut text = format!("{} files:\n", circle.len());
        for from in &circle {
            for (to, names) in arrows[*from].iter().filter(|(to, _)| circle.contains(to)) {
                let names: Vec<&str> = names.iter().map(String::as_str).collect();
                writeln!(text, "  {from} -> {to}: {}", names.join(", ")).unwrap();
            }
        }
        listed.extend(circle.into_iter().cloned());
        found.push(text);
    }
    found
}
