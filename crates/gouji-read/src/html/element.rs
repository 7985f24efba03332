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

/// A name of at most eight bytes as a number, so that names compare in one step.
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
const SVG: u64 = pack(b"svg");
const STYLE: u64 = pack(b"style");
const TEXTAREA: u64 = pack(b"textarea");
const INPUT: u64 = pack(b"input");
const SELECT: u64 = pack(b"select");
const OPTION: u64 = pack(b"option");
const IFRAME: u64 = pack(b"iframe");
/// `img`.
pub(super) const IMG: u64 = pack(b"img");
const EMBED: u64 = pack(b"embed");
const S: u64 = pack(b"s");
const STRIKE: u64 = pack(b"strike");
const DEL: u64 = pack(b"del");
const TEMPLATE: u64 = pack(b"template");
const DATALIST: u64 = pack(b"datalist");
const AUDIO: u64 = pack(b"audio");
const CANVAS: u64 = pack(b"canvas");
const OBJECT: u64 = pack(b"object");
const VIDEO: u64 = pack(b"video");
const METER: u64 = pack(b"meter");
const PROGRESS: u64 = pack(b"progress");
const SUB: u64 = pack(b"sub");
const RT: u64 = pack(b"rt");
const RP: u64 = pack(b"rp");
const BR: u64 = pack(b"br");
const HR: u64 = pack(b"hr");
const META: u64 = pack(b"meta");
const LINK: u64 = pack(b"link");
const WBR: u64 = pack(b"wbr");
const AREA: u64 = pack(b"area");
const BASE: u64 = pack(b"base");
const PARAM: u64 = pack(b"param");
const SOURCE: u64 = pack(b"source");
const TRACK: u64 = pack(b"track");
/// `dialog`.
pub(super) const DIALOG: u64 = pack(b"dialog");
/// `details`.
pub(super) const DETAILS: u64 = pack(b"details");
/// `p`.
pub(super) const P: u64 = pack(b"p");
/// `li`.
pub(super) const LI: u64 = pack(b"li");
/// Elements whose content is text that a browser with scripting does not show in the page.
const RAW: [u64; 4] = [
    pack(b"xmp"),
    pack(b"noembed"),
    pack(b"noframes"),
    pack(b"noscript"),
];
/// Elements that begin and end a block or a line, the frequent ones first.
const BLOCKS: [u64; 40] = [
    P,
    pack(b"div"),
    LI,
    pack(b"h1"),
    pack(b"h2"),
    pack(b"h3"),
    pack(b"h4"),
    pack(b"h5"),
    pack(b"h6"),
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
    DETAILS,
    pack(b"summary"),
    DIALOG,
    pack(b"dir"),
    pack(b"fieldset"),
    pack(b"legend"),
    pack(b"hgroup"),
    pack(b"optgroup"),
    pack(b"search"),
    pack(b"listing"),
];
/// Blocks with longer names.
const LONG_BLOCKS: [&[u8]; 2] = [b"blockquote", b"figcaption"];
/// Pictures of office programs.
const PICTURES: [&[u8]; 2] = [b"v:imagedata", b"o:OLEObject"];
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

/// An element's name, what it is, and its content.
pub(super) fn classify(name: &[u8]) -> (u64, Element, Content) {
    if name.len() > LONGEST {
        let mut long = LONG_BLOCKS.iter();
        let block = long.any(|block| block.eq_ignore_ascii_case(name));
        let element = if block {
            Element::Block
        } else if PICTURES.iter().any(|tag| tag.eq_ignore_ascii_case(name)) {
            Element::Picture
        } else {
            Element::Other
        };
        // Long names are distinguished by their ends and lengths.
        let end = name.get(name.len() - LONGEST..).unwrap_or_default();
        return (pack(end) ^ name.len() as u64, element, Content::Markup);
    }
    let name = pack(name);
    let element = match name {
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
        BR | HR => Element::Break,
        SCRIPT => return (name, Element::Other, Content::Script),
        TITLE => return (name, Element::Other, Content::Title),
        STYLE => return (name, Element::Other, Content::Style),
        TEXTAREA => return (name, Element::Other, Content::Area),
        IFRAME => return (name, Element::Screen, Content::Raw),
        _ if INLINE.contains(&name) => Element::Other,
        _ if BLOCKS.contains(&name) => Element::Block,
        _ if RAW.contains(&name) => return (name, Element::Other, Content::Raw),
        _ => seldom(name),
    };
    (name, element, Content::Markup)
}

/// What an element is that is no part of a table and no block.
fn seldom(name: u64) -> Element {
    match name {
        IMG | SVG | EMBED => Element::Picture,
        S | STRIKE | DEL => Element::Struck,
        INPUT => Element::Input,
        SELECT => Element::Select,
        OPTION => Element::Choice,
        TEMPLATE | DATALIST | AUDIO | RP => Element::Unshown,
        SUB | RT => Element::Raised,
        CANVAS | OBJECT | VIDEO | METER | PROGRESS => Element::Screen,
        META | LINK | WBR | AREA | BASE | PARAM | SOURCE | TRACK => Element::Void,
        _ => Element::Other,
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
    }
}
