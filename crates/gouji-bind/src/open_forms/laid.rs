//! Tables laid out with spaces, brought into columns: the rows with figures show where each column runs, and
//! headings stand over the columns they overlap.
//!
//! Nothing is guessed. Where two texts of a row stand in one column, a heading belongs to no column alone, or a
//! line between the rows may be the half of a label, the table is none whose columns are known.

use std::borrow::Cow;

use gouji_document::{Cell, Document, Table};
use gouji_model::Place;

use crate::grouped::{Grouping, over};

/// Most columns, and most rows, of a table that is brought into columns.
const MOST_COLUMNS: usize = 200;
const MOST_ROWS: usize = 20_000;

/// A table brought into columns.
#[derive(Debug)]
pub(super) struct LaidTable {
    /// The texts above its headings.
    pub above: Vec<String>,
    /// Its rows from top to bottom.
    pub rows: Vec<Vec<LaidCell>>,
}

/// A cell in its column.
#[derive(Clone, Debug)]
pub(super) struct LaidCell {
    pub text: String,
    pub place: Place,
    pub column: u32,
    pub span: u32,
}

/// A stretch of positions on a line, to one past its end.
type Stretch = (u32, u32);

/// A line of texts with where they stand.
struct LaidLine<'d> {
    /// Its number among all lines, those without a text too.
    number: u32,
    texts: Vec<(Stretch, Cow<'d, str>, Place)>,
}

impl LaidLine<'_> {
    /// Puts groups of digits together.
    fn join(&mut self, grouping: &Grouping<'_>) {
        if grouping.is_empty() {
            return;
        }
        let mut joined: Vec<(Stretch, Cow<'_, str>, Place)> = Vec::with_capacity(self.texts.len());
        for (stretch, text, place) in self.texts.drain(..) {
            if let Some((before, first, at)) = joined.last_mut()
                && before.1 + 1 == stretch.0
                && let Some(number) = grouping.joined(first, &text)
            {
                (*first, before.1) = (Cow::Owned(number), stretch.1);
                *at = over(*at, place);
                continue;
            }
            joined.push((stretch, text, place));
        }
        self.texts = joined;
    }

    /// Whether it holds figures behind something else.
    fn is_data(&self) -> bool {
        self.texts
            .iter()
            .skip(1)
            .any(|(_, text, _)| is_number(text))
    }
}

impl LaidTable {
    /// The tables that some text laid out with spaces holds; of each nothing where its columns cannot be told.
    pub(super) fn all(
        document: &Document,
        table: &Table,
        grouping: &Grouping<'_>,
    ) -> Vec<Option<Self>> {
        let Some(mut lines) = lines(document, table) else {
            return vec![None];
        };
        lines.iter_mut().for_each(|line| line.join(grouping));
        let mut starts: Vec<usize> = (1..lines.len())
            .filter(|at| begins_another(&lines, *at))
            .collect();
        starts.insert(0, 0);
        let ends = starts.iter().skip(1).copied().chain([lines.len()]);
        let stretches = starts.iter().zip(ends);
        stretches
            .map(|(from, to)| Self::of(&lines[*from..to]))
            .collect()
    }

    fn of(lines: &[LaidLine<'_>]) -> Option<Self> {
        let bands = bands(lines)?;
        let first = lines.iter().position(LaidLine::is_data)?;
        if (0..lines.len()).any(|at| may_be_half(lines, at, &bands)) {
            return None;
        }
        let (above, mut rows) = headings(&lines[..first], &bands)?;
        for line in &lines[first..] {
            match line.is_data() {
                true => rows.push(data(line, &bands)?),
                // Headings that come again, or a text between or below.
                false => rows.extend(placed(line, &bands)),
            }
        }
        Some(Self { above, rows })
    }
}

/// Whether another table begins with a line: it stands below an empty one, and headings come before figures do.
fn begins_another(lines: &[LaidLine<'_>], at: usize) -> bool {
    let (before, rest) = (&lines[at - 1], &lines[at..]);
    let heads = |line: &LaidLine<'_>| line.texts.len() > 1 && !line.is_data();
    let first = rest.iter().position(|line| heads(line) || line.is_data());
    let is_headed = first.and_then(|first| rest.get(first)).is_some_and(heads);
    let is_apart = rest
        .first()
        .is_some_and(|line| line.number > before.number + 1);
    is_headed && is_apart && before.is_data()
}

fn lines<'d>(document: &'d Document, table: &Table) -> Option<Vec<LaidLine<'d>>> {
    let mut lines: Vec<LaidLine<'d>> = Vec::new();
    let stretch = |cell: &Cell| {
        let end = cell.column.saturating_add(cell.column_span.max(1));
        (
            (cell.column, end),
            Cow::Borrowed(document.text(cell.text)),
            cell.place,
        )
    };
    for cell in &table.cells {
        let room = lines.len() < MOST_ROWS;
        match lines.last_mut() {
            Some(line) if line.number == cell.row && line.texts.len() < MOST_COLUMNS => {
                line.texts.push(stretch(cell));
            }
            Some(line) if line.number == cell.row => return None,
            _ if room => lines.push(LaidLine {
                number: cell.row,
                texts: vec![stretch(cell)],
            }),
            _ => return None,
        }
    }
    Some(lines)
}

/// Where the columns run: the stretches that texts of rows with figures take together.
fn bands(lines: &[LaidLine<'_>]) -> Option<Vec<Stretch>> {
    let rows = lines.iter().filter(|line| line.is_data());
    let mut all: Vec<Stretch> = rows
        .flat_map(|line| line.texts.iter().map(|(stretch, ..)| *stretch))
        .collect();
    all.sort_unstable();
    let mut bands: Vec<Stretch> = Vec::new();
    for (from, to) in all {
        let room = bands.len() < MOST_COLUMNS;
        match bands.last_mut() {
            Some(band) if from < band.1 => band.1 = band.1.max(to),
            _ if room => bands.push((from, to)),
            _ => return None,
        }
    }
    Some(bands)
}

fn overlap(one: Stretch, other: Stretch) -> u32 {
    one.1.min(other.1).saturating_sub(one.0.max(other.0))
}

/// A row with figures: each text in a column of its own.
fn data(line: &LaidLine<'_>, bands: &[Stretch]) -> Option<Vec<LaidCell>> {
    let cell = |(stretch, text, place): &(Stretch, Cow<'_, str>, Place)| {
        let column = bands.iter().position(|band| overlap(*band, *stretch) > 0)?;
        Some(LaidCell {
            text: text.to_string(),
            place: *place,
            column: column as u32,
            span: 1,
        })
    };
    let cells: Option<Vec<LaidCell>> = line.texts.iter().map(cell).collect();
    let cells = cells?;
    let apart = cells.windows(2).all(|pair| pair[0].column < pair[1].column);
    apart.then_some(cells)
}

/// A line of texts over columns: each takes those that it overlaps more than any other text does.
fn placed(line: &LaidLine<'_>, bands: &[Stretch]) -> Option<Vec<LaidCell>> {
    let widest = |band: &Stretch| {
        let texts = line.texts.iter().enumerate();
        let over = texts.map(|(at, (stretch, ..))| (overlap(*band, *stretch), at));
        let over: Vec<(u32, usize)> = over.filter(|(width, _)| *width > 0).collect();
        let most = over.iter().map(|(width, _)| *width).max()?;
        let mut best = over.iter().filter(|(width, _)| *width == most);
        let (_, at) = best.next()?;
        best.next().is_none().then_some(*at)
    };
    let owners: Vec<Option<usize>> = bands.iter().map(widest).collect();
    let mut cells = Vec::with_capacity(line.texts.len());
    for (at, (_, text, place)) in line.texts.iter().enumerate() {
        let own = |owner: &Option<usize>| *owner == Some(at);
        let from = owners.iter().position(own)?;
        let to = owners.iter().rposition(own)?;
        cells.push(LaidCell {
            text: text.to_string(),
            place: *place,
            column: from as u32,
            span: (to - from + 1) as u32,
        });
    }
    Some(cells)
}

/// The texts above the headings, and the headings. Those over several lines are one, with their words from top to
/// bottom; those of groups of columns stay above.
fn headings(
    lines: &[LaidLine<'_>],
    bands: &[Stretch],
) -> Option<(Vec<String>, Vec<Vec<LaidCell>>)> {
    let mut above = Vec::new();
    let mut rows: Vec<Vec<LaidCell>> = Vec::new();
    let mut before: Option<u32> = None;
    for line in lines {
        let cells = match (placed(line, bands), line.texts.as_slice()) {
            (Some(cells), [_, _, ..]) => cells,
            (Some(cells), [_]) if !rows.is_empty() => cells,
            // A text above the headings may stand anywhere.
            (_, [(_, text, _)]) => {
                above.push(text.to_string());
                continue;
            }
            _ => return None,
        };
        let follows = before.is_some_and(|number| number + 1 == line.number);
        before = Some(line.number);
        match rows.last_mut().filter(|_| follows) {
            Some(above) if are_pieces(above) && are_pieces(&cells) => join(above, cells),
            _ => rows.push(cells),
        }
    }
    // A heading over figures in several columns says of none what it is.
    let stands_alone = |cell: &LaidCell| cell.span == 1 || cell.column == 0;
    let fits = rows.last().is_none_or(|row| row.iter().all(stands_alone));
    fits.then_some((above, rows))
}

/// Whether a line may be one of several of the same headings: it heads single columns, and is no title alone
/// at the beginning of a line.
fn are_pieces(cells: &[LaidCell]) -> bool {
    let alone = matches!(cells, [only] if only.column == 0);
    !alone && cells.iter().all(|cell| cell.span == 1)
}

/// Adds the words of a line to the headings above.
fn join(above: &mut Vec<LaidCell>, cells: Vec<LaidCell>) {
    for cell in cells {
        match above.iter_mut().find(|own| own.column == cell.column) {
            Some(own) => {
                own.text.push(' ');
                own.text.push_str(&cell.text);
            }
            None => above.push(cell),
        }
    }
    above.sort_by_key(|cell| cell.column);
}

/// Whether a line may be the half of a label: it is a text alone, no wider than labels are, right above or below
/// a row with figures.
fn may_be_half(lines: &[LaidLine<'_>], at: usize, bands: &[Stretch]) -> bool {
    let (number, texts) = (lines[at].number, &lines[at].texts);
    let [(stretch, ..)] = texts.as_slice() else {
        return false;
    };
    if bands.get(1).is_some_and(|next| stretch.1 > next.0) {
        return false;
    }
    let above = at.checked_sub(1).and_then(|above| lines.get(above));
    let around = [above, lines.get(at + 1)];
    around
        .into_iter()
        .flatten()
        .any(|line| line.is_data() && line.number.abs_diff(number) == 1)
}

/// Whether a text is a number, perhaps with signs between its digits.
pub(super) fn is_number(text: &str) -> bool {
    let text = text.trim();
    text.starts_with(|c: char| c.is_ascii_digit())
        && text
            .chars()
            .all(|c| c.is_ascii_digit() || ",. %".contains(c))
}
