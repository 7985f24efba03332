//! What one input came to.

use std::mem;

use gouji_config::{Record, Withheld};
use gouji_render::{Counts, Failure as Failed};

use super::gathered::Gathered;
use crate::passed::Passed;
use crate::statistics::Statistics;
use crate::years::Years;

/// What one input came to.
#[derive(Default)]
pub(crate) struct Verdict {
    /// Each report rendered in the format of each output.
    pub texts: Vec<Vec<String>>,
    /// What other reports need of each, where that is gathered.
    pub gathered: Vec<Gathered>,
    /// How many reports there were.
    pub reports: usize,
    /// The years of those that were compared with no other.
    pub years: Years,
    /// How much was found.
    pub counts: Counts,
    /// How much of each rule.
    pub statistics: Statistics,
    /// Whether something is bad enough for exit status 1.
    pub fails: bool,
    /// What settings held back, report by report.
    pub held: Vec<Withheld>,
    /// What goes into a baseline.
    pub records: Vec<Record>,
    /// What could not be done.
    pub failures: Vec<Failed>,
    /// Reports for which settings leave no rule in force.
    pub without_rules: Vec<Failed>,
    /// What is good to know and no failure.
    pub remarks: Vec<Failed>,
    /// What was read, in order, whatever rules say of it.
    pub read: Vec<ReadItem>,
    /// The file, where it was passed over.
    pub passed: Option<Passed>,
    /// Whether it holds for this run alone: more than the file's bytes had a say in it.
    pub is_passing: bool,
}

/// What was read of a file, or of what is in it.
pub(crate) enum ReadItem {
    /// The next of the reports that were gathered.
    Report,
    /// Why something gave none.
    Unread(Failed),
    /// What is good to know.
    Remark(Failed),
}

impl Verdict {
    /// Notes something of which nothing could be checked.
    pub(crate) fn unread(&mut self, failed: Failed) {
        self.counts.unread += 1;
        self.failures.push(failed.clone());
        self.read.push(ReadItem::Unread(failed));
    }

    /// Notes something that is good to know.
    pub(crate) fn remark(&mut self, remark: Failed) {
        self.remarks.push(remark.clone());
        self.read.push(ReadItem::Remark(remark));
    }

    /// About how many bytes it takes while it waits to be printed.
    pub(crate) fn weight(&self) -> usize {
        let texts = self.texts.iter().flatten().map(String::len);
        let own = mem::size_of::<Self>() + self.reports * mem::size_of::<Withheld>();
        let gathered = self.gathered.iter().map(Gathered::weight);
        own + texts.sum::<usize>() + gathered.sum::<usize>()
    }
}
