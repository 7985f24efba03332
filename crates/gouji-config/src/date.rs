//! A day of the calendar, as far as expiry needs one.

use std::fmt;

/// Days in 400 years, after which the calendar repeats.
const CYCLE: i64 = 146_097;

/// A day; days compare in the order of time.
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
    /// The day (in UTC) of a time in seconds since 1970-01-01.
    #[must_use]
    pub fn of_unix_time(seconds: i64) -> Self {
        // The calendar is counted from 0000-03-01, so that the odd day of a leap year comes last.
        let days = seconds.div_euclid(86_400) + 719_468;
        let cycle = days.div_euclid(CYCLE);
        let day = days.rem_euclid(CYCLE);
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
}

impl fmt::Display for Date {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "{:04}-{:02}-{:02}", self.year, self.month, self.day)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

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
}
