//! Lines with pipes: rows of cells (Markdown or looser), or one cell a line.
//!
//! One cell a line, a pipe *ends* a cell: `2 |` is one cell, `|` alone a blank one, `|||` three;
//! a text line without pipe waits for the pipe that ends it. That reads pipes after a cell, before
//! it, and alone on a line.

use gouji_document::{Builder, ColumnEvidence, Table};

use super::cell::cell;
use super::line::{Line, Look, MOST_PIECES, is_heading};
use super::ruling::{bars, is_bar, is_dashed, trimmed};
use super::{drawn, markup, opened};

/// Reads a run of piped lines; returns how many lines it took.
pub(super) fn read(lines: &[Line<'_>], builder: &mut Builder) -> usize {
    let tally = tally(lines);
    let length = tally.lines;
    let run = &lines[..length];
    let bars = run.iter().map(|line| bars(line.text).count());
    if !builder.has_room(bars.sum()) || opened::read(run, builder) {
        return length;
    }
    if tally.is_stream() {
        stream(run, builder);
    } else if let Some(table) = drawn::Drawing::of(run) {
        table.read(builder);
    } else {
        rows(run, builder);
    }
    length
}

/// Whether a ruling without bars is the first line of a table with bars.
pub(super) fn begins(lines: &[Line<'_>]) -> bool {
    lines.get(1).is_some_and(|next| next.look == Look::Piped)
}

/// The piped lines, and lines without pipe between them that are no headings.
fn tally(lines: &[Line<'_>]) -> Tally {
    // Counted along the way: looking back at every line would take quadratic time.
    let mut tally = Tally::default();
    let opened = lines.first().is_some_and(|line| opened::is_lone(line.text));
    while let Some(line) = lines.get(tally.lines) {
        let length = tally.lines;
        let carries_on = line.look == Look::Plain
            && !is_heading(line.text)
            && lines
                .get(length + 1)
                .is_some_and(|next| next.look == Look::Piped)
            && (opened || tally.is_stream());
        let between = || {
            lines
                .get(length + 1)
                .is_some_and(|next| next.look == Look::Piped)
        };
        let drawn = line.look == Look::Ruling && (length > 0 || between());
        if line.look != Look::Piped && !carries_on && !drawn {
            break;
        }
        tally.add(line);
    }
    tally
}

/// So many pipes in a line with one text are the borders of a row of blank cells.
const MANY_PIPES: usize = 3;

/// What tells one cell a line from rows of cells.
#[derive(Default)]
struct Tally {
    lines: usize,
    wide: usize,
    /// Lines with more than one text.
    full: usize,
    /// Lines that are a bar alone.
    lone: usize,
    bordered: bool,
    separated: bool,
}

impl Tally {
    fn add(&mut self, line: &Line<'_>) {
        let text = line.text;
        let filled = between(text, bars(text)).filter(|(_, text)| !trimmed(text).is_empty());
        let filled = filled.take(2).count();
        self.lines += 1;
        let pipes = || bars(text).take(MANY_PIPES).count();
        self.wide += usize::from(filled >= 2 || (filled == 1 && pipes() == MANY_PIPES));
        self.full += usize::from(filled >= 2);
        self.lone += usize::from(filled == 0 && opened::is_lone(text));
        let bordered = |text: &str| text.starts_with(is_bar) && text.ends_with(is_bar);
        self.bordered |= filled == 1 && bordered(trimmed(text));
        self.separated |= line.is_ruling || is_dashed(text);
    }

    /// Whether the lines hold at most one cell each.
    fn is_stream(&self) -> bool {
        // Where bars alone open the rows, bars behind a text are those of blank cells.
        let opened = self.full == 0 && self.lone >= MANY_PIPES;
        !self.separated && !self.bordered && (opened || self.wide * 5 < self.lines.max(1))
    }
}

fn rows(run: &[Line<'_>], builder: &mut Builder) {
    let frame = Frame::of(run);
    let mut bordered = true;
    let mut rows = Vec::new();
    let rulings = rulings(run);
    let is_list = are_items(run);
    let mut width = 0;
    for (line, is_ruling) in run.iter().zip(&rulings) {
        if *is_ruling {
            continue;
        }
        let (mut inner, mut offset, both) = without_borders(line.text, frame);
        bordered &= both;
        if let Some(item) = item(inner).filter(|_| is_list) {
            offset += inner.len() - item.len();
            inner = item;
        }
        let start = line.start + offset as u32;
        let mut row = Vec::with_capacity(width);
        row.extend(texts(inner).map(|(at, text)| (start + at as u32, text)));
        width = row.len();
        rows.push(row);
    }
    let even = rows.windows(2).all(|pair| pair[0].len() == pair[1].len());
    let grid = rulings.contains(&true) || (bordered && even);
    let mut cells = Vec::new();
    for (row, texts) in rows.into_iter().enumerate() {
        for (column, (start, text)) in texts.into_iter().enumerate() {
            let (range, place) = markup::push_cell(builder, &[(start, text)]);
            cells.push(cell(range, place, row, column as u32, 1));
        }
    }
    let columns = if grid {
        ColumnEvidence::Grid
    } else {
        ColumnEvidence::Order
    };
    builder.table(Table { cells, columns });
}

/// The signs by which Markdown begins the item of a list.
const BULLETS: [char; 4] = ['-', '*', '+', '•'];

/// Whether the rows of a run are the items of a list, each with a text behind its sign: `- 规章 | 3 | 1`.
fn are_items(run: &[Line<'_>]) -> bool {
    let rows = run.iter().filter(|line| !line.is_ruling);
    rows.into_iter()
        .all(|line| item(trimmed(line.text)).is_some())
}

/// What stands behind the sign of an item; a sign before a bar is a cell by itself.
fn item(text: &str) -> Option<&str> {
    let behind = text.strip_prefix(BULLETS)?;
    let item = behind.trim_start();
    (item.len() < behind.len() && !item.is_empty() && !item.starts_with(is_bar)).then_some(item)
}

/// Which lines of a run are rulings. Single dashes may be values that stand for nothing: they
/// are a ruling as the second line of a table that goes on below it.
fn rulings(run: &[Line<'_>]) -> Vec<bool> {
    let is_delimiter = |at: usize| at == 1 && run.len() > 2 && is_dashed(run[at].text);
    let lines = run.iter().enumerate();
    lines
        .map(|(at, line)| line.is_ruling || is_delimiter(at))
        .collect()
}

/// At which ends of their lines the rows of a table have a border; elsewhere a pipe at the end
/// of a line has a blank cell behind it.
#[derive(Clone, Copy)]
struct Frame {
    left: bool,
    right: bool,
}

impl Frame {
    /// A border stands where nearly all rows have a pipe, unless rows without have as many.
    fn of(run: &[Line<'_>]) -> Self {
        let (mut left, mut right) = (Ends::default(), Ends::default());
        for text in run.iter().filter(|line| !line.is_ruling) {
            let text = trimmed(text.text);
            let pipes = bars(text).count();
            left.add(text.starts_with(is_bar), pipes);
            right.add(text.ends_with(is_bar), pipes);
        }
        Self {
            left: left.are_bordered(),
            right: right.are_bordered(),
        }
    }
}

/// The rows that have a pipe at one end, and those that have none.
#[derive(Default)]
struct Ends {
    with: Tallied,
    without: Tallied,
}

impl Ends {
    fn add(&mut self, has: bool, pipes: usize) {
        let tallied = if has {
            &mut self.with
        } else {
            &mut self.without
        };
        tallied.rows += 1;
        tallied.most_pipes = tallied.most_pipes.max(pipes);
    }

    const fn are_bordered(&self) -> bool {
        let (with, without) = (&self.with, &self.without);
        with.rows >= without.rows * 4 && without.most_pipes < with.most_pipes
    }
}

#[derive(Default)]
struct Tallied {
    rows: usize,
    most_pipes: usize,
}

/// The line without the borders at its ends, where that starts, and whether both were there.
fn without_borders(line: &str, frame: Frame) -> (&str, usize, bool) {
    let trimmed = trimmed(line);
    let start = trimmed.as_ptr() as usize - line.as_ptr() as usize;
    let opened = trimmed.strip_prefix(is_bar).filter(|_| frame.left);
    let inner = opened.unwrap_or(trimmed);
    let offset = start + trimmed.len() - inner.len();
    match inner.strip_suffix(is_bar) {
        Some(closed) if frame.right && !closed.ends_with('\\') => {
            (closed, offset, opened.is_some())
        }
        _ => (inner, offset, false),
    }
}

/// The texts between pipes with their offsets; `\|` is no border.
fn texts(text: &str) -> impl Iterator<Item = (usize, &str)> {
    let is_escaped = |at: usize| {
        let before = text.as_bytes()[..at].iter().rev();
        before.take_while(|byte| **byte == b'\\').count() % 2 == 1
    };
    let bars = bars(text).filter(move |(at, _)| !is_escaped(*at));
    between(text, bars.take(MOST_PIECES))
}

/// The texts between bars with their offsets.
fn between(
    text: &str,
    bars: impl Iterator<Item = (usize, usize)>,
) -> impl Iterator<Item = (usize, &str)> {
    let ends = bars.chain([(text.len(), text.len())]);
    ends.scan(0, |start, (at, end)| {
        let from = std::mem::replace(start, end);
        Some((from, text.get(from..at).unwrap_or_default()))
    })
}

/// One cell a line. A cell collects the texts that stand before the pipe that ends it.
fn stream(run: &[Line<'_>], builder: &mut Builder) {
    let before = pipes_come_before(run);
    let mut cells = Vec::new();
    let mut waiting: Vec<(u32, &str)> = Vec::new();
    let mut finish = |texts: &mut Vec<(u32, &str)>, blank: u32| {
        let (range, place) = markup::push_lines(builder, texts, blank);
        cells.push(cell(range, place, cells.len(), 0, 1));
        texts.clear();
    };
    for line in run {
        let parts: Vec<(usize, &str)> = texts(line.text).collect();
        let last = parts.len() - 1;
        for (index, (at, part)) in parts.into_iter().enumerate() {
            let trimmed = part.trim();
            let start = line.start + (at + part.len() - part.trim_start().len()) as u32;
            if !trimmed.is_empty() {
                waiting.push((start, trimmed));
            }
            let is_border = before && index == 0 && trimmed.is_empty();
            if (index < last && !is_border) || (before && index == last) {
                finish(&mut waiting, line.start + (at + part.len()) as u32);
            }
        }
    }
    if let Some((start, _)) = waiting.first().copied() {
        finish(&mut waiting, start);
    }
    let columns = ColumnEvidence::Stream;
    builder.table(Table { cells, columns });
}

/// Whether pipes stand before their cells (`| 2`) more often than after them.
fn pipes_come_before(run: &[Line<'_>]) -> bool {
    let count = |before: bool| {
        run.iter()
            .map(|line| line.text.trim())
            .filter(|text| text.starts_with(is_bar) != text.ends_with(is_bar))
            .filter(|text| text.starts_with(is_bar) == before)
            .count()
    };
    count(true) > count(false)
}
