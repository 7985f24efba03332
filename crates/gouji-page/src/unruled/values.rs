//! The columns of figures in a table without ruling lines: which they are, and where one is blank.

use super::entry::{Entry, Piece};
use super::segment::{Row, Segment};
use crate::geometry::Rect;

/// The columns of figures: where they begin and end.
#[derive(Clone, Debug)]
pub(super) struct Values(Vec<(i32, i32)>);

impl Values {
    /// The columns that the figures of all lines fall into; none where two figures of one line fall
    /// into one.
    pub(super) fn of(figured: &[&Row]) -> Option<Self> {
        let all = figured.iter().flat_map(|row| &row.segments);
        let figures = all.filter(|one| one.is_figure());
        let mut extents: Vec<(i32, i32)> = figures.map(|one| (one.rect.x0, one.rect.x1)).collect();
        extents.sort_unstable();
        let mut columns: Vec<(i32, i32)> = Vec::new();
        for (from, to) in extents {
            match columns.last_mut() {
                Some(last) if from < last.1 => last.1 = last.1.max(to),
                _ => columns.push((from, to)),
            }
        }
        let values = Self(columns);
        let clear = |row: &&Row| {
            let figures = row.segments.iter().filter(|one| one.is_figure());
            let columns: Vec<usize> = figures.filter_map(|one| values.column(&one.rect)).collect();
            columns.windows(2).all(|pair| pair[0] != pair[1])
        };
        figured.iter().all(clear).then_some(values)
    }

    /// How many they are.
    pub(super) fn count(&self) -> usize {
        self.0.len()
    }

    /// Those of the columns under a head, or in which a block has figures.
    pub(super) fn within(&self, heads: &[&Segment], own: &Self) -> Self {
        let middle = |(from, to): &(i32, i32)| (from + to) / 2;
        let nearest = |x: i32| {
            let columns = self.0.iter();
            columns
                .min_by_key(|column| (middle(column) - x).abs())
                .copied()
        };
        let headed: Vec<(i32, i32)> = heads
            .iter()
            .filter_map(|one| nearest(one.rect.centre().x))
            .collect();
        let stays = |column: &&(i32, i32)| {
            let over = |other: &(i32, i32)| column.0 < other.1 && other.0 < column.1;
            own.0.iter().any(over) || headed.contains(column)
        };
        Self(self.0.iter().filter(stays).copied().collect())
    }

    fn column(&self, rect: &Rect) -> Option<usize> {
        let within = |(from, to): &(i32, i32)| rect.x0 < *to && *from < rect.x1;
        self.0.iter().position(within)
    }

    /// Adds a blank cell for each column in which a row has nothing. None where something else
    /// reaches into a column: a label that runs into its figure.
    pub(super) fn fill(&self, entry: &mut Entry) -> Option<()> {
        let mut taken = vec![false; self.0.len()];
        for piece in &entry.pieces {
            let Some(column) = self.column(&piece.rect) else {
                continue;
            };
            let reaches_on = self
                .0
                .get(column + 1)
                .is_some_and(|(from, _)| *from < piece.rect.x1);
            let begins_before = self
                .0
                .get(column)
                .is_some_and(|(from, _)| piece.rect.x0 < *from);
            if reaches_on || begins_before {
                return None;
            }
            *taken.get_mut(column)? = true;
        }
        let blank = |(from, to): &(i32, i32)| Piece {
            text: String::new(),
            rect: Rect::new(*from, entry.y, *to, entry.y),
        };
        let blanks: Vec<Piece> = self
            .0
            .iter()
            .zip(&taken)
            .filter(|(_, taken)| !**taken)
            .map(|(column, _)| blank(column))
            .collect();
        entry.pieces.extend(blanks);
        Some(())
    }
}
