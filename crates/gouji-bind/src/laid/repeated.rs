//! Merged cells that a program printed again in every column and row they cover.

use super::words::{Word, is_written, split};
use crate::lines::{Line, Token};

/// The lines of laid-out text without cells printed again beside themselves; nothing where none are, or where
/// it is not certain which figures are.
pub(super) fn without<'d>(lines: &[Line<'d>]) -> Option<Vec<Line<'d>>> {
    let mut kept = Vec::with_capacity(lines.len());
    let mut heads = Heads::default();
    let mut any = false;
    for line in lines {
        if !line.is_laid() || !line.tokens.iter().all(is_written) {
            kept.push(line.clone());
            continue;
        }
        if !line.tokens.iter().any(|token| token.shape.is_value()) {
            heads = Heads::of(&line.tokens);
        }
        let parted = without_label_before(&line.tokens);
        let tokens = heads.once(parted.as_deref().unwrap_or(&line.tokens))?;
        any |= parted.is_some() || tokens.len() < line.tokens.len();
        kept.push(Line {
            tokens,
            ..line.clone()
        });
    }
    any.then_some(kept)
}

/// The last line of heads: how many it has, and which are those before them once more.
#[derive(Default)]
struct Heads {
    count: usize,
    again: Vec<usize>,
}

impl Heads {
    fn of(tokens: &[Token<'_>]) -> Self {
        let again = (1..tokens.len()).filter(|at| is_again(tokens, *at));
        Self {
            count: tokens.len(),
            again: again.collect(),
        }
    }

    /// The cells of a line without texts printed again, and figures below a head that is.
    fn once<'d>(&self, tokens: &[Token<'d>]) -> Option<Vec<Token<'d>>> {
        let mut kept = Vec::with_capacity(tokens.len());
        for (at, token) in tokens.iter().enumerate() {
            if !token.shape.is_value() {
                if !is_again(tokens, at) {
                    kept.push(*token);
                }
                continue;
            }
            // Where a line lacks cells, none is known to stand below a head but those right of all such heads.
            let left = self.again.last().is_some_and(|last| at <= *last);
            let lacks = tokens.len() != self.count && left;
            let is_below = self.again.contains(&at);
            if lacks || (is_below && !is_again(tokens, at)) {
                return None;
            }
            if !is_below {
                kept.push(*token);
            }
        }
        Some(kept)
    }
}

/// The cells of a line of which one holds the one before it once more, or the same text twice, with figures right
/// behind it: each once, and the figures parted from it. Nothing where none does.
fn without_label_before<'d>(tokens: &[Token<'d>]) -> Option<Vec<Token<'d>>> {
    let parted = |at: usize| {
        let mut words: Vec<Word<'d>> = Vec::new();
        split(&tokens[at], 0, true, &mut words);
        let texts = words.iter().take_while(|word| !word.is_value()).count();
        let (labels, figures) = words.split_at(texts);
        let before = at.checked_sub(1).map(|before| tokens[before].text);
        let kept = match labels {
            [label] if before == Some(label.token.text) => 1,
            [one, other] if one.token.text == other.token.text => 1,
            _ => return None,
        };
        let is_parted = !figures.is_empty() && figures.iter().all(Word::is_value);
        let own = words.into_iter().skip(kept).map(|word| word.token);
        is_parted.then(|| own.collect::<Vec<_>>())
    };
    let (at, own) = (0..tokens.len()).find_map(|at| Some((at, parted(at)?)))?;
    let (before, behind) = tokens.split_at(at);
    let others = behind.iter().skip(1).copied();
    Some(before.iter().copied().chain(own).chain(others).collect())
}

/// Whether a cell is the one before it once more.
fn is_again(tokens: &[Token<'_>], at: usize) -> bool {
    let before = at.checked_sub(1).and_then(|before| tokens.get(before));
    before.is_some_and(|before| before.text == tokens[at].text)
}
