//! The rules of a form with open rows, compiled anew for the rows of each document.
//!
//! Their files are parsed once. That they compile is tried when the pack is read, on the form with a
//! few sample rows.

use std::collections::BTreeSet;
use std::sync::OnceLock;

use gouji_model::{Bilingual, Form};
use gouji_rule::Contents;

use crate::PackError;
use crate::contents::{Compiled, Sources, Written};
use crate::context::RuleContext;
use crate::files::File;
use crate::form_words::FormWords;
use crate::rule_file::{self, RuleFile};

/// The files of a pack with open rows.
#[derive(Debug)]
pub(crate) struct OpenPack {
    vocabulary: Option<File>,
    /// The rules, each with whether it is the pack's own.
    rules: Vec<(File, bool)>,
    title: Bilingual,
    notice: Option<Bilingual>,
    /// What each file says; nothing of one that is no rule.
    parsed: OnceLock<Vec<Option<ParsedRule>>>,
    /// The files of rules that are wrong whatever the rows, which were reported when the pack was read.
    wrong: BTreeSet<String>,
}

/// What a rule file says.
struct ParsedRule(RuleFile);

impl std::fmt::Debug for ParsedRule {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("ParsedRule")
    }
}

impl OpenPack {
    /// The files of a pack, and loose rules for it.
    pub(crate) fn new(sources: &Sources<'_>, loose: &[&File], words: FormWords<'_>) -> Self {
        let own = sources.rules.iter().map(|file| ((*file).clone(), true));
        let loose = loose.iter().map(|file| ((*file).clone(), false));
        Self {
            vocabulary: sources.vocabulary.cloned(),
            rules: own.chain(loose).collect(),
            title: words.title.clone(),
            notice: words.notice.cloned(),
            parsed: OnceLock::new(),
            wrong: BTreeSet::new(),
        }
    }

    /// The rules for a form made concrete. Those that are wrong whatever the rows were reported when the pack was
    /// read, and are no part of it.
    ///
    /// # Panics
    /// Where one does not compile that did with sample rows: left out without a word, what it checks
    /// would pass.
    pub(crate) fn contents(&self, form: &Form) -> Contents {
        let mut compiled = self.compiled();
        for ((file, own), parsed) in self.rules.iter().zip(self.parsed()) {
            let right = parsed
                .as_ref()
                .filter(|_| !self.wrong.contains(&*file.path));
            let Some(parsed) = right else {
                continue;
            };
            match rule(&compiled, (file, &parsed.0), (form, self.words()), *own) {
                Ok(rule) => compiled.rules.extend(rule),
                Err(faults) => panic!("a rule does not fit open rows: {faults:?}"),
            }
        }
        compiled.finish()
    }

    /// The same without the rules that are wrong on the form with sample rows.
    pub(crate) fn without_wrong(mut self, form: &Form) -> Self {
        let compiled = self.compiled();
        let sample = form.sample();
        let rules = self.rules.iter().zip(self.parsed());
        let wrong = rules.filter(|((file, own), parsed)| {
            let compiles = |parsed: &ParsedRule| {
                rule(&compiled, (file, &parsed.0), (&sample, self.words()), *own).is_ok()
            };
            !parsed.as_ref().is_some_and(compiles)
        });
        self.wrong = wrong.map(|((file, _), _)| file.path.to_string()).collect();
        self
    }

    /// What is wrong with the rules on the form with sample rows.
    pub(crate) fn faults(&self, form: &Form) -> Vec<PackError> {
        let compiled = self.compiled();
        let sample = form.sample();
        let rules = self.rules.iter().filter(|(_, own)| *own);
        // A file that is no rule is reported where the pack is read.
        let written = rules.filter_map(|(file, _)| Written::parse(file).ok());
        let faults = written.filter_map(|written| {
            let parsed = (written.file, &written.rule);
            rule(&compiled, parsed, (&sample, self.words()), true).err()
        });
        faults.flatten().collect()
    }

    fn words(&self) -> FormWords<'_> {
        FormWords {
            title: &self.title,
            notice: self.notice.as_ref(),
        }
    }

    /// No rules yet, and the words they share.
    fn compiled(&self) -> Compiled {
        let sources = Sources {
            vocabulary: self.vocabulary.as_ref(),
            rules: Vec::new(),
        };
        sources.shared().unwrap_or_default()
    }

    fn parsed(&self) -> &[Option<ParsedRule>] {
        self.parsed.get_or_init(|| {
            let files = self.rules.iter().map(|(file, _)| file);
            let parsed = files.map(|file| rule_file::parse(file).ok());
            parsed.map(|parsed| parsed.map(ParsedRule)).collect()
        })
    }
}

fn rule(
    compiled: &Compiled,
    (file, parsed): (&File, &RuleFile),
    (form, words): (&Form, FormWords<'_>),
    own: bool,
) -> Result<Option<gouji_rule::Rule>, Vec<PackError>> {
    let context = RuleContext {
        form,
        words,
        shared: &compiled.shared,
    };
    rule_file::compile_for(file, parsed, context, own)
}
