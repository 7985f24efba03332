//! Packs: found among files, put together, looked up.

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};
use std::path::PathBuf;
use std::sync::{Arc, OnceLock};

use gouji_model::{Bilingual, Form, FormId};
use jsonschema::Validator;
use serde::Deserialize;

use crate::contents::{Contents, Ground, Kept, Known, Sources, Written};
use crate::files::{self, EMBEDDED, File};
use crate::form_words::FormWords;
use crate::outline::FileKind;
use crate::rule::Rule;
use crate::schema::schema_of;
use crate::signposts::Signposts;
use crate::{PackError, Vocabulary, form_file, mistake, rule_file, toml_file};

/// A pack: a form and its rules.
#[derive(Debug)]
pub struct Pack {
    /// The form.
    pub form: Arc<Form>,
    /// The path of its `pack.toml`.
    pub origin: String,
    /// The document that prescribes the form.
    pub notice: Option<Bilingual>,
    /// Rules it had once, by name, with the rules that say the same now; empty where none does.
    pub retired: BTreeMap<String, String>,
    /// The path of the file with the words its narrative rules share, where it has one.
    pub vocabulary_origin: Option<String>,
    /// Its rules and their words, once someone asked for those that are embedded.
    contents: OnceLock<Contents>,
    /// What they are read from.
    kept: Kept,
    schema_text: Option<Cow<'static, str>>,
    schema: OnceLock<Option<Validator>>,
    signposts: OnceLock<Signposts>,
}

impl Pack {
    /// The JSON Schema of the form's canonical report, compiled at first use; nothing when the
    /// pack's schema file is no schema.
    #[must_use]
    pub fn schema(&self) -> Option<&Validator> {
        self.schema
            .get_or_init(|| {
                let schema = match &self.schema_text {
                    Some(text) => serde_json::from_str(text).ok()?,
                    None => schema_of(&self.form),
                };
                jsonschema::validator_for(&schema).ok()
            })
            .as_ref()
    }

    /// The text of that schema: the pack's own `schema.json`, else what is made of the form.
    #[must_use]
    pub fn schema_json(&self) -> String {
        match &self.schema_text {
            Some(text) => text.clone().into_owned(),
            None => format!("{:#}\n", schema_of(&self.form)),
        }
    }

    /// The templates and words of its narrative rules as they are looked for, put together at
    /// first use.
    #[must_use]
    pub fn signposts(&self) -> &Signposts {
        self.signposts
            .get_or_init(|| Signposts::new(self.rules(), self.vocabulary()))
    }

    /// The rules in force, by severity of purpose: relations first, then by name. Those of a pack that
    /// is embedded are compiled at first use.
    #[must_use]
    pub fn rules(&self) -> &[Rule] {
        &self.contents().rules
    }

    /// The words its narrative rules share.
    #[must_use]
    pub fn vocabulary(&self) -> &Vocabulary {
        &self.contents().vocabulary
    }

    fn contents(&self) -> &Contents {
        self.contents
            .get_or_init(|| self.kept.read(&self.form, self.words()))
    }

    /// Adds a rule that is no pack's own if it is for the form.
    fn add(&mut self, written: &Written<'_>) -> Result<(), Vec<PackError>> {
        self.contents();
        let words = FormWords {
            title: &self.form.title,
            notice: self.notice.as_ref(),
        };
        let contents = self.contents.get_mut();
        contents.map_or(Ok(()), |known| known.add(written, &self.form, words, false))
    }

    /// What it calls its form.
    pub(crate) fn words(&self) -> FormWords<'_> {
        FormWords {
            title: &self.form.title,
            notice: self.notice.as_ref(),
        }
    }

    /// The rule with this name.
    #[must_use]
    pub fn rule(&self, name: &str) -> Option<&Rule> {
        self.contents().rule(name)
    }
}

/// All packs in force; a clone shares them.
#[derive(Clone, Debug)]
pub struct Packs {
    packs: Arc<[Arc<Pack>]>,
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
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct PackFile {
    id: String,
    title: Bilingual,
    notice: Option<Bilingual>,
    since: Option<i32>,
    until: Option<i32>,
    #[serde(default)]
    includes: Vec<String>,
    vocabulary: Option<String>,
    #[serde(default)]
    retired: BTreeMap<String, String>,
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
                given: survey.files.into_iter().skip(EMBEDDED.len()).collect(),
                ..survey.packs
            }),
        }
    }

    /// These packs where the files in the given folders, from which they were loaded, are as they
    /// were; else what they are now.
    ///
    /// # Errors
    /// When a file cannot be read or has a mistake.
    pub fn reloaded(&self, extra: &[PathBuf]) -> Result<Self, PackError> {
        let mut faults = Vec::new();
        let files = |folder: &PathBuf| files::below(folder, &BTreeMap::new(), &mut faults);
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
        Self::survey_beside(files::embedded(), extra, unsaved)
    }

    /// The packs of files that stand for the embedded ones.
    #[cfg(test)]
    pub(crate) fn of_embedded(files: Vec<File>) -> Self {
        Self::survey_beside(files, &[], &BTreeMap::new()).packs
    }

    fn survey_beside(
        embedded: Vec<File>,
        extra: &[PathBuf],
        unsaved: &BTreeMap<PathBuf, String>,
    ) -> Survey {
        let mut faults = Vec::new();
        let mut files = embedded;
        let mut packs = read_packs(&files, &mut faults).packs;
        let mut given: Vec<Pack> = Vec::new();
        let mut loose = Vec::new();
        for folder in extra {
            let found = files::below(folder, unsaved, &mut faults);
            let read = read_packs(&found, &mut faults);
            let folders = pack_folders(&found);
            let is_loose =
                |file: &&File| is_loose(file, &folders) && !read.taken.contains(&file.path);
            loose.extend(found.iter().filter(is_loose).cloned());
            given.extend(read.packs);
            files.extend(found);
        }
        // A pack that is given stands for the embedded one of its form.
        packs.retain(|pack| given.iter().all(|other| other.form.id != pack.form.id));
        packs.extend(given);
        for file in &loose {
            if let Err(wrong) = add_loose(&mut packs, file) {
                faults.extend(wrong);
            }
        }
        let made = packs.iter_mut().filter_map(|pack| pack.contents.get_mut());
        made.for_each(Contents::sort);
        // A rule that several packs share is wrong in each of them.
        let mut seen = BTreeSet::new();
        faults.retain(|fault: &PackError| seen.insert(fault.key()));
        Survey {
            packs: Self {
                packs: packs.into_iter().map(Arc::new).collect(),
                given: Arc::new([]),
            },
            faults,
            files,
        }
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

/// The folders with a `pack.toml`, with a `/` at their end.
fn pack_folders(files: &[File]) -> Vec<String> {
    files
        .iter()
        .filter_map(|file| file.path.strip_suffix("pack.toml").map(str::to_owned))
        .collect()
}

/// What settings are called, which may lie beside rules.
const SETTINGS: &str = "gouji.toml";

/// Whether a file is a rule that belongs to no pack of its folder.
fn is_loose(file: &File, folders: &[String]) -> bool {
    let name = file.path.rsplit('/').next().unwrap_or_default();
    name != SETTINGS
        && name.ends_with(".toml")
        && !folders.iter().any(|folder| file.path.starts_with(folder))
}

/// The packs of a folder.
struct Found {
    packs: Vec<Pack>,
    /// The paths of rules and vocabularies that packs have taken in, shared ones among them.
    taken: BTreeSet<String>,
}

fn read_packs(files: &[File], faults: &mut Vec<PackError>) -> Found {
    let mut parsed = Parsed::default();
    let mut packs = Vec::new();
    for folder in pack_folders(files) {
        match read_pack(files, &folder, &mut parsed, faults) {
            Ok(pack) => packs.push(pack),
            Err(wrong) => faults.extend(wrong),
        }
    }
    let mut taken = parsed.vocabularies;
    taken.extend(parsed.rules.into_paths().map(str::to_owned));
    Found { packs, taken }
}

/// What the packs of a folder have taken in.
#[derive(Default)]
struct Parsed<'f> {
    /// What rule files say.
    rules: Known<'f>,
    /// The paths of vocabularies.
    vocabularies: BTreeSet<String>,
}

fn read_pack<'f>(
    files: &'f [File],
    folder: &str,
    parsed: &mut Parsed<'f>,
    faults: &mut Vec<PackError>,
) -> Result<Pack, Vec<PackError>> {
    let get = |name: &str| {
        let path = format!("{folder}{name}");
        files.iter().find(|file| file.path == path)
    };
    let needed = |name: &str| {
        let missing = || vec![PackError::needed_by_pack(format!("{folder}{name}"))];
        get(name).ok_or_else(missing)
    };
    let file = needed("pack.toml")?;
    let about: PackFile = toml_file::read(file, FileKind::Pack)?;
    let id = FormId(about.id);
    let form = form_file::read(
        needed("form.toml")?,
        id,
        about.title,
        (about.since, about.until),
        faults,
    )?;
    let mut sources = Sources::default();
    if let Some(path) = &about.vocabulary {
        let path = beside(folder, path);
        let wanted = path.trim_end_matches('/');
        let file = files.iter().find(|file| file.path == wanted);
        let file = file.ok_or_else(|| vec![PackError::vocabulary_missing(wanted)])?;
        parsed.vocabularies.insert(wanted.to_owned());
        sources.vocabulary = Some(file);
    }
    let mut places = vec![format!("{folder}rules/")];
    places.extend(about.includes.iter().map(|include| beside(folder, include)));
    let is_rule = |file: &&File| places.iter().any(|place| file.path.starts_with(place));
    sources.rules.extend(files.iter().filter(is_rule));
    let mut pack = Pack {
        form: Arc::new(form),
        origin: file.path.clone(),
        notice: about.notice,
        retired: about.retired,
        contents: OnceLock::new(),
        kept: Kept::default(),
        vocabulary_origin: sources.vocabulary.map(|file| file.path.clone()),
        schema_text: get("schema.json").map(|file| file.text.clone()),
        schema: OnceLock::new(),
        signposts: OnceLock::new(),
    };
    match sources.kept() {
        Some(kept) => pack.kept = kept,
        None => {
            let contents = sources.read(&pack.form, pack.words(), &mut parsed.rules, faults)?;
            pack.contents = OnceLock::from(contents);
        }
    }
    Ok(pack)
}

/// The folder that a relative path such as `../both/rules` names.
fn beside(folder: &str, include: &str) -> String {
    let mut parts: Vec<&str> = folder.trim_end_matches('/').split('/').collect();
    for part in include.split('/') {
        if part == ".." {
            parts.pop();
        } else {
            parts.push(part);
        }
    }
    format!("{}/", parts.join("/"))
}

/// Adds a loose rule to the packs it fits; one that fits none is shown with what keeps it out.
fn add_loose(packs: &mut [Pack], file: &File) -> Result<(), Vec<PackError>> {
    let count = |packs: &[Pack]| packs.iter().map(|pack| pack.rules().len()).sum::<usize>();
    let before = count(packs);
    let written = Written::parse(file)?;
    for pack in packs.iter_mut() {
        pack.add(&written)?;
    }
    if count(packs) > before {
        let forms: Vec<&Form> = packs.iter().map(|pack| &*pack.form).collect();
        let strange = rule_file::strange_cells(file, &written.rule, &forms);
        return if strange.is_empty() {
            Ok(())
        } else {
            Err(strange)
        };
    }
    if let Some(pack) = packs.last() {
        let ground = Ground {
            form: &pack.form,
            words: pack.words(),
            vocabulary: pack.vocabulary(),
        };
        rule_file::compile_for(file, &written.rule, ground, true)?;
    }
    let (path, text) = (&file.path, &file.text);
    let place = written.rule.applies_to_place();
    Err(vec![PackError::at(path, text, place, mistake::no_pack())])
}
