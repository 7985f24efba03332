//! Keys defined once: a type says what it reads, whether a key may be left out, and what each is for. From
//! it come the reader, its checks, hovers, the pages of the docs and the JSON Schema for editors.

use std::collections::BTreeMap;
use std::num::NonZeroU32;

use gouji_model::Bilingual;
use toml::Spanned;

use super::{Outline, Takes, Words};

/// What can be the value of a key.
pub(crate) trait Keyed {
    /// Whether a table may do without such a key.
    const OPTIONAL: bool = false;

    /// What it takes.
    fn outline() -> Outline;
}

/// What a key takes, under its name and with what it is for.
pub(crate) fn entry<T: Keyed>(key: &'static str, meaning: Words, has_default: bool) -> Outline {
    Outline {
        key,
        meaning,
        required: !has_default && !T::OPTIONAL,
        ..T::outline()
    }
}

fn takes(takes: Takes) -> Outline {
    Outline {
        takes,
        ..Outline::default()
    }
}

impl Keyed for String {
    fn outline() -> Outline {
        takes(Takes::Text)
    }
}

impl Keyed for bool {
    fn outline() -> Outline {
        takes(Takes::Truth)
    }
}

/// Whole numbers.
macro_rules! whole {
    ($($number:ty),*) => {
        $(impl Keyed for $number {
            fn outline() -> Outline {
                takes(Takes::Whole)
            }
        })*
    };
}

whole!(i32, u32, usize, NonZeroU32);

impl<T: Keyed> Keyed for Spanned<T> {
    const OPTIONAL: bool = T::OPTIONAL;

    fn outline() -> Outline {
        T::outline()
    }
}

impl<T: Keyed> Keyed for Option<T> {
    const OPTIONAL: bool = true;

    fn outline() -> Outline {
        T::outline()
    }
}

impl<T: Keyed> Keyed for Vec<T> {
    fn outline() -> Outline {
        let item = T::outline();
        Outline {
            many: true,
            of_lists: item.many,
            ..item
        }
    }
}

impl<K, T: Keyed> Keyed for BTreeMap<K, T> {
    fn outline() -> Outline {
        takes(Takes::Map(Box::new(T::outline())))
    }
}

impl Keyed for Bilingual {
    fn outline() -> Outline {
        takes(Takes::Table(vec![
            entry::<Option<String>>("zh", ["中文", "in Chinese"], true),
            entry::<Option<String>>("en", ["英文", "in English"], true),
        ]))
    }
}

/// A table of a file. Before each key stands what it is for, in Chinese and in English; `= default` says that
/// it may be left out.
macro_rules! keys {
    ($(#[$about:meta])* $vis:vis struct $name:ident { $(
        $zh:literal $en:literal
        $key_vis:vis $key:ident : $type:ty $(= $default:ident)?
    ),* $(,)? }) => {
        $(#[$about])*
        #[derive(serde::Deserialize)]
        #[serde(deny_unknown_fields)]
        $vis struct $name { $($(#[serde($default)])? $key_vis $key: $type),* }

        impl $crate::outline::Keyed for $name {
            fn outline() -> $crate::outline::Outline {
                let keys = vec![$({
                    let defaults: &[&str] = &[$(stringify!($default))?];
                    let has_default = !defaults.is_empty();
                    $crate::outline::entry::<$type>(stringify!($key), [$zh, $en], has_default)
                }),*];
                $crate::outline::Outline::of_keys(keys)
            }
        }
    };
}

/// Words of which a key takes one. Before each stands what it means, in Chinese and in English.
macro_rules! choices {
    ($(#[$about:meta])* $vis:vis enum $name:ident { $(
        $zh:literal $en:literal
        $(#[$own:meta])* $variant:ident = $word:literal
    ),* $(,)? }) => {
        $(#[$about])*
        #[derive(serde::Deserialize)]
        $vis enum $name { $($(#[$own])* #[serde(rename = $word)] $variant),* }

        impl $crate::outline::Keyed for $name {
            fn outline() -> $crate::outline::Outline {
                $crate::outline::Outline::of_choices(&[$($word),*], &[$([$zh, $en]),*])
            }
        }
    };
}

pub(crate) use {choices, keys};
