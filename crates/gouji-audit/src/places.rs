//! Places as bytes: each by how far it is from the one before it, since what follows in a report mostly
//! follows in its file.

use gouji_model::{Place, SourceRange};

use crate::bytes::{Reader, push_number};

const NOWHERE: u8 = 0;
const TEXT: u8 = 1;
const WORD: u8 = 2;
const PARAGRAPH: u8 = 3;
const SHEET: u8 = 4;
const PAGE: u8 = 5;

/// Places that are written one after the other.
#[derive(Debug, Default)]
pub(crate) struct Places(Before);

/// The same while they are read.
#[derive(Debug, Default)]
pub(crate) struct PlacesRead(Before);

/// The numbers of the place before.
#[derive(Debug, Default)]
struct Before([i64; 5]);

impl Places {
    /// Adds a place, or that there is none.
    pub(crate) fn push(&mut self, bytes: &mut Vec<u8>, place: Option<Place>) {
        let (kind, numbers, count) = match place {
            None => (NOWHERE, [0; 5], 0),
            Some(place) => numbers_of(place),
        };
        bytes.push(kind);
        let each = numbers.iter().zip(&mut self.0.0).take(count);
        for (number, before) in each {
            let by = number - *before;
            // Small distances of either sign are few bytes.
            push_number(bytes, u128::from(((by << 1) ^ (by >> 63)).cast_unsigned()));
            *before = *number;
        }
        // The end of a range is distinguished from its beginning.
        if let [start, end, ..] = &mut self.0.0
            && kind == TEXT
        {
            *start += *end;
        }
    }
}

/// The kind of a place, and its numbers: of a range where it begins, and how long it is.
fn numbers_of(place: Place) -> (u8, [i64; 5], usize) {
    match place {
        Place::Text(SourceRange { start, end }) => {
            let (start, end) = (i64::from(start), i64::from(end));
            (TEXT, [start, end - start, 0, 0, 0], 2)
        }
        Place::Word { table, row, column } => (WORD, [table, row, column, 0, 0].map(i64::from), 3),
        Place::Paragraph { index } => (PARAGRAPH, [index, 0, 0, 0, 0].map(i64::from), 1),
        Place::Sheet { sheet, row, column } => {
            (SHEET, [sheet, row, column, 0, 0].map(i64::from), 3)
        }
        Place::Page {
            page,
            bbox: [x0, y0, x1, y1],
        } => {
            let [x0, y0, x1, y1] = [x0, y0, x1, y1].map(i64::from);
            (PAGE, [i64::from(page), x0, y0, x1, y1], 5)
        }
    }
}

impl PlacesRead {
    /// The next place, or that there is none; nothing where the bytes are no places.
    pub(crate) fn read(&mut self, bytes: &mut Reader<'_>) -> Option<Option<Place>> {
        let kind = bytes.byte()?;
        let count = match kind {
            NOWHERE => return Some(None),
            TEXT => 2,
            WORD | SHEET => 3,
            PARAGRAPH => 1,
            PAGE => 5,
            _ => return None,
        };
        for before in self.0.0.iter_mut().take(count) {
            let folded = u64::try_from(bytes.number()?).ok()?;
            let by = (folded >> 1).cast_signed() ^ -((folded & 1).cast_signed());
            *before = before.checked_add(by)?;
        }
        let small = |number: i64| u32::try_from(number).ok();
        let [a, b, c, d, e] = self.0.0;
        let place = match kind {
            TEXT => {
                let end = a.checked_add(b)?;
                self.0.0[0] = end;
                Place::Text(SourceRange::new(small(a)?, small(end)?))
            }
            WORD => Place::Word {
                table: small(a)?,
                row: small(b)?,
                column: small(c)?,
            },
            PARAGRAPH => Place::Paragraph { index: small(a)? },
            SHEET => Place::Sheet {
                sheet: small(a)?,
                row: small(b)?,
                column: small(c)?,
            },
            _ => {
                let side = |number: i64| i32::try_from(number).ok();
                Place::Page {
                    page: small(a)?,
                    bbox: [side(b)?, side(c)?, side(d)?, side(e)?],
                }
            }
        };
        Some(Some(place))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn places_come_back_as_they_were() {
        let text = |start, end| Some(Place::Text(SourceRange::new(start, end)));
        let places = [
            text(900, 903),
            text(7, 7),
            None,
            text(u32::MAX, u32::MAX),
            Some(Place::Word {
                table: 2,
                row: 30,
                column: 1,
            }),
            Some(Place::Paragraph { index: 12 }),
            Some(Place::Sheet {
                sheet: 0,
                row: 4_000_000,
                column: 3,
            }),
            Some(Place::Page {
                page: 3,
                bbox: [-1, 20_000, i32::MAX, i32::MIN],
            }),
            text(8, 3),
            text(900, 1000),
        ];
        let mut bytes = Vec::new();
        let mut writing = Places::default();
        for place in places {
            writing.push(&mut bytes, place);
        }
        let mut reader = Reader::new(&bytes);
        let mut reading = PlacesRead::default();
        for place in places {
            assert_eq!(reading.read(&mut reader), Some(place));
        }
        assert_eq!(reading.read(&mut reader), None);
    }
}
