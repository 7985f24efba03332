//! The whole line in one place: decode, read, bind, check.
//!
//! Whoever serves findings (the command, an editor's server, a benchmark) makes one [`Linter`]
//! from the packs in force and gives it the bytes of files. The stages themselves live in crates
//! of their own; here they are only put in order.

mod candidate;
mod converted;
mod data;
mod error;
mod evidence;
mod inside;
mod structure;
mod suspicion;
mod weight;

use std::borrow::Cow;
use std::sync::{Arc, Mutex, OnceLock, PoisonError};

use gouji_bind::Binder;
use gouji_check::Outcome;
use gouji_document::{Document, Location, PICTURE, STROKE, Source};
use gouji_format::{FileKind, limits};
use gouji_locate::{Context, System};
use gouji_model::{Balanced, Bilingual, Form, Languages, Report, SourceRange};
use gouji_narrative::Prose;
use gouji_pack::Packs;
use gouji_read::{Kind, ReadError, kind_of, refuse};
use gouji_rule::Pack;
use memchr::memmem;

pub use candidate::{Candidate, is_canonical};
pub use data::DataFiles;
pub use error::LintError;
pub use gouji_bind::noting_proof;
pub use inside::{Met, NoReport, NoReportKind};
pub use weight::weight;

/// How names of pictures in packages begin or go on.
const PICTURES: [&[u8]; 2] = [b"/media/", b"Pictures/"];
/// A document of pictures with less text than this may be a report that was scanned.
const FEWEST_CHARACTERS: usize = 200;

/// Compiled relations of forms made concrete that are kept.
const CONCRETE_SYSTEMS: usize = 4;

/// Reads and checks files with the packs it was made with; made once, used for many files and
/// from many threads.
#[derive(Debug)]
pub struct Linter {
    packs: Packs,
    binder: Binder,
    /// In which findings are worded.
    languages: Languages,
    /// The relations of each pack for localization, compiled when a report first breaks one.
    systems: Vec<OnceLock<Arc<System>>>,
    /// Those of packs whose forms were made concrete, the last ones.
    concrete: Mutex<Vec<(Arc<Pack>, Arc<System>)>>,
    /// The data files that the packs know, laid out when a text may be one.
    data: OnceLock<DataFiles>,
}

/// A file that was read: its text, and the reports found in it.
#[derive(Debug)]
pub struct Opened<'b> {
    /// The decoded text, which knows the place of everything in the file; empty for files that
    /// are no text.
    pub source: Source<'b>,
    /// At least one report.
    pub reports: Vec<Report>,
    /// The names of the sheets, in workbooks.
    pub sheets: Vec<String>,
}

impl Opened<'_> {
    /// The same with the bytes of the file in its own hands.
    #[must_use]
    pub fn into_owned(self) -> Opened<'static> {
        Opened {
            source: self.source.into_owned(),
            reports: self.reports,
            sheets: self.sheets,
        }
    }

    /// Where a range of the decoded text stands in the file.
    #[must_use]
    pub fn locate(&self, range: SourceRange) -> Location {
        self.source.locate(range)
    }
}

impl Linter {
    /// A linter with these packs.
    #[must_use]
    pub fn new(packs: &Packs) -> Self {
        let balanced = packs.packs().iter().cloned();
        let balanced = balanced.map(|pack| pack as Arc<dyn Balanced>);
        Self {
            binder: Binder::proving(&packs.forms(), balanced),
            systems: packs.packs().iter().map(|_| OnceLock::new()).collect(),
            concrete: Mutex::new(Vec::new()),
            packs: packs.clone(),
            languages: Languages::Both,
            data: OnceLock::new(),
        }
    }

    /// The same linter, wording findings only in the languages that will be shown.
    #[must_use]
    pub fn worded_in(mut self, languages: Languages) -> Self {
        self.languages = languages;
        self
    }

    /// The packs in force.
    #[must_use]
    pub const fn packs(&self) -> &Packs {
        &self.packs
    }

    /// Reads the bytes of a file and finds the reports in it.
    ///
    /// # Errors
    /// When no reader takes the bytes, or none of what they hold is a report.
    pub fn open<'b>(&self, bytes: &'b [u8]) -> Result<Opened<'b>, LintError> {
        if bytes.len() as u64 > limits::FILE {
            return Err(ReadError::TooLarge.into());
        }
        if FileKind::Pdf.matches(bytes) {
            return self.bound(Source::decode(b""), gouji_pdf::read_pdf(bytes)?);
        }
        if gouji_ofd::is_ofd(bytes) {
            return self.bound(Source::decode(b""), gouji_ofd::read_ofd(bytes)?);
        }
        if let Some(kind) = gouji_office::kind_of(bytes) {
            return self.open_office(gouji_office::read(kind, bytes)?, bytes);
        }
        self.open_text(bytes)
    }

    fn open_office<'b>(&self, document: Document, bytes: &[u8]) -> Result<Opened<'b>, LintError> {
        let may_be_scanned = !shows(&document, FEWEST_CHARACTERS) && holds_pictures(bytes);
        match self.bound(Source::decode(b""), document) {
            Err(LintError::NoReport | LintError::LikeTitled(_)) if may_be_scanned => {
                Err(LintError::NoText)
            }
            other => other,
        }
    }

    fn open_text<'b>(&self, bytes: &'b [u8]) -> Result<Opened<'b>, LintError> {
        refuse(bytes)?;
        let source = Source::decode(bytes);
        if is_empty(source.text()) {
            return Err(ReadError::Empty.into());
        }
        if let Some(report) = self.data_in(source.text()) {
            return Ok(Opened {
                reports: vec![report?],
                source,
                sheets: Vec::new(),
            });
        }
        let kind = kind_of(source.text());
        if kind == Kind::CanonicalJson {
            return Ok(Opened {
                reports: self.canonical(source.text())?,
                source,
                sheets: Vec::new(),
            });
        }
        let document = gouji_read::read(kind, &source);
        let name = gouji_records::other_xml(source.text());
        self.bound(source, document)
            .map_err(|error| match (error, name) {
                (LintError::NoReport | LintError::NoText, Some(name)) => LintError::OtherXml(name),
                (error, _) => error,
            })
    }

    /// The reports in canonical JSON.
    fn canonical(&self, text: &str) -> Result<Vec<Report>, LintError> {
        let packs = self.packs.packs().iter();
        let forms: Vec<&Form> = packs.map(|pack| &*pack.form).collect();
        let mut reports = Vec::new();
        for (mut report, own) in gouji_canonical::read_all(text, &forms)? {
            let start = (own.as_ptr() as usize).saturating_sub(text.as_ptr() as usize) as u32;
            if let Some(pack) = self.pack_of(&report) {
                structure::note(&mut report, &pack.form, &self.packs, own, start);
            }
            reports.push(report);
        }
        match reports.is_empty() {
            true => Err(LintError::NoReport),
            false => Ok(reports),
        }
    }

    /// The report in a text that is a data file which a pack knows.
    fn data_in(&self, text: &str) -> Option<Result<Report, LintError>> {
        let format = gouji_records::format_of(text)?;
        let known = self.packs.packs().iter();
        let mut known = known.flat_map(|pack| &pack.data_formats);
        if !known.any(|known| *known == format) {
            return None;
        }
        let data = self.data.get_or_init(|| DataFiles::of(&self.packs));
        let found = data.find(text)?;
        Some(data::read(&self.packs, &found, text))
    }

    /// Finds the reports in a document.
    fn bound<'b>(&self, source: Source<'b>, document: Document) -> Result<Opened<'b>, LintError> {
        if let Some(excess) = document.excess {
            return Err(LintError::TooMuch(excess));
        }
        let reports = self.binder.bind(&document);
        if reports.is_empty() {
            if let Some(form) = self.binder.titled(&document) {
                let known = form.known_by.as_ref();
                let words = known.and_then(|known| known.not_found.clone());
                let own = || LintError::LikeTitled(Box::new(without_tables(&form.title)));
                return Err(words.map_or_else(own, |words| LintError::Titled(Box::new(words))));
            }
            if !self.binder.is_headed(&document) {
                return Err(match shows(&document, 1) {
                    true => LintError::NoReport,
                    false => LintError::NoText,
                });
            }
            let other = self.binder.other_kind(&document);
            return Err(other.map_or(LintError::NoTables, LintError::OtherForm));
        }
        Ok(Opened {
            source,
            reports,
            sheets: document.sheets,
        })
    }

    /// The pack whose form a report has; of a form with open rows, the one for the rows it has.
    #[must_use]
    pub fn pack_of(&self, report: &Report) -> Option<Arc<Pack>> {
        let pack = self.packs.pack(&report.form)?;
        Some(pack.for_report(report))
    }

    /// Checks a report as [`Linter::check`] does, without saying which cells are likely to be wrong.
    #[must_use]
    pub fn judge(&self, report: &Report, prior: Option<&Report>) -> Option<Outcome> {
        let pack = self.pack_of(report)?;
        let before = prior.and_then(|prior| Some((self.pack_of(prior)?, prior)));
        let (report, prior) = compared(&pack, report, before.as_ref());
        let before = before.as_ref().zip(prior.as_deref());
        let prior = before.map(|((pack, _), prior)| (&*pack.form, prior));
        Some(gouji_check::check_in(&pack, &report, prior, self.languages))
    }

    /// Checks a report, against last year's too where there is one. `None` when no pack in force
    /// has the report's form, which does not happen to reports this linter opened.
    #[must_use]
    pub fn check(&self, report: &Report, prior: Option<&Report>) -> Option<Outcome> {
        let pack = self.pack_of(report)?;
        let before = prior.and_then(|prior| Some((self.pack_of(prior)?, prior)));
        let (report, prior) = compared(&pack, report, before.as_ref());
        let report = &*report;
        let prior = before.as_ref().zip(prior.as_deref());
        let prior = prior.map(|((pack, _), prior)| (&**pack, prior));
        let with_form = prior.map(|(pack, prior)| (&*pack.form, prior));
        let prose = Prose::read(&pack, report);
        let languages = self.languages;
        let mut outcome = gouji_check::check_read(&pack, report, with_form, &prose, languages);
        let mut findings = outcome.findings.iter();
        if findings.any(|finding| finding.equation.is_some())
            && let Some(system) = self.system(&pack)
        {
            let prior_prose = prior.map(|(pack, prior)| Prose::read(pack, prior));
            let known = evidence::Known::new(&prose, prior_prose.as_ref());
            let last_year = before.as_ref().and_then(|(pack, _)| self.system(pack));
            let context = Context {
                statements: &known.statements,
                last_year: last_year.as_deref(),
            };
            let causes = system.localize_in_context(report, with_form, context);
            suspicion::attach(&causes, &known, &mut outcome.findings);
            suspicion::note_unchecked(&pack, report, &mut outcome);
        }
        Some(outcome)
    }

    fn system(&self, pack: &Arc<Pack>) -> Option<Arc<System>> {
        let compiled = || Arc::new(System::compile(pack));
        let mut known = self.packs.packs().iter();
        if let Some(index) = known.position(|known| Arc::ptr_eq(known, pack)) {
            return Some(Arc::clone(self.systems.get(index)?.get_or_init(compiled)));
        }
        // A thread that panicked while it held the lock left the list as it was.
        let lock = || self.concrete.lock().unwrap_or_else(PoisonError::into_inner);
        let found = lock()
            .iter()
            .find(|(own, _)| Arc::ptr_eq(own, pack))
            .cloned();
        if let Some((_, system)) = found {
            return Some(system);
        }
        let system = compiled();
        let mut kept = lock();
        if kept.len() >= CONCRETE_SYSTEMS {
            kept.remove(0);
        }
        kept.push((Arc::clone(pack), Arc::clone(&system)));
        Some(system)
    }
}

/// What a file of any format holds: its text and its tables.
///
/// # Errors
/// When no reader takes the bytes.
pub fn document_of(bytes: &[u8]) -> Result<Document, LintError> {
    if bytes.len() as u64 > limits::FILE {
        return Err(ReadError::TooLarge.into());
    }
    if FileKind::Pdf.matches(bytes) {
        return Ok(gouji_pdf::read_pdf(bytes)?);
    }
    if gouji_ofd::is_ofd(bytes) {
        return Ok(gouji_ofd::read_ofd(bytes)?);
    }
    if let Some(kind) = gouji_office::kind_of(bytes) {
        return Ok(gouji_office::read(kind, bytes)?);
    }
    refuse(bytes)?;
    let source = Source::decode(bytes);
    Ok(gouji_read::read(kind_of(source.text()), &source))
}

/// A report and the one before it, with its amounts in the unit of the report.
fn compared<'r>(
    pack: &Pack,
    report: &'r Report,
    prior: Option<&(Arc<Pack>, &'r Report)>,
) -> (Cow<'r, Report>, Option<Cow<'r, Report>>) {
    let Some((prior_pack, prior)) = prior else {
        return (Cow::Borrowed(report), None);
    };
    let (report, prior) = converted::in_one_unit(&pack.form, report, &prior_pack.form, prior);
    (report, Some(prior))
}

/// What is said of a file with the title of a form and none of its tables, where the form does not say it itself.
fn without_tables(title: &Bilingual) -> Bilingual {
    Bilingual::new(
        format!("标题是“{}”，但一张表也没有读出", title.zh),
        format!(
            "it is titled as “{}”, and none of its tables could be read",
            title.en
        ),
    )
}

/// Whether a document has at least so many characters that can be read.
fn shows(document: &Document, least: usize) -> bool {
    let mut visible = document.whole_text().chars();
    let mut seen = 0;
    // What is struck out counts here: it is text for all that.
    while seen < least {
        match visible.next() {
            Some(c) if is_invisible(c) || c == PICTURE || c == STROKE => {}
            Some(_) => seen += 1,
            None => return false,
        }
    }
    true
}

/// Whether the parts of a package are among its pictures, by the names that stand in its directory.
fn holds_pictures(bytes: &[u8]) -> bool {
    PICTURES
        .iter()
        .any(|name| memmem::find(bytes, name).is_some())
}

/// Whether a text shows nothing at all.
fn is_empty(text: &str) -> bool {
    text.chars().all(is_invisible)
}

fn is_invisible(c: char) -> bool {
    c.is_whitespace() || matches!(c, '\u{feff}' | '\u{200b}' | '\0')
}
