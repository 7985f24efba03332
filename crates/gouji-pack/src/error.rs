//! What can be wrong with a pack, shown at its place in the file.

use std::path::PathBuf;

use miette::{Diagnostic, NamedSource, SourceSpan};
use thiserror::Error;

/// A pack that cannot be used.
#[derive(Debug, Error, Diagnostic)]
pub enum PackError {
    /// A file says something that is not allowed there.
    #[error("{message}")]
    #[diagnostic(code(pack), help("{help}"))]
    Invalid {
        /// What is wrong.
        message: String,
        /// What to do.
        help: String,
        /// The file.
        #[source_code]
        source_code: std::sync::Arc<NamedSource<String>>,
        /// Where in the file.
        #[label("here")]
        span: SourceSpan,
    },
    /// A file or folder could not be read.
    #[error("cannot read {}: {reason}", path.display())]
    #[diagnostic(code(pack::unreadable), help("check the path given with --rules"))]
    Unreadable {
        /// Which.
        path: PathBuf,
        /// Why.
        reason: String,
    },
}

impl PackError {
    /// An error at a place in a file.
    pub(crate) fn at(
        file: &str,
        text: &str,
        span: std::ops::Range<usize>,
        message: impl Into<String>,
        help: impl Into<String>,
    ) -> Self {
        let end = span.end.min(text.len());
        let start = span.start.min(end);
        Self::Invalid {
            message: message.into(),
            help: help.into(),
            source_code: std::sync::Arc::new(NamedSource::new(file, text.to_owned())),
            span: (start, end - start).into(),
        }
    }

    /// What makes it this error: file, place and what is wrong.
    pub(crate) fn key(&self) -> (String, usize, String) {
        match self {
            Self::Invalid {
                message,
                source_code,
                span,
                ..
            } => (
                source_code.name().to_owned(),
                span.offset(),
                message.clone(),
            ),
            Self::Unreadable { path, reason } => {
                (path.to_string_lossy().into_owned(), 0, reason.clone())
            }
        }
    }

    /// A TOML error at its place.
    pub(crate) fn toml(file: &str, text: &str, error: &toml::de::Error) -> Self {
        let span = error.span().unwrap_or(0..0);
        let help = "see the rule files of the built-in packs for the keys and their form";
        Self::at(file, text, span, error.message(), help)
    }
}
