//! The rules of a page's own styles that hide, strike out or raise elements.
//!
//! Conditions other than for the screen are not followed, and of selectors those of `selectors`; of what others
//! select nothing is known, and it is read.

use std::collections::HashMap;

use memchr::{memchr, memmem};
use rustc_hash::FxBuildHasher;

use super::lineage::{Lineage, Node};
use super::look::{Look, WRITTEN};
use super::selectors::{self, Selector};
use super::written::{self, Written};

/// Most rules that are kept; a page that was made to have more is read without the rest.
const MOST_RULES: usize = 10_000;

/// The width of the narrowest window on a usual screen, in pixels.
const NARROWEST_WINDOW: u32 = 1_000;

/// Most comparisons with what stands around elements, in a page.
const MOST_STEPS: u32 = 20_000_000;

/// A rule.
#[derive(Debug)]
struct Rule {
    /// The element it is for, if it says so.
    element: Option<u64>,
    weight: u32,
    /// Its number.
    at: usize,
    look: Look,
    /// Its selector, where that asks for more than an element and a class or id.
    selector: Option<Box<Selector>>,
    /// What it writes before or behind the content.
    written: Option<Box<Written>>,
}
type ByName = HashMap<Box<[u8]>, Vec<Rule>, FxBuildHasher>;

/// The rules of a page.
#[derive(Debug)]
pub(super) struct Rules {
    of_elements: Vec<Rule>,
    of_classes: ByName,
    of_ids: ByName,
    count: usize,
    /// Whether any of them hides, strikes out or raises.
    attribute_words: bool,
    /// Whether any asks what an element stands in.
    chains: bool,
    /// Whether any asks what stands before an element.
    asks_before: bool,
    /// Whether colours matter.
    colours: bool,
    /// Whether rules that are not followed say colours.
    unknown_grounds: bool,
    /// How many comparisons are left.
    steps: u32,
}

impl Default for Rules {
    fn default() -> Self {
        Self {
            of_elements: Vec::new(),
            of_classes: ByName::default(),
            of_ids: ByName::default(),
            count: 0,
            attribute_words: false,
            chains: false,
            asks_before: false,
            colours: false,
            unknown_grounds: false,
            steps: MOST_STEPS,
        }
    }
}

impl Rules {
    /// Whether it matters what elements stand in.
    pub(super) const fn ask_around(&self) -> bool {
        self.chains && self.attribute_words
    }

    /// Whether it matters what stands before elements.
    pub(super) const fn ask_before(&self) -> bool {
        self.asks_before
    }

    /// Whether elements have to be looked up.
    pub(super) const fn may_style(&self) -> bool {
        self.attribute_words
    }

    /// From now on colours matter.
    pub(super) const fn keep_colours(&mut self) {
        self.colours = true;
    }

    /// Whether colours matter.
    pub(super) const fn keeps_colours(&self) -> bool {
        self.colours
    }

    /// Whether the ground of an element with classes or an id is not known.
    pub(super) const fn may_ground(&self) -> bool {
        self.unknown_grounds
    }

    /// Reads the content of a `style` element.
    pub(super) fn read(&mut self, styles: &[u8]) {
        let mut rest = styles;
        loop {
            rest = without_noise(rest);
            let Some(open) = memchr(b'{', rest) else {
                return;
            };
            let (selectors, body) = rest.split_at(open);
            let body = body.get(1..).unwrap_or_default();
            if selectors.starts_with(b"@")
                && let Some(end) = memchr(b';', selectors)
            {
                // A statement without a block.
                rest = rest.get(end + 1..).unwrap_or_default();
            } else if !selectors.starts_with(b"@") {
                let end = memchr(b'}', body).unwrap_or(body.len());
                self.add(selectors, body.get(..end).unwrap_or_default());
                rest = body.get(end + 1..).unwrap_or_default();
            } else if is_for_screens(selectors) {
                // Its rules come next; the brace at its end is noise.
                rest = body;
            } else {
                rest = body.get(block_length(body)..).unwrap_or_default();
            }
        }
    }

    fn add(&mut self, selectors: &[u8], body: &[u8]) {
        if let Some(written) = Written::read(body) {
            let elements = selectors::parts(selectors).filter_map(written::element_of);
            for selector in elements.filter_map(Selector::read) {
                self.keep(selector, Look::with(WRITTEN), Some(written.clone()));
            }
        }
        let mut look = Look::default();
        look.declare(body);
        if !self.colours {
            look = look.colourless();
        }
        if look.is_none() {
            return;
        }
        for text in selectors::parts(selectors) {
            match Selector::read(text).filter(|_| self.count < MOST_RULES) {
                Some(selector) => self.keep(selector, look, None),
                None => self.unknown_grounds |= look.is_coloured(),
            }
        }
    }

    /// Keeps a rule where it is looked for: under its id, its class or, in want of both, all elements.
    fn keep(&mut self, selector: Selector, look: Look, written: Option<Written>) {
        if self.count >= MOST_RULES {
            return;
        }
        self.attribute_words |= look.has_effect() || look.is_coloured();
        self.chains |= !selector.is_plain();
        self.asks_before |= selector.asks_before();
        let subject = &selector.subject;
        let rules = match (subject.id(), subject.class()) {
            (Some(id), _) => self.of_ids.entry(id.into()).or_default(),
            (None, Some(class)) => self.of_classes.entry(class.into()).or_default(),
            (None, None) => &mut self.of_elements,
        };
        rules.push(Rule {
            element: subject.name,
            weight: selector.weight(),
            at: self.count,
            look,
            selector: (!selector.is_plain()).then(|| Box::new(selector)),
            written: written.map(Box::new),
        });
        self.count += 1;
    }

    /// What the rules say of an element that is about to be opened among others.
    pub(super) fn look(&mut self, node: &Node<'_>, lineage: &Lineage<'_>) -> Look {
        let mut found: Vec<(u32, usize, Look)> = Vec::new();
        let steps = &mut self.steps;
        let mut find = |rules: &[Rule]| {
            let named = rules
                .iter()
                .filter(|rule| rule.element.is_none_or(|name| name == node.name));
            for rule in named {
                let selects = |selector: &Selector| selector.selects(node, lineage, steps);
                let writes = |written: &Written| written.is_shown(node.page, node.from);
                if rule.selector.as_deref().is_none_or(selects)
                    && rule.written.as_deref().is_none_or(writes)
                {
                    found.push((rule.weight, rule.at, rule.look));
                }
            }
        };
        find(&self.of_elements);
        for class in node.class.split(u8::is_ascii_whitespace) {
            find(self.of_classes.get(class).map_or(&[], Vec::as_slice));
        }
        find(self.of_ids.get(node.id).map_or(&[], Vec::as_slice));
        found.sort_by_key(|(weight, at, _)| (*weight, *at));
        let mut look = Look::default();
        for (_, _, rule) in found {
            look.add(rule);
        }
        look
    }
}

/// Whether the rules under a condition hold for a page on a screen.
fn is_for_screens(condition: &[u8]) -> bool {
    let text = condition.trim_ascii();
    if text.starts_with(b"@layer") || text.starts_with(b"@supports") {
        // Browsers know what pages ask for, but for what they ask not to be known.
        return memmem::find(text, b"not").is_none();
    }
    let Some(media) = text.strip_prefix(b"@media") else {
        return false;
    };
    media.split(|byte| *byte == b',').any(holds_on_screens)
}

/// Whether one condition on media holds for the window of a usual screen: `only screen and (min-width: 768px)`.
fn holds_on_screens(condition: &[u8]) -> bool {
    let text = condition.to_ascii_lowercase();
    let text = std::str::from_utf8(&text).unwrap_or_default();
    let words = text.split_ascii_whitespace().filter(|word| *word != "only");
    let text = words.collect::<Vec<_>>().join(" ");
    let mut parts = text.split(" and ").map(str::trim);
    let holds = |part: &str| match part {
        "screen" | "all" => true,
        part => part
            .strip_prefix("(min-width:")
            .and_then(|width| width.trim().strip_suffix("px)"))
            .and_then(|width| width.trim().parse::<u32>().ok())
            .is_some_and(|width| width <= NARROWEST_WINDOW),
    };
    !text.is_empty() && parts.all(holds)
}

/// The length of a block up to the brace that ends it.
fn block_length(body: &[u8]) -> usize {
    let mut depth = 1_usize;
    for at in memchr::memchr2_iter(b'{', b'}', body) {
        depth = match body.get(at) {
            Some(b'{') => depth + 1,
            _ => depth - 1,
        };
        if depth == 0 {
            return at + 1;
        }
    }
    body.len()
}

/// Styles from the next that is no white space, comment, end of a block or statement.
fn without_noise(styles: &[u8]) -> &[u8] {
    let mut rest = styles;
    loop {
        rest = rest.trim_ascii_start();
        if let Some(comment) = rest.strip_prefix(b"/*") {
            let end = memmem::find(comment, b"*/").map_or(comment.len(), |at| at + 2);
            rest = comment.get(end..).unwrap_or_default();
        } else if let Some(next) = ["<!--", "-->", "}", ";"]
            .iter()
            .find_map(|noise| rest.strip_prefix(noise.as_bytes()))
        {
            rest = next;
        } else if rest.starts_with(b"@import") || rest.starts_with(b"@charset") {
            let end = memchr(b';', rest).unwrap_or(rest.len());
            rest = rest.get(end..).unwrap_or_default();
        } else {
            return rest;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::element::pack;
    use super::super::look::{HIDDEN, STRUCK};
    use super::*;

    fn marks(styles: &str, element: &str, class: &str, id: &str) -> u32 {
        let mut rules = Rules::default();
        rules.read(styles.as_bytes());
        let node = Node {
            page: b"",
            name: pack(element.as_bytes()),
            class: class.as_bytes(),
            id: id.as_bytes(),
            from: 0,
            index: 1,
        };
        let look = rules.look(&node, &Lineage::default());
        look.within(0)
    }

    #[test]
    fn rules_for_one_element_are_followed() {
        let styles = "<!-- /* a{} */ @import url(x); @font-face {font-family:x} .draft , td.old{color:red;display:none}\
            #note{display:none} ins, span.gone{text-decoration:line-through} -->";
        assert_eq!(marks(styles, "p", "big draft", ""), HIDDEN);
        assert_eq!(marks(styles, "td", "old", ""), HIDDEN);
        assert_eq!(marks(styles, "p", "old", ""), 0);
        assert_eq!(marks(styles, "p", "", "note"), HIDDEN);
        assert_eq!(marks(styles, "span", "gone", ""), STRUCK);
        assert_eq!(marks(styles, "ins", "", ""), STRUCK);
    }

    #[test]
    fn conditions_and_unknown_selectors_are_not() {
        let styles = "@media print{.a{display:none} .b{display:none}} @media screen{.c{display:none}}\
            .d .e{display:none} .f:hover{display:none} .g>td{display:none}";
        for class in ["a", "b", "d", "e", "f", "g"] {
            assert_eq!(marks(styles, "td", class, ""), 0, "{class}");
        }
        assert_eq!(marks(styles, "td", "c", ""), HIDDEN);
        let windows = "@media (min-width:768px){.a{display:none}} @media only screen and (min-width: 1px){.b{display:none}}\
            @media screen and (max-width:600px){.c{display:none}} @media (min-width:99999px){.d{display:none}}\
            @media print, screen{.e{display:none}} @media print and (min-width:1px){.f{display:none}}";
        for (class, hidden) in [
            ("a", HIDDEN),
            ("b", HIDDEN),
            ("c", 0),
            ("d", 0),
            ("e", HIDDEN),
            ("f", 0),
        ] {
            assert_eq!(marks(windows, "td", class, ""), hidden, "{class}");
        }
        let layers = "@layer base, own; @layer own{.a{display:none}} @supports (display:grid){.b{display:none}}\
            @supports not (display:grid){.c{display:none}}";
        assert_eq!(marks(layers, "td", "a", ""), HIDDEN);
        assert_eq!(marks(layers, "td", "b", ""), HIDDEN);
        assert_eq!(marks(layers, "td", "c", ""), 0);
    }

    #[test]
    fn the_stronger_rule_counts_and_else_the_later() {
        let styles = ".a{display:none} .a{display:block} .b{display:none} td.b{display:table-cell}\
            .c{display:none!important} #c{display:block}";
        assert_eq!(marks(styles, "td", "a", ""), 0);
        assert_eq!(marks(styles, "td", "b", ""), 0);
        assert_eq!(marks(styles, "p", "b", ""), HIDDEN);
        assert_eq!(marks(styles, "p", "c", "c"), HIDDEN);
    }

    #[test]
    fn torn_styles_end() {
        for styles in ["@media", "@media x{", "a{", "/*", ".", "}}}", "@x{{}"] {
            assert_eq!(marks(styles, "p", "a", ""), 0);
        }
    }
}
