//! What a data file holds, by row and column, not yet in a form.

use std::borrow::Cow;

use gouji_model::SourceRange;
use gouji_model::records::{Fact, RecordSource};

/// What a data file holds, not yet in a form.
#[derive(Debug, Default)]
pub struct Records<'t> {
    /// What it says of the report as a whole.
    pub facts: Vec<(Fact, PlacedText<'t>)>,
    /// The rows that records fill, in the order of the file.
    pub rows: Vec<Row>,
    /// What the file calls them, where it has another name than the key.
    pub labels: Vec<String>,
    /// The tables that records fill.
    pub tables: Vec<String>,
    /// The figures.
    pub cells: Vec<Filled<'t>>,
    /// For each record source whether its section is there.
    pub sections: Vec<bool>,
    /// What could not be put into a row or column.
    pub remarks: Vec<Remark>,
}

/// A text and where it stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PlacedText<'t> {
    /// What it says.
    pub text: Cow<'t, str>,
    /// Where.
    pub place: SourceRange,
}

/// A row.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Row {
    /// A row of the form.
    Named(String),
    /// An open row.
    Open {
        /// Of which rows it is one.
        of: String,
        /// The parts of its key.
        parts: Vec<String>,
    },
}

impl Row {
    /// The row of an element that stands in the record of another row: its key is that of the row, and its
    /// own behind it.
    pub(crate) fn below(row: &Self, part: String) -> Self {
        match row {
            Self::Named(name) => Self::open(name, vec![part]),
            Self::Open { of, parts } => {
                let mut parts = parts.clone();
                parts.push(part);
                Self::open(of, parts)
            }
        }
    }

    /// An open row.
    #[must_use]
    pub fn open(of: &str, parts: Vec<String>) -> Self {
        Self::Open {
            of: of.to_owned(),
            parts,
        }
    }
}

/// A figure, or another text, of a row and column.
#[derive(Clone, Debug)]
pub struct Filled<'t> {
    /// Which record source of the mapping it comes from.
    pub record: usize,
    /// Which of the tables it stands in.
    pub table: usize,
    /// Which of the rows it stands in.
    pub row: usize,
    /// Its column.
    pub column: Column,
    /// What it says.
    pub content: PlacedText<'t>,
    /// What it says as well, where a field says two things.
    pub other: Option<PlacedText<'t>>,
}

/// Which column of a record source is meant.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Column {
    /// One of its columns.
    Field(usize),
    /// A column of its codes: which list of codes, which of them.
    Code(usize, usize),
    /// A column of its lists: which list, which column, which number.
    Listed(usize, usize, usize),
}

impl Records<'_> {
    /// The number of a table.
    pub(crate) fn table(&mut self, name: &str) -> usize {
        let known = self.tables.iter().position(|known| known == name);
        known.unwrap_or_else(|| {
            self.tables.push(name.to_owned());
            self.tables.len() - 1
        })
    }
}

impl Column {
    /// Its id.
    #[must_use]
    pub fn name<'s>(&self, source: &'s RecordSource) -> Cow<'s, str> {
        let numbered = |name: &str, n: usize| Cow::Owned(name.replace("{n}", &n.to_string()));
        let name = match self {
            Self::Field(at) => source.columns.get(*at).map(|(name, _)| name.into()),
            Self::Code(list, at) => {
                let codes = source
                    .codes
                    .get(*list)
                    .and_then(|codes| codes.columns.get(*at));
                codes.map(|(name, _)| name.into())
            }
            Self::Listed(list, at, n) => {
                let list = source
                    .lists
                    .get(*list)
                    .and_then(|list| list.columns.get(*at));
                list.map(|(name, _)| numbered(name, *n))
            }
        };
        name.unwrap_or_default()
    }
}

/// Something that could not be put into a row or column.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Remark {
    /// What kind of thing.
    pub seen: Seen,
    /// The name of an element, the text of a code or a reference.
    pub name: String,
    /// The figure, if it is one that stands there.
    pub text: String,
    /// Where it stands.
    pub place: SourceRange,
    /// The record source it stands in.
    pub record: Option<usize>,
    /// The row it stands in, where that is known.
    pub row: Option<usize>,
}

/// What kind of thing could not be put anywhere.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Seen {
    /// An element or a code that the mapping does not know, with a figure.
    Unknown,
    /// A record of a row that nothing describes: its reference leads nowhere.
    Reference,
    /// A record that no link gives a row.
    Unlinked,
    /// Two records, or two keys, with one id.
    SameId,
    /// A line with more values than there are names; its text is how many.
    Misaligned,
}
