//! Which characters stand beside each other in a text, as far as a bit for several pairs says: a name of others
//! is not in it, and nobody needs to look for it.

/// How many words of bits there are: in a text of a thousand characters few pairs share a bit.
const WORDS: usize = 256;
/// How many bits number a bit.
const BITS: u32 = (WORDS * 64).ilog2();

/// The pairs of characters of a text.
pub(super) struct Neighbours([u64; WORDS]);

impl Neighbours {
    pub(super) fn of(chars: &[char]) -> Self {
        let mut all = Self([0; WORDS]);
        for pair in chars.windows(2) {
            if let [one, other] = pair {
                all.add(*one, *other);
            }
        }
        all
    }

    /// Adds a pair: what is taken out brings together what stood around it.
    pub(super) fn add(&mut self, one: char, other: char) {
        let (word, bit) = bit(one, other);
        if let Some(own) = self.0.get_mut(word) {
            *own |= bit;
        }
    }

    /// Whether a name may be in the text.
    pub(super) fn may_have(&self, name: &[char]) -> bool {
        name.windows(2).all(|pair| match pair {
            [one, other] => {
                let (word, bit) = bit(*one, *other);
                self.0.get(word).is_some_and(|own| own & bit != 0)
            }
            _ => true,
        })
    }
}

/// Which bit a pair has.
const fn bit(one: char, other: char) -> (usize, u64) {
    let pair = (one as u32).wrapping_mul(0x9E37_79B1) ^ (other as u32).wrapping_mul(0x85EB_CA6B);
    let bit = pair >> (u32::BITS - BITS);
    ((bit >> 6) as usize, 1 << (bit & 63))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_in_a_text_is_never_said_not_to_be() {
        let text: Vec<char> = ('\u{4e00}'..'\u{5000}').collect();
        let neighbours = Neighbours::of(&text);
        for length in 0..6 {
            assert!(
                text.windows(length.max(1))
                    .all(|name| neighbours.may_have(name))
            );
        }
        let other: Vec<char> = ('\u{5000}'..'\u{5200}').collect();
        let found = other.windows(4).filter(|name| neighbours.may_have(name));
        assert!(found.count() < 10);
    }
}
