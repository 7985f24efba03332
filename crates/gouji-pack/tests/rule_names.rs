//! The names of the rules are stable once published: a change here is a change for users.

// A test that cannot set up its case should fail loudly.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use gouji_pack::Packs;

fn names(form: &str) -> Vec<String> {
    let packs = Packs::built_in().unwrap();
    let pack = packs.packs().iter().find(|p| p.form.id.0 == form).unwrap();
    pack.rules().iter().map(|rule| rule.name.clone()).collect()
}

fn listed(text: &str) -> Vec<String> {
    text.split_whitespace().map(str::to_owned).collect()
}

#[test]
fn of_2019() {
    let written = include_str!("rule-names-2019.txt");
    assert_eq!(names("cn-disclosure/2019"), listed(written));
}

#[test]
fn of_2021() {
    let written = include_str!("rule-names-2021.txt");
    assert_eq!(names("cn-disclosure/2021"), listed(written));
}
