//! What is to be done for reports with findings between reports.

use std::io;
use std::sync::Arc;

use super::laid::{Laid, Place, copied, put, read};
use super::task::{Item, Task};
use crate::scratch::{InMemory, Scratch};

/// How many bytes a part of all of it has, but for the last piece of them.
const PART: usize = 64 << 10;

/// What is to be done, by report: laid down as it was found, and put together again for one report at a
/// time.
pub struct Tasks {
    scratch: Arc<dyn Scratch>,
    /// Where the pieces lie, by report; those of one report as they were found.
    places: Vec<Place>,
}

impl Default for Tasks {
    fn default() -> Self {
        Self::new(Arc::new(InMemory::default()))
    }
}

impl Tasks {
    /// None yet.
    pub(super) const fn new(scratch: Arc<dyn Scratch>) -> Self {
        Self {
            scratch,
            places: Vec::new(),
        }
    }

    /// Takes what was laid down.
    pub(super) fn take(&mut self, laid: Laid<'_>) -> io::Result<()> {
        self.places.append(&mut laid.places()?);
        Ok(())
    }

    /// Adds a piece.
    pub(super) fn add(&mut self, report: usize, item: &Item) -> io::Result<()> {
        let scratch = Arc::clone(&self.scratch);
        let mut laid = Laid::new(&*scratch);
        laid.add(report, item);
        self.take(laid)
    }

    /// Takes all that is to be done beside it, behind what it has of each report; both were laid down in the
    /// same place.
    pub fn join(&mut self, mut other: Self) {
        self.places.append(&mut other.places);
        self.finish();
    }

    /// All of it as bytes, some at a time.
    pub fn parts(&self) -> impl Iterator<Item = io::Result<Vec<u8>>> {
        let mut places = self.places.iter().peekable();
        std::iter::from_fn(move || {
            places.peek()?;
            let mut bytes = Vec::new();
            while bytes.len() < PART
                && let Some(place) = places.next()
            {
                bytes.extend_from_slice(&place.report.to_le_bytes());
                if let Err(error) = copied(&*self.scratch, *place, &mut bytes) {
                    return Some(Err(error));
                }
            }
            Some(Ok(bytes))
        })
    }

    /// From those parts, one after the other, laid down somewhere.
    ///
    /// # Errors
    /// Where they are none, or there is no room for them.
    pub fn from_parts<P: AsRef<[u8]>>(
        parts: impl IntoIterator<Item = P>,
        scratch: Arc<dyn Scratch>,
    ) -> io::Result<Self> {
        let mut tasks = Self::new(scratch);
        parts
            .into_iter()
            .try_for_each(|part| tasks.part(part.as_ref()))?;
        Ok(tasks)
    }

    fn part(&mut self, mut bytes: &[u8]) -> io::Result<()> {
        let wrong = || io::Error::from(io::ErrorKind::InvalidData);
        while let Some((report, rest)) = bytes.split_first_chunk() {
            let length = *rest.first_chunk().ok_or_else(wrong)?;
            let length = 4 + u32::from_le_bytes(length) as usize;
            let (piece, rest) = rest.split_at_checked(length).ok_or_else(wrong)?;
            let report = u32::from_le_bytes(*report) as usize;
            self.places.push(put(&*self.scratch, report, piece)?);
            bytes = rest;
        }
        match bytes.is_empty() {
            true => Ok(()),
            false => Err(wrong()),
        }
    }

    /// Puts all of them in the order of the reports.
    pub(super) fn finish(&mut self) {
        self.places.sort_by_key(|place| place.report);
        self.places.shrink_to_fit();
    }

    /// The reports for which something is to be done, in order.
    pub fn reports(&self) -> impl Iterator<Item = usize> {
        let each = self
            .places
            .chunk_by(|one, other| one.report == other.report);
        each.filter_map(|places| Some(places.first()?.report as usize))
    }

    /// Whether something is to be done for a report.
    #[must_use]
    pub fn has(&self, report: usize) -> bool {
        !self.of(report).is_empty()
    }

    /// What is to be done for a report, where something is.
    ///
    /// # Errors
    /// Where it cannot be read any more.
    pub fn task(&self, report: usize) -> io::Result<Option<Task>> {
        let places = self.of(report);
        let mut task = Task::default();
        for place in places {
            let item = read(&*self.scratch, *place, &mut task.laid)?;
            task.add(item);
        }
        Ok((!places.is_empty()).then_some(task))
    }

    fn of(&self, report: usize) -> &[Place] {
        let from = self
            .places
            .partition_point(|place| (place.report as usize) < report);
        let to = self
            .places
            .partition_point(|place| (place.report as usize) <= report);
        self.places.get(from..to).unwrap_or_default()
    }
}

impl std::fmt::Debug for Tasks {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Tasks")
            .field("pieces", &self.places.len())
            .finish_non_exhaustive()
    }
}

#[cfg(test)]
mod tests {
    use gouji_model::Bilingual;

    use super::*;
    use crate::between::Unchecked;

    #[test]
    fn tasks_come_back_from_their_parts() {
        let mut tasks = Tasks::default();
        for report in (0..3000).rev() {
            let unchecked = Unchecked {
                report,
                rule: "roll-up".to_owned(),
                at: None,
                reason: Bilingual::new("未核对", "not checked".repeat(report % 20)),
            };
            tasks.add(report, &Item::Unchecked(unchecked)).unwrap();
            tasks.add(report, &Item::Prior(report)).unwrap();
        }
        tasks.finish();
        let parts: Vec<Vec<u8>> = tasks.parts().collect::<io::Result<_>>().unwrap();
        assert!(parts.len() > 3, "{}", parts.len());
        assert!(parts.iter().all(|part| part.len() < 2 * PART));
        let scratch = || Arc::new(InMemory::default());
        let again = Tasks::from_parts(&parts, scratch()).unwrap();
        assert!(again.reports().eq(0..3000));
        for report in 0..3000 {
            let task = |tasks: &Tasks| tasks.task(report).unwrap().unwrap();
            assert_eq!(task(&again).laid, task(&tasks).laid);
            assert_eq!(task(&again).prior, Some(report));
        }
        let cut = parts[0].split_last().map(|(_, cut)| cut.to_vec());
        assert!(Tasks::from_parts(cut, scratch()).is_err());
        assert_eq!(Tasks::default().parts().count(), 0);
    }
}
