//! JSON written piece by piece into one text, byte for byte as serde_json writes it.
//!
//! A page with hundreds of findings names the same cells again and again: building a value for
//! each and writing it afterwards cost more than all of checking.

use gouji_model::{CellId, Identity};

const DIGITS: &[u8; 16] = b"0123456789abcdef";
/// The numbers of two digits.
const PAIRS: &str = "00010203040506070809101112131415161718192021222324252627282930313233343536373839\
                     40414243444546474849505152535455565758596061626364656667686970717273747576777879\
                     8081828384858687888990919293949596979899";

/// A text of JSON that is being written.
#[derive(Debug, Default)]
pub(crate) struct Json {
    text: String,
}

impl Json {
    /// Nothing yet, with room for so many bytes.
    pub(crate) fn with_capacity(bytes: usize) -> Self {
        Self {
            text: String::with_capacity(bytes),
        }
    }

    /// What was written.
    pub(crate) fn finish(self) -> String {
        self.text
    }

    /// Writes JSON as it is.
    #[inline]
    pub(crate) fn raw(&mut self, json: &str) {
        self.text.push_str(json);
    }

    /// Begins a member of an object.
    #[inline]
    pub(crate) fn key(&mut self, name: &str) {
        self.item();
        self.text.reserve(name.len() + 3);
        self.text.push('"');
        self.text.push_str(name);
        self.text.push_str("\":");
    }

    /// Begins an item of a list: a comma, but for the first.
    #[inline]
    pub(crate) fn item(&mut self) {
        let last = self.text.as_bytes().last();
        if !matches!(last, None | Some(b'{' | b'[' | b':')) {
            self.text.push(',');
        }
    }

    /// A list with something written for each of its items.
    pub(crate) fn list<T>(
        &mut self,
        items: impl IntoIterator<Item = T>,
        mut write: impl FnMut(&mut Self, T),
    ) {
        self.text.push('[');
        for item in items {
            self.item();
            write(self, item);
        }
        self.text.push(']');
    }

    /// A member whose value is a text.
    #[inline]
    pub(crate) fn text(&mut self, name: &str, text: &str) {
        self.key(name);
        self.string(text);
    }

    /// A member whose value is a text or nothing.
    #[inline]
    pub(crate) fn text_or_null(&mut self, name: &str, text: Option<&str>) {
        self.key(name);
        self.string_or_null(text);
    }

    /// A text with its quotes, or nothing.
    pub(crate) fn string_or_null(&mut self, text: Option<&str>) {
        match text {
            Some(text) => self.string(text),
            None => self.raw("null"),
        }
    }

    /// A member whose value is a whole number.
    #[inline]
    pub(crate) fn number(&mut self, name: &str, number: impl Into<i128>) {
        self.key(name);
        self.integer(number.into());
    }

    /// A member that is there only when it is true.
    pub(crate) fn mark(&mut self, name: &str, holds: bool) {
        if holds {
            self.key(name);
            self.raw("true");
        }
    }

    /// A whole number.
    pub(crate) fn integer(&mut self, number: i128) {
        if let Ok(small) = u16::try_from(number)
            && small < 10_000
        {
            return self.small(usize::from(small));
        }
        let Ok(mut rest) = u64::try_from(number.unsigned_abs()) else {
            self.text.push_str(&number.to_string());
            return;
        };
        if number < 0 {
            self.text.push('-');
        }
        let mut digits = [b'0'; 20];
        let mut first = digits.len();
        while rest > 0 || first == digits.len() {
            first -= 1;
            if let Some(digit) = digits.get_mut(first) {
                *digit += (rest % 10) as u8;
            }
            rest /= 10;
        }
        let digits = std::str::from_utf8(digits.get(first..).unwrap_or_default());
        self.text.push_str(digits.unwrap_or_default());
    }

    /// A number of at most four digits, as nearly all places and figures are: two digits at a time.
    fn small(&mut self, number: usize) {
        let (high, low) = (number / 100, number % 100);
        let digits = |pair: usize, first: bool| {
            let start = 2 * pair + usize::from(first && pair < 10);
            PAIRS.get(start..2 * pair + 2).unwrap_or_default()
        };
        if high > 0 {
            self.text.push_str(digits(high, true));
        }
        self.text.push_str(digits(low, high == 0));
    }

    /// An identity as a text.
    pub(crate) fn identity(&mut self, identity: Identity) {
        let mut digits = [b'"'; 34];
        let pairs = digits.get_mut(1..).unwrap_or_default().chunks_exact_mut(2);
        for (pair, byte) in pairs.zip(identity.0.to_be_bytes()) {
            pair.copy_from_slice(&[byte >> 4, byte & 15].map(|half| DIGITS[usize::from(half)]));
        }
        self.text
            .push_str(std::str::from_utf8(&digits).unwrap_or_default());
    }

    /// A text with its quotes; what JSON does not take as it is, is escaped.
    pub(crate) fn string(&mut self, text: &str) {
        self.text.push('"');
        let mut rest = text;
        while let Some(at) = first_escape(rest.as_bytes()) {
            let (before, from) = rest.split_at(at);
            self.text.push_str(before);
            let byte = from.as_bytes().first().copied().unwrap_or_default();
            match escape(byte) {
                Some(b'u') => {
                    self.text.push_str("\\u00");
                    let halves = [byte >> 4, byte & 15];
                    let digits = halves.map(|half| char::from(DIGITS[usize::from(half)]));
                    self.text.extend(digits);
                }
                sign => {
                    self.text.push('\\');
                    self.text.extend(sign.map(char::from));
                }
            }
            // What is escaped is one byte long.
            rest = from.get(1..).unwrap_or_default();
        }
        self.text.push_str(rest);
        self.text.push('"');
    }
}

/// Bytes looked at together: many, in registers of as many bytes as the processor has, then eight.
const MANY: usize = 32;
const TOGETHER: usize = size_of::<u64>();

/// The place of the first byte that is to be escaped.
fn first_escape(bytes: &[u8]) -> Option<usize> {
    let is_escaped = |byte: u8| (byte < b' ') | (byte == b'"') | (byte == b'\\');
    let one_is = |chunk: &[u8]| {
        chunk
            .iter()
            .fold(false, |found, byte| found | is_escaped(*byte))
    };
    let mut at = 0;
    for chunk in bytes.chunks_exact(MANY) {
        if one_is(chunk) {
            break;
        }
        at += MANY;
    }
    let chunks = bytes.get(at..).unwrap_or_default().chunks_exact(TOGETHER);
    for chunk in chunks {
        let chunk: [u8; TOGETHER] = chunk.try_into().unwrap_or_default();
        if may_be_escaped(u64::from_le_bytes(chunk)) {
            break;
        }
        at += TOGETHER;
    }
    let rest = bytes.get(at..).unwrap_or_default();
    // The last few together with those before them.
    if let Some(last) = bytes.last_chunk::<TOGETHER>()
        && rest.len() < TOGETHER
        && !may_be_escaped(u64::from_le_bytes(*last))
    {
        return None;
    }
    let found = rest.iter().position(|byte| escape(*byte).is_some());
    found.map(|found| at + found)
}

/// Whether one of eight bytes is a control character, a quote or a backslash: subtracting carries into
/// the highest bit of a byte that is less.
const fn may_be_escaped(bytes: u64) -> bool {
    const ONES: u64 = u64::MAX / 0xff;
    const HIGHEST: u64 = ONES * 0x80;
    const SPACES: u64 = ONES * b' ' as u64;
    const QUOTES: u64 = ONES * b'"' as u64;
    const BACKSLASHES: u64 = ONES * b'\\' as u64;
    const fn has_less(bytes: u64, than: u64) -> u64 {
        bytes.wrapping_sub(than) & !bytes
    }
    let quotes = has_less(bytes ^ QUOTES, ONES);
    let backslashes = has_less(bytes ^ BACKSLASHES, ONES);
    (has_less(bytes, SPACES) | quotes | backslashes) & HIGHEST != 0
}

/// The letter a byte is escaped with, if it is to be.
#[inline]
const fn escape(byte: u8) -> Option<u8> {
    Some(match byte {
        b'"' | b'\\' => byte,
        0x08 => b'b',
        b'\t' => b't',
        b'\n' => b'n',
        0x0C => b'f',
        b'\r' => b'r',
        0x00..0x20 => b'u',
        _ => return None,
    })
}

/// Where in the text cells were written already.
#[derive(Debug)]
pub(crate) struct Repeated {
    written: Vec<Option<(usize, usize)>>,
}

impl Repeated {
    /// None of so many cells yet.
    pub(crate) fn new(cells: usize) -> Self {
        Self {
            written: vec![None; cells],
        }
    }

    /// Writes a cell, or copies what was written of it before.
    pub(crate) fn write(&mut self, json: &mut Json, cell: CellId, write: impl FnOnce(&mut Json)) {
        let known = self.written.get(cell.index()).copied().flatten();
        match known {
            Some((start, end)) => json.text.extend_from_within(start..end),
            None => {
                let start = json.text.len();
                write(json);
                if let Some(place) = self.written.get_mut(cell.index()) {
                    *place = Some((start, json.text.len()));
                }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn texts_and_numbers_are_written_as_serde_json_writes_them() {
        let mut text: String = (0..0x250).filter_map(char::from_u32).collect();
        text.push_str("《年报》\u{2028}𠀀\\\"\"");
        let mut json = Json::default();
        json.string(&text);
        assert_eq!(json.finish(), serde_json::to_string(&text).unwrap());
        let few = (0..12_000).chain([-1, -10, 1_234_567_890, i64::MAX, i64::MIN]);
        for number in few {
            let mut json = Json::default();
            json.integer(number.into());
            assert_eq!(json.finish(), number.to_string());
        }
    }

    #[test]
    fn commas_stand_between_members_and_items() {
        let mut json = Json::default();
        json.raw("{");
        json.text("a", "x");
        json.text_or_null("b", None);
        json.key("c");
        json.list([1, 2], |json, number| json.integer(number));
        json.mark("d", false);
        json.mark("e", true);
        json.key("f");
        json.identity(Identity(0xab));
        json.raw("}");
        let identity = Identity(0xab);
        assert_eq!(
            json.finish(),
            format!("{{\"a\":\"x\",\"b\":null,\"c\":[1,2],\"e\":true,\"f\":\"{identity}\"}}")
        );
    }

    #[test]
    fn what_is_repeated_is_the_same() {
        let mut json = Json::default();
        let mut cells = Repeated::new(2);
        for cell in [0, 1, 0] {
            let cell = CellId(cell);
            cells.write(&mut json, cell, |json| json.integer(i128::from(cell.0) + 7));
        }
        assert_eq!(json.finish(), "787");
    }
}
