//! The embedded files in the compact form that the build script makes of them.
//!
//! Parsing the TOML of all packs took most of the time of checking one file. The compact form is
//! the parsed tree, value by value: a sign of [`tags`], and what it holds; lengths are numbers of seven bits a byte, and a text without escapes
//! is taken from the file. Where values stand in the text is not stated: what comes with the program has
//! no mistake to be shown there. Lists and tables say how many bytes they take, so that they can be passed over. The same `Deserialize`
//! implementations read it, so that nothing is stated twice; what they do not take from it is read
//! from the text, which then says why.

use serde::de::value::{BorrowedStrDeserializer, Error};
use serde::de::{
    DeserializeOwned, DeserializeSeed, Deserializer, Error as _, IntoDeserializer, MapAccess,
    SeqAccess, Visitor,
};
use serde::forward_to_deserialize_any;
use serde_spanned::de::{SpannedDeserializer, is_spanned};

mod later;
pub(crate) mod tags;

pub(crate) use later::{LATER, Later};

/// Reads a file from its compact form, and the text it is made from.
pub(crate) fn read<T: DeserializeOwned>(bytes: &[u8], text: &str) -> Result<T, Error> {
    let mut rest = Rest { bytes, file: text };
    let value = T::deserialize(rest.value())?;
    match rest.bytes {
        [] => Ok(value),
        _ => Err(damaged()),
    }
}

fn damaged() -> Error {
    Error::custom("damaged compact form")
}

/// The bytes that are still to be read.
struct Rest<'b> {
    bytes: &'b [u8],
    file: &'b str,
}

impl<'b> Rest<'b> {
    fn byte(&mut self) -> Result<u8, Error> {
        let (first, rest) = self.bytes.split_first().ok_or_else(damaged)?;
        self.bytes = rest;
        Ok(*first)
    }

    fn number(&mut self) -> Result<u64, Error> {
        // Most numbers take one byte, nearly all others two.
        match *self.bytes {
            [low @ ..0x80, ref rest @ ..] => {
                self.bytes = rest;
                return Ok(u64::from(low));
            }
            [low, high @ ..0x80, ref rest @ ..] => {
                self.bytes = rest;
                return Ok(u64::from(high) << 7 | u64::from(low & 0x7F));
            }
            _ => {}
        }
        let mut number = 0_u64;
        for shift in (0..u64::BITS).step_by(7) {
            let byte = self.byte()?;
            number |= u64::from(byte & 0x7F) << shift;
            if byte < 0x80 {
                return Ok(number);
            }
        }
        Err(damaged())
    }

    fn length(&mut self) -> Result<usize, Error> {
        usize::try_from(self.number()?).map_err(|_| damaged())
    }

    /// A text behind its sign; `None` behind the sign of something else.
    fn text(&mut self, tag: u8) -> Result<Option<&'b str>, Error> {
        match tag {
            tags::TEXT => self.written().map(Some),
            tags::VERBATIM => {
                let start = self.length()?;
                let end = start.saturating_add(self.length()?);
                self.file.get(start..end).map(Some).ok_or_else(damaged)
            }
            _ => Ok(None),
        }
    }

    fn written(&mut self) -> Result<&'b str, Error> {
        let length = self.length()?;
        let (text, rest) = self.bytes.split_at_checked(length).ok_or_else(damaged)?;
        self.bytes = rest;
        std::str::from_utf8(text).map_err(|_| damaged())
    }

    fn integer(&mut self) -> Result<i64, Error> {
        i64::try_from(self.number()?).map_err(|_| damaged())
    }

    /// How many members a list or table has, which begin here.
    fn members(&mut self) -> Result<usize, Error> {
        self.length()?;
        self.length()
    }

    /// Passes over the value that stands next.
    fn pass_over(&mut self) -> Result<(), Error> {
        let tag = self.byte()?;
        if self.text(tag)?.is_some() {
            return Ok(());
        }
        match tag {
            tags::WHOLE | tags::NEGATIVE => self.number().map(drop),
            tags::FALSE | tags::TRUE => Ok(()),
            tags::LIST | tags::TABLE => {
                let length = self.length()?;
                let (_, rest) = self.bytes.split_at_checked(length).ok_or_else(damaged)?;
                self.bytes = rest;
                Ok(())
            }
            _ => Err(damaged()),
        }
    }

    /// The value that stands next.
    const fn value(&mut self) -> Value<'_, 'b> {
        Value(self)
    }
}

/// The value that stands next.
struct Value<'r, 'b>(&'r mut Rest<'b>);

impl<'de> Deserializer<'de> for Value<'_, 'de> {
    type Error = Error;

    fn deserialize_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
        let rest = self.0;
        let tag = rest.byte()?;
        if let Some(text) = rest.text(tag)? {
            return visitor.visit_borrowed_str(text);
        }
        match tag {
            tags::WHOLE => visitor.visit_i64(rest.integer()?),
            tags::NEGATIVE => visitor.visit_i64(-rest.integer()?),
            tags::FALSE => visitor.visit_bool(false),
            tags::TRUE => visitor.visit_bool(true),
            tags::LIST => {
                let left = rest.members()?;
                visitor.visit_seq(Values { rest, left })
            }
            tags::TABLE => {
                let left = rest.members()?;
                visitor.visit_map(Values { rest, left })
            }
            _ => Err(damaged()),
        }
    }

    fn deserialize_option<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
        visitor.visit_some(self)
    }

    fn deserialize_ignored_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
        self.0.pass_over()?;
        visitor.visit_unit()
    }

    fn deserialize_newtype_struct<V: Visitor<'de>>(
        self,
        name: &'static str,
        visitor: V,
    ) -> Result<V::Value, Error> {
        if name == LATER {
            return self.deserialize_ignored_any(visitor);
        }
        visitor.visit_newtype_struct(self)
    }

    fn deserialize_enum<V: Visitor<'de>>(
        self,
        _name: &'static str,
        _variants: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Error> {
        let tag = self.0.byte()?;
        let name = self.0.text(tag)?.ok_or_else(damaged)?;
        visitor.visit_enum(BorrowedStrDeserializer::<Error>::new(name))
    }

    fn deserialize_struct<V: Visitor<'de>>(
        self,
        name: &'static str,
        _fields: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Error> {
        if is_spanned(name) {
            return visitor.visit_map(SpannedDeserializer::new(self, 0..0));
        }
        self.deserialize_any(visitor)
    }

    forward_to_deserialize_any! {
        bool i8 i16 i32 i64 i128 u8 u16 u32 u64 u128 f32 f64 char str string bytes byte_buf unit
        unit_struct seq tuple tuple_struct map identifier
    }
}

impl<'b> IntoDeserializer<'b, Error> for Value<'_, 'b> {
    type Deserializer = Self;

    fn into_deserializer(self) -> Self {
        self
    }
}

/// The values of a list, or the keys and values of a table.
struct Values<'r, 'b> {
    rest: &'r mut Rest<'b>,
    left: usize,
}

impl<'b> SeqAccess<'b> for Values<'_, 'b> {
    type Error = Error;

    fn next_element_seed<T: DeserializeSeed<'b>>(
        &mut self,
        seed: T,
    ) -> Result<Option<T::Value>, Error> {
        let Some(left) = self.left.checked_sub(1) else {
            return Ok(None);
        };
        self.left = left;
        seed.deserialize(self.rest.value()).map(Some)
    }

    fn size_hint(&self) -> Option<usize> {
        Some(self.left)
    }
}

impl<'b> MapAccess<'b> for Values<'_, 'b> {
    type Error = Error;

    fn next_key_seed<K: DeserializeSeed<'b>>(
        &mut self,
        seed: K,
    ) -> Result<Option<K::Value>, Error> {
        self.next_element_seed(seed)
    }

    fn next_value_seed<T: DeserializeSeed<'b>>(&mut self, seed: T) -> Result<T::Value, Error> {
        seed.deserialize(self.rest.value())
    }

    fn size_hint(&self) -> Option<usize> {
        Some(self.left)
    }
}

#[cfg(test)]
mod tests;
