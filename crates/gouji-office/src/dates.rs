//! Days as spreadsheets count them, and the number formats that make a number a date or a percentage.

use gouji_model::Date;

use crate::decimal::Decimal;

/// How a cell's number is meant to be shown, as far as it changes what the number says.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) enum Format {
    /// As a number.
    #[default]
    Number,
    /// As a date in numbers and dashes.
    Date,
    /// As a date with 年, 月 and 日.
    ChineseDate,
    /// As a time of day.
    Time,
    /// As a percentage with so many decimals: the figure is what the reader sees, 66.67 of 0.666667.
    Percent(u8),
    /// Smaller by so many powers of ten: in thousands (`0,`), or with a point put in (`0\\.0,`).
    Scaled(u8),
    /// Not at all.
    Nothing,
}

/// The format of a number that formats are known by without being written out.
pub(crate) fn built_in(id: u32) -> Format {
    match id {
        9 => Format::Percent(0),
        10 => Format::Percent(2),
        27 | 28 | 29 | 31 | 36 | 50..=54 | 57 | 58 => Format::ChineseDate,
        14..=17 | 22 | 30 => Format::Date,
        18..=21 | 32..=35 | 45..=47 | 55 | 56 => Format::Time,
        _ => Format::Number,
    }
}

/// The format that a code such as `yyyy"年"m"月"d"日"` describes.
pub(crate) fn of_code(code: &str) -> Format {
    if shows_nothing(code) {
        return Format::Nothing;
    }
    if let Some(decimals) = percent_decimals(code) {
        return Format::Percent(decimals);
    }
    if let Some(powers) = powers_left_out(code) {
        return Format::Scaled(powers);
    }
    let mut chars = code.chars();
    let (mut date, mut time, mut chinese) = (false, false, false);
    while let Some(c) = chars.next() {
        match c {
            '"' => chinese |= chars.by_ref().take_while(|c| *c != '"').any(|c| c == '年'),
            '[' => {
                // Colours, conditions and languages; but also hours beyond a day: [h].
                let inside: String = chars.by_ref().take_while(|c| *c != ']').collect();
                time |= matches!(inside.as_str(), "h" | "hh" | "m" | "mm" | "s" | "ss");
            }
            '\\' | '_' | '*' => chinese |= chars.next() == Some('年'),
            '年' => chinese = true,
            'y' | 'Y' | 'd' | 'D' => date = true,
            'h' | 'H' | 's' | 'S' => time = true,
            // What follows is for negative numbers, zero and text.
            ';' => break,
            // `General` and anything for text has no date in it.
            'G' | '@' | '#' | '?' => return Format::Number,
            _ => {}
        }
    }
    match (date, time) {
        (true, _) if chinese => Format::ChineseDate,
        (true, _) => Format::Date,
        (false, true) => Format::Time,
        (false, false) => Format::Number,
    }
}

/// Whether a code has a part for positive numbers, and nothing in it nor in any other for numbers: `;;;`.
fn shows_nothing(code: &str) -> bool {
    let is_empty = |part: &str| part.replace("\"\"", "").trim().is_empty();
    code.contains([';', '"']) && code.split(';').take(3).all(is_empty)
}

/// How many decimals a code such as `0.00%` shows of a percentage; none where it shows another number.
fn percent_decimals(code: &str) -> Option<u8> {
    let mut chars = code.chars();
    let (mut decimals, mut behind_point) = (0, false);
    while let Some(c) = chars.next() {
        match c {
            '"' => _ = chars.by_ref().find(|c| *c == '"'),
            '\\' | '_' | '*' => _ = chars.next(),
            '.' => behind_point = true,
            '0' | '#' | '?' if behind_point => decimals += 1,
            '%' => return Some(decimals),
            ';' => return None,
            _ => {}
        }
    }
    None
}

/// By how many powers of ten a code shows a number smaller than it is: three for each comma behind its last
/// place, and one for each place behind a point that is only put in. None where it does not.
fn powers_left_out(code: &str) -> Option<u8> {
    let mut chars = code.chars();
    let (mut places, mut commas, mut behind, mut points) = (0_u8, 0_u8, 0_u8, 0_u8);
    while let Some(c) = chars.next() {
        let put_in = match c {
            '"' => chars.by_ref().take_while(|c| *c != '"').collect(),
            '[' => {
                _ = chars.by_ref().find(|c| *c == ']');
                continue;
            }
            '\\' | '!' => String::from_iter(chars.next()),
            '_' | '*' => {
                _ = chars.next();
                continue;
            }
            '0' | '#' | '?' => {
                places = places.saturating_add(1);
                behind = behind.saturating_add(points.min(1));
                commas = 0;
                continue;
            }
            ',' if places > 0 => {
                commas = commas.saturating_add(1);
                continue;
            }
            // What follows is for negative numbers, zero and text.
            ';' => break,
            _ => continue,
        };
        points = points.saturating_add(u8::from(put_in == "." && places > 0));
    }
    let powers = commas.saturating_mul(3).saturating_add(behind);
    (powers > 0 && points <= 1).then_some(powers)
}

/// A number as it is shown in a format; `since_1904` for workbooks that count days from then.
pub(crate) fn shown(number: Decimal, format: Format, since_1904: bool) -> String {
    match format {
        Format::Number => return number.print(),
        Format::Nothing => return String::new(),
        Format::Scaled(powers) => return number.shifted(-i32::from(powers)).print(),
        Format::Percent(decimals) => {
            let percent = number.shifted(2).with_decimals(decimals.into());
            return format!("{}%", percent.print());
        }
        _ => {}
    }
    let Some((days, seconds)) = number.days_and_seconds() else {
        return number.print();
    };
    let (hours, minutes) = (seconds / 3_600, seconds / 60 % 60);
    let time = format!("{hours}:{minutes:02}");
    let Some(Date { year, month, day }) = date(days, since_1904) else {
        return number.print();
    };
    let date = match format {
        Format::Time => return time,
        Format::ChineseDate => format!("{year}年{month}月{day}日"),
        _ => format!("{year}-{month:02}-{day:02}"),
    };
    if seconds == 0 {
        date
    } else {
        format!("{date} {time}")
    }
}

/// The date of a day counted by a spreadsheet.
fn date(days: i64, since_1904: bool) -> Option<Date> {
    if days > 2_958_465 {
        return None;
    }
    // From days counted by the workbook to days from 1 March of the year 0. The usual count has
    // a 29 February 1900 that never was.
    let since_march = match (since_1904, days) {
        (true, days) => days + 695_361,
        (false, 60..) => days + 693_899,
        (false, days) => days + 693_900,
    };
    Some(Date::of_number(since_march))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn text(number: &str, format: Format) -> String {
        shown(Decimal::read(number).unwrap(), format, false)
    }

    #[test]
    fn days_become_dates() {
        assert_eq!(text("45667", Format::Date), "2025-01-10");
        assert_eq!(text("45667", Format::ChineseDate), "2025年1月10日");
        assert_eq!(text("45667.75", Format::Date), "2025-01-10 18:00");
        assert_eq!(text("0.5", Format::Time), "12:00");
        assert_eq!(text("61", Format::Date), "1900-03-01");
        assert_eq!(text("1", Format::Date), "1900-01-01");
        assert_eq!(text("-3", Format::Date), "-3");
        let later = shown(Decimal::read("44205").unwrap(), Format::Date, true);
        assert_eq!(later, "2025-01-10");
    }

    #[test]
    fn percentages_are_what_is_shown() {
        assert_eq!(text("0.666666666666667", Format::Percent(2)), "66.67%");
        assert_eq!(text("0.0235", Format::Percent(2)), "2.35%");
        assert_eq!(text("0.995", Format::Percent(0)), "100%");
        assert_eq!(text("-0.5", Format::Percent(1)), "-50%");
        assert_eq!(text("0.0004", Format::Percent(0)), "0%");
        assert_eq!(text("1.2", Format::Percent(2)), "120%");
    }

    #[test]
    fn what_a_format_shows_smaller_is_what_it_shows() {
        assert_eq!(text("433000", Format::Scaled(3)), "433");
        assert_eq!(text("433500", Format::Scaled(3)), "433.5");
        assert_eq!(text("12000", Format::Scaled(4)), "1.2");
        assert_eq!(text("0", Format::Scaled(4)), "0");
    }

    #[test]
    fn codes_tell_dates_from_numbers() {
        for (code, format) in [
            ("yyyy\"年\"m\"月\"d\"日\";@", Format::ChineseDate),
            ("yyyy\"年\"m\"月\"d\"日\"", Format::ChineseDate),
            ("[$-804]yyyy\\年m\\月d\\日", Format::ChineseDate),
            ("yyyy-mm-dd hh:mm", Format::Date),
            ("[h]:mm:ss", Format::Time),
            ("General", Format::Number),
            (";;;", Format::Nothing),
            (";;", Format::Nothing),
            ("\"\";\"\";\"\"", Format::Nothing),
            ("\"\"", Format::Nothing),
            ("0;;", Format::Number),
            ("", Format::Number),
            ("#,##0.00_ ", Format::Number),
            ("0.00", Format::Number),
            ("[Red]0", Format::Number),
            ("0.00%", Format::Percent(2)),
            ("#,##0.0%;[Red]-0.0%", Format::Percent(1)),
            ("0\\%", Format::Number),
            ("0\"%\"", Format::Number),
            ("0;0%", Format::Number),
            ("#,##0,", Format::Scaled(3)),
            ("0.0,,\" M\"", Format::Scaled(6)),
            ("0!.0,\"万\"", Format::Scaled(4)),
            ("0\\.0,", Format::Scaled(4)),
            ("0\".\"0000", Format::Scaled(4)),
            ("0\\.0\\.0", Format::Number),
            ("#,##0", Format::Number),
            ("#,##0.00;(#,##0,)", Format::Number),
            ("yyyy\\.m\\.d", Format::Date),
        ] {
            assert_eq!(of_code(code), format, "{code}");
        }
    }
}
