//! Values of declarations that can leave nothing to be seen.

/// How far from the page nothing of it is seen, in pixels or points, and in widths of letters.
const FAR: i64 = 900;
const FAR_IN_LETTERS: i64 = 90;
/// Of what share on each side nothing is left of a box, in percent.
const HALF: i64 = 50;

/// The whole number a value begins with, its parts after the point, and what follows.
fn number(value: &[u8]) -> Option<(i64, &[u8], &[u8])> {
    let (negative, digits) = match value.strip_prefix(b"-") {
        Some(digits) => (true, digits),
        None => (false, value),
    };
    let count = |bytes: &[u8]| {
        bytes
            .iter()
            .take_while(|byte| byte.is_ascii_digit())
            .count()
    };
    let (whole, rest) = digits.split_at(count(digits));
    let parts = rest.strip_prefix(b".").unwrap_or_default();
    let (parts, after) = parts.split_at(count(parts));
    if whole.is_empty() && parts.is_empty() {
        return None;
    }
    let rest = if parts.is_empty() { rest } else { after };
    let mut found = 0_i64;
    for digit in whole {
        found = found
            .saturating_mul(10)
            .saturating_add(i64::from(digit - b'0'));
    }
    Some((if negative { -found } else { found }, parts, rest))
}

/// Whether it is nought, of whatever unit.
pub(super) fn is_nothing(value: &[u8]) -> bool {
    number(value).is_some_and(|(whole, parts, _)| whole == 0 && parts.iter().all(|c| *c == b'0'))
}

/// Whether a distance is one upwards.
pub(super) fn is_above(value: &[u8]) -> bool {
    number(value).is_some_and(|(whole, ..)| whole >= 0)
        && !value.starts_with(b"-")
        && !is_nothing(value)
}

/// Whether a size is a share of that around it: of nothing that is nothing, whatever the share.
pub(super) fn is_relative(value: &[u8]) -> bool {
    let relative = |(_, _, unit): (i64, &[u8], &[u8])| {
        !is_nothing(value) && (unit.starts_with(b"%") || unit.starts_with(b"em"))
    };
    value.eq_ignore_ascii_case(b"inherit") || number(value).is_some_and(relative)
}

/// Whether a colour is none.
pub(super) fn is_clear(value: &[u8]) -> bool {
    let value = value.to_ascii_lowercase();
    if value.starts_with(b"transparent") {
        return true;
    }
    let mixed = value.starts_with(b"rgba(") || value.starts_with(b"hsla(");
    let inner = value.split(|byte| *byte == b')').next().unwrap_or_default();
    let parts = || inner.split(|byte| matches!(byte, b',' | b'/'));
    mixed
        && parts().count() > 1
        && parts()
            .next_back()
            .is_some_and(|part| is_nothing(part.trim_ascii()))
}

/// Whether a place is far beyond the left or upper edge.
pub(super) fn is_far(value: &[u8]) -> bool {
    number(value).is_some_and(|(whole, _, unit)| {
        let letters = unit.starts_with(b"em") || unit.starts_with(b"rem");
        whole <= -if letters { FAR_IN_LETTERS } else { FAR }
    })
}

/// Whether a clip leaves nothing: its edges are at one place, `rect(0, 0, 0, 0)`.
pub(super) fn is_clipped(value: &[u8]) -> bool {
    let inner = value.strip_prefix(b"rect(").unwrap_or_default();
    let inner = inner.split(|byte| *byte == b')').next().unwrap_or_default();
    let edges = inner
        .split(|byte| matches!(byte, b',' | b' '))
        .filter(|edge| !edge.is_empty());
    let edges: Option<Vec<i64>> = edges.map(|edge| Some(number(edge)?.0)).collect();
    match edges.as_deref() {
        Some([top, right, bottom, left]) => bottom <= top || right <= left,
        _ => false,
    }
}

/// Whether half or more of a box is cut from every side.
pub(super) fn is_inset(value: &[u8]) -> bool {
    let inner = value.strip_prefix(b"inset(").unwrap_or_default();
    number(inner).is_some_and(|(whole, _, unit)| unit.starts_with(b"%)") && whole >= HALF)
}
