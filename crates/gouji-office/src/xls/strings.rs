//! Texts of old workbooks: one or two bytes for each character, with formats and glosses behind
//! them, and broken over records wherever these end.

use crate::bytes::{u8_at, u16_at, u32_at};
use crate::ground::SIGNS;
use crate::manner::Manner;

use super::records::Record;

/// Whether characters take two bytes.
const WIDE: u8 = 0x01;
/// Whether a gloss follows.
const GLOSSED: u8 = 0x04;
/// Whether formats follow.
const RICH: u8 = 0x08;

/// A text that stands in one piece.
pub(super) fn single(data: &[u8]) -> Option<String> {
    Pieces::new(vec![data]).text()
}

/// A text whose length takes one byte, as in the names of sheets.
pub(super) fn short(data: &[u8]) -> Option<String> {
    let (length, rest) = data.split_first()?;
    single(&[&[*length, 0], rest].concat())
}

/// A text that may go on in further records.
pub(super) fn single_broken(record: &Record<'_>) -> Option<String> {
    Pieces::of(record, 0).text()
}

/// The manner of the font with a number; no font has the number four.
pub(super) fn font(fonts: &[Manner], number: usize) -> Manner {
    let found = fonts.get(number - usize::from(number > 4));
    found.copied().unwrap_or_default()
}

/// The texts that cells share, in the fonts of the workbook. None when there are fewer than announced.
pub(super) fn shared(record: &Record<'_>, fonts: &[Manner]) -> Option<Vec<String>> {
    let count = u32_at(record.data, 4)?;
    let mut pieces = Pieces::of(record, 8);
    pieces.fonts = fonts;
    // The announced count is not believed: each text takes bytes that must be there.
    (0..count).map(|_| pieces.text()).collect()
}

/// Where in a text another font begins, and which.
type Run = (usize, usize);

/// A text whose runs are in the manner of their fonts.
fn in_fonts(units: &[u16], runs: &[Run], fonts: &[Manner]) -> String {
    let inside = runs.iter().all(|(from, _)| *from <= units.len());
    if !inside || !runs.is_sorted() {
        return String::from_utf16_lossy(units);
    }
    let mut text = String::new();
    let mut at = 0;
    let ends = runs
        .iter()
        .skip(1)
        .map(|(from, _)| *from)
        .chain([units.len()]);
    for ((from, number), to) in runs.iter().zip(ends) {
        let piece = |from: usize, to: usize| {
            String::from_utf16_lossy(units.get(from..to).unwrap_or_default())
        };
        text.push_str(&piece(at, *from));
        at = to;
        let own = piece(*from, at);
        text.push_str(&font(fonts, *number).written(&own));
    }
    text.push_str(&String::from_utf16_lossy(
        units.get(at..).unwrap_or_default(),
    ));
    text
}

/// The data of a record and those that continue it.
struct Pieces<'s> {
    pieces: Vec<&'s [u8]>,
    piece: usize,
    at: usize,
    /// The fonts of the workbook.
    fonts: &'s [Manner],
}

impl<'s> Pieces<'s> {
    fn new(pieces: Vec<&'s [u8]>) -> Self {
        Self {
            pieces,
            piece: 0,
            at: 0,
            fonts: &[],
        }
    }

    fn of(record: &Record<'s>, skipped: usize) -> Self {
        let first = record.data.get(skipped..).unwrap_or_default();
        let continued = record.continued.iter().copied();
        Self::new(std::iter::once(first).chain(continued).collect())
    }

    /// What is left of the current piece, moving on to the next where it is used up.
    fn rest(&mut self) -> Option<&'s [u8]> {
        loop {
            let rest = self.pieces.get(self.piece)?.get(self.at..)?;
            if !rest.is_empty() {
                return Some(rest);
            }
            self.piece += 1;
            self.at = 0;
        }
    }

    fn skip(&mut self, mut bytes: usize) -> Option<()> {
        while bytes > 0 {
            let step = self.rest()?.len().min(bytes);
            self.at += step;
            bytes -= step;
        }
        Some(())
    }

    /// A number of bytes that is never broken.
    fn take(&mut self, bytes: usize) -> Option<&'s [u8]> {
        let taken = self.rest()?.get(..bytes)?;
        self.at += bytes;
        Some(taken)
    }

    fn text(&mut self) -> Option<String> {
        let length = usize::from(u16_at(self.take(2)?, 0)?);
        let mut flags = u8_at(self.take(1)?, 0)?;
        let (rich, glossed) = (flags & RICH != 0, flags & GLOSSED != 0);
        let runs = if rich { u16_at(self.take(2)?, 0)? } else { 0 };
        let gloss = if glossed {
            u32_at(self.take(4)?, 0)?
        } else {
            0
        };
        let mut units = Vec::new();
        while units.len() < length {
            if self.at_new_piece() && !units.is_empty() {
                // A broken text says again how wide its characters are.
                flags = u8_at(self.take(1)?, 0)?;
            }
            let width = if flags & WIDE == 0 { 1 } else { 2 };
            let rest = self.rest()?;
            let count = (rest.len() / width).min(length - units.len());
            if count == 0 {
                return None;
            }
            let bytes = self.take(count * width)?;
            if width == 1 {
                units.extend(bytes.iter().map(|byte| u16::from(*byte)));
            } else {
                units.extend(bytes.chunks_exact(2).filter_map(|two| u16_at(two, 0)));
            }
        }
        for unit in units.iter_mut().filter(|unit| SIGNS.contains(unit)) {
            *unit = char::REPLACEMENT_CHARACTER as u16;
        }
        let runs = self.runs(runs)?;
        self.skip(gloss as usize)?;
        if self.fonts.iter().all(|font| *font == Manner::Plain) {
            return Some(String::from_utf16_lossy(&units));
        }
        Some(in_fonts(&units, &runs, self.fonts))
    }

    /// The runs behind a text, which may be broken over records.
    fn runs(&mut self, count: u16) -> Option<Vec<Run>> {
        let mut bytes = Vec::new();
        let wanted = usize::from(count) * 4;
        while bytes.len() < wanted {
            let rest = self.rest()?;
            let taken = rest.get(..rest.len().min(wanted - bytes.len()))?;
            bytes.extend_from_slice(taken);
            self.at += taken.len();
        }
        let run =
            |four: &[u8]| Some((usize::from(u16_at(four, 0)?), usize::from(u16_at(four, 2)?)));
        bytes.chunks_exact(4).map(run).collect()
    }

    fn at_new_piece(&mut self) -> bool {
        self.rest().is_some() && self.at == 0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn texts_may_be_broken_over_records() {
        let record = Record {
            kind: 0,
            data: &[2, 0, 0, 0, 2, 0, 0, 0, 3, 0, 1, 0x2d, 0x4e],
            continued: vec![&[0, b'a', b'b', 2, 0, 8, 1, 0, b'c', b'd', 9, 9], &[9, 9]],
            end: 0,
        };
        assert_eq!(shared(&record, &[]), Some(vec!["中ab".into(), "cd".into()]));
    }

    #[test]
    fn runs_are_in_the_manner_of_their_fonts() {
        let units: Vec<u16> = "12注1后".encode_utf16().collect();
        let fonts = [
            Manner::Plain,
            Manner::Plain,
            Manner::Plain,
            Manner::Struck,
            Manner::Raised,
        ];
        let shown = |runs: &[Run]| in_fonts(&units, runs, &fonts);
        assert_eq!(shown(&[(0, 3), (2, 0)]), "1\u{336}2\u{336}注1后");
        assert_eq!(shown(&[(1, 5)]), "12注1后");
        assert_eq!(shown(&[(1, 5), (2, 0), (3, 5), (4, 0)]), "1²注¹后");
        assert_eq!(shown(&[(9, 5), (1, 5)]), "12注1后");
        assert_eq!(shown(&[]), "12注1后");
    }

    #[test]
    fn missing_texts_are_noticed() {
        let record = Record {
            kind: 0,
            data: &[0, 0, 0, 0, 255, 255, 255, 255, 1, 0, 0, b'a'],
            continued: Vec::new(),
            end: 0,
        };
        assert_eq!(shared(&record, &[]), None);
        assert_eq!(single(&[255, 255, 0, 1]), None);
    }
}
