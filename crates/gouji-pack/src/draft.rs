//! Packs while they are put together of files: what each is, which files it takes in, and the loose
//! rules that are added to it.

use std::cell::OnceCell;
use std::collections::BTreeSet;
use std::panic::{RefUnwindSafe, UnwindSafe};
use std::sync::{Arc, LazyLock};

use gouji_model::records::DataSource;
use gouji_model::{Form, FormContents, FormId, languages};
use gouji_rule::Pack;
use toml::Spanned;

use crate::PackError;
use crate::concrete::OpenPack;
use crate::contents::{Compiled, Known, Sources, Written};
use crate::context::RuleContext;
use crate::embedded;
use crate::files::{self, File, name_of};
use crate::form_words::FormWords;
use crate::mistake::{self, Mistake};
use crate::pack_file::PackFile;
use crate::pack_folders::{PackFolders, looks_like_rule, may_be_rule};
use crate::pack_sense;
use crate::rule_file;
use crate::shared_files::{relative_path, relative_to};
use crate::words_file::{self, LanguageWords, mistakes};
use crate::{form_file, kept, source_file, toml_file};

/// A pack while it is put together.
pub(crate) struct Draft<'f> {
    /// The form.
    pub form: Arc<Form>,
    /// Its `pack.toml`, and what it says.
    file: &'f File,
    about: Arc<PackFile>,
    /// The files among which it lies, and the path of its folder.
    files: &'f [File],
    path: String,
    schema: Option<&'f File>,
    /// Its `source.toml`, and what it says; what is embedded is read when asked for.
    data: Option<(&'f File, Option<Vec<DataSource>>)>,
    /// The files of its contents; those of an embedded pack are found when they are first asked for.
    sources: OnceCell<Sources<'f>>,
    /// What it holds beside the form, once it is read; what is embedded is read when asked for.
    compiled: Option<Compiled>,
    /// Rules that are no pack's own and were added to it.
    loose: Vec<&'f File>,
}

/// What gives the rules for open rows when they are first asked for.
type OpenReader = Box<dyn FnOnce() -> OpenPack + Send + UnwindSafe + RefUnwindSafe>;

impl<'f> Draft<'f> {
    /// Whether it comes with the program.
    fn is_embedded(&self) -> bool {
        self.file.compact.is_some()
    }

    /// The files of its contents.
    fn sources(&self) -> &Sources<'f> {
        let folder = Folder {
            files: self.files,
            path: &self.path,
        };
        let found = || folder.embedded_sources(&self.about, &self.form);
        self.sources.get_or_init(found)
    }

    /// The words and rules it holds, read now where they are not yet.
    fn compiled(&mut self) -> &mut Compiled {
        let mut compiled = self.compiled.take();
        if compiled.is_none() {
            let words = FormWords::of(&self.form, self.about.notice.as_ref());
            let sources = self.sources();
            let read = || sources.read_embedded(&self.form, words);
            let folder = Folder {
                files: self.files,
                path: &self.path,
            };
            let form: Vec<&File> = folder.file("form.toml").into_iter().collect();
            let own = [&form[..], &[self.file]].concat();
            compiled = Some(kept::contents(&own, sources, read));
        }
        self.compiled
            .get_or_insert_with(|| compiled.unwrap_or_default())
    }

    /// How many rules it has.
    fn rules(&mut self) -> usize {
        self.compiled().rules.len()
    }

    /// Adds a rule that is no pack's own if it is for the form.
    fn add(&mut self, written: &Written<'f>) -> Result<(), Vec<PackError>> {
        let before = self.rules();
        let words = FormWords::of(&self.form, self.about.notice.as_ref());
        let compiled = self.compiled.as_mut();
        let added = compiled.map_or(Ok(()), |known| known.add(written, &self.form, words, false));
        if self.rules() > before {
            self.loose.push(written.file);
        }
        added
    }

    /// Its `pack.toml`, and what that says; nothing of a pack that comes with the program.
    pub(crate) fn given(&self) -> Option<(&'f File, &PackFile)> {
        (!self.is_embedded()).then_some((self.file, &self.about))
    }

    /// Its `form.toml`.
    pub(crate) fn form_file(&self) -> Option<&'f File> {
        let folder = Folder {
            files: self.files,
            path: &self.path,
        };
        folder.file("form.toml")
    }

    /// Its `schema.json`; nothing of a pack that comes with the program.
    pub(crate) fn given_schema(&self) -> Option<&'f File> {
        self.schema.filter(|_| !self.is_embedded())
    }

    /// Whether a rule is among its own or among those that were added to it.
    pub(crate) fn takes(&self, file: &File) -> bool {
        let own = self.sources.get().map(|sources| &sources.rules);
        let mut all = own.into_iter().flatten().chain(&self.loose);
        all.any(|one| std::ptr::eq(*one, file))
    }

    /// The names of its rules, also of those that are wrong.
    pub(crate) fn rule_names(&self) -> impl Iterator<Item = String> + '_ {
        let all = self.sources().rules.iter().chain(&self.loose);
        all.filter_map(|file| name_of(file))
    }

    /// The sections that its vocabulary names, with that file.
    pub(crate) fn read_sections(&self) -> Option<(&'f File, &[Spanned<String>])> {
        let vocabulary = self.sources.get()?.vocabulary?;
        Some((vocabulary, &self.compiled.as_ref()?.shared.sections))
    }

    /// The pack.
    pub(crate) fn finish(mut self) -> Pack {
        let form = Arc::clone(&self.form);
        let open = form.is_template().then(|| LazyLock::new(self.open_later()));
        let folder = Folder {
            files: self.files,
            path: &self.path,
        };
        let vocabulary = folder.path_of_vocabulary(&self.about);
        let mut pack = match self.compiled.take() {
            Some(compiled) => {
                let contents = compiled.finish();
                Pack::new(form, move || contents)
            }
            None => {
                let (about, path, own) = (Arc::clone(&self.about), self.path.clone(), form.clone());
                let origin = self.file.path.to_string();
                Pack::new(form, move || {
                    if let Some(mut contents) = embedded::contents(&origin) {
                        for rule in &mut contents.rules {
                            rule.examples = rule_file::embedded_examples(&rule.origin);
                        }
                        return contents;
                    }
                    let folder = Folder {
                        files: &files::embedded(),
                        path: &path,
                    };
                    let words = FormWords::of(&own, about.notice.as_ref());
                    let sources = folder.embedded_sources(&about, &own);
                    sources.read_embedded(&own, words).finish()
                })
            }
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
        pack.origin = self.file.path.to_string();
        pack.notice.clone_from(&self.about.notice);
        let retired = self.about.retired.iter();
        let retired = retired.map(|(name, successor)| (name.clone(), successor.get_ref().clone()));
        pack.retired = retired.collect();
        pack.vocabulary_origin = vocabulary;
        pack.own_schema = self.schema.map(|file| file.text.clone());
        match open {
            Some(open) => pack.for_open_rows(move |form| open.contents(form)),
            None => pack,
        }
    }

    /// Its files, to be compiled anew for the open rows of each document; those of an embedded pack are
    /// found at the first.
    fn open_later(&self) -> OpenReader {
        if !self.is_embedded() {
            let open = self.open();
            return Box::new(move || open);
        }
        let (about, path) = (Arc::clone(&self.about), self.path.clone());
        let loose: Vec<File> = self.loose.iter().copied().cloned().collect();
        let form = Arc::clone(&self.form);
        Box::new(move || {
            let folder = Folder {
                files: &files::embedded(),
                path: &path,
            };
            let words = FormWords::of(&form, about.notice.as_ref());
            let loose: Vec<&File> = loose.iter().collect();
            let sources = folder.embedded_sources(&about, &form);
            OpenPack::new(&sources, &loose, words)
        })
    }

    /// Its files, to be compiled anew for the open rows of each document.
    fn open(&self) -> OpenPack {
        let words = FormWords::of(&self.form, self.about.notice.as_ref());
        OpenPack::new(self.sources(), &self.loose, words).without_wrong(&self.form)
    }
}

/// What the files of a folder hold.
pub(crate) struct Found<'f> {
    /// The packs.
    pub packs: Vec<Draft<'f>>,
    files: &'f [File],
    folders: PackFolders,
    taken: Taken<'f>,
}

impl<'f> Found<'f> {
    /// Rules that belong to none of the packs.
    pub(crate) fn loose(&self) -> impl Iterator<Item = &'f File> {
        let is_loose = |file: &&File| self.folders.leave_loose(file) && !self.taken.has(file);
        self.files.iter().filter(is_loose)
    }

    /// The rules that lie in the folder of a pack and that none takes in, by the paths of their files.
    pub(crate) fn unread(&self) -> impl Iterator<Item = String> + '_ {
        let is_unread = |file: &&File| {
            let folder = self.folders.around(file);
            // Of a pack that is wrong it is not known what it takes in.
            let pack = self.packs.iter().find(|pack| Some(&*pack.path) == folder);
            let rules = pack.map(|pack| format!("{}rules/", pack.path));
            may_be_rule(file)
                && looks_like_rule(file)
                && rules.is_some_and(|rules| !file.path.starts_with(&rules))
                && !self.taken.has(file)
        };
        let unread = self.files.iter().filter(is_unread);
        unread.map(|file| file.path.to_string())
    }

    /// The rules that packs took in, as far as they could be read.
    pub(crate) fn into_rules(self) -> impl Iterator<Item = Written<'f>> {
        self.taken.rules.into_written()
    }
}

/// The packs among files.
pub(crate) fn find<'f>(files: &'f [File], faults: &mut Vec<PackError>) -> Found<'f> {
    let folders = PackFolders::among(files);
    let mut taken = Taken::default();
    for folder in &folders.without_pack {
        faults.push(PackError::needed_by_pack(format!("{folder}pack.toml")));
    }
    let mut packs = Vec::new();
    for folder in &folders.packs {
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
    Found {
        packs,
        files,
        taken,
        folders,
    }
}

/// What the words of a language are called in the folder of a pack.
const WORDS: &str = "words.toml";

/// What the words that rules share are called in the folder of a pack.
const VOCABULARY: &str = "vocabulary.toml";

/// The words of a language.
enum Words {
    /// Those of a file of the pack.
    Own(LanguageWords),
    /// Those of English, which are not made before a form is read.
    English,
}

/// What the packs of a folder have taken in.
#[derive(Default)]
struct Taken<'f> {
    /// What rule files say.
    rules: Known<'f>,
    /// The paths of vocabularies.
    vocabularies: BTreeSet<&'f str>,
}

impl Taken<'_> {
    /// Whether a file is a rule or vocabulary of a pack, one that packs share among them.
    fn has(&self, file: &File) -> bool {
        self.vocabularies.contains(&*file.path) || self.rules.has(&file.path)
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
        if file.compact.is_none() {
            faults.extend(pack_sense::faults(file, &about));
        }
        let data = self.data(&form, faults);
        let mut draft = Draft {
            form: Arc::new(form),
            file,
            about: Arc::new(about),
            files: self.files,
            path: self.path.to_owned(),
            schema: self.file("schema.json"),
            data,
            sources: OnceCell::new(),
            compiled: None,
            loose: Vec::new(),
        };
        if !draft.is_embedded() {
            let sources = self.sources(&draft.about, &draft.form)?;
            let words = self.path_of_words(&draft.about);
            let is_words = |file: &&File| Some(&*file.path) == words.as_deref();
            let words = self.files.iter().find(is_words);
            let vocabulary = sources.vocabulary.iter().copied().chain(words);
            taken
                .vocabularies
                .extend(vocabulary.map(|file| &*file.path));
            let words = FormWords::of(&draft.form, draft.about.notice.as_ref());
            let read = sources.read(&draft.form, words, &mut taken.rules, faults)?;
            draft.compiled = Some(read);
            draft.sources = OnceCell::from(sources);
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

    /// Its form; what is embedded is read when asked for.
    fn form(self, about: &PackFile, faults: &mut Vec<PackError>) -> Result<Form, Vec<PackError>> {
        let file = self.needed("form.toml")?;
        let (id, title) = (FormId(about.id.get_ref().clone()), about.title.clone());
        let years = (
            about.since,
            about.until.as_ref().map(|until| *until.get_ref()),
        );
        let words = self.words(about)?;
        let mut form = match file.form {
            Some(traits) => {
                let file = file.clone();
                Form::later(id, title, years, traits, move || {
                    in_words(form_file::read_embedded(&file), words)
                })
            }
            None => {
                let contents = form_file::read(file, faults)?;
                let traits = contents.traits();
                let are_own = matches!(words, Some(Words::Own(_)));
                if are_own && !traits.is_declared && !traits.has_open_rows {
                    let (path, text) = (&file.path, &file.text);
                    return Err(vec![PackError::at(
                        path,
                        text,
                        0..0,
                        mistakes::not_known_by(),
                    )]);
                }
                Form::holding(id, title, years, in_words(contents, words))
            }
        };
        let authorities = about.authorities.iter();
        let authorities = authorities.map(|(name, words)| (name.get_ref().clone(), words.clone()));
        form.authorities = authorities.collect();
        Ok(form)
    }

    /// The words of the language that its reports are in, where those of Chinese are not meant.
    fn words(self, about: &PackFile) -> Result<Option<Words>, Vec<PackError>> {
        let own = |file| words_file::read(file).map(Words::Own).map(Some);
        let wrong = |place: &Spanned<String>, mistake| Err(self.wrong(place, mistake));
        if let Some(named) = &about.words {
            let path = self.path_of_words(about);
            return match self
                .files
                .iter()
                .find(|file| Some(&*file.path) == path.as_deref())
            {
                Some(file) => own(file),
                None => wrong(named, mistakes::words_missing(named.get_ref())),
            };
        }
        if let Some(file) = self.file(WORDS) {
            return own(file);
        }
        match &about.language {
            Some(tag) if !languages::is_tag(tag.get_ref()) => {
                wrong(tag, mistakes::no_tag(tag.get_ref()))
            }
            Some(tag) if !words_file::are_built_in(tag.get_ref()) => {
                wrong(tag, mistakes::unknown_language(tag.get_ref()))
            }
            Some(tag) if words_file::is_english(tag.get_ref()) => Ok(Some(Words::English)),
            _ => Ok(None),
        }
    }

    /// Where the words lie that `pack.toml` names.
    fn path_of_words(self, about: &PackFile) -> Option<String> {
        let named = about.words.as_ref()?;
        Some(relative_path(self.path, named.get_ref()))
    }

    /// The files of its rules and of the words they share.
    fn sources(self, about: &PackFile, form: &Form) -> Result<Sources<'f>, Vec<PackError>> {
        let vocabulary = self.vocabulary(about)?;
        let mut places = vec![format!("{}rules/", self.path)];
        for include in &about.includes {
            let place = relative_to(self.path, include.get_ref());
            // Left out without a word, its rules would pass.
            if !self.files.iter().any(|file| file.path.starts_with(&place)) {
                let mistake = mistake::include_missing(place.trim_end_matches('/'));
                return Err(self.wrong(include, mistake));
            }
            places.push(place);
        }
        let is_rule = |file: &&File| places.iter().any(|place| file.path.starts_with(place));
        let mut rules: Vec<&'f File> = self.files.iter().filter(is_rule).collect();
        let own: Vec<String> = rules.iter().filter_map(|file| name_of(file)).collect();
        let lacks = |file: &&File| {
            let name = name_of(file).unwrap_or_default();
            !own.contains(&name)
                && !about
                    .without
                    .iter()
                    .any(|without| *without.get_ref() == name)
                && may_break(form, &name)
        };
        rules.extend(files::of_every_pack().iter().filter(lacks));
        Ok(Sources { vocabulary, rules })
    }

    /// The same of a pack that comes with the program.
    ///
    /// # Panics
    /// Where it names a vocabulary that is not there, which the tests see to that none does.
    fn embedded_sources(self, about: &PackFile, form: &Form) -> Sources<'f> {
        match self.sources(about, form) {
            Ok(sources) => sources,
            Err(faults) => panic!("an embedded pack is not whole: {faults:?}"),
        }
    }

    /// The vocabulary that `pack.toml` names, or that lies beside it.
    fn vocabulary(self, about: &PackFile) -> Result<Option<&'f File>, Vec<PackError>> {
        let Some(named) = &about.vocabulary else {
            return Ok(self.file(VOCABULARY));
        };
        let wanted = relative_path(self.path, named.get_ref());
        let file = self.files.iter().find(|file| file.path == wanted);
        let missing = || self.wrong(named, mistake::vocabulary_missing(&wanted));
        file.ok_or_else(missing).map(Some)
    }

    /// Where the vocabulary lies; nothing of a pack that has none.
    fn path_of_vocabulary(self, about: &PackFile) -> Option<String> {
        let named = about.vocabulary.as_ref();
        let named = named.map(|named| relative_path(self.path, named.get_ref()));
        named.or_else(|| Some(self.file(VOCABULARY)?.path.to_string()))
    }

    /// What is wrong with a value of its `pack.toml`.
    fn wrong(self, at: &Spanned<String>, mistake: Mistake) -> Vec<PackError> {
        let about = self.needed("pack.toml");
        let wrong = |file: &File| PackError::at(&file.path, &file.text, at.span(), mistake);
        about.map_or_else(|missing| missing, |file| vec![wrong(file)])
    }
}

/// What a form holds, with the words of the language that its reports are in.
fn in_words(mut contents: FormContents, words: Option<Words>) -> FormContents {
    let words = words.map(|words| match words {
        Words::Own(words) => words,
        Words::English => LanguageWords::english(),
    });
    if let Some(words) = words {
        words.add_to(&mut contents.values, contents.known_by.as_mut());
    }
    contents
}

/// Whether reports in a form can break one of the rules that every pack has.
fn may_break(form: &Form, rule: &str) -> bool {
    let known = form.known_by.as_ref();
    match rule {
        "part-of-report" => known.is_some_and(|known| known.in_parts),
        "converted-unit" | "unknown-unit" => known.is_some_and(|known| !known.units.is_empty()),
        "missing-section" => !form.sections.is_empty(),
        "unnamed-report" => {
            known.is_some_and(|known| !known.organs.is_empty() || !known.periods.is_empty())
        }
        _ => true,
    }
}

/// What keeps a rule out of a pack; nothing where it says itself that it is for other forms.
fn kept_out(pack: &Draft<'_>, file: &File, written: &Written<'_>) -> Option<Vec<PackError>> {
    let context = RuleContext {
        form: &pack.form,
        words: FormWords::of(&pack.form, pack.about.notice.as_ref()),
        shared: &pack.compiled.as_ref()?.shared,
    };
    rule_file::compile_for(file, &written.rule, context, true).err()
}

/// Adds a loose rule to the packs it fits, and says whether there is one; where none is, it is shown with what keeps
/// it out of the one that it is nearest to: there is least wrong with it.
pub(crate) fn add_loose<'f>(
    packs: &mut [Draft<'f>],
    written: &Written<'f>,
) -> Result<bool, Vec<PackError>> {
    let count = |packs: &mut [Draft<'_>]| packs.iter_mut().map(Draft::rules).sum::<usize>();
    let before = count(packs);
    let file = written.file;
    for pack in packs.iter_mut() {
        pack.add(written)?;
    }
    if count(packs) > before {
        let forms: Vec<&Form> = packs.iter().map(|pack| &*pack.form).collect();
        let unknown_cell = rule_file::unknown_cells(file, written.rule.examples(), &forms);
        return match unknown_cell.is_empty() {
            true => Ok(true),
            false => Err(unknown_cell),
        };
    }
    if let Some(faults) = packs
        .iter()
        .filter_map(|pack| kept_out(pack, file, written))
        .rev()
        .min_by_key(Vec::len)
    {
        return Err(faults);
    }
    Ok(false)
}
