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
    match is_wide {
        true => bytes.extend(chars.iter().flat_map(|c| u32::from(*c).to_le_bytes())),
        false => {
            let start = bytes.len();
            bytes.resize(start + chars.len() * 2, 0);
            let (places, _) = bytes.get_mut(start..).unwrap_or_default().as_chunks_mut();
            for (place, c) in places.iter_mut().zip(chars) {
                *place = (*c as u16).to_le_bytes();
            }
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

    /// The characters; what is none was not laid down.
    pub(super) fn chars(&self) -> Vec<char> {
        let char_of = |number: u32| char::from_u32(number).unwrap_or(char::REPLACEMENT_CHARACTER);
        match self.is_wide {
            true => {
                let (chars, _) = self.bytes.as_chunks();
                let chars = chars.iter().map(|c| char_of(u32::from_le_bytes(*c)));
                chars.collect()
            }
            false => {
                let (chars, _) = self.bytes.as_chunks();
                let chars = chars.iter().map(|c| u16::from_le_bytes(*c));
                chars.map(|c| char_of(u32::from(c))).collect()
            }
        }
    }
}
