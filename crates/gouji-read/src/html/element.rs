//! The elements that matter to a reader of tables and paragraphs.

/// What an element is to the reader.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Element {
    /// `table`.
    Table,
    /// `caption`.
    Caption,
    /// `col` and `colgroup`.
    Columns,
    /// `thead`.
    Head,
    /// `tbody`.
    Body,
    /// `tfoot`.
    Foot,
    /// `tr`.
    Row,
    /// `td`.
    Data,
    /// `th`.
    Header,
    /// Begins and ends a block or a line.
    Block,
    /// `sup`: text in it is raised.
    Raised,
    /// Anything else: text goes through it.
    Other,
}

/// How the content of an element is to be tokenized.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Content {
    /// Tags and text.
    Markup,
    /// Text up to the end tag, to be skipped.
    Raw,
    /// A script, which has rules of its own about its end.
    Script,
    /// The title of the page.
    Title,
}

/// A name of at most eight bytes as a number, so that names compare in one step.
const fn pack(name: &[u8]) -> u64 {
    let mut packed = 0;
    let mut rest = name;
    while let [first, tail @ ..] = rest {
        packed = packed << 8 | first.to_ascii_lowercase() as u64;
        rest = tail;
    }
    packed
}

/// Longest name that is compared as a number.
const LONGEST: usize = 8;

const TD: u64 = pack(b"td");
const TR: u64 = pack(b"tr");
const TH: u64 = pack(b"th");
const TABLE: u64 = pack(b"table");
const TBODY: u64 = pack(b"tbody");
const THEAD: u64 = pack(b"thead");
const TFOOT: u64 = pack(b"tfoot");
const CAPTION: u64 = pack(b"caption");
const COL: u64 = pack(b"col");
const COLGROUP: u64 = pack(b"colgroup");
const SCRIPT: u64 = pack(b"script");
const TITLE: u64 = pack(b"title");
const SUP: u64 = pack(b"sup");
/// Elements whose content is text that a browser with scripting does not show in the page.
const RAW: [u64; 7] = [
    pack(b"style"),
    pack(b"textarea"),
    pack(b"xmp"),
    pack(b"iframe"),
    pack(b"noembed"),
    pack(b"noframes"),
    pack(b"noscript"),
];
/// Elements that begin and end a block or a line, the frequent ones first.
const BLOCKS: [u64; 43] = [
    pack(b"p"),
    pack(b"br"),
    pack(b"div"),
    pack(b"li"),
    pack(b"h1"),
    pack(b"h2"),
    pack(b"h3"),
    pack(b"h4"),
    pack(b"h5"),
    pack(b"h6"),
    pack(b"hr"),
    pack(b"ul"),
    pack(b"ol"),
    pack(b"dl"),
    pack(b"dt"),
    pack(b"dd"),
    pack(b"pre"),
    pack(b"body"),
    pack(b"head"),
    pack(b"html"),
    pack(b"form"),
    pack(b"main"),
    pack(b"menu"),
    pack(b"nav"),
    pack(b"aside"),
    pack(b"header"),
    pack(b"footer"),
    pack(b"figure"),
    pack(b"center"),
    pack(b"section"),
    pack(b"article"),
    pack(b"address"),
    pack(b"details"),
    pack(b"summary"),
    pack(b"dialog"),
    pack(b"dir"),
    pack(b"fieldset"),
    pack(b"legend"),
    pack(b"hgroup"),
    pack(b"option"),
    pack(b"optgroup"),
    pack(b"search"),
    pack(b"listing"),
];
/// Blocks with longer names.
const LONG_BLOCKS: [&[u8]; 2] = [b"blockquote", b"figcaption"];
/// Frequent elements that text goes through.
const INLINE: [u64; 8] = [
    pack(b"span"),
    pack(b"o:p"),
    pack(b"b"),
    pack(b"a"),
    pack(b"strong"),
    pack(b"font"),
    pack(b"i"),
    pack(b"u"),
];

/// What an element of a name is, and its content.
pub(super) fn classify(name: &[u8]) -> (Element, Content) {
    if name.len() > LONGEST {
        let mut long = LONG_BLOCKS.iter();
        let block = long.any(|block| block.eq_ignore_ascii_case(name));
        let element = if block {
            Element::Block
        } else {
            Element::Other
        };
        return (element, Content::Markup);
    }
    let element = match pack(name) {
        TD => Element::Data,
        TR => Element::Row,
        TH => Element::Header,
        TABLE => Element::Table,
        TBODY => Element::Body,
        THEAD => Element::Head,
        TFOOT => Element::Foot,
        CAPTION => Element::Caption,
        COL | COLGROUP => Element::Columns,
        SUP => Element::Raised,
        SCRIPT => return (Element::Other, Content::Script),
        TITLE => return (Element::Other, Content::Title),
        name if INLINE.contains(&name) => Element::Other,
        name if BLOCKS.contains(&name) => Element::Block,
        name if RAW.contains(&name) => return (Element::Other, Content::Raw),
        _ => Element::Other,
    };
    (element, Content::Markup)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_count_in_any_case_and_only_whole() {
        assert_eq!(classify(b"TD").0, Element::Data);
        assert_eq!(classify(b"BlockQuote").0, Element::Block);
        assert_eq!(classify(b"tdx").0, Element::Other);
        assert_eq!(classify(b"span").0, Element::Other);
        assert_eq!(classify(b"o:p").0, Element::Other);
        assert_eq!(classify(b"Script").1, Content::Script);
        assert_eq!(classify(&b"p".repeat(99)).0, Element::Other);
    }
}
