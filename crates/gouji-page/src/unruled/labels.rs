//! Which pieces of labels belong to which figures.
//!
//! A label broken over lines stands beside its figures: around them where cells are centred, below
//! or above their line where they are not. Which of these a table keeps to is seen from how many
//! pieces find their figures. Labels that stand beside several rows are left over, and come out as
//! rows of their own.

use std::cmp::Ordering;

use super::blocks::Block;
use super::entry::{Entry, Piece};
use super::folding::folded;
use super::heads::{Head, joined};
use super::parting::parted;
use super::segment::{Row, Segment};
use super::values::Values;
use crate::numbering::is_numbered;

/// Pieces whose middles are this close to a line of figures stand on it, in hundredths of the size.
const ON_LINE: i32 = 40;
/// How much nearer to figures the upper half of a label may stand than the lower.
const CENTRED: i32 = 30;
/// Pieces that begin this close to one another are of one column, in hundredths of the size.
const SAME_COLUMN: i32 = 40;
/// How much larger than the smallest distance between lines of a label another may be: a twelfth.
const LOOSE: i32 = 12;

/// How cells of several lines stand beside those of one.
#[derive(Clone, Copy, Debug)]
enum Alignment {
    Middle,
    Top,
    Bottom,
    /// All that stands between a line of figures and the one above it: where rows follow one
    /// another without room, nothing else parts their labels.
    Above,
    /// All that stands between a line of figures and the one below it.
    Below,
}

/// The rows of a zone from top to bottom.
///
/// None where figures are not parted from one another or from labels.
pub(super) fn entries(zone: &[Row]) -> Option<Vec<Entry>> {
    let zone = folded(&parted(zone))?;
    let figured: Vec<&Row> = zone.iter().filter(|row| row.figures() > 0).collect();
    let whole = Values::of(&figured);
    let mut entries = Vec::new();
    for block in Block::all(&zone) {
        entries.extend(rows_of(&block, whole.as_ref())?);
    }
    Some(entries)
}

/// The rows of a block from top to bottom.
fn rows_of(block: &Block<'_>, whole: Option<&Values>) -> Option<Vec<Entry>> {
    let figured: Vec<&Row> = block.figured().collect();
    let values = block.values(whole)?;
    let (labels, others) = block.parts();
    let anchors: Vec<i32> = figured.iter().map(|row| figures_at(row)).collect();
    let heads = block.heads().map(Row::y).collect();
    let stack = Stack::new(&labels, &anchors, heads);
    let best = stack.best()?;
    let mut entries: Vec<Entry> = anchors
        .iter()
        .zip(&best.of_anchor)
        .map(|(y, of)| stack.labelled(*y, of))
        .collect();
    let mut rest = stack.left_over(&best);
    // Beside labels stand captions and the corner of the head.
    let from = match best.count() {
        0 => i32::MIN,
        _ => block.first_value(),
    };
    let mut heads = Vec::new();
    for one in others {
        let at = anchors.iter().position(|y| is_near(one, *y));
        match at.and_then(|at| entries.get_mut(at)) {
            Some(entry) => entry.pieces.push(Piece::of(one)),
            None if one.rect.x1 > from => heads.push(one),
            None => rest.push(Head {
                y: one.y,
                piece: Piece::of(one),
            }),
        }
    }
    rest.extend(joined(heads));
    for entry in &mut entries {
        values.fill(entry)?;
    }
    entries.extend(lines_of(rest));
    entries.sort_by_key(|entry| entry.y);
    for entry in &mut entries {
        entry.pieces.sort_by_key(|piece| piece.rect.x0);
    }
    Some(entries)
}

/// The height at which the figures of a row stand.
fn figures_at(row: &Row) -> i32 {
    let figure = row.segments.iter().find(|one| one.is_figure());
    figure.map_or_else(|| row.y(), |one| one.y)
}

fn is_near(one: &Segment, y: i32) -> bool {
    (one.y - y).abs() * 100 <= one.size * ON_LINE
}

/// What stands beside no figures, line by line: headings, captions, labels of groups.
fn lines_of(mut rest: Vec<Head>) -> Vec<Entry> {
    rest.sort_by_key(|head| (head.y, head.piece.rect.x0));
    let mut lines: Vec<Entry> = Vec::new();
    for Head { y, piece } in rest {
        match lines.last_mut() {
            Some(line) if (y - line.y) * 4 <= piece.rect.height() => line.pieces.push(piece),
            _ => lines.push(Entry {
                y,
                pieces: vec![piece],
            }),
        }
    }
    lines
}

/// The pieces of labels, in columns.
struct Stack<'z> {
    /// Column by column from the right, each from top to bottom.
    labels: Vec<&'z Segment>,
    /// The index of the column of each piece.
    columns: Vec<usize>,
    /// On which line of figures each piece stands.
    on: Vec<Option<usize>>,
    anchors: &'z [i32],
    /// Where lines stand that head columns of figures.
    heads: Vec<i32>,
    /// The distance between the lines of a label, where some has several.
    pitch: Option<i32>,
}

/// Which pieces each line of figures has.
struct Assigned {
    of_anchor: Vec<Vec<usize>>,
}

impl Assigned {
    fn count(&self) -> usize {
        self.of_anchor.iter().map(Vec::len).sum()
    }

    fn has(&self, piece: usize) -> bool {
        self.of_anchor.iter().any(|of| of.contains(&piece))
    }
}

/// The columns of labels from the right: those that begin at one place, or have their middle at
/// one place where that makes fewer columns.
fn columns<'z>(labels: &[&'z Segment]) -> Vec<Vec<&'z Segment>> {
    let begin = columns_by(labels, |one| one.rect.x0);
    let middle = columns_by(labels, |one| one.rect.centre().x);
    if middle.len() < begin.len() {
        middle
    } else {
        begin
    }
}

fn columns_by<'z>(labels: &[&'z Segment], place: fn(&Segment) -> i32) -> Vec<Vec<&'z Segment>> {
    let mut sorted = labels.to_vec();
    sorted.sort_by_key(|one| std::cmp::Reverse(place(one)));
    let mut columns: Vec<Vec<&Segment>> = Vec::new();
    for one in sorted {
        let same = |first: &&Segment| (place(first) - place(one)) * 100 <= one.size * SAME_COLUMN;
        match columns.last_mut() {
            Some(column) if column.first().is_some_and(same) => column.push(one),
            _ => columns.push(vec![one]),
        }
    }
    columns
}

impl<'z> Stack<'z> {
    fn new(labels: &[&'z Segment], anchors: &'z [i32], heads: Vec<i32>) -> Self {
        let parts = columns(labels);
        let mut stack = Self {
            labels: Vec::new(),
            columns: Vec::new(),
            on: Vec::new(),
            anchors,
            heads,
            pitch: None,
        };
        for (column, mut part) in parts.into_iter().enumerate() {
            part.sort_by_key(|one| one.y);
            for one in part {
                stack.on.push(anchors.iter().position(|y| is_near(one, *y)));
                stack.columns.push(column);
                stack.labels.push(one);
            }
        }
        stack.pitch = stack.smallest_pitch();
        stack
    }

    /// Two pieces one above the other in a column, and how far apart.
    fn pitch_between(&self, upper: usize, lower: usize) -> Option<i32> {
        let same = self.columns.get(upper)? == self.columns.get(lower)?;
        let distance = self.labels.get(lower)?.y - self.labels.get(upper)?.y;
        (same && distance > 0).then_some(distance)
    }

    /// Of pieces of which one at least stands on no line of figures; none where rows stand no
    /// farther apart, for then nothing tells lines of a label from rows.
    fn smallest_pitch(&self) -> Option<i32> {
        let pairs = (1..self.labels.len()).filter(|lower| {
            let on = |index: usize| self.on.get(index).copied().flatten().is_some();
            !(on(lower - 1) && on(*lower))
        });
        let pitches = pairs.filter_map(|lower| self.pitch_between(lower - 1, lower));
        let between_rows = self.anchors.windows(2).map(|pair| pair[1] - pair[0]).min();
        let rows_apart = |pitch: &i32| between_rows.is_none_or(|rows| pitch + pitch / LOOSE < rows);
        pitches.min().filter(rows_apart)
    }

    /// Whether two pieces may be neighbouring lines of one label.
    fn is_tight(&self, upper: usize, lower: usize) -> bool {
        let between = self.pitch_between(upper, lower).zip(self.pitch);
        between.is_some_and(|(distance, pitch)| distance <= pitch + pitch / LOOSE)
    }

    /// The labels by the alignment that finds most pieces their figures, without the doubtful ones.
    fn best(&self) -> Option<Assigned> {
        let all = [Alignment::Middle, Alignment::Top, Alignment::Bottom];
        let assigned = all.map(|alignment| self.assigned(alignment)).into_iter();
        let more = |best: Assigned, other: Assigned| match other.count() > best.count() {
            true => other,
            false => best,
        };
        let best = assigned.reduce(more)?;
        let [above, below] = [Alignment::Above, Alignment::Below].map(|one| self.assigned(one));
        let mut best = match above.count().cmp(&below.count()) {
            Ordering::Greater => more(best, above),
            Ordering::Less => more(best, below),
            // Neither is likelier.
            Ordering::Equal => best,
        };
        self.drop_doubtful(&mut best);
        Some(best)
    }

    /// A row with the label that these pieces make.
    fn labelled(&self, y: i32, of: &[usize]) -> Entry {
        let mut pieces = of.iter().filter_map(|index| self.labels.get(*index));
        let mut label = pieces.next().map(|first| Piece::of(first));
        if let Some(label) = &mut label {
            pieces.for_each(|one| label.append(one));
        }
        Entry {
            y,
            pieces: label.into_iter().collect(),
        }
    }

    /// Gives each line of figures the label that stands beside it: of the column nearest to the
    /// figures that has one there.
    fn assigned(&self, alignment: Alignment) -> Assigned {
        let mut assigned = Assigned {
            of_anchor: vec![Vec::new(); self.anchors.len()],
        };
        let columns = self.columns.last().map_or(0, |last| last + 1);
        for column in 0..columns {
            for (anchor, y) in self.anchors.iter().enumerate() {
                if assigned.of_anchor.get(anchor).is_some_and(Vec::is_empty) {
                    let label = self.label(column, anchor, *y, alignment);
                    let free = !label.iter().any(|piece| assigned.has(*piece));
                    if let Some(of) = assigned.of_anchor.get_mut(anchor).filter(|_| free) {
                        *of = label;
                    }
                }
            }
        }
        assigned
    }

    /// The pieces of a column that make the label at a line of figures.
    fn label(&self, column: usize, anchor: usize, y: i32, alignment: Alignment) -> Vec<usize> {
        let first = self.columns.partition_point(|other| *other < column);
        let end = self.columns.partition_point(|other| *other <= column);
        let core = (first..end).find(|index| self.on.get(*index) == Some(&Some(anchor)));
        let below = |index: usize| self.labels.get(index).is_some_and(|one| one.y < y);
        let split = (first..end).find(|index| !below(*index)).unwrap_or(end);
        let (mut from, mut to) = match core {
            Some(core) => (core, core + 1),
            None => (split, split),
        };
        let floats =
            |index: usize| (first..end).contains(&index) && self.on.get(index) == Some(&None);
        if let Alignment::Above | Alignment::Below = alignment {
            let Some(core) = core else {
                return Vec::new();
            };
            return match alignment {
                Alignment::Above => self.down_to(core, anchor, &floats),
                _ => self.down_from(core, anchor, &floats),
            };
        }
        loop {
            let above = from.checked_sub(1).filter(|index| floats(*index));
            let under = Some(to).filter(|index| floats(*index));
            // A numbered piece begins a label.
            let joins_above =
                |index: usize| from == to || self.is_tight(index, from) && !self.is_numbered(from);
            let joins_under = |index: usize| {
                from == to || self.is_tight(to - 1, index) && !self.is_numbered(index)
            };
            let above = above.filter(|index| joins_above(*index));
            let under = under.filter(|index| joins_under(*index));
            match (alignment, above, under) {
                (Alignment::Middle, Some(above), Some(under))
                    if self.is_centred(above, under, y) =>
                {
                    (from, to) = (above, under + 1);
                }
                (Alignment::Top, _, Some(under)) if core.is_some() => to = under + 1,
                (Alignment::Bottom, Some(above), _) if core.is_some() => from = above,
                (Alignment::Middle, ..)
                    if core.is_some() && self.goes_on_overleaf(anchor, to, end) =>
                {
                    return (from..=to).collect();
                }
                _ => return (from..to).collect(),
            }
        }
    }

    /// Whether a piece is the end of the label of the row on which the page before ends: it stands on the first
    /// line of its page and on no line of figures, and begins no label.
    fn goes_on_overleaf(&self, anchor: usize, index: usize, end: usize) -> bool {
        let below = self.anchors.get(anchor + 1);
        let is_next = |one: &&Segment| below.is_none_or(|below| one.y < *below);
        let piece = self.labels.get(index).copied().filter(is_next);
        let opens_page = piece.is_some_and(|one| one.opens_page);
        let floats = self.on.get(index) == Some(&None) && index < end;
        let begins =
            index + 1 < end && self.is_tight(index, index + 1) && !self.is_numbered(index + 1);
        opens_page && floats && !self.is_numbered(index) && !begins
    }

    /// The pieces above one that stand below the line of figures or heads above, from the last that
    /// is numbered on.
    fn down_to(&self, core: usize, anchor: usize, floats: &dyn Fn(usize) -> bool) -> Vec<usize> {
        let before = anchor
            .checked_sub(1)
            .and_then(|above| self.anchors.get(above));
        let y = self.anchors.get(anchor).copied().unwrap_or(0);
        let heads = self.heads.iter().filter(|head| **head < y).max();
        let floor = before.max(heads).copied().unwrap_or(i32::MIN);
        let mut from = core;
        while !self.is_numbered(from)
            && let Some(above) = from.checked_sub(1)
            && floats(above)
            && self.labels.get(above).is_some_and(|one| one.y > floor)
        {
            from = above;
        }
        (from..=core).collect()
    }

    /// The pieces below one that stand above the next line of figures, up to one that is numbered:
    /// nothing tells labels from captions below the last line of figures.
    fn down_from(&self, core: usize, anchor: usize, floats: &dyn Fn(usize) -> bool) -> Vec<usize> {
        let next = self.anchors.get(anchor + 1).copied();
        let ceiling = next.unwrap_or(i32::MIN);
        let mut to = core;
        while floats(to + 1)
            && !self.is_numbered(to + 1)
            && self.labels.get(to + 1).is_some_and(|one| one.y < ceiling)
        {
            to += 1;
        }
        (core..=to).collect()
    }

    fn is_numbered(&self, index: usize) -> bool {
        self.labels
            .get(index)
            .is_some_and(|one| is_numbered(&one.text))
    }

    fn is_centred(&self, above: usize, under: usize, y: i32) -> bool {
        let (Some(above), Some(under)) = (self.labels.get(above), self.labels.get(under)) else {
            return false;
        };
        let tight = self.pitch.is_some_and(|pitch| under.y - y <= pitch * 8);
        tight && (above.y + under.y - 2 * y).abs() * 100 <= above.size * CENTRED
    }

    /// Takes labels away between which and their figures something is left over: the true label, of
    /// which not all pieces were found.
    fn drop_doubtful(&self, assigned: &mut Assigned) {
        let left_over: Vec<&Segment> = (0..self.labels.len())
            .filter(|index| !assigned.has(*index))
            .filter_map(|index| self.labels.get(index).copied())
            .collect();
        for (anchor, of) in assigned.of_anchor.iter_mut().enumerate() {
            let end = of.iter().filter_map(|index| self.labels.get(*index));
            let end = end.map(|one| one.rect.x0).max();
            let doubtful = |one: &&Segment| {
                end.is_some_and(|end| one.rect.x0 > end) && self.is_adjacent(one, anchor)
            };
            if left_over.iter().any(doubtful) {
                of.clear();
            }
        }
    }

    /// Whether a piece stands nearer to a line of figures than to those above and below it.
    fn is_adjacent(&self, one: &Segment, anchor: usize) -> bool {
        let distance = |anchor: usize| self.anchors.get(anchor).map(|y| (one.y - y).abs());
        let Some(own) = distance(anchor) else {
            return false;
        };
        let above = anchor.checked_sub(1).and_then(distance);
        above.is_none_or(|above| own <= above)
            && distance(anchor + 1).is_none_or(|below| own <= below)
    }

    /// What no line of figures has, with the lines of a label joined, each at its first line.
    fn left_over(&self, assigned: &Assigned) -> Vec<Head> {
        let mut rest: Vec<Head> = Vec::new();
        let mut before = None;
        for (index, one) in self.labels.iter().enumerate() {
            if assigned.has(index) {
                continue;
            }
            let goes_on =
                before.is_some_and(|before| before + 1 == index && self.is_tight(before, index));
            match rest.last_mut() {
                Some(last) if goes_on => last.piece.append(one),
                _ => rest.push(Head {
                    y: one.y,
                    piece: Piece::of(one),
                }),
            }
            before = Some(index);
        }
        rest
    }
}
