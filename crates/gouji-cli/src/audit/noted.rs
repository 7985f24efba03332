//! What is noted of every report while files are read.
//!
//! A few bytes of each are held in memory; what is longer lies in a file without a name, or in the cache.

mod held;

use std::io;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, PoisonError};

use gouji_audit::peers::Letters;
use gouji_audit::relations::{Names, Paired};
use gouji_audit::result::Certainty;
use gouji_audit::{Entry, LeftOut, PackedReport, RunReports, Scratch, SectionText};
use gouji_lint::Linter;
use gouji_model::{FormId, Report};
use gouji_render::Counts;
use gouji_rule::Pack;
use gouji_store::{Key, PartColumn};
use serde::{Deserialize, Serialize};

use super::bytes::Bytes;
use super::cached::unmasked;
use super::inputs::Reading;
use super::mark::mark_of;
use super::read_key::{self, OfReport};
use super::spool::{Span, Spool};
use super::stop;
use crate::check::{self, Digests, Gathered, Prose, Verdict};

use held::Held;
pub(super) use held::hash_of_path;

/// A report as it was noted.
#[derive(Debug, Serialize, Deserialize)]
pub(super) struct Noted {
    /// The input it comes from.
    pub input: usize,
    /// Its path.
    pub path: Box<str>,
    /// Which of the reports of that path it is.
    pub ordinal: usize,
    /// What tells its document from others.
    pub digests: Digests,
    /// How much was found in it by itself.
    pub counts: Counts,
    /// Whether what must add up in the forms had a say in how its file was read.
    pub is_proved: bool,
    figures: Figures,
    prose: Stored,
    texts: Texts,
    rest: Option<Rest>,
}

/// Where what was kept of a report lies, which every relation asks for.
#[derive(Debug, Serialize, Deserialize)]
enum Figures {
    /// Here, of a report that was read in this run.
    Here(Bytes),
    /// In the file of this run, where it is long.
    Spooled(Span),
    /// In the cache, under its number.
    Cached(i64),
}

impl Noted {
    /// About how many bytes it takes where it waits.
    const fn size(&self) -> usize {
        let figures = match &self.figures {
            Figures::Here(Bytes(bytes)) => bytes.len(),
            Figures::Spooled(_) | Figures::Cached(_) => 0,
        };
        self.path.len() + figures + 512
    }
}

/// How many bytes of a report are held beside what is noted of it.
const SHORT: usize = 4 << 10;

/// Where the rest of a report lies, and what is to be known of its file.
#[derive(Debug, Serialize, Deserialize)]
struct Rest {
    left_out: Stored,
    form: Box<str>,
    is_text: bool,
    sheets: Vec<String>,
    in_order: Option<usize>,
}

/// Where the prose of a report lies, or what figures and prose leave out.
#[derive(Debug, Serialize, Deserialize)]
enum Stored {
    /// In the file of this run.
    Spooled(Span),
    /// In the cache, under its number.
    Cached(i64),
}

/// A report as it was read, with every place in it.
pub(super) struct Whole {
    pub report: Report,
    /// Whether its file is a text, in which places are.
    pub is_text: bool,
    /// The names of its file's sheets.
    pub sheets: Vec<String>,
    /// How many relations were checked in it by itself, where nothing was found and nothing blocked.
    pub in_order: Option<usize>,
}

/// Where the texts lie that a report is shown as.
#[derive(Debug, Serialize, Deserialize)]
enum Texts {
    /// In the file of this run.
    Spooled(Vec<Span>),
    /// In the cache, under its number.
    Cached(i64),
}

/// How many reports are held that were asked for last.
const LAST: usize = 1024;

/// A report that was asked for last, behind its number.
type Recent = (usize, Arc<Noted>);

/// The reports of a run.
pub(super) struct Notes {
    held: Held,
    packs: Vec<Arc<Pack>>,
    spool: Arc<Spool>,
    reading: &'static Reading,
    is_incomplete: AtomicBool,
    /// Those that were asked for last: each is asked for several times in a row.
    last: Mutex<Vec<Option<Recent>>>,
    /// The names that reports give.
    names: Names,
    /// The key of the reports and the units, where what earlier runs came to may be taken.
    key: Option<Key>,
}

impl Notes {
    /// Nothing yet, to be held against units, whose key is given where what earlier runs came to may be taken.
    pub(super) fn new(reading: &'static Reading, units: Option<&Key>) -> io::Result<Self> {
        Ok(Self {
            key: units.map(|units| read_key::of_units(reading, units)),
            // Of most inputs there is one report.
            held: Held::with_room(reading.count()),
            packs: Vec::new(),
            spool: Arc::new(Spool::new()?),
            reading,
            is_incomplete: AtomicBool::new(false),
            last: Mutex::new(vec![None; LAST]),
            names: Names::with_room(reading.count()),
        })
    }

    /// Takes what was gathered and rendered of the reports of an input out of its verdict.
    pub(super) fn take(
        &mut self,
        input: usize,
        linter: &Linter,
        verdict: &mut Verdict,
    ) -> io::Result<()> {
        let texts = std::mem::take(&mut verdict.texts);
        for (gathered, texts) in verdict.gathered.drain(..).zip(texts) {
            let Some(pack) = linter.packs().pack(&gathered.form) else {
                continue;
            };
            let pack = self.pack(pack);
            self.report(input, pack, gathered, &texts)?;
        }
        Ok(())
    }

    fn pack(&mut self, pack: &Arc<Pack>) -> usize {
        let known = self.packs.iter().position(|known| Arc::ptr_eq(known, pack));
        known.unwrap_or_else(|| {
            self.packs.push(Arc::clone(pack));
            self.packs.len() - 1
        })
    }

    fn report(
        &mut self,
        input: usize,
        pack: usize,
        mut gathered: Gathered,
        texts: &[String],
    ) -> io::Result<()> {
        let rest = gathered.rest.take();
        let letters = std::mem::take(&mut gathered.letters);
        let is_read_now = (rest.as_ref()).is_some_and(|rest| rest.left_out.is_some());
        let figures = match gathered.read_at.filter(|_| !is_read_now) {
            Some(number) => Figures::Cached(number),
            None => self.figures(&gathered.kept)?,
        };
        let rest = match rest {
            Some(rest) => self.rest(rest, &gathered)?,
            None => None,
        };
        let prose = match gathered.read_at {
            Some(number) => Stored::Cached(number),
            None => Stored::Spooled(self.spool.add(gathered.prose.as_bytes())?),
        };
        let texts = match gathered.shown_at {
            Some(number) => Texts::Cached(number),
            None => self.spooled_texts(texts)?,
        };
        self.names
            .push(gathered.organization.as_deref(), gathered.year);
        let noted = Noted {
            input,
            path: gathered.path.into(),
            ordinal: gathered.ordinal,
            digests: gathered.digests,
            counts: gathered.counts,
            is_proved: gathered.is_proved,
            figures,
            prose,
            texts,
            rest,
        };
        let bytes = Vec::with_capacity(noted.size());
        let bytes = postcard::to_extend(&noted, bytes).map_err(io::Error::other)?;
        self.held.push(&held::Report {
            noted: self.spool.add_before(bytes, &letters)?,
            pack,
            year: gathered.year,
            period: gathered.period,
            published: gathered.published,
            path: &noted.path,
            input,
        })?;
        if let Some(key) = self.key {
            let read = noted.is_proved.then(|| {
                let prose = gathered.prose.sections().or_else(|| self.sections(&noted));
                all_read(self.entry(self.held.len() - 1), &gathered.kept, prose)
            });
            self.key = Some(self.with_last(key, &noted, read));
        }
        Ok(())
    }

    /// The key of reports, with the one that was noted last; `read` is all that was read of it, where its document
    /// does not tell that.
    fn with_last(&self, key: Key, noted: &Noted, read: Option<Vec<u8>>) -> Key {
        let report = OfReport {
            input: noted.input,
            path: &noted.path,
            ordinal: noted.ordinal,
            digest: &noted.digests.own,
            read,
        };
        read_key::with_report(self.reading, key, &report)
    }

    fn figures(&self, kept: &PackedReport) -> io::Result<Figures> {
        let bytes = kept.to_bytes();
        Ok(match bytes.len() <= SHORT {
            true => Figures::Here(Bytes(bytes)),
            false => Figures::Spooled(self.spool.add(&bytes)?),
        })
    }

    fn rest(&self, rest: check::Rest, gathered: &Gathered) -> io::Result<Option<Rest>> {
        let left_out = match (gathered.read_at, rest.left_out) {
            (Some(number), _) => Stored::Cached(number),
            (None, Some(left_out)) => Stored::Spooled(self.spool.add(left_out.as_bytes())?),
            (None, None) => return Ok(None),
        };
        Ok(Some(Rest {
            left_out,
            form: gathered.form.0.as_str().into(),
            is_text: rest.is_text,
            sheets: rest.sheets,
            in_order: rest.in_order,
        }))
    }

    fn spooled_texts(&self, texts: &[String]) -> io::Result<Texts> {
        let texts = texts.iter().map(|text| self.spool.add(text.as_bytes()));
        Ok(Texts::Spooled(texts.collect::<io::Result<_>>()?))
    }

    /// Sees to it that there is room for all of it.
    pub(super) fn finish(&mut self) -> io::Result<()> {
        self.held.shrink();
        self.spool.finish()
    }

    /// Where what waits beside the reports may lie.
    pub(super) fn scratch(&self) -> Arc<dyn Scratch> {
        Arc::<Spool>::clone(&self.spool)
    }

    /// The key of the reports and the units, where what earlier runs came to may be taken.
    pub(super) const fn key(&self) -> Option<Key> {
        self.key
    }

    /// The names that reports give, once.
    pub(super) fn take_names(&mut self) -> Names {
        std::mem::take(&mut self.names)
    }

    /// The input that a report comes from.
    pub(super) fn input_of(&self, report: usize) -> Option<usize> {
        self.held.input(report)
    }

    /// A report, which is held for a while: others will ask for it soon.
    pub(super) fn get(&self, report: usize) -> Option<Arc<Noted>> {
        let lock = || self.last.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(Some((number, noted))) = lock().get(report % LAST)
            && *number == report
        {
            return Some(Arc::clone(noted));
        }
        let noted = Arc::new(self.read(report)?);
        if let Some(last) = lock().get_mut(report % LAST) {
            *last = Some((report, Arc::clone(&noted)));
        }
        Some(noted)
    }

    /// Gives back what is held of reports that were asked for: most will not be asked for again.
    pub(super) fn forget_last(&mut self) {
        let last = self.last.get_mut().unwrap_or_else(PoisonError::into_inner);
        last.fill(None);
    }

    /// A report that nobody will ask for again soon.
    pub(super) fn read(&self, report: usize) -> Option<Noted> {
        let noted = self.spool.bytes(self.held.noted(report)?).ok();
        let noted = noted.and_then(|noted| postcard::from_bytes(&noted).ok());
        if noted.is_none() {
            self.is_incomplete.store(true, Ordering::Relaxed);
        }
        noted
    }

    /// The id of the form of a report.
    pub(super) fn form_of(&self, report: usize) -> String {
        let pack = self
            .entry(report)
            .and_then(|entry| self.packs().get(entry.pack));
        pack.map_or_else(String::new, |pack| pack.form.id.0.clone())
    }

    /// The path of a report's file.
    pub(super) fn path_of(&self, report: usize) -> String {
        self.get(report)
            .map_or_else(String::new, |noted| noted.path.to_string())
    }

    /// The hash of the path of a report.
    pub(super) fn path_hash(&self, report: usize) -> Option<u32> {
        self.held.path(report)
    }

    /// Whether marks stand for the paths of reports until they are shown.
    pub(super) fn marks(&self) -> bool {
        self.reading.masks()
    }

    /// How certain it is whose a report is.
    pub(super) fn certainty(&self, report: usize) -> Certainty {
        self.held.certainty(report)
    }

    /// Says whose a report is.
    pub(super) fn pair(&mut self, paired: Paired) {
        self.held.pair(paired.report, paired.unit, paired.certainty);
    }

    /// The texts that were rendered of a report.
    pub(super) fn texts(&self, noted: &Noted) -> io::Result<Vec<String>> {
        let texts: Vec<String> = match &noted.texts {
            Texts::Spooled(texts) => {
                let texts = texts.iter().map(|span| self.spool.text(*span));
                texts.collect::<io::Result<_>>()?
            }
            Texts::Cached(number) => {
                let texts = self.cached(*number, PartColumn::Shown);
                let texts = texts.and_then(|texts| postcard::from_bytes(&texts).ok());
                let again = || Some(self.again(noted)?.1);
                texts.or_else(again).ok_or_else(lost)?
            }
        };
        let checker = self.reading.run.checker(noted.input);
        if !checker.is_some_and(|checker| checker.masks) {
            return Ok(texts);
        }
        let texts = texts.iter();
        let texts = texts.map(|text| unmasked(text, &noted.digests.own, &noted.path));
        Ok(texts.collect())
    }

    /// A report with all its places, where it can be put together again.
    pub(super) fn whole(&self, noted: &Noted) -> Option<Whole> {
        let rest = noted.rest.as_ref()?;
        let input = self.reading.run.checker(noted.input)?;
        let left_out = self.stored(&rest.left_out, PartColumn::Rest)?;
        let left_out = LeftOut::from_bytes(left_out);
        let kept = self.kept_of(noted)?;
        let pack = input.linter.packs().pack(&FormId(rest.form.to_string()))?;
        Some(Whole {
            report: left_out.report(&kept, &pack.form, self.sections(noted)?)?,
            is_text: rest.is_text,
            sheets: rest.sheets.clone(),
            in_order: rest.in_order,
        })
    }

    /// What was kept of a report.
    fn kept_of(&self, noted: &Noted) -> Option<PackedReport> {
        match &noted.figures {
            Figures::Here(Bytes(bytes)) => PackedReport::from_bytes(bytes),
            Figures::Spooled(span) => PackedReport::from_bytes(&self.spool.bytes(*span).ok()?),
            Figures::Cached(number) => {
                let bytes = self.cached(*number, PartColumn::Figures)?;
                PackedReport::from_bytes(&bytes)
            }
        }
    }

    /// All sections of a report.
    fn sections(&self, noted: &Noted) -> Option<Vec<(String, SectionText)>> {
        let sections = self.prose(noted).and_then(|prose| prose.sections());
        sections.or_else(|| self.again(noted)?.0.prose.sections())
    }

    /// The prose of a report, where it is not lost.
    fn prose(&self, noted: &Noted) -> Option<Prose> {
        let bytes = self.stored(&noted.prose, PartColumn::Prose)?;
        Some(Prose::from_bytes(bytes))
    }

    /// What lies somewhere, in a column where that is the cache.
    fn stored(&self, at: &Stored, column: PartColumn) -> Option<Vec<u8>> {
        match at {
            Stored::Spooled(span) => self.spool.bytes(*span).ok(),
            Stored::Cached(number) => self.cached(*number, column),
        }
    }

    fn cached(&self, number: i64, column: PartColumn) -> Option<Vec<u8>> {
        self.reading.known.as_ref()?.cache().part(number, column)
    }

    /// What a report came to, from its file once more: what lay in the cache is lost.
    fn again(&self, noted: &Noted) -> Option<(Gathered, Vec<String>)> {
        let input = self.reading.run.inputs.get(noted.input)?;
        let verdict = self.reading.run.checker(noted.input)?.guarded(&input);
        let mut all = verdict.gathered.into_iter().zip(verdict.texts);
        let found = all.find(|(own, _)| {
            (&*own.path, own.ordinal) == (&*noted.path, noted.ordinal)
                && own.digests == noted.digests
        });
        if found.is_none() {
            self.is_incomplete.store(true, Ordering::Relaxed);
        }
        found
    }

    /// Whether something could not be had any more.
    pub(super) fn is_incomplete(&self) -> bool {
        self.is_incomplete.load(Ordering::Relaxed)
    }
}

/// All that was read of a report, as bytes; none where its sections are lost.
fn all_read(
    entry: Option<Entry>,
    kept: &PackedReport,
    sections: Option<Vec<(String, SectionText)>>,
) -> Vec<u8> {
    let Some((entry, sections)) = entry.zip(sections) else {
        return Vec::new();
    };
    let about = format!("{:?}{:?}{:?}", entry.year, entry.period, entry.published);
    let mut bytes = about.into_bytes();
    bytes.extend(kept.to_bytes());
    for (id, section) in sections {
        for text in [id, section.title, section.text] {
            bytes.extend((text.len() as u64).to_le_bytes());
            bytes.extend(text.into_bytes());
        }
    }
    bytes
}

/// What is lost: both the cache and the file were changed while the run went on.
fn lost() -> io::Error {
    io::Error::new(io::ErrorKind::InvalidData, "changed while it was read")
}

impl RunReports for Notes {
    fn packs(&self) -> &[Arc<Pack>] {
        &self.packs
    }

    fn len(&self) -> usize {
        self.held.len()
    }

    fn entry(&self, report: usize) -> Option<Entry> {
        self.held.entry(report)
    }

    fn kept(&self, report: usize) -> Option<PackedReport> {
        let noted = self.get(report)?;
        let kept = self.kept_of(&noted);
        kept.or_else(|| Some(self.again(&noted)?.0.kept))
    }

    /// What stands for it where that is shown with the path later on.
    fn path(&self, report: usize) -> String {
        match self.get(report) {
            Some(noted) if self.marks() => mark_of(report, &noted.digests.own),
            Some(noted) => noted.path.to_string(),
            None => String::new(),
        }
    }

    fn section(&self, report: usize, id: &str) -> Option<SectionText> {
        let noted = self.get(report)?;
        let section = self.prose(&noted).and_then(|prose| prose.section(id));
        section.or_else(|| self.again(&noted)?.0.prose.section(id))?
    }

    fn letters(&self, report: usize, id: &str) -> Option<Letters> {
        let laid = || {
            let laid = self.spool.behind(self.held.noted(report)?).ok()?;
            Letters::of_section(&laid, id)
        };
        laid().or_else(|| Some(Letters::of(&self.section(report, id)?.text)))
    }

    fn is_stopped(&self) -> bool {
        stop::is_asked()
    }
}
