//! A name in a file: what it is of, where it stands, and whether it is given or used there.

use std::ops::Range;

/// What a name is of.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Subject {
    /// A rule.
    Rule,
    /// A table.
    Table,
    /// A row of a table.
    Row(String),
    /// A column of a table.
    Column(String),
    /// A row or a column of a table: the formula alone does not say which.
    Either(String),
}

impl Subject {
    /// Whether two mentions by one name can be of the same thing.
    #[must_use]
    pub fn may_be(&self, other: &Self) -> bool {
        match (self, other) {
            (Self::Either(one), Self::Row(two) | Self::Column(two) | Self::Either(two))
            | (Self::Row(one) | Self::Column(one), Self::Either(two)) => one == two,
            _ => self == other,
        }
    }
}

/// How a name is mentioned.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Role {
    /// Here it is given.
    Definition,
    /// Here it is used.
    Use,
    /// Here all names below it are meant: `results.*`.
    Family,
}

/// A name in a file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mention {
    /// What it is of.
    pub subject: Subject,
    /// The name, without `prior.` before and `.*` behind it.
    pub name: String,
    /// Where it stands, in bytes.
    pub range: Range<usize>,
    /// How it is mentioned.
    pub role: Role,
}
