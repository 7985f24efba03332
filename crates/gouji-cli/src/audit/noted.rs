//! What is noted of every report while files are read.

use std::io;
use std::sync::Arc;

use gouji_audit::result::Certainty;
use gouji_audit::{Entry, Kept, RunReports, SectionText};
use gouji_lint::Linter;
use gouji_render::Counts;
use gouji_rule::Pack;

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
    kept: Span,
    sections: Span,
    texts: Box<[Span]>,
}

/// The reports of a run.
#[derive(Debug)]
pub(super) struct Notes {
    noted: Vec<Noted>,
    entries: Vec<Entry>,
    packs: Vec<Arc<Pack>>,
    spool: Spool,
    /// The names that reports give, with the reports.
    pub names: Vec<Option<Box<str>>>,
}

/// The sections of a report: id, title, text.
type Sections = Vec<(String, String, String)>;

impl Notes {
    /// Nothing yet.
    pub(super) fn new() -> io::Result<Self> {
        Ok(Self {
            noted: Vec::new(),
            entries: Vec::new(),
            packs: Vec::new(),
            spool: Spool::new()?,
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
        let sections = serde_json::to_vec(&gathered.sections).map_err(io::Error::other)?;
        let kept = self.spool.put(&gathered.kept.to_bytes())?;
        let sections = self.spool.put(&sections)?;
        let texts = texts.iter().map(|text| self.spool.put(text.as_bytes()));
        let texts = texts.collect::<io::Result<_>>()?;
        self.noted.push(Noted {
            input,
            path: gathered.path.into(),
            ordinal: gathered.ordinal,
            content: gathered.content.into(),
            certainty: Certainty::Unpaired,
            counts: gathered.counts,
            kept,
            sections,
            texts,
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
        let texts = self.noted.get(report).map(|noted| &*noted.texts);
        let texts = texts.unwrap_or_default().iter();
        texts.map(|span| self.spool.text(*span)).collect()
    }
}

impl RunReports for Notes {
    fn packs(&self) -> &[Arc<Pack>] {
        &self.packs
    }

    fn entries(&self) -> &[Entry] {
        &self.entries
    }

    fn kept(&self, report: usize) -> Option<Kept> {
        let bytes = self.spool.get(self.noted.get(report)?.kept).ok()?;
        Kept::from_bytes(&bytes)
    }

    fn path(&self, report: usize) -> &str {
        self.noted.get(report).map_or("", |noted| &*noted.path)
    }

    fn section(&self, report: usize, id: &str) -> Option<SectionText> {
        let noted = self.noted.get(report)?;
        let bytes = self.spool.get(noted.sections).ok()?;
        let sections: Sections = serde_json::from_slice(&bytes).ok()?;
        let mut sections = sections.into_iter();
        let (_, title, text) = sections.find(|(own, ..)| own == id)?;
        Some(SectionText { title, text })
    }
}
