//! Colours as office files write them.

/// The least of red, green and blue of a colour that nobody tells from paper.
const WHITISH: u8 = 0xfa;

/// Whether the parts of a colour are those of paper.
pub(crate) fn are_white(parts: [u8; 3]) -> bool {
    parts.iter().all(|part| *part >= WHITISH)
}

/// Whether a colour is that of paper: `FFFFFF`, `#fefefe`, `FFFFFFFF` with its opacity before it.
pub(crate) fn is_white(colour: &str) -> bool {
    let digits = colour.trim_start_matches('#');
    let Some(parts) = digits.len().checked_sub(6).and_then(|at| digits.get(at..)) else {
        return false;
    };
    let part = |at: usize| {
        parts
            .get(at..at + 2)
            .and_then(|part| u8::from_str_radix(part, 16).ok())
    };
    digits.len() <= 8
        && [0, 2, 4]
            .into_iter()
            .all(|at| part(at).is_some_and(|part| part >= WHITISH))
}

#[cfg(test)]
mod tests {
    use super::is_white;

    #[test]
    fn white_is_recognized_in_every_notation() {
        for colour in ["FFFFFF", "#ffffff", "FFFFFFFF", "#FEFEFE"] {
            assert!(is_white(colour), "{colour}");
        }
        for colour in [
            "",
            "auto",
            "FFFF00",
            "#f0f0f0",
            "ffff",
            "transparent",
            "数数数数数数",
        ] {
            assert!(!is_white(colour), "{colour}");
        }
    }
}
