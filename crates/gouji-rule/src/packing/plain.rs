//! Numbers, texts and lists as bytes.

use std::sync::Arc;

use super::bytes::{Packed, Reader, Writer};

impl Packed for bool {
    fn pack(&self, out: &mut Writer<'_>) {
        out.byte(u8::from(*self));
    }

    fn unpack(from: &mut Reader<'_>) -> Option<Self> {
        Some(from.byte()? != 0)
    }
}

/// Numbers that are not negative.
macro_rules! whole {
    ($($name:ident)*) => {$(
        impl Packed for $name {
            fn pack(&self, out: &mut Writer<'_>) {
                out.number(*self as u64);
            }

            #[inline]
            fn unpack(from: &mut Reader<'_>) -> Option<Self> {
                Self::try_from(from.number()?).ok()
            }
        }
    )*};
}

whole!(u8 u16 u32 usize);

/// Numbers with a sign, which stands in the last bit.
macro_rules! signed {
    ($($name:ident)*) => {$(
        impl Packed for $name {
            fn pack(&self, out: &mut Writer<'_>) {
                let number = i64::from(*self);
                out.number((number << 1 ^ number >> 63) as u64);
            }

            #[inline]
            fn unpack(from: &mut Reader<'_>) -> Option<Self> {
                let number = from.number()?;
                Self::try_from((number >> 1) as i64 ^ -((number & 1) as i64)).ok()
            }
        }
    )*};
}

signed!(i32 i64);

impl Packed for char {
    fn pack(&self, out: &mut Writer<'_>) {
        out.number(u64::from(u32::from(*self)));
    }

    fn unpack(from: &mut Reader<'_>) -> Option<Self> {
        Self::from_u32(u32::unpack(from)?)
    }
}

impl Packed for String {
    fn pack(&self, out: &mut Writer<'_>) {
        out.text(self);
    }

    fn unpack(from: &mut Reader<'_>) -> Option<Self> {
        from.text().map(str::to_owned)
    }
}

impl<T: Packed> Packed for Vec<T> {
    fn pack(&self, out: &mut Writer<'_>) {
        out.list(self);
    }

    fn unpack(from: &mut Reader<'_>) -> Option<Self> {
        let count = from.length()?;
        let mut all = Self::with_capacity(count);
        for _ in 0..count {
            all.push(T::unpack(from)?);
        }
        Some(all)
    }
}

impl<T: Packed> Packed for Arc<[T]> {
    fn pack(&self, out: &mut Writer<'_>) {
        out.list(self);
    }

    fn unpack(from: &mut Reader<'_>) -> Option<Self> {
        Vec::unpack(from).map(Self::from)
    }
}

impl<T: Packed> Packed for Box<T> {
    fn pack(&self, out: &mut Writer<'_>) {
        (**self).pack(out);
    }

    fn unpack(from: &mut Reader<'_>) -> Option<Self> {
        T::unpack(from).map(Self::new)
    }
}

impl<T: Packed> Packed for Option<T> {
    fn pack(&self, out: &mut Writer<'_>) {
        self.is_some().pack(out);
        self.iter().for_each(|value| value.pack(out));
    }

    fn unpack(from: &mut Reader<'_>) -> Option<Self> {
        Some(match bool::unpack(from)? {
            true => Some(T::unpack(from)?),
            false => None,
        })
    }
}

impl<A: Packed, B: Packed> Packed for (A, B) {
    fn pack(&self, out: &mut Writer<'_>) {
        self.0.pack(out);
        self.1.pack(out);
    }

    fn unpack(from: &mut Reader<'_>) -> Option<Self> {
        Some((A::unpack(from)?, B::unpack(from)?))
    }
}

#[cfg(test)]
mod tests {
    use std::fmt::Debug;

    use super::super::bytes::{Packed, Source, Texts, Writer};

    fn comes_back<T: Packed + Debug + PartialEq>(value: T) {
        let mut texts = Texts::default();
        let mut out = Writer::new(&mut texts);
        value.pack(&mut out);
        let packed = out.finish();
        let bytes = Box::leak(packed.bytes.into_boxed_slice());
        let texts = Box::leak(texts.as_str().to_owned().into_boxed_str());
        let source = Source::new(texts, &[], bytes);
        assert_eq!(T::unpack(&mut source.reader()), Some(value));
        // What is cut is stated.
        let cut = bytes.split_last().map_or(&[][..], |(_, rest)| rest);
        assert_eq!(T::unpack(&mut Source::new(texts, &[], cut).reader()), None);
    }

    #[test]
    fn what_is_written_is_read() {
        for number in [0, 1, -1, 63, -64, 64, 300, -40_000, i64::MAX, i64::MIN] {
            comes_back(number);
        }
        comes_back((127_u32, u32::MAX));
        comes_back(vec![(true, "申请".to_owned()), (false, String::new())]);
        comes_back(Some(vec!['件', 'a']));
        comes_back(None::<u8>);
    }
}
