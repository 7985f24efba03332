//! Copies of a table outside its section: printed again as an annex, or the form's own table before it is
//! filled in. What differs from the table in the section is as doubtful as in two tables side by side.

use gouji_language::dates;
use gouji_language::labels::NAMED_YEARS;

use crate::lexicon::Lexicon;
use crate::lines::Line;
use crate::reading::Found;
use crate::regions::{label_hits, trimmed};
use crate::rows;
use crate::title::{self, first_year, year_of};

/// Fewest rows of a table that stands again, where it has as many.
const FEWEST_ROWS: usize = 3;
/// How many texts above a table may be its caption.
const REACH: usize = 4;
/// Longest caption in characters.
const LONGEST_CAPTION: usize = 40;

/// The rows of a table that stands whole before or behind its own section, as part of a grid.
pub(crate) fn copies<'d>(
    lines: &[Line<'d>],
    own: &[Line<'d>],
    lexicon: &Lexicon,
    table: usize,
) -> Vec<Found<'d>> {
    let Some(start) = lines
        .iter()
        .position(|line| std::ptr::eq(line, &raw const own[0]))
    else {
        return Vec::new();
    };
    let end = start + own.len();
    let outside = [&lines[..start], &lines[end..]];
    let year = || title::find(lines, None).and_then(|title| year_of(&title.text));
    let found = outside
        .into_iter()
        .map(|outside| copy(outside, lexicon, table, year));
    found.flatten().collect()
}

/// The rows of a table that stands whole in some lines.
fn copy<'d>(
    lines: &[Line<'d>],
    lexicon: &Lexicon,
    table: usize,
    year: impl Fn() -> Option<i32>,
) -> Vec<Found<'d>> {
    let blocks = &lexicon.form.tables[table].blocks;
    let leaves = blocks.iter().flat_map(|block| &block.rows);
    let most = leaves.filter(|row| !row.group).count();
    let wanted = FEWEST_ROWS.max(most.div_ceil(2)).min(most);
    if label_hits(lines, lexicon, table).0 < wanted {
        return Vec::new();
    }
    let own = trimmed(lines, lexicon, table);
    if is_under_other_year(lines, own, year()) {
        return Vec::new();
    }
    let reading = rows::read(own, lexicon, table);
    let mut named: Vec<_> = reading.rows.iter().map(|found| found.row).collect();
    named.sort_unstable();
    named.dedup();
    let is_whole = named.len() >= wanted && !reading.torn;
    if is_whole { reading.rows } else { Vec::new() }
}

/// Whether a caption above a table says that it is of another year than the report.
fn is_under_other_year(lines: &[Line<'_>], own: &[Line<'_>], year: Option<i32>) -> bool {
    let start = lines
        .iter()
        .position(|line| std::ptr::eq(line, &raw const own[0]));
    let above = lines[..start.unwrap_or(0)].iter().rev();
    let texts = above.filter_map(Line::lone_text).take(REACH);
    let mut captions = texts
        .map(|token| token.text)
        .filter(|text| is_caption(text));
    captions.any(|text| is_of_other_year(text, year))
}

/// Whether a text above a table may be its caption, and is neither prose nor a date.
pub(crate) fn is_caption(text: &str) -> bool {
    text.chars().count() <= LONGEST_CAPTION && !text.contains(['。', dates::MONTH])
}

/// Whether a caption names another year than the report's.
pub(crate) fn is_of_other_year(text: &str, year: Option<i32>) -> bool {
    let mut named = NAMED_YEARS.iter();
    named.any(|(name, years)| *years != 0 && text.contains(name))
        || first_year(text).is_some_and(|named| Some(named) != year)
}
