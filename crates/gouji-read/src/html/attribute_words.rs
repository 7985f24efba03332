//! Where a page says how elements look, and what tags say of fields and pictures.
//!
//! Most tags of a page say nothing that matters here, and their attributes are most of its bytes.
//! So the few words by which a tag can say something are looked for all at once.

use std::ops::Range;
use std::sync::LazyLock;

use aho_corasick::Span;
use aho_corasick::packed::Searcher;
use memchr::memmem;

use super::attributes::{walk, walk_ranges};
use super::bindings;
use super::element::{BDO, DETAILS, DIALOG, Element, IMG, SMALLER};
use super::lineage::{Lineage, Node};
use super::look::{BOXED, HIDDEN, Look, RAISED, SMALL, STRUCK, TURNED};
use super::references;
use super::rules::Rules;

/// Parts of the words that hide, strike out or raise, in the letters most pages write them in:
/// `none`, `hidden`, `visibility`, `hide:`, `line-through`, `super`, `opacity`, `size:0`, `absolute`,
/// `transparent`, `clip-path`, lengths far off the page, `bidi-override`, `transform`, what Word says of
/// raised text and of remarks, places in a line (`vertical-align`, `relative`), pictures behind text, and what
/// frameworks fill. First letters may be large; more words than these would be looked for more slowly.
const WORDS: [&str; 32] = [
    "one",
    "ONE",
    "idden",
    "IDDEN",
    "isibilit",
    "ISIBILIT",
    "hide:",
    "HIDE:",
    "hrough",
    "HROUGH",
    "uper",
    "UPER",
    "pacity",
    "e:0",
    "e: 0",
    "e:1p",
    "e: 1p",
    "bsolute",
    "ransparent",
    "lip-path",
    "-999",
    "rride",
    "RRIDE",
    "nsform:",
    "zoom:0",
    "t-raise",
    "comment",
    "l-align:",
    "elative",
    "url(",
    "-text=",
    "-bind",
];

/// What may follow `l-align:` where it says that text stands above or below its line: `top`, `sub`, a length.
const ALIGN: &str = "l-align:";

/// Whether such a word stands behind a place.
fn is_upright(page: &[u8], at: usize) -> bool {
    let value = page.get(at + ALIGN.len()..).unwrap_or_default();
    let first = value.iter().find(|byte| **byte != b' ');
    first.is_some_and(|first| matches!(first, b't' | b's' | b'-' | b'.' | b'0'..=b'9'))
}

/// What stands before `e:0` in `size:0`, whose other letters are too frequent to be looked for.
const SIZE: (&[u8], &str) = (b"iz", "e:");

/// Shortest and longest of them.
const SHORTEST: usize = 3;
const LONGEST: usize = 10;

/// Shortest stretch of a page that is searched many bytes at a time; shorter ones with what comes behind them.
const STRETCH: usize = 34;

/// How far is looked ahead: some tags.
const AHEAD: usize = 512;

/// Looks in stretches of a page for such words.
#[derive(Debug)]
pub(super) struct AttributeWords<'s> {
    page: &'s [u8],
    /// A stretch in which none begins.
    clear: Range<usize>,
    /// What gives letters again what a word that was found has taken from those around.
    again: Vec<&'static str>,
}

impl<'s> AttributeWords<'s> {
    /// Nothing is looked for yet.
    pub(super) const fn of(page: &'s [u8]) -> Self {
        Self {
            page,
            clear: 0..0,
            again: Vec::new(),
        }
    }

    /// Whether one stands in a stretch.
    #[inline]
    pub(super) fn is_in(&mut self, start: usize, end: usize) -> bool {
        // Within a tag without attributes there is room for none.
        end > start + SHORTEST && self.is_among(start, end)
    }

    /// How many words give letters something again, that count from now on.
    #[inline]
    pub(super) fn giving_again(&self) -> usize {
        self.again.len()
    }

    /// The next word that begins in a stretch. What lies behind it is looked at with it: many tags that
    /// follow one another are then known to have none.
    fn next_word(&mut self, start: usize, end: usize) -> Option<(usize, usize)> {
        if self.clear.start <= start && end <= self.clear.end {
            return None;
        }
        let far = (end.max(start + AHEAD) + LONGEST).min(self.page.len());
        let found = next_word(self.page, start, far);
        // One that begins just before may end behind.
        let clear = far.saturating_sub(LONGEST);
        self.clear = start..found.map_or(clear, |(_, at)| at);
        found.filter(|(_, at)| *at < end)
    }

    fn is_among(&mut self, start: usize, end: usize) -> bool {
        let mut is_found = false;
        let mut from = start;
        while let Some((word, at)) = self.next_word(from, end) {
            from = at + 1;
            let is_other = WORDS[word].starts_with(SIZE.1) && !self.page[..at].ends_with(SIZE.0);
            if is_other || (WORDS[word] == ALIGN && !is_upright(self.page, at)) {
                continue;
            }
            is_found = true;
            for (taking, again) in AGAIN {
                if taking == WORDS[word] && !self.again.contains(&again) {
                    self.again.push(again);
                }
            }
        }
        let stretch = self.page.get(start..end).unwrap_or_default();
        let gives = |word: &&str| memmem::find(stretch, word.as_bytes()).is_some();
        is_found || self.again.iter().any(gives)
    }
}

/// What gives letters their size or colour again, where some words take it from those around.
const AGAIN: [(&str, &str); 5] = [
    ("e:0", "font-size"),
    ("e: 0", "font-size"),
    ("e:1p", "font-size"),
    ("e: 1p", "font-size"),
    ("ransparent", "color:"),
];

/// Looks for all of them at once; nothing where the processor has no instructions for that.
static SEARCHER: LazyLock<Option<Searcher>> = LazyLock::new(|| Searcher::new(WORDS));

/// The next word that begins in a stretch of a page, by its number and its place.
fn next_word(page: &[u8], start: usize, end: usize) -> Option<(usize, usize)> {
    let found = match &*SEARCHER {
        Some(searcher) => {
            let far = end.max(start + STRETCH).min(page.len());
            let word = searcher.find_in(page, Span::from(start..far))?;
            (word.pattern().as_usize(), word.start())
        }
        None => {
            let stretch = page.get(start..end)?;
            let place = |(number, word): (usize, &&str)| {
                memmem::find(stretch, word.as_bytes()).map(|at| (start + at, number))
            };
            let first = WORDS.iter().enumerate().filter_map(place).min();
            first.map(|(at, number)| (number, at))?
        }
    };
    (found.1 < end).then_some(found)
}

/// What a tag says besides its look.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum TagValue {
    /// Nothing that matters.
    #[default]
    Nothing,
    /// What was typed into its field, by the bytes in the source.
    Value {
        /// First byte.
        start: u32,
        /// One past the last byte.
        end: u32,
    },
    /// This is the option that is chosen.
    Chosen,
    /// A picture that shows something.
    Picture,
    /// What its element shows stands elsewhere: a script puts it there, or a template of its own.
    Elsewhere,
    /// It is folded: nothing but its heading is shown.
    Folded,
}

/// The values of a tag's attributes that say how it looks.
#[derive(Debug, Default)]
struct Attributes<'s> {
    style: Option<&'s [u8]>,
    class: Option<&'s [u8]>,
    id: Option<&'s [u8]>,
    ink: Option<&'s [u8]>,
    ground: Option<&'s [u8]>,
    hidden: bool,
    /// A framework fills the element.
    filled: bool,
}

impl<'s> Attributes<'s> {
    /// Those of the tag whose attributes begin at a place. Of some with the same name, the first counts.
    fn read(bytes: &'s [u8], from: usize) -> Self {
        let mut found = Self::default();
        walk(bytes, from, |attribute, value| {
            if attribute.eq_ignore_ascii_case(b"style") {
                found.style.get_or_insert(value);
            } else if attribute.eq_ignore_ascii_case(b"class") {
                found.class.get_or_insert(value);
            } else if attribute.eq_ignore_ascii_case(b"id") {
                found.id.get_or_insert(value);
            } else if attribute.eq_ignore_ascii_case(b"hidden") {
                found.hidden = true;
            } else if attribute.eq_ignore_ascii_case(b"color") {
                found.ink.get_or_insert(value);
            } else if attribute.eq_ignore_ascii_case(b"bgcolor") {
                found.ground.get_or_insert(value);
            } else if attribute.eq_ignore_ascii_case(b"background") {
                found.ground.get_or_insert(b"url()".as_slice());
            } else if bindings::fills(attribute) {
                found.filled = true;
            }
        });
        found
    }
}

/// Reads the look of an element from its attributes and the rules of the page, and what it says of
/// a field or picture.
pub(super) fn read<'s>(
    bytes: &'s [u8],
    from: usize,
    element: Element,
    name: u64,
    rules: &mut Rules,
    lineage: &mut Lineage<'s>,
) -> (Look, TagValue) {
    let attributes = Attributes::read(bytes, from);
    let mut look = match element {
        Element::Struck => Look::with(STRUCK),
        Element::Unshown => Look::with(HIDDEN),
        Element::Block => Look::with(BOXED),
        _ => Look::default(),
    };
    if attributes.hidden || (name == DIALOG && !is_open(bytes, from)) {
        look.add(Look::with(HIDDEN));
    }
    if name == BDO && !is_usual(bytes, from) {
        look.add(Look::with(TURNED));
    }
    if rules.keeps_colours() {
        look.paint(attributes.ink, attributes.ground);
    }
    if rules.may_style() {
        let node = Node {
            page: bytes,
            name,
            class: attributes.class.unwrap_or_default(),
            id: attributes.id.unwrap_or_default(),
            from,
            index: 1,
        };
        look.add(by_rules(element, node, rules, lineage));
    }
    look.declare(&references::decoded(attributes.style.unwrap_or_default()));
    let is_named = attributes.class.is_some() || attributes.id.is_some();
    if !rules.keeps_colours() {
        look = look.colourless();
    } else if rules.may_ground() && is_named {
        look = look.on_unknown_ground();
    }
    if name == SMALLER {
        look.add(Look::with(SMALL));
    }
    if matches!(element, Element::Data | Element::Header) {
        // In a cell, the word says where in its height the text stands.
        look = look.without(RAISED);
    }
    if !matches!(element, Element::Other | Element::Struck | Element::Raised) {
        look = look.beside_lines();
    }
    let tag_value = match attributes.filled {
        true => TagValue::Elsewhere,
        false => tag_value(bytes, from, element, name),
    };
    (look, tag_value)
}

/// What the rules of the page say of an element, which is opened where they ask what stands around others.
fn by_rules<'s>(
    element: Element,
    node: Node<'s>,
    rules: &mut Rules,
    lineage: &mut Lineage<'s>,
) -> Look {
    if !rules.ask_around() {
        return rules.look(&node, lineage);
    }
    if rules.ask_before() {
        lineage.keep_inner();
    }
    let index = lineage.begin(element, node.name);
    let node = Node { index, ..node };
    let look = rules.look(&node, lineage);
    lineage.push(element, node);
    look
}

/// What a tag says besides its look.
fn tag_value(bytes: &[u8], from: usize, element: Element, name: u64) -> TagValue {
    match element {
        Element::Input => input(bytes, from),
        Element::Choice => option(bytes, from),
        Element::Picture if name == IMG => picture(bytes, from),
        Element::Picture | Element::Screen => TagValue::Picture,
        Element::Unshown if is_shadow(bytes, from) => TagValue::Elsewhere,
        _ if name == DETAILS && !is_open(bytes, from) => TagValue::Folded,
        _ => TagValue::Nothing,
    }
}

/// Whether a template is what its element shows.
fn is_shadow(bytes: &[u8], from: usize) -> bool {
    let mut shadow = false;
    walk(bytes, from, |attribute, _| {
        shadow |= attribute.eq_ignore_ascii_case(b"shadowrootmode")
            || attribute.eq_ignore_ascii_case(b"shadowroot");
    });
    shadow
}

/// Whether a tag says that its element is open.
fn is_open(bytes: &[u8], from: usize) -> bool {
    let mut open = false;
    walk(bytes, from, |attribute, _| {
        open |= attribute.eq_ignore_ascii_case(b"open");
    });
    open
}

/// Whether a tag says that its text runs from left to right, as figures do.
fn is_usual(bytes: &[u8], from: usize) -> bool {
    let mut usual = false;
    walk(bytes, from, |attribute, value| {
        usual |= attribute.eq_ignore_ascii_case(b"dir") && value.eq_ignore_ascii_case(b"ltr");
    });
    usual
}

/// What an `input` shows: what was typed into it, unless it is no field for that.
fn input(bytes: &[u8], from: usize) -> TagValue {
    const FIELDS: [&str; 9] = [
        "", "text", "number", "tel", "search", "email", "url", "date", "month",
    ];
    let (mut kind, mut value): (&[u8], Option<Range<usize>>) = (b"", None);
    walk_ranges(bytes, from, |attribute, found| {
        let is = |name: &str| {
            let attribute = bytes.get(attribute.clone()).unwrap_or_default();
            attribute.eq_ignore_ascii_case(name.as_bytes())
        };
        if is("type") {
            kind = bytes.get(found).unwrap_or_default().trim_ascii();
        } else if is("value") && value.is_none() {
            value = Some(found);
        }
    });
    let is = |name: &&str| kind.eq_ignore_ascii_case(name.as_bytes());
    match value {
        _ if is(&"image") => TagValue::Picture,
        Some(Range { start, end }) if FIELDS.iter().any(is) => TagValue::Value {
            start: start as u32,
            end: end as u32,
        },
        _ => TagValue::Nothing,
    }
}

fn option(bytes: &[u8], from: usize) -> TagValue {
    let mut tag_value = TagValue::Nothing;
    walk(bytes, from, |attribute, _| {
        if attribute.eq_ignore_ascii_case(b"selected") {
            tag_value = TagValue::Chosen;
        }
    });
    tag_value
}

/// Whether a picture shows anything: many of a pixel or two only keep others apart.
fn picture(bytes: &[u8], from: usize) -> TagValue {
    const LEAST: u32 = 3;
    let mut tiny = false;
    walk(bytes, from, |attribute, value| {
        let sized =
            attribute.eq_ignore_ascii_case(b"width") || attribute.eq_ignore_ascii_case(b"height");
        let digits = value.trim_ascii();
        let digits = digits.strip_suffix(b"px").unwrap_or(digits);
        let size = std::str::from_utf8(digits)
            .ok()
            .and_then(|size| size.parse().ok());
        tiny |= sized && size.is_some_and(|size: u32| size < LEAST);
    });
    if tiny {
        TagValue::Nothing
    } else {
        TagValue::Picture
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_found_wherever_they_stand() {
        let lengths = || WORDS.iter().map(|word| word.len());
        assert_eq!(
            (lengths().min(), lengths().max()),
            (Some(SHORTEST), Some(LONGEST))
        );
        for before in AHEAD - 2 * LONGEST..AHEAD + 2 * LONGEST {
            let page = format!(
                "<p a=b>{}<p style=color:transparent>{}",
                " ".repeat(before),
                "x".repeat(AHEAD)
            );
            let mut words = AttributeWords::of(page.as_bytes());
            let tag = page.rfind("<p").unwrap();
            let end = page.rfind('>').unwrap();
            assert!(!words.is_in(2, 6));
            assert!(!words.is_in(7, tag));
            assert!(words.is_in(tag + 2, end), "{before}");
            assert!(!words.is_in(end + 1, page.len()));
        }
    }
}
