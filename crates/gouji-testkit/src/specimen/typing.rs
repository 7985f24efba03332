//! How a figure goes wrong under the fingers: digits swapped, dropped, doubled, mistyped.

use gouji_model::Figure;

use crate::specimen::kind::Kind;
use crate::specimen::rng::Rng;

/// The figure after a typing mistake, or nothing where the mistake would not show.
pub(crate) fn mistype(figure: Figure, kind: Kind, rng: &mut Rng) -> Option<Figure> {
    let text = figure.to_string();
    let mut digits: Vec<u8> = text.bytes().collect();
    if !digits.iter().all(u8::is_ascii_digit) {
        return None;
    }
    let at = rng.below(digits.len());
    match kind {
        Kind::DigitsSwapped => {
            let next = at + 1;
            (next < digits.len()).then(|| digits.swap(at, next))?;
        }
        Kind::DigitDropped => {
            (digits.len() > 1).then(|| digits.remove(at))?;
        }
        Kind::DigitDoubled => digits.insert(at, *digits.get(at)?),
        Kind::DigitMistyped => *digits.get_mut(at)? = b'0' + rng.below(10) as u8,
        Kind::TimesTen => digits.push(b'0'),
        Kind::DividedByTen => {
            (digits.pop() == Some(b'0')).then_some(())?;
        }
        Kind::Sign => digits.insert(0, b'-'),
        _ => return None,
    }
    let leading_zero = digits.len() > 1 && digits.first() == Some(&b'0');
    let typed = Figure::parse(std::str::from_utf8(&digits).ok()?).ok()?;
    (typed != figure && !leading_zero).then_some(typed)
}
