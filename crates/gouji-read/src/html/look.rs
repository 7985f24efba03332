//! How an element looks, as far as that changes what is read: hidden, struck out, raised.
//!
//! There are many ways to show nothing. Some are written in one declaration (`display: none`, `opacity: 0`,
//! letters without a size or a colour), others in two that only together hide: a place far off the page,
//! a box without room whose content is cut off. `values` reads what these declarations say.

mod tint;
mod values;

pub(super) use tint::{Tint, may_be_light};

/// Nothing is shown, and no room is left: `display: none`.
pub(super) const HIDDEN: u32 = 1;
/// Nothing is shown, in the room it would take: `visibility: hidden`.
pub(super) const UNSEEN: u32 = 2;
/// Struck out.
pub(super) const STRUCK: u32 = 4;
/// Raised, as the marks of notes are.
pub(super) const RAISED: u32 = 8;
/// Nothing is shown, and nothing inside can be: a place off the page, a box without room.
const GONE: u32 = 16;
/// Letters have no size.
const TINY: u32 = 32;
/// Letters have no colour.
pub(super) const CLEAR: u32 = 64;
/// Nothing is shown for now: `opacity: 0`.
const FADED: u32 = 128;
/// What pages say of a box around much else only to set or fade it in: scripts and other rules show it. In
/// a cell it hides.
pub(super) const PASSING: u32 = TINY | FADED;

/// Letters run the other way round: a figure is shown with its last digit first.
pub(super) const TURNED: u32 = 1 << 15;

/// Text with any of these is not shown, though it may leave room.
pub(super) const INVISIBLE: u32 = HIDDEN | UNSEEN | GONE | TINY | CLEAR | FADED;
/// Letters are smaller than those around, or as small as marks of notes.
pub(super) const SMALL: u32 = 1 << 16;
/// It stands above or below its line, though nothing says that it is a mark.
pub(super) const LIFTED: u32 = 1 << 17;
/// It stands elsewhere in its line than it is written.
pub(super) const MOVED: u32 = 1 << 18;
/// What is said of where letters stand in their line.
pub(super) const IN_LINE: u32 = SMALL | LIFTED | MOVED;

/// What an element has from those it stands in.
pub(super) const INHERITED: u32 = INVISIBLE | STRUCK | RAISED | TURNED | IN_LINE;
/// What an inner element can undo.
const UNDONE: u32 = UNSEEN | TINY | CLEAR | TURNED;

/// It is a box of its own, that can be cut off.
pub(super) const BOXED: u32 = 1 << 8;
/// It stands at a place of its own.
const PLACED: u32 = 1 << 9;
/// That place is off the page, or nothing of it is left by its clip.
const AWAY: u32 = 1 << 10;
/// It has no width or no height.
const NARROW: u32 = 1 << 11;
/// What goes beyond it is cut off.
const CUT: u32 = 1 << 12;
/// Its background is cut to its letters, and gives them their colour.
const PAINTED: u32 = 1 << 13;

/// A rule writes a figure before or behind its content.
pub(super) const WRITTEN: u32 = 1 << 14;

/// Its place is told from where it would stand: `position: relative`.
const RELATIVE: u32 = 1 << 19;
/// That is above or below, left or right of it.
const SHIFTED: u32 = 1 << 20;
const ASIDE: u32 = 1 << 21;
/// It stands at the top of its line, which raises what is smaller than the others.
const TOPMOST: u32 = 1 << 22;
/// A picture stands behind its content.
const IMAGED: u32 = 1 << 23;

/// Every mark.
const ALL: [u32; 24] = [
    HIDDEN, UNSEEN, STRUCK, RAISED, GONE, TINY, CLEAR, FADED, BOXED, PLACED, AWAY, NARROW, CUT,
    PAINTED, WRITTEN, TURNED, SMALL, LIFTED, MOVED, RELATIVE, SHIFTED, ASIDE, TOPMOST, IMAGED,
];

/// What an element says of its own look; what it says nothing of it has from what it stands in.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Look {
    on: u32,
    off: u32,
    /// What is declared important, and gives way to nothing else.
    firm: u32,
    /// The colour of its letters.
    ink: Tint,
    /// What they stand on.
    ground: Tint,
}

impl Look {
    /// A look with these marks.
    pub(super) const fn with(on: u32) -> Self {
        Self {
            on,
            off: 0,
            firm: 0,
            ink: Tint::UNSET,
            ground: Tint::UNSET,
        }
    }

    /// The look without a mark.
    pub(super) const fn without(self, mark: u32) -> Self {
        Self {
            on: self.on & !mark,
            ..self
        }
    }

    /// The look without its colours.
    pub(super) const fn colourless(self) -> Self {
        Self {
            ink: Tint::UNSET,
            ground: Tint::UNSET,
            ..self
        }
    }

    /// Whether nothing is specified.
    pub(super) fn is_none(self) -> bool {
        self.on | self.off == 0 && !self.is_coloured()
    }

    /// Whether a colour is specified.
    pub(super) fn is_coloured(self) -> bool {
        self.ink != Tint::UNSET || self.ground != Tint::UNSET
    }

    /// The colour of letters within an element with letters of a colour.
    pub(super) const fn ink_within(self, outer: Tint) -> Tint {
        self.ink.or(outer)
    }

    /// What letters stand on within an element on such a ground.
    pub(super) const fn ground_within(self, outer: Tint) -> Tint {
        self.ground.or(outer)
    }

    /// Takes what is specified for colours by attributes of their own.
    pub(super) fn paint(&mut self, ink: Option<&[u8]>, ground: Option<&[u8]>) {
        self.ink = ink.map_or(self.ink, |ink| colour(ink, Tint::of_ink).or(self.ink));
        self.ground = ground.map_or(self.ground, |value| {
            colour(value, Tint::of_ground).or(self.ground)
        });
    }

    /// The ground is not known.
    pub(super) const fn on_unknown_ground(self) -> Self {
        Self {
            ground: self.ground.or(Tint::UNKNOWN),
            ..self
        }
    }

    /// The marks of the element within one that has these.
    pub(super) const fn within(self, outer: u32) -> u32 {
        let gone = if self.has(PLACED | AWAY) || self.has(BOXED | NARROW | CUT) {
            GONE
        } else {
            0
        };
        let painted = if self.has(PAINTED) { CLEAR } else { 0 };
        let lifted = match self.has(RAISED) {
            false if self.has(RELATIVE | SHIFTED) || self.has(TOPMOST | SMALL) => LIFTED,
            _ => 0,
        };
        let moved = if self.has(RELATIVE | ASIDE) { MOVED } else { 0 };
        let displaced = lifted | moved;
        // What is not seen can be made seen again; other marks are of all that is inside.
        outer & INHERITED & !(self.off & UNDONE) | self.on & INHERITED & !painted | gone | displaced
    }

    /// Whether it hides, strikes out or raises what has it, if that is a box, or writes something there.
    pub(super) const fn has_effect(self) -> bool {
        let is_shown = self.within(0) & !SMALL == 0;
        !is_shown || self.has(NARROW | CUT) || self.is_written() || self.is_imaged()
    }

    /// Whether a picture stands behind the content.
    pub(super) const fn is_imaged(self) -> bool {
        self.has(IMAGED)
    }

    /// The look of what is no part of a line of text: where that stands, all of it stands.
    pub(super) const fn beside_lines(self) -> Self {
        self.without(RELATIVE | TOPMOST | LIFTED | MOVED)
    }

    /// Whether a rule writes a figure before or behind the content.
    pub(super) const fn is_written(self) -> bool {
        self.has(WRITTEN)
    }

    const fn has(self, marks: u32) -> bool {
        self.on & marks == marks
    }

    fn set(&mut self, mark: u32, on: bool, firm: bool) {
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
        for mark in ALL {
            if (other.on | other.off) & mark != 0 {
                self.set(mark, other.on & mark != 0, other.firm & mark != 0);
            }
        }
        self.ink = other.ink.or(self.ink);
        self.ground = other.ground.or(self.ground);
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
            self.set(BOXED, has("block") || has("flex"), firm);
        } else if is("mso-hide") {
            // A program that says it for its own sake also gives it up again.
            self.set(HIDDEN, has("all"), firm);
        } else if is("visibility") {
            self.set(UNSEEN, has("hidden") || has("collapse"), firm);
        } else if is("text-decoration") || is("text-decoration-line") {
            self.set(STRUCK, has("line-through"), firm);
        } else if is("vertical-align") {
            self.upright(value, firm);
        } else if is("mso-text-raise") {
            self.set(RAISED, values::is_above(value), firm);
        } else if is("mso-element") && has("comment") {
            // What remarks say is of those who wrote the report among each other.
            self.set(HIDDEN, true, firm);
        } else {
            self.dimension(property, value, firm);
        }
    }

    /// Adds what a declaration of the place in the height of a line says.
    fn upright(&mut self, value: &[u8], firm: bool) {
        let has = |word: &str| contains(value, word.as_bytes());
        if has("super") || has("sub") {
            self.set(RAISED, true, firm);
        } else {
            self.set(TOPMOST, has("top"), firm);
            self.set(LIFTED, values::is_apart(value), firm);
        }
    }

    /// Adds what a declaration of a size, a place or a colour says.
    fn dimension(&mut self, property: &[u8], value: &[u8], firm: bool) {
        let has = |word: &str| contains(value, word.as_bytes());
        match property.to_ascii_lowercase().as_slice() {
            b"opacity" => self.set(FADED, values::is_nothing(value), firm),
            b"font-size" => {
                self.set(SMALL, values::is_small(value), firm);
                if !values::is_relative(value) {
                    self.set(TINY, values::is_dot(value), firm);
                }
            }
            b"color" | b"-webkit-text-fill-color" if !has("inherit") => {
                self.set(CLEAR, values::is_clear(value), firm);
                self.ink = Tint::of_ink(value).or(self.ink);
            }
            b"background" | b"background-color" => {
                self.ground = Tint::of_ground(value).or(self.ground);
                self.set(IMAGED, has("url("), firm);
            }
            b"background-image" if !has("none") => {
                self.ground = Tint::UNKNOWN;
                self.set(IMAGED, has("url("), firm);
            }
            b"background-clip" | b"-webkit-background-clip" => {
                self.set(PAINTED, has("text"), firm);
            }
            b"position" => {
                let placed = has("absolute") || has("fixed");
                self.set(PLACED, placed, firm);
                self.set(RELATIVE, has("relative"), firm);
                if placed {
                    self.set(BOXED | MOVED, true, firm);
                }
            }
            b"left" | b"right" | b"top" | b"bottom"
                if values::is_far(value) || values::is_far_behind(value) =>
            {
                self.set(AWAY, true, firm);
            }
            b"top" | b"bottom" => self.set(SHIFTED, values::is_apart(value), firm),
            b"left" | b"right" => self.set(ASIDE, values::is_apart(value), firm),
            b"float" if has("right") => self.set(MOVED, true, firm),
            b"order" if !values::is_nothing(value) => self.set(MOVED, true, firm),
            b"clip" if values::is_clipped(value) => self.set(AWAY, true, firm),
            b"clip-path" => self.set(GONE, values::is_cut_off(value), firm),
            b"text-indent" | b"margin-left" | b"margin-top" if values::is_far(value) => {
                self.set(GONE, true, firm);
            }
            b"width" | b"height" | b"max-width" | b"max-height" if values::is_nothing(value) => {
                self.set(NARROW, true, firm);
            }
            b"overflow" | b"overflow-x" | b"overflow-y" => {
                self.set(CUT, has("hidden") || has("clip"), firm);
            }
            _ => self.rarity(property, value, firm),
        }
    }

    /// Adds what a declaration says that few pages have.
    fn rarity(&mut self, property: &[u8], value: &[u8], firm: bool) {
        let has = |word: &str| contains(value, word.as_bytes());
        match property.to_ascii_lowercase().as_slice() {
            b"unicode-bidi" => self.set(TURNED, has("override"), firm),
            // What is turned to the usual direction stays as it is.
            b"direction" if has("ltr") => self.set(TURNED, false, true),
            b"flex-direction" | b"flex-flow" if has("reverse") => self.set(MOVED, true, firm),
            b"transform" => {
                self.set(GONE, values::is_moved_away(value), firm);
                self.set(LIFTED, values::is_moved_upright(value), firm);
                self.set(MOVED, values::is_moved_aside(value), firm);
            }
            b"zoom" => self.set(GONE, values::is_nothing(value), firm),
            b"filter" => self.set(FADED, values::is_faded(value), firm),
            b"content-visibility" => self.set(GONE, has("hidden"), firm),
            _ => {}
        }
    }
}

/// A colour as attributes say it: `FFFFFF` is `#FFFFFF`.
fn colour(value: &[u8], of: fn(&[u8]) -> Tint) -> Tint {
    let bare = value.len() == 6 && value.iter().all(u8::is_ascii_hexdigit);
    match bare {
        true => of(&[b"#", value].concat()),
        false => of(value),
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

    fn marks(style: &str) -> u32 {
        let mut look = Look::default();
        look.declare(style.as_bytes());
        look.within(0) & !IN_LINE
    }

    #[test]
    fn letters_stand_above_their_line_or_elsewhere_in_it() {
        for (style, expected) in [
            ("font-size:8pt;position:relative;top:-4pt", SMALL | LIFTED),
            ("font-size:.7em;vertical-align:4px", SMALL | LIFTED),
            ("font-size:smaller;vertical-align:text-top", SMALL | LIFTED),
            ("font-size:70%;transform:translateY(-30%)", SMALL | LIFTED),
            ("position:relative;bottom:5px", LIFTED),
            ("vertical-align:-3pt", LIFTED),
            ("vertical-align:0", 0),
            ("vertical-align:top", 0),
            ("vertical-align:middle;font-size:8pt", SMALL),
            ("position:relative;top:.5pt", 0),
            ("top:-4pt", 0),
            ("font-size:10.5pt", 0),
            ("float:right", MOVED),
            ("float:left", 0),
            ("order:2", MOVED),
            ("border:0", 0),
            ("display:flex;flex-direction:row-reverse", MOVED),
            ("position:relative;left:-12px", MOVED),
            ("position:absolute", MOVED),
        ] {
            let mut look = Look::default();
            look.declare(style.as_bytes());
            assert_eq!(look.within(0), expected, "{style}");
            assert_eq!(look.beside_lines().within(0), expected & SMALL, "{style}");
        }
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
            ("vertical-align:top", 0),
            ("position:relative;top:-4pt;mso-text-raise:4.0pt", RAISED),
            ("mso-text-raise:0pt", 0),
            ("mso-element:comment-list", HIDDEN),
            ("mso-element:para-border-div", 0),
            ("display", 0),
            ("", 0),
        ] {
            assert_eq!(marks(style), expected, "{style}");
        }
    }

    #[test]
    fn there_are_many_ways_to_show_nothing() {
        for (style, expected) in [
            ("opacity: 0", FADED),
            ("opacity: .0 !important", FADED),
            ("opacity: 0.9", 0),
            ("visibility:collapse", UNSEEN),
            ("border-collapse:collapse", 0),
            ("font-size:0", TINY),
            ("font-size: 0px;line-height:0", TINY),
            ("font-size:10.5pt", 0),
            ("color:transparent", CLEAR),
            ("color: rgba(0, 0, 0, 0)", CLEAR),
            ("color:rgb(0,0,0)", 0),
            ("background:transparent", 0),
            ("color:transparent;-webkit-background-clip:text", 0),
            ("position:absolute;left:-9999px", GONE),
            ("left:-9999px", 0),
            ("position:absolute;left:-1px", 0),
            ("position:absolute;left:-9999px;position:static", 0),
            ("position:absolute;clip:rect(0,0,0,0)", GONE),
            ("position:absolute;clip:rect(1px 1px 1px 1px)", GONE),
            ("position:absolute;clip:rect(0,60px,200px,0)", 0),
            ("clip-path:inset(50%)", GONE),
            ("clip-path:inset(10px)", 0),
            ("clip-path:circle(0)", GONE),
            ("clip-path:circle(50%)", 0),
            ("clip-path:polygon(0 0, 0 0, 0 0)", GONE),
            ("clip-path:polygon(0 0, 100% 0, 50% 100%)", 0),
            ("font-size:1px", TINY),
            ("font-size:0.5pt", TINY),
            ("font-size:1.5px", 0),
            ("font-size:0.9rem", 0),
            ("font-size:1", 0),
            ("color:#0000", CLEAR),
            ("color:#12345600", CLEAR),
            ("color:#123450", 0),
            ("color:rgb(0 0 0 / 0%)", CLEAR),
            ("color:rgb(0 0 0 / 50%)", 0),
            ("position:absolute;left:99999px", GONE),
            ("position:absolute;left:-100vw", GONE),
            ("position:absolute;left:1200px", 0),
            ("transform:scale(0)", GONE),
            ("transform: scaleX(0) rotate(5deg)", GONE),
            ("transform:scale(0.5)", 0),
            ("transform:translateX(-9999px)", GONE),
            ("transform:translate(0, -9999px)", GONE),
            ("transform:translate(-50%,-50%)", 0),
            ("zoom:0", GONE),
            ("zoom:1", 0),
            ("filter:opacity(0)", FADED),
            ("filter:alpha(opacity=0)", 0),
            ("content-visibility:hidden", GONE),
            ("content-visibility:auto", 0),
            ("text-indent:-9999px", GONE),
            ("text-indent:-21.0pt", 0),
            ("display:inline-block;width:0;overflow:hidden", GONE),
            ("display:block;max-height:0;overflow:hidden", GONE),
            ("display:block;max-height:0", 0),
            // Neither of letters nor of cells is anything cut off.
            ("width:0;overflow:hidden", 0),
            ("display:block;height:0.5em;overflow:hidden", 0),
        ] {
            assert_eq!(marks(style), expected, "{style}");
        }
    }

    #[test]
    fn letters_are_turned_round_where_their_direction_is_overridden() {
        for (style, expected) in [
            ("direction:rtl;unicode-bidi:bidi-override", TURNED),
            ("unicode-bidi: isolate-override; direction: rtl", TURNED),
            ("direction:ltr;unicode-bidi:bidi-override", 0),
            ("unicode-bidi:bidi-override;direction:ltr", 0),
            ("direction:rtl", 0),
            ("direction:rtl;unicode-bidi:embed", 0),
        ] {
            assert_eq!(marks(style), expected, "{style}");
        }
        let mut look = Look::default();
        look.declare(b"unicode-bidi:isolate");
        assert_eq!(look.within(TURNED), 0);
    }

    #[test]
    fn letters_get_their_size_and_colour_again() {
        let mut look = Look::default();
        look.declare(b"font-size:14px;color:#333;opacity:1");
        assert_eq!(look.within(TINY | CLEAR | FADED), FADED);
        let mut look = Look::default();
        look.declare(b"font-size:120%;color:inherit");
        assert_eq!(look.within(TINY | CLEAR), TINY | CLEAR);
    }

    #[test]
    fn what_is_unseen_is_seen_again_where_an_inner_element_says_so() {
        let mut look = Look::default();
        look.declare(b"visibility:visible;display:block;text-decoration:none");
        assert_eq!(look.within(UNSEEN | HIDDEN | STRUCK), HIDDEN | STRUCK);
    }
}
