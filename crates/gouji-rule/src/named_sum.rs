//! Sums of cells that a sentence may mean.
//!
//! A pack has hundreds, and a text speaks of a few, so those of embedded files are compiled when the
//! first text speaks of them. Tests compile them all.

use std::fmt;
use std::sync::OnceLock;

use gouji_model::{Bilingual, Form};

use crate::formula::Sum;
use crate::letters::Letters;
use crate::packing::{Packed, Reader, Writer};

/// Compiles a sum as written for a form.
pub type Compile = fn(&Form, &str) -> Sum;

/// A sum of cells with a name.
#[derive(Clone)]
pub struct NamedSum {
    /// What to call it.
    pub name: Bilingual,
    /// One of these must stand before in the sentence for this to be meant; none where it always may be.
    pub named: Vec<Letters>,
    written: String,
    compile: Compile,
    sum: OnceLock<Sum>,
}

impl NamedSum {
    /// A sum as written, compiled when it is first asked for.
    #[must_use]
    pub const fn later(name: Bilingual, written: String, compile: Compile) -> Self {
        Self {
            name,
            named: Vec::new(),
            written,
            compile,
            sum: OnceLock::new(),
        }
    }

    /// The same, which is compiled already.
    #[must_use]
    pub fn known(self, sum: Sum) -> Self {
        Self {
            sum: OnceLock::from(sum),
            ..self
        }
    }

    /// The same, which is meant only where one of these words stands before in the sentence.
    #[must_use]
    pub fn where_named(self, named: Vec<Letters>) -> Self {
        Self { named, ..self }
    }

    /// The sum, for the form of its pack.
    #[must_use]
    pub fn sum(&self, form: &Form) -> &Sum {
        self.sum.get_or_init(|| (self.compile)(form, &self.written))
    }
}

/// Its sum was compiled with the program.
impl Packed for NamedSum {
    fn pack(&self, out: &mut Writer<'_>) {
        self.name.pack(out);
        self.named.pack(out);
        self.written.pack(out);
        match self.sum.get() {
            Some(sum) => sum.pack(out),
            None => panic!("{} is not compiled yet", self.written),
        }
    }

    fn unpack(from: &mut Reader<'_>) -> Option<Self> {
        Some(Self {
            name: Packed::unpack(from)?,
            named: Packed::unpack(from)?,
            written: Packed::unpack(from)?,
            compile: |_, _| Sum::default(),
            sum: OnceLock::from(Sum::unpack(from)?),
        })
    }
}

/// The same whether it is compiled yet or not.
impl fmt::Debug for NamedSum {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut shown = f.debug_struct("NamedSum");
        shown.field("name", &self.name);
        shown.field("sum", &self.written).finish()
    }
}
