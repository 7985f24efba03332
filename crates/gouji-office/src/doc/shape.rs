//! The cells of a row of an old Word table.

use crate::bytes::{u8_at, u16_at};
use crate::edges::EdgeCell;
use crate::levels::RowShape;
use crate::rows::Vertical;

use super::sprms;

/// The length of the description of a cell.
const CELL: usize = 20;
/// Whether a cell is merged into the one to its left.
const MERGED: u16 = 0x0002;
const MERGED_VERTICALLY: u16 = 0x0020;
const FIRST_VERTICALLY: u16 = 0x0040;

/// The shape of a row, from the properties of the mark that ends it.
pub(super) fn shape<'s>(properties: impl Iterator<Item = (u16, &'s [u8])>) -> RowShape {
    let mut shape = RowShape::default();
    for (property, value) in properties {
        match property {
            sprms::CELLS => shape = described(value).unwrap_or_default(),
            sprms::MERGE => merge(&mut shape, value),
            sprms::MERGE_VERTICALLY => merge_vertically(&mut shape, value),
            _ => sprms::shaded_cells(property, value, |first, last| {
                let cells = shape.cells.iter_mut().enumerate();
                for (_, cell) in cells.filter(|(at, _)| (first..=last).contains(at)) {
                    cell.is_shaded = true;
                }
            }),
        }
    }
    shape
}

fn described(value: &[u8]) -> Option<RowShape> {
    let count = usize::from(u8_at(value, 0)?);
    let edge =
        |index: usize| u16_at(value, 1 + index * 2).map(|edge| i32::from(edge.cast_signed()));
    let mut shape = RowShape {
        left: edge(0)?,
        ..RowShape::default()
    };
    for index in 0..count {
        let flags = u16_at(value, 1 + (count + 1) * 2 + index * CELL).unwrap_or(0);
        shape.cells.push(EdgeCell {
            right: edge(index + 1)?,
            joins_left: flags & MERGED != 0,
            vertical: match (flags & MERGED_VERTICALLY, flags & FIRST_VERTICALLY) {
                (0, _) => Vertical::Single,
                (_, 0) => Vertical::Continue,
                _ => Vertical::Restart,
            },
            is_shaded: false,
        });
    }
    Some(shape)
}

fn merge(shape: &mut RowShape, value: &[u8]) {
    let (Some(first), Some(limit)) = (u8_at(value, 0), u8_at(value, 1)) else {
        return;
    };
    let merged = usize::from(first) + 1..usize::from(limit);
    for cell in shape.cells.get_mut(merged).unwrap_or_default() {
        cell.joins_left = true;
    }
}

fn merge_vertically(shape: &mut RowShape, value: &[u8]) {
    let (Some(index), Some(how)) = (u8_at(value, 0), u8_at(value, 1)) else {
        return;
    };
    if let Some(cell) = shape.cells.get_mut(usize::from(index)) {
        cell.vertical = match how {
            0 => Vertical::Single,
            1 => Vertical::Continue,
            _ => Vertical::Restart,
        };
    }
}
