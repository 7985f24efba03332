//! Formula text to tokens with their places.

use std::ops::Range;

use super::FormulaError;
use crate::mistake::{self, Mistake};

/// A token.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Token<'t> {
    /// A dotted name, possibly ending in `.*`.
    Name(&'t str),
    /// A whole number.
    Number(i64),
    /// A number with decimals: `2.5` is 25 with one of them.
    Decimal(i64, u8),
    /// A sign such as `+`, `==`, `[`.
    Sign(&'static str),
}

/// Signs, longer ones first.
const SIGNS: [&str; 15] = [
    "==", "!=", "<=", ">=", "<", ">", "+", "-", "*", "/", "(", ")", "[", "]", ",",
];

/// Most tokens of a formula: trees of it are walked by recursion.
const MOST_TOKENS: usize = 2000;

/// The tokens of a formula.
pub(crate) fn tokens(text: &str) -> Result<Vec<(Token<'_>, Range<usize>)>, FormulaError> {
    let mut found = Vec::new();
    let mut at = 0;
    while let Some(first) = text[at..].chars().next() {
        if first.is_whitespace() {
            at += first.len_utf8();
            continue;
        }
        if found.len() == MOST_TOKENS {
            let span = at..at + first.len_utf8();
            return Err(FormulaError::wrong(span, mistake::formula_too_long()));
        }
        let (token, length) = token(&text[at..]).ok_or_else(|| {
            let span = at..at + width(&text[at..], first);
            FormulaError::wrong(span, unknown_character(&text[at..], first))
        })?;
        found.push((token, at..at + length));
        at += length;
    }
    Ok(found)
}

/// What is wrong with text that no token begins with.
fn unknown_character(text: &str, first: char) -> Mistake {
    let digits = number_length(text);
    let number = text.get(..digits).unwrap_or_default();
    match first {
        '0'..='9' if number.bytes().all(|b| b.is_ascii_digit()) => mistake::number_too_large(),
        '0'..='9' => mistake::decimal_in_formula(number),
        _ => mistake::no_meaning(first),
    }
}

/// How many bytes of it are shown as wrong.
fn width(text: &str, first: char) -> usize {
    number_length(text).max(first.len_utf8())
}

fn number_length(text: &str) -> usize {
    let digit = |b: &u8| b.is_ascii_digit() || *b == b'.';
    text.bytes().take_while(digit).count()
}

/// Most decimals of a number.
const MOST_DECIMALS: usize = 6;

/// A number with or without decimals.
fn number(text: &str) -> Option<Token<'_>> {
    let Some((whole, decimals)) = text.split_once('.') else {
        return Some(Token::Number(text.parse().ok()?));
    };
    let digits = |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    if !digits(whole) || !digits(decimals) || decimals.len() > MOST_DECIMALS {
        return None;
    }
    let units = [whole, decimals].concat().parse().ok()?;
    Some(Token::Decimal(units, decimals.len() as u8))
}

fn token(text: &str) -> Option<(Token<'_>, usize)> {
    let length = text
        .bytes()
        .take_while(|b| b.is_ascii_alphanumeric() || matches!(b, b'_' | b'.'))
        .count();
    let word = &text[..length];
    if word.bytes().next().is_some_and(|b| b.is_ascii_digit()) {
        return Some((number(word)?, length));
    }
    if length > 0 {
        let star = word.ends_with('.') && text[length..].starts_with('*');
        let length = length + usize::from(star);
        return Some((Token::Name(&text[..length]), length));
    }
    let sign = SIGNS.iter().find(|sign| text.starts_with(**sign))?;
    Some((Token::Sign(sign), sign.len()))
}
