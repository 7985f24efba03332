//! Labels whose numbers stand apart from them: `4.` above or below its line, or before the number of
//! the label above, `3.4.要求提供…`. Digits of another typeface than the text stand a little higher or
//! lower, and programs that print pages as text take them for a line of their own.
//!
//! Labels are put together without their numbers then, and every number has to be that of a label.

use super::join::join;
use super::parts::{Part, Wording};
use super::printable::Wordings;
use super::whole::Joined;
use super::words::Word;

/// Whether numbers stand before their labels.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Numbering {
    /// Before each.
    AtLabels,
    /// Some stand apart, so all are left out of the labels.
    Apart,
}

impl Numbering {
    /// Puts the words together to labels; nothing where a number is that of none, or a label has lost its own.
    pub(super) fn join(self, words: &[Word<'_>], wordings: &Wordings) -> Option<Joined> {
        if self == Self::AtLabels {
            return join(words, wordings);
        }
        let mut wordings: Vec<Wording> = wordings.all.clone();
        let mut own: Vec<(Part, String)> = Vec::new();
        for wording in &mut wordings {
            let count = wording.letters.iter().take_while(|c| c.is_ascii_digit());
            let number: String = wording.letters.drain(..count.count()).collect();
            if !number.is_empty() && !own.iter().any(|(part, _)| *part == wording.part) {
                own.push((wording.part, number));
            }
        }
        wordings.retain(|wording| !wording.letters.is_empty());
        let joined = join(words, &Wordings::of(wordings))?;
        let of_label = |part: &Part| own.iter().find(|(other, _)| other == part);
        let mut wanted: Vec<&str> = joined
            .labels
            .iter()
            .filter_map(|label| of_label(&label.part))
            .map(|(_, number)| number.as_str())
            .collect();
        let mut found: Vec<&str> = words.iter().flat_map(numbers).collect();
        wanted.sort_unstable();
        found.sort_unstable();
        (found == wanted).then_some(joined)
    }
}

/// The words without numbers among their letters, those that are nothing else without a line of their own;
/// nothing where every number stands before its label.
pub(super) fn without<'d>(words: &[Word<'d>]) -> Option<Vec<Word<'d>>> {
    let is_apart = |word: &Word<'_>| {
        let count = numbers(word).count();
        count > 1 || count == 1 && digits(word) == word.letters.len()
    };
    if !words.iter().any(is_apart) {
        return None;
    }
    let mut found: Vec<Word<'d>> = words.to_vec();
    for word in &mut found {
        let digits = digits(word);
        word.letters.drain(..digits);
    }
    let mut number = 0;
    for line in found.chunk_by_mut(|left, right| left.line == right.line) {
        let filled = |word: &Word<'_>| word.is_value() || !word.letters.is_empty();
        let is_filled = line.iter().any(filled);
        line.iter_mut().for_each(|word| word.line = number);
        number += usize::from(is_filled);
    }
    Some(found)
}

/// How many of a word's letters are those of numbers.
fn digits(word: &Word<'_>) -> usize {
    numbers(word).map(str::len).sum()
}

/// The numbers before the text of a word: 3 and 4 of `3.4.要求提供公开出版物`.
fn numbers<'d>(word: &Word<'d>) -> impl Iterator<Item = &'d str> {
    let mut rest = (!word.is_value()).then_some(word.token.text);
    std::iter::from_fn(move || {
        let text = rest?;
        let end = text
            .find(|c: char| !c.is_ascii_digit())
            .filter(|end| *end > 0)?;
        let (number, behind) = text.split_at(end);
        rest = behind.strip_prefix(['.', '．', '、']);
        rest.map(|_| number)
    })
}
