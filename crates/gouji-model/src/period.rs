//! What time a report speaks of: a year, a half of one, a quarter, a month, a fiscal year, or the state of a day.

use std::fmt;
use std::str::FromStr;

use crate::date::days_of;

/// The time that a report speaks of.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Period {
    /// The year it ends in.
    year: i32,
    /// Which part of that year.
    part: Part,
}

/// Which part of a year.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
enum Part {
    Whole,
    Half(u8),
    Quarter(u8),
    Month(u8),
    /// A year that begins with another month than the first.
    Fiscal(u8),
    Day {
        month: u8,
        day: u8,
    },
}

/// Months of a year.
const MONTHS: u8 = 12;

impl Period {
    /// A calendar year.
    #[must_use]
    pub const fn year_of(year: i32) -> Self {
        let part = Part::Whole;
        Self { year, part }
    }

    /// The first or second half of a year.
    #[must_use]
    pub fn half(year: i32, half: u8) -> Option<Self> {
        let part = Part::Half(half);
        (1..=2).contains(&half).then_some(Self { year, part })
    }

    /// A quarter of a year, from 1.
    #[must_use]
    pub fn quarter(year: i32, quarter: u8) -> Option<Self> {
        let part = Part::Quarter(quarter);
        (1..=4).contains(&quarter).then_some(Self { year, part })
    }

    /// A month of a year, from 1.
    #[must_use]
    pub fn month(year: i32, month: u8) -> Option<Self> {
        let part = Part::Month(month);
        (1..=MONTHS).contains(&month).then_some(Self { year, part })
    }

    /// The fiscal year that ends in a year and begins with a month; one that begins with the first is
    /// the year itself.
    #[must_use]
    pub fn fiscal(year: i32, first_month: u8) -> Option<Self> {
        let part = match first_month {
            1 => Part::Whole,
            month => Part::Fiscal(month),
        };
        let exists = (1..=MONTHS).contains(&first_month);
        exists.then_some(Self { year, part })
    }

    /// Part of the fiscal year that ends in a year and begins with a month: so many months, the first part being 1.
    /// It is called as the same months of the calendar are; nothing where these have no name.
    #[must_use]
    pub fn part_of_fiscal(year: i32, first_month: u8, months: u8, part: u8) -> Option<Self> {
        let is_part = (1..=MONTHS / months.max(1)).contains(&part);
        if !is_part || !(1..=MONTHS).contains(&first_month) {
            return None;
        }
        let before = first_month - 1 + months * (part - 1);
        let begins = year - i32::from(first_month != 1);
        let (year, first) = (begins + i32::from(before / MONTHS), before % MONTHS + 1);
        Self::months_of(year, first, first + months - 1)
    }

    /// The state of a day.
    #[must_use]
    pub fn day(year: i32, month: u8, day: u8) -> Option<Self> {
        let part = Part::Day { month, day };
        (1..=days_of(year, month))
            .contains(&day)
            .then_some(Self { year, part })
    }

    /// The period from one month to another of the same year. What begins with the first month and is
    /// no half and no quarter is recognized by the month it ends with.
    #[must_use]
    pub fn months_of(year: i32, first: u8, last: u8) -> Option<Self> {
        match (first, last) {
            (1, 12) => Some(Self::year_of(year)),
            (1, 6) => Self::half(year, 1),
            (7, 12) => Self::half(year, 2),
            (1 | 4 | 7 | 10, last) if last == first + 2 => Self::quarter(year, last / 3),
            (first, last) if first == last || first == 1 => Self::month(year, last),
            _ => None,
        }
    }

    /// The period from one day to another, each as year, month and day: whole months of one year, or a
    /// fiscal year; nothing for others.
    #[must_use]
    pub fn between(first: (i32, u8, u8), last: (i32, u8, u8)) -> Option<Self> {
        if first.2 != 1 || last.2 != days_of(last.0, last.1) {
            return None;
        }
        if first.0 == last.0 {
            return Self::months_of(last.0, first.1, last.1);
        }
        let whole = first.0 + 1 == last.0 && first.1 == last.1 + 1;
        whole.then(|| Self::fiscal(last.0, first.1)).flatten()
    }

    /// The year that it ends in.
    #[must_use]
    pub const fn year(self) -> i32 {
        self.year
    }

    /// The month that it ends with.
    #[must_use]
    pub const fn last_month(self) -> u8 {
        match self.part {
            Part::Whole => MONTHS,
            Part::Half(half) => half * 6,
            Part::Quarter(quarter) => quarter * 3,
            Part::Month(month) | Part::Day { month, .. } => month,
            Part::Fiscal(first) => first - 1,
        }
    }

    /// How many months long it is; nothing for a day.
    #[must_use]
    pub const fn months(self) -> Option<u8> {
        match self.part {
            Part::Whole | Part::Fiscal(_) => Some(MONTHS),
            Part::Half(_) => Some(6),
            Part::Quarter(_) => Some(3),
            Part::Month(_) => Some(1),
            Part::Day { .. } => None,
        }
    }

    /// Whether it is a year long, whatever month it begins with.
    #[must_use]
    pub const fn is_year(self) -> bool {
        matches!(self.months(), Some(MONTHS))
    }

    /// The period of the same kind right before.
    #[must_use]
    pub fn prior(self) -> Self {
        let last_year = self.year - 1;
        let (year, part) = match self.part {
            Part::Half(1) => (last_year, Part::Half(2)),
            Part::Half(half) => (self.year, Part::Half(half - 1)),
            Part::Quarter(1) => (last_year, Part::Quarter(4)),
            Part::Quarter(quarter) => (self.year, Part::Quarter(quarter - 1)),
            Part::Month(1) => (last_year, Part::Month(MONTHS)),
            Part::Month(month) => (self.year, Part::Month(month - 1)),
            Part::Day { month: 1, day: 1 } => {
                let (month, day) = (MONTHS, 31);
                (last_year, Part::Day { month, day })
            }
            Part::Day { month, day: 1 } => {
                let (month, day) = (month - 1, days_of(self.year, month - 1));
                (self.year, Part::Day { month, day })
            }
            Part::Day { month, day } => {
                let day = day - 1;
                (self.year, Part::Day { month, day })
            }
            whole => (last_year, whole),
        };
        Self { year, part }
    }

    /// The same period of the year before.
    #[must_use]
    pub fn same_last_year(self) -> Self {
        let year = self.year - 1;
        let part = match self.part {
            Part::Day { month, day } => {
                let day = day.min(days_of(year, month));
                Part::Day { month, day }
            }
            part => part,
        };
        Self { year, part }
    }
}

/// As machines write it: `2024`, `2024-H1`, `2024-Q3`, `2024-06`, `2024-12-31`, and `FY2024/10` for the
/// fiscal year that began with the tenth month.
impl fmt::Display for Period {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let year = self.year;
        match self.part {
            Part::Whole => write!(f, "{year:04}"),
            Part::Half(half) => write!(f, "{year:04}-H{half}"),
            Part::Quarter(quarter) => write!(f, "{year:04}-Q{quarter}"),
            Part::Month(month) => write!(f, "{year:04}-{month:02}"),
            Part::Fiscal(month) => write!(f, "FY{year:04}/{month:02}"),
            Part::Day { month, day } => write!(f, "{year:04}-{month:02}-{day:02}"),
        }
    }
}

/// A text that names no period.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NoPeriod;

impl FromStr for Period {
    type Err = NoPeriod;

    /// Reads what [`Display`](fmt::Display) writes.
    fn from_str(text: &str) -> Result<Self, NoPeriod> {
        read(text).ok_or(NoPeriod)
    }
}

fn read(text: &str) -> Option<Period> {
    if let Some(fiscal) = text.strip_prefix("FY") {
        let (year, month) = fiscal.split_once('/')?;
        return Period::fiscal(number(year, 4)?, number(month, 2)?);
    }
    let Some((year, rest)) = text.split_once('-') else {
        return number(text, 4).map(Period::year_of);
    };
    let year = number(year, 4)?;
    if let Some(half) = rest.strip_prefix('H') {
        return Period::half(year, number(half, 1)?);
    }
    if let Some(quarter) = rest.strip_prefix('Q') {
        return Period::quarter(year, number(quarter, 1)?);
    }
    match rest.split_once('-') {
        Some((month, day)) => Period::day(year, number(month, 2)?, number(day, 2)?),
        None => Period::month(year, number(rest, 2)?),
    }
}

/// A number of so many plain digits.
fn number<N: FromStr>(text: &str, digits: usize) -> Option<N> {
    let plain = text.len() == digits && text.bytes().all(|byte| byte.is_ascii_digit());
    plain.then(|| text.parse().ok()).flatten()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn period(text: &str) -> Period {
        text.parse().unwrap()
    }

    #[test]
    fn each_kind_is_written_and_read_again() {
        for text in [
            "2024",
            "2024-H2",
            "2024-Q3",
            "2024-06",
            "2024-12-31",
            "FY2024/10",
        ] {
            assert_eq!(period(text).to_string(), text);
        }
        for text in [
            "",
            "24",
            "2024-Q5",
            "2024-13",
            "2023-02-29",
            "2024-6",
            "FY2024",
        ] {
            assert_eq!(text.parse::<Period>(), Err(NoPeriod), "{text}");
        }
    }

    #[test]
    fn before_and_a_year_before() {
        for (text, prior, last_year) in [
            ("2024", "2023", "2023"),
            ("2024-H1", "2023-H2", "2023-H1"),
            ("2024-Q1", "2023-Q4", "2023-Q1"),
            ("2024-Q3", "2024-Q2", "2023-Q3"),
            ("2024-01", "2023-12", "2023-01"),
            ("2024-07", "2024-06", "2023-07"),
            ("2024-02-29", "2024-02-28", "2023-02-28"),
            ("2024-03-01", "2024-02-29", "2023-03-01"),
            ("2024-01-01", "2023-12-31", "2023-01-01"),
            ("FY2024/10", "FY2023/10", "FY2023/10"),
        ] {
            assert_eq!(period(text).prior(), period(prior), "{text}");
            assert_eq!(period(text).same_last_year(), period(last_year), "{text}");
        }
    }

    #[test]
    fn parts_of_fiscal_years_are_those_of_the_calendar() {
        let part = |year, first, months, part| {
            let period = Period::part_of_fiscal(year, first, months, part);
            period.map(|period| period.to_string())
        };
        let quarters = |first| [1, 2, 3, 4].map(|quarter| part(2024, first, 3, quarter).unwrap());
        assert_eq!(quarters(4), ["2023-Q2", "2023-Q3", "2023-Q4", "2024-Q1"]);
        assert_eq!(quarters(10), ["2023-Q4", "2024-Q1", "2024-Q2", "2024-Q3"]);
        assert_eq!(quarters(1), ["2024-Q1", "2024-Q2", "2024-Q3", "2024-Q4"]);
        assert_eq!(part(2024, 7, 6, 1).as_deref(), Some("2023-H2"));
        assert_eq!(part(2024, 7, 6, 2).as_deref(), Some("2024-H1"));
        for (first, months, number) in [(4, 6, 1), (2, 3, 1), (4, 3, 5), (4, 3, 0), (13, 3, 1)] {
            assert_eq!(part(2024, first, months, number), None, "{first} {months}");
        }
    }

    #[test]
    fn months_make_quarters_halves_and_years() {
        for (first, last, made) in [
            (1, 12, Some("2024")),
            (1, 6, Some("2024-H1")),
            (10, 12, Some("2024-Q4")),
            (5, 5, Some("2024-05")),
            (1, 8, Some("2024-08")),
            (2, 4, None),
            (4, 3, None),
        ] {
            assert_eq!(Period::months_of(2024, first, last), made.map(period));
        }
        let from_october = Period::between((2023, 10, 1), (2024, 9, 30));
        assert_eq!(from_october, Some(period("FY2024/10")));
        let year = Period::between((2024, 1, 1), (2024, 12, 31));
        assert_eq!(year, Some(period("2024")));
        assert_eq!(Period::between((2024, 1, 2), (2024, 12, 31)), None);
        assert_eq!(period("2024-Q2").last_month(), 6);
        assert_eq!(period("FY2024/10").last_month(), 9);
        assert_eq!(period("2024-Q2").months(), Some(3));
        assert_eq!(period("2024-12-31").months(), None);
    }
}
