//! The blocks of a table in laid-out text: from the caption of each to the next one's.

use std::collections::BTreeSet;

use gouji_model::Block;

use super::words::Word;
use crate::key::letters_into;
use crate::lexicon::{Lexicon, Meaning};

/// Most lines of a caption.
const MOST_LINES: usize = 3;

/// The blocks of a table with their words: from its caption to the next one's.
pub(super) fn blocks<'w, 'd>(
    words: &'w [Word<'d>],
    lexicon: &Lexicon,
    table: usize,
) -> Option<Vec<(usize, &'w [Word<'d>])>> {
    let blocks = &lexicon.form.tables[table].blocks;
    if let [only] = blocks.as_slice()
        && only.caption.is_none()
    {
        return Some(vec![(0, words)]);
    }
    let mut starts: Vec<(usize, usize)> = Vec::new();
    // Heads of earlier blocks above no figures, where the table goes on in another piece.
    let mut again: Vec<(usize, usize)> = Vec::new();
    for (block, at) in captions(words, blocks, lexicon, table) {
        match starts.iter().any(|(other, _)| *other >= block) {
            true => again.push((block, at)),
            false => starts.push((block, at)),
        }
    }
    let all: BTreeSet<usize> = starts.iter().chain(&again).map(|(_, at)| *at).collect();
    let part = |start: usize| {
        let end = all.range(start + 1..).next().copied();
        words.get(start..end.unwrap_or(words.len()))
    };
    let filled = |start: usize| part(start).is_some_and(|part| part.iter().any(Word::is_value));
    if again.iter().any(|(_, start)| filled(*start)) {
        return None;
    }
    let found = starts.iter();
    let found: Vec<_> = found
        .filter_map(|(block, start)| Some((*block, part(*start)?)))
        .collect();
    (!found.is_empty()).then_some(found)
}

/// The blocks whose captions stand among words, and with which word each begins. A narrow column breaks them over
/// lines.
fn captions(
    words: &[Word<'_>],
    blocks: &[Block],
    lexicon: &Lexicon,
    table: usize,
) -> Vec<(usize, usize)> {
    let wanted: Vec<Vec<char>> = blocks.iter().filter_map(letters_of).collect();
    let lines: Vec<&[Word<'_>]> = words
        .chunk_by(|left, right| left.line == right.line)
        .collect();
    let mut found = Vec::new();
    let (mut at, mut line) = (0, 0);
    while let Some(rest) = lines.get(line..).filter(|rest| !rest.is_empty()) {
        let caption = caption(rest, &wanted, lexicon, table);
        found.extend(caption.map(|(block, _)| (block, at)));
        let taken = caption.map_or(1, |(_, taken)| taken);
        at += rest
            .iter()
            .take(taken)
            .map(|line| line.len())
            .sum::<usize>();
        line += taken;
    }
    found
}

/// The block whose caption the first of some lines is, or begins, and how many lines it takes.
fn caption(
    lines: &[&[Word<'_>]],
    wanted: &[Vec<char>],
    lexicon: &Lexicon,
    table: usize,
) -> Option<(usize, usize)> {
    let (mut text, mut letters) = (String::new(), Vec::new());
    for (before, line) in lines.iter().take(MOST_LINES).enumerate() {
        text.extend(line.iter().map(|word| word.token.text));
        let meanings = lexicon.meanings_of_joined(&text, table);
        let mut meanings = meanings.iter();
        let named = meanings.find_map(|meaning| match meaning {
            Meaning::Caption { block, .. } => Some(block),
            _ => None,
        });
        if let Some(block) = named {
            return Some((block, before + 1));
        }
        letters.extend(line.iter().flat_map(|word| word.letters.iter().copied()));
        let has_figures = line.iter().any(Word::is_value);
        let goes_on = wanted.iter().any(|wanted| wanted.starts_with(&letters));
        if has_figures || letters.is_empty() || !goes_on {
            return None;
        }
    }
    None
}

/// The letters of a block's caption.
fn letters_of(block: &Block) -> Option<Vec<char>> {
    let mut letters = String::new();
    letters_into(&block.caption.as_ref()?.text, &mut letters);
    Some(letters.chars().collect())
}
