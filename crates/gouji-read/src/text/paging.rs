//! Page numbers that stand alone at the foot of their pages.
//!
//! Programs that read pages end each with a form feed. A bare number right above it may be a page number
//! or the last figure of a table: it is the former where such numbers count up from page to page.

use super::line::{Line, Look};

/// What ends a page.
const FORM_FEED: u8 = b'\x0c';
/// Fewest pages with a number at their foot, and how many may have none, as title pages do.
const FEWEST: usize = 2;
const MOST_WITHOUT: usize = 1;
/// Longest page number, in digits.
const LONGEST: usize = 4;

/// Gives the page numbers of a text their look.
pub(super) fn mark(text: &str, lines: &mut [Line<'_>]) {
    let bytes = text.as_bytes();
    if memchr::memchr(FORM_FEED, bytes).is_none() {
        return;
    }
    let (mut pages, mut last) = (0, None);
    // Where they stand, and what is left of the number without the pages before.
    let mut found: Vec<(usize, Option<usize>)> = Vec::new();
    for (at, line) in lines.iter().enumerate() {
        if !line.text.trim().is_empty() {
            last = Some((at, line.text));
        }
        if bytes.get(line.start as usize + line.text.len()) != Some(&FORM_FEED) {
            continue;
        }
        let number = last.and_then(|(at, text)| Some((at, number(text)?)));
        found.extend(number.map(|(at, number)| (at, number.checked_sub(pages))));
        pages += 1;
        last = None;
    }
    let counts_up = found.windows(2).all(|pair| pair[0].1 == pair[1].1);
    let enough = found.len() >= FEWEST && found.len() + MOST_WITHOUT >= pages;
    if !counts_up || !enough || found.iter().any(|(_, first)| first.is_none()) {
        return;
    }
    for (at, _) in found {
        if let Some(line) = lines.get_mut(at) {
            line.look = Look::PageNumber;
        }
    }
}

/// The number that a line is.
fn number(line: &str) -> Option<usize> {
    let text = line.trim();
    let digits = text.len() <= LONGEST && text.bytes().all(|byte| byte.is_ascii_digit());
    text.parse().ok().filter(|_| digits)
}

#[cfg(test)]
mod tests {
    use super::super::line::lines;
    use super::*;

    fn numbers(text: &str) -> Vec<usize> {
        let mut lines = lines(text);
        mark(text, &mut lines);
        let found = lines.iter().enumerate();
        found
            .filter(|(_, line)| line.look == Look::PageNumber)
            .map(|(at, _)| at)
            .collect()
    }

    #[test]
    fn numbers_that_count_up_at_the_foot_of_pages_are_page_numbers() {
        let pages = "年报\n\n    1\n\x0c规章   0   1\n    2\n\n\x0c行政许可   12\n    3\n\x0c";
        assert_eq!(numbers(pages), [2, 5, 9]);
        assert_eq!(numbers(&pages.replacen("    1\n", "", 1)), [4, 8]);
    }

    #[test]
    fn figures_at_the_foot_of_pages_are_figures() {
        for text in [
            "规章\n3\n\x0c行政许可\n3\n\x0c",
            "规章\n3\n\x0c行政许可\n5\n\x0c",
            "规章\n3\n\x0c",
            "规章\n3\n行政许可\n4\n",
            "甲\n1\n\x0c乙\n\x0c丙\n\x0c丁\n4\n\x0c",
            "1\n2\n3\n",
        ] {
            assert_eq!(numbers(text), [0; 0], "{text}");
        }
    }
}
