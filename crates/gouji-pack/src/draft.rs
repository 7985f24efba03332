//! Packs while they are put together of files: what each is, which files it takes in, and the loose
//! rules that are added to it.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use gouji_model::records::DataSource;
use gouji_model::{Bilingual, Form, FormId, languages};
use gouji_rule::Pack;
use toml::Spanned;

use crate::PackError;
use crate::concrete::OpenPack;
use crate::contents::{Compiled, Known, Sources, Written};
use crate::context::RuleContext;
use crate::files::{self, File};
use crate::form_words::FormWords;
use crate::pack_file::PackFile;
use crate::rule_file;
use crate::words_file::{self, LanguageWords, mistakes};
use crate::{form_file, mistake, source_file, toml_file};

/// A pack while it is put together.
pub(crate) struct Draft<'f> {
    /// The form.
    pub form: Arc<Form>,
    /// Its `pack.toml`.
    file: &'f File,
    /// The document that prescribes the form.
    notice: Option<Bilingual>,
    retired: BTreeMap<String, String>,
    schema: Option<&'f File>,
    /// Its `source.toml`, and what it says; what is embedded is read when asked for.
    data: Option<(&'f File, Option<Vec<DataSource>>)>,
    sources: Sources<'f>,
    /// What it holds beside the form, once it is read; what is embedded is read when asked for.
    compiled: Option<Compiled>,
    /// Rules that are no pack's own and were added to it.
    loose: Vec<&'f File>,
}

impl<'f> Draft<'f> {
    /// The words and rules it holds, read now where they are not yet.
    fn compiled(&mut self) -> &mut Compiled {
        let words = FormWords::of(&self.form, self.notice.as_ref());
        let (sources, form) = (&self.sources, &self.form);
        self.compiled
            .get_or_insert_with(|| sources.read_embedded(form, words))
    }

    /// How many rules it has.
    fn rules(&mut self) -> usize {
        self.compiled().rules.len()
    }

    /// Adds a rule that is no pack's own if it is for the form.
    fn add(&mut self, written: &Written<'f>) -> Result<(), Vec<PackError>> {
        let before = self.rules();
        let words = FormWords::of(&self.form, self.notice.as_ref());
        let compiled = self.compiled.as_mut();
        let added = compiled.map_or(Ok(()), |known| known.add(written, &self.form, words, false));
        if self.rules() > before {
            self.loose.push(written.file);
        }
        added
    }

    /// The pack.
    pub(crate) fn finish(self) -> Pack {
        let form = Arc::clone(&self.form);
        let open = form.is_template().then(|| self.open());
        let mut pack = match self.compiled {
            Some(compiled) => {
                let contents = compiled.finish();
                Pack::new(form, move || contents)
            }
            None => self.sources.later(form, self.notice.clone()),
        };
        let formats = self
            .data
            .as_ref()
            .map(|(file, _)| source_file::formats(file));
        pack.data_formats = formats.unwrap_or_default();
        pack = match self.data {
            None => pack,
            Some((_, Some(sources))) => pack.with_data_sources(move || sources),
            Some((file, None)) => {
                let (file, form) = (file.clone(), Arc::clone(&pack.form));
                pack.with_data_sources(move || source_file::read_embedded(&file, &form))
            }
        };
        pack.origin.clone_from(&self.file.path);
        pack.notice = self.notice;
        pack.retired = self.retired;
        pack.vocabulary_origin = self.sources.vocabulary.map(|file| file.path.clone());
        pack.own_schema = self.schema.map(|file| file.text.clone());
        match open {
            Some(open) => pack.for_open_rows(move |form| open.contents(form)),
            None => pack,
        }
    }

    /// Its files, to be compiled anew for the open rows of each document.
    fn open(&self) -> OpenPack {
        let words = FormWords::of(&self.form, self.notice.as_ref());
        OpenPack::new(&self.sources, &self.loose, words)
    }
}

/// What the files of a folder hold.
pub(crate) struct Found<'f> {
    /// The packs.
    pub packs: Vec<Draft<'f>>,
    /// Rules that belong to none of them.
    pub loose: Vec<&'f File>,
}

/// The packs among files, and the rules that belong to none of them.
pub(crate) fn find<'f>(files: &'f [File], faults: &mut Vec<PackError>) -> Found<'f> {
    let folders = pack_folders(files);
    let mut taken = Taken::default();
    let mut packs = Vec::new();
    for folder in &folders {
        match (Folder {
            files,
            path: folder,
        })
        .read(&mut taken, faults)
        {
            Ok(pack) => packs.push(pack),
            Err(wrong) => faults.extend(wrong),
        }
    }
    let taken = taken.into_paths();
    let is_loose = |file: &&File| is_loose(file, &folders) && !taken.contains(file.path.as_str());
    Found {
        packs,
        loose: files.iter().filter(is_loose).collect(),
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
        && !files::is_of_every_pack(file)
        && !folders.iter().any(|folder| file.path.starts_with(folder))
}

/// What the words of a language are called in the folder of a pack.
const WORDS: &str = "words.toml";

/// What the packs of a folder have taken in.
#[derive(Default)]
struct Taken<'f> {
    /// What rule files say.
    rules: Known<'f>,
    /// The paths of vocabularies.
    vocabularies: BTreeSet<&'f str>,
}

impl<'f> Taken<'f> {
    /// The paths of rules and vocabularies, those that packs share among them.
    fn into_paths(self) -> BTreeSet<&'f str> {
        let mut paths = self.vocabularies;
        paths.extend(self.rules.into_paths());
        paths
    }
}

/// The folder of a pack among the files it lies in.
#[derive(Clone, Copy)]
struct Folder<'f, 'p> {
    files: &'f [File],
    /// With a `/` at its end, if it is not empty.
    path: &'p str,
}

impl<'f> Folder<'f, '_> {
    /// A file of it.
    fn file(self, name: &str) -> Option<&'f File> {
        let path = format!("{}{name}", self.path);
        self.files.iter().find(|file| file.path == path)
    }

    /// A file that every pack has.
    fn needed(self, name: &str) -> Result<&'f File, Vec<PackError>> {
        let missing = || vec![PackError::needed_by_pack(format!("{}{name}", self.path))];
        self.file(name).ok_or_else(missing)
    }

    /// Reads the pack. Mistakes that leave a pack to go on with are added to `faults`.
    fn read(
        self,
        taken: &mut Taken<'f>,
        faults: &mut Vec<PackError>,
    ) -> Result<Draft<'f>, Vec<PackError>> {
        let file = self.needed("pack.toml")?;
        let about: PackFile = toml_file::read(file)?;
        let form = self.form(&about, faults)?;
        let sources = self.sources(&about, &form)?;
        let words = self.path_of_words(&about);
        let words = self
            .files
            .iter()
            .find(|file| Some(&file.path) == words.as_ref());
        let vocabulary = sources.vocabulary.iter().copied().chain(words);
        taken
            .vocabularies
            .extend(vocabulary.map(|file| file.path.as_str()));
        let data = self.data(&form, faults);
        let mut draft = Draft {
            form: Arc::new(form),
            file,
            notice: about.notice,
            retired: about.retired,
            schema: self.file("schema.json"),
            data,
            sources,
            compiled: None,
            loose: Vec::new(),
        };
        if !draft.sources.are_embedded() {
            let words = FormWords::of(&draft.form, draft.notice.as_ref());
            let read = draft
                .sources
                .read(&draft.form, words, &mut taken.rules, faults)?;
            draft.compiled = Some(read);
            if draft.form.is_template() {
                faults.extend(draft.open().faults(&draft.form));
            }
        }
        Ok(draft)
    }

    /// Its data sources. Mistakes in them leave a pack without them, and are added to `faults`.
    fn data(
        self,
        form: &Form,
        faults: &mut Vec<PackError>,
    ) -> Option<(&'f File, Option<Vec<DataSource>>)> {
        let file = self.file("source.toml")?;
        if file.compact.is_some() {
            return Some((file, None));
        }
        match source_file::read(file, form) {
            Ok(sources) => Some((file, Some(sources))),
            Err(wrong) => {
                faults.extend(wrong);
                None
            }
        }
    }

    /// Its form.
    fn form(self, about: &PackFile, faults: &mut Vec<PackError>) -> Result<Form, Vec<PackError>> {
        let mut form = form_file::read(
            self.needed("form.toml")?,
            FormId(about.id.clone()),
            about.title.clone(),
            (about.since, about.until),
            faults,
        )?;
        form.authorities = about.authorities.clone().into_iter().collect();
        if let Some(words) = self.words(about)? {
            if form.known_by.is_none() && !form.is_template() {
                let file = self.needed("form.toml")?;
                return Err(vec![PackError::at(
                    &file.path,
                    &file.text,
                    0..0,
                    mistakes::not_known_by(),
                )]);
            }
            words.add_to(&mut form.values, form.known_by.as_mut());
        }
        Ok(form)
    }

    /// The words of the language that its reports are in, where they are not built in.
    fn words(self, about: &PackFile) -> Result<Option<LanguageWords>, Vec<PackError>> {
        let wrong = |place: &Spanned<String>, mistake| {
            let file = self.needed("pack.toml")?;
            Err(vec![PackError::at(
                &file.path,
                &file.text,
                place.span(),
                mistake,
            )])
        };
        if let Some(named) = &about.words {
            let path = self.path_of_words(about);
            return match self
                .files
                .iter()
                .find(|file| Some(&file.path) == path.as_ref())
            {
                Some(file) => words_file::read(file).map(Some),
                None => wrong(named, mistakes::words_missing(named.get_ref())),
            };
        }
        if let Some(file) = self.file(WORDS) {
            return words_file::read(file).map(Some);
        }
        match &about.language {
            Some(tag) if !languages::is_tag(tag.get_ref()) => wrong(tag, mistakes::no_tag()),
            Some(tag) if !words_file::are_built_in(tag.get_ref()) => {
                wrong(tag, mistakes::unknown_language(tag.get_ref()))
            }
            _ => Ok(None),
        }
    }

    /// Where the words lie that `pack.toml` names.
    fn path_of_words(self, about: &PackFile) -> Option<String> {
        let named = about.words.as_ref()?;
        let path = relative_to(self.path, named.get_ref());
        Some(path.trim_end_matches('/').to_owned())
    }

    /// The files of its rules and of the words they share.
    fn sources(self, about: &PackFile, form: &Form) -> Result<Sources<'f>, Vec<PackError>> {
        let vocabulary = about.vocabulary.as_ref().map(|path| self.vocabulary(path));
        let mut places = vec![format!("{}rules/", self.path)];
        let includes = about.includes.iter();
        places.extend(includes.map(|include| relative_to(self.path, include)));
        let is_rule = |file: &&File| places.iter().any(|place| file.path.starts_with(place));
        let mut rules: Vec<&'f File> = self.files.iter().filter(is_rule).collect();
        let own: Vec<String> = rules.iter().filter_map(|file| name_of(file)).collect();
        let lacks = |file: &&File| {
            let name = name_of(file).unwrap_or_default();
            !own.contains(&name) && !about.without.contains(&name) && may_break(form, &name)
        };
        rules.extend(files::of_every_pack().iter().filter(lacks));
        Ok(Sources {
            vocabulary: vocabulary.transpose()?,
            rules,
        })
    }

    /// The vocabulary that `pack.toml` names.
    fn vocabulary(self, path: &str) -> Result<&'f File, Vec<PackError>> {
        let path = relative_to(self.path, path);
        let wanted = path.trim_end_matches('/');
        let file = self.files.iter().find(|file| file.path == wanted);
        file.ok_or_else(|| vec![PackError::vocabulary_missing(wanted)])
    }
}

/// Whether reports in a form can break one of the rules that every pack has.
fn may_break(form: &Form, rule: &str) -> bool {
    let known = form.known_by.as_ref();
    match rule {
        "part-of-report" => known.is_some_and(|known| known.in_parts),
        "converted-unit" => known.is_some_and(|known| !known.units.is_empty()),
        _ => true,
    }
}

/// The name of a rule, as its file says it before anything else.
fn name_of(file: &File) -> Option<String> {
    let lines = file.text.lines();
    let mut values =
        lines.filter_map(|line| line.strip_prefix("name")?.trim_start().strip_prefix('='));
    let value = values.next()?.trim();
    Some(value.trim_matches(['"', '\'']).to_owned())
}

/// The folder that a relative path such as `../both/rules` names.
fn relative_to(folder: &str, include: &str) -> String {
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

/// What keeps a rule out of a pack; nothing where it says itself that it is for other forms.
fn kept_out(pack: &Draft<'_>, file: &File, written: &Written<'_>) -> Option<Vec<PackError>> {
    let context = RuleContext {
        form: &pack.form,
        words: FormWords::of(&pack.form, pack.notice.as_ref()),
        shared: &pack.compiled.as_ref()?.shared,
    };
    rule_file::compile_for(file, &written.rule, context, true).err()
}

/// Adds a loose rule to the packs it fits; one that fits none is shown with what keeps it out of the
/// one that it is nearest to: there is least wrong with it.
pub(crate) fn add_loose<'f>(packs: &mut [Draft<'f>], file: &'f File) -> Result<(), Vec<PackError>> {
    let count = |packs: &mut [Draft<'_>]| packs.iter_mut().map(Draft::rules).sum::<usize>();
    let before = count(packs);
    let written = Written::parse(file)?;
    for pack in packs.iter_mut() {
        pack.add(&written)?;
    }
    if count(packs) > before {
        let forms: Vec<&Form> = packs.iter().map(|pack| &*pack.form).collect();
        let unknown_cell = rule_file::unknown_cells(file, written.rule.examples(), &forms);
        return match unknown_cell.is_empty() {
            true => Ok(()),
            false => Err(unknown_cell),
        };
    }
    if let Some(faults) = packs
        .iter()
        .filter_map(|pack| kept_out(pack, file, &written))
        .rev()
        .min_by_key(Vec::len)
    {
        return Err(faults);
    }
    let (path, text) = (&file.path, &file.text);
    let place = written.rule.applies_to_place();
    Err(vec![PackError::at(path, text, place, mistake::no_pack())])
}
