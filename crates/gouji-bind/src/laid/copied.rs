//! Laid-out tables that stand several times, blank or filled: the same texts line for line.

use super::words::{Word, split};
use crate::lines::{Line, Token};

/// Most copies, and most lines before the first.
const MOST_COPIES: usize = 4;
const MOST_BEFORE: usize = 8;
/// Fewest lines of a table.
const FEWEST_LINES: usize = 3;

/// The copies of a table with all lines of each; nothing where there is but one.
pub(crate) fn copies<'l, 'd>(lines: &'l [Line<'d>]) -> Option<Vec<&'l [Line<'d>]>> {
    if !lines.iter().any(Line::is_laid) {
        return None;
    }
    let texts = lines.iter().enumerate();
    let texts: Vec<(usize, String)> = texts
        .map(|(at, line)| (at, letters(line)))
        .filter(|(_, letters)| !letters.is_empty())
        .collect();
    let starts = (0..=MOST_BEFORE).filter_map(|before| texts.get(before..));
    let (period, texts) = starts
        .filter_map(|texts| Some((period(texts)?, texts)))
        .next()?;
    let starts: Vec<usize> = texts.iter().step_by(period).map(|(at, _)| *at).collect();
    let ends = starts.iter().skip(1).copied().chain([lines.len()]);
    starts
        .iter()
        .zip(ends)
        .map(|(from, to)| lines.get(*from..to))
        .collect()
}

/// After how many lines with texts these begin anew.
fn period(texts: &[(usize, String)]) -> Option<usize> {
    let mut periods = (2..=MOST_COPIES).rev().filter_map(|copies| {
        let period = texts.len() / copies;
        (period * copies == texts.len() && period >= FEWEST_LINES).then_some(period)
    });
    periods.find(|period| {
        let mut pairs = texts.iter().zip(texts.iter().skip(*period));
        pairs.all(|((_, one), (_, other))| one == other)
    })
}

/// Whether there are figures in a text.
pub(crate) fn has_figures(token: &Token<'_>) -> bool {
    let mut words: Vec<Word<'_>> = Vec::new();
    split(token, 0, true, &mut words);
    words.iter().any(Word::is_value)
}

/// The letters of all texts of a line that are no figures.
fn letters(line: &Line<'_>) -> String {
    let mut words: Vec<Word<'_>> = Vec::new();
    for token in &line.tokens {
        split(token, 0, true, &mut words);
    }
    words.iter().flat_map(|word| &word.letters).collect()
}
