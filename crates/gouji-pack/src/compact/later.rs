//! Values that are passed over where they come in compact form: whoever needs them reads the file again.

use std::fmt;
use std::marker::PhantomData;

use serde::de::{Deserialize, Deserializer, Error, Visitor};

/// By this name a value asks to be passed over.
pub(crate) const LATER: &str = "$gouji::later";

/// A value that is read at once from a text, and not from the compact form.
pub(crate) enum Later<T> {
    /// The value.
    Read(T),
    /// It was passed over.
    Skipped,
}

/// Where a file does not say it, there is nothing to be read later.
impl<T: Default> Default for Later<T> {
    fn default() -> Self {
        Self::Read(T::default())
    }
}

impl<'de, T: Deserialize<'de>> Deserialize<'de> for Later<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_newtype_struct(LATER, LaterVisitor(PhantomData))
    }
}

struct LaterVisitor<T>(PhantomData<T>);

impl<'de, T: Deserialize<'de>> Visitor<'de> for LaterVisitor<T> {
    type Value = Later<T>;

    fn expecting(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str("a value, or one that is passed over")
    }

    fn visit_newtype_struct<D: Deserializer<'de>>(self, inner: D) -> Result<Later<T>, D::Error> {
        T::deserialize(inner).map(Later::Read)
    }

    fn visit_unit<E: Error>(self) -> Result<Later<T>, E> {
        Ok(Later::Skipped)
    }
}
