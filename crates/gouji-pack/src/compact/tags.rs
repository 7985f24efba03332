//! The signs before values in the compact form, for the build script that writes it and the
//! library that reads it.

/// Before a text: its length and its bytes follow.
pub(crate) const TEXT: u8 = 0;
/// Before a whole number that is not negative.
pub(crate) const WHOLE: u8 = 1;
/// Before a negative one, without its sign.
pub(crate) const NEGATIVE: u8 = 2;
/// For `false`.
pub(crate) const FALSE: u8 = 3;
/// For `true`.
pub(crate) const TRUE: u8 = 4;
/// Before a list: how many bytes follow, the count of its values, and the values.
pub(crate) const LIST: u8 = 5;
/// Before a table: how many bytes follow, the count of its keys, then each key and its value.
pub(crate) const TABLE: u8 = 6;
/// Before a text that stands in the file as it is: where it begins there, and its length follow.
pub(crate) const VERBATIM: u8 = 7;
