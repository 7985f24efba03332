//! Days of the calendar, counted so that they can be compared and subtracted as whole numbers.

use gouji_language::dates;

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
pub fn day_number(year: i32, month: u32, day: u32) -> Option<i32> {
    if !YEARS.contains(&year) || !(1..=days_of(year, month)).contains(&day) {
        return None;
    }
    // Years that begin in March have their leap day at the end.
    let (year, month) = if month > 2 {
        (year, month - 3)
    } else {
        (year - 1, month + 9)
    };
    let before = year * 365 + year / 4 - year / 100 + year / 400;
    Some(before + ((153 * month + 2) / 5 + day - 1) as i32)
}

/// How many days a month has; none where there is no such month.
const fn days_of(year: i32, month: u32) -> u32 {
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
    let era = number.div_euclid(146_097);
    let of_era = number.rem_euclid(146_097);
    let year = (of_era - of_era / 1_460 + of_era / 36_524 - of_era / 146_096) / 365;
    let of_year = of_era - (365 * year + year / 4 - year / 100);
    let from_march = (5 * of_year + 2) / 153;
    let day = of_year - (153 * from_march + 2) / 5 + 1;
    let month = if from_march < 10 {
        from_march + 3
    } else {
        from_march - 9
    };
    let year = year + era * 400 + i32::from(month <= 2);
    format!("{year:04}-{month:02}-{day:02}")
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
        1 | 2 if text.bytes().all(|byte| byte.is_ascii_digit()) => text.parse::<u32>().ok(),
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
