//! The words of laid-out text, each with its place on the page.
//!
//! Programs that print pages as text put as little as one space, or none, between a label and its
//! first figure, so white space is no edge of a cell: every word stands for itself.

use gouji_document::ColumnEvidence;
use gouji_language::{labels, sections};
use gouji_model::{Place, SourceRange, numerals};
use unicode_width::UnicodeWidthChar;

use crate::key::letters_into;
use crate::labels::Word as Meaning;
use crate::lines::{Line, Token};
use crate::shape::Shape;

/// Longest paragraph that may be a piece of a label, in characters.
const LONGEST_PIECE: usize = 45;
/// Longest piece of a head that stands beside a longer text, in characters.
const LONGEST_HEAD: usize = 6;
/// Most words of a table.
const MOST_WORDS: usize = 2000;

/// A word and where it stands.
#[derive(Clone, Debug)]
pub(super) struct Word<'d> {
    /// The word.
    pub token: Token<'d>,
    /// The line it stands on, counted over those with words.
    pub line: usize,
    /// Its letters, if it is no value.
    pub letters: Vec<char>,
    /// Whether its column is known.
    pub placed: bool,
    /// Whether it stands on a line of nothing but figures that looks like a paragraph.
    pub lone: bool,
}

impl Word<'_> {
    pub(super) fn is_value(&self) -> bool {
        self.token.shape.is_value()
    }

    pub(super) const fn start(&self) -> u32 {
        self.token.column
    }

    pub(super) const fn end(&self) -> u32 {
        self.token.end()
    }
}

/// Whether any line is laid out in columns; elsewhere a single space stands between words, and places
/// say nothing.
pub(super) fn are_laid(lines: &[Line<'_>]) -> bool {
    lines.iter().any(Line::is_laid)
}

/// Whether all rows are laid out in columns of written text.
pub(super) fn are_rows_laid(lines: &[Line<'_>]) -> bool {
    let is_laid = |line: &Line<'_>| line.is_laid() && line.tokens.iter().all(is_written);
    let mut rows = lines.iter().filter(|line| line.has_rows()).peekable();
    rows.peek().is_some() && rows.all(is_laid)
}

/// The words of lines that are all written text or short paragraphs between it, `with_lone` also figures that
/// look like these; nothing where some are not, or all are paragraphs.
pub(super) fn words<'d>(lines: &[Line<'d>], with_lone: bool) -> Option<Vec<Word<'d>>> {
    if lines.iter().all(|line| line.evidence.is_none()) {
        return None;
    }
    let mut words = Vec::new();
    let mut number = 0;
    for line in lines {
        let before = words.len();
        match line.evidence {
            None => paragraph(line, number, with_lone, &mut words),
            Some(ColumnEvidence::Position | ColumnEvidence::Order) => {
                for token in &line.tokens {
                    is_written(token).then_some(())?;
                    split(token, number, true, &mut words);
                }
            }
            Some(_) => return None,
        }
        number += usize::from(words.len() > before);
        if words.len() > MOST_WORDS {
            return None;
        }
    }
    Some(words)
}

/// A short paragraph without figures may be a piece of a label, one of nothing else a row of them; others are
/// prose.
fn paragraph<'d>(line: &Line<'d>, number: usize, with_lone: bool, words: &mut Vec<Word<'d>>) {
    let Some(token) = line.lone_text() else {
        return;
    };
    if !is_short(token.text) || token.text.ends_with(['。', '；', '：', ':', '，']) {
        return;
    }
    let before = words.len();
    let indent = words.last().and_then(|last| indent(&last.token, &token));
    split(&token, number, false, words);
    let Some(own) = words.get_mut(before..) else {
        return;
    };
    if with_lone && own.iter().all(Word::is_value) {
        let indent = indent.unwrap_or_default();
        for word in own {
            word.lone = true;
            word.token.column += indent;
        }
    } else if own.iter().any(Word::is_value) {
        words.truncate(before);
    }
}

/// How far a paragraph is indented below a text: only spaces lie between them, and the end of the line.
fn indent(above: &Token<'_>, paragraph: &Token<'_>) -> Option<u32> {
    match (above.place, paragraph.place) {
        (Place::Text(above), Place::Text(own)) => own.start.checked_sub(above.end + 1),
        _ => None,
    }
}

/// Whether a text is short enough for a piece of a label, or several beside each other.
fn is_short(text: &str) -> bool {
    let short = |text: &str| text.chars().take(LONGEST_PIECE + 1).count() <= LONGEST_PIECE;
    let mut words = text.split_whitespace();
    let mut pieces = words
        .clone()
        .map(|word| word.chars().take(LONGEST_PIECE).count());
    short(text)
        || (words.all(short)
            && pieces
                .by_ref()
                .filter(|length| *length > LONGEST_HEAD)
                .count()
                == 1)
}

/// Whether a token's columns are those of characters on a line.
pub(super) fn is_written(token: &Token<'_>) -> bool {
    let text = matches!(token.place, Place::Text(_));
    let counted = || token.span == by_count(token.text) || token.span == on_screen(token.text);
    let plain = token.text.is_ascii() && token.span as usize == token.text.len();
    text && (plain || counted())
}

fn by_count(text: &str) -> u32 {
    text.chars().count() as u32
}

pub(super) fn on_screen(text: &str) -> u32 {
    // The common ones are recognized without the tables.
    let width = |c: char| match c {
        ' '..='~' => 1,
        '\u{4e00}'..='\u{9fff}' => 2,
        c => c.width().unwrap_or(0) as u32,
    };
    text.chars().map(width).sum()
}

/// Splits a token at white space, and figures off the text right before them.
pub(super) fn split<'d>(token: &Token<'d>, line: usize, placed: bool, words: &mut Vec<Word<'d>>) {
    let is_measured = token.span as usize == token.text.len();
    if is_measured && token.is_figure() && token.text.bytes().all(|byte| byte.is_ascii_digit()) {
        words.push(Word {
            token: *token,
            line,
            letters: Vec::new(),
            placed,
            lone: false,
        });
        return;
    }
    let measure = if token.span == by_count(token.text) {
        by_count
    } else {
        on_screen
    };
    let base = token.text.as_ptr() as usize;
    let texts = token.text.split_whitespace().flat_map(before_numbering);
    for text in texts {
        let at = text.as_ptr() as usize - base;
        let (label, figure) = without_figure(text);
        for (part, at) in [(label, at), (figure, at + label.len())] {
            if part.is_empty() {
                continue;
            }
            let before = token.text.get(..at).map_or(0, measure);
            let shape = shape(part);
            let mut letters = String::new();
            if !shape.is_value() {
                letters_into(without_unit(part), &mut letters);
            }
            words.push(Word {
                token: Token {
                    text: part,
                    place: place(token, at, part),
                    column: token.column + before,
                    span: measure(part),
                    shape,
                    word: Meaning::default(),
                },
                line,
                letters: letters.chars().collect(),
                placed,
                lone: false,
            });
        }
    }
}

/// The labels that were run together in a word, parted before the numbering of each but the first:
/// `（三）不予公1.属于国家秘密`.
fn before_numbering(word: &str) -> impl Iterator<Item = &str> {
    let mut rest = Some(word);
    std::iter::from_fn(move || {
        let text = rest?;
        let mut places = text.char_indices().skip(1).map(|(at, _)| at);
        let cut = places.find(|at| is_numbering(text, *at));
        let (first, others) = cut.map_or((text, None), |at| {
            let (first, others) = text.split_at(at);
            (first, Some(others))
        });
        rest = others;
        Some(first)
    })
}

/// Whether a numbering begins at a place within a word: `1.` or `（一）`, but for `第（一）项`.
fn is_numbering(text: &str, at: usize) -> bool {
    let (before, rest) = text.split_at(at);
    let last = before.chars().next_back().unwrap_or_default();
    let mut next = rest.chars();
    match next.next() {
        Some('0'..='9') => {
            let point = next.next().is_some_and(|c| matches!(c, '.' | '．' | '、'));
            point && is_han_or_closed(last) && next.next().is_some_and(is_han_or_quoted)
        }
        Some('（') => {
            let numeral = next.next().and_then(numerals::digit).is_some();
            numeral
                && next.next() == Some('）')
                && ('\u{4e00}'..='\u{9fff}').contains(&last)
                && last != sections::BEFORE_NUMBER
        }
        _ => false,
    }
}

fn is_han_or_closed(c: char) -> bool {
    ('\u{4e00}'..='\u{9fff}').contains(&c) || matches!(c, '）' | '”')
}

fn is_han_or_quoted(c: char) -> bool {
    ('\u{4e00}'..='\u{9fff}').contains(&c) || c == '“'
}

/// What a word is; `1.` is the numbering of a label whose text follows after a space.
fn shape(word: &str) -> Shape {
    let numbering = word.ends_with(['.', '、', '．']) && word.chars().any(char::is_numeric);
    if numbering {
        Shape::Text
    } else {
        Shape::of(word)
    }
}

/// Whether a text is a figure broken off behind its decimal point, or the numbering of a label.
pub(super) fn ends_at_point(text: &str) -> bool {
    let digits = text.strip_suffix(['.', '．']);
    digits.is_some_and(|digits| Shape::of(digits) == Shape::Figure)
}

/// A word without the unit behind a label; its bracket may be on the line above. Without any bracket it may
/// as well be the end of a label: `文` over `件`.
fn without_unit(word: &str) -> &str {
    let inner = word.strip_suffix(['）', ')']).unwrap_or(word);
    if word.chars().eq([labels::UNIT]) {
        return word;
    }
    let Some(label) = inner.strip_suffix(labels::UNIT) else {
        return word;
    };
    match label.chars().next_back() {
        None | Some('（' | '(') => label,
        _ => word,
    }
}

/// A word without the figure that follows right behind its text: `（七）总计12`.
fn without_figure(word: &str) -> (&str, &str) {
    let label = word.trim_end_matches(|c: char| c.is_ascii_digit() || ('０'..='９').contains(&c));
    let worded = label
        .chars()
        .next_back()
        .is_some_and(|c| ('\u{4e00}'..='\u{9fff}').contains(&c) || matches!(c, '）' | ')' | '”'));
    if worded && label.len() < word.len() && !Shape::of(word).is_value() {
        word.split_at(label.len())
    } else {
        (word, "")
    }
}

/// A part of a figure, as a token of its own.
pub(super) fn part_of<'d>(token: &Token<'d>, from: usize, to: usize) -> Option<Token<'d>> {
    let text = token.text.get(from..to)?;
    let before = token.text.get(..from).map_or(0, by_count);
    Some(Token {
        text,
        place: place(token, from, text),
        column: token.column + before,
        span: by_count(text),
        shape: Shape::of(text),
        ..*token
    })
}

/// Where a part of a token stands: exactly, if the token was copied as it is.
pub(super) fn place(token: &Token<'_>, at: usize, part: &str) -> Place {
    match token.place {
        Place::Text(range) if (range.end - range.start) as usize == token.text.len() => {
            let start = range.start + at as u32;
            Place::Text(SourceRange::new(start, start + part.len() as u32))
        }
        other => other,
    }
}
