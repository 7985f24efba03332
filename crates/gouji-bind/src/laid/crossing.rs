//! Pieces of heads with the same letters, put to each other's heads.

use super::parts::Part;
use super::whole::Whole;
use super::words::Word;

/// Exchanges pieces with the same letters on one line where the heads they were put to stand the other
/// way round on another: `机构` below `科研`, and below `服务`.
pub(super) fn uncross(labels: &mut [Whole], words: &[Word<'_>]) {
    let heads: Vec<usize> = (0..labels.len())
        .filter(|at| matches!(labels[*at].part, Part::Column(_)) && labels[*at].words.len() > 1)
        .collect();
    for (index, left) in heads.iter().enumerate() {
        for right in heads.iter().skip(index + 1) {
            let (left, right) = (*left, *right);
            let Some((one, other)) = crossed(&labels[left], &labels[right], words) else {
                continue;
            };
            let (first, second) = (labels[left].words[one], labels[right].words[other]);
            labels[left].words[one] = second;
            labels[right].words[other] = first;
            labels[left].measure(words);
            labels[right].measure(words);
        }
    }
}

/// The pieces of two heads that have the same letters on one line, in the other order than pieces of
/// theirs on another.
fn crossed(left: &Whole, right: &Whole, words: &[Word<'_>]) -> Option<(usize, usize)> {
    let pairs = || {
        let each = left.words.iter().enumerate();
        each.flat_map(|(one, first)| {
            let others = right.words.iter().enumerate();
            others.map(move |(other, second)| ((one, other), &words[*first], &words[*second]))
        })
        .filter(|(_, first, second)| first.line == second.line && first.start() != second.start())
    };
    let alike = |first: &Word<'_>, second: &Word<'_>| first.letters == second.letters;
    let mut others = pairs().filter(|(_, first, second)| !alike(first, second));
    let (_, first, second) = others.next()?;
    let is_before = first.start() < second.start();
    let mut same = pairs().filter(|(_, first, second)| alike(first, second));
    let (places, ..) =
        same.find(|(_, first, second)| (first.start() < second.start()) != is_before)?;
    Some(places)
}
