//! What packs are written to and read from: numbers of seven bits a byte, texts by their place in a
//! pool, lists of alternatives by their number.

use std::collections::HashMap;
use std::sync::{Arc, OnceLock};

use crate::alternatives::Alternatives;

/// A type that is written to bytes and read from them.
pub(crate) trait Packed: Sized {
    /// Writes it.
    fn pack(&self, out: &mut Writer<'_>);
    /// Reads it; nothing where the bytes are of something else.
    fn unpack(from: &mut Reader<'_>) -> Option<Self>;
}

/// The texts of packs, each once.
#[derive(Debug, Default)]
pub struct Texts {
    all: String,
    places: HashMap<String, usize>,
}

impl Texts {
    /// All of them in one.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.all
    }

    /// Where a text stands.
    fn place(&mut self, text: &str) -> usize {
        if let Some(place) = self.places.get(text) {
            return *place;
        }
        let place = self.all.len();
        self.all.push_str(text);
        self.places.insert(text.to_owned(), place);
        place
    }
}

/// A pack as bytes, apart from its texts.
#[derive(Clone, Debug)]
pub struct PackedPack {
    /// Where the alternatives of its templates stand among the texts: places and lengths, of four
    /// bytes each, so that any of them is found at once.
    pub lists: Vec<u8>,
    /// What it holds.
    pub bytes: Vec<u8>,
}

/// What a pack is written to.
pub(crate) struct Writer<'t> {
    bytes: Vec<u8>,
    texts: &'t mut Texts,
    /// The alternatives so far by their number.
    lists: HashMap<Box<str>, usize>,
    places: Vec<u8>,
}

impl<'t> Writer<'t> {
    pub(crate) fn new(texts: &'t mut Texts) -> Self {
        Self {
            bytes: Vec::new(),
            texts,
            lists: HashMap::new(),
            places: Vec::new(),
        }
    }

    pub(crate) fn finish(self) -> PackedPack {
        PackedPack {
            lists: self.places,
            bytes: self.bytes,
        }
    }

    pub(crate) fn byte(&mut self, byte: u8) {
        self.bytes.push(byte);
    }

    pub(crate) fn number(&mut self, mut number: u64) {
        while number >= 0x80 {
            self.bytes.push(number as u8 | 0x80);
            number >>= 7;
        }
        self.bytes.push(number as u8);
    }

    pub(crate) fn raw(&mut self, bytes: &[u8]) {
        self.number(bytes.len() as u64);
        self.bytes.extend_from_slice(bytes);
    }

    pub(crate) fn text(&mut self, text: &str) {
        let place = self.texts.place(text);
        self.number(place as u64);
        self.number(text.len() as u64);
    }

    /// Values behind their count.
    pub(crate) fn list<T: Packed>(&mut self, all: &[T]) {
        self.number(all.len() as u64);
        all.iter().for_each(|item| item.pack(self));
    }

    /// A value behind its length, so that it can be passed over.
    pub(crate) fn measured(&mut self, value: &impl Packed) {
        let before = std::mem::take(&mut self.bytes);
        value.pack(self);
        let inside = std::mem::replace(&mut self.bytes, before);
        self.raw(&inside);
    }

    pub(crate) fn alternatives(&mut self, written: &str) {
        let number = match self.lists.get(written) {
            Some(number) => *number,
            None => {
                let place = self.texts.place(written);
                for part in [place, written.len()] {
                    self.places.extend_from_slice(&(part as u32).to_le_bytes());
                }
                let number = self.lists.len();
                self.lists.insert(written.into(), number);
                number
            }
        };
        self.number(number as u64);
    }
}

/// What a pack of the program is read from.
#[derive(Debug)]
pub struct Source {
    texts: &'static str,
    /// Places and lengths of alternatives among the texts.
    places: &'static [[u8; 8]],
    /// The alternatives that were asked for: the same ones are one in memory.
    lists: Box<[OnceLock<Arc<Alternatives>>]>,
    bytes: &'static [u8],
}

impl Source {
    /// What was written for a pack, and the texts of all.
    #[must_use]
    pub fn new(texts: &'static str, lists: &'static [u8], bytes: &'static [u8]) -> Arc<Self> {
        let (places, _) = lists.as_chunks();
        Arc::new(Self {
            texts,
            places,
            lists: places.iter().map(|_| OnceLock::new()).collect(),
            bytes,
        })
    }

    /// From its beginning.
    pub(crate) fn reader(self: &Arc<Self>) -> Reader<'_> {
        Reader {
            rest: self.bytes,
            source: self,
        }
    }
}

/// The bytes of a pack that are still to be read.
pub(crate) struct Reader<'s> {
    rest: &'static [u8],
    source: &'s Arc<Source>,
}

impl<'s> Reader<'s> {
    /// Some bytes of a pack.
    pub(crate) const fn of(rest: &'static [u8], source: &'s Arc<Source>) -> Self {
        Self { rest, source }
    }

    pub(crate) const fn source(&self) -> &'s Arc<Source> {
        self.source
    }

    #[inline]
    pub(crate) fn byte(&mut self) -> Option<u8> {
        let (first, rest) = self.rest.split_first()?;
        self.rest = rest;
        Some(*first)
    }

    #[inline]
    pub(crate) fn number(&mut self) -> Option<u64> {
        // Most numbers take one byte, nearly all others two.
        match *self.rest {
            [low @ ..0x80, ref rest @ ..] => {
                self.rest = rest;
                Some(u64::from(low))
            }
            [low, high @ ..0x80, ref rest @ ..] => {
                self.rest = rest;
                Some(u64::from(high) << 7 | u64::from(low & 0x7F))
            }
            _ => self.long_number(),
        }
    }

    fn long_number(&mut self) -> Option<u64> {
        let mut number = 0_u64;
        for shift in (0..u64::BITS).step_by(7) {
            let byte = self.byte()?;
            number |= u64::from(byte & 0x7F) << shift;
            if byte < 0x80 {
                return Some(number);
            }
        }
        None
    }

    #[inline]
    pub(crate) fn length(&mut self) -> Option<usize> {
        usize::try_from(self.number()?).ok()
    }

    #[inline]
    pub(crate) fn raw(&mut self) -> Option<&'static [u8]> {
        let length = self.length()?;
        let (bytes, rest) = self.rest.split_at_checked(length)?;
        self.rest = rest;
        Some(bytes)
    }

    #[inline]
    pub(crate) fn text(&mut self) -> Option<&'static str> {
        let (place, length) = (self.length()?, self.length()?);
        self.source.texts.get(place..place + length)
    }

    /// Alternatives, the same ones as those with their number elsewhere.
    pub(crate) fn alternatives(&mut self) -> Option<Arc<Alternatives>> {
        let number = self.length()?;
        let [place, length] = self.source.places.get(number)?.as_chunks::<4>().0 else {
            return None;
        };
        let [place, length] = [place, length].map(|part| u32::from_le_bytes(*part) as usize);
        let written = self.source.texts.get(place..place + length)?;
        let known = self.source.lists.get(number)?;
        let read = || Arc::new(Alternatives::new(written));
        Some(Arc::clone(known.get_or_init(read)))
    }
}

impl Packed for Arc<Alternatives> {
    fn pack(&self, out: &mut Writer<'_>) {
        out.alternatives(self.written());
    }

    fn unpack(from: &mut Reader<'_>) -> Option<Self> {
        from.alternatives()
    }
}
