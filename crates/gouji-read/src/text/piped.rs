//! Lines with pipes: rows of cells (Markdown or looser), or one cell a line.
//!
//! One cell a line, a pipe *ends* a cell: `2 |` is one cell, `|` alone a blank one, `|||` three;
//! a text line without pipe waits for the pipe that ends it. That reads pipes after a cell, before
//! it, and alone on a line.

use gouji_document::{Builder, ColumnEvidence, Table, TextRange};
use gouji_model::{Place, SourceRange};

use super::line::{Line, Look, MOST_PIECES, is_heading};
use super::{cell, push};

const PIPES: [char; 2] = ['|', '｜'];

/// Reads a run of piped lines; returns how many lines it took.
pub(super) fn read(lines: &[Line<'_>], builder: &mut Builder) -> usize {
    let length = run_length(lines);
    let run = &lines[..length];
    if is_stream(run) {
        stream(run, builder);
    } else {
        rows(run, builder);
    }
    length
}

/// Piped lines, and lines without pipe between them that are no headings.
fn run_length(lines: &[Line<'_>]) -> usize {
    let mut length = 0;
    // Counted along the way: looking back at every line would take quadratic time.
    let mut tally = Tally::default();
    while let Some(line) = lines.get(length) {
        let carries_on = line.look == Look::Plain
            && !is_heading(line.text)
            && lines
                .get(length + 1)
                .is_some_and(|next| next.look == Look::Piped)
            && tally.is_stream();
        if line.look != Look::Piped && !carries_on {
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
        let filled = line.split(PIPES).filter(|text| !text.trim().is_empty());
        let filled = filled.take(2).count();
        let text = line.trim();
        self.lines += 1;
        let pipes = || line.matches(PIPES).take(MANY_PIPES).count();
        self.wide += usize::from(filled >= 2 || (filled == 1 && pipes() == MANY_PIPES));
        self.full += usize::from(filled >= 2);
        self.lone += usize::from(text == "|" || text == "｜");
        self.bordered |= filled == 1 && text.starts_with(PIPES) && text.ends_with(PIPES);
        self.separated |= is_separator(line);
    }

    fn is_stream(&self) -> bool {
        // Where bars alone open the rows, bars behind a text are those of blank cells.
        let opened = self.full == 0 && self.lone >= MANY_PIPES;
        !self.separated && !self.bordered && (opened || self.wide * 5 < self.lines.max(1))
    }
}

/// `|---|:--:|`
fn is_separator(line: &str) -> bool {
    line.contains("--") && line.chars().all(|c| "|-: \t｜".contains(c))
}

fn rows(run: &[Line<'_>], builder: &mut Builder) {
    let mut cells = Vec::new();
    let mut widths = Vec::new();
    let mut bordered = true;
    let mut separated = false;
    let frame = Frame::of(run);
    for (row, line) in run.iter().enumerate() {
        if is_separator(line.text) {
            separated = true;
            continue;
        }
        let (inner, offset, both) = without_borders(line.text, frame);
        bordered &= both;
        let texts = split(inner);
        widths.push(texts.len());
        if !builder.has_room(cells.len() + texts.len()) {
            break;
        }
        for (column, (at, text)) in texts.into_iter().enumerate() {
            let start = line.start + (offset + at) as u32;
            let (range, place) = push_cell(builder, text, start);
            cells.push(cell(range, place, row, column as u32, 1));
        }
    }
    let even = widths.windows(2).all(|pair| pair[0] == pair[1]);
    let grid = separated || (bordered && even);
    let columns = if grid {
        ColumnEvidence::Grid
    } else {
        ColumnEvidence::Order
    };
    builder.table(Table { cells, columns });
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
            for text in run.iter().map(|line| line.text.trim()) {
                let tallied = if has(text) { &mut with } else { &mut without };
                tallied.rows += 1;
                tallied.most_pipes = tallied.most_pipes.max(text.matches(PIPES).count());
            }
            with.rows >= without.rows * 4 && without.most_pipes < with.most_pipes
        };
        Self {
            left: bordered(|text| text.starts_with(PIPES)),
            right: bordered(|text| text.ends_with(PIPES)),
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
    let opened = trimmed.strip_prefix(PIPES).filter(|_| frame.left);
    let inner = opened.unwrap_or(trimmed);
    let offset = start + trimmed.len() - inner.len();
    match inner.strip_suffix(PIPES) {
        Some(closed) if frame.right && !closed.ends_with('\\') => {
            (closed, offset, opened.is_some())
        }
        _ => (inner, offset, false),
    }
}

/// The texts between pipes with their offsets; `\|` is no border.
fn split(text: &str) -> Vec<(usize, &str)> {
    let mut found = Vec::new();
    let mut start = 0;
    for (at, pipe) in text.match_indices(PIPES) {
        if found.len() >= MOST_PIECES {
            break;
        }
        if text[..at].ends_with('\\') {
            continue;
        }
        found.push((start, &text[start..at]));
        start = at + pipe.len();
    }
    found.push((start, &text[start..]));
    found
}

/// Pushes the text of a Markdown cell: trimmed, `<br>` as a line break.
fn push_cell(builder: &mut Builder, text: &str, start: u32) -> (TextRange, Place) {
    let (trimmed, before) = plain(text);
    let start = start + before as u32;
    if !trimmed.contains("<br") && !trimmed.contains('\\') {
        return push(builder, trimmed, start);
    }
    let from = builder.position();
    let mut at = 0;
    while at < trimmed.len() {
        let rest = &trimmed[at..];
        let here = start + at as u32;
        let Some((text, taken)) = markup(rest) else {
            let plain = first_special(rest);
            builder.push_copied(&rest[..plain], here);
            at += plain;
            continue;
        };
        builder.push_replaced(text, SourceRange::new(here, here + taken as u32));
        at += taken;
    }
    let range = builder.trimmed_since(from);
    let place = SourceRange::new(start, start + trimmed.len() as u32);
    builder.push_copied("\n", place.end);
    (range, Place::Text(place))
}

/// The text of a cell without white space and bold type around it, and where it starts.
fn plain(text: &str) -> (&str, usize) {
    let inner = text.trim();
    let bold = inner
        .strip_prefix("**")
        .and_then(|rest| rest.strip_suffix("**"));
    let inner = bold.map_or(inner, str::trim);
    (inner, inner.as_ptr() as usize - text.as_ptr() as usize)
}

/// The mark-up a text starts with: what it stands for and its length.
fn markup(text: &str) -> Option<(&'static str, usize)> {
    if text.starts_with("\\|") {
        return Some(("|", 2));
    }
    let rest = text.strip_prefix("<br")?;
    let inside = rest.trim_start_matches([' ', '/']);
    let close = text.len() - inside.len();
    inside.starts_with('>').then_some(("\n", close + 1))
}

/// Where the next mark-up of a cell begins, after its first character.
fn first_special(text: &str) -> usize {
    let first = text.chars().next().map_or(0, char::len_utf8);
    text[first..]
        .find(['<', '\\'])
        .map_or(text.len(), |at| first + at)
}

/// One cell a line. A cell collects the texts that stand before the pipe that ends it.
fn stream(run: &[Line<'_>], builder: &mut Builder) {
    let pipes = run.iter().map(|line| line.text.matches(PIPES).count());
    if !builder.has_room(pipes.sum()) {
        return;
    }
    let before = pipes_come_before(run);
    let mut cells = Vec::new();
    let mut waiting: Vec<(u32, &str)> = Vec::new();
    let mut finish = |texts: &mut Vec<(u32, &str)>, blank: u32| {
        let (range, place) = push_lines(builder, texts, blank);
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

/// Pushes the lines of one cell; without any it is blank and stands at `blank`.
fn push_lines(builder: &mut Builder, lines: &[(u32, &str)], blank: u32) -> (TextRange, Place) {
    let from = builder.position();
    let start = lines.first().map_or(blank, |(start, _)| *start);
    let mut end = start;
    for (at, text) in lines {
        if end > start {
            builder.push_replaced("\n", SourceRange::new(end, *at));
        }
        builder.push_copied(text, *at);
        end = at + text.len() as u32;
    }
    let range = builder.trimmed_since(from);
    builder.push_copied("\n", end);
    (range, Place::Text(SourceRange::new(start, end)))
}

/// Whether pipes stand before their cells (`| 2`) more often than after them.
fn pipes_come_before(run: &[Line<'_>]) -> bool {
    let count = |before: bool| {
        run.iter()
            .map(|line| line.text.trim())
            .filter(|text| text.starts_with(PIPES) != text.ends_with(PIPES))
            .filter(|text| text.starts_with(PIPES) == before)
            .count()
    };
    count(true) > count(false)
}
