//! Figures that rules of style write before or behind what an element holds: `td.n::after { content: "12" }`.
//!
//! They are shown and stand nowhere in the text of the page, so a cell that has one is not read without it.

use memchr::memmem;

use super::attributes::walk;

/// What a rule writes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Written {
    /// A figure of its own.
    Figure,
    /// What an attribute of the element says.
    Attribute(Box<[u8]>),
}

impl Written {
    /// What declarations write, if that is or may be a figure.
    pub(super) fn read(declarations: &[u8]) -> Option<Self> {
        let mut found = None;
        for declaration in declarations.split(|byte| *byte == b';') {
            let mut halves = declaration.splitn(2, |byte| *byte == b':');
            let (property, value) = (halves.next()?, halves.next().unwrap_or_default());
            if property.trim_ascii().eq_ignore_ascii_case(b"content") {
                found = Self::of(value.trim_ascii());
            }
        }
        found
    }

    fn of(value: &[u8]) -> Option<Self> {
        if let Some(inside) = value.strip_prefix(b"attr(") {
            let name = inside.split(|byte| *byte == b')').next()?.trim_ascii();
            return Some(Self::Attribute(name.into()));
        }
        if value.starts_with(b"counter(") || value.starts_with(b"counters(") {
            return Some(Self::Figure);
        }
        let quoted = |quote: u8| {
            let mut parts = value.split(move |byte| *byte == quote);
            (parts.next() == Some(b"")).then(|| parts.next()).flatten()
        };
        let text = quoted(b'"').or_else(|| quoted(b'\''))?;
        is_figure(&unescaped(text)).then_some(Self::Figure)
    }

    /// Whether an element shows a figure by it, whose attributes begin at a place.
    pub(super) fn is_shown(&self, page: &[u8], from: usize) -> bool {
        let Self::Attribute(name) = self else {
            return true;
        };
        let mut shown = None;
        walk(page, from, |attribute, value| {
            if attribute.eq_ignore_ascii_case(name) {
                shown.get_or_insert_with(|| is_figure(value));
            }
        });
        shown.unwrap_or_default()
    }
}

/// Most digits of the number of a character.
const MOST_DIGITS: usize = 6;

/// A text with its digits that are written by the number of their character, `\31 `; of other characters, as
/// icons are, the number is left out.
fn unescaped(text: &[u8]) -> Vec<u8> {
    let mut shown = Vec::with_capacity(text.len());
    let mut rest = text;
    while let Some((first, after)) = rest.split_first() {
        rest = after;
        if *first != b'\\' {
            shown.push(*first);
            continue;
        }
        let digits = rest.iter().take_while(|c| c.is_ascii_hexdigit()).count();
        let (number, behind) = rest.split_at(digits.min(MOST_DIGITS));
        rest = behind.strip_prefix(b" ").unwrap_or(behind);
        let number = std::str::from_utf8(number).ok();
        let code = number.and_then(|number| u8::from_str_radix(number, 16).ok());
        // What is no digit is a letter, as far as figures go.
        shown.push(code.filter(u8::is_ascii_digit).unwrap_or(b'x'));
    }
    shown
}

/// Whether a script writes into the page where it stands.
pub(super) fn by_script(script: &[u8]) -> bool {
    memmem::find(script, b"document.write").is_some()
}

/// Whether a text is a number: digits without letters.
fn is_figure(text: &[u8]) -> bool {
    text.iter().any(u8::is_ascii_digit) && !text.iter().any(u8::is_ascii_alphabetic)
}

/// Whether styles write anything that may be a figure.
pub(super) fn may_write(styles: &[u8]) -> bool {
    memmem::find_iter(styles, b"content:").any(|at| Written::read(&styles[at..]).is_some())
}

/// A selector without the `::before` or `::after` at its end.
pub(super) fn element_of(selector: &[u8]) -> Option<&[u8]> {
    let selector = selector.trim_ascii();
    let ends = [&b"::before"[..], b"::after", b":before", b":after"];
    let element = ends.iter().find_map(|end| {
        let (element, rest) = selector.split_at_checked(selector.len().checked_sub(end.len())?)?;
        rest.eq_ignore_ascii_case(end).then_some(element)
    })?;
    Some(if element.is_empty() { b"*" } else { element })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn figures_are_written_and_icons_are_not() {
        for (styles, written) in [
            ("content:\"12\"", true),
            ("color:red; content: '12'", true),
            ("content:attr(data-n)", true),
            ("content:\"\\f101\"", false),
            ("content:\"\\31\\32\"", true),
            ("content:'\\000031 2'", true),
            ("content:'\\e12'", false),
            ("content:counter(n)", true),
            ("content:\"\"", false),
            ("content:'.'", false),
            ("content:'No. 1'", false),
            ("content:none", false),
            ("", false),
        ] {
            assert_eq!(
                Written::read(styles.as_bytes()).is_some(),
                written,
                "{styles}"
            );
        }
        assert!(may_write(b"a{b:c} d::after{content:'1'}"));
        assert!(!may_write(b"justify-content:center;content:''"));
        assert_eq!(element_of(b"td.n::After "), Some(&b"td.n"[..]));
        assert_eq!(element_of(b"::before"), Some(&b"*"[..]));
        assert_eq!(element_of(b"td"), None);
    }
}
