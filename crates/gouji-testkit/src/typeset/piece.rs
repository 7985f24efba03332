//! The pieces of a report, before any style.

use crate::typeset::printed::Printed;

/// A piece of a report, before any style.
pub(crate) enum Piece {
    Title(String),
    Paragraph(String),
    Heading(String),
    Table(Printed),
}
