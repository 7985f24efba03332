//! The records of an old workbook: a number for the kind, a length, and the data.

use crate::bytes::u16_at;

pub(super) const END: u16 = 0x000a;
pub(super) const BEGIN: u16 = 0x0809;
pub(super) const CONTINUE: u16 = 0x003c;
pub(super) const FILE_PASS: u16 = 0x002f;
pub(super) const SHEET: u16 = 0x0085;
pub(super) const DATE_MODE: u16 = 0x0022;
pub(super) const FONT: u16 = 0x0031;
pub(super) const FORMAT: u16 = 0x041e;
pub(super) const PALETTE: u16 = 0x0092;
pub(super) const STYLE: u16 = 0x00e0;
pub(super) const TEXTS: u16 = 0x00fc;
pub(super) const MERGED: u16 = 0x00e5;
pub(super) const NUMBER: u16 = 0x0203;
pub(super) const SHORT_NUMBER: u16 = 0x027e;
pub(super) const NUMBERS: u16 = 0x00bd;
pub(super) const TEXT: u16 = 0x0204;
pub(super) const RICH_TEXT: u16 = 0x00d6;
pub(super) const SHARED_TEXT: u16 = 0x00fd;
pub(super) const LOGICAL: u16 = 0x0205;
pub(super) const FORMULA: u16 = 0x0006;
pub(super) const TEXT_RESULT: u16 = 0x0207;

/// What may put something under letters besides the styles of cells: conditions, and a picture of the sheet.
pub(super) const GROUNDS: [u16; 3] = [0x01b0, 0x0879, 0x00e9];

pub(super) const DRAWING: u16 = 0x00ec;
pub(super) const OBJECT: u16 = 0x005d;

/// A record.
#[derive(Debug)]
pub(super) struct Record<'s> {
    /// What it is.
    pub kind: u16,
    /// Its data.
    pub data: &'s [u8],
    /// The data of the records that continue it.
    pub continued: Vec<&'s [u8]>,
    /// Where it ends in the stream.
    pub end: usize,
}

/// Cuts a stream into records; ends where one is cut off.
pub(super) struct Records<'s> {
    stream: &'s [u8],
    at: usize,
}

impl<'s> Records<'s> {
    /// The records from the start of a stream.
    pub(super) fn new(stream: &'s [u8]) -> Self {
        Self { stream, at: 0 }
    }

    fn piece(&mut self) -> Option<(u16, &'s [u8])> {
        let kind = u16_at(self.stream, self.at)?;
        let length = usize::from(u16_at(self.stream, self.at + 2)?);
        let data = self.stream.get(self.at + 4..self.at + 4 + length)?;
        self.at += 4 + length;
        Some((kind, data))
    }
}

impl<'s> Iterator for Records<'s> {
    type Item = Record<'s>;

    fn next(&mut self) -> Option<Record<'s>> {
        let (kind, data) = self.piece()?;
        let mut continued = Vec::new();
        while u16_at(self.stream, self.at) == Some(CONTINUE) {
            continued.push(self.piece()?.1);
        }
        Some(Record {
            kind,
            data,
            continued,
            end: self.at,
        })
    }
}
