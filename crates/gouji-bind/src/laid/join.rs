//! Pieces of labels put together: every word on the page is the next piece of one label.
//!
//! Labels are broken over lines, and the lines of several stand side by side, above and below each
//! other's; so the words of a page are the pieces of labels, shuffled, each label in its order. A few
//! of the best ways to sort them out are followed from word to word (`ways`). A way is good only if at
//! its end every label it began is whole, and no word beside figures is left over.

use super::crossing::uncross;
use super::direct;
use super::parts::{Part, Wording};
use super::printable::Wordings;
use super::ways::{Joiner, Step};
use super::whole::{Joined, Whole};
use super::words::Word;

/// Words left over elsewhere than beside figures, at most: page numbers, running titles.
const MOST_LEFT: usize = 12;
/// Most rows of a block: a way keeps those it began as bits.
const MOST_ROWS: usize = u64::BITS as usize;
/// Most wordings, and most letters of one: they are represented by small numbers.
const MOST_NUMBERED: usize = u16::MAX as usize;

/// Puts the words together; nothing where a label stays in pieces, or a word beside figures is
/// left over.
pub(super) fn join(words: &[Word<'_>], wordings: &Wordings) -> Option<Joined> {
    let rows = |one: &Wording| matches!(one.part, Part::Row(row) if row >= MOST_ROWS);
    let long = |one: &Wording| one.letters.len() >= MOST_NUMBERED;
    let all = &wordings.all;
    if all.len() > MOST_NUMBERED || all.iter().any(|one| rows(one) || long(one)) {
        return None;
    }
    let valued = valued(words);
    direct::labels(words, wordings, &valued)
        .or_else(|| join_pieces(words, wordings, &valued, false))
        .or_else(|| join_pieces(words, wordings, &valued, true))
}

fn join_pieces(
    words: &[Word<'_>],
    wordings: &Wordings,
    valued: &[bool],
    glued: bool,
) -> Option<Joined> {
    let path = Joiner::new(words, wordings, valued, glued).path()?;
    let mut joined = read(&path, words, &wordings.all);
    uncross(&mut joined.labels, words);
    let adjacent = |index: &usize| valued[words[*index].line];
    let fits = joined.left.len() <= MOST_LEFT && !joined.left.iter().any(adjacent);
    fits.then_some(joined)
}

/// On which lines figures stand.
fn valued(words: &[Word<'_>]) -> Vec<bool> {
    let lines = words.iter().map(|word| word.line + 1).max().unwrap_or(0);
    let mut valued = vec![false; lines];
    for word in words.iter().filter(|word| word.is_value()) {
        valued[word.line] = true;
    }
    valued
}

/// The labels that the steps of a way put together.
fn read(path: &[Step], words: &[Word<'_>], wordings: &[Wording]) -> Joined {
    let mut joined = Joined::default();
    let mut begun: Vec<u32> = Vec::new();
    for step in path {
        let Some(label) = step.label else {
            joined.left.push(step.word);
            continue;
        };
        let known = begun.iter().position(|other| *other == label);
        let index = known.unwrap_or_else(|| {
            begun.push(label);
            joined.labels.push(Whole::at(&words[step.word]));
            begun.len() - 1
        });
        if let Some(whole) = joined.labels.get_mut(index) {
            let wording = &wordings[step.wording];
            whole.take(step.word, &words[step.word], wording, step.ends);
        }
    }
    joined
}
