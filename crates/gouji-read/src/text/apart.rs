//! Tables copied from a web page whose cells hold paragraphs: between two cells of a row stands a
//! line with a lone tab, between two rows none.

use gouji_document::{Builder, ColumnEvidence, Table};

use super::cell::cell;
use super::line::{Line, Look, is_heading, is_value};
use super::markup::push_cell;

/// So many empty lines end a row; fewer stand around a tab, or between paragraphs of a cell.
const ROW_GAP: usize = 2;
/// Longest text of a cell in characters; a longer one is prose.
const LONGEST_CELL: usize = 60;
/// Most lines of a cell.
const MOST_LINES: usize = 16;
/// How many rows of one cell may stand between rows of several.
const MOST_LONE: usize = 3;
/// Fewest rows of several cells.
const FEWEST_ROWS: usize = 2;

/// A cell: the lines of its text.
type Texts<'s> = Vec<(u32, &'s str)>;

/// Rows being read.
#[derive(Default)]
struct Rows<'s> {
    rows: Vec<Vec<Texts<'s>>>,
    /// How many lines the rows take up to the last one of several cells, and how many rows that is.
    taken: (usize, usize),
}

/// Reads the table that begins with these lines, if one does; how many lines it took.
pub(super) fn read(lines: &[Line<'_>], builder: &mut Builder) -> Option<usize> {
    begins(lines).then_some(())?;
    let mut found = Rows::default();
    let mut row: Vec<Texts<'_>> = vec![Vec::new()];
    let mut at = 0;
    while let Some(line) = lines.get(at) {
        if !is_gap(line) {
            if is_prose(line) {
                break;
            }
            let texts = row.last_mut()?;
            if texts.len() == MOST_LINES {
                break;
            }
            texts.push((line.start, line.text));
            at += 1;
            continue;
        }
        let gap = lines
            .iter()
            .skip(at)
            .take_while(|line| is_gap(line))
            .count();
        let next = lines.get(at + gap);
        let mut empty = 0;
        let mut ended = false;
        let tabs = lines
            .iter()
            .skip(at)
            .take(gap)
            .filter(|line| is_tab(line))
            .count();
        for line in lines.iter().skip(at).take(gap) {
            if !is_tab(line) {
                empty += 1;
                continue;
            }
            if empty > ROW_GAP {
                found.end(&mut row, at);
            }
            row.push(Vec::new());
            empty = 0;
        }
        if tabs == 0 || empty > ROW_GAP {
            ended = tabs == 0 && empty < ROW_GAP && !goes_on(&row, next);
            if empty >= ROW_GAP || ended {
                found.end(&mut row, at);
            }
        }
        if ended || found.rows.len() > found.taken.1 + MOST_LONE {
            break;
        }
        at += gap;
    }
    found.end(&mut row, at);
    found.push(builder)
}

impl<'s> Rows<'s> {
    /// Ends a row before the line at `at`.
    fn end(&mut self, row: &mut Vec<Texts<'s>>, at: usize) {
        let row = std::mem::replace(row, vec![Vec::new()]);
        let several = row.len() > 1;
        self.rows.push(row);
        if several {
            self.taken = (at, self.rows.len());
        }
    }

    /// Pushes the table up to its last row of several cells.
    fn push(mut self, builder: &mut Builder) -> Option<usize> {
        self.rows.truncate(self.taken.1);
        let wide = self.rows.iter().filter(|row| row.len() > 1).count();
        if wide < FEWEST_ROWS {
            return None;
        }
        let mut cells = Vec::new();
        for (row, texts) in self.rows.iter().enumerate() {
            for (column, texts) in texts.iter().enumerate() {
                let (range, place) = push_cell(builder, texts);
                cells.push(cell(range, place, row, column as u32, 1));
            }
        }
        let columns = ColumnEvidence::Order;
        builder.table(Table { cells, columns });
        Some(self.taken.0)
    }
}

/// Whether lines begin with a short text, an empty line and a lone tab.
fn begins(lines: &[Line<'_>]) -> bool {
    let text = lines
        .iter()
        .take_while(|line| !is_gap(line))
        .take(MOST_LONE + 1)
        .count();
    let gap: Vec<&Line<'_>> = lines.iter().skip(text).take(2).collect();
    let first = lines.iter().take(text).all(|line| !is_prose(line));
    matches!(gap.as_slice(), [empty, tab] if !is_tab(empty) && is_tab(tab))
        && (1..=MOST_LONE).contains(&text)
        && first
}

fn is_gap(line: &Line<'_>) -> bool {
    line.text.trim().is_empty()
}

/// A line with nothing but a tab.
fn is_tab(line: &Line<'_>) -> bool {
    is_gap(line) && line.text.contains('\t')
}

/// A line that is in no table.
fn is_prose(line: &Line<'_>) -> bool {
    matches!(line.look, Look::Piped | Look::Columns | Look::Tabs)
        || line.text.trim().chars().take(LONGEST_CELL + 1).count() > LONGEST_CELL
}

/// Whether a text right below a cell is a paragraph of the same cell: neither is a figure, and it
/// heads nothing.
fn goes_on(row: &[Texts<'_>], next: Option<&Line<'_>>) -> bool {
    let last = row.last().and_then(|texts| texts.last());
    let is_text = |text: &str| !is_value(text.trim());
    last.is_some_and(|(_, text)| is_text(text))
        && next.is_some_and(|line| is_text(line.text) && !is_heading(line.text))
}
