//! What a pack holds beside its form: its rules and the words they share.
//!
//! Most runs need the rules of one pack of many, so those that are embedded are read at first use.
//! Tests read them all: what comes with the program has no mistake that would only show then.

use std::collections::BTreeMap;
use std::collections::btree_map::Entry;

use gouji_model::Form;
use gouji_rule::{Check, Contents, Rule};

use crate::PackError;
use crate::context::{RuleContext, SharedWords};
use crate::files::File;
use crate::form_words::FormWords;
use crate::rule_file::{self, RuleFile};
use crate::{mistake, vocabulary_file};

/// The rules of a pack, and the words that they and further ones share.
#[derive(Clone, Debug, Default)]
pub(crate) struct Compiled {
    /// The rules in force.
    pub rules: Vec<Rule>,
    /// The words its rules share.
    pub shared: SharedWords,
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
    /// No rules yet, and the words they share.
    ///
    /// # Errors
    /// What is wrong with the vocabulary.
    pub(crate) fn shared(&self) -> Result<Compiled, Vec<PackError>> {
        let shared = self.vocabulary.map(vocabulary_file::read);
        Ok(Compiled {
            rules: Vec::with_capacity(self.rules.len()),
            shared: shared.transpose()?.unwrap_or_default(),
        })
    }

    /// Reads them, which are embedded.
    ///
    /// # Panics
    /// Where one has a mistake, which the tests see to that none has: a rule left out without a word
    /// would make what it checks pass.
    pub(crate) fn read_embedded(&self, form: &Form, words: FormWords<'_>) -> Compiled {
        let mut faults = Vec::new();
        let compiled = self.read(form, words, &mut Known::default(), &mut faults);
        assert!(faults.is_empty(), "an embedded rule is wrong: {faults:?}");
        compiled.unwrap_or_default()
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
    ) -> Result<Compiled, Vec<PackError>> {
        let mut compiled = self.shared()?;
        for file in &self.rules {
            let added = known
                .read(file)
                .and_then(|written| compiled.add(written, form, words, true));
            faults.extend(added.err().into_iter().flatten());
        }
        Ok(compiled)
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

    /// Whether a file is among them.
    pub(crate) fn has(&self, path: &str) -> bool {
        self.0.contains_key(path)
    }

    /// The files with what they say.
    pub(crate) fn into_written(self) -> impl Iterator<Item = Written<'f>> {
        self.0.into_values()
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

impl Compiled {
    /// The rules in the order in which they are checked, and what prose is read with.
    pub(crate) fn finish(mut self) -> Contents {
        self.rules
            .sort_by(|a, b| (rank(a), &a.name).cmp(&(rank(b), &b.name)));
        Contents::new(self.rules, self.shared.vocabulary)
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
        let context = RuleContext {
            form,
            words,
            shared: &self.shared,
        };
        let Some(rule) = rule_file::compile_for(file, &written.rule, context, own)? else {
            return Ok(());
        };
        if let Some(other) = self.rules.iter().find(|other| other.name == rule.name) {
            let mistake = mistake::name_taken(&rule.name, &other.origin);
            let place = written.rule.name_place();
            let (path, text) = (&file.path, &file.text);
            return Err(vec![PackError::at(path, text, place, mistake)]);
        }
        self.rules.push(rule);
        Ok(())
    }
}

/// Relations and the whole report come first, then cells, then text and what the binder saw, then the prose,
/// then what is between reports.
fn rank(rule: &Rule) -> u8 {
    match rule.check {
        Check::Relation(_) | Check::Unfilled => 0,
        Check::Cell(_) | Check::MixedZeroStyles => 1,
        Check::Unnamed
        | Check::Observation(_)
        | Check::Text(_)
        | Check::Copied(_)
        | Check::Unchanged(_) => 2,
        Check::RollUp(_) | Check::Missing | Check::DifferingFiles | Check::Published(_) => 4,
        Check::Narrative(_) => 3,
    }
}
