//! The examples of rules. No report is checked with them, so those of embedded files are read when they
//! are first asked for.

use std::fmt;
use std::panic::{RefUnwindSafe, UnwindSafe};
use std::sync::{Arc, OnceLock};

use gouji_model::{CellId, Form};

use crate::packing::{Packed, Reader as Bytes, Writer};

/// What gives the examples of a rule for the form of its pack.
type Reader = Box<dyn Fn(&Form) -> Vec<Example> + Send + Sync + UnwindSafe + RefUnwindSafe>;

/// The examples of a rule; a clone shares them.
#[derive(Clone, Default)]
pub struct Examples(Arc<Kept>);

#[derive(Default)]
struct Kept {
    known: OnceLock<Vec<Example>>,
    read: Option<Reader>,
}

impl Examples {
    /// Examples that are read already.
    #[must_use]
    pub fn known(examples: Vec<Example>) -> Self {
        Self(Arc::new(Kept {
            known: OnceLock::from(examples),
            read: None,
        }))
    }

    /// Examples that are read when they are first asked for.
    #[must_use]
    pub fn later(
        read: impl Fn(&Form) -> Vec<Example> + Send + Sync + UnwindSafe + RefUnwindSafe + 'static,
    ) -> Self {
        Self(Arc::new(Kept {
            known: OnceLock::new(),
            read: Some(Box::new(read)),
        }))
    }

    /// The examples, for the form of the rule's pack.
    #[must_use]
    pub fn of(&self, form: &Form) -> &[Example] {
        let read = || self.0.read.as_ref().map(|read| read(form));
        self.0.known.get_or_init(|| read().unwrap_or_default())
    }
}

/// They are shown as far as they are read.
impl fmt::Debug for Examples {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("Examples").field(&self.0.known).finish()
    }
}

/// They are no part of a compiled pack: who reads it says where they come from.
impl Packed for Examples {
    fn pack(&self, _: &mut Writer<'_>) {}

    fn unpack(_: &mut Bytes<'_>) -> Option<Self> {
        Some(Self::default())
    }
}

/// What a report has at the place of something of the form.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Seen {
    /// What the form has there.
    pub expected: String,
    /// What the report has there.
    pub found: String,
}

/// An example of a rule: cells to fill in an otherwise zero report.
#[derive(Clone, Debug)]
pub struct Example {
    /// Whether the rule is satisfied.
    pub passes: bool,
    /// Whether cells not named are blank, and not zero.
    pub blank: bool,
    /// Cells by address with their texts; those of open rows too.
    pub cells: Vec<(String, String)>,
    /// Addresses it fills that this form does not have; it then says nothing about the form.
    pub missing: Vec<String>,
    /// Cells of last year's report by address, and its sections by name.
    pub prior: Vec<(String, String)>,
    /// Cells of other reports by address, one list a report: those that are added up, or other files.
    pub others: Vec<Vec<(CellId, String)>>,
    /// Years and sections by name: `year`, `title.year`, `section.other`, `organization`.
    pub facts: Vec<(String, String)>,
    /// Whether the binder sees what the rule looks for.
    pub observed: bool,
    /// What it sees, where that can be shown.
    pub seen: Option<Seen>,
    /// What the finding is, where it says more than that there is one.
    pub expects: Expected,
}

/// What the finding of an example is.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Expected {
    /// Its row or column.
    pub at: Option<String>,
    /// A cell it names, by address.
    pub cell: Option<String>,
    /// Words of its message, in either language.
    pub message: Option<String>,
}

impl Expected {
    /// Whether it says nothing.
    #[must_use]
    pub const fn is_empty(&self) -> bool {
        self.at.is_none() && self.cell.is_none() && self.message.is_none()
    }
}
