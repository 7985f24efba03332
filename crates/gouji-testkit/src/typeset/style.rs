//! The styles that reports are written in.

/// How reports are written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Style {
    /// A web page with plain markup.
    Html,
    /// A web page saved by a word processor: most bytes are attributes.
    WordHtml,
    /// A web page without end tags and with labels broken over tags.
    LooseHtml,
    /// Markdown with the first cell of a merged area filled.
    Markdown,
    /// `| a | b |`
    Boxed,
    /// `a | b |`
    Piped,
    /// `a\tb`, as copied from a browser.
    Tabs,
    /// One cell a line with a bar after it.
    Lines,
    /// Columns lined up with spaces.
    Layout,
    /// Comma-separated, every row with a field for each column.
    Commas,
    /// Lines drawn with │, ─ and ┼.
    Drawn,
    /// A grid table of Markdown: `+---+`.
    Grid,
    /// A simple table of Markdown, its columns those of rules of dashes.
    Dashed,
}

impl Style {
    /// The styles that lose nothing, and are read whole.
    pub const ALL: [Self; 9] = [
        Self::Html,
        Self::WordHtml,
        Self::LooseHtml,
        Self::Markdown,
        Self::Boxed,
        Self::Piped,
        Self::Tabs,
        Self::Lines,
        Self::Layout,
    ];

    /// All of these, and those that other programs write.
    pub const WIDER: [Self; 13] = [
        Self::Html,
        Self::WordHtml,
        Self::LooseHtml,
        Self::Markdown,
        Self::Boxed,
        Self::Piped,
        Self::Tabs,
        Self::Lines,
        Self::Layout,
        Self::Commas,
        Self::Drawn,
        Self::Grid,
        Self::Dashed,
    ];
}
