//! What lies over the cells of a sheet: where a drawing is anchored, and what kind of object it is.

use std::collections::BTreeSet;

use crate::bytes::{u16_at, u32_at};

use super::records::Record;

/// The part of a drawing that says over which cells it lies.
const ANCHOR: u16 = 0xf010;
/// What marks a part of a drawing that holds others.
const HOLDS_OTHERS: u16 = 0x000f;
/// The length of what stands before each part.
const HEADER: usize = 8;
/// Lines, the kinds of controls and the frames of comments: they show no figure.
const LINE: u16 = 1;
const LAST_SHOWN: u16 = 9;

/// The objects of a sheet.
#[derive(Debug, Default)]
pub(super) struct Drawings {
    /// Where the last drawing is anchored, whose object follows in a record of its own.
    anchor: Option<(u32, u32)>,
    /// The cells that pictures and shapes are anchored in, as rows and columns from 0.
    pub(super) places: BTreeSet<(u32, u32)>,
}

impl Drawings {
    /// Takes note of a drawing.
    pub(super) fn drawing(&mut self, record: &Record<'_>) {
        let pieces = std::iter::once(record.data).chain(record.continued.iter().copied());
        for piece in pieces {
            self.anchor = anchor(piece).or(self.anchor);
        }
    }

    /// Takes note of the object that a drawing shows.
    pub(super) fn object(&mut self, data: &[u8]) {
        let anchor = self.anchor.take();
        let shows = |kind: u16| kind <= LAST_SHOWN && kind != LINE;
        if u16_at(data, 4).is_some_and(shows) {
            self.places.extend(anchor);
        }
    }
}

/// The last cell that a drawing says it is anchored in.
fn anchor(piece: &[u8]) -> Option<(u32, u32)> {
    let (mut at, mut found) = (0, None);
    while let (Some(options), Some(kind)) = (u16_at(piece, at), u16_at(piece, at + 2)) {
        let length = u32_at(piece, at + 4)? as usize;
        at += HEADER;
        if options & HOLDS_OTHERS == HOLDS_OTHERS {
            continue;
        }
        if kind == ANCHOR {
            let place = |offset: usize| u16_at(piece, at + offset).map(u32::from);
            found = place(6).zip(place(2)).or(found);
        }
        let Some(next) = at.checked_add(length) else {
            break;
        };
        at = next;
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    fn drawing(row: u16, column: u16) -> Vec<u8> {
        let mut bytes = vec![0x0f, 0, 0x04, 0xf0, 42, 0, 0, 0];
        bytes.extend([0xb2, 0x04, 0x0a, 0xf0, 8, 0, 0, 0]);
        bytes.extend([0; 8]);
        bytes.extend([0, 0, 0x10, 0xf0, 18, 0, 0, 0, 0, 0]);
        for field in [column, 0, row, 0, column, 0, row, 0] {
            bytes.extend(field.to_le_bytes());
        }
        bytes
    }

    fn record(data: &[u8]) -> Record<'_> {
        Record {
            kind: 0,
            data,
            continued: Vec::new(),
            end: 0,
        }
    }

    #[test]
    fn pictures_are_found_and_comments_are_not() {
        let mut drawings = Drawings::default();
        for (at, kind) in [(3, 8), (4, 25), (5, 20), (6, 1), (7, 6)] {
            drawings.drawing(&record(&drawing(at, at + 1)));
            drawings.object(&[0x15, 0, 0x12, 0, kind, 0]);
        }
        drawings.object(&[0x15, 0, 0x12, 0, 8, 0]);
        assert_eq!(drawings.places, BTreeSet::from([(3, 4), (7, 8)]));
    }

    #[test]
    fn drawings_that_are_cut_off_or_boast_of_their_length_end() {
        let whole = drawing(3, 4);
        for cut in 0..whole.len() {
            anchor(&whole[..cut]);
        }
        assert_eq!(anchor(&[0, 0, 0, 0, 255, 255, 255, 255]), None);
        assert_eq!(anchor(&[15, 0, 0, 0, 255, 255, 255, 255, 0]), None);
    }
}
