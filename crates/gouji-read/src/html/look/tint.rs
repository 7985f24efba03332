//! Colours of letters and of what they stand on, as coarse as two must differ to be distinguished.

use super::values::is_clear;

/// A colour in fifteen bits; or that none is specified, or one that is not known.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Tint(u16);

/// Bits of each part.
const BITS: u32 = 5;
const KNOWN: u16 = 1 << 15;

impl Tint {
    /// Nothing is specified.
    pub(crate) const UNSET: Self = Self(0);
    /// One is specified, and not known.
    pub(crate) const UNKNOWN: Self = Self(1);
    /// White paper.
    pub(crate) const WHITE: Self = Self(u16::MAX);

    fn of(red: u8, green: u8, blue: u8) -> Self {
        let part = |part: u8| u16::from(part >> (8 - BITS));
        Self(KNOWN | part(red) << (2 * BITS) | part(green) << BITS | part(blue))
    }

    /// Whether both are known and the same.
    pub(crate) const fn is_same(self, other: Self) -> bool {
        self.0 & KNOWN != 0 && self.0 == other.0
    }

    /// This colour, or another where nothing is specified.
    pub(crate) const fn or(self, other: Self) -> Self {
        if self.0 == 0 { other } else { self }
    }

    /// The colour of letters that a value says.
    pub(crate) fn of_ink(value: &[u8]) -> Self {
        let value = value.trim_ascii().to_ascii_lowercase();
        match value.as_slice() {
            b"inherit" | b"unset" | b"currentcolor" | b"" => Self::UNSET,
            value => Self::said_by(value).unwrap_or(Self::UNKNOWN),
        }
    }

    /// The colour of a ground that a value says, among pictures and their places.
    pub(crate) fn of_ground(value: &[u8]) -> Self {
        let value = value.trim_ascii().to_ascii_lowercase();
        let has = |word: &str| memchr::memmem::find(&value, word.as_bytes()).is_some();
        if has("url(") || has("gradient(") || has("var(") || has("image(") {
            return Self::UNKNOWN;
        }
        if has("(") {
            return Self::said_by(&value).unwrap_or(Self::UNKNOWN);
        }
        const NONE: [&[u8]; 12] = [
            b"transparent",
            b"none",
            b"inherit",
            b"unset",
            b"initial",
            b"repeat",
            b"no-repeat",
            b"scroll",
            b"center",
            b"top",
            b"left",
            b"!important",
        ];
        let words = value.split(u8::is_ascii_whitespace);
        let words = words.filter(|word| !word.is_empty() && !NONE.contains(word));
        let mut names = words.filter(|word| !word[0].is_ascii_digit());
        names.next().map_or(Self::UNSET, |word| {
            Self::said_by(word).unwrap_or(Self::UNKNOWN)
        })
    }

    fn said_by(value: &[u8]) -> Option<Self> {
        if let Some(digits) = value.strip_prefix(b"#") {
            return of_digits(digits);
        }
        if let Some(parts) = value.strip_prefix(b"rgb(") {
            let parts = std::str::from_utf8(parts).ok()?.split([')', '/']).next()?;
            let mut parts = parts.split([',', ' ']).filter(|part| !part.is_empty());
            let mut part = || of_part(parts.next()?.trim());
            return Some(Self::of(part()?, part()?, part()?));
        }
        if let Some(parts) = value.strip_prefix(b"hsl(") {
            let parts = std::str::from_utf8(parts).ok()?.split([')', '/']).next()?;
            let mut parts = parts.split([',', ' ']).filter(|part| !part.is_empty());
            // Of the lightest and the darkest the rest says nothing.
            return match parts.nth(2)? {
                "100%" => Some(Self::WHITE),
                "0%" => Some(Self::of(0, 0, 0)),
                _ => None,
            };
        }
        let name = value.split(|byte| !byte.is_ascii_alphabetic()).next()?;
        let mut named = NAMED.iter().filter(|(known, _)| known.as_bytes() == name);
        let (_, [red, green, blue]) = named.next()?;
        Some(Self::of(*red, *green, *blue))
    }
}

/// Colours that hidden letters and what they stand on are called by.
const NAMED: [(&str, [u8; 3]); 10] = [
    ("white", [255, 255, 255]),
    ("snow", [255, 250, 250]),
    ("ivory", [255, 255, 240]),
    ("whitesmoke", [245, 245, 245]),
    ("black", [0, 0, 0]),
    ("red", [255, 0, 0]),
    ("yellow", [255, 255, 0]),
    ("blue", [0, 0, 255]),
    ("lightgrey", [211, 211, 211]),
    ("lightgray", [211, 211, 211]),
];

/// A part of a colour: a number up to 255, or a share of that.
fn of_part(text: &str) -> Option<u8> {
    match text.strip_suffix('%') {
        Some(share) => u8::try_from(share.parse::<u32>().ok()?.min(100) * 255 / 100).ok(),
        None => text.parse().ok(),
    }
}

fn of_digits(text: &[u8]) -> Option<Tint> {
    let digits: Vec<u8> = text
        .iter()
        .map_while(|digit| char::from(*digit).to_digit(16))
        .map(|digit| digit as u8)
        .collect();
    match digits[..] {
        [red, green, blue] => Some(Tint::of(red * 17, green * 17, blue * 17)),
        [red, green, blue, 15] => Some(Tint::of(red * 17, green * 17, blue * 17)),
        [a, b, c, d, e, f] | [a, b, c, d, e, f, 15, 15] => {
            Some(Tint::of(a * 16 + b, c * 16 + d, e * 16 + f))
        }
        _ => None,
    }
}

/// Longest value of a colour that is looked at.
const LONGEST: usize = 40;

/// How light colours begin that are not written in digits.
const LIGHT: [&str; 9] = [
    "white", "snow", "ivory", "light", "rgb(2", "rgb( 2", "rgb(9", "rgb(100%", "hsl(",
];

/// How colours begin that may be none.
const CLEAR: [&str; 2] = ["#", "rgb"];

/// Whether a page may have letters in a light colour, by the declarations and attributes that say so.
pub(crate) fn may_be_light(page: &[u8]) -> bool {
    memchr::memmem::find_iter(page, "olor").any(|at| {
        let rest = page.get(at + 4..).unwrap_or_default();
        let rest = rest.trim_ascii_start();
        let Some((b':' | b'=', value)) = rest.split_first() else {
            return false;
        };
        let value = value.trim_ascii_start();
        let value = value
            .strip_prefix(b"\"")
            .or(value.strip_prefix(b"'"))
            .unwrap_or(value);
        // What is specified for a ground hides nothing.
        let of_ground = page
            .get(..at)
            .is_some_and(|before| before.ends_with(b"ground-c") || before.ends_with(b"gc"));
        let begins = |word: &str| {
            let start = value.get(..word.len());
            start.is_some_and(|start| start.eq_ignore_ascii_case(word.as_bytes()))
        };
        let light = match value {
            [b'#', b'd'..=b'f' | b'D'..=b'F', ..] => true,
            _ => LIGHT.iter().any(|word| begins(word)),
        };
        let clear = || {
            let value = value.get(..value.len().min(LONGEST)).unwrap_or_default();
            CLEAR.iter().any(|word| begins(word)) && is_clear(value)
        };
        (light || clear()) && !of_ground
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn colours_are_the_same_however_they_are_said() {
        for value in [
            "#fff",
            "#FFFFFF",
            "white",
            "rgb(255, 255,255)",
            "#fefefe",
            "White !important",
            "rgb(100% 100% 100%)",
            "rgb(255 255 255 / 1)",
            "hsl(0, 0%, 100%)",
            "#ffff",
            "#ffffffff",
        ] {
            assert!(
                Tint::of_ink(value.as_bytes()).is_same(Tint::WHITE),
                "{value}"
            );
        }
        for value in [
            "#000",
            "windowtext",
            "inherit",
            "black",
            "rgb(1,2,3)",
            "var(--x)",
            "",
        ] {
            assert!(
                !Tint::of_ink(value.as_bytes()).is_same(Tint::WHITE),
                "{value}"
            );
        }
    }

    #[test]
    fn grounds_are_found_among_other_words() {
        for (value, expected) in [
            ("white", Tint::WHITE),
            ("#fff none repeat scroll 0 0", Tint::WHITE),
            ("none", Tint::UNSET),
            ("transparent", Tint::UNSET),
            ("#fff url(x.png)", Tint::UNKNOWN),
            ("linear-gradient(#fff,#000)", Tint::UNKNOWN),
            ("rgb(255,255,255)", Tint::WHITE),
        ] {
            assert_eq!(Tint::of_ground(value.as_bytes()), expected, "{value}");
        }
    }

    #[test]
    fn most_pages_have_no_light_letters() {
        for page in [
            "<p style='color:black'>",
            "<td bgcolor=#ffffff style='background-color: #fff'>",
            "<p style='color:rgba(1,2,3,1);width:0'>",
            "<p style=color:#123400>",
            "color",
        ] {
            assert!(!may_be_light(page.as_bytes()), "{page}");
        }
        for page in [
            "<font color=\"#FFFFFF\">",
            ".a{color : white}",
            "<p style=color:#fefefe>",
            "<p style=color:#0000>",
            "<p style='color:rgba(1,2,3,0)'>",
            "<p style='color:rgb(0 0 0 / 0)'>",
            "<p style='color:hsl(0,0%,100%)'>",
        ] {
            assert!(may_be_light(page.as_bytes()), "{page}");
        }
    }
}
