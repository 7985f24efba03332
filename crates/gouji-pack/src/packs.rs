//! Packs in force: found among files, put together, looked up.

use std::collections::{BTreeMap, BTreeSet};
use std::path::PathBuf;
use std::sync::Arc;

use gouji_model::{Form, FormId};
use gouji_rule::Pack;
use serde_json::Value;

use crate::PackError;
use crate::beside;
use crate::contents::Written;
use crate::draft::{self, Draft};
use crate::embedded;
use crate::files::{self, File};
use crate::names::{self, FormNames};
use crate::off_schema::{self, Schema, SchemaError};
use crate::shared_files;

/// All packs in force; a clone shares them.
#[derive(Clone, Debug)]
pub struct Packs {
    packs: Arc<[Arc<Pack>]>,
    /// The schemas of their canonical reports, in the same order.
    schemas: Arc<[Schema]>,
    /// The files of given folders they were loaded from.
    given: Arc<[File]>,
}

/// Packs as far as they can be used, and everything that is wrong with their files.
#[derive(Debug)]
pub struct Survey {
    /// What can be used.
    pub packs: Packs,
    /// What is wrong, in the order of the files.
    pub faults: Vec<PackError>,
    /// The files that were read: the embedded ones first, then those of each folder.
    pub files: Vec<File>,
    /// The rules among them that lie in the folder of a pack and that none takes in, by their paths.
    pub unread: Vec<String>,
}

impl Packs {
    /// The packs embedded in the library.
    ///
    /// # Errors
    /// When one of them has a mistake; the tests see to it that none has.
    pub fn built_in() -> Result<Self, PackError> {
        Self::load(&[])
    }

    /// The embedded packs, and the packs and loose rules in the given folders. A given pack stands
    /// for the embedded one of its form.
    ///
    /// # Errors
    /// When a file cannot be read or has a mistake.
    pub fn load(extra: &[PathBuf]) -> Result<Self, PackError> {
        let survey = Self::survey(extra);
        match survey.faults.into_iter().next() {
            Some(fault) => Err(fault),
            None => Ok(Self {
                given: survey
                    .files
                    .into_iter()
                    .skip(embedded::all().len())
                    .collect(),
                ..survey.packs
            }),
        }
    }

    /// The files of given folders they were loaded from.
    #[must_use]
    pub fn given(&self) -> &[File] {
        &self.given
    }

    /// These packs where the files in the given folders, from which they were loaded, are as they
    /// were; else what they are now.
    ///
    /// # Errors
    /// When a file cannot be read or has a mistake.
    pub fn reloaded(&self, extra: &[PathBuf]) -> Result<Self, PackError> {
        let mut faults = Vec::new();
        let files = |folder: &PathBuf| shared_files::given(folder, &BTreeMap::new(), &mut faults);
        let files: Vec<File> = extra.iter().flat_map(files).collect();
        if faults.is_empty() && files == *self.given {
            return Ok(self.clone());
        }
        Self::load(extra)
    }

    /// Whether they are the same packs, not only alike.
    #[must_use]
    pub fn ptr_eq(&self, other: &Self) -> bool {
        Arc::ptr_eq(&self.packs, &other.packs)
    }

    /// As [`Packs::load`], but goes on after a mistake: everything that can be used, and all that
    /// is wrong with the rest.
    #[must_use]
    pub fn survey(extra: &[PathBuf]) -> Survey {
        Self::survey_over(extra, &BTreeMap::new())
    }

    /// As [`Packs::survey`], with texts that are not saved yet in place of those on disk, by the
    /// paths of their files.
    #[must_use]
    pub fn survey_over(extra: &[PathBuf], unsaved: &BTreeMap<PathBuf, String>) -> Survey {
        Self::survey_of(files::embedded(), extra, unsaved)
    }

    /// The packs of files that stand for the embedded ones.
    #[cfg(test)]
    pub(crate) fn of_embedded(files: Vec<File>) -> Self {
        Self::survey_of(files, &[], &BTreeMap::new()).packs
    }

    fn survey_of(
        embedded: Vec<File>,
        extra: &[PathBuf],
        unsaved: &BTreeMap<PathBuf, String>,
    ) -> Survey {
        let mut faults = Vec::new();
        let mut folders = vec![embedded];
        let given = extra.iter();
        folders.extend(given.map(|folder| shared_files::given(folder, unsaved, &mut faults)));
        let (packs, mut unread) = Self::of_folders(&folders, &mut faults);
        // A rule that several packs share is wrong in each of them.
        let mut seen = BTreeSet::new();
        faults.retain(|fault: &PackError| seen.insert(fault.key()));
        // One that a pack takes in and that is wrong is no rule.
        unread.retain(|path| faults.iter().all(|fault| fault.key().0 != *path));
        Survey {
            packs,
            faults,
            unread,
            files: folders.into_iter().flatten().collect(),
        }
    }

    /// The packs of the embedded files, which stand first, and of those in each folder; and the rules that none
    /// takes in. One that is given stands for the embedded one of its form.
    fn of_folders(folders: &[Vec<File>], faults: &mut Vec<PackError>) -> (Self, Vec<String>) {
        let mut drafts: Vec<Draft<'_>> = Vec::new();
        let mut given: Vec<Draft<'_>> = Vec::new();
        let (mut loose, mut rules, mut unread) = (Vec::new(), Vec::new(), Vec::new());
        for (at, files) in folders.iter().enumerate() {
            let mut found = draft::find(files, faults);
            // What is embedded was looked at when it was.
            if at > 0 {
                unread.extend(found.unread());
            }
            let packs = std::mem::take(&mut found.packs);
            if at == 0 {
                drafts = packs;
            } else {
                given.extend(packs);
                loose.extend(found.loose());
                rules.extend(found.into_rules());
            }
        }
        beside::leave_out_second(&mut given, faults);
        drafts.retain(|draft| given.iter().all(|other| other.form.id != draft.form.id));
        drafts.extend(given);
        let forms = FormNames::new(&drafts, folders);
        for file in loose {
            match Written::parse(file) {
                Ok(written) => {
                    let added = draft::add_loose(&mut drafts, &written);
                    // A form that nobody has says why it is for none.
                    if matches!(added, Ok(false)) && forms.faults(&written).is_empty() {
                        faults.push(names::for_no_pack(&written));
                    }
                    faults.extend(added.err().into_iter().flatten());
                    rules.push(written);
                }
                Err(wrong) => faults.extend(wrong),
            }
        }
        faults.extend(names::faults(&drafts, &rules, &forms));
        faults.extend(beside::lenders(&drafts, &forms));
        let finished = drafts.into_iter().map(|draft| {
            let schema = draft.given_schema();
            let mut pack = draft.finish();
            if let Some(fault) = schema.and_then(|file| off_schema::fault(&pack, file)) {
                pack.own_schema = None;
                faults.push(fault);
            }
            Arc::new(pack)
        });
        let packs: Vec<Arc<Pack>> = finished.collect();
        let packs = Self {
            schemas: packs.iter().map(|_| Schema::default()).collect(),
            packs: packs.into(),
            given: Arc::new([]),
        };
        (packs, unread)
    }

    /// Where a canonical report departs from the JSON Schema of a form: nowhere for a form of no pack.
    #[must_use]
    pub fn schema_errors(&self, form: &FormId, report: &Value) -> Vec<SchemaError> {
        let mut packs = self.packs.iter().zip(&*self.schemas);
        let found = packs.find(|(pack, _)| pack.form.id == *form);
        found.map_or_else(Vec::new, |(pack, schema)| schema.errors(pack, report))
    }

    /// All packs.
    #[must_use]
    pub fn packs(&self) -> &[Arc<Pack>] {
        &self.packs
    }

    /// The pack of a form.
    #[must_use]
    pub fn pack(&self, form: &FormId) -> Option<&Arc<Pack>> {
        self.packs.iter().find(|pack| pack.form.id == *form)
    }

    /// The packs of one domain: those of forms whose ids begin with it.
    #[must_use]
    pub fn of_domain(&self, domain: &str) -> Self {
        let of_domain = |pack: &&Arc<Pack>| {
            let rest = pack.form.id.0.strip_prefix(domain);
            rest.is_some_and(|rest| rest.starts_with('/'))
        };
        let packs: Arc<[_]> = self.packs.iter().filter(of_domain).cloned().collect();
        Self {
            schemas: packs.iter().map(|_| Schema::default()).collect(),
            packs,
            given: Arc::clone(&self.given),
        }
    }

    /// The rule that stands for one that packs had once under a name; empty where none does.
    #[must_use]
    pub fn retired(&self, name: &str) -> Option<&str> {
        let successors = self.packs.iter().map(|pack| pack.retired.get(name));
        successors.flatten().next().map(String::as_str)
    }

    /// The forms of all packs.
    #[must_use]
    pub fn forms(&self) -> Vec<Arc<Form>> {
        self.packs
            .iter()
            .map(|pack| Arc::clone(&pack.form))
            .collect()
    }
}
