//! Numbers that count the rows of laid-out text, in a column before their labels, and the head of that.

use gouji_language::labels;

use super::words::Word;

/// Fewest rows that numbers are seen to count where nothing heads them.
const FEWEST: usize = 3;

/// Takes the numbers of rows from the words, and their head: where every line with figures begins with one,
/// left of all labels, and they count up from one, anew where another table begins.
pub(super) fn remove(words: &mut Vec<Word<'_>>) {
    let Some(mut numbers) = numbers(words) else {
        return;
    };
    let first = numbers.first().and_then(|number| words.get(*number));
    let Some(top) = first.map(|word| word.line) else {
        return;
    };
    let above = |word: &Word<'_>| word.line < top;
    let is_head = |word: &Word<'_>| above(word) && labels::SERIAL.contains(&word.token.text);
    let head = words.iter().position(is_head);
    let ends = numbers.iter().filter_map(|number| words.get(*number));
    let right = ends.map(Word::end).max();
    let texts = words.iter().filter(|word| !word.letters.is_empty());
    let left = texts
        .filter(|word| !above(word))
        .map(Word::start)
        .min()
        .or_else(|| head.map(|_| u32::MAX));
    if numbers.len() < FEWEST && head.is_none() || right >= left {
        return;
    }
    numbers.extend(head);
    let mut at = 0;
    words.retain(|_| {
        at += 1;
        !numbers.contains(&(at - 1))
    });
}

/// The words that may be numbers of rows; nothing where a line with figures begins with none.
fn numbers(words: &[Word<'_>]) -> Option<Vec<usize>> {
    let mut numbers: Vec<usize> = Vec::new();
    let mut next = 1;
    let mut at = 0;
    for line in words.chunk_by(|left, right| left.line == right.line) {
        let first = (0..line.len()).min_by_key(|word| line[*word].start());
        let values = line.iter().filter(|word| word.is_value()).count();
        if values > 0 {
            let first = first?;
            match line[first].token.text.parse::<usize>() {
                // Where rows are blank, what is left of others says too little.
                Ok(number) if values > 1 && (number == next || (number == 1 && next > FEWEST)) => {
                    next = number + 1;
                    numbers.push(at + first);
                }
                _ => return None,
            }
        }
        at += line.len();
    }
    Some(numbers)
}
