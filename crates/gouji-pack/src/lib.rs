//! The files of rule packs: forms and rules as data, read and compiled.
//!
//! A pack is a folder with `pack.toml` (what it is and when it applies), `form.toml` (the official
//! form) and `rules/`, one file for each rule; where it has a `schema.json`, that describes its
//! canonical report in place of what is made of the form, and where it has a `source.toml`, that maps
//! data files to it. The built-in packs are embedded; `--rules DIR`
//! adds packs and loose rule files. What they are compiled to is `gouji-rule`'s. Nothing here knows
//! a document, a format or a country: all of that is data.

mod beside;
mod compact;
mod concrete;
mod contents;
mod context;
mod draft;
mod embedded;
mod embedded_file;
mod error;
mod files;
mod form_file;
mod form_words;
mod formula;
mod json_place;
mod kept;
mod keys;
mod mistake;
mod names;
mod narrative_file;
mod off_schema;
mod outline;
mod pack_file;
mod pack_folders;
mod pack_sense;
mod packs;
mod quoted;
mod rule_file;
mod schema;
mod shared_files;
mod source_file;
mod spanned;
mod suggestion;
mod template;
mod told;
mod toml_file;
mod vocabulary_file;
mod words_file;

pub use error::{PackDiagnostic, PackError};
pub use files::File;
pub use keys::{FileKind, Mention, Role, Subject, mentions, schema_of_file};
pub use mistake::Mistake;
pub use off_schema::SchemaError;
pub use outline::{Outline, Takes};
pub use packs::{Packs, Survey};
pub use schema::{schema_of, schema_text};
pub use shared_files::{files_of, relative_path};
pub use suggestion::{advice, nearest};
