//! Whose a text is.

/// A section's text, by whose it is.
#[derive(Clone, Copy, Debug)]
pub struct Text {
    /// Its report.
    pub report: usize,
    /// The unit.
    pub unit: usize,
    /// The year.
    pub year: i32,
}
