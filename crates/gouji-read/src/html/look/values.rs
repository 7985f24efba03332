//! Values of declarations that can leave nothing to be seen.

/// How far from the page nothing of it is seen, in pixels or points, and in widths of letters.
const FAR: i64 = 900;
const FAR_IN_LETTERS: i64 = 90;
/// How far behind the page nothing of it is seen, in the same.
const FAR_BEHIND: i64 = 5_000;
/// The same, in widths or heights of the window.
const FAR_IN_WINDOWS: i64 = 100;
/// Of what share on each side nothing is left of a box, in percent.
const HALF: i64 = 50;
const WHOLE: i64 = 100;

/// How far from its line text is that clearly does not stand in it, in pixels or points, and in percent or
/// hundredths of a letter's height.
const APART: i64 = 2;
const APART_IN_PERCENT: i64 = 15;
/// How large letters are at most that are as small as marks of notes, in pixels and in points.
const SMALL: i64 = 11;
const SMALL_IN_POINTS: i64 = 8;

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

/// The first two of some parts after the point, as hundredths.
fn hundredths(parts: &[u8]) -> i64 {
    let digit = |at: usize| parts.get(at).map_or(0, |digit| i64::from(digit - b'0'));
    10 * digit(0) + digit(1)
}

/// Whether a distance, up or down, left or right, is one that is seen.
pub(super) fn is_apart(value: &[u8]) -> bool {
    number(value).is_some_and(|(whole, parts, unit)| {
        if unit.starts_with(b"em") || unit.starts_with(b"rem") || unit.starts_with(b"ex") {
            return whole != 0 || hundredths(parts) >= APART_IN_PERCENT;
        }
        let least = match unit.starts_with(b"%") {
            true => APART_IN_PERCENT,
            false => APART,
        };
        whole.abs() >= least
    })
}

/// Whether letters of a size are smaller than those around, or as small as marks of notes.
pub(super) fn is_small(value: &[u8]) -> bool {
    let names = [&b"small"[..], b"x-small", b"xx-small"];
    let size = |(whole, _, unit): (i64, &[u8], &[u8])| {
        let is = |name: &[u8]| unit.starts_with(name);
        (is(b"px") && whole <= SMALL)
            || (is(b"pt") && whole <= SMALL_IN_POINTS)
            || (is(b"%") && whole < WHOLE)
            || ((is(b"em") || is(b"rem")) && whole == 0)
    };
    names.iter().any(|name| value.starts_with(name)) || number(value).is_some_and(size)
}

/// Whether letters of a size are dots: of one pixel or point at most.
pub(super) fn is_dot(value: &[u8]) -> bool {
    let dot = |(whole, parts, unit): (i64, &[u8], &[u8])| {
        let unit = unit.starts_with(b"px") || unit.starts_with(b"pt");
        unit && !value.starts_with(b"-")
            && (whole == 0 || whole == 1 && parts.iter().all(|c| *c == b'0'))
    };
    is_nothing(value) || number(value).is_some_and(dot)
}

/// Whether a colour is none.
pub(super) fn is_clear(value: &[u8]) -> bool {
    let value = value.to_ascii_lowercase();
    if value.starts_with(b"transparent") {
        return true;
    }
    if let Some(digits) = value.strip_prefix(b"#") {
        let count = digits.iter().take_while(|c| c.is_ascii_hexdigit()).count();
        return match digits.get(..count) {
            Some([.., b'0']) if count == 4 => true,
            Some([.., b'0', b'0']) if count == 8 => true,
            _ => false,
        };
    }
    let named = [&b"rgb"[..], b"hsl"];
    if !named.iter().any(|name| value.starts_with(name)) {
        return false;
    }
    let inner = value.split(|byte| *byte == b')').next().unwrap_or_default();
    let mut behind = inner.rsplit(|byte| *byte == b'/');
    let opacity = behind.next().filter(|_| behind.next().is_some());
    let opacity = opacity.or_else(|| inner.split(|byte| *byte == b',').nth(3));
    opacity.is_some_and(|part| is_nothing(part.trim_ascii()))
}

/// What a function is given in a list of them: of `scale(0) rotate(9deg)` to `scale`, `0`.
fn argument<'v>(value: &'v [u8], function: &str) -> Option<&'v [u8]> {
    let at = memchr::memmem::find(value, function.as_bytes())?;
    let rest = value.get(at + function.len()..)?;
    rest.split(|byte| *byte == b')').next()
}

/// Whether a box is shrunk to nothing, or moved far off the page.
pub(super) fn is_moved_away(value: &[u8]) -> bool {
    let of = |functions: &[&str], is: fn(&[u8]) -> bool| {
        let arguments = functions.iter().filter_map(|name| argument(value, name));
        let mut parts = arguments.flat_map(|parts| parts.split(|byte| *byte == b','));
        parts.any(|part| is(part.trim_ascii()))
    };
    of(&["scale(", "scaleX(", "scaleY("], is_nothing)
        || of(
            &["translate(", "translateX(", "translateY(", "translate3d("],
            is_far,
        )
}

/// Whether a box is moved up or down, but not off the page.
pub(super) fn is_moved_upright(value: &[u8]) -> bool {
    let second = |parts: &[u8]| {
        let part = parts.split(|byte| *byte == b',').nth(1);
        part.is_some_and(|part| is_apart(part.trim_ascii()))
    };
    argument(value, "translateY(").is_some_and(is_apart)
        || argument(value, "translate(").is_some_and(second)
}

/// Whether a box is moved to the left or right.
pub(super) fn is_moved_aside(value: &[u8]) -> bool {
    let arguments = ["translateX(", "translate("].into_iter();
    arguments
        .filter_map(|function| argument(value, function))
        .any(is_apart)
}

/// Whether a filter leaves nothing to be seen.
pub(super) fn is_faded(value: &[u8]) -> bool {
    value
        .strip_prefix(b"opacity(")
        .is_some_and(|inner| inner.starts_with(b"0)") || inner.starts_with(b"0%)"))
}

/// Whether a place is far behind what anyone looks at.
pub(super) fn is_far_behind(value: &[u8]) -> bool {
    let far = |(whole, _, unit): (i64, &[u8], &[u8])| {
        whole >= FAR_BEHIND && (unit.starts_with(b"px") || unit.starts_with(b"pt"))
    };
    number(value).is_some_and(far)
}

/// Whether a place is far beyond the left or upper edge.
pub(super) fn is_far(value: &[u8]) -> bool {
    number(value).is_some_and(|(whole, _, unit)| {
        let letters = unit.starts_with(b"em") || unit.starts_with(b"rem");
        let windows = unit.starts_with(b"vw") || unit.starts_with(b"vh");
        let far = match (letters, windows) {
            (true, _) => FAR_IN_LETTERS,
            (_, true) => FAR_IN_WINDOWS,
            _ => FAR,
        };
        whole <= -far
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

/// Whether a path leaves nothing of a box.
pub(super) fn is_cut_off(value: &[u8]) -> bool {
    let starts = [&b"circle("[..], b"ellipse("];
    let round = starts.iter().find_map(|start| value.strip_prefix(*start));
    let corners = value.strip_prefix(b"polygon(").unwrap_or_default();
    let corners = corners
        .split(|byte| *byte == b')')
        .next()
        .unwrap_or_default();
    let mut corners = corners.split(|byte| *byte == b',').map(<[u8]>::trim_ascii);
    let first = corners.next().filter(|corner| !corner.is_empty());
    is_inset(value)
        || round.is_some_and(is_nothing)
        || first.is_some_and(|first| corners.all(|corner| corner == first))
}

/// Whether half or more of a box is cut from every side.
fn is_inset(value: &[u8]) -> bool {
    let inner = value.strip_prefix(b"inset(").unwrap_or_default();
    number(inner).is_some_and(|(whole, _, unit)| unit.starts_with(b"%)") && whole >= HALF)
}
