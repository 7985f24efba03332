//! The compact form says what the text says.

use std::collections::BTreeMap;

use gouji_model::FormContents;
use gouji_rule::{Check, NamedSum, NarrativeTest, Rule, Sum};
use serde::Deserialize;
use toml::Spanned;

use super::*;
use crate::Packs;
use crate::files::embedded;

/// Any value.
#[derive(Debug, PartialEq, Deserialize)]
#[serde(untagged)]
enum Any {
    Truth(bool),
    Whole(i64),
    Text(String),
    List(Vec<Self>),
    Table(BTreeMap<String, Self>),
}

/// The keys of a file with what stands under them.
type Keys = BTreeMap<Spanned<String>, Spanned<Any>>;

#[test]
fn every_embedded_file_says_the_same_in_both_forms() {
    let mut compared = 0;
    for file in embedded() {
        let Some(compact) = file.compact else {
            assert!(!file.path.ends_with(".toml"), "{}", file.path);
            continue;
        };
        let read: Keys = read(compact, &file.text).unwrap();
        let written: Keys = toml::from_str(&file.text).unwrap();
        assert_eq!(read, written, "{}", file.path);
        compared += 1;
    }
    assert!(compared > 60, "{compared}");
}

#[test]
fn the_packs_are_the_same_from_both_forms() {
    let compact = Packs::built_in().unwrap();
    for pack in compact.packs() {
        // Those with open rows are compiled for the rows of each document.
        let is_compiled = crate::embedded::contents(&pack.origin).is_some();
        assert_eq!(is_compiled, !pack.form.is_template(), "{}", pack.form.id);
    }
    let texts = embedded().into_iter().map(|mut file| {
        file.compact = None;
        file.form = None;
        file.formats = None;
        file
    });
    let texts = Packs::of_embedded(texts.collect());
    let described = |packs: &Packs| -> Vec<String> {
        let packs = packs.packs().iter();
        let described = packs.map(|pack| {
            // What it holds is read for that, where it was not yet.
            let (contents, words): (&FormContents, _) = (&pack.form, pack.vocabulary());
            let form = &pack.form;
            assert_eq!(form.traits, contents.traits(), "{}", form.id);
            let examples = pack.rules().iter().map(|rule| rule.examples.of(form).len());
            assert!(examples.sum::<usize>() > 20, "{}", form.id);
            let index = pack.template_index();
            let sums = pack.rules().iter().flat_map(sums);
            let sums: Vec<&Sum> = sums.map(|sum| sum.sum(form)).collect();
            let formats = &pack.data_formats;
            let pack = format!("{:?} {:?}", pack.notice, pack.rules());
            format!("{form:?} {words:?} {index:?} {sums:?} {formats:?} {pack}")
        });
        described.collect()
    };
    let (compact, texts) = (described(&compact), described(&texts));
    assert_eq!(compact.len(), texts.len());
    for (compact, text) in compact.iter().zip(&texts) {
        let mut both = compact.chars().zip(text.chars());
        let same: String = both
            .by_ref()
            .take_while(|(a, b)| a == b)
            .map(|(a, _)| a)
            .collect();
        assert!(
            compact == text,
            "…{}",
            same.get(same.len().saturating_sub(99)..).unwrap_or(&same)
        );
    }
}

/// The sums of cells that sentences may mean.
fn sums(rule: &Rule) -> Vec<&NamedSum> {
    let Check::Narrative(test) = &rule.check else {
        return Vec::new();
    };
    match test {
        NarrativeTest::Claims(claims) => claims.iter().flat_map(|one| &one.readings).collect(),
        NarrativeTest::Share(share) => share.bases.iter().collect(),
        NarrativeTest::Amount(amount) => {
            let bounds = amount.at_most.iter().chain(&amount.equals);
            let most = bounds.map(|bound| &bound.sum);
            let some = amount.some_of.iter().map(|needed| &needed.sum);
            most.chain(some).collect()
        }
        _ => Vec::new(),
    }
}

#[test]
fn what_is_cut_or_damaged_is_refused() {
    let file = embedded().into_iter().find(|file| file.compact.is_some());
    let file = file.unwrap();
    let whole = file.compact.unwrap();
    for end in 0..whole.len() {
        assert!(read::<Keys>(&whole[..end], &file.text).is_err(), "{end}");
    }
    let longer = [whole, &[0]].concat();
    assert!(read::<Keys>(&longer, &file.text).is_err());
}
