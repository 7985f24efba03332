//! Relations between reports as an earlier run worked them out: figures and duties for themselves and copied texts for
//! themselves, each as long as the rules it rests on are what they were. Which findings settings show, and what reports
//! come to by themselves, has no say in them.

use std::io;

use gouji_audit::relations::{
    Means, Missing, Relations, Tasks, relate, relate_texts, relate_units,
};
use gouji_audit::units::Tree;
use gouji_store::Key;

use super::cached::{Known, between, chained};
use super::inputs::Reading;
use super::noted::Notes;
use super::stop;
use crate::check::threads;

/// What relations are worked out of.
#[derive(Clone, Copy)]
pub(super) struct Related<'r> {
    pub reading: &'r Reading,
    pub notes: &'r Notes,
    pub tree: &'r Tree,
}

impl Related<'_> {
    /// What holds between the reports; `reports` is the key of the reports and units, where what earlier runs came
    /// to may be taken.
    pub(super) fn relations(self, reports: Option<Key>) -> io::Result<Relations> {
        let scratch = self.notes.scratch();
        let means = Means {
            scratch: &scratch,
            threads: threads(self.reading.run.check),
        };
        let Some((known, reports)) = self.reading.settles().zip(reports) else {
            return relate(self.notes, self.tree, means.scratch, means.threads);
        };
        let rules = between::Rules::of(&self.reading.run);
        let units = chained(reports, [&b"units"[..], &rules.of_units()]);
        let texts = chained(reports, [&b"texts"[..], &rules.of_texts()]);
        let mut relations = match found(known, &units, means) {
            Some(found) => found,
            None => {
                let relations = relate_units(self.notes, self.tree, means)?;
                self.put(known, &units, &relations)?;
                relations
            }
        };
        let copied = match found(known, &texts, means) {
            Some(found) => found.tasks,
            None => {
                let tasks = relate_texts(self.notes, self.tree, means)?;
                let missing = Vec::new();
                let relations = Relations { tasks, missing };
                self.put(known, &texts, &relations)?;
                relations.tasks
            }
        };
        relations.tasks.join(copied);
        Ok(relations)
    }

    /// Notes what was worked out, as long as all of it was.
    fn put(self, known: &Known, key: &Key, relations: &Relations) -> io::Result<()> {
        if stop::is_asked() || self.notes.is_incomplete() {
            return Ok(());
        }
        // In parts: as one value all of it would be held several times over.
        let mut count = 0;
        for part in relations.tasks.parts() {
            if !known.put(&key_of_part(key, count), &part?) {
                return Ok(());
            }
            count += 1;
        }
        if let Ok(head) = postcard::to_allocvec(&(&relations.missing, count)) {
            known.put(key, &head);
        }
        Ok(())
    }
}

/// The key of a part of the tasks that were worked out under a key.
fn key_of_part(key: &Key, number: u32) -> Key {
    chained(*key, [&b"part"[..], &number.to_le_bytes()])
}

/// What was worked out under a key.
fn found(known: &Known, key: &Key, means: Means<'_>) -> Option<Relations> {
    let record = known.cache().record(key)?;
    let (missing, count): (Vec<Missing>, u32) = postcard::from_bytes(&record.head).ok()?;
    let mut is_whole = true;
    let parts = (0..count).map_while(|number| {
        let part = known.cache().record(&key_of_part(key, number));
        is_whole &= part.is_some();
        Some(part?.head)
    });
    let tasks = Tasks::from_parts(parts, means.scratch.clone()).ok()?;
    is_whole.then_some(Relations { tasks, missing })
}
