//! Characters as bytes, two for each where that is enough.

/// Behind the number of characters: each takes four bytes.
const WIDE: u32 = 1 << 31;

/// Characters as bytes.
pub(super) struct LaidChars<'b> {
    is_wide: bool,
    bytes: &'b [u8],
}

/// Adds characters behind their number.
pub(super) fn push(bytes: &mut Vec<u8>, chars: &[char]) {
    let is_wide = chars.iter().any(|c| u16::try_from(*c).is_err());
    // No text has so many that the mark would be one of their number.
    let length = chars.len() as u32 | if is_wide { WIDE } else { 0 };
    bytes.extend_from_slice(&length.to_le_bytes());
    bytes.reserve(chars.len() * 2);
    for c in chars {
        match is_wide {
            true => bytes.extend_from_slice(&u32::from(*c).to_le_bytes()),
            false => bytes.extend_from_slice(&(*c as u16).to_le_bytes()),
        }
    }
}

impl<'b> LaidChars<'b> {
    /// Those that come next.
    pub(super) fn next(rest: &mut &'b [u8]) -> Option<Self> {
        let (length, behind) = rest.split_first_chunk()?;
        *rest = behind;
        let length = u32::from_le_bytes(*length);
        let is_wide = length & WIDE != 0;
        let width = if is_wide { 4 } else { 2 };
        let length = (length & !WIDE) as usize;
        Some(Self {
            is_wide,
            bytes: rest.split_off(..length.checked_mul(width)?)?,
        })
    }

    /// The characters.
    pub(super) fn chars(&self) -> Option<Vec<char>> {
        match self.is_wide {
            true => {
                let (chars, _) = self.bytes.as_chunks();
                let chars = chars.iter().map(|c| u32::from_le_bytes(*c));
                chars.map(char::from_u32).collect()
            }
            false => {
                let (chars, _) = self.bytes.as_chunks();
                let chars = chars.iter().map(|c| u16::from_le_bytes(*c));
                chars.map(|c| char::from_u32(u32::from(c))).collect()
            }
        }
    }
}
