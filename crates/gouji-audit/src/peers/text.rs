//! Whose a text is.

use super::letters::Letters;

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

/// The texts of each unit, of texts in the order of their units.
pub(super) fn by_unit(texts: &[Text]) -> impl Iterator<Item = &[Text]> {
    texts.chunk_by(|one, other| one.unit == other.unit)
}

/// Where texts come from. They are asked for several times, so that they are not held.
pub trait Texts: Sync {
    /// A text; nothing where the report lacks it.
    fn text(&self, of: &Text) -> Option<String>;

    /// The letters of a text, which may be at hand where the text is not.
    fn letters(&self, of: &Text) -> Option<Letters> {
        Some(Letters::of(&self.text(of)?))
    }

    /// What a unit is called in its texts, the longest name first.
    fn names(&self, unit: usize) -> Vec<String>;

    /// Whether the work is to be left: then nobody looks at what came of it.
    fn is_stopped(&self) -> bool {
        false
    }
}
