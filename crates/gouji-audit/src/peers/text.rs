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

/// Where texts come from. They are asked for several times, so that they are not held.
pub trait Texts: Sync {
    /// A text; nothing where the report lacks it.
    fn text(&self, of: &Text) -> Option<String>;

    /// What a unit is called in its texts, the longest name first.
    fn names(&self, unit: usize) -> Vec<String>;
}
