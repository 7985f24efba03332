//! Columns laid out with spaces, as `pdftotext -layout` writes them, or with tabs.

use std::cmp::Ordering;

use gouji_document::{Builder, ColumnEvidence, Table};
use gouji_language::units;

use super::cell::{cell, push};
use super::line::{Line, Look, MOST_PIECES, is_heading, is_value, pieces, spaces_words, words};
use super::ruling::width;

/// Longest fragment of a label that may stand alone on a line of a table, in characters.
const LONGEST_FRAGMENT: usize = 40;
/// How many columns two rows must share to be of one table, whatever stands between them.
const LEAST_SHARED: usize = 3;
/// How many columns of two rows are compared.
const MOST_COMPARED: usize = 64;
/// How far ahead the next line with columns may be for a fragment to belong to the table.
const REACH: usize = 30;

/// Reads a run of lines with columns; returns how many lines it took. `measure` is that of the whole
/// text, where it has one.
pub(super) fn read(lines: &[Line<'_>], measure: Option<Measure>, builder: &mut Builder) -> usize {
    let tabs = lines.first().is_some_and(|line| line.look == Look::Tabs);
    let mut cells = Vec::new();
    let mut length = 0;
    let (mut spaced, mut placed) = (0_usize, 0_usize);
    while let Some(line) = lines.get(length) {
        if !belongs(lines, length, tabs) {
            break;
        }
        spaced += usize::from(line.look == Look::Spaced);
        placed += usize::from(line.look == Look::Columns);
        length += 1;
    }
    let run = &lines[..length];
    let measure = measure
        .or_else(|| measure_of(run))
        .unwrap_or(Measure::ByCount);
    for (row, line) in run.iter().enumerate() {
        if matches!(line.look, Look::Empty | Look::PageNumber | Look::Ruling) {
            continue;
        }
        let heads = line.look == Look::Plain && heads_spaced(&lines[row..]);
        for (column, width, at, text) in cells_of(line, tabs, heads, measure) {
            let (range, place) = push(builder, text, line.start + at as u32);
            cells.push(cell(range, place, row, column, width));
        }
        if !builder.has_room(cells.len()) {
            break;
        }
    }
    let columns = if tabs && is_even(run) {
        ColumnEvidence::Grid
    } else if tabs || spaced > placed {
        // Where most values are a single space apart, positions say nothing.
        ColumnEvidence::Order
    } else {
        ColumnEvidence::Position
    };
    builder.table(Table { cells, columns });
    length.max(1)
}

/// Fewest rows, and tabs in each, of a sheet saved as text: every row has a tab for each column
/// edge, also of merged cells, where what is copied from a page has fewer in some.
const FEWEST_EVEN: usize = 3;

/// Longest row of a sheet with which others are compared, in bytes.
const LONGEST_ROW: usize = 1 << 14;

/// Whether a line with a lone text is a row of the sheet that another one begins.
fn is_sheet_row(first: &Line<'_>, line: &Line<'_>) -> bool {
    let tabs = |line: &Line<'_>| line.text.matches('\t').count();
    first.text.len() <= LONGEST_ROW && tabs(first) >= FEWEST_EVEN && tabs(line) == tabs(first)
}

/// Whether all lines of a run have as many tabs, as the rows of a sheet do.
fn is_even(run: &[Line<'_>]) -> bool {
    let tabs = |line: &Line<'_>| line.text.matches('\t').count();
    let first = run.first().map_or(0, tabs);
    run.len() >= FEWEST_EVEN && first >= FEWEST_EVEN && run.iter().all(|line| tabs(line) == first)
}

/// How wide a program took characters to be when it laid a text out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Measure {
    /// One column each.
    ByCount,
    /// As on a screen.
    OnScreen,
}

impl Measure {
    fn of(self, text: &str) -> u32 {
        match self {
            Self::ByCount => text.chars().count() as u32,
            Self::OnScreen => text.chars().map(width).sum(),
        }
    }
}

/// Most lines that are looked at to tell how a text is laid out.
const SAMPLE: usize = 512;

/// The measure under which the values of lines stand in the fewest places: programs that read
/// pages count characters, those that pad texts for a screen take some to be as wide as two. One
/// program wrote the whole text, so all its tables tell together; nothing where they tell nothing.
pub(super) fn measure_of(lines: &[Line<'_>]) -> Option<Measure> {
    let (mut on_screen, mut by_count) = (Places::default(), Places::default());
    let rows = lines.iter().filter(|line| line.look == Look::Columns);
    for line in rows.take(SAMPLE) {
        let found = pieces(line.text);
        let values = found.iter().rev().take_while(|(_, text)| is_value(text));
        let others = found.len() - values.take(MOST_COMPARED).count();
        if others < found.len() {
            on_screen.add(line.text, &found, others, Measure::OnScreen);
            by_count.add(line.text, &found, others, Measure::ByCount);
        }
    }
    match on_screen.count().cmp(&by_count.count()) {
        Ordering::Less => Some(Measure::OnScreen),
        Ordering::Greater => Some(Measure::ByCount),
        Ordering::Equal => None,
    }
}

/// Where values begin, and where they end.
#[derive(Default)]
struct Places {
    starts: Vec<u32>,
    ends: Vec<u32>,
}

impl Places {
    /// Adds those of a line behind some others.
    fn add(&mut self, line: &str, found: &[(usize, &str)], others: usize, measure: Measure) {
        let placed = placed(line, found.iter().copied(), measure);
        for (column, width, ..) in placed.skip(others) {
            self.starts.push(column);
            self.ends.push(column + width);
        }
    }

    /// In how many places values begin, or end, whichever are fewer.
    fn count(&mut self) -> usize {
        let distinct = |places: &mut Vec<u32>| {
            places.sort_unstable();
            places.dedup();
            places.len()
        };
        distinct(&mut self.starts).min(distinct(&mut self.ends))
    }
}

/// Longest column heading in characters.
const LONGEST_HEADING: usize = 12;
/// How many lines of headings may stand above the first row.
const MOST_HEADINGS: usize = 8;

/// Whether lines begin with column headings a single space apart, above rows whose values are.
pub(super) fn heads_spaced(lines: &[Line<'_>]) -> bool {
    let short = |word: &str| word.chars().take(LONGEST_HEADING + 1).count() <= LONGEST_HEADING;
    let heads = lines.first().is_some_and(|line| {
        line.text.split_whitespace().take(2).count() == 2 && line.text.split_whitespace().all(short)
    });
    if !heads {
        return false;
    }
    // Where spaces part words, headings stand right above the first row, one for each of its values.
    if let [first, next, ..] = lines
        && spaces_words(first.text)
    {
        let words = |line: &Line<'_>| line.text.split_whitespace().count();
        let values = || {
            next.text
                .split_whitespace()
                .rev()
                .take_while(|word| is_value(word))
        };
        return next.look == Look::Spaced
            && [values().count(), words(next)].contains(&words(first));
    }
    for (at, line) in lines.iter().enumerate().take(MOST_HEADINGS) {
        match line.look {
            Look::Plain if begins_row(lines, at) => {}
            Look::Spaced => return true,
            Look::Columns => return !line.text.trim().contains("  "),
            Look::Empty => {}
            Look::Plain if is_fragment(line.text) => {}
            _ => return false,
        }
    }
    false
}

/// Whether a line is part of the run: it has columns, or is a fragment or gap before more of it.
fn belongs(lines: &[Line<'_>], index: usize, tabs: bool) -> bool {
    let line = &lines[index];
    match line.look {
        Look::Tabs => tabs,
        Look::Columns | Look::Spaced => !tabs,
        Look::Empty | Look::PageNumber | Look::Ruling => !tabs && more_ahead(lines, index),
        // In a table a single tab at the end is a blank cell; elsewhere it is chance.
        Look::Plain if tabs => line.text.ends_with('\t') || is_sheet_row(&lines[0], line),
        Look::Plain if is_heading(line.text) => {
            begins_row(lines, index) || same_columns_around(lines, index)
        }
        Look::Plain if ends_figure(lines, index) => true,
        Look::Plain => is_fragment(line.text) && more_ahead(lines, index),
        _ => false,
    }
}

/// Whether the first line is a figure alone that stands right above one of the next line: a narrow cell
/// broke it, and its table begins here.
pub(super) fn begins_with_figure(lines: &[Line<'_>]) -> bool {
    let [first, next, ..] = lines else {
        return false;
    };
    next.look == Look::Columns && is_figure_alone(first) && stands_at_figure(first, next)
}

/// Most lines of a label between the last row and a figure on a line of its own.
const MOST_PIECES_BEFORE: usize = 3;

/// Whether a line is a figure alone that belongs to the table above it: it stands right below a figure that a
/// narrow cell broke, or below a cell of the last row beside a label over several lines.
fn ends_figure(lines: &[Line<'_>], index: usize) -> bool {
    let Some(line) = lines.get(index).filter(|line| is_figure_alone(line)) else {
        return false;
    };
    let above = lines.iter().take(index).rev();
    let is_piece = |before: &&Line<'_>| {
        before.look == Look::Plain && !is_figure_alone(before) && is_fragment(before.text)
    };
    let pieces = above.clone().take_while(is_piece).count();
    let Some(before) = above
        .clone()
        .nth(pieces)
        .filter(|_| pieces <= MOST_PIECES_BEFORE)
    else {
        return false;
    };
    let may_break = match before.look {
        Look::Columns => true,
        Look::Spaced => pieces == 0,
        _ => pieces == 0 && is_figure_alone(before),
    };
    let figures = || {
        words(before.text)
            .into_iter()
            .any(|(_, word)| is_value(word))
    };
    may_break
        && match pieces == 0 && figures() {
            true => stands_at_figure(line, before),
            false => stands_at_cell(line, before),
        }
}

/// Whether a line is nothing but a figure, or the end of one and its unit.
fn is_figure_alone(line: &Line<'_>) -> bool {
    let text = line.text.trim().trim_end_matches(units::signs);
    line.look == Look::Plain && is_value(text)
}

/// Whether the figure that is a line stands right above or below one of another.
fn stands_at_figure(alone: &Line<'_>, row: &Line<'_>) -> bool {
    let is_figure = |(_, word): &(usize, &str)| is_value(word.trim_end_matches(units::signs));
    let figures: Vec<_> = words(row.text).into_iter().filter(is_figure).collect();
    stands_at(alone, row, &figures)
}

/// Whether the figure that is a line stands below a cell of another, but the first, which is a label.
fn stands_at_cell(alone: &Line<'_>, row: &Line<'_>) -> bool {
    stands_at(alone, row, pieces(row.text).get(1..).unwrap_or_default())
}

/// Whether the text of a line shares a column with some pieces of another, counted in characters or as on a
/// screen.
fn stands_at(alone: &Line<'_>, row: &Line<'_>, found: &[(usize, &str)]) -> bool {
    [Measure::ByCount, Measure::OnScreen].iter().any(|measure| {
        let spans = |line: &Line<'_>, found: &[(usize, &str)]| -> Vec<(u32, u32)> {
            let found = found.iter().copied().take(MOST_COMPARED);
            placed(line.text, found, *measure)
                .map(|(column, width, ..)| (column, column + width))
                .collect()
        };
        let Some(&(from, to)) = spans(alone, &words(alone.text)).first() else {
            return false;
        };
        let mut spans = spans(row, found).into_iter();
        spans.any(|(start, end)| from < end && start < to)
    })
}

/// Several short words: column headings a single space apart.
fn is_heads(text: &str) -> bool {
    let short = |word: &str| word.chars().take(LONGEST_HEADING + 1).count() <= LONGEST_HEADING;
    text.split_whitespace().take(2).count() == 2 && text.split_whitespace().all(short)
}

fn is_fragment(text: &str) -> bool {
    let text = text.trim();
    (text.chars().count() <= LONGEST_FRAGMENT || is_heads(text))
        && !is_section(text)
        && !text.ends_with(['。', '；'])
}

/// A heading without figures after it; row labels carry numbering too, but not alone.
fn is_section(text: &str) -> bool {
    is_heading(text)
}

/// Fewest values of a row whose label begins on a line that reads like a heading.
const FEWEST_VALUES: usize = 3;

/// Whether what reads like a heading is the first half of a label: values follow on the next line,
/// after the other half.
fn begins_row(lines: &[Line<'_>], index: usize) -> bool {
    let unfinished = |line: &Line<'_>| !line.text.trim_end().ends_with(['。', '；', '：', ':']);
    let halved = |line: &Line<'_>| {
        let words = line.text.split_whitespace();
        let values = words.rev().take_while(|word| is_value(word)).count();
        let label = line.text.split_whitespace().next();
        values >= FEWEST_VALUES && label.is_some_and(|label| !is_value(label) && !is_heading(label))
    };
    lines.get(index).is_some_and(unfinished) && lines.get(index + 1).is_some_and(halved)
}

/// Whether the nearest lines with columns on both sides share theirs: a label that stands beside
/// several rows is printed between two of them and may read like a heading.
fn same_columns_around(lines: &[Line<'_>], index: usize) -> bool {
    let starts = |line: &Line<'_>| -> Vec<u32> {
        let cells = cells_of(line, false, false, Measure::ByCount);
        cells
            .iter()
            .map(|cell| cell.0)
            .take(MOST_COMPARED)
            .collect()
    };
    let nearby = |line: &&Line<'_>| matches!(line.look, Look::Columns | Look::Empty);
    let is_row = |line: &&Line<'_>| line.look == Look::Columns;
    let before = lines.iter().take(index).rev().take(REACH).find(is_row);
    let mut after = lines.iter().skip(index + 1).take(REACH).take_while(nearby);
    let (Some(before), Some(after)) = (before, after.find(is_row)) else {
        return false;
    };
    let (before, after) = (starts(before), starts(after));
    after.len() >= LEAST_SHARED && before == after
}

/// Whether lines with columns follow before prose or a heading does.
fn more_ahead(lines: &[Line<'_>], index: usize) -> bool {
    for (at, line) in lines.iter().enumerate().skip(index + 1).take(REACH) {
        match line.look {
            Look::Columns | Look::Spaced => return true,
            Look::Plain if begins_row(lines, at) || ends_figure(lines, at) => return true,
            Look::Empty | Look::PageNumber | Look::Ruling => {}
            Look::Plain if is_fragment(line.text) => {}
            _ => return false,
        }
    }
    false
}

/// The cells of a line: column, width, byte offset, text.
fn cells_of<'s>(
    line: &Line<'s>,
    tabs: bool,
    heads: bool,
    measure: Measure,
) -> Vec<(u32, u32, usize, &'s str)> {
    if tabs {
        let base = line.text.as_ptr() as usize;
        let texts = line.text.split('\t').take(MOST_PIECES).enumerate();
        return texts
            .map(|(column, text)| {
                let trimmed = text.trim();
                (column as u32, 1, trimmed.as_ptr() as usize - base, trimmed)
            })
            .collect();
    }
    let found = match line.look {
        Look::Spaced => words(line.text),
        Look::Plain if heads => words(line.text),
        _ => pieces(line.text),
    };
    placed(line.text, found.into_iter(), measure).collect()
}

/// The pieces of a line with their columns and widths.
fn placed<'s>(
    line: &str,
    found: impl Iterator<Item = (usize, &'s str)>,
    measure: Measure,
) -> impl Iterator<Item = (u32, u32, usize, &'s str)> {
    let (mut counted, mut column) = (0, 0);
    found.map(move |(at, text)| {
        // Counted on from the last piece: a line may be as long as the file.
        column += line.get(counted..at).map_or(0, |text| measure.of(text));
        counted = at;
        (column, measure.of(text), at, text)
    })
}
