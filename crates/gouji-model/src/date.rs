//! Days of the calendar, counted so that they can be compared and subtracted as whole numbers.

use std::fmt;

use gouji_language::dates;

/// Days in 400 years, after which the calendar repeats.
const CYCLE: i64 = 146_097;

/// A day of the calendar; days compare in the order of time.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Date {
    /// The year.
    pub year: i32,
    /// The month, from 1.
    pub month: u8,
    /// The day of the month, from 1.
    pub day: u8,
}

impl Date {
    /// The day of a number ([`day_number`]).
    #[must_use]
    pub fn of_number(number: i64) -> Self {
        // Years that begin in March have their leap day at the end.
        let cycle = number.div_euclid(CYCLE);
        let day = number.rem_euclid(CYCLE);
        let year = (day - day / 1_460 + day / 36_524 - day / 146_096) / 365;
        let of_year = day - (365 * year + year / 4 - year / 100);
        let month = (5 * of_year + 2) / 153;
        let of_month = of_year - (153 * month + 2) / 5 + 1;
        let (month, later) = if month < 10 {
            (month + 3, 0)
        } else {
            (month - 9, 1)
        };
        Self {
            year: i32::try_from(year + cycle * 400 + later).unwrap_or(i32::MAX),
            month: u8::try_from(month).unwrap_or(1),
            day: u8::try_from(of_month).unwrap_or(1),
        }
    }

    /// The day (in UTC) of a time in seconds since 1970-01-01.
    #[must_use]
    pub fn of_unix_time(seconds: i64) -> Self {
        Self::of_number(seconds.div_euclid(86_400) + 719_468)
    }
}

impl fmt::Display for Date {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "{:04}-{:02}-{:02}", self.year, self.month, self.day)
    }
}

/// In which order a date of three numbers gives its parts where its first is no year.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum DateOrder {
    /// Such a date is not read.
    #[default]
    YearFirst,
    /// Day, month, year.
    DayFirst,
    /// Month, day, year.
    MonthFirst,
}

/// Years of which days are read.
const YEARS: std::ops::RangeInclusive<i32> = 1..=9999;

/// The number of a day, counted from 1 March of the year 0; nothing where there is no such day.
#[must_use]
pub fn day_number(year: i32, month: u8, day: u8) -> Option<i32> {
    if !YEARS.contains(&year) || !(1..=days_of(year, month)).contains(&day) {
        return None;
    }
    // Years that begin in March have their leap day at the end.
    let (month, day) = (i32::from(month), i32::from(day));
    let (year, month) = if month > 2 {
        (year, month - 3)
    } else {
        (year - 1, month + 9)
    };
    let before = year * 365 + year / 4 - year / 100 + year / 400;
    Some(before + (153 * month + 2) / 5 + day - 1)
}

/// How many days a month has; none where there is no such month.
pub(crate) const fn days_of(year: i32, month: u8) -> u8 {
    let leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
    match month {
        2 if leap => 29,
        2 => 28,
        4 | 6 | 9 | 11 => 30,
        1 | 3 | 5 | 7 | 8 | 10 | 12 => 31,
        _ => 0,
    }
}

/// A day by its number as `2024-03-01`.
#[must_use]
pub fn written_day(number: i32) -> String {
    Date::of_number(i64::from(number)).to_string()
}

/// The day a text names: `2024-03-01`, `2024/3/1`, `2024年3月1日`, or with its year last in the order
/// given. A time behind it (`T00:00:00`) is no part of it.
#[must_use]
pub fn day_of(text: &str, order: DateOrder) -> Option<i32> {
    let text = text.split_once('T').map_or(text, |(day, _)| day).trim();
    let text = text.strip_suffix(dates::day).unwrap_or(text);
    let is_mark = |c| matches!(c, '-' | '/' | '.') || dates::year(c) || dates::month(c);
    let mut parts = text.split(is_mark).map(str::trim);
    let [first, second, third] = [parts.next()?, parts.next()?, parts.next()?];
    if parts.next().is_some() {
        return None;
    }
    let [year, month, day] = match (first.len(), third.len(), order) {
        (4, ..) => [first, second, third],
        (_, 4, DateOrder::MonthFirst) => [third, first, second],
        (_, 4, DateOrder::DayFirst) => [third, second, first],
        _ => return None,
    };
    let small = |text: &str| match text.len() {
        1 | 2 if text.bytes().all(|byte| byte.is_ascii_digit()) => text.parse::<u8>().ok(),
        _ => None,
    };
    let is_year = year.bytes().all(|byte| byte.is_ascii_digit());
    let year = is_year.then(|| year.parse().ok()).flatten()?;
    day_number(year, small(month)?, small(day)?)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_are_counted_and_written_back() {
        for text in ["2024-02-29", "2023-12-31", "1999-03-01", "0001-01-01"] {
            let number = day_of(text, DateOrder::YearFirst).unwrap();
            assert_eq!(written_day(number), text);
        }
        let day = |text| day_of(text, DateOrder::YearFirst).unwrap();
        assert_eq!(day("2024-03-01") - day("2024-02-28"), 2);
        assert_eq!(day("2024年3月1日"), day("2024/3/1"));
        assert_eq!(day("2024-03-01T00:00:00"), day("2024-03-01"));
    }

    #[test]
    fn days_of_known_times() {
        let day = |seconds| Date::of_unix_time(seconds).to_string();
        assert_eq!(day(0), "1970-01-01");
        assert_eq!(day(-1), "1969-12-31");
        assert_eq!(day(951_782_400), "2000-02-29");
        assert_eq!(day(951_868_800), "2000-03-01");
        assert_eq!(day(1_763_900_000), "2025-11-23");
        assert_eq!(day(4_107_542_399), "2100-02-28");
    }

    #[test]
    fn the_order_is_what_the_form_says() {
        let day = |text, order| day_of(text, order).map(written_day);
        let first = |order| day("3/1/2024", order);
        assert_eq!(first(DateOrder::MonthFirst).as_deref(), Some("2024-03-01"));
        assert_eq!(first(DateOrder::DayFirst).as_deref(), Some("2024-01-03"));
        assert_eq!(first(DateOrder::YearFirst), None);
    }

    #[test]
    fn there_is_no_such_day() {
        for text in [
            "2023-02-29",
            "2024-13-01",
            "2024-00-10",
            "2024-1",
            "2024-1-1-1",
            "+024-1-1",
            "2024-1-x",
            "24-1-1",
        ] {
            assert_eq!(day_of(text, DateOrder::YearFirst), None, "{text}");
        }
    }
}
