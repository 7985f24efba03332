//! The compact form says what the text says.

use std::collections::BTreeMap;

use serde::Deserialize;
use toml::Spanned;

use super::*;
use crate::Packs;
use crate::files::embedded;

/// Any value with its place.
#[derive(Debug, PartialEq, Deserialize)]
#[serde(untagged)]
enum Any {
    Truth(bool),
    Whole(i64),
    Text(String),
    List(Vec<Self>),
    Table(BTreeMap<String, Self>),
}

/// The keys of a file with the places of what stands under them.
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
        let spans =
            |keys: &Keys| -> Vec<_> { keys.iter().map(|(k, v)| (k.span(), v.span())).collect() };
        assert_eq!(spans(&read), spans(&written), "{}", file.path);
        compared += 1;
    }
    assert!(compared > 60, "{compared}");
}

#[test]
fn the_packs_are_the_same_from_both_forms() {
    let compact = Packs::built_in().unwrap();
    let texts = embedded().into_iter().map(|mut file| {
        file.compact = None;
        file
    });
    let texts = Packs::of_embedded(texts.collect());
    let described = |packs: &Packs| -> Vec<String> {
        let packs = packs.packs().iter();
        let described = packs.map(|pack| {
            let (form, words) = (&pack.form, pack.vocabulary());
            format!("{form:?} {words:?} {:?} {:?}", pack.notice, pack.rules())
        });
        described.collect()
    };
    assert_eq!(described(&compact), described(&texts));
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
