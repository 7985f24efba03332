//! The text of a configuration file and where it stands: what is wrong with a part of it is shown
//! there, and its paths start from there.

use std::ops::Range;
use std::path::Path;
use std::sync::Arc;

use gouji_model::Bilingual;
use toml::de::DeTable;

use crate::error::ConfigError;
use crate::file_place::FilePlace;
use crate::patterns::{Patterns, shown};
use crate::tree;

/// A configuration file as it is written.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Written<'f> {
    /// Its path, absolute.
    pub path: &'f Path,
    /// Its folder, absolute.
    pub folder: &'f Path,
    /// Its text.
    pub text: &'f Arc<str>,
}

impl Written<'_> {
    /// An error at a place in this file.
    pub(crate) fn fault(self, span: Range<usize>, what: Bilingual, help: Bilingual) -> ConfigError {
        ConfigError::at(self.spot(span), what, help)
    }

    /// A place in this file.
    pub(crate) fn spot(self, span: Range<usize>) -> FilePlace {
        let path = shown(self.path);
        let text = Arc::clone(self.text);
        FilePlace { path, text, span }
    }

    /// The files that a table's `path` means.
    pub(crate) fn patterns(self, table: &DeTable<'_>) -> Result<Patterns, ConfigError> {
        let texts = tree::texts(table, "path").unwrap_or_default();
        Patterns::read(self.folder, &texts).map_err(|(text, why)| {
            self.fault(
                text.span,
                Bilingual::new(
                    format!("`{}` 不是通配路径：{why}", text.value),
                    format!("`{}` is no glob: {why}", text.value),
                ),
                Bilingual::new(
                    "* 代表一段名称，** 代表任意多层文件夹",
                    "`*` stands for part of a name, `**` for any folders",
                ),
            )
        })
    }
}
