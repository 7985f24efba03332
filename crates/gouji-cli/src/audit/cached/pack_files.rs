//! The files of the packs in force by what rests on them: what is read of reports, what a report comes to by
//! itself, what it comes to with others. Those in the program are part of its build.

use std::collections::BTreeMap;
use std::path::Path;

use gouji_check::needs_prior;
use gouji_model::Balanced as _;
use gouji_pack::Packs;
use gouji_rule::{Check, Rule};

/// What a file of a pack has a say in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Say {
    /// How reports are read, and with that in all of it.
    Reading,
    /// What a report comes to by itself and with others.
    Report,
    /// What it comes to with others alone.
    Between,
}

/// The files of the packs in force that were given.
pub(super) struct PackFiles<'p> {
    packs: &'p Packs,
    /// What rule files and vocabularies have a say in, by their paths; all others say how reports are read.
    says: BTreeMap<&'p str, Say>,
}

impl<'p> PackFiles<'p> {
    /// Those of packs.
    pub(super) fn of(packs: &'p Packs) -> Self {
        let mut says = BTreeMap::new();
        if !packs.given().is_empty() {
            for pack in packs.packs() {
                let vocabulary = pack.vocabulary_origin.iter();
                let vocabulary = vocabulary.map(|path| (path.as_str(), Say::Report));
                let rules = pack.rules().iter();
                let rules = rules.map(|rule| (rule.origin.as_str(), say_of(rule)));
                for (path, say) in vocabulary.chain(rules) {
                    let known = says.entry(path).or_insert(say);
                    // What several packs share has all it says in any of them.
                    *known = say.min(*known);
                }
            }
        }
        Self { packs, says }
    }

    /// What the reading of reports rests on: the forms, and what is looked for to see when one was published.
    pub(super) fn read(&self) -> Vec<String> {
        let mut all = self.texts(&[Say::Reading]);
        for rule in self.rules() {
            if let Check::Published(test) = &rule.check {
                all.push(format!("{:?}{:?}", test.labels, test.metas));
            }
        }
        all
    }

    /// What must add up in the forms.
    pub(super) fn proof(&self) -> Vec<String> {
        let packs = self.packs.packs().iter().filter(|_| !self.says.is_empty());
        let sums = packs.map(|pack| format!("{:?}{:?}", pack.form.id, pack.balances()));
        sums.collect()
    }

    /// What a report comes to by itself rests on.
    pub(super) fn of_report(&self) -> Vec<String> {
        self.texts(&[Say::Reading, Say::Report])
    }

    /// All of it.
    pub(super) fn all(&self) -> Vec<String> {
        self.texts(&[Say::Reading, Say::Report, Say::Between])
    }

    /// The rules of all packs, where any was given.
    fn rules(&self) -> impl Iterator<Item = &Rule> {
        let packs = self.packs.packs().iter().filter(|_| !self.says.is_empty());
        packs.flat_map(|pack| pack.rules())
    }

    /// Names and texts of the files that have some say, and the forms in force.
    fn texts(&self, of: &[Say]) -> Vec<String> {
        let packs = self.packs.packs().iter();
        let mut all: Vec<String> = packs.map(|pack| pack.form.id.0.clone()).collect();
        for file in self.packs.given() {
            let say = self.says.get(&*file.path).unwrap_or(&Say::Reading);
            if of.contains(say) {
                let name = Path::new(&*file.path).file_name().unwrap_or_default();
                all.push(name.to_string_lossy().into_owned());
                all.push(file.text.clone().into_owned());
            }
        }
        all
    }
}

/// What a rule has a say in. What it looks for to see when a report was published is no part of that: see
/// [`PackFiles::read`].
fn say_of(rule: &Rule) -> Say {
    match rule.check.needs_others() || needs_prior(rule) {
        true => Say::Between,
        false => Say::Report,
    }
}
