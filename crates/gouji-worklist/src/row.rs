//! One thing to do, as lists and letters show it.

use serde::{Deserialize, Serialize};

use crate::columns::Texts;
use crate::kind::Kind;

/// One thing to do.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Row {
    /// Of which kind it is.
    pub kind: Kind,
    /// The unit concerned.
    pub unit: Option<usize>,
    /// How many findings it is about; none for what could not be checked or read.
    pub findings: usize,
    /// What stands in its columns.
    pub texts: Texts,
}
