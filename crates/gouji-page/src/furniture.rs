//! Page furniture: page numbers, running headers and footers. They are no part of the text, and
//! would stand between the pieces of a table.

use std::collections::{BTreeMap, BTreeSet};

use gouji_language::pages;
use gouji_model::numerals;

use crate::line::Line;
use crate::parts::Page;

/// Headers and footers stand within this part of the height from the edge: one seventh.
const EDGE: i32 = 7;
/// Positions this close are the same position.
const SAME_PLACE: i32 = 300;
/// Longest page number, in characters: `第 12 页 共 24 页`.
const LONGEST_NUMBER: usize = 16;

/// Removes page furniture.
pub(crate) fn remove(pages: &mut [Page]) {
    let running = running(pages);
    let body = body_size(pages);
    for page in pages.iter_mut() {
        let height = page.frame.upright_height();
        page.lines.retain(|line| {
            let repeated = || running.contains(&key(line)) || running.contains(&lower(&key(line)));
            let furniture = is_at_edge(line, height) && line.size() * 5 <= body * 6;
            !(furniture && repeated())
        });
        drop_numbers(page, height);
    }
}

/// The size that most characters outside tables have.
pub(crate) fn body_size(pages: &[Page]) -> i32 {
    let mut sizes: BTreeMap<i32, usize> = BTreeMap::new();
    for line in pages.iter().flat_map(|page| &page.lines) {
        *sizes.entry(line.size() / 50).or_default() += line.glyphs.len();
    }
    let most = sizes
        .into_iter()
        .max_by_key(|(size, count)| (*count, *size));
    most.map_or(0, |(size, _)| size * 50 + 25)
}

type Key = (String, i32);

/// A line's text with its digits left out of account, and about where it stands.
fn key(line: &Line) -> Key {
    let plain = |c: char| if c.is_numeric() { '0' } else { c };
    let text = line.text();
    let mut text: String = text.chars().map(plain).collect();
    text.dedup_zeros();
    (text, line.rect.y0 / SAME_PLACE)
}

/// The same, one step higher: lines of one height may fall on both sides of a step.
fn lower(key: &Key) -> Key {
    (key.0.clone(), key.1 - 1)
}

/// A run of digits as one: page 9 is followed by page 10.
trait DedupZeros {
    fn dedup_zeros(&mut self);
}

impl DedupZeros for String {
    fn dedup_zeros(&mut self) {
        let mut before = ' ';
        self.retain(|c| {
            let keep = c != '0' || before != '0';
            before = c;
            keep
        });
    }
}

/// Lines at the edge that come again on at least half of the pages.
fn running(pages: &[Page]) -> BTreeSet<Key> {
    let mut counts: BTreeMap<Key, usize> = BTreeMap::new();
    for page in pages {
        let height = page.frame.upright_height();
        for line in page.lines.iter().filter(|line| is_at_edge(line, height)) {
            *counts.entry(key(line)).or_default() += 1;
        }
    }
    let mut running = BTreeSet::new();
    for (key, count) in &counts {
        let next = (key.0.clone(), key.1 + 1);
        let both = count + counts.get(&next).copied().unwrap_or(0);
        if both >= 2 && both * 2 >= pages.len() {
            running.insert(key.clone());
        }
    }
    running
}

fn is_at_edge(line: &Line, height: i32) -> bool {
    line.rect.y1 < height / EDGE || line.rect.y0 > height - height / EDGE
}

/// Drops page numbers: the first or last thing on the page, and nothing but a number.
fn drop_numbers(page: &mut Page, height: i32) {
    let (top, bottom) = page
        .tables
        .iter()
        .fold((i32::MAX, i32::MIN), |(top, bottom), table| {
            (top.min(table.rect.y0), bottom.max(table.rect.y1))
        });
    let is_number = |line: &Line| is_at_edge(line, height) && is_page_number(&line.text());
    while page
        .lines
        .last()
        .is_some_and(|line| line.rect.y0 >= bottom && is_number(line))
    {
        page.lines.pop();
    }
    let at_head = |line: &&Line| line.rect.y1 <= top && is_number(line);
    let numbers = page.lines.iter().take_while(at_head).count();
    page.lines.drain(..numbers);
}

/// Whether a text is a page number: `3`, `— 3 —`, `第 3 页`, `3/10`, `III`.
fn is_page_number(text: &str) -> bool {
    let decoration = |c: char| c.is_whitespace() || pages::around_number(c);
    let bare = text
        .trim()
        .trim_start_matches("Page")
        .trim_start_matches("P");
    let numeral = |c: char| {
        c.is_ascii_digit()
            || ('０'..='９').contains(&c)
            || "IVXivx".contains(c)
            || numerals::is_ordinal(c)
    };
    let rest: String = bare.chars().filter(|c| !decoration(*c)).collect();
    let short = text.chars().count() <= LONGEST_NUMBER && rest.chars().count() <= 8;
    short && !rest.is_empty() && rest.chars().all(numeral)
}

#[cfg(test)]
mod tests {
    use super::is_page_number;

    #[test]
    fn page_numbers_in_their_dresses() {
        for number in [
            "3",
            "— 3 —",
            "-12-",
            "第 3 页 共 10 页",
            "3/10",
            "－ 4 －",
            "iv",
        ] {
            assert!(is_page_number(number), "{number}");
        }
        for text in ["2023年", "一、总体情况", "", "—", "3.其他"] {
            assert!(!is_page_number(text), "{text}");
        }
    }
}
