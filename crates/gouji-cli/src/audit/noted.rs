//! What is noted of every report while files are read.

use std::io;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use gouji_audit::result::Certainty;
use gouji_audit::{Entry, Kept, RunReports, SectionText};
use gouji_lint::Linter;
use gouji_render::Counts;
use gouji_rule::Pack;
use gouji_store::PartColumn;

use super::cached::unmasked;
use super::inputs::Reading;
use super::spool::{Span, Spool};
use crate::check::{Gathered, Verdict};

/// A report as far as it is held in memory.
#[derive(Debug)]
pub(super) struct Noted {
    /// The input it comes from.
    pub input: usize,
    /// Its path.
    pub path: Box<str>,
    /// Which of the reports of that path it is.
    pub ordinal: usize,
    /// The SHA-256 of the file's bytes.
    pub content: Box<str>,
    /// How certain it is whose it is.
    pub certainty: Certainty,
    /// How much was found in it by itself.
    pub counts: Counts,
    lies: Lies,
}

/// Where what is not held in memory lies.
#[derive(Debug)]
enum Lies {
    /// In the file of this run.
    Spooled {
        figures: Span,
        prose: Span,
        texts: Box<[Span]>,
    },
    /// In the cache, under its number.
    Cached(i64),
}

/// The reports of a run.
pub(super) struct Notes {
    noted: Vec<Noted>,
    entries: Vec<Entry>,
    packs: Vec<Arc<Pack>>,
    spool: Spool,
    reading: &'static Reading,
    is_incomplete: AtomicBool,
    /// The names that reports give, with the reports.
    pub names: Vec<Option<Box<str>>>,
}

/// The sections of a report: id, title, text.
type Sections = Vec<(String, String, String)>;

impl Notes {
    /// Nothing yet.
    pub(super) fn new(reading: &'static Reading) -> io::Result<Self> {
        Ok(Self {
            noted: Vec::new(),
            entries: Vec::new(),
            packs: Vec::new(),
            spool: Spool::new()?,
            reading,
            is_incomplete: AtomicBool::new(false),
            names: Vec::new(),
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
        gathered: Gathered,
        texts: &[String],
    ) -> io::Result<()> {
        let lies = match gathered.cached {
            Some(number) => Lies::Cached(number),
            None => self.spooled(&gathered, texts)?,
        };
        self.noted.push(Noted {
            input,
            path: gathered.path.into(),
            ordinal: gathered.ordinal,
            content: gathered.content.into(),
            certainty: Certainty::Unpaired,
            counts: gathered.counts,
            lies,
        });
        self.names.push(gathered.organization.map(Into::into));
        self.entries.push(Entry {
            pack,
            year: gathered.year,
            period: gathered.period,
            unit: None,
            published: gathered.published,
        });
        Ok(())
    }

    fn spooled(&mut self, gathered: &Gathered, texts: &[String]) -> io::Result<Lies> {
        let prose = postcard::to_allocvec(&gathered.sections).map_err(io::Error::other)?;
        let texts = texts.iter().map(|text| self.spool.put(text.as_bytes()));
        Ok(Lies::Spooled {
            texts: texts.collect::<io::Result<_>>()?,
            figures: self.spool.put(&gathered.kept.to_bytes())?,
            prose: self.spool.put(&prose)?,
        })
    }

    /// Sees to it that all can be read.
    pub(super) fn finish(&mut self) -> io::Result<()> {
        self.spool.finish()
    }

    /// How many reports there are.
    pub(super) fn len(&self) -> usize {
        self.noted.len()
    }

    /// A report.
    pub(super) fn get(&self, report: usize) -> Option<&Noted> {
        self.noted.get(report)
    }

    /// Says whose a report is.
    pub(super) fn pair(&mut self, report: usize, unit: Option<usize>, certainty: Certainty) {
        if let Some(entry) = self.entries.get_mut(report) {
            entry.unit = unit;
        }
        if let Some(noted) = self.noted.get_mut(report) {
            noted.certainty = certainty;
        }
    }

    /// The texts that were rendered of a report.
    pub(super) fn texts(&self, report: usize) -> io::Result<Vec<String>> {
        let Some(noted) = self.noted.get(report) else {
            return Ok(Vec::new());
        };
        let texts: Vec<String> = match &noted.lies {
            Lies::Spooled { texts, .. } => {
                let texts = texts.iter().map(|span| self.spool.text(*span));
                texts.collect::<io::Result<_>>()?
            }
            Lies::Cached(number) => {
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
        let texts = texts.map(|text| unmasked(text, &noted.content, &noted.path));
        Ok(texts.collect())
    }

    /// The sections of a report.
    fn sections(&self, noted: &Noted) -> Option<Sections> {
        let bytes = match &noted.lies {
            Lies::Spooled { prose, .. } => self.spool.get(*prose).ok(),
            Lies::Cached(number) => self.cached(*number, PartColumn::Prose),
        };
        let sections = bytes.and_then(|bytes| postcard::from_bytes(&bytes).ok());
        sections.or_else(|| Some(self.again(noted)?.0.sections))
    }

    fn cached(&self, number: i64, column: PartColumn) -> Option<Vec<u8>> {
        self.reading.known.as_ref()?.cache().part(number, column)
    }

    /// What a report came to, from its file once more: what lay in the cache is lost.
    fn again(&self, noted: &Noted) -> Option<(Gathered, Vec<String>)> {
        let input = self.reading.run.inputs.get(noted.input)?;
        let verdict = self.reading.run.checker(noted.input)?.guarded(input);
        let mut all = verdict.gathered.into_iter().zip(verdict.texts);
        let found = all.find(|(own, _)| {
            (&*own.path, own.ordinal) == (&*noted.path, noted.ordinal)
                && *own.content == *noted.content
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

/// What is lost: both the cache and the file were changed while the run went on.
fn lost() -> io::Error {
    io::Error::new(io::ErrorKind::InvalidData, "changed while it was read")
}

impl RunReports for Notes {
    fn packs(&self) -> &[Arc<Pack>] {
        &self.packs
    }

    fn entries(&self) -> &[Entry] {
        &self.entries
    }

    fn kept(&self, report: usize) -> Option<Kept> {
        let noted = self.noted.get(report)?;
        let bytes = match &noted.lies {
            Lies::Spooled { figures, .. } => self.spool.get(*figures).ok(),
            Lies::Cached(number) => self.cached(*number, PartColumn::Figures),
        };
        let kept = bytes.and_then(|bytes| Kept::from_bytes(&bytes));
        kept.or_else(|| Some(self.again(noted)?.0.kept))
    }

    fn path(&self, report: usize) -> &str {
        self.noted.get(report).map_or("", |noted| &*noted.path)
    }

    fn section(&self, report: usize, id: &str) -> Option<SectionText> {
        let noted = self.noted.get(report)?;
        let sections = self.sections(noted)?;
        let mut sections = sections.into_iter();
        let (_, title, text) = sections.find(|(own, ..)| own == id)?;
        Some(SectionText { title, text })
    }
}
