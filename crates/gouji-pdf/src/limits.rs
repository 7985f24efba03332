//! How much of a file is read: reports stay far below, hostile files end here.

/// Glyphs of one page.
pub(crate) const PAGE_GLYPHS: usize = 100_000;
/// Glyphs painted on one page, also beside the paper.
pub(crate) const PAGE_PAINTED: usize = 1_000_000;
/// Characters that one glyph stands for; more are no ligature.
pub(crate) const GLYPH_CHARACTERS: usize = 32;
/// Widths that a font gives by ranges: fonts have up to 65,536 characters.
pub(crate) const FONT_WIDTHS: u64 = 500_000;
/// Glyphs of a whole file: a thousand dense pages, and some 50 MB of memory.
pub(crate) const ALL_GLYPHS: usize = 1_500_000;
/// Fields and notes over one page, and characters of one of them.
pub(crate) const PAGE_ANNOTATIONS: usize = 2_000;
pub(crate) const ANNOTATION_CHARACTERS: usize = 200;
/// Path segments of one page.
pub(crate) const PAGE_SEGMENTS: usize = 1_000_000;
/// Path segments of a whole file.
pub(crate) const ALL_SEGMENTS: usize = 20_000_000;
/// Bytes of content interpreted on one page, nested forms counted as often as they are drawn.
pub(crate) const PAGE_CONTENT: usize = 32 << 20;
/// Bytes of content interpreted in a whole file.
pub(crate) const ALL_CONTENT: usize = 256 << 20;
/// How often forms may be drawn on one page.
pub(crate) const PAGE_FORMS: usize = 20_000;
/// What one stream may unpack to: a scanned A3 page in colour stays below.
pub(crate) const STREAM_UNPACKED: usize = 256 << 20;
/// What all streams together may unpack to, one after the other.
pub(crate) const ALL_UNPACKED: usize = 2 << 30;
