//! Characters that Word takes from a symbol font by number.

use gouji_package::Element;

/// Signs of the Wingdings fonts that stand for something in a report.
const WINGDINGS: [(u32, char); 9] = [
    (0xFC, '√'),
    (0xFB, '×'),
    (0xFE, '☑'),
    (0xFD, '☒'),
    (0xA8, '□'),
    (0x6F, '□'),
    (0x6E, '■'),
    (0x6C, '●'),
    (0xA1, '○'),
];
/// Signs of Wingdings 2.
const WINGDINGS_2: [(u32, char); 4] = [(0x52, '☑'), (0x50, '√'), (0x4F, '×'), (0xA3, '□')];
/// Where symbol fonts have their characters in Unicode's area for private use.
const PRIVATE: std::ops::RangeInclusive<u32> = 0xF000..=0xF0FF;
/// What stands for a sign that is not known.
const UNKNOWN: char = '\u{fffd}';

/// The character of a `sym` element; none where it has no number.
pub(super) fn symbol(element: Element<'_>) -> Option<char> {
    let font = element.attribute("font").unwrap_or("");
    let number = u32::from_str_radix(element.attribute("char")?, 16).ok()?;
    let number = if PRIVATE.contains(&number) {
        number - PRIVATE.start()
    } else {
        number
    };
    let from = |signs: &[(u32, char)]| {
        let known = signs.iter().find(|(sign, _)| *sign == number);
        known.map_or(UNKNOWN, |(_, c)| *c)
    };
    Some(match font {
        "Wingdings" => from(&WINGDINGS),
        "Wingdings 2" => from(&WINGDINGS_2),
        // The digits and signs of the Symbol font are those of ASCII.
        "Symbol" if (0x20..0x40).contains(&number) => char::from_u32(number).unwrap_or(UNKNOWN),
        "Symbol" => from(&[(0xB4, '×'), (0xD6, '√'), (0xB7, '·')]),
        _ => char::from_u32(number).unwrap_or(UNKNOWN),
    })
}
