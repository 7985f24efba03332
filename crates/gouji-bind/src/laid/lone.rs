//! Figures on lines of their own that look like paragraphs: below their label, or between the lines of it.
//!
//! So does the number of a page. A line of figures is of a row only where it has as many as there are columns, and
//! stands between the lines of a label, or where all rows of the table have their figures below their labels.

use std::borrow::Cow;

use super::parts::Part;
use super::whole::{Joined, Whole};
use super::words::Word;

/// Fewest lines of figures that show that all stand below their labels.
const FEWEST: usize = 2;

/// The words of a block without lines that look like paragraphs and have not as many figures as it has columns.
pub(super) fn kept<'w, 'd>(words: &'w [Word<'d>], columns: usize) -> Cow<'w, [Word<'d>]> {
    if !words.iter().any(|word| word.lone) {
        return Cow::Borrowed(words);
    }
    let mut kept = Vec::with_capacity(words.len());
    let lines = words.chunk_by(|left, right| left.line == right.line);
    let own = lines.filter(|line| !line[0].lone || line.len() == columns);
    for (number, line) in own.enumerate() {
        kept.extend(line.iter().cloned().map(|word| Word {
            line: number,
            ..word
        }));
    }
    Cow::Owned(kept)
}

/// Whether all figures stand on lines of their own, each below a line without any.
pub(super) fn are_below_labels(words: &[Word<'_>]) -> bool {
    let lines: Vec<&[Word<'_>]> = words
        .chunk_by(|left, right| left.line == right.line)
        .collect();
    let has_figures = |line: &&[Word<'_>]| line.iter().any(Word::is_value);
    let is_below = |at: usize| at.checked_sub(1).is_some_and(|at| !has_figures(&lines[at]));
    let filled: Vec<usize> = (0..lines.len())
        .filter(|at| has_figures(&lines[*at]))
        .collect();
    filled.len() >= FEWEST
        && filled
            .iter()
            .all(|at| is_below(*at) && lines[*at].iter().all(Word::is_value))
}

/// Whether each line that looks like a paragraph stands between the lines of the label of a row.
pub(super) fn are_between_labels(words: &[Word<'_>], joined: &Joined) -> bool {
    let names_row = |label: &&Whole| matches!(label.part, Part::Row(_)) && !label.group;
    let is_between = |line: usize| {
        let mut labels = joined.labels.iter().filter(names_row);
        labels.any(|label| label.first < line && line < label.last)
    };
    let mut lone = words.iter().filter(|word| word.lone);
    lone.all(|word| is_between(word.line))
}
