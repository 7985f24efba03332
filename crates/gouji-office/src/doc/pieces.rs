//! The text of an old Word file: pieces of a stream, of one or two bytes for each character.

use std::ops::Range;

use encoding_rs::WINDOWS_1252;

use crate::OfficeError;
use crate::bytes::{u8_at, u16_at, u32_at};

use super::header::damaged;
use super::header::{self, Header};

/// Marks a piece of one byte for each character.
const NARROW: u32 = 0x4000_0000;
/// The kinds of entries in the list of pieces.
const PROPERTIES: u8 = 1;
const PIECES: u8 = 2;
/// The length of the description of a piece.
const DESCRIPTION: usize = 8;

/// A UTF-16 unit of text and where it stands in the stream.
#[derive(Clone, Copy, Debug)]
pub(super) struct Unit {
    /// The unit.
    pub value: u16,
    /// Its first byte in the stream.
    pub at: usize,
    /// Its place in the whole text.
    pub place: u32,
}

#[derive(Debug)]
struct Piece<'s> {
    /// The place of its first unit in the whole text.
    place: u32,
    bytes: &'s [u8],
    start: usize,
    width: usize,
}

/// The pieces of the whole text: the body, and what follows it.
#[derive(Debug)]
pub(super) struct Pieces<'s>(Vec<Piece<'s>>);

impl<'s> Pieces<'s> {
    /// Finds the pieces.
    pub(super) fn read(
        main: &'s [u8],
        tables: &[u8],
        header: &Header,
    ) -> Result<Self, OfficeError> {
        let list = list(header::at(tables, header.pieces)?)?;
        let count = list.len().saturating_sub(4) / (4 + DESCRIPTION);
        let mut pieces = Vec::new();
        let mut left = header.boxes.end as usize;
        // No character stands twice; a file that says so could be read for ever.
        let mut room = main.len();
        for index in 0..count {
            let number = |at: usize| u32_at(list, at).ok_or_else(damaged);
            let (from, to) = (number(index * 4)?, number(index * 4 + 4)?);
            let length = to.checked_sub(from).ok_or_else(damaged)? as usize;
            let length = length.min(left);
            let place = number((count + 1) * 4 + index * DESCRIPTION + 2)?;
            let piece = piece(main, from, place, length)?;
            room = room.checked_sub(piece.bytes.len()).ok_or_else(damaged)?;
            left -= length;
            pieces.push(piece);
        }
        if left > 0 {
            return Err(damaged());
        }
        Ok(Self(pieces))
    }

    /// The units of a stretch of the text.
    pub(super) fn units(&self, places: Range<u32>) -> impl Iterator<Item = Unit> {
        let end = |piece: &Piece<'_>| piece.place as usize + piece.bytes.len() / piece.width;
        let first = self
            .0
            .partition_point(|piece| end(piece) <= places.start as usize);
        let reached = self.0.get(first..).unwrap_or_default().iter();
        reached.flat_map(move |piece| {
            let length = piece.bytes.len() / piece.width;
            let inside = |place: u32| (place.saturating_sub(piece.place) as usize).min(length);
            let (from, to) = (inside(places.start), inside(places.end));
            let bytes = piece
                .bytes
                .get(from * piece.width..to.max(from) * piece.width);
            let units = bytes.unwrap_or_default().chunks_exact(piece.width);
            (from..).zip(units).map(|(index, bytes)| Unit {
                value: u16_at(bytes, 0).unwrap_or_else(|| narrow(bytes)),
                at: piece.start + index * piece.width,
                place: piece.place + index as u32,
            })
        })
    }
}

fn piece(main: &[u8], from: u32, place: u32, length: usize) -> Result<Piece<'_>, OfficeError> {
    let (start, width) = if place & NARROW != 0 {
        ((place & !NARROW) as usize / 2, 1)
    } else {
        (place as usize, 2)
    };
    let end = start.checked_add(length * width).ok_or_else(damaged)?;
    let bytes = main.get(start..end).ok_or_else(damaged)?;
    Ok(Piece {
        place: from,
        bytes,
        start,
        width,
    })
}

/// A character of one byte.
fn narrow(bytes: &[u8]) -> u16 {
    let (text, _) = WINDOWS_1252.decode_without_bom_handling(bytes);
    let unit = text.encode_utf16().next();
    unit.unwrap_or(u16::from(b'?'))
}

/// The list of pieces, behind properties that change text but not what it says.
fn list(mut entries: &[u8]) -> Result<&[u8], OfficeError> {
    loop {
        let rest = match u8_at(entries, 0) {
            Some(PROPERTIES) => {
                let length = usize::from(u16_at(entries, 1).ok_or_else(damaged)?);
                entries.get(3 + length..)
            }
            Some(PIECES) => {
                let length = u32_at(entries, 1).ok_or_else(damaged)? as usize;
                return entries
                    .get(5..)
                    .and_then(|rest| rest.get(..length))
                    .ok_or_else(damaged);
            }
            _ => None,
        };
        entries = rest.ok_or_else(damaged)?;
    }
}
