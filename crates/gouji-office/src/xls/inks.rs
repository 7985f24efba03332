//! White letters of old workbooks: the colours of fonts by number, and which styles put something under them.

use crate::bytes::{u16_at, u32_at};
use crate::colours::are_white;

/// The numbers of white where a workbook has no colours of its own.
const WHITE: [u16; 2] = [1, 9];
/// The number of the first colour of its own.
const FIRST: u16 = 8;
/// The pattern that is a colour all over.
const SOLID: u32 = 1;

/// The colours of a workbook.
#[derive(Debug)]
pub(super) struct Inks {
    /// The numbers of white ones.
    white: Vec<u16>,
}

impl Default for Inks {
    fn default() -> Self {
        Self {
            white: WHITE.to_vec(),
        }
    }
}

impl Inks {
    /// Reads the colours of a workbook's own.
    pub(super) fn palette(&mut self, data: &[u8]) {
        let colours = data.get(2..).unwrap_or_default().chunks_exact(4);
        let white = (FIRST..).zip(colours).filter_map(|(number, colour)| {
            let parts = colour.first_chunk::<3>()?;
            are_white(*parts).then_some(number)
        });
        self.white = white.chain([1]).collect();
    }

    /// Whether a font writes in white.
    pub(super) fn is_white(&self, font: &[u8]) -> bool {
        u16_at(font, 4).is_some_and(|number| self.white.contains(&number))
    }

    /// Whether a style puts something under letters.
    pub(super) fn is_ground(&self, style: &[u8]) -> bool {
        let pattern = u32_at(style, 14).unwrap_or(0) >> 26;
        let colour = u16_at(style, 18).unwrap_or(0) & 0x7f;
        pattern != 0 && !(pattern == SOLID && self.white.contains(&colour))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn white_is_a_number_and_grounds_are_patterns() {
        let font = |number: u8| [0, 0, 0, 0, number, 0];
        let style = |pattern: u8, colour: u8| {
            let mut style = [0; 20];
            (style[17], style[18]) = (pattern << 2, colour);
            style
        };
        let mut inks = Inks::default();
        assert!(inks.is_white(&font(9)) && !inks.is_white(&font(8)));
        assert!(!inks.is_ground(&style(0, 30)) && !inks.is_ground(&style(1, 9)));
        assert!(inks.is_ground(&style(1, 30)) && inks.is_ground(&style(3, 9)));
        inks.palette(&[2, 0, 255, 255, 255, 0, 0, 0, 0, 0]);
        assert!(inks.is_white(&font(8)) && !inks.is_white(&font(9)));
    }
}
