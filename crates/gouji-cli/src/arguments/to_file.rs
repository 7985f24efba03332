//! Outputs that go to files.

use std::path::PathBuf;
use std::str::FromStr;

use clap::ValueEnum as _;

use super::choices::Format;

/// An output in a file: `sarif=findings.sarif`, or `list.xlsx`, whose name says the format.
#[derive(Clone, Debug)]
pub(crate) struct ToFile {
    /// How it is written, where that is given before the name.
    pub format: Option<Format>,
    /// Where to.
    pub path: PathBuf,
}

impl ToFile {
    /// How it is written: as is given, as its name says, or as `--format` says.
    pub(crate) fn format(&self, asked: Option<Format>) -> Option<Format> {
        self.format.or_else(|| self.by_name()).or(asked)
    }

    /// The format that files of its name have.
    fn by_name(&self) -> Option<Format> {
        let extension = self.path.extension()?.to_str()?.to_ascii_lowercase();
        Some(match extension.as_str() {
            "xlsx" => Format::Xlsx,
            "csv" => Format::Csv,
            "html" | "htm" => Format::Html,
            "json" => Format::Json,
            "jsonl" => Format::Jsonl,
            "sarif" => Format::Sarif,
            "xml" => Format::Junit,
            _ => return None,
        })
    }
}

impl FromStr for ToFile {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        let how = "write FORMAT=FILE, for instance sarif=findings.sarif, or list.xlsx";
        match text.split_once('=') {
            Some((format, path)) if !path.is_empty() => Ok(Self {
                format: Some(Format::from_str(format, false)?),
                path: path.into(),
            }),
            None if !text.is_empty() => Ok(Self {
                format: None,
                path: text.into(),
            }),
            _ => Err(how.to_owned()),
        }
    }
}
