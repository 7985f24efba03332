//! The blocks of a table without rules: lines of figures under a head of their own. Each has
//! columns of its own, and one below another they are no grid.

use super::segment::{Row, Segment};
use super::values::Values;

/// Some lines of heads and of figures with their labels, from top to bottom.
pub(super) struct Block<'z> {
    /// Each line, and whether it heads columns of figures.
    lines: Vec<(&'z Row, bool)>,
}

impl<'z> Block<'z> {
    /// The blocks of a zone: a head below figures begins one.
    pub(super) fn all(zone: &'z [Row]) -> Vec<Self> {
        let firsts: Vec<Option<i32>> = zone.iter().map(first_figure).collect();
        let mut before = None;
        let mut blocks: Vec<Self> = Vec::new();
        let mut has_figures = true;
        for (index, row) in zone.iter().enumerate() {
            let after = firsts.iter().skip(index).find_map(|first| *first);
            let first = before.into_iter().chain(after).min();
            let head = first.is_some_and(|first| is_head(row, first));
            if head && has_figures {
                let caption = blocks.last_mut().and_then(Self::take_caption);
                blocks.push(Self {
                    lines: caption.into_iter().collect(),
                });
                has_figures = false;
            }
            if row.figures() > 0 {
                before = first_figure(row);
                has_figures = true;
            }
            match blocks.last_mut() {
                Some(block) => block.lines.push((row, head)),
                None => blocks.push(Self {
                    lines: vec![(row, head)],
                }),
            }
        }
        blocks
    }

    /// Takes away its last line where that is the caption of what follows: it stands below all
    /// figures, and is not the second half of a label around the last of them.
    fn take_caption(&mut self) -> Option<(&'z Row, bool)> {
        let last = self.lines.iter().rposition(|(row, _)| row.figures() > 0)?;
        let ((caption, _), (figures, _)) = (self.lines.last()?, self.lines.get(last)?);
        let below = self.lines.len() - last - 1;
        let above = last.checked_sub(1).and_then(|above| self.lines.get(above));
        let of_label = |(row, head): &&(&Row, bool)| !head && row.figures() == 0;
        let around = above.filter(of_label).is_some_and(|(above, _)| {
            let uneven = above.y() + caption.y() - 2 * figures.y();
            below == 1 && uneven.abs() * 3 <= caption.size
        });
        if below == 0 || around {
            return None;
        }
        self.lines.pop().map(|(row, _)| (row, true))
    }

    /// Its lines with figures.
    pub(super) fn figured(&self) -> impl Iterator<Item = &'z Row> + '_ {
        let lines = self.lines.iter().map(|(row, _)| *row);
        lines.filter(|row| row.figures() > 0)
    }

    /// Its lines that head columns.
    pub(super) fn heads(&self) -> impl Iterator<Item = &'z Row> + '_ {
        let heads = self.lines.iter().filter(|(_, head)| *head);
        heads.map(|(row, _)| *row)
    }

    /// Where its figures begin.
    pub(super) fn first_value(&self) -> i32 {
        let firsts = self.figured().filter_map(first_figure);
        firsts.min().unwrap_or(i32::MAX)
    }

    /// Its pieces: those of labels, and the others.
    pub(super) fn parts(&self) -> (Vec<&'z Segment>, Vec<&'z Segment>) {
        let first = self.first_value();
        let (mut labels, mut others) = (Vec::new(), Vec::new());
        for (row, head) in &self.lines {
            for one in &row.segments {
                match !head && one.rect.x1 <= first.saturating_add(one.size / 4) {
                    true => labels.push(one),
                    false => others.push(one),
                }
            }
        }
        (labels, others)
    }

    /// Its columns of figures: its own where it has figures in as many as are headed, else those of
    /// the whole table that are. None where figures are not parted from one another.
    pub(super) fn values(&self, whole: Option<&Values>) -> Option<Values> {
        let figured: Vec<&Row> = self.figured().collect();
        let own = Values::of(&figured)?;
        let first = self.first_value();
        let headed = |row: &'z Row| {
            let pieces = row.segments.iter().filter(|one| one.rect.x1 > first);
            pieces.collect::<Vec<&Segment>>()
        };
        let heads = self.heads().map(headed).max_by_key(Vec::len);
        let Some((whole, heads)) = whole.zip(heads) else {
            return Some(whole.cloned().unwrap_or(own));
        };
        let more = whole.within(&heads, &own);
        Some(
            match own.count() < heads.len() && more.count() == heads.len() {
                true => more,
                false => own,
            },
        )
    }
}

/// Where the first figure of a line begins.
fn first_figure(row: &Row) -> Option<i32> {
    let figures = row.segments.iter().filter(|one| one.is_figure());
    figures.map(|one| one.rect.x0).min()
}

/// Whether a line has no figures and reaches to where figures stand.
fn is_head(row: &Row, first: i32) -> bool {
    let reaches = |one: &Segment| one.rect.x1 > first + one.size / 4;
    row.figures() == 0 && row.segments.iter().any(reaches)
}
