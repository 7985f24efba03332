//! Compiled packs as bytes: those that come with the program are compiled when it is built, and
//! starting only reads them.
//!
//! A value is written field by field, without names: whoever reads it is built together with who
//! wrote it. Texts stand once in a pool that all packs share, long tables are looked up where they
//! are in the program, and what few reports need is [`Deferred`]: read when it is first looked at.

mod bytes;
mod deferred;
mod model;
mod plain;

pub(crate) use bytes::{Packed, Reader, Writer};
pub use bytes::{PackedPack, Source, Texts};
pub use deferred::Deferred;

/// Says that a type is written as its fields, or as the number of a variant and what it holds, in
/// the order given. A field that is left out does not compile.
macro_rules! packed {
    (struct $name:ident { $($field:ident),* $(,)? }) => {
        impl $crate::packing::Packed for $name {
            fn pack(&self, out: &mut $crate::packing::Writer<'_>) {
                $($crate::packing::Packed::pack(&self.$field, out);)*
            }

            fn unpack(from: &mut $crate::packing::Reader<'_>) -> Option<Self> {
                Some(Self { $($field: $crate::packing::Packed::unpack(from)?),* })
            }
        }
    };
    (enum $name:ident {
        $($tag:literal = $variant:ident $(($($item:ident),*))? $({ $($field:ident),* })?),* $(,)?
    }) => {
        impl $crate::packing::Packed for $name {
            fn pack(&self, out: &mut $crate::packing::Writer<'_>) {
                match self {
                    $(Self::$variant $(($($item),*))? $({ $($field),* })? => {
                        out.byte($tag);
                        $($($crate::packing::Packed::pack($item, out);)*)?
                        $($($crate::packing::Packed::pack($field, out);)*)?
                    })*
                }
            }

            fn unpack(from: &mut $crate::packing::Reader<'_>) -> Option<Self> {
                Some(match from.byte()? {
                    $($tag => {
                        $($(let $item = $crate::packing::Packed::unpack(from)?;)*)?
                        $($(let $field = $crate::packing::Packed::unpack(from)?;)*)?
                        Self::$variant $(($($item),*))? $({ $($field),* })?
                    })*
                    _ => return None,
                })
            }
        }
    };
}

pub(crate) use packed;
