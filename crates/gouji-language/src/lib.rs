//! The words of languages that reading needs whatever the form: units, what stands for nothing, names of
//! organs, words of time, joints.
//!
//! They stand in `languages/*.toml`, a file for each language, and are made to constants when this crate
//! is built: a module for each table, a constant for each list, a question (`fn name(c: char) -> bool`)
//! for each text of single characters. A further language needs a file there and no Rust. What a form says
//! in words of its own stands in its pack.

include!(concat!(env!("OUT_DIR"), "/words.rs"));
