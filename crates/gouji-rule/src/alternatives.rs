//! The words of which one stands at a step of a template, with the characters they begin and end with.

use std::ops::Deref;

use crate::letters::Letters;

/// Words of which one stands there. Most places of a text have the edge of none of them, which is told
/// without looking at the words.
#[derive(Clone, Debug, Default)]
pub struct Alternatives {
    words: Box<[Letters]>,
    firsts: Box<[char]>,
    lasts: Box<[char]>,
    optional: bool,
}

impl Alternatives {
    /// Some words; an empty one may be left out.
    #[must_use]
    pub fn new(words: Vec<Letters>) -> Self {
        let edges = |edge: fn(&[char]) -> Option<&char>| {
            let mut edges: Vec<char> = words
                .iter()
                .filter_map(|word| edge(word))
                .copied()
                .collect();
            edges.sort_unstable();
            edges.dedup();
            edges.into_boxed_slice()
        };
        Self {
            firsts: edges(<[char]>::first),
            lasts: edges(<[char]>::last),
            optional: words.iter().any(Vec::is_empty),
            words: words.into(),
        }
    }

    /// The characters that they begin with.
    #[must_use]
    pub const fn firsts(&self) -> &[char] {
        &self.firsts
    }

    /// The characters that they end with.
    #[must_use]
    pub const fn lasts(&self) -> &[char] {
        &self.lasts
    }

    /// Whether none of them has to stand there.
    #[must_use]
    pub const fn is_optional(&self) -> bool {
        self.optional
    }
}

impl Deref for Alternatives {
    type Target = [Letters];

    fn deref(&self) -> &[Letters] {
        &self.words
    }
}

#[cfg(test)]
mod tests {
    use super::Alternatives;
    use crate::letters::letters;

    #[test]
    fn edges_are_told_once() {
        let words = Alternatives::new(["不掌握", "我局不掌握", "无", ""].map(letters).to_vec());
        assert_eq!(words.firsts(), ['不', '我', '无']);
        assert_eq!(words.lasts(), ['握', '无']);
        assert!(words.is_optional() && words.len() == 4);
    }
}
