//! The cells of a report as a few bytes: what many reports are held and stored as.
//!
//! For each cell the document has: how far its index is from the last one, what it holds, and for a
//! figure its digits and decimal places, all as integers of variable length. What a cell prints is
//! kept where it is not simply the figure's own digits.

use gouji_model::{Cell, CellId, Figure, Place, Report, SourceRange, Value, written_day};
use serde::{Deserialize, Deserializer, Serialize, Serializer};

use crate::bytes::{Reader, push_number, push_text};

/// The cells of a report.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct Packed(Box<[u8]>);

/// As bytes, all at once: one by one they would take longer than all else of a row.
impl Serialize for Packed {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        to.serialize_bytes(&self.0)
    }
}

impl<'de> Deserialize<'de> for Packed {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        let bytes = <&[u8]>::deserialize(from)?;
        Ok(Self(bytes.into()))
    }
}

/// A cell as it was packed: where it stood is not kept.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PackedCell {
    /// Which cell of the form.
    pub id: CellId,
    /// What it holds.
    pub value: Value,
    /// What it prints, where that is not simply the figure's own digits.
    pub raw: Option<Box<str>>,
}

/// What a cell holds, in the lowest bits of its first number.
const FIGURE: u64 = 0;
const BLANK: u64 = 1;
const PLACEHOLDER: u64 = 2;
const TEXT: u64 = 3;
const NOT_APPLICABLE: u64 = 4;
const LESS_THAN: u64 = 5;
const DATE: u64 = 6;
const CHOICE: u64 = 7;
const WORDS: u64 = 8;
/// The bits of these.
const STATE: u64 = 15;
/// The bit beside them: whether what it prints follows.
const PRINTED: u64 = 16;
/// How many bits that is.
const BITS: u32 = 5;

impl Packed {
    /// Packs the cells of a report.
    #[must_use]
    pub fn of(report: &Report) -> Self {
        // Most cells take less.
        let mut bytes = Vec::with_capacity(report.cells.len() * 3);
        let mut next = 0_usize;
        for (index, cell) in report.cells.iter().enumerate() {
            if let Some(cell) = cell {
                pack(&mut bytes, index - next, cell);
                next = index + 1;
            }
        }
        Self(bytes.into())
    }

    /// What was packed before.
    #[must_use]
    pub fn from_bytes(bytes: Vec<u8>) -> Self {
        Self(bytes.into())
    }

    /// The bytes.
    #[must_use]
    pub fn as_bytes(&self) -> &[u8] {
        &self.0
    }

    /// The cells, in the order of the form; ends where the bytes are not what was packed.
    #[must_use]
    pub fn cells(&self) -> Cells<'_> {
        Cells {
            bytes: Reader::new(&self.0),
            next: 0,
        }
    }

    /// The figures that enter sums, each behind its cell, in the order of the form.
    pub fn figures(&self) -> impl Iterator<Item = (CellId, Option<Figure>)> {
        let mut cells = self.cells();
        std::iter::from_fn(move || {
            let (cell, value, _) = cells.read()?;
            Some((cell, value.figure()))
        })
    }

    /// Puts the cells into a report that has none yet.
    pub fn unpack_into(&self, report: &mut Report) {
        let mut cells = self.cells();
        while let Some((cell, value, printed)) = cells.read() {
            let raw = printed.map(Into::into);
            if let Some(slot) = report.cells.get_mut(cell.index()) {
                let place = NOWHERE;
                *slot = Some(Cell { value, raw, place });
            }
        }
    }
}

/// Where an unpacked cell says that it stands.
const NOWHERE: Place = Place::Text(SourceRange { start: 0, end: 0 });

fn pack(bytes: &mut Vec<u8>, skipped: usize, cell: &Cell) {
    let (state, figure) = match cell.value {
        Value::Figure(figure) => (FIGURE, Some(figure)),
        Value::Blank => (BLANK, None),
        Value::Placeholder => (PLACEHOLDER, None),
        Value::NotApplicable => (NOT_APPLICABLE, None),
        Value::LessThan(figure) => (LESS_THAN, Some(figure)),
        Value::Date(day) => (DATE, Some(Figure::from(i64::from(day)))),
        Value::Choice(number) => (CHOICE, Some(Figure::from(i64::from(number)))),
        Value::Words => (WORDS, None),
        Value::Text => (TEXT, None),
    };
    let printed = cell.raw.as_deref();
    let mark = if printed.is_some() { PRINTED } else { 0 };
    push_number(
        bytes,
        ((skipped as u128) << BITS) | u128::from(mark | state),
    );
    if let Some(figure) = figure {
        pack_figure(bytes, figure);
    }
    if let Some(text) = printed {
        push_text(bytes, text);
    }
}

fn pack_figure(bytes: &mut Vec<u8>, figure: Figure) {
    let scale = figure.scale();
    let digits = figure.at_scale(scale).unwrap_or_default();
    // Small figures of either sign are few bytes; most have no decimal places.
    let folded = ((digits << 1) ^ (digits >> 127)).cast_unsigned();
    push_number(bytes, (folded << 1) | u128::from(scale > 0));
    if scale > 0 {
        bytes.push(scale);
    }
}

/// The cells of a report, one after the other.
#[derive(Clone, Debug)]
pub struct Cells<'b> {
    bytes: Reader<'b>,
    next: usize,
}

impl<'b> Cells<'b> {
    /// The next cell, what it holds, and what it prints where that is told; nothing from there on where the bytes are
    /// not what was packed.
    #[inline]
    fn read(&mut self) -> Option<(CellId, Value, Option<&'b str>)> {
        if let Some((cell, count)) = self.small_count() {
            return Some((cell, Value::Figure(count), None));
        }
        let read = self.read_any();
        if read.is_none() {
            self.bytes = Reader::new(&[]);
        }
        read
    }

    /// The next cell where it is one of those that nearly all are: a small count that prints as it is.
    #[inline]
    fn small_count(&mut self) -> Option<(CellId, Figure)> {
        let (head, number, rest) = match self.bytes.rest() {
            [head @ ..0x80, low @ ..0x80, rest @ ..] => (*head, u16::from(*low), rest),
            [head @ ..0x80, low, high @ ..0x80, rest @ ..] => {
                (*head, u16::from(*high) << 7 | u16::from(*low & 0x7f), rest)
            }
            _ => return None,
        };
        // A figure is zero among the states.
        if u64::from(head) & (STATE | PRINTED) != FIGURE || number & 1 == 1 {
            return None;
        }
        let cell = CellId(u16::try_from(self.next + usize::from(head >> BITS)).ok()?);
        self.bytes = Reader::new(rest);
        self.next = cell.index() + 1;
        let folded = i64::from(number >> 1);
        Some((cell, Figure::from((folded >> 1) ^ -(folded & 1))))
    }

    fn read_any(&mut self) -> Option<(CellId, Value, Option<&'b str>)> {
        let head = self.bytes.small_number()?;
        let skipped = usize::try_from(head >> BITS).ok()?;
        let index = self.next.checked_add(skipped)?;
        let value = match head & STATE {
            FIGURE => Value::Figure(self.figure()?),
            BLANK => Value::Blank,
            PLACEHOLDER => Value::Placeholder,
            NOT_APPLICABLE => Value::NotApplicable,
            LESS_THAN => Value::LessThan(self.figure()?),
            DATE => Value::Date(i32::try_from(self.figure()?.to_i64()?).ok()?),
            CHOICE => Value::Choice(u16::try_from(self.figure()?.to_i64()?).ok()?),
            WORDS => Value::Words,
            _ => Value::Text,
        };
        let printed = match head & PRINTED {
            0 => None,
            _ => Some(self.bytes.text()?),
        };
        self.next = index + 1;
        Some((CellId(u16::try_from(index).ok()?), value, printed))
    }

    fn figure(&mut self) -> Option<Figure> {
        let number = self.bytes.number()?;
        let scale = if number & 1 == 1 {
            self.bytes.byte()?
        } else {
            0
        };
        let folded = number >> 1;
        let sign = -((folded & 1).cast_signed());
        Some(Figure::new((folded >> 1).cast_signed() ^ sign, scale))
    }
}

impl Iterator for Cells<'_> {
    type Item = PackedCell;

    #[inline]
    fn next(&mut self) -> Option<PackedCell> {
        let (id, value, printed) = self.read()?;
        let raw = printed.map(Into::into);
        Some(PackedCell { id, value, raw })
    }
}

impl PackedCell {
    /// Its text as the report prints it.
    #[must_use]
    pub fn text(&self) -> String {
        match (&self.raw, self.value) {
            (Some(raw), _) => raw.to_string(),
            (None, Value::Figure(figure)) => figure.to_string(),
            (None, Value::Date(day)) => written_day(day),
            (None, _) => String::new(),
        }
    }
}

#[cfg(test)]
mod tests {
    use gouji_model::FormId;

    use super::*;

    fn cell(value: Value, raw: Option<&str>) -> Option<Cell> {
        Some(Cell {
            value,
            raw: raw.map(Into::into),
            place: NOWHERE,
        })
    }

    fn figure(text: &str) -> Value {
        Value::Figure(Figure::parse(text).unwrap())
    }

    #[test]
    fn cells_come_back_as_they_were() {
        let mut report = Report::empty(FormId("form".to_owned()), 400);
        report.cells[0] = cell(figure("0"), None);
        report.cells[1] = cell(figure("-12.50"), Some("-12.50"));
        report.cells[7] = cell(Value::Blank, None);
        report.cells[8] = cell(Value::Placeholder, Some("无"));
        report.cells[9] = cell(Value::Text, Some("见附件"));
        report.cells[10] = cell(Value::NotApplicable, Some("N/A"));
        report.cells[11] = cell(Value::LessThan(Figure::from(1)), Some("<1"));
        report.cells[12] = cell(Value::Date(-3), Some("1969-12-29"));
        report.cells[13] = cell(Value::Choice(2), Some("no"));
        report.cells[14] = cell(Value::Words, Some("words"));
        report.cells[300] = cell(figure("999999999999999999999999999999"), None);
        report.cells[399] = cell(figure("-0.00000000000000000000000000001"), None);
        let packed = Packed::of(&report);
        let mut again = Report::empty(FormId("form".to_owned()), 400);
        packed.unpack_into(&mut again);
        assert_eq!(again.cells, report.cells);
        assert_eq!(Packed::from_bytes(packed.as_bytes().to_vec()), packed);
    }

    /// Counts around all that takes a byte more, with gaps between them that do.
    #[test]
    fn counts_of_any_length_come_back_behind_gaps_of_any_width() {
        let powers = (0..24).map(|bits| 1_i64 << bits);
        let counts = powers.flat_map(|power| [power - 1, power, power + 1, -power]);
        let mut report = Report::empty(FormId("form".to_owned()), 4000);
        let mut expected = Vec::new();
        let mut index = 0;
        for (number, count) in counts.enumerate() {
            index += 1 + number % 7;
            let count = Figure::from(count);
            report.cells[index] = cell(Value::Figure(count), None);
            expected.push((CellId(index as u16), Some(count)));
        }
        report.cells[3999] = cell(Value::Text, Some("见附件"));
        expected.push((CellId(3999), None));
        let packed = Packed::of(&report);
        assert_eq!(packed.figures().collect::<Vec<_>>(), expected);
        let cells = packed.cells().map(|one| (one.id, one.value.figure()));
        assert_eq!(cells.collect::<Vec<_>>(), expected);
    }

    #[test]
    fn a_cell_of_a_small_count_takes_two_bytes() {
        let mut report = Report::empty(FormId("form".to_owned()), 100);
        report.cells.fill(cell(figure("31"), None));
        assert_eq!(Packed::of(&report).as_bytes().len(), 200);
    }

    #[test]
    fn bytes_of_anything_end() {
        for length in 0..64 {
            let bytes: Vec<u8> = (0..length)
                .map(|at: u8| at.wrapping_mul(73) ^ length)
                .collect();
            let cells = Packed::from_bytes(bytes).cells().count();
            assert!(cells <= 64, "{cells}");
        }
        let endless = Packed::from_bytes(vec![0xff; 100]);
        assert_eq!(endless.cells().count(), 0);
    }
}
