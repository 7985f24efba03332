//! What a pack holds beside its form: its rules and the words they share.
//!
//! Most runs need the rules of one pack of many, so those that are embedded are read at first use.
//! Tests read them all: what comes with the program has no mistake that would only show then.

use std::collections::BTreeMap;
use std::collections::btree_map::Entry;

use gouji_model::Form;

use crate::files::File;
use crate::form_words::FormWords;
use crate::rule::{Check, Rule};
use crate::rule_file::{self, RuleFile};
use crate::{PackError, Vocabulary, mistake, narrative_file};

/// The rules of a pack and the words they share.
#[derive(Debug, Default)]
pub(crate) struct Contents {
    /// The rules in force: relations first, then by name.
    pub rules: Vec<Rule>,
    /// The words its narrative rules share.
    pub vocabulary: Vocabulary,
}

/// What rules are compiled for: a form, what it is called, and the words that rules share.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Ground<'p> {
    /// The form.
    pub form: &'p Form,
    /// What its pack calls it.
    pub words: FormWords<'p>,
    /// The words that its narrative rules share.
    pub vocabulary: &'p Vocabulary,
}

/// The files of a pack's contents.
#[derive(Debug, Default)]
pub(crate) struct Sources<'f> {
    /// The vocabulary, if it has one.
    pub vocabulary: Option<&'f File>,
    /// The rules, those it shares with other packs among them.
    pub rules: Vec<&'f File>,
}

impl<'f> Sources<'f> {
    /// The same files as they are kept to be read later; nothing where some are not embedded.
    pub(crate) fn kept(&self) -> Option<Kept> {
        let mut all = self.rules.iter().chain(&self.vocabulary);
        all.all(|file| file.compact.is_some()).then(|| Kept {
            vocabulary: self.vocabulary.cloned(),
            rules: self.rules.iter().copied().cloned().collect(),
        })
    }

    /// Reads them. Rules with a mistake are left out, and the mistakes are added to `faults`.
    ///
    /// # Errors
    /// What is wrong with the vocabulary, without which the rules mean nothing.
    pub(crate) fn read(
        &self,
        form: &Form,
        words: FormWords<'_>,
        known: &mut Known<'f>,
        faults: &mut Vec<PackError>,
    ) -> Result<Contents, Vec<PackError>> {
        let vocabulary = self.vocabulary.map(narrative_file::vocabulary);
        let mut contents = Contents {
            rules: Vec::with_capacity(self.rules.len()),
            vocabulary: vocabulary.transpose()?.unwrap_or_default(),
        };
        for file in &self.rules {
            let added = known
                .read(file)
                .and_then(|written| contents.add(written, form, words, true));
            faults.extend(added.err().into_iter().flatten());
        }
        contents.sort();
        Ok(contents)
    }
}

/// Embedded files that are not read yet.
#[derive(Debug, Default)]
pub(crate) struct Kept {
    vocabulary: Option<File>,
    rules: Vec<File>,
}

impl Kept {
    /// Reads them.
    ///
    /// # Panics
    /// Where one has a mistake, which the tests see to that none has: a rule left out without a word
    /// would make what it checks pass.
    pub(crate) fn read(&self, form: &Form, words: FormWords<'_>) -> Contents {
        let sources = Sources {
            vocabulary: self.vocabulary.as_ref(),
            rules: self.rules.iter().collect(),
        };
        let mut faults = Vec::new();
        let contents = sources.read(form, words, &mut Known::default(), &mut faults);
        assert!(faults.is_empty(), "an embedded rule is wrong: {faults:?}");
        contents.unwrap_or_default()
    }
}

/// Rule files by path: those that several packs share are parsed once.
#[derive(Default)]
pub(crate) struct Known<'f>(BTreeMap<&'f str, Written<'f>>);

impl<'f> Known<'f> {
    /// What a file says.
    fn read(&mut self, file: &'f File) -> Result<&Written<'f>, Vec<PackError>> {
        match self.0.entry(&file.path) {
            Entry::Occupied(entry) => Ok(entry.into_mut()),
            Entry::Vacant(entry) => Ok(entry.insert(Written::parse(file)?)),
        }
    }

    /// The paths of the files.
    pub(crate) fn into_paths(self) -> impl Iterator<Item = &'f str> {
        self.0.into_keys()
    }
}

/// A rule file with what it says, not yet compiled for a form.
pub(crate) struct Written<'f> {
    /// The file.
    pub file: &'f File,
    /// What it says.
    pub rule: RuleFile,
}

impl<'f> Written<'f> {
    /// Parses a rule file.
    pub(crate) fn parse(file: &'f File) -> Result<Self, Vec<PackError>> {
        let rule = rule_file::parse(file)?;
        Ok(Self { file, rule })
    }
}

impl Contents {
    /// The rule with this name.
    pub(crate) fn rule(&self, name: &str) -> Option<&Rule> {
        self.rules.iter().find(|rule| rule.name == name)
    }

    /// Puts the rules in the order in which they are checked.
    pub(crate) fn sort(&mut self) {
        self.rules
            .sort_by(|a, b| (rank(a), &a.name).cmp(&(rank(b), &b.name)));
    }

    /// Adds a rule if it is for the form.
    ///
    /// # Errors
    /// What is wrong with it.
    pub(crate) fn add(
        &mut self,
        written: &Written<'_>,
        form: &Form,
        words: FormWords<'_>,
        own: bool,
    ) -> Result<(), Vec<PackError>> {
        let file = written.file;
        let ground = Ground {
            form,
            words,
            vocabulary: &self.vocabulary,
        };
        let Some(rule) = rule_file::compile_for(file, &written.rule, ground, own)? else {
            return Ok(());
        };
        if let Some(other) = self.rule(&rule.name) {
            let mistake = mistake::name_taken(&rule.name, &other.origin);
            let place = written.rule.name_place();
            let (path, text) = (&file.path, &file.text);
            return Err(vec![PackError::at(path, text, place, mistake)]);
        }
        self.rules.push(rule);
        Ok(())
    }
}

/// Relations and the whole report come first, then cells, then text and what the binder saw, then the prose.
fn rank(rule: &Rule) -> u8 {
    match rule.check {
        Check::Relation(_) | Check::Unfilled => 0,
        Check::Cell(_) | Check::MixedZeroStyles => 1,
        Check::Observation(_) | Check::Text(_) | Check::Copied(_) | Check::Unchanged(_) => 2,
        Check::Narrative(_) => 3,
    }
}
