//! What the build script embeds: the files of the packs that come with the program, and what they
//! compile to.

use gouji_model::FormTraits;
use gouji_model::records::DataFormat;
use gouji_rule::{Contents, Source};

pub(crate) use crate::embedded_file::Embedded;

/// An embedded pack, compiled.
struct Compiled {
    /// The path of its `pack.toml`.
    origin: &'static str,
    lists: Option<&'static [u8]>,
    bytes: Option<&'static [u8]>,
}

static FILES: &[Embedded] = include!(concat!(env!("OUT_DIR"), "/embedded.rs"));
static PACKS: &[Compiled] = include!(concat!(env!("OUT_DIR"), "/compiled.rs"));
static TEXTS: &str = include_str!(concat!(env!("OUT_DIR"), "/texts"));

/// All files, sorted by path.
pub(crate) const fn all() -> &'static [Embedded] {
    FILES
}

/// The contents of a pack by the path of its `pack.toml`, as they were compiled with the program, but for
/// the examples of its rules.
pub(crate) fn contents(origin: &str) -> Option<Contents> {
    let pack = PACKS.iter().find(|pack| pack.origin == origin)?;
    let source = Source::new(TEXTS, pack.lists?, pack.bytes?);
    Contents::read(&source)
}
