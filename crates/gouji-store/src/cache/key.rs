//! Keys of values.

/// What a value depends on, as one number: a SHA-256, or a BLAKE3 where it is a file's bytes.
pub type Key = [u8; 32];
