//! A file of the packs that come with the program, as the library has it and as the build script makes it.

use gouji_model::FormTraits;
use gouji_model::records::DataFormat;

/// An embedded file.
#[derive(Debug)]
pub(crate) struct Embedded {
    /// Its path below the folder of rules.
    pub path: &'static str,
    /// Its text.
    pub text: &'static str,
    /// What the text says in compact form; of files in TOML.
    pub compact: Option<&'static [u8]>,
    /// What is known of the form it holds before it is read.
    pub form: Option<FormTraits>,
    /// The formats it may speak of, where it maps data files.
    pub formats: Option<&'static [DataFormat]>,
}
