//! Pages on which every word is a label by itself, as on most that programs pad with spaces: there is nothing to
//! put together.

use super::parts::{Part, Wording, common};
use super::printable::Wordings;
use super::whole::{Joined, Whole};
use super::words::Word;

/// The labels of words that each are one; nothing where some are not, or may be the first piece of a longer one.
/// No other way to put words to labels costs less then, and of those that cost the same this is the first.
pub(super) fn labels(words: &[Word<'_>], wordings: &Wordings, valued: &[bool]) -> Option<Joined> {
    let mut direct = Direct {
        words,
        wordings,
        rows: 0,
        last: 0,
    };
    let mut joined = Joined::default();
    for (index, word) in words.iter().enumerate() {
        if word.letters.is_empty() {
            continue;
        }
        let wording = direct.wording(word, valued[word.line])?;
        let mut label = Whole::at(word);
        label.take(index, word, wording, true);
        joined.labels.push(label);
    }
    Some(joined)
}

struct Direct<'w, 'd> {
    words: &'w [Word<'d>],
    wordings: &'w Wordings,
    /// Rows named so far, a bit for each, and the last of those that stand in order.
    rows: u64,
    last: usize,
}

impl<'w> Direct<'w, '_> {
    /// The label that a word is.
    fn wording(&mut self, word: &Word<'_>, beside_figures: bool) -> Option<&'w Wording> {
        let Wordings { all, known } = self.wordings;
        let mut found = None;
        for at in known.starting_with(*word.letters.first()?) {
            let (index, from) = known.starts[at];
            let one = &all[index];
            let Some(rest) = one.letters.strip_prefix(word.letters.as_slice()) else {
                continue;
            };
            if from > 0 {
                continue;
            }
            if rest.is_empty() {
                found = found.or_else(|| self.may_be(one, beside_figures).then_some(one));
            } else if self.goes_on(rest) {
                return None;
            }
        }
        let one = found?;
        if let Part::Row(row) = one.part {
            let bit = 1 << row;
            // A label of a group that is printed again may be a piece of something else.
            if self.rows & bit != 0 {
                return None;
            }
            self.rows |= bit;
            self.last = if one.ordered { row } else { self.last };
        }
        Some(one)
    }

    /// Whether a word may be a label: rows stand in order, each once, and no head beside figures.
    fn may_be(&self, one: &Wording, beside_figures: bool) -> bool {
        match one.part {
            Part::Row(row) => {
                let again = self.rows & (1 << row) != 0;
                !(again && !one.group || one.ordered && row < self.last)
            }
            Part::Column(_) => !beside_figures,
            Part::Furniture => true,
        }
    }

    /// Whether any word may go on with the rest of a label.
    fn goes_on(&self, rest: &[char]) -> bool {
        let mut words = self.words.iter();
        words.any(|word| common(rest, &word.letters, false).is_some())
    }
}
