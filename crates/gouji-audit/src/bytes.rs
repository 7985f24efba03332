//! Integers of variable length and texts, as bytes.

/// Most bytes an integer takes.
const LONGEST: usize = 19;

/// Adds an integer: seven bits a byte, the lowest first.
pub(crate) fn push_number(bytes: &mut Vec<u8>, mut number: u128) {
    let mut low = loop {
        match u64::try_from(number) {
            Ok(low) => break low,
            Err(_) => bytes.push((number & 0x7f) as u8 | 0x80),
        }
        number >>= 7;
    };
    // Nearly all are that short, and the machine counts so.
    while low >= 0x80 {
        bytes.push((low & 0x7f) as u8 | 0x80);
        low >>= 7;
    }
    bytes.push(low as u8);
}

/// Adds a text with its length before it.
pub(crate) fn push_text(bytes: &mut Vec<u8>, text: &str) {
    push_number(bytes, text.len() as u128);
    bytes.extend_from_slice(text.as_bytes());
}

/// Bytes that are read from the front; every part may be missing.
#[derive(Clone, Debug)]
pub(crate) struct Reader<'b> {
    rest: &'b [u8],
}

impl<'b> Reader<'b> {
    pub(crate) const fn new(bytes: &'b [u8]) -> Self {
        Self { rest: bytes }
    }

    /// What was not read yet.
    pub(crate) const fn rest(&self) -> &'b [u8] {
        self.rest
    }

    pub(crate) fn byte(&mut self) -> Option<u8> {
        let (first, rest) = self.rest.split_first()?;
        self.rest = rest;
        Some(*first)
    }

    /// So many bytes.
    pub(crate) fn array<const N: usize>(&mut self) -> Option<[u8; N]> {
        let (first, rest) = self.rest.split_first_chunk()?;
        self.rest = rest;
        Some(*first)
    }

    #[inline]
    pub(crate) fn number(&mut self) -> Option<u128> {
        match self.short() {
            Some(number) => Some(u128::from(number)),
            None => self.long(),
        }
    }

    /// An integer that is not too large for this.
    #[inline]
    pub(crate) fn small_number(&mut self) -> Option<u64> {
        match self.short() {
            Some(number) => Some(number),
            None => u64::try_from(self.long()?).ok(),
        }
    }

    /// An integer of one byte or two, as most are.
    #[inline]
    fn short(&mut self) -> Option<u64> {
        match self.rest {
            [one @ ..0x80, rest @ ..] => {
                self.rest = rest;
                Some(u64::from(*one))
            }
            [low, high @ ..0x80, rest @ ..] => {
                self.rest = rest;
                Some(u64::from(*high) << 7 | u64::from(*low & 0x7f))
            }
            _ => None,
        }
    }

    fn long(&mut self) -> Option<u128> {
        let mut number = 0_u128;
        for at in 0..LONGEST {
            let byte = self.byte()?;
            number |= u128::from(byte & 0x7f) << (7 * at);
            if byte < 0x80 {
                return Some(number);
            }
        }
        None
    }

    /// An integer of no more than there are bytes or numbers of things.
    pub(crate) fn small(&mut self) -> Option<usize> {
        usize::try_from(self.small_number()?).ok()
    }

    pub(crate) fn text(&mut self) -> Option<&'b str> {
        let length = self.small()?;
        let (text, rest) = self.rest.split_at_checked(length)?;
        self.rest = rest;
        std::str::from_utf8(text).ok()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn integers_of_any_length_come_back() {
        let lengths = (0..u128::BITS).map(|bits| 1_u128 << bits);
        let around = lengths.flat_map(|number| [number - 1, number, number + 1]);
        for number in around.chain([u128::MAX]) {
            let mut bytes = Vec::new();
            push_number(&mut bytes, number);
            let mut reader = Reader::new(&bytes);
            assert_eq!(reader.number(), Some(number));
            assert!(reader.rest().is_empty(), "{number}");
        }
    }
}
