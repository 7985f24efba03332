//! Given packs: two by one id, tables taken from a form that is not there, and ids that are none, are mistakes.

// A test that cannot set up its case should fail loudly.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use std::fs;
use std::path::{Path, PathBuf};

use gouji_pack::Packs;

const TABLE: &str = "title = { en = \"Loans\" }\n[[table.block]]\n\
    columns = [{ id = \"print\", label = \"Print\" }]\nrows = [{ id = \"all\", label = \"All\" }]\n";

/// A folder that is gone with its value.
struct Folder(PathBuf);

impl Drop for Folder {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.0);
    }
}

impl Folder {
    /// A folder with packs, each with its id and what its table says beside its id.
    fn new(test: &str, packs: &[(&str, &str, &str)]) -> Self {
        let name = format!("gouji-beside-{}-{test}", std::process::id());
        let folder = Self(std::env::temp_dir().join(name));
        for (name, id, table) in packs {
            let pack = folder.0.join(name);
            fs::create_dir_all(&pack).unwrap();
            let about = format!("id = \"{id}\"\ntitle = {{ en = \"own\" }}\n");
            fs::write(pack.join("pack.toml"), about).unwrap();
            let form = format!("[[table]]\nid = \"loans\"\n{table}\n{TABLE}");
            fs::write(pack.join("form.toml"), form).unwrap();
        }
        folder
    }

    fn pack(&self, name: &str) -> PathBuf {
        self.0.join(name)
    }
}

/// What is wrong with packs: the file with the name of its folder, what is written there, message and help.
fn faults(folders: &[&Path]) -> Vec<(String, String, String, String)> {
    let folders: Vec<PathBuf> = folders.iter().map(|folder| folder.to_path_buf()).collect();
    let survey = Packs::survey(&folders);
    let faults = survey.faults.iter().map(|fault| {
        let gouji_pack::PackError::Invalid {
            source_code, span, ..
        } = fault
        else {
            panic!("{fault}");
        };
        let file = source_code.name().to_owned();
        let written = &source_code.inner()[span.offset()..span.offset() + span.len()];
        let (message, help) = (fault.message().en, fault.help().en);
        (file, written.to_owned(), message, help)
    });
    faults.collect()
}

#[test]
fn two_packs_by_one_id_are_a_mistake_at_both() {
    let folder = Folder::new("twice", &[("one", "own/1", ""), ("two", "own/1", "")]);
    let (one, two) = (folder.pack("one"), folder.pack("two"));
    for given in [vec![&*one, &*two], vec![&*folder.0]] {
        let found = faults(&given);
        assert_eq!(found.len(), 2, "{found:?}");
        for ((file, written, message, _), (own, other)) in
            found.iter().zip([("one", "two"), ("two", "one")])
        {
            assert!(file.ends_with(&format!("{own}/pack.toml")), "{file}");
            assert_eq!(written, "\"own/1\"");
            assert!(message.contains(&format!("{other}/pack.toml")), "{message}");
        }
    }
    assert!(Packs::load(&[one.clone(), two]).is_err());
    // One folder that is given twice, or within another one, is one pack.
    for again in [
        one.clone(),
        one.join("."),
        folder.pack("two").join("../one"),
    ] {
        assert_eq!(faults(&[&one, &again]), []);
    }
}

#[test]
fn a_pack_may_stand_for_the_built_in_one() {
    let folder = Folder::new("built-in", &[("own", "cn-disclosure/2021", "")]);
    let survey = Packs::survey(&[folder.pack("own")]);
    let named = survey.packs.packs().iter();
    let named = named.filter(|pack| pack.form.id.0 == "cn-disclosure/2021");
    assert_eq!(named.count(), 1);
}

#[test]
fn a_table_of_a_form_that_is_not_there_is_a_mistake() {
    let from =
        |form: &str, table: &str| format!("from = {{ form = \"{form}\", table = \"{table}\" }}");
    let (no_form, no_table) = (from("own/to", "loans"), from("own/two", "laons"));
    let (own, right) = (from("own/3", "loans"), from("own/two", "loans"));
    let packs = [
        ("one", "own/1", no_form.as_str()),
        ("two", "own/two", ""),
        ("three", "own/3", own.as_str()),
        ("four", "own/4", no_table.as_str()),
        ("five", "own/5", right.as_str()),
    ];
    let folder = Folder::new("from", &packs);
    let mut found = faults(&[&folder.0]);
    found.sort();
    let files = ["four", "one", "three"];
    let written = ["\"laons\"", "\"own/to\"", "\"own/3\""];
    assert_eq!(found.len(), 3, "{found:?}");
    for ((file, text, ..), (own, written)) in found.iter().zip(files.iter().zip(written)) {
        assert!(file.ends_with(&format!("{own}/form.toml")), "{file}");
        assert_eq!(text, written);
    }
    assert!(found[0].3.contains("`loans`"), "{}", found[0].3);
    assert!(found[1].3.contains("`own/two`"), "{}", found[1].3);
    assert!(Packs::load(std::slice::from_ref(&folder.0)).is_err());
}

#[test]
fn an_id_is_words_with_strokes_between() {
    for (number, (id, is_right)) in [
        ("example-library/2024", true),
        ("own_1", true),
        ("图书馆/2024.1", true),
        ("Bad Id/2024", false),
        ("../../evil", false),
        ("/own", false),
        ("own/", false),
        ("", false),
    ]
    .into_iter()
    .enumerate()
    {
        let folder = Folder::new(&format!("id-{number}"), &[("pack", id, "")]);
        let found = faults(&[&folder.0]);
        assert_eq!(found.is_empty(), is_right, "{id} {found:?}");
    }
}
