//! Pieces of tasks, laid down as bytes.

use std::io;

use gouji_model::{Bilingual, CellId, Evidence, Finding, Identity, Severity};

use super::task::Item;
use crate::between::{Between, Far, Guess, Passages, Repair, Unchecked};
use crate::bytes::{Reader, push_number, push_text};
use crate::scratch::Scratch;

/// Where a piece lies, and of which report it is.
#[derive(Clone, Copy, Debug)]
pub(super) struct Place {
    pub report: u32,
    /// The lower half first.
    at: [u32; 2],
}

/// Pieces that were laid down one after the other.
pub(super) struct Laid<'s> {
    scratch: &'s dyn Scratch,
    places: Vec<Place>,
    failed: Option<io::Error>,
}

impl<'s> Laid<'s> {
    pub(super) const fn new(scratch: &'s dyn Scratch) -> Self {
        Self {
            scratch,
            places: Vec::new(),
            failed: None,
        }
    }

    /// Lays a piece down; where there is no room for it, that is reported in the end.
    pub(super) fn add(&mut self, report: usize, item: &Item) {
        if self.failed.is_some() {
            return;
        }
        match place(self.scratch, report, item) {
            Ok(place) => self.places.push(place),
            Err(error) => self.failed = Some(error),
        }
    }

    /// Lays a finding down at its report.
    pub(super) fn finding(&mut self, between: Between) {
        if let Some(report) = between.report {
            self.add(report, &Item::Finding(Box::new(between)));
        }
    }

    /// Where all of them lie.
    pub(super) fn places(self) -> io::Result<Vec<Place>> {
        self.failed.map_or(Ok(self.places), Err)
    }
}

fn place(scratch: &dyn Scratch, report: usize, item: &Item) -> io::Result<Place> {
    let mut bytes = Writing(vec![0; 4]);
    bytes.item(item);
    let Writing(mut bytes) = bytes;
    let length = u32::try_from(bytes.len() - 4).map_err(io::Error::other)?;
    if let Some(head) = bytes.first_chunk_mut() {
        *head = length.to_le_bytes();
    }
    put(scratch, report, &bytes)
}

/// Lays down the bytes of a piece, behind their length.
pub(super) fn put(scratch: &dyn Scratch, report: usize, bytes: &[u8]) -> io::Result<Place> {
    let at = scratch.put(bytes)?;
    Ok(Place {
        report: u32::try_from(report).map_err(io::Error::other)?,
        at: [at as u32, (at >> 32) as u32],
    })
}

/// The piece that lies somewhere; its bytes are added to those of others, each behind its length.
pub(super) fn read(scratch: &dyn Scratch, place: Place, all: &mut Vec<u8>) -> io::Result<Item> {
    let bytes = copied(scratch, place, all)?;
    item(&mut Reader::new(bytes)).ok_or_else(|| io::ErrorKind::InvalidData.into())
}

/// Adds the bytes of the piece that lies somewhere to those of others, behind their length.
pub(super) fn copied<'a>(
    scratch: &dyn Scratch,
    place: Place,
    all: &'a mut Vec<u8>,
) -> io::Result<&'a [u8]> {
    let [low, high] = place.at;
    let at = u64::from(high) << 32 | u64::from(low);
    let mut length = [0; 4];
    scratch.get(at, &mut length)?;
    all.extend_from_slice(&length);
    let from = all.len();
    all.resize(from + u32::from_le_bytes(length) as usize, 0);
    let bytes = all.get_mut(from..).unwrap_or_default();
    scratch.get(at + 4, bytes)?;
    Ok(bytes)
}

const PRIOR: u8 = 0;
const FINDING: u8 = 1;
const UNCHECKED: u8 = 2;
const REPAIR: u8 = 3;

struct Writing(Vec<u8>);

impl Writing {
    fn item(&mut self, item: &Item) {
        match item {
            Item::Prior(prior) => {
                self.0.push(PRIOR);
                self.number(*prior);
            }
            Item::Finding(between) => {
                self.0.push(FINDING);
                self.between(between);
            }
            Item::Unchecked(unchecked) => {
                self.0.push(UNCHECKED);
                self.unchecked(unchecked);
            }
            Item::Repair(repair) => {
                self.0.push(REPAIR);
                self.repair(repair);
            }
        }
    }

    fn number(&mut self, number: usize) {
        push_number(&mut self.0, number as u128);
    }

    fn text(&mut self, text: &str) {
        push_text(&mut self.0, text);
    }

    fn bilingual(&mut self, text: &Bilingual) {
        self.text(&text.zh);
        self.text(&text.en);
    }

    fn flag(&mut self, flag: bool) {
        self.0.push(u8::from(flag));
    }

    fn option<T>(&mut self, value: Option<T>, write: impl FnOnce(&mut Self, T)) {
        self.flag(value.is_some());
        if let Some(value) = value {
            write(self, value);
        }
    }

    fn maybe(&mut self, number: Option<usize>) {
        self.option(number, Self::number);
    }

    fn year(&mut self, year: Option<i32>) {
        self.option(year, |own, year| {
            own.0.extend_from_slice(&year.to_le_bytes());
        });
    }

    fn all<T>(&mut self, all: &[T], write: impl Fn(&mut Self, &T)) {
        self.number(all.len());
        for one in all {
            write(self, one);
        }
    }

    fn between(&mut self, between: &Between) {
        self.maybe(between.report);
        self.maybe(between.unit);
        self.year(between.year);
        self.finding(&between.finding);
        self.all(&between.far, |own, far| {
            own.number(far.report);
            own.text(&far.id);
        });
        self.all(&between.suspects, |own, guess| {
            own.maybe(guess.report);
            own.maybe(guess.unit);
            own.year(guess.year);
            own.text(&guess.id);
            own.text(&guess.suggested);
            own.flag(guess.is_certain);
        });
        self.all(&between.passages, |own, passages| {
            own.text(&passages.section);
            own.number(passages.report);
            for range in [&passages.own, &passages.other] {
                own.number(range.start);
                own.number(range.end);
            }
        });
    }

    /// A finding as relations make them: with nothing that only its own report would give.
    fn finding(&mut self, finding: &Finding) {
        self.0.extend_from_slice(&finding.identity.0.to_le_bytes());
        self.text(&finding.rule);
        self.option(finding.at.as_deref(), Self::text);
        self.0.push(match finding.severity {
            Severity::Info => 0,
            Severity::Warning => 1,
            Severity::Error => 2,
        });
        self.bilingual(&finding.message);
        self.all(&finding.cells, |own, cell| {
            own.number(cell.cell.index());
            own.flag(cell.prior);
        });
    }

    fn unchecked(&mut self, unchecked: &Unchecked) {
        self.number(unchecked.report);
        self.text(&unchecked.rule);
        self.option(unchecked.at.as_deref(), Self::text);
        self.bilingual(&unchecked.reason);
    }

    fn repair(&mut self, repair: &Repair) {
        self.number(repair.report);
        self.year(Some(repair.year));
        self.all(&repair.cells, |own, (cell, figure)| {
            own.text(cell);
            own.text(figure);
        });
        self.all(&repair.clears, |own, (report, rule, at)| {
            own.number(*report);
            own.text(rule);
            own.option(at.as_deref(), Self::text);
        });
        self.flag(repair.is_certain);
    }
}

fn item(reader: &mut Reader<'_>) -> Option<Item> {
    Some(match reader.byte()? {
        PRIOR => Item::Prior(reader.small()?),
        FINDING => Item::Finding(Box::new(between(reader)?)),
        UNCHECKED => Item::Unchecked(Unchecked {
            report: reader.small()?,
            rule: text(reader)?,
            at: option(reader, text)?,
            reason: bilingual(reader)?,
        }),
        _ => Item::Repair(Repair {
            report: reader.small()?,
            year: option(reader, year)??,
            cells: all(reader, |reader| Some((text(reader)?, text(reader)?)))?,
            clears: all(reader, |reader| {
                Some((reader.small()?, text(reader)?, option(reader, text)?))
            })?,
            is_certain: flag(reader)?,
        }),
    })
}

fn between(reader: &mut Reader<'_>) -> Option<Between> {
    Some(Between {
        report: option(reader, |reader| reader.small())?,
        unit: option(reader, |reader| reader.small())?,
        year: option(reader, year)?,
        finding: finding(reader)?,
        far: all(reader, |reader| {
            Some(Far {
                report: reader.small()?,
                id: text(reader)?,
            })
        })?,
        suspects: all(reader, guess)?,
        passages: all(reader, |reader| {
            let section = text(reader)?;
            let report = reader.small()?;
            Some(Passages {
                section,
                report,
                own: reader.small()?..reader.small()?,
                other: reader.small()?..reader.small()?,
            })
        })?,
    })
}

fn guess(reader: &mut Reader<'_>) -> Option<Guess> {
    Some(Guess {
        report: option(reader, |reader| reader.small())?,
        unit: option(reader, |reader| reader.small())?,
        year: option(reader, year)?,
        id: text(reader)?,
        suggested: text(reader)?,
        is_certain: flag(reader)?,
    })
}

fn finding(reader: &mut Reader<'_>) -> Option<Finding> {
    Some(Finding {
        identity: Identity(u128::from_le_bytes(reader.array()?)),
        rule: text(reader)?,
        at: option(reader, text)?,
        severity: match reader.byte()? {
            0 => Severity::Info,
            1 => Severity::Warning,
            _ => Severity::Error,
        },
        message: bilingual(reader)?,
        cells: all(reader, |reader| {
            Some(Evidence {
                cell: CellId(u16::try_from(reader.small()?).ok()?),
                prior: flag(reader)?,
            })
        })?,
        equation: None,
        place: None,
        suspects: Vec::new(),
        cause: None,
    })
}

fn text(reader: &mut Reader<'_>) -> Option<String> {
    reader.text().map(str::to_owned)
}

fn bilingual(reader: &mut Reader<'_>) -> Option<Bilingual> {
    Some(Bilingual::new(text(reader)?, text(reader)?))
}

fn flag(reader: &mut Reader<'_>) -> Option<bool> {
    Some(reader.byte()? == 1)
}

fn year(reader: &mut Reader<'_>) -> Option<i32> {
    reader.array().map(i32::from_le_bytes)
}

fn option<T>(
    reader: &mut Reader<'_>,
    read: impl FnOnce(&mut Reader<'_>) -> Option<T>,
) -> Option<Option<T>> {
    match flag(reader)? {
        true => Some(Some(read(reader)?)),
        false => Some(None),
    }
}

fn all<T>(reader: &mut Reader<'_>, read: impl Fn(&mut Reader<'_>) -> Option<T>) -> Option<Vec<T>> {
    (0..reader.small()?).map(|_| read(reader)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::scratch::InMemory;

    fn shown(items: &[Item]) -> Vec<String> {
        items.iter().map(|item| format!("{item:?}")).collect()
    }

    #[test]
    fn pieces_come_back_as_they_were() {
        let at = Some("requests/new/total".to_owned());
        let finding = Finding {
            identity: Identity(u128::MAX - 5),
            rule: "roll-up".to_owned(),
            at: at.clone(),
            severity: Severity::Warning,
            message: Bilingual::new("不等", "differ"),
            cells: vec![Evidence {
                cell: CellId(300),
                prior: true,
            }],
            equation: None,
            place: None,
            suspects: Vec::new(),
            cause: None,
        };
        let between = Between {
            report: Some(7),
            unit: None,
            year: Some(-3),
            finding,
            far: vec![Far {
                report: 70_000,
                id: "a/b/c".to_owned(),
            }],
            suspects: vec![Guess {
                report: None,
                unit: Some(3),
                year: Some(2024),
                id: "a/b/c".to_owned(),
                suggested: "12.5".to_owned(),
                is_certain: true,
            }],
            passages: vec![Passages {
                section: "problems".to_owned(),
                own: 3..900,
                report: 9,
                other: 0..897,
            }],
        };
        let repair = Repair {
            report: 5,
            year: 2021,
            cells: vec![("a/b/c".to_owned(), "-4".to_owned())],
            clears: vec![(5, "rule".to_owned(), None), (6, "rule".to_owned(), at)],
            is_certain: false,
        };
        let unchecked = Unchecked {
            report: 8,
            rule: "roll-up".to_owned(),
            at: None,
            reason: Bilingual::new("未核对", "not checked"),
        };
        let items = [
            Item::Prior(12),
            Item::Finding(Box::new(between)),
            Item::Unchecked(unchecked),
            Item::Repair(repair),
        ];
        let scratch = InMemory::default();
        let mut laid = Laid::new(&scratch);
        for item in &items {
            laid.add(1, item);
        }
        let places = laid.places().unwrap().into_iter();
        let again: Vec<Item> = places
            .map(|place| read(&scratch, place, &mut Vec::new()).unwrap())
            .collect();
        assert_eq!(shown(&again), shown(&items));
    }
}
