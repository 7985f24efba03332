//! Packs are loaded once for all configurations that name the same folders, and again only where
//! a file has changed.

#![allow(clippy::unwrap_used, reason = "a failing test may stop at once")]

use std::fs;
use std::path::{Path, PathBuf};

use gouji_config::{Chain, Source, Workspace};
use gouji_model::Date;
use gouji_pack::Packs;

/// An empty folder of its own.
fn folder(name: &str) -> PathBuf {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join(name);
    let _ = fs::remove_dir_all(&folder);
    fs::create_dir_all(folder.join("mine")).unwrap();
    folder
}

/// Writes a rule of its own that says there are at most so many new requests.
fn write_rule(folder: &Path, most: u32) {
    let words = ["citation", "title", "message", "why", "help"];
    let texts = words.map(|word| format!("{word} = {{ zh = \"x\", en = \"x\" }}\n"));
    let text = format!(
        "name = \"few-new\"\nseverity = \"info\"\nauthority = \"practice\"\n{}\
         [relation]\nassert = \"requests[new, total] <= {most}\"\n",
        texts.concat()
    );
    fs::write(folder.join("mine/few-new.toml"), text).unwrap();
}

fn workspace(rules: Vec<PathBuf>) -> Workspace {
    Workspace::new(Source::Nearest, rules, Date::of_unix_time(0))
}

fn packs(workspace: &mut Workspace, file: &Path) -> Packs {
    let chain = workspace.of_file(file).unwrap();
    workspace.packs(&chain).unwrap()
}

/// What the own rule says, if it is there.
fn messages(packs: &Packs) -> Option<String> {
    let rule = packs.packs().iter().find_map(|pack| pack.rule("few-new"))?;
    Some(format!("{:?}", rule.check))
}

#[test]
fn packs_stay_the_same_until_a_rule_changes() {
    let folder = folder("swapped");
    fs::write(folder.join("gouji.toml"), "rules = [\"mine\"]\n").unwrap();
    write_rule(&folder, 3);
    let file = folder.join("report.md");
    let mut workspace = workspace(Vec::new());
    let first = packs(&mut workspace, &file);
    assert!(messages(&first).is_some());
    assert!(first.ptr_eq(&packs(&mut workspace, &file)));

    // A configuration that names no rules of its own has those it extends.
    fs::create_dir_all(folder.join("below")).unwrap();
    fs::write(
        folder.join("below/gouji.toml"),
        "extends = \"../gouji.toml\"\n",
    )
    .unwrap();
    workspace.forget(true);
    let below = packs(&mut workspace, &folder.join("below/report.md"));
    assert!(first.ptr_eq(&below));
    assert!(first.ptr_eq(&packs(&mut workspace, &file)));

    write_rule(&folder, 4);
    assert!(first.ptr_eq(&packs(&mut workspace, &file)), "not looked at");
    workspace.forget(true);
    let changed = packs(&mut workspace, &file);
    assert!(!first.ptr_eq(&changed));
    assert_ne!(messages(&first), messages(&changed));

    fs::remove_file(folder.join("mine/few-new.toml")).unwrap();
    workspace.forget(true);
    assert_eq!(messages(&packs(&mut workspace, &file)), None);
    fs::remove_dir_all(folder).unwrap();
}

#[test]
fn a_rule_with_a_mistake_is_reported_and_the_next_text_counts() {
    let folder = folder("mended");
    write_rule(&folder, 3);
    let mut workspace = workspace(vec![folder.join("mine"), folder.join("mine")]);
    let first = workspace.packs(&Chain::default()).unwrap();
    fs::write(folder.join("mine/few-new.toml"), "name = 3\n").unwrap();
    workspace.forget(true);
    assert!(workspace.packs(&Chain::default()).is_err());
    assert!(workspace.packs(&Chain::default()).is_err());
    write_rule(&folder, 3);
    let repaired = workspace.packs(&Chain::default()).unwrap();
    assert_eq!(messages(&repaired), messages(&first));
    fs::remove_dir_all(folder).unwrap();
}
