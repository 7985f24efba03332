//! What is held of every report in memory: two dozen bytes of each, since a province has hundreds of thousands.

use std::collections::BTreeMap;
use std::hash::{DefaultHasher, Hash as _, Hasher as _};
use std::io;

use gouji_audit::result::Certainty;
use gouji_audit::{Entry, Published};
use gouji_model::{Date, Period};

use crate::audit::spool::{ShortSpan, Span};

/// A report, as it comes.
pub(super) struct Report<'r> {
    /// Where it was noted.
    pub noted: Span,
    /// The number of its pack.
    pub pack: usize,
    pub year: Option<i32>,
    /// The time it speaks of, where that is another one than a year.
    pub period: Option<Period>,
    pub published: Option<Published>,
    pub path: &'r str,
    /// The input it comes from.
    pub input: usize,
}

/// Reports by their numbers, in the order in which they came.
#[derive(Debug)]
pub(super) struct Held {
    reports: Vec<HeldReport>,
    /// The years and periods of those that speak of another time than a year in four digits.
    times: BTreeMap<u32, (Option<i32>, Option<Period>)>,
    /// The input of each report that does not come from the one behind the input of the report before.
    inputs: Vec<(u32, u32)>,
}

#[derive(Debug)]
struct HeldReport {
    noted: ShortSpan,
    /// Its unit, or [`NONE`].
    unit: u32,
    /// A hash of its path.
    path: u32,
    /// Its day of publication as a number, above the number of how certain it is whose it is.
    published: u32,
    /// Its year, or [`NO_YEAR`].
    year: i16,
    pack: u16,
}

/// In place of a unit's number where there is none.
const NONE: u32 = u32::MAX;
/// In place of a year where there is none, or another time.
const NO_YEAR: i16 = i16::MIN;
/// How many bits the number of a certainty has.
const CERTAINTY: u32 = 3;

impl Held {
    /// None yet, with room for so many.
    pub(super) fn with_room(reports: usize) -> Self {
        Self {
            reports: Vec::with_capacity(reports),
            times: BTreeMap::new(),
            inputs: Vec::new(),
        }
    }

    /// Takes the next report.
    pub(super) fn push(&mut self, report: &Report<'_>) -> io::Result<()> {
        let short = |number: usize| u32::try_from(number).map_err(io::Error::other);
        let number = self.reports.len();
        let year = report.year.map(i16::try_from);
        if report.period.is_some() || matches!(year, Some(Err(_))) {
            let time = (report.year, report.period);
            self.times.insert(short(number)?, time);
        }
        let behind = number.checked_sub(1).and_then(|before| self.input(before));
        let behind = behind.map_or(0, |input| input + 1);
        if report.input != behind {
            self.inputs.push((short(number)?, short(report.input)?));
        }
        let published = report.published.map_or(0, number_of);
        self.reports.push(HeldReport {
            noted: report.noted.short()?,
            unit: NONE,
            path: hash_of_path(report.path),
            published: published << CERTAINTY | certainty_number(Certainty::Unpaired),
            year: year.and_then(Result::ok).unwrap_or(NO_YEAR),
            pack: u16::try_from(report.pack).map_err(io::Error::other)?,
        });
        Ok(())
    }

    /// Gives back the room that is left.
    pub(super) fn shrink(&mut self) {
        self.reports.shrink_to_fit();
        self.inputs.shrink_to_fit();
    }

    pub(super) fn len(&self) -> usize {
        self.reports.len()
    }

    /// Where a report was noted.
    pub(super) fn noted(&self, report: usize) -> Option<Span> {
        Some(self.reports.get(report)?.noted.span())
    }

    /// The input that a report comes from.
    pub(super) fn input(&self, report: usize) -> Option<usize> {
        self.reports.get(report)?;
        let behind = self
            .inputs
            .partition_point(|(first, _)| *first as usize <= report);
        let last = behind.checked_sub(1).and_then(|at| self.inputs.get(at));
        let (first, input) = last.copied().unwrap_or_default();
        Some(input as usize + (report - first as usize))
    }

    /// The hash of the path of a report.
    pub(super) fn path(&self, report: usize) -> Option<u32> {
        Some(self.reports.get(report)?.path)
    }

    /// What relations go by.
    pub(super) fn entry(&self, report: usize) -> Option<Entry> {
        let held = self.reports.get(report)?;
        let number = u32::try_from(report).ok();
        let time = number.and_then(|number| self.times.get(&number));
        let year = (held.year != NO_YEAR).then(|| i32::from(held.year));
        let (year, period) = time.copied().unwrap_or((year, None));
        Some(Entry {
            pack: usize::from(held.pack),
            year,
            period,
            unit: (held.unit != NONE).then_some(held.unit as usize),
            published: published_of(held.published >> CERTAINTY),
        })
    }

    /// How certain it is whose a report is.
    pub(super) fn certainty(&self, report: usize) -> Certainty {
        let held = self.reports.get(report);
        let number = held.map(|held| held.published & ((1 << CERTAINTY) - 1));
        let certainty = number.and_then(|number| Certainty::ALL.get(number as usize));
        certainty.copied().unwrap_or_default()
    }

    /// Says whose a report is.
    pub(super) fn pair(&mut self, report: usize, unit: Option<usize>, certainty: Certainty) {
        if let Some(held) = self.reports.get_mut(report) {
            let unit = unit.and_then(|unit| u32::try_from(unit).ok());
            held.unit = unit.unwrap_or(NONE);
            let published = held.published >> CERTAINTY;
            held.published = published << CERTAINTY | certainty_number(certainty);
        }
    }
}

/// A hash of a path, by which reports are looked for.
#[allow(
    clippy::cast_possible_truncation,
    reason = "a part of a hash is one, too"
)]
pub(in crate::audit) fn hash_of_path(path: &str) -> u32 {
    let mut hasher = DefaultHasher::new();
    path.hash(&mut hasher);
    hasher.finish() as u32
}

fn certainty_number(certainty: Certainty) -> u32 {
    let mut numbered = (0..).zip(Certainty::ALL);
    let own = numbered.find(|(_, own)| *own == certainty);
    own.map_or(0, |(number, _)| number)
}

/// A day of publication as a number that is not zero; years are those that dates are read of.
fn number_of(published: Published) -> u32 {
    let Date { year, month, day } = published.day;
    let days =
        (u32::try_from(year).unwrap_or_default() << 9) | (u32::from(month) << 5) | u32::from(day);
    days << 1 | u32::from(published.is_signature)
}

/// The day of such a number.
fn published_of(number: u32) -> Option<Published> {
    let days = number >> 1;
    (number != 0).then(|| Published {
        day: Date {
            year: (days >> 9).cast_signed(),
            month: (days >> 5 & 0xf) as u8,
            day: (days & 0x1f) as u8,
        },
        is_signature: number & 1 == 1,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Inputs with one report, with several, with none, and the times and days that reports speak of.
    #[test]
    fn what_is_held_of_a_report_comes_back() {
        let half = Period::half(2024, 1);
        let times = [
            (Some(2024), None),
            (None, None),
            (Some(2024), half),
            (Some(1_000_000), None),
            (Some(-7), None),
        ];
        let days = [(1990, 1, 1), (2024, 12, 31), (2999, 6, 30)];
        let published = |number: usize| {
            let (year, month, day) = *days.get(number % 4)?;
            let is_signature = number.is_multiple_of(3);
            let day = Date { year, month, day };
            Some(Published { day, is_signature })
        };
        let inputs = [0, 1, 2, 2, 2, 5, 6, 7, 7, 100, 101];
        let mut held = Held::with_room(4);
        for (number, input) in inputs.into_iter().enumerate() {
            let (year, period) = times[number % times.len()];
            let report = Report {
                noted: Span::default(),
                pack: number,
                year,
                period,
                published: published(number),
                path: &format!("{input}.html"),
                input,
            };
            held.push(&report).unwrap();
        }
        held.shrink();
        for (number, certainty) in Certainty::ALL.into_iter().enumerate() {
            held.pair(number, Some(number * 7), certainty);
        }
        assert_eq!(held.len(), inputs.len());
        for (number, input) in inputs.into_iter().enumerate() {
            let (year, period) = times[number % times.len()];
            let pairing = Certainty::ALL.get(number);
            let entry = Entry {
                pack: number,
                year,
                period,
                unit: pairing.map(|_| number * 7),
                published: published(number),
            };
            assert_eq!(held.entry(number), Some(entry));
            assert_eq!(
                held.certainty(number),
                *pairing.unwrap_or(&Certainty::Unpaired)
            );
            assert_eq!(held.input(number), Some(input));
            assert_eq!(
                held.path(number),
                Some(hash_of_path(&format!("{input}.html")))
            );
        }
        assert_eq!(held.input(inputs.len()), None);
        assert!(held.entry(inputs.len()).is_none());
    }

    #[test]
    fn little_is_held_of_a_report() {
        assert!(size_of::<HeldReport>() <= 24);
    }
}
