//! Single property modifiers: a number for the property, and its value.

use crate::bytes::{u8_at, u16_at};

const DELETED: u16 = 0x0800;
const HIDDEN: u16 = 0x083c;
const STRUCK: [u16; 2] = [0x0837, 0x2a53];
const POSITION: u16 = 0x2a48;
/// By how many half points letters are moved.
const MOVED: u16 = 0x4845;
const STYLE: u16 = 0x4a30;
pub(super) const LEVEL: u16 = 0x260a;
pub(super) const LIST: u16 = 0x460b;
pub(super) const IN_TABLE: u16 = 0x2416;
pub(super) const ENDS_ROW: u16 = 0x2417;
pub(super) const ENDS_INNER_CELL: u16 = 0x244b;
pub(super) const ENDS_INNER_ROW: u16 = 0x244c;
pub(super) const DEPTH: u16 = 0x6649;
pub(super) const ELSEWHERE: [u16; 2] = [0x6645, 0x6646];
pub(super) const CELLS: u16 = 0xd608;
pub(super) const MERGE: u16 = 0x5624;
pub(super) const MERGE_VERTICALLY: u16 = 0xd62b;
/// Tab stops: the one property whose length cannot always be determined.
const TABS: u16 = 0xc615;

/// The modifiers in some bytes; ends where one is cut off.
pub(super) fn sprms(mut bytes: &[u8]) -> impl Iterator<Item = (u16, &[u8])> {
    std::iter::from_fn(move || {
        let property = u16_at(bytes, 0)?;
        let rest = bytes.get(2..)?;
        let (skipped, length) = match property >> 13 {
            0 | 1 => (0, 1),
            2 | 4 | 5 => (0, 2),
            3 => (0, 4),
            7 => (0, 3),
            // The description of cells counts one byte of its length too many.
            _ if property == CELLS => (2, usize::from(u16_at(rest, 0)?).checked_sub(1)?),
            _ => (1, usize::from(u8_at(rest, 0)?)),
        };
        if property == TABS && length == 255 {
            return None;
        }
        let value = rest.get(skipped..skipped + length)?;
        bytes = rest.get(skipped + length..)?;
        Some((property, value))
    })
}

/// How text looks, as far as that changes what it says; none where nothing is specified for it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Look {
    /// Whether it is not shown.
    pub hidden: Option<bool>,
    /// Whether it is raised, as the marks of notes are.
    pub raised: Option<bool>,
    /// Whether it is struck out.
    pub struck: Option<bool>,
    /// Whether it is deleted, and the deletion not yet accepted.
    pub deleted: bool,
}

impl Look {
    /// What modifiers say.
    pub(super) fn of(properties: &[u8]) -> Self {
        let mut look = Self::default();
        for (property, value) in sprms(properties) {
            match (property, value) {
                (DELETED, [on]) => look.deleted = *on == 1,
                // Further values mean "as the style" and "unlike the style".
                (HIDDEN, [on @ (0 | 1)]) => look.hidden = Some(*on == 1),
                (HIDDEN, [0x81]) => look.hidden = Some(true),
                (property, [on]) if STRUCK.contains(&property) => match on {
                    0 | 1 => look.struck = Some(*on == 1 || look.struck == Some(true)),
                    0x81 => look.struck = Some(true),
                    _ => {}
                },
                (POSITION, [how]) => look.raised = Some(matches!(how, 1 | 2)),
                (MOVED, points) => {
                    look.raised = Some(points != [0, 0] || look.raised == Some(true))
                }
                _ => {}
            }
        }
        look
    }

    /// This look, and where it says nothing, another.
    pub(super) fn or(self, other: Self) -> Self {
        Self {
            hidden: self.hidden.or(other.hidden),
            raised: self.raised.or(other.raised),
            struck: self.struck.or(other.struck),
            deleted: self.deleted,
        }
    }

    /// Whether its text is not part of what the document says.
    pub(super) fn is_left_out(self) -> bool {
        self.hidden == Some(true) || self.deleted
    }
}

/// The style of a run.
pub(super) fn style(properties: &[u8]) -> Option<u16> {
    let mut all = sprms(properties);
    let (_, value) = all.find(|(property, _)| *property == STYLE)?;
    u16_at(value, 0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn letters_are_raised_by_name_or_by_points() {
        for (modifiers, raised) in [
            (&[0x48, 0x2a, 1][..], Some(true)),
            (&[0x48, 0x2a, 0], Some(false)),
            (&[0x45, 0x48, 8, 0], Some(true)),
            (&[0x45, 0x48, 0, 0], Some(false)),
            (&[0x48, 0x2a, 1, 0x45, 0x48, 0, 0], Some(true)),
            (&[0x37, 0x08, 1], None),
        ] {
            assert_eq!(Look::of(modifiers).raised, raised, "{modifiers:x?}");
        }
    }

    #[test]
    fn one_line_through_text_is_as_good_as_two() {
        for (modifiers, struck) in [
            (&[0x37, 0x08, 1][..], Some(true)),
            (&[0x53, 0x2a, 1], Some(true)),
            (&[0x53, 0x2a, 1, 0x37, 0x08, 0], Some(true)),
            (&[0x37, 0x08, 0], Some(false)),
            (&[0x3c, 0x08, 1], None),
        ] {
            assert_eq!(Look::of(modifiers).struck, struck, "{modifiers:x?}");
        }
    }
}
