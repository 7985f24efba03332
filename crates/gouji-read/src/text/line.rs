//! Lines and what they look like.

use gouji_format::limits;
use gouji_language::{lines, pages};
use gouji_model::numerals;

use super::ruling::{has_bar, is_ruling};

/// What a line looks like.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Look {
    /// Nothing, or spaces.
    Empty,
    /// Only wide or no-break spaces: a blank cell of a one-cell-a-line dump.
    BlankCell,
    /// `- 3 -`, `第 3 页`.
    PageNumber,
    /// Has a pipe.
    Piped,
    /// Draws a line and has no pipe.
    Ruling,
    /// Has pieces separated by tabs.
    Tabs,
    /// Has pieces separated by runs of spaces.
    Columns,
    /// Ends in values that single spaces separate: columns whose positions are lost.
    Spaced,
    /// Anything else.
    Plain,
}

/// A line, its place and its look.
#[derive(Clone, Copy, Debug)]
pub(super) struct Line<'s> {
    /// Its text, with the white space at its end cut off.
    pub text: &'s str,
    /// Byte offset of its text in the source.
    pub start: u32,
    /// What it looks like.
    pub look: Look,
    /// Whether it only draws lines, with bars or without.
    pub is_ruling: bool,
}

/// What ends a line: old systems end it with a carriage return alone, programs for pages with a
/// form feed, word processors with a vertical tab or the separators of Unicode.
const fn ends_line(c: char) -> bool {
    matches!(c, '\n'..='\r' | '\u{85}' | '\u{2028}' | '\u{2029}')
}

/// Where a text has the first character that ends a line: looked for by the bytes that these begin with.
fn line_end(text: &str) -> Option<usize> {
    let may_end = |byte: &u8| matches!(byte, b'\n'..=b'\r' | 0xC2 | 0xE2);
    let mut from = 0;
    loop {
        let at = from + text.as_bytes().get(from..)?.iter().position(may_end)?;
        if text.get(at..)?.starts_with(ends_line) {
            return Some(at);
        }
        from = at + 1;
    }
}

/// Splits a text into lines. The marks of a quotation are no part of a line. Of more lines than
/// any report has only one too many is reported.
pub(super) fn lines(text: &str) -> Vec<Line<'_>> {
    let mut found = Vec::new();
    let mut start = 0;
    while start < text.len() && found.len() <= limits::LINES {
        let rest = &text[start..];
        let length = line_end(rest).unwrap_or(rest.len());
        let end = match rest.as_bytes().get(length..length + 2) {
            Some(b"\r\n") => 2,
            _ => rest[length..].chars().next().map_or(0, char::len_utf8),
        };
        let line = &rest[..length];
        let inner = without_quotation(line);
        let look = look(inner);
        found.push(Line {
            text: inner,
            start: (start + line.len() - inner.len()) as u32,
            look,
            is_ruling: look == Look::Ruling || (look == Look::Piped && is_ruling(inner)),
        });
        start += length + end;
    }
    found
}

/// A line without the marks of a quotation before it: `> > 规章`.
fn without_quotation(line: &str) -> &str {
    let mut inner = line;
    while let Some(rest) = inner.trim_start().strip_prefix('>') {
        inner = rest.strip_prefix(' ').unwrap_or(rest);
    }
    inner
}

fn look(line: &str) -> Look {
    let trimmed = line.trim();
    if trimmed.is_empty() {
        if line.matches('\t').take(MANY_TABS).count() == MANY_TABS {
            return Look::Tabs;
        }
        let spaced = line.chars().any(|c| matches!(c, '\u{a0}' | '\u{3000}'));
        return if spaced { Look::BlankCell } else { Look::Empty };
    }
    if has_bar(line) {
        return Look::Piped;
    }
    if is_ruling(trimmed) {
        return Look::Ruling;
    }
    if is_page_number(trimmed) {
        return Look::PageNumber;
    }
    if has_cells_by_tabs(line) {
        return Look::Tabs;
    }
    if pieces(line).len() >= 2 {
        return Look::Columns;
    }
    if is_spaced(trimmed) {
        return Look::Spaced;
    }
    Look::Plain
}

/// Fewest values at the end of a line that show columns, whatever stands before them.
const FEWEST_VALUES: usize = 3;
/// So many tabs without a text are a row of blank cells.
const MANY_TABS: usize = 4;
/// Longest value in bytes.
const LONGEST_VALUE: usize = 24;

/// `规章 0 0 0`, `行政许可 12`: a text and values a single space apart.
fn is_spaced(text: &str) -> bool {
    let values = text
        .split_whitespace()
        .rev()
        .take_while(|word| is_value(word));
    let values = values.take(FEWEST_VALUES).count();
    let mut words = text.split_whitespace();
    match values {
        FEWEST_VALUES => true,
        0 => false,
        _ => {
            let label = words.next().unwrap_or_default();
            let is_label = !is_value(label) && !label.ends_with(lines::goes_on);
            words.count() == values && is_label && !spaces_words(label)
        }
    }
}

/// Whether a text is in a script that sets its words apart by spaces: there `FY 2023` is a name, where
/// `行政许可 12` is a label and its value.
pub(super) fn spaces_words(text: &str) -> bool {
    let mut letters = text.chars().filter(|c| c.is_alphabetic()).peekable();
    letters.peek().is_some()
        && letters.all(|c| c < '\u{2e80}' || ('\u{ac00}'..='\u{d7a3}').contains(&c))
}

/// A number, or a sign that stands for nothing.
pub(super) fn is_value(word: &str) -> bool {
    let signs =
        matches!(word, "/" | "-" | "—" | "－" | "–" | "／") || word.chars().eq([lines::NOTHING]);
    let digit = |c: char| c.is_ascii_digit() || ('０'..='９').contains(&c);
    let number = |c: char| digit(c) || matches!(c, '.' | ',' | '，' | '．' | '-');
    signs || (word.len() <= LONGEST_VALUE && word.chars().any(digit) && word.chars().all(number))
}

/// Most pieces of a line: one more than a document has cells, so that it is seen to be too many.
pub(super) const MOST_PIECES: usize = limits::CELLS + 1;

/// The words of a line, with their byte offsets.
pub(super) fn words(line: &str) -> Vec<(usize, &str)> {
    let base = line.as_ptr() as usize;
    line.split_whitespace()
        .map(|word| (word.as_ptr() as usize - base, word))
        .take(MOST_PIECES)
        .collect()
}

/// Tabs between texts, or several after one: a label whose cells are blank. Tabs before a text
/// are an indent, and a single one after it is chance.
fn has_cells_by_tabs(line: &str) -> bool {
    if !line.contains('\t') {
        return false;
    }
    let text = line.trim_start();
    let after = text.trim_end();
    after.contains('\t') || text[after.len()..].matches('\t').take(2).count() == 2
}

/// `- 3 -`, `—3—`, `第3页`, `Page 3`, `Page 3 of 9`: a number that furniture of a page surrounds.
fn is_page_number(text: &str) -> bool {
    let is_dash = |c: char| matches!(c, '-' | '—' | '–' | '－');
    let dashed = text.starts_with(is_dash) && text.ends_with(is_dash);
    let page = text
        .strip_prefix(pages::before_number)
        .and_then(|rest| rest.strip_suffix(pages::after_number))
        .map(str::trim);
    let is_number = |text: &str| {
        !text.is_empty() && text.len() <= 4 && text.bytes().all(|b| b.is_ascii_digit())
    };
    let numbered = |rest: &str| match rest.split_once(" of ") {
        Some((page, pages)) => is_number(page.trim()) && is_number(pages.trim()),
        None => is_number(rest.trim()),
    };
    let english = text.strip_prefix("Page ").is_some_and(numbered);
    let inner = || text.trim_matches(|c: char| is_dash(c) || c == ' ');
    (dashed && is_number(inner())) || page.is_some_and(is_number) || english
}

/// The pieces of a line that runs of two or more spaces separate, with their byte offsets.
/// Numbers a single space apart are pieces of their own where the line has others.
pub(super) fn pieces(line: &str) -> Vec<(usize, &str)> {
    let mut found: Vec<(usize, &str)> = Vec::new();
    let mut at = 0;
    while at < line.len() && found.len() < MOST_PIECES {
        // Nearly all of a gap are plain spaces, which are counted without being decoded.
        let spaces = line[at..].bytes().take_while(|byte| *byte == b' ').count();
        let rest = &line[at + spaces..];
        let start = at + spaces + (rest.len() - rest.trim_start().len());
        let end = gap(&line[start..]).map_or(line.len(), |gap| start + gap);
        let piece = line[start..end].trim_end();
        if !piece.is_empty() {
            found.push((start, piece));
        }
        at = end.max(start + 1);
        while at < line.len() && !line.is_char_boundary(at) {
            at += 1;
        }
    }
    // Others are no numbers, or one.
    let several = |(_, piece): &(usize, &str)| piece.contains(' ') && is_numbers(piece);
    if !found.iter().any(several) {
        return found;
    }
    found
        .into_iter()
        .flat_map(|(start, piece)| split_numbers(start, piece))
        .take(MOST_PIECES)
        .collect()
}

/// Where the first two spaces side by side stand.
fn gap(text: &str) -> Option<usize> {
    let bytes = text.as_bytes();
    memchr::memchr_iter(b' ', bytes).find(|at| bytes.get(at + 1) == Some(&b' '))
}

/// Whether a piece is nothing but whole numbers.
fn is_numbers(piece: &str) -> bool {
    piece
        .split(' ')
        .all(|word| !word.is_empty() && word.bytes().all(|b| b.is_ascii_digit()))
}

fn split_numbers(start: usize, piece: &str) -> Vec<(usize, &str)> {
    if !is_numbers(piece) {
        return vec![(start, piece)];
    }
    let base = piece.as_ptr() as usize;
    piece
        .split(' ')
        .map(|word| (start + word.as_ptr() as usize - base, word))
        .take(MOST_PIECES)
        .collect()
}

/// Whether a line reads like the heading of a section: `三、…`.
pub(super) fn is_heading(text: &str) -> bool {
    let text = text.trim_start_matches(['#', '*', ' ', '\u{3000}']);
    let numeral: usize = text
        .chars()
        .take_while(|c| numerals::is_ordinal(*c))
        .map(char::len_utf8)
        .sum();
    numeral > 0 && text[numeral..].trim_start().starts_with(['、', '.', '．'])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn looks() {
        for (line, look) in [
            ("", Look::Empty),
            ("\u{a0}", Look::BlankCell),
            ("   -3-", Look::PageNumber),
            ("   Page 3", Look::PageNumber),
            ("Page 3 of 12", Look::PageNumber),
            ("2 |", Look::Piped),
            ("│ 2", Look::Piped),
            ("+---+---+", Look::Ruling),
            ("----  ----", Look::Ruling),
            ("规章\t1\t2", Look::Tabs),
            ("规章      0     0   0", Look::Columns),
            ("规章 0 0 0", Look::Spaced),
            (
                "（三）不予公开 1.属于国家秘密 0 / 0 1,024 - 0 0",
                Look::Spaced,
            ),
            ("行政许可 1012", Look::Spaced),
            ("FY 2023", Look::Plain),
            ("Quarter 2 2023", Look::Plain),
            ("CRT 1 17 18 0", Look::Spaced),
            ("2022 年 12 月 31 日", Look::Plain),
            ("截至 2022 年 12", Look::Plain),
            ("电话： 84516200", Look::Plain),
            ("\t\t\t\t", Look::Tabs),
            ("（一）主动公开。 另起", Look::Plain),
            ("-8", Look::Plain),
        ] {
            assert_eq!(super::look(line), look, "{line:?}");
        }
    }

    #[test]
    fn every_line_end_counts_and_quotation_marks_do_not() {
        let text = "甲\r乙\r\n丙\n\n> 丁\u{2028}> > 戊\u{c}己 > 庚";
        let found = lines(text);
        let texts: Vec<&str> = found.iter().map(|line| line.text).collect();
        assert_eq!(texts, ["甲", "乙", "丙", "", "丁", "戊", "己 > 庚"]);
        let placed = |line: &Line<'_>| text[line.start as usize..].starts_with(line.text);
        assert!(found.iter().all(placed));
    }

    #[test]
    fn pieces_know_their_offsets() {
        assert_eq!(
            pieces("  甲乙  10   0 0 1"),
            [(2, "甲乙"), (10, "10"), (15, "0"), (17, "0"), (19, "1")]
        );
        assert_eq!(pieces("10 1 0"), [(0, "10"), (3, "1"), (5, "0")]);
    }
}
