//! The cells of a line of laid-out text: its figures, and its texts.

use super::exact::heads_column;
use super::words::{self, Word, is_written};
use crate::lexicon::Lexicon;
use crate::lines::{Line, Token};
use crate::shape::Shape;

/// The cells of a line: its figures, and its texts with the single spaces in them, but where those stand between
/// labels.
pub(super) fn cells<'d>(
    line: &Line<'d>,
    lexicon: &Lexicon,
    table: usize,
) -> Option<Vec<Token<'d>>> {
    let mut cells: Vec<Token<'d>> = Vec::new();
    for token in &line.tokens {
        is_written(token).then_some(())?;
        let mut parts = Vec::new();
        words::split(token, 0, true, &mut parts);
        let one_text = |left: &Word<'_>, right: &Word<'_>| {
            !left.is_value() && !right.is_value() && right.start() <= left.end() + 1
        };
        let beside_figures = line.tokens.iter().any(|token| token.shape.is_value())
            || parts.iter().any(Word::is_value);
        for part in parts.chunk_by(one_text) {
            if let Some(labels) = labels(token, part, beside_figures, lexicon, table) {
                cells.extend(labels);
                continue;
            }
            let (first, last) = (part.first()?, part.last()?);
            cells.push(match part.len() == parts.len() {
                _ if first.is_value() => first.token,
                true => *token,
                false => text_between(token, &first.token, &last.token, lexicon)?,
            });
        }
    }
    Some(cells)
}

/// The words of a text if these are labels, each in a cell of its own: all of them, or heads.
fn labels<'d>(
    token: &Token<'d>,
    words: &[Word<'d>],
    beside_figures: bool,
    lexicon: &Lexicon,
    table: usize,
) -> Option<Vec<Token<'d>>> {
    if words.len() < 2 {
        return None;
    }
    let texts = words
        .iter()
        .map(|word| text_between(token, &word.token, &word.token, lexicon));
    let texts: Vec<Token<'d>> = texts.collect::<Option<_>>()?;
    let is_known = |text: &Token<'_>| !lexicon.meanings_in(text.word, table).is_empty();
    let are_heads =
        || !beside_figures && texts.iter().any(|text| heads_column(text, lexicon, table));
    (texts.iter().all(is_known) || are_heads()).then_some(texts)
}

/// The text of a token from one part of it to another.
fn text_between<'d>(
    token: &Token<'d>,
    first: &Token<'d>,
    last: &Token<'d>,
    lexicon: &Lexicon,
) -> Option<Token<'d>> {
    let offset = |part: &Token<'_>| part.text.as_ptr() as usize - token.text.as_ptr() as usize;
    let text = token
        .text
        .get(offset(first)..offset(last) + last.text.len())?;
    Some(Token {
        text,
        place: words::place(token, offset(first), text),
        span: last.column + last.span - first.column,
        shape: Shape::Text,
        word: lexicon.word(text),
        ..*first
    })
}
