//! Values of packs that are read when they are first looked at.

use std::fmt;
use std::ops::Deref;
use std::sync::{Arc, OnceLock};

use super::bytes::{Packed, Reader, Source, Writer};

/// A value that is read from the bytes of a pack when it is first looked at, or known already.
pub struct Deferred<T> {
    value: OnceLock<Box<T>>,
    written: Option<(&'static [u8], Arc<Source>)>,
    read: fn(&mut Reader<'_>) -> Option<T>,
}

impl<T> From<T> for Deferred<T> {
    fn from(value: T) -> Self {
        Self {
            value: OnceLock::from(Box::new(value)),
            written: None,
            read: |_| None,
        }
    }
}

impl<T: Default> Default for Deferred<T> {
    fn default() -> Self {
        Self::from(T::default())
    }
}

/// # Panics
/// Where the bytes are of something else, which the tests see to that none are.
impl<T> Deref for Deferred<T> {
    type Target = T;

    fn deref(&self) -> &T {
        self.value.get_or_init(|| {
            let written = self.written.as_ref();
            let value =
                written.and_then(|(bytes, source)| (self.read)(&mut Reader::of(bytes, source)));
            match value {
                Some(value) => Box::new(value),
                None => panic!("an embedded pack is damaged"),
            }
        })
    }
}

impl<T: Clone> Clone for Deferred<T> {
    fn clone(&self) -> Self {
        Self {
            value: self.value.clone(),
            written: self.written.clone(),
            read: self.read,
        }
    }
}

impl<'d, T> IntoIterator for &'d Deferred<T>
where
    &'d T: IntoIterator,
{
    type Item = <&'d T as IntoIterator>::Item;
    type IntoIter = <&'d T as IntoIterator>::IntoIter;

    fn into_iter(self) -> Self::IntoIter {
        (**self).into_iter()
    }
}

/// The same whether it is read yet or not.
impl<T: fmt::Debug> fmt::Debug for Deferred<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        (**self).fmt(f)
    }
}

impl<T: Packed> Packed for Deferred<T> {
    fn pack(&self, out: &mut Writer<'_>) {
        out.measured(&**self);
    }

    fn unpack(from: &mut Reader<'_>) -> Option<Self> {
        let bytes = from.raw()?;
        Some(Self {
            value: OnceLock::new(),
            written: Some((bytes, Arc::clone(from.source()))),
            read: T::unpack,
        })
    }
}
