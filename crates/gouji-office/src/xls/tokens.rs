//! The tokens of a formula, as far as it must be known whether the formula can give a text.
//!
//! Libraries that write formulas without calculating them leave an empty text as the result. Programs
//! that did calculate have an empty text only where the formula holds one: `IF(A1="","",A1)`.

use crate::bytes::{u8_at, u16_at};

/// Whether a formula surely gives a number: all its tokens are known, and none is a text.
pub(super) fn give_a_number(mut tokens: &[u8]) -> bool {
    while let Some(token) = u8_at(tokens, 0) {
        let Some(rest) = length(token, tokens).and_then(|length| tokens.get(length..)) else {
            return false;
        };
        tokens = rest;
    }
    true
}

/// The length of a token with what belongs to it; none for texts and for what is not known.
fn length(token: u8, tokens: &[u8]) -> Option<usize> {
    // Those that stand for a value come in three classes with the same length.
    let class = if token >= 0x40 {
        (token & 0x1f) | 0x20
    } else {
        token
    };
    Some(match class {
        0x03..=0x07 | 0x09..=0x16 => 1,
        0x19 if u8_at(tokens, 1)? & 0x04 != 0 => 4 + (usize::from(u16_at(tokens, 2)?) + 1) * 2,
        0x19 | 0x22 => 4,
        0x1d => 2,
        0x1e | 0x21 => 3,
        0x1f | 0x25 => 9,
        0x24 => 5,
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::give_a_number;

    #[test]
    fn formulas_without_texts_give_numbers() {
        // 0+108, SUM(A1:B23), A23*2
        assert!(give_a_number(&[0x1e, 0, 0, 0x1e, 108, 0, 0x03]));
        assert!(give_a_number(&[
            0x25, 0, 0, 0x16, 0, 0, 0xc0, 1, 0xc0, 0x19, 0x10, 0, 0,
        ]));
        assert!(give_a_number(&[0x44, 0x17, 0, 0, 0xc0, 0x1e, 2, 0, 0x05]));
        // IF(A1="","",A1), a token cut off, one that is not known
        assert!(!give_a_number(&[0x44, 0, 0, 0, 0xc0, 0x17, 0, 0, 0x0b]));
        assert!(!give_a_number(&[0x1e, 0]));
        assert!(!give_a_number(&[0x3a, 0, 0]));
    }
}
