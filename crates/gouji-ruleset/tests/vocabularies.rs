//! Rules about the prose in packs with and without a vocabulary.

#![allow(clippy::unwrap_used, reason = "a failing test may stop at once")]

use std::fs;
use std::path::PathBuf;

use gouji_pack::{Packs, Survey};
use gouji_ruleset::{Code, lint};

const FORM: &str = r#"
[[section]]
id = "overview"
title = "Overview"
[[section]]
id = "remarks"
title = "Remarks"

[[table]]
id = "t"
title = { en = "Table" }
[[table.block]]
columns = [{ id = "x", label = "X" }]
rows = [{ id = "a", label = "A" }]
"#;

const VOCABULARY: &str = r#"
sections = ["overview"]
units = ["loans"]
other_units = []
filler = []
neutral = []
about = []
other_times = []
other_scopes = []
whole_areas = []
area_organs = []
tails = []
joints = []
"#;

const WORDS: &str = r#"
[narrative.words]
texts = ["remarks"]
never = ["lorem"]
[[example]]
passes = true
facts = { "section.remarks" = "All is well." }
[[example]]
passes = false
facts = { "section.remarks" = "Dolor lorem ipsum." }
"#;

const CLAIM: &str = "[[narrative.claim]]\nname = \"x\"\nsays = [\"had #\"]\n\
                     reads = [{ en = \"x\", sum = \"sum(t[a, x])\" }]\n";

/// A pack with one rule, and with a vocabulary where there is one.
fn survey(test: &str, check: &str, vocabulary: Option<&str>) -> Survey {
    let name = format!("gouji-vocabularies-{}-{test}", std::process::id());
    let folder: PathBuf = std::env::temp_dir().join(name);
    fs::create_dir_all(folder.join("rules")).unwrap();
    let texts = ["citation", "title", "message", "why", "help"]
        .map(|key| format!("{key} = {{ en = \"x\" }}\n"))
        .concat();
    let rule =
        format!("name = \"mine\"\nseverity = \"warning\"\nauthority = \"label\"\n{texts}{check}");
    let pack = "id = \"own/1\"\ntitle = { en = \"own\" }\n";
    let files = [
        ("pack.toml", pack),
        ("form.toml", FORM),
        ("rules/mine.toml", &rule),
    ];
    let vocabulary = vocabulary.map(|text| ("vocabulary.toml", text));
    for (name, text) in files.into_iter().chain(vocabulary) {
        fs::write(folder.join(name), text).unwrap();
    }
    let survey = Packs::survey(std::slice::from_ref(&folder));
    fs::remove_dir_all(&folder).unwrap();
    survey
}

#[test]
fn words_are_looked_for_without_a_vocabulary_and_in_sections_that_it_does_not_name() {
    for (test, vocabulary) in [("words", None), ("words-beside", Some(VOCABULARY))] {
        let survey = survey(test, WORDS, vocabulary);
        assert!(survey.faults.is_empty(), "{:?}", survey.faults);
        let linted = lint(&survey, None);
        let wrong = linted.remarks.iter().filter(|remark| {
            remark.code == Code::WrongExample && remark.rules.iter().any(|rule| rule == "mine")
        });
        assert_eq!(wrong.count(), 0, "{test}");
    }
}

#[test]
fn figures_of_the_prose_need_a_vocabulary_which_may_lie_beside_the_pack() {
    let without = survey("claim", CLAIM, None);
    assert_eq!(without.faults.len(), 1, "{:?}", without.faults);
    let message = without.faults[0].message().en;
    assert!(
        message.contains("`narrative.claim`") && message.contains("vocabulary"),
        "{message}"
    );
    assert!(without.faults[0].help().en.contains("vocabulary.toml"));
    let beside = survey("claim-beside", CLAIM, Some(VOCABULARY));
    assert!(beside.faults.is_empty(), "{:?}", beside.faults);
    let mut packs = beside.packs.packs().iter();
    let own = packs.find(|pack| pack.form.id.0 == "own/1").unwrap();
    assert_eq!(own.vocabulary().sections, ["overview"]);
    let origin = own.vocabulary_origin.as_deref();
    assert!(origin.is_some_and(|path| path.ends_with("/vocabulary.toml")));
}

#[test]
fn years_are_read_in_the_sections_of_the_vocabulary_alone() {
    let year = |section: &str| {
        format!("[narrative.year]\nsections = [\"{section}\"]\nsays = [\"in #\"]\nlater_by = 1\n")
    };
    let fine = survey("year", &year("overview"), Some(VOCABULARY));
    assert!(fine.faults.is_empty(), "{:?}", fine.faults);
    let lost = survey("year-lost", &year("remarks"), Some(VOCABULARY));
    assert!(
        lost.faults[0].message().en.contains("`remarks`"),
        "{:?}",
        lost.faults
    );
}
