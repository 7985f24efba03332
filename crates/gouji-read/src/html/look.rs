//! How an element looks, as far as that changes what is read: hidden, struck out, raised.

/// Nothing is shown, and no room is left: `display: none`.
pub(super) const HIDDEN: u8 = 1;
/// Nothing is shown, in the room it would take: `visibility: hidden`.
pub(super) const UNSEEN: u8 = 2;
/// Struck out.
pub(super) const STRUCK: u8 = 4;
/// Raised, as the marks of notes are.
pub(super) const RAISED: u8 = 8;

/// What an element says of its own look; what it says nothing of it has from what it stands in.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Look {
    on: u8,
    off: u8,
    /// What is said to be important, and gives way to nothing else.
    firm: u8,
}

impl Look {
    /// A look with these marks.
    pub(super) const fn with(on: u8) -> Self {
        let (off, firm) = (0, 0);
        Self { on, off, firm }
    }

    /// The look without a mark.
    pub(super) const fn without(self, mark: u8) -> Self {
        Self {
            on: self.on & !mark,
            ..self
        }
    }

    /// Whether nothing is said.
    pub(super) const fn is_none(self) -> bool {
        self.on | self.off == 0
    }

    /// The marks of the element within one that has these.
    pub(super) const fn within(self, outer: u8) -> u8 {
        // Alone what is not seen can be made seen again; other marks are of all that is inside.
        outer & !(self.off & UNSEEN) | self.on
    }

    fn set(&mut self, mark: u8, on: bool, firm: bool) {
        if self.firm & mark != 0 && !firm {
            return;
        }
        self.firm |= if firm { mark } else { 0 };
        self.on = if on { self.on | mark } else { self.on & !mark };
        self.off = if on {
            self.off & !mark
        } else {
            self.off | mark
        };
    }

    /// Adds what a stronger rule says.
    pub(super) fn add(&mut self, other: Self) {
        for mark in [HIDDEN, UNSEEN, STRUCK, RAISED] {
            if (other.on | other.off) & mark != 0 {
                self.set(mark, other.on & mark != 0, other.firm & mark != 0);
            }
        }
    }

    /// Adds declarations: the value of a `style` attribute, or what a rule holds in its braces.
    pub(super) fn declare(&mut self, declarations: &[u8]) {
        for declaration in declarations.split(|byte| *byte == b';') {
            let mut halves = declaration.splitn(2, |byte| *byte == b':');
            if let (Some(property), Some(value)) = (halves.next(), halves.next()) {
                self.property(property.trim_ascii(), value.trim_ascii());
            }
        }
    }

    fn property(&mut self, property: &[u8], value: &[u8]) {
        let has = |word: &str| contains(value, word.as_bytes());
        let firm = has("!important");
        let is = |name: &str| property.eq_ignore_ascii_case(name.as_bytes());
        if is("display") {
            self.set(HIDDEN, has("none"), firm);
        } else if is("mso-hide") {
            // A program that says it for its own sake also gives it up again.
            self.set(HIDDEN, has("all"), firm);
        } else if is("visibility") {
            self.set(UNSEEN, has("hidden") || has("collapse"), firm);
        } else if is("text-decoration") || is("text-decoration-line") {
            self.set(STRUCK, has("line-through"), firm);
        } else if is("vertical-align") && has("super") {
            self.set(RAISED, true, firm);
        }
    }
}

/// Whether bytes hold a word in any case.
fn contains(bytes: &[u8], word: &[u8]) -> bool {
    let mut windows = bytes.windows(word.len());
    windows.any(|window| window.eq_ignore_ascii_case(word))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn marks(style: &str) -> u8 {
        let mut look = Look::default();
        look.declare(style.as_bytes());
        look.within(0)
    }

    #[test]
    fn declarations_are_read_in_any_dress() {
        for (style, expected) in [
            ("display:none", HIDDEN),
            (" color : red ; DISPLAY : None ", HIDDEN),
            ("display:none;display:block", 0),
            ("display:none !important;display:block", HIDDEN),
            ("mso-hide:all", HIDDEN),
            ("visibility:hidden", UNSEEN),
            ("overflow:hidden;backface-visibility:hidden", 0),
            ("text-decoration: underline line-through red", STRUCK),
            ("text-decoration:underline", 0),
            ("vertical-align:super", RAISED),
            ("display", 0),
            ("", 0),
        ] {
            assert_eq!(marks(style), expected, "{style}");
        }
    }

    #[test]
    fn what_is_unseen_is_seen_again_where_an_inner_element_says_so() {
        let mut look = Look::default();
        look.declare(b"visibility:visible;display:block;text-decoration:none");
        assert_eq!(look.within(UNSEEN | HIDDEN | STRUCK), HIDDEN | STRUCK);
    }
}
