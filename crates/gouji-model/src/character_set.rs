//! Sets of characters, made when the program is compiled: every character of every document is looked
//! up in them.

/// How many characters a word of a set tells of.
const BITS: usize = u64::BITS as usize;

/// A set of characters below U+10000, a bit for each.
#[derive(Debug)]
pub struct CharacterSet([u64; 0x1_0000 / BITS]);

impl CharacterSet {
    /// The characters of a text.
    #[must_use]
    pub const fn of(text: &str) -> Self {
        Self::every(text, 1)
    }

    /// The first character of each pair of characters of a text, line breaks aside.
    #[must_use]
    pub const fn firsts_of_pairs(text: &str) -> Self {
        Self::every(text, 2)
    }

    /// The characters of this set, and those of the first texts of pairs for which the second texts,
    /// which are as long, have others.
    #[must_use]
    pub const fn and_changed(mut self, pairs: &[(&str, &str)]) -> Self {
        let mut pair = 0;
        while pair < pairs.len() {
            let (from, to) = (pairs[pair].0.as_bytes(), pairs[pair].1.as_bytes());
            let mut at = 0;
            while at < from.len() {
                let (own, length) = character(from, at);
                if own != character(to, at).0 {
                    self.add(own);
                }
                at += length;
            }
            pair += 1;
        }
        self
    }

    const fn add(&mut self, character: usize) {
        if character < 0x1_0000 {
            self.0[character / BITS] |= 1 << (character % BITS);
        }
    }

    /// The first of so many characters of a text, and of each so many after them, line breaks aside.
    const fn every(text: &str, step: usize) -> Self {
        let bytes = text.as_bytes();
        let (mut set, mut at, mut count) = (Self([0; 0x1_0000 / BITS]), 0, 0);
        while at < bytes.len() {
            let (character, length) = character(bytes, at);
            if character != '\n' as usize {
                if count % step == 0 {
                    set.add(character);
                }
                count += 1;
            }
            at += length;
        }
        set
    }

    /// Whether a character is one of them.
    #[must_use]
    pub fn contains(&self, c: char) -> bool {
        self.has(c as usize)
    }

    /// Whether the character of a number is one of them.
    #[must_use]
    pub fn has(&self, character: usize) -> bool {
        let word = self.0.get(character / BITS);
        word.is_some_and(|word| word >> (character % BITS) & 1 == 1)
    }
}

/// The character that begins at a byte of a text in UTF-8, and its length.
const fn character(bytes: &[u8], at: usize) -> (usize, usize) {
    let first = bytes[at] as usize;
    let (length, mut character) = match first {
        0..0x80 => (1, first),
        0x80..0xE0 => (2, first & 0x1F),
        0xE0..0xF0 => (3, first & 0x0F),
        _ => (4, first & 0x07),
    };
    let mut next = 1;
    while next < length {
        character = character << 6 | (bytes[at + next] & 0x3F) as usize;
        next += 1;
    }
    (character, length)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_set_has_its_characters_and_no_others() {
        const SET: CharacterSet = CharacterSet::of("aé中\n").and_changed(&[("甲～", "甲乙")]);
        let all = (0..=0x1_FFFF).filter_map(char::from_u32);
        let found: String = all.filter(|c| SET.contains(*c)).collect();
        assert_eq!(found, "aé中～");
    }

    #[test]
    fn of_pairs_it_has_the_first() {
        const SET: CharacterSet = CharacterSet::firsts_of_pairs("開开關关\n務务\u{20000}乙");
        for (c, is_in) in [
            ('開', true),
            ('开', false),
            ('務', true),
            ('务', false),
            ('乙', false),
        ] {
            assert_eq!(SET.contains(c), is_in, "{c}");
        }
    }
}
