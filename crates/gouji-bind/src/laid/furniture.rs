//! Lines that stand on every page of a laid-out text and are of no table: numbers of pages alone or beside
//! a running title, addresses, dates of printing.
//!
//! A number alone may be a figure as well, or a piece of one. So nothing is left out unless all rows of the
//! table are whole without it, and every sum bears them out.

use std::collections::BTreeMap;

use gouji_model::Balance;

use crate::columns::leaf_columns;
use crate::lexicon::Lexicon;
use crate::lines::Line;
use crate::proof::Figures;
use crate::reading::Reading;

/// Most words of a line of furniture.
const MOST_WORDS: usize = 12;
/// Longest number of a page, in digits.
const LONGEST: usize = 4;

/// A line and the numbers on it.
struct Numbered {
    line: usize,
    numbers: Vec<u32>,
}

/// The lines without those that may be furniture of pages; nothing where none may.
pub(crate) fn without_furniture<'d>(lines: &[Line<'d>]) -> Option<Vec<Line<'d>>> {
    if !lines
        .iter()
        .all(|line| line.evidence.is_none() || line.may_be_laid())
    {
        return None;
    }
    // What is alike on all pages, with the lines that have it and their numbers.
    let mut alike: BTreeMap<String, Vec<Numbered>> = BTreeMap::new();
    for (at, line) in lines.iter().enumerate() {
        if let Some((text, numbers)) = parts(line) {
            alike
                .entry(text)
                .or_default()
                .push(Numbered { line: at, numbers });
        }
    }
    let mut furniture: Vec<usize> = Vec::new();
    for (text, found) in &alike {
        if is_furniture(text, found) {
            furniture.extend(found.iter().map(|one| one.line));
        }
    }
    if furniture.is_empty() {
        return None;
    }
    let kept = lines.iter().enumerate();
    let kept = kept.filter(|(at, _)| !furniture.contains(at));
    Some(kept.map(|(_, line)| line.clone()).collect())
}

/// The text of a line without its numbers, and those; nothing of a line with a label of the form.
fn parts(line: &Line<'_>) -> Option<(String, Vec<u32>)> {
    if line.tokens.iter().any(|token| token.is_label()) {
        return None;
    }
    let words = || {
        let tokens = line.tokens.iter();
        tokens.flat_map(|token| token.text.split_whitespace())
    };
    if words().take(MOST_WORDS + 1).count() > MOST_WORDS {
        return None;
    }
    let (mut text, mut numbers) = (String::new(), Vec::new());
    let mut digits = String::new();
    for c in words().flat_map(|word| word.chars().chain([' '])) {
        if c.is_ascii_digit() {
            digits.push(c);
            continue;
        }
        if !digits.is_empty() {
            numbers.push(digits.parse().ok().filter(|_| digits.len() <= LONGEST)?);
            digits.clear();
        }
        if c != ' ' {
            text.push(c);
        }
    }
    (!numbers.is_empty()).then_some((text, numbers))
}

/// Whether lines with the same text are furniture: one of their numbers counts up from each to the next.
/// Besides a number alone, they have to be there more than once.
fn is_furniture(text: &str, found: &[Numbered]) -> bool {
    let alone = text.is_empty() && found.iter().all(|one| one.numbers.len() == 1);
    let numbers = found.iter().map(|one| one.numbers.len()).min();
    let counts_up = |at: usize| {
        let mut pairs = found.windows(2);
        pairs.all(|pair| pair[0].numbers[at] + 1 == pair[1].numbers[at])
    };
    (alone || found.len() > 1 && !text.is_empty())
        && (0..numbers.unwrap_or_default()).any(counts_up)
}

/// Whether every row of a reading is whole, and all sums within the table hold.
pub(crate) fn is_borne_out(reading: &Reading<'_>, lexicon: &Lexicon, table: usize) -> bool {
    let form = &lexicon.form.tables[table];
    let whole = reading.rows.iter().all(|found| {
        let wanted = leaf_columns(&form.blocks[found.row.block]).count();
        let filled = found.values.iter().filter(|(_, token)| !token.is_blank());
        filled.count() == wanted
    });
    if !whole || reading.uncertain || reading.torn || !reading.misaligned.is_empty() {
        return false;
    }
    let figures = Figures::of(reading.rows.iter(), lexicon, table);
    let within = |balance: &Balance| balance.cells().all(|cell| figures.has(cell));
    let proof = figures.prove(lexicon.balances(), within);
    proof.hold > 0 && proof.fail == 0
}
