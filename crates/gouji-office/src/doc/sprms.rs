//! Single property modifiers: a number for the property, and its value.

use crate::bytes::{u8_at, u16_at};
use crate::colours::are_white;

const DELETED: u16 = 0x0800;
const HIDDEN: u16 = 0x083c;
const STRUCK: [u16; 2] = [0x0837, 0x2a53];
const POSITION: u16 = 0x2a48;
/// By how many half points letters are moved.
const MOVED: u16 = 0x4845;
/// The colour of letters, by its number and by its parts.
const INK_NUMBER: u16 = 0x2a42;
const INK: u16 = 0x6870;
/// How many half points high letters are.
const SIZE: u16 = 0x4a43;
/// What is under letters, in both notations, and what marks them.
const RUN_SHADES: [u16; 2] = [0x4866, 0xca71];
const MARKED: u16 = 0x2a0c;
/// What is under a paragraph.
pub(super) const PARAGRAPH_SHADES: [u16; 2] = [0x442d, 0xc64d];
/// What is under the cells of a row, and from which of them on; a whole row.
const CELL_SHADES: [(u16, usize); 7] = [
    (0xd609, 0),
    (0xd612, 0),
    (0xd616, 22),
    (0xd60c, 44),
    (0xd670, 0),
    (0xd671, 22),
    (0xd672, 44),
];
const SOME_CELLS: [u16; 2] = [0x7627, 0xd62d];
const WHOLE_ROW: u16 = 0xd660;
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
    /// Whether its letters are white.
    pub white: Option<bool>,
    /// Whether they are too small to be seen.
    pub tiny: Option<bool>,
    /// Whether something is under its letters.
    pub shaded: Option<bool>,
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
                _ => look.paint(property, value),
            }
        }
        look
    }

    /// What a modifier says of colours and sizes.
    fn paint(&mut self, property: u16, value: &[u8]) {
        match (property, value) {
            (INK_NUMBER, [number]) => self.white = Some(*number == WHITE),
            (INK, [red, green, blue, auto]) => {
                self.white = Some(*auto == 0 && are_white([*red, *green, *blue]));
            }
            (SIZE, _) => self.tiny = Some(u16_at(value, 0).is_some_and(|size| size <= TINY)),
            (MARKED, [number]) => self.shaded = Some(!matches!(*number, 0 | WHITE)),
            (property, value) if RUN_SHADES.contains(&property) => {
                self.shaded = Some(is_shade(value) || self.shaded == Some(true));
            }
            _ => {}
        }
    }

    /// This look, and where it says nothing, another.
    pub(super) fn or(self, other: Self) -> Self {
        Self {
            hidden: self.hidden.or(other.hidden),
            raised: self.raised.or(other.raised),
            struck: self.struck.or(other.struck),
            deleted: self.deleted,
            white: self.white.or(other.white),
            tiny: self.tiny.or(other.tiny),
            shaded: self.shaded.or(other.shaded),
        }
    }

    /// Whether it is unlike other text.
    pub(super) fn matters(self) -> bool {
        let marks = [self.hidden, self.raised, self.struck, self.white, self.tiny];
        self.deleted || marks.contains(&Some(true))
    }

    /// Whether its text is not part of what the document says.
    pub(super) fn is_left_out(self) -> bool {
        self.is_unseen() || self.deleted
    }

    /// Whether its text cannot be seen, whatever it stands on.
    pub(super) fn is_unseen(self) -> bool {
        self.hidden == Some(true) || self.tiny == Some(true)
    }

    /// Whether its letters are white, and nothing of their own is under them.
    pub(super) fn is_white(self) -> bool {
        self.white == Some(true) && self.shaded != Some(true)
    }
}

/// The number of white among colours.
const WHITE: u8 = 8;
/// Letters of so many half points are dots.
const TINY: u16 = 2;

/// Whether a shade is there, and not white or none.
pub(super) fn is_shade(value: &[u8]) -> bool {
    if let [red, green, blue, auto, rest @ ..] = value {
        let white = |parts: [u8; 3], auto: u8| auto != 0 || are_white(parts);
        let (back, pattern) = match rest {
            [r, g, b, auto, pattern, ..] => (white([*r, *g, *b], *auto), *pattern),
            _ => (true, 0),
        };
        return match pattern {
            0 | 0xff => !back,
            1 => !white([*red, *green, *blue], *auto),
            _ => true,
        };
    }
    // Numbers of two colours, and a pattern.
    let Some(shade) = u16_at(value, 0).filter(|shade| *shade != u16::MAX) else {
        return false;
    };
    let white = |number: u16| matches!(number & 0x1f, 0 | 8);
    match shade >> 10 {
        0 => !white(shade >> 5),
        1 => !white(shade),
        _ => true,
    }
}

/// Calls with the first and the last of the cells that a modifier of a row puts something under.
pub(super) fn shaded_cells(property: u16, value: &[u8], mut shade: impl FnMut(usize, usize)) {
    if let Some((_, first)) = CELL_SHADES.iter().find(|(known, _)| *known == property) {
        let length = if property == 0xd609 { 2 } else { 10 };
        for (index, cell) in value.chunks_exact(length).enumerate() {
            if is_shade(cell) {
                shade(first + index, first + index);
            }
        }
    } else if SOME_CELLS.contains(&property) {
        if let [first, limit, own @ ..] = value
            && is_shade(own)
        {
            shade(usize::from(*first), usize::from(*limit).saturating_sub(1));
        }
    } else if property == WHOLE_ROW && is_shade(value) {
        shade(0, usize::MAX);
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
    fn letters_are_white_by_number_or_by_parts_and_dots_by_size() {
        for (modifiers, white, unseen) in [
            (&[0x42, 0x2a, 8][..], true, false),
            (&[0x42, 0x2a, 1], false, false),
            (&[0x42, 0x2a, 8, 0x70, 0x68, 0, 0, 0, 0], false, false),
            (&[0x70, 0x68, 255, 255, 255, 0], true, false),
            (&[0x70, 0x68, 255, 255, 255, 255], false, false),
            (&[0x42, 0x2a, 8, 0x0c, 0x2a, 2], false, false),
            (&[0x42, 0x2a, 8, 0x66, 0x48, 0x20, 0], false, false),
            (&[0x42, 0x2a, 8, 0x66, 0x48, 0xff, 0xff], true, false),
            (&[0x43, 0x4a, 2, 0], false, true),
            (&[0x43, 0x4a, 21, 0], false, false),
        ] {
            let look = Look::of(modifiers);
            let found = (look.is_white(), look.is_unseen());
            assert_eq!(found, (white, unseen), "{modifiers:x?}");
        }
    }

    #[test]
    fn shades_are_white_or_something_is_under_letters() {
        let white = [255, 255, 255, 0, 255, 255, 255, 0, 0, 0];
        let dark = [0, 0, 0, 255, 0, 51, 102, 0, 0, 0];
        assert!(!is_shade(&white) && is_shade(&dark));
        let mut cells = Vec::new();
        let row = [white, dark, white].concat();
        shaded_cells(0xd616, &row, |first, last| cells.push((first, last)));
        shaded_cells(0xd62d, &[&[1, 3][..], &dark].concat(), |first, last| {
            cells.push((first, last));
        });
        assert_eq!(cells, [(23, 23), (1, 2)]);
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
