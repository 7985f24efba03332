//! Tables without bars whose columns a ruling of dashes sets: `-----  ---  ----`.
//!
//! What stands below a run of dashes, and up to the next, is of its column, so blank cells are known
//! too. Rows are lines, or, where empty lines stand between them, the lines in between.

use gouji_document::{Builder, ColumnEvidence, Table};
use gouji_format::limits;

use super::cell::cell;
use super::line::{Line, Look, is_value};
use super::markup::push_cell;
use super::ruling::{is_joint, is_stroke, width};

/// Most lines of headings above the ruling that sets the columns.
const MOST_HEADINGS: usize = 12;
/// Most columns.
const MOST_COLUMNS: usize = 256;

/// How wide a table takes a character to be.
type Measure = fn(char) -> u32;

/// The measures that programs set columns with: as on a screen, and by count.
const MEASURES: [Measure; 2] = [width, |_| 1];

/// A table, before its cells are pushed.
struct Ruled<'s> {
    /// Its rows, each of lines cut into cells.
    rows: Vec<Vec<Cut<'s>>>,
    /// How many lines it takes.
    length: usize,
}

/// The cells of a line: where each starts, and its text.
type Cut<'s> = Vec<(u32, &'s str)>;

/// Reads the table that begins with these lines, if one does; how many lines it took.
pub(super) fn read(lines: &[Line<'_>], builder: &mut Builder) -> Option<usize> {
    let table = find(lines)?;
    let mut cells = Vec::new();
    for (row, lines) in table.rows.iter().enumerate() {
        let columns = lines.first().map_or(0, Vec::len);
        for column in 0..columns {
            let texts: Vec<_> = lines
                .iter()
                .filter_map(|cut| cut.get(column).copied())
                .collect();
            let (range, place) = push_cell(builder, &texts);
            cells.push(cell(range, place, row, column as u32, 1));
        }
    }
    let columns = ColumnEvidence::Grid;
    builder.table(Table { cells, columns });
    Some(table.length)
}

/// The table that begins with a line of headings, a closed ruling, or the ruling of its columns.
fn find<'s>(lines: &[Line<'s>]) -> Option<Ruled<'s>> {
    let first = lines.first()?;
    let set = if first.look == Look::Ruling {
        let inside = |line: &&Line<'_>| line.look != Look::Ruling || !is_closed(line);
        let opened = usize::from(is_closed(first));
        let heads = lines
            .iter()
            .skip(opened)
            .take(MOST_HEADINGS)
            .take_while(inside);
        opened + heads.take_while(|line| line.look != Look::Ruling).count()
    } else {
        1
    };
    let sets = |line: &&Line<'_>| {
        line.look == Look::Ruling && !is_closed(line) && !line.text.contains(is_joint)
    };
    let ruling = lines.get(set).filter(sets)?;
    MEASURES
        .iter()
        .find_map(|measure| cut(lines, set, &starts(ruling, *measure), *measure))
}

/// Whether a ruling is one run of strokes.
fn is_closed(line: &Line<'_>) -> bool {
    !line.text.trim().contains(char::is_whitespace)
}

/// Where the runs of strokes of a ruling begin.
fn starts(ruling: &Line<'_>, measure: Measure) -> Vec<u32> {
    let (mut at, mut inside) = (0, false);
    let mut found = Vec::new();
    for c in ruling.text.chars() {
        if is_stroke(c) && !inside {
            found.push(at);
        }
        inside = is_stroke(c);
        at += measure(c);
    }
    found
}

/// Cuts the lines of a table at its columns; nothing where a word stands across one. Without a
/// ruling that closes it, it ends at the first empty line.
fn cut<'s>(lines: &[Line<'s>], set: usize, starts: &[u32], measure: Measure) -> Option<Ruled<'s>> {
    if starts.len() < 2 || starts.len() > MOST_COLUMNS {
        return None;
    }
    let open = || {
        let rows = lines
            .iter()
            .skip(set + 1)
            .take_while(|line| !is_empty(line));
        let end = set + 1 + rows.count();
        Some(Ruled {
            rows: rows_of(lines, set, end, starts, measure)?,
            length: end,
        })
    };
    closing(lines, set)
        .and_then(|end| {
            let rows = rows_of(lines, set, end, starts, measure)?;
            Some(Ruled {
                rows,
                length: end + 1,
            })
        })
        .or_else(open)
        .filter(|table| !table.rows.is_empty())
}

fn is_empty(line: &Line<'_>) -> bool {
    line.text.trim().is_empty()
}

/// Most lines of one row.
const MOST_LINES: usize = 12;

/// Whether empty lines stand between the rows of a table. Where there are more lines between two than
/// a row has, an empty line is a row of blank cells.
fn are_apart(body: &[Line<'_>]) -> bool {
    let mut rows = body.split(is_empty);
    rows.clone().nth(1).is_some() && rows.all(|row| row.len() <= MOST_LINES)
}

/// The rows above and below the ruling that sets the columns. Below a ruling that opens the table,
/// and where empty lines stand between rows, the lines up to the next gap are one row. A gap that is all
/// below the headings is a row of blank cells.
fn rows_of<'s>(
    lines: &[Line<'s>],
    set: usize,
    end: usize,
    starts: &[u32],
    measure: Measure,
) -> Option<Vec<Vec<Cut<'s>>>> {
    let (heads, body) = (lines.get(..set)?, lines.get(set + 1..end)?);
    let (body, blank) = without_blank_row(body);
    let mut rows: Vec<Vec<Cut<'s>>> = Vec::new();
    let mut count = 0;
    for (part, apart) in [(heads, true), (body, are_apart(body))] {
        let mut open = false;
        for line in part {
            if line.look == Look::Ruling {
                continue;
            }
            if is_empty(line) {
                open = false;
                continue;
            }
            count += starts.len();
            if count > limits::CELLS {
                return None;
            }
            let cells = cells(line, starts, measure)?;
            match rows.last_mut() {
                Some(row) if apart && open => row.push(cells),
                _ => rows.push(vec![cells]),
            }
            open = true;
        }
    }
    if let Some(blank) = blank.filter(|_| !rows.is_empty()) {
        rows.push(vec![cells(blank, starts, measure)?]);
    }
    Some(rows)
}

/// The lines of a table without a gap that is all below the last ruling in it, and that gap.
fn without_blank_row<'l, 's>(body: &'l [Line<'s>]) -> (&'l [Line<'s>], Option<&'l Line<'s>>) {
    let ruled = body.iter().rposition(|line| line.look == Look::Ruling);
    let (above, below) = body.split_at(ruled.map_or(0, |at| at + 1));
    match below {
        [blank, ..] if below.iter().all(is_empty) => (above, Some(blank)),
        _ => (body, None),
    }
}

/// Whether a gap and a ruling follow headings with a ruling above and below: a table of which all cells are
/// blank.
fn is_blank_below(lines: &[Line<'_>], set: usize, ruling: usize) -> bool {
    let has_figures = |line: &Line<'_>| line.text.split_whitespace().any(is_value);
    let Some([above, heads @ .., below, gap, end]) = lines.get(set..ruling + 3) else {
        return false;
    };
    let is_like = |line: &Line<'_>| line.text.trim() == above.text.trim();
    let heads_only =
        |line: &Line<'_>| line.look != Look::Ruling && !is_empty(line) && !has_figures(line);
    !heads.is_empty()
        && heads.iter().all(heads_only)
        && is_like(below)
        && is_empty(gap)
        && is_like(end)
}

/// The ruling that closes a table: the last like that of its columns, or one run as wide, before
/// anything that is neither row nor gap.
fn closing(lines: &[Line<'_>], set: usize) -> Option<usize> {
    let ruling = lines.get(set)?.text.trim();
    let wide = ruling.chars().count();
    let closes = |line: &Line<'_>| {
        let text = line.text.trim();
        line.look == Look::Ruling
            && (text == ruling || (is_closed(line) && text.chars().count().abs_diff(wide) <= 4))
    };
    let mut last = None;
    for (at, line) in lines.iter().enumerate().skip(set + 1) {
        let prose = line.text.trim_end().ends_with(['。', '；']) || line.look == Look::Piped;
        if closes(line) {
            if last.is_none() && is_blank_below(lines, set, at) {
                return Some(at + 2);
            }
            last = Some(at);
            let goes_on = lines.get(at + 1).is_some_and(|next| !is_empty(next));
            if !goes_on || is_closed(line) {
                return last;
            }
        } else if prose || line.look == Look::Ruling || (last.is_some() && is_empty(line)) {
            return last;
        }
    }
    last
}

/// The cells of a line; nothing where a word stands across the edge of a column.
fn cells<'s>(line: &Line<'s>, starts: &[u32], measure: Measure) -> Option<Cut<'s>> {
    let mut found = Vec::with_capacity(starts.len());
    let mut edges = starts.iter().skip(1).copied().peekable();
    let (mut column, mut from, mut spaced) = (0, 0, true);
    for (at, c) in line.text.char_indices() {
        while edges.peek().is_some_and(|edge| *edge <= column) {
            if !spaced && !c.is_whitespace() {
                return None;
            }
            edges.next();
            found.push((line.start + from as u32, line.text.get(from..at)?));
            from = at;
        }
        spaced = c.is_whitespace();
        column += measure(c);
    }
    found.push((line.start + from as u32, line.text.get(from..)?));
    while found.len() < starts.len() {
        let end = line.text.len();
        found.push((line.start + end as u32, line.text.get(end..)?));
    }
    Some(found)
}
