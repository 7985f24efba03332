//! The lists to choose from of an old Word file: what is chosen stands in the stream of data, and the sign of a
//! picture in the code of the field says where.

use crate::bytes::{u16_at, u32_at};

use super::sprms::sprms;

/// Where in the stream of data something stands.
const PLACE: u16 = 0x6a03;
/// The length of what stands before the description of a field.
const HEAD: usize = 68;
/// How a description begins, and the kind of field that is a list.
const VERSION: u32 = u32::MAX;
const LIST: u16 = 2;
/// The number that stands for no choice.
const NONE: u16 = 25;
/// How many texts of other use stand before the entries: its form, help, status and two macros.
const OTHER_TEXTS: usize = 5;

/// Whether properties lead to something in the stream of data.
pub(super) fn leads_anywhere(properties: &[u8]) -> bool {
    sprms(properties).any(|(property, _)| property == PLACE)
}

/// What is chosen of the list that the properties of a sign in the code of a field lead to.
pub(super) fn chosen(properties: &[u8], data: &[u8]) -> Option<String> {
    let (_, place) = sprms(properties).find(|(property, _)| *property == PLACE)?;
    let field = data.get(u32_at(place, 0)? as usize..)?.get(HEAD..)?;
    let bits = u16_at(field, 4)?;
    if u32_at(field, 0)? != VERSION || bits & 3 != LIST {
        return None;
    }
    // Behind two lengths: its name, the number of the usual entry, and the other texts.
    let mut at = after_text(field, 10)?;
    let usual = u16_at(field, at)?;
    at += 2;
    for _ in 0..OTHER_TEXTS {
        at = after_text(field, at)?;
    }
    let result = bits >> 2 & 0x1f;
    let wanted = if result == NONE { usual } else { result };
    entry(field.get(at..)?, wanted)
}

/// Where a text with its length and a zero behind it ends.
fn after_text(field: &[u8], at: usize) -> Option<usize> {
    Some(at + 2 + (usize::from(u16_at(field, at)?) + 1) * 2)
}

/// An entry of a list of texts: a sign, how many there are, how much stands behind each.
fn entry(list: &[u8], wanted: u16) -> Option<String> {
    let (count, extra) = (u16_at(list, 2)?, usize::from(u16_at(list, 4)?));
    if u16_at(list, 0)? != u16::MAX || wanted >= count {
        return None;
    }
    let mut at = 6;
    for _ in 0..wanted {
        at += 2 + usize::from(u16_at(list, at)?) * 2 + extra;
    }
    let length = usize::from(u16_at(list, at)?) * 2;
    let units = list.get(at + 2..at + 2 + length)?.chunks_exact(2);
    let units: Vec<u16> = units.filter_map(|unit| u16_at(unit, 0)).collect();
    Some(String::from_utf16_lossy(&units))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The stream of data of a list with two entries.
    fn data(result: u16, usual: u16) -> Vec<u8> {
        let mut data = vec![0; HEAD];
        let mut push = |unit: u16| data.extend(unit.to_le_bytes());
        for unit in [u16::MAX, u16::MAX, LIST | result << 2, 0, 0, 0, 0, usual] {
            push(unit);
        }
        for _ in 0..OTHER_TEXTS {
            push(0);
            push(0);
        }
        for unit in [u16::MAX, 2, 0, 1, 0x39, 2, 0x31, 0x32] {
            push(unit);
        }
        data
    }

    #[test]
    fn what_is_chosen_is_shown_and_else_the_usual() {
        let properties = [0x03, 0x6a, 0, 0, 0, 0];
        for (result, usual, expected) in [(1, 0, Some("12")), (NONE, 0, Some("9")), (7, 0, None)] {
            let found = chosen(&properties, &data(result, usual));
            assert_eq!(found.as_deref(), expected);
        }
        assert_eq!(chosen(&properties, &data(1, 0)[..70]), None);
        assert_eq!(chosen(&[], &data(1, 0)), None);
    }
}
