//! Pairs the reports of a run with units, and has what holds between them checked, or takes up what is
//! known of it.

use std::collections::BTreeMap;
use std::io;

use gouji_audit::relations::{Missing, Tasks, paired, unpaired};
use gouji_audit::units::{Tree, Unit};
use gouji_store::Key;

use super::cached::Known;
use super::inputs::Reading;
use super::noted::Notes;
use super::opening::Openings;
use super::relations_before;
use super::rendered::Rendered;
use super::settled::{self, MissingShown, Settled};

/// Everything that relations between reports came to.
pub(super) struct Related {
    /// The units.
    pub tree: Tree,
    /// The reports.
    pub notes: Notes,
    /// What is to be done for reports with findings between reports; nothing where it is known what
    /// comes of it.
    pub tasks: Tasks,
    /// The files that were opened again last.
    pub openings: Openings,
    /// Reports that are missing.
    pub missing: Vec<Missing>,
    /// The reports that are of no unit.
    pub unpaired: Vec<usize>,
    /// What an earlier run came to.
    shown: BTreeMap<usize, Key>,
    /// The same of reports that are missing.
    pub missing_shown: Vec<MissingShown>,
    /// How many those are, once they are shown.
    pub missing_known: usize,
    /// What the next run is to know, and under which key.
    settling: Option<(Key, Settled)>,
}

impl Related {
    /// Pairs reports with units, and checks what holds between them.
    pub(super) fn of(reading: &Reading, mut notes: Notes, units: Vec<Unit>) -> io::Result<Self> {
        let known = reading.settles();
        let reports = notes.key();
        let key = reports.map(|reports| settled::key_of_all(reading, reports));
        let found = known.zip(key);
        let found = found.and_then(|(known, key)| Settled::found(known, &key));
        if let Some(settled) = found {
            let tree = settled.pair(&mut notes, units);
            return Ok(Self {
                tree,
                unpaired: unpaired(&notes),
                notes,
                tasks: Tasks::default(),
                openings: Openings::default(),
                missing: Vec::new(),
                shown: settled.shown,
                missing_known: settled.missing.len(),
                missing_shown: settled.missing,
                settling: None,
            });
        }
        let mut tree = Tree::new(units);
        let names = notes.take_names();
        for one in paired(&mut tree, names) {
            notes.pair(one);
        }
        tree.forget_parts();
        let related = relations_before::Related {
            reading,
            notes: &notes,
            tree: &tree,
        };
        let relations = related.relations(reports)?;
        let settling = key.map(|key| (key, Settled::default()));
        Ok(Self {
            tree,
            tasks: relations.tasks,
            openings: Openings::default(),
            missing: relations.missing,
            unpaired: unpaired(&notes),
            notes,
            shown: BTreeMap::new(),
            missing_shown: Vec::new(),
            missing_known: 0,
            settling,
        })
    }

    /// How many reports are missing.
    pub(super) const fn missing_count(&self) -> usize {
        self.missing.len() + self.missing_known
    }

    /// A report as an earlier run showed it.
    pub(super) fn shown(&self, known: &Known, report: usize) -> Option<Rendered> {
        settled::shown(known, self.shown.get(&report)?)
    }

    /// Notes how a report with something to be done is shown; where that cannot be noted, the whole
    /// cannot.
    pub(super) fn settle(&mut self, report: usize, key: Option<Key>) {
        if !self.tasks.has(report) {
            return;
        }
        match (&mut self.settling, key) {
            (Some((_, settled)), Some(key)) => {
                settled.shown.insert(report, key);
            }
            (settling, _) => *settling = None,
        }
    }

    /// Notes how a missing report is shown.
    pub(super) fn settle_missing(&mut self, shown: Option<MissingShown>) {
        match (&mut self.settling, shown) {
            (Some((_, settled)), Some(shown)) => settled.missing.push(shown),
            (settling, _) => *settling = None,
        }
    }

    /// Gives back the files that were opened again: no report is shown any more.
    pub(super) fn close(&mut self) {
        self.openings = Openings::default();
    }

    /// Notes all of it for the next run.
    pub(super) fn settled(&mut self, known: &Known) {
        if let Some((key, settled)) = self.settling.take() {
            settled.with(&self.notes, &self.tree).put(known, &key);
        }
    }
}
