//! A pack's vocabulary file: the words that narrative rules share.

use std::collections::BTreeMap;

use gouji_rule::{Letters, Topic, Vocabulary, Words, letters};
use serde::Deserialize;

use crate::PackError;
use crate::context::SharedWords;
use crate::files::File;
use crate::template::Lists;
use crate::toml_file;

/// A pack's vocabulary file as written.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct VocabularyFile {
    sections: Vec<String>,
    units: Vec<String>,
    other_units: Vec<String>,
    #[serde(default)]
    money: Vec<String>,
    filler: Vec<String>,
    neutral: Vec<String>,
    about: Vec<String>,
    #[serde(default)]
    about_numerals: Vec<String>,
    other_times: Vec<String>,
    other_scopes: Vec<String>,
    #[serde(default)]
    organ_ends: Vec<String>,
    #[serde(default)]
    pronouns: Vec<String>,
    #[serde(default)]
    leads: Vec<String>,
    whole_areas: Vec<String>,
    area_organs: Vec<String>,
    tails: Vec<String>,
    joints: Vec<String>,
    #[serde(default)]
    no_joints: Vec<String>,
    #[serde(default)]
    lists: BTreeMap<String, String>,
    #[serde(default)]
    topic: Vec<TopicEntry>,
    #[serde(default)]
    contents: Vec<String>,
    #[serde(default)]
    parts: Vec<String>,
    #[serde(default)]
    of_which: Vec<String>,
    #[serde(default)]
    wholes: Vec<String>,
    #[serde(default)]
    barriers: Vec<String>,
    #[serde(default)]
    nothing: Vec<String>,
    #[serde(default)]
    evenly: Vec<String>,
    #[serde(default)]
    in_turn: Vec<String>,
    #[serde(default)]
    case_units: Vec<String>,
    #[serde(default)]
    within_year: Vec<String>,
    #[serde(default)]
    this_year: Vec<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct TopicEntry {
    name: String,
    words: Vec<String>,
    #[serde(default)]
    weak: Vec<String>,
    #[serde(default)]
    before_weak: Vec<String>,
    #[serde(default)]
    hints: Vec<String>,
}

/// Reads a vocabulary file.
pub(crate) fn read(file: &File) -> Result<SharedWords, Vec<PackError>> {
    let written: VocabularyFile = toml_file::read(file)?;
    let vocabulary = Vocabulary {
        sections: written.sections,
        units: Words::new(words(&written.units)),
        other_units: Words::new(words(&written.other_units)),
        money: Words::new(words(&written.money)),
        filler: Words::new(words(&written.filler)),
        gap: Words::new([words(&written.neutral), words(&written.filler)].concat()),
        neutral: Words::new(words(&written.neutral)),
        about: Words::new(words(&written.about)),
        about_numerals: Words::new(words(&written.about_numerals)),
        other_times: words(&written.other_times),
        other_scopes: words(&written.other_scopes),
        organ_ends: Words::new(words(&written.organ_ends)),
        pronouns: words(&written.pronouns),
        leads: Words::new(words(&written.leads)),
        whole_areas: words(&written.whole_areas),
        area_organs: written.area_organs,
        tails: Words::new(words(&written.tails)),
        joints: words(&written.joints),
        no_joints: Words::new(words(&written.no_joints)),
        topics: written.topic.iter().map(topic).collect(),
        contents: words(&written.contents),
        parts: words(&written.parts),
        of_which: words(&written.of_which),
        wholes: words(&written.wholes),
        barriers: words(&written.barriers),
        nothing: Words::new(words(&written.nothing)),
        evenly: Words::new(words(&written.evenly)),
        in_turn: Words::new(words(&written.in_turn)),
        case_units: Words::new(words(&written.case_units)),
        within_year: words(&written.within_year),
        this_year: words(&written.this_year),
    };
    Ok(SharedWords {
        vocabulary,
        lists: Lists::new(written.lists),
    })
}

fn topic(entry: &TopicEntry) -> Topic {
    Topic {
        name: entry.name.clone(),
        words: words(&entry.words),
        weak: words(&entry.weak),
        before_weak: Words::new(words(&entry.before_weak)),
        hints: words(&entry.hints),
    }
}

fn words(texts: &[String]) -> Vec<Letters> {
    texts.iter().map(|text| letters(text)).collect()
}
