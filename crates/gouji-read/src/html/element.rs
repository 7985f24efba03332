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
    /// A block or line break without content: `br`, `hr`.
    Break,
    /// `sup`, `sub` and the text above a `ruby`: figures in it are marks beside others.
    Raised,
    /// `s`, `strike`, `del`: text in it is struck out.
    Struck,
    /// `template` and what stands in for media: nothing in it is shown.
    Unshown,
    /// `canvas`, `object`, `meter`: a picture, in which text stands for those who cannot see it.
    Screen,
    /// `img`, `svg`, `embed`: a picture.
    Picture,
    /// `input`: what was typed into it stands in its tag.
    Input,
    /// `select`: one of its options is shown.
    Select,
    /// `option`.
    Choice,
    /// Without content and without a picture: `meta`, `wbr`.
    Void,
    /// A part of a formula whose figures do not stand side by side.
    Formula,
    /// Anything else: text goes through it.
    Other,
}

impl Element {
    /// Whether the element has no content and no end tag.
    pub(super) const fn is_void(self, name: u64) -> bool {
        match self {
            Self::Break | Self::Input | Self::Void | Self::Columns => true,
            Self::Picture => name != SVG,
            _ => false,
        }
    }
}

/// How the content of an element is to be tokenized.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Content {
    /// Tags and text.
    Markup,
    /// Text up to the end tag, to be skipped.
    Raw,
    /// Styles.
    Style,
    /// What was typed into a field of several lines.
    Area,
    /// A script, which has rules of its own about its end.
    Script,
    /// The title of the page.
    Title,
}

/// The last eight bytes of a name as a number, so that names compare in one step.
pub(super) const fn pack(name: &[u8]) -> u64 {
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

/// `p`.
pub(super) const P: u64 = pack(b"p");
/// `li`.
pub(super) const LI: u64 = pack(b"li");
/// `img`.
pub(super) const IMG: u64 = pack(b"img");
const SVG: u64 = pack(b"svg");
/// `dialog`.
pub(super) const DIALOG: u64 = pack(b"dialog");
/// `bdo`.
pub(super) const BDO: u64 = pack(b"bdo");
/// `small`.
pub(super) const SMALLER: u64 = pack(b"small");
/// `details`.
pub(super) const DETAILS: u64 = pack(b"details");

/// Short names with what they are, and how their content is read if that is no markup.
const NAMES: [(Element, Content, &[&str]); 25] = [
    (Element::Table, Content::Markup, &["table"]),
    (Element::Caption, Content::Markup, &["caption"]),
    (Element::Columns, Content::Markup, &["col", "colgroup"]),
    (Element::Head, Content::Markup, &["thead"]),
    (Element::Body, Content::Markup, &["tbody"]),
    (Element::Foot, Content::Markup, &["tfoot"]),
    (Element::Row, Content::Markup, &["tr"]),
    (Element::Data, Content::Markup, &["td"]),
    (Element::Header, Content::Markup, &["th"]),
    (Element::Raised, Content::Markup, &["sup", "sub", "rt"]),
    (Element::Break, Content::Markup, &["br", "hr"]),
    (Element::Other, Content::Script, &["script"]),
    (Element::Other, Content::Title, &["title"]),
    (Element::Other, Content::Style, &["style"]),
    (Element::Other, Content::Area, &["textarea", "xmp"]),
    // What a browser with scripting does not show in the page.
    (
        Element::Other,
        Content::Raw,
        &["noembed", "noframes", "noscript"],
    ),
    // Figures above and below each other, which side by side would be others.
    (
        Element::Formula,
        Content::Markup,
        &["mfrac", "msup", "msub", "msubsup", "msqrt", "mroot"],
    ),
    (Element::Screen, Content::Raw, &["iframe"]),
    (Element::Picture, Content::Markup, &["img", "svg", "embed"]),
    (Element::Struck, Content::Markup, &["s", "strike", "del"]),
    (Element::Input, Content::Markup, &["input"]),
    (Element::Select, Content::Markup, &["select"]),
    (Element::Choice, Content::Markup, &["option"]),
    (
        Element::Unshown,
        Content::Markup,
        &["template", "datalist", "audio", "rp"],
    ),
    (
        Element::Screen,
        Content::Markup,
        &["canvas", "object", "video", "meter", "progress"],
    ),
];
/// Names of elements without content that mean nothing to the reader.
const VOID: [&str; 8] = [
    "meta", "link", "wbr", "area", "base", "param", "source", "track",
];
/// Elements that begin and end a block or a line.
const BLOCKS: [&str; 40] = [
    "p", "div", "li", "h1", "h2", "h3", "h4", "h5", "h6", "ul", "ol", "dl", "dt", "dd", "pre",
    "body", "head", "html", "form", "main", "menu", "nav", "aside", "header", "footer", "figure",
    "center", "section", "article", "address", "details", "summary", "dialog", "dir", "fieldset",
    "legend", "hgroup", "optgroup", "search", "listing",
];
/// Blocks with longer names.
const LONG_BLOCKS: [&[u8]; 2] = [b"blockquote", b"figcaption"];
/// Pictures of office programs.
const PICTURES: [&[u8]; 2] = [b"v:imagedata", b"o:OLEObject"];

/// What a name means.
type Meaning = (u64, Element, Content);

/// How many places the table of names has: some three for each name.
const PLACES: usize = 256;

/// The short names, each at the place that its number gives or behind it.
static MEANINGS: [Meaning; PLACES] = {
    let mut places = [(0, Element::Other, Content::Markup); PLACES];
    let mut at = 0;
    while at < NAMES.len() {
        let (element, content, names) = NAMES[at];
        places = with(places, names, element, content);
        at += 1;
    }
    places = with(places, &VOID, Element::Void, Content::Markup);
    with(places, &BLOCKS, Element::Block, Content::Markup)
};

/// The table with further names.
const fn with(
    mut places: [Meaning; PLACES],
    names: &[&str],
    element: Element,
    content: Content,
) -> [Meaning; PLACES] {
    let mut number = 0;
    while number < names.len() {
        let name = pack(names[number].as_bytes());
        let mut at = place(name);
        while places[at].0 != 0 {
            at = (at + 1) % PLACES;
        }
        places[at] = (name, element, content);
        number += 1;
    }
    places
}

/// Where a name is looked for first.
const fn place(name: u64) -> usize {
    (name.wrapping_mul(0x9E37_79B9_7F4A_7C15) >> 56) as usize
}

/// An element's name, what it is, and its content.
pub(super) fn classify(name: &[u8]) -> (u64, Element, Content) {
    meaning(name, pack(name))
}

/// The same of a name whose last letters are packed already.
#[inline]
pub(super) fn meaning(name: &[u8], packed: u64) -> (u64, Element, Content) {
    if name.len() > LONGEST {
        return (packed ^ name.len() as u64, long(name), Content::Markup);
    }
    let mut at = place(packed);
    loop {
        let (known, element, content) = MEANINGS[at];
        if known == packed || known == 0 {
            return (packed, element, content);
        }
        at = (at + 1) % PLACES;
    }
}

/// What an element with a long name is; those are distinguished by their ends and lengths.
fn long(name: &[u8]) -> Element {
    let is_among = |names: &[&[u8]]| names.iter().any(|one| one.eq_ignore_ascii_case(name));
    if is_among(&LONG_BLOCKS) {
        Element::Block
    } else if is_among(&PICTURES) {
        Element::Picture
    } else {
        Element::Other
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_count_in_any_case_and_only_whole() {
        assert_eq!(classify(b"TD").1, Element::Data);
        assert_eq!(classify(b"BlockQuote").1, Element::Block);
        assert_eq!(classify(b"tdx").1, Element::Other);
        assert_eq!(classify(b"span").1, Element::Other);
        assert_eq!(classify(b"o:p").1, Element::Other);
        assert_eq!(classify(b"Script").2, Content::Script);
        assert_eq!(classify(&b"p".repeat(99)).1, Element::Other);
        assert_ne!(classify(&b"p".repeat(9)).0, classify(&b"p".repeat(10)).0);
        assert_eq!(classify(b""), (0, Element::Other, Content::Markup));
    }

    #[test]
    fn every_name_of_the_table_is_found() {
        let void = VOID.map(|name| (name, Element::Void));
        let blocks = BLOCKS.map(|name| (name, Element::Block));
        for (name, element) in void.into_iter().chain(blocks) {
            let expected = (pack(name.as_bytes()), element, Content::Markup);
            assert_eq!(classify(name.as_bytes()), expected, "{name}");
        }
        for (element, content, names) in NAMES {
            for name in names {
                let expected = (pack(name.as_bytes()), element, content);
                assert_eq!(classify(name.as_bytes()), expected, "{name}");
            }
        }
    }
}
