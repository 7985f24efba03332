//! Numbers with a power of ten, as data files write them.

/// Most places that a power of ten moves the point.
const MOST_PLACES: i32 = 40;

/// A number with a power of ten as it is written without one: `2.5e1` is `25`. Nothing for other values,
/// and for powers that no report has.
#[must_use]
pub fn without_power(number: &str) -> Option<String> {
    let (mantissa, power) = number.split_once(['e', 'E'])?;
    let power: i32 = power
        .parse()
        .ok()
        .filter(|power: &i32| power.abs() <= MOST_PLACES)?;
    let (sign, mantissa) = match mantissa.strip_prefix('-') {
        Some(rest) => ("-", rest),
        None => ("", mantissa),
    };
    let (whole, decimals) = mantissa.split_once('.').unwrap_or((mantissa, ""));
    if !whole
        .chars()
        .chain(decimals.chars())
        .all(|c| c.is_ascii_digit())
    {
        return None;
    }
    let digits = format!("{whole}{decimals}");
    let point = i32::try_from(whole.len()).ok()? + power;
    let digits = match point {
        ..1 => format!("{}{digits}", "0".repeat(usize::try_from(1 - point).ok()?)),
        _ => format!("{digits:0<width$}", width = usize::try_from(point).ok()?),
    };
    let (whole, decimals) = digits.split_at(usize::try_from(point.max(1)).ok()?);
    let whole = whole.trim_start_matches('0');
    let whole = if whole.is_empty() { "0" } else { whole };
    Some(match decimals.is_empty() {
        true => format!("{sign}{whole}"),
        false => format!("{sign}{whole}.{decimals}"),
    })
}

#[cfg(test)]
mod tests {
    use super::without_power;

    #[test]
    fn powers_are_written_out_digit_by_digit() {
        for (number, expected) in [
            ("1e2", Some("100")),
            ("2.5E+1", Some("25")),
            ("-1361200e-2", Some("-13612.00")),
            ("5e-2", Some("0.05")),
            ("0e0", Some("0")),
            ("12", None),
            ("1e400", None),
            ("true", None),
            ("\"1e2\"", None),
        ] {
            assert_eq!(without_power(number).as_deref(), expected, "{number}");
        }
    }
}
