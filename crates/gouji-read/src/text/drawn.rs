//! Tables drawn with lines and joints: `+---+===+` of grid tables, `├───┼───┤` of drawings.
//!
//! The joints say where columns begin, so a cell that spans several is known by the bars it lacks,
//! and one that reaches over several rows by the stroke it lacks above. Where nearly every row is
//! ruled off, what stands between two rulings is one row, and the lines of a wrapped cell are one
//! text; elsewhere each line is a row.

use gouji_document::{Builder, Cell, ColumnEvidence, Table};
use unicode_width::UnicodeWidthChar;

use super::line::{Line, is_value};
use super::markup::push_cell;
use super::ruling::{is_bar, is_joint, is_stroke, width};

/// Fewest bands of a table whose rows are all ruled off.
const FEWEST_BANDS: usize = 4;
/// Most lines of a band with a value in the same column: a figure may be broken in two.
const MOST_BROKEN: usize = 2;
/// Most columns of a drawing.
const MOST_COLUMNS: usize = 256;

/// How wide a drawing takes a character to be.
type Measure = fn(char) -> u32;

/// The measures that programs draw with: as on a screen, by count, and as on an East Asian screen,
/// where strokes are as wide as characters.
const MEASURES: [Measure; 3] = [width, |_| 1, |c| c.width_cjk().unwrap_or(0) as u32];

/// What stands between two bars of a line.
#[derive(Clone, Copy, Debug)]
struct Segment<'s> {
    /// Its first column, and one past its last.
    from: usize,
    to: usize,
    start: u32,
    text: &'s str,
}

impl Segment<'_> {
    fn is_ruled(&self) -> bool {
        let mut chars = self.text.trim_matches(':').chars();
        let strokes = chars.by_ref().take(2).filter(|c| is_stroke(*c)).count();
        strokes == 2 && chars.all(is_stroke)
    }
}

/// The lines between two rulings.
#[derive(Debug, Default)]
struct Band<'s> {
    lines: Vec<Vec<Segment<'s>>>,
    /// Columns without a stroke above them.
    open: Vec<usize>,
}

/// A drawn table.
#[derive(Debug)]
pub(super) struct Drawing<'s> {
    bands: Vec<Band<'s>>,
}

impl<'s> Drawing<'s> {
    /// The drawing a run of lines is, if every bar stands below a joint.
    pub(super) fn of(run: &[Line<'s>]) -> Option<Self> {
        let jointed = |line: &Line<'_>| line.is_ruling && line.text.contains(is_joint);
        if !run.iter().any(jointed) {
            return None;
        }
        MEASURES
            .iter()
            .find_map(|measure| Self::measured(run, *measure))
    }

    fn measured(run: &[Line<'s>], measure: Measure) -> Option<Self> {
        let edges = edges(run, measure);
        if edges.len() < 2 || edges.len() > MOST_COLUMNS {
            return None;
        }
        let mut bands = vec![Band::default()];
        for line in run {
            let segments = segments(line, &edges, measure)?;
            let ruled = segments.iter().any(Segment::is_ruled);
            if !ruled {
                bands.last_mut()?.lines.push(segments);
                continue;
            }
            let open: Vec<Segment<'s>> =
                segments.into_iter().filter(|one| !one.is_ruled()).collect();
            let columns = open.iter().flat_map(|one| one.from..one.to).collect();
            // What stands beside a stroke goes on with the cell above.
            if open.iter().any(|one| !one.text.trim().is_empty()) {
                bands.last_mut()?.lines.push(open);
            }
            bands.push(Band {
                open: columns,
                ..Band::default()
            });
        }
        bands.retain(|band| !band.lines.is_empty());
        Some(Self { bands })
    }

    /// Whether the rows are ruled off from each other.
    fn is_ruled_off(&self) -> bool {
        let mut most = 0;
        for band in &self.bands {
            let mut values = [0_usize; MOST_COLUMNS];
            for one in band
                .lines
                .iter()
                .flatten()
                .filter(|one| is_value(one.text.trim()))
            {
                if let Some(count) = values.get_mut(one.from) {
                    *count += 1;
                    most = most.max(*count);
                }
            }
        }
        self.bands.len() >= FEWEST_BANDS && most <= MOST_BROKEN
    }

    /// Reads the table.
    pub(super) fn read(self, builder: &mut Builder) {
        let ruled_off = self.is_ruled_off();
        let mut drafts: Vec<Draft<'s>> = Vec::new();
        let mut latest = vec![None; MOST_COLUMNS];
        let mut row = 0;
        for band in self.bands {
            if ruled_off {
                joined(&mut drafts, &mut latest, &band, row);
                row += 1;
                continue;
            }
            for line in band.lines {
                drafts.extend(line.iter().map(|segment| Draft::new(segment, row)));
                row += 1;
            }
        }
        drafts.sort_by_key(|draft| (draft.row, draft.from));
        let cells = drafts.iter().map(|draft| draft.cell(builder)).collect();
        builder.table(Table {
            cells,
            columns: ColumnEvidence::Grid,
        });
    }
}

/// Adds the cells of a band that is one row. `latest` are the last cells of all columns.
fn joined<'s>(
    drafts: &mut Vec<Draft<'s>>,
    latest: &mut [Option<usize>],
    band: &Band<'s>,
    row: usize,
) {
    for segment in band.lines.iter().flatten() {
        let above = band.open.contains(&segment.from);
        let last = latest.get(segment.from).copied().flatten();
        let last = last.and_then(|index| drafts.get_mut(index));
        match last.filter(|draft| above || draft.row == row) {
            Some(draft) => {
                draft.lines.push((segment.start, segment.text));
                draft.rows = row - draft.row + 1;
            }
            None => {
                if let Some(latest) = latest.get_mut(segment.from) {
                    *latest = Some(drafts.len());
                }
                drafts.push(Draft::new(segment, row));
            }
        }
    }
}

/// A cell before its text is pushed.
struct Draft<'s> {
    row: usize,
    from: usize,
    to: usize,
    rows: usize,
    lines: Vec<(u32, &'s str)>,
}

impl<'s> Draft<'s> {
    fn new(segment: &Segment<'s>, row: usize) -> Self {
        Self {
            row,
            from: segment.from,
            to: segment.to,
            rows: 1,
            lines: vec![(segment.start, segment.text)],
        }
    }

    fn cell(&self, builder: &mut Builder) -> Cell {
        let (text, place) = push_cell(builder, &self.lines);
        Cell {
            text,
            place,
            row: self.row as u32,
            column: self.from as u32,
            row_span: self.rows as u32,
            column_span: (self.to - self.from).max(1) as u32,
        }
    }
}

/// Where columns begin and end: at every joint and bar of the rulings.
fn edges(run: &[Line<'_>], measure: Measure) -> Vec<u32> {
    let mut edges = Vec::new();
    for line in run.iter().filter(|line| line.is_ruling) {
        let mut at = 0;
        for c in line.text.chars() {
            if is_joint(c) || is_bar(c) {
                edges.push(at);
            }
            at += measure(c);
        }
        edges.sort_unstable();
        edges.dedup();
        if edges.len() > MOST_COLUMNS {
            break;
        }
    }
    edges
}

/// The segments of a line; nothing where a bar stands below no joint.
fn segments<'s>(line: &Line<'s>, edges: &[u32], measure: Measure) -> Option<Vec<Segment<'s>>> {
    let mut found = Vec::new();
    let mut opened: Option<(usize, usize)> = None;
    let mut column = 0;
    let text = line.text.trim_end();
    for (at, c) in text.char_indices() {
        let edge = edges.binary_search(&column);
        column += measure(c);
        let border = is_bar(c) || (is_joint(c) && edge.is_ok() && is_drawn(text, at));
        if !border {
            continue;
        }
        let edge = edge.ok()?;
        if let Some((from, start)) = opened {
            let text = text.get(start..at)?;
            let start = line.start + start as u32;
            found.push(Segment {
                from,
                to: edge,
                start,
                text,
            });
        } else if !text.get(..at)?.trim().is_empty() {
            return None;
        }
        opened = Some((edge, at + c.len_utf8()));
    }
    let (_, end) = opened?;
    (text.get(end..)?.trim().is_empty() && !found.is_empty()).then_some(found)
}

/// Whether a plus sign is a joint: a stroke stands beside it.
fn is_drawn(text: &str, at: usize) -> bool {
    let before = text.get(..at).and_then(|text| text.chars().next_back());
    let after = text.get(at..).and_then(|text| text.chars().nth(1));
    [before, after].into_iter().flatten().any(is_stroke)
        || !text.get(at..).is_some_and(|text| text.starts_with('+'))
}
