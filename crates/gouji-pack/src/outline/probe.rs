//! Learns from a type how it is read: a deserializer that has no text, takes note of the keys it is
//! asked for, and answers each with the least that will do.

use serde::de::value::{BorrowedStrDeserializer, Error, StrDeserializer};
use serde::de::{
    DeserializeOwned, DeserializeSeed, Deserializer, Error as _, IntoDeserializer, MapAccess,
    SeqAccess, Visitor,
};
use serde::forward_to_deserialize_any;

use crate::compact::LATER;

use super::{Outline, TEXT_OR_NUMBER, Takes};

/// Begins the names by which `toml` asks for a value with its place.
const PLACED: &str = "$__serde_spanned_private";

/// What a type reads. A type that cannot be learned has no keys; the tests see to it that all can.
pub(crate) fn learn<T: DeserializeOwned>() -> Outline {
    let mut outline = Outline::default();
    if !is_read::<T>(&mut outline, None) {
        return Outline::default();
    }
    require::<T>(&mut outline, &mut Vec::new());
    outline
}

/// Whether a type can be read without the key at the end of a way.
fn is_read<T: DeserializeOwned>(outline: &mut Outline, without: Option<&[&str]>) -> bool {
    T::deserialize(Probe(outline, without)).is_ok()
}

/// Finds out which keys are required: what cannot be read without them.
fn require<T: DeserializeOwned>(outline: &mut Outline, way: &mut Vec<&'static str>) {
    let Takes::Table(keys) = &mut outline.takes else {
        return;
    };
    for key in keys {
        way.push(key.key);
        key.required = !is_read::<T>(&mut Outline::default(), Some(way));
        require::<T>(key, way);
        way.pop();
    }
}

/// Answers for one value, all but the key at the end of a way.
struct Probe<'o, 'w>(&'o mut Outline, Option<&'w [&'w str]>);

impl<'de> Deserializer<'de> for Probe<'_, '_> {
    type Error = Error;

    fn deserialize_any<V: Visitor<'de>>(self, _visitor: V) -> Result<V::Value, Error> {
        Err(Error::custom("the type does not say what it reads"))
    }

    fn deserialize_bool<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
        self.0.takes = Takes::Truth;
        visitor.visit_bool(false)
    }

    fn deserialize_i32<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
        self.0.takes = Takes::Whole;
        visitor.visit_i32(1)
    }

    fn deserialize_u32<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
        self.0.takes = Takes::Whole;
        visitor.visit_u32(1)
    }

    fn deserialize_u64<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
        self.0.takes = Takes::Whole;
        visitor.visit_u64(1)
    }

    fn deserialize_string<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
        visitor.visit_str("")
    }

    fn deserialize_option<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
        visitor.visit_some(self)
    }

    fn deserialize_seq<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
        self.0.many = true;
        visitor.visit_seq(One(Some(self)))
    }

    fn deserialize_map<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
        let mut value = Outline::default();
        let map = visitor.visit_map(Free {
            left: 1,
            value: &mut value,
        })?;
        self.0.takes = Takes::Map(Box::new(value));
        Ok(map)
    }

    fn deserialize_newtype_struct<V: Visitor<'de>>(
        self,
        name: &'static str,
        visitor: V,
    ) -> Result<V::Value, Error> {
        if name == LATER {
            return visitor.visit_newtype_struct(self);
        }
        if name != TEXT_OR_NUMBER {
            return self.deserialize_any(visitor);
        }
        self.0.takes = Takes::TextOrWhole;
        visitor.visit_str("")
    }

    fn deserialize_struct<V: Visitor<'de>>(
        self,
        name: &'static str,
        fields: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Error> {
        let learned = if name.starts_with(PLACED) {
            None
        } else {
            Some(Vec::new())
        };
        let mut entries = Entries {
            outline: self.0,
            learned,
            fields: fields.iter(),
            without: self.1,
            field: "",
        };
        let value = visitor.visit_map(&mut entries)?;
        if let Some(keys) = entries.learned {
            entries.outline.takes = Takes::Table(keys);
        }
        Ok(value)
    }

    fn deserialize_enum<V: Visitor<'de>>(
        self,
        _name: &'static str,
        variants: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Error> {
        self.0.takes = Takes::Choice(variants);
        let first: StrDeserializer<'_, Error> = variants
            .first()
            .copied()
            .unwrap_or_default()
            .into_deserializer();
        visitor.visit_enum(first)
    }

    forward_to_deserialize_any! {
        i8 i16 i64 i128 u8 u16 u128 f32 f64 char str bytes byte_buf unit unit_struct
        tuple tuple_struct identifier ignored_any
    }
}

/// A list of one.
struct One<'o, 'w>(Option<Probe<'o, 'w>>);

impl<'de> SeqAccess<'de> for One<'_, '_> {
    type Error = Error;

    fn next_element_seed<T: DeserializeSeed<'de>>(
        &mut self,
        seed: T,
    ) -> Result<Option<T::Value>, Error> {
        let probe = self.0.take();
        probe.map(|probe| seed.deserialize(probe)).transpose()
    }
}

/// A table with one key of the writer's.
struct Free<'o> {
    left: usize,
    value: &'o mut Outline,
}

impl<'de> MapAccess<'de> for Free<'_> {
    type Error = Error;

    fn next_key_seed<K: DeserializeSeed<'de>>(
        &mut self,
        seed: K,
    ) -> Result<Option<K::Value>, Error> {
        if self.left == 0 {
            return Ok(None);
        }
        self.left -= 1;
        seed.deserialize(Probe(&mut Outline::default(), None))
            .map(Some)
    }

    fn next_value_seed<T: DeserializeSeed<'de>>(&mut self, seed: T) -> Result<T::Value, Error> {
        seed.deserialize(Probe(self.value, None))
    }
}

/// All keys of a table, one after the other; of a value with its place, the value alone is learned.
struct Entries<'o, 'w> {
    outline: &'o mut Outline,
    learned: Option<Vec<Outline>>,
    fields: std::slice::Iter<'static, &'static str>,
    field: &'static str,
    without: Option<&'w [&'w str]>,
}

impl<'de> MapAccess<'de> for &mut Entries<'_, '_> {
    type Error = Error;

    fn next_key_seed<K: DeserializeSeed<'de>>(
        &mut self,
        seed: K,
    ) -> Result<Option<K::Value>, Error> {
        let fields = self.fields.by_ref();
        let without = self.without;
        let Some(field) = fields.find(|field| without != Some(&[**field])) else {
            return Ok(None);
        };
        self.field = field;
        // `toml` asks for the names by reference.
        let key: BorrowedStrDeserializer<'_, Error> = BorrowedStrDeserializer::new(field);
        seed.deserialize(key).map(Some)
    }

    fn next_value_seed<T: DeserializeSeed<'de>>(&mut self, seed: T) -> Result<T::Value, Error> {
        if let Some(learned) = &mut self.learned {
            let mut outline = Outline {
                key: self.field,
                ..Outline::default()
            };
            let below = self.without.and_then(|way| way.split_first());
            let below = below.filter(|(first, _)| **first == self.field);
            let value = seed.deserialize(Probe(&mut outline, below.map(|(_, rest)| rest)))?;
            learned.push(outline);
            return Ok(value);
        }
        if self.field.ends_with("_value") {
            return seed.deserialize(Probe(self.outline, self.without));
        }
        seed.deserialize(Probe(&mut Outline::default(), None))
    }
}
