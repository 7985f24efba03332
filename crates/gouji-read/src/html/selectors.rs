//! Selectors of styles: of one element (`.draft`, `td.old`, `#note`), of one within others
//! (`.draft td`, `#notes > p`) and of one behind others (`.old + table`, `h2 ~ p`), with `:not`, `:is`,
//! `:nth-child` and attributes.
//!
//! Of states (`:hover`) and of what comes later (`:last-child`) nothing is known while a page is read: what
//! such selectors say is not followed.

use super::attributes::walk;
use super::element::classify;
use super::lineage::{Lineage, Node, Standing};

/// Most elements in a selector, and most conditions of one.
const MOST_PARTS: usize = 16;
/// Deepest that selectors stand in selectors.
const DEEPEST: usize = 3;

/// A selector: what the element is, and what it stands in or behind.
#[derive(Debug)]
pub(super) struct Selector {
    /// What it says of the element itself.
    pub subject: Compound,
    /// What it says of those around and before it, the nearest first.
    others: Vec<Other>,
}

/// What a selector says of one element.
#[derive(Debug, Default)]
pub(super) struct Compound {
    /// Its name.
    pub name: Option<u64>,
    conditions: Vec<Condition>,
}

#[derive(Debug)]
struct Other {
    place: Relative,
    compound: Compound,
}

/// Where one element stands, as seen from another.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Relative {
    /// Around it, at any distance.
    Around,
    /// Right around it: `>`.
    Parent,
    /// Right before it, in the same element: `+`.
    Before,
    /// Anywhere before it, in the same element: `~`.
    Earlier,
}

impl Relative {
    /// The sign of each between two elements, but for the space.
    const SIGNS: [(u8, Self); 3] = [
        (b'>', Self::Parent),
        (b'+', Self::Before),
        (b'~', Self::Earlier),
    ];
}

#[derive(Debug)]
enum Condition {
    Class(Box<[u8]>),
    Id(Box<[u8]>),
    Attribute(Attribute),
    /// It is one of these of the elements in the same one: each `step`th from `first` on.
    Nth {
        step: i64,
        first: i64,
    },
    /// Whether it is any of these.
    Any {
        is: bool,
        of: Vec<Compound>,
    },
}

#[derive(Debug)]
struct Attribute {
    name: Box<[u8]>,
    /// How the value compares, by the sign before `=`; nothing where the attribute has to be there alone.
    sign: Option<u8>,
    value: Box<[u8]>,
}

impl Selector {
    /// Reads a selector; nothing for one that cannot be followed.
    pub(super) fn read(text: &[u8]) -> Option<Self> {
        let mut others: Vec<Other> = Vec::new();
        let (mut subject, mut rest) = Compound::read(text.trim_ascii(), 0)?;
        loop {
            rest = rest.trim_ascii_start();
            let Some(first) = rest.first() else {
                others.reverse();
                return Some(Self { subject, others });
            };
            let mut signs = Relative::SIGNS.iter();
            let place = match signs.find(|(sign, _)| sign == first) {
                Some((_, place)) => {
                    rest = rest.get(1..)?.trim_ascii_start();
                    *place
                }
                None => Relative::Around,
            };
            let (next, after) = Compound::read(rest, 0)?;
            let compound = std::mem::replace(&mut subject, next);
            others.push(Other { place, compound });
            if others.len() >= MOST_PARTS {
                return None;
            }
            rest = after;
        }
    }

    /// Whether it is of one element, whose name and at most one class or id are all it asks.
    pub(super) fn is_plain(&self) -> bool {
        let plain = |one: &Condition| matches!(one, Condition::Class(_) | Condition::Id(_));
        self.others.is_empty()
            && self.subject.conditions.len() <= 1
            && self.subject.conditions.iter().all(plain)
    }

    /// Whether it asks what stands before an element in the same one.
    pub(super) fn asks_before(&self) -> bool {
        let mut places = self.others.iter().map(|other| other.place);
        places.any(|place| matches!(place, Relative::Before | Relative::Earlier))
    }

    /// How much it counts against others.
    pub(super) fn weight(&self) -> u32 {
        let others = self.others.iter().map(|other| other.compound.weight());
        self.subject.weight() + others.sum::<u32>()
    }

    /// Whether it selects an element that is about to be opened. Each comparison takes one from the steps
    /// that are left.
    pub(super) fn selects(&self, node: &Node<'_>, lineage: &Lineage<'_>, steps: &mut u32) -> bool {
        self.subject.holds(node, steps) && are_around(&self.others, lineage.here(), lineage, steps)
    }
}

/// Whether an element stands in or behind such others, the nearest first.
fn are_around(wanted: &[Other], at: Standing, lineage: &Lineage<'_>, steps: &mut u32) -> bool {
    let Some((first, rest)) = wanted.split_first() else {
        return true;
    };
    let is_near = matches!(first.place, Relative::Parent | Relative::Before);
    let mut next = at;
    loop {
        let found = match first.place {
            Relative::Around | Relative::Parent => lineage.around(next),
            Relative::Before | Relative::Earlier => lineage.before(next),
        };
        let Some((node, standing)) = found.filter(|_| *steps > 0) else {
            return false;
        };
        if first.compound.holds(node, steps) && are_around(rest, standing, lineage, steps) {
            return true;
        }
        if is_near {
            return false;
        }
        next = standing;
    }
}

impl Compound {
    /// The class and the id it asks for first.
    pub(super) fn class(&self) -> Option<&[u8]> {
        self.conditions
            .iter()
            .find_map(|condition| match condition {
                Condition::Class(class) => Some(&**class),
                _ => None,
            })
    }

    pub(super) fn id(&self) -> Option<&[u8]> {
        self.conditions
            .iter()
            .find_map(|condition| match condition {
                Condition::Id(id) => Some(&**id),
                _ => None,
            })
    }

    fn weight(&self) -> u32 {
        const NAME: u32 = 1;
        const CLASS: u32 = 1 << 8;
        const ID: u32 = 1 << 16;
        let of = |condition: &Condition| match condition {
            Condition::Id(_) => ID,
            Condition::Any { of, .. } => of.iter().map(Self::weight).max().unwrap_or(0),
            _ => CLASS,
        };
        let name = if self.name.is_some() { NAME } else { 0 };
        name + self.conditions.iter().map(of).sum::<u32>()
    }

    fn holds(&self, node: &Node<'_>, steps: &mut u32) -> bool {
        *steps = steps.saturating_sub(1);
        self.name.is_none_or(|name| name == node.name)
            && self.conditions.iter().all(|one| one.holds(node, steps))
    }

    /// Reads what is specified for one element, and what follows.
    fn read(text: &[u8], depth: usize) -> Option<(Self, &[u8])> {
        let (name, mut rest) = match text.strip_prefix(b"*") {
            Some(rest) => (None, rest),
            None => {
                let (name, rest) = word(text);
                ((!name.is_empty()).then(|| classify(name).0), rest)
            }
        };
        let mut found = Self {
            name,
            conditions: Vec::new(),
        };
        while let Some((sign, after)) = rest.split_first() {
            let (condition, after) = match sign {
                b'.' => named(after, Condition::Class)?,
                b'#' => named(after, Condition::Id)?,
                b'[' => attribute(after)?,
                b':' => pseudo(after, depth)?,
                b'>' | b'+' | b'~' => break,
                sign if sign.is_ascii_whitespace() => break,
                _ => return None,
            };
            found.conditions.push(condition);
            if found.conditions.len() > MOST_PARTS {
                return None;
            }
            rest = after;
        }
        (rest.len() < text.len()).then_some((found, rest))
    }
}

impl Condition {
    fn holds(&self, node: &Node<'_>, steps: &mut u32) -> bool {
        match self {
            Self::Class(class) => {
                let mut own = node.class.split(u8::is_ascii_whitespace);
                own.any(|one| one == &**class)
            }
            Self::Id(id) => node.id == &**id,
            Self::Attribute(attribute) => attribute.holds(node),
            Self::Nth { step, first } => {
                let beyond = i64::from(node.index) - first;
                match step {
                    0 => beyond == 0,
                    step => beyond % step == 0 && beyond / step >= 0,
                }
            }
            Self::Any { is, of } => of.iter().any(|one| one.holds(node, steps)) == *is,
        }
    }
}

impl Attribute {
    fn holds(&self, node: &Node<'_>) -> bool {
        let mut found = None;
        walk(node.page, node.from, |name, value| {
            if name.eq_ignore_ascii_case(&self.name) {
                found.get_or_insert(value);
            }
        });
        let (Some(value), wanted) = (found, &*self.value) else {
            return false;
        };
        let is_part = |part: &[u8]| !wanted.is_empty() && part == wanted;
        match self.sign {
            None => true,
            Some(b'=') => value == wanted,
            Some(b'~') => value.split(u8::is_ascii_whitespace).any(is_part),
            Some(b'|') => {
                let rest = value.strip_prefix(wanted);
                rest.is_some_and(|rest| rest.is_empty() || rest.starts_with(b"-"))
            }
            Some(b'^') => !wanted.is_empty() && value.starts_with(wanted),
            Some(b'$') => !wanted.is_empty() && value.ends_with(wanted),
            _ => memchr::memmem::find(value, wanted).is_some_and(|_| !wanted.is_empty()),
        }
    }
}

/// The name at the start of a text, and what follows.
fn word(text: &[u8]) -> (&[u8], &[u8]) {
    let end = text.iter().position(|byte| !is_name(byte));
    text.split_at(end.unwrap_or(text.len()))
}

fn is_name(byte: &u8) -> bool {
    byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_') || *byte >= 0x80
}

fn named(text: &[u8], condition: fn(Box<[u8]>) -> Condition) -> Option<(Condition, &[u8])> {
    let (name, rest) = word(text);
    (!name.is_empty()).then(|| (condition(name.into()), rest))
}

/// Reads what stands in square brackets.
fn attribute(text: &[u8]) -> Option<(Condition, &[u8])> {
    let (inside, rest) = text.split_at(memchr::memchr(b']', text)?);
    let (name, rest_of) = word(inside.trim_ascii());
    let compared = rest_of.trim_ascii();
    let (sign, value) = match compared.split_first() {
        None => (None, compared),
        Some((b'=', value)) => (Some(b'='), value),
        Some((sign @ (b'~' | b'|' | b'^' | b'$' | b'*'), value)) => {
            (Some(*sign), value.strip_prefix(b"=")?)
        }
        Some(_) => return None,
    };
    let value = value.trim_ascii();
    let quoted = |quote: &[u8]| value.strip_prefix(quote)?.strip_suffix(quote);
    let value = quoted(b"\"").or_else(|| quoted(b"'")).unwrap_or(value);
    let attribute = Attribute {
        name: name.into(),
        sign,
        value: value.into(),
    };
    (!name.is_empty()).then_some((Condition::Attribute(attribute), rest.get(1..)?))
}

/// Reads what stands behind a colon.
fn pseudo(text: &[u8], depth: usize) -> Option<(Condition, &[u8])> {
    let (name, rest) = word(text);
    let is = |known: &str| name.eq_ignore_ascii_case(known.as_bytes());
    if is("first-child") {
        return Some((Condition::Nth { step: 0, first: 1 }, rest));
    }
    let inside = rest.strip_prefix(b"(")?;
    let end = closing(inside)?;
    let (inside, rest) = (inside.get(..end)?, inside.get(end + 1..)?);
    if is("nth-child") {
        let (step, first) = nth(inside)?;
        return Some((Condition::Nth { step, first }, rest));
    }
    let is_any = is("is") || is("where") || is("matches");
    if !(is_any || is("not")) || depth >= DEEPEST {
        return None;
    }
    let one = |text: &[u8]| {
        let text = text.trim_ascii();
        let (compound, rest) = Compound::read(text, depth + 1)?;
        rest.is_empty().then_some(compound)
    };
    let of: Option<Vec<Compound>> = parts(inside).map(one).collect();
    Some((
        Condition::Any {
            is: is_any,
            of: of?,
        },
        rest,
    ))
}

/// `odd`, `3`, `2n+1`.
fn nth(text: &[u8]) -> Option<(i64, i64)> {
    let text: Vec<u8> = text
        .iter()
        .filter(|byte| !byte.is_ascii_whitespace())
        .copied()
        .collect();
    let text = std::str::from_utf8(&text).ok()?.to_ascii_lowercase();
    let number = |text: &str| text.parse::<i16>().ok().map(i64::from);
    match text.split_once('n') {
        _ if text == "odd" => Some((2, 1)),
        _ if text == "even" => Some((2, 0)),
        None => Some((0, number(&text)?)),
        Some((step, first)) => {
            let step = match step {
                "" | "+" => 1,
                "-" => -1,
                step => number(step)?,
            };
            let first = if first.is_empty() { 0 } else { number(first)? };
            Some((step, first))
        }
    }
}

/// Where the bracket that is open before a text closes.
fn closing(text: &[u8]) -> Option<usize> {
    let mut depth = 1_usize;
    for at in memchr::memchr2_iter(b'(', b')', text) {
        depth = if text.get(at) == Some(&b'(') {
            depth + 1
        } else {
            depth - 1
        };
        if depth == 0 {
            return Some(at);
        }
    }
    None
}

/// The parts of a list: what stands between commas that are in no brackets.
pub(super) fn parts(text: &[u8]) -> impl Iterator<Item = &[u8]> {
    let mut depth = 0_usize;
    text.split(move |byte| {
        match byte {
            b'(' | b'[' => depth += 1,
            b')' | b']' => depth = depth.saturating_sub(1),
            _ => {}
        }
        *byte == b',' && depth == 0
    })
}
