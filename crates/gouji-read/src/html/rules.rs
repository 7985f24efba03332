//! The rules of a page's own styles that hide, strike out or raise elements.
//!
//! Only selectors of one element are followed (`.draft`, `td.old`, `#note`, `s`), outside of
//! conditions other than for the screen; of what others select nothing is known, and it is read.

use std::collections::HashMap;

use memchr::{memchr, memmem};
use rustc_hash::FxBuildHasher;

use super::element::classify;
use super::look::Look;

/// Most rules that are kept; a page that was made to have more is read without the rest.
const MOST_RULES: usize = 10_000;

/// A rule: the element it is for, if it says so, its number and what it says.
type Rule = (Option<u64>, usize, Look);
type ByName = HashMap<Box<[u8]>, Vec<Rule>, FxBuildHasher>;

/// The rules of a page.
#[derive(Debug, Default)]
pub(super) struct Rules {
    of_elements: Vec<Rule>,
    of_classes: ByName,
    of_ids: ByName,
    count: usize,
    /// Whether any of them hides, strikes out or raises.
    attribute_words: bool,
}

impl Rules {
    /// Whether elements have to be looked up.
    pub(super) const fn may_style(&self) -> bool {
        self.attribute_words
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
            if !selectors.starts_with(b"@") {
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
        let mut look = Look::default();
        look.declare(body);
        if look.is_none() {
            return;
        }
        for selector in selectors.split(|byte| *byte == b',') {
            if self.count < MOST_RULES && self.select(selector.trim_ascii(), look).is_some() {
                self.attribute_words |= look.has_effect();
                self.count += 1;
            }
        }
    }

    /// Keeps a rule under its selector, where that is of one element: its name, if it has one, and
    /// its class or id.
    fn select(&mut self, selector: &[u8], look: Look) -> Option<()> {
        let split = selector.iter().position(|byte| !is_name(byte));
        let (name, rest) = selector.split_at(split.unwrap_or(selector.len()));
        let element = (!name.is_empty()).then(|| classify(name).0);
        let (sign, word) = match rest.split_first() {
            None => {
                self.of_elements.push((Some(element?), self.count, look));
                return Some(());
            }
            Some((sign, word)) => (*sign, word),
        };
        let rules = match sign {
            b'.' => &mut self.of_classes,
            b'#' => &mut self.of_ids,
            _ => return None,
        };
        if word.is_empty() || !word.iter().all(is_name) {
            return None;
        }
        let rules = rules.entry(word.into()).or_default();
        rules.push((element, self.count, look));
        Some(())
    }

    /// What the rules say of an element.
    pub(super) fn look(&self, element: u64, class: &[u8], id: &[u8]) -> Look {
        let mut found: Vec<(u8, usize, Look)> = Vec::new();
        let mut find = |rules: &[Rule], weight: u8| {
            let fits = rules
                .iter()
                .filter(|(of, ..)| of.is_none_or(|of| of == element));
            found.extend(fits.map(|(of, at, look)| (weight + u8::from(of.is_some()), *at, *look)));
        };
        find(&self.of_elements, 0);
        for class in class.split(u8::is_ascii_whitespace) {
            find(self.of_classes.get(class).map_or(&[], Vec::as_slice), 2);
        }
        find(self.of_ids.get(id).map_or(&[], Vec::as_slice), 4);
        found.sort_by_key(|(weight, at, _)| (*weight, *at));
        let mut look = Look::default();
        for (_, _, rule) in found {
            look.add(rule);
        }
        look
    }
}

fn is_name(byte: &u8) -> bool {
    byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_') || *byte >= 0x80
}

/// Whether the rules under a condition hold for a page on a screen.
fn is_for_screens(condition: &[u8]) -> bool {
    let text = condition.trim_ascii();
    let words = text
        .strip_prefix(b"@media")
        .unwrap_or_default()
        .trim_ascii();
    words.eq_ignore_ascii_case(b"screen") || words.eq_ignore_ascii_case(b"all")
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

    fn marks(styles: &str, element: &str, class: &str, id: &str) -> u16 {
        let mut rules = Rules::default();
        rules.read(styles.as_bytes());
        let look = rules.look(pack(element.as_bytes()), class.as_bytes(), id.as_bytes());
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
    fn conditions_and_other_selectors_are_not() {
        let styles = "@media print{.a{display:none} .b{display:none}} @media screen{.c{display:none}}\
            .d .e{display:none} .f:hover{display:none} .g>td{display:none}";
        for class in ["a", "b", "d", "e", "f", "g"] {
            assert_eq!(marks(styles, "td", class, ""), 0, "{class}");
        }
        assert_eq!(marks(styles, "td", "c", ""), HIDDEN);
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
