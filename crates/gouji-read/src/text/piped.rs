//! Lines with pipes: rows of cells (Markdown or looser), or one cell a line.
//!
//! One cell a line, a pipe *ends* a cell: `2 |` is one cell, `|` alone a blank one, `|||` three;
//! a text line without pipe waits for the pipe that ends it. That reads pipes after a cell, before
//! it, and alone on a line.

use gouji_document::{Builder, ColumnEvidence, Table};

use super::cell::cell;
use super::line::{Line, Look, MOST_PIECES, is_heading};
use super::ruling::{BARS, is_dashed, is_ruling};
use super::{drawn, markup, opened};

/// Reads a run of piped lines; returns how many lines it took.
pub(super) fn read(lines: &[Line<'_>], builder: &mut Builder) -> usize {
    let length = run_length(lines);
    let run = &lines[..length];
    let bars = run.iter().map(|line| line.text.matches(BARS).count());
    if !builder.has_room(bars.sum()) || opened::read(run, builder) {
        return length;
    }
    if is_stream(run) {
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

/// Piped lines, and lines without pipe between them that are no headings.
fn run_length(lines: &[Line<'_>]) -> usize {
    let mut length = 0;
    // Counted along the way: looking back at every line would take quadratic time.
    let mut tally = Tally::default();
    let opened = lines.first().is_some_and(|line| opened::is_lone(line.text));
    while let Some(line) = lines.get(length) {
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
        tally.add(line.text);
        length += 1;
    }
    length
}

/// So many pipes in a line with one text are the borders of a row of blank cells.
const MANY_PIPES: usize = 3;

/// Whether the lines of a run hold at most one cell each.
fn is_stream(run: &[Line<'_>]) -> bool {
    let mut tally = Tally::default();
    run.iter().for_each(|line| tally.add(line.text));
    tally.is_stream()
}

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
    fn add(&mut self, line: &str) {
        let filled = line.split(BARS).filter(|text| !text.trim().is_empty());
        let filled = filled.take(2).count();
        let text = line.trim();
        self.lines += 1;
        let pipes = || line.matches(BARS).take(MANY_PIPES).count();
        self.wide += usize::from(filled >= 2 || (filled == 1 && pipes() == MANY_PIPES));
        self.full += usize::from(filled >= 2);
        self.lone += usize::from(opened::is_lone(line));
        self.bordered |= filled == 1 && text.starts_with(BARS) && text.ends_with(BARS);
        self.separated |= is_ruling(line) || is_dashed(line);
    }

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
    for (line, is_ruling) in run.iter().zip(&rulings) {
        if *is_ruling {
            continue;
        }
        let (inner, offset, both) = without_borders(line.text, frame);
        bordered &= both;
        let start = line.start + offset as u32;
        let texts = split(inner).into_iter();
        rows.push(
            texts
                .map(|(at, text)| (start + at as u32, text))
                .collect::<Vec<_>>(),
        );
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

/// Which lines of a run are rulings. Single dashes may be values that stand for nothing: they
/// are a ruling as the second line of a table that goes on below it.
fn rulings(run: &[Line<'_>]) -> Vec<bool> {
    let is_delimiter = |at: usize| at == 1 && run.len() > 2 && is_dashed(run[at].text);
    let lines = run.iter().enumerate();
    lines
        .map(|(at, line)| is_ruling(line.text) || is_delimiter(at))
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
        let bordered = |has: fn(&str) -> bool| {
            let (mut with, mut without) = (Tallied::default(), Tallied::default());
            let rows = run.iter().filter(|line| !is_ruling(line.text));
            for text in rows.map(|line| line.text.trim()) {
                let tallied = if has(text) { &mut with } else { &mut without };
                tallied.rows += 1;
                tallied.most_pipes = tallied.most_pipes.max(text.matches(BARS).count());
            }
            with.rows >= without.rows * 4 && without.most_pipes < with.most_pipes
        };
        Self {
            left: bordered(|text| text.starts_with(BARS)),
            right: bordered(|text| text.ends_with(BARS)),
        }
    }
}

#[derive(Default)]
struct Tallied {
    rows: usize,
    most_pipes: usize,
}

/// The line without the borders at its ends, where that starts, and whether both were there.
fn without_borders(line: &str, frame: Frame) -> (&str, usize, bool) {
    let trimmed = line.trim();
    let start = line.len() - line.trim_start().len();
    let opened = trimmed.strip_prefix(BARS).filter(|_| frame.left);
    let inner = opened.unwrap_or(trimmed);
    let offset = start + trimmed.len() - inner.len();
    match inner.strip_suffix(BARS) {
        Some(closed) if frame.right && !closed.ends_with('\\') => {
            (closed, offset, opened.is_some())
        }
        _ => (inner, offset, false),
    }
}

/// The texts between pipes with their offsets; `\|` is no border.
pub(super) fn split(text: &str) -> Vec<(usize, &str)> {
    let mut found = Vec::new();
    let mut start = 0;
    for (at, pipe) in text.match_indices(BARS) {
        if found.len() >= MOST_PIECES {
            break;
        }
        let before = text[..at].bytes().rev();
        if before.take_while(|byte| *byte == b'\\').count() % 2 == 1 {
            continue;
        }
        found.push((start, &text[start..at]));
        start = at + pipe.len();
    }
    found.push((start, &text[start..]));
    found
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
        let parts = split(line.text);
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
            .filter(|text| text.starts_with(BARS) != text.ends_with(BARS))
            .filter(|text| text.starts_with(BARS) == before)
            .count()
    };
    count(true) > count(false)
}
