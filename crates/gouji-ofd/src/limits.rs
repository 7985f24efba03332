//! How much of a file is read: reports stay far below, hostile files end here.

/// Nodes and bytes painted on one page, those of groups counted as often as they are painted.
pub(crate) const PAGE_CONTENT: usize = 16 << 20;
/// Nodes and bytes painted in a whole file.
pub(crate) const ALL_CONTENT: usize = 64 << 20;
/// Glyphs of one page.
pub(crate) const PAGE_GLYPHS: usize = 100_000;
/// Ruling lines of one page.
pub(crate) const PAGE_RULES: usize = 1_000_000;
/// Glyphs and ruling lines of a whole file.
pub(crate) const ALL_INK: usize = 6_000_000;
/// How deep groups of objects stand in each other.
pub(crate) const DEEPEST: usize = 32;
/// Steps of one path.
pub(crate) const PATH_STEPS: usize = 200_000;
