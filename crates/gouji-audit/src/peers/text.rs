//! Whose a text is.

/// A section's text, by whose it is. As many of these are held as there are reports.
#[derive(Clone, Copy, Debug)]
pub struct Text {
    /// Its report.
    pub report: u32,
    /// The unit.
    pub unit: u32,
    /// The year.
    pub year: i32,
}

/// Where texts come from. They are asked for several times, so that they are not held.
pub trait Texts: Sync {
    /// A text; nothing where the report lacks it.
    fn text(&self, of: &Text) -> Option<String>;

    /// What a unit is called in its texts, the longest name first.
    fn names(&self, unit: usize) -> Vec<String>;

    /// Whether the work is to be left: then nobody looks at what came of it.
    fn is_stopped(&self) -> bool {
        false
    }
}
