//! The rows of figures on a page: a line with as many figures as there are columns, or two lines
//! that have as many together.

use super::words::Word;
use crate::lines::Token;

/// A row of figures.
#[derive(Clone, Debug)]
pub(super) struct Figures<'d> {
    /// Its figures from left to right.
    pub tokens: Vec<Token<'d>>,
    /// Its first line and its last.
    pub first: usize,
    pub last: usize,
    /// Whether figures stand below some of them: one figure may be broken in two.
    pub broken: bool,
}

impl Figures<'_> {
    /// Whether no two figures stand one above the other.
    fn is_apart(&self) -> bool {
        let mut pairs = self.tokens.windows(2);
        pairs.all(|pair| end(&pair[0]) < pair[1].column)
    }
}

const fn end(token: &Token<'_>) -> u32 {
    token.column + token.span
}

/// The rows of figures of so many columns; nothing where a line has more.
pub(super) fn rows<'d>(words: &[Word<'d>], wanted: usize) -> Option<Vec<Figures<'d>>> {
    let mut lines: Vec<(Figures<'d>, bool)> = Vec::new();
    for of_line in words.chunk_by(|left, right| left.line == right.line) {
        let mut tokens: Vec<Token<'d>> = of_line
            .iter()
            .filter(|word| word.is_value())
            .map(|word| word.token)
            .collect();
        if tokens.is_empty() {
            continue;
        }
        tokens.sort_by_key(|token| token.column);
        if tokens.len() > wanted {
            return None;
        }
        let (first, last) = (of_line[0].line, of_line[0].line);
        let alone = of_line
            .iter()
            .all(|word| word.is_value() || word.letters.is_empty());
        lines.push((
            Figures {
                tokens,
                first,
                last,
                broken: false,
            },
            alone,
        ));
    }
    let mut rows: Vec<Figures<'d>> = Vec::new();
    let mut lines = lines.into_iter().peekable();
    while let Some((mut row, alone)) = lines.next() {
        if let Some(above) = rows.last_mut()
            && alone
            && row.tokens.len() < wanted
            && above.tokens.len() == wanted
            && is_below(above, &row)
        {
            above.broken = true;
            above.last = row.last;
            continue;
        }
        let joined = lines
            .peek()
            .and_then(|(next, _)| joined(&row, next, wanted));
        if let Some(joined) = joined {
            row = joined;
            lines.next();
        }
        rows.push(row);
    }
    Some(rows)
}

/// Whether every figure of a line stands right below one of the row above.
fn is_below(above: &Figures<'_>, row: &Figures<'_>) -> bool {
    let touches = |token: &Token<'_>| {
        let mut others = above.tokens.iter();
        others.any(|other| token.column < end(other) + 1 && other.column < end(token) + 1)
    };
    row.first == above.last + 1 && row.tokens.iter().all(touches)
}

/// The row of two lines one below the other, if its figures are as many as wanted.
fn joined<'d>(row: &Figures<'d>, next: &Figures<'d>, wanted: usize) -> Option<Figures<'d>> {
    if row.tokens.len() + next.tokens.len() != wanted || next.first != row.last + 1 {
        return None;
    }
    let mut tokens: Vec<Token<'d>> = row.tokens.iter().chain(&next.tokens).copied().collect();
    tokens.sort_by_key(|token| token.column);
    let joined = Figures {
        tokens,
        first: row.first,
        last: next.last,
        broken: false,
    };
    joined.is_apart().then_some(joined)
}
