//! Numbers that count the rows of laid-out text, in a column before their labels.

use super::words::Word;

/// Fewest rows that numbers are seen to count.
const FEWEST: usize = 3;

/// Takes the numbers of rows from the words: where every line with figures begins with one, left of all
/// labels, and they count up from one, anew where another table begins.
pub(super) fn remove(words: &mut Vec<Word<'_>>) {
    let mut numbers: Vec<usize> = Vec::new();
    let mut next = 1;
    let mut at = 0;
    for line in words.chunk_by(|left, right| left.line == right.line) {
        let first = (0..line.len()).min_by_key(|word| line[*word].start());
        let values = line.iter().filter(|word| word.is_value()).count();
        if values > 0 {
            let Some(first) = first else {
                return;
            };
            match line[first].token.text.parse::<usize>() {
                // Where rows are blank, what is left of others says too little.
                Ok(number) if values > 1 && (number == next || (number == 1 && next > FEWEST)) => {
                    next = number + 1;
                    numbers.push(at + first);
                }
                _ => return,
            }
        }
        at += line.len();
    }
    let ends = numbers.iter().filter_map(|number| words.get(*number));
    let right = ends.map(Word::end).max();
    let top = numbers.first().and_then(|number| words.get(*number));
    let top = top.map(|word| word.line);
    let labels = words.iter().filter(|word| !word.letters.is_empty());
    let left = labels
        .filter(|word| Some(word.line) >= top)
        .map(Word::start)
        .min();
    if numbers.len() < FEWEST || right >= left {
        return;
    }
    let mut at = 0;
    words.retain(|_| {
        at += 1;
        !numbers.contains(&(at - 1))
    });
}
