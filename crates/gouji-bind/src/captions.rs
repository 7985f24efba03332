//! Captions of tables without what numbers them and what only says that figures follow.

use gouji_language::extents::{ENDINGS, NUMBERED};
use gouji_model::numerals;

/// A caption without what numbers it: `附表1：`, `（一）`.
pub(crate) fn without_number(text: &str) -> &str {
    let words = NUMBERED.iter();
    let rest = words.fold(text.trim_start(), |rest, word| {
        rest.strip_prefix(word).unwrap_or(rest)
    });
    rest.trim_start_matches(|c: char| {
        c.is_ascii_digit() || numerals::is_ordinal(c) || "（）()、.．：: \u{3000}-".contains(c)
    })
}

/// A caption without the words at its end that say that figures follow: `行政复议情况`.
pub(crate) fn without_ending(text: &str) -> &str {
    let mut rest = text.trim_end();
    while let Some(shorter) = ENDINGS.iter().find_map(|word| rest.strip_suffix(word)) {
        rest = shorter.trim_end();
    }
    rest
}
